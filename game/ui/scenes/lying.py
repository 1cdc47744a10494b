"""Panels as they lie on the screen, the topmost last: what is under the mouse, where an action is, drawing them."""

from collections.abc import Collection, Sequence

import pygame

from game.ui.scenes.base import Desk, Placed
from game.ui.theme.sheet import Hot
from game.ui.theme.surface import cast_shadow

Lying = Sequence[tuple[str, Placed]]
SHADOW = 6


def hot_at(panels: Lying, pos: tuple[int, int], but: Collection[str] = ()) -> Hot | None:
    """What can be clicked there, or has a tip; the mouse goes through the panels named in `but`."""
    for name, placed in reversed(panels):
        if name not in but and placed.rect.collidepoint(pos):
            return placed.sheet.hit((pos[0] - placed.pos[0], pos[1] - placed.pos[1]))
    return None


def is_over(panels: Lying, pos: tuple[int, int], but: Collection[str] = ()) -> bool:
    """Whether a place on the screen is on a panel."""
    return any(placed.rect.collidepoint(pos) for name, placed in panels if name not in but)


def where(panels: Lying, action: str) -> tuple[int, int] | None:
    """Where on the screen an action can be clicked."""
    for _, placed in reversed(panels):
        for hot in placed.sheet.hots:
            if hot.action == action:
                return hot.rect.centerx + placed.pos[0], hot.rect.centery + placed.pos[1]
    return None


def draw(target: pygame.Surface, panels: Lying, desk: Desk) -> None:
    """Lay them down, each but the bar with a shadow."""
    for name, placed in panels:
        if name != "bar":
            cast_shadow(target, placed.rect.move(0, desk.u(2)), desk.u(SHADOW))
        target.blit(placed.sheet.surface, placed.pos)
