"""Panels keep out of the way: the report at the side, one size of the settings, what is said beside what is read."""

import os
from collections.abc import Callable

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.ui.bench import Robot
from game.ui.scenes import base
from game.ui.scenes.hand import Menu
from game.ui.scenes.settings import PAGES, SettingsScene

ASSAULT, HILL = "hengyang/first-assault", "hengyang/tutorial"


def boxes(robot: Robot) -> dict[str, pygame.Rect]:
    return {name: placed.rect for name, placed in robot.battle.panels.placed(robot.app.desk)}


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_report_leaves_the_middle_of_the_map(
    sit_down: Callable[..., Robot], size: tuple[int, int], percent: int
) -> None:
    robot = sit_down(ASSAULT, "china", size)
    robot.app.fulfil(base.Change({"text_percent": percent}))
    robot.play_phase(2)
    robot.wait()
    robot.battle.report_open = True
    robot.pump()
    found, screen = boxes(robot), pygame.Rect((0, 0), size)
    report = found["report"]
    assert screen.contains(report) and not report.collidepoint(screen.center) and report.right < screen.centerx
    assert all(not report.colliderect(box) for name, box in found.items() if name != "report")
    assert "log" not in found  # the report stands for it
    robot.press("close report")
    assert "log" in boxes(robot) and "report" not in boxes(robot)


def test_the_settings_keep_their_size(sit_down: Callable[..., Robot]) -> None:
    robot = sit_down(ASSAULT, "china")
    for lang in ("en", "zh"):
        robot.app.fulfil(base.Change({"lang": lang}))
        places = set()
        for page in PAGES:
            placed = SettingsScene(page).placed(robot.app.desk)
            close = next(hot.rect for hot in placed.sheet.hots if hot.action == "close")
            places.add((tuple(placed.rect), tuple(close)))
        assert len(places) == 1


def test_a_lesson_marks_nothing_over_the_menu(sit_down: Callable[..., Robot]) -> None:
    robot = sit_down(HILL, "japan")
    scene, desk = robot.battle, robot.app.desk
    scene.session.taught.away = False
    robot.pump(2)
    scene.chart.centre_on(scene.names.hex("zhangjiashan"))
    target = scene.lessons.target(desk)
    assert target is not None and target[1]
    scene.hand.menu = Menu("0507", (target[0].left - 20, target[0].top), [("Done this phase", "done")] * 4)
    pictures = []
    for pulse in (0, 900):  # both colours of the mark
        scene.lessons.pulse, desk.redraw = pulse, True
        robot.app.draw()
        menu = boxes(robot)["menu"]
        assert menu.colliderect(target[0])
        pictures.append(pygame.image.tobytes(robot.app.screen.subsurface(menu), "RGB"))
    assert pictures[0] == pictures[1]
