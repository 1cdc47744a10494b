"""Nothing on the battle screen depends on what its side cannot know: hidden enemies and the seed change no pixel."""

import os
import time
from collections.abc import Callable

import numpy as np
import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.rules import state as s
from game.ui.bench import Robot
from game.values import Order


@pytest.fixture
def robot(sit_down: Callable[..., Robot]) -> Robot:
    """A hand before the first phase of the defender: a part of the enemy is hidden from him."""
    return sit_down("hengyang/first-assault", "china")


def settle(robot: Robot) -> None:
    """Until workers have answered and everything is drawn as it will stay."""
    scene = robot.battle
    end = time.monotonic() + 60
    robot.pump(3)
    while time.monotonic() < end and (scene.moving or scene.chart.painting):
        robot.pump()
        time.sleep(0.005)
    robot.app.desk.redraw = True
    robot.app.draw()
    robot.app.draw()


def look(robot: Robot, order: Order) -> dict[str, bytes]:
    """The screen in every state that shows figures, as pixels."""
    scene, seen = robot.battle, {}

    def keep(name: str) -> None:
        settle(robot)
        seen[name] = pygame.image.tobytes(robot.app.screen, "RGB")

    scene.hand.select(order.unit)
    scene.chart.centre_on(order.at or "")
    robot.hover(scene.chart.centre(order.at or ""))
    scene.adviser.ask(scene.session, order)
    scene.forecaster.ask(scene.session, order)
    keep("odds")
    assert scene.forecaster.of(order, scene.session) is not None
    assert scene.adviser.of(order, scene.session) is not None
    for key in (pygame.K_v, pygame.K_v, *[pygame.K_o] * 8):
        robot.key(key)
        keep(f"{scene.hand.overlay} {scene.hand.threat}")
    for key in (pygame.K_F2, pygame.K_F3, pygame.K_F4, pygame.K_F5):
        robot.key(key)
        if key == pygame.K_F5:
            scene.books.chances.clear()
            robot.press("statistics forecast")
        keep(scene.books.opened)
        robot.key(key)
    return seen


def test_hidden_enemies_and_the_seed_change_no_pixel(robot: Robot) -> None:
    scene = robot.battle
    session = scene.session
    state, side = session.battle.state, session.battle.names.side_row[session.side]
    orders = [order for unit in session.view.own for order in session.legal(unit.id)]
    order = next(order for order in orders if order.verb == "assault")
    before = look(robot, order)

    units = state.units
    hidden = np.flatnonzero((units["side"] != side) & (units["status"] == s.PRESENT) & (units["seen"] == 0))
    assert len(hidden) > 3
    for field in ("combat", "support"):  # those of a kind change places among themselves
        rows = [u for u in hidden if state.hexes[field][units["at"][u]] == u]
        places = units["at"][rows]
        for u, h in zip(rows, np.roll(places, 1), strict=True):
            units["at"][u], state.hexes[field][h] = h, u
    units["men"][hidden] = 7
    units["ammo"][hidden] = 0
    state.clock["seed"] = 123_456
    session.battle._views.clear()
    session.touch()

    after = look(robot, order)
    assert [name for name in before if before[name] != after[name]] == []
