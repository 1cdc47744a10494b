"""Battles to be written down: the tutorial, fought at random for some turns."""

from dataclasses import replace
from random import Random

import pytest

from game import Battle
from game.battle import Battle as Played
from game.chronicle.past import Past
from game.chronicle.record import Record
from game.chronicle.states import digest_of_row
from tests.random_play import choose


def fought(seed: int, orders: int, scenario: str = "hengyang/tutorial") -> Battle:
    battle = Battle.load(scenario, seed=seed)
    pick = Random(seed)
    while battle.outcome is None and len(battle.orders) < orders:
        battle.give(choose(battle.legal_orders(), pick))
    return battle


def other_rules(record: Record, n: int, field: str, value: int) -> Record:
    """As if other rules had left `field` of the first unit at `value` after order `n`."""
    entries = list(record.entries)
    entry = entries[n - 1]
    cells = {**entry.changes, "units": {**entry.changes.get("units", {})}}
    cells["units"]["0"] = {**cells["units"].get("0", {}), field: value}
    entries[n - 1] = replace(entry, changes=cells, text="")
    record = replace(record, entries=tuple(entries))
    return replace(record, entries=tuple(_signed(record)), digest=None)


def _signed(record: Record):
    """Its entries, with the digests of what their changes make."""
    past = Past(Played.begun(record), record)
    row = past.start.copy()
    for i, entry in enumerate(record.entries):
        past.advance(row, i, i + 1)
        yield replace(entry, digest=digest_of_row(row)[: len(entry.digest)], text="")


@pytest.fixture(scope="session")
def fresh() -> Battle:
    """The tutorial before its first order: copy it."""
    return Battle.load("hengyang/tutorial", seed=7)


@pytest.fixture(scope="session")
def battle() -> Battle:
    """Some turns of the tutorial. Not to be changed: copy it."""
    made = fought(5, 160)
    made.settings = {"players": {"japan": "veteran", "china": "human"}}
    made.note_brief("japan", {"plan": "hold", "value": 3})
    assert len(made.orders) == 160 and made.turn > 1
    return made
