"""What a position is worth: the same for both sides with the sign changed, and nobody denies a place by dying in it."""

from game.ai.value import POINT, value
from game.rules import state as s
from tests.ai.stage import Stage, stage

ROWS = "........\n" * 7
UNITS = {"r1": ("red", "0304", {"men": 700}), "b1": ("blue", "0603", {"men": 300})}


def worth(scene: Stage, side: int) -> int:
    return int(value(scene.state, scene.setting.board, side))


def test_what_one_side_gains_the_other_loses():
    scene = stage(ROWS, UNITS, "0603")
    assert worth(scene, 0) == -worth(scene, 1)


def test_men_and_nearness_count_before_the_end_and_not_after():
    near, far = stage(ROWS, UNITS, "0603"), stage(ROWS, UNITS | {"r1": ("red", "0104", {"men": 700})}, "0603")
    assert worth(near, 0) > worth(far, 0)
    for scene in (near, far):
        scene.state.clock["ended"] = 1
    assert worth(near, 0) == worth(far, 0)


def test_a_garrison_that_is_wiped_out_does_not_deny_the_place():
    scene = stage(ROWS, UNITS, "0603")
    scene.state.clock["ended"] = 1
    alive = worth(scene, 0)
    row = scene.position.row("b1")
    scene.state.hexes["combat"][scene.state.units["at"][row]] = -1
    scene.state.units["status"][row], scene.state.units["at"][row] = s.GONE, -1
    assert worth(scene, 0) - alive == 25 * POINT  # first and final points of the goal


def test_each_man_lost_counts():
    scene = stage(ROWS, UNITS, "0603")
    before = worth(scene, 1)
    scene.state.sides["killed"][0] += 40  # a point by this scenario
    assert worth(scene, 1) - before == POINT
