"""Orders taken back: a snapshot from before the first that can be, and the orders given since.

An order rolls dice or reveals something, or it does not; what did cannot be taken back, nor anything before it.
Going back restores the snapshot and gives the others again, which is exact because no die was rolled.
"""

from collections.abc import Callable
from typing import NamedTuple

from game.rules import state as s
from game.rules.digest import copy_state
from game.rules.state import State
from game.values import CannotUndo, Order

Row = tuple[int, int, int, int]


class Step(NamedTuple):
    """An order given: as words and as the kernels take it, and the number of its first event."""

    order: Order
    row: Row
    events: int


class TakeBack:
    """The orders of one battle that can be taken back, and those that were."""

    def __init__(self, why_not: str = "nothing has been ordered yet") -> None:
        self.base: State | None = None
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._barrier: tuple[str, Order | None] = (why_not, None)

    def before(self, state: State) -> tuple[int, int]:
        """Call before an order is given: keeps a snapshot if none is kept. Returns a mark for `after`."""
        if self.base is None:
            self.base = copy_state(state)
        clock = state.clock[0]
        return int(clock["rolls"]), int(clock["reveals"])

    def after(self, state: State, step: Step, mark: tuple[int, int]) -> None:
        """Call after it was carried out: it can be taken back, or it closes the door on all before it."""
        clock = state.clock[0]
        verb = step.row[0]
        if verb == s.END:
            why = "a phase that has ended stays ended"
        elif verb == s.TERMS:
            why = "terms once asked for stay asked for"
        elif int(clock["rolls"]) != mark[0]:
            why = "dice were thrown for “{}”"
        elif int(clock["reveals"]) != mark[1]:
            why = "“{}” revealed something"
        else:
            self.done.append(step)
            return
        self._barrier = why, step.order
        self.base = None
        self.done.clear()

    def pop(self, words: Callable[[Order], str] = str) -> Step:
        """The last order that can be taken back; it becomes the first to be given again.

        Raises CannotUndo; the order that stands in the way is named in `words`.
        """
        if not self.done:
            why, order = self._barrier
            raise CannotUndo(f"cannot take back: {why.format(words(order) if order else None)}")
        self.undone.append(self.done.pop())
        return self.undone[-1]
