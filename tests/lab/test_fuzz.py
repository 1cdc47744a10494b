"""`fuzz`: planted faults are found and told with few orders; goals on islands are named; sound scenarios pass."""

import json

import numpy as np
import pytest

from game.cli import main
from game.engine import Engine
from game.lab import laws
from game.lab.field import Field
from game.lab.random_battle import Fault, RandomBattle, shrink
from game.lab.reach import unreachable
from game.rules import entries
from game.rules import state as s
from game.scenario import catalog
from game.scenario.model import Scenario
from game.values import IllegalOrder, Order
from tests.lab.planted import TUTORIAL, write
from tests.positions import draw


@pytest.fixture(scope="module")
def scenario():
    return catalog.load(TUTORIAL)


def found(scenario, seed=1):
    """The fault of a random battle, shrunk."""
    fault = RandomBattle(scenario, seed).play()
    assert fault is not None
    small = shrink(scenario, fault)
    assert small.same(fault)
    again = RandomBattle(scenario, seed).replay(small.orders, fault.kind == "endless")
    assert again == small  # what is told is what can be given again
    return small


def test_a_sound_scenario_has_no_fault(capsys):
    assert main(["fuzz", TUTORIAL, "--games", "3", "--seed", "5", "--jobs", "1"]) == 0
    assert "no faults" in capsys.readouterr().out


def test_the_report_is_the_same_for_any_number_of_jobs(tmp_path):
    written = []
    for jobs in ("1", "2"):
        file = tmp_path / jobs
        assert main(["fuzz", TUTORIAL, "--games", "4", "--jobs", jobs, "--json", str(file)]) == 0
        written.append(json.loads(file.read_text(encoding="utf-8")))
    assert written[0] == written[1]
    assert (written[0]["games"], written[0]["faults"], written[0]["ok"]) == (4, [], True)


def test_a_broken_law_is_told_in_one_order(scenario, monkeypatch):
    def nobody_digs(state, board, rules, start):
        return "somebody digs" if state.hexes["dig"].any() else None

    assert nobody_digs(Engine(scenario).state, None, None, None) is None
    monkeypatch.setitem(laws.LAWS, "nobody digs", nobody_digs)
    fault = found(scenario)
    assert (fault.kind, fault.name) == ("law", "nobody digs")
    assert len(fault.orders) <= 3  # who may dig need not be the one whose phase it is
    assert fault.orders[-1].endswith(" dig")


def test_a_crash_on_turn_three_is_told_in_four_ends(scenario, monkeypatch):
    view = Engine.view

    def broken(self, side):
        if self.turn == 3:
            raise ZeroDivisionError("nothing to divide by")
        return view(self, side)

    monkeypatch.setattr(Engine, "view", broken)
    fault = found(scenario)
    assert fault.kind == "crash"
    assert fault.name == "ZeroDivisionError in test_fuzz.py, broken"
    assert fault.orders == ("end",) * 4


def test_an_order_listed_and_refused_is_told(scenario, monkeypatch):
    give = Engine.give

    def refusing(self, order):
        if order.verb == "fire":
            raise IllegalOrder("not today")
        return give(self, order)

    monkeypatch.setattr(Engine, "give", refusing)
    fault = found(scenario)
    assert (fault.kind, fault.name) == ("refused", "fire")
    assert "not today" in fault.details
    assert len(fault.orders) <= 8


def test_a_dead_end_is_told_by_the_way_into_it(scenario, monkeypatch):
    list_all = entries.list_all

    def nothing_by_night(state, board, rules, rows):
        return 0 if state.clock["night"][0] else list_all(state, board, rules, rows)

    monkeypatch.setattr(entries, "list_all", nothing_by_night)
    fault = found(scenario)
    assert (fault.kind, fault.name) == ("dead end", "nothing to order")
    assert fault.orders == ("end", "end")


def test_fire_orders_alone_lead_nowhere(scenario, monkeypatch):
    only = np.array([[s.SEE, 0, -1, 1], [s.KILL, 0, -1, 0]], np.int64)

    def only_fire_orders(state, board, rules, rows):
        rows[:2] = only
        return 2

    monkeypatch.setattr(entries, "list_all", only_fire_orders)
    assert RandomBattle(scenario, 1).play().kind == "dead end"


def test_a_battle_that_does_not_end_is_told(monkeypatch):
    battle = RandomBattle(catalog.load("hengyang/first-assault").model_copy(update={"events": ()}), 1)
    monkeypatch.setattr(
        Scenario, "turns", property(lambda self: 0)
    )  # its calendar says nought, it goes on for ten turns
    fault = battle.replay([], finish=True)
    assert (fault.kind, fault.name) == ("endless", "the battle does not end")


def test_an_order_that_reads_as_another_is_told(scenario, monkeypatch):
    parse = Order.parse
    monkeypatch.setattr(Order, "parse", lambda text: parse("end") if text.endswith("dig") else parse(text))
    fault = RandomBattle(scenario, 1).play()
    assert (fault.kind, fault.name) == ("text", "dig")


def test_each_fault_is_told_once_with_its_games_and_exits_1(monkeypatch, capsys):
    monkeypatch.setitem(
        laws.LAWS, "no shelling", lambda state, *_: "shells" if state.hexes["batteries"].any() else None
    )
    assert main(["fuzz", TUTORIAL, "--games", "3", "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert out.count("law: no shelling (3 games)") == 1
    assert "1 faults" in out


def test_faults_are_the_same_by_kind_and_name():
    one = Fault("law", "a", "here", 1, ("end",))
    assert one.same(Fault("law", "a", "there", 2, ()))
    assert not one.same(Fault("law", "b", "here", 1, ("end",)))
    assert not one.same(None)


# ---------------------------------------------------------------- unreachable goals

WORTH = {"levels": [{"id": "all", "for": "none"}], "places": {"goal": {"red": {"final": 5}}}}
PLACE = {"goal": {"at": "0501", "name": "Goal"}}
BLUE = {"b": ("blue", "0502")}


def goals(rows, units, places=PLACE, edges=None, lines=None, **more):
    """Ids of the goals that cannot be reached, where red has points for 0501."""
    from tests.positions import LEGEND

    lines_of_map = rows.split()
    ground = {
        "grid": {"size": [len(lines_of_map[0]), len(lines_of_map)]}, "legend": LEGEND, "rows": rows, "places": places,
        "edges": edges or {}, "lines": lines or {}, "entries": {"west": ["0101"], "water": ["0301"]},
    }  # fmt: skip
    position = draw(rows, {**BLUE, **units}, map=ground, **({"victory": WORTH} | more))
    return [goal.id for goal in unreachable(Field(position.engine.scenario))]


RIVER = "..R..\n..R.."
ENGINEERS = {"e": ("red", "0102", {"kind": "engineers", "men": 100})}
RED = {"r": ("red", "0101")}


@pytest.mark.parametrize(
    "units, lines, lost",
    [
        (RED, {}, ["place-goal-red"]),
        (RED | ENGINEERS, {}, []),  # boats
        (RED, {"bridge": [{"through": ["0201", "0401"]}]}, []),
        (RED, {"bridge": [{"through": ["0201", "0401"], "state": "blown"}]}, ["place-goal-red"]),
        (RED | ENGINEERS, {"bridge": [{"through": ["0201", "0401"], "state": "blown"}]}, []),
        (RED, {"ferry": [{"through": ["0201", "0401"]}]}, []),
        ({"r": ("red", "0401")}, {}, []),  # already across
        ({"g": ("red", "0401", {"kind": "battery", "men": 100})} | RED, {}, ["place-goal-red"]),  # guns hold no place
    ],
)
def test_who_can_come_over_a_river(units, lines, lost):
    assert goals(RIVER, units, lines=lines) == lost


@pytest.mark.parametrize("units, lost", [(RED, ["place-goal-red"]), (RED | ENGINEERS, [])])
def test_a_cliff_all_round_takes_ladders(units, lost):
    assert goals("....^\n.....", units, edges={"cliff": [{"at": ["0501/s", "0501/sw"]}]}) == lost


def test_a_wave_is_counted_from_its_entry():
    waves = [{"id": "late", "side": "red", "units": ["r2"], "entry": "west", "arrives": "1944-06-29 day"}]
    outside = {"r2": ("red", None)}
    assert goals("..R..\n..R..", {"r": ("red", "0401"), **outside}, waves=waves) == []
    drowned = [waves[0] | {"entry": "water"}]
    assert goals("..R..\n..R..", {"r": ("red", "0401"), **outside}, waves=drowned) == ["wave-late"]


def test_a_fall_that_cannot_come_and_an_event_that_waits_in_vain():
    fall = {"core": ["goal"], "held": 1, "points": 9}
    when = {"taken": {"side": "red", "place": "goal"}}
    events = [{"id": "taken", "when": when, "do": [{"message": "Taken"}]}]
    lost = goals(RIVER, RED, victory=WORTH | {"fall": fall}, events=events)
    assert lost == ["place-goal-red", "fall", "event-taken"]


def test_the_command_names_an_unreachable_goal(tmp_path, capsys):
    more = (
        "map: {places: {island: {at: '0101', name: {en: Island, zh: 島}}}, edges: {river: [{at: [0101/se, 0101/s]}]}}\n"
        "victory: {places: {island: {china: {final: 9}}}}\n"
    )
    path = write(tmp_path / "island", TUTORIAL, "- {unit: cn-r10d-engineers, remove: true}", more)
    assert main(["fuzz", path, "--games", "1", "--jobs", "1"]) == 1
    assert "unreachable: china has points for 'island'" in capsys.readouterr().out
