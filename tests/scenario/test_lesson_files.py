"""Lessons in a scenario file: what may be said, and every fault told at its line."""

from collections.abc import Callable

import pytest

from game.scenario import catalog
from game.scenario.problems import Problem

LESSON = """\
lessons:
  - id: first
    side: china
    when: {date: 1944-06-28 day}
    title: {en: First, zh: 一}
    prompts:
      - {text: {en: Select it., zh: 選取。}, points: {unit: cn-1}, waits: {select: cn-1}}
      - {text: {en: Fire., zh: 射擊。}, points: {control: fire}, waits: {order: {verb: fire, unit: cn-1}}}
"""

Problems = Callable[..., list[Problem]]


def test_a_good_lesson_has_no_problems(problems: Problems) -> None:
    assert problems(LESSON) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("side: china", "side: chine", "E016", "did you mean 'china'?"),
        ("{date: 1944-06-28 day}", "{event: nothing}", "E016", "unknown event 'nothing'"),
        ("{date: 1944-06-28 day}", "{}", "E015", "empty start"),
        ("{date: 1944-06-28 day}", "{date: 1945-01-01 day}", "W104", "is not played"),
        ("{select: cn-1}", "{select: cn-11}", "E016", "unknown unit 'cn-11'"),
        ("{select: cn-1}", "{select: jp-1}", "E038", "'jp-1' is not of china"),
        ("{select: cn-1}", "{select: cn-1, press: end}", "E015", "act of 2 things"),
        ("{select: cn-1}", "{hover: nowhere}", "E025", "neither a hex nor a place"),
        ("{control: fire}", "{control: fir}", "E013", "one of: fire"),
        ("{verb: fire, unit", "{verb: shoot, unit", "E013", "one of:"),
        ("{unit: cn-1}, waits", "{unit: cn-1, hex: 0101}, waits", "E015", "pointer of 2 things"),
        ("{en: First, zh: 一}", "First", "W101", "without a Chinese version"),
        ("    prompts:", "    prompt:", "E003", "did you mean 'prompts'?"),
    ],
)
def test_each_fault_is_told(problems: Problems, old: str, new: str, code: str, says: str) -> None:
    assert old in LESSON
    found = problems(LESSON.replace(old, new, 1))
    first = next((problem for problem in found if says in str(problem)), None)
    assert first is not None, [str(problem) for problem in found]
    assert first.code == code and first.file.endswith("bad/scenario.yaml")


def test_a_lesson_twice_is_told(problems: Problems) -> None:
    entry = LESSON.removeprefix("lessons:\n")
    found = problems(LESSON + entry)
    assert [problem.message for problem in found] == ["lesson 'first' twice"]


def test_the_tutorial_teaches_each_side_one_thing_a_turn() -> None:
    scenario = catalog.load("hengyang/tutorial")
    dates = {event.id: event.when.date for event in scenario.events}
    for side in scenario.sides:
        begins = [
            lesson.when.date or dates[lesson.when.event or ""] for lesson in scenario.lessons if lesson.side == side
        ]
        turns = sorted(scenario.turn_of(date) for date in begins if date)
        assert turns == list(range(1, scenario.turns + 1))
