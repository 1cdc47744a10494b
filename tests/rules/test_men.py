"""docs/rules.md, "Men": cohesion, suppression, the broken, remnants, the close in its order, wounded and the pool."""

import pytest

from game.rules import morale, turn
from game.rules import state as s
from game.values import IllegalOrder
from tests.positions import draw
from tests.rules.theatre import pass_turns, side, stage

ROWS = "\n".join(("." * 9,) * 9)


def alone(**fields):
    """One red battalion of 400 at 0505, its enemy six hexes away."""
    return draw(ROWS, {"r": ("red", "0505", {"men": 400} | fields), "b": ("blue", "0901")})


def test_losses_bring_suppression_and_cost_cohesion():
    # 40 of 400 are ten percent: suppression 5 x 10 = 50, cohesion 80 - 0.8 x 10 = 72; killed 35 of 100, wounded 65.
    position = alone()
    morale.lose_under_fire(position.engine.state, position.engine.rules, position.row("r"), 40, 1000)
    unit = position.unit("r")
    assert (unit.men, unit.suppression, unit.cohesion) == (360, 500, 720)
    assert (side(position, "red").killed, side(position, "red").wounded) == (14, 26)


def test_close_combat_suppresses_half():
    position = alone()
    morale.lose_under_fire(position.engine.state, position.engine.rules, position.row("r"), 40, 500)
    assert position.unit("r").suppression == 250


def test_suppression_from_any_cause_is_ninety_at_most():
    position = alone()
    morale.suppress(position.engine.state, position.engine.rules, position.row("r"), 2000)
    assert position.unit("r").suppression == 900


def test_the_close_halves_suppression_and_takes_ten_off():
    # 60/2 - 10 = 20.
    position = alone()
    position.unit("r").suppression = 600
    turn.recover(*position.arrays, position.row("r"))
    assert position.unit("r").suppression == 200


@pytest.mark.parametrize("acted, fatigue, cohesion", [(0, 25, 445), (1, 35, 419)])
def test_rest_mends_more(acted, fatigue, cohesion):
    # Rested: fatigue 40 - 15 = 25, cohesion 40 + 6 x 75 %. Else fatigue 40 - 5 = 35, cohesion 40 + 3 x 65 %.
    position = alone(cohesion=40, fatigue=40)
    position.unit("r").acted = acted
    turn.recover(*position.arrays, position.row("r"))
    assert (position.unit("r").fatigue, position.unit("r").cohesion) == (fatigue, cohesion)
    assert position.unit("r").fresh == 1 - acted


@pytest.mark.parametrize("at, gain", [("0509", 8), ("0901", 6)])
def test_near_headquarters_two_more(at, gain):
    # Four hexes away it counts, eight hexes away it does not: 6 or 8 points, no fatigue.
    units = {"r": ("red", "0505", {"cohesion": 40}), "h": ("red", at, {"kind": "headquarters", "men": 100})}
    formations = [
        {"id": "red", "side": "red", "name": "Red", "hq": "h"},
        {"id": "blue", "side": "blue", "name": "Blue"},
    ]
    position = draw(ROWS, units | {"b": ("blue", "0101")}, formations=formations)
    turn.recover(*position.arrays, position.row("r"))
    assert position.unit("r").cohesion == 400 + 10 * gain


def test_the_headquarters_above_counts_too():
    units = {"r": ("red", "0505", {"cohesion": 40}), "h": ("staff", "0507", {"kind": "headquarters", "men": 100})}
    formations = [
        {"id": "staff", "side": "red", "name": "Staff", "hq": "h"},
        {"id": "red", "side": "red", "name": "Red", "parent": "staff"},
        {"id": "blue", "side": "blue", "name": "Blue"},
    ]
    position = draw(ROWS, units | {"b": ("blue", "0101")}, formations=formations)
    turn.recover(*position.arrays, position.row("r"))
    assert position.unit("r").cohesion == 480


def test_rally_takes_forty_off_at_once():
    position = alone()
    position.unit("r").suppression = 700
    position.give("r rally")
    assert position.unit("r").suppression == 300


def test_the_broken_attack_nobody_and_fall_back_two_hexes():
    units = {"r": ("red", "0505", {"cohesion": 15}), "b": ("blue", "0504")}
    position = draw(ROWS, units)
    with pytest.raises(IllegalOrder):
        position.give("r assault 0504")
    pass_turns(position)
    assert position.engine.distance(position.engine.names.text(int(position.unit("r").at)), "0504") >= 2


def test_a_remnant_joins_its_formation_with_all_it_has():
    units = {
        "r": ("red", "0505", {"men": 60, "ammo": 2, "grenades": 1}),
        "s": ("red", "0508", {"men": 400, "ammo": 3}),
        "b": ("blue", "0101"),
    }
    position = draw(ROWS, units)  # a battalion's establishment is 1,000: 60 men are under a tenth
    turn.hold_together(*position.arrays)
    assert position.unit("r").status == s.GONE
    assert (position.unit("s").men, position.unit("s").ammo, position.unit("s").grenades) == (460, 50, 1)


def test_a_remnant_with_nobody_near_stays():
    units = {"r": ("red", "0101", {"men": 60}), "s": ("red", "0909", {"men": 400}), "b": ("blue", "0109")}
    position = draw(ROWS, units)
    turn.hold_together(*position.arrays)
    assert position.unit("r").status == s.PRESENT


def test_every_fourth_close_costs_a_fire_where_an_enemy_is_near():
    units = {"r": ("red", "0505", {"ammo": 3}), "far": ("red", "0909", {"ammo": 3}), "b": ("blue", "0502", {"ammo": 3})}
    position = draw(ROWS, units, donts={"red": ("see", "aim", "kill"), "blue": ("see", "aim", "kill")})
    turn.skirmish(*position.arrays)
    assert [position.unit(name).ammo for name in ("r", "far", "b")] == [20, 30, 20]


def test_the_siege_wears_four_in_a_thousand_near_the_enemy_and_one_elsewhere():
    # 1,000 men near: 4 killed or wounded, and 1 of the rest sick (999 x 1 ‰: nearly always). Far: 1 and 1.
    units = {"r": ("red", "0505", {"men": 1000}), "far": ("red", "0909", {"men": 1000}), "b": ("blue", "0502")}
    position = draw(ROWS, units)
    turn.wear_of_the_siege(*position.arrays)
    assert 995 <= position.unit("r").men <= 996
    assert 998 <= position.unit("far").men <= 999


def test_half_of_the_sick_die_and_half_count_as_wounded():
    position = alone()
    turn.fall_sick(position.engine.state, position.row("r"), 7)
    assert position.unit("r").men == 393
    assert (side(position, "red").died, side(position, "red").wounded) == (3, 4)


def test_who_is_cut_off_loses_cohesion_and_after_four_turns_men():
    position = alone()
    numbers = position.engine.scenario.rules
    position.unit("r").isolated_turns = numbers.isolated_turns
    turn.isolation(position.engine.state, position.engine.rules)
    assert (position.unit("r").men, position.unit("r").cohesion) == (400, 800 - 10 * numbers.isolated_cohesion)
    position.unit("r").isolated_turns = numbers.isolated_turns + 1
    turn.isolation(position.engine.state, position.engine.rules)
    assert position.unit("r").men == 400 - 400 * numbers.isolated_permille // 1000


def test_of_the_wounded_three_in_ten_return_to_the_pool_of_red():
    # 200 lost: 70 killed, 130 wounded, of whom 39 return, six to twelve turns later.
    position = alone()
    morale.lose(position.engine.state, position.engine.rules, position.row("r"), 200)
    due = position.engine.state.returns[:, 0]
    assert due.sum() == 39
    first = int(due.nonzero()[0][0])
    assert 1 + 6 <= first <= 1 + 12
    position.engine.state.clock[0].turn = first
    turn.wounded_return(position.engine.state)
    assert (side(position, "red").pool, side(position, "red").returned) == (39, 39)


def test_of_blues_other_wounded_three_in_ten_die():
    # 200 lost: 70 killed; of 130 wounded 26 return, of the other 104 three in ten die: 31.
    position = alone()
    morale.lose(position.engine.state, position.engine.rules, position.row("b"), 200)
    tally = side(position, "blue")
    assert (tally.killed, tally.wounded, tally.died) == (70, 130 - 31, 31)
    assert position.engine.state.returns[:, 1].sum() == 26


def test_dated_replacements_join_the_weakest_supplied_units_out_of_reach():
    depots = [{"id": "d", "side": "blue", "at": "0701", "fires": 0, "food": 50}]
    sides = {
        "red": {"role": "attacker", "name": "Red", "wounded": {"return": 300}, "control": []},
        "blue": {
            "role": "defender", "name": "Blue", "wounded": {"return": 200, "die": 300},
            "pool": [{"from": "1944-06-29 day", "men": 40}],
        },
    }  # fmt: skip
    units = {"weak": ("blue", "0702", {"men": 100})}
    position = stage(units, depots=depots, sides=sides)
    pass_turns(position, 2)
    # Turn 3: 40 men come; the weakest gets 25, the next (b) the other 15.
    assert side(position, "blue").replaced == 40
    assert side(position, "blue").pool == 0
    assert 118 <= position.unit("weak").men <= 125
