"""The choice of a battle: maps, briefings, terms, and a broken scenario among good ones."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import Battle, paths
from game.scenario.model import half_day
from game.ui import app as ui
from game.ui.bench import Robot
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.choice import ChoiceScene
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.title import TitleScene
from game.ui.terms import Terms, agreed

HILL, ASSAULT = "hengyang/tutorial", "hengyang/first-assault"


@pytest.fixture
def robot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    monkeypatch.setattr(paths, "user", lambda: tmp_path)
    Preparation.of_game().ready = True
    app = ui.App((1280, 720), "en", False)
    app.desk.settings = app.desk.settings.with_(pace="instant", sound=False)
    app.scenes.append(TitleScene())
    pygame.event.clear()
    yield Robot(app)
    if app.desk.session:
        app.desk.session.stop_computer()


def choice_of(robot: Robot) -> ChoiceScene:
    robot.press("new")
    scene = robot.top
    assert isinstance(scene, ChoiceScene)
    return scene


def stores(battle: Battle, side: str) -> tuple[int, int]:
    """Fires in depots and with units, and grenades in depots."""
    stocks = battle.view(side).stocks
    return int(stocks["fires"]) + int(stocks["fires_with_units"]), int(stocks["grenades"])


def test_usual_terms_are_the_scenario_itself() -> None:
    assert agreed(HILL, 3, Terms()).digest() == Battle.load(HILL, seed=3).digest()
    assert agreed(HILL, 3, Terms()).merged == Battle.load(HILL, seed=3).merged


def test_stores_change_for_one_side_alone() -> None:
    plain, more = Battle.load(HILL, seed=3), agreed(HILL, 3, Terms(stocks=(("china", 150),)))
    assert stores(more, "japan") == stores(plain, "japan")
    assert abs(stores(more, "china")[0] - stores(plain, "china")[0] * 3 / 2) <= 1
    less = agreed(HILL, 3, Terms(stocks=(("china", 60),)))
    assert stores(less, "china")[0] < stores(plain, "china")[0]


def test_no_luck_means_that_the_seed_does_not_matter(tmp_path: Path) -> None:
    outcomes = set()
    for seed in (1, 2, 3):
        battle = agreed(HILL, seed, Terms("expected"))
        battle.give("jp-122a-2 bombard 0607")
        outcomes.add(tuple((unit.id, unit.men, unit.suppression) for unit in battle.view("china").own))
    assert len(outcomes) == 1
    battle.save(tmp_path / "x.hyrec")
    again = Battle.open(tmp_path / "x.hyrec")
    assert again.scenario.rules.randomness == "expected"
    assert again.settings["terms"] == {"randomness": "expected", "stocks": {}}


def test_terms_are_chosen_and_begin_the_battle(robot: Robot) -> None:
    scene = choice_of(robot)
    robot.press(f"scenario {HILL}")
    robot.press("side=china")
    robot.press("opponent=recruit")
    robot.press("luck=reduced")
    robot.press("stocks japan=80")
    assert scene.pick.terms == Terms("reduced", (("japan", 80),))
    robot.press("begin")
    robot.until(lambda: isinstance(robot.top, BattleScene))
    session = robot.battle.session
    assert (session.side, session.opponent) == ("china", "recruit")
    assert session.scenario.rules.randomness == "reduced"
    assert session.battle.settings["terms"]["stocks"] == {"japan": 80}


def test_a_broken_scenario_is_listed_with_its_first_problem_and_harms_no_other(robot: Robot, tmp_path: Path) -> None:
    folder = tmp_path / "scenarios" / "mine" / "broken"
    shutil.copytree(paths.scenarios() / "hengyang" / "tutorial", folder)
    (folder / "scenario.yaml").write_text("format: 1\nid: mine/broken\ntitle: [\n", "utf-8")
    scene = choice_of(robot)
    over_list = (robot.app.desk.size[0] // 8, robot.app.desk.size[1] // 2)
    robot.wheel(-60, over_list)
    robot.press("scenario mine/broken")
    assert robot.where("begin") is None or scene.action_at(robot.where("begin"), robot.app.desk) == ""
    assert isinstance(scene.loaded["mine/broken"], str) and "scenario.yaml" in scene.loaded["mine/broken"]
    robot.key(pygame.K_RETURN)
    assert robot.top is scene
    robot.wheel(60, over_list)
    robot.press(f"scenario {HILL}")
    assert scene.action_at(robot.where("begin"), robot.app.desk) == "begin"


def test_the_map_is_painted_beside_the_briefing(robot: Robot) -> None:
    scene = choice_of(robot)
    robot.until(lambda: scene._seen > 0)
    assert scene._seen == 1
    robot.wheel(-2, (900, 200))
    assert scene.turned["list"] == 0


def test_the_tutorial_comes_first_then_hengyang_by_date_and_examples_last(robot: Robot) -> None:
    heads = choice_of(robot).heads
    names = [head.name for head in heads]
    assert names[0] == "hengyang/tutorial"
    packages = [name.partition("/")[0] for name in names]
    assert packages == sorted(packages, key=["hengyang", "examples"].index)
    starts = [half_day(head.calendar.start) for head in heads[1:] if "hengyang/" in head.name]  # type: ignore[union-attr]
    assert starts == sorted(starts)


def test_what_a_player_chose_stays_when_he_looks_at_another_battle(robot: Robot) -> None:
    scene = choice_of(robot)
    desk, pick = robot.app.desk, scene.pick
    scene.act(f"scenario {HILL}", desk)
    assert (pick.side, pick.opponent) == ("japan", "recruit")
    scene.act(f"scenario {ASSAULT}", desk)
    assert (pick.side, pick.opponent) == ("china", "veteran")  # what is usual there: nothing was chosen yet
    for action in ("side=japan", "opponent=general", "luck=expected", "stocks japan=80"):
        scene.act(action, desk)
    chosen = pick.side, pick.opponent, pick.terms
    for name in (HILL, "hengyang/siege", ASSAULT):
        scene.act(f"scenario {name}", desk)
        assert (
            (pick.side, pick.opponent, pick.terms)
            == chosen
            == ("japan", "general", Terms("expected", (("japan", 80),)))
        )
