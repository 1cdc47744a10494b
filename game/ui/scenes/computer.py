"""The computer's phase, thought out in a worker on a copy of the battle; the app gives its orders one by one."""

import queue
import threading
import traceback
from typing import Any, Protocol

from game import Battle, Order
from game.background import step_back

MOST_ORDERS = 5000  # a phase of more than this is a fault of the computer; it is ended


class Thinker(Protocol):
    """A computer, or the staff: orders for its side, the last `end`."""

    def next_order(self, battle: Battle) -> Order: ...

    def cancel(self) -> None: ...


class ComputerPhase:
    """`next()` gives the orders as they come; the last is `end`."""

    def __init__(self, battle: Battle, computer: Thinker, side: str) -> None:
        self.side = side
        self.count = 0
        self.trouble = ""
        self._orders: queue.Queue[Order] = queue.Queue()
        self._stop = threading.Event()
        self._computer = computer
        self._thread = threading.Thread(target=self._think, args=(battle, computer), daemon=True)
        self._thread.start()

    def _think(self, battle: Battle, computer: Thinker) -> None:
        step_back()
        end = Order(None, "end")
        try:
            for _ in range(MOST_ORDERS):
                if self._stop.is_set():
                    return
                order = computer.next_order(battle)
                if order.verb == "end":
                    break
                battle.give(order)
                self._orders.put(order)
        except Exception as fault:  # the worker must never die silently: the phase would never end
            self.trouble = "".join(traceback.format_exception(fault)).rstrip()
        self._orders.put(end)

    def next(self) -> Order | None:
        """The next order, or None while it thinks."""
        try:
            order = self._orders.get_nowait()
        except queue.Empty:
            return None
        self.count += 1
        return order

    @property
    def brief(self) -> dict[str, Any]:
        """What it means to do in this phase."""
        return dict(getattr(self._computer, "brief", {}))

    @property
    def waiting(self) -> bool:
        """Whether an order is ready to be given."""
        return not self._orders.empty()

    def stop(self) -> None:
        self._stop.set()
        self._computer.cancel()
        self._thread.join(timeout=5)
