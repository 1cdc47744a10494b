"""The curtain between two players at one table, or the letter-box where they sit at two."""

from typing import Any

import pygame

from game.ui.scenes import post
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Close, Desk, Home, Open, Review, SheetScene, Wish
from game.ui.theme.palette import BRASS
from game.ui.theme.sheet import Key, Layout, Sheet


class Curtain(SheetScene):
    """Hides the table while it is handed over; by mail the other player sits elsewhere, and it is only saved."""

    def __init__(self, side: str, name: str) -> None:
        super().__init__()
        self.side = side
        self.name = name
        self.line = ""

    def note(self, text: str) -> None:
        self.line = text

    def state(self) -> Any:
        return self.side, self.line

    def paint(self, desk: Desk) -> Sheet:
        sheet = Layout(desk.u(520), desk.scale, self.hover)
        sheet.head(desk.say("curtain.title"))
        by_mail = post.is_by_mail(desk)
        sheet.para(desk.say("curtain.mail_text" if by_mail else "curtain.text", side=self.name), 16)
        if self.line:
            sheet.para(self.line, 14, BRASS)
        sheet.gap(12)
        keys = [Key(desk.say("curtain.mail", side=self.name), "mail", look="red" if by_mail else "plain")]
        if not by_mail:
            keys.insert(0, Key(desk.say("curtain.ready", side=self.name), "ready", look="red"))
        if self.line:  # it could not be sent: nobody is locked in
            keys.append(Key(desk.say("result.menu"), "leave"))
        sheet.buttons(keys, 1, 44, 18)
        return sheet.sheet()

    def act(self, action: str, desk: Desk) -> list[Wish]:
        if action == "mail":
            return [Open(post.sending(desk))]
        if action == "leave":
            return [Home()]
        desk.table.hand_over(self.side)
        return [Close((Review(),))]

    def escape(self, desk: Desk) -> list[Wish]:
        return []

    def enter(self, desk: Desk) -> list[Wish]:
        return self.act("mail" if post.is_by_mail(desk) else "ready", desk)

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        super().draw(target, desk)
