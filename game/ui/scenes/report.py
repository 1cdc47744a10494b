"""The after-action report in the game: pages behind tabs, over the battle just fought or any record that is over.

Keys: 1 to 7 or Tab for the pages, left and right for the time on the page of history, wheel for more units, Esc.
"""

import re
import threading
import time
from pathlib import Path
from typing import Any

import pygame

from game.chronicle.report import Report
from game.chronicle.report_html_history import verdict
from game.errors import UserError
from game.ui import settings as kept
from game.ui.scenes import report_pages as pages
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Close, Desk, SheetScene, Wish
from game.ui.scenes.report_history import Compared, MapThen, Standing, history, standings_of
from game.ui.scenes.report_work import ReportWork
from game.ui.theme.palette import BRASS, DIM, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet
from game.ui.theme.surface import bar

PAGE_HIGH = 770
TABS = ("result", "chances", "losses", "ammunition", "luck", "units", "history")


class ReportScene(SheetScene):
    """`work` is the report in the making; it goes on when the scene closes."""

    magnify = 1.1

    def __init__(self, work: ReportWork, tab: str = "result") -> None:
        super().__init__()
        self.work = work
        self.tab = tab
        self.turn = 0
        self.line = ""
        self._maps: dict[int, MapThen] = {}  # by turn; 0: the ground of the beginning, until a turn's is painted
        self._standings: list[Standing] = []
        self._writing: threading.Thread | None = None
        self._seen: Any = None

    def note(self, text: str) -> None:
        self.line = text

    def state(self) -> Any:
        ready = self.work.stage, self.work.picture is not None, self._painting
        return self.tab, self.turn, self.scroll, self.line, *ready

    @property
    def watching(self) -> bool:
        return self.work.working or self._writing is not None or self._painting

    @property
    def _painting(self) -> bool:
        return self.work.grounds is not None and self.work.grounds.painting

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        if self._writing is not None and not self._writing.is_alive():
            self._writing = None
        if self.state() != self._seen:
            self._seen, desk.redraw = self.state(), True
        return []

    # ------------------------------------------------------------ drawing

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        sheet = Layout(min(desk.u(1180), desk.size[0] - 8), desk.scale, self.hover, desk.u(2200))
        report = self.work.report
        title = report.engine.scenario.title.get(say.lang) if report else ""
        sheet.head(say("report.title"), title)
        keys = [
            Key(say(f"report.tab_{tab}"), f"tab {tab}", report is not None, letter=str(i),
                look="armed" if tab == self.tab else "plain")
            for i, tab in enumerate(TABS, 1)
        ]  # fmt: skip
        sheet.buttons(keys, len(TABS), 34, 15)
        sheet.rule()
        if report is None:
            reason = self.work.trouble
            sheet.para(say("report.failed", reason=reason) if reason else say("report.adding"), 17, PAPER)
        else:
            self._page(sheet, desk)
        sheet.y = max(sheet.y + sheet.u(8), sheet.u(PAGE_HIGH))  # so that the tabs stay where they are
        if self.line:
            sheet.para(self.line, 14, BRASS)
        page = Key(say("report.page"), "page", self.work.judged and self._writing is None, say("report.page_tip"))
        sheet.buttons([page, Key(say("common.close"), "close", look="red")], 2, 40, 16)
        return sheet.sheet()

    def _page(self, sheet: Layout, desk: Desk) -> None:
        report, say = self.work.report, desk.say
        assert report is not None
        if self.tab == "chances" and report.other_rules:
            sheet.para(say("report.other_rules"), 16, PAPER)
        elif self.tab == "chances" and not self.work.judged:
            self._progress(sheet, desk)
        elif self.tab == "units":
            last = max(0, len(pages.ranked(report)) - pages.ROWS)
            self.scroll = min(self.scroll, last)
            pages.units(sheet, report, say, self.scroll)
        elif self.tab == "history":
            self._history(sheet, report, desk)
        else:
            getattr(pages, self.tab)(sheet, report, say)

    def _history(self, sheet: Layout, report: Report, desk: Desk) -> None:
        engine, say = report.engine, desk.say
        self._standings = self._standings or standings_of(report)
        last = len(self._standings) - 1
        self.turn = self.turn or last
        holders = report.trace.standings[self.turn].holders
        date, words = engine.scenario.date_of(self.turn), verdict(report.beside)
        compared = Compared(engine.scenario, report.past, date, holders, report.beside.measures, words)
        history(sheet, say, self._map(report), self._standings[self.turn], compared)
        back, on = Key("◀", "turn -1", self.turn > 1), Key("▶", "turn 1", self.turn < last)
        sheet.buttons([back, Key(say("report.step", n=self.turn, all=last), "", False), on], 3, 32, 15)

    def _map(self, report: Report) -> MapThen | None:
        """The ground of the turn shown; that of the beginning while it is painted."""
        engine, grounds = report.engine, self.work.grounds
        now = grounds.at(self.turn) if grounds is not None else None
        for turn, picture in ((self.turn, now), (0, self.work.picture)):
            if picture is not None:
                if turn not in self._maps:
                    self._maps = {0: self._maps[0]} if 0 in self._maps else {}
                    self._maps[turn] = MapThen(engine.scenario, engine.names, report.past, picture)
                return self._maps[turn]
        return None

    def _progress(self, sheet: Layout, desk: Desk) -> None:
        percent = self.work.stage[2]
        if self.work.trouble:
            sheet.para(desk.say("report.failed", reason=self.work.trouble), 16, PAPER)
            return
        sheet.para(desk.say("report.judging", percent=percent), 16, DIM)
        bar(sheet.ink, pygame.Rect(sheet.pad, sheet.y, sheet.inner, sheet.u(14)), percent, BRASS)
        sheet.gap(24)

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        super().draw(target, desk)

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        self.line = ""
        verb, _, rest = action.partition(" ")
        if verb == "tab" and self.work.report is not None:
            self.tab, self.scroll = rest, 0
        elif verb == "turn" and self.work.report is not None:
            last = len(self.work.report.trace.standings) - 1
            self.turn = max(1, min(last, (self.turn or last) + int(rest)))
        elif verb == "page" and self.work.judged and self._writing is None:
            self._write(desk)
        elif verb == "close":
            return [Close()]
        return []

    def key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        number = event.key - pygame.K_1
        if 0 <= number < len(TABS):
            return self.act(f"tab {TABS[number]}", desk)
        if event.key == pygame.K_TAB:
            step = -1 if event.mod & pygame.KMOD_SHIFT else 1
            return self.act(f"tab {TABS[(TABS.index(self.tab) + step) % len(TABS)]}", desk)
        if event.key in (pygame.K_LEFT, pygame.K_RIGHT) and self.tab == "history":
            return self.act(f"turn {1 if event.key == pygame.K_RIGHT else -1}", desk)
        return super().key(event, desk)

    def _write(self, desk: Desk) -> None:
        """The page, in a thread: the ground is painted at its size."""
        report, say = self.work.report, desk.say
        assert report is not None
        name = re.sub(r"[^a-z0-9-]+", "-", report.engine.scenario.id)
        file = reports_folder() / f"{name}-{time.strftime('%Y%m%d-%H%M%S')}.html"
        self.line = say("report.writing")

        def work() -> None:
            from game.ui import report_page

            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                report_page.write(report, file, say.lang)
                self.line = say("report.written", file=file)
            except (UserError, OSError) as fault:
                self.line = say("report.failed", reason=fault)

        self._writing = threading.Thread(target=work, daemon=True)
        self._writing.start()


def reports_folder() -> Path:
    """Beside the saves."""
    return kept.saves_folder().parent / "reports"
