"""docs/rules.md, "A turn" and "Dice": what happens at dawn and at the close, in which order; rolls."""

import pytest

from game.rules import dice
from game.rules import state as s
from tests.rules.theatre import pass_turns, side, stage


def test_dawn_goes_by_its_order():
    # Calendar and weather, events, arrivals, replacements, supply, then the first phase.
    waves = [{"id": "w", "side": "blue", "units": ["n"], "entry": "south", "arrives": "1944-06-29 day"}]
    sides = {
        "red": {"role": "attacker", "name": "Red", "wounded": {"return": 300}, "control": []},
        "blue": {
            "role": "defender", "name": "Blue", "wounded": {"return": 200, "die": 300},
            "pool": [{"from": "1944-06-29 day", "men": 10}],
        },
    }  # fmt: skip
    position = stage(
        {"n": ("blue", None, {"men": 300})}, waves=waves, sides=sides,
        events=[{"id": "e", "when": {"date": "1944-06-29 day"}, "do": [{"message": "Dawn."}]}],
        depots=[{"id": "d", "side": "blue", "at": "0701", "fires": 20, "food": 50}],
        weather=[{"from": "1944-06-29 day", "is": "rain"}],
    )  # fmt: skip
    pass_turns(position)
    position.give("end")
    kinds = [event.kind for event in position.give("end") + position.engine.events("blue", since=0) if event.turn == 3]
    wanted = ["weather", "turn", "message", "arrived", "arrived", "supplied", "phase"]
    found = [kind for kind in kinds if kind in wanted]
    assert found[-len(wanted) :] == wanted


def test_dated_replacements_come_on_their_day_and_again():
    sides = {
        "red": {"role": "attacker", "name": "Red", "wounded": {"return": 300}, "control": []},
        "blue": {
            "role": "defender", "name": "Blue", "wounded": {"return": 200, "die": 300},
            "pool": [{"from": "1944-06-28 night", "men": 10, "every_turns": 2}],
        },
    }  # fmt: skip
    position = stage(sides=sides)
    pass_turns(position, 5)  # turns 2, 4 and 6
    assert side(position, "blue").replaced == 30


def test_the_losses_of_a_close_count_in_its_points():
    # Recovery, fires, skirmish, wear, isolation, the broken, the wounded, and only then points.
    position = stage({"x": ("red", "0603", {"men": 900})}, victory={"losses": {"blue": {"points": 1, "per": 1}}})
    pass_turns(position)
    tally = side(position, "red")
    lost = int(tally.killed + tally.died + tally.wounded)
    assert lost > 0
    assert side(position, "blue").points_losses == lost


@pytest.mark.parametrize(
    "randomness, low, high", [("standard", 400, 1600), ("reduced", 700, 1300), ("expected", 1000, 1000)]
)
def test_a_roll_is_400_and_three_times_four_throws(randomness, low, high):
    position = stage(rules={"randomness": randomness})
    rolls = [dice.spread_permille(position.engine.state, position.engine.rules, 0, s.FOR_FIRE) for _ in range(400)]
    assert low <= min(rolls) and max(rolls) <= high
    assert abs(sum(rolls) / len(rolls) - 1000) < 40
    if randomness == "standard":
        assert sum(800 <= roll <= 1200 for roll in rolls) > 200  # most of them


def test_a_rest_is_the_chance_of_one_more():
    # 2,300 thousandths are two men, and three times in ten a third.
    position = stage(rules={"randomness": "standard"})
    men = [dice.whole_men(position.engine.state, position.engine.rules, 0, 2300) for _ in range(400)]
    assert set(men) == {2, 3}
    assert 80 < men.count(3) < 160
