"""What is laid over the ground for a moment: reach, threat, paths, lines of fire, rings, bursts.

Pure painters: a surface, a camera, values. Same arguments, same pixels.
"""

import functools
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

import pygame

from game.ui.map.camera import Camera
from game.ui.map.ground import hex_polygon
from game.ui.text.fonts import font
from game.ui.theme.palette import shown

Colour = tuple[int, int, int]
REACH = (66, 118, 190)
THREAT = (196, 44, 28)
SIGHT = (238, 222, 140)
SELECTED = (255, 226, 92)
PENCIL = (34, 44, 74)
PALE = (246, 243, 232)
FIRE = (206, 62, 38)
OVER = 3
RING = 0.93  # of the hex, that a ring lies at


@functools.lru_cache(maxsize=512)
def _tint(radius: int, colour: Colour, alpha: int) -> pygame.Surface:
    size = 2 * radius + 4
    tint = pygame.Surface((size, size), pygame.SRCALPHA)
    pygame.draw.polygon(tint, (*shown(colour), alpha), hex_polygon(size / 2, size / 2, radius + 0.4))
    return tint


@functools.lru_cache(maxsize=128)
def _ring(radius: int, colour: Colour, width: int, share: float) -> pygame.Surface:
    """A hex outline with a dark line under it, smooth at its slopes."""
    size = 2 * radius + 8
    big = pygame.Surface((size * OVER, size * OVER), pygame.SRCALPHA)
    middle = size * OVER / 2
    outer = radius * OVER * share
    for ink, extra in (((24, 20, 16, 150), 1.6), ((*colour, 255), 0.0)):
        half = (width / 2 + extra / 2) * OVER
        mask = pygame.Surface(big.get_size(), pygame.SRCALPHA)
        pygame.draw.polygon(mask, ink, hex_polygon(middle, middle, outer + half))
        pygame.draw.polygon(mask, (0, 0, 0, 0), hex_polygon(middle, middle, outer - half))
        big.blit(mask, (0, 0))
    return pygame.transform.smoothscale(big, (size, size))


def shade(surface: pygame.Surface, camera: Camera, tints: Mapping[int, tuple[Colour, int]]) -> None:
    """Lay a wash over hexes: hex -> colour and opacity (0 to 255)."""
    radius = camera.radius
    box = surface.get_rect().inflate(2 * radius, 2 * radius)
    half = radius + 2
    sprites = []
    for h, (colour, alpha) in tints.items():
        x, y = camera.centre(h)
        if box.collidepoint(x, y):
            sprites.append((_tint(radius, colour, min(255, alpha // 4 * 4)), (x - half, y - half)))
    surface.fblits(sprites)


def ring(
    surface: pygame.Surface, camera: Camera, h: int, colour: Colour = SELECTED, width: int = 3, share: float = RING
) -> None:
    """Outline a hex."""
    image = _ring(camera.radius, colour, max(1, width), share)
    surface.blit(image, image.get_rect(center=camera.centre(h)))


def warm(radius: int, colour: Colour, width: int) -> None:
    """Make a ring ready for a size of hex."""
    _ring(radius, colour, max(1, width), RING)


def draw_path(surface: pygame.Surface, camera: Camera, hexes: Sequence[int], cost: int | None = None) -> None:
    """A pencilled way with an arrowhead, and what it costs in a disc at its end."""
    points = [camera.centre(h) for h in hexes]
    if len(points) < 2:
        return
    wide = max(3, camera.radius // 6)
    tip = camera.radius * 0.34
    before, last = points[-2], points[-1]
    angle = math.atan2(last[1] - before[1], last[0] - before[0])
    short = tip * 1.1 if cost is not None else 0.0
    bx, by = last[0] - math.cos(angle) * short, last[1] - math.sin(angle) * short
    neck = bx - math.cos(angle) * tip, by - math.sin(angle) * tip
    line = [*points[:-1], neck]
    head = [
        (bx, by),
        (neck[0] - math.sin(angle) * tip * 0.75, neck[1] + math.cos(angle) * tip * 0.75),
        (neck[0] + math.sin(angle) * tip * 0.75, neck[1] - math.cos(angle) * tip * 0.75),
    ]
    for ink, extra in ((PENCIL, 4), (PALE, 0)):
        _thick(surface, ink, line, wide + extra)
        pygame.draw.polygon(surface, ink, head if not extra else _grown(head, extra * 0.75))
    if cost is not None:
        disc(surface, points[-1], str(cost), max(9, round(camera.radius * 0.36)))


def figures(surface: pygame.Surface, camera: Camera, values: Mapping[int, int], drop: int) -> None:
    """A number in each hex, `drop` pixels below its middle."""
    box = surface.get_rect()
    px = max(11, round(camera.radius * 0.32))
    sprites = []
    for h, value in values.items():
        x, y = camera.centre(h)
        if box.collidepoint(x, y):
            image = _figure(value, px)
            sprites.append((image, image.get_rect(midtop=(x, y + drop))))
    surface.fblits(sprites)


@functools.lru_cache(maxsize=512)
def _figure(value: int, px: int) -> pygame.Surface:
    """Dark on a pale edge, to be read on any wash."""
    face = font("condensed-bold", px)
    pale, ink = face.render(str(value), True, PALE), face.render(str(value), True, (74, 14, 8))
    image = pygame.Surface((ink.get_width() + 2, ink.get_height() + 2), pygame.SRCALPHA)
    image.fblits([(pale, (x, y)) for x in range(3) for y in range(3)])
    image.blit(ink, (1, 1))
    return image


def disc(surface: pygame.Surface, at: tuple[int, int], text: str, radius: int, ink: Colour = PENCIL) -> None:
    """A number in a disc."""
    pygame.draw.circle(surface, PALE, at, radius + 2)
    pygame.draw.circle(surface, ink, at, radius)
    image = font("condensed-bold", radius * 1.35).render(text, True, PALE)
    surface.blit(image, image.get_rect(center=at))


def draw_fire_lines(
    surface: pygame.Surface, camera: Camera, lines: Iterable[tuple[int, int]], colour: Colour = FIRE
) -> None:
    """From each firer to its target: a dashed pencil line with a small head."""
    for a, b in lines:
        start, end = camera.centre(a), camera.centre(b)
        length = math.dist(start, end)
        if length < 1:
            continue
        ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        first, last = camera.radius * 0.5, length - camera.radius * 0.45
        dash = max(6.0, camera.radius * 0.3)
        for ink, width in (((30, 22, 18), 4), (colour, 2)):
            at = first
            while at < last:
                stop = min(at + dash * 0.62, last)
                pygame.draw.line(
                    surface,
                    ink,
                    (start[0] + ux * at, start[1] + uy * at),
                    (start[0] + ux * stop, start[1] + uy * stop),
                    width,
                )
                at += dash
        size = max(5.0, camera.radius * 0.2)
        x, y = start[0] + ux * (last + size), start[1] + uy * (last + size)
        head = [
            (x, y),
            (x - (ux * 1.6 + uy) * size, y - (uy * 1.6 - ux) * size),
            (x - (ux * 1.6 - uy) * size, y - (uy * 1.6 + ux) * size),
        ]
        pygame.draw.polygon(surface, (30, 22, 18), _grown(head, 1.5))
        pygame.draw.polygon(surface, colour, head)


def draw_sight_line(surface: pygame.Surface, camera: Camera, a: int, b: int, blocked_at: int | None = None) -> None:
    """A ruler's line from hex to hex: green, red beyond where it is blocked."""
    start, end = camera.centre(a), camera.centre(b)
    _thick(surface, (26, 30, 20), [start, end], 5)
    if blocked_at is None:
        _thick(surface, (158, 214, 118), [start, end], 3)
        return
    stop = camera.centre(blocked_at)
    total = max(1.0, math.dist(start, end))
    share = min(1.0, math.dist(start, stop) / total)
    middle = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
    _thick(surface, (158, 214, 118), [start, middle], 3)
    _thick(surface, (236, 96, 66), [middle, end], 3)
    ring(surface, camera, blocked_at, (240, 90, 60), 3)


def draw_burst(surface: pygame.Surface, camera: Camera, h: int, progress: float, size: float = 1.0) -> None:
    """A shell burst, from its flash (0) to thin smoke (1)."""
    image = _burst(camera.radius, min(11, int(max(0.0, progress) * 12)), round(size * 4))
    surface.blit(image, image.get_rect(center=camera.centre(h)))


@functools.lru_cache(maxsize=256)
def _burst(radius: int, step: int, quarter: int) -> pygame.Surface:
    t = step / 11
    reach = radius * quarter / 4
    side = round(2.4 * reach) + 4
    big = pygame.Surface((side * 2, side * 2), pygame.SRCALPHA)
    middle = side, side
    for k in range(9):
        angle = k * 2.4 + 0.7
        far = reach * (0.25 + 0.55 * t) * (0.6 + 0.4 * ((k * 7) % 5) / 4)
        puff = reach * (0.30 + 0.26 * t) * (0.8 + 0.3 * ((k * 3) % 4) / 3)
        tone = 70 + 9 * ((k * 5) % 6)
        alpha = int(170 * (1 - t) * min(1.0, 0.35 + 2 * t))
        pygame.draw.circle(
            big,
            (tone, tone - 6, tone - 14, alpha),
            (middle[0] + 2 * far * math.cos(angle), middle[1] + 2 * far * math.sin(angle) * 0.8 - reach * t * 0.6),
            2 * puff,
        )
    if t < 0.55:
        heat = 1 - t / 0.55
        star = []
        for k in range(16):
            far = reach * heat * (1.7 if k % 2 == 0 else 0.8) * (0.85 + 0.3 * ((k * 5) % 7) / 6)
            star.append((middle[0] + far * math.cos(k * math.pi / 8), middle[1] + far * math.sin(k * math.pi / 8)))
        pygame.draw.polygon(big, (238, 120, 44, int(230 * heat)), star)
        pygame.draw.circle(big, (255, 226, 150, int(250 * heat)), middle, reach * 0.85 * heat)
    return pygame.transform.smoothscale(big, (side, side))


def draw_flash(surface: pygame.Surface, camera: Camera, h: int, left: float, colour: Colour = (250, 96, 52)) -> None:
    """A ring that fades where something has just happened: `left` runs from 1 to 0."""
    image = _ring(camera.radius, colour, max(2, camera.radius // 9), 0.9)
    image.set_alpha(int(255 * min(1.0, max(0.0, left))))
    surface.blit(image, image.get_rect(center=camera.centre(h)))
    image.set_alpha(255)


def _thick(surface: pygame.Surface, ink: Colour, points: Sequence[tuple[float, float]], width: int) -> None:
    for a, b in itertools.pairwise(points):
        pygame.draw.line(surface, ink, a, b, width)
    for p in points:
        pygame.draw.circle(surface, ink, p, width / 2)


def _grown(points: Sequence[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    x, y = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    grown = []
    for px, py in points:
        far = math.hypot(px - x, py - y) or 1.0
        grown.append((px + (px - x) / far * by, py + (py - y) / far * by))
    return grown


def forget() -> None:
    for cache in (_tint, _ring, _burst):
        cache.cache_clear()
