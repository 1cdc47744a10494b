"""What single units could do otherwise, set-piece attacks: hexes of their own, the right targets, nothing illegal."""

import numpy as np
import pytest

from game.ai.crucial import FREE, MOST_TOGETHER, Outlook
from game.ai.mind import NOT, make_mind
from game.ai.plans import broad_plans
from game.rules import entries
from game.setup import make_state
from tests.ai.stage import Stage, stage

ROWS = "........\n" * 7
UNITS = {
    "r1": ("red", "0403", {"men": 700}), "r2": ("red", "0404", {"men": 500}), "r3": ("red", "0304"),
    "b1": ("blue", "0603", {"men": 300}), "far": ("red", "0107"),
}  # fmt: skip


def outlook(scene: Stage) -> Outlook:
    setting = scene.setting
    known = make_state(setting.scenario, setting.names, setting.board, 0, 1)
    entries.begin(scene.state, setting.board, setting.rules)
    entries.mask(scene.state, known, setting.rules, 0)
    mind = make_mind(*setting, known, 0)
    return Outlook(setting, known, mind, broad_plans(known, setting.board, mind, 0, 5)[0], 0)


@pytest.fixture(scope="module")
def scene() -> Stage:
    return stage(ROWS, UNITS, "0603")


def test_units_near_the_enemy_are_thought_of_nearest_first(scene):
    found = outlook(scene)
    rows = [scene.position.row(unit) for unit in ("r1", "r2", "r3")]
    assert list(found.reach) == rows


def test_a_set_piece_gives_each_battalion_a_hex_next_to_the_target(scene):
    found = outlook(scene)
    pieces = found.set_pieces()
    assert pieces
    target = scene.position.hex("0603")
    for piece in pieces:
        assert 2 <= len(piece) <= MOST_TOGETHER
        assert {order.hit for order in piece} == {target}
        stands = [order.go for order in piece]
        assert len(set(stands)) == len(stands)
        for order in piece:
            assert order.go in found.reach[order.unit]
            assert order.go in found.neighbours(target)


def test_other_orders_are_to_hexes_in_reach_against_targets_next_to_them(scene):
    found = outlook(scene)
    unit = scene.position.row("r1")
    orders = list(found.others(unit))
    assert orders[0] == (unit, found.reach[unit][0], NOT)
    for order in orders:
        assert order.go in found.reach[unit]
        assert order.hit in (NOT, FREE) or order.hit in found.neighbours(order.go)


def test_without_an_enemy_nothing_is_crucial():
    found = outlook(stage(ROWS, {"r1": UNITS["r1"]}, "0603"))
    held = np.flatnonzero(found.targets)
    assert not len(held)
    assert found.reach == {}
    assert found.set_pieces() == []
