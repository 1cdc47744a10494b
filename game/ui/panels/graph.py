"""A small line graph by turn: values in, pixels out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.ui.theme import lettering
from game.ui.theme.palette import DEEP, DIM, RULE, Colour


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, its colour, its value at the turns where there is one."""

    name: str
    colour: Colour
    values: Mapping[int, float]


def graph(
    ink: pygame.Surface,
    box: pygame.Rect,
    series: Sequence[Series],
    turns: int,
    scale: float,
    unit: str = "",
    top: float = 0,
) -> None:
    """Turns from left to right, nought at the foot (or in the middle, where values fall below it)."""
    px = max(lettering.SMALLEST_PX, round(12 * scale))
    pygame.draw.rect(ink, DEEP, box)
    every = [value for its in series for value in its.values.values()] or [0.0]
    low, high = min(0.0, *every), max(0.0, top, *every)
    high = high if high > low else low + 1
    left = box.x + max(lettering.width_of("sans", px, _short(edge, unit)) for edge in (low, high)) + round(10 * scale)
    field = pygame.Rect(left, box.y + px, box.right - left - round(8 * scale), box.height - 3 * px)

    def place(turn: int, value: float) -> tuple[float, float]:
        x = field.x + field.w * (turn - 1) / max(1, turns - 1)
        return x, field.bottom - field.h * (value - low) / (high - low)

    for edge in sorted({low, 0.0, high}):
        y = place(1, edge)[1]
        pygame.draw.line(ink, RULE, (field.x, y), (field.right, y))
        image = lettering.word("sans", px, _short(edge, unit), DIM)
        ink.blit(image, (left - image.get_width() - round(4 * scale), y - image.get_height() // 2))
    for turn in sorted({1, (1 + turns) // 2, turns}):
        image = lettering.word("sans", px, str(turn), DIM)
        x = min(place(turn, low)[0] - image.get_width() / 2, field.right - image.get_width())
        ink.blit(image, (x, field.bottom + round(2 * scale)))
    for its in series:
        points = [place(turn, value) for turn, value in sorted(its.values.items())]
        if len(points) > 1:
            pygame.draw.lines(ink, its.colour, False, points, max(2, round(2 * scale)))
        if points:
            value = max(its.values.items())[1]
            image = lettering.word("bold", px, _short(value, unit), its.colour)
            x = min(points[-1][0] + round(6 * scale), field.right - image.get_width())
            ink.blit(image, (x, max(field.y - px // 2, points[-1][1] - image.get_height())))
        for point in points if len(points) < 40 else points[-1:]:
            pygame.draw.circle(ink, its.colour, point, max(2, round(2.6 * scale)))


def legend(ink: pygame.Surface, x: int, y: int, series: Sequence[Series], scale: float) -> None:
    """The names of the lines, in a row."""
    px = max(lettering.SMALLEST_PX, round(13 * scale))
    for its in series:
        pygame.draw.rect(ink, its.colour, (x, y + px // 2, round(12 * scale), max(3, round(4 * scale))))
        image = lettering.word("sans", px, its.name, DIM)
        ink.blit(image, (x + round(16 * scale), y))
        x += round(16 * scale) + image.get_width() + round(18 * scale)


def _short(value: float, unit: str) -> str:
    return f"{value:,.0f}{unit}"
