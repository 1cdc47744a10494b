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
from game.rules.state import State
from game.scenario.model import Scenario
from game.ui.map.then import GroundThen
from game.ui.scenes.session import Session
from game.views import Ground, ground_of

MAP_PX = 760  # the longer side of the small map of the history page
KEPT = 16  # of them in memory
Picture = tuple[np.ndarray, Window, float]  # (high, wide, 3) uint8, what it shows, radius of a hex


class ReportWork:
    """`report` is there when it is added up; `report.swings` when it is judged; `picture` when the map is painted."""

    def __init__(self, source: Battle | Path) -> None:
        self.report: Report | None = None
        self.trouble = ""
        self.done, self.of = 0, 1
        self.judged = False
        self.picture: Picture | None = None
        self.grounds: Grounds | None = None
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
            window = window_of(report.trace)
            self.picture = painted(report.engine.scenario, window)
            self.grounds = Grounds(report, window)
            judge_it(report, tick=self._tick)
            self.judged = True
        except (UserError, OSError) as fault:
            self.trouble = str(fault)

    def _tick(self, done: int, of: int) -> None:
        self.done, self.of = done, of


def painted(scenario: Scenario, window: Window, ground: Ground | None = None) -> Picture:
    """The ground that lies in a window: as the scenario begins, or as it is told to lie."""
    radius = MAP_PX / max(window.wide, window.tall)
    surface = GroundThen(scenario, window, radius).picture(ground)
    return np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1)), window, radius


class Grounds:
    """The ground at the end of each turn of a battle, painted in a thread as it is asked for."""

    def __init__(self, report: Report, window: Window) -> None:
        self.report, self.window = report, window
        self._done: dict[int, Picture] = {}
        self._wanted = 0
        self._thread: threading.Thread | None = None

    @property
    def painting(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def at(self, turn: int) -> Picture | None:
        """The picture, or None while it is painted; only what was asked for last is painted."""
        if turn not in self._done:
            self._wanted = turn
            if not self.painting:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        return self._done.get(turn)

    def _work(self) -> None:
        while self._wanted not in self._done:
            turn = self._wanted
            ground = ground_of(self.report.engine.names, self._state(turn))
            self._done[turn] = painted(self.report.engine.scenario, self.window, ground)
            while len(self._done) > KEPT:
                self._done.pop(next(iter(self._done)))

    def _state(self, turn: int) -> State:
        later = (phase.before for phase in self.report.trace.phases if phase.turn > turn)
        return next(later, self.report.engine.state)


_kept: "weakref.WeakKeyDictionary[Session, ReportWork]" = weakref.WeakKeyDictionary()


def work_of(session: Session) -> ReportWork:
    """The report of the battle on the table, made once."""
    if session not in _kept or _kept[session].trouble:
        _kept[session] = ReportWork(session.battle.copy())
    return _kept[session]
