"""docs/rules.md, "Arrivals, events, victory": each effect of the closed list."""

from game.rules import state as s
from tests.rules.theatre import pass_turns, side, stage

DEPOTS = [{"id": "d", "side": "blue", "at": "0701", "fires": 10, "grenades": 4, "food": 20, "shells": {"mm75": 2}}]


def happened(effect, depots=None, **more):
    """The position at dawn of turn 2, when the event has come to pass."""
    event = {"id": "e", "when": {"date": "1944-06-28 night"}, "do": [effect]}
    position = stage(events=[event], depots=depots or [], **more)
    pass_turns(position)
    return position


def test_a_message_is_told():
    position = happened({"message": "A telegram."})
    assert [event.text("en") for event in position.engine.events() if event.kind == "message"] == ["A telegram."]


def test_points():
    assert side(happened({"points": {"side": "blue", "by": 4}}), "blue").points == 4


def test_cohesion_of_a_side_and_of_a_formation():
    position = happened({"cohesion": {"side": "blue", "by": -20}})
    untouched = happened({"message": "Nothing."})
    assert position.unit("b").cohesion == untouched.unit("b").cohesion - 200
    formation = happened({"cohesion": {"side": "blue", "formation": "blue", "by": -20}})
    assert formation.unit("b").cohesion == position.unit("b").cohesion


def test_weather_for_so_many_turns():
    position = happened({"weather": {"is": "storm", "turns": 2}})
    assert position.engine.state.clock[0].weather == s.STORM
    pass_turns(position, 2)
    assert position.engine.state.clock[0].weather == s.CLEAR_SKY


def test_sorties_for_so_many_days():
    position = happened({"sorties": {"side": "red", "sorties": 3, "days": 1}})
    pass_turns(position)  # turn 3, a day
    assert position.engine.state.sorties[2, 0] == position.engine.state.sorties[3, 0] == 3
    assert position.engine.state.sorties[4, 0] == 0


def test_stock_comes_to_a_depot():
    came = {"side": "blue", "depot": "d", "fires": 5, "grenades": 3, "food": 7, "shells": {"mm75": 2}}
    position = happened({"stock": came}, DEPOTS)
    without = happened({"message": "Nothing."}, DEPOTS)
    more, less = position.engine.state.depots[0], without.engine.state.depots[0]
    assert (more.fires - less.fires, more.grenades - less.grenades, more.food - less.food) == (50, 3, 7)
    assert (side(position, "blue").received_fires, side(position, "blue").received_shells) == (50, 2)


def test_of_an_air_drop_part_is_lost():
    # Four in ten of a drop are lost (rules: air_drop_lost_percent 40): of ten fires six come.
    position = happened({"stock": {"side": "blue", "depot": "d", "fires": 10, "air_drop": True}}, DEPOTS)
    lost = position.engine.scenario.rules.air_drop_lost_percent
    assert side(position, "blue").received_fires == 100 * (100 - lost) // 100


def test_interdiction_thins_a_convoy_once():
    convoy = {"stock": {"side": "blue", "depot": "d", "fires": 10, "convoy": True}}
    event = {"id": "e", "when": {"date": "1944-06-28 night"}, "do": [convoy]}
    position = stage(events=[event], depots=DEPOTS)
    side(position, "red").interdicted = 30
    pass_turns(position)
    assert side(position, "blue").received_fires == 70
    assert side(position, "red").interdicted == 0


def test_a_pool_of_replacements():
    position = happened({"pool": {"side": "blue", "men": 60}})
    tally = side(position, "blue")
    assert tally.replaced == 60
    assert tally.pool + position.unit("b").men == 400 + 60 - int(tally.killed + tally.died + tally.wounded)


def test_ground_becomes_other_ground_and_burns():
    city = {"legend": {".": "clear", "#": "city"}, "rows": ".......\n...#...\n.......\n.......\n......."}
    position = happened({"terrain": {"at": ["0402"], "to": "rubble"}}, ground=city)
    assert position.engine.names.terrain[position.ground("0402").terrain] == "rubble"
    assert happened({"terrain": {"at": ["0402"], "burns": True}}, ground=city).ground("0402").fire > 0


def test_works_appear():
    position = happened({"works": {"at": ["0402"], "to": "bunkers"}})
    assert position.ground("0402").works == 4
    assert position.ground("0402").known_works.tolist() == [4, 4]


def test_a_bridge_is_blown_and_mended():
    edges = {"edges": {"river": [{"at": ["0303/s"]}], "bridge": [{"at": ["0303/s"]}]}}
    position = happened({"crossing": {"at": "0303", "state": "blown"}}, ground=edges)
    assert position.engine.state.edges["intact"].tolist() == [0]
    blown = {"edges": {"river": [{"at": ["0303/s"]}], "bridge": [{"at": ["0303/s"], "state": "blown"}]}}
    mended = happened({"crossing": {"at": "0303", "state": "whole"}}, ground=blown)
    assert mended.engine.state.edges["intact"].tolist() == [1]


def test_terms_are_offered():
    assert side(happened({"offer_terms": "blue"}), "blue").terms_offered == 1


def test_a_held_wave_is_released():
    waves = [{"id": "w", "side": "blue", "units": ["n"], "entry": "south", "arrives": {"held": {"cost": 9}}}]
    position = happened({"release": "w"}, units={"n": ("blue", None, {"men": 200})}, waves=waves)
    pass_turns(position)
    assert position.unit("n").at >= 0
    assert side(position, "blue").points == 0  # released, not called
