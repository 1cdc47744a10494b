"""A record tells all of a battle, in the same bytes each time, and opens where it was left."""

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from game import Battle, CannotUndo
from game.chronicle.record import parse_record, read_record
from game.chronicle.states import Layout
from game.scenario import catalog
from tests.random_play import choose

KEPT = Path(__file__).parent.parent / "golden" / "records"


def test_it_opens_as_the_same_battle(battle, tmp_path):
    path = tmp_path / "battle.hyrec"
    battle.save(path)
    again = Battle.open(path)
    assert again.recovered is None
    assert again.digest() == battle.digest()
    assert again.orders == battle.orders
    assert again.events() == battle.events()
    assert [event.text("zh") for event in again.events()] == [event.text("zh") for event in battle.events()]
    assert again.settings == battle.settings
    assert again.briefs == battle.briefs
    assert again.packed() == battle.packed() == path.read_bytes()
    order = battle.legal_orders()[0]
    assert again.give(order) == battle.copy().give(order)


def test_at_every_phase_of_a_random_battle_save_and_open_give_the_same_digest(fresh, tmp_path):
    battle, pick, path = fresh.copy(), Random(3), tmp_path / "battle.hyrec"
    phases = 0
    while battle.outcome is None:
        order = choose(battle.legal_orders(), pick)
        battle.give(order)
        if order.verb == "end":
            battle.save(path)
            again = Battle.open(path)
            assert (again.digest(), again.recovered) == (battle.digest(), None)
            phases += 1
    assert phases == 12


def test_it_opens_after_any_number_of_orders(battle, tmp_path):
    path = tmp_path / "battle.hyrec"
    battle.save(path)
    played = Battle.load("hengyang/tutorial", seed=5)
    for n, order in enumerate(battle.orders[:60]):
        if n % 7 == 0:
            opened = Battle.open(path, upto=n)
            assert (opened.digest(), len(opened.orders), opened.recovered) == (played.digest(), n, None)
        played.give(order)


def test_it_is_readable_text_in_canonical_form(battle):
    text = gzip.decompress(battle.packed()).decode()
    lines = text.splitlines()
    assert lines[0] == "hengyang-record 2"
    kinds = [line.split(" ", 2)[1] for line in lines[1:]]
    assert kinds.count("order") == kinds.count("result") == 160
    assert kinds[0] == "about" and kinds[-1] == "end"
    orders = [json.loads(line.split(" ", 2)[2])["order"] for line in lines[1:] if line.split(" ", 2)[1] == "order"]
    assert orders == [str(order) for order in battle.orders]
    assert len(battle.packed()) < len(text) / 3


def test_what_it_says_of_each_order(battle):
    record = battle.record()
    assert record.scenario_hash == catalog.scenario_hash("hengyang/tutorial")
    assert record.seed == 5 and record.format == 2 and record.complete
    assert record.digest == battle.digest()
    events = [event for entry in record.entries for event in entry.events]
    assert len(events) == len(battle.events()) - len(record.start_events)
    assert record.briefs[0].data == {"plan": "hold", "value": 3}
    assert {entry.side for entry in record.entries} == {"japan", "china"}


def test_undone_orders_leave_no_trace(fresh):
    """Digest and record after undo equal those before; redo brings back the same."""
    battle, pick = fresh.copy(), Random(9)
    tried = 0
    while tried < 40:
        before = battle.digest(), battle.packed(), battle.events()
        order = choose(battle.legal_orders(), pick)
        battle.give(order)
        after = battle.digest(), battle.packed(), battle.events()
        try:
            battle.undo()
        except CannotUndo as refusal:
            assert str(refusal).startswith("cannot take back: ") and len(str(refusal)) > 30
            continue
        assert (battle.digest(), battle.packed(), battle.events()) == before
        battle.redo()
        assert (battle.digest(), battle.packed(), battle.events()) == after
        tried += 1


def test_what_could_be_taken_back_still_can_after_opening(fresh, tmp_path):
    battle = fresh.copy()
    before = battle.digest()
    battle.give("jp-133r-1 see on")
    battle.save(tmp_path / "battle.hyrec")
    again = Battle.open(tmp_path / "battle.hyrec")
    again.undo()
    assert again.digest() == before
    again.redo()
    assert again.digest() == battle.digest()


def test_the_previous_file_is_kept(battle, fresh, tmp_path):
    path = tmp_path / "battle.hyrec"
    fresh.save(path)
    battle.save(path)
    assert sorted(its.name for its in tmp_path.iterdir()) == ["battle.hyrec", "battle.hyrec~"]
    assert len(read_record(tmp_path / "battle.hyrec~").entries) == 0


def test_a_row_of_the_state_gives_its_digest_and_comes_back(battle):
    layout = Layout(battle.state)
    row = layout.flatten(battle.state)
    other = Battle.load("hengyang/tutorial", seed=1)
    layout.fill(other.state, row)
    assert other.digest() == battle.digest()
    assert layout.name_of(layout.starts["units"]) == ("units", 0, "side")
    places, values = layout.places({"units": {"2": {"men": 7, "rates.1": 8, "no such field": 9}}})
    assert [layout.name_of(int(place)) for place in places] == [("units", 2, "men"), ("units", 2, "rates.1")]
    assert values.tolist() == [7, 8]


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.hyrec")), ids=lambda path: path.stem)
def test_records_of_former_formats_and_rules_still_open(path):
    """Whatever the rules have become since: every order is there, and what differs is said."""
    record = parse_record(path.read_bytes(), path.name)
    battle = Battle.open(path)
    given = len(battle.orders)
    assert given == len(record.entries) or f"order {given + 1} of" in (battle.recovered or "")
    if battle.digest() != record.digest:
        assert (battle.recovered and "rules" in battle.recovered) or "refused" in (battle.recovered or "")
    if battle.outcome is None:
        battle.give(battle.legal_orders()[-1])
