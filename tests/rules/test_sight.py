"""docs/rules.md, "Sight and concealment"."""

import pytest

from game.rules import sight
from tests.positions import draw

OPEN = "\n".join(["." * 14] * 3)


def sees(rows, a, b, **extra):
    position = draw(rows, {"r": ("red", a), "b": ("blue", b)}, **extra)
    return bool(position.unit("b").seen)


@pytest.mark.parametrize("at, seen", [("0902", True), ("1002", False)])
def test_a_still_unit_in_the_open_is_seen_out_to_eight_hexes(at, seen):
    assert sees(OPEN, "0102", at) is seen  # signature 70, 8 a hex


def test_by_night_it_is_seen_only_next_door():
    assert sees(OPEN, "0102", "0202", start="1944-06-28 night")
    assert not sees(OPEN, "0102", "0302", start="1944-06-28 night")


def test_woods_between_hide_and_a_hill_between_too():
    assert not sees("...\n.t.\n...".replace("t", "t"), "0201", "0203")
    assert not sees("...\n.^.\n...", "0201", "0203")
    assert sees("...\n.=.\n...", "0201", "0203")


def test_a_hill_sees_over_level_ground():
    assert sees(".^.\n.=.\n.=.\n...", "0201", "0204")


def test_on_a_hexside_the_clearer_way_counts():
    # From 0102 to 0302 the line runs between 0201 and 0202.
    assert sees("...\n.t.\n...\n...", "0102", "0302")
    assert not sees(".t.\n.t.\n.t.\n...", "0102", "0302")


def test_who_lies_low_in_works_is_not_seen_even_next_door():
    works = {"trenches": ["0202"]}
    assert not sees(".....\n.^...\n.....", "0302", "0202", works=works)
    assert sees(".....\n.^...\n.....", "0302", "0202")


def test_firing_gives_a_position_away():
    position = draw(".....\n.^...\n.....", {"r": ("red", "0302"), "b": ("blue", "0202")}, works={"trenches": ["0202"]})
    position.give("end")
    position.give("b fire 0302")
    assert position.unit("b").seen


def test_signature_loses_clarity_with_distance():
    position = draw(OPEN, {"r": ("red", "0102"), "b": ("blue", "0402")})
    assert sight.clarity(*position.arrays, position.hex("0102"), position.row("b")) == 70 - 8 * 3
