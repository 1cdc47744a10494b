"""The public API of docs/engine.md: orders, undo, events, views, records."""

import json

import pytest

from game.battle import Battle
from game.values import CannotUndo, IllegalOrder, Order, RecordError


@pytest.fixture
def battle():
    return Battle.load("hengyang/tutorial", seed=7)


def test_the_first_side_moves_first(battle):
    assert battle.sides == ("japan", "china")
    assert (battle.turn, battle.phasing, battle.outcome) == (1, "japan", None)


def test_every_listed_order_is_legal_and_reads_back(battle):
    orders = battle.legal_orders()
    assert str(orders[-1]) == "end"
    for order in orders:
        assert Order.parse(str(order)) == order
        assert battle.is_legal(order), order


def test_orders_of_a_unit_are_those_of_the_side(battle):
    everything = battle.legal_orders()
    unit = everything[0].unit
    assert battle.legal_orders(unit=unit) == [order for order in everything if order.unit == unit]


@pytest.mark.parametrize(
    "text, words",
    [
        ("nonsense", "no order"),
        ("jp-133r-1 fly 0607", "unknown order 'fly'"),
        ("jp-133r-9 dig", "did you mean jp-133r-"),
        ("jp-133r-1 move 9999", "off the map"),
        ("jp-133r-1 move zhangjiashann", "did you mean zhangjiashan"),
        ("jp-133r-1 assault 0101", "not next to"),
        ("cn-30r-2 dig", "not the phase"),
        ("japan dig", "to a unit"),
        ("jp-133r-1 air bomb 0607", "to a side"),
        ("japan ration much", "full|half|hoard"),
    ],
)
def test_an_illegal_order_says_why_and_changes_nothing(battle, text, words):
    before = battle.digest()
    with pytest.raises(IllegalOrder) as error:
        battle.give(text)
    assert words in error.value.reason
    assert "\n" not in error.value.reason
    assert battle.digest() == before


def test_undo_and_redo_give_back_the_very_battle(battle):
    order = "jp-133r-1 see on"
    before = battle.digest()
    battle.give(order)
    after = battle.digest()
    battle.undo()
    assert battle.digest() == before
    battle.redo()
    assert battle.digest() == after


def test_what_was_revealed_cannot_be_taken_back(battle):
    battle.give("end")
    with pytest.raises(CannotUndo, match="phase"):
        battle.undo()


def test_events_are_numbered_and_kept_from_who_did_not_see(battle):
    battle.give("end")
    assert [event.n for event in battle.events()] == list(range(len(battle.events())))
    for event in battle.events("china"):
        assert "china" in event.seen_by
    json.dumps([event.to_json() for event in battle.events()])
    assert all(event.text("en") and event.text("zh") for event in battle.events())


def test_a_view_shows_own_forces_and_no_hidden_enemy(battle):
    view = battle.view("japan")
    assert {unit.side for unit in view.own} == {"japan"}
    hidden = [unit for unit in battle.view("china").own if not unit.spotted and unit.at]
    assert hidden
    known = {contact.id for contact in (*view.seen, *view.remembered)}
    assert not known & {unit.id for unit in hidden}
    json.dumps(view.to_json())


def test_a_copy_goes_its_own_way(battle):
    other = battle.copy()
    assert other.digest() == battle.digest()
    other.give("end")
    assert other.digest() != battle.digest()


def test_save_and_open(battle, tmp_path):
    battle.give("jp-133r-1 see on")
    battle.give("end")
    path = tmp_path / "battle.hyrec"
    battle.save(path)
    again = Battle.open(path)
    assert again.digest() == battle.digest()
    assert again.recovered is None
    assert len(Battle.open(path, upto=1).orders) == 1
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"kind": "hengyang-record", "format": 99}'])
def test_what_is_no_record_is_refused_in_one_line(text, tmp_path):
    path = tmp_path / "bad.hyrec"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as error:
        Battle.open(path)
    assert "\n" not in str(error.value)


def test_same_seed_and_orders_same_digest():
    first, second = (Battle.load("hengyang/tutorial", seed=3) for _ in range(2))
    for battle in (first, second):
        for _ in range(3):
            battle.give("end")
    assert first.digest() == second.digest()
    assert Battle.load("hengyang/tutorial", seed=4).digest() != Battle.load("hengyang/tutorial", seed=3).digest()
