"""Branch signs inside a counter's box: the words of `game.scenario.model.Kind.symbol`, drawn."""

import itertools
from collections.abc import Callable

import pygame

Colour = tuple[int, int, int]


class Pen:
    """Draws in shares of a box: (0, 0) is its upper left corner, (1, 1) its lower right."""

    def __init__(self, surface: pygame.Surface, box: pygame.Rect, ink: Colour, width: int) -> None:
        self.surface, self.box, self.ink, self.width = surface, box, ink, width

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.box.x + x * self.box.w, self.box.y + y * self.box.h

    def line(self, *points: tuple[float, float]) -> None:
        placed = [self.at(x, y) for x, y in points]
        for a, b in itertools.pairwise(placed):
            pygame.draw.line(
                self.surface, self.ink, a, b, round(self.width * (1.25 if a[0] != b[0] and a[1] != b[1] else 1))
            )

    def dot(self, x: float, y: float, size: float, ring: bool = False) -> None:
        pygame.draw.circle(self.surface, self.ink, self.at(x, y), size * self.box.h, self.width if ring else 0)

    def area(self, *points: tuple[float, float]) -> None:
        pygame.draw.polygon(self.surface, self.ink, [self.at(x, y) for x, y in points])


def _cross(pen: Pen) -> None:
    pen.line((0, 0), (1, 1))
    pen.line((1, 0), (0, 1))


def _guard(pen: Pen) -> None:
    _cross(pen)
    pen.area((0, 0), (0.16, 0), (0.16, 1), (0, 1))


def _engineers(pen: Pen) -> None:
    pen.line((0.26, 0.74), (0.26, 0.28), (0.74, 0.28), (0.74, 0.74))
    pen.line((0.5, 0.28), (0.5, 0.74))


def _supply(pen: Pen) -> None:
    pen.line((0, 0.70), (1, 0.70))


def _field_gun(pen: Pen) -> None:
    pen.dot(0.5, 0.5, 0.20)


def _mountain_gun(pen: Pen) -> None:
    pen.dot(0.5, 0.38, 0.18)
    pen.area((0.36, 0.94), (0.5, 0.62), (0.64, 0.94))


def _heavy_gun(pen: Pen) -> None:
    pen.dot(0.5, 0.5, 0.20)
    pen.line((0.16, 0.22), (0.16, 0.78))
    pen.line((0.84, 0.22), (0.84, 0.78))


def _mortar(pen: Pen) -> None:
    pen.dot(0.5, 0.74, 0.13, ring=True)
    pen.line((0.5, 0.62), (0.5, 0.14))
    pen.line((0.40, 0.36), (0.5, 0.14), (0.60, 0.36))


def _anti_tank(pen: Pen) -> None:
    pen.line((0, 1), (0.5, 0.04), (1, 1))


def _headquarters(pen: Pen) -> None:
    pen.area((0, 0), (1, 0), (1, 0.30), (0, 0.30))
    pen.line((0.02, 0.9), (0.02, 1.28))


def _reconnaissance(pen: Pen) -> None:
    pen.line((0, 1), (1, 0))


SIGNS: dict[str, Callable[[Pen], None]] = {
    "infantry": _cross,
    "guard": _guard,
    "engineers": _engineers,
    "supply": _supply,
    "field-gun": _field_gun,
    "mountain-gun": _mountain_gun,
    "heavy-gun": _heavy_gun,
    "mortar": _mortar,
    "anti-tank": _anti_tank,
    "headquarters": _headquarters,
    "reconnaissance": _reconnaissance,
}


def draw_symbol(surface: pygame.Surface, box: pygame.Rect, symbol: str, ink: Colour, width: int) -> None:
    """The sign of a branch in a box; nothing for a word it does not know."""
    sign = SIGNS.get(symbol)
    if sign:
        sign(Pen(surface, box, ink, width))
