"""docs/rules.md, "A turn" and "Ground": reach, edges, zones of control."""

from game.rules import movement
from tests.positions import draw

ROWS = "\n".join(["." * 9] * 7)


def reach(position, unit="r"):
    return position.engine.reach(unit)


def test_foot_has_eight_points_by_day_and_seven_by_night():
    assert max(reach(draw("............\n............", {"r": ("red", "0101")})).values()) == 8
    assert (
        max(reach(draw("............\n............", {"r": ("red", "0101")}, start="1944-06-28 night")).values()) == 7
    )


def test_a_road_costs_one_through_anything():
    plain = draw("=====\n=====", {"r": ("red", "0101")})
    road = draw("=====\n=====", {"r": ("red", "0101")}, lines={"road": [{"through": ["0101", "0501"]}]})
    assert reach(plain)["0501"] == 8
    assert reach(road)["0501"] == 4


def test_a_river_is_closed_but_for_a_standing_bridge():
    rows = "...\n...\n..."
    sides = ["0102/ne", "0102/se", "0101/se", "0103/ne", "0101/ne", "0103/se"]
    river = {"river": [{"at": sides}]}
    assert "0202" not in reach(draw(rows, {"r": ("red", "0102")}, edges=river))
    bridge = river | {"bridge": [{"at": ["0102/se"]}]}
    assert reach(draw(rows, {"r": ("red", "0102")}, edges=bridge))["0202"] == 1
    blown = river | {"bridge": [{"at": ["0102/se"], "state": "blown"}]}
    assert "0202" not in reach(draw(rows, {"r": ("red", "0102")}, edges=blown))


def test_nobody_walks_up_a_cliff_but_anyone_comes_down():
    edges = {"cliff": [{"at": ["0201/s"]}]}
    assert reach(draw(".^.\n...\n...", {"r": ("red", "0202")}, edges=edges)).get("0201", 9) > 2
    assert reach(draw(".^.\n...\n...", {"r": ("red", "0201")}, edges=edges))["0202"] == 1


def test_entering_the_zone_of_control_of_a_seen_enemy_ends_the_move():
    position = draw(ROWS, {"r": ("red", "0104"), "b": ("blue", "0504")})
    assert "0404" in reach(position)
    position.give("r move 0404")
    assert position.unit("r").moves_left == 0


def test_from_zone_to_zone_is_a_whole_move_and_leaving_costs_two_more():
    position = draw(ROWS, {"r": ("red", "0404"), "b": ("blue", "0504")})
    start, beside = position.hex("0404"), position.hex("0403")
    state, board, rules = position.arrays
    movement.mark_zocs(state, board, rules, position.unit("r"), 99)
    assert movement.leave_cost(state, rules, position.unit("r"), start, beside, start, 8, 99) == 8
    costs = reach(position)
    assert costs["0304"] == 1 + 2
    assert costs["0403"] == 3 + 1  # out of the zone and in again is shorter


def test_a_hidden_enemy_changes_no_path_and_stops_the_march():
    units = {"r": ("red", "0104"), "b": ("blue", "0504")}
    rows = "\n".join(["." * 9] * 3 + ["....^...."] + ["." * 9] * 3)
    hidden = draw(rows, units, works={"trenches": ["0504"]})
    assert reach(hidden) == reach(draw(rows, {"r": ("red", "0104")}))
    assert hidden.why_not("r move 0504") is None
    hidden.give("r move 0504")
    assert hidden.engine.view("red").own[0].at != "0504"
    assert [contact.at for contact in hidden.engine.view("red").seen] == ["0504"]
    assert not hidden.unit("r").acted  # and it may still act


def test_two_adjacent_friends_change_places():
    position = draw(ROWS, {"r": ("red", "0404"), "s": ("red", "0504")})
    position.give("r move 0504")
    assert {unit.id: unit.at for unit in position.engine.view("red").own} == {"r": "0504", "s": "0404"}


def test_via_names_the_way():
    position = draw(ROWS, {"r": ("red", "0104")})
    position.give("r move 0304 via 0202")
    assert position.unit("r").moves_left == 8 - 4
    assert "cannot reach" in (position.why_not("r move 0904 via 0101") or "")


def test_a_depot_lost_is_stock_lost():
    depots = [{"id": "store", "side": "blue", "at": "0304", "fires": 10, "grenades": 4}]
    position = draw(ROWS, {"r": ("red", "0204"), "b": ("blue", "0901")}, depots=depots)
    position.give("r move 0404")
    position.unit("r").moves_left = 8
    position.give("r move 0304")
    depot = position.engine.state.depots[0]
    assert (depot.lost, depot.fires, depot.grenades) == (1, 0, 0)
    assert position.engine.state.sides[1].lost_fires + position.unit("b").ammo >= 100
