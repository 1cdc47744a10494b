"""What lies between the hexes: ground, height and water as smooth fields over the whole map.

Made once for a GroundPlan (about a second for 52 by 40 hexes); the painter reads them tile by tile.
"""

import numpy as np

from game import hexgrid
from game.ui.map.ground import ROOT3, GroundPlan
from game.ui.map.lines import course, river_courses
from game.ui.map.noise import Array, F, Lattice, Noise, blur, signed_distance, smoothstep, unit
from game.ui.map.strokes import stroke

MARGIN = 2.5  # paper round the map, in hex radii
RIM = 0.25  # of it, that fades into the table
COARSE, FINE = 0.25, 0.125
PAINTS = ("field", "paddy", "marsh", "hill", "high-hill", "woods", "village", "city", "rubble", "airfield")
WATER = ("river", "pond")
RIVER_HALF_WIDTH = 0.25
BANK_REACH = 1.5
CONTOURS = 5.0  # lines for one level of height


class Relief:
    """Fields of one plan: `masks` by paint, `height` in levels, `bank` (distance to water, below 0 in it)."""

    def __init__(self, plan: GroundPlan) -> None:
        self.plan = plan
        wide, high = plan.extent
        x0 = y0 = -MARGIN - 1.0
        xs = np.arange(x0, wide + MARGIN + 1.0, COARSE)
        ys = np.arange(y0, high + MARGIN + 1.0, COARSE)
        warp = [0.30 * Noise(seed, 0.9).up(xs, ys) + 0.16 * Noise(seed + 2, 2.5).up(xs, ys) for seed in (11, 12)]
        paints = np.array([(*PAINTS, *WATER).index(name) for name in plan.paint])
        hexes = locate(plan, xs[None] + warp[0], ys[:, None] + warp[1])
        land = on_land(plan, hexes, xs[None] + warp[0], ys[:, None] + warp[1], paints)
        self.masks = {
            name: Lattice(blur((land == k).astype(F), 1), COARSE, x0, y0)
            for k, name in enumerate(PAINTS)
            if (land == k).any()
        }
        self.ground = Lattice(land, COARSE, x0, y0)
        self.bank = self._bank(paints)
        self.height = self._height(hexes, land, xs, ys)
        self.open = self._away_from_lines(xs, ys)

    def _bank(self, paints: Array) -> Lattice:
        """Rivers of hexes, rivers of hexsides and the ponds of marshes, as one distance to the nearest bank."""
        plan = self.plan
        wide, high = plan.extent
        x0 = y0 = -MARGIN - 1.0
        xs = np.arange(x0, wide + MARGIN + 1.0, FINE)
        ys = np.arange(y0, high + MARGIN + 1.0, FINE)
        us, vs = xs[::2], ys[::2]
        sway = [0.26 * Noise(seed, 2.6).up(us, vs) + 0.14 * Noise(seed + 6, 1.0).up(us, vs) for seed in (21, 22)]
        hexes = locate(plan, us[None] + sway[0], vs[:, None] + sway[1])
        wet = Lattice(blur(np.isin(paints, (len(PAINTS), len(PAINTS) + 1))[hexes].astype(F), 10), COARSE, x0, y0)
        field = F(0.46) - wet.up(xs, ys) + F(0.085) * Noise(23, 1.5).up(xs, ys) + F(0.03) * Noise(29, 0.6).up(xs, ys)
        bank = signed_distance(field, FINE, BANK_REACH)
        for points in river_courses(plan):
            near = stroke(xs.astype(F), ys.astype(F), points, BANK_REACH)
            if near:
                part = bank[near.window]
                width = RIVER_HALF_WIDTH + 0.05 * Noise(24, 2.2).up(xs, ys)[near.window]
                np.copyto(part, _join(part, np.minimum(near.distance - width, BANK_REACH), 0.35))
        boggy = blur((paints[hexes] == PAINTS.index("marsh")).astype(F), 2)
        if boggy.max() > 0.1:
            marsh = Lattice(boggy, COARSE, x0, y0).up(xs, ys)
            level = 0.30 - (0.75 * Noise(25, 0.8).up(xs, ys) + 0.34 * Noise(26, 2.2).up(xs, ys)) * smoothstep(
                marsh, 0.45, 1
            )
            level += (1 - marsh) * 0.8 + smoothstep(-self._line_field(xs, ys), -0.5, -0.05) * 0.5
            ponds = signed_distance(level.astype(F), FINE, BANK_REACH)
            np.minimum(bank, ponds, out=bank)
        return Lattice(bank, FINE, x0, y0)

    def _line_field(self, xs: Array, ys: Array) -> Array:
        """Distance to the nearest road or railway, at most 1."""
        field = np.ones((len(ys), len(xs)), F)
        for way in self.plan.ways:
            if way.kind in ("road", "railway"):
                near = stroke(xs.astype(F), ys.astype(F), course(self.plan, way), 1.0)
                if near:
                    part = field[near.window]
                    np.minimum(part, near.distance, out=part)
        return field

    def _height(self, hexes: Array, land: Array, xs: Array, ys: Array) -> Lattice:
        plan = self.plan
        hilly = np.isin(plan.paint, ("hill", "high-hill"))
        levels = np.maximum(np.array(plan.heights, F), 0.6 * hilly)
        sharp = blur(levels[hexes], 7)
        step = F(0.72) * sharp + F(0.28) * blur(sharp, 24)
        folds = 0.60 * Noise(31, 1.5).up(xs, ys) + 0.34 * Noise(32, 0.75).up(xs, ys)
        swell = 0.09 * Noise(33, 5.0).up(xs, ys) + 0.05 * Noise(34, 2.2).up(xs, ys)
        height = step * (F(1.15) + F(0.38) * folds) + swell
        dry = smoothstep(self.bank.up(xs, ys), 0.0, 1.4)
        height = height * (F(0.25) + F(0.75) * dry)
        return Lattice(blur(height, 1), COARSE, self.masks_origin, self.masks_origin)

    @property
    def masks_origin(self) -> float:
        return -MARGIN - 1.0

    def _away_from_lines(self, xs: Array, ys: Array) -> Lattice:
        """Where trees and tufts may stand: over 0, clear of roads, railways and water."""
        clear = np.minimum(self._line_field(xs, ys) - F(0.22), self.bank.up(xs, ys) - F(0.16))
        for way in self.plan.ways:
            if way.kind in ("stream", "bridge"):
                near = stroke(xs.astype(F), ys.astype(F), course(self.plan, way), 0.6)
                if near:
                    part = clear[near.window]
                    np.minimum(part, near.distance - F(0.2), out=part)
        return Lattice(clear, COARSE, self.masks_origin, self.masks_origin)


def _join(a: Array, b: Array, soft: float) -> Array:
    """The smaller of two distances, rounded where they meet."""
    h = unit(0.5 + 0.5 * (b - a) / soft)
    return (b * (1 - h) + a * h - soft * h * (1 - h)).astype(F)


def locate(plan: GroundPlan, x: Array, y: Array) -> Array:
    """Hex index of each world position; beyond the map that of the nearest hex on its rim."""
    q = (x - 1.0) * (2 / 3)
    r = (y - ROOT3 / 2) / ROOT3 - q / 2
    s = -q - r
    rq, rr, rs = np.rint(q), np.rint(r), np.rint(s)
    dq, dr, ds = np.abs(rq - q), np.abs(rr - r), np.abs(rs - s)
    first = (dq > dr) & (dq > ds)
    second = ~first & (dr > ds)
    rq = np.where(first, -rr - rs, rq)
    rr = np.where(second, -rq - rs, rr)
    col = rq.astype(np.int64)
    row = rr.astype(np.int64) + (col - (col & 1)) // 2
    return np.clip(row, 0, plan.rows - 1) * plan.cols + np.clip(col, 0, plan.cols - 1)


def on_land(plan: GroundPlan, hexes: Array, x: Array, y: Array, paints: Array) -> Array:
    """The paint of each position; in a water hex that of the nearest dry hex beside it, so banks meet their ground."""
    table = hexgrid.neighbour_table(plan.cols, plan.rows)
    wet = paints >= len(PAINTS)
    land = np.where(wet, 0, paints)[hexes]
    rows, cols = np.nonzero(wet[hexes])
    if not len(rows):
        return land
    here = hexes[rows, cols]
    px, py = np.broadcast_to(x, hexes.shape)[rows, cols], np.broadcast_to(y, hexes.shape)[rows, cols]
    centres = np.array([plan.centre(h) for h in range(len(paints))])
    best = np.full(len(here), 1e9)
    for direction in range(6):
        beside = table[here, direction]
        dry = (beside >= 0) & ~wet[beside]
        far = np.where(dry, np.hypot(px - centres[beside, 0], py - centres[beside, 1]), 1e9)
        nearer = far < best
        best = np.where(nearer, far, best)
        land[rows[nearer], cols[nearer]] = paints[beside[nearer]]
    return land
