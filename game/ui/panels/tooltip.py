"""Small sheets beside the mouse: what a hex is, who stands there, why a button is grey."""

from dataclasses import dataclass

import pygame

from game.ui.theme import lettering
from game.ui.theme.palette import DIM, GOLD, PAPER, Colour
from game.ui.theme.sheet import Layout, Sheet

WIDEST = 330


@dataclass(frozen=True, slots=True)
class Tip:
    """A title, named values, and plain lines."""

    title: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, Colour], ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.title or self.rows or self.lines)


def tip_sheet(tip: Tip, scale: float) -> Sheet:
    """As narrow as its text allows."""
    px = round(14 * scale)
    pad = round(28 * scale)
    wide = lettering.width_of("bold", round(15 * scale), tip.title)
    for label, value in tip.rows:
        both = lettering.width_of("sans", px, label) + lettering.width_of("bold", px, value)
        wide = max(wide, both + round(24 * scale))
    for line, _ in tip.lines:
        wide = max(wide, lettering.width_of("sans", px, line))
    sheet = Layout(min(round(WIDEST * scale), wide + pad + 2), scale, "", round(1400 * scale))
    if tip.title:
        sheet.para(tip.title, 15, GOLD, "bold")
    for label, value in tip.rows:
        sheet.pair(label, value, size=14)
    for line, colour in tip.lines:
        sheet.para(line, 14, colour)
    return sheet.sheet()


def ground_sheet(tip: Tip, width: int, scale: float) -> Sheet:
    """The same at a fixed width, as a panel."""
    sheet = Layout(width, scale, "", round(1400 * scale))
    sheet.para(tip.title, 16, GOLD, "serif")
    for label, value in tip.rows:
        sheet.pair(label, value, size=14)
    for line, colour in tip.lines:
        sheet.para(line, 14, colour)
    return sheet.sheet()


def plain(text: str) -> Tip:
    return Tip(lines=((text, PAPER),))


def faint(text: str) -> tuple[str, Colour]:
    return text, DIM


def beside(
    mouse: tuple[int, int], size: tuple[int, int], screen: tuple[int, int], gap: int, avoid: pygame.Rect | None = None
) -> tuple[int, int]:
    """A place next to the mouse, wholly on the screen, not under the pointer and if possible not over `avoid`."""
    wide, high = size
    frame = pygame.Rect((0, 0), screen)
    right, below = mouse[0] + gap, mouse[1] + gap
    left, above = mouse[0] - gap - wide, mouse[1] - gap - high
    places = [pygame.Rect(x, y, wide, high) for x, y in ((right, below), (left, below), (right, above), (left, above))]
    for place in places:
        if frame.contains(place) and not (avoid and place.colliderect(avoid)):
            return place.topleft
    for place in places:
        if frame.contains(place):
            return place.topleft
    return places[0].clamp(frame).topleft
