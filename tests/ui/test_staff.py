"""Formations as a whole, the staff, and running on: driven by posted events."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.ui.bench import Robot
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.battle_staff import contacts, units_of, why_stop
from game.ui.scenes.seats import read_postures
from game.ui.scenes.session import Session
from game.values import Event, Order


@pytest.fixture
def robot(sit_down: Callable[..., Robot]) -> Robot:
    """A hand before the attacker's first phase of the hill fight."""
    return sit_down("hengyang/tutorial", "japan")


def double_click(robot: Robot) -> str:
    """On the first unit that stands alone; its formation."""
    scene = robot.battle
    unit = next(its for its in scene.session.view.own if its.at and len(scene.hand.own_at(its.at)) == 1)
    scene.chart.centre_on(unit.at or "")
    robot.pump()
    pos = scene.chart.centre(unit.at or "")
    robot.click(pos)
    robot.click(pos)
    return unit.formation


def test_a_double_click_takes_the_formation_and_orders_all_of_it(robot: Robot) -> None:
    scene = robot.battle
    formation = double_click(robot)
    assert scene.hand.group == formation and scene.hand.selected is None
    units = [unit.id for unit in units_of(scene.session, formation)]
    before = [unit.id for unit in scene.session.view.own if "see" in unit.dont]
    robot.press("formation dont see")
    after = [unit.id for unit in scene.session.view.own if "see" in unit.dont]
    assert set(before) ^ set(after) <= set(units) and set(before) != set(after)
    robot.press("formation done")
    assert not set(units) & set(scene.hand.idle())


def test_the_staff_moves_what_it_was_left_and_the_phase_ends(robot: Robot) -> None:
    session = robot.battle.session
    formation = double_click(robot)
    robot.press("posture probe")
    theirs = {unit.id for unit in units_of(session, formation)}
    assert session.postures and not theirs & set(session.idle())
    robot.app.desk.settings = robot.app.desk.settings.with_(confirm_end=False)
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    robot.clear()
    orders = session.battle.orders
    phase = orders[: next(i for i, order in enumerate(orders) if order.verb == "end")]
    assert phase and {order.unit for order in phase} <= theirs
    assert session.mine and session.view.turn == 2


def test_run_on_stops_where_something_happens(robot: Robot) -> None:
    scene = robot.battle
    turn = scene.session.view.turn
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL | pygame.KMOD_SHIFT)
    for _ in range(12):
        robot.wait()
        if not isinstance(robot.top, BattleScene) or not scene.staff.running:
            break
        robot.pump(2)
    assert scene.session.view.turn > turn or scene.session.outcome or not isinstance(robot.top, BattleScene)


def test_contact_gives_a_formation_back(robot: Robot) -> None:
    session = robot.battle.session
    unit = next(unit for unit in session.view.own if unit.at)
    session.postures[unit.formation] = "hold"
    quiet = Event(0, 1, "japan", "moved", unit.id)
    attack = Event(1, 1, "china", "assault", "cn-x", unit.id, hex=unit.at)
    assert contacts(session, [quiet]) == {}
    assert contacts(session, [quiet, attack]) == {unit.formation: attack}
    assert why_stop(session, [quiet]) is None and why_stop(session, [attack]) is attack
    shells = Event(2, 1, "china", "bombarded", "cn-x", unit.id, hex=unit.at, values={"losses": 12})
    assert why_stop(session, [shells]) is shells


def test_postures_are_kept_with_a_saved_battle(robot: Robot, tmp_path: Path) -> None:
    session = robot.battle.session
    formation = next(unit.formation for unit in session.view.own if unit.at)
    session.postures = {formation: "probe"}
    session.save(tmp_path / "kept.hyrec")
    assert Session.open(tmp_path / "kept.hyrec", None).postures == {formation: "probe"}
    assert read_postures(f"{formation}=dance nobody=hold", session.scenario) == {}


def test_the_menu_on_ones_own_unit_offers_its_formation(robot: Robot) -> None:
    scene = robot.battle
    unit = next(its for its in scene.session.view.own if its.at and len(scene.hand.own_at(its.at)) == 1)
    other = next(its for its in scene.session.view.own if its.at and its.at != unit.at)
    scene.hand.select(other.id)
    assert robot.click_hex(unit.at or "", 3)
    assert scene.hand.selected == unit.id and scene.hand.menu is not None
    row = [choice for _, choice in scene.hand.menu.orders].index("formation")
    robot.press(f"menu {row}")
    assert scene.hand.group == unit.formation


def test_idle_units_are_listed_before_a_phase_ends(robot: Robot) -> None:
    scene = robot.battle
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    robot.press("1")
    assert scene.books.opened == "forces" and scene.books.forces.sift == "idle"
    assert scene.session.mine


def test_terms_are_offered_with_their_reason(robot: Robot) -> None:
    scene = robot.battle
    robot.key(pygame.K_F2)
    placed = dict(scene.panels.placed(robot.app.desk))["book"]
    terms = next(hot for hot in placed.sheet.hots if hot.action == "terms")
    reason = scene.session.why_not(Order(scene.session.side, "terms"))
    assert terms.enabled == (reason is None) and terms.tip
