"""Worked examples of docs/rules.md, "A turn" and "Ground": what a step costs, where a march ends, whose ground it is.

Costs are counted by hand from the table of ground: foot has 8 points, wheels 6; a night takes one, rain one.
"""

import pytest

from game.battle import Battle
from game.rules import movement
from tests.positions import KINDS, draw

WHEELS = {"truck": {"class": "infantry", "name": "Lorries", "men": 400, "move": "wheels", "points": 6}}
OPEN = "\n".join(["." * 9] * 7)
# Land only in 0102, 0103 and 0202, each next to both others.
TRIANGLE = "RR\n..\n.R\nRR"


def cost(rows, goal="0201", kind="battalion", **extra):
    """Points from 0101 to `goal`, None where there is no way."""
    position = draw(rows, {"r": ("red", "0101", {"kind": kind})}, kinds=KINDS | WHEELS, **extra)
    return position.engine.reach("r").get(goal)


# ------------------------------------------------------------ ground

TABLE = {
    # height, foot, wheels, cover, close combat, hides, as the table of the rules has them
    "clear": (0, 1, 1, 1000, 100, 0),
    "paddy": (0, 2, 4, 900, 100, 10),
    "marsh": (0, 4, None, 900, 100, 10),
    "hill": (1, 2, 3, 800, 120, 20),
    "high-hill": (2, 3, None, 750, 120, 20),
    "woods": (0, 2, 4, 750, 110, 40),
    "village": (0, 1, 1, 700, 120, 40),
    "city": (0, 1, 1, 550, 140, 60),
    "rubble": (0, 2, None, 500, 150, 60),
    "river": (0, None, None, 1000, 100, 0),
}


@pytest.fixture(scope="module")
def ground_of_hengyang():
    return Battle.load("hengyang/tutorial").scenario.terrain


@pytest.mark.parametrize("name", TABLE)
def test_hengyang_has_the_ground_of_the_table(ground_of_hengyang, name):
    ground = ground_of_hengyang[name]
    found = (ground.height, ground.foot, ground.wheels, ground.cover_permille, ground.close_percent, ground.hides)
    assert found == TABLE[name]


@pytest.mark.parametrize("letter, foot, wheels", [
    (".", 1, 1), ("=", 2, 4), ("~", 4, None), ("^", 2, 3), ("t", 2, 4), ("#", 1, 1), ("x", 2, None), ("R", None, None),
])  # fmt: skip
def test_each_ground_costs_foot_and_wheels_what_the_table_says(letter, foot, wheels):
    rows = f".{letter}\n.{letter}"
    assert (cost(rows), cost(rows, kind="truck")) == (foot, wheels)


@pytest.mark.parametrize("start, weather, foot, wheels", [
    ("1944-06-28 day", "clear", 8, 6), ("1944-06-28 day", "cloud", 8, 6), ("1944-06-28 day", "rain", 7, 5),
    ("1944-06-28 night", "clear", 7, 5), ("1944-06-28 night", "storm", 6, 4),
])  # fmt: skip
def test_night_and_rain_take_a_point_each(start, weather, foot, wheels):
    units = {"f": ("red", "0101"), "w": ("red", "0102", {"kind": "truck"})}
    sky = [{"from": start, "is": weather}]
    position = draw("...\n...", units, start=start, weather=sky, kinds=KINDS | WHEELS)
    assert (position.unit("f").moves_left, position.unit("w").moves_left) == (foot, wheels)


# ------------------------------------------------------------ edges, on the way from 0101 (paddy) to 0201 (paddy)

PADDIES = "==\nRR"
ROAD = {"road": [{"through": ["0101", "0201"]}]}
STREAM = {"stream": [{"through": ["0101", "0201"]}]}


@pytest.mark.parametrize("edges, lines, points", [
    ({}, {}, 2),
    ({}, STREAM, 2 + 1),
    ({"embankment": [{"at": ["0101/se"]}]}, {}, 2 + 1),
    ({"obstacle": [{"at": ["0101/se"]}]}, {}, 2 + 2),
    ({"embankment": [{"at": ["0101/se"]}], "obstacle": [{"at": ["0101/se"]}]}, STREAM, 2 + 1 + 1 + 2),
    ({}, ROAD, 1),
    ({}, {"railway": ROAD["road"]}, 1),
    ({}, ROAD | STREAM, 1),  # roads have their culverts
    ({"obstacle": [{"at": ["0101/se"]}]}, ROAD, 1 + 2),  # wire lies across roads too
    ({"river": [{"at": ["0101/se"]}]}, ROAD, None),
    ({"river": [{"at": ["0101/se"]}], "bridge": [{"at": ["0101/se"]}]}, {}, 2),
    ({"river": [{"at": ["0101/se"]}], "bridge": [{"at": ["0101/se"], "state": "blown"}]}, {}, None),
    ({"cliff": [{"at": ["0201/nw"]}]}, {}, None),  # 0201 is on top
    ({"cliff": [{"at": ["0201/nw"]}]}, ROAD, None),
    ({"cliff": [{"at": ["0101/se"]}]}, {}, 2),  # down goes anyone
])  # fmt: skip
def test_each_edge_adds_or_closes(edges, lines, points):
    assert cost(PADDIES, edges=edges, lines=lines) == points


def test_a_road_carries_wheels_through_marsh():
    assert cost(".~\n.~", kind="truck") is None
    assert cost(".~\n.~", kind="truck", lines=ROAD) == 1


def test_a_railway_drawn_through_a_river_lets_nobody_stand_in_it():
    line = {"railway": [{"through": ["0101", "0301"]}]}
    assert cost(".R.\n.R.", lines=line) is None
    assert cost(".R.\n.R.", goal="0301", lines=line) is None


def test_of_two_ways_as_cheap_the_lowest_hex_is_taken():
    # From 0103 to 0303 lead 0202 and 0203, two points each.
    position = draw("...\n...\n...\n...", {"r": ("red", "0103")})
    assert position.engine.path("r", "0303") == (("0202", "0303"), 2)


# ------------------------------------------------------------ zones of control


def in_zone(position, at, side=0):
    return bool(movement.in_zoc(*position.arrays, side, position.hex(at)))


def test_the_zone_is_the_six_neighbours_of_a_seen_combat_unit():
    position = draw(OPEN, {"r": ("red", "0104"), "b": ("blue", "0504")})
    neighbours = {"0503", "0603", "0604", "0505", "0404", "0403"}
    assert {at for at in position.engine.reach("r") if in_zone(position, at)} <= neighbours
    assert all(in_zone(position, at) for at in neighbours)
    assert not in_zone(position, "0304")


def test_broken_units_and_support_units_have_none():
    position = draw(OPEN, {"r": ("red", "0104"), "b": ("blue", "0504"), "e": ("blue", "0706", {"kind": "engineers"})})
    assert not in_zone(position, "0606")
    position.unit("b").cohesion = 250
    assert in_zone(position, "0404")  # 25 still holds
    position.unit("b").cohesion = 249
    assert not in_zone(position, "0404")


def test_it_does_not_reach_through_closed_edges():
    river = draw(OPEN, {"r": ("red", "0104"), "b": ("blue", "0504")}, edges={"river": [{"at": ["0504/sw"]}]})
    assert not in_zone(river, "0404")
    assert in_zone(river, "0403")
    below = draw(OPEN, {"r": ("red", "0104"), "b": ("blue", "0504")}, edges={"cliff": [{"at": ["0404/ne"]}]})
    assert not in_zone(below, "0404")  # he would have to climb to it
    above = draw(OPEN, {"r": ("red", "0104"), "b": ("blue", "0504")}, edges={"cliff": [{"at": ["0504/sw"]}]})
    assert in_zone(above, "0404")


def test_a_zone_may_be_entered_and_not_passed():
    # 0402 is a pocket south of a lane; who comes to 0401 before it comes no further.
    position = draw(".......\nRRR.RRR", {"r": ("red", "0101"), "b": ("blue", "0402")})
    assert position.engine.reach("r") == {"0201": 1, "0301": 2, "0401": 3}
    assert "cannot reach" in (position.why_not("r move 0701") or "")
    position.unit("b").cohesion = 0
    assert position.why_not("r move 0701") is None


def test_leaving_a_zone_costs_two_more():
    position = draw(OPEN, {"r": ("red", "0404"), "b": ("blue", "0504", {"ammo": 0})})
    assert position.engine.reach("r")["0204"] == 1 + 2 + 1
    position.give("r move 0204")
    assert position.unit("r").moves_left == 8 - 4


def test_one_hex_from_zone_to_zone_is_a_whole_move():
    position = draw(TRIANGLE, {"r": ("red", "0102"), "b": ("blue", "0202", {"ammo": 0})})
    assert position.engine.reach("r") == {"0103": 8}
    position.unit("r").moves_left = 7
    assert position.engine.reach("r") == {}
    position.unit("r").moves_left = 8
    position.give("r move 0103")
    assert position.unit("r").moves_left == 0


def test_a_bridge_over_water_leads_out_of_a_zone_for_two_more():
    # 0102 - water - 0302: two hexes by the bridge, two points; the enemy stands in 0101.
    rows = ".RR\n.R.\nRR."
    bridge = {"bridge": [{"through": ["0102", "0202", "0302"]}]}
    units = {"r": ("red", "0102"), "b": ("blue", "0101", {"ammo": 0})}
    position = draw(rows, units, lines=bridge)
    assert position.engine.reach("r") == {"0302": 2 + 2, "0303": 2 + 2 + 1}
    position.give("r move 0302")
    assert position.unit("r").moves_left == 4
    assert draw(rows, {"r": ("red", "0102")}, lines=bridge).engine.reach("r")["0302"] == 2


# ------------------------------------------------------------ what stops a march


def test_who_runs_into_a_hidden_enemy_stops_before_him_and_may_still_act():
    rows = "\n".join(["." * 9] * 3 + ["....^...."] + ["." * 9] * 3)
    position = draw(rows, {"r": ("red", "0104"), "b": ("blue", "0504", {"ammo": 0})}, works={"trenches": ["0504"]})
    assert position.engine.reach("r")["0504"] == 5
    position.give("r move 0504")
    unit = position.unit("r")
    assert (position.engine.view("red").own[0].at, unit.moves_left, unit.acted) == ("0403", 0, 0)
    assert position.why_not("r assault 0504") is None
    assert "no movement points" in (position.why_not("r move 0304") or "")


def test_an_enemy_newly_seen_stops_a_march_short_of_him():
    """The battery in the wood (signature 20 - 40) is seen from 0401 only, next door; it has no zone of control."""
    position = draw("......\n...t..", {"r": ("red", "0101"), "b": ("blue", "0402", {"kind": "battery"})})
    assert position.engine.reach("r")["0601"] == 5
    position.give("r move 0601")
    unit = position.unit("r")
    assert (position.engine.view("red").own[0].at, unit.moves_left, unit.acted) == ("0401", 0, 0)


def test_suppression_of_fifty_stops_a_march():
    """One volley of 1000 men two hexes off: 1000 x 0.9 x 40 per mille = 36 of 100 men: 36 x 5 is above 50."""
    position = draw(OPEN, {"r": ("red", "0104", {"men": 100}), "b": ("blue", "0506", {"men": 1000})})
    position.give("r move 0904")
    unit = position.unit("r")
    assert unit.suppression >= 500
    assert (unit.moves_left, unit.acted) == (0, 0)
    assert position.engine.view("red").own[0].at != "0904"


def test_the_same_fire_on_many_men_stops_nobody():
    """400 x 0.9 x 40 per mille = 14.4 of 1000 men, 7 of suppression: three volleys of one unit stay under 50."""
    position = draw(OPEN, {"r": ("red", "0104", {"men": 1000}), "b": ("blue", "0506", {"men": 400})})
    position.give("r move 0904")
    assert 0 < position.unit("r").suppression < 500
    assert position.engine.view("red").own[0].at == "0904"


# ------------------------------------------------------------ control, and two who change places


def test_ground_belongs_to_the_side_whose_combat_unit_last_stood_there():
    position = draw(OPEN, {"r": ("red", "0104"), "e": ("red", "0101", {"kind": "engineers"}), "b": ("blue", "0907")})
    position.give("r move 0304")
    position.give("e move 0301")
    control = position.engine.view("red").control
    assert control["0104"] == control["0304"] == "red"
    assert control["0201"] == control["0301"] == "blue"  # support takes no ground
    position.unit("r").moves_left = 8
    position.give("r move 0504")
    assert position.engine.view("red").control["0304"] == "red"  # it stays when he is gone


def test_two_who_change_places_both_pay_for_their_steps():
    # 0404 is a hill, 0504 paddy: into the paddy 2, up the hill 2.
    rows = "\n".join(["." * 9] * 3 + ["...^=...."] + ["." * 9] * 3)
    position = draw(rows, {"r": ("red", "0404"), "s": ("red", "0504")})
    assert position.engine.path("r", "0504") == (("0504",), 2)
    position.give("r move 0504")
    assert (position.unit("r").moves_left, position.unit("s").moves_left) == (6, 6)


def test_a_reserve_relieves_the_line_and_the_relieved_pays_for_leaving_the_zone():
    """From 0304 into the line at 0404: one point, and the zone ends his move; the other pays 1 + 2."""
    units = {"r": ("red", "0304"), "s": ("red", "0404"), "b": ("blue", "0504", {"ammo": 0})}
    position = draw(OPEN, units)
    position.give("r move 0404")
    assert {unit.id: unit.at for unit in position.engine.view("red").own} == {"r": "0404", "s": "0304"}
    assert (position.unit("r").moves_left, position.unit("s").moves_left) == (0, 5)
    tired = draw(OPEN, units)
    tired.unit("s").moves_left = 2
    assert "no room" in (tired.why_not("r move 0404") or "")


def test_who_has_acted_changes_no_places():
    position = draw(OPEN, {"r": ("red", "0404"), "s": ("red", "0504")})
    position.give("s dig")
    assert "no room" in (position.why_not("r move 0504") or "")


def test_both_who_change_places_by_night_tire():
    position = draw(OPEN, {"r": ("red", "0404"), "s": ("red", "0504")}, start="1944-06-28 night")
    position.give("r move 0504")
    assert (position.unit("r").fatigue, position.unit("s").fatigue) == (5, 5)


def test_a_march_goes_through_friends_and_ends_beside_them():
    position = draw("....\nRRRR", {"r": ("red", "0101"), "s": ("red", "0301")})
    assert position.engine.reach("r") == {"0201": 1, "0401": 3}
    position.give("r move 0401")
    assert position.unit("s").at == position.hex("0301")


@pytest.mark.parametrize("kind", ["battery", "mortars"])
def test_guns_move_or_act(kind):
    units = {"g": ("red", "0102", {"kind": kind, "shells": 2}), "b": ("blue", "0502", {"ammo": 0})}
    position = draw(OPEN, units)
    assert position.why_not("g bombard 0502") is None
    position.give("g move 0101")
    for order in ("g bombard 0502", "g dig", "g rally"):
        assert "move or act" in (position.why_not(order) or ""), order
