"""A computer player for a `Battle`: reads the view of its side, nothing else."""

import os
import threading
from typing import Any

from game.ai.commander import LEVELS, Commander
from game.ai.search import Setting
from game.values import Event, IllegalOrder, Order

MOST_REFUSED = 1000


class Computer:
    """Plays one side at a level: `recruit`, `veteran` or `general`.

    `playouts` is the budget of a phase (none: the level's own), `seconds` only ends the thinking earlier. The same seed
    and playouts give the same orders. `recruit` thinks without playouts, so that budgets do not change it.
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
            raise ValueError(f"there is no level '{level}'; levels: {', '.join(LEVELS)}")
        for name, budget in (("playouts", playouts), ("seconds", seconds)):
            if budget is not None and budget <= 0:
                raise ValueError(f"{name} must be more than 0, not {budget}")
        self.side, self.level, self.seed = side, level, seed
        self.playouts, self.seconds = playouts, seconds
        self._scenario: Any = None
        self._turn = 0
        self._cancelled = threading.Event()
        self._commander: Any = None

    @property
    def brief(self) -> dict[str, Any]:
        """Why it does what it does in this phase, as text and figures; empty before its first order."""
        return self._commander.brief if self._commander else {}

    def cancel(self) -> None:
        """Think no more in this phase, from any thread, even before it began: the best found so far is used."""
        self._cancelled.set()

    def next_order(self, battle: Any) -> Order:
        """The next order of its side; keeps its plan between calls. Raises IllegalOrder out of its phase."""
        if battle.phasing != self.side or battle.outcome is not None:
            raise IllegalOrder(f"it is not {self.side}'s phase")
        commander = self._command(battle)
        for _ in range(MOST_REFUSED):
            # The arrays behind the view without the view around them, which takes twenty times as long to make.
            row = commander.next_row(battle.known(self.side))
            order: Order = battle.notation.order(*row)
            if battle.is_legal(order):
                return order
            commander.note_refused()
        return Order(None, "end")

    def _command(self, battle: Any) -> Commander:
        """Its commander, who remembers the battle: a copy of the battle is the same one, an earlier turn is not."""
        anew = self._scenario is not battle.scenario or battle.turn < self._turn
        self._turn = battle.turn
        if self._commander is None or anew:
            self._scenario = battle.scenario
            setting = Setting(battle.scenario, battle.names, battle.board, battle.rules)
            side = battle.names.side_row[self.side]
            jobs = os.cpu_count() or 1
            self._commander = Commander(
                setting, side, self.level, self.seed, self.playouts, self.seconds, jobs, self._cancelled
            )
        commander: Commander = self._commander
        return commander

    def play_phase(self, battle: Any) -> list[Event]:
        """Give orders up to and with `end`; returns what its side saw happen."""
        happened: list[Event] = []
        while battle.outcome is None and battle.phasing == self.side:
            order = self.next_order(battle)
            happened += battle.give(order)
            if order.verb == "end":
                break
        return happened
