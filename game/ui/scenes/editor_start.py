"""The way into the editor: the player's own scenarios, and copies of those that come with the game."""

from __future__ import annotations

from typing import Any

import pygame

from game import paths
from game.errors import UserError
from game.scenario import catalog
from game.scenario.draft import Draft, copy_scenario
from game.scenario.merge import id_of, scenario_files
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Close, Desk, Open, SheetScene, Wish
from game.ui.scenes.editor import EditorScene
from game.ui.theme.palette import BAD, BRASS, DIM
from game.ui.theme.sheet import Key, Layout, Sheet

SHOWN = 12


class EditorStart(SheetScene):
    """Left: one's own scenarios, to go on with. Right: all others, to begin from a copy."""

    magnify = 1.2

    def __init__(self) -> None:
        super().__init__()
        self.line = ""
        self.copying = ""  # the scenario to be copied
        self.name = ""
        self.mine, self.others = _found()

    def note(self, text: str) -> None:
        self.line = text

    def state(self) -> Any:
        return self.line, self.copying, self.name, self.scroll, len(self.mine)

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        width = min(desk.u(1000), desk.size[0] - 8)
        sheet = Layout(width, desk.scale, self.hover, desk.size[1])
        sheet.head(say("editor.title"), str(paths.user_scenarios()))
        top, half = sheet.y, width // 2
        left = Layout(half, desk.scale, self.hover)
        left.para(say("editor.own"), 16, BRASS, "serif")
        if not self.mine:
            left.para(say("editor.own_none"), 14, DIM)
        left.buttons([Key(_title(name, desk), f"open {name}") for name in self.mine[:SHOWN]], 1, 38, 16)
        right = Layout(half, desk.scale, self.hover)
        right.para(say("editor.copy_of"), 16, BRASS, "serif")
        first = min(self.scroll, max(0, len(self.others) - SHOWN))
        keys = [
            Key(_title(name, desk), f"copy {name}", look="armed" if name == self.copying else "plain")
            for name in self.others[first : first + SHOWN]
        ]
        right.buttons(keys, 1, 38, 16)
        for part, x in ((left.sheet(bare=True), 0), (right.sheet(bare=True), half)):
            sheet.picture(part.surface, x, top)
            for hot in part.hots:
                sheet.hot(hot.rect.move(x, top), hot.action, hot.tip, hot.enabled)
            sheet.y = max(sheet.y, top + part.size[1])
        if self.copying:
            sheet.rule()
            sheet.para(say("editor.copy_name"), 15, DIM)
            begin = Key(say("editor.copy_begin"), "begin", bool(self.name), look="red")
            sheet.buttons([Key(f"{self.name}│", "", look="armed"), begin], 2, 42, 17)
        if self.line:
            sheet.para(self.line, 14, BAD)
        sheet.buttons([Key(say("choice.back"), "back")], 1, 42, 17)
        return sheet.sheet()

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, rest = action.partition(" ")
        self.line = ""
        match word:
            case "back":
                return [Close()]
            case "open":
                return self._open(rest)
            case "copy":
                self.copying, self.name = rest, f"my-{rest.rpartition('/')[2]}"
            case "begin":
                return self._copy()
        return []

    def _open(self, name: str) -> list[Wish]:
        try:
            folder = paths.user_scenarios() / name
            return [Open(EditorScene(Draft(folder if folder.is_dir() else folder.with_suffix(".yaml"))))]
        except (UserError, OSError) as fault:
            self.line = str(fault).splitlines()[0]
            return []

    def _copy(self) -> list[Wish]:
        try:
            folder = copy_scenario(self.copying, self.name)
            wish = Open(EditorScene(Draft(folder)))
        except (UserError, OSError) as fault:
            self.line = str(fault).splitlines()[0]
            return []
        self.copying = ""
        self.mine, self.others = _found()
        return [wish]

    def enter(self, desk: Desk) -> list[Wish]:
        return self._copy() if self.copying and self.name else []

    def key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if self.copying:
            if event.key == pygame.K_BACKSPACE:
                self.name = self.name[:-1]
                return []
            if event.key == pygame.K_ESCAPE:
                self.copying = ""
                return []
            if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
                return self.enter(desk)
            letter = (event.unicode or "").lower()
            if letter and letter in "abcdefghijklmnopqrstuvwxyz0123456789-" and len(self.name) < 40:
                self.name += letter
                return []
        return super().key(event, desk)

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        super().draw(target, desk)


def _found() -> tuple[list[str], list[str]]:
    """Names of the player's scenarios, and of those that can be copied."""
    root = paths.user_scenarios()
    mine = [id_of(file, root) for file in scenario_files(root)] if root.is_dir() else []
    known = catalog.names()
    return [name for name in mine if name in known or len(name.split("/")) == 1], [n for n in known if n not in mine]


def _title(name: str, desk: Desk) -> str:
    return f"{catalog.describe(name).title.get(desk.say.lang)}  ({name})"
