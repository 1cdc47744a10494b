"""1944 beside the battle under way (F8): the front as the shown side knows it, with the holders and attacks of then.

Reads the shown side's view alone; of losses and ammunition only its own are measured. Left and right turn the days.
"""

import threading
from typing import Any

import pygame

from game.chronicle.history import Measure, Past
from game.chronicle.report_moments import window_round
from game.names import Names
from game.rules.state import PRESENT
from game.setup import make_board, make_state
from game.ui.scenes.base import Close, Desk, SheetScene, Wish
from game.ui.scenes.report_history import LARGE, Compared, MapThen, Standing, history
from game.ui.scenes.report_work import painted
from game.ui.scenes.session import Session
from game.ui.theme.palette import DIM
from game.ui.theme.sheet import Key, Layout, Sheet
from game.views import losses_of


class BesideScene(SheetScene):
    """Opens at the battle's own half day."""

    veil = True
    magnify = 1.1

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        scenario = session.scenario
        self.names, self.past = Names(scenario), Past(scenario)
        self.turn = session.view.turn
        self.standing = _standing(session, self.names)
        self._map: MapThen | None = None
        self._first = 0
        self._thread = threading.Thread(target=self._paint, daemon=True)
        self._thread.start()

    def state(self) -> Any:
        return self.turn, self._map is not None

    @property
    def watching(self) -> bool:
        return self._thread.is_alive()

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        if self._map is not None:
            desk.redraw = desk.redraw or not self.watching
        return []

    def _paint(self) -> None:
        """In a worker: the ground round what is known to stand on it, and what the side began with."""
        scenario, names = self.session.scenario, self.names
        start = make_state(scenario, names, make_board(scenario, names), 0, 1)
        mine = names.side_row[self.session.side]
        units = start.units[(start.units["side"] == mine) & (start.units["status"] == PRESENT)]
        depots = start.depots[start.depots["side"] == mine]
        self._first = int(units["ammo"].sum() + depots["fires"].sum()) // 10
        window = window_round([at for _, at, _ in self.standing.units], names)
        self._map = MapThen(scenario, names, self.past, painted(scenario, window))

    def paint(self, desk: Desk) -> Sheet:
        say, view = desk.say, self.session.view
        sheet = Layout(min(desk.u(1180), desk.size[0] - 8), desk.scale, self.hover, desk.u(2200))
        sheet.head(say("report.tab_history"), self.session.scenario.title.get(say.lang))
        scenario = self.session.scenario
        holders = {}
        if self.turn == view.turn:  # another day's holders are not held against those of now
            holders = {place: view.control[self.names.text(self.names.hex(place)) or ""] for place in self.names.places}
        date = scenario.date_of(self.turn)
        compared = Compared(scenario, self.past, date, holders, self._measures())
        history(sheet, say, self._map, self.standing, compared)
        sheet.para(say("report.known_only"), 13, DIM)
        back, on = Key("◀", "turn -1", self.turn > 1), Key("▶", "turn 1", self.turn < scenario.turns)
        step = Key(say("report.step", n=self.turn, all=scenario.turns), "", False)
        sheet.buttons([back, step, on], 3, 32, 15)
        sheet.buttons([Key(say("common.close"), "close", look="red")], 2, 38, 16)
        return sheet.sheet()

    def _measures(self) -> list[Measure]:
        """Own losses and fires against history's band of the half day before the present one."""
        session, view = self.session, self.session.view
        side, date = session.side, session.scenario.date_of(view.turn)
        tally = losses_of(view.arrays, self.names.side_row[side])
        found = []
        band = self.past.losses(side, date)
        if band is not None:
            found.append(Measure("losses", side, sum(tally[name] for name in ("killed", "died", "wounded")), band))
        band = self.past.fires(side, date, self._first) if self._first else None
        if band is not None:
            left = int(view.stocks["fires"]) + int(view.stocks["fires_with_units"])
            found.append(Measure("fires", side, left, band))
        return found

    def act(self, action: str, desk: Desk) -> list[Wish]:
        verb, _, rest = action.partition(" ")
        if verb == "turn":
            self.turn = max(1, min(self.session.scenario.turns, self.turn + int(rest)))
        return [Close()] if verb == "close" else []

    def key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            return self.act(f"turn {1 if event.key == pygame.K_RIGHT else -1}", desk)
        if event.key == pygame.K_F8:
            return [Close()]
        return super().key(event, desk)


def _standing(session: Session, names: Names) -> Standing:
    """What the shown side knows to stand on the map."""
    view, scenario = session.view, session.scenario
    control = tuple(names.side_row[view.control[text]] for text in names.texts)
    mine, enemy = names.side_row[view.side], 1 - names.side_row[view.side]
    known = [(mine, unit.at, unit.kind) for unit in view.own if unit.at]
    known += [(enemy, contact.at, contact.kind) for contact in (*view.seen, *view.remembered)]
    return Standing(
        control, tuple((side, names.hex(at), scenario.kinds[kind].men >= LARGE) for side, at, kind in known)
    )
