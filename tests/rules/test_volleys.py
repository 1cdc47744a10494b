"""docs/rules.md, "Sight and concealment" and "Fire and the Three Don'ts": what a volley does, and who knows what."""

from game.rules import discipline, sight
from game.rules import preview as p
from tests.positions import draw
from tests.rules.theatre import pass_turns, side

ROW = "\n".join(("." * 9,) * 5)


def volleys(position, name):
    return [event for event in position.engine.events(name) if event.kind == "fired"]


def test_what_is_no_longer_seen_is_remembered_for_six_turns():
    woods = "\n".join(("....tt...",) * 5)
    position = draw(woods, {"r": ("red", "0103"), "b": ("blue", "0903")})
    unit = position.unit("b")
    unit.last_at, unit.last_turn, unit.last_men = position.hex("0803"), 1, 400
    for turn in range(2, 10):
        pass_turns(position)
        remembered = [contact.at for contact in position.engine.view("red").remembered]
        assert remembered == (["0803"] if turn <= 7 else []), turn


def test_a_seen_enemy_is_known_to_the_nearest_fifty():
    position = draw(ROW, {"r": ("red", "0103"), "b": ("blue", "0403", {"men": 333})})
    contact = position.engine.view("red").seen[0]
    assert contact.men == (325, 375)  # 350, give or take twenty-five


def test_works_dug_out_of_sight_are_not_known_until_the_hex_is_seen():
    position = draw(ROW, {"r": ("red", "0103"), "b": ("blue", "0903")})
    position.ground("0905").works = 2
    h = position.hex("0905")
    assert position.engine.known("red").hexes["works"][h] in (0, 2)
    sight.look_round(*position.arrays)
    seen = sight.hex_in_sight(position.engine.state, position.engine.board, 0, h, 10)
    assert (position.engine.known("red").hexes["works"][h] == 2) == bool(seen)


def test_fire_on_order_costs_a_fire_and_finds_out_who_lies_there():
    # 400 men, cohesion 80: 360 x 80 ‰ at one hex = 28.8 in the open.
    position = draw(ROW, {"r": ("red", "0403"), "b": ("blue", "0503", {"men": 400})})
    assert position.engine.preview("r fire 0503").losses["blue"] == 28
    position.give("r fire 0503")
    assert position.unit("r").ammo == 50
    assert side(position, "red").spent == 10
    assert 371 <= position.unit("b").men <= 372
    assert volleys(position, "red")[0].values["allowed_by"] == []


def test_the_preview_of_fire_lists_the_factors_of_the_volley():
    position = draw(ROW, {"r": ("red", "0403"), "b": ("blue", "0503")}, works={"trenches": ["0503"]})
    position.unit("b").seen = 1
    shown = position.engine.preview("r fire 0503").factors
    position.give("r fire 0503")
    fought = [tuple(factor) for factor in volleys(position, "red")[0].values["factors"]]
    assert [name for _, name, _ in shown] == [name for _, name, _ in fought if name != "roll"]


def test_a_support_unit_in_the_hex_takes_a_quarter():
    units = {
        "r": ("red", "0403", {"men": 1000}),
        "b": ("blue", "0503"),
        "e": ("blue", "0503", {"kind": "engineers", "men": 200}),
    }
    position = draw(ROW, units)
    position.give("r fire 0503")
    combat, support = 400 - int(position.unit("b").men), 200 - int(position.unit("e").men)
    assert combat == 72
    assert support == combat // 4


def test_nests_answer_movement_for_half_a_fire_each():
    # Two nests at two hexes: 2 x 10 men (standard numbers) in the open, cohesion and roll aside; half a fire each.
    units = {"b": ("blue", "0503", {"men": 60, "ammo": 6}), "r": ("red", "0803", {"men": 1000})}
    position = draw(ROW, units, works={"pillboxes": ["0503"]}, donts={"blue": ("see", "aim", "kill")})
    position.give("r move 0703")
    nests = [event for event in volleys(position, "blue") if event.values["nests"]]
    assert nests and nests[0].values["nests"] == 2
    assert nests[0].values["cost_tenths"] == 10
    assert nests[0].values["allowed_by"] == ["see", "kill"]  # aiming is never asked of them
    assert nests[0].values["expected_milli"] == 2 * position.engine.scenario.rules.nest_losses[1] * 1000


def test_a_volley_held_back_is_a_round_saved():
    position = draw(
        ROW, {"b": ("blue", "0103", {"men": 60}), "r": ("red", "0503")}, donts={"blue": ("see", "aim", "kill")},
    )  # fmt: skip
    position.unit("b").seen = 1
    position.give("r move 0403")
    held = [event for event in position.engine.events("blue") if event.kind == "held"]
    assert held and side(position, "blue").saved == sum(event.values["saved_tenths"] for event in held)
    assert position.engine.view("blue").stocks["saved"] == len(held)


def test_a_volley_in_the_enemys_phase_says_which_donts_allowed_it():
    position = draw(ROW, {"b": ("blue", "0303"), "r": ("red", "0603")}, donts={"blue": ("see", "kill")})
    position.give("r move 0503")
    fired = volleys(position, "blue")
    assert fired and fired[0].values["allowed_by"] == ["see", "kill"]
    assert "allowed by: see, kill" in fired[0].text("en")


def test_discipline_is_judged_by_the_same_sum_as_the_volley():
    position = draw(ROW, {"b": ("blue", "0303"), "r": ("red", "0503")})
    args = (*position.arrays, position.row("b"), position.row("r"))
    expected = discipline.expected_loss(*args, position.hex("0503"), discipline.STILL, 0)
    assert p.fire_odds(*position.arrays, position.row("b"), position.hex("0503")) == expected
