"""The lessons of the tutorial, driven by posted events: what they point at, wait for, and how they are left."""

import os
from collections.abc import Iterator

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.scenario.lessons import Control, Pointer, Verb, Waits
from game.ui import settings as kept
from game.ui.bench import Robot, seated
from game.ui.scenes import lessons
from game.ui.scenes.base import SheetScene
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.result import ResultScene
from game.ui.scenes.taught import Taught
from game.ui.text.i18n import TABLE
from game.values import Order

TUTORIAL = "hengyang/tutorial"
LETTERS = {"bombard": pygame.K_b, "assault": pygame.K_a, "fire": pygame.K_g, "dig": pygame.K_d}
PRESSES = {"goals": pygame.K_F2, "army": pygame.K_F4, "threat": pygame.K_v}


def at_table(side: str, size: tuple[int, int] = (1280, 720)) -> Robot:
    robot = seated(TUTORIAL, side, size, 7)
    robot.clear()
    robot.pump()
    return robot


@pytest.fixture
def attacker() -> Iterator[Robot]:
    robot = at_table("japan")
    yield robot
    robot.battle.session.stop_computer()
    robot.battle.close()


def shown(robot: Robot) -> tuple[str, int] | None:
    """The lesson on the screen and its prompt's number, from 1."""
    its = robot.battle.lessons
    return (its.now[0].id, its.now[1] + 1) if its.now and its.prompt else None


def pick(robot: Robot, unit: str) -> None:
    """Select a unit by clicking its counter."""
    at = robot.battle.session.units[unit].at
    assert at
    for _ in range(3):
        if robot.battle.hand.selected != unit:
            assert robot.click_hex(at)
    assert robot.battle.hand.selected == unit


# ---------------------------------------------------------------- one prompt after the other


def test_the_first_lesson_waits_for_each_act_and_for_no_other(attacker: Robot) -> None:
    assert shown(attacker) == ("guns-first", 1)
    attacker.key(pygame.K_RETURN)  # reading is done with Enter
    assert shown(attacker) == ("guns-first", 2)
    pick(attacker, "jp-133r-2")  # not the unit asked for
    attacker.key(pygame.K_RETURN)
    assert shown(attacker) == ("guns-first", 2)
    pick(attacker, "jp-122a-2")
    assert shown(attacker) == ("guns-first", 3)
    attacker.key(pygame.K_d)  # not the order asked for: now they cannot fire
    assert shown(attacker) == ("guns-first", 5)
    attacker.key(pygame.K_u)  # taken back, they can
    assert shown(attacker) == ("guns-first", 3)
    attacker.key(pygame.K_b)
    assert shown(attacker) == ("guns-first", 4)
    attacker.key(pygame.K_ESCAPE)
    attacker.key(pygame.K_RETURN)
    assert shown(attacker) == ("guns-first", 4)


def test_an_act_counts_only_when_the_battle_has_taken_it(attacker: Robot) -> None:
    attacker.press("lesson next")
    pick(attacker, "jp-122a-2")
    attacker.key(pygame.K_b)
    attacker.click_hex("0511")  # its own hex: refused
    assert attacker.battle.note_text and shown(attacker) == ("guns-first", 4)
    assert attacker.click_hex("0607")
    assert shown(attacker) == ("guns-first", 5)
    attacker.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    attacker.answer()
    attacker.clear()
    attacker.pump()
    assert attacker.battle.session.view.turn == 2
    assert shown(attacker) == ("by-night", 1)


def test_it_points_at_the_hex_then_at_the_control(attacker: Robot) -> None:
    scene, desk = attacker.battle, attacker.app.desk
    found = scene.lessons.target(desk)
    assert found and found[1] == "0607" and found[0].collidepoint(scene.chart.centre("0607"))
    attacker.press("lesson next")
    pick(attacker, "jp-122a-2")
    found = scene.lessons.target(desk)
    where = scene.panels.find("order bombard", desk)
    assert found and found[1] is None and where and found[0].collidepoint(where)
    attacker.key(pygame.K_b)
    assert attacker.click_hex("0607")
    found = scene.lessons.target(desk)
    where = scene.panels.find("end", desk)
    assert found and found[1] is None and where and found[0].collidepoint(where)
    before = attacker.app.screen.copy()
    frame = found[0].inflate(desk.u(4), desk.u(4))
    scene.lessons.taught.away = True
    attacker.pump()
    attacker.app.draw()
    assert pygame.image.tobytes(before.subsurface(frame), "RGB") != pygame.image.tobytes(
        attacker.app.screen.subsurface(frame), "RGB"
    )


def test_next_twice_skips_nothing_and_a_text_can_be_read_again(attacker: Robot) -> None:
    where = attacker.where("lesson next")
    assert where
    attacker.click(where)
    attacker.click(where)  # there is nothing to go on to: the guns are to be selected
    assert shown(attacker) == ("guns-first", 2)
    lessons_ = attacker.battle.lessons
    attacker.press("lesson back")
    card = lessons_.card(attacker.app.desk)
    assert card and (card.step, card.free, card.back) == (1, True, False)
    attacker.key(pygame.K_RETURN)
    card = lessons_.card(attacker.app.desk)
    assert card and (card.step, card.free) == (2, False)
    attacker.press("lesson skip")
    assert shown(attacker) == ("guns-first", 3)


def test_what_a_lesson_says_is_not_said_again_in_the_log(attacker: Robot) -> None:
    def hints() -> int:
        return sum("Bombard Zhangjiashan" in line.text for line in attacker.battle.panels.log_lines(attacker.app.desk))

    assert hints() == 0
    attacker.press("lesson leave")
    assert hints() == 1


def test_what_it_points_at_comes_out_from_under_a_panel(attacker: Robot) -> None:
    scene = attacker.battle
    panel = next(placed for name, placed in scene.panels.placed(attacker.app.desk) if name == "log")
    at = scene.chart.centre("0511")
    scene.chart.pan(at[0] - panel.rect.centerx, at[1] - panel.rect.centery)
    assert scene.panels.over(scene.chart.centre("0511"), attacker.app.desk)
    attacker.press("lesson next")
    assert not scene.panels.over(scene.chart.centre("0511"), attacker.app.desk)


def test_a_prompt_in_vain_is_passed_over(attacker: Robot) -> None:
    attacker.press("lesson next")
    pick(attacker, "jp-122a-2")
    attacker.key(pygame.K_b)
    assert shown(attacker) == ("guns-first", 4)
    assert attacker.click_hex("0305")  # another hill; guns fire once
    order = Order("jp-122a-2", "bombard", at="0607")
    assert attacker.battle.session.why_not(order)
    assert shown(attacker) == ("guns-first", 5)


# ---------------------------------------------------------------- left and resumed


def test_left_it_keeps_out_of_the_way_and_resumes_where_it_was(attacker: Robot) -> None:
    attacker.press("lesson next")
    attacker.press("lesson leave")
    assert shown(attacker) is None and attacker.battle.lessons.target(attacker.app.desk) is None
    pick(attacker, "jp-122a-2")
    attacker.press("lesson resume")
    assert shown(attacker) == ("guns-first", 3)  # what was done meanwhile counts


def test_its_place_is_kept_in_a_saved_battle(attacker: Robot) -> None:
    attacker.press("lesson next")
    attacker.press("lesson leave")
    attacker.key(pygame.K_F9)
    before = attacker.battle
    attacker.key(pygame.K_F10)
    attacker.until(lambda: isinstance(attacker.top, BattleScene) and attacker.battle is not before)
    attacker.clear()  # the hint is a dialog again: the lessons are left
    assert attacker.battle.session.taught == Taught({"guns-first": 1}, away=True)
    attacker.press("lesson resume")
    assert shown(attacker) == ("guns-first", 2)


def test_a_message_is_a_dialog_only_while_the_lessons_are_left(attacker: Robot) -> None:
    scene = attacker.battle
    (hint,) = [event for event in scene.session.events() if event.values.get("event") == "hint-shell"]
    assert scene.lessons.tells(hint)
    attacker.press("lesson leave")
    assert not scene.lessons.tells(hint)
    attacker.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    attacker.answer()
    attacker.wait()
    attacker.pump(2)
    assert isinstance(attacker.top, SheetScene)  # hint-night, as without lessons
    attacker.answer()


@pytest.mark.parametrize("text", ["", "away", "guns-first=2 by-night=1", "away guns-first=2"])
def test_how_far_it_came_is_written_and_read(text: str) -> None:
    assert str(Taught.parse(text)) == text


def test_a_strange_note_of_it_counts_as_untaught() -> None:
    assert Taught.parse("guns-first=many \x00 {}") == Taught()


# ---------------------------------------------------------------- the whole tutorial


def obey(robot: Robot) -> None:
    """Do what the prompt on the screen asks for, as a person would."""
    scene = robot.battle
    prompt = scene.lessons.prompt
    assert prompt is not None
    waits, names = prompt.waits, scene.names
    if waits is None:
        if scene.hand.armed:
            robot.key(pygame.K_ESCAPE)
        robot.key(pygame.K_RETURN)
    elif waits.select:
        pick(robot, waits.select)
    elif waits.arm:
        after = scene.lessons.now[0].prompts[scene.lessons.now[1] + 1].waits  # type: ignore[index]
        unit = after.order.unit if after and after.order else None
        if unit:
            pick(robot, unit)
        robot.key(LETTERS[waits.arm])
    elif waits.hover:
        at = names.hex(waits.hover)
        scene.chart.centre_on(at)
        robot.pump()
        robot.hover(scene.chart.centre(at))
    elif waits.press:
        robot.key(PRESSES[waits.press])
        robot.pump()
        robot.key(PRESSES[waits.press])
    elif waits.order:
        give(robot, waits.order.verb, waits.order.unit, names.hex(waits.order.at) if waits.order.at else None)


def give(robot: Robot, verb: str, unit: str | None, at: str | None) -> None:
    """An order by mouse and keys."""
    scene = robot.battle
    if verb == "end":
        robot.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        if isinstance(robot.top, SheetScene) and not isinstance(robot.top, ResultScene):
            robot.answer()
        return
    assert unit
    legal = [order for order in scene.session.legal(unit) if order.verb == verb]
    points = scene.lessons.prompt.points if scene.lessons.prompt else None
    wanted = at or (scene.names.hex(points.hex) if points and points.hex else None)
    target = wanted if wanted and (at or wanted in {order.at for order in legal}) else legal[0].at
    if scene.hand.armed is None or scene.hand.selected != unit:
        pick(robot, unit)
        if verb in LETTERS:
            robot.key(LETTERS[verb])
    if target and verb != "dig":
        assert robot.click_hex(target), (verb, unit, target)


@pytest.mark.parametrize("side", ["japan", "china"])
def test_whoever_does_what_the_lessons_say_comes_to_the_end(side: str) -> None:
    robot = at_table(side)
    seen: dict[str, int] = {}
    for _ in range(200):
        robot.wait()
        if isinstance(robot.top, ResultScene):
            break
        if not isinstance(robot.top, BattleScene):
            robot.answer()
            continue
        if robot.battle.report_open:
            robot.press("close report")
        robot.pump()
        now = shown(robot)
        if now is None:
            give(robot, "end", None, None)
            continue
        turn = robot.battle.session.view.turn
        seen.setdefault(now[0], turn)
        obey(robot)
        robot.pump()
        still = isinstance(robot.top, BattleScene) and robot.battle.session.mine and shown(robot) == now
        assert not (still and robot.battle.session.view.turn == turn), f"stuck at {now}"
    assert isinstance(robot.top, ResultScene)
    ours = [lesson for lesson in robot.battle.session.scenario.lessons if lesson.side == side]
    dated = {lesson.id for lesson in ours} - {"strike-back"}
    assert dated <= set(seen)
    assert sorted(seen[name] for name in dated) == [1, 2, 3, 4, 5, 6]  # one thing a turn
    robot.battle.close()


def test_what_lessons_may_name_the_screen_knows() -> None:
    controls = set(Control.__args__)  # type: ignore[attr-defined]
    assert controls == set(lessons.PANELS) | set(lessons.BUTTONS)
    assert set(Pointer.model_fields) == {"unit", "hex", "control"}
    assert set(Waits.model_fields) == {"select", "hover", "arm", "press", "order"}
    for verb in Verb.__args__:  # type: ignore[attr-defined]
        assert f"order.{verb}" in TABLE or f"dont.{verb}" in TABLE, verb


def test_the_panel_lies_on_the_screen_at_any_size_and_language() -> None:
    robot = at_table("japan")
    app = robot.app
    for size in ((1280, 720), (1920, 1080), (3840, 2160)):
        for percent in kept.TEXT_SIZES:
            app.desk.settings = app.desk.settings.with_(text_percent=percent)
            app.resize(size)
            for lang in ("en", "zh"):
                app.desk.say = type(app.desk.say)(lang)
                placed = {name: its.rect for name, its in robot.battle.panels.placed(app.desk)}
                assert app.screen.get_rect().contains(placed["lesson"]), (size, percent, lang)
                assert not placed["lesson"].colliderect(placed["card"]), (size, percent, lang)
    robot.battle.close()
