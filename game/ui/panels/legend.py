"""What the overlay on the map shows: its name, and what its colours mean."""

from collections.abc import Sequence

import pygame

from game.ui.text.i18n import Tongue
from game.ui.theme import lettering
from game.ui.theme.palette import DEEP, PAPER, Colour, shown
from game.ui.theme.sheet import Layout, Sheet

WIDTH = 262


def legend_panel(title: str, colours: Sequence[tuple[str, Colour]], key: str, say: Tongue, scale: float) -> Sheet:
    """Same arguments, same pixels."""
    sheet = Layout(round(WIDTH * scale), scale)
    sheet.head(title, key)
    for words, colour in colours:
        box = pygame.Rect(sheet.pad, sheet.y + sheet.u(3), sheet.u(16), sheet.u(12))
        pygame.draw.rect(sheet.ink, shown(colour), box)
        pygame.draw.rect(sheet.ink, DEEP, box, 1)
        for line in lettering.wrap("sans", sheet.u(13), words, sheet.inner - sheet.u(24)):
            sheet.picture(lettering.word("sans", sheet.u(13), line, PAPER), sheet.pad + sheet.u(24), sheet.y)
            sheet.y += lettering.line_height("sans", sheet.u(13))
        sheet.gap(2)
    return sheet.sheet()
