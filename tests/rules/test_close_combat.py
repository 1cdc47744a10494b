"""docs/rules.md, "Assault": who may, every factor of attack and defence, nerve, and what comes after."""

import pytest

from game.rules import assault
from game.rules import state as s
from game.values import IllegalOrder
from tests.positions import draw

# Red comes from 0203 at 0202, a hill.
ROWS = "....\n.^..\n....\n...."
CLIFF = {"cliff": [{"at": ["0202/s"]}]}
ENGINEERS = {"e": ("red", "0203", {"kind": "engineers", "men": 200})}


def attack(red=None, more=None, edges=None, ramp=0, night=False, **extra):
    """Thousandths of the attack of 800 fresh men with cohesion 80: 800 x 90 % = 720 before all else."""
    units = {"r": ("red", "0203", {"men": 800} | (red or {})), "b": ("blue", "0202", {"men": 300})}
    start = "1944-06-28 night" if night else "1944-06-28 day"
    position = draw(ROWS, units | (more or {}), edges=edges or {}, start=start, **extra)
    if ramp:
        position.engine.state.edges[0].ramp = ramp
    return assault.attack_strength(*position.arrays, position.row("r"), position.hex("0202"))


def defence(blue=None, works=None, edges=None, terrain=ROWS, organised=0):
    """Of 300 men with cohesion 80: 300 x 90 % = 270, on a hill x 120 %."""
    units = {"r": ("red", "0203", {"men": 800}), "b": ("blue", "0202", {"men": 300} | (blue or {}))}
    position = draw(terrain, units, works=works or {}, edges=edges or {})
    position.ground("0202").organised = organised
    return assault.defence_strength(*position.arrays, position.row("b"), position.hex("0202"), 0)


def test_the_attack_without_grenades_is_eight_tenths():
    assert attack() == 576_000
    assert attack({"grenades": 1}) == 720_000


@pytest.mark.parametrize(
    "friends, percent",
    [(("0102",), 110), (("0102", "0302"), 120), (("0102", "0302", "0303"), 130), (("0201",), 135)],
)
def test_friends_next_to_the_target_and_one_opposite(friends, percent):
    # Ten percent each, three at most; who stands opposite (0201, across from 0203) twenty-five more.
    more = {f"f{i}": ("red", at) for i, at in enumerate(friends)}
    assert attack({"grenades": 1}, more) == 7_200 * percent


def test_a_suppressed_friend_does_not_help():
    units = {"r": ("red", "0203", {"men": 800, "grenades": 1}), "f": ("red", "0102"), "b": ("blue", "0202")}
    position = draw(ROWS, units)
    position.unit("f").suppression = 250
    assert assault.attack_strength(*position.arrays, position.row("r"), position.hex("0202")) == 720_000


@pytest.mark.parametrize("ramp, percent", [(0, 50), (299, 50), (300, 65), (600, 80), (900, 100)])
def test_a_cliff_halves_the_attack_until_the_fallen_make_a_ramp(ramp, percent):
    assert attack({"grenades": 1}, ENGINEERS, CLIFF, ramp) == 7_200 * percent


def test_obstacle_and_embankment():
    assert attack({"grenades": 1}, edges={"obstacle": [{"at": ["0202/s"]}]}) == 7_200 * 75
    assert attack({"grenades": 1}, edges={"embankment": [{"at": ["0202/s"]}]}) == 7_200 * 85


def test_over_a_river_by_boat_at_night():
    assert attack({"grenades": 1}, ENGINEERS, {"river": [{"at": ["0202/s"]}]}, night=True) == 7_200 * 40


def test_night_counts_for_the_trained_only():
    from tests.positions import KINDS

    kinds = KINDS | {"trained": KINDS["battalion"] | {"night_trained": True}}
    assert attack({"grenades": 1, "kind": "trained"}, night=True, kinds=kinds) == 7_200 * 115
    assert attack({"grenades": 1}, night=True) == 720_000


def test_a_fresh_reserve_has_a_fifth_more():
    position = draw(ROWS, {"r": ("red", "0203", {"men": 800, "grenades": 1}), "b": ("blue", "0202")})
    position.unit("r").fresh = 1
    assert assault.attack_strength(*position.arrays, position.row("r"), position.hex("0202")) == 864_000


def test_the_defence_by_ground_works_and_grenades():
    assert defence() == 270_000 * 120 // 100 * 80 // 100
    assert defence({"grenades": 1}) == 270_000 * 120 // 100 * 120 // 100
    assert defence({"grenades": 1}, edges=CLIFF) == 270_000 * 120 // 100 * 140 // 100
    assert defence({"grenades": 1}, works={"bunkers": ["0202"]}) == 270_000 * 120 // 100 * 220 // 100 * 120 // 100


def test_a_hex_just_taken_is_not_organised():
    assert defence({"grenades": 1}, organised=2) == 270_000 * 120 // 100 * 120 // 100 * 60 // 100


def test_a_support_unit_alone_defends_at_half():
    fields = {"kind": "engineers", "men": 200, "grenades": 1}
    assert defence(fields) == 180_000 // 2 * 120 // 100 * 120 // 100


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize(
    "fields, word",
    [
        ({"cohesion": 39}, "cohesion"),
        ({"men": 59}, "men"),
        ({"men": 149}, "men"),  # of an establishment of 1,000, fifteen percent are 150
    ],
)
def test_who_is_too_shaken_or_too_few_may_not(fields, word):
    position = draw(ROWS, {"r": ("red", "0203", fields), "b": ("blue", "0202")})
    assert position.why_not("r assault 0202") is not None
    with pytest.raises(IllegalOrder):
        position.give("r assault 0202")


def test_guns_and_staffs_may_not():
    for kind in ("battery", "mortars", "headquarters"):
        position = draw(ROWS, {"r": ("red", "0203", {"kind": kind, "men": 100}), "b": ("blue", "0202")})
        assert position.why_not("r assault 0202") is not None


# ---------------------------------------------------------------- in the hex


def test_who_is_suppressed_beyond_his_cohesion_goes_to_ground():
    position = draw(ROWS, {"r": ("red", "0203", {"men": 400, "cohesion": 45}), "b": ("blue", "0202", {"men": 1000})})
    before = 450
    position.unit("r").suppression = 400
    events = position.give("r assault 0202")
    assert [event.values["result"] for event in events if event.kind == "result"] == ["to ground"]
    assert position.unit("r").cohesion <= before - 60  # six points, and what the final fire took


def test_the_beaten_fall_back_and_a_fifth_of_their_loss_are_prisoners():
    taken = []
    for seed in range(8):
        units = {"r": ("red", "0203", {"men": 1000, "grenades": 1}), "b": ("blue", "0202", {"men": 200, "ammo": 0})}
        position = draw(ROWS, units, seed=seed)
        result = next(event for event in position.give("r assault 0202") if event.kind == "result")
        if result.values["result"] in ("position taken", "overrun"):
            taken.append(result.values)
            assert position.unit("b").at != position.hex("0202")
            assert result.values["prisoners"] == result.values["defender_losses"] * 200 // 1000
            assert position.engine.state.sides[1].captured == result.values["prisoners"]
    assert taken


def test_with_no_way_back_he_surrenders_or_makes_a_stand():
    results = set()
    for seed in range(40):
        rows = "RRRR\nR^RR\nR.RR\n...."
        units = {
            "r": ("red", "0203", {"men": 1000, "grenades": 1}),
            "b": ("blue", "0202", {"men": 300, "ammo": 0, "cohesion": 60}),
        }
        position = draw(rows, units, seed=seed, edges={"cliff": []}, rules={"randomness": "standard"})
        result = next(event for event in position.give("r assault 0202") if event.kind == "result").values
        if result["result"] not in ("position taken", "overrun"):
            continue
        if result["stand"]:
            results.add("stand")
            assert position.unit("b").at == position.hex("0202")
        else:
            results.add("surrender")
            assert position.unit("b").status == s.GONE
    assert results == {"stand", "surrender"}


def test_blasting_adds_a_hundred_to_the_ramp():
    units = {"r": ("red", "0204"), "b": ("blue", "0202", {"ammo": 0})} | ENGINEERS
    position = draw(ROWS, units, edges=CLIFF)
    position.give("e blast 0202")
    assert position.engine.state.edges[0].ramp == 100


def test_an_overrun_takes_the_support_unit_in_the_hex():
    for seed in range(60):
        units = {
            "r": ("red", "0203", {"men": 1000, "grenades": 1}),
            "b": ("blue", "0202", {"men": 60, "ammo": 0, "cohesion": 30}),
            "h": ("blue", "0202", {"kind": "headquarters", "men": 100}),
        }
        position = draw(ROWS, units, seed=seed, rules={"randomness": "standard"})
        result = next(event for event in position.give("r assault 0202") if event.kind == "result").values
        if result["result"] == "overrun":
            assert position.unit("h").status == s.GONE
            assert position.engine.state.sides[1].captured >= 100
            return
    raise AssertionError("no overrun in sixty assaults of a thousand on sixty")


def test_a_lost_commander_takes_the_help_of_friends_with_him():
    units = {"r": ("red", "0203", {"men": 800, "grenades": 1}), "f": ("red", "0102"), "b": ("blue", "0202")}
    position = draw(ROWS, units)
    args = (*position.arrays, position.row("r"), position.hex("0202"))
    assert assault.attack_strength(*args) == 792_000
    position.engine.state.formations[0].shaken_until = 4
    assert assault.attack_strength(*args) == 720_000


def test_the_final_fire_does_not_use_up_the_answers_to_movement():
    position = draw(ROWS, {"r": ("red", "0203", {"men": 800}), "b": ("blue", "0202")})
    position.give("r assault 0202")
    assert position.unit("b").volleys == 0
