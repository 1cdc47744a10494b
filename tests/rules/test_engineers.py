"""Worked examples of what engineers do, docs/rules.md, "Ground" and "Assault": two actions, boats, ladders, blasts."""

import pytest

from game.rules import assault
from tests.rules.peace import draw, turns_later

ROWS = "....\n....\n....\n...."
ENGINEERS = {"kind": "engineers", "men": 200}
NIGHT = "1944-06-28 night"


def across(water, start=NIGHT, engineers="0101", unit="0101", **extra):
    """0101, south of it so many hexes of river, then the far bank; `u` on foot, engineers where told."""
    rows = ".R\n" + "RR\n" * water + ".R\n.R"
    units = {"u": ("red", unit)}
    if engineers:
        units["e"] = ("red", engineers, ENGINEERS)
    return draw(rows, units, start=start, **extra), f"01{water + 2:02d}"


# ------------------------------------------------------------ obstacles, bridges


def test_an_obstacle_is_cleared_in_two_actions_and_costs_two_until_then():
    position = draw("..\nRR", {"e": ("red", "0101", ENGINEERS)}, edges={"obstacle": [{"at": ["0101/se"]}]})
    assert position.engine.reach("e") == {"0201": 1 + 2}
    position.give("e clear 0201")
    assert "has acted" in (position.why_not("e clear 0201") or "")
    turns_later(position)
    assert position.engine.reach("e") == {"0201": 1 + 2}
    position.give("e clear 0201")
    turns_later(position)
    assert position.engine.reach("e") == {"0201": 1}
    assert "no obstacle" in (position.why_not("e clear 0201") or "")


@pytest.mark.parametrize("verb, state, before, after", [("bridge", "blown", None, 1), ("demolish", "whole", 1, None)])
def test_a_bridge_is_mended_or_blown_in_two_actions(verb, state, before, after):
    edges = {"river": [{"at": ["0101/se"]}], "bridge": [{"at": ["0101/se"], "state": state}]}
    position = draw("..\nRR", {"e": ("red", "0101", ENGINEERS)}, edges=edges)
    for way in (before, before, after):
        assert position.engine.reach("e").get("0201") == way
        if way is before:
            position.give(f"e {verb} 0201")
        turns_later(position)
    assert position.engine.reach("e").get("0201") == after
    assert "no such bridge" in (position.why_not(f"e {verb} 0201") or "")


def test_two_works_at_the_same_hexside_do_not_add_up():
    edges = {"obstacle": [{"at": ["0101/se"]}], "river": [{"at": ["0101/se"]}], "bridge": [{"at": ["0101/se"]}]}
    position = draw("..\nRR", {"e": ("red", "0101", ENGINEERS)}, edges=edges)
    position.give("e clear 0201")
    turns_later(position)
    position.give("e demolish 0201")
    turns_later(position)
    assert position.engine.reach("e") == {"0201": 3}  # neither is done
    position.give("e demolish 0201")
    turns_later(position)
    assert position.engine.reach("e") == {}


def test_work_begun_elsewhere_begins_anew():
    edges = {"obstacle": [{"at": ["0202/n", "0202/s"]}]}
    position = draw(ROWS, {"e": ("red", "0202", ENGINEERS)}, edges=edges)
    for at in ("0201", "0203", "0201"):
        position.give(f"e clear {at}")
        turns_later(position)
    assert [int(edge.intact) for edge in position.engine.state.edges] == [1, 1]


@pytest.mark.parametrize("order", ["clear 0201", "bridge 0201", "demolish 0201", "blast 0201"])
def test_infantry_can_do_none_of_it(order):
    position = draw(ROWS, {"u": ("red", "0202")}, edges={"obstacle": [{"at": ["0202/n"]}]})
    assert "only engineers" in (position.why_not(f"u {order}") or "")


# ------------------------------------------------------------ bridges and ferries over water hexes


def bridge_line(water, state="whole"):
    through = [f"01{row:02d}" for row in range(1, water + 3)]
    return {"bridge": [{"through": through, "state": state}]}


def test_a_bridge_over_water_costs_a_point_a_hex():
    position, far = across(2, "1944-06-28 day", None, lines=bridge_line(2))
    assert position.engine.reach("u") == {far: 3, "0105": 4}
    position.give(f"u move {far}")
    assert position.unit("u").moves_left == 8 - 3


def test_engineers_mend_it_from_the_bank_and_nobody_crosses_before():
    position, far = across(2, "1944-06-28 day", lines=bridge_line(2, "blown"))
    for _ in range(2):
        assert position.engine.reach("u") == {}
        position.give(f"e bridge {far}")
        turns_later(position)
    assert position.engine.reach("u")[far] == 3
    for _ in range(2):
        position.give(f"e demolish {far}")
        turns_later(position)
    assert position.engine.reach("u") == {}


FERRY = {"ferry": [{"through": ["0101", "0102", "0103"]}]}


def test_a_ferry_takes_one_unit_a_turn_and_its_whole_move():
    position, far = across(1, "1944-06-28 day", lines=FERRY)
    assert position.engine.reach("u") == position.engine.reach("e") == {far: 8}
    position.give(f"u move {far}")
    assert position.unit("u").moves_left == 0
    assert position.engine.reach("e") == {}
    turns_later(position)  # the next half day is a night: seven points
    assert position.engine.reach("e") == {far: 7}
    position.give(f"e move {far}")
    assert position.unit("e").at == position.hex(far)


def test_who_has_moved_takes_no_ferry():
    position = draw(".R\n.R\nRR\n.R", {"u": ("red", "0101")}, lines={"ferry": [{"through": ["0102", "0103", "0104"]}]})
    position.give("u move 0102")
    assert "over the river" in (position.why_not("u move 0104") or "")
    turns_later(position)
    assert position.engine.reach("u")["0104"] == 7


# ------------------------------------------------------------ boats


@pytest.mark.parametrize("water, lands", [(1, True), (2, True), (3, True), (4, False)])
def test_boats_cross_up_to_three_river_hexes_by_night(water, lands):
    position, far = across(water)
    assert (position.why_not(f"u move {far}") is None) is lands


@pytest.mark.parametrize("case, extra", [
    ("by day", {"start": "1944-06-28 day"}), ("without engineers", {"engineers": None}),
    ("engineers on the far bank", {"engineers": "0104"}),
])  # fmt: skip
def test_boats_need_night_and_engineers_beside(case, extra):
    position, far = across(2, **extra)
    reason = position.why_not(f"u move {far}") or ""
    assert "boats cross at night, beside engineers" in reason, case


def test_engineers_next_door_will_do():
    position = draw("..\nRR\nRR\n..", {"u": ("red", "0101"), "e": ("red", "0201", ENGINEERS)}, start=NIGHT)
    assert position.why_not("u move 0104") is None


def test_boats_go_straight():
    # From 0102 the bank at 0302 lies two hexes off too, but between two lines of hexes.
    rows = ".R.\n.R.\n.R.\n.R."
    position = draw(rows, {"u": ("red", "0102"), "e": ("red", "0102", ENGINEERS)}, start=NIGHT)
    assert position.why_not("u move 0301") is None  # north-east twice
    assert position.why_not("u move 0303") is None  # south-east twice
    assert "cannot reach" in (position.why_not("u move 0302") or "")


def test_a_boat_takes_the_whole_move_and_tires_like_any_night_march():
    position, far = across(3)
    assert position.engine.path("u", far) == ((far,), 7)
    position.give(f"u move {far}")
    unit = position.unit("u")
    assert (unit.at, unit.moves_left, unit.moved, unit.fatigue) == (position.hex(far), 0, 1, 5)
    other, far = across(3)
    other.unit("u").moves_left = 6
    assert "for a whole move" in (other.why_not(f"u move {far}") or "")


def test_boats_cross_a_river_hexside_too():
    river = {"river": [{"at": ["0101/se"]}]}
    units = {"u": ("red", "0101"), "e": ("red", "0101", ENGINEERS)}
    assert draw("..\nRR", units, start=NIGHT, edges=river).why_not("u move 0201") is None
    assert "over the river" in (draw("..\nRR", units, edges=river).why_not("u move 0201") or "")


# ------------------------------------------------------------ ladders and blasting

CLIFF = {"cliff": [{"at": ["0202/s"]}]}  # 0202 is on top


@pytest.mark.parametrize("engineers, ladders", [("0203", True), ("0103", True), ("0304", True), ("0404", False)])
def test_engineers_and_those_next_to_them_have_ladders(engineers, ladders):
    # Hexes next to 0203: 0202, 0303, 0304, 0204, 0104, 0103.
    units = {"u": ("red", "0203"), "b": ("blue", "0202"), "e": ("red", engineers, ENGINEERS)}
    reason = draw(ROWS, units, edges=CLIFF).why_not("u assault 0202")
    assert (reason is None) is ladders
    if not ladders:
        assert "no ladders" in reason and "nearest: " in reason


def test_engineers_assault_with_their_own_ladders():
    position = draw(ROWS, {"e": ("red", "0203", ENGINEERS), "b": ("blue", "0202")}, edges=CLIFF)
    assert position.why_not("e assault 0202") is None


@pytest.mark.parametrize("kind", ["engineers", "battery"])
def test_a_blast_adds_a_hundred_and_three_make_a_ramp(kind):
    position = draw(ROWS, {"u": ("red", "0203", {"kind": kind})}, edges=CLIFF)
    levels = []
    for _ in range(6):
        position.give("u blast 0202")
        turns_later(position)
        levels.append(assault.ramp_level(position.engine.state, position.engine.rules, 0))
    assert position.engine.state.edges[0].ramp == 600
    assert levels == [0, 0, 1, 1, 1, 2]
    assert "no cliff" in (position.why_not("u blast 0202") or "")  # a ramp of level 2 needs no ladders


def test_a_cliff_is_blasted_from_its_foot_only():
    position = draw(ROWS, {"u": ("red", "0202", ENGINEERS)}, edges=CLIFF)
    assert "from its foot" in (position.why_not("u blast 0203") or "")
    assert "from its foot" in (position.why_not("u blast 0201") or "")


def test_guns_that_moved_do_not_blast():
    position = draw(ROWS, {"u": ("red", "0204", {"kind": "battery"})}, edges=CLIFF)
    position.give("u move 0203")
    assert "move or act" in (position.why_not("u blast 0202") or "")
