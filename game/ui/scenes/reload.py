"""A scenario under the author's hand: when its files are saved, the battle on the table begins anew by them.

The files are looked at twice a second; they are checked, and the orders given so far are given again, in a thread.
Orders that no longer apply are left out. A scenario with an error leaves the battle as it is; its first error is told.
"""

from __future__ import annotations

import threading
from pathlib import Path

from game import Battle, IllegalOrder
from game.errors import UserError
from game.scenario import catalog
from game.scenario.problems import ScenarioError
from game.ui.scenes.base import Desk, Seat, Tell, Wish
from game.ui.scenes.session import Session

LOOK_MS = 500


def again(old: Battle, fresh: Battle) -> tuple[int, int]:
    """Give the orders of `old` to `fresh` as far as they apply. Returns how many were given, and how many left out."""
    given = left = 0
    for order in old.orders:
        there = (fresh.turn, fresh.phasing) == (old.turn, old.phasing)
        if fresh.outcome is not None or (there and order.verb == "end"):
            break
        try:
            fresh.give(order)
            given += 1
        except IllegalOrder:
            left += 1
    return given, left


class Watch:
    """Looks after the files of one session's scenario; does nothing for a battle that came from a record."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._waited = 0
        self._files: list[Path] = []
        self._seen: dict[Path, tuple[int, int]] = {}
        self._thread: threading.Thread | None = None
        self._found: Session | str | None = None
        self._told = (0, 0)
        if session.source:
            self._files = catalog.examine(session.source[0]).files
            self._seen = self._stamps()

    def _stamps(self) -> dict[Path, tuple[int, int]]:
        found = {}
        for file in self._files:
            try:
                stat = file.stat()
                found[file] = (stat.st_mtime_ns, stat.st_size)
            except OSError:
                found[file] = (0, 0)
        return found

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        """Wishes of a reload that is done; begins one when a file was saved."""
        if self._thread:
            return [] if self._thread.is_alive() else self._done(desk)
        self._waited += ms
        if not self._files or self._waited < LOOK_MS:
            return []
        self._waited = 0
        stamps = self._stamps()
        if stamps != self._seen:
            self._seen = stamps
            old = self.session.battle.copy()
            self._thread = threading.Thread(target=self._read, args=(old,), daemon=True)
            self._thread.start()
        return []

    def _read(self, old: Battle) -> None:
        """In the thread: the scenario as it is now, played to where the battle stands."""
        before = self.session
        assert before.source is not None
        name, terms = before.source
        try:
            session = Session.load(name, before.side, before.opponent, before.seed, terms)
            self._told = again(old, session.battle)
            self._files = catalog.examine(name).files
            self._found = session
        except ScenarioError as fault:
            first = fault.problems[0]
            self._found = f"{first.file}:{first.line}: [{first.code}] {first.message}"
        except (UserError, OSError) as fault:
            self._found = str(fault).splitlines()[0]

    def _done(self, desk: Desk) -> list[Wish]:
        self._thread = None
        found, self._found = self._found, None
        desk.redraw = True
        if isinstance(found, Session):
            found.taught = self.session.taught
            given, left = self._told
            return [Seat(found), Tell(desk.say("reload.done", given=given, left=left))]
        return [Tell(desk.say("reload.failed", reason=found or "?"))]
