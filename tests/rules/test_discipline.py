"""docs/rules.md, "Fire and the Three Don'ts": when a unit holds its fire."""

import pytest

from game.rules import discipline, fire, journal
from game.rules.discipline import FREE, STILL, UNAIMED, UNKILLED, UNSEEN
from game.rules.state import IN_FIRE
from tests.positions import draw

ROW = "\n".join(["." * 8] * 3)


def answer(donts, men, distance, expected, target="red"):
    """What Blue's fire orders say of a still Red unit in the open `distance` hexes off."""
    position = draw(
        ROW, {"r": (target, f"0{1 + distance}02"), "b": ("blue", "0102", {"men": men})}, donts={"blue": donts}
    )
    args = (*position.arrays, position.row("b"), position.row("r"))
    return discipline.holds_fire(*args, expected)


@pytest.mark.parametrize(
    "donts, men, distance, expected, reason",
    [
        (("see", "aim", "kill"), 400, 3, 90_000, UNSEEN),  # 70 - 24 = 46: below 50 it is only a shadow
        (("see", "aim", "kill"), 400, 2, 90_000, FREE),  # 54: clear enough, and 40 per mille to aim
        (("aim", "kill"), 400, 3, 90_000, UNAIMED),  # 16 per mille is noise
        (("see", "aim", "kill"), 400, 2, 9_999, UNKILLED),  # ten men a volley, or keep the round
        (("see", "aim", "kill"), 400, 2, 10_000, FREE),  # at the threshold they fire
        (("see", "aim", "kill"), 100, 2, 3_000, FREE),  # a company asks three in a hundred of its own
        ((), 400, 4, 1, FREE),  # discipline lifted: they fire at anything
    ],
)
def test_the_three_donts(donts, men, distance, expected, reason):
    assert answer(donts, men, distance, expected) == reason


def test_worked_example_of_a_volley():
    """400 men, cohesion 80, at a battalion in paddy two hexes off: 400 x 0.9 x 40 ‰ x 0.9 = 13."""
    position = draw("....\n.==.\n....", {"b": ("blue", "0102"), "r": ("red", "0302")}, terrain=_with_open_paddy())
    loss = discipline.expected_loss(
        *position.arrays, position.row("b"), position.row("r"), position.hex("0302"), STILL, IN_FIRE
    )
    assert loss == 12_960


def _with_open_paddy():
    from tests.positions import TERRAIN

    return TERRAIN


def test_a_shadow_takes_three_tenths():
    position = draw(ROW, {"b": ("blue", "0102"), "r": ("red", "0402")})
    args = (*position.arrays, position.row("b"), position.row("r"), position.hex("0402"), STILL, IN_FIRE)
    assert discipline.expected_loss(*args) == 400_000 * 900 // 1000 * 16 // 1000 * 300 // 1000


def test_held_fire_is_noted_with_the_dont_that_held_it():
    position = draw(
        ROW, {"b": ("blue", "0102", {"men": 60}), "r": ("red", "0502")}, donts={"blue": ("see", "aim", "kill")},
        works={"trenches": ["0102"]},
    )  # fmt: skip
    position.give("r move 0402")
    held = [event for event in position.engine.events("blue") if event.kind == "held"]
    assert [event.values["dont"] for event in held] == ["aim"]
    assert position.engine.state.sides[1].held_aim == 1
    assert not [event for event in position.engine.events("red") if event.kind == "held"]


def test_a_volley_from_hiding_at_one_hex_is_an_ambush():
    position = draw(".....\n.^...\n.....", {"b": ("blue", "0202"), "r": ("red", "0402")}, works={"trenches": ["0202"]})
    position.give("r move 0302")
    volleys = [event for event in position.engine.events("red") if event.kind == "fired"]
    assert volleys[0].values["ambush"] == 1
    assert ["fire", "ambush", 1500] in volleys[0].values["factors"]


def test_no_unit_answers_more_than_three_times_a_phase():
    position = draw(ROW, {"b": ("blue", "0802")} | {f"r{i}": ("red", f"0{i}01") for i in range(1, 6)})
    for i in range(1, 6):
        position.unit(f"r{i}").seen = 1
        journal.begin_factors(position.engine.state)
    blue = position.unit("b")
    blue.volleys = 3
    assert fire.answer_one(*position.arrays, position.row("b"), position.row("r5"), discipline.MOVING) == 0
