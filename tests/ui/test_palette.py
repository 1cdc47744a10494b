"""The palette for colour-blind eyes: nothing that tells good from bad, or side from side, is red against green."""

import colorsys
import os
from collections.abc import Iterator

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.scenario import catalog
from game.ui import app as ui
from game.ui.display import dress
from game.ui.map.counters import CounterFace, counter
from game.ui.settings import Settings
from game.ui.theme import lettering, palette
from game.ui.theme.palette import BAD, BLIND, FAIR, GOOD, PAPER, Colour


@pytest.fixture(autouse=True)
def standard() -> Iterator[None]:
    ui.open_display()
    yield
    dress(Settings())


def deuteranope(colour: Colour) -> tuple[float, ...]:
    """What is left of a colour without the middle cones (matrix of Viénot, Brettel and Mollon, 1999), 0 to 1."""
    red, green, blue = ((part / 255) ** 2.2 for part in colour)
    mixed = 0.29275 * red + 0.70725 * green
    return tuple(max(0.0, part) ** (1 / 2.2) for part in (mixed, mixed, -0.02234 * red + 0.02234 * green + blue))


def apart(one: Colour, other: Colour) -> float:
    return sum((a - b) ** 2 for a, b in zip(deuteranope(one), deuteranope(other), strict=True)) ** 0.5


def test_what_is_good_fair_and_bad_stays_apart_without_green_cones() -> None:
    good, fair, bad = BLIND[GOOD], BLIND[FAIR], BLIND[BAD]
    for one, other in ((good, fair), (good, bad), (fair, bad)):
        assert apart(one, other) > 0.25
    assert apart(good, bad) > apart(GOOD, BAD)


def test_sides_stay_apart_by_colour_as_by_shape() -> None:
    sides = [its.colour for its in catalog.load("hengyang/first-assault").sides.values()]
    palette.use("blind")
    one, other = (palette.parse(colour) for colour in sides)
    assert apart(one, other) > 0.3
    hues = [colorsys.rgb_to_hsv(*(part / 255 for part in colour))[0] for colour in (one, other)]
    assert abs(hues[0] - hues[1]) > 0.3


def test_it_is_switched_while_the_game_runs_and_back() -> None:
    face = CounterFace((60, 90, 150), cohesion=90, men=300, men_full=400)

    def drawn() -> bytes:
        word = lettering.word("bold", 20, "men", GOOD)
        return pygame.image.tobytes(counter(face, 60), "RGBA") + pygame.image.tobytes(word, "RGBA")

    first = drawn()
    dress(Settings(colours="blind"))
    second = drawn()
    assert second != first
    dress(Settings())
    assert drawn() == first


def test_other_colours_stay_as_they_are() -> None:
    dress(Settings(colours="blind"))
    assert palette.shown(PAPER) == PAPER
