"""The title: what the game is, and the way into it. While the rules are compiled it stays usable."""

from typing import Any

import pygame

from game.scenario import catalog
from game.ui import keeping
from game.ui.scenes.backdrop import picture
from game.ui.scenes.base import Begin, Desk, Load, Open, Quit, SheetScene, Wish
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.session import any_seed
from game.ui.theme.palette import BRASS, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet
from game.ui.theme.surface import bar

TUTORIAL = "hengyang/tutorial"  # played there as the attacker, whom it teaches most
TEXT = (204, 196, 172)


class TitleScene(SheetScene):
    """Continue, new battle, load, settings, help, quit; and a sober word of history."""

    magnify = 1.25
    beside = True

    def __init__(self) -> None:
        super().__init__()
        self.line = ""
        self.prepared = Preparation.of_game()

    def note(self, text: str) -> None:
        self.line = text

    def state(self) -> Any:
        return self.line, self.prepared.progress, self.prepared.ready, self.prepared.trouble

    @property
    def moving(self) -> bool:
        return not self.prepared.ready

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        if self.prepared.poll():
            desk.redraw = True
        return []

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        sheet = Layout(desk.u(500), desk.scale, self.hover)
        sheet.gap(8)
        sheet.para(say("game.name"), 62, face="serif")
        sheet.para(say("game.line"), 17, BRASS, "serif")
        sheet.gap(14)
        ready = self.prepared.ready
        waits = "" if ready else say("title.waits")
        keys = [
            *(self._continue(desk, ready, waits) or self._tutorial(desk, ready, waits)),
            Key(say("title.new"), "new", ready, waits, look="red"),
        ]
        sheet.buttons(keys, 1, 44, 19)
        more = [
            Key(say("title.load"), "load", ready, waits),
            Key(say("title.replay"), "replay", ready, waits),
            Key(say("title.report"), "report", ready, waits),
            Key(say("title.editor"), "editor"),
            Key(say("title.encyclopedia"), "encyclopedia"),
            Key(say("title.mods"), "mods"),
            Key(say("title.settings"), "settings"),
            Key(say("title.help"), "help"),
            Key(say("title.quit"), "quit"),
        ]
        sheet.buttons(more, 2, 40, 17)
        if not ready:
            self._bar(sheet, desk)
        if self.prepared.trouble:
            sheet.para(say("title.prepare_failed", reason=self.prepared.trouble), 14, BRASS)
        if self.line:
            sheet.para(self.line, 14, BRASS)
        sheet.gap(10)
        sheet.rule()
        sheet.para(say("title.history"), 14, TEXT)
        return sheet.sheet(bare=True)

    def _continue(self, desk: Desk, ready: bool, waits: str) -> list[Key]:
        """The battle played last, with its name and turn."""
        newest = keeping.newest()
        if newest is None:
            return []
        return [Key(f"{desk.say('title.continue')} – {newest.words(desk.say)}", "continue", ready, waits)]

    def _tutorial(self, desk: Desk, ready: bool, waits: str) -> list[Key]:
        """For whoever has no record yet."""
        if keeping.records() or TUTORIAL not in catalog.names():
            return []
        return [Key(desk.say("title.tutorial"), "tutorial", ready, waits)]

    def _bar(self, sheet: Layout, desk: Desk) -> None:
        progress = self.prepared.progress
        if progress:
            done, total, name = progress
            sheet.para(desk.say("title.preparing", done=done, total=total, name=name), 14, PAPER)
            box = pygame.Rect(sheet.pad, sheet.y, sheet.inner, sheet.u(14))
            bar(sheet.ink, box, 100 * done // max(1, total), BRASS)
            sheet.gap(20)
        else:
            sheet.para(desk.say("title.preparing_short"), 14, PAPER)

    def act(self, action: str, desk: Desk) -> list[Wish]:
        from game.ui.scenes.choice import ChoiceScene
        from game.ui.scenes.editor_start import EditorStart
        from game.ui.scenes.encyclopedia import EncyclopediaScene
        from game.ui.scenes.help import HelpScene
        from game.ui.scenes.mods import ModsScene
        from game.ui.scenes.saves import SavesScene
        from game.ui.scenes.settings import SettingsScene

        self.line = ""
        match action:
            case "continue":
                newest = keeping.newest()
                return [Load(newest.path)] if newest else []
            case "tutorial":
                return [Begin(TUTORIAL, "japan", "recruit", any_seed())]
            case "new":
                return [Open(ChoiceScene(desk))]
            case "load" | "replay" | "report":
                return [Open(SavesScene(action))]
            case "editor":
                return [Open(EditorStart())]
            case "encyclopedia":
                return [Open(EncyclopediaScene())]
            case "mods":
                return [Open(ModsScene())]
            case "settings":
                return [Open(SettingsScene())]
            case "help":
                return [Open(HelpScene())]
            case "quit":
                return [Quit()]
        return []

    def escape(self, desk: Desk) -> list[Wish]:
        return []

    def enter(self, desk: Desk) -> list[Wish]:
        return self.act("new", desk) if self.prepared.ready else []

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(picture(desk.size), (0, 0))
        super().draw(target, desk)
