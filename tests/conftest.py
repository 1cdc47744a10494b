"""Fixtures small as haiku: positions drawn in characters, battles of the catalog."""

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pytest

from game import paths
from tests.positions import Position, draw


@pytest.fixture
def position():
    """`position(rows, units=…)`: see tests/positions.py."""

    def make(rows: str, **extra) -> Position:
        return draw(rows, **extra)

    return make


@pytest.fixture(autouse=True)
def an_empty_folder_of_the_player(monkeypatch, tmp_path_factory):
    """Mods, scenarios and saves of whoever runs the tests stay out of them."""
    elsewhere = tmp_path_factory.getbasetemp() / "player"
    monkeypatch.setattr(paths, "user", lambda: elsewhere)
