"""Fields over the world: seeded noise and lattices brought up to pixels by cubic B-splines.

All are functions of world position (in hex radii), so that pictures painted apart join without a seam.
"""

import numpy as np

Array = np.ndarray
F = np.float32
PERIOD = 256


def smoothstep(a: Array, low: float, high: float) -> Array:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.subtract(a, F(low), dtype=F)
    t *= F(1.0 / (high - low))
    np.clip(t, 0, 1, out=t)
    curve = t * F(-2)
    curve += F(3)
    curve *= t
    curve *= t
    return curve


def unit(a: Array) -> Array:
    return np.clip(a, 0, 1)


def _weights(u: Array) -> tuple[int, int, Array]:
    """Cubic B-spline weights of positions `u` on a lattice: first node, last node, matrix (positions, nodes)."""
    i = np.floor(u).astype(np.int64)
    f = (u - i).astype(F)
    low, high = int(i.min()) - 1, int(i.max()) + 2
    matrix = np.zeros((len(u), high - low + 1), F)
    k, base = np.arange(len(u)), i - 1 - low
    matrix[k, base] = (1 - f) ** 3 / 6
    matrix[k, base + 1] = (3 * f**3 - 6 * f * f + 4) / 6
    matrix[k, base + 2] = (-3 * f**3 + 3 * f * f + 3 * f + 1) / 6
    matrix[k, base + 3] = f**3 / 6
    return low, high, matrix


ALONE = 262_144  # multiplications up to which OpenBLAS stays in the caller's thread


def _spread(down: Array, values: Array, across: Array) -> Array:
    """down @ values @ across.T, in slices so small that no other threads are woken.

    Measured on two cores with a busy neighbour: threads waiting for each other took five times as long as one alone.
    """
    return _product(down, np.ascontiguousarray(_product(across, values.T).T))


def _product(a: Array, b: Array) -> Array:
    out = np.empty((len(a), b.shape[1]), F)
    step = max(1, ALONE // (len(b) * b.shape[1]))
    for first in range(0, len(a), step):
        np.matmul(a[first : first + step], b, out=out[first : first + step])
    return out


class Lattice:
    """Values at nodes `spacing` apart from (x0, y0); the outermost go on beyond the rim."""

    def __init__(self, values: Array, spacing: float, x0: float, y0: float) -> None:
        self.values = values.astype(F)
        self.spacing, self.x0, self.y0 = spacing, x0, y0

    def nodes(self) -> tuple[Array, Array]:
        high, wide = self.values.shape
        return self.x0 + self.spacing * np.arange(wide), self.y0 + self.spacing * np.arange(high)

    def window(self, xs: Array, ys: Array) -> Array:
        """The nodes round an area, to see cheaply what is in it."""
        rows = self._near(ys, self.y0, self.values.shape[0])
        cols = self._near(xs, self.x0, self.values.shape[1])
        return self.values[rows[0] : rows[1], cols[0] : cols[1]]

    def _near(self, p: Array, start: float, n: int) -> tuple[int, int]:
        first = int((p[0] - start) / self.spacing) - 2
        last = int((p[-1] - start) / self.spacing) + 4
        return min(max(first, 0), n - 1), max(1, min(last, n))

    def up(self, xs: Array, ys: Array) -> Array:
        """Values at the grid of `xs` and `ys`: shape (len(ys), len(xs))."""
        left, right, across = _weights((xs - self.x0) / self.spacing)
        top, bottom, down = _weights((ys - self.y0) / self.spacing)
        high, wide = self.values.shape
        cols = np.clip(np.arange(left, right + 1), 0, wide - 1)
        rows = np.clip(np.arange(top, bottom + 1), 0, high - 1)
        return _spread(down, self.values[np.ix_(rows, cols)], across)

    def at(self, x: float, y: float) -> float:
        """The node nearest to a point."""
        high, wide = self.values.shape
        col = min(max(round((x - self.x0) / self.spacing), 0), wide - 1)
        row = min(max(round((y - self.y0) / self.spacing), 0), high - 1)
        return float(self.values[row, col])


class Noise:
    """Endless smooth noise of one grain, about -1 to 1; it repeats only after 256 grains."""

    def __init__(self, seed: int, spacing: float) -> None:
        self.values = np.random.default_rng(seed).standard_normal((PERIOD, PERIOD)).astype(F)
        self.spacing = spacing

    def up(self, xs: Array, ys: Array) -> Array:
        left, right, across = _weights(xs / self.spacing)
        top, bottom, down = _weights(ys / self.spacing)
        cols = np.arange(left, right + 1) % PERIOD
        rows = np.arange(top, bottom + 1) % PERIOD
        return _spread(down, self.values[np.ix_(rows, cols)], across)


DICE = np.random.default_rng(1944).random((256, 256, 4)).astype(F)
GRAIN = np.random.default_rng(628).standard_normal((512, 512)).astype(F)


def dice(i: Array, j: Array) -> Array:
    """Four numbers from 0 to 1 for each cell, always the same for the same cell."""
    return DICE[i.astype(np.int64) & 255, j.astype(np.int64) & 255]


def blur(a: Array, times: int) -> Array:
    """Repeated [1 2 1] both ways: a variance of half a node each time."""
    for _ in range(times):
        p = np.pad(a, ((1, 1), (0, 0)), mode="edge")
        a = (p[:-2] + p[2:] + 2 * a) * F(0.25)
        p = np.pad(a, ((0, 0), (1, 1)), mode="edge")
        a = (p[:, :-2] + p[:, 2:] + 2 * a) * F(0.25)
    return a


def signed_distance(field: Array, spacing: float, reach: float) -> Array:
    """Distance to the line where `field` is 0, negative where it is below; no further than `reach`."""
    points = np.vstack([_crossings(field), _crossings(field.T)[:, ::-1]])
    n = int(reach / spacing) + 1
    best = np.full((field.shape[0] + 2 * n + 1, field.shape[1] + 2 * n + 1), F((reach / spacing) ** 2), F)
    steps = np.arange(-n, n + 1, dtype=F)
    for y, x in points:
        row, col = int(y), int(x)
        dy, dx = steps - F(y - row), steps - F(x - col)
        part = best[row : row + 2 * n + 1, col : col + 2 * n + 1]
        np.minimum(part, (dy * dy)[:, None] + (dx * dx)[None], out=part)
    far = np.sqrt(best[n : n + field.shape[0], n : n + field.shape[1]]) * F(spacing)
    return np.where(field < 0, -far, far).astype(F)


def _crossings(field: Array) -> Array:
    """Where the field changes sign between nodes of a row: (row, column), columns with fractions."""
    a, b = field[:, :-1], field[:, 1:]
    rows, cols = np.nonzero((a < 0) != (b < 0))
    va, vb = a[rows, cols], b[rows, cols]
    return np.stack([rows.astype(F), cols + va / (va - vb)], axis=1)
