"""Rows of a long table on a sheet: cells set smaller rather than wrapped, a row at a time, with a scroll bar."""

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, DARK, DEEP, GOLD, PAPER, Colour
from game.ui.theme.sheet import Layout

ROW = 25


@dataclass(frozen=True, slots=True)
class Column:
    """Of a table: its heading, its share of the width in percent, what a click on the heading means."""

    title: str
    share: int
    action: str = ""
    right: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """Cells with their colours; `action` of a click."""

    cells: tuple[tuple[str, Colour], ...]
    action: str = ""
    tip: str = ""


def heading(sheet: Layout, columns: Sequence[Column], sorted_by: str, falling: bool) -> None:
    """The titles; that of the column sorted by is marked."""
    top, x = sheet.y, sheet.pad
    for column in columns:
        wide = sheet.inner * column.share // 100
        chosen = column.action != "" and column.action == sorted_by
        text = column.title + (" ▼" if falling else " ▲") if chosen else column.title
        lit = column.action != "" and (chosen or sheet.hover == column.action)
        _cell(sheet, text, x, wide, column.right, "bold", 13, GOLD if lit else BRASS)
        if column.action:
            sheet.hot(pygame.Rect(x, top, wide, sheet.u(ROW)), column.action)
        x += wide
    sheet.y += sheet.u(ROW)


def rows(sheet: Layout, columns: Sequence[Column], lines: Sequence[Row], scroll: int, most: int, lit: str = "") -> None:
    """Up to `most` rows from `scroll` on, and a bar at the right that says where they are in all."""
    top = sheet.y
    for number, line in enumerate(lines[scroll : scroll + most]):
        box = pygame.Rect(sheet.pad - sheet.u(4), sheet.y, sheet.inner + sheet.u(4), sheet.u(ROW))
        if number % 2:
            pygame.draw.rect(sheet.ink, (*DEEP, 90), box)
        hovered = line.action != "" and line.action in (sheet.hover, lit)
        if hovered:
            pygame.draw.rect(sheet.ink, (92, 82, 56), box)
        x = sheet.pad
        for column, (text, colour) in zip(columns, line.cells, strict=True):
            wide = sheet.inner * column.share // 100
            _cell(sheet, text, x, wide, column.right, "sans", 14, GOLD if hovered and colour == PAPER else colour)
            x += wide
        sheet.hot(box, line.action, line.tip)
        sheet.y += sheet.u(ROW)
    if len(lines) > most:
        bar = pygame.Rect(sheet.width - sheet.pad + sheet.u(3), top, sheet.u(5), sheet.u(ROW) * most)
        pygame.draw.rect(sheet.ink, DARK, bar)
        grip = pygame.Rect(bar.x, bar.y + bar.h * scroll // len(lines), bar.w, max(6, bar.h * most // len(lines)))
        pygame.draw.rect(sheet.ink, BRASS, grip)
    sheet.y = top + sheet.u(ROW) * min(most, max(1, len(lines)))


def _cell(sheet: Layout, text: str, x: int, wide: int, right: bool, face: str, size: float, colour: Colour) -> None:
    px = lettering.fitting(face, sheet.u(size), text, wide - sheet.u(8))
    image = lettering.word(face, px, text, colour)
    left = x + wide - image.get_width() - sheet.u(4) if right else x
    sheet.ink.blit(image, (left, sheet.y + (sheet.u(ROW) - image.get_height()) // 2))
