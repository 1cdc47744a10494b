"""Counters: every kind at every size, equal faces are one picture, and what differs shows."""

import dataclasses
import os
import typing

import pygame
import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

from game.scenario.model import Kind
from game.ui.map.camera import LEVELS
from game.ui.map.counters import Album, CounterFace, counter, counter_px, stand_in
from game.ui.map.symbols import SIGNS

BLUE = (47, 93, 138)
FACE = CounterFace(BLUE, short="II/30", men=400, men_full=420)


@pytest.fixture(scope="module", autouse=True)
def fonts():
    pygame.font.init()


def pixels(face: CounterFace, px: int) -> bytes:
    return pygame.image.tobytes(counter(face, px), "RGBA")


def words(field: str) -> tuple[str, ...]:
    return typing.get_args(Kind.model_fields[field].annotation)


@pytest.mark.parametrize("symbol", words("symbol"))
def test_every_branch_has_its_own_sign(symbol):
    assert symbol in SIGNS
    px = counter_px(27)
    others = {pixels(dataclasses.replace(FACE, symbol=other), px) for other in SIGNS if other != symbol}
    assert pixels(dataclasses.replace(FACE, symbol=symbol), px) not in others


@pytest.mark.parametrize("radius", LEVELS)
def test_what_matters_shows_at_every_size(radius):
    px = counter_px(radius)
    changes = [
        {"side_shape": "cut"},
        {"men": 100},
        {"cohesion": 20},
        {"ammo": 0},
        {"ammo": 1},
        {"ammo": -1},
        {"suppression": 60},
        {"broken": True},
        {"acted": True},
        {"remembered": True},
        {"selected": True},
        {"spotted": True},
    ]
    pictures = {pixels(FACE, px), *(pixels(dataclasses.replace(FACE, **change), px) for change in changes)}
    assert len(pictures) == len(changes) + 1
    assert counter(FACE, px).get_size() == (px, px)


def test_larger_counters_tell_more():
    px = counter_px(60)
    for change in ({"size": "regiment"}, {"size": "team"}, {"short": "3/9"}, {"dont": ("see",)}, {"hidden": True}):
        assert pixels(dataclasses.replace(FACE, **change), px) != pixels(FACE, px)
    assert len({pixels(dataclasses.replace(FACE, size=size), px) for size in words("size")}) == len(words("size"))


def test_equal_faces_are_one_picture():
    assert counter(FACE, 40) is counter(dataclasses.replace(FACE), 40)


def test_the_corners_tell_the_sides_apart():
    """Whoever sees no colours sees the cut corners."""
    for radius in LEVELS:
        px = counter_px(radius)
        corner = max(1, px // 16)
        round_alpha = counter(FACE, px).get_at((corner, corner)).a
        cut_alpha = counter(dataclasses.replace(FACE, side_shape="cut"), px).get_at((corner, corner)).a
        assert round_alpha > cut_alpha + 80


def test_a_face_not_drawn_yet_has_a_stand_in():
    fresh = dataclasses.replace(FACE, men=123)
    assert stand_in(fresh, 48).get_size() == (48, 48)  # plain: it was never drawn
    counter(fresh, 48)
    assert stand_in(fresh, 48) is None
    assert stand_in(fresh, counter_px(LEVELS[-1])).get_size() == (counter_px(LEVELS[-1]),) * 2


def test_an_album_keeps_what_was_looked_at_last():
    album = Album(3 * 40 * 40)
    faces = [dataclasses.replace(FACE, men=men) for men in range(1, 5)]
    for face in faces[:3]:
        album(face, 40)
    album(faces[0], 40)
    album(faces[3], 40)
    assert [album.get(face, 40) is not None for face in faces] == [True, False, True, True]
    assert album.pixels == 3 * 40 * 40
