"""The after-action report: sums that add up, luck that is none on average, one page that needs nothing else."""

import html
import html.parser
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from game import Computer, cli
from game.battle import Battle
from game.chronicle.record import read_record
from game.chronicle.replay import Replay
from game.chronicle.report import NoReport, Report, add_up, judge_it
from game.chronicle.report_html import Pictures, page
from game.chronicle.report_ledger import Luck, taken_permille
from game.chronicle.report_moments import moments_of, window_of
from game.chronicle.report_outlook import Judge
from game.chronicle.report_replay import replay_of
from game.chronicle.report_swings import LEAST, giver
from game.chronicle.report_trace import LOST, ground_row, toll_of
from game.chronicle.report_words import both
from game.rules.digest import copy_state
from game.ui import report_page
from game.ui.map.ground import hex_centre
from game.ui.map.then import GroundThen
from game.views import ground_of
from tests.chronicle.conftest import other_rules
from tests.recruits import played_out

KEPT = Path(__file__).parent.parent / "golden" / "records"


def played(seed: int) -> Battle:
    """A hill fight between recruits."""
    return played_out(Battle.load("hengyang/tutorial", seed=seed))


@pytest.fixture(scope="module")
def battle() -> Battle:
    return played(3)


@pytest.fixture(scope="module")
def report(battle: Battle) -> Report:
    report = add_up(battle)
    judge_it(report, seed=5, playouts=320)
    return report


def test_going_through_again_ends_where_the_battle_ended(report: Report, battle: Battle) -> None:
    assert report.engine.digest() == battle.digest()
    assert [step.order for phase in report.trace.phases for step in phase.steps] == list(battle.orders)
    assert [event.to_json() for event in report.trace.events] == [event.to_json() for event in battle.events()]


def test_losses_by_day_and_cause_add_up_to_the_tallies(report: Report) -> None:
    for side, days in report.ledger.days.items():
        tally = report.trace.standings[-1].losses[side]
        assert sum(day.total for day in days) == sum(tally[name] for name in LOST)
        assert all(men >= 0 for day in days for men in day.by_cause.values())


def test_the_wounded_who_are_captured_when_the_city_falls_stay_wounded(report: Report) -> None:
    """As if the last standing were that after the fall: the tallies move them, the toll does not."""
    side = report.engine.sides[1]
    before = report.trace.toll(side)
    assert before == sorted(before) and report.trace.captive_wounded(side) == 0
    assert toll_of(report.engine) == {name: report.trace.toll(name)[-1] for name in report.engine.sides}
    last = report.trace.standings[-1]
    losses = {**last.losses[side], "wounded": last.losses[side]["wounded"] - 5}
    fallen = replace(last, losses={**last.losses, side: losses})
    trace = replace(report.trace, standings=[*report.trace.standings, fallen])
    assert trace.toll(side) == [*before, before[-1]] and trace.captive_wounded(side) == 5


def test_the_same_battle_and_seed_give_the_same_report(report: Report, battle: Battle) -> None:
    again = add_up(battle)
    judge_it(again, seed=5, playouts=320)
    assert again.swings == report.swings
    judge_it(again, seed=6, playouts=320)
    assert again.swings != report.swings


def test_a_swing_is_its_decision_and_its_luck(report: Report) -> None:
    assert report.swings is not None
    for swing in report.swings.swings:
        assert swing.total == swing.decision + swing.luck == swing.after - swing.before
        assert all(order.weight >= LEAST for order in swing.orders)
    assert any(swing.orders for swing in report.swings.swings)
    assert report.swings.swings[-1].after in (0, 500, 1000)  # the end is certain


def test_luck_is_none_on_average(report: Report) -> None:
    """The bloodiest order given again and again: what comes, less the average of others of its kind."""
    engine, trace = report.engine, report.trace
    phase, step = max(
        ((phase, step) for phase in trace.phases for step in phase.steps if step.order.verb == "assault"),
        key=lambda pair: sum(event.values.get("attacker_losses", 0) for event in pair[1].events),
    )
    judge = Judge(engine, 1)
    state = copy_state(phase.before)
    state.clock["journal_on"] = 0
    for earlier in phase.steps[: phase.steps.index(step)]:
        giver(engine, earlier)(state)
    give = giver(engine, step)
    first = judge.given_again(state, give, 300, 1)
    second = judge.given_again(state, give, 300, 2)
    judge.close()
    assert first.std() > 0  # the dice matter
    error = float(np.sqrt(first.var() / 300 + second.var() / 300))
    assert abs(first.mean() - second.mean()) < 4 * error


def test_no_luck_where_the_scenario_has_none() -> None:
    battle = Battle.load("hengyang/tutorial")
    rules = battle.scenario.rules.model_copy(update={"randomness": "expected"})
    battle = Battle(battle.scenario.model_copy(update={"rules": rules}), battle.merged)
    players = {side: Computer(side, "recruit", seed=1) for side in battle.sides}
    for _ in range(4):
        players[battle.phasing].play_phase(battle)
    ledger = add_up(battle, unfinished=True).ledger
    volleys = [ledger.luck[side]["volleys"] for side in battle.sides]
    assert sum(its.count for its in volleys) > 0
    assert all(its.actual == pytest.approx(its.expected) and its.deviation == 0 for its in volleys)


def test_a_deviation_favours_its_side_when_positive() -> None:
    luck = Luck()
    luck.add(10, 14, 4)
    luck.add(10, 10, 0)
    assert (luck.count, luck.expected, luck.actual, luck.deviation) == (2, 20, 24, 2)


@pytest.mark.parametrize("shift, permille", [(-10, 0), (0, 210), (4, 550), (7, 790), (30, 1000)])
def test_chance_to_take_a_position(report: Report, shift: int, permille: int) -> None:
    assert taken_permille(report.engine.scenario, shift) == permille  # 15 or more with two ten-sided dice


def test_a_battle_under_way_keeps_its_secrets() -> None:
    battle = Battle.load("hengyang/tutorial", seed=1)
    with pytest.raises(NoReport, match="nothing has been ordered"):
        add_up(battle)
    battle.give("end")
    with pytest.raises(NoReport, match="not over"):
        add_up(battle)
    assert add_up(battle, unfinished=True).outcome is None


def test_a_battle_of_other_rules_is_told_from_its_outcomes(battle: Battle, tmp_path: Path) -> None:
    """As if other rules had left the first unit a single man at the end of the first phase."""
    n = first_end(battle)
    record = other_rules(battle.record(), n, "men", 1)
    other = Battle.begun(record)
    other._resume(record, len(record.entries))
    file, html_file = tmp_path / "other.hyrec", tmp_path / "other.html"
    other.save(file)
    other = Battle.open(file)
    assert f"order {n} " in other.other_rules and not battle.other_rules
    told = add_up(other)
    change = next(change for change in told.trace.phases[0].steps[-1].changes if change.unit == 0)
    assert change.men == 1 and told.trace.phases[1].before.units["men"][0] == 1
    assert [event.to_json() for event in told.trace.events] == [event.to_json() for event in battle.events()]
    judge_it(told, playouts=24)
    assert told.swings is None and told.other_rules == other.other_rules
    assert cli.main(["report", str(file), "--html", str(html_file)]) == 0
    text = html_file.read_text(encoding="utf-8")
    assert both("report.other_rules")[0] in html.unescape(text) and 'id="s-chances"' not in text
    fork = Replay(read_record(file)).at(n)  # played on from there, part of it was still fought by other rules
    fork.give("end")
    assert add_up(fork, unfinished=True).other_rules and not Replay(battle.record()).at(n).other_rules


def first_end(battle: Battle) -> int:
    """How many orders the first phase has."""
    return [str(order) for order in battle.orders].index("end") + 1


@pytest.mark.parametrize("kept", ["format-1.hyrec", "format-2.hyrec"])
def test_old_files_are_reported_on(kept: str) -> None:
    battle = Battle.open(KEPT / kept)
    told = add_up(battle, unfinished=True)
    assert told.trace.orders == len(battle.orders)
    assert np.array_equal(told.trace.engine.state.units, battle.state.units)
    assert {row[0] for row in moments_of(told)[-1].units} == set(np.flatnonzero(battle.state.units["status"] == 1))


def test_an_old_file_of_other_rules_is_reported_on() -> None:
    record = other_rules(read_record(KEPT / "format-2.hyrec"), 57, "fatigue", 77)
    battle = Battle.begun(record)
    battle._resume(record, len(record.entries))
    told = add_up(battle, unfinished=True)
    assert told.other_rules and told.trace.standings[-1].margin == battle.view("china").margin


def valueless(event: dict[str, Any]) -> dict[str, Any]:
    return {key: its for key, its in event.items() if key != "values"}


def test_a_record_that_says_too_little_is_refused(battle: Battle) -> None:
    record = other_rules(battle.record(), first_end(battle), "men", 1)
    entries = [replace(entry, events=tuple(map(valueless, entry.events or ()))) for entry in record.entries]
    record = replace(record, entries=tuple(entries))
    poor = Battle.begun(record)
    poor._resume(record, len(entries))
    with pytest.raises(NoReport, match="does not say enough"):
        add_up(poor)


def test_key_moments_have_the_ground_of_their_time(report: Report) -> None:
    """The maps follow the true State: what was dug, burnt or heaped up since the beginning."""
    told = moments_of(report)
    end = report.engine
    assert told[-1].ground == ground_of(end.names, end.state)
    assert told[-1].control == end.state.hexes["control"].tolist()
    state = end.copied_state()
    edge = state.edges[0]
    state.edges["ramp"][0] += 300
    heaped = ground_of(end.names, state)
    assert 300 in heaped.ramps.values() and heaped != told[-1].ground
    painter = GroundThen(end.scenario, window_of(report.trace), 20)
    plain, ramp = (pygame.surfarray.array3d(painter.picture(its)) for its in (told[-1].ground, heaped))
    x, y = (np.abs(plain.astype(int) - ramp).sum(axis=2) > 0).nonzero()
    col, row = int(edge["hex"]) % end.names.cols, int(edge["hex"]) // end.names.cols
    across, down = hex_centre(col, row)
    left, top = painter.window.left, painter.window.top
    assert len(x) and np.hypot(x / 20 - (across - left), y / 20 - (down - top)).max() < 2.5


def test_the_replay_s_frames_lead_to_the_end(report: Report) -> None:
    data = replay_of(report.trace, report.past)
    units = {}
    for flat in (data["start"], *(frame[0] for frame in data["frames"])):
        for i in range(0, len(flat), 4):
            units[flat[i]] = tuple(flat[i + 1 : i + 4])
    control = [int(digit) - 1 for digit in data["control"]]
    for frame in data["frames"]:
        for i in range(0, len(frame[1]), 2):
            control[frame[1][i]] = frame[1][i + 1]
    state = report.engine.state
    assert control == state.hexes["control"].tolist()
    row = ground_row(report.engine, report.trace.phases[0].before)
    for frame in data["frames"]:
        row[frame[3][0::2]] = frame[3][1::2]
    assert np.array_equal(row, ground_row(report.engine, state)) and row.any()
    assert len(row) == 2 * data["cols"] * data["rows"] + len(data["edges"])
    for u, (at, men, _) in units.items():
        present = state.units["status"][u] == 1
        assert (at, men) == ((state.units["at"][u], state.units["men"][u]) if present else (-1, 0))


def test_the_command(battle: Battle, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, file = tmp_path / "a.hyrec", tmp_path / "a.html"
    battle.save(record)
    assert cli.main(["report", str(record), "--html", str(file), "--playouts", "24", "--lang", "zh"]) == 0
    assert '<html lang="zh"' in file.read_text(encoding="utf-8")
    young = Battle.load("hengyang/tutorial", seed=1)
    young.give("end")
    young.save(record)
    capsys.readouterr()
    assert cli.main(["report", str(record), "--html", str(tmp_path / "b.html")]) == 1
    told = capsys.readouterr()
    assert "not over" in told.err and "Traceback" not in told.err and not (tmp_path / "b.html").exists()
    assert cli.main(["report", str(tmp_path / "none.hyrec"), "--html", str(file)]) == 1
    with pytest.raises(SystemExit) as wrong:
        cli.main(["report", str(record), "--html", str(tmp_path / "nowhere" / "c.html")])
    assert wrong.value.code == 2


class Tags(html.parser.HTMLParser):
    """Whatever in a page would be fetched, and whether its elements close."""

    VOID = frozenset(("meta", "br", "input", "image", "use", "path", "circle", "rect", "img"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "xlink:href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_one_page_that_needs_nothing_else(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    report_page.write(report, file, "zh")
    text = file.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert all(link.startswith(("#", "data:")) for link in tags.links)
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", text)
    assert file.stat().st_size < 5_000_000
    english, chinese = (len(re.findall(f'<(?:span|text)[^>]* lang="{lang}"', text)) for lang in ("en", "zh"))
    assert english == chinese > 100


SEEK = """<script>setTimeout(() => {
  const told = [], tell = () => {
    const { units, control, land } = replay.state;
    told.push(structuredClone([replay.at, units, control, [...land]]));
  };
  for (const n of [-1, 30, 3, replay.frames.length, 1, 0]) { if (n >= 0) replay.seek(n); tell(); }
  document.title = JSON.stringify(told);
}, 500)</script></body>"""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no browser to run the page in")
def test_the_page_s_replay_shows_every_moment_as_it_was(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    report_page.write(report, file, "en")
    file.write_text(file.read_text(encoding="utf-8").replace("</body>", SEEK), encoding="utf-8")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom"]
    command = ["chromium", f"--user-data-dir={tmp_path}", *flags, file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    title = re.search("<title>(.*?)</title>", done.stdout)
    assert title, done.stderr
    told = json.loads(html.unescape(title[1]))
    data = replay_of(report.trace, report.past)
    assert [at for at, *_ in told] == [0, 30, 3, len(data["frames"]), 1, 0]
    for at, units, control, land in told:
        found = [[-1, 0, 0] for _ in data["units"]]
        held, lies = [int(digit) for digit in data["control"]], {}
        for changes, sides, _, ground in ([data["start"], [], [], []], *data["frames"][:at]):
            for i in range(0, len(changes), 4):
                found[changes[i]] = changes[i + 1 : i + 4]
            for i in range(0, len(sides), 2):
                held[sides[i]] = sides[i + 1] + 1
            lies |= dict(zip(ground[0::2], ground[1::2], strict=True))
        assert (units, control, dict(land)) == (found, held, lies), at


def test_an_author_s_words_cannot_break_the_page(report: Report) -> None:
    scenario = report.engine.scenario
    evil = scenario.title.model_copy(update={"en": "</script><b onload=x>", "zh": None})
    report.engine.scenario = scenario.model_copy(update={"title": evil})
    try:
        text = page(report, Pictures(window_of(report.trace), (10, 10), b"", ()))
    finally:
        report.engine.scenario = scenario
    assert "<b onload" not in text
    data = re.search(r'id="battle">(.*?)</script>', text, re.DOTALL)
    assert data and json.loads(data[1])["cols"] == report.engine.names.cols
