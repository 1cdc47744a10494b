"""The lesson panel: what to learn just now, what it waits for, and a way out. Same arguments, same pixels."""

from dataclasses import dataclass

from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BRASS, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet

WIDTH = 560
NARROWEST = 380
TAB_WIDTH = 240


@dataclass(frozen=True, slots=True)
class LessonCard:
    """One prompt. `free`: it waits for nothing but being read."""

    title: str
    text: str
    wait: str
    step: int
    steps: int
    free: bool
    back: bool  # there is a text before this one


def lesson_panel(card: LessonCard, say: Tongue, scale: float, hover: str, width: int) -> Sheet:
    """The prompt with its buttons."""
    sheet = Layout(width, scale, hover)
    sheet.head(card.title, say("lesson.step", n=card.step, all=card.steps))
    sheet.para(card.text, 16, PAPER)
    sheet.gap(4)
    sheet.para(card.wait, 14, BRASS)
    sheet.gap(4)
    # Skip lies apart from Next: whoever clicks twice skips nothing.
    onward = Key(say("lesson.next"), "lesson next", card.free, look="red")
    skip = Key(say("lesson.skip"), "lesson skip", not card.free)
    back = Key(say("lesson.back"), "lesson back", card.back)
    sheet.buttons([onward, back, skip, Key(say("lesson.leave"), "lesson leave")], 4, 32, 14)
    return sheet.sheet()


def lesson_tab(say: Tongue, scale: float, hover: str) -> Sheet:
    """What is left of the panel while the lessons are left alone."""
    sheet = Layout(round(TAB_WIDTH * scale), scale, hover)
    sheet.y = sheet.u(6)
    sheet.buttons([Key(say("lesson.resume"), "lesson resume")], 1, 32, 15)
    return sheet.sheet(sheet.y)
