"""docs/rules.md, "Assault": the worked table, cliffs and ladders, what comes after."""

import numpy as np
import pytest

from game.rules import assault, entries, sight
from game.rules import preview as p
from tests.positions import draw

# The attacker stands in 0203 below the hill 0202.
ROWS = "...\n.^.\n.=.\n..."
CLIFF = {"cliff": [{"at": ["0202/s"]}]}
LADDERS = {"e": ("red", "0203", {"kind": "engineers", "men": 200})}


def odds(position, attacker="r", at="0202"):
    out = np.zeros(p.P_SIZE, np.int64)
    known = position.engine.known("red")
    entries.assault_odds(
        known, position.engine.board, position.engine.rules, position.row(attacker), position.hex(at), out
    )
    return out


def storm(men_defending=500, works="bunkers", attackers=None):
    position = draw(
        ROWS,
        {
            "r": ("red", "0203", {"men": 800, "cohesion": 85, "grenades": 1}),
            "b": ("blue", "0202", {"men": men_defending, "grenades": 1}),
        }
        | LADDERS,
        works={works: ["0202"]},
        edges=CLIFF,
    )
    position.unit("b").revealed = 1
    sight.note_seen(position.engine.state, position.row("b"))
    return position


def test_a_cliff_needs_ladders():
    position = draw(ROWS, {"r": ("red", "0203"), "b": ("blue", "0202")}, edges=CLIFF)
    assert "no ladders" in (position.why_not("r assault 0202") or "")
    with_engineers = draw(ROWS, {"r": ("red", "0203"), "b": ("blue", "0202")} | LADDERS, edges=CLIFF)
    assert with_engineers.why_not("r assault 0202") is None


def test_a_ramp_of_level_two_needs_none():
    position = draw(ROWS, {"r": ("red", "0203"), "b": ("blue", "0202")}, edges=CLIFF)
    position.engine.state.edges[0].ramp = 600
    assert position.why_not("r assault 0202") is None


def test_those_who_fall_under_a_cliff_make_its_ramp():
    position = storm()
    before = position.unit("r").men
    position.give("r assault 0202")
    assert position.engine.state.edges[0].ramp == before - position.unit("r").men > 0


@pytest.mark.parametrize("works, men, most", [("bunkers", 500, 40), ("trenches", 300, 200)])
def test_bunkers_on_a_cliff_hardly_fall_to_one_assault(works, men, most):
    out = odds(storm(men, works))
    assert 0 < out[p.P_RATIO] < most


@pytest.mark.parametrize(
    "total, row", [(2, 0), (6, 0), (7, 1), (10, 1), (11, 2), (14, 2), (15, 3), (17, 3), (18, 4), (27, 4)]
)
def test_dice_and_shift_pick_the_result(total, row):
    assert assault.result_of(draw("..\n..", {}).engine.rules, total) == row


@pytest.mark.parametrize(
    "ratio, shift",
    [(0, -10), (19, -10), (20, -8), (33, -6), (50, -4), (75, -2), (100, 0), (150, 2), (200, 4), (300, 7)],
)
def test_the_ratio_picks_the_shift(ratio, shift):
    assert assault.shift_of(draw("..\n..", {}).engine.rules, ratio, 100) == (ratio, shift)


def test_chances_of_results_add_up():
    out = np.zeros(5, np.int64)
    assault.chances(draw("..\n..", {}).engine.rules, 0, out)
    assert out.sum() == 1000


def test_losses_are_of_the_smaller_of_own_men_and_twice_the_enemys():
    assert assault.loss_of(10, 800, 300) == 60_000
    assert assault.loss_of(10, 800, 500) == 80_000


def test_a_hex_is_assaulted_twice_a_phase_at_most():
    units = {f"r{i}": ("red", at, {"men": 500}) for i, at in enumerate(("0203", "0102", "0302"))}
    position = draw(ROWS, units | {"b": ("blue", "0202", {"men": 900})}, works={"trenches": ["0202"]})
    position.give("r0 assault 0202")
    position.give("r1 assault 0202")
    assert "twice" in (position.why_not("r2 assault 0202") or "")


def test_the_victor_advances_into_ground_not_yet_organised():
    position = draw(
        ROWS, {"r": ("red", "0203", {"men": 900, "grenades": 1}), "b": ("blue", "0202", {"men": 60, "ammo": 0})}
    )
    position.give("r assault 0202")
    view = position.engine.view("red")
    assert view.own[0].at == "0202"
    assert view.control["0202"] == "red"
    assert view.unorganised == ("0202",)


def test_hold_keeps_the_victor_where_he_is():
    position = draw(
        ROWS, {"r": ("red", "0203", {"men": 900, "grenades": 1}), "b": ("blue", "0202", {"men": 60, "ammo": 0})}
    )
    position.give("r assault 0202 hold")
    assert position.engine.view("red").own[0].at == "0203"


def test_an_empty_looking_hex_may_be_assaulted_and_hides_its_defender_no_longer():
    position = draw(ROWS, {"r": ("red", "0203"), "b": ("blue", "0202")}, works={"trenches": ["0202"]})
    assert not position.engine.view("red").seen
    position.give("r assault 0202")
    assert [contact.id for contact in position.engine.view("red").seen] == ["b"]


def test_the_preview_lists_the_factors_of_the_resolution():
    position = storm()
    preview = position.engine.preview("r assault 0202")
    events = position.give("r assault 0202")
    result = next(event for event in events if event.kind == "result")
    fought = [tuple(factor) for factor in result.values.get("factors", [])]
    shown = [factor for factor in preview.factors if factor[0] in ("attack", "defence")]
    names = [name for _, name, _ in fought]
    assert names == [name for _, name, _ in shown] or result.values["result"] == "to ground"
    assert ("attack", "cliff", 500) in shown
