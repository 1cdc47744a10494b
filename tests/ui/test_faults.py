"""When something fails: in the computer's thread, on the screen, with the display, while a battle is opened."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import Battle, Computer, paths
from game.ui import app as ui
from game.ui import bundle, guard, keeping, sound
from game.ui import settings as kept
from game.ui.bench import Robot, seated
from game.ui.scenes import base
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.dialogs import Question
from game.ui.scenes.title import TitleScene


@pytest.fixture
def robot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    monkeypatch.setattr(paths, "user", lambda: tmp_path)
    robot = seated("hengyang/tutorial", "japan", (1280, 720), 7)
    robot.battle.session.taught.away = True
    pygame.event.clear()
    robot.clear()
    yield robot
    if robot.app.desk.session:
        robot.app.desk.session.stop_computer()
    pygame.display.init()


def loop(robot: Robot, rounds: int = 3) -> None:
    """As `App.loop`, for a few rounds."""
    for _ in range(rounds):
        try:
            robot.app.step()
        except Exception as fault:
            robot.app.guard.failed(fault)


def bundles(folder: Path) -> list[zipfile.ZipFile]:
    return [zipfile.ZipFile(path) for path in sorted((folder / bundle.FOLDER).glob("*.zip"))]


def test_a_fault_of_the_computer_ends_its_phase_and_is_told_and_packed(
    robot: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Computer, battle: Battle) -> Any:
        raise RuntimeError("no plan today")

    monkeypatch.setattr(Computer, "next_order", broken)
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    robot.answer()
    for _ in range(2000):
        robot.pump()
        if isinstance(robot.top, Question):
            break
        pygame.time.wait(2)
    question = robot.top
    assert isinstance(question, Question) and "no plan today" in question.small
    packed = bundles(tmp_path)[0]
    assert set(packed.namelist()) == {"error.txt", "versions.txt", "settings.json", "battle.hyrec", "log.txt"}
    assert "no plan today" in packed.read("error.txt").decode()
    assert "numba" in packed.read("versions.txt").decode()
    (tmp_path / "sent.hyrec").write_bytes(packed.read("battle.hyrec"))
    assert Battle.open(tmp_path / "sent.hyrec").digest() == robot.battle.session.battle.digest()
    robot.answer()
    robot.clear()
    assert robot.battle.session.mine and robot.battle.session.view.turn == 2
    assert keeping.newest() is not None


def test_a_fault_of_the_screen_keeps_the_battle_and_opens_the_title(
    robot: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: BattleScene, target: pygame.Surface, desk: base.Desk) -> None:
        raise ZeroDivisionError("drawn wrongly")

    digest = robot.battle.session.battle.digest()
    monkeypatch.setattr(BattleScene, "draw", broken)
    robot.app.desk.redraw = True
    loop(robot)
    assert isinstance(robot.top, Question) and isinstance(robot.app.scenes[0], TitleScene)
    saved = kept.saves_folder() / f"{guard.AFTER_FAULT}.hyrec"
    assert Battle.open(saved).digest() == digest
    assert "drawn wrongly" in bundles(tmp_path)[0].read("error.txt").decode()


def test_what_fails_again_and_again_ends_the_program(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*anything: object) -> None:
        raise ZeroDivisionError("drawn wrongly")

    monkeypatch.setattr(ui.App, "draw", broken)
    robot.app.desk.redraw = True
    with pytest.raises(ZeroDivisionError):
        loop(robot, 10)


def test_a_lost_display_is_opened_again(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    flip, lost = pygame.display.flip, [True]

    def once() -> None:
        if lost:
            lost.clear()
            pygame.display.quit()
        flip()

    monkeypatch.setattr(pygame.display, "flip", once)
    robot.app.desk.redraw = True
    loop(robot, 4)
    assert not lost and isinstance(robot.top, BattleScene)
    assert pygame.display.get_surface() is robot.app.screen
    assert not robot.app.desk.redraw


def test_nothing_is_drawn_while_minimised_and_the_computer_goes_on(robot: Robot) -> None:
    robot.post(pygame.WINDOWMINIMIZED)
    robot.pump()
    drawn = len(robot.app.frames)
    robot.app.fulfil(base.Give(base.Order(None, "end")))
    robot.wait()
    assert robot.battle.session.mine and len(robot.app.frames) == drawn
    robot.post(pygame.WINDOWRESTORED)
    robot.pump(2)
    assert len(robot.app.frames) > drawn


def test_the_window_is_resized_live(robot: Robot) -> None:
    for size in ((960, 600), (1600, 900), (700, 300), (2560, 1440)):
        robot.post(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1])
        robot.pump(2)
        assert robot.app.desk.size == (max(960, size[0]), max(600, size[1])) == robot.app.screen.get_size()


def test_a_bundle_that_cannot_be_written_is_told_too(
    robot: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(paths, "user", lambda: tmp_path / "file")
    assert "file" in robot.app.guard.report("x")


def test_a_fault_while_a_battle_is_opened_is_told(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*anything: object, **more: object) -> Any:
        raise KeyError("no such thing")

    monkeypatch.setattr("game.ui.scenes.session.Battle.load", broken)
    robot.app.fulfil(base.Begin("hengyang/tutorial", "china", "recruit", 1))
    for _ in range(500):
        robot.pump()
        if isinstance(robot.top, Question):
            break
        pygame.time.wait(2)
    assert isinstance(robot.top, Question) and "no such thing" in robot.top.small


def test_without_a_sound_device_the_game_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*anything: object) -> None:
        raise pygame.error("No such audio device")

    monkeypatch.setattr(pygame.mixer, "init", none)
    monkeypatch.setattr(sound, "_sounds", {})
    assert not sound.open_sound() and not sound.ready()
    sound.play("click", kept.Settings())


def test_each_kind_of_sound_has_its_own_volume() -> None:
    settings = kept.Settings(volume_battle=100, volume_table=0, volume_news=50)
    assert [sound.loudness(name, settings) for name in ("shell", "thud", "key")] == [1.0, 0.0, 0.5]
    assert sound.loudness("shell", settings.with_(sound=False)) == 0.0
    assert set(sound.waves()) == set(sound.VOLUME) and set(sound.BY_KIND.values()) <= set(sound.VOLUME)
