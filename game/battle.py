"""Battle: what everything outside uses. Engine, and beside it forecasts and records."""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from game.ai.forecast import forecast
from game.chronicle.log import Log
from game.chronicle.past import Past, fault_of
from game.chronicle.record import Brief, Record, parse_record, read_record, scenario_hash
from game.engine import Engine
from game.errors import reason_of
from game.files import write_atomically
from game.rules.state import State
from game.scenario import catalog, mods
from game.scenario.model import Scenario
from game.scenario.problems import ScenarioError, errors_in
from game.values import Event, Forecast, IllegalOrder, Order, RecordError


class Battle(Engine):
    """A battle on a scenario.

    `settings` is plain data that a record keeps and the rules do not read: who plays at which level, and the like.
    `mods` are those that were in use when it began; a record keeps them too. `other_rules` says where today's rules
    first make something else of its orders; it is empty where they agree.

    >>> battle = Battle.load("hengyang/tutorial", seed=7)
    >>> battle.phasing, battle.turn
    ('japan', 1)
    """

    def __init__(
        self, scenario: Scenario, merged: dict[str, Any], seed: int = 0, like: "Battle | None" = None,
        state: State | None = None,
    ) -> None:  # fmt: skip
        """See Engine."""
        super().__init__(scenario, seed, like, state)
        self.merged = merged
        self.recovered: str | None = None
        self.other_rules = ""
        self.settings: dict[str, Any] = {}
        self.mods: mods.Used = like.mods if like is not None else mods.used()
        self._log = Log(self.state, self._events)

    @classmethod
    def load(cls, name: str, seed: int = 0) -> "Battle":
        """A new battle on a scenario of the catalog, or of a path. Raises ScenarioError with all its problems."""
        scenario, merged, problems = catalog.load_merged(name)
        if scenario is None or errors_in(problems):
            raise ScenarioError(problems)
        return cls(scenario, merged, seed)

    def anew(self, seed: int) -> "Battle":
        """A new battle of the same scenario, with other dice; it shares this one's board."""
        return Battle(self.scenario, self.merged, seed, self)

    def copy(self) -> "Battle":
        """The same battle at the same moment, going its own way from here; nothing can be undone in it yet."""
        other = Battle(self.scenario, self.merged, self.seed, self, self.copied_state())
        self.copy_into(other)
        other.settings, other.other_rules = dict(self.settings), self.other_rules
        other._log = self._log.copy()
        return other

    # ------------------------------------------------------------ orders

    def _give(self, order: Order) -> list[Event]:
        turn, side = self.turn, self.phasing
        happened = super()._give(order)
        self._log.note(order, turn, side, happened, self.state)
        return happened

    def undo(self) -> Order:
        order = super().undo()
        self._log.take_back(self.state)
        return order

    def note_brief(self, side: str, brief: dict[str, Any]) -> None:
        """Keep in the record what the computer means to do in this phase (`Computer.brief`)."""
        if brief:
            self._log.note_brief(self.turn, side, brief)

    @property
    def briefs(self) -> Sequence[Brief]:
        """What was noted so, in order."""
        return tuple(self._log.briefs)

    # ------------------------------------------------------------ records

    @property
    def log(self) -> Log:
        """Its orders with what came of them, as they are written down; to be read only."""
        return self._log

    def record(self) -> Record:
        """The record as `read_record` would give it."""
        return parse_record(self.packed(), "this battle")

    def packed(self) -> bytes:
        """The record as the bytes of its file."""
        return self._log.packed(self.merged, self.seed, scenario_hash(self.merged), self.settings, self.mods)

    def save(self, path: str | Path) -> None:
        """Write a record; what was there before is kept as NAME~.

        Raises RecordError if it cannot be written; an older file there then stays as it is.
        """
        path = Path(path)
        try:
            write_atomically(path, self.packed(), keep_previous=True)
        except OSError as error:
            raise RecordError(f"cannot save {path}: {reason_of(error)}") from None

    @classmethod
    def open(cls, path: str | Path, upto: int | None = None) -> "Battle":
        """A battle from its record, at its end or after `upto` orders. Raises RecordError if nothing can be used.

        `recovered` says what was lost, or where today's rules differ from those the record was made by; else None.
        """
        record = read_record(Path(path))
        battle = cls.begun(record)
        battle.settings = dict(record.settings or {})
        n = len(record.entries) if upto is None else max(0, min(upto, len(record.entries)))
        if record.complete:
            remark = battle._resume(record, n)
        else:
            remark = battle.replay_orders(record.orders[:n], record.digest if n == len(record.entries) else None)
        battle.recovered = "; ".join(text for text in (record.damage, remark) if text) or None
        return battle

    @classmethod
    def begun(cls, record: Record) -> "Battle":
        """The record's battle before its first order, by today's rules. Raises RecordError."""
        try:
            battle = cls(catalog.from_merged(record.scenario), record.scenario, record.seed)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            first = (str(error).splitlines() or [type(error).__name__])[0]
            raise RecordError(f"the record is damaged: its scenario cannot be used ({first})") from None
        battle.mods = record.mods  # its scenario was made with those, whatever is in use today
        return battle

    def _resume(self, record: Record, n: int) -> str:
        """Go to the position after `n` recorded orders; returns where today's rules differ.

        The last phase is given again order by order, so that it can be taken back as if nothing had been saved.
        """
        past = Past(self, record)
        again = functools.partial(Battle, self.scenario, self.merged, self.seed, self)
        phase = next((i for i in range(n, 0, -1) if past.steps[i - 1].order.verb == "end"), 0)
        if past.agrees(again(), n):
            self._stand(past, phase, past.row_at(phase))
            for step in past.steps[phase:n]:
                self.give(step.order)
            self._log.briefs = past.briefs(n)
            return ""
        difference = past.difference(again(), n)
        if difference is None:
            raise RecordError("the record contradicts itself")
        row = past.row_at(n)
        fault = fault_of(self, past.layout, row)
        if fault:
            agreed = max(0, difference.order - 1)
            if difference.order == 0:
                raise RecordError(f"the record cannot be used by these rules: {difference.words()}; {fault}")
            self._stand(past, agreed, past.row_at(agreed))
            return f"{difference.words()}; what followed cannot be used ({fault}): opened up to there"
        self._stand(past, n, row)
        self.other_rules = difference.words()
        return (
            f"the rules have changed since this battle was saved: {difference.words()}. It stands as it was recorded "
            "and goes on by today's rules"
        )

    def standing(self, past: Past, n: int, row: np.ndarray) -> "Battle":
        """A battle that shares this one's board, at the recorded position after `n` orders: the State's `row`."""
        other = Battle(self.scenario, self.merged, self.seed, self, self.copied_state())
        other.settings, other.other_rules = dict(self.settings), self.other_rules
        other._stand(past, n, row)
        return other

    def _stand(self, past: Past, n: int, row: np.ndarray) -> None:
        past.layout.fill(self.state, row)
        self._views.clear()
        self._events, self._orders = past.events(n), [step.order for step in past.steps[:n]]
        past.fill_log(self._log, n, row)

    def replay_orders(self, orders: Sequence[str], digest: str | None) -> str:
        """Give orders of a record that does not say what came of them; returns where today's rules differ.

        `digest`: of the position that they led to, None if they are not all of its orders.
        """
        for i, text in enumerate(orders, 1):
            try:
                self.give(text)
            except IllegalOrder as error:
                return f"order {i} of {len(orders)} ('{text}') is refused: {error.reason}; opened up to there"
        if digest is not None and self.digest() != digest:
            return "the rules have changed since this battle was saved: it plays on from another position"
        return ""

    # ------------------------------------------------------------ forecasts

    def forecast(self, order: Order | str, playouts: int = 200, horizon: int | None = 2, seed: int = 0) -> Forecast:
        """Play `order` out many times, `horizon` turns ahead (None: to the end), from what the moving side can know.

        Returns percentiles of losses and fires by side, the chance that an assault takes its hex, and with no
        horizon the chance to win, each with its 95 % error. The battle is left alone; forecasts roll their own
        dice. Raises IllegalOrder with the reason that `give` would raise, ValueError for no playouts.
        """
        return forecast(self, self._parsed(order), playouts, horizon, seed)
