"""A computer player for a `Battle`: reads the view of its side, nothing else."""

from typing import Any

import numpy as np

from game.ai import playout
from game.ai.mind import make_mind
from game.values import Event, IllegalOrder, Order

LEVELS = ("recruit",)


class Computer:
    """Plays one side at a level. `recruit` uses simple rules and no playouts, so budgets do not change it.

    Raises ValueError for a level that does not exist, or a budget that is no positive number.
    """

    def __init__(
        self,
        side: str,
        level: str = "recruit",
        seed: int = 0,
        playouts: int | None = None,
        seconds: float | None = None,
    ) -> None:
        if level not in LEVELS:
            raise ValueError(f"there is no level '{level}' yet; levels: {', '.join(LEVELS)}")
        for name, budget in (("playouts", playouts), ("seconds", seconds)):
            if budget is not None and budget <= 0:
                raise ValueError(f"{name} must be more than 0, not {budget}")
        self.side, self.level, self.seed = side, level, seed
        self.brief: dict[str, Any] = {}
        self._battle: Any = None
        self._out = np.zeros(4, np.int64)

    def next_order(self, battle: Any) -> Order:
        """The next order of its side; keeps its plan between calls. Raises IllegalOrder out of its phase."""
        if battle.phasing != self.side or battle.outcome is not None:
            raise IllegalOrder(f"it is not {self.side}'s phase")
        view = battle.view(self.side)
        row = battle.names.side_row[self.side]
        if self._battle is not battle.names:
            self._battle = battle.names
            self._mind = make_mind(battle.scenario, battle.names, battle.board, battle.rules, view.arrays, row)
        for _ in range(1000):
            # The view's own arrays stay as they are: tactics may use its workspace only.
            playout.decide(view.arrays, battle.board, battle.rules, self._mind, self._out)
            order: Order = battle.notation.order(*self._out.tolist())
            if battle.is_legal(order):
                self._brief(order)
                return order
            self._mind.progress["failed"][0] += 1
        return Order(None, "end")

    def play_phase(self, battle: Any) -> list[Event]:
        """Give orders up to and with `end`; returns what its side saw happen."""
        happened: list[Event] = []
        while battle.outcome is None and battle.phasing == self.side:
            order = self.next_order(battle)
            happened += battle.give(order)
            if order.verb == "end":
                break
        return happened

    def _brief(self, order: Order) -> None:
        progress = self._mind.progress[0]
        targets = np.flatnonzero(self._mind.ground["on"])
        self.brief = {
            "level": self.level,
            "orders": int(progress["orders"]),
            "targets": [self._battle.text(int(h)) for h in targets],
            "last": str(order),
        }
