"""The turn bar: date, weather, whose phase, points and what they would bring, and the stocks."""

from dataclasses import dataclass

import pygame

from game.ui.theme import lettering
from game.ui.theme.palette import BAD, BRASS, DIM, FAIR, GOLD, PAPER, Colour
from game.ui.theme.sheet import Hot, Sheet
from game.ui.theme.surface import panel

HEIGHT = 56


@dataclass(frozen=True, slots=True)
class BarItem:
    """A name and a value; `action` if a click does something."""

    label: str
    value: str
    tip: str = ""
    action: str = ""
    colour: Colour = PAPER


def turn_bar(width: int, title: str, items: tuple[BarItem, ...], scale: float, hover: str) -> Sheet:
    """Items in a row, spread over the width; all set smaller together if they need more than there is."""
    height = round(HEIGHT * scale)
    surface = panel(width, height, 0, max(1, round(scale)))
    hots: list[Hot] = []
    pad = round(16 * scale)
    size = round(16 * scale)
    title_width = 0
    if title and width > 1500 * scale:
        image = lettering.word("serif", round(24 * scale), title, GOLD)
        surface.blit(image, (pad, (height - image.get_height()) // 2))
        title_width = image.get_width() + 2 * pad
    room = width - title_width - 2 * pad
    while size > 9 and _row_width(items, size, scale) > room:
        size -= 1
    spare = max(0, room - _row_width(items, size, scale)) // max(1, len(items))
    x = pad + title_width
    small = max(lettering.SMALLEST_PX, size * 4 // 5)
    for item in items:
        wide = _item_width(item, size)
        lit = item.action and item.action == hover
        label = lettering.word("sans", small, item.label, BRASS if lit else DIM)
        value = lettering.word("bold", size, item.value, GOLD if lit else item.colour)
        gap = max(0, (height - label.get_height() - value.get_height()) // 2)
        surface.blit(label, (x, gap))
        surface.blit(value, (x, gap + label.get_height()))
        box = pygame.Rect(x - pad // 3, 2, wide + pad * 2 // 3, height - 4)
        hots.append(Hot(box, item.action, item.tip))
        x += wide + round(20 * scale) + min(spare, round(26 * scale))
    return Sheet(surface, hots)


def _item_width(item: BarItem, size: int) -> int:
    small = max(lettering.SMALLEST_PX, size * 4 // 5)
    return max(lettering.width_of("sans", small, item.label), lettering.width_of("bold", size, item.value))


def _row_width(items: tuple[BarItem, ...], size: int, scale: float) -> int:
    return sum(_item_width(item, size) for item in items) + round(20 * scale) * max(0, len(items) - 1)


def scarce(value: int, low: int, middle: int) -> Colour:
    """Red when nearly gone, amber when getting short."""
    return BAD if value <= low else FAIR if value <= middle else PAPER
