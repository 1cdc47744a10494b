"""Whole battles through the interface, by posted events alone, as each side against the computer."""

import os

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"


from game.ui.bench import Robot, seated
from game.ui.scenes.curtain import Curtain
from game.ui.scenes.result import ResultScene
from game.ui.scenes.title import TitleScene


@pytest.mark.parametrize("side", ["japan", "china"])
def test_the_tutorial_is_played_to_its_result(side: str) -> None:
    robot = seated("hengyang/tutorial", side, (1280, 720), 3)
    robot.play_battle()
    assert isinstance(robot.top, ResultScene)
    assert robot.battle.session.outcome is not None
    robot.press("menu")
    assert isinstance(robot.top, TitleScene)


@pytest.mark.parametrize("side", ["japan", "china"])
def test_the_first_assault_is_played_to_its_result(side: str) -> None:
    robot = seated("hengyang/first-assault", side, (1280, 720), 1)
    robot.play_battle()
    assert isinstance(robot.top, ResultScene)


def test_two_players_at_one_table_see_a_curtain() -> None:
    robot: Robot = seated("hengyang/tutorial", "japan", (1280, 720), 3)
    session = robot.battle.session
    session.opponent = "human"
    first = session.side
    robot.clear()
    robot.play_phase(1)
    robot.wait()
    assert isinstance(robot.top, Curtain)
    robot.press("ready")
    assert session.side != first and session.mine
