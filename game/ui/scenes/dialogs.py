"""Dialogs that wait: a question with its answers, and the curtain between two players."""

from dataclasses import dataclass
from typing import Any

import pygame

from game.chronicle import mail
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Close, Desk, Home, Review, Save, SheetScene, Tell, Wish
from game.ui.theme.palette import DIM, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet


@dataclass(frozen=True)
class Answer:
    """A button of a question and the wishes it makes, after the dialog has closed."""

    label: str
    wishes: tuple[Wish, ...] = ()
    look: str = "plain"


class Question(SheetScene):
    """Text and answers. Esc gives the last answer, unless the question insists."""

    veil = True

    def __init__(
        self, title: str, text: str, answers: list[Answer], small: str = "", insists: bool = False, first: int = 0
    ) -> None:
        super().__init__()
        self.title, self.text, self.small = title, text, small
        self.answers = answers
        self.insists = insists
        self.first = first

    def paint(self, desk: Desk) -> Sheet:
        sheet = Layout(desk.u(520), desk.scale, self.hover)
        sheet.head(self.title)
        sheet.para(self.text, 16, PAPER)
        if self.small:
            sheet.gap(4)
            sheet.para(self.small, 14, DIM)
        sheet.gap(12)
        keys = [Key(answer.label, str(i), look=answer.look) for i, answer in enumerate(self.answers)]
        long = any(len(answer.label) > 22 for answer in self.answers) or len(keys) > 2
        sheet.buttons(keys, 1 if long else len(keys), 42, 16)
        return sheet.sheet()

    def act(self, action: str, desk: Desk) -> list[Wish]:
        return [Close(self.answers[int(action)].wishes)]

    def escape(self, desk: Desk) -> list[Wish]:
        return [] if self.insists else [Close(self.answers[-1].wishes)]

    def enter(self, desk: Desk) -> list[Wish]:
        return [] if self.insists else [Close(self.answers[self.first].wishes)]


def by_mail(desk: Desk) -> str:
    """The name that a battle played by mail is saved under; nothing for others."""
    battle = desk.table.battle
    game = mail.game_of(battle.settings.get("mail"))
    return mail.save_name(battle.scenario.id, game) if game else ""


class Curtain(SheetScene):
    """Hides the table while it is handed over; by mail the other player sits elsewhere, and it is only saved."""

    def __init__(self, side: str, name: str) -> None:
        super().__init__()
        self.side = side
        self.name = name

    def state(self) -> Any:
        return self.side

    def paint(self, desk: Desk) -> Sheet:
        sheet = Layout(desk.u(520), desk.scale, self.hover)
        sheet.head(desk.say("curtain.title"))
        sheet.para(desk.say("curtain.text", side=self.name), 16)
        sheet.gap(12)
        keys = [Key(desk.say("curtain.ready", side=self.name), "ready", look="red")]
        game = by_mail(desk)
        if game:
            sheet.para(desk.say("curtain.mail_text", name=game), 14, DIM)
            sheet.gap(6)
            keys = [Key(desk.say("curtain.mail"), "mail", look="red")]
        sheet.buttons(keys, 1, 44, 18)
        return sheet.sheet()

    def act(self, action: str, desk: Desk) -> list[Wish]:
        if action == "mail":
            name = by_mail(desk)
            return [Close((Save(name), Home(), Tell(desk.say("curtain.mail_text", name=name))))]
        desk.table.hand_over(self.side)
        return [Close((Review(),))]

    def escape(self, desk: Desk) -> list[Wish]:
        return []

    def enter(self, desk: Desk) -> list[Wish]:
        return self.act("mail" if by_mail(desk) else "ready", desk)

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        super().draw(target, desk)
