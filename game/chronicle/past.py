"""A record's course as States: what stood after each order, and whether today's rules bring the same about.

What is shown of a record is what it says happened. Today's rules are asked only whether they agree; where they do
not, the first order is named, with the fields that differ.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from game.chronicle.log import Log, Step, event_of
from game.chronicle.record import DIGEST_DIGITS, Brief, Entry, Record
from game.chronicle.states import Layout, digest_of_row
from game.engine import Engine
from game.rules import entries
from game.rules.orders import LEGAL
from game.values import Event, IllegalOrder, Order, RecordError

MOST_FIELDS = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """The first order that does not come out as recorded. `order` counts from 1; 0 is the start."""

    order: int
    turn: int
    expected: str  # digests of the whole State
    found: str
    text: str = ""  # of the order
    refused: str = ""  # why it cannot be given at all, if so
    fields: tuple[tuple[str, str, str, int, int], ...] = ()  # array, which one, field, expected, found
    more: int = 0  # fields beyond those

    def words(self) -> str:
        """In one sentence."""
        where = f"order {self.order} of turn {self.turn} ('{self.text}')" if self.order else "the start"
        if self.refused:
            return f"{where} is refused: {self.refused}"
        named = ", ".join(f"{name} {which} {field}: {a}, not {b}" for name, which, field, a, b in self.fields[:3])
        rest = len(self.fields) - 3 + self.more
        return f"{where} comes out otherwise ({named}{f' and {rest} fields more' if rest > 0 else ''})"


class Past:
    """Steps of a recorded battle, and its State after any of them. `battle` is a fresh one of the same scenario."""

    def __init__(self, battle: Engine, record: Record) -> None:
        """Raises RecordError where the record says what cannot be."""
        assert record.start_state is not None
        self.layout = Layout(battle.state)
        self.record = record
        n = 0
        try:
            self.start = self._fields_unknown(battle)
            places, values = self.layout.places(record.start_state)
            self.start[places] = values
            self.start_events = _events(record.start_events or (), 0, battle)
            self.steps: list[Step] = []
            self._events, self._counts = list(self.start_events), [len(self.start_events)]
            for n, entry in enumerate(record.entries, 1):  # noqa: B007 - named in the message below
                self.steps.append(self._step(entry, len(self._events), battle))
                self._events += self.steps[-1].events
                self._counts.append(len(self._events))
        except (ValueError, TypeError, KeyError, AttributeError, IllegalOrder) as fault:
            reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
            raise RecordError(f"the record does not fit its own scenario at order {n}: {reason}") from None

    def _fields_unknown(self, battle: Engine) -> np.ndarray:
        """A row of zeros, but for fields that the record's rules did not have: those are as today's rules begin."""
        row = self.layout.flatten(battle.state)
        known = self.record.fields or {}
        for name, columns in self.layout.columns.items():
            start, wide = self.layout.starts[name], len(columns)
            table = row[start : start + wide * self.layout.rows[name]].reshape(-1, wide)
            table[:, [i for i, column in enumerate(columns) if column in known.get(name, ())]] = 0
        return row

    def _step(self, entry: Entry, count: int, battle: Engine) -> Step:
        assert entry.changes is not None
        places, values = self.layout.places(entry.changes)
        if entry.side not in battle.names.side_row:
            raise ValueError(f"there is no side '{entry.side}'")
        events = _events(entry.events or (), count, battle)
        return Step(Order.parse(entry.order), entry.turn, entry.side, events, places, values, entry.digest, entry.text)

    # ------------------------------------------------------------ what stood

    def row_at(self, n: int) -> np.ndarray:
        """The State's row after `n` orders: a copy. O(n); replay.py keeps snapshots."""
        return self.advance(self.start.copy(), 0, n)

    def advance(self, row: np.ndarray, start: int, n: int) -> np.ndarray:
        """Move a row on from `start` orders to `n`; the same array."""
        for step in self.steps[start:n]:
            row[step.places] = step.values
        return row

    def events(self, n: int) -> list[Event]:
        """All events up to and with order `n`."""
        return self._events[: self._counts[n]]

    def briefs(self, n: int) -> list[Brief]:
        """Those noted before order `n` + 1."""
        return [brief for brief in self.record.briefs if brief.after <= n]

    def fill_log(self, log: Log, n: int, row: np.ndarray) -> None:
        """What a battle that stands after `n` orders remembers."""
        log.start, log.start_events = self.start, list(self.start_events)
        log.steps, log.row = self.steps[:n], row
        log.briefs = self.briefs(n)

    # ------------------------------------------------------------ what today's rules say

    def agrees(self, battle: Engine, n: int) -> bool:
        """Whether today's rules bring the battle to where the record has it at the end of each phase, and after `n`.

        Quick: kernels take a phase in one call. Moves `battle` (a fresh one) on. `difference` looks at every order.
        """
        expected = self.start.copy()
        if not np.array_equal(self.layout.flatten(battle.state), expected):
            return False
        journal = int(battle.state.clock["journal_on"][0])
        battle.state.clock["journal_on"][0] = 0
        done = 0
        try:
            for steps in _runs(self.steps[:n]):
                if not _carry_out(battle, steps):
                    return False
                self.advance(expected, done, done + len(steps))
                done += len(steps)
                if not np.array_equal(self.layout.flatten(battle.state), expected):
                    return False
        except IllegalOrder:
            return False
        battle.state.clock["journal_on"][0] = journal
        return True

    def difference(self, battle: Engine, n: int, tick: Any = None) -> Difference | None:
        """The first of `n` orders after which a digest is not the recorded one. Moves `battle` (a fresh one) on."""
        expected = self.start.copy()
        first = self._compare(battle, expected, 0, self.record.start_digest or "")
        if first:
            return first
        for i, step in enumerate(self.steps[:n], 1):
            expected[step.places] = step.values
            try:
                battle.give(step.order)
            except IllegalOrder as refusal:
                digest = digest_of_row(expected)
                return Difference(i, step.turn, digest, battle.digest(), str(step.order), refused=refusal.reason)
            found = self._compare(battle, expected, i, step.digest or "")
            if found:
                return found
            if tick:
                tick()
        return None

    def _compare(self, battle: Engine, expected: np.ndarray, i: int, recorded: str) -> Difference | None:
        """`expected` is the State that the record's changes make, `recorded` the digest that it says."""
        found = battle.digest()
        wanted = digest_of_row(expected)
        if found[: len(recorded)] == recorded and found == wanted and len(recorded) >= DIGEST_DIGITS:
            return None
        text = str(self.steps[i - 1].order) if i else ""
        turn = self.steps[i - 1].turn if i else battle.turn
        if wanted[: len(recorded)] != recorded:
            wanted = recorded  # the record contradicts itself: what it says in so many words counts
        row = self.layout.flatten(battle.state)
        places = np.flatnonzero(row != expected)
        fields = tuple(
            self._named(battle, int(place), int(expected[place]), int(row[place])) for place in places[:MOST_FIELDS]
        )
        return Difference(i, turn, wanted, found, text, fields=fields, more=max(0, len(places) - MOST_FIELDS))

    def _named(self, battle: Engine, place: int, expected: int, found: int) -> tuple[str, str, str, int, int]:
        name, row, column = self.layout.name_of(place)
        return name, row_name(battle, name, row), column, expected, found


def row_name(battle: Engine, name: str, row: int) -> str:
    """What people call a record of an array of the State."""
    names = battle.names
    lists: dict[str, Any] = {
        "units": names.units, "hexes": names.texts, "sides": names.sides, "formations": names.formations,
        "waves": names.waves, "places": names.places, "events": names.events, "depots": names.depots,
    }  # fmt: skip
    known = lists.get(name, ())
    if name in ("sorties", "returns"):
        return f"turn {row}"
    return str(known[row]) if row < len(known) else str(row) if name != "clock" else ""


def _events(data: Any, count: int, battle: Engine) -> list[Event]:
    return [event_of(n, event, battle.notation.tell) for n, event in enumerate(data, count)]


def _runs(steps: list[Step]) -> list[list[Step]]:
    """Steps in runs that the kernels take in one call: phases; a move by way of given hexes stands alone."""
    runs: list[list[Step]] = []
    closed = True
    for step in steps:
        if closed or step.order.path:
            runs.append([])
        runs[-1].append(step)
        closed = bool(step.order.path) or step.order.verb == "end"
    return runs


def _carry_out(battle: Engine, steps: list[Step]) -> bool:
    if steps[0].order.path:
        return battle._carry_out(steps[0].order, battle._row(steps[0].order)) == LEGAL
    rows = np.array([battle._row(step.order) for step in steps], np.int64)
    done, _ = entries.carry_out(battle.state, battle.board, battle.rules, rows)
    return int(done) == len(rows)


# ---------------------------------------------------------------- what can be


def fault_of(battle: Engine, layout: Layout, row: np.ndarray) -> str:
    """Why a State that other rules left cannot be played on or drawn, or nothing: indices that point nowhere."""
    names, last_turn = battle.names, battle.scenario.turns + 1
    hexes = names.cols * names.rows
    limits: dict[str, dict[str, tuple[int, int]]] = {
        "clock": {"turn": (0, last_turn), "phase": (0, 1), "weather": (0, 3), "terms_by": (-1, 1)},
        "units": {
            "side": (0, 1), "kind": (0, len(names.kinds) - 1), "formation": (0, len(names.formations) - 1),
            "wave": (-1, len(names.waves) - 1), "status": (0, 2), "at": (-1, hexes - 1), "last_at": (-1, hexes - 1),
            "klass": (0, 5), "mobility": (0, 2),
            "calibre": (-1, 7),
        },
        "hexes": {
            "terrain": (0, len(names.terrain) - 1), "works": (0, 4), "control": (-1, 1),
            "known_control.0": (-1, 1), "known_control.1": (-1, 1), "known_works.0": (0, 4), "known_works.1": (0, 4),
        },
        "edges": {"hex": (0, hexes - 1), "direction": (0, 5), "kind": (0, 2)},
        "crossings": {"a": (0, hexes - 1), "b": (0, hexes - 1), "kind": (0, 1)},
        "depots": {"side": (0, 1), "at": (-1, hexes - 1)},
        "formations": {"side": (0, 1), "hq": (-1, len(names.units) - 1), "parent": (-1, len(names.formations) - 1)},
        "waves": {"side": (0, 1), "entry": (0, len(battle.board.entry_hexes)), "turn": (-1, 1 << 20)},
        "places": {"holder": (-1, 1), "start": (0, len(battle.board.place_hexes))},
    }  # fmt: skip
    for name, columns in limits.items():
        wide, rows = len(layout.columns[name]), layout.rows[name]
        table = row[layout.starts[name] : layout.starts[name] + wide * rows].reshape(rows, wide)
        for column, (low, high) in columns.items():
            values = table[:, layout.columns[name].index(column)]
            bad = np.flatnonzero((values < low) | (values > high))
            if len(bad):
                return f"{name} {row_name(battle, name, int(bad[0]))} {column} is {int(values[bad[0]])}"
    return ""
