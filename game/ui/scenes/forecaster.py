"""A forecast by playouts, in a worker: it takes a while and must not hold the window up."""

import threading

from game.errors import UserError
from game.ui.scenes.session import Session
from game.values import Forecast, Order


class Forecaster:
    """Keeps the last forecast asked for, with the order and the moment it belongs to."""

    def __init__(self) -> None:
        self.key: tuple[Order, int] | None = None
        self.result: Forecast | None = None
        self._thread: threading.Thread | None = None
        self._told = True

    @property
    def running(self) -> bool:
        return not self._told

    def ask(self, session: Session, order: Order, horizon: int | None = 2) -> None:
        if self.running:
            return
        self.key, self.result, self._told = (order, session.revision), None, False
        battle = session.battle.copy()

        def work() -> None:
            try:
                self.result = battle.forecast(order, playouts=60, horizon=horizon)
            except (UserError, NotImplementedError):
                self.result = None

        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()

    def poll(self) -> bool:
        """Whether a forecast has just come in."""
        if self._told or self._thread is None or self._thread.is_alive():
            return False
        self._told = True
        return True

    def of(self, order: Order | None, session: Session) -> Forecast | None:
        return self.result if self._told and self.key == (order, session.revision) else None
