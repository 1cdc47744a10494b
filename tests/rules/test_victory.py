"""docs/rules.md, "Arrivals, events, victory": points, levels, the fall, terms, the end."""

import pytest

from game.rules import victory
from game.values import IllegalOrder
from tests.rules.theatre import pass_turns, side, stage

FALL = {
    "core": ["middle", "east"],
    "held": 2,
    "or_fit_below": 50,
    "points": 40,
    "terms_points": 15,
    "terms_fit_below": 300,
}
LEVELS = [
    {"id": "held", "for": "blue"},
    {"id": "even", "for": "none", "from": 0},
    {"id": "taken", "for": "red", "from": 10},
]


def test_days_give_points_at_their_close():
    position = stage(victory={"days": {"blue": [{"from": "1944-06-28 night", "points": 3}]}})
    pass_turns(position, 5)  # the days of turns 3 and 5; that of turn 1 is before
    assert side(position, "blue").points_days == 6


def test_places_give_points_first_daily_and_at_the_end():
    places = {"middle": {"red": {"first": 4, "daily": 1, "final": 10}}}
    position = stage(victory={"places": places})
    position.give("r move 0403")
    assert side(position, "red").points_places == 4
    pass_turns(position, 10)
    # Daily at the close of each of the five days (turns 1, 3, 5, 7, 9), ten at the end.
    assert side(position, "red").points_places == 4 + 5 + 10
    assert position.engine.outcome.reason == "calendar"


def test_the_first_taking_counts_once():
    position = stage(victory={"places": {"middle": {"red": {"first": 4}, "blue": {"first": 2}}}})
    position.give("r move 0403")
    pass_turns(position)
    state = position.engine.state
    state.places[position.engine.names.place_row["middle"]].holder = 1
    assert state.places[position.engine.names.place_row["middle"]].first_done.tolist() == [1, 1]


def test_losses_of_the_enemy_give_points_by_the_hundred():
    position = stage(victory={"losses": {"red": {"points": 2, "per": 100}}})
    side(position, "blue").killed = 150
    side(position, "blue").wounded = 149  # 299 lost: 2 x 299 // 100
    pass_turns(position, 10)
    lost = int(side(position, "blue").killed + side(position, "blue").died + side(position, "blue").wounded)
    assert side(position, "red").points_losses == 2 * lost // 100


def test_the_level_is_the_last_whose_margin_is_reached():
    position = stage(victory={"levels": LEVELS})
    pass_turns(position, 10)
    assert (position.engine.outcome.level, position.engine.outcome.winner) == ("even", None)
    ahead = stage(
        victory={"levels": LEVELS},
        events=[{"id": "e", "when": {"date": "1944-06-28 night"}, "do": [{"points": {"side": "red", "by": 12}}]}],
    )
    pass_turns(ahead, 10)
    assert (ahead.engine.outcome.level, ahead.engine.outcome.winner) == ("taken", "red")
    assert victory.margin(ahead.engine.state) == 12


def test_the_place_falls_with_its_core_and_all_are_captured():
    position = stage(victory={"fall": FALL})
    position.give("r move 0403")
    state = position.engine.state
    state.places["holder"][position.engine.names.place_row["east"]] = 0
    position.give("end")
    position.give("end")
    outcome = position.engine.outcome
    lost = outcome.losses["blue"]
    assert outcome.reason == "fall"
    assert lost["captured"] > 390  # the others fell sick or died at the last close
    assert lost["captured"] + lost["killed"] + lost["died"] + lost["wounded"] == 400
    assert side(position, "red").points_events == 40


def test_it_falls_too_with_too_few_men_to_hold_it():
    position = stage(victory={"fall": FALL})
    position.unit("b").men = 49
    pass_turns(position)
    assert position.engine.outcome.reason == "fall"


def test_terms_may_be_asked_for_only_in_need_and_end_the_battle():
    position = stage(victory={"fall": FALL})
    position.give("end")
    with pytest.raises(IllegalOrder):
        position.give("blue terms")
    position.unit("b").men = 299  # fewer than 300 fit
    position.give("blue terms")
    position.give("end")
    assert position.engine.outcome.reason == "terms"
    assert side(position, "red").points_events == 15


def test_the_attacker_never_asks_for_terms():
    position = stage(victory={"fall": FALL})
    with pytest.raises(IllegalOrder):
        position.give("red terms")


def test_a_side_with_nobody_left_or_to_come_ends_the_battle():
    position = stage()
    b = position.unit("b")
    position.engine.state.hexes["combat"][b.at] = -1
    b.status, b.at = 2, -1
    pass_turns(position)
    assert position.engine.outcome.turn == 1


def test_the_calendar_ends_it():
    position = stage()
    pass_turns(position, 9)
    assert position.engine.outcome is None
    pass_turns(position)
    assert (position.engine.outcome.reason, position.engine.outcome.turn) == ("calendar", 10)
