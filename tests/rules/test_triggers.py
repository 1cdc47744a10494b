"""docs/rules.md, "Arrivals, events, victory": when an event comes to pass."""

import pytest

from game.values import IllegalOrder
from tests.rules.theatre import pass_turns, side, stage


def after(turns, when, units=None, **event):
    """Points that red got from the event's single effect after so many turns."""
    events = [{"id": "e", "when": when, "do": [{"points": {"side": "red", "by": 5}}]} | event]
    position = stage(units, events=events)
    pass_turns(position, turns)
    return side(position, "red").points_events


def test_on_its_date():
    assert after(1, {"date": "1944-06-29 day"}) == 0
    assert after(2, {"date": "1944-06-29 day"}) == 5
    assert after(5, {"date": "1944-06-29 day"}) == 5


def test_when_a_place_is_taken_and_not_if_it_was_held_from_the_start():
    taken = {"taken": {"side": "red", "place": "middle"}}
    events = [{"id": "e", "when": taken, "do": [{"points": {"side": "red", "by": 5}}]}]
    position = stage(events=events)
    pass_turns(position)
    assert side(position, "red").points_events == 0
    position.give("r move 0403")
    pass_turns(position)
    assert side(position, "red").points_events == 5
    assert after(2, {"taken": {"side": "blue", "place": "east"}}) == 0


def test_when_losses_pass_a_number():
    position = stage(
        events=[
            {"id": "e", "when": {"losses": {"side": "blue", "over": 99}}, "do": [{"points": {"side": "red", "by": 5}}]}
        ]
    )
    side(position, "blue").killed = 99
    pass_turns(position)
    assert side(position, "red").points_events == 0
    side(position, "blue").died += 1
    pass_turns(position)
    assert side(position, "red").points_events == 5


def test_when_a_place_has_been_held_so_many_turns():
    # Held from turn 1 on: three turns have passed at dawn of turn 4.
    held = {"held": {"side": "blue", "place": "east", "turns": 3}}
    assert after(2, held) == 0
    assert after(3, held) == 5


@pytest.mark.parametrize("permille, points", [(0, 0), (1000, 5)])
def test_by_chance(permille, points):
    assert after(3, {"chance": permille}) == points


def test_an_event_that_is_not_once_comes_again():
    # Dawn and dusk of turns 2 to 4, and of turn 1.
    assert after(3, {"chance": 1000}, once=False) == 20


@pytest.mark.parametrize(
    "condition, points",
    [
        ({"side_holds": {"side": "blue", "place": "east"}}, 5),
        ({"side_holds": {"side": "red", "place": "east"}}, 0),
        ({"after": "1944-06-29 night"}, 0),  # turn 4, the event is looked at in turn 3
        ({"after": "1944-06-29 day"}, 5),
        ({"before": "1944-06-28 night"}, 0),
        ({"before": "1944-06-29 day"}, 5),
        ({"fit_below": {"side": "blue", "men": 401}}, 5),
        ({"fit_below": {"side": "blue", "men": 300}}, 0),
        ({"event_done": "never"}, 0),
        ({"event_done": "first"}, 5),
    ],
)
def test_conditions(condition, points):
    others = [
        {"id": "first", "when": {"date": "1944-06-28 night"}, "do": [{"message": "First."}]},
        {"id": "never", "when": {"chance": 0}, "do": [{"message": "Never."}]},
    ]
    event = {
        "id": "e",
        "when": {"date": "1944-06-29 day"},
        "if": condition,
        "do": [{"points": {"side": "red", "by": 5}}],
    }
    position = stage(events=[*others, event])
    pass_turns(position, 3)
    assert side(position, "red").points_events == points


def test_a_choice_waits_and_keeps_the_phase_from_ending():
    options = [
        {"id": "yes", "text": "Yes.", "do": [{"points": {"side": "blue", "by": 3}}]},
        {"id": "no", "text": "No.", "do": []},
    ]
    event = {"id": "e", "side": "blue", "when": {"date": "1944-06-28 night"}, "do": [{"choice": options}]}
    position = stage(events=[event])
    pass_turns(position)
    position.give("end")
    with pytest.raises(IllegalOrder):
        position.give("end")
    position.give("blue choose e yes")
    position.give("end")
    assert side(position, "blue").points_events == 3


def test_an_event_of_one_side_is_told_to_that_side_alone():
    event = {"id": "e", "side": "blue", "when": {"date": "1944-06-28 night"}, "do": [{"message": "Hush."}]}
    position = stage(events=[event])
    pass_turns(position)
    told = [event for event in position.engine.events() if event.kind == "message"]
    assert [event.seen_by for event in told] == [("blue",)]
