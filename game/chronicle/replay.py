"""Any moment of a recorded battle, at once, as it was recorded.

    replay = open_replay(path)               # or Replay(record)
    replay.length                            # orders given
    replay.at(120)                           # Battle after 120 orders; it can be played on from there (a fork)
    replay.phases                            # Phase: turn, side, date, first and last order
    replay.turns                             # order numbers at which the turns begin: turns[0] is 0
    for moment in replay: ...                # Moment: n, order, turn, side, events
    replay.difference                        # where today's rules bring something else about, or None

The battle is shown from what the record says came of each order, so that one made by other rules looks as it did.
"""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from game.battle import Battle
from game.chronicle.past import Difference, Past, fault_of
from game.chronicle.record import Brief, Record, read_record
from game.values import Event, Order, RecordError

SPAN = 96  # orders between snapshots kept in memory
OTHERWISE = "its orders come out otherwise by today's rules"  # `difference` says where; that takes longer


@dataclass(frozen=True, slots=True)
class Phase:
    """One side's phase: its orders are numbers `first` + 1 to `last`; it begins when `first` were given."""

    turn: int
    side: str
    date: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Moment:
    """An order, counted from 1, and what came of it."""

    n: int
    order: Order
    turn: int
    side: str
    events: Sequence[Event]


class Replay:
    """A record, opened to be looked at. Raises RecordError if its scenario cannot be used or it contradicts itself."""

    def __init__(self, record: Record) -> None:
        self.battle = Battle.begun(record)
        self.battle.settings = dict(record.settings or {})
        self.remark = record.damage or ""  # what was lost of it, or where it cannot be given again
        self.expected = record.digest  # of its last position, as it says itself
        if not record.complete:
            record, self.remark = self._completed(record)
        self.record = record
        self.past = Past(self.battle, record)
        # Whether today's rules have it as recorded at the end of each phase; `difference` looks at every order.
        self.agrees = self.past.agrees(self.battle.copy(), self.length)
        if not self.agrees:
            self.battle.other_rules = OTHERWISE
        self._snapshots = [self.past.start.copy()]
        for n in range(SPAN, self.length + 1, SPAN):
            self._snapshots.append(self.past.advance(self._snapshots[-1].copy(), n - SPAN, n))

    def _completed(self, record: Record) -> tuple[Record, str]:
        """What came of the orders of a record that kept only those: found by giving them again."""
        battle = self.battle.copy()
        remark = battle.replay_orders(record.orders, None)
        return replace(battle.record(), program=record.program, rules=record.rules), remark

    # ------------------------------------------------------------ moments

    @property
    def length(self) -> int:
        """Orders given."""
        return len(self.past.steps)

    def __len__(self) -> int:
        return self.length

    def row_at(self, n: int) -> np.ndarray:
        """The State after `n` orders as one row of integers (states.py)."""
        if not 0 <= n <= self.length:
            raise IndexError(f"there are {self.length} orders, not {n}")
        start = n // SPAN
        return self.past.advance(self._snapshots[start].copy(), start * SPAN, n)

    def at(self, n: int) -> Battle:
        """The battle after `n` orders, its own copy. Raises IndexError; RecordError where it cannot be shown."""
        row = self.row_at(n)
        fault = fault_of(self.battle, self.past.layout, row)
        if fault:
            raise RecordError(f"the position after order {n} cannot be shown by these rules: {fault}")
        return self.battle.standing(self.past, n, row)

    def moment(self, n: int) -> Moment:
        """Order `n`, from 1."""
        step = self.past.steps[n - 1]
        return Moment(n, step.order, step.turn, step.side, step.events)

    def __iter__(self) -> Iterator[Moment]:
        return (self.moment(n) for n in range(1, self.length + 1))

    # ------------------------------------------------------------ the time line

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """In order; the last may still be going on."""
        found: list[Phase] = []
        first = 0
        steps, date = self.past.steps, self.battle.scenario.date_of
        for n, step in enumerate(steps, 1):
            if step.order.verb == "end" or n == len(steps):
                found.append(Phase(step.turn, step.side, date(step.turn), first, n))
                first = n
        return tuple(found)

    @cached_property
    def turns(self) -> tuple[int, ...]:
        """How many orders had been given when each turn began."""
        starts: dict[int, int] = {1: 0}
        for phase in self.phases:
            starts.setdefault(phase.turn, phase.first)
        return tuple(starts[turn] for turn in sorted(starts))

    def phase_of(self, n: int) -> Phase | None:
        """The phase in which the position after `n` orders lies: between two phases, the later one."""
        lasts = [phase.last for phase in self.phases]
        i = bisect.bisect_right(lasts, n)
        return self.phases[min(i, len(self.phases) - 1)] if self.phases else None

    def brief(self, phase: Phase) -> Brief | None:
        """What the computer meant to do in a phase, if it was noted."""
        fits = (brief for brief in self.record.briefs if (brief.turn, brief.side) == (phase.turn, phase.side))
        return next(fits, None)

    @cached_property
    def difference(self) -> Difference | None:
        """Where today's rules first bring something else about, or None. Gives every order again: seconds."""
        return self.past.difference(self.battle.copy(), self.length)


def open_replay(path: str | Path) -> Replay:
    """The replay of a file. Raises RecordError."""
    return Replay(read_record(Path(path)))
