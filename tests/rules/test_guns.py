"""docs/rules.md, "Guns, mortars, aircraft": bombardment, a headquarters hit, direct fire, aircraft, fires."""

import pytest

from game.rules import bombard, turn
from game.values import IllegalOrder
from tests.positions import KINDS, draw
from tests.rules.theatre import pass_turns, side

ROWS = "\n".join(("." * 15,) * 9)
BATTERY = ("red", "0105", {"kind": "battery", "men": 120, "shells": 3})
DIRECT = {
    "class": "guns", "name": "37 mm", "men": 90, "tubes": 5, "range_hexes": 4, "direct": True,
}  # fmt: skip
SORTIES = {
    "red": {
        "role": "attacker", "name": "Red", "wounded": {"return": 300}, "control": [],
        "sorties": [{"from": "1944-06-28 day", "sorties": 4}],
    },
    "blue": {"role": "defender", "name": "Blue", "wounded": {"return": 200, "die": 300}},
}  # fmt: skip


def shelled(men=400, at="0505", works=None, spotter=True, **battery):
    """Four 75 mm guns (W 16) at 0105 and a battalion of Blue's; the spotter stands three hexes from it."""
    units = {"g": (BATTERY[0], BATTERY[1], BATTERY[2] | battery), "b": ("blue", at, {"men": men})}
    if spotter:
        units["r"] = ("red", "0508")
    return draw(ROWS, units, works=works or {})


def test_a_bombardment_in_the_open():
    # W = 4 tubes x 4 = 16; 16 x 0.5 x 1.0 x 400/400 = 8 men; suppression 0.8 x 16 x (1000 + 1000)/2000 = 12.8; wear 16.
    position = shelled()
    position.give("g bombard 0505")
    assert position.unit("b").men == 392
    assert position.unit("b").suppression == 128
    assert (position.unit("g").shells, side(position, "red").spent_shells) == (2, 1)
    assert position.ground("0505").wear == 16


def expected(position, weight):
    """Thousandths of a man that shells of this weight are expected to cost Blue's battalion in 0505."""
    state, _, rules = position.arrays
    return bombard.expected_milli(state, rules, weight, position.row("b"), position.hex("0505"))


def test_works_and_density_change_the_losses():
    # Bunkers 280 ‰, 800 men twice as dense: 16 x 0.5 x 0.28 x 2 = 4.48.
    assert expected(shelled(men=800, works={"bunkers": ["0505"]}), 16) == 4480


def test_beyond_half_range_seven_tenths():
    # A range of 25: at 13 hexes W 16 becomes 11.
    position = draw(ROWS, {"g": BATTERY, "b": ("blue", "1405"), "r": ("red", "1408")})
    position.give("g bombard 1405")
    assert position.ground("1405").wear == 11


def test_unobserved_shells_are_worth_a_third_and_may_scatter():
    # W 16 x 350 ‰ = 5, in the hex or (on 5 and 6) beside it.
    fell = set()
    for seed in range(12):
        position = draw(ROWS, {"g": BATTERY, "b": ("blue", "1505")}, seed=seed, works={"trenches": ["1505"]})
        position.give("g bombard 1305")
        worn = [position.engine.names.text(int(h)) for h in (position.engine.state.hexes["wear"] > 0).nonzero()[0]]
        assert len(worn) == 1
        assert position.ground(worn[0]).wear == 5
        fell.add(worn[0])
    assert "1305" in fell and len(fell) > 1
    assert all(position.engine.distance("1305", at) <= 1 for at in fell)


def test_close_batteries_in_sight_wear_twice():
    position = draw(ROWS, {"g": BATTERY, "b": ("blue", "0305"), "r": ("red", "0308")})
    position.give("g bombard 0305")
    assert position.ground("0305").wear == 32


def test_three_batteries_a_hex_and_phase():
    units = {f"g{i}": ("red", f"010{i + 1}", BATTERY[2]) for i in range(4)}
    position = draw(ROWS, units | {"b": ("blue", "0505"), "r": ("red", "0508")})
    for i in range(3):
        position.give(f"g{i} bombard 0505")
    with pytest.raises(IllegalOrder):
        position.give("g3 bombard 0505")


def test_no_shells_no_bombardment_and_guns_that_moved_do_not_fire():
    with pytest.raises(IllegalOrder):
        shelled(shells=0).give("g bombard 0505")
    position = shelled()
    position.give("g move 0205")
    with pytest.raises(IllegalOrder):
        position.give("g bombard 0505")


def test_mortars_lob_over_what_stops_guns():
    rows = ROWS.split()
    rows[4] = ".^" + "." * 13
    mortars = ("red", "0105", {"kind": "mortars", "men": 100, "shells": 2})
    guns = draw("\n".join(rows), {"g": BATTERY, "b": ("blue", "0505"), "r": ("red", "0508")})
    assert guns.why_not("g bombard 0505") is not None
    lobbed = draw("\n".join(rows), {"g": mortars, "b": ("blue", "0505"), "r": ("red", "0508")})
    assert lobbed.why_not("g bombard 0505") is None


def test_two_hundred_wear_make_rubble_of_a_city_block():
    rows = ROWS.split()
    rows[4] = "....#" + "." * 10
    position = draw("\n".join(rows), {"g": BATTERY, "b": ("blue", "0505"), "r": ("red", "0508")})
    position.ground("0505").wear = 190
    position.give("g bombard 0505")
    assert position.engine.names.terrain[position.ground("0505").terrain] == "rubble"


def test_a_battery_that_fires_is_given_away():
    position = shelled()
    position.give("g bombard 0505")
    assert position.unit("g").fired


def test_direct_guns_fire_as_thirty_infantry_and_double_against_pillboxes():
    # 30 x 80 ‰ at one hex = 2.4 men; on pillboxes 2.4 x 2 x 0.4 = 1.92, and wear 40, which takes a level at 200.
    kinds = KINDS | {"direct": DIRECT}
    units = {"d": ("red", "0505", {"kind": "direct", "men": 90, "ammo": 3}), "b": ("blue", "0504")}
    open_ground = draw(ROWS, units, kinds=kinds)
    assert open_ground.engine.preview("d fire 0504").losses["blue"] == 2
    position = draw(ROWS, units, kinds=kinds, works={"pillboxes": ["0504"]})
    position.ground("0504").wear = 170
    position.give("d fire 0504")
    assert (position.ground("0504").works, position.ground("0504").wear) == (2, 10)


def staff(seed):
    units = {
        "g": ("red", "0105", BATTERY[2] | {"tubes": 40}),
        "r": ("red", "0508"),
        "h": ("blue", "0505", {"kind": "headquarters", "men": 100}),
        "b": ("regiment", "0901"),
        "c": ("other", "0903"),
    }
    formations = [
        {"id": "red", "side": "red", "name": "Red"},
        {"id": "blue", "side": "blue", "name": "Blue", "hq": "h"},
        {"id": "regiment", "side": "blue", "name": "Regiment", "parent": "blue"},
        {"id": "other", "side": "blue", "name": "Other"},
    ]
    position = draw(ROWS, units, formations=formations, seed=seed)
    position.give("g bombard 0505")
    return position


def test_a_commander_lost_shakes_his_formation_and_those_below_it():
    # W 160: 2 x 160 ‰ would be 320 ‰, at most 150: some of forty tries.
    hit = [position for position in map(staff, range(40)) if position.unit("b").cohesion < 800]
    assert 1 <= len(hit) <= 15
    for position in hit:
        assert position.unit("b").cohesion == 800 - 150
        assert position.unit("c").cohesion == 800
        shaken = position.engine.state.formations["shaken_until"]
        assert shaken[1] == shaken[2] == 1 + 4
        assert any(event.kind == "commander" for event in position.engine.events())


# ---------------------------------------------------------------- aircraft


def sky(weather="clear", start="1944-06-28 day", units=None, rows=ROWS, **more):
    forces = {"r": ("red", "0108"), "b": ("blue", "0505", {"men": 400})} | (units or {})
    spell = [{"from": start, "is": weather}]
    return draw(rows, forces, start=start, sides=SORTIES, weather=spell, **more)


@pytest.mark.parametrize(
    "weather, start, sorties",
    [("clear", "1944-06-28 day", 4), ("cloud", "1944-06-28 day", 2), ("rain", "1944-06-28 day", 2),
     ("storm", "1944-06-28 day", 0), ("clear", "1944-06-28 night", 0)],
)  # fmt: skip
def test_cloud_and_rain_halve_sorties_and_nothing_flies_by_night_or_in_storms(weather, start, sorties):
    assert side(sky(weather, start), "red").sorties == sorties


def test_a_bomb_weighs_sixty():
    # 60 x 0.5 = 30 men of 400; wear 60.
    position = sky()
    position.give("red air bomb 0505")
    assert position.unit("b").men == 370
    assert position.ground("0505").wear == 60
    assert side(position, "red").sorties == 3


def test_incendiaries_set_city_blocks_on_fire_for_three_turns():
    rows = ROWS.split()
    rows[4] = "....#" + "." * 10
    position = sky(rows="\n".join(rows))
    position.give("red air burn 0505")
    assert position.ground("0505").fire == 3
    before = int(position.unit("b").men)
    turn.burn(position.engine.state, position.engine.rules)
    assert before - position.unit("b").men in (before // 100, before // 100 + 1)  # 10 ‰ a close
    pass_turns(position, 3)
    assert position.ground("0505").fire == 0
    assert position.engine.names.terrain[position.ground("0505").terrain] == "rubble"


def test_strafing_hits_only_who_is_outside_works():
    # W 20: ten men in the open, none in foxholes.
    position = sky()
    position.give("red air strafe 0505")
    assert position.unit("b").men == 390
    dug_in = sky(works={"foxholes": ["0505"]})
    dug_in.give("red air strafe 0505")
    assert dug_in.unit("b").men == 400


def test_scouts_see_four_hexes_but_not_who_lies_low():
    units = {"near": ("blue", "0901"), "low": ("blue", "0903"), "far": ("blue", "1401")}
    position = sky(units=units, works={"trenches": ["0903"]})
    for name in units:
        position.unit(name).seen = 0
    position.give("red air scout 0902")
    assert [int(position.unit(name).seen) for name in ("near", "low", "far")] == [1, 0, 0]


def test_interdiction_adds_up():
    position = sky()
    position.give("red air interdict")
    position.give("red air interdict")
    assert side(position, "red").interdicted == 2 * position.engine.scenario.rules.interdict_percent


def test_the_preview_of_a_bombardment_lists_the_factors_of_the_resolution():
    position = shelled(works={"foxholes": ["0505"]})
    position.unit("b").seen = 1
    position.unit("b").last_men = 400
    shown = position.engine.preview("g bombard 0505")
    events = position.give("g bombard 0505")
    fought = next(event for event in events if event.kind == "bombarded").values
    assert [name for _, name, _ in shown.factors] == [name for _, name, _ in fought["factors"] if name != "roll"]
    assert shown.losses["blue"] == fought["expected_milli"] // 1000
