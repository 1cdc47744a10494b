"""Battles kept: the autosave ring, what is saved before a phase ends, names typed, removing, what cannot be written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import Battle
from game.lab.field import fires_left
from game.ui import keeping
from game.ui import settings as kept
from game.ui.bench import Robot, seated
from game.ui.scenes import base
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.dialogs import Question
from game.ui.scenes.result import ResultScene, _fires
from game.ui.scenes.saves import SavesScene
from game.ui.scenes.title import TitleScene
from game.ui.text.i18n import Tongue


@pytest.fixture
def robot() -> Iterator[Robot]:
    robot = seated("hengyang/tutorial", "japan", (1280, 720), 7)
    robot.battle.session.taught.away = True
    pygame.event.clear()
    robot.clear()
    yield robot
    if robot.app.desk.session:
        robot.app.desk.session.stop_computer()


def wait_for_battle(robot: Robot, before: BattleScene) -> None:
    robot.until(lambda: isinstance(robot.top, BattleScene) and robot.battle is not before)


def stems() -> set[str]:
    return {its.path.stem for its in keeping.records()}


def test_the_ring_holds_ten_and_the_oldest_goes_first(robot: Robot) -> None:
    slots = []
    for n in range(keeping.RING + 3):
        slot = keeping.ring_slot()
        robot.battle.session.save(slot)
        os.utime(slot, (1000 + n, 1000 + n))
        slots.append(slot.stem)
    assert len(stems()) == keeping.RING
    assert slots[keeping.RING :] == slots[:3]


def test_a_phase_is_kept_before_its_end_and_at_its_start(robot: Robot) -> None:
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    robot.answer()
    robot.clear()
    assert stems() == {keeping.BEFORE_END, f"{keeping.AUTOSAVE}01"}
    turns = {its.path.stem: its.about["turn"] for its in keeping.records()}
    assert turns == {keeping.BEFORE_END: 1, f"{keeping.AUTOSAVE}01": 2}
    robot.app.fulfil(base.Load(kept.saves_folder() / f"{keeping.BEFORE_END}.hyrec"))
    wait_for_battle(robot, robot.battle)
    assert (robot.battle.session.view.turn, robot.battle.session.side) == (1, "japan")
    assert robot.battle.session.taught.away


def test_a_name_is_typed_and_an_older_record_asked_for(robot: Robot) -> None:
    robot.key(pygame.K_s, pygame.KMOD_CTRL)
    scene = robot.top
    assert isinstance(scene, SavesScene)
    for _ in range(60):
        robot.key(pygame.K_BACKSPACE)
    for letter in "our/hill: 張家山":
        robot.post(pygame.TEXTINPUT, text=letter)
    robot.pump()
    robot.key(pygame.K_RETURN)
    assert stems() == {"ourhill 張家山"}
    robot.key(pygame.K_s, pygame.KMOD_CTRL)
    robot.press("file 0")
    question = robot.top
    assert isinstance(question, Question)
    robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, SavesScene)


def test_a_record_is_removed_after_a_question(robot: Robot) -> None:
    robot.key(pygame.K_F9)
    robot.key(pygame.K_F9)  # leaves the older one beside it as NAME~
    robot.key(pygame.K_o, pygame.KMOD_CTRL)
    robot.press("remove 0")
    assert stems() == {keeping.QUICK}
    robot.answer()
    assert stems() == set() and list(kept.saves_folder().iterdir()) == []


def test_the_list_says_what_a_record_is_of_and_survives_a_foreign_file(robot: Robot) -> None:
    robot.key(pygame.K_F9)
    first = keeping.records()[0]
    assert "Tutorial" in first.words(Tongue("en")) and "1944" in first.words(Tongue("zh"))
    first.path.with_suffix(".seats").write_text('{"title": {"en": "X"}, "date": "nonsense"}', "utf-8")
    assert keeping.records()[0].words(Tongue("en")) == "X"
    first.path.with_suffix(".seats").write_text("[", "utf-8")
    assert keeping.records()[0].words(Tongue("en")) == keeping.QUICK


def test_a_folder_that_cannot_be_written_is_told_and_stops_nothing(
    robot: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(kept, "saves_folder", lambda: tmp_path / "file" / "saves")
    monkeypatch.setattr(kept, "config_folder", lambda: tmp_path / "file" / "config")
    robot.key(pygame.K_F9)
    assert "file" in robot.battle.note_text
    robot.app.fulfil(base.Change({"pace": "fast"}))
    assert robot.app.desk.settings.pace == "fast" and "file" in robot.battle.note_text
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    robot.answer()
    robot.clear()
    assert robot.battle.session.view.turn == 2
    robot.app.fulfil(base.Home())
    assert isinstance(robot.top, TitleScene)


def test_closing_the_window_in_a_battle_asks_once(robot: Robot) -> None:
    robot.post(pygame.QUIT)
    robot.pump()
    assert isinstance(robot.top, Question) and robot.app.running
    robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, BattleScene)
    robot.post(pygame.QUIT)
    robot.pump()
    robot.post(pygame.QUIT)
    robot.pump()
    assert not robot.app.running
    assert stems() == {f"{keeping.AUTOSAVE}01"}


def play_out(robot: Robot) -> None:
    """End every phase until the battle is decided."""
    while not isinstance(robot.top, ResultScene):
        if isinstance(robot.top, BattleScene) and robot.battle.session.mine:
            robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        if isinstance(robot.top, Question):
            robot.answer()
        robot.wait()


def test_a_battle_that_ends_is_kept_and_continue_offers_another(robot: Robot) -> None:
    play_out(robot)
    (over,) = [its for its in keeping.records() if its.over]
    assert over.path.stem == robot.battle.session.kept_as and over.path.stem.startswith("finished-tutorial-")
    assert "over" in over.words(Tongue("en")) and "Japan" in over.seat(Tongue("en"))
    assert keeping.newest() is None  # all the others are of this battle
    assert [its.path for its in SavesScene("report").files] == [over.path]
    battle = Battle.open(str(over.path))
    shown = [_fires(robot.app.desk, side) for side in robot.battle.session.sides]
    assert shown == [str(fires_left(battle.state, i)) for i in range(2)]  # as reports and `simulate` count
    assert battle.outcome is not None and battle.outcome.level == robot.battle.session.outcome.level  # type: ignore[union-attr]
    robot.app.fulfil(base.Load(kept.saves_folder() / f"{keeping.BEFORE_END}.hyrec"))
    wait_for_battle(robot, robot.battle)
    robot.key(pygame.K_F9)  # played on from an earlier moment, it can be continued again
    found = keeping.newest()
    assert found and found.path.stem == keeping.QUICK


def test_a_message_is_shown_once_and_a_load_over_a_battle_asks(robot: Robot) -> None:
    robot.key(pygame.K_F9)
    robot.key(pygame.K_o, pygame.KMOD_CTRL)
    robot.press("file 0")
    assert isinstance(robot.top, Question)
    before = robot.battle
    robot.app.fulfil(base.Close((base.Close(), base.Load(kept.saves_folder() / f"{keeping.QUICK}.hyrec"))))
    wait_for_battle(robot, before)
    robot.pump(3)
    assert isinstance(robot.top, BattleScene)  # the hint was read before the record was written
    assert stems() == {keeping.QUICK, f"{keeping.AUTOSAVE}01"}
    assert keeping.ring_slot(kept.saves_folder() / "autosave-02.hyrec").stem == "autosave-03"
