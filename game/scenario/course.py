"""The battle as it was: who attacked where and when, what fell, what it cost, by day, as YAML with sources.

A package of scenarios (`hengyang`) may have a folder `history`; its files together are one course, over the map of the
scenario that they name (`ground`). It is read as strictly as scenarios and checked by `python main.py validate`.
How a battle is held against it: game/chronicle/history.py.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from game.scenario import codes, mods, pages
from game.scenario.checks_facts import Facts, select
from game.scenario.checks_schema import check_page
from game.scenario.merge import HISTORY, find, merge, shown
from game.scenario.numbers import Count, Small, Strict
from game.scenario.problems import Problem, suggest
from game.scenario.source import Node, read
from game.scenario.words import Certainty, HalfDay, HexRef, Id, ScenarioId, Words, half_day


class Told(Strict):
    """Every statement says where it comes from and how certain it is."""

    source: Annotated[str, Field(min_length=1)]
    certainty: Certainty


class Attack(Strict):
    """Drawn as an arrow on the half day. `outcome`: whether the place was taken, or held against it."""

    by: Id
    unit: Words
    from_: HexRef = Field(alias="from")
    at: HexRef
    outcome: Literal["held", "taken"]


class Day(Told):
    """What happened in a half day; `holder` (place -> side) is how it stood from its end on."""

    date: HalfDay
    title: Words
    text: Words
    attacks: tuple[Attack, ...] = ()
    holder: dict[Id, Id] = Field(default_factory=dict)


class Toll(Told):
    """Men killed, wounded or missing in a span of days, both ends included: side -> [low, high]."""

    from_: HalfDay = Field(alias="from")
    to: HalfDay
    losses: dict[Id, tuple[Count, Count]]


class Stock(Told):
    """Ammunition left of the opening stock: side -> [low, high] percent."""

    date: HalfDay
    fires_percent: dict[Id, tuple[Small, Small]]


class Fit(Told):
    """Men in the ranks: side -> [low, high]."""

    date: HalfDay
    men: dict[Id, tuple[Count, Count]]


class Page(Strict):
    """What one file may say. `fall`: when the place defended fell."""

    course: Literal[1] = Field(description="1, the format of courses")
    ground: ScenarioId
    fall: HalfDay | None = None
    days: tuple[Day, ...] = ()
    tolls: tuple[Toll, ...] = ()
    stocks: tuple[Stock, ...] = ()
    fit: tuple[Fit, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """All pages of a package, each list in the order of time."""

    days: tuple[Day, ...] = ()
    tolls: tuple[Toll, ...] = ()
    stocks: tuple[Stock, ...] = ()
    fit: tuple[Fit, ...] = ()
    fall: str | None = None

    def __bool__(self) -> bool:
        return bool(self.days)


def of(scenario: str) -> Course:
    """The course for a scenario id such as `hengyang/siege`; an empty one if its package has none.

    >>> of("hengyang/siege").fall
    '1944-08-08 day'
    """
    folder = pages.folder_of(scenario, HISTORY)
    return _cached(folder) if folder else Course()


@functools.lru_cache(maxsize=8)
def _cached(folder: Path) -> Course:
    return load(folder)[0]


# ---------------------------------------------------------------- reading and checking


def load(folder: Path) -> tuple[Course, list[Problem]]:
    """Read and check all pages of a folder; a page with errors is left out. Raises nothing about files."""
    problems: list[Problem] = []
    found: list[tuple[Page, Node]] = []
    for file in pages.pages(folder):
        root, faults = read(file, shown(file))
        problems += faults
        if root is None or any(fault.severity == "error" for fault in faults):
            continue
        page, faults = check_page(root, Page, "a page has `course: 1`, `ground:`, `days:`")
        faults = faults or [*_references(root), *_order(root)]
        problems += [*faults, *_untranslated(root)]
        if page is not None and not faults:
            found.append((page, root))
    problems += _between(found)
    return _joined([page for page, _ in found]), problems


def _joined(found: Sequence[Page]) -> Course:
    falls = [page.fall for page in found if page.fall]
    return Course(
        days=tuple(sorted((day for page in found for day in page.days), key=lambda day: half_day(day.date))),
        tolls=tuple(sorted((toll for page in found for toll in page.tolls), key=lambda toll: half_day(toll.from_))),
        stocks=tuple(sorted((its for page in found for its in page.stocks), key=lambda its: half_day(its.date))),
        fit=tuple(sorted((its for page in found for its in page.fit), key=lambda its: half_day(its.date))),
        fall=falls[0] if falls else None,
    )


def _references(root: Node) -> Iterator[Problem]:
    """Sides, places and hexes must be those of the ground."""
    ground = root.get("ground")
    roots = mods.roots()
    file = find(ground.word or "", roots)
    if file is None:
        yield ground.problem(codes.NO_SUCH_FILE, f"no scenario '{ground.word}'", "name the scenario whose map it is")
        return
    merged = merge(file, roots)
    if merged.root is None:
        return
    facts = Facts(merged.root, partial=True)
    sides = (
        "days.[].attacks.[].by",
        "days.[].holder.*",
        "tolls.[].losses.@",
        "stocks.[].fires_percent.@",
        "fit.[].men.@",
    )
    for kind, patterns in (("side", sides), ("place", ("days.[].holder.@",))):
        for pattern in patterns:
            for node in select(root, pattern):
                word = node.word if node.word is not None else node.raw
                if word not in facts.names(kind):
                    hint = suggest(word, facts.names(kind), f"{kind}s")
                    yield node.problem(codes.UNKNOWN_ID, f"unknown {kind} '{word}'", hint)
    for pattern in ("days.[].attacks.[].from", "days.[].attacks.[].at"):
        for node in select(root, pattern):
            if not facts.hexes(node):
                hint = suggest(node.word or "", facts.names("place"), "places")
                yield node.problem(codes.NO_HEX, f"'{node.word}' is neither a hex of the map nor a place", hint)


def _order(root: Node) -> Iterator[Problem]:
    """Dates run forward; ranges have their lower end first."""
    for section, field in (("days", "date"), ("tolls", "from"), ("stocks", "date"), ("fit", "date")):
        last = 0
        for entry in root.get(section).entries():
            node = entry.get(field)
            date = half_day(node.word or "")
            if date < last:
                yield node.problem(
                    codes.OUT_OF_ORDER, f"'{node.word}' comes after a later date", "put it in the order of time"
                )
            last = max(last, date)
    for entry in root.get("tolls").entries():
        if half_day(entry.get("to").word or "") < half_day(entry.get("from").word or ""):
            yield entry.get("to").problem(
                codes.OUT_OF_ORDER, "the span ends before it begins", "`from` is its first half day"
            )
    for pattern in ("tolls.[].losses.*", "stocks.[].fires_percent.*", "fit.[].men.*"):
        for node in select(root, pattern):
            low, high = (end.number or 0 for end in node.entries())
            if low > high:
                yield node.problem(
                    codes.OUT_OF_RANGE, f"[{low}, {high}]: the lower end comes first", f"[{high}, {low}]"
                )


def _between(found: list[tuple[Page, Node]]) -> Iterator[Problem]:
    """Spans of losses must not overlap, else men would be counted twice."""
    rows = [
        (half_day(toll.from_), half_day(toll.to), node)
        for page, root in found
        for toll, node in zip(page.tolls, root.get("tolls").entries(), strict=True)
    ]
    rows.sort(key=lambda row: row[0])
    for i in range(1, len(rows)):
        if rows[i][0] <= rows[i - 1][1]:
            before = rows[i - 1][2]
            hint = f"the other: {before.source.name}:{before.line}"
            yield rows[i][2].get("from").problem(codes.OUT_OF_ORDER, "this span of losses overlaps another", hint)


def _untranslated(root: Node) -> Iterator[Problem]:
    patterns = ("days.[].title", "days.[].text", "days.[].attacks.[].unit")
    texts = (node for pattern in patterns for node in select(root, pattern))
    return pages.untranslated(node for node in texts if not node.get("zh").word)
