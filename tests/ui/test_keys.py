"""Keys: what a chord asks for, what a player changes, and that two actions on one key are shown."""

import os
from collections.abc import Callable

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.ui import keys
from game.ui import settings as kept
from game.ui.bench import Robot
from game.ui.scenes.settings import SettingsScene
from game.ui.text.i18n import TABLE


def press(key: int, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod)


@pytest.mark.parametrize(
    ("key", "mod", "action"),
    [
        (pygame.K_a, 0, "order assault"),
        (pygame.K_a, pygame.KMOD_LSHIFT, "order assault hold"),
        (pygame.K_g, pygame.KMOD_LSHIFT, "order fire"),  # Shift means fast here
        (pygame.K_g, pygame.KMOD_LCTRL, "grid"),
        (pygame.K_z, pygame.KMOD_LMETA, "undo"),
        (pygame.K_KP_ENTER, pygame.KMOD_RCTRL, "end"),
        (pygame.K_RETURN, 0, "give"),
        (pygame.K_F9, 0, "quick save"),
        (pygame.K_a, pygame.KMOD_LCTRL, ""),
        (pygame.K_LSHIFT, pygame.KMOD_LSHIFT, ""),
        (pygame.K_LEFT, 0, ""),
    ],
)
def test_a_chord_asks_for_its_action(key: int, mod: int, action: str) -> None:
    assert keys.action_for(press(key, mod)) == action


def test_by_default_no_key_has_two_actions_and_every_action_has_words() -> None:
    assert [keys.conflicts((), scope) for scope in keys.SCOPES] == [{}, {}, {}]
    assert {action for scope in keys.SCOPES for action in keys.actions_in(scope)} == set(keys.DEFAULTS)
    assert [action for action in keys.DEFAULTS if f"key.{action}" not in TABLE] == []


def test_nothing_irreversible_on_a_bare_letter() -> None:
    assert keys.why_not("end", "X") and keys.why_not("end", "Space") and not keys.why_not("end", "Ctrl+X")
    assert keys.why_not("order fire", "Esc")


def test_a_chord_means_on_each_screen_what_that_screen_does() -> None:
    space = press(pygame.K_SPACE)
    assert keys.action_for(space) == "done"
    assert keys.action_for(space, (), "replay") == "replay play"
    assert keys.action_for(press(pygame.K_SPACE, pygame.KMOD_LSHIFT), (), "replay") == "replay play back"
    assert keys.action_for(press(pygame.K_2), (), "editor") == "edit terrain"
    own = keys.bound((), "replay play", ("G",))
    assert keys.action_for(press(pygame.K_g), own) == "order fire"
    assert keys.action_for(press(pygame.K_g), own, "replay") == "replay play"
    assert keys.conflicts(own) == {} and keys.conflicts(own, "replay") == {}
    met = keys.bound((), "replay follow", ("F12",))  # the screenshot's, which is taken everywhere
    assert keys.conflicts(met, "replay") == {"F12": ["replay follow", "shoot"]}


def test_own_keys_replace_the_usual_ones_and_can_be_taken_back() -> None:
    own = keys.bound((), "order fire", ("X",))
    assert keys.action_for(press(pygame.K_x), own) == "order fire"
    assert keys.action_for(press(pygame.K_g), own) == ""
    assert keys.bound(own, "order fire", ("G",)) == ()
    met = keys.bound(own, "threat", ("X",))
    assert keys.conflicts(met) == {"X": ["order fire", "threat"]}
    assert keys.action_for(press(pygame.K_x), met) == "order fire"


def test_unknown_keys_in_the_file_are_left_out() -> None:
    data = {"order fire": ["X"], "fly": ["Y"], "threat": "V", "log": [3]}
    assert keys.read(data) == (("order fire", ("X",)),)
    assert keys.read(["order fire"]) == ()


@pytest.fixture
def robot(sit_down: Callable[..., Robot]) -> Robot:
    return sit_down("hengyang/tutorial", "japan")


def test_a_key_is_changed_by_pressing_it_and_works_at_once(robot: Robot) -> None:
    from game.ui.scenes import base

    robot.app.fulfil(base.Open(SettingsScene("keys")))
    robot.press("bind goals")
    robot.key(pygame.K_LSHIFT, pygame.KMOD_LSHIFT)  # on its way to the chord: nothing yet
    robot.key(pygame.K_j, pygame.KMOD_LSHIFT)
    assert keys.chords("goals", robot.app.desk.settings.keys) == ("Shift+J",)
    assert keys.chords("goals", kept.load().keys) == ("Shift+J",)
    robot.key(pygame.K_ESCAPE)
    robot.key(pygame.K_F2)
    assert robot.battle.books.opened != "goals"
    robot.key(pygame.K_j, pygame.KMOD_LSHIFT)
    assert robot.battle.books.opened == "goals"


def test_a_key_with_two_actions_is_told_and_shown(robot: Robot) -> None:
    from game.ui.scenes import base

    scene = SettingsScene("keys")
    robot.app.fulfil(base.Open(scene))
    robot.press("bind goals")
    robot.key(pygame.K_F11)  # not full screen while a key is awaited
    assert not robot.app.desk.settings.full_screen
    assert "Full screen" in scene.line
    tips = [hot.tip for hot in scene.placed(robot.app.desk).sheet.hots if hot.action == "bind full screen"]
    assert "Objectives" in tips[0]
    robot.press("bind goals")
    robot.key(pygame.K_DELETE)
    assert keys.chords("goals", robot.app.desk.settings.keys) == ()
    robot.press("reset")
    assert robot.app.desk.settings.keys == ()


def test_a_button_shows_the_key_it_has_now(robot: Robot) -> None:
    robot.app.desk.settings = robot.app.desk.settings.with_(keys=keys.bound((), "end", ("Ctrl+J",)))
    assert robot.app.desk.key("end") == "Ctrl+J"
    assert robot.app.desk.key("order fire") == "G"


def test_the_right_button_acts_if_so_set(robot: Robot) -> None:
    robot.app.desk.settings = robot.app.desk.settings.with_(click="rts")
    session, hand = robot.battle.session, robot.battle.hand
    unit, order = next(
        (its, order)
        for its in session.view.own
        for order in session.legal(its.id)
        if order.verb == "move" and order.at and its.at and not hand.own_at(order.at)
    )
    for _ in range(3):
        if hand.selected != unit.id:
            assert robot.click_hex(unit.at or "")
    assert robot.click_hex(order.at or "")
    assert hand.selected is None and session.units[unit.id].at == unit.at
    while hand.selected != unit.id:
        robot.click_hex(unit.at or "")
    assert robot.click_hex(order.at or "", 3)
    assert session.units[unit.id].at != unit.at


def test_a_key_held_down_confirms_nothing(robot: Robot) -> None:
    for _ in range(4):  # as the system repeats a key that is held
        robot.post(pygame.KEYDOWN, key=pygame.K_RETURN, mod=pygame.KMOD_LCTRL, unicode="")
        robot.pump()
    assert robot.battle.session.mine and robot.top is not robot.battle  # the question stands
    robot.post(pygame.KEYUP, key=pygame.K_RETURN, mod=0)
    robot.key(pygame.K_RETURN)
    assert any(order.verb == "end" for order in robot.battle.session.battle.orders)
    assert [robot.app.held.again(press(pygame.K_RIGHT)) for _ in range(3)] == [False] * 3
