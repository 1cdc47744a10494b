"""The editor driven by posted events: a copy, a cliff moved, a battery added, saved, checked and played."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import paths
from game.scenario import catalog
from game.scenario import draft_ground as ground
from game.ui import app as ui
from game.ui.bench import Robot
from game.ui.scenes.dialogs import Question
from game.ui.scenes.editor import EditorScene
from game.ui.scenes.editor_start import EditorStart
from game.ui.scenes.loading import LoadingScene
from game.ui.scenes.title import TitleScene


@pytest.fixture
def robot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    monkeypatch.setattr(paths, "user", lambda: tmp_path)
    app = ui.App((1600, 900), "en", False)
    pygame.event.clear()
    app.scenes[:] = [TitleScene(), EditorStart()]
    robot = Robot(app)
    robot.pump()
    yield robot
    for scene in app.scenes:
        scene.close()


@pytest.fixture
def editor(robot: Robot) -> EditorScene:
    """The tutorial's copy on the table."""
    robot.press("copy hengyang/tutorial")
    robot.press("begin")
    scene = robot.top
    assert isinstance(scene, EditorScene), getattr(scene, "line", scene)
    scene.map.chart.frame(["0607"])
    robot.pump()
    return scene


def spot(scene: EditorScene, at: str, up: float = 0.0) -> tuple[int, int]:
    """The middle of a hex, or `up` hex radii above it."""
    x, y = scene.map.chart.centre(at)
    return x, round(y - up * scene.map.chart.radius)


def test_a_copy_takes_the_name_that_is_typed(robot: Robot) -> None:
    robot.press("copy hengyang/tutorial")
    for _ in range(len("my-tutorial")):
        robot.key(pygame.K_BACKSPACE)
    for letter in "Hill 2!":
        robot.key(ord(letter.lower()), text=letter)
    robot.key(pygame.K_RETURN)
    assert isinstance(robot.top, EditorScene)
    assert robot.top.draft.name == "hill2"


def test_a_name_that_is_taken_is_refused_with_the_reason(robot: Robot) -> None:
    for _ in range(2):
        robot.press("copy hengyang/tutorial")
        robot.press("begin")
        if isinstance(robot.top, EditorScene):
            robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, EditorStart)
    assert "already" in robot.top.line


def test_hexsides_terrain_and_works_by_mouse(robot: Robot, editor: EditorScene) -> None:
    robot.key(pygame.K_3)
    on = ground.has_edge(editor.draft, "cliff", "0607/n")
    robot.click(spot(editor, "0607", 0.8))
    assert ground.has_edge(editor.draft, "cliff", "0607/n") != on
    robot.key(pygame.K_2)
    robot.press("pick terrain woods")
    robot.drag(spot(editor, "0609"), spot(editor, "0611"))
    rows = editor.draft.scenario.map.rows.split()
    legend = editor.draft.scenario.map.legend
    assert [legend[rows[row][5]] for row in (8, 9, 10)] == ["woods"] * 3
    robot.key(pygame.K_z, pygame.KMOD_CTRL)
    assert editor.draft.scenario.map.rows.split() != rows
    robot.key(pygame.K_y, pygame.KMOD_CTRL)
    assert editor.draft.scenario.map.rows.split() == rows
    robot.key(pygame.K_4)
    robot.press("pick works bunkers")
    robot.click(spot(editor, "0609"))
    assert ground.works_at(editor.draft, "0609") == 4


def test_a_line_is_laid_hex_by_hex(robot: Robot, editor: EditorScene) -> None:
    robot.key(pygame.K_5)
    for at in ("0605", "0608"):
        robot.click(spot(editor, at))
    robot.key(pygame.K_RETURN)
    assert ground.lines_at(editor.draft, "road", "0606")
    robot.click(spot(editor, "0606"), 3)
    assert not ground.lines_at(editor.draft, "road", "0606")


def test_a_unit_is_placed_typed_moved_and_removed(robot: Robot, editor: EditorScene) -> None:
    robot.key(pygame.K_6)
    robot.click(spot(editor, "0603"))
    assert editor.tools.selected is not None
    name = editor.tools.selected[1]
    robot.press("field men")
    for _ in range(4):
        robot.key(pygame.K_BACKSPACE)
    for letter in "77":
        robot.post(pygame.TEXTINPUT, text=letter)
        robot.pump()
    robot.key(pygame.K_RETURN)
    unit = next(its for its in editor.draft.scenario.units if its.id == name)
    assert unit.men == 77
    robot.key(pygame.K_1)
    robot.drag(spot(editor, "0603"), spot(editor, "0602"))
    assert next(its for its in editor.draft.scenario.units if its.id == name).at == "0602"
    robot.key(pygame.K_DELETE)
    assert name not in [its.id for its in editor.draft.scenario.units]


def test_what_is_typed_wrong_is_told_and_changes_nothing(robot: Robot, editor: EditorScene) -> None:
    editor.act("select unit cn-30r-2", robot.app.desk)
    robot.press("field men")
    robot.key(pygame.K_HOME)
    robot.post(pygame.TEXTINPUT, text="[")
    robot.pump()
    robot.key(pygame.K_RETURN)
    assert editor.tools.trouble and editor.typing
    assert not editor.draft.dirty
    robot.key(pygame.K_ESCAPE)
    assert editor.typing is None


def test_an_error_is_shown_and_keeps_from_playing(robot: Robot, editor: EditorScene) -> None:
    editor.act("select unit cn-30r-2", robot.app.desk)
    robot.press("field kind")
    editor.typing.text = "dragoons"
    robot.key(pygame.K_RETURN)
    assert editor.draft.errors
    robot.app.draw()
    assert robot.where("problem 0")
    robot.click(robot.where("play"))
    assert robot.top is editor


def test_saved_and_played(robot: Robot, editor: EditorScene) -> None:
    robot.key(pygame.K_6)
    robot.click(spot(editor, "0603"))
    robot.press("save")
    assert not editor.draft.dirty
    scenario = catalog.load(editor.draft.name)
    assert len(scenario.units) == len(catalog.load("hengyang/tutorial").units) + 1
    robot.press("play")
    assert isinstance(robot.top, LoadingScene)


def test_leaving_asks_once_when_something_is_not_saved(robot: Robot, editor: EditorScene) -> None:
    robot.key(pygame.K_4)
    robot.press("pick works trenches")
    robot.click(spot(editor, "0603"))
    robot.key(pygame.K_1)
    robot.press("close")
    assert isinstance(robot.top, Question)
    robot.press("2")
    assert robot.top is editor
    robot.press("close")
    robot.press("0")
    assert isinstance(robot.top, EditorStart)
    assert (paths.user_scenarios() / "my-tutorial" / "map.yaml.bak").exists()


@pytest.mark.parametrize("size", [(1280, 720), (3840, 2160)])
def test_panels_stay_on_the_screen_in_both_languages(robot: Robot, editor: EditorScene, size: tuple[int, int]) -> None:
    from game.ui.scenes import editor_panels

    robot.app.resize(size)
    for lang in ("en", "zh"):
        robot.app.fulfil(ui.base.Change({"lang": lang}))
        for tool in ("select", "unit", "entry", "terrain"):
            editor.act(f"tool {tool}", robot.app.desk)
            robot.app.draw()
            for _, placed in editor_panels.placed(editor, robot.app.desk):
                assert robot.app.screen.get_rect().contains(placed.rect)
