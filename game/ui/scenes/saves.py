"""Saving and loading: a plain list of records, the newest first."""

import time
from pathlib import Path
from typing import Any

from game.ui import settings as kept
from game.ui.scenes.base import Close, Desk, Load, Save, SheetScene, Wish
from game.ui.theme.palette import DIM
from game.ui.theme.sheet import Key, Layout, Sheet

SHOWN = 9


class SavesScene(SheetScene):
    """`mode` is `save` or `load`; the wheel scrolls."""

    veil = True

    def __init__(self, mode: str, suggestion: str = "") -> None:
        super().__init__()
        self.mode = mode
        self.suggestion = suggestion
        self.files = records()

    def state(self) -> Any:
        return self.scroll, len(self.files)

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        self.scroll = min(self.scroll, max(0, len(self.files) - SHOWN))
        sheet = Layout(desk.u(640), desk.scale, self.hover)
        sheet.head(say(f"saves.{self.mode}"))
        if self.mode == "save":
            sheet.buttons([Key(say("saves.new", name=self.suggestion), "new", look="red")], 1, 42)
        if not self.files and self.mode == "load":
            sheet.para(say("saves.none"), 16)
        keys = [
            Key(f"{path.stem}    {time.strftime('%Y-%m-%d %H:%M', time.localtime(stamp))}", f"file {i}")
            for i, (path, stamp) in enumerate(self.files)
        ]
        sheet.buttons(keys[self.scroll : self.scroll + SHOWN], 1, 36)
        sheet.para(say("saves.folder", folder=kept.saves_folder()), 13, DIM)
        sheet.gap(6)
        sheet.buttons([Key(say("common.close"), "close")], 2)
        return sheet.sheet()

    def act(self, action: str, desk: Desk) -> list[Wish]:
        if action == "close":
            return [Close()]
        if action == "new":
            return [Close((Save(self.suggestion),))]
        path = self.files[int(action.split()[1])][0]
        return [Close((Save(path.stem),))] if self.mode == "save" else [Close((Load(path),))]

    def enter(self, desk: Desk) -> list[Wish]:
        return self.act("new", desk) if self.mode == "save" else []


def records() -> list[tuple[Path, float]]:
    """Every record in the folder, newest first."""
    try:
        found = [(path, path.stat().st_mtime) for path in kept.saves_folder().glob("*.hyrec")]
    except OSError:
        return []
    return sorted(found, key=lambda pair: -pair[1])
