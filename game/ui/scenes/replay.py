"""A recorded battle watched: any moment of it, by either side's eyes or all, and the way back into play.

Keys: ← → order, Ctrl+← → turn, ↑ ↓ phase, Home and End, Space play, Shift+Space backwards, + - speed, Tab side,
F follow, / search, W what if, P play on, Esc back.
"""

import pygame

from game.battle import Battle
from game.chronicle.replay import Replay
from game.ui import keys
from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.turn_bar import HEIGHT
from game.ui.scenes import replay_line, replay_map
from game.ui.scenes.base import Close, Desk, Open, Scene, Seat, Wish
from game.ui.scenes.chart import Chart
from game.ui.scenes.dialogs import Answer, Question
from game.ui.scenes.replay_panels import LEFT, LINE, MARGIN, RIGHT, ReplayPanels
from game.ui.scenes.replay_table import ALL, Found, ReplayTable
from game.ui.scenes.session import Session

SPEEDS = (1, 2, 4, 8, 16)  # orders a second
DRAG_FROM = 5
LEVELS = ("recruit", "veteran", "general")
ARROWS = {
    (pygame.K_LEFT, False): "order -", (pygame.K_RIGHT, False): "order +", (pygame.K_LEFT, True): "turn -",
    (pygame.K_RIGHT, True): "turn +", (pygame.K_UP, False): "phase -", (pygame.K_DOWN, False): "phase +",
}  # fmt: skip
KEYPAD = {pygame.K_KP_PLUS: "faster", pygame.K_KP_MINUS: "slower", pygame.K_ESCAPE: "close"}


class ReplayScene(Scene):
    """Owns the table (the moment), the chart and the panels."""

    def __init__(self, replay: Replay, side: str = ALL, n: int = 0) -> None:
        self.table = ReplayTable(replay, side)
        self.table.go(n)
        self.names = Gazetteer(replay.battle.scenario)
        self.chart = Chart(replay.battle.scenario, replay.battle.sides)
        self.panels = ReplayPanels(self)
        self.names_key: object = None  # the phase for which names were laid clear of counters
        self.remark = ""
        self.note_text = ""
        self.hover: str | None = None
        self.hover_action = ""
        self.selected = ""
        self.following = ""
        self.playing = 0  # 1 forwards, -1 backwards
        self.speed = 2
        self.due_ms = 0.0
        self.searching = False
        self.search_text = ""
        self.search_at = -1
        self.found: list[Found] = []
        self.press: tuple[int, int] | None = None
        self.dragging = ""  # the map, or the hand of the time line

    # ------------------------------------------------------------ the app's side

    @property
    def moving(self) -> bool:
        return bool(self.playing)

    @property
    def watching(self) -> bool:
        return self.chart.painting

    def close(self) -> None:
        self.chart.close()

    def note(self, text: str) -> None:
        self.note_text = text

    @property
    def can_ask(self) -> bool:
        """Whether another order can be tried instead of the one just shown."""
        moment = self.table.moment
        return moment is not None and moment.order.verb not in ("end", "choose") and self.table.order_known

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        self._place_camera(desk)
        self._say_where_rules_differ(desk)
        if self.chart.tick():
            desk.redraw = True
        if self.playing:
            self.due_ms -= ms
            if self.due_ms <= 0:
                self.due_ms = 1000 / self.speed
                self._play_one()
                desk.redraw = True
        return []

    def _say_where_rules_differ(self, desk: Desk) -> None:
        replay = self.table.replay
        if not self.remark and not replay.agrees:
            difference = replay.difference
            self.remark = desk.say("replay.differs", what=difference.words() if difference else "")
        elif not self.remark and replay.remark:
            self.remark = replay.remark

    def _play_one(self) -> None:
        """On or back to the next order that shows something; of a unit that is followed, the next that befalls it."""
        table, on = self.table, self.playing > 0
        if self.following:
            story = [its.n for its in table.story(self.following, table.replay.length)]
            later = (n for n in story if n > table.n)
            earlier = (n for n in reversed(story) if n < table.n)
            self.go(next(later, table.replay.length) if on else next(earlier, 0))
        else:
            self.go(table.next_shown() if on else table.previous_shown())
        if table.n == (table.replay.length if on else 0):
            self.playing = 0

    def _place_camera(self, desk: Desk) -> None:
        left, right = desk.u(LEFT + 2 * MARGIN), desk.u(RIGHT + 2 * MARGIN)
        self.chart.resize(desk.size, desk.scale, (left, desk.u(HEIGHT), right, desk.u(LINE + 2 * MARGIN)))
        if not self.chart.placed:
            self.chart.frame([unit.at for unit in self.table.units.values() if unit.at])

    # ------------------------------------------------------------ moments

    def go(self, n: int) -> None:
        """To a moment; the map follows where something happens out of sight."""
        self.table.go(n)
        at = self.table.where(self.following) if self.following else self._scene_of_action()
        if at and not self.chart.in_sight(at):
            self.chart.centre_on(at)

    def _scene_of_action(self) -> str | None:
        return next((event.to or event.hex for event in self.table.events if event.hex or event.to), None)

    def look_for(self, text: str, desk: Desk) -> None:
        """Search anew; the first hit from here on is shown."""
        self.search_text = text
        self.found = self.table.search(text, desk.say.lang)
        later = (i for i, its in enumerate(self.found) if its.n >= self.table.n)
        self.search_at = next(later, 0 if self.found else -1)

    def next_hit(self, step: int) -> None:
        if not self.found:
            return
        here = self.found[self.search_at].n == self.table.n if self.search_at >= 0 else False
        self.search_at = (self.search_at + (step if here else 0)) % len(self.found)
        its = self.found[self.search_at]
        self.go(its.n)
        at = its.event.hex or its.event.to
        if at:
            self.chart.centre_on(at)

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        """What a button or a key means."""
        table = self.table
        desk.redraw = True
        self.note_text = ""
        word, _, rest = action.partition(" ")
        steps = {
            "order": lambda step: table.n + step,
            "turn": table.by_turn,
            "phase": table.by_phase,
        }
        if word in steps and rest in ("+", "-"):
            self.playing = 0
            self.go(steps[word](1 if rest == "+" else -1))
        elif word == "order":
            self.go(int(rest))
        elif action in ("start", "last"):
            self.go(0 if action == "start" else table.replay.length)
        elif word == "see":
            self.see_as(rest)
        elif action == "next side":
            sides = (ALL, *table.sides)
            self.see_as(sides[(sides.index(table.side) + 1) % len(sides)])
        elif action in ("play", "play back"):
            ends, way = (table.n == table.replay.length, 1) if action == "play" else (table.n == 0, -1)
            self.playing = 0 if self.playing == way or ends else way
            self.due_ms = 0.0
        elif action in ("speed", "faster", "slower"):
            self._change_speed(action)
        elif action == "follow" and self.selected:
            self.following = "" if self.following else self.selected
            self.go(table.n)
        elif action == "search":
            self.searching = not self.searching
        elif word == "go":
            self.chart.centre_on(rest)
        else:
            return self._leave(action, desk)
        return []

    def _leave(self, action: str, desk: Desk) -> list[Wish]:
        """What opens something else."""
        from game.ui.scenes.what_if import WhatIfScene

        self.playing = 0
        if action == "what if":
            if not self.can_ask:
                self.note_text = desk.say("replay.no_what_if")
                return []
            return [Open(WhatIfScene(self.table.replay, self.table.n, self.names))]
        if action == "play on":
            return self._ask_play_on(desk)
        return [Close()] if action == "close" else []

    def see_as(self, side: str) -> None:
        self.table.see_as(side)
        self.found, self.search_at = [], -1

    def _change_speed(self, action: str) -> None:
        at = SPEEDS.index(self.speed) + {"speed": 1, "faster": 1, "slower": -1}[action]
        self.speed = SPEEDS[at % len(SPEEDS)] if action == "speed" else SPEEDS[min(max(at, 0), len(SPEEDS) - 1)]

    def _ask_play_on(self, desk: Desk) -> list[Wish]:
        """Which side, against whom; then the battle goes on from here as a new one."""
        battle = self.table.battle
        if battle.outcome is not None:
            self.note_text = desk.say("replay.over")
            return []
        return [Open(play_on_question(battle, self.names, desk))]

    # ------------------------------------------------------------ events

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        self._place_camera(desk)
        if event.type == pygame.MOUSEMOTION:
            self._motion(event, desk)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button in (1, 2, 3):
            return self._press(event, desk)
        elif event.type == pygame.MOUSEBUTTONUP and event.button in (1, 2, 3):
            self._release(event, desk)
        elif event.type == pygame.MOUSEWHEEL:
            if not self.panels.over(desk.mouse, desk):
                self.chart.zoom(event.y, desk.mouse)
        elif event.type == pygame.TEXTINPUT and self.searching and event.text != "/":
            self.look_for(self.search_text + event.text, desk)
        elif event.type == pygame.KEYDOWN:
            return self._key(event, desk)
        return []

    def _motion(self, event: pygame.event.Event, desk: Desk) -> None:
        if self.press and self.dragging == "line":
            self.go(replay_line.order_at(self.table.marks, self.panels.line_box, event.pos[0]))
            desk.redraw = True
            return
        if self.press:
            dx, dy = self.press[0] - event.pos[0], self.press[1] - event.pos[1]
            if self.dragging or dx * dx + dy * dy > DRAG_FROM * DRAG_FROM:
                self.dragging = "map"
                self.chart.pan(dx, dy)
                self.press, desk.redraw = event.pos, True
            return
        hot = self.panels.hot_at(event.pos, desk)
        action = hot.action if hot and hot.enabled else ""
        hover = None if self.panels.over(event.pos, desk) else self.chart.hex_at(event.pos)
        on_line = self.panels.line_box.collidepoint(event.pos)
        if (action, hover) != (self.hover_action, self.hover) or on_line or (hot and hot.tip):
            self.hover_action, self.hover, desk.redraw = action, hover, True

    def _press(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.button == 1 and self.panels.line_box.collidepoint(event.pos):
            self.press, self.dragging, self.playing = event.pos, "line", 0
            self.go(replay_line.order_at(self.table.marks, self.panels.line_box, event.pos[0]))
            return []
        hot = self.panels.hot_at(event.pos, desk)
        if event.button == 1 and hot and hot.action and hot.enabled:
            return self.act(hot.action, desk)
        if self.panels.over(event.pos, desk):
            self._look_at_mini(event.pos, desk)
            return []
        self.press, self.dragging = event.pos, ""
        return []

    def _look_at_mini(self, pos: tuple[int, int], desk: Desk) -> None:
        """A click on the small map brings that ground to the middle."""
        placed = dict(self.panels.placed(desk))["mini"]
        if placed.rect.collidepoint(pos):
            across = (pos[0] - placed.pos[0]) / placed.rect.width
            self.chart.look_at(across, (pos[1] - placed.pos[1]) / placed.rect.height)

    def _release(self, event: pygame.event.Event, desk: Desk) -> None:
        pressed, dragged, self.press, self.dragging = self.press, self.dragging, None, ""
        desk.redraw = True
        if pressed is None or dragged:
            return
        at = self.chart.hex_at(event.pos)
        names = replay_map.stacks(self).get(at or "", [])
        if event.button != 1 or not names:
            self.selected = self.following = ""
            return
        top = list(reversed(names))
        i = top.index(self.selected) + 1 if self.selected in top else 0
        self.selected = top[i % len(top)]
        self.following = ""

    def _key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        ctrl = bool(getattr(event, "mod", 0) & (pygame.KMOD_CTRL | pygame.KMOD_META))
        if self.searching and self._search_key(event, desk):
            return []
        action = ARROWS.get((event.key, ctrl)) or KEYPAD.get(event.key, "")
        action = action or keys.action_for(event, desk.settings.keys, "replay").removeprefix("replay ")
        return self.act(action, desk) if action else []

    def _search_key(self, event: pygame.event.Event, desk: Desk) -> bool:
        """Whether a key belongs to the search that is open; arrows still move through the battle."""
        if event.key == pygame.K_ESCAPE:
            self.searching = False
        elif event.key == pygame.K_BACKSPACE:
            self.look_for(self.search_text[:-1], desk)
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.next_hit(-1 if getattr(event, "mod", 0) & pygame.KMOD_SHIFT else 1)
        elif (event.key, False) in ARROWS or event.key in (pygame.K_HOME, pygame.K_END):
            return False
        return True

    # ------------------------------------------------------------ drawing

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        self._place_camera(desk)
        replay_map.draw(target, self, desk, desk.u(HEIGHT))
        self.panels.draw(target, desk)


def play_on_question(battle: Battle, names: Gazetteer, desk: Desk) -> Question:
    """As whom, and against whom a battle goes on; each answer seats it."""
    say = desk.say
    answers = []
    for side in battle.sides:
        for level in LEVELS:
            label = say("replay.play_side", side=names.side(side, say.lang), level=say(f"replay.level.{level}"))
            answers.append(Answer(label, (Seat(_seated(battle, side, level)),)))
    answers.append(Answer(say("replay.play_both"), (Seat(_seated(battle, battle.phasing, "human")),)))
    answers.append(Answer(say("common.cancel")))
    text = say("replay.play_text", n=len(battle.orders), date=say.date(battle.date))
    return Question(say("replay.play_as"), text, answers)


def _seated(battle: Battle, side: str, opponent: str) -> Session:
    """A fork: its own copy, so that the replay stays as it is."""
    copy = battle.copy()
    copy.settings.pop("mail", None)
    return Session(copy, side, opponent, copy.seed)
