"""The encyclopedia on the screen, driven by posted events."""

import os
from collections.abc import Iterator

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.scenario import catalog
from game.ui import app as ui
from game.ui.bench import Robot
from game.ui.scenes.encyclopedia import EncyclopediaScene
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.title import TitleScene


@pytest.fixture
def robot() -> Iterator[Robot]:
    Preparation.of_game().ready = True
    app = ui.App((1280, 720), "en", False)
    app.scenes.append(TitleScene())
    pygame.event.clear()
    robot = Robot(app)
    robot.press("encyclopedia")
    yield robot


def scene_of(robot: Robot) -> EncyclopediaScene:
    scene = robot.top
    assert isinstance(scene, EncyclopediaScene)
    return scene


def typed(robot: Robot, words: str) -> None:
    for letter in words:
        robot.post(pygame.TEXTINPUT, text=letter)
    robot.pump()


@pytest.mark.parametrize("words", ["Kurose", "黑瀨"])
def test_a_search_in_either_language_opens_an_article_and_its_links(robot: Robot, words: str) -> None:
    scene = scene_of(robot)
    typed(robot, words)
    robot.key(pygame.K_RETURN)
    assert scene.article == "kurose-heiichi"
    entry = scene.book.entry("kurose-heiichi")
    assert entry and entry.see
    robot.press(f"article {entry.see[0]}")
    assert scene.article == entry.see[0]
    robot.press("past")
    assert scene.article == "kurose-heiichi"
    robot.key(pygame.K_ESCAPE)  # first the search, then the scene
    assert scene_of(robot).words == ""
    robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, TitleScene)


def test_chapters_open_and_every_article_can_be_paged_to(robot: Robot) -> None:
    scene = scene_of(robot)
    robot.press("group weapons")
    first = scene.book.of_group("weapons")[0]
    robot.press(f"article {first.id}")
    assert scene.article == first.id
    robot.key(pygame.K_RIGHT)
    assert scene.article == scene.book.of_group("weapons")[1].id
    robot.key(pygame.K_LEFT)
    assert scene.article == first.id


def test_the_wheel_turns_what_lies_under_the_mouse(robot: Robot) -> None:
    scene = scene_of(robot)
    robot.press("group timeline")
    robot.wheel(-3, (200, 400))
    assert scene.turned["list"] > 0 and scene.turned["text"] == 0


def test_an_article_on_a_place_shows_its_ground(robot: Robot) -> None:
    scene = EncyclopediaScene(catalog.load("hengyang/tutorial"), "zhangjiashan")
    robot.app.scenes.append(scene)
    robot.app.desk.redraw = True
    robot.pump()
    assert scene.pictures.painting or scene.pictures.version
    for _ in range(1000):
        if scene.pictures.version:
            break
        pygame.time.wait(10)
    before = robot.app.screen.copy()
    robot.pump(2)
    assert pygame.image.tobytes(before, "RGB") != pygame.image.tobytes(robot.app.screen, "RGB")


def test_every_article_fits_its_window_in_both_languages_at_any_size(robot: Robot) -> None:
    scene, app = scene_of(robot), robot.app
    entries = sorted(scene.book.entries, key=lambda entry: -len(entry.text.en))[:3]
    for size in ((1280, 720), (1920, 1080)):
        for percent in (80, 200):
            app.desk.settings = app.desk.settings.with_(text_percent=percent)
            app.resize(size)
            for lang in ("en", "zh"):
                app.desk.say = type(app.desk.say)(lang)
                for entry in entries:
                    scene._show(entry.id)
                    assert app.screen.get_rect().contains(scene.placed(app.desk).rect), (entry.id, size, lang, percent)
