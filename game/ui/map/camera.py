"""What part of the map is on the screen, and at which of the native sizes."""

import math
from collections.abc import Iterable

import pygame

from game.ui.map.ground import CORNERS, ROOT3, Point, hex_centre

LEVELS = (14, 20, 28, 40, 60, 90)  # hex radius in pixels
DEFAULT_LEVEL = 2
NUMBERS = 1.3  # hex radii on the paper's margin that the numbers of columns and rows take
SPARE = 120  # how far the table shows beyond the map's edge, in pixels


class Camera:
    """A window on the map. Screen = world * radius - (left, top); world is in hex radii."""

    def __init__(self, cols: int, rows: int, size: tuple[int, int], level: int = DEFAULT_LEVEL) -> None:
        self.cols, self.rows = cols, rows
        self.size = size
        self.level = level
        self.left = self.top = 0
        self.insets = (SPARE, SPARE, SPARE, SPARE)
        self.clamp()

    @property
    def radius(self) -> int:
        return LEVELS[self.level]

    @property
    def extent(self) -> Point:
        """Size of the map in hex radii."""
        return 1.5 * self.cols + 0.5, ROOT3 * (self.rows + 0.5)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """What is on the screen, in hex radii: left, top, width, height."""
        r = self.radius
        return self.left / r, self.top / r, self.size[0] / r, self.size[1] / r

    def resize(self, size: tuple[int, int], insets: tuple[int, int, int, int] | None = None) -> None:
        """Another screen. `insets` (left, top, right, bottom): what panels cover, so that the map can be drawn free."""
        middle = self.world((self.size[0] / 2, self.size[1] / 2))
        self.size = size
        self.insets = insets or self.insets
        self.look_at(*middle)

    def pan(self, dx: float, dy: float) -> None:
        """Move the window by pixels."""
        self.left += round(dx)
        self.top += round(dy)
        self.clamp()

    def zoom(self, steps: int, pos: tuple[float, float]) -> bool:
        """Nearer by `steps` levels (further if negative); what is under `pos` stays there. False at the end."""
        return self.zoom_to(self.level + steps, pos)

    def zoom_to(self, level: int, pos: tuple[float, float]) -> bool:
        level = min(max(level, 0), len(LEVELS) - 1)
        if level == self.level:
            return False
        x, y = self.world(pos)
        self.level = level
        self.left, self.top = round(x * self.radius - pos[0]), round(y * self.radius - pos[1])
        self.clamp()
        self.settle()
        return True

    def look_at(self, x: float, y: float) -> None:
        """Bring a world position to the middle of what no panel covers."""
        left, top, right, bottom = (inset - SPARE if inset > SPARE else 0 for inset in self.insets)
        middle = (left + self.size[0] - right) / 2, (top + self.size[1] - bottom) / 2
        self.left, self.top = round(x * self.radius - middle[0]), round(y * self.radius - middle[1])
        self.clamp()

    def centre_on(self, h: int) -> None:
        self.look_at(*hex_centre(h % self.cols, h // self.cols))

    def fit(self, hexes: Iterable[int] = ()) -> None:
        """The largest size at which all of these hexes (none: the whole map) are on the screen."""
        centres = [hex_centre(h % self.cols, h // self.cols) for h in hexes]
        wide, high = self.extent
        left, top = min((x for x, _ in centres), default=1.0) - 1, min((y for _, y in centres), default=1.0) - 1
        right = max((x for x, _ in centres), default=wide - 1) + 1
        bottom = max((y for _, y in centres), default=high - 1) + 1
        levels = [
            k for k, r in enumerate(LEVELS) if (right - left) * r <= self.size[0] and (bottom - top) * r <= self.size[1]
        ]
        self.level = max(levels, default=0)
        self.look_at((left + right) / 2, (top + bottom) / 2)

    def clamp(self) -> None:
        """The map cannot leave the screen; one smaller than the screen lies in its middle."""
        wide, high = (math.ceil(length * self.radius) for length in self.extent)
        left, top, right, bottom = self.insets
        self.left = _held(self.left, wide, self.size[0], left, right)
        self.top = _held(self.top, high, self.size[1], top, bottom)

    def settle(self) -> None:
        """A map that fits comes to the middle of what no panel covers; if it is too high for that, to below the bar."""
        wide, high = (math.ceil(length * self.radius) for length in self.extent)
        left, top, right, bottom = self.insets
        band = round(NUMBERS * self.radius)
        self.left = _settled(self.left, wide, self.size[0], left, right, band)
        self.top = _settled(self.top, high, self.size[1], top, bottom, band)

    def press_in(self) -> None:
        """Leave no table between the map and the panels, as far as it reaches."""
        wide, high = (math.ceil(length * self.radius) for length in self.extent)
        left, top, right, bottom = (max(0, inset - SPARE) for inset in self.insets)
        self.left = _held(self.left, wide, self.size[0], left, right)
        self.top = _held(self.top, high, self.size[1], top, bottom)

    def world(self, pos: tuple[float, float]) -> Point:
        return (pos[0] + self.left) / self.radius, (pos[1] + self.top) / self.radius

    def screen(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.radius) - self.left, round(y * self.radius) - self.top

    def centre(self, h: int) -> tuple[int, int]:
        """The pixel in the middle of a hex."""
        return self.screen(*hex_centre(h % self.cols, h // self.cols))

    def polygon(self, h: int, share: float = 1.0) -> list[tuple[float, float]]:
        """Corners of a hex on the screen, drawn in to `share` of its size."""
        x, y = hex_centre(h % self.cols, h // self.cols)
        r = self.radius
        return [((x + a * share) * r - self.left, (y + b * share) * r - self.top) for a, b in CORNERS]

    def hex_at(self, pos: tuple[float, float]) -> int | None:
        """The hex under a pixel, or None beyond the map."""
        x, y = self.world(pos)
        q = (x - 1) * 2 / 3
        r = (y - ROOT3 / 2) / ROOT3 - q / 2
        s = -q - r
        rq, rr, rs = round(q), round(r), round(s)
        dq, dr, ds = abs(rq - q), abs(rr - r), abs(rs - s)
        if dq > dr and dq > ds:
            rq = -rr - rs
        elif dr > ds:
            rr = -rq - rs
        row = rr + (rq - (rq & 1)) // 2
        return row * self.cols + rq if 0 <= rq < self.cols and 0 <= row < self.rows else None

    def shows(self, h: int, margin: int = 0) -> bool:
        """Whether a hex's middle is on the screen, at least `margin` pixels from its rim."""
        x, y = self.centre(h)
        return margin <= x < self.size[0] - margin and margin <= y < self.size[1] - margin

    @property
    def rect(self) -> pygame.Rect:
        """The screen in pixels of the map at this size."""
        return pygame.Rect(self.left, self.top, *self.size)


def _held(at: int, length: int, screen: int, before: int, after: int) -> int:
    if length + before + after <= screen:
        return -(before + (screen - before - after - length) // 2)
    return min(max(at, -before), length - screen + after)


def _settled(at: int, length: int, screen: int, before: int, after: int, band: int = 0) -> int:
    """`band` pixels before the map are left free too, if there is room for them."""
    first = max(0, before - SPARE)
    for last in (max(0, after - SPARE), 0):
        for rim in (band, 0):
            room = screen - first - last - length - rim
            if room >= 0:
                return -(first + room // 2 + rim)
    return at
