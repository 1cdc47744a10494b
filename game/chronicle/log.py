"""What a battle remembers of itself while it is fought: each order with its events and what it changed in the State.

`Battle` notes every order here; `packed` gives the file. A phase that has ended cannot be taken back, so what was
written of it is kept packed: saving a long battle costs as much as its last phase.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from game.chronicle.packing import Packer
from game.chronicle.record import DIGEST_DIGITS, Brief, Writer, compact, head
from game.chronicle.states import Layout, changes, digest_of_row
from game.rules.state import State
from game.scenario.mods import Used
from game.values import Event, Order


class Step(NamedTuple):
    """An order given: when, by whom, its events, and the places in the State's row with their new values."""

    order: Order
    turn: int
    side: str
    events: Sequence[Event]
    places: np.ndarray
    values: np.ndarray
    digest: str | None = None  # as far as it is known
    text: str = ""  # its result as a file has it, if it was read from one


class Log:
    """The steps of one battle, from its start."""

    def __init__(self, state: State, events: Sequence[Event]) -> None:
        self.layout = Layout(state)
        self.start = self.layout.flatten(state)
        self.start_events = list(events)
        self.steps: list[Step] = []
        self.row = self.start
        self.briefs: list[Brief] = []
        self._written: _Written | None = None

    def copy(self) -> "Log":
        """Its own list of the same steps."""
        other: Log = object.__new__(Log)
        other.layout, other.start, other.start_events = self.layout, self.start, self.start_events
        other.steps, other.row, other.briefs = list(self.steps), self.row, list(self.briefs)
        other._written = None
        return other

    # ------------------------------------------------------------ while it is fought

    def note(self, order: Order, turn: int, side: str, events: Sequence[Event], state: State) -> None:
        """An order was carried out."""
        row = self.layout.flatten(state)
        self.steps.append(Step(order, turn, side, events, *changes(self.row, row)))
        self.row = row

    def take_back(self, state: State) -> None:
        """The last order was taken back: `state` is as before it."""
        self.steps.pop()
        self.row = self.layout.flatten(state)
        while self.briefs and self.briefs[-1].after > len(self.steps):
            self.briefs.pop()

    def note_brief(self, turn: int, side: str, data: dict[str, Any]) -> None:
        """What the computer means to do in its phase; a second word on the same phase replaces the first."""
        brief = Brief(len(self.steps), turn, side, data)
        last = self.briefs[-1] if self.briefs else None
        if last and (last.after, last.turn, last.side) == (brief.after, turn, side):
            self.briefs.pop()
        self.briefs.append(brief)

    # ------------------------------------------------------------ as a file

    def packed(self, merged: dict[str, Any], seed: int, hash_: str, settings: dict[str, Any], mods: Used) -> bytes:
        """The record as the bytes of its file."""
        if self._written is None:
            self._written = _Written(self, merged, seed, hash_, settings, mods)
        self._written.settle(self)
        return self._written.finished(self, settings)


class _Written:
    """The lines of all phases that have ended, packed; and where the battle stood then."""

    def __init__(
        self, log: Log, merged: dict[str, Any], seed: int, hash_: str, settings: dict[str, Any], mods: Used
    ) -> None:
        self.packer = Packer()
        writer = Writer()
        self.packer.add(head(writer, merged, seed, hash_, mods))
        if settings:  # again at the end, as they are then: these are for a file whose end is lost
            self.packer.add(writer.json("settings", settings))
        self.packer.add(writer.json("fields", log.layout.columns))
        places = np.flatnonzero(log.start)
        start = {
            "events": [plain(event) for event in log.start_events],
            "state": log.layout.cells(places, log.start[places]),
            "digest": digest_of_row(log.start),
        }
        self.packer.add(writer.json("start", start))
        self.chain = writer.chain
        self.row = log.start.copy()
        self.count = self.briefs = 0

    def settle(self, log: Log) -> None:
        """Write down what no undo can reach any more: all up to the last `end`."""
        ends = (i for i in range(len(log.steps) - 1, self.count - 1, -1) if log.steps[i].order.verb == "end")
        last = next(ends, -1) + 1
        if last > self.count:
            writer = Writer(self.chain)
            text, self.briefs = self._lines(log, last, writer, self.row)
            self.packer.add(text)
            self.count, self.chain = last, writer.chain

    def finished(self, log: Log, settings: dict[str, Any]) -> bytes:
        writer, row = Writer(self.chain), self.row.copy()
        text, briefs = self._lines(log, len(log.steps), writer, row)
        for brief in log.briefs[briefs:]:
            text += writer.json("brief", {"turn": brief.turn, "side": brief.side, "brief": brief.data})
        text += writer.json("settings", settings) if settings else b""
        text += writer.json("end", {"orders": len(log.steps), "digest": digest_of_row(row)})
        return self.packer.finished(text)

    def _lines(self, log: Log, upto: int, writer: Writer, row: np.ndarray) -> tuple[bytes, int]:
        """Lines of the steps from `count` on; `row` is moved on. Also how many briefs are written then."""
        parts: list[bytes] = []
        briefs = self.briefs
        for i in range(self.count, upto):
            while briefs < len(log.briefs) and log.briefs[briefs].after <= i:
                brief = log.briefs[briefs]
                parts.append(writer.json("brief", {"turn": brief.turn, "side": brief.side, "brief": brief.data}))
                briefs += 1
            step = log.steps[i]
            row[step.places] = step.values
            parts.append(writer.json("order", {"order": str(step.order), "turn": step.turn, "side": step.side}))
            parts.append(writer.line("result", step.text or _result(log, step, row)))
        return b"".join(parts), briefs


def _result(log: Log, step: Step, row: np.ndarray) -> str:
    """What came of a step, after which the State is `row`."""
    digest = digest_of_row(row)
    entry = {
        "events": [plain(event) for event in step.events],
        "changes": log.layout.cells(step.places, step.values),
        "digest": digest if step.order.verb == "end" else digest[:DIGEST_DIGITS],
    }
    return compact(entry)


def plain(event: Event) -> dict[str, Any]:
    """An event as it is written down: without its number, and without what is empty."""
    return {key: value for key, value in event.to_json().items() if key != "n" and value not in (None, {}, [])}


def event_of(n: int, data: dict[str, Any], teller: Any) -> Event:
    """The inverse of `plain`. Raises TypeError or KeyError for what is no event."""
    seen_by = tuple(data.get("seen_by", ()))
    rest = {key: value for key, value in data.items() if key not in ("seen_by", "side")}
    return Event(n=n, side=data.get("side"), seen_by=seen_by, teller=teller, **rest)
