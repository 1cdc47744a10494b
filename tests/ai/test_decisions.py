"""What only a side as a whole can order: the choices of events, held waves. Thinking levels play them out."""

from typing import Any

import pytest

from tests.ai.stage import GOAL_AXIS, SCORED, Stage
from tests.positions import draw
from tests.rules.theatre import GROUND, ROWS

THINKING = ["veteran", "general"]
UNITS: dict[str, tuple[Any, ...]] = {
    "r1": ("red", "0303"), "r2": ("red", "0304"), "b1": ("blue", "0602", {"men": 700}), "b2": ("blue", "0603"),
}  # fmt: skip


def theatre(units: dict[str, tuple[Any, ...]] | None = None, **more: Any) -> Stage:
    places = {"goal": {"at": "0602", "name": "Goal"}}
    ground = GROUND | {"places": places}
    return Stage(draw(ROWS, UNITS | (units or {}), map=ground, victory=SCORED, computer=GOAL_AXIS, **more))


def choosing(first: int, second: int) -> Stage:
    options = [
        {"id": "one", "text": "One", "do": [{"points": {"side": "red", "by": first}}]},
        {"id": "two", "text": "Two", "do": [{"points": {"side": "red", "by": second}}]},
    ]
    event = {"id": "ask", "side": "red", "when": {"date": "1944-06-28 night"}, "do": [{"choice": options}]}
    return theatre(events=[event])


@pytest.mark.parametrize("level", THINKING)
@pytest.mark.parametrize("points, chosen", [((0, 60), "two"), ((60, 0), "one"), ((10, 10), "one")])
def test_of_two_choices_the_better_is_taken(level, points, chosen):
    orders = choosing(*points).play("red", level, phases=2)
    assert f"red choose ask {chosen}" in orders


def with_help(cost: int) -> Stage:
    """Two fresh battalions that can be called, for so many points."""
    help_ = {"id": "help", "side": "red", "units": ["r3", "r4"], "entry": "south", "arrives": {"held": {"cost": cost}}}
    return theatre({"r3": ("red", None, {"men": 900}), "r4": ("red", None, {"men": 900})}, waves=[help_])


@pytest.mark.parametrize("level", THINKING)
@pytest.mark.parametrize("cost, called", [(0, True), (500, False)])
def test_help_is_called_when_it_is_worth_its_points(level, cost, called):
    assert ("red call help" in with_help(cost).play("red", level)) == called
