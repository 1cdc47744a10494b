"""The battle screen, driven by posted events: orders by mouse and keys, undo, the end of a phase."""

import os
from collections.abc import Callable

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.ui import settings as kept
from game.ui.bench import Robot
from game.ui.scenes import battle_phase, battle_values
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.battle_washes import threatened
from game.ui.scenes.choice import ChoiceScene
from game.ui.scenes.dialogs import Question
from game.ui.scenes.help import HelpScene
from game.ui.scenes.saves import SavesScene
from game.ui.scenes.settings import SettingsScene
from game.values import Order

SCENARIO = "hengyang/first-assault"


@pytest.fixture
def defender(sit_down: Callable[..., Robot]) -> Robot:
    """A hand before the defender's first phase: the enemy stands before him."""
    return sit_down(SCENARIO, "china")


@pytest.fixture
def robot(sit_down: Callable[..., Robot]) -> Robot:
    """A hand before the attacker's first phase."""
    return sit_down(SCENARIO, "japan")


def actor_with(robot: Robot, verb: str) -> Order:
    """The first legal order of a kind whose unit and target can be clicked."""
    session = robot.battle.session
    for unit in session.view.own:
        for order in session.legal(unit.id):
            if order.verb == verb and order.at and unit.at and not robot.battle.hand.own_at(order.at):
                return order
    pytest.skip(f"no {verb} can be given now")


def select(robot: Robot, unit: str) -> None:
    """By clicking its counter, more than once where two stand in the hex."""
    at = robot.battle.session.units[unit].at
    assert at is not None
    for _ in range(3):
        if robot.battle.hand.selected != unit:
            robot.battle.clicked = (None, 0, 0)  # slowly: no double click
            assert robot.click_hex(at)
    assert robot.battle.hand.selected == unit


def test_a_move_by_mouse_and_its_undo(robot: Robot) -> None:
    order = actor_with(robot, "move")
    unit, session = order.unit or "", robot.battle.session
    start = session.units[unit].at
    select(robot, unit)
    assert robot.click_hex(order.at or "")
    assert session.units[unit].at != start
    robot.key(pygame.K_u)
    if session.units[unit].at == start:
        robot.key(pygame.K_y, pygame.KMOD_CTRL)
        assert session.units[unit].at != start
    else:
        assert robot.battle.note_text  # something was revealed: the screen says why not


@pytest.mark.parametrize(("verb", "key"), [("assault", pygame.K_a), ("fire", pygame.K_g), ("bombard", pygame.K_b)])
def test_an_armed_order_is_given_by_a_click(defender: Robot, verb: str, key: int) -> None:
    order = actor_with(defender, verb)
    select(defender, order.unit or "")
    known = len(defender.battle.session.events())
    defender.key(key)
    assert defender.battle.hand.armed is not None
    assert defender.click_hex(order.at or "")
    assert defender.battle.hand.armed is None
    assert len(defender.battle.session.events()) > known


def test_the_menu_on_an_enemy_offers_his_orders(defender: Robot) -> None:
    order = actor_with(defender, "fire")
    session = defender.battle.session
    select(defender, order.unit or "")
    foe = next(foe for foe in (*session.view.seen, *session.view.remembered) if foe.at)
    defender.click_hex(foe.at, 3)
    assert defender.battle.hand.menu is not None
    defender.press("menu back")
    assert defender.battle.hand.menu is None


def test_the_odds_card_shows_the_battles_own_preview(defender: Robot) -> None:
    order = actor_with(defender, "fire")
    scene = defender.battle
    select(defender, order.unit or "")
    defender.key(pygame.K_g)
    scene.chart.centre_on(order.at or "")
    defender.hover(scene.chart.centre(order.at or ""))
    names = [name for name, _ in scene.panels.placed(defender.app.desk)]
    assert "odds" in names


def test_the_odds_card_doubts_its_figures_where_an_enemy_was_last_seen(defender: Robot) -> None:
    scene, desk = defender.battle, defender.app.desk
    view = scene.session.view
    assert view.remembered, "some enemy was seen before and is not now"
    foe = view.remembered[0]
    unit = next(unit for unit in view.own)
    doubts = battle_values.odds_doubts(scene, Order(unit.id, "assault", foe.at), desk)
    assert len(doubts) == 1 and str(foe.men[1]) in doubts[0] and scene.names.unit(foe.id, "en") in doubts[0]
    empty = next(at for at in view.control if at not in {foe.at for foe in (*view.seen, *view.remembered)})
    assert battle_values.odds_doubts(scene, Order(unit.id, "assault", empty), desk) == ()
    assert len(battle_values.odds_doubts(scene, Order(unit.id, "bombard", empty), desk)) == 1
    seen = next(iter(view.seen)).at
    assert battle_values.odds_doubts(scene, Order(unit.id, "assault", seen), desk) == ()


def test_a_dont_is_toggled(robot: Robot) -> None:
    unit = robot.battle.session.idle()[0]
    select(robot, unit)
    before = "see" in robot.battle.session.units[unit].dont
    robot.press("dont see")
    assert ("see" in robot.battle.session.units[unit].dont) != before
    robot.key(pygame.K_1)
    assert ("see" in robot.battle.session.units[unit].dont) == before


def test_a_grey_button_says_why(robot: Robot) -> None:
    scene = robot.battle
    for unit in scene.session.idle():
        scene.hand.select(unit)
        robot.pump()
        grey = [
            hot
            for name, placed in scene.panels.placed(robot.app.desk)
            if name == "card"
            for hot in placed.sheet.hots
            if not hot.enabled
        ]
        if grey:
            assert all(hot.tip for hot in grey)
            robot.press(grey[0].action)
            assert scene.note_text == grey[0].tip
            return
    pytest.fail("every button of every unit can be pressed")


def test_ending_the_phase_asks_once_and_lists_idle_units(robot: Robot) -> None:
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    question = robot.top
    assert isinstance(question, Question)
    first = robot.battle.names.unit(robot.battle.session.idle()[0], "en")
    assert first in question.text
    robot.key(pygame.K_ESCAPE)
    assert robot.battle.session.mine
    robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    robot.answer()
    assert not robot.battle.session.mine
    robot.clear()
    assert robot.battle.session.mine


def test_tab_goes_through_idle_units_and_space_is_done(robot: Robot) -> None:
    hand = robot.battle.hand
    robot.key(pygame.K_TAB)
    first = hand.selected
    robot.key(pygame.K_SPACE)
    assert hand.selected != first and first in hand.done
    robot.key(pygame.K_TAB, pygame.KMOD_SHIFT)
    assert hand.selected not in (None, first)


def test_the_map_zooms_at_the_mouse_and_is_dragged(robot: Robot) -> None:
    chart = robot.battle.chart
    middle = (600, 330)
    under, radius = chart.hex_at(middle), chart.radius
    robot.wheel(1, middle)
    robot.pump(30)
    assert chart.radius > radius and chart.hex_at(middle) == under
    at = chart.centre(under or "2020")
    robot.drag(middle, (500, 300))
    moved = chart.centre(under or "2020")
    assert abs(moved[0] - at[0] + 100) <= 2 and abs(moved[1] - at[1] + 30) <= 2
    assert robot.battle.hand.selected is None


def test_overlays_objectives_log_and_help(robot: Robot) -> None:
    for key in (pygame.K_v, pygame.K_o, pygame.K_o, pygame.K_o, pygame.K_o, pygame.K_F2, pygame.K_F6, pygame.K_F2):
        robot.key(key)
    robot.post(pygame.KEYDOWN, key=pygame.K_l, mod=0, unicode="l")
    robot.pump()
    assert robot.battle.hand.sight_line
    robot.post(pygame.KEYUP, key=pygame.K_l, mod=0)
    robot.pump()
    assert not robot.battle.hand.sight_line
    robot.key(pygame.K_F1)
    assert isinstance(robot.top, HelpScene)


def test_saved_and_loaded_again(robot: Robot) -> None:
    turn, men = robot.battle.session.view.turn, [unit.men for unit in robot.battle.session.view.own]
    robot.key(pygame.K_F9)
    robot.key(pygame.K_s, pygame.KMOD_CTRL)
    assert isinstance(robot.top, SavesScene)
    robot.key(pygame.K_RETURN)
    assert len(list(kept.saves_folder().glob("*.hyrec"))) == 2
    before = robot.battle
    robot.key(pygame.K_F10)
    robot.until(lambda: isinstance(robot.top, BattleScene) and robot.battle is not before)
    assert robot.battle.session.side == "japan"
    assert (robot.battle.session.view.turn, [unit.men for unit in robot.battle.session.view.own]) == (turn, men)


def test_no_sheet_leaves_the_screen_in_any_language_or_size(robot: Robot) -> None:
    app = robot.app
    robot.key(pygame.K_TAB)
    robot.key(pygame.K_F2)
    for size in ((1280, 720), (1920, 1080), (3840, 2160)):
        for percent in (kept.TEXT_SIZES[0], 100, kept.TEXT_SIZES[-1]):
            app.desk.settings = app.desk.settings.with_(text_percent=percent)
            app.resize(size)
            for lang in ("en", "zh"):
                app.desk.say = type(app.desk.say)(lang)
                for name, placed in robot.battle.panels.placed(app.desk):
                    assert app.screen.get_rect().contains(placed.rect), (name, size, lang, percent)


def test_dialogs_fit_the_screen_at_any_text_size(robot: Robot) -> None:
    app = robot.app
    scenes = [HelpScene(), SettingsScene(), SavesScene("load"), battle_phase.pause_menu(robot.battle, app.desk)]
    for size in ((1280, 720), (1920, 1080), (3840, 2160)):
        for percent in (kept.TEXT_SIZES[0], 100, kept.TEXT_SIZES[-1]):
            app.desk.settings = app.desk.settings.with_(text_percent=percent)
            app.resize(size)
            for lang in ("en", "zh"):
                app.desk.say = type(app.desk.say)(lang)
                for scene in (*scenes, ChoiceScene(app.desk)):
                    rect = scene.placed(app.desk).rect
                    assert app.screen.get_rect().contains(rect), (type(scene), size, lang, percent)


def test_threat_is_told_where_one_could_be(defender: Robot) -> None:
    """In figures from middle sizes on; not in hexes where an enemy is seen to stand."""
    scene = defender.battle
    found = threatened(scene)
    view = scene.session.view
    assert view.seen and found
    assert not {scene.chart.index(foe.at) for foe in view.seen} & set(found)
    assert {scene.chart.text(h): men for h, men in found.items()}.items() <= scene.session.threat().items()
    defender.key(pygame.K_v)
    assert scene.hand.threat
