"""The mods there are: in which order they are loaded, which are off, and what is wrong with those that are broken."""

from typing import Any

import pygame

from game import paths
from game.scenario import mods
from game.ui.scenes.base import Close, Desk, SheetScene, Wish
from game.ui.theme import lettering, scrolled
from game.ui.theme.palette import BRASS, DIM, GOLD, PAPER, RULE
from game.ui.theme.sheet import Key, Layout, Sheet

ROOM = 430  # units of the list
WHEEL = 56
HIGH = 62  # of a row


class ModsScene(SheetScene):
    """Arrows move a mod in the order, the switch turns it off; the wheel scrolls. Kept at once in `order.yaml`."""

    veil = True
    magnify = 1.2

    def __init__(self) -> None:
        super().__init__()
        self.line = ""
        self.turned = self._tall = 0
        self.found = mods.list_mods()

    def note(self, text: str) -> None:
        self.line = text

    def state(self) -> Any:
        return self.turned, self.line, tuple((mod.id, mod.standing) for mod in self.found)

    # ------------------------------------------------------------ painting

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        sheet = Layout(min(desk.u(860), desk.size[0] - 8), desk.scale, self.hover)
        sheet.head(say("mods.head"))
        sheet.para(say("mods.order" if self.found else "mods.none"), 14, DIM)
        if self.found:
            sheet.gap(6)
            listed = self._list(desk, sheet.width - sheet.u(6))
            room = min(sheet.u(ROOM), listed.size[1])
            self._tall = scrolled.most(listed, room)
            self.turned = min(self.turned, self._tall)
            scrolled.put(sheet, listed, (0, sheet.y), room, self.turned, "list")
            sheet.y += room + sheet.u(6)
        if self.line:
            sheet.para(self.line, 14, BRASS)
        sheet.para(say("mods.folder", folder=paths.mods()), 13, DIM)
        sheet.gap(6)
        sheet.buttons([Key(say("common.close"), "close")], 2, 42)
        return sheet.sheet()

    def _list(self, desk: Desk, width: int) -> Sheet:
        told = sum(1 + len(mod.problems) for mod in self.found)
        sheet = Layout(width, desk.scale, self.hover, desk.u(HIGH + 110) * told)
        sheet.y = 0
        for i, mod in enumerate(self.found):
            self._row(sheet, desk, i, mod)
        return sheet.sheet(bare=True)

    def _row(self, sheet: Layout, desk: Desk, i: int, mod: mods.Mod) -> None:
        """Title and what it does; at the end its place in the order and its switch; below, what is wrong."""
        say, high = desk.say, sheet.u(HIGH)
        side = sheet.u(44)
        box = pygame.Rect(sheet.pad, sheet.y, sheet.inner - 3 * (side + sheet.u(6)) - sheet.u(70), high)
        pygame.draw.rect(sheet.ink, (40, 38, 32), box)
        pygame.draw.rect(sheet.ink, RULE if mod.standing == "on" else BRASS, box, sheet.u(1))
        head = say("mods.by", title=mod.title.get(say.lang), version=mod.version)
        room = box.width - sheet.u(20)
        self._word(sheet, "bold", 16, head, GOLD if mod.standing == "on" else PAPER, box, 6, room)
        self._word(sheet, "sans", 13, self._does(desk, mod), DIM, box, 34, room)
        x, y = box.right + sheet.u(6), box.y + (high - side) // 2
        used = [one.id for one in self.found if one.standing == "on"]
        on = mod.standing == "on"
        for word, action, able in (
            ("↑", f"up {i}", on and mod.id != used[0]),
            ("↓", f"down {i}", on and mod.id != used[-1]),
        ):
            tip = say(f"mods.{action.partition(' ')[0]}")
            sheet.button(pygame.Rect(x, y, side, side), Key(word, action, able, tip=tip), 18)
            x += side + sheet.u(6)
        switch = pygame.Rect(x, y, side + sheet.u(70), side)
        sheet.button(switch, Key(say(f"mods.{mod.standing}"), f"switch {i}", mod.standing != "broken"), 15)
        sheet.y += high + sheet.u(4)
        for problem in mod.problems[:3]:
            sheet.para(str(problem).splitlines()[0], 13, BRASS)
        sheet.gap(4)

    def _word(
        self, sheet: Layout, face: str, px: int, words: str, colour: Any, box: pygame.Rect, down: int, room: int
    ) -> None:
        fitting = lettering.fitting(face, sheet.u(px), words, room)
        sheet.picture(lettering.word(face, fitting, words, colour), box.x + sheet.u(10), box.y + sheet.u(down))

    def _does(self, desk: Desk, mod: mods.Mod) -> str:
        say = desk.say
        parts = [mod.about.get(say.lang)] if mod.about else []
        if mod.scenarios:
            parts.append(say("mods.brings", count=len(mod.scenarios)))
        if mod.patched:
            parts.append(say("mods.patches", names=say.join(list(mod.patched))))
        return "  ·  ".join([*parts, mod.licence] if mod.licence else parts) or str(mod.folder)

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, rest = action.partition(" ")
        if word == "close":
            return [Close()]
        mod = self.found[int(rest)]
        order = [one.id for one in self.found if one.standing == "on"]
        off = {one.id for one in self.found if one.standing == "off"}
        if word == "switch":
            off ^= {mod.id}
        else:
            at = order.index(mod.id)
            to = at - 1 if word == "up" else at + 1
            order[at], order[to] = order[to], order[at]
        try:
            mods.write_order(order, sorted(off))
        except OSError as trouble:
            self.line = desk.say("mods.failed", reason=trouble.strerror or trouble)
        self.found = mods.list_mods()
        desk.redraw = True
        return []

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.type == pygame.MOUSEWHEEL:
            self.turned = max(0, min(self._tall, self.turned - event.y * desk.u(WHEEL)))
            desk.redraw = True
            return []
        return super().handle(event, desk)
