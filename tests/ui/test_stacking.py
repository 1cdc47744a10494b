"""Going where friends stand by mouse and keys; which of a stack comes first; double clicks; news of one's own."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import Battle, CannotUndo
from game.engine import told_to
from game.scenario.checks_map import COMBAT
from game.ui.bench import Robot
from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.log import LogLine, LogLines, fold
from game.ui.panels.phase_report import phase_lines
from game.ui.scenes.battle_values import gauge_tips
from game.ui.scenes.hand import REAR
from game.ui.scenes.losses import lost_by
from game.ui.scenes.session import Session
from game.ui.text.i18n import Tongue
from game.values import Event, Order

SCENARIO = "hengyang/first-assault"


@pytest.fixture
def robot(sit_down: Callable[..., Robot]) -> Robot:
    """A hand before the defender's first phase, who has many stacks."""
    return sit_down(SCENARIO, "china")


def joining(robot: Robot, word: str) -> tuple[str, str]:
    """A unit and the cheapest hex of a friend that it can join, or whose holder it can relieve."""
    ways = []
    hand, session = robot.battle.hand, robot.battle.session
    for unit in session.view.own:
        if unit.at is None:
            continue
        hand.select(unit.id)
        for order in session.legal(unit.id):
            found = hand.joining(order.at) if order.verb == "move" and order.at else None
            if found and found[0] == word:
                ways.append((found[2], unit.id, order.at))
    _, name, at = min(ways)
    hand.select(name)
    return name, at


@pytest.mark.parametrize("word", ["join", "swap"])
def test_a_right_click_on_a_friend_in_reach_offers_to_go_there(robot: Robot, word: str) -> None:
    unit, at = joining(robot, word)
    friend = robot.battle.hand.own_at(at)[0].id
    start = robot.battle.session.units[unit].at
    assert robot.click_hex(at, 3)
    menu = robot.battle.hand.menu
    assert menu and menu.orders[0][1] == Order(unit, "move", at=at)
    assert menu.orders[1][1] == f"unit {friend}"
    robot.press("menu 0")
    units = robot.battle.session.units
    assert units[unit].at == at
    if word == "swap":
        assert start in {its.at for its in units.values() if its.id != unit}
    else:
        assert units[friend].at == at


def test_with_the_move_armed_a_left_click_joins_a_friend(robot: Robot) -> None:
    unit, at = joining(robot, "join")
    robot.key(pygame.K_w)
    assert robot.battle.hand.armed and robot.battle.hand.armed.verb == "move"
    assert robot.click_hex(at)
    assert robot.battle.session.units[unit].at == at


def test_enter_goes_to_the_friend_under_the_mouse(robot: Robot) -> None:
    unit, at = joining(robot, "join")
    robot.battle.chart.centre_on(at)
    robot.pump()
    robot.hover(robot.battle.chart.centre(at))
    robot.key(pygame.K_RETURN)
    assert robot.battle.session.units[unit].at == at


def test_fighters_come_first_in_a_stack_and_under_tab(robot: Robot) -> None:
    hand, session = robot.battle.hand, robot.battle.session
    kinds = session.scenario.kinds
    mixed = 0
    for unit in session.view.own:
        classes = [kinds[its.kind].class_ in COMBAT for its in hand.own_at(unit.at or "")]
        assert classes == sorted(classes, reverse=True)
        mixed += len(classes) > 1
    assert mixed
    hand.select(None)
    first = hand.next_idle(1)
    assert first and kinds[session.units[first].kind].class_ not in REAR


def test_only_quick_clicks_take_the_formation(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = next(its for its in robot.battle.session.view.own if its.at and len(robot.battle.hand.own_at(its.at)) == 1)
    now = [10_000]
    monkeypatch.setattr(pygame.time, "get_ticks", lambda: now[0])
    assert unit.at and robot.click_hex(unit.at)
    now[0] += 1000
    assert robot.click_hex(unit.at)
    assert robot.battle.hand.group is None and robot.battle.hand.selected == unit.id
    now[0] += 200
    assert robot.click_hex(unit.at)
    assert robot.battle.hand.group == unit.formation


def test_own_units_out_of_sight_are_one_line_and_no_news(robot: Robot) -> None:
    session = robot.battle.session
    own = [unit for unit in session.view.own if unit.at][:3]
    names, say = Gazetteer(session.scenario), Tongue("en")
    events = []
    for n, unit in enumerate(own):
        lost = Event(2 * n, 1, "china", "lost", unit.id, hex=unit.at)
        events += [lost, Event(2 * n + 1, 1, "china", "rallied", unit.id)]
    lines = fold(events, "china", names, say)
    assert [line.text for line in lines].count("The enemy no longer sees 3 of your units") == 1
    assert len(lines) == 4
    assert not phase_lines(events, "china", names, say, 9)[0]


def test_undo_names_what_stands_in_its_way(robot: Robot) -> None:
    battle: Battle = robot.battle.session.battle
    session = robot.battle.session
    fire = next(
        order
        for unit in session.view.own
        for order in session.legal(unit.id)
        if order.verb in ("fire", "bombard") and session.why_not(order) is None
    )
    battle.give(fire)
    with pytest.raises(CannotUndo) as refusal:
        battle.undo()
    assert str(fire) not in str(refusal.value)
    assert (fire.at or "") in str(refusal.value)


def test_shells_that_fall_unseen_do_not_tell_whom_they_struck() -> None:
    struck = Event(3, 1, "japan", "bombarded", "jp-1", "cn-1", "0607", values={"unseen": True, "losses": 4})
    assert told_to("japan", struck).other is None
    assert told_to("china", struck).other == "cn-1"


def test_the_bars_say_whence_their_figures_come(robot: Robot) -> None:
    unit = next(its for its in robot.battle.session.view.own if its.at)
    tips = gauge_tips(robot.battle, unit, robot.app.desk)
    assert set(tips) == {"men", "cohesion", "suppression", "fatigue"}
    assert str(robot.battle.session.scenario.rules.fatigue_assault) in tips["fatigue"]


def test_lines_made_phase_by_phase_are_those_of_the_whole(robot: Robot) -> None:
    """As events come in, and when the last are taken back, the log reads as if folded at once."""
    robot.play_phase(3)
    robot.clear()
    robot.play_phase(2)
    robot.clear()
    session, names, say = robot.battle.session, robot.battle.names, robot.app.desk.say

    def at_once(its: Sequence[Event]) -> list[LogLine]:
        return fold(its, session.side, names, say)

    events = session.events()
    assert sum(event.kind == "phase" for event in events) >= 2
    lines = LogLines()
    for n in (*range(0, len(events), 37), len(events), len(events) - 20):
        assert lines.of(events[:n], "en", at_once) == at_once(events[:n])


def test_who_sees_a_hex_is_what_each_unit_sees(robot: Robot) -> None:
    session = robot.battle.session
    units = [unit for unit in session.view.own if unit.at]
    seen = {unit.id: session.sight(unit.id) for unit in units}
    for at in {unit.at for unit in units if unit.at}:
        assert sorted(session.seers(at)) == sorted(name for name, hexes in seen.items() if at in hexes)
    assert {robot.battle.chart.text(h) for h in session.seen()} == frozenset().union(*seen.values())


def test_who_is_lost_without_a_shot_is_reported(robot: Robot, tmp_path: Path) -> None:
    """Men gone from the map since one's last phase are those that events tell of, and the line that says the rest."""
    session = robot.battle.session
    lost = session.battle.lost("china")
    assert session.worn() == 0  # no phase of ours has ended
    robot.play_phase(2)
    robot.wait()
    events = [event for event in session.events()[session.phase_start :] if event.kind in ("fired", "result")]
    told = sum(lost_by(event, "china") for event in session.events()[session.phase_start :])
    assert events and session.worn() > 0
    assert session.battle.lost("china") - lost >= told + session.worn()
    line = robot.battle.turn.worn_line(robot.app.desk)
    assert str(session.worn()) in line
    logged = [its.text for its in robot.battle.panels.log_lines(robot.app.desk)]
    assert logged.count(line) == 1 and logged.index(line) > 0  # below the line of the phase that begins
    session.save(tmp_path / "worn.hyrec")
    assert Session.open(tmp_path / "worn.hyrec", None).worn_before == session.worn_before != {}


def test_a_volley_counts_for_those_it_hits() -> None:
    volley = Event(1, 1, "japan", "fired", "a", "b", "0101", None, {"losses": 7}, ("china", "japan"))
    assert (lost_by(volley, "china"), lost_by(volley, "japan")) == (7, 0)
    values = {"attacker_losses": 30, "defender_losses": 20, "prisoners": 5}
    assault = Event(2, 1, "japan", "result", "a", "b", "0101", None, values, ("china", "japan"))
    assert (lost_by(assault, "china"), lost_by(assault, "japan")) == (15, 30)


def test_bombs_are_told_as_the_aircrafts(robot: Robot) -> None:
    """The rules tell a sortie and whom it hits as two events, the second in the name of who has the aircraft."""
    names, say = robot.battle.names, robot.app.desk.say
    foe = next(unit.id for unit in robot.battle.session.scenario.units if unit.id.startswith("jp"))
    sortie = plain_event(robot, 900, "air", None, None, {"what": "bomb"})
    hit = plain_event(robot, 901, "bombarded", "cn-10c-hq", foe, {"losses": 52})
    lines = fold([sortie, hit], "china", names, say)
    assert [line.text for line in lines] == ["Aircraft bomb 2531: 52 men"]
    assert lines[0].index == 901  # its arithmetic
    told, more = phase_lines([sortie, hit], "china", names, say, 9)
    assert [line.text for line in told] == ["Aircraft bomb 2531: 52 men"]
    told, _ = phase_lines(
        [sortie, plain_event(robot, 902, "air", None, None, {"what": "bomb"})], "china", names, say, 9
    )
    assert [line.text for line in told] == ["Aircraft bomb 2531 × 2"]
    assert more == 1


def plain_event(
    robot: Robot, n: int, kind: str, unit: str | None, other: str | None, values: dict[str, object]
) -> Event:
    teller = robot.battle.session.events()[0].teller
    return Event(n, 1, "china", kind, unit, other, "2531", None, values, ("china", "japan"), teller)
