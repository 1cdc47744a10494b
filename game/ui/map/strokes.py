"""Ink: distances to curves on a grid of pixels, and a sheet of colour to draw on."""

import math
from dataclasses import dataclass

import numpy as np

from game.ui.map.noise import Array, F

Ink = tuple[int, int, int]
FAR = F(99.0)


@dataclass(frozen=True, slots=True)
class Stroke:
    """Where a curve is near: a window of the grid, and for each pixel in it how far, how far along, which side."""

    rows: slice
    cols: slice
    distance: Array
    along: Array
    side: Array
    length: float

    @property
    def window(self) -> tuple[slice, slice]:
        return self.rows, self.cols


def stroke(xs: Array, ys: Array, points: Array, reach: float) -> Stroke | None:
    """Distances up to `reach` from a curve; None if it is nowhere near. `side` is +1 to its right (y goes down)."""
    low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
    x0, x1 = np.searchsorted(xs, (low[0], high[0]))
    y0, y1 = np.searchsorted(ys, (low[1], high[1]))
    if x1 <= x0 or y1 <= y0:
        return None
    xs, ys = xs[x0:x1], ys[y0:y1]
    distance = np.full((len(ys), len(xs)), FAR, F)
    along, side = np.zeros_like(distance), np.zeros_like(distance)
    done, touched = 0.0, False
    for (ax, ay), (bx, by) in zip(points[:-1].tolist(), points[1:].tolist(), strict=True):
        vx, vy = bx - ax, by - ay
        length = math.hypot(vx, vy)
        if length < 1e-6:
            continue
        i0, i1 = np.searchsorted(xs, (min(ax, bx) - reach, max(ax, bx) + reach))
        j0, j1 = np.searchsorted(ys, (min(ay, by) - reach, max(ay, by) + reach))
        if i1 > i0 and j1 > j0:
            px, py = (xs[i0:i1] - F(ax))[None], (ys[j0:j1] - F(ay))[:, None]
            t = np.clip((px * F(vx) + py * F(vy)) * F(1 / length**2), 0, 1)
            dx, dy = px - t * F(vx), py - t * F(vy)
            d = np.sqrt(dx * dx + dy * dy)
            part = distance[j0:j1, i0:i1]
            nearer = d < part
            if nearer.any():
                touched = True
                np.copyto(part, d, where=nearer)
                np.copyto(along[j0:j1, i0:i1], t * F(length) + F(done), where=nearer)
                np.copyto(side[j0:j1, i0:i1], np.sign(F(vx) * py - F(vy) * px), where=nearer)
        done += length
    if not touched:
        return None
    return Stroke(slice(y0, y1), slice(x0, x1), distance, along, side, done)


class Sheet:
    """Three planes of colour; `mix` lays ink over all of it or a window."""

    def __init__(self, shape: tuple[int, int], paper: Ink) -> None:
        self.planes = [np.full(shape, F(c), F) for c in paper]
        self.shape = shape

    def mix(self, ink: Ink, alpha: Array, window: tuple[slice, slice] | None = None) -> None:
        for plane, c in zip(self.planes, ink, strict=True):
            part = plane if window is None else plane[window]
            part += (F(c) - part) * alpha

    def times(self, factor: Array, window: tuple[slice, slice] | None = None) -> None:
        for plane in self.planes:
            part = plane if window is None else plane[window]
            part *= factor

    def bytes(self, margin: int) -> Array:
        """Shape (height, width, 3), uint8, without the margin."""
        high, wide = self.shape
        picture = np.empty((high - 2 * margin, wide - 2 * margin, 3), np.uint8)
        for k, plane in enumerate(self.planes):
            picture[..., k] = np.clip(plane[margin : high - margin, margin : wide - margin] + F(0.5), 0, 255)
        return picture
