"""docs/rules.md, "Fields of fire"."""

import pytest

from game.rules import discipline
from tests.positions import draw

ROWS = "\n".join(["." * 7] * 7)


def crossfire(*nests):
    """Whether 0404 is in crossfire of manned pillboxes in these hexes."""
    units = {f"n{i}": ("blue", at) for i, at in enumerate(nests)}
    position = draw(ROWS, units | {"r": ("red", "0707")}, works={"pillboxes": list(nests)})
    return bool(discipline.in_crossfire(*position.arrays, 1, position.hex("0404")))


@pytest.mark.parametrize(
    "nests, caught",
    [
        (("0403", "0405"), True),  # from both sides
        (("0403", "0504"), True),  # neighbours' bearings differ by just 60 degrees
        (("0403", "0402"), False),  # one behind the other
        (("0403",), False),  # two nests of one hex have one bearing
    ],
)
def test_two_nests_sixty_degrees_apart_make_a_crossfire(nests, caught):
    assert crossfire(*nests) is caught


def test_a_nest_is_silent_when_the_works_fall_below_pillboxes():
    position = draw(ROWS, {"b": ("blue", "0403")}, works={"pillboxes": ["0403"]})
    assert discipline.nests_in(position.engine.state, position.engine.rules, position.hex("0403")) == 2
    position.ground("0403").works = 2
    assert discipline.nests_in(position.engine.state, position.engine.rules, position.hex("0403")) == 0
