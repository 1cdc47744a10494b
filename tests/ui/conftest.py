"""What every test of the interface stands on: a display that nobody sees, folders of its own, an empty queue."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.ui import app as ui
from game.ui import settings as kept
from game.ui.bench import Robot, seated


@pytest.fixture(autouse=True)
def a_table_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and saves of whoever runs the tests stay as they are."""
    monkeypatch.setattr(kept, "config_folder", lambda: tmp_path / "config")
    monkeypatch.setattr(kept, "saves_folder", lambda: tmp_path / "saves")
    ui.open_display()
    pygame.event.clear()


@pytest.fixture
def robot() -> Iterator[Robot]:
    """A hand before the window, with nothing opened yet."""
    app = ui.App((1280, 720), "en", False)
    app.desk.settings = app.desk.settings.with_(pace="instant")
    pygame.event.clear()
    yield Robot(app)
    for scene in app.scenes:
        scene.close()


@pytest.fixture
def sit_down() -> Iterator[Callable[..., Robot]]:
    """`sit_down(scenario, side)`: a hand before a battle's first phase of that side, with no lessons."""
    robots = []

    def sit(scenario: str, side: str, size: tuple[int, int] = (1280, 720), seed: int = 7) -> Robot:
        robot = seated(scenario, side, size, seed)
        robots.append(robot)
        robot.battle.session.taught.away = True
        pygame.event.clear()
        robot.clear()
        return robot

    yield sit
    for robot in robots:
        for scene in robot.app.scenes:
            scene.close()
        if robot.app.desk.session:
            robot.app.desk.session.stop_computer()
