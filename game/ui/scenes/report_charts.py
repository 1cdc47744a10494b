"""Charts of the report: axes, lines with bands, stacked bars, painted on a sheet. Same arguments, same pixels."""

from collections.abc import Iterable, Sequence

import pygame

from game.chronicle.report_svg import nice
from game.ui.theme import lettering
from game.ui.theme.palette import DIM, PAPER, RULE, Colour
from game.ui.theme.sheet import Layout

Points = Sequence[tuple[float, float]]


class Plot:
    """A box of a sheet with axes: x from 0 to `count`, y from 0 to `high`."""

    def __init__(self, sheet: Layout, height: float, count: int, high: float) -> None:
        self.sheet, self.count, self.high = sheet, max(1, count), nice(high)
        left, bottom = sheet.u(58), sheet.u(24)
        self.box = pygame.Rect(sheet.pad + left, sheet.y, sheet.inner - left - sheet.u(8), sheet.u(height) - bottom)
        sheet.y += sheet.u(height) + sheet.u(4)

    def at(self, x: float, y: float) -> tuple[int, int]:
        box = self.box
        share = min(1.0, max(0.0, y / self.high))
        return round(box.x + box.width * x / self.count), round(box.bottom - box.height * share)

    def axes(self, labels: Iterable[tuple[float, str]], form: str = "{:,.0f}", parts: int = 4) -> None:
        """Lines across with their values, and words below."""
        sheet, ink, px = self.sheet, self.sheet.ink, self.sheet.u(13)
        for k in range(parts + 1):
            value = self.high * k / parts
            y = self.at(0, value)[1]
            pygame.draw.line(ink, RULE, (self.box.x, y), (self.box.right, y), 1)
            word = lettering.word("sans", px, form.format(value), DIM)
            ink.blit(word, (self.box.x - word.get_width() - sheet.u(6), y - word.get_height() // 2))
        free = 0
        for x, text in labels:
            word = lettering.word("sans", px, text, DIM)
            left = max(sheet.pad, self.at(x, 0)[0] - word.get_width() // 2)
            if left >= free and left + word.get_width() <= self.box.right + sheet.u(20):
                ink.blit(word, (left, self.box.bottom + sheet.u(4)))
                free = left + word.get_width() + sheet.u(8)

    def line(self, points: Points, colour: Colour, width: float = 2) -> None:
        if len(points) > 1:
            pygame.draw.lines(self.sheet.ink, colour, False, [self.at(*point) for point in points], self.sheet.u(width))

    def band(self, upper: Points, lower: Points, colour: Colour, alpha: int = 60) -> None:
        """What lies between two lines."""
        corners = [self.at(*point) for point in [*upper, *reversed(lower)]]
        if len(corners) < 3:
            return
        shade = pygame.Surface(self.sheet.ink.get_size(), pygame.SRCALPHA)
        pygame.draw.polygon(shade, (*colour, alpha), corners)
        self.sheet.ink.blit(shade, self.box, self.box)

    def bar(self, x: float, wide: float, low: float, high: float, colour: Colour, tip: str = "") -> None:
        left, top = self.at(x, high)
        right, bottom = self.at(x + wide, low)
        if bottom > top:
            box = pygame.Rect(left, top, max(1, right - left), bottom - top)
            pygame.draw.rect(self.sheet.ink, colour, box)
            if tip:
                self.sheet.hot(box, "", tip)

    def mark(self, x: float, y: float, colour: Colour, letter: str, tip: str) -> None:
        """A lettered disc on a line."""
        sheet, centre = self.sheet, self.at(x, y)
        pygame.draw.circle(sheet.ink, PAPER, centre, sheet.u(10))
        pygame.draw.circle(sheet.ink, colour, centre, sheet.u(10), sheet.u(2))
        word = lettering.word("bold", sheet.u(13), letter, (40, 34, 26))
        sheet.ink.blit(word, word.get_rect(center=centre))
        radius = sheet.u(11)
        sheet.hot(pygame.Rect(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius), "", tip)


def legend(sheet: Layout, entries: Sequence[tuple[Colour, str]]) -> None:
    """Little squares with their words, wrapped."""
    px, x = sheet.u(14), sheet.pad
    height = lettering.line_height("sans", px)
    for colour, text in entries:
        word = lettering.word("sans", px, text, PAPER)
        wide = word.get_width() + sheet.u(34)
        if x + wide > sheet.width - sheet.pad and x > sheet.pad:
            x, sheet.y = sheet.pad, sheet.y + height
        box = pygame.Rect(x, sheet.y + (height - sheet.u(11)) // 2, sheet.u(11), sheet.u(11))
        pygame.draw.rect(sheet.ink, colour, box)
        sheet.ink.blit(word, (x + sheet.u(16), sheet.y))
        x += wide
    sheet.y += height + sheet.u(4)


def split_bar(sheet: Layout, label: str, value: int, most: int, colour: Colour, text: str) -> None:
    """A named bar to the left or right of a middle line."""
    px = sheet.u(14)
    height = lettering.line_height("sans", px)
    sheet.ink.blit(lettering.word("sans", px, label, DIM), (sheet.pad + sheet.u(14), sheet.y))
    box = pygame.Rect(sheet.pad + sheet.u(110), sheet.y + sheet.u(4), sheet.inner * 45 // 100, height - sheet.u(7))
    pygame.draw.rect(sheet.ink, (24, 22, 18), box)
    middle, wide = box.centerx, box.width * abs(value) // (2 * max(1, most))
    pygame.draw.rect(sheet.ink, colour, pygame.Rect(middle if value > 0 else middle - wide, box.y, wide, box.height))
    pygame.draw.line(sheet.ink, DIM, (middle, box.y - 1), (middle, box.bottom))
    sheet.ink.blit(lettering.word("bold", px, text, PAPER), (box.right + sheet.u(10), sheet.y))
    sheet.y += height
