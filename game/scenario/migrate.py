"""`migrate`: files of an older format brought to the newest, on disk, comments kept.

A step takes a file from one format to the next. There has been one format so far: files without a number are drafts,
and get it. `STEPS` is where a later format says how files of this one become its own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.errors import UserError
from game.scenario.fmt import files_of
from game.scenario.merge import SCENARIO_FILE, shown
from game.scenario.rewrite import Document

NEWEST = 1
Step = Callable[[Document], None]


def _number_it(document: Document) -> None:
    """A draft says what format 1 says, but not which format it is."""
    document.prepend("format: 1\n")


STEPS: dict[int, Step] = {0: _number_it}


def format_of(document: Document) -> int | None:
    """The format that a file states; 0 for a scenario that states none; None for a part, which needs none."""
    if document.has(("format",)):
        number = document.get(("format",))
        return number if isinstance(number, int) and not isinstance(number, bool) else -1
    named = document.path is not None and document.path.name == SCENARIO_FILE
    return 0 if named or document.has(("id",)) else None


def migrate(document: Document) -> list[int]:
    """Take a document through every step it lacks. Returns the formats it passed; empty if it is new enough.

    Raises UserError for a format that this program does not know.
    """
    number = format_of(document)
    if number is None:
        return []
    if not 0 <= number <= NEWEST:
        raise UserError(f"format {document.get(('format',))} is not known; this program reads up to format {NEWEST}")
    passed = []
    while number < NEWEST:
        STEPS[number](document)
        number += 1
        passed.append(number)
    return passed


def run(targets: list[str]) -> int:
    """The command: migrate files (folders: all .yaml below them), each kept as NAME.bak. 1 if one could not be."""
    code = 0
    for file in files_of(targets):
        code |= _one(file)
    return code


def _one(file: Path) -> int:
    name = shown(file)
    try:
        document = Document.read(file)
        passed = migrate(document)
    except UserError as error:
        print(f"{name}: not migrated\n{error}")
        return 1
    if passed:
        document.save()
        print(f"{name}: now format {passed[-1]}; the old one is {name}.bak")
    else:
        print(f"{name}: is of the newest format")
    return 0
