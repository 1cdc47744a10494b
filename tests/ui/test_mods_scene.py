"""The list of mods on the screen: order, switch, and what is wrong, driven by posted events."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import paths
from game.scenario import mods
from game.ui import app as ui
from game.ui.bench import Robot
from game.ui.scenes.mods import ModsScene
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.title import TitleScene

HEAD = "format: 1\nid: {id}\ntitle: {{en: {id} mod, zh: 模組}}\nversion: 1.0\nlicence: CC0-1.0\n"


@pytest.fixture
def robot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    monkeypatch.setattr(paths, "mods", lambda: tmp_path / "mods")
    for name, more in (("a", ""), ("b", ""), ("c", "requires: {nobody: any}")):
        (tmp_path / "mods" / name).mkdir(parents=True)
        (tmp_path / "mods" / name / "mod.yaml").write_text(HEAD.format(id=name) + more, encoding="utf-8")
    (tmp_path / "mods" / "d").mkdir()
    (tmp_path / "mods" / "d" / "mod.yaml").write_bytes(b"\xff\xfe broken")
    Preparation.of_game().ready = True
    app = ui.App((1280, 720), "en", False)
    app.scenes.append(TitleScene())
    pygame.event.clear()
    yield Robot(app)


def standing() -> list[tuple[str, str]]:
    return [(mod.id, mod.standing) for mod in mods.list_mods()]


def test_order_and_switch_are_kept_at_once(robot: Robot) -> None:
    robot.press("mods")
    scene = robot.top
    assert isinstance(scene, ModsScene)
    robot.press("down 0")
    assert standing()[:2] == [("b", "on"), ("a", "on")]
    robot.press("switch 0")
    assert standing() == [("a", "on"), ("b", "off"), ("c", "broken"), ("d", "broken")]
    robot.press("switch 1")
    assert ("b", "on") in standing()
    actions = scene.actions(robot.app.desk)
    assert "switch 3" not in actions and "up 0" not in actions  # neither a broken one nor above the first
    robot.press("close")
    assert isinstance(robot.top, TitleScene)


def test_the_list_is_drawn_in_both_languages_and_small_windows(robot: Robot) -> None:
    robot.press("mods")
    for size in ((1280, 720), (1024, 640), (1920, 1080)):
        robot.app.resize(size)
        robot.app.screen.fill((0, 0, 0))
        robot.top.draw(robot.app.screen, robot.app.desk)
        assert robot.app.screen.get_bounding_rect().width > 400
