"""docs/rules.md, "Arrivals, events, victory": waves by date, chance, delay, call and event, and blocked entries."""

import pytest

from game.values import IllegalOrder
from tests.rules.theatre import pass_turns, side, stage

NEW = {"n": ("blue", None, {"men": 300})}


def with_wave(units=None, **wave):
    return stage(NEW | (units or {}), waves=[{"id": "w", "side": "blue", "units": ["n"], "entry": "south"} | wave])


def test_a_wave_comes_at_dawn_of_its_date():
    position = with_wave(arrives="1944-06-29 day")  # turn 3
    pass_turns(position)
    assert position.unit("n").at == -1
    pass_turns(position)
    assert position.engine.names.text(int(position.unit("n").at)) == "0405"
    assert side(position, "blue").arrived == 300
    assert position.ground("0405").control == 1


def test_a_wave_without_a_chance_never_comes():
    position = with_wave(arrives="1944-06-29 day", chance=0)
    pass_turns(position, 6)
    assert position.unit("n").at == -1
    assert side(position, "blue").arrived == 0


def test_a_delayed_wave_comes_so_many_turns_later_and_is_delayed_once():
    position = with_wave(arrives="1944-06-29 day", delay={"chance": 100, "turns": 2})
    pass_turns(position, 3)  # turn 4
    assert position.unit("n").at == -1
    pass_turns(position)  # turn 5
    assert position.unit("n").at >= 0


def test_a_held_wave_comes_when_called_for_its_price():
    position = with_wave(arrives={"held": {"cost": 7}})
    pass_turns(position, 2)
    assert position.unit("n").at == -1
    with pytest.raises(IllegalOrder):
        position.give("red call w")
    position.give("end")
    position.give("blue call w")
    assert side(position, "blue").points == -7
    position.give("end")
    assert position.unit("n").at >= 0


def test_a_held_wave_waits_for_its_date():
    position = with_wave(arrives={"held": {"cost": 7, "from": "1944-06-29 day"}})  # turn 3
    position.give("end")
    assert "call" not in {order.verb for order in position.engine.legal_orders()}
    with pytest.raises(IllegalOrder, match="date"):
        position.give("blue call w")
    position.give("end")
    pass_turns(position)
    position.give("end")
    position.give("blue call w")
    position.give("end")
    assert position.unit("n").at >= 0


def test_a_wave_of_an_event_waits_for_it():
    events = [{"id": "e", "when": {"date": "1944-06-29 day"}, "do": [{"wave": "w"}]}]
    units = NEW
    waves = [{"id": "w", "side": "blue", "units": ["n"], "entry": "south", "arrives": "event"}]
    position = stage(units, waves=waves, events=events)
    pass_turns(position, 1)
    assert position.unit("n").at == -1
    pass_turns(position, 2)
    assert position.unit("n").at >= 0


def test_a_blocked_entry_shifts_to_the_nearest_free_hex_along_the_edge():
    position = with_wave({"x": ("red", "0405")}, arrives="1944-06-29 day")
    pass_turns(position, 2)
    # 0305 and 0505 are next to 0405 on the map's lower edge; of equals the first in file order is taken.
    assert position.engine.names.text(int(position.unit("n").at)) in ("0305", "0505")


def test_who_finds_no_way_in_waits_and_is_not_lost():
    everywhere = [f"{col:02d}{row:02d}" for col in range(1, 8) for row in range(1, 6)]
    edge = [at for at in everywhere if at[:2] in ("01", "07") or at[2:] in ("01", "05")]
    taken = {f"x{at}": ("red", at) for at in edge if at not in ("0103", "0703")}
    position = with_wave(taken, arrives="1944-06-29 day")
    pass_turns(position, 3)
    assert position.unit("n").at == -1
    for name in taken:
        position.engine.state.hexes["combat"][position.unit(name).at] = -1
        position.unit(name).status, position.unit(name).at = 2, -1
    pass_turns(position)
    assert position.unit("n").at >= 0
