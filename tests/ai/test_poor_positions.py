"""Scenarios that tell the computer nothing, sides with nobody, lost positions: legal, sensible orders all the same."""

from typing import Any

import pytest

from tests.ai.stage import GOAL_AXIS, SCORED, Stage, at_goal
from tests.positions import draw

LEVELS = ["recruit", "veteran", "general"]
ROWS = "........\n" * 6
BOTH: dict[str, tuple[Any, ...]] = {"r1": ("red", "0203"), "r2": ("red", "0204"), "b1": ("blue", "0603")}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("side", ["red", "blue"])
def test_without_axes_or_places_it_plays_legal_orders_to_the_end(level, side):
    stage = Stage(draw(ROWS, BOTH, victory=SCORED | {"places": {}}))
    orders = stage.play(side, level, phases=10, against="recruit")
    assert orders.count("end") == 10


@pytest.mark.parametrize("level", LEVELS)
def test_with_points_but_no_axes_the_attacker_goes_for_the_points(level):
    stage = Stage(draw(ROWS, BOTH, victory=SCORED, places=at_goal("0603")))
    before = stage.apart("r1", "0603")
    stage.play("red", level, phases=3)
    assert stage.apart("r1", "0603") < before


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("side", ["red", "blue"])
def test_a_side_without_units_ends_its_phases(level, side):
    units = {name: unit for name, unit in BOTH.items() if unit[0] != side}
    stage = Stage(draw(ROWS, units, victory=SCORED, places=at_goal("0603"), computer=GOAL_AXIS))
    orders = stage.play(side, level, phases=3)
    assert orders[-1] == "end"
    assert {order.split()[0] for order in orders} <= {side, "end"}


@pytest.mark.parametrize("level", LEVELS)
def test_a_lost_garrison_keeps_its_works_and_goes_on(level):
    """One spent company against four battalions: it neither sallies nor runs about."""
    units: dict[str, tuple[Any, ...]] = {"b1": ("blue", "0603", {"men": 60, "cohesion": 20, "ammo": 1})}
    units |= {f"r{n}": ("red", f"0{4 + n // 3}0{2 + n}") for n in range(4)}
    stage = Stage(
        draw(ROWS, units, victory=SCORED, places=at_goal("0603"), computer=GOAL_AXIS, works={"bunkers": ["0603"]})
    )
    orders = stage.play("blue", level, phases=3)
    assert orders.count("end") == 3
    assert not [order for order in orders if order.startswith("b1 assault")]
