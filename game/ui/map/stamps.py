"""Small signs laid on the painted ground: trees, tufts, works, flames, boats, an aeroplane.

Each is drawn once at four times its size for a size of hex, then made small.
"""

import functools
import itertools
import math
from collections.abc import Callable

import numpy as np
import pygame

from game.ui.map import inks
from game.ui.map.ground import GroundPlan
from game.ui.map.noise import dice
from game.ui.map.relief import PAINTS, WATER, Relief

OVER = 4
FACINGS = 12
Draw = Callable[[pygame.Surface, int], None]
Sprite = tuple[pygame.Surface, tuple[int, int]]


def _stamp(px: float, draw: Draw) -> pygame.Surface:
    size = max(3, round(px))
    big = pygame.Surface((size * OVER, size * OVER), pygame.SRCALPHA)
    draw(big, size * OVER)
    return pygame.transform.smoothscale(big, (size, size))


@functools.lru_cache(maxsize=64)
def tuft(radius: float, kind: int) -> pygame.Surface:
    """Reeds over a line of water."""

    def draw(s: pygame.Surface, b: int) -> None:
        ink, width = (*inks.TUFT, 235), max(2, b // 20)
        for dx, dy in ((-0.30, 0.30), (-0.15, 0.16), (0, 0.08), (0.15, 0.18), (0.30, 0.32)):
            foot = b * (0.5 + dx * 0.35), b * 0.66
            pygame.draw.line(s, ink, foot, (b * (0.5 + dx * (1 + 0.12 * kind)), b * (0.2 + dy)), width)
        pygame.draw.line(s, ink, (b * 0.12, b * 0.70), (b * 0.88, b * 0.70), width)
        pygame.draw.line(s, (92, 140, 150, 220), (b * 0.25, b * 0.80), (b * 0.72, b * 0.80), width)

    return _stamp(0.44 * radius, draw)


@functools.lru_cache(maxsize=64)
def tree(radius: float, kind: int) -> pygame.Surface:
    """A crown with its shadow to the south-east."""

    def draw(s: pygame.Surface, b: int) -> None:
        r, g, blue = inks.TREE
        crown = (r - 7 * kind, g - 5 * kind, blue)
        pygame.draw.ellipse(s, (50, 60, 34, 95), (b * 0.30, b * 0.36, b * 0.58, b * 0.50))
        pygame.draw.circle(s, crown, (b * 0.46, b * 0.44), b * 0.28)
        pygame.draw.circle(s, inks.TREE_INK, (b * 0.46, b * 0.44), b * 0.28, max(2, b // 18))
        pygame.draw.circle(s, (r + 32, g + 28, blue + 24), (b * 0.40, b * 0.38), b * 0.11)

    return _stamp((0.36 + 0.05 * kind) * radius, draw)


@functools.lru_cache(maxsize=512)
def works(radius: float, level: int, facing: int) -> pygame.Surface:
    """Foxholes, a trench, pillboxes, bunkers, all looking one way; pale earth under dark ink."""

    def draw(s: pygame.Surface, b: int) -> None:
        unit = b / 2.2  # a hex radius
        front = facing * 2 * math.pi / FACINGS

        def at(turn: float, far: float) -> tuple[float, float]:
            a = front + math.radians(turn)
            return b / 2 + unit * far * math.cos(a), b / 2 + unit * far * math.sin(a)

        thin, thick = max(4.0, unit * 0.05), max(8.0, unit * 0.11)
        if level == 1:
            for turn in (-52, -26, 0, 26, 52):
                _pit(s, at(turn, 0.52), unit * 0.075)
        if level >= 2:
            _trench(s, [at(-66 + 8.25 * k, 0.58 - 0.10 * (k // 2 % 2)) for k in range(17)], thin, thick)
        if level >= 4:
            _trench(s, [at(-46 + 23 * k, 0.30) for k in range(5)], thin, thick)
            for turn in (-42, 42):
                _trench(s, [at(turn, 0.30), at(turn, 0.50)], thin, thick)
        for spread in {3: (-34.0, 34.0), 4: (-46.0, 0.0, 46.0)}.get(level, ()):
            _nest(s, at(spread, 0.59), front + math.radians(spread), unit * (0.15 if level == 4 else 0.125))

    return _stamp(2.2 * radius, draw)


def _pit(s: pygame.Surface, centre: tuple[float, float], size: float) -> None:
    pygame.draw.circle(s, (236, 216, 172), centre, size * 1.6)
    pygame.draw.circle(s, inks.WORKS, centre, size * 1.15)
    pygame.draw.circle(s, inks.EARTH, centre, size * 0.5)


def _trench(s: pygame.Surface, points: list[tuple[float, float]], thin: float, thick: float) -> None:
    for ink, width in (((236, 216, 172, 230), thick * 1.25), (inks.WORKS, thin * 1.5)):
        for a, b in itertools.pairwise(points):
            pygame.draw.line(s, ink, a, b, round(width))
            pygame.draw.circle(s, ink, b, width / 2)
        pygame.draw.circle(s, ink, points[0], width / 2)


def _nest(s: pygame.Surface, centre: tuple[float, float], look: float, size: float) -> None:
    """A pillbox from above: a blunt block, flat towards the enemy, with its slit."""

    def corner(turn: float, far: float) -> tuple[float, float]:
        a = look + math.radians(turn)
        return centre[0] + size * far * math.cos(a), centre[1] + size * far * math.sin(a)

    pygame.draw.polygon(s, (240, 222, 182), [corner(t, 1.62) for t in (-42, 42, 108, 180, 252)])
    pygame.draw.polygon(s, inks.WORKS, [corner(t, 1.22) for t in (-42, 42, 108, 180, 252)])
    pygame.draw.line(s, (240, 222, 182), corner(-38, 0.72), corner(38, 0.72), max(3, round(size * 0.28)))


@functools.lru_cache(maxsize=16)
def flame(radius: float, kind: int) -> pygame.Surface:
    """A tongue of fire."""

    def draw(s: pygame.Surface, b: int) -> None:
        lean = 0.05 * (kind - 1)
        for ink, k in ((inks.EMBER, 1.0), (inks.FLAME, 0.62), ((255, 232, 160), 0.3)):
            wide, tall, foot = 0.30 * b * k, 0.78 * b * k, b * 0.92
            tip = (b * (0.5 + lean), foot - tall)
            points = [tip, (b * 0.5 + wide, foot - tall * 0.34), (b * 0.5 + wide * 0.7, foot - tall * 0.06)]
            points += [
                (b * 0.5, foot),
                (b * 0.5 - wide * 0.7, foot - tall * 0.06),
                (b * 0.5 - wide, foot - tall * 0.34),
            ]
            points += [(b * (0.5 - 0.06), foot - tall * 0.62)]
            pygame.draw.polygon(s, ink, points)

    return _stamp((0.62 - 0.1 * kind) * radius, draw)


@functools.lru_cache(maxsize=16)
def boat(radius: float) -> pygame.Surface:
    """A steam ferry."""

    def draw(s: pygame.Surface, b: int) -> None:
        hull = [(0.08, 0.55), (0.92, 0.55), (0.76, 0.78), (0.22, 0.78)]
        pygame.draw.polygon(s, (246, 238, 214), [(b * x, b * (y - 0.04 if y < 0.6 else y + 0.05)) for x, y in hull])
        pygame.draw.polygon(s, inks.INK, [(b * x, b * y) for x, y in hull])
        pygame.draw.rect(s, inks.INK, (b * 0.34, b * 0.38, b * 0.3, b * 0.17))
        pygame.draw.rect(s, inks.INK, (b * 0.46, b * 0.16, b * 0.09, b * 0.24))

    return _stamp(max(9.0, 0.55 * radius), draw)


@functools.lru_cache(maxsize=16)
def aeroplane(radius: float) -> pygame.Surface:
    """The sign of an airfield."""

    def draw(s: pygame.Surface, b: int) -> None:
        pygame.draw.ellipse(s, inks.INK, (b * 0.44, b * 0.10, b * 0.12, b * 0.78))
        pygame.draw.polygon(
            s,
            inks.INK,
            [
                (b * x, b * y)
                for x, y in ((0.04, 0.46), (0.5, 0.26), (0.96, 0.46), (0.96, 0.52), (0.5, 0.44), (0.04, 0.52))
            ],
        )
        pygame.draw.polygon(
            s,
            inks.INK,
            [
                (b * x, b * y)
                for x, y in ((0.30, 0.84), (0.5, 0.72), (0.70, 0.84), (0.70, 0.88), (0.5, 0.82), (0.30, 0.88))
            ],
        )

    return _stamp(max(12.0, 1.0 * radius), draw)


# ---------------------------------------------------------------- laying them


def lay_growth(surface: pygame.Surface, relief: Relief, radius: float, x0: int, y0: int) -> None:
    """Tufts in marshes and trees in woods, on the piece whose corner is pixel (x0, y0)."""
    sprites = _growth(surface, relief, radius, x0, y0, "marsh", 0.60, 0.66, tuft, 3)
    sprites += _growth(surface, relief, radius, x0, y0, "woods", 0.34, 0.92, tree, 4)
    surface.fblits(sprites)


def _growth(
    surface: pygame.Surface, relief: Relief, radius: float, x0: int, y0: int,
    paint: str, step: float, dense: float, stamp: Callable[[float, int], pygame.Surface], kinds: int,
) -> list[Sprite]:  # fmt: skip
    if paint not in relief.masks:
        return []
    wide, high = surface.get_size()
    rows = np.arange(int((y0 / radius - 1) / step) - 1, int(((y0 + high) / radius + 1) / step) + 2)
    cols = np.arange(int((x0 / radius - 1) / step) - 1, int(((x0 + wide) / radius + 1) / step) + 2)
    i, j = np.meshgrid(rows, cols, indexing="ij")
    chance = dice(i, j)
    x, y = (j + chance[..., 0] * 0.9) * step, (i + chance[..., 1] * 0.9) * step
    ground = relief.ground
    limit = np.array(ground.values.shape)[:, None, None] - 1
    node = np.clip(np.rint(np.stack([(y - ground.y0), (x - ground.x0)]) / ground.spacing).astype(int), 0, limit)
    across, down = relief.plan.extent
    stands = (ground.values[node[0], node[1]] == PAINTS.index(paint)) & (chance[..., 3] < dense)
    stands &= (relief.open.values[node[0], node[1]] > 0) & (x > 0.3) & (y > 0.3) & (x < across - 0.3) & (y < down - 0.3)
    sprites = []
    for px, py, k in zip(x[stands] * radius - x0, y[stands] * radius - y0, chance[..., 2][stands], strict=True):
        image = stamp(radius, int(k * kinds))
        half = image.get_width() / 2
        sprites.append((image, (round(px - half), round(py - half))))
    return sprites


def lay_signs(surface: pygame.Surface, plan: GroundPlan, radius: float, x0: int, y0: int) -> None:
    """Works, flames, ferries and the sign of an airfield."""
    wide, high = surface.get_size()
    sprites: list[Sprite] = []

    def put(image: pygame.Surface, x: float, y: float) -> None:
        px, py = round(x * radius - x0 - image.get_width() / 2), round(y * radius - y0 - image.get_height() / 2)
        if -image.get_width() < px < wide and -image.get_height() < py < high:
            sprites.append((image, (px, py)))

    for h, level in enumerate(plan.works):
        if level and plan.paint[h] not in WATER:
            facing = round(plan.fronts[h] / (2 * math.pi) * FACINGS) % FACINGS
            put(works(radius, min(level, 4), facing), *plan.centre(h))
    for way in plan.ways:
        if way.kind == "ferry" and way.whole:
            (ax, ay), (bx, by) = plan.centre(way.through[0]), plan.centre(way.through[-1])
            put(boat(radius), (ax + bx) / 2, (ay + by) / 2)
    for h in sorted(plan.burning):
        x, y = plan.centre(h)
        for k, (dx, dy) in enumerate(((-0.34, -0.20), (0.36, 0.02), (-0.04, 0.36))):
            put(flame(radius, k), x + dx, y + dy - 0.2)
    surface.fblits(sprites)
