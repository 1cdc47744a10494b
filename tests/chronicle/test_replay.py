"""Any moment of a record, whether today's rules agree, and where they do not."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from game import Battle
from game.battle import Battle as Played
from game.chronicle.past import Difference, Past, fault_of
from game.chronicle.record import read_record
from game.chronicle.replay import Replay, open_replay
from game.scenario import catalog
from tests.chronicle.conftest import fought, other_rules
from tests.golden_battles import BATTLES, orders_of, path_of

KEPT = Path(__file__).parent.parent / "golden" / "records"


@pytest.fixture(scope="module")
def replay(battle) -> Replay:
    return Replay(battle.record())


def test_every_moment_is_the_battle_as_it_was(replay, battle):
    played = Battle.load("hengyang/tutorial", seed=5)
    assert replay.length == len(battle.orders) == 160
    for n, order in enumerate(battle.orders):
        if n % 5 == 0:
            moment = replay.at(n)
            assert (moment.digest(), moment.orders) == (played.digest(), played.orders)
            assert moment.events() == played.events()
        known = len(played.events())
        played.give(order)
        told = replay.moment(n + 1)
        assert told.order == order and list(told.events) == played.events(since=known)
    assert [moment.n for moment in replay] == list(range(1, 161))


def test_going_back_and_forth_changes_nothing(replay):
    pick, seen = Random(1), {}
    for _ in range(60):
        n = pick.randrange(replay.length + 1)
        digest = replay.at(n).digest()
        assert seen.setdefault(n, digest) == digest


def test_phases_and_turns_lie_side_by_side(replay):
    assert replay.phases[0].first == 0 and replay.phases[-1].last == replay.length
    assert all(a.last == b.first for a, b in zip(replay.phases, replay.phases[1:], strict=False))
    for turn, n in enumerate(replay.turns, 1):
        assert replay.at(n).turn == turn
    assert replay.phase_of(0) == replay.phases[0]
    assert replay.phase_of(replay.phases[0].last) == replay.phases[1]
    assert replay.phase_of(replay.length) == replay.phases[-1]


def test_it_can_be_played_on_from_any_moment(replay, battle):
    fork = replay.at(40)
    before = fork.digest()
    other = next(order for order in fork.legal_orders() if order != battle.orders[40])
    fork.give(other)
    assert fork.orders[:40] == battle.orders[:40] and len(fork.orders) == 41
    assert replay.at(40).digest() == before
    again = Replay(fork.record())
    assert again.agrees and again.at(41).digest() == fork.digest()


@pytest.mark.parametrize("n", [-1, 161])
def test_a_moment_that_is_not_there(replay, n):
    with pytest.raises(IndexError):
        replay.at(n)


def test_rules_that_agree_have_no_difference(replay):
    assert replay.agrees and replay.difference is None


@pytest.mark.parametrize("n", [1, 37, 160])
def test_the_first_order_that_differs_is_named_with_its_fields(battle, n):
    record = other_rules(battle.record(), n, "fatigue", 77)
    replay = Replay(record)
    difference = replay.difference
    assert isinstance(difference, Difference)
    assert difference.order == n and difference.text == str(battle.orders[n - 1])
    (field,) = (field for field in difference.fields if field[2] == "fatigue")
    assert field[0] == "units" and field[1] == battle.names.units[0] and field[3] == 77 and field[4] != 77
    assert difference.expected != difference.found
    assert f"{field[1]} fatigue: 77" in difference.words()


def test_a_record_of_other_rules_is_shown_as_it_was_and_played_on(battle, tmp_path):
    record = other_rules(battle.record(), 50, "fatigue", 77)
    replay = Replay(record)
    assert replay.at(50).state.units["fatigue"][0] == 77
    again = Played.begun(record)
    remark = again._resume(record, 50)
    assert "the rules have changed" in remark and "order 50" in remark
    assert again.state.units["fatigue"][0] == 77
    again.give(again.legal_orders()[0])
    again.save(tmp_path / "on.hyrec")
    assert Battle.open(tmp_path / "on.hyrec").digest() == again.digest()


def test_an_order_that_is_no_longer_legal_is_named(battle):
    record = battle.record()
    entries = list(record.entries)
    entries[20] = replace(entries[20], order="jp-133r-1 assault 0101")
    difference = Replay(replace(record, entries=tuple(entries))).difference
    assert difference is not None and difference.order == 21 and difference.refused


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.hyrec")), ids=lambda path: path.stem)
def test_kept_records_can_be_looked_at(path):
    replay = open_replay(path)
    assert replay.length == len(read_record(path).entries)
    for n in range(0, replay.length + 1, 10):
        assert len(replay.at(n).orders) == n


@pytest.mark.parametrize("make", BATTLES, ids=lambda make: make.__name__)
def test_golden_battles_verify(make):
    """Each kept battle as a record: every digest comes out again."""
    engine = make()
    if not isinstance(engine, Battle):
        merged = engine.scenario.model_dump(mode="json", by_alias=True, exclude_none=True)
        engine = Battle(engine.scenario, merged, engine.seed)
    orders = orders_of(path_of(make).read_text(encoding="utf-8"))
    for order in orders:
        engine.give(order)
    fresh = engine.anew(engine.seed)
    past = Past(fresh, engine.record())
    assert len(past.steps) == len(orders)
    assert past.difference(fresh, len(orders)) is None


@pytest.mark.parametrize("scenario", catalog.names())
def test_no_state_of_an_honest_battle_is_called_impossible(scenario):
    battle = fought(2, 25, scenario)
    for _ in range(16):
        if battle.outcome is None:
            side = battle.phasing
            choices = battle.view(side).choices
            for order in (*(f"{side} choose {its['event']} {its['options'][0][0]}" for its in choices), "end"):
                battle.give(order)
    replay = Replay(battle.record())
    for n in range(0, replay.length + 1, 9):
        assert fault_of(replay.battle, replay.past.layout, replay.row_at(n)) == ""


def test_a_field_that_the_records_rules_did_not_have_is_as_today(battle):
    record = battle.record()
    fields = {name: [column for column in columns if column != "men"] for name, columns in record.fields.items()}
    units = {
        row: {name: value for name, value in cells.items() if name != "men"}
        for row, cells in record.start_state["units"].items()
    }
    older = replace(record, fields=fields, start_state=record.start_state | {"units": units})
    again = Replay(older)
    assert again.at(0).digest() == Replay(record).at(0).digest()
