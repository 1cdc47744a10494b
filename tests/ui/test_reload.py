"""Hot reload: a saved file begins the battle anew at the same turn; an error leaves it as it is."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import Battle, paths
from game.scenario.draft import copy_scenario
from game.ui import app as ui
from game.ui.bench import Robot
from game.ui.scenes.base import Seat
from game.ui.scenes.reload import LOOK_MS, again
from game.ui.scenes.session import Session
from game.values import Order


@pytest.fixture
def robot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    """The attacker's first phase in a copy of the tutorial, one unit already moved."""
    monkeypatch.setattr(paths, "user", lambda: tmp_path)
    copy_scenario("hengyang/tutorial", "mine")
    app = ui.App((1280, 720), "en", False)
    pygame.event.clear()
    session = Session.load("mine", "japan", "human", 7)
    session.give(next(order for order in session.battle.legal_orders() if order.verb == "move"))
    app.fulfil(Seat(session))
    robot = Robot(app)
    robot.pump()
    yield robot
    for scene in app.scenes:
        scene.close()


def saved(robot: Robot, old: str, new: str) -> None:
    """Save the scenario with a text replaced, and wait until the game has looked."""
    file = paths.user_scenarios() / "mine" / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(file, ns=(time.time_ns(), time.time_ns()))
    before, desk = robot.battle, robot.app.desk
    for _ in range(200):
        for wish in robot.battle.watch.tick(desk, LOOK_MS):
            robot.app.fulfil(wish)
        if robot.battle is not before or before.note_text:
            return
        time.sleep(0.02)
    pytest.fail("the game did not look at the file")


def test_a_saved_file_begins_the_battle_anew_with_the_same_orders(robot: Robot) -> None:
    battle = robot.battle.session.battle
    orders = battle.orders
    saved(robot, "id: jp-133r-2,", "id: jp-133r-2, cohesion: 66,")
    fresh = robot.battle.session.battle
    assert fresh is not battle
    assert fresh.orders == orders
    assert next(unit for unit in fresh.view("japan").own if unit.id == "jp-133r-2").cohesion == 66
    assert "given again: 1" in robot.battle.note_text


def test_an_error_keeps_the_last_good_battle_and_says_its_line(robot: Robot) -> None:
    battle = robot.battle.session.battle
    saved(robot, "id: jp-133r-2,", "id: jp-133r-2, cohesion: 66, strenght: 3,")
    assert robot.battle.session.battle is battle
    assert "scenario.yaml:" in robot.battle.note_text and "strenght" in robot.battle.note_text
    saved_again = robot.battle
    saved_again.note_text = ""
    saved(robot, ", strenght: 3,", ",")
    assert robot.battle.session.battle is not battle


def test_orders_that_no_longer_apply_are_left_out() -> None:
    old = Battle.load("hengyang/tutorial", seed=3)
    move = next(order for order in old.legal_orders() if order.verb == "move")
    old.give(move)
    old.give(Order(None, "end"))
    old.give(Order(None, "end"))
    old._orders.insert(0, Order("nobody", "dig"))  # of a unit that the new scenario does not have
    fresh = Battle.load("hengyang/tutorial", seed=3)
    assert again(old, fresh) == (3, 1)
    assert (fresh.turn, fresh.phasing) == (old.turn, old.phasing)
