"""The report being made in a worker: added up at once, then judged while its pages are already read."""

import threading
import weakref
from pathlib import Path

import numpy as np
import pygame
import pygame.surfarray  # now: two threads that first ask for it at once would meet it half made

from game import Battle
from game.chronicle.report import Report, add_up, judge_it
from game.chronicle.report_moments import Window, window_of
from game.errors import UserError
from game.scenario.model import Scenario
from game.ui.map.then import GroundThen
from game.ui.scenes.session import Session

MAP_PX = 760  # the longer side of the small map of the history page


class ReportWork:
    """`report` is there when it is added up; `report.swings` when it is judged; `picture` when the map is painted."""

    def __init__(self, source: Battle | Path) -> None:
        self.report: Report | None = None
        self.trouble = ""
        self.done, self.of = 0, 1
        self.judged = False
        self.picture: tuple[np.ndarray, Window, float] | None = None  # (high, wide, 3) uint8, what it shows, radius
        self._thread = threading.Thread(target=self._work, args=(source,), daemon=True)
        self._thread.start()

    @property
    def working(self) -> bool:
        return self._thread.is_alive()

    @property
    def stage(self) -> tuple[bool, bool, int, str]:
        """Changes when a page should be drawn anew."""
        return self.report is not None, self.judged, 100 * self.done // max(1, self.of), self.trouble

    def wait(self, seconds: float = 120) -> None:
        """For tests and pictures."""
        self._thread.join(seconds)

    def _work(self, source: Battle | Path) -> None:
        try:
            battle = source if isinstance(source, Battle) else Battle.open(source)
            report = add_up(battle)
            self.report = report
            self.picture = paint(report)
            judge_it(report, tick=self._tick)
            self.judged = True
        except (UserError, OSError) as fault:
            self.trouble = str(fault)

    def _tick(self, done: int, of: int) -> None:
        self.done, self.of = done, of


def paint(report: Report) -> tuple[np.ndarray, Window, float]:
    """The ground where there was fighting."""
    return painted(report.engine.scenario, window_of(report.trace))


def painted(scenario: Scenario, window: Window) -> tuple[np.ndarray, Window, float]:
    """The ground at the scenario's start that lies in a window."""
    radius = MAP_PX / max(window.wide, window.tall)
    surface = GroundThen(scenario, window, radius).picture()
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1)), window, radius


_kept: "weakref.WeakKeyDictionary[Session, ReportWork]" = weakref.WeakKeyDictionary()


def work_of(session: Session) -> ReportWork:
    """The report of the battle on the table, made once."""
    if session not in _kept or _kept[session].trouble:
        _kept[session] = ReportWork(session.battle.copy())
    return _kept[session]
