"""How the assault under the mouse could be made better: worked out on a copy, in a worker, once the mouse rests."""

import threading
from dataclasses import dataclass

from game import advice
from game.errors import UserError
from game.ui.panels.odds_card import taken_permille
from game.ui.scenes.session import Session
from game.values import Order

REST_MS = 220  # how long the mouse rests before one is advised
PLAY_MS = 700  # and before the assault is played out
WORTH = 30  # per mille by which advice must better the chance to be given


@dataclass(frozen=True, slots=True)
class Advice:
    """Per mille to take the hex, from other hexes and with friends beside it; the best first."""

    now: int
    starts: tuple[tuple[str, int], ...]  # hex, per mille
    friends: tuple[tuple[str, str, int, int], ...]  # unit, hex, per mille, men that the way there may cost


class Adviser:
    """Advice for one order at one moment."""

    def __init__(self) -> None:
        self.key: tuple[Order, int] | None = None
        self.result: Advice | None = None
        self.rested = 0  # milliseconds that the mouse has rested on one order
        self._resting: tuple[Order, int] | None = None
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None

    def rest(self, order: Order | None, session: Session, ms: int) -> None:
        """The mouse rests on an order, or on none."""
        resting = (order, session.revision) if order and order.verb == "assault" else None
        self.rested = self.rested + ms if resting == self._resting else 0
        self._resting = resting
        if order and resting and self.rested >= REST_MS and self.key != resting and not self.running:
            self.ask(session, order)

    def ask(self, session: Session, order: Order) -> None:
        self.key, self.result = (order, session.revision), None
        battle = session.battle.copy()

        def work() -> None:
            try:
                now = taken_permille(battle.preview(order).chances)
                starts = [(at, taken_permille(odds.chances)) for at, odds in advice.other_starts(battle, order)]
                friends = [
                    (unit, at, taken_permille(odds.chances), price)
                    for unit, at, odds, price in advice.helpers(battle, order)
                ]
            except UserError:
                return
            better = sorted((its for its in starts if its[1] >= now + WORTH), key=lambda its: (-its[1], its[0]))
            helping = sorted((its for its in friends if its[2] >= now + WORTH), key=lambda its: (-its[2], its[0]))
            self.result = Advice(now, tuple(better), tuple(helping))

        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()

    def poll(self) -> bool:
        """Whether advice has just come in."""
        if self._thread is None or self._thread.is_alive():
            return False
        self._thread = None
        return True

    def of(self, order: Order, session: Session) -> Advice | None:
        return self.result if self.key == (order, session.revision) else None
