"""Two players at one table: the curtain, what each then sees again, and that it is only what he could see."""

import os
from collections.abc import Iterator

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.ui.bench import Robot, seated
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.curtain import Curtain
from game.ui.scenes.dialogs import Question
from game.ui.scenes.seen_again import SeenAgain, seen


@pytest.fixture
def robot() -> Iterator[Robot]:
    """Two people at the hill; the attackers' guns have fired and a battalion has moved."""
    robot = seated("hengyang/tutorial", "japan", (1280, 720), 7)
    session = robot.battle.session
    session.opponent = "human"
    session.taught.away = True
    robot.app.desk.settings = robot.app.desk.settings.with_(pace="fast", confirm_end=False)
    pygame.event.clear()
    robot.clear()
    robot.battle.hand.select("jp-122a-2")
    robot.key(pygame.K_b)
    assert robot.click_hex("0607")
    robot.pump()
    yield robot
    robot.battle.close()


def hand_over(robot: Robot) -> Curtain:
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    for _ in range(3000):
        robot.pump()
        top = robot.top
        if isinstance(top, Curtain):
            return top
        if isinstance(top, Question):
            robot.answer()
        pygame.time.wait(2)
    raise TimeoutError("no curtain fell")


def test_the_curtain_hides_the_table_and_then_shows_what_was_seen(robot: Robot) -> None:
    session = robot.battle.session
    curtain = hand_over(robot)
    robot.pump()
    assert curtain.side == "china" and session.side == "japan"
    robot.key(pygame.K_ESCAPE)
    assert robot.top is curtain  # nobody looks by mistake
    robot.key(pygame.K_RETURN)
    again = robot.top
    assert isinstance(again, SeenAgain) and session.side == "china"
    known = {event.n for event in session.battle.events("china")}
    assert {event.n for event in again.events} <= known
    assert any(event.kind == "bombarded" for event in again.events)
    for _ in range(4000):
        robot.pump()
        if robot.top is not again:
            break
        pygame.time.wait(2)
    assert again.at == len(again.events)
    robot.clear()
    assert isinstance(robot.top, BattleScene) and session.mine


def test_any_key_leaves_it(robot: Robot) -> None:
    hand_over(robot)
    robot.key(pygame.K_RETURN)
    assert isinstance(robot.top, SeenAgain)
    robot.pump(2)
    robot.key(pygame.K_LSHIFT)
    assert isinstance(robot.top, SeenAgain)
    robot.key(pygame.K_SPACE)
    assert not isinstance(robot.top, SeenAgain) and SeenAgain not in map(type, robot.app.scenes)


def test_only_what_happened_since_ones_own_phase_and_has_a_place(robot: Robot) -> None:
    session = robot.battle.session
    hand_over(robot)
    robot.key(pygame.K_RETURN)
    robot.key(pygame.K_SPACE)
    robot.clear()
    mark = len(session.events())
    hand_over(robot)
    robot.key(pygame.K_RETURN)
    first = session.phase_start
    assert session.side == "japan" and first > 0 and mark > 0
    assert all(event.hex or event.to for event in seen(session.events()[first:]))
    if isinstance(robot.top, SeenAgain):
        assert robot.top.events == seen(session.events()[first:])
