"""What is wrong with a scenario's files, told so that its author can mend it at once.

A Problem names file, line and column, what was found, what was wanted and one remedy. A ScenarioError carries
all problems of a scenario, causes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice
from typing import Any, Literal
from unicodedata import east_asian_width

from game.errors import UserError

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault and its place; lines and columns count from 1. `str()` is what a modder reads.

    `text` (the source line) and `length` (columns to underline) serve the caret, `via` says by which `extends`
    the place was reached; two problems that differ in nothing else are the same problem.
    """

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str | None = None
    text: str = field(default="", compare=False)
    length: int = field(default=1, compare=False)
    via: str = field(default="", compare=False)

    def to_json(self) -> dict[str, Any]:
        """The fields that `validate --format json` promises."""
        names = ("file", "line", "column", "severity", "code", "message", "hint")
        return {name: getattr(self, name) for name in names}

    def __str__(self) -> str:
        head = f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.code}]: {self.message}"
        hint = self.hint or ""
        tail = f"\n      = inherited: {self.via}" if self.via else ""
        if not self.text.strip():
            return (f"{head}\n      {hint}" if hint else head) + tail
        text, column = _window(self.text.replace("\t", " "), self.column)
        found = text[column - 1 : column - 1 + max(1, self.length)] or " "
        number = f"{self.line:5} | "
        caret = " " * (len(number) - 2) + "| " + " " * width(text[: column - 1]) + "^" * width(found)
        return f"{head}\n{number}{text}\n{caret} {hint}".rstrip() + tail

    def more(self, count: int, because: str) -> Problem:
        """The same problem, with a note that `count` others follow from the same cause."""
        if count < 1:
            return self
        note = f"{count} more because {because}"
        return replace(self, hint=f"{self.hint}; {note}" if self.hint else note)


def width(text: str) -> int:
    """Columns that a text takes in a terminal, where a Chinese character is two wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _window(text: str, column: int, width: int = 140) -> tuple[str, int]:
    """The part of a long line around `column`, and the column within it."""
    if len(text) <= width:
        return text, column
    start = max(0, min(column - width // 2, len(text) - width))
    return text[start : start + width], column - start


class ScenarioError(UserError):
    """A scenario cannot be used; `problems` holds everything found, errors and warnings."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


MOST_OF_A_KIND = 100


def some(problems: Iterable[Problem]) -> list[Problem]:
    """The first hundred of one check's problems: more help nobody, and finding remedies for them takes time."""
    found = list(islice(problems, MOST_OF_A_KIND + 1))
    if len(found) > MOST_OF_A_KIND:
        last = found[MOST_OF_A_KIND - 1]
        note = "further ones of this kind are not shown"
        found[MOST_OF_A_KIND - 1 :] = [replace(last, hint=f"{last.hint}; {note}" if last.hint else note)]
    return found


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Those that keep a scenario from being played."""
    return [problem for problem in problems if problem.severity == "error"]


def suggest(word: str, known: Iterable[str], what: str, show: int = 8) -> str:
    """One remedy for a name that nobody knows: the nearest one, or what there is.

    >>> suggest("strenght", ["men", "strength"], "fields here")
    "did you mean 'strength'? fields here: men, strength"
    """
    names = list(dict.fromkeys(str(name) for name in known))
    if not names:
        return f"{what}: none"
    near = get_close_matches(word[:80], names, 1, 0.55) or [name for name in names if sorted(name) == sorted(word)]
    listed = ", ".join(names[:show]) + (", …" if len(names) > show else "")
    return f"did you mean '{near[0]}'? {what}: {listed}" if near else f"{what}: {listed}"
