"""docs/rules.md, "A turn" (control) and "Arrivals, events, victory" (places): who stands there holds the ground."""

from game.rules import entries
from tests.positions import draw


def test_who_falls_back_into_a_hex_controls_it():
    sides = {
        "red": {"role": "attacker", "name": "Red", "wounded": {"return": 300}, "control": ["0101", "0102", "0202"]},
        "blue": {"role": "defender", "name": "Blue", "wounded": {"return": 200}},
    }
    units = {"a": ("red", "0301"), "b": ("blue", "0201", {"cohesion": 10, "men": 300})}
    position = draw("..... .....", units, sides=sides)
    position.give("end")
    position.give("end")
    at = position.unit("b")["at"]
    assert position.engine.names.text(int(at)) != "0201"
    assert position.engine.state.hexes["control"][at] == position.unit("b")["side"]


def test_places_that_share_a_hex_change_hands_together():
    place = {"at": "0301", "name": "P"}
    places = {"one": place, "two": place}
    ground = {"grid": {"size": [3, 2]}, "legend": {".": "clear"}, "rows": "...\n...", "places": places}
    position = draw("... ...", {"a": ("red", "0101"), "b": ("blue", "0302")}, map=ground)
    position.give("a move 0201")
    position.give("end")
    position.give("end")
    position.give("a move 0301")
    assert position.engine.state.places["holder"].tolist() == [0, 0]


def test_a_seen_broken_enemy_is_known_to_be_broken_and_exerts_no_zone_of_control():
    engine = draw("..... ..... .....", {"a": ("red", "0201"), "b": ("blue", "0302", {"cohesion": 10})}).engine
    known = engine.known("red")
    for h in range(15):
        true = entries.plan_move(engine.state, engine.board, engine.rules, 0, h)[1]
        assert entries.plan_move(known, engine.board, engine.rules, 0, h)[1] == true, h
