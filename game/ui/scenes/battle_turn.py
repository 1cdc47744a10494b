"""The course of a turn on the screen: the computer's orders one by one, reports, decisions, the end."""

from typing import TYPE_CHECKING, Any

import pygame

from game.ui.panels.log import LogLine
from game.ui.panels.phase_report import phase_lines
from game.ui.scenes.base import Desk, Give, Open, Scene, Wish
from game.ui.scenes.curtain import Curtain
from game.ui.scenes.dialogs import Answer, Question
from game.ui.scenes.result import ResultScene
from game.ui.scenes.session import Report
from game.ui.settings import PACE_MS
from game.values import Order

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

FLASH_MS = 900
GLIDE_MS = 260  # a counter's way from hex to hex
BATCH = 12  # the computer's orders given between two frames when in a hurry
REPORT_LINES = 16


class Turn:
    """What time does to the battle screen."""

    def __init__(self, scene: "BattleScene") -> None:
        self.scene = scene
        self.flashes: dict[str, int] = {}
        self.bursts: set[str] = set()  # those flashes that are shells or bombs
        self.shots: dict[tuple[str, str], None] = {}  # lines of fire, from and to, while the target flashes
        self.glides: dict[str, tuple[str, int]] = {}  # unit -> whence it comes, milliseconds still to go
        self.pause_ms = 0
        self.hurry = False
        self.result_shown = False
        self.asked: set[str] = set()
        self.curtain_for: str | None = None
        self.report_due = False

    @property
    def session(self) -> Any:
        return self.scene.session

    @property
    def computer_moves(self) -> bool:
        session = self.session
        return session.outcome is None and (session.phasing not in session.humans or session.staff_at_work)

    @property
    def moving(self) -> bool:
        return self.computer_moves or bool(self.flashes) or bool(self.glides)

    def flash(self, at: str) -> None:
        self.flashes[at] = FLASH_MS

    def flash_left(self, at: str) -> float:
        """From 1 to 0."""
        return self.flashes.get(at, 0) / FLASH_MS

    def glide(self, unit: str, at: str) -> tuple[int, int]:
        """How far from its hex a counter is still drawn, in pixels."""
        if unit not in self.glides:
            return 0, 0
        start, left = self.glides[unit]
        (x0, y0), (x1, y1) = self.scene.chart.centre(start), self.scene.chart.centre(at)
        share = left / GLIDE_MS
        return round((x0 - x1) * share * share), round((y0 - y1) * share * share)

    # ------------------------------------------------------------ time

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        for at in list(self.flashes):
            self.flashes[at] -= ms
            if self.flashes[at] <= 0:
                del self.flashes[at]
                self.bursts.discard(at)
                self.shots = {shot: None for shot in self.shots if shot[1] != at}
                desk.redraw = True
        self.glides = {unit: (start, left - ms) for unit, (start, left) in self.glides.items() if left > ms}
        if self.session.outcome is not None:
            return [] if self.result_shown else [self.result()]
        if self.curtain_for:
            side, self.curtain_for = self.curtain_for, None
            return [Open(Curtain(side, self.scene.names.side(side, desk.say.lang)))]
        waiting = self._message(desk) or self._decision(desk)
        if waiting:
            return [Open(waiting)]
        if self.report_due and self.session.mine:
            self.scene.chart.come_back()
            wishes = self.scene.staff.phase_begins(desk)
            self.report_due, self.scene.report_open = False, not wishes
            desk.redraw = True
            if wishes:
                return wishes
        return self._computer(desk, ms) if self.computer_moves else []

    def end_now(self) -> list[Wish]:
        """End the shown side's phase: at once, or after the staff has moved what was left to it."""
        return [] if self.session.start_staff() else [Give(Order(None, "end"))]

    def result(self) -> Wish:
        self.result_shown = True
        return Open(ResultScene())

    def _computer(self, desk: Desk, ms: int) -> list[Wish]:
        """Its next order, when the last one has been looked at long enough."""
        session = self.session
        if session.computer is None or session.computer.side != session.phasing:
            session.start_computer()
        fast = self.hurry or desk.settings.pace == "instant" or bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)
        self.pause_ms = 0 if fast else self.pause_ms - ms
        if self.pause_ms > 0:
            return []
        wishes: list[Wish] = []
        for _ in range(BATCH if fast else 1):
            order = session.computer.next()
            if order is None:
                break
            wishes.append(Give(order))
            if order.verb == "end":
                break
        return wishes

    # ------------------------------------------------------------ what happened

    def happened(self, order: Order, report: Report, desk: Desk) -> None:
        session, scene = self.session, self.scene
        by_computer = session.computer is not None
        shown = [event for event in report.events if event.hex or event.to]
        if desk.settings.pace != "instant" and not self.hurry:
            for event in shown:
                if event.kind == "moved" and event.unit and event.hex and event.to and event.unit not in self.glides:
                    self.glides[event.unit] = event.hex, GLIDE_MS
        for event in shown:
            for at in (event.hex, event.to):
                if at and event.kind != "moved":
                    self.flash(at)
            if event.kind in ("bombarded", "air") and event.hex:
                self.bursts.add(event.hex)
            elif event.kind == "fired" and event.hex and event.to and event.hex != event.to:
                self.shots[event.to, event.hex] = None
        if by_computer and shown and not self.hurry:
            self.pause_ms = PACE_MS[desk.settings.pace]
            at = shown[-1].to or shown[-1].hex
            if at and desk.settings.pace in ("slow", "normal") and not scene.chart.in_sight(at):
                scene.chart.visit(at)
        if by_computer and report.refusal and order.verb != "end":
            staff = session.staff_at_work
            session.stop_computer()  # its copy no longer matches: it thinks again from what is
            if staff:
                session.start_staff()
        if order.verb == "end":
            self._phase_ended()

    def _phase_ended(self) -> None:
        session, scene = self.session, self.scene
        if session.computer:
            trouble = session.computer.trouble
            if trouble:
                scene.note(trouble)
            session.stop_computer()
        self.hurry = scene.staff.running
        self.pause_ms = 0
        scene.hand.done.clear()
        scene.log_scroll = 0
        scene.report_open = False
        if session.outcome is not None:
            return
        if session.phasing in session.humans:
            self.report_due = True
            if session.phasing != session.side:
                self.curtain_for = session.phasing
                scene.hand.select(None)

    # ------------------------------------------------------------ messages and decisions

    def _message(self, desk: Desk) -> Scene | None:
        """The first message that the shown side has not read, when it is its turn to read."""
        session = self.session
        if not session.mine:
            return None
        for event in session.events():
            if event.kind == "message" and event.n > session.told.get(session.side, -1):
                session.told[session.side] = event.n
                if self.scene.lessons.tells(event):
                    continue
                if event.turn >= session.view.turn - 1:
                    text = event.text(desk.say.lang)
                    title, _ = _event_words(self.scene, str(event.values.get("event", "")), desk.say.lang)
                    return Question(title or desk.say("message.title"), text, [Answer(desk.say("common.ok"))])
        return None

    def _decision(self, desk: Desk) -> Scene | None:
        """The first decision that waits for the shown side, as a dialog that insists."""
        session, scene = self.session, self.scene
        if not session.mine:
            return None
        for choice in session.view.choices:
            event_id = str(choice.get("event", ""))
            key = f"{session.view.turn} {session.side} {event_id}"
            if key in self.asked:
                continue
            answers = []
            for option in choice.get("options", ()):
                option_id, words = _option(option, desk.say.lang)
                order = Order(session.side, "choose", arg=f"{event_id} {option_id}")
                answers.append(Answer(words, (Give(order),)))
            self.asked.add(key)
            if answers:
                title, text = _event_words(scene, event_id, desk.say.lang)
                return Question(title or desk.say("choice_event.title"), text, answers, insists=True)
        return None

    # ------------------------------------------------------------ the report

    def report_lines(self, desk: Desk) -> tuple[tuple[LogLine, ...], int]:
        """The weightiest events since one's last phase, and how many more there were."""
        session = self.session
        since = [event for event in session.events()[session.phase_start :] if not self.scene.lessons.tells(event)]
        return phase_lines(since, session.side, self.scene.names, desk.say, REPORT_LINES)

    def worn_line(self, desk: Desk) -> str:
        """Who was lost without a shot that is told of."""
        men = self.session.worn()
        return desk.say("phase_report.worn", n=men) if men else ""


def _option(option: Any, lang: str) -> tuple[str, str]:
    """The id and the words of an option, however they come."""
    if isinstance(option, dict):
        option_id, words = option.get("id", ""), option.get("text", "")
    else:
        option_id, words = option[0], option[1] if len(option) > 1 else option[0]
    if isinstance(words, dict):
        words = words.get(lang) or words.get("en") or option_id
    elif hasattr(words, "get"):
        words = words.get(lang)
    return str(option_id), str(words)


def _event_words(scene: "BattleScene", event_id: str, lang: str) -> tuple[str, str]:
    """A scenario event's title, and the message that goes with its choice."""
    for event in scene.session.scenario.events:
        if event.id == event_id:
            title = event.title.get(lang) if event.title else ""
            text = "\n".join(effect.message.get(lang) for effect in event.do if effect.message)
            return title, text
    return "", ""
