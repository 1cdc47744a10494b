"""The report in the game, driven by posted events: from the result, its tabs and time line, the page, the list."""

import os
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import Battle
from game.ui.bench import Robot
from game.ui.scenes import base
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.report import TABS, ReportScene
from game.ui.scenes.report_beside import BesideScene
from game.ui.scenes.result import ResultScene
from game.ui.scenes.saves import SavesScene
from game.ui.scenes.session import Session
from game.ui.scenes.title import TitleScene
from game.ui.text.i18n import LANGUAGES, TABLE
from game.ui.text.strings_report import REPORT
from tests.recruits import played_out


@pytest.fixture(scope="module")
def over() -> Battle:
    return played_out(Battle.load("hengyang/tutorial", seed=3))


def press(robot: Robot, action: str) -> None:
    at = robot.where(action)
    assert at, f"'{action}' is nowhere on the screen"
    robot.click(at)


def test_from_the_result_to_every_page(robot: Robot, over: Battle) -> None:
    robot.app.fulfil(base.Seat(Session(over, "china", "recruit")))
    robot.until(lambda: isinstance(robot.top, ResultScene))
    press(robot, "report")
    scene = robot.top
    assert isinstance(scene, ReportScene)
    scene.work.wait()
    robot.pump(2)
    assert scene.work.judged and not scene.work.trouble
    seen = set()
    for i, tab in enumerate(TABS):
        robot.key(pygame.K_1 + i)
        robot.app.draw()
        assert scene.tab == tab
        seen.add(pygame.image.tobytes(robot.app.screen, "RGB"))
    assert len(seen) == len(TABS)  # each shows something else
    last = scene.turn
    robot.key(pygame.K_LEFT)
    assert scene.turn == last - 1
    press(robot, "turn 1")
    assert scene.turn == last
    robot.key(pygame.K_RIGHT)
    assert scene.turn == last  # there is nothing after the end
    grounds = scene.work.grounds
    assert grounds is not None
    robot.until(lambda: not grounds.painting)
    robot.pump(2)
    shown = grounds.at(last)
    assert shown is not None and scene.work.picture is not None
    assert (shown[0] != scene.work.picture[0]).any()  # ramps have been heaped since the beginning
    assert scene._maps[last].pixels is shown[0]
    press(robot, "tab units")
    robot.wheel(-3, (640, 400))
    robot.app.draw()
    assert scene.tab == "units"
    robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, ResultScene)
    press(robot, "report")
    assert robot.top.work is scene.work  # made once


def test_the_page_is_written_beside_the_saves(robot: Robot, over: Battle, tmp_path: Path) -> None:
    robot.app.fulfil(base.Seat(Session(over, "china", "recruit")))
    robot.until(lambda: isinstance(robot.top, ResultScene))
    press(robot, "report")
    scene = robot.top
    assert isinstance(scene, ReportScene)
    scene.work.wait()
    robot.pump(2)
    press(robot, "page")
    robot.until(lambda: not scene.watching)
    pages = list((tmp_path / "reports").glob("*.html"))
    assert len(pages) == 1 and pages[0].read_text(encoding="utf-8").startswith("<!doctype html>")
    assert str(pages[0]) in scene.line


def test_a_record_from_the_title_and_one_that_is_not_over(robot: Robot, over: Battle, tmp_path: Path) -> None:
    over.save(tmp_path / "saves" / "over.hyrec")
    young = Battle.load("hengyang/tutorial", seed=1)
    young.give("end")
    young.save(tmp_path / "saves" / "young.hyrec")
    for name in ("over", "young"):
        title = TitleScene()
        robot.app.scenes[:] = [title, SavesScene("report")]
        saves = robot.top
        assert isinstance(saves, SavesScene)
        at = next(i for i, its in enumerate(saves.files) if its.path.stem == name)
        press(robot, f"file {at}")
        scene = robot.top
        assert isinstance(scene, ReportScene)
        scene.work.wait()
        robot.pump(2)
        robot.app.draw()
        if name == "over":
            assert scene.work.judged
        else:
            assert "not over" in scene.work.trouble and scene.work.report is None


def test_history_beside_a_battle_under_way(robot: Robot) -> None:
    robot.app.fulfil(base.Seat(Session(Battle.load("hengyang/first-assault", seed=7), "japan", "recruit")))
    robot.pump(3)
    while not isinstance(robot.top, BattleScene):
        robot.key(pygame.K_RETURN)  # what the battle says at its beginning
    robot.key(pygame.K_F8)
    scene = robot.top
    assert isinstance(scene, BesideScene)
    scene._thread.join(60)
    robot.pump(2)
    robot.app.draw()
    known = {at for _, at, _ in scene.standing.units}
    hidden = robot.battle.session.battle.state.units["at"]
    assert not known.issuperset(hidden[hidden >= 0].tolist())  # only what that side may know
    first = pygame.image.tobytes(robot.app.screen, "RGB")
    robot.key(pygame.K_RIGHT)
    robot.app.draw()
    assert scene.turn == 2 and pygame.image.tobytes(robot.app.screen, "RGB") != first
    robot.key(pygame.K_F8)
    assert isinstance(robot.top, BattleScene)


def test_every_word_is_in_both_languages() -> None:
    assert set(LANGUAGES) == {"en", "zh"}
    for key, pair in REPORT.items():
        assert TABLE[key] == pair or key.startswith("half."), key
        assert all(pair), key
        english, chinese = (sorted(part.split("}")[0].split(":")[0] for part in text.split("{")[1:]) for text in pair)
        assert english == chinese, key
