"""What the fighting leaves on the ground and in the air: ramps at cliffs, smoke over fires, night.

Pure painters: a surface, a camera, values. Same arguments, same pixels.
"""

import functools
import math
import random
from collections.abc import Iterable

import pygame

from game.ui.map.camera import Camera
from game.ui.map.ground import CORNERS, SIDE_CORNERS, hex_centre
from game.ui.map.overlays import Colour, disc

EARTH: tuple[Colour, ...] = ((150, 122, 84), (136, 106, 70), (120, 90, 58))
EARTH_INK = (58, 40, 24)
NIGHT = (150, 160, 198)  # of what the day shows, by colour
RAMP_LEVELS = 3
OVER = 3


CRATE = (24, 20, 16)


def draw_night(surface: pygame.Surface, rect: pygame.Rect) -> None:
    """The blue dark over the ground; counters and lines are laid on it undimmed."""
    surface.fill(NIGHT, rect, special_flags=pygame.BLEND_RGB_MULT)


def draw_ramp(surface: pygame.Surface, camera: Camera, h: int, direction: int, share: float, level: int) -> None:
    """A slope of earth at the foot of the cliff on a side of hex `h`, which is on top.

    `share` (0 to 1) is how far it has grown, `level` how many of its three stages are reached.
    """
    image, (dx, dy) = ramp(camera.radius, direction, share, level)
    x, y = camera.centre(h)
    surface.blit(image, (x + dx, y + dy))


def ramp(radius: int, direction: int, share: float, level: int) -> tuple[pygame.Surface, tuple[int, int]]:
    """Its picture, and where its corner lies from the middle of the hex on top."""
    return _ramp(radius, direction, min(12, max(1, round(share * 12))), level)


@functools.lru_cache(maxsize=256)
def _ramp(radius: int, direction: int, twelfths: int, level: int) -> tuple[pygame.Surface, tuple[int, int]]:
    a, b = (CORNERS[k] for k in SIDE_CORNERS[direction])
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    far = math.hypot(mx, my)
    ux, uy = mx / far, my / far  # outward, down the slope
    vx, vy = -uy, ux
    size = math.ceil(2.4 * radius)
    big = pygame.Surface((size * OVER, size * OVER), pygame.SRCALPHA)
    middle = size / 2

    def at(out: float, along: float) -> tuple[float, float]:
        x, y = ux * out + vx * along, uy * out + vy * along
        return (x * radius + middle) * OVER, (y * radius + middle) * OVER

    dice = random.Random(direction * 100 + twelfths)  # of the picture alone
    grown = twelfths / 12
    reach, half = 0.14 + 0.44 * grown, 0.20 + 0.26 * grown
    rim = [at(0.0, -half)]
    for k in range(1, 12):
        along = k / 6 - 1
        far = reach * (1 - along * along) ** 0.6 * dice.uniform(0.84, 1.08)
        rim.append(at(far, along * half * 1.15))
    rim.append(at(0.0, half))
    pygame.draw.polygon(big, (*EARTH[max(0, min(level, RAMP_LEVELS) - 1)], 240), rim)
    pygame.draw.lines(big, EARTH_INK, False, rim, max(2, OVER * radius // 34))
    for _ in range(10 + 16 * level):
        along = dice.uniform(-0.85, 0.85)
        spot = at(dice.uniform(0.04, 0.85) * reach * (1 - along * along) ** 0.6, along * half)
        ink = dice.choice((EARTH_INK, (92, 70, 46), (186, 160, 120)))
        pygame.draw.circle(big, ink, spot, OVER * radius * dice.uniform(0.012, 0.03) + 1)
    corner = round(mx * radius - middle), round(my * radius - middle)
    return pygame.transform.smoothscale(big, (size, size)), corner


def ramp_badge(surface: pygame.Surface, camera: Camera, h: int, direction: int, text: str, ink: Colour) -> None:
    """A number on a side of a hex."""
    a, b = (CORNERS[k] for k in SIDE_CORNERS[direction])
    x, y = hex_centre(h % camera.cols, h // camera.cols)
    at = camera.screen(x + 1.15 * (a[0] + b[0]) / 2, y + 1.15 * (a[1] + b[1]) / 2)
    disc(surface, at, text, max(8, round(camera.radius * 0.30)), ink)


def draw_depot(surface: pygame.Surface, camera: Camera, h: int, colour: Colour) -> None:
    """Stacked crates in the lower left of a hex, where a counter leaves room."""
    x, y = camera.centre(h)
    image = _crates(camera.radius, colour)
    surface.blit(image, image.get_rect(center=(x - camera.radius * 0.5, y + camera.radius * 0.6)))


@functools.lru_cache(maxsize=16)
def _crates(radius: int, colour: Colour) -> pygame.Surface:
    side = max(5, round(radius * 0.24))
    image = pygame.Surface((2 * side + 2, 2 * side + 2), pygame.SRCALPHA)
    for dx, dy in ((0, side), (side, side), (side // 2, 0)):
        box = pygame.Rect(dx, dy, side + 1, side + 1)
        pygame.draw.rect(image, colour, box)
        if side > 6:
            pygame.draw.line(image, CRATE, box.topleft, (box.right - 1, box.bottom - 1))
        pygame.draw.rect(image, CRATE, box, 1)
    return image


def draw_smoke(surface: pygame.Surface, camera: Camera, hexes: Iterable[int]) -> None:
    """A plume that drifts to the north-east from each burning hex."""
    image = _smoke(camera.radius)
    wide, high = image.get_size()
    box = surface.get_rect().inflate(2 * wide, 2 * high)
    for h in hexes:
        x, y = camera.centre(h)
        if box.collidepoint(x, y):
            surface.blit(image, (x - wide // 4 + camera.radius // 3, y - high + camera.radius // 3))


@functools.lru_cache(maxsize=16)
def _smoke(radius: int) -> pygame.Surface:
    wide, high = round(2.6 * radius), round(2.9 * radius)
    big = pygame.Surface((wide * 2, high * 2), pygame.SRCALPHA)
    for k in range(11):
        t = k / 10
        sway = 0.10 * math.sin(2.3 * k + 0.6)
        x, y = wide * 2 * (0.25 + 0.52 * t * t + sway * 0.5), high * 2 * (0.86 - 0.72 * t)
        puff = 2 * radius * (0.20 + 0.36 * t)
        tone = 52 + round(70 * t)
        layer = pygame.Surface(big.get_size(), pygame.SRCALPHA)
        pygame.draw.circle(layer, (tone, tone - 3, tone - 8, round(86 * (1 - t) + 14)), (x, y), puff)
        big.blit(layer, (0, 0))
    small = pygame.transform.smoothscale(big, (max(1, wide // 3), max(1, high // 3)))  # soft edges
    return pygame.transform.smoothscale(small, (wide, high))


def forget() -> None:
    for cache in (_ramp, _smoke):
        cache.cache_clear()
