"""The replay, driven by posted events: moments, views, search, following, play on, what if."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game import Battle
from game.chronicle.replay import Replay
from game.cli import main
from game.errors import UserError
from game.ui import app as ui
from game.ui import start
from game.ui.bench import Robot
from game.ui.scenes import base, what_if
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.dialogs import Question
from game.ui.scenes.replay import ReplayScene
from game.ui.scenes.replay_tips import phase_tip
from game.ui.scenes.replay_words import order_words, plan_words
from game.ui.scenes.session import Session
from game.ui.scenes.title import TitleScene
from game.ui.scenes.what_if import WhatIfScene
from game.ui.text.i18n import Tongue
from tests.chronicle.conftest import fought


@pytest.fixture(scope="module")
def battle() -> Battle:
    made = fought(5, 160)
    made.settings = {"seats": {"side": "china", "opponent": "veteran"}}
    return made


@pytest.fixture(scope="module")
def replay(battle: Battle) -> Replay:
    return Replay(battle.record())


@pytest.fixture
def robot(replay: Replay) -> Iterator[Robot]:
    app = ui.App((1280, 720), "en", False)
    app.desk.settings = app.desk.settings.with_(pace="instant", sound=False)
    app.fulfil(base.Open(TitleScene()))
    app.fulfil(base.Open(ReplayScene(replay)))
    pygame.event.clear()
    yield Robot(app)
    for scene in app.scenes:
        scene.close()
    if app.desk.session:
        app.desk.session.stop_computer()


def scene_of(robot: Robot) -> ReplayScene:
    scene = robot.top
    assert isinstance(scene, ReplayScene)
    return scene


def test_by_order_turn_and_phase_both_ways(robot: Robot, replay: Replay) -> None:
    scene = scene_of(robot)
    robot.key(pygame.K_RIGHT)
    robot.key(pygame.K_RIGHT)
    assert scene.table.n == 2
    robot.key(pygame.K_LEFT)
    assert scene.table.n == 1
    robot.key(pygame.K_RIGHT, pygame.KMOD_CTRL)
    assert scene.table.n == replay.turns[1]
    robot.key(pygame.K_DOWN)
    assert scene.table.n == next(phase.first for phase in replay.phases if phase.first > replay.turns[1])
    robot.key(pygame.K_LEFT, pygame.KMOD_CTRL)
    assert scene.table.n == replay.turns[1]
    robot.key(pygame.K_UP)
    assert scene.table.n < replay.turns[1]
    robot.key(pygame.K_END)
    assert scene.table.n == replay.length
    robot.key(pygame.K_RIGHT)
    assert scene.table.n == replay.length
    robot.key(pygame.K_HOME)
    assert scene.table.n == 0
    assert scene.table.battle.digest() == replay.at(0).digest()


def test_it_plays_at_its_speed_and_stops_at_the_end(robot: Robot, replay: Replay) -> None:
    scene = scene_of(robot)
    scene.go(replay.length - 12)
    robot.press("speed")
    robot.key(pygame.K_PLUS)
    assert scene.speed == 8
    robot.key(pygame.K_SPACE)
    assert scene.playing and scene.moving
    end = time.perf_counter() + 20
    while scene.playing and time.perf_counter() < end:
        robot.pump()
    assert scene.table.n == replay.length and not scene.playing
    robot.key(pygame.K_SPACE, pygame.KMOD_SHIFT)
    seen = [scene.table.n]
    while scene.playing and time.perf_counter() < end + 30:
        scene.tick(robot.app.desk, 1000)
        seen.append(scene.table.n)
    assert scene.table.n == 0 and not scene.playing and seen == sorted(seen, reverse=True)
    table = scene.table
    forwards = []
    while table.n < replay.length:
        forwards.append(table.n)
        table.go(table.next_shown())
    assert {*seen, replay.length} == {*forwards, replay.length}  # the same moments both ways


def test_the_time_line_is_clicked_and_dragged(robot: Robot, replay: Replay) -> None:
    scene = scene_of(robot)
    robot.pump()
    box = scene.panels.line_box
    robot.click((box.centerx, box.centery))
    assert 0 < scene.table.n < replay.length
    robot.drag((box.centerx, box.centery), (box.right - 1, box.centery), 6)
    assert scene.table.n >= replay.length - 1
    mark = scene.table.marks[0]
    tip = phase_tip(mark, scene.names, Tongue("zh"))
    assert "第1回合" in tip.title


def test_men_lost_on_the_time_line_are_those_of_the_battle(robot: Robot, replay: Replay, battle: Battle) -> None:
    table = scene_of(robot).table
    for i, side in enumerate(battle.sides):
        row = battle.state.sides[i]
        lost = sum(int(row[name]) for name in ("killed", "died", "wounded", "captured"))
        assert sum(mark.lost[side] for mark in table.marks) == lost > 0


def test_each_side_sees_what_it_knew(robot: Robot, replay: Replay) -> None:
    scene = scene_of(robot)
    scene.go(60)
    everyone = set(scene.table.units)
    robot.press("see china")
    table = scene.table
    assert table.side == "china" and set(table.units) < everyone
    assert {unit.side for unit in table.units.values()} == {"china"}
    view = replay.at(60).view("china")
    assert set(table.contacts) == {its.id for its in (*view.seen, *view.remembered)}
    hidden = next(n for n in range(1, 60) if replay.moment(n).side == "japan")
    scene.go(hidden)
    assert not table.order_known and not scene.can_ask
    assert all("china" in event.seen_by for event in table.events)
    robot.key(pygame.K_TAB)
    assert table.side == ""


def test_search_goes_from_hit_to_hit(robot: Robot) -> None:
    scene = scene_of(robot)
    robot.key(pygame.K_SLASH)
    assert scene.searching
    for letter in "assaults":
        robot.post(pygame.TEXTINPUT, text=letter)
        robot.pump()
    assert scene.search_text == "assaults" and scene.found
    robot.key(pygame.K_RETURN)
    first = scene.table.n
    assert any("assaults" in event.text() for event in scene.table.events)
    robot.key(pygame.K_RETURN)
    assert scene.table.n > first or len(scene.found) == 1
    robot.key(pygame.K_BACKSPACE)
    assert scene.search_text == "assault"
    robot.key(pygame.K_ESCAPE)
    assert not scene.searching and robot.top is scene


def test_a_unit_is_followed_from_event_to_event(robot: Robot, replay: Replay) -> None:
    scene = scene_of(robot)
    unit = next(event.unit for moment in replay for event in moment.events if event.kind == "assault" and event.unit)
    at = scene.table.where(unit)
    assert at is not None
    scene.chart.centre_on(at)
    robot.pump()
    for _ in range(4):
        if scene.selected != unit:
            robot.click(scene.chart.centre(at))
    assert scene.selected == unit
    robot.key(pygame.K_f)
    assert scene.following == unit
    robot.key(pygame.K_SPACE)
    scene.due_ms = 0.0
    robot.pump()
    assert scene.table.n in {its.n for its in scene.table.story(unit, replay.length)}
    assert scene.panels.find("follow", robot.app.desk) is not None


def test_play_on_is_a_battle_of_its_own(robot: Robot, replay: Replay) -> None:
    scene = scene_of(robot)
    scene.go(40)
    before = replay.at(40).digest()
    robot.key(pygame.K_p)
    assert isinstance(robot.top, Question)
    robot.press("6")  # two players at one table
    assert isinstance(robot.top, BattleScene)
    session = robot.battle.session
    assert session.battle.digest() == before and session.opponent == "human"
    session.battle.give(session.battle.legal_orders()[0])
    assert replay.at(40).digest() == before


def test_at_the_end_of_a_battle_nothing_goes_on(robot: Robot) -> None:
    ended = fought(5, 10_000)
    assert ended.outcome is not None
    scene = ReplayScene(Replay(ended.record()))
    robot.app.fulfil(base.Open(scene))
    robot.key(pygame.K_END)
    robot.key(pygame.K_p)
    assert robot.top is scene and scene.note_text


def test_what_if_compares_and_plays_on(robot: Robot, replay: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(what_if.WhatIfScene.__init__, "__defaults__", (8,))
    scene = scene_of(robot)
    n = next(moment.n for moment in replay if moment.order.verb in ("assault", "fire", "move"))
    scene.go(n)
    robot.key(pygame.K_w)
    asked = robot.top
    assert isinstance(asked, WhatIfScene) and asked.given == replay.moment(n).order
    assert asked.given not in asked.others and None in asked.others
    robot.press("try 1")
    robot.until(lambda: not asked.watching)
    robot.pump()
    assert asked.worker is not None and asked.worker.what_if.done == 8
    robot.press("play")
    assert isinstance(robot.top, Question)
    robot.press("0")
    assert robot.battle.session.battle.orders[n - 1] == asked.chosen


def test_the_end_of_a_phase_cannot_be_asked_about(robot: Robot, replay: Replay) -> None:
    scene = scene_of(robot)
    scene.go(replay.phases[0].last)
    robot.key(pygame.K_w)
    assert robot.top is scene and scene.note_text


def test_from_the_title_to_a_record_and_back(robot: Robot, battle: Battle, tmp_path: Path) -> None:
    (tmp_path / "saves").mkdir()
    battle.save(tmp_path / "saves" / "mine.hyrec")
    robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, TitleScene)
    robot.top.prepared.ready = True
    robot.press("replay")
    robot.press("file 0")
    robot.until(lambda: isinstance(robot.top, ReplayScene))
    assert scene_of(robot).table.side == "china"  # the battle goes on: as its player knows it
    robot.key(pygame.K_ESCAPE)
    assert isinstance(robot.top, TitleScene)


def test_a_file_that_is_no_record_is_told(robot: Robot, tmp_path: Path) -> None:
    (tmp_path / "saves").mkdir()
    (tmp_path / "saves" / "bad.hyrec").write_text("rubbish")
    robot.key(pygame.K_ESCAPE)
    title: Any = robot.top
    title.prepared.ready = True
    robot.press("replay")
    robot.press("file 0")
    robot.until(lambda: robot.top is title)
    assert "no record" in title.line


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_order_has_words(replay: Replay, lang: str) -> None:
    from game.ui.panels.gazetteer import Gazetteer

    names, say = Gazetteer(replay.battle.scenario), Tongue(lang)
    for moment in replay:
        words = order_words(moment.order, names, say)
        assert words and "replay." not in words and (moment.order.unit or "end") not in words.split()


def test_plans_in_chinese() -> None:
    say = Tongue("zh")
    assert plan_words("main effort 1628, rest hold", say) == "主攻1628，其餘固守"
    assert plan_words("probe for 7 turns", say) == "試探，7 回合"
    assert plan_words("by the plan, don'ts: see, aim", Tongue("en")) == "by the plan, don'ts: see, aim"


@pytest.mark.parametrize("size", [(960, 600), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_panels_stay_on_the_screen_and_apart(robot: Robot, replay: Replay, size: tuple[int, int], lang: str) -> None:
    app, scene = robot.app, scene_of(robot)
    app.desk.say = Tongue(lang)
    app.resize(size)
    scene.go(90)
    scene.selected = next(iter(scene.table.units))
    placed = dict(scene.panels.placed(app.desk))
    frame = pygame.Rect(0, 0, *size)
    assert all(frame.contains(its.rect) for its in placed.values()), {name: its.rect for name, its in placed.items()}
    for name in ("caption", "mini", "card", "controls"):
        assert not placed[name].rect.colliderect(placed["line"].rect), name
        others = [its for other, its in placed.items() if other not in (name, "bar")]
        assert sum(placed[name].rect.colliderect(its.rect) for its in others) == 0, name


def test_a_record_is_played_on_as_another_side(battle: Battle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.hyrec"
    battle.save(path)
    assert (Session.open(path, None).side, Session.open(path, None).opponent) == ("china", "veteran")
    other = Session.open(path, None, "japan", "human")
    assert (other.side, other.opponent) == ("japan", "human")


@pytest.mark.parametrize(("name", "side", "words"), [("none", None, "cannot open"), ("mine", "rome", "no side 'rome'")])
def test_play_refuses_what_is_not_there_before_a_window_opens(
    battle: Battle, tmp_path: Path, name: str, side: str | None, words: str
) -> None:
    battle.save(tmp_path / "mine.hyrec")
    with pytest.raises(UserError, match=words):
        start.run(str(tmp_path / f"{name}.hyrec"), side)


def test_the_time_line_of_one_side_keeps_the_enemys_losses_to_itself(robot: Robot) -> None:
    table = scene_of(robot).table
    assert sum(mark.lost["japan"] for mark in table.shown_marks) > 0
    robot.press("see china")
    assert {mark.lost["japan"] for mark in table.shown_marks} == {0}
    assert all("china" in event.seen_by for mark in table.shown_marks for event in mark.grave)


def test_watch_opens_the_window_at_a_turn(battle: Battle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    battle.save(tmp_path / "mine.hyrec")
    seen = []

    def look(app: ui.App) -> None:
        hand = Robot(app)
        hand.until(lambda: isinstance(hand.top, ReplayScene))
        top = hand.top
        assert isinstance(top, ReplayScene)
        seen.append((top.table.battle.turn, top.table.n))

    monkeypatch.setattr(ui.App, "loop", look)
    assert main(["replay", str(tmp_path / "mine.hyrec"), "--watch", "--to", "2"]) == 0
    assert seen == [(3, Replay(battle.record()).turns[2])]
    with pytest.raises(UserError, match="no turn 99"):
        start.watch(str(tmp_path / "mine.hyrec"), 99)
