"""Help: every key as it is bound now, and what the mouse does."""

from collections.abc import Iterable
from typing import Any

from game.ui import keys
from game.ui.scenes.base import Close, Desk, Open, SheetScene, Wish
from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, GOLD, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet

MICE = {
    "classic": (("click", "click_does"), ("right", "right_does")),
    "rts": (("click", "rts_left"), ("rts", "rts_does")),
}
COLUMNS = (("orders", "mouse"), ("looking", "game"), ("replay", "editor"))
ALWAYS = (("wheel", "wheel_does"), ("drag", "drag_does"), ("shift", "shift_does"))


class HelpScene(SheetScene):
    """Three columns; all of it fits, set smaller where it must."""

    veil = True
    magnify = 1.2

    def state(self) -> Any:
        return None

    def paint(self, desk: Desk) -> Sheet:
        width = min(desk.u(1560), desk.size[0] - 8)
        sheet = Layout(width, desk.scale, self.hover)
        sheet.head(desk.say("help.title"))
        top, wide = sheet.y, sheet.inner // len(COLUMNS)
        bottom = top
        for number, groups in enumerate(COLUMNS):
            sheet.y = top
            for group in groups:
                self._group(sheet, desk, group, sheet.pad + number * wide, wide - sheet.u(14))
            bottom = max(bottom, sheet.y)
        sheet.y = bottom + sheet.u(8)
        buttons = [Key(desk.say("common.close"), "close"), Key(desk.say("keys.change"), "change")]
        sheet.buttons(buttons, 4)
        return sheet.sheet()

    def _group(self, sheet: Layout, desk: Desk, group: str, x: int, width: int) -> None:
        px = sheet.u(14)
        sheet.picture(lettering.word("serif", sheet.u(18), desk.say(f"keys.{group}"), GOLD), x, sheet.y)
        sheet.y += lettering.line_height("serif", sheet.u(18)) + sheet.u(2)
        key_room = width * 30 // 100
        for key, text in _rows(group, desk):
            fit = lettering.fitting("bold", px, key, key_room - sheet.u(8))
            sheet.picture(lettering.word("bold", fit, key, BRASS), x, sheet.y)
            for line in lettering.wrap("sans", px, text, width - key_room):
                sheet.picture(lettering.word("sans", px, line, PAPER), x + key_room, sheet.y)
                sheet.y += lettering.line_height("sans", px)
            sheet.y += sheet.u(3)
        sheet.y += sheet.u(4)

    def act(self, action: str, desk: Desk) -> list[Wish]:
        from game.ui.scenes.settings import SettingsScene

        return [Close((Open(SettingsScene("keys")),))] if action == "change" else [Close()]

    def enter(self, desk: Desk) -> list[Wish]:
        return [Close()]


def _rows(group: str, desk: Desk) -> Iterable[tuple[str, str]]:
    """Key and meaning of each line."""
    say = desk.say
    if group == "mouse":
        for name, does in (*MICE[desk.settings.click], *ALWAYS):
            yield say(f"mouse.{name}"), say(f"mouse.{does}")
        return
    for action in keys.GROUPS[group]:
        yield keys.shown(action, desk.settings.keys), say(f"key.{action}")
