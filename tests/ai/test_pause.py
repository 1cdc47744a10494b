"""`computer.SIDE.pause`: a side that is spent or short of shells stops assaulting until what it waits for is there."""

from typing import Any

import pytest

from tests.ai.stage import GOAL_AXIS, stage

ROWS = "........\n" * 6


def assaults(orders: list[str]) -> int:
    return sum(" assault " in order for order in orders)


def play(phases: int, guns: dict[str, Any] | None = None, red: dict[str, Any] | None = None, **pause: Any) -> list[str]:
    """Two battalions beside a weak company, with guns behind; the orders of so many phases."""
    units = {
        "r1": ("red", "0303", {"men": 900} | (red or {})), "r2": ("red", "0302", {"men": 900} | (red or {})),
        "b1": ("blue", "0403", {"men": 200, "ammo": 0}),
    }  # fmt: skip
    if guns:
        units["g"] = ("red", "0103", {"kind": "battery", "men": 100} | guns)
    computer = GOAL_AXIS | {"red": GOAL_AXIS["red"] | ({"pause": pause} if pause else {})}
    depots = [{"id": "d", "side": "red", "at": "0102", "food": 20}]  # who is cut off does not recover
    return stage(ROWS, units, "0403", computer=computer, depots=depots).play("red", "recruit", phases)


SHELLS = {"below": {"shells": 40}, "until": {"shells": 40}}


def test_without_a_pause_it_assaults_at_once():
    assert assaults(play(1)) > 0


@pytest.mark.parametrize("loads, attacks", [(2, False), (3, True)])  # 4 tubes of weight 4: 16 a load
def test_it_waits_for_shells(loads, attacks):
    assert (assaults(play(1, {"shells": loads}, **SHELLS)) > 0) == attacks


def test_the_spent_rest_until_enough_are_fit():
    tired = {"cohesion": 50, "ammo": 0}  # under 55 nobody is sent into an assault
    rest = {"below": {"fit_percent": 50}, "until": {"fit_percent": 100}}
    assert assaults(play(1, red=tired, **rest)) == 0
    assert assaults(play(6, red=tired, **rest)) > 0


def test_it_waits_no_longer_than_it_may():
    assert assaults(play(3, {"shells": 0}, most_turns=3, **SHELLS)) == 0
    assert assaults(play(4, {"shells": 0}, most_turns=3, **SHELLS)) > 0
