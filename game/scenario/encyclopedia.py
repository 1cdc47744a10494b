"""The encyclopedia of a package of scenarios: short articles in YAML, with their sources and how certain they are.

A package is a first folder of the catalog (`hengyang`); its pages are the files of its folder `encyclopedia`. They are
read as strictly as scenarios and checked by `python main.py validate`. An article that cannot be used is left out and
told as a problem: the others can still be read.

An article whose id is that of a place, formation or kind of unit is the article on it.
"""

from __future__ import annotations

import datetime
import functools
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field, ValidationError

from game.scenario import codes, mods
from game.scenario.merge import ENCYCLOPEDIA as FOLDER
from game.scenario.merge import shown
from game.scenario.numbers import Strict
from game.scenario.problems import Problem, suggest
from game.scenario.source import Node, read
from game.scenario.words import Certainty, Id, Text, Words


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

    encyclopedia: Literal[1]
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


# ---------------------------------------------------------------- where it lies


def folder_of(scenario: str) -> Path | None:
    """The encyclopedia's folder for a scenario id such as `hengyang/siege`; None if its package has none."""
    package = scenario.partition("/")[0]
    for root in mods.roots():
        if (root / package / FOLDER).is_dir():
            return root / package / FOLDER
    return None


@functools.lru_cache(maxsize=8)
def _cached(folder: Path) -> Encyclopedia:
    return load(folder)[0]


def of(scenario: str) -> Encyclopedia:
    """The encyclopedia for a scenario id, without articles that cannot be used; empty if its package has none.

    >>> of("hengyang/siege").entry("zhangjiashan").title.zh
    '張家山'
    """
    folder = folder_of(scenario)
    return _cached(folder) if folder else Encyclopedia()


def is_page(file: Path) -> bool:
    """Whether a file is a page of an encyclopedia."""
    return file.parent.name == FOLDER and file.suffix == ".yaml"


def pages(folder: Path) -> list[Path]:
    """The files of an encyclopedia, in reading order: by name."""
    return sorted(folder.glob("*.yaml"))


def folders_below(top: Path) -> list[Path]:
    """The encyclopedias in a folder, itself included."""
    found = [top] if top.name == FOLDER else []
    return [*found, *sorted(path for path in top.rglob(FOLDER) if path.is_dir())]


# ---------------------------------------------------------------- reading and checking


def load(folder: Path) -> tuple[Encyclopedia, list[Problem]]:
    """Read and check all pages of a folder. Raises nothing about files."""
    problems: list[Problem] = []
    groups: list[tuple[Group, Node]] = []
    entries: list[tuple[Entry, Node]] = []
    for file in pages(folder):
        root, found = read(file, shown(file))
        problems += found
        if root is not None:
            problems += _head(root)
            _collect(root.get("groups"), Group, groups, problems)
            _collect(root.get("entries"), Entry, entries, problems)
    groups = _once(groups, "group", problems)
    entries = _once(entries, "entry", problems)
    problems += _unknown(groups, entries)
    problems += _untranslated([*groups, *entries])
    known = {group.id for group, _ in groups}
    kept = tuple(entry for entry, _ in entries if entry.group in known)
    return Encyclopedia(tuple(group for group, _ in groups), kept), problems


T = TypeVar("T", Group, Entry)


def _head(root: Node) -> Iterator[Problem]:
    """A page's own form: the keys it has, and the format it says."""
    if not isinstance(root.value, dict):
        yield root.problem(codes.EMPTY, "no sections here", "a page has `encyclopedia: 1`, `groups:`, `entries:`")
        return
    for key, value in root.items():
        if key.raw not in Page.model_fields:
            hint = suggest(key.raw, Page.model_fields, "fields here")
            yield key.problem(codes.UNKNOWN_FIELD, f"unknown field '{key.raw}'", hint)
        elif key.raw == "encyclopedia" and value.value != 1:
            hint = "this program reads `encyclopedia: 1`"
            yield value.problem(codes.NOT_A_CHOICE, f"format {value.raw or 'of this page'} is not known", hint)
        elif key.raw != "encyclopedia" and not isinstance(value.value, list):
            yield value.problem(codes.WRONG_TYPE, f"'{key.raw}' is no list", "entries of a list begin with '-'")
    if "encyclopedia" not in root.value:
        yield root.problem(codes.MISSING_FIELD, "missing field 'encyclopedia'", "add `encyclopedia: 1`")


def _collect(nodes: Node, model: type[T], into: list[tuple[T, Node]], problems: list[Problem]) -> None:
    """The articles (or chapters) of a list that can be used; what is wrong with the others."""
    for node in nodes.entries():
        try:
            into.append((model.model_validate_json(json.dumps(node.plain()), strict=True), node))
        except ValidationError as error:
            problems += _one_a_place([_problem(node, model, dict(item)) for item in error.errors(include_url=False)])


def _one_a_place(problems: list[Problem]) -> list[Problem]:
    kept: dict[tuple[int, int], Problem] = {}
    for problem in problems:
        kept.setdefault((problem.line, problem.column), problem)
    return list(kept.values())


WANTED = {"string_type": "text", "tuple_type": "a list", "model_type": "{en: …, zh: …}", "dict_type": "a mapping"}


def _problem(entry: Node, model: type[Strict], error: dict[str, Any]) -> Problem:
    """What the model says about an article, at the line where it was written."""
    node = entry
    path: list[str] = []
    for step in error["loc"]:
        inside = node.value[step] if _holds(node, step) else None
        if inside is not None:
            node, path = inside, [*path, str(step)]
    kind, name = error["type"], str(error["loc"][-1]) if error["loc"] else ""
    whose = f" in '{entry.get('id').word}'" if entry.get("id").word else ""
    where = f"'{path[-1]}'{whose}" if path else f"this {'article' if model is Entry else 'chapter'}"
    if kind == "missing":
        return node.problem(codes.MISSING_FIELD, f"missing field '{name}'{whose}", f"add `{name}:`")
    if kind == "extra_forbidden":
        fields = model.model_fields if len(path) < 2 else Text.model_fields
        holder = functools.reduce(lambda at, step: at.value[step], path[:-1], entry)
        hint = suggest(name, fields, "fields here")
        return holder.keys[name].problem(codes.UNKNOWN_FIELD, f"unknown field '{name}'{whose}", hint)
    if kind == "literal_error":
        choices = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return node.problem(codes.NOT_A_CHOICE, f"{where} is '{node.raw}'", f"one of: {choices}")
    if kind == "string_pattern_mismatch":
        hint = "an id: lower case letters, digits and single hyphens, as reserve-10th"
        return node.problem(codes.WRONG_FORM, f"{where} is '{node.raw}'", hint)
    if kind == "value_error":
        return node.problem(codes.WRONG_FORM, f"{where} is '{node.raw}'", str(error["ctx"]["error"]))
    wanted = f'to write this as text, put it in quotes: "{node.raw}"' if node.raw else f"expected {WANTED.get(kind)}"
    return node.problem(codes.WRONG_TYPE, f"{where} is not {WANTED.get(kind, 'what is wanted')}", wanted)


def _holds(node: Node, step: str | int) -> bool:
    if isinstance(node.value, dict):
        return step in node.value
    return isinstance(node.value, list) and isinstance(step, int) and step < len(node.value)


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
    """One problem a file: the first text without Chinese, and how many more there are."""
    missing: dict[str, list[Node]] = {}
    for its, node in found:
        texts = (its.title, its.text) if isinstance(its, Entry) else (its.title,)
        for name, text in zip(("title", "text"), texts, strict=False):
            if not text.zh:
                missing.setdefault(node.source.name, []).append(node.get(name))
    for nodes in missing.values():
        first = min(nodes, key=lambda node: (node.line, node.column))
        problem = first.problem(codes.UNTRANSLATED, "text without a Chinese version", "write {en: …, zh: …}")
        yield problem.more(len(nodes) - 1, "they have none either")
