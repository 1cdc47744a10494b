"""The time line of the replay: phases, men lost in each by either side, places taken, and where one stands.

Every phase has the same width, and its orders share it: so a quiet night is as wide as a day of assaults.
"""

from collections.abc import Sequence

import pygame

from game.ui.panels.gazetteer import Gazetteer
from game.ui.scenes.replay_table import Mark
from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, DEEP, DIM, GOLD, RULE, SELECT, Colour, parse

NIGHT = (30, 34, 48)
DAY = (58, 54, 42)


def order_at(marks: Sequence[Mark], box: pygame.Rect, x: int) -> int:
    """The number of orders that a place on the line stands for."""
    if not marks:
        return 0
    share = min(max((x - box.x) / max(1, box.width), 0.0), 1.0) * len(marks)
    i = min(int(share), len(marks) - 1)
    phase = marks[i].phase
    return phase.first + round((share - i) * (phase.last - phase.first))


def x_of(marks: Sequence[Mark], box: pygame.Rect, n: int) -> int:
    """Where on the line an order stands."""
    for i, mark in enumerate(marks):
        phase = mark.phase
        if n <= phase.last and phase.last > phase.first:
            return box.x + round((i + (n - phase.first) / (phase.last - phase.first)) / len(marks) * box.width)
    return box.right if marks else box.x


def mark_at(marks: Sequence[Mark], box: pygame.Rect, x: int) -> Mark | None:
    if not marks or not box.x <= x < box.right:
        return None
    return marks[(x - box.x) * len(marks) // box.width]


def draw_line(
    ink: pygame.Surface, box: pygame.Rect, marks: Sequence[Mark], names: Gazetteer, sides: Sequence[str], scale: float
) -> None:
    """All but the place where one stands."""
    pygame.draw.rect(ink, DEEP, box)
    most = max((max(mark.lost.values()) for mark in marks), default=0) or 1
    middle = box.centery
    half = box.height // 2 - round(15 * scale)
    for i, mark in enumerate(marks):
        left, right = box.x + i * box.width // len(marks), box.x + (i + 1) * box.width // len(marks)
        night = mark.phase.date.endswith("night")
        pygame.draw.rect(ink, NIGHT if night else DAY, (left, box.y, right - left, box.height))
        gap = 1 if right - left > 5 else 0
        for side, up in zip(sides, (True, False), strict=True):
            high = round(half * mark.lost[side] / most)
            if high:
                top = middle - high if up else middle
                pygame.draw.rect(
                    ink, parse(names.colour(side)), (left + gap, top, max(1, right - left - 2 * gap), high)
                )
    pygame.draw.line(ink, RULE, (box.x, middle), (box.right, middle))
    _taken(ink, box, marks, names, sides, scale)
    _turns(ink, box, marks, scale)
    pygame.draw.rect(ink, BRASS, box, 1)


def _taken(
    ink: pygame.Surface, box: pygame.Rect, marks: Sequence[Mark], names: Gazetteer, sides: Sequence[str], scale: float
) -> None:
    """A diamond for each phase in which a place was taken, the first side's above, the second's below; a dot for
    what else weighs: surrenders, units that are no more, messages."""
    size = max(3, round(5 * scale))
    for i, mark in enumerate(marks):
        x = box.x + (2 * i + 1) * box.width // (2 * len(marks))
        for side in {side for side, _ in mark.taken}:
            y = box.y + size + 2 if side == sides[0] else box.bottom - size - 3
            points = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
            pygame.draw.polygon(ink, parse(names.colour(side)), points)
            pygame.draw.polygon(ink, GOLD, points, 1)
        if mark.grave:
            pygame.draw.circle(ink, DEEP, (x, box.centery), size - 1)
            pygame.draw.circle(ink, GOLD, (x, box.centery), size - 2)


def _turns(ink: pygame.Surface, box: pygame.Rect, marks: Sequence[Mark], scale: float) -> None:
    """Ticks where turns begin, with numbers as close as they stay legible."""
    px = max(lettering.SMALLEST_PX, round(12 * scale))
    free = box.x - 1
    seen = 0
    for i, mark in enumerate(marks):
        if mark.phase.turn == seen:
            continue
        seen = mark.phase.turn
        x = box.x + i * box.width // len(marks)
        pygame.draw.line(ink, RULE, (x, box.y), (x, box.bottom - 1))
        image = lettering.word("condensed", px, str(seen), DIM)
        if x + 2 > free and x + 2 + image.get_width() < box.right:
            ink.blit(image, (x + 2, box.bottom + 1))
            free = x + 2 + image.get_width() + round(6 * scale)


def draw_hand(ink: pygame.Surface, x: int, box: pygame.Rect, scale: float, colour: Colour = SELECT) -> None:
    """Where one stands."""
    wide = max(2, round(2 * scale))
    pygame.draw.rect(ink, DEEP, (x - wide, box.y - 3, 2 * wide + 1, box.height + 6))
    pygame.draw.rect(ink, colour, (x - wide // 2, box.y - 3, wide, box.height + 6))
    size = round(6 * scale)
    pygame.draw.polygon(ink, colour, [(x - size, box.y - 3 - size), (x + size, box.y - 3 - size), (x, box.y + 2)])
