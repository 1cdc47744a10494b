"""A window on a sheet that is higher than its room: what shows of it, its hot places, and a bar at the side."""

import pygame

from game.ui.theme.palette import BRASS, DEEP
from game.ui.theme.sheet import Hot, Layout, Sheet

BAR = 8  # units wide


def most(sheet: Sheet, height: int) -> int:
    """How far it can be scrolled, in pixels."""
    return max(0, sheet.size[1] - height)


def put(on: Layout, sheet: Sheet, at: tuple[int, int], height: int, scroll: int, part: str = "") -> None:
    """Lay the part of `sheet` that begins at `scroll` on a layout, `height` pixels of it.

    `part` names the window: its hot place has the action `scroll PART`, so that the wheel knows where it turns.
    """
    width = sheet.size[0]
    shown = min(height, sheet.size[1])
    scroll = max(0, min(scroll, most(sheet, height)))
    window = pygame.Rect(0, scroll, width, shown)
    if part:
        on.hot(pygame.Rect(at[0], at[1], width, height), f"scroll {part}", "", False)
    on.picture(sheet.surface.subsurface(window), at[0], at[1])
    for hot in sheet.hots:
        seen = hot.rect.clip(window)
        if seen.height * 2 > hot.rect.height:
            on.hots.append(Hot(seen.move(at[0], at[1] - scroll), hot.action, hot.tip, hot.enabled))
    if sheet.size[1] > height:
        _bar(on, pygame.Rect(at[0] + width - on.u(BAR), at[1], on.u(BAR), height), scroll, sheet.size[1])


def _bar(on: Layout, groove: pygame.Rect, scroll: int, whole: int) -> None:
    thumb = groove.copy()
    thumb.height = max(on.u(20), groove.height * groove.height // whole)
    thumb.y += (groove.height - thumb.height) * scroll // max(1, whole - groove.height)
    pygame.draw.rect(on.ink, DEEP, groove, border_radius=on.u(4))
    pygame.draw.rect(on.ink, BRASS, thumb, border_radius=on.u(4))
