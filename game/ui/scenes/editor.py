"""The editor: a scenario of the player's own on the table, painted and placed by hand.

Everything it does is an edit of a Draft (game/scenario/draft.py): the same YAML that people write, checked after every
edit, undone and redone, written only by Save.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pygame

from game import hexgrid
from game.errors import UserError
from game.scenario import draft_entries as entries
from game.scenario.draft import Draft
from game.ui import keys
from game.ui.scenes import editor_map, editor_panels, lying
from game.ui.scenes.base import Begin, Close, Desk, Open, Placed, Scene, Wish
from game.ui.scenes.dialogs import Answer, Question
from game.ui.scenes.editor_map import DraftChart
from game.ui.scenes.editor_tools import STROKES, TOOLS, Tools
from game.ui.scenes.session import any_seed
from game.ui.theme.sheet import Hot

DRAG_FROM = 5
KEY_PAN = 90
HEX = re.compile(r"\b[0-9]{4}\b")


@dataclass(slots=True)
class Typing:
    """A field that is being typed."""

    field: str
    text: str
    caret: int

    def type(self, text: str) -> None:
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def key(self, key: int) -> None:
        """A key that moves or deletes."""
        if key == pygame.K_BACKSPACE and self.caret:
            self.text = self.text[: self.caret - 1] + self.text[self.caret :]
            self.caret -= 1
        elif key == pygame.K_DELETE:
            self.text = self.text[: self.caret] + self.text[self.caret + 1 :]
        elif key in (pygame.K_LEFT, pygame.K_RIGHT):
            self.caret = min(max(self.caret + (1 if key == pygame.K_RIGHT else -1), 0), len(self.text))
        elif key in (pygame.K_HOME, pygame.K_END):
            self.caret = 0 if key == pygame.K_HOME else len(self.text)


class EditorScene(Scene):
    """Owns the draft; close it to let go of the scratch folder and of the thread that paints the ground."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tools = Tools(draft)
        self.map = DraftChart(draft.scenario)
        self.hover: str | None = None
        self.edge = ""
        self.hover_action = ""
        self.listed = "unit"
        self.scroll: dict[str, int] = {}
        self.typing: Typing | None = None
        self.note_text = ""
        self.laid: tuple[object, list[tuple[str, Placed]]] | None = None  # the panels, and what they show
        self.press: tuple[int, int] | None = None
        self.press_button = 0
        self.dragging = ""  # pan, or the entry that is being moved

    @property
    def watching(self) -> bool:
        return self.map.chart.painting

    def close(self) -> None:
        self.map.chart.close()
        self.draft.close()

    def note(self, text: str) -> None:
        self.note_text = text

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        self._place_camera(desk)
        if self.map.chart.tick():
            desk.redraw = True
        return []

    def _place_camera(self, desk: Desk) -> None:
        self.map.follow(self.draft.scenario)
        chart = self.map.chart
        left, right = desk.u(editor_panels.LEFT + 16), desk.u(editor_panels.RIGHT + 16)
        chart.resize(desk.size, desk.scale, (left, desk.u(editor_panels.BAR), right, 0))
        if not chart.placed:
            cols, rows = self.draft.scenario.map.grid.size
            chart.frame([hexgrid.hex_text(h, cols, rows) for h in range(cols * rows)])

    def scrolled(self, name: str, total: int, shown: int) -> int:
        """The first line shown of a list, never beyond its end."""
        first = min(self.scroll.get(name, 0), max(0, total - shown))
        self.scroll[name] = first
        return first

    def troubled(self) -> list[str]:
        """Hexes that the problems name."""
        cols, rows = self.draft.scenario.map.grid.size
        found = {at for problem in self.draft.errors for at in HEX.findall(problem.message)}
        return [at for at in found if 1 <= int(at[:2]) <= cols and 1 <= int(at[2:]) <= rows]

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
            self._wheel(event, desk)
        elif event.type == pygame.TEXTINPUT and self.typing:
            self.typing.type(event.text)
        elif event.type == pygame.KEYDOWN:
            return self._key(event, desk)
        return []

    def hot_at(self, pos: tuple[int, int], desk: Desk) -> Hot | None:
        return lying.hot_at(editor_panels.placed(self, desk), pos)

    def over(self, pos: tuple[int, int], desk: Desk) -> bool:
        """Whether a place on the screen is on a panel."""
        return lying.is_over(editor_panels.placed(self, desk), pos)

    def find(self, action: str, desk: Desk) -> tuple[int, int] | None:
        """Where on the screen an action can be clicked."""
        return lying.where(editor_panels.placed(self, desk), action)

    def _motion(self, event: pygame.event.Event, desk: Desk) -> None:
        chart = self.map.chart
        if self.press:
            dx, dy = event.pos[0] - self.press[0], event.pos[1] - self.press[1]
            if not self.dragging and dx * dx + dy * dy > DRAG_FROM * DRAG_FROM:
                self.dragging = self._drag_means()
            if self.dragging == "pan":
                chart.pan(-dx, -dy)
                self.press, desk.redraw = event.pos, True
                return
        over = self.over(event.pos, desk)
        hot = self.hot_at(event.pos, desk) if over else None
        at = None if over else chart.hex_at(event.pos)
        edge = editor_map.edge_at(chart, at, event.pos) if at else ""
        if self.dragging == "stroke" and at and at not in self.tools.stroke:
            self.tools.stroke.append(at)
            desk.redraw = True
        action = hot.action if hot and hot.enabled else ""
        if (at, edge, action) != (self.hover, self.edge, self.hover_action):
            self.hover, self.edge, self.hover_action, desk.redraw = at, edge, action, True

    def _drag_means(self) -> str:
        if self.press_button != 1:
            return "pan"
        if self.tools.tool in STROKES:
            return "stroke"
        held = self.map.chart.hex_at(self.press) if self.press else None
        return "move" if self.tools.tool == "select" and held and held == self.tools.where() else "pan"

    def _press(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if self.over(event.pos, desk):
            hot = self.hot_at(event.pos, desk)
            return self.act(hot.action, desk) if hot and hot.enabled and hot.action and event.button == 1 else []
        self.press, self.press_button, self.dragging = event.pos, event.button, ""
        at = self.map.chart.hex_at(event.pos)
        if event.button == 1 and at and self.tools.tool in STROKES:
            self.tools.stroke = [at]
        elif event.button == 1 and at and self.tools.tool == "select" and self.tools.where() != at:
            self.tools.pick(at)
            self.typing, self.dragging = None, ""
        return []

    def _release(self, event: pygame.event.Event, desk: Desk) -> None:
        pressed, drag, self.press, self.dragging = self.press, self.dragging, None, ""
        at = self.map.chart.hex_at(event.pos)
        self.note_text = "" if pressed else self.note_text
        if self.tools.stroke:
            self.tools.finish_stroke()
        elif pressed and drag == "move" and at:
            self.tools.move_selected(at)
        elif pressed and not drag and at:
            edge = editor_map.edge_at(self.map.chart, at, event.pos)
            if event.button == 3:
                self.tools.right_click(at, edge)
            elif event.button == 1 and self.tools.tool != "select":
                self.tools.click(at, edge)
        desk.redraw = True

    def _wheel(self, event: pygame.event.Event, desk: Desk) -> None:
        for name, placed in editor_panels.placed(self, desk):
            if placed.rect.collidepoint(desk.mouse):
                lists = {"entry": "fields" if self.tools.selected else "list", "tools": f"pick {self.tools.tool}"}
                if name in lists:
                    self._scroll(lists[name], -event.y)
                return
        self.map.chart.zoom(event.y, desk.mouse)

    def _scroll(self, name: str, lines: int) -> None:
        self.scroll[name] = max(0, self.scroll.get(name, 0) + lines)

    def _key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if self.typing:
            return self._type(event)
        if event.key in keys.ARROWS:
            dx, dy = keys.ARROWS[event.key]
            self.map.chart.pan(dx * desk.u(KEY_PAN), dy * desk.u(KEY_PAN))
            return []
        if event.key == pygame.K_ESCAPE:
            return self._escape(desk)
        action = keys.action_for(event, desk.settings.keys, "editor").removeprefix("edit ")
        if action in TOOLS:
            self.tools.take(action)
        elif action == "remove":
            self.tools.remove_selected()
        elif action == "finish line" and self.tools.points:
            self.tools.finish_line()
        elif action in ("undo", "redo", "save"):
            return self.act(action, desk)
        return []

    def _type(self, event: pygame.event.Event) -> list[Wish]:
        assert self.typing is not None
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            if self.tools.set_field(self.typing.field, self.typing.text):
                self.typing = None
        elif event.key == pygame.K_ESCAPE:
            self.typing, self.tools.trouble = None, ""
        else:
            self.typing.key(event.key)
        return []

    def _escape(self, desk: Desk) -> list[Wish]:
        if self.tools.points:
            self.tools.points = []
        elif self.tools.selected:
            self.tools.selected = None
        elif self.tools.tool != "select":
            self.tools.take("select")
        else:
            return self._leave(desk)
        return []

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        """A button or a line of a list."""
        word, _, rest = action.partition(" ")
        desk.redraw = True
        if word != "field":
            self.typing = None
        match word:
            case "undo" | "redo":
                (self.draft.undo if word == "undo" else self.draft.redo)()
                self._settle()
            case "save":
                self._save(desk)
            case "play":
                return self._play(desk)
            case "close":
                return self._leave(desk)
            case "tool":
                self.tools.take(rest)
            case "pick":
                tool, _, option = rest.partition(" ")
                self.tools.chosen[tool] = option
            case "finish":
                self.tools.finish_line()
            case "scroll":
                name, _, lines = rest.rpartition(" ")
                self._scroll(name, 6 * int(lines))
            case "list":
                self.listed = rest
            case "select":
                kind, _, name = rest.partition(" ")
                self._select(kind, name)
            case "deselect":
                self.tools.selected, self.tools.trouble = None, ""
            case "remove":
                self.tools.remove_selected()
            case "field":
                self._begin_typing(rest)
            case "problem":
                self._show_problem(int(rest))
        return []

    def _select(self, kind: str, name: str) -> None:
        self.tools.selected = (kind, name)
        self.scroll["fields"] = 0
        at = self.tools.where()
        if at and not self.map.chart.in_sight(at):
            self.map.chart.centre_on(at)

    def _settle(self) -> None:
        """What was selected may be gone."""
        if self.tools.selected and self.tools.selected[1] not in entries.names(self.draft, self.tools.selected[0]):
            self.tools.selected = None

    def _begin_typing(self, name: str) -> None:
        if not self.tools.selected:
            return
        text = next((f.text for f in entries.fields(self.draft, *self.tools.selected) if f.name == name), "")
        self.typing = Typing(name, text, len(text))

    def _show_problem(self, n: int) -> None:
        """Bring what a problem speaks of into view: an entry it names, or a hex."""
        if n >= len(self.draft.problems):
            return
        message = self.draft.problems[n].message
        for kind in editor_panels.LISTED:
            for name in entries.names(self.draft, kind):
                if f"'{name}'" in message:
                    self._select(kind, name)
                    return
        hexes = [at for at in HEX.findall(message) if at in self.troubled()]
        if hexes:
            self.map.chart.centre_on(hexes[0])

    def _save(self, desk: Desk) -> bool:
        try:
            files = self.draft.save()
        except UserError as trouble:
            self.note_text = str(trouble)
            return False
        self.note_text = desk.say("editor.saved", count=len(files))
        return True

    def _play(self, desk: Desk) -> list[Wish]:
        if self.draft.errors or not self._save(desk):
            return []
        side = next(iter(self.draft.scenario.sides))
        return [Begin(str(self.draft.main), side, "veteran", any_seed())]

    def _leave(self, desk: Desk) -> list[Wish]:
        if not self.draft.dirty:
            return [Close()]
        say = desk.say
        answers = [
            Answer(say("editor.leave_save"), (Close(),), look="red"),
            Answer(say("editor.leave_drop"), (Close(),)),
            Answer(say("editor.leave_stay")),
        ]
        return [Open(Leaving(self, say("editor.leave"), say("editor.leave_text"), answers))]

    # ------------------------------------------------------------ drawing

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        self._place_camera(desk)
        editor_map.draw(target, self, desk.u(editor_panels.BAR))
        lying.draw(target, editor_panels.placed(self, desk), desk)


class Leaving(Question):
    """Unsaved edits: save them, drop them or stay."""

    def __init__(self, editor: EditorScene, title: str, text: str, answers: list[Answer]) -> None:
        super().__init__(title, text, answers)
        self.editor = editor

    def act(self, action: str, desk: Desk) -> list[Wish]:
        if action == "0" and not self.editor._save(desk):
            return [Close()]
        return super().act(action, desk)

    def enter(self, desk: Desk) -> list[Wish]:
        return self.act("0", desk)
