"""Worked examples of docs/rules.md, "Works" and digging.

Four points a level, twelve for pillboxes; infantry digs one a turn and up to trenches, engineers two and up to
pillboxes; a point first takes off 50 wear, and every 200 wear take a level.
"""

import pytest

from game.rules import wear as wearing
from tests.rules.peace import draw, turns_later

FOXHOLES, TRENCHES, PILLBOXES, BUNKERS = 1, 2, 3, 4
ROWS = "....\n....\n...."
LEVELS = {FOXHOLES: "foxholes", TRENCHES: "trenches", PILLBOXES: "pillboxes", BUNKERS: "bunkers"}


def diggers(kind, level=0, wear=0, rows=ROWS, **extra):
    works = {LEVELS[level]: ["0202"]} if level else {}
    position = draw(rows, {"u": ("red", "0202", {"kind": kind})}, works=works, **extra)
    position.ground("0202").wear = wear
    return position


def dig(position, turns, *units):
    """So many half days of digging by `u` (or `units`)."""
    for _ in range(turns):
        for unit in units or ("u",):
            position.give(f"{unit} dig")
        turns_later(position)


def works(position):
    ground = position.ground("0202")
    return ground.works, ground.dig, ground.wear


@pytest.mark.parametrize("kind, start, turns, level, points", [
    ("battalion", 0, 3, 0, 3),
    ("battalion", 0, 4, FOXHOLES, 0),
    ("battalion", 0, 7, FOXHOLES, 3),
    ("battalion", 0, 8, TRENCHES, 0),
    ("engineers", 0, 2, FOXHOLES, 0),
    ("engineers", 0, 4, TRENCHES, 0),
    ("engineers", TRENCHES, 5, TRENCHES, 10),
    ("engineers", TRENCHES, 6, PILLBOXES, 0),
    ("battery", 0, 4, FOXHOLES, 0),
])  # fmt: skip
def test_points_a_level(kind, start, turns, level, points):
    position = diggers(kind, start)
    dig(position, turns)
    assert works(position) == (level, points, 0)


@pytest.mark.parametrize("kind, level", [("battalion", TRENCHES), ("engineers", PILLBOXES), ("engineers", BUNKERS)])
def test_nobody_digs_beyond_what_he_can(kind, level):
    assert "cannot better" in (diggers(kind, level).why_not("u dig") or "")


def test_headquarters_do_not_dig():
    assert "headquarters not at all" in (diggers("headquarters").why_not("u dig") or "")


@pytest.mark.parametrize("kind", ["battalion", "engineers"])
def test_in_marsh_foxholes_are_the_most(kind):
    rows = "~~~~\n~~~~\n~~~~"
    assert diggers(kind, rows=rows).why_not("u dig") is None
    assert "cannot better" in (diggers(kind, FOXHOLES, rows=rows).why_not("u dig") or "")


@pytest.mark.parametrize("kind, level, wear, after", [
    ("battalion", TRENCHES, 120, (TRENCHES, 0, 70)),
    ("battalion", TRENCHES, 30, (TRENCHES, 0, 0)),
    ("battalion", FOXHOLES, 50, (FOXHOLES, 0, 0)),
    ("engineers", TRENCHES, 120, (TRENCHES, 0, 20)),
    ("engineers", TRENCHES, 40, (TRENCHES, 1, 0)),  # the first point mends, the second digs on
    ("battalion", BUNKERS, 120, (BUNKERS, 0, 70)),  # anyone mends what he could not dig
])  # fmt: skip
def test_a_point_of_digging_first_takes_off_fifty_wear(kind, level, wear, after):
    position = diggers(kind, level, wear)
    position.give("u dig")
    assert works(position) == after


def test_what_is_begun_is_not_lost_when_others_dig_on():
    """Three points of infantry and two of engineers: foxholes with the fourth, one towards trenches."""
    units = {"u": ("red", "0202"), "e": ("red", "0202", {"kind": "engineers"})}
    position = draw(ROWS, units)
    dig(position, 3)
    assert works(position) == (0, 3, 0)
    position.give("e dig")
    assert works(position) == (FOXHOLES, 1, 0)


@pytest.mark.parametrize("level, wear, shells, after", [
    (BUNKERS, 0, 199, (BUNKERS, 199)),
    (BUNKERS, 0, 200, (PILLBOXES, 0)),
    (BUNKERS, 150, 60, (PILLBOXES, 10)),
    (BUNKERS, 0, 450, (TRENCHES, 50)),
    (FOXHOLES, 0, 230, (0, 30)),
])  # fmt: skip
def test_every_two_hundred_wear_takes_a_level(level, wear, shells, after):
    position = diggers("battalion", level, wear)
    position.ground("0202").dig = 3
    wearing.wear(position.engine.state, position.engine.rules, position.hex("0202"), shells)
    assert (works(position)[0], works(position)[2]) == after
    assert works(position)[1] == (3 if after[0] == level else 0)  # shells bury what was begun


def test_works_stand_in_the_hex_and_stay_when_the_unit_goes():
    position = diggers("battalion", TRENCHES)
    position.give("u move 0402")
    assert works(position)[0] == TRENCHES


def test_digging_is_the_action_and_ends_the_move():
    position = diggers("battalion")
    position.give("u dig")
    assert (position.unit("u").acted, position.unit("u").moves_left) == (1, 0)
    assert "has acted" in (position.why_not("u move 0302") or "")


@pytest.mark.parametrize("start, fatigue", [("1944-06-28 day", 0), ("1944-06-28 night", 5)])
def test_digging_by_night_tires(start, fatigue):
    position = diggers("battalion", start=start)
    position.give("u dig")
    assert position.unit("u").fatigue == fatigue


@pytest.mark.parametrize("seen, known", [(1, FOXHOLES), (0, 0)])
def test_the_enemy_knows_of_new_works_only_if_he_sees_them_dug(seen, known):
    position = draw(ROWS, {"u": ("red", "0202")})
    position.unit("u").seen = seen
    position.ground("0202").dig = 3
    position.give("u dig")
    assert works(position)[0] == FOXHOLES
    assert position.ground("0202").known_works[1] == known
