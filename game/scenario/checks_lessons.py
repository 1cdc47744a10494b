"""Lessons: each begins by one thing, each prompt points at one and waits for one, of its own side's units."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario import codes
from game.scenario.checks_facts import Facts, select
from game.scenario.checks_time import exactly_one
from game.scenario.lessons import LessonStart, Pointer, Waits
from game.scenario.problems import Problem, some

OWN = ("prompts.[].waits.select", "prompts.[].waits.order.unit")


def check_lessons(facts: Facts) -> list[Problem]:
    """Starts, pointers, acts, dates, units. That what they name exists is checked with all references."""
    return [*some(_single(facts)), *some(_dates(facts)), *some(_units(facts))]


def _single(facts: Facts) -> Iterator[Problem]:
    for lesson in facts.entries("lessons"):
        yield from exactly_one(lesson.get("when"), tuple(LessonStart.model_fields), "start", "make it two lessons")
        for prompt in lesson.get("prompts").entries():
            again = "make it two prompts"
            yield from exactly_one(prompt.get("points"), tuple(Pointer.model_fields), "pointer", again)
            yield from exactly_one(prompt.get("waits"), tuple(Waits.model_fields), "act", again)


def _dates(facts: Facts) -> Iterator[Problem]:
    for lesson in facts.entries("lessons"):
        node = lesson.get("when", "date")
        if facts.before(node) or facts.after(node):
            name = lesson.get("id").word
            calendar = facts.root.get("calendar")
            hint = f"the calendar runs from {calendar.get('start').word} to {calendar.get('end').word}"
            yield node.problem(codes.NEVER, f"lesson '{name}' never comes: '{node.word}' is not played", hint)


def _units(facts: Facts) -> Iterator[Problem]:
    """A prompt cannot wait for what its side cannot do."""
    units, sides = facts.names("unit"), facts.names("side")
    for lesson in facts.entries("lessons"):
        side = lesson.get("side").word
        for pattern in OWN:
            for node in select(lesson, pattern):
                unit = units.get(node.word or "")
                if unit is not None and side in sides and facts.side_of(unit) not in (side, None):
                    hint = f"a lesson for {side} waits for acts of {side}'s units"
                    yield node.problem(codes.OTHER_SIDE, f"'{node.word}' is not of {side}", hint)
