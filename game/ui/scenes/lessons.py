"""Lessons on the battle screen: which prompt is due, what it points at, and whether the act it waits for was done.

The prompts are the scenario's (`lessons`). Nothing here judges an order: an act counts when the battle has taken it,
and a prompt whose act cannot be done any more is passed over, so that no lesson can keep a player waiting.
"""

from typing import TYPE_CHECKING

import pygame

from game.scenario.lessons import Lesson, Prompt, Waits
from game.ui.panels import lesson as panel
from game.ui.panels import log, unit_card
from game.ui.scenes.base import Desk, Placed
from game.ui.scenes.taught import Taught
from game.ui.theme.sheet import Sheet, fitted
from game.values import Event, Order

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

PANELS = {"bar": "bar", "minimap": "mini", "log": "log", "card": "card", "odds": "odds", "report": "report"}
BUTTONS = {
    "end": "end", "goals": "goals", "army": "army", "menu": "pause", "help": "help", "done": "done",
    "hold": "order hold", "assault": "order assault", "fire": "order fire", "bombard": "order bombard",
    "dig": "order dig",
    "rally": "order rally", "engineers": "order engineers", "air": "order air", "dont-see": "dont see",
    "dont-aim": "dont aim", "dont-kill": "dont kill", "threat": "threat", "overlay": "overlay",
}  # fmt: skip
PULSE_MS = 500
LIT, DEEP, RIM = (255, 206, 56), (222, 84, 28), (24, 18, 12)
OFF = "end"  # the verb that has no unit


class Lessons:
    """The lessons of one battle scene; how far they have come is the session's."""

    def __init__(self, scene: "BattleScene") -> None:
        self.scene = scene
        self.now: tuple[Lesson, int] | None = None  # the prompt on the screen: its lesson and its number from 0
        self.behind = 0  # how many texts before it are looked at again
        self.pulse = 0
        self._looked: tuple[str, int] | None = None  # the last prompt whose target was brought into sight

    @property
    def taught(self) -> Taught:
        return self.scene.session.taught

    @property
    def prompt(self) -> Prompt | None:
        """What is shown, or None while there is nothing to teach or the lessons are left."""
        return self.now[0].prompts[self.now[1]] if self.now and not self.taught.away else None

    # ------------------------------------------------------------ which lesson

    def _due(self) -> tuple[Lesson, int] | None:
        """The first prompt that is neither done nor in vain, of the lessons begun in this phase."""
        session = self.scene.session
        if not session.mine or not session.scenario.lessons:
            return None
        begun: list[Lesson] = session.keep(("lessons", session.side), self._begun)
        for lesson in begun:
            for step in range(self.taught.steps.get(lesson.id, 0), len(lesson.prompts)):
                if not self._in_vain(lesson, step):  # not noted: what is taken back can be done again
                    return lesson, step
        return None

    def _begun(self) -> list[Lesson]:
        session = self.scene.session
        told = {str(event.values.get("event", "")) for event in self._messages()}
        turn = session.view.turn
        return [
            lesson
            for lesson in session.scenario.lessons
            if lesson.side == session.side
            and (lesson.when.event in told or (lesson.when.date and session.scenario.turn_of(lesson.when.date) == turn))
        ]

    def _messages(self) -> list[Event]:
        """Messages of this turn, and those since the shown side's last phase."""
        session = self.scene.session
        turn, since = session.view.turn, session.phase_start
        events = [event for event in session.events() if event.kind == "message"]
        later = {event.n for event in session.events()[since:]} if since else set()
        return [event for event in events if event.turn == turn or (event.turn == turn - 1 and event.n in later)]

    def tells(self, event: Event) -> bool:
        """Whether a lesson says what this message says, so that it needs no dialog and no line."""
        if event.kind != "message":
            return False
        source = str(event.values.get("event", ""))
        side = self.scene.session.side
        lessons = self.scene.session.scenario.lessons
        return not self.taught.away and any(its.when.event == source and its.side == side for its in lessons)

    # ------------------------------------------------------------ whether the act was done

    def tick(self, desk: Desk, ms: int) -> None:
        """Find the prompt that is due; pass over those that are done or cannot be done."""
        before = self.now, self.taught.away
        self.now = self._due()
        while self.prompt and self._done(self.prompt.waits):
            self._advance()
            self.now = self._due()
        if self.now != before[0]:
            self.behind = 0
        if (self.now, self.taught.away) != before:
            desk.redraw = True
        if self.prompt:
            self._bring_into_sight(desk)
            lit = self.pulse < PULSE_MS
            self.pulse = (self.pulse + ms) % (2 * PULSE_MS)
            desk.redraw = desk.redraw or lit != (self.pulse < PULSE_MS)

    def _advance(self) -> None:
        if self.now:
            lesson, step = self.now
            self.taught.steps[lesson.id] = step + 1

    def _done(self, waits: Waits | None) -> bool:
        """Acts that show in the player's hand."""
        hand = self.scene.hand
        if waits is None:
            return False
        if waits.select:
            return hand.selected == waits.select
        if waits.hover:
            return hand.hover == self.scene.names.hex(waits.hover)
        return waits.arm is not None and hand.armed is not None and hand.armed.verb == waits.arm

    def _in_vain(self, lesson: Lesson, step: int) -> bool:
        """Whether a prompt's act cannot be done any more: the unit is gone, or the order is not to be had."""
        session, waits = self.scene.session, lesson.prompts[step].waits
        if waits is None:
            return False
        if waits.arm:  # chosen for the order that the next prompt waits for
            return step + 1 < len(lesson.prompts) and self._in_vain(lesson, step + 1)
        unit = waits.select or (waits.order.unit if waits.order else None)
        if unit and (unit not in session.units or not session.units[unit].at):
            return True
        if waits.order is None or waits.order.verb == OFF or not unit:
            return False
        if waits.order.at:  # not every legal order is listed: guns may fire at what looks empty
            at = self.scene.names.hex(waits.order.at)
            return session.why_not(Order(unit, waits.order.verb, at=at)) is not None
        return all(its.verb != waits.order.verb for its in session.legal(unit))

    def acted(self, action: str) -> None:
        """A button or a key was used."""
        prompt = self.prompt
        if prompt and prompt.waits and prompt.waits.press and action == BUTTONS.get(prompt.waits.press, ""):
            self._advance()

    def gave(self, order: Order) -> None:
        """An order was carried out."""
        prompt = self.prompt
        wanted = prompt.waits.order if prompt and prompt.waits else None
        if wanted is None or order.verb != wanted.verb:
            return
        session = self.scene.session
        mine = session.computer is None if order.verb == OFF else order.unit in (*session.units, session.side)
        at = self.scene.names.hex(wanted.at) if wanted.at else None
        if mine and wanted.unit in (None, order.unit) and at in (None, order.at):
            self._advance()

    def act(self, what: str, desk: Desk) -> None:
        """Next, skip, back, leave, resume."""
        if what == "back" and self.now:
            self.behind = min(self.behind + 1, self.now[1])
        elif what == "next" and self.behind:
            self.behind -= 1
        elif self.prompt and what == ("skip" if self.prompt.waits else "next"):
            self._advance()
        elif what in ("leave", "resume"):
            self.taught.away = what == "leave"
            if what == "leave":
                self.scene.note(desk.say("lesson.left"))
        self.tick(desk, 0)

    def read(self, desk: Desk) -> None:
        """The key for "go on": it passes a prompt that only wants to be read."""
        if self.prompt and (self.prompt.waits is None or self.behind):
            self.act("next", desk)

    # ------------------------------------------------------------ what it points at

    def _hex(self) -> str | None:
        """The hex pointed at, of a place or a unit."""
        prompt, session = self.prompt, self.scene.session
        if prompt is None or prompt.points is None:
            return None
        if prompt.points.hex:
            return self.scene.names.hex(prompt.points.hex)
        name = prompt.points.unit
        if prompt.points.control and self.scene.hand.selected is None and prompt.waits and prompt.waits.order:
            name = prompt.waits.order.unit  # its buttons are not there before it is selected
        if not name:
            return None
        own = session.units.get(name)
        if own:
            return own.at
        return next((foe.at for foe in (*session.view.seen, *session.view.remembered) if foe.id == name), None)

    def _bring_into_sight(self, desk: Desk) -> None:
        """Once for each prompt: the map moves if its hex lies beyond the screen or under a panel."""
        if self.now is None:
            return
        key = self.now[0].id, self.now[1]
        if key == self._looked:
            return
        self._looked = key
        at, chart = self._hex(), self.scene.chart
        if at and (not chart.in_sight(at) or self.scene.panels.over(chart.centre(at), desk)):
            chart.centre_on(at)

    def _box(self, desk: Desk) -> pygame.Rect | None:
        """The control pointed at, if it is on the screen and can be used."""
        control = self.prompt.points.control if self.prompt and self.prompt.points else None
        if control is None:
            return None
        for name, placed in reversed(self.scene.panels.placed(desk)):
            if PANELS.get(control) == name:
                return placed.rect
            for hot in placed.sheet.hots:
                if hot.enabled and hot.action and hot.action == BUTTONS.get(control):
                    return hot.rect.move(placed.pos)
        return None

    def target(self, desk: Desk) -> tuple[pygame.Rect, str | None] | None:
        """What is pointed at, on the screen: the box of a control, or the box round a hex and the hex."""
        if self.behind:
            return None
        box = self._box(desk)
        if box:
            return box, None
        at, chart = self._hex(), self.scene.chart
        if at is None or self.scene.panels.over(chart.centre(at), desk):
            return None
        box = pygame.Rect(0, 0, 2 * chart.radius, 2 * chart.radius)
        box.center = chart.centre(at)
        return (box, at) if box.colliderect(pygame.Rect((0, 0), desk.size)) else None

    # ------------------------------------------------------------ drawing

    def card(self, desk: Desk) -> panel.LessonCard | None:
        """The prompt in words."""
        if self.now is None or self.prompt is None:
            return None
        lesson, step = self.now
        lang = desk.say.lang
        step -= self.behind
        waits = None if self.behind else self.prompt.waits
        text = lesson.prompts[step].text.get(lang)
        title = lesson.title.get(lang)
        wait = self._wait(waits, desk)
        return panel.LessonCard(title, text, wait, step + 1, len(lesson.prompts), waits is None, step > 0)

    def _wait(self, waits: Waits | None, desk: Desk) -> str:
        say, names = desk.say, self.scene.names
        if waits is None:
            return say("lesson.wait.next")
        if waits.select:
            return say("lesson.wait.select", unit=names.unit(waits.select, say.lang))
        if waits.hover:
            return say("lesson.wait.hover", hex=names.spot(names.hex(waits.hover), say.lang))
        if waits.order and waits.order.verb == OFF:
            return say("lesson.wait.end")
        verb = waits.arm or (waits.order.verb if waits.order else "")
        kind = "arm" if waits.arm else "order" if verb else "press"
        word = say(f"dont.{verb}") if verb in ("see", "aim", "kill") else say(f"order.{verb}")
        return say(f"lesson.wait.{kind}", verb=word) if verb else say("lesson.wait.press")

    def sheet(self, desk: Desk, hover: str) -> Sheet:
        """The panel, or the tab that brings it back."""
        card = self.card(desk)
        if card is None:
            return panel.lesson_tab(desk.say, desk.scale, hover)
        width = self.room(desk)[1]
        return fitted(
            lambda scale: panel.lesson_panel(card, desk.say, scale, hover, width), desk.scale, desk.size[1] * 2 // 5
        )

    def room(self, desk: Desk) -> tuple[int, int]:
        """Where the panel begins and how wide it is: at the foot of the screen, between log and unit card."""
        edge = desk.u(8)
        right = desk.size[0] - desk.u(unit_card.WIDTH) - 2 * edge
        left = min(desk.u(log.WIDTH) + 2 * edge, right - desk.u(panel.NARROWEST))
        width = min(desk.u(panel.WIDTH), right - left)
        return left + (right - left - width) // 2, width

    def place(self, sheet: Sheet, desk: Desk) -> Placed:
        """Where the sheet lies."""
        left, width = self.room(desk)
        return Placed(sheet, (left + (width - sheet.size[0]) // 2, desk.size[1] - sheet.size[1] - desk.u(8)))

    def draw(self, target: pygame.Surface, desk: Desk, on_map: bool) -> None:
        """A frame round what is pointed at, if that is a hex `on_map` or else a control, and an arrow beside it.

        Both change colour slowly.
        """
        found = self.target(desk)
        if found is None or (found[1] is not None) != on_map:
            return
        box, at = found
        ink = LIT if self.pulse < PULSE_MS else DEEP
        box = box.inflate(desk.u(8), desk.u(8)).clip(target.get_rect())
        for wide, colour in ((desk.u(7), RIM), (desk.u(4), ink)):
            if at:
                corners = self.scene.chart.camera.polygon(self.scene.chart.index(at), 1.05)
                pygame.draw.lines(target, colour, True, corners, wide)
            else:
                pygame.draw.rect(target, colour, box, wide, border_radius=desk.u(8))
        size = desk.u(15)
        sides = self._free_sides(box, size) if at else ["left", "above"]
        sides = [side for side in sides if box.left > 3 * size or side != "left"]
        sides = [side for side in sides if box.top > 3 * size or side != "above"]
        if sides or not at:  # among counters on all sides the frame alone must do
            _arrow(target, box, size, sides[0] if sides else "below", ink)

    def _free_sides(self, box: pygame.Rect, size: int) -> list[str]:
        """Where beside a hex a wedge covers no counter."""
        session, chart = self.scene.session, self.scene.chart
        foes = (*session.view.seen, *session.view.remembered)
        taken = {*(unit.at for unit in session.view.own), *(foe.at for foe in foes)}
        spots = {
            "above": (box.centerx, box.top - size),
            "below": (box.centerx, box.bottom + size),
            "left": (box.left - size, box.centery),
            "right": (box.right + size, box.centery),
        }
        return [side for side, spot in spots.items() if chart.hex_at(spot) not in taken]


def _arrow(target: pygame.Surface, box: pygame.Rect, size: int, side: str, ink: tuple[int, int, int]) -> None:
    """A wedge outside the frame that points at it."""
    if side in ("left", "right"):
        x, y, back = (
            (box.left - 3, box.centery, -2 * size) if side == "left" else (box.right + 3, box.centery, 2 * size)
        )
        points = [(x, y), (x + back, y - size), (x + back, y + size)]
    else:
        x = max(size, min(box.centerx, target.get_width() - size))
        y, back = (box.top - 3, -2 * size) if side == "above" else (box.bottom + 3, 2 * size)
        points = [(x, y), (x - size, y + back), (x + size, y + back)]
    pygame.draw.polygon(target, ink, points)
    pygame.draw.polygon(target, RIM, points, max(2, size // 6))
