"""Fixtures small as haiku: positions drawn in characters, battles of the catalog."""

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pytest

from tests.positions import Position, draw


@pytest.fixture
def position():
    """`position(rows, units=…)`: see tests/positions.py."""

    def make(rows: str, **extra) -> Position:
        return draw(rows, **extra)

    return make
