"""The battle: map, panels, the player's hand. Events become actions, actions become wishes."""

import pygame

from game.ui import keys
from game.ui.panels import log
from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.turn_bar import HEIGHT
from game.ui.panels.unit_card import WIDTH
from game.ui.scenes import battle_actions, battle_map, battle_turn
from game.ui.scenes.adviser import PLAY_MS, Adviser
from game.ui.scenes.base import Desk, Scene, Wish
from game.ui.scenes.battle_books import Books
from game.ui.scenes.battle_panels import MARGIN, Panels
from game.ui.scenes.battle_staff import StaffDesk
from game.ui.scenes.chart import Chart
from game.ui.scenes.forecaster import Forecaster
from game.ui.scenes.hand import Hand
from game.ui.scenes.lessons import Lessons
from game.ui.scenes.reload import Watch
from game.ui.scenes.session import Report, Session
from game.values import Order

DRAG_FROM = 5  # pixels a press must travel to count as dragging the map
NOTE_MS = 4500
KEY_PAN = 90
WARM_SECONDS = 0.004  # of a tick, for what the next zoom will show
BOTTOM = log.HEIGHT + 2 * MARGIN  # how far the map can be drawn up from behind log and buttons
DOUBLE_MS = 350


class BattleScene(Scene):
    """Owns the hand, the chart (camera) and the panels; the battle itself lies on the desk's table."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.names = Gazetteer(session.scenario)
        self.chart = Chart(session.scenario, session.sides)
        self.hand = Hand(session)
        self.lessons = Lessons(self)
        self.books = Books(self)
        self.staff = StaffDesk(self)
        self.panels = Panels(self)
        self.turn = battle_turn.Turn(self)
        self.forecaster = Forecaster()
        self.watch = Watch(session)
        self.adviser = Adviser()
        self.rough = False  # whether the last frame had to make do
        self.ring_scale = 1.0
        self.cold = True  # whether other zooms are still to be made ready
        self.hover_action = ""
        self.report_open = False
        self.log_open = True
        self.mini_open = True
        self.log_scroll = 0
        self.clicked: tuple[str | None, int, int] = (None, -DOUBLE_MS, 0)  # the last hex clicked, when, in which round
        self.rounds = 0  # of the clock
        self.note_text = ""
        self.note_ms = 0
        self.last_looked = -1  # number of the event that Backspace has shown
        self.press: tuple[int, int] | None = None
        self.press_button = 0
        self.dragging = False

    # ------------------------------------------------------------ the app's side

    @property
    def moving(self) -> bool:
        return (
            self.rough
            or self.turn.moving
            or self.forecaster.running
            or self.books.oracle.running
            or self.adviser.running
        )

    @property
    def watching(self) -> bool:
        return self.chart.painting or self.cold

    def close(self) -> None:
        self.chart.close()

    def note(self, text: str) -> None:
        self.note_text, self.note_ms = text, NOTE_MS

    def happened(self, order: Order, report: Report, desk: Desk) -> None:
        """An order was given (or refused): show what the shown side may see of it."""
        if report.refusal:
            self.note(report.refusal)
        else:
            self.note_text = ""  # what was said before the order is answered by it
            self.lessons.gave(order)
        self.hand.settle()
        self.last_looked = -1
        self.turn.happened(order, report, desk)

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        self.rounds += 1
        self._place_camera(desk)
        if self.note_ms > 0:
            self.note_ms -= ms
            if self.note_ms <= 0:
                self.note_text, desk.redraw = "", True
        self.lessons.tick(desk, ms)
        self._advise(ms)
        self.cold = not self.turn.moving and battle_map.warm(self, WARM_SECONDS)
        if self.chart.tick() or self.forecaster.poll() or self.books.poll() or self.adviser.poll():
            desk.redraw = True
        return self.watch.tick(desk, ms) or self.turn.tick(desk, ms)

    def _advise(self, ms: int) -> None:
        """Where the mouse rests on an assault: how it could be bettered, then what comes of it."""
        hand, session = self.hand, self.session
        order = hand.order_shown(hand.hover) if hand.hover and hand.menu is None else None
        if order and (order.verb != "assault" or session.why_not(order) is not None):
            order = None
        self.adviser.rest(order, session, ms)
        if order and self.adviser.rested >= PLAY_MS and self.forecaster.key != (order, session.revision):
            self.forecaster.ask(session, order)

    def _place_camera(self, desk: Desk) -> None:
        """At first the whole front of one's own units is in sight."""
        right = desk.u(WIDTH + 2 * MARGIN)
        self.chart.resize(desk.size, desk.scale, (0, desk.u(HEIGHT), right, desk.u(BOTTOM)))
        if not self.chart.placed:
            own = [unit.at for unit in self.session.view.own if unit.at]
            self.chart.frame(own)

    # ------------------------------------------------------------ events

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        self._place_camera(desk)
        if event.type == pygame.MOUSEMOTION:
            self._motion(event, desk)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button in (1, 2, 3):
            return self._press(event, desk)
        elif event.type == pygame.MOUSEBUTTONUP and event.button in (1, 2, 3):
            return self._release(event, desk)
        elif event.type == pygame.MOUSEWHEEL:
            self._wheel(event, desk)
        elif event.type == pygame.KEYDOWN:
            return self._key(event, desk)
        elif event.type == pygame.TEXTINPUT and self.books.typing:
            self.books.write(event.text)
        elif event.type == pygame.KEYUP and keys.action_for(event, desk.settings.keys) == "sight on":
            self.hand.sight_line, desk.redraw = False, True
        return []

    def _motion(self, event: pygame.event.Event, desk: Desk) -> None:
        if self.press and not self.dragging:
            dx, dy = event.pos[0] - self.press[0], event.pos[1] - self.press[1]
            self.dragging = dx * dx + dy * dy > DRAG_FROM * DRAG_FROM
        if self.press and self.dragging:
            self.chart.pan(self.press[0] - event.pos[0], self.press[1] - event.pos[1])
            self.press, desk.redraw = event.pos, True
            return
        hot = self.panels.hot_at(event.pos, desk)
        action = hot.action if hot and hot.enabled else ""
        over = self.panels.over(event.pos, desk)
        hex_ = None if over else self.chart.hex_at(event.pos)
        tip = hot.tip if hot else ""
        if (action, hex_, tip) != (self.hover_action, self.hand.hover, self.panels.tip):
            self.hover_action, self.hand.hover, self.panels.tip = action, hex_, tip
            desk.redraw = True

    def _press(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        hot = self.panels.hot_at(event.pos, desk)
        if event.button == 1 and hot:
            if hot.action and hot.enabled:
                return battle_actions.act(self, hot.action, desk)
            if hot.tip and not hot.enabled:
                self.note(hot.tip)
            return []
        if self.panels.over(event.pos, desk):
            self._look_at_mini(event.pos, desk)
            return []
        self.press, self.press_button, self.dragging = event.pos, event.button, False
        return []

    def _look_at_mini(self, pos: tuple[int, int], desk: Desk) -> None:
        """A click on the small map brings that ground to the middle."""
        for name, placed in self.panels.placed(desk):
            if name == "mini" and placed.rect.collidepoint(pos):
                across = (pos[0] - placed.pos[0]) / placed.rect.width
                down = (pos[1] - placed.pos[1]) / placed.rect.height
                self.chart.look_at(across, down)

    def _release(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        """A press that did not become a drag is a click where it was released."""
        pressed, dragged, self.press, self.dragging = self.press, self.dragging, None, False
        desk.redraw = True
        if pressed is None or dragged or event.button != self.press_button:
            return []
        self.hand.hover = self.chart.hex_at(event.pos)
        if event.button == 1:
            if self._twice():
                return battle_actions.act(self, "formation", desk)
            return battle_actions.click(self, event.pos, desk)
        if event.button == 3:
            return battle_actions.right_click(self, event.pos, desk)
        return []

    def _twice(self) -> bool:
        """Whether the same unit's hex was clicked just before: a double click takes the whole formation.

        Two clicks of one round waited for a slow frame: how far apart they were is not known, so each counts alone.
        """
        before, at = self.clicked, self.hand.hover
        self.clicked = (at, pygame.time.get_ticks(), self.rounds)
        unit = self.hand.unit
        quick = before[0] == at and self.clicked[1] - before[1] < DOUBLE_MS and before[2] != self.rounds
        return bool(quick and at and unit and unit.at == at and self.hand.armed is None and self.hand.menu is None)

    def _wheel(self, event: pygame.event.Event, desk: Desk) -> None:
        over = self.panels.over_name(desk.mouse, desk)
        if over == "log":
            most = max(0, len(self.panels.log_lines(desk)) - 3)
            self.log_scroll = max(0, min(most, self.log_scroll + event.y * 2))
        elif over == "book":
            self.books.wheel(event.y, desk)
        elif not over:
            self.chart.zoom(event.y, desk.mouse)
            self.hand.hover = self.chart.hex_at(desk.mouse)

    def _key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        asked = self.books.key(event, desk)
        if asked is not None:
            return battle_actions.act(self, asked, desk) if asked else []
        if event.key in keys.ARROWS:
            dx, dy = keys.ARROWS[event.key]
            self.chart.pan(dx * desk.u(KEY_PAN), dy * desk.u(KEY_PAN))
            return []
        action = keys.action_for(event, desk.settings.keys)
        return battle_actions.act(self, action, desk) if action else []

    # ------------------------------------------------------------ drawing

    def ring_px(self, width: float) -> int:
        """Pixels of a ring's width, as the desk would have it."""
        return max(1, round(width * self.ring_scale))

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        self._place_camera(desk)
        self.rough = not battle_map.draw(target, self, desk, desk.u(HEIGHT))
        self.ring_scale = desk.scale
        self.panels.draw(target, desk)
