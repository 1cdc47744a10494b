"""Worked examples of docs/rules.md, "Ammunition and supply": rations, paths, isolation, food, drops and convoys.

Fires are kept in tenths. Nobody fights here; what a unit holds after dawn is what it drew.
"""

import pytest

from game.rules import morale, supply, turn
from tests.positions import KINDS
from tests.rules.peace import draw, turns_later

LANE = "......\n......"
EMPTY = {"ammo": 0, "grenades": 0}
STORE = {"id": "store", "side": "red", "at": "0101", "fires": 100, "grenades": 50, "food": 99}


def at_store(unit=EMPTY, **stock):
    """One unit of Red's beside his store."""
    return draw(LANE, {"u": ("red", "0201", unit)}, depots=[STORE | stock])


def held(position, name="u"):
    unit = position.unit(name)
    return int(unit.ammo), int(unit.grenades)


def stored(position, d=0):
    depot = position.engine.state.depots[d]
    return int(depot.fires), int(depot.grenades)


# ------------------------------------------------------------ rations


@pytest.mark.parametrize("ration, fires, grenades", [("full", 60, 3), ("half", 30, 2), ("hoard", 10, 1)])
def test_a_unit_is_topped_up_to_its_ration(ration, fires, grenades):
    position = at_store({"ammo": 0})
    unit, depot = position.unit("u"), position.engine.state.depots[0]
    unit.ammo = unit.grenades = 0
    depot.fires, depot.grenades = 1000, 50
    position.give(f"red ration {ration}")
    turns_later(position)
    assert held(position) == (fires, grenades)
    assert stored(position) == (1000 - fires, 50 - grenades)


def test_at_the_start_everyone_draws_and_the_depot_has_less():
    position = at_store({"ammo": 2, "grenades": 1})
    assert held(position) == (60, 3)
    assert stored(position) == (1000 - 40, 50 - 2)


def test_who_has_more_than_his_ration_keeps_it():
    position = at_store({"ammo": 6, "grenades": 3})
    position.give("red ration hoard")
    turns_later(position)
    assert held(position) == (60, 3)


def test_a_poor_depot_gives_what_it_has():
    position = at_store(fires=2, grenades=1)
    assert (held(position), stored(position)) == ((20, 1), (0, 0))


def test_a_ration_may_be_set_for_one_formation():
    sides = {"red": "red", "guard": "red", "blue": "blue"}
    formations = [{"id": name, "side": side, "name": name} for name, side in sides.items()]
    units = {"u": ("red", "0201"), "v": ("red", "0301", {"formation": "guard"})}
    position = draw(LANE, units, depots=[STORE], formations=formations)
    for name in "uv":
        position.unit(name).ammo = 0
    position.give("red ration half guard")
    turns_later(position)
    assert (held(position, "u")[0], held(position, "v")[0]) == (60, 30)
    position.give("red ration hoard")  # for the side: for all
    for name in "uv":
        position.unit(name).ammo = 0
    turns_later(position)
    assert (held(position, "u")[0], held(position, "v")[0]) == (10, 10)


def test_shells_go_by_calibre():
    """A battery draws up to four loads where its kind names no number, and of its own calibre only."""
    units = {"g": ("red", "0201", {"kind": "battery"}), "m": ("red", "0301", {"kind": "mortars"})}
    position = draw(LANE, units, depots=[STORE | {"shells": {"mm75": 9, "mm82": 1}}])
    assert (position.unit("g").shells, position.unit("m").shells) == (4, 1)
    assert sorted(position.engine.state.depots[0].shells[:2]) == [0, 5]


def test_a_battery_whose_kind_says_so_draws_more():
    kinds = KINDS | {"battery": KINDS["battery"] | {"shells_full": 24}}
    units = {"g": ("red", "0201", {"kind": "battery", "shells": 3})}
    position = draw(LANE, units, depots=[STORE | {"shells": {"mm75": 30}}], kinds=kinds)
    assert position.unit("g").shells == 24
    assert position.engine.state.depots[0].shells[0] == 30 - 21


def test_the_nearest_depot_gives_first():
    near = STORE | {"id": "near", "at": "0401", "fires": 4}
    position = draw(LANE, {"u": ("red", "0501", EMPTY)}, depots=[STORE, near])
    assert held(position)[0] == 60
    assert (stored(position, 0)[0], stored(position, 1)[0]) == (1000 - 20, 0)


# ------------------------------------------------------------ the path


@pytest.mark.parametrize("ground, at, supplied", [
    (".", 21, True), (".", 22, False),  # 20 hexes at 1
    ("=", 11, True), ("=", 12, False),  # 10 hexes at 2
    ("~", 6, True), ("~", 7, False),  # 5 hexes at 4
])  # fmt: skip
def test_a_path_may_cost_twenty(ground, at, supplied):
    rows = "." + ground * 24 + "\n" + "R" * 25
    position = draw(rows, {"u": ("red", f"{at:02d}01", EMPTY)}, depots=[STORE])
    assert position.unit("u").supplied == supplied
    assert held(position) == ((60, 3) if supplied else (0, 0))


def test_roads_and_bridges_carry_supply_and_cliffs_and_rivers_stop_it():
    def supplied(**extra):
        return bool(draw(".=\nRR", {"u": ("red", "0201")}, depots=[STORE], **extra).unit("u").supplied)

    river = {"river": [{"at": ["0101/se"]}]}
    assert supplied()
    assert not supplied(edges=river)
    assert supplied(edges=river | {"bridge": [{"at": ["0101/se"]}]})
    assert not supplied(edges=river | {"bridge": [{"at": ["0101/se"], "state": "blown"}]})
    assert not supplied(edges={"cliff": [{"at": ["0201/nw"]}]})


@pytest.mark.parametrize("kind, state, supplied", [
    ("bridge", "whole", True), ("bridge", "blown", False), ("ferry", None, True), (None, None, False),
])  # fmt: skip
def test_bridges_and_ferries_carry_it_over_water(kind, state, supplied):
    line = {"through": ["0101", "0102", "0103"]} | ({"state": state} if state else {})
    units = {"u": ("red", "0103", EMPTY)}
    position = draw(".R\nRR\n.R", units, depots=[STORE], lines={kind: [line]} if kind else {})
    assert bool(position.unit("u").supplied) is supplied


# 0402 is a pocket south of the lane, next to 0401 only; `u` waits at the far end.
POCKET = ".......\nRRR.RRR"


def cut(enemy="0402", **others):
    units = {"u": ("red", "0701", EMPTY), "b": ("blue", enemy, {"ammo": 0})} if enemy else {"u": ("red", "0701", EMPTY)}
    return draw(POCKET, units | others, depots=[STORE])


def test_supply_goes_not_through_enemies_or_their_zone():
    assert cut(None).unit("u").supplied
    assert not cut("0402").unit("u").supplied
    assert not cut("0401").unit("u").supplied


@pytest.mark.parametrize("kind", ["battalion", "engineers", "headquarters"])
def test_a_friend_who_stands_there_keeps_the_way_open(kind):
    position = cut("0402", f=("red", "0401", {"kind": kind, "men": 100, "ammo": 0}))
    assert position.unit("u").supplied
    assert position.unit("f").supplied


def test_who_is_alone_in_an_enemys_zone_is_supplied_himself():
    """A battery stands there: its own hex is kept open by itself."""
    units = {"g": ("red", "0401", {"kind": "battery"}), "b": ("blue", "0402", {"ammo": 0})}
    assert draw(POCKET, units, depots=[STORE]).unit("g").supplied


def test_broken_enemies_and_support_units_cut_nothing_but_their_own_hex():
    broken = draw(POCKET, {"u": ("red", "0701"), "b": ("blue", "0402", {"cohesion": 24, "ammo": 0})}, depots=[STORE])
    assert broken.unit("u").supplied
    guns = {"u": ("red", "0701"), "b": ("blue", "0402", {"kind": "battery"})}
    assert draw(POCKET, guns, depots=[STORE]).unit("u").supplied
    on_the_way = {"u": ("red", "0701"), "b": ("blue", "0401", {"kind": "battery"})}
    assert not draw(POCKET, on_the_way, depots=[STORE]).unit("u").supplied


def test_hidden_enemies_cut_supply_too():
    """Carriers find out: supply is traced on what is there, not on what is known."""
    works = {"trenches": ["0402"]}
    units = {"u": ("red", "0701"), "b": ("blue", "0402", {"ammo": 0})}
    position = draw(POCKET, units, depots=[STORE], works=works)
    assert not position.unit("b").seen
    assert not position.unit("u").supplied


# ------------------------------------------------------------ isolation and food


def isolated(turns):
    position = cut()
    position.unit("u").isolated_turns = turns
    position.unit("u").cohesion = 800
    turn.isolation(position.engine.state, position.engine.rules)
    return int(position.unit("u").cohesion), int(position.unit("u").men)


@pytest.mark.parametrize("turns, cohesion, men", [(0, 800, 400), (1, 760, 400), (4, 760, 400), (5, 760, 392)])
def test_isolation_costs_four_cohesion_a_turn_and_after_four_turns_men(turns, cohesion, men):
    """20 per mille of 400 men are 8."""
    assert isolated(turns) == (cohesion, men)


def test_isolated_turns_are_counted_at_dawn_and_dusk_and_end_with_the_siege():
    position = cut()
    counts = [int(position.unit("u").isolated_turns)]
    for _ in range(3):
        turns_later(position)
        counts.append(int(position.unit("u").isolated_turns))
    assert counts == [1, 2, 3, 4]
    morale.surrender(position.engine.state, position.row("b"))
    turns_later(position)
    unit = position.unit("u")
    assert (unit.isolated_turns, unit.supplied, unit.ammo) == (0, 1, 60)


def test_food_for_three_turns_lasts_three_turns():
    position = at_store(food=3)
    left = []
    for _ in range(4):
        left.append((int(position.engine.state.depots[0].food), bool(supply.is_hungry(position.engine.state, 0))))
        turns_later(position)
    assert left == [(3, False), (2, False), (1, False), (0, True)]
    assert not supply.is_hungry(position.engine.state, 1)  # without depots a side feeds itself off the map


def test_the_hungry_recover_to_75_at_most():
    """Rested, out of reach of the enemy: six points a close, up to 85 fed and 75 hungry."""

    def after_a_close(food):
        position = at_store({"cohesion": 73}, food=food)
        turns_later(position)
        return int(position.unit("u").cohesion)

    assert (after_a_close(9), after_a_close(0)) == (790, 750)


# ------------------------------------------------------------ drops, convoys, captures


def with_event(stock, depots=None):
    event = {"id": "stores", "when": {"date": "1944-06-28 night"}, "do": [{"stock": {"side": "red"} | stock}]}
    return draw(LANE, {"u": ("red", "0601")}, depots=depots or [STORE], events=[event])


def test_of_an_air_drop_two_fifths_are_lost():
    """Five fires are fifty tenths: thirty reach the store; of ten loads six."""
    position = with_event({"fires": 5, "grenades": 10, "air_drop": True})
    before = stored(position)
    turns_later(position)
    assert stored(position) == (before[0] + 30, before[1] + 6)


@pytest.mark.parametrize("sorties, shells", [(0, 50), (1, 45), (2, 40), (10, 0), (11, 0)])
def test_each_sortie_on_interdict_takes_a_tenth_of_the_next_convoy(sorties, shells):
    """Fifty loads, of which the sorties thin a tenth each; they count once."""
    stores = [STORE | {"shells": {"mm75": 0}}]
    position = with_event({"shells": {"mm75": 50}, "convoy": True}, stores)
    position.give("end")
    position.engine.state.sides[1].sorties = sorties
    for _ in range(sorties):
        position.give("blue air interdict")
    position.give("end")
    depot = position.engine.state.depots[0]
    calibre = position.engine.names.calibres.index("mm75")
    assert depot.shells[calibre] == shells
    assert position.engine.state.sides[1].interdicted == 0


def test_a_sortie_is_flown_once():
    position = at_store()
    position.engine.state.sides[0].sorties = 1
    position.give("red air interdict")
    assert "no sorties left" in (position.why_not("red air interdict") or "")


def test_stores_for_a_lost_depot_go_nowhere_and_others_to_the_first_that_stands():
    lost = STORE | {"id": "lost", "at": "0301"}
    named = with_event({"fires": 5, "depot": "lost"}, [lost, STORE])
    anywhere = with_event({"fires": 5}, [lost, STORE])
    found = []
    for position in (named, anywhere):
        depots = position.engine.state.depots
        depots[0].lost, depots[0].fires = 1, 0
        before = stored(position, 1)[0]
        turns_later(position)
        found.append((stored(position, 0)[0], stored(position, 1)[0] - before))
    assert found == [(0, 0), (0, 50)]


def test_a_captured_depot_is_lost_with_its_stock_and_supplies_nobody():
    """The garrison of the lane's west end loses its store; the captor gains nothing."""
    units = {"r": ("red", "0301", EMPTY), "b": ("blue", "0601", {"ammo": 6, "grenades": 3})}
    store = STORE | {"side": "blue", "at": "0201", "food": 5, "shells": {"mm75": 7}}
    position = draw(LANE, units, depots=[store])
    assert position.unit("b").supplied == 0  # 0301 and its neighbours are Red's
    position.give("r move 0201")
    depot, tally = position.engine.state.depots[0], position.engine.state.sides[1]
    assert (depot.lost, depot.fires, depot.grenades, depot.food, depot.shells.sum()) == (1, 0, 0, 0, 0)
    assert (tally.lost_fires, tally.lost_grenades, tally.lost_shells) == (1000, 50, 7)
    turns_later(position)
    assert held(position, "r") == (0, 0)
    assert position.unit("b").isolated_turns == 2
    assert supply.is_hungry(position.engine.state, 1)


def test_support_takes_no_depot():
    units = {"e": ("red", "0301", {"kind": "engineers"})}
    position = draw(LANE, units, depots=[STORE | {"side": "blue", "at": "0201"}])
    position.give("e move 0201")
    assert position.engine.state.depots[0].lost == 0
