"""What lies behind the menus: a dark table with a sheet of paper, drawn once for a size."""

import functools
import math

import pygame

from game.scenario import mods
from game.ui.theme.surface import cloth


@functools.lru_cache(maxsize=2)
def backdrop(size: tuple[int, int]) -> pygame.Surface:
    """A dim hex map drawn in brass, fading to the edges."""
    width, height = size
    ground = cloth(width, height)
    ink = pygame.Surface(size, pygame.SRCALPHA)
    radius = max(16.0, height / 16)
    step_x, step_y = radius * 1.5, radius * math.sqrt(3)
    for col in range(-1, int(width / step_x) + 2):
        for row in range(-1, int(height / step_y) + 2):
            x, y = col * step_x, (row + 0.5 * (col % 2)) * step_y
            far = math.hypot(x / width - 0.5, y / height - 0.45)
            alpha = max(0, int(52 * (1 - 1.5 * far)))
            if alpha:
                corners = [
                    (x + radius * math.cos(k * math.pi / 3), y + radius * math.sin(k * math.pi / 3)) for k in range(4)
                ]
                pygame.draw.lines(ink, (197, 167, 96, alpha), False, corners, 1)
    ground.blit(ink, (0, 0))
    return ground


@functools.lru_cache(maxsize=1)
def picture(size: tuple[int, int]) -> pygame.Surface:
    """The title's picture, cut to the window; its right edge and its middle stay. The plain table if it is missing."""
    try:
        whole = pygame.image.load(str(mods.asset("title.jpg"))).convert()
    except (OSError, pygame.error):
        return backdrop(size)
    factor = max(size[0] / whole.get_width(), size[1] / whole.get_height())
    scaled = pygame.transform.smoothscale(
        whole, (round(whole.get_width() * factor), round(whole.get_height() * factor))
    )
    found = pygame.Surface(size)
    found.blit(scaled, (0, (size[1] - scaled.get_height()) // 2))
    return found
