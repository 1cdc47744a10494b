"""Pages: YAML files of a package in a folder beside its scenarios, which together say one thing.

A package is a first folder of the catalog (`hengyang`). It may have an `encyclopedia` and a `history`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from game.scenario import codes, mods
from game.scenario.problems import Problem
from game.scenario.source import Node


def folder_of(scenario: str, kind: str) -> Path | None:
    """The folder of that name in the package of a scenario id such as `hengyang/siege`; None if it has none."""
    package = scenario.partition("/")[0]
    folders = (root / package / kind for root in mods.roots())
    return next((folder for folder in folders if folder.is_dir()), None)


def pages(folder: Path) -> list[Path]:
    """The pages of a folder, in reading order: by name."""
    return sorted(folder.glob("*.yaml"))


def folders_below(top: Path, kind: str) -> list[Path]:
    """The folders of that name in a folder, itself included."""
    found = [top] if top.name == kind else []
    return [*found, *sorted(path for path in top.rglob(kind) if path.is_dir())]


def untranslated(texts: Iterable[Node]) -> Iterator[Problem]:
    """Of texts without Chinese one problem a file: the first, and how many more there are."""
    of_file: dict[str, list[Node]] = {}
    for text in texts:
        of_file.setdefault(text.source.name, []).append(text)
    for nodes in of_file.values():
        first = min(nodes, key=lambda node: (node.line, node.column))
        problem = first.problem(codes.UNTRANSLATED, "text without a Chinese version", "write {en: …, zh: …}")
        yield problem.more(len(nodes) - 1, "they have none either")
