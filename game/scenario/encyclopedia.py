"""The encyclopedia of a package of scenarios: short articles in YAML, with their sources and how certain they are.

A package is a first folder of the catalog (`hengyang`); its pages are the files of its folder `encyclopedia`. They are
read as strictly as scenarios and checked by `python main.py validate`. An article that cannot be used is left out and
told as a problem: the others can still be read.

An article whose id is that of a place, formation or kind of unit is the article on it.
"""

from __future__ import annotations

import datetime
import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field

from game.scenario import codes, pages
from game.scenario.checks_schema import check_model, check_page
from game.scenario.merge import ENCYCLOPEDIA, shown
from game.scenario.numbers import Strict
from game.scenario.problems import Problem, suggest
from game.scenario.source import Node, read
from game.scenario.words import Certainty, Id, Words


def _checked_day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("a day is written like '1944-06-28'") from None


Day = Annotated[str, AfterValidator(_checked_day)]


class Group(Strict):
    """A chapter. Chapters stand in the order of the files and of the lines in them."""

    id: Id
    title: Words


class Entry(Strict):
    """One article. `date` is set in a timeline; `see` names articles that say more."""

    id: Id
    group: Id
    title: Words
    text: Words
    source: Annotated[str, Field(min_length=1)]
    certainty: Certainty
    date: Day | None = None
    see: tuple[Id, ...] = ()


class Page(Strict):
    """What one file may say."""

    encyclopedia: Literal[1] = Field(description="1, the format of encyclopedias")
    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Encyclopedia:
    """Chapters and articles in reading order; ids are unique among the articles and among the chapters."""

    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()

    def entry(self, name: str) -> Entry | None:
        """The article of that id, or None."""
        return next((entry for entry in self.entries if entry.id == name), None)

    def of_group(self, name: str) -> tuple[Entry, ...]:
        """The articles of a chapter."""
        return tuple(entry for entry in self.entries if entry.group == name)

    def on(self, day: str) -> tuple[Entry, ...]:
        """The articles of a day, as `1944-06-28`."""
        return tuple(entry for entry in self.entries if entry.date == day)

    def find(self, words: str) -> tuple[Entry, ...]:
        """Articles that have all of these words, in either language; those with them in the title come first.

        Case and accents do not matter; nothing is found for an empty search.
        """
        wanted = _folded(words).split()
        if not wanted:
            return ()
        titled = [e for e in self.entries if _has(wanted, (e.id, e.title.en, e.title.zh or ""))]
        told = [e for e in self.entries if e not in titled and _has(wanted, _all_words(e))]
        return (*titled, *told)


def _all_words(entry: Entry) -> tuple[str, ...]:
    return entry.id, entry.title.en, entry.title.zh or "", entry.text.en, entry.text.zh or "", entry.source


def _has(wanted: list[str], texts: Iterable[str]) -> bool:
    text = _folded(" ".join(texts))
    return all(word in text for word in wanted)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@functools.lru_cache(maxsize=8)
def _cached(folder: Path) -> Encyclopedia:
    return load(folder)[0]


def of(scenario: str) -> Encyclopedia:
    """The encyclopedia for a scenario id, without articles that cannot be used; empty if its package has none.

    >>> of("hengyang/siege").entry("zhangjiashan").title.zh
    '張家山'
    """
    folder = pages.folder_of(scenario, ENCYCLOPEDIA)
    return _cached(folder) if folder else Encyclopedia()


# ---------------------------------------------------------------- reading and checking


def load(folder: Path) -> tuple[Encyclopedia, list[Problem]]:
    """Read and check all pages of a folder. Raises nothing about files."""
    problems: list[Problem] = []
    groups: list[tuple[Group, Node]] = []
    entries: list[tuple[Entry, Node]] = []
    for file in pages.pages(folder):
        root, faults = read(file, shown(file))
        problems += faults
        if root is not None:
            problems += check_page(root, Page, "a page has `encyclopedia: 1`, `groups:`, `entries:`")[1]
            groups += _usable(root.get("groups"), Group)
            entries += _usable(root.get("entries"), Entry)
    groups = _once(groups, "group", problems)
    entries = _once(entries, "entry", problems)
    problems += _unknown(groups, entries)
    problems += _untranslated([*groups, *entries])
    known = {group.id for group, _ in groups}
    kept = tuple(entry for entry, _ in entries if entry.group in known)
    return Encyclopedia(tuple(group for group, _ in groups), kept), problems


T = TypeVar("T", Group, Entry)


def _usable(nodes: Node, model: type[T]) -> list[tuple[T, Node]]:
    """The articles (or chapters) of a list that are sound; what is wrong with the others is told with their page."""
    checked = ((check_model(node, model)[0], node) for node in nodes.entries() if isinstance(node.value, dict))
    return [(its, node) for its, node in checked if its is not None]


def _once(found: list[tuple[T, Node]], what: str, problems: list[Problem]) -> list[tuple[T, Node]]:
    """The first of each id; the others are told."""
    first: dict[str, tuple[T, Node]] = {}
    for its, node in found:
        if its.id in first:
            other = first[its.id][1].get("id")
            hint = f"the first {what} of that id: {other.source.name}:{other.line}"
            problems.append(node.get("id").problem(codes.ID_TWICE, f"{what} '{its.id}' twice", hint))
        first.setdefault(its.id, (its, node))
    return list(first.values())


def _unknown(groups: list[tuple[Group, Node]], entries: list[tuple[Entry, Node]]) -> Iterator[Problem]:
    """Chapters and articles that are named but not there."""
    chapters, articles = [group.id for group, _ in groups], [entry.id for entry, _ in entries]
    for entry, node in entries:
        if entry.group not in chapters:
            hint = suggest(entry.group, chapters, "groups", 12)
            yield node.get("group").problem(codes.UNKNOWN_ID, f"unknown group '{entry.group}'", hint)
        for name, place in zip(entry.see, node.get("see").entries(), strict=True):
            if name not in articles:
                yield place.problem(codes.UNKNOWN_ID, f"unknown entry '{name}'", suggest(name, articles, "entries"))


def _untranslated(found: Iterable[tuple[Group | Entry, Node]]) -> Iterator[Problem]:
    texts = (node.get(name) for _, node in found for name in ("title", "text") if name in node.keys)
    return pages.untranslated(node for node in texts if not node.get("zh").word)
