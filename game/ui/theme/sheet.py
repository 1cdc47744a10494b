"""A sheet: one painted panel with the places on it that can be clicked or ask for a tooltip.

A `Layout` flows from top to bottom, so nothing on a sheet can overlap; text that is too wide wraps or is set
smaller, never cut. Painters of panels take values and give back a sheet: same arguments, same pixels.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pygame

from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, DIM, FAINT, GOLD, PAPER, RULE, Colour
from game.ui.theme.surface import bar, button_face, panel


@dataclass(frozen=True, slots=True)
class Hot:
    """A place on a sheet: `action` is what a click means, `tip` what hovering says."""

    rect: pygame.Rect
    action: str
    tip: str = ""
    enabled: bool = True


@dataclass(slots=True)
class Sheet:
    surface: pygame.Surface
    hots: list[Hot] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        return self.surface.get_size()

    def hit(self, pos: tuple[int, int]) -> Hot | None:
        for hot in reversed(self.hots):
            if hot.rect.collidepoint(pos):
                return hot
        return None


@dataclass(frozen=True, slots=True)
class Key:
    """A button to lay out. `look`: plain, armed, red."""

    label: str
    action: str
    enabled: bool = True
    tip: str = ""
    letter: str = ""
    look: str = "plain"


class Layout:
    """Lays one sheet out, from the top down."""

    def __init__(self, width: int, scale: float, hover: str = "", limit: int = 0) -> None:
        self.width = width
        self.scale = scale
        self.hover = hover
        self.limit = limit or self.u(1600)
        self.ink = pygame.Surface((width, self.limit), pygame.SRCALPHA)
        self.hots: list[Hot] = []
        self.pad = self.u(14)
        self.y = self.u(10)
        self.headed = 0

    def u(self, units: float) -> int:
        """Pixels of a measure drawn at 1080 lines."""
        return max(1, round(units * self.scale))

    @property
    def inner(self) -> int:
        return self.width - 2 * self.pad

    def head(self, title: str, sub: str = "") -> None:
        """The title strip."""
        small = self.u(14)
        below = sub and lettering.width_of("sans", small, sub) > self.inner * 2 // 5
        beside = 0 if below or not sub else lettering.width_of("sans", small, sub) + self.u(12)
        px = lettering.fitting("serif", self.u(22), title, self.inner - beside)
        self.headed = self.u(44) + (lettering.line_height("sans", small) if below else 0)
        image = lettering.word("serif", px, title, GOLD)
        self.ink.blit(image, (self.pad, (self.u(44) - image.get_height()) // 2))
        if sub:
            px = lettering.fitting("sans", small, sub, self.inner)
            image = lettering.word("sans", px, sub, DIM)
            x = self.pad if below else self.width - self.pad - image.get_width()
            y = self.u(40) if below else (self.u(44) - image.get_height()) // 2
            self.ink.blit(image, (x, y - (self.u(4) if below else 0)))
        self.y = self.headed + self.u(10)

    def gap(self, units: float = 6) -> None:
        self.y += self.u(units)

    def rule(self) -> None:
        self.gap(4)
        pygame.draw.line(self.ink, RULE, (self.pad, self.y), (self.width - self.pad, self.y), self.u(1))
        self.gap(5)

    def para(
        self,
        text: str,
        size: float = 15,
        colour: Colour = PAPER,
        face: str = "sans",
        action: str = "",
        tip: str = "",
        indent: int = 0,
    ) -> None:
        """A paragraph, wrapped."""
        px, top = self.u(size), self.y
        for line in lettering.wrap(face, px, text, self.inner - indent):
            fit = lettering.fitting(face, px, line, self.inner - indent)
            self.ink.blit(lettering.word(face, fit, line, colour), (self.pad + indent, self.y))
            self.y += lettering.line_height(face, px)
        if action or tip:
            self.hot(pygame.Rect(self.pad, top, self.inner, self.y - top), action, tip)

    def section(self, text: str) -> None:
        self.para(text, 17, GOLD, "serif")
        self.gap(2)

    def pair(self, label: str, value: str, colour: Colour = PAPER, tip: str = "", size: float = 15) -> None:
        """A name on the left, its value on the right; the value goes below if both do not fit."""
        px, top = self.u(size), self.y
        wide = lettering.width_of("bold", px, value)
        named = lettering.width_of("sans", px, label)
        if wide + named + self.u(10) <= self.inner:
            self.ink.blit(lettering.word("sans", px, label, DIM), (self.pad, self.y))
            self.ink.blit(lettering.word("bold", px, value, colour), (self.width - self.pad - wide, self.y))
            self.y += lettering.line_height("sans", px) + self.u(2)
        else:
            self.para(label, size, DIM)
            self.para(value, size, colour, "bold", indent=self.u(14))
        if tip:
            self.hot(pygame.Rect(self.pad, top, self.inner, self.y - top), "", tip)

    def gauge(self, label: str, percent: int, value: str, colour: Colour, tip: str = "") -> None:
        """A named bar with its value."""
        px, top = self.u(14), self.y
        height = lettering.line_height("sans", px)
        third = self.inner * 34 // 100
        fit = lettering.fitting("sans", px, label, third - self.u(6))
        self.ink.blit(lettering.word("sans", fit, label, PAPER), (self.pad, self.y))
        room = self.inner * 25 // 100
        fit = lettering.fitting("bold", px, value, room)
        image = lettering.word("bold", fit, value, PAPER)
        self.ink.blit(image, (self.width - self.pad - image.get_width(), self.y))
        box = pygame.Rect(self.pad + third, self.y + self.u(2), self.inner - third - room - self.u(6), self.u(13))
        bar(self.ink, box, percent, colour)
        self.y += height + self.u(5)
        self.hot(pygame.Rect(self.pad, top, self.inner, self.y - top), "", tip or f"{label}: {value}")

    def buttons(self, keys: Sequence[Key], columns: int = 2, height: float = 38, size: float = 15) -> None:
        """A grid of buttons."""
        gap = self.u(7)
        wide = (self.inner - gap * (columns - 1)) // columns
        for i, key in enumerate(keys):
            box = pygame.Rect(self.pad + (i % columns) * (wide + gap), self.y, wide, self.u(height))
            self.button(box, key, size)
            if i % columns == columns - 1 or i == len(keys) - 1:
                self.y += self.u(height) + gap

    def button(self, box: pygame.Rect, key: Key, size: float = 15) -> None:
        """One button where it is told to be."""
        hot = key.enabled and self.hover == key.action and key.action != ""
        look = "off" if not key.enabled else key.look
        look = {"plain": "hot", "red": "red-hot"}.get(look, look) if hot else look
        button_face(self.ink, box, look, self.u(1))
        letter_room = 0
        if key.letter:
            px = self.u(12)
            image = lettering.word("sans", px, key.letter, BRASS if key.enabled else FAINT)
            letter_room = image.get_width() + self.u(8)
            self.ink.blit(image, (box.right - image.get_width() - self.u(7), box.centery - image.get_height() // 2))
        face = "serif" if key.look == "red" else "sans"
        room = box.width - self.u(14) - letter_room
        px = lettering.fitting(face, self.u(size), key.label, room)
        image = lettering.word(face, px, key.label, GOLD if key.enabled else FAINT)
        x = box.x + self.u(7) + (room - image.get_width()) // 2
        self.ink.blit(image, (x, box.centery - image.get_height() // 2))
        self.hot(box.copy(), key.action, key.tip, key.enabled)

    def choices(
        self, label: str, name: str, options: Sequence[tuple[str, str]], value: str, share: int = 36, height: float = 36
    ) -> None:
        """A row of a form: its label on the left (`share` per cent), on the right a button `NAME=OPTION` a choice."""
        high, room = self.u(height), self.inner * share // 100
        px = self.u(15)
        lines = lettering.wrap("sans", px, label, room - self.u(8))
        y = self.y + max(0, (high - len(lines) * lettering.line_height("sans", px)) // 2)
        for line in lines:
            fit = lettering.fitting("sans", px, line, room - self.u(4))
            self.ink.blit(lettering.word("sans", fit, line, PAPER), (self.pad, y))
            y += lettering.line_height("sans", px)
        gap = self.u(6)
        wide = (self.inner - room - gap * (len(options) - 1)) // max(1, len(options))
        for i, (option, words) in enumerate(options):
            box = pygame.Rect(self.pad + room + i * (wide + gap), self.y, wide, high)
            self.button(box, Key(words, f"{name}={option}", look="armed" if option == value else "plain"), 15)
        self.y = max(y, self.y + high) + self.u(8)

    def columns(
        self,
        cells: Sequence[str],
        shares: Sequence[int],
        size: float = 14,
        colour: Colour = PAPER,
        face: str = "sans",
        right_from: int = 1,
    ) -> None:
        """A table row: `shares` in percent of the width; cells from `right_from` on stand to the right."""
        px, x, bottom = self.u(size), self.pad, self.y
        for i, (cell, share) in enumerate(zip(cells, shares, strict=True)):
            wide = self.inner * share // 100
            y = self.y
            for line in lettering.wrap(face, px, cell, wide - self.u(6)):
                fit = lettering.fitting(face, px, line, wide - self.u(6))
                image = lettering.word(face, fit, line, colour)
                self.ink.blit(image, (x + wide - image.get_width() if i >= right_from else x, y))
                y += lettering.line_height(face, px)
            bottom, x = max(bottom, y), x + wide
        self.y = bottom + self.u(2)

    def hot(self, rect: pygame.Rect, action: str, tip: str = "", enabled: bool = True) -> None:
        self.hots.append(Hot(rect, action, tip, enabled))

    def picture(self, image: pygame.Surface, x: int, y: int) -> None:
        self.ink.blit(image, (x, y))

    def sheet(self, height: int = 0, bare: bool = False) -> Sheet:
        """The finished sheet, as high as what is on it (or `height`)."""
        height = height or min(self.limit, self.y + self.u(10))
        if bare:
            surface = pygame.Surface((self.width, height), pygame.SRCALPHA)
        else:
            surface = panel(self.width, height, self.headed, self.u(1))
        surface.blit(self.ink, (0, 0))
        return Sheet(surface, self.hots)


def fitted(paint: Callable[[float], Sheet], scale: float, room: int) -> Sheet:
    """What `paint` makes at a scale, made smaller until it is no higher than `room`."""
    sheet = paint(scale)
    least = scale / 2
    while sheet.size[1] > room and scale > least:
        scale *= 0.93
        sheet = paint(scale)
    return sheet
