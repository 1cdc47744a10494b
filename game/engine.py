"""Orders given and taken back, and the events that come of them: a battle without computer and files.

What stands, and what could be ordered, is asked of the Situation it extends (situation.py). `Battle` (battle.py) adds
forecasts and records.
"""

from dataclasses import replace

from game.rules import entries
from game.rules import orders as codes
from game.rules import state as s
from game.rules.state import State
from game.scenario.model import Scenario
from game.situation import Situation
from game.takeback import Row, Step, TakeBack
from game.telling import order_words
from game.values import CannotUndo, Event, IllegalOrder, Order


class Engine(Situation):
    """One battle being fought. Ids and values in game/values.py; raises IllegalOrder and CannotUndo."""

    def __init__(
        self, scenario: Scenario, seed: int = 0, like: "Engine | None" = None, state: State | None = None
    ) -> None:
        """A battle before its first order. `like`: one of the same scenario, whose board and names it shares.

        With `state`, an own copy of one of its States, it stands there instead.
        """
        super().__init__(scenario, seed, like, state)
        self._events: list[Event] = []
        self._orders: list[Order] = []
        self._back = TakeBack()
        if state is None:
            entries.begin(self.state, self.board, self.rules)
            self._drain()

    @property
    def orders(self) -> tuple[Order, ...]:
        """All orders given so far."""
        return tuple(self._orders)

    def events(self, side: str | None = None, since: int = 0) -> list[Event]:
        """All events from number `since` on, or those that `side` saw."""
        self._side_row(side)
        if side is None:
            return self._events[since:]
        return [told_to(side, event) for event in self._events[since:] if side in event.seen_by]

    def give(self, order: Order | str) -> list[Event]:
        """Carry out an order; returns what happened as far as its giver may know.

        Raises IllegalOrder with the reason; then nothing was changed.
        """
        order = self._parsed(order)
        giver = self.phasing
        happened = self._give(order)
        self._back.undone.clear()
        return [event for event in happened if giver in event.seen_by]

    def _give(self, order: Order) -> list[Event]:
        row = self._row(order)
        mark = self._back.before(self.state)
        code = self._carry_out(order, row)
        if code != codes.LEGAL:
            raise IllegalOrder(self.notation.reason(code, order, self.state))
        step = Step(order, row, len(self._events))
        happened = self._drain()
        self._orders.append(order)
        self._back.after(self.state, step, mark)
        return happened

    def _carry_out(self, order: Order, row: Row) -> int:
        """Through the only door; LEGAL, or the reason why nothing was changed."""
        if order.path and row[0] == s.MOVE:
            return int(entries.apply_via(self.state, self.board, self.rules, row[1], self._via(order), row[2]))
        return int(entries.apply(self.state, self.board, self.rules, *row))

    def undo(self) -> Order:
        """Take back the last order, while nothing was revealed and no die rolled since. Raises CannotUndo."""
        step = self._back.pop(lambda order: order_words(self.names, str(order), "en"))
        assert self._back.base is not None
        self._restore(self._back.base)
        for earlier in self._back.done:
            self._carry_out(earlier.order, earlier.row)
        self.state.clock["journal_count"][0] = 0
        del self._events[step.events :]
        self._orders.pop()
        return step.order

    def redo(self) -> Order:
        """Give the order last taken back again. Raises CannotUndo if there is none."""
        if not self._back.undone:
            raise CannotUndo("nothing was taken back that could be done again")
        step = self._back.undone.pop()
        self._give(step.order)
        return step.order

    @property
    def can_undo(self) -> bool:
        return bool(self._back.done)

    @property
    def can_redo(self) -> bool:
        return bool(self._back.undone)

    def _restore(self, other: State) -> None:
        for mine, theirs in zip(self.state[: len(s.LASTING)], other, strict=False):
            mine[...] = theirs
        self._views.clear()

    def _drain(self) -> list[Event]:
        """Turn the journal of the last order into events."""
        self._views.clear()
        count = int(self.state.clock["journal_count"][0])
        first = len(self._events)
        events = [self.notation.event(first + i, self.state.journal[i]) for i in range(count)]
        self.state.clock["journal_count"][0] = 0
        for event in events:
            if event.kind == "bombarded" and event.other and not self._spotted(event.other):
                event.values["unseen"] = True
        self._events += events
        return events

    def _spotted(self, unit: str) -> bool:
        return bool(self.state.units["seen"][self.names.unit_row[unit]])

    def copy_into(self, other: "Engine") -> None:
        """Make `other` (of the same scenario) the same battle at the same moment, without undo."""
        other._restore(self.state)
        other._events = list(self._events)
        other._orders = list(self._orders)
        other._back = TakeBack("this is a copy; only what it is ordered itself can be taken back")


def told_to(side: str, event: Event) -> Event:
    """An event as a side learns of it: who shells a hex in which it sees nobody is not told whom they struck."""
    if event.values.get("unseen") and event.side == side:
        return replace(event, other=None, _told={})
    return event
