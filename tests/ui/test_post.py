"""A game by mail from window to window: sent from the curtain, taken in from the folder or dropped on the window."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import Battle
from game.ui import app as ui
from game.ui import settings as kept
from game.ui.bench import Robot, seated
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.curtain import Curtain
from game.ui.scenes.dialogs import Question
from game.ui.scenes.post import MailScene, inbox
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.replay import ReplayScene
from game.ui.scenes.title import TitleScene

Sits = Callable[[str], None]


@pytest.fixture
def robot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    monkeypatch.setattr(kept, "config_folder", lambda: tmp_path / "config")
    monkeypatch.setattr(kept, "saves_folder", lambda: tmp_path / "one" / "saves")
    monkeypatch.setattr(Preparation.of_game(), "ready", True)
    ui.open_display()
    robot = seated("hengyang/tutorial", "japan", (1280, 720), 7)
    session = robot.battle.session
    session.opponent = "human"
    session.taught.away = True
    robot.app.desk.settings = robot.app.desk.settings.with_(pace="fast", confirm_end=False)
    pygame.event.clear()
    robot.clear()
    yield robot
    for scene in robot.app.scenes:
        scene.close()


@pytest.fixture
def sits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sits:
    """Whose computer it is from now on."""
    return lambda name: monkeypatch.setattr(kept, "saves_folder", lambda: tmp_path / name / "saves")


def until(robot: Robot, kind: type, seconds: float = 60) -> None:
    end = time.perf_counter() + seconds
    while not isinstance(robot.top, kind):
        robot.pump()
        if isinstance(robot.top, Question):
            robot.answer()
        if time.perf_counter() > end:
            raise TimeoutError(f"{type(robot.top).__name__} instead of {kind.__name__}")
        time.sleep(0.002)
    robot.pump()


def send(robot: Robot) -> Path:
    """End the phase and send it; the file that the title names."""
    robot.clear()
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    until(robot, Curtain)
    robot.press("mail")
    until(robot, TitleScene)
    assert isinstance(robot.top, TitleScene) and "Send this file to" in robot.top.line
    return Path(robot.top.line.partition(": ")[2])


def take(robot: Robot) -> None:
    """The first file of the folder, by way of the list of saves."""
    robot.press("load")
    robot.press("mail")
    assert isinstance(robot.top, MailScene)
    robot.press("take 0")


def test_two_players_send_their_phases_to_and_fro(robot: Robot, sits: Sits) -> None:
    letter = send(robot)
    sits("two")
    inbox().mkdir(parents=True)
    shutil.copy(letter, inbox())
    take(robot)
    until(robot, BattleScene)
    assert (robot.battle.session.side, robot.battle.session.phasing) == ("china", "china")
    answer = send(robot)
    sits("one")
    robot.post(pygame.DROPFILE, file=str(answer))
    until(robot, BattleScene)
    session = robot.battle.session
    assert (session.side, session.battle.turn) == ("japan", 2)
    robot.clear()
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    until(robot, Curtain)
    assert robot.where("ready") is None  # nobody else sits here


def test_an_altered_letter_is_refused_with_a_word(robot: Robot, sits: Sits) -> None:
    letter = send(robot)
    data = bytearray(letter.read_bytes())
    data[-20] ^= 1
    sits("two")
    inbox().mkdir(parents=True)
    (inbox() / letter.name).write_bytes(data)
    take(robot)
    until(robot, MailScene)
    assert isinstance(robot.top, MailScene) and "damaged or was altered" in robot.top.line
    assert not (inbox().parent.parent / "saves").exists()


def test_a_second_version_of_a_phase_is_told_before_it_is_sent(robot: Robot) -> None:
    letter = send(robot)
    (saved,) = letter.parent.parent.parent.glob("saves/mail-*.hyrec")
    battle = Battle.open(saved, upto=0)
    battle.give(battle.legal_orders()[0])
    battle.save(saved)
    robot.post(pygame.DROPFILE, file=str(saved))
    until(robot, BattleScene)
    robot.clear()
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    until(robot, Curtain)
    robot.press("mail")
    until(robot, TitleScene)
    assert isinstance(robot.top, TitleScene) and "Another version of this phase" in robot.top.line


def test_a_phase_that_cannot_be_written_leaves_the_curtain(robot: Robot, tmp_path: Path) -> None:
    (tmp_path / "one" / "mail").mkdir(parents=True)
    (tmp_path / "one" / "mail" / "out").write_text("a file where the folder should be")
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    until(robot, Curtain)
    robot.press("mail")
    until(robot, Curtain)
    assert isinstance(robot.top, Curtain) and "cannot be used" in robot.top.line
    robot.press("leave")
    until(robot, TitleScene)


def test_the_phase_that_ends_a_battle_is_sent_and_watched(robot: Robot, sits: Sits, tmp_path: Path) -> None:
    letter = send(robot)
    (saved,) = letter.parent.parent.parent.glob("saves/mail-*.hyrec")
    battle = Battle.open(saved)
    while battle.outcome is None:
        battle.give("end")
    battle.save(saved)
    from game.chronicle import mail

    last = mail.send(saved, home=tmp_path / "one")
    sits("two")
    robot.post(pygame.DROPFILE, file=str(last.file))
    until(robot, ReplayScene)
    assert isinstance(robot.top, ReplayScene) and robot.top.table.replay.length == len(battle.orders)


def test_other_files_dropped_are_no_battle(robot: Robot, tmp_path: Path) -> None:
    other = tmp_path / "holiday.png"
    other.write_bytes(b"")
    send(robot)
    robot.post(pygame.DROPFILE, file=str(other))
    robot.pump()
    assert isinstance(robot.top, TitleScene) and "holiday.png is no record" in robot.top.line
