"""From the result of a phase to the next battle of its campaign, by posted events."""

import os

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"


from game import Battle
from game.scenario.campaign import part_of
from game.ui.bench import Robot
from game.ui.scenes import base
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.result import ResultScene
from game.ui.scenes.session import Session
from game.ui.terms import Terms, agreed
from tests.recruits import played_out


@pytest.fixture(scope="module")
def approach() -> Battle:
    return played_out(agreed("hengyang/approach", 3, Terms("reduced")))


def seat(robot: Robot, battle: Battle, opponent: str) -> None:
    robot.app.fulfil(base.Seat(Session(battle, "china", opponent)))
    robot.until(lambda: isinstance(robot.top, ResultScene))
    robot.pump(2)


def test_where_a_scenario_stands_in_a_campaign() -> None:
    first, last = part_of("hengyang/approach"), part_of("hengyang/third-assault")
    assert first and (first.number, first.phases, first.following) == (1, 4, "hengyang/first-assault")
    assert last and (last.number, last.following) == (4, "")
    assert part_of("hengyang/tutorial") is None


def test_the_next_phase_begins_with_what_is_left(robot: Robot, approach: Battle) -> None:
    assert approach.outcome and approach.outcome.reason == "calendar"
    seat(robot, approach, "veteran")
    at = robot.where("fight on")
    assert at
    robot.click(at)
    robot.until(lambda: isinstance(robot.top, BattleScene) and robot.top.session.battle is not approach)
    session = robot.battle.session
    assert (session.scenario.id, session.side, session.opponent) == ("hengyang/first-assault", "china", "veteran")
    assert session.outcome is None and session.battle.turn == 1
    assert session.scenario.rules.randomness == "reduced"  # as agreed for the first
    fresh = Battle.load("hengyang/first-assault").view("china")
    men = {unit.id: unit.men for unit in fresh.own}
    left = {unit.id: unit.men for unit in session.view.own}
    assert sum(left.values()) < sum(men[unit] for unit in left)


def test_a_battle_of_no_campaign_leads_nowhere(robot: Robot) -> None:
    seat(robot, played_out(Battle.load("hengyang/tutorial", seed=3)), "recruit")
    assert robot.where("fight on") is None
