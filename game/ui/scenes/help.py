"""Help: every key, and what it does."""

from typing import Any

from game.ui.scenes.base import Close, Desk, SheetScene, Wish
from game.ui.text.strings_menu import HELP
from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, GOLD, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet


class HelpScene(SheetScene):
    """Two columns of keys; the wheel turns nothing here: all fits."""

    veil = True
    magnify = 1.2

    def state(self) -> Any:
        return None

    def paint(self, desk: Desk) -> Sheet:
        width = min(desk.u(1240), desk.size[0] - 8)
        sheet = Layout(width, desk.scale, self.hover)
        sheet.head(desk.say("help.title"))
        top, half = sheet.y, sheet.inner // 2
        bottom = top
        middle = next(i for i, (key, words) in enumerate(HELP) if i > 3 and key == "")
        for column, rows in enumerate((HELP[:middle], HELP[middle:])):
            sheet.y = top
            self._column(sheet, desk, rows, sheet.pad + column * half, half - sheet.u(14))
            bottom = max(bottom, sheet.y)
        sheet.y = bottom + sheet.u(8)
        sheet.buttons([Key(desk.say("common.close"), "close")], 4)
        return sheet.sheet()

    def _column(self, sheet: Layout, desk: Desk, rows: Any, x: int, width: int) -> None:
        px = sheet.u(14)
        key_room = width * 30 // 100
        for key, (english, chinese) in rows:
            text = chinese if desk.say.lang == "zh" else english
            if not key:
                sheet.picture(lettering.word("serif", sheet.u(18), text, GOLD), x, sheet.y)
                sheet.y += lettering.line_height("serif", sheet.u(18)) + sheet.u(2)
                continue
            fit = lettering.fitting("bold", px, key, key_room - sheet.u(8))
            sheet.picture(lettering.word("bold", fit, key, BRASS), x, sheet.y)
            for line in lettering.wrap("sans", px, text, width - key_room):
                sheet.picture(lettering.word("sans", px, line, PAPER), x + key_room, sheet.y)
                sheet.y += lettering.line_height("sans", px)
            sheet.y += sheet.u(3)

    def act(self, action: str, desk: Desk) -> list[Wish]:
        return [Close()]

    def enter(self, desk: Desk) -> list[Wish]:
        return [Close()]
