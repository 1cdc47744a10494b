"""A dialog that waits: a question with its answers."""

from dataclasses import dataclass

from game.ui.scenes.base import Close, Desk, SheetScene, Wish
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
