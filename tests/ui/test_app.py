"""The window and its menus, driven by posted events under the dummy driver."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import paths
from game.ui import app as ui
from game.ui import settings as kept
from game.ui.bench import Robot
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.choice import ChoiceScene
from game.ui.scenes.help import HelpScene
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.settings import SettingsScene
from game.ui.scenes.title import TitleScene


@pytest.fixture
def robot() -> Iterator[Robot]:
    """A hand before the title, with folders of its own and the rules taken as prepared."""
    Preparation.of_game().ready = True
    app = ui.App((1280, 720), "en", False)
    app.desk.settings = app.desk.settings.with_(pace="instant", sound=False)
    app.scenes.append(TitleScene())
    pygame.event.clear()
    yield Robot(app)
    if app.desk.session:
        app.desk.session.stop_computer()


def test_title_choice_and_battle(robot: Robot) -> None:
    robot.press("new")
    assert isinstance(robot.top, ChoiceScene)
    robot.press("scenario hengyang/tutorial")
    robot.press("side=china")
    robot.press("begin")
    robot.until(lambda: isinstance(robot.top, BattleScene))
    assert robot.battle.session.side == "china"
    assert robot.battle.session.scenario.id == "hengyang/tutorial"


def test_a_seed_is_typed(robot: Robot) -> None:
    robot.press("new")
    robot.press("seed")
    scene = robot.top
    assert isinstance(scene, ChoiceScene)
    for _ in range(9):
        robot.key(pygame.K_BACKSPACE)
    for digit in "1944":
        robot.key(ord(digit), text=digit)
    assert scene.pick.seed == "1944"


def test_language_switches_and_is_kept(robot: Robot) -> None:
    robot.press("settings")
    assert isinstance(robot.top, SettingsScene)
    robot.press("lang=zh")
    assert robot.app.desk.say("title.quit") == "離開"
    assert kept.load().lang == "zh"
    robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, TitleScene)


def test_help_opens_and_closes(robot: Robot) -> None:
    robot.press("help")
    assert isinstance(robot.top, HelpScene)
    robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, TitleScene)


def test_arrows_and_enter_work_the_menu(robot: Robot) -> None:
    for _ in range(12):
        robot.key(pygame.K_DOWN)
        if getattr(robot.top, "hover", "") == "settings":
            break
    robot.key(pygame.K_RETURN)
    assert isinstance(robot.top, SettingsScene)


def test_nothing_is_drawn_while_nothing_changes(robot: Robot) -> None:
    robot.pump(3)
    drawn = len(robot.app.frames)
    robot.hover((3, 3))
    robot.hover((5, 9))
    robot.pump(10)
    assert len(robot.app.frames) == drawn


def test_quit_ends_the_loop(robot: Robot) -> None:
    robot.press("quit")
    assert not robot.app.running


def test_broken_settings_fall_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "config_folder", lambda: tmp_path)
    (tmp_path / "settings.json").write_text('{"lang": "fr", "text_percent": "big", "pace": "fast", "sound": 3}')
    assert kept.load() == kept.Settings(pace="fast")
    (tmp_path / "settings.json").write_text("{")
    assert kept.load() == kept.Settings()


@pytest.mark.parametrize("driver", ["x11", None])
def test_without_a_display_one_message_and_no_traceback(driver: str | None) -> None:
    code = "import sys; from game.ui import start; sys.exit(start.run(None, None, None, 0, None))"
    hidden = ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    env |= {"SDL_VIDEODRIVER": driver, "DISPLAY": ":941"} if driver else {}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=paths.HOME, env=env, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert "main.py simulate" in done.stderr and "main.py screenshot" in done.stderr
    assert "Traceback" not in done.stderr
