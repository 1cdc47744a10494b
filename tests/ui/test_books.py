"""The large panels and overlays of the battle screen, driven by posted events."""

import os
from collections.abc import Callable

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.ui.bench import Robot
from game.ui.map.camera import LEVELS
from game.ui.map.labels import place_names
from game.ui.panels import find, log
from game.ui.panels.forces import SIFTS, troubles
from game.ui.panels.phase_report import phase_lines
from game.ui.panels.statistics import tally
from game.ui.scenes import battle_washes
from game.ui.scenes.hand import OVERLAYS
from game.values import Event


@pytest.fixture
def robot(sit_down: Callable[..., Robot]) -> Robot:
    """A hand before the defender's first phase of the hill fight."""
    return sit_down("hengyang/tutorial", "china")


def test_the_forces_list_is_sorted_sifted_and_goes_to_a_unit(robot: Robot) -> None:
    scene = robot.battle
    robot.key(pygame.K_F3)
    assert scene.books.opened == "forces"
    robot.press("forces sort men")
    units = [action for action in actions(robot) if action.startswith("go-unit ")]
    men = [scene.session.units[action.split()[1]].men for action in units]
    assert len(men) > 2 and men == sorted(men, reverse=True)
    robot.press(units[-1])
    assert scene.hand.selected == units[-1].split()[1]
    for sift in SIFTS:
        robot.press(f"forces sift {sift}")
        assert scene.books.forces.sift == sift
    robot.key(pygame.K_ESCAPE)
    assert scene.books.opened == ""


def actions(robot: Robot) -> list[str]:
    placed = dict(robot.battle.panels.placed(robot.app.desk))["book"]
    return [hot.action for hot in placed.sheet.hots if hot.action]


def test_find_writes_text_and_goes_there(robot: Robot) -> None:
    scene = robot.battle
    robot.key(pygame.K_SLASH)
    robot.post(pygame.TEXTINPUT, text="/")  # the key's own letter is no part of what is looked for
    for letter in "zhangjiashan":
        robot.key(ord(letter))  # no letter is an order while one writes
        robot.post(pygame.TEXTINPUT, text=letter)
        robot.pump()
    assert scene.books.query == "zhangjiashan" and scene.hand.armed is None
    found = find.search(scene.books.query, scene.names, scene.session.view, robot.app.desk.say)
    robot.key(pygame.K_RETURN)
    assert scene.books.opened == "" and found
    at = found[0].at
    assert scene.chart.in_sight(at) and at in scene.turn.flashes


def test_find_knows_both_scripts_hexes_and_only_known_enemies(robot: Robot) -> None:
    scene, say = robot.battle, robot.app.desk.say
    view = scene.session.view
    assert find.search("張家山", scene.names, view, say)
    at = next(unit.at for unit in view.own if unit.at)
    assert any(item.at == at for item in find.search(at, scene.names, view, say))
    known = {contact.id for contact in (*view.seen, *view.remembered)}
    enemy = scene.session.other(scene.session.side)
    formations = {its.id for its in scene.session.scenario.formations if its.side == enemy}
    hidden = [unit for unit in scene.session.scenario.units if unit.formation in formations and unit.id not in known]
    for unit in hidden:
        assert not find.search(unit.id, scene.names, view, say)


def test_every_overlay_draws_and_says_what_it_means(robot: Robot) -> None:
    scene, desk = robot.battle, robot.app.desk
    shown = []
    for _ in OVERLAYS:
        robot.key(pygame.K_o)
        shown.append(scene.hand.overlay)
        names = [name for name, _ in scene.panels.placed(desk)]
        assert ("legend" in names) == (scene.hand.overlay != "none")
        for key, _ in battle_washes.LEGENDS.get(scene.hand.overlay, ()):
            assert desk.say.has(f"legend.{key}")
    assert set(shown) == set(OVERLAYS)


def test_supply_reaches_those_whom_the_view_calls_supplied(robot: Robot) -> None:
    session = robot.battle.session
    reached = session.supply()
    assert reached and all(cost >= 0 for cost in reached.values())
    assert {unit.at for unit in session.view.own if unit.at and unit.supplied} <= set(reached)


def test_backspace_goes_to_the_last_event_then_to_the_one_before(robot: Robot) -> None:
    scene = robot.battle
    robot.key(pygame.K_BACKSPACE)
    first = scene.last_looked
    robot.key(pygame.K_BACKSPACE)
    assert 0 <= scene.last_looked < first


def test_statistics_add_up_what_was_seen(robot: Robot) -> None:
    session = robot.battle.session
    robot.key(pygame.K_F5)
    counted = tally(session.events(), session.side)
    fired = [event for event in session.events() if event.kind in ("fired", "bombarded") and event.side == session.side]
    assert counted.ours.actual == sum(event.values["losses"] for event in fired)
    assert counted.ours.volleys == len(fired)
    assert "statistics forecast" in actions(robot)


def test_units_in_trouble_say_why(robot: Robot) -> None:
    for unit in robot.battle.session.view.own:
        assert all(robot.app.desk.say.has(f"forces.{word}") for word in troubles(unit))


def test_many_who_hold_their_fire_share_a_line(robot: Robot) -> None:
    scene = robot.battle
    own = [unit.id for unit in scene.session.view.own][:3]
    held = [Event(n, 1, "china", "held", unit, "jp-133r-1", values={"dont": "aim"}) for n, unit in enumerate(own)]
    lines = log.fold(held, "china", scene.names, robot.app.desk.say)
    assert len(lines) == 1 and "3" in lines[0].text and len(lines[0].tip.splitlines()) == 3


def test_names_keep_clear_of_counters(robot: Robot) -> None:
    chart = robot.battle.chart
    robot.pump()
    for level, radius in enumerate(LEVELS):
        placed = chart.labels.placed(level)
        boxes = [one.image.get_rect(topleft=(one.x, one.y)).inflate(-4, -4) for one in placed]
        bare = place_names(chart.plan, radius, "both")
        assert len(placed) <= len(bare)
        for h in chart.labels.stacks:
            x, y = chart.plan.centre(h)
            counter = pygame.Rect(0, 0, radius, radius)
            counter.center = round(x * radius), round(y * radius)
            assert counter.collidelist(boxes) < 0


def test_the_report_sums_up_fire_by_whom_it_hit(robot: Robot) -> None:
    scene, say = robot.battle, robot.app.desk.say
    own = [unit.id for unit in scene.session.view.own][:2]
    shells = [
        Event(n, 1, "japan", "bombarded", f"jp-{n}", own[n % 2], hex="0101", values={"losses": 3 + n}) for n in range(5)
    ]
    spotted = [Event(9, 1, "china", "seen", unit, hex="0101") for unit in own]
    taken = Event(10, 1, "japan", "captured_place", hex="0101", values={"place": "x"})
    lines, left = phase_lines([*spotted, *shells, taken], "china", scene.names, say, 10)
    assert [line.index for line in lines] == [10, 4, 3, 9] and left == 0
    assert "15" in lines[1].text and "10" in lines[2].text  # 3 + 5 + 7 and 4 + 6 men
    assert phase_lines([*spotted, *shells, taken], "china", scene.names, say, 1)[1] == 7
