"""What people built: city blocks and what is left of them, villages, airfields; and what burns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.ui.map import inks
from game.ui.map.ground import GroundPlan, neighbours
from game.ui.map.noise import Array, F, dice, smoothstep, unit

if TYPE_CHECKING:
    from game.ui.map.painter import Piece

Window = tuple[slice, slice]


@dataclass(frozen=True, slots=True)
class Runway:
    """A strip: middle, direction, half its length and half its width, in hex radii."""

    x: float
    y: float
    across: tuple[float, float]
    half_length: float
    half_width: float


class Built:
    """Buildings and runways of a plan."""

    def __init__(self, plan: GroundPlan) -> None:
        self.runways = [_runway(plan, field) for field in _patches(plan, "airfield")]

    def paint(self, p: "Piece") -> None:
        for name, cell, dense in (("village", 0.29, 0.50), ("city", 0.34, 0.90), ("rubble", 0.34, 0.90)):
            mask = p.masks.get(name)
            if mask is not None and (where := _where(mask)):
                _blocks(p, where, mask[where], name, cell, dense)
        if "airfield" in p.masks:
            _rim(p, p.masks["airfield"])
            for strip in self.runways:
                _strip(p, strip)


def _where(mask: Array) -> Window | None:
    rows, cols = np.flatnonzero(mask.max(axis=1) > 0.02), np.flatnonzero(mask.max(axis=0) > 0.02)
    return (slice(rows[0], rows[-1] + 1), slice(cols[0], cols[-1] + 1)) if len(rows) and len(cols) else None


def _blocks(p: "Piece", where: Window, mask: Array, name: str, cell: float, dense: float) -> None:
    """Blocks of a warped street grid. City and rubble share the grid, so that a block is ruined where it stood."""
    xs, ys = p.xs[where[1]][None], p.ys[where[0]][:, None]
    bend = p.broad[where] * F(0.07)
    tall = cell * 0.80
    u = (xs * F(0.996) + ys * F(0.09) + bend) / F(cell)
    v = (ys * F(0.996) - xs * F(0.09) + bend) / F(tall)
    iu, iv = np.floor(u), np.floor(v)
    fu, fv = u - iu, v - iv
    chance = dice(iv, iu)
    # Wider streets every fifth and every fourth row of blocks.
    left = F(0.06) + F(0.10) * chance[..., 0] + F(0.13) * ((iu % 5 == 0) | (iu % 5 == 4))
    top = F(0.07) + F(0.10) * chance[..., 1] + F(0.13) * ((iv % 4 == 0) | (iv % 4 == 3))
    inside = np.minimum(np.minimum(fu - left, 1 - left - fu) * F(cell), np.minimum(fv - top, 1 - top - fv) * F(tall))
    # A block stands or not as a whole: what counts is the ground at its middle.
    lattice = p.relief.masks[name]
    middle_x = xs + (F(0.5) - fu) * F(cell)
    middle_y = ys + (F(0.5) - fv) * F(tall)
    rows = np.clip(np.rint((middle_y - lattice.y0) / lattice.spacing).astype(np.int32), 0, lattice.values.shape[0] - 1)
    cols = np.clip(np.rint((middle_x - lattice.x0) / lattice.spacing).astype(np.int32), 0, lattice.values.shape[1] - 1)
    there = ((chance[..., 2] < dense) & (lattice.values[rows, cols] > 0.5)).astype(F)
    if p.bank is not None:
        there = there * (p.bank[where] > 0.07)
    if name == "rubble":
        _ruins(p, where, mask, inside, there, chance[..., 3])
        return
    ink = inks.BLOCK if name == "city" else inks.HOUSE
    px = inside * F(p.radius)
    solid = unit(px + F(0.5)) * there
    if (throw := round(0.03 * p.radius)) > 0:
        shadow = np.zeros_like(solid)
        shadow[throw:, throw:] = solid[:-throw, :-throw]
        p.sheet.mix((92, 66, 52), shadow * F(0.35), where)
    tone = F(0.66) + F(0.22) * chance[..., 3]
    p.sheet.mix(ink, solid * tone, where)
    if p.radius >= 22:
        ridge = unit(F(0.9) - np.abs(fv - F(0.5)) * F(tall * p.radius)) * (px > 2)
        p.sheet.mix((222, 176, 146), ridge * there * F(0.30 if p.radius < 36 else 0.45), where)
    p.sheet.mix((52, 34, 30), unit(F(1.1) - np.abs(px - F(0.3))) * there * F(0.70 if p.radius >= 16 else 0.4), where)


def _ruins(p: "Piece", where: Window, mask: Array, inside: Array, there: Array, chance: Array) -> None:
    """Walls standing in pieces, and what fell from them over the streets."""
    from game.ui.map.painter import NOISES

    crumbs = NOISES[0.09].up(p.xs[where[1]], p.ys[where[0]])
    bite = F(0.045) * p.small[where] + F(0.050) * crumbs
    px = (inside - F(0.02) + bite) * F(p.radius)
    p.sheet.mix(
        inks.ASH, smoothstep(mask, 0.3, 0.9) * F(0.18) * (F(0.6) + F(0.4) * np.clip(p.mid[where], -1, 1)), where
    )
    p.sheet.mix(inks.RUIN, unit(px + F(0.5)) * there * (F(0.30) + F(0.30) * chance), where)
    wall = unit(F(1.0 if p.radius < 36 else 1.4) - np.abs(inside * F(p.radius) - F(0.5))) * (bite > -0.01)
    p.sheet.mix((48, 38, 34), wall * there * F(0.8), where)
    p.sheet.mix((58, 46, 40), smoothstep(crumbs, 0.95, 1.25) * smoothstep(mask, 0.5, 0.9) * F(0.7), where)
    p.sheet.mix((232, 220, 198), smoothstep(-crumbs, 1.0, 1.3) * smoothstep(mask, 0.5, 0.9) * F(0.45), where)


def fires(p: "Piece") -> None:
    """Scorched ground and embers under the flames of burning hexes."""
    for h in p.plan.burning:
        x, y = p.plan.centre(h)
        i0, i1 = np.searchsorted(p.xs, (x - 1.3, x + 1.3))
        j0, j1 = np.searchsorted(p.ys, (y - 1.3, y + 1.3))
        if i1 <= i0 or j1 <= j0:
            continue
        where = slice(j0, j1), slice(i0, i1)
        far = (
            np.hypot(p.xs[i0:i1][None] - F(x), p.ys[j0:j1][:, None] - F(y))
            + F(0.13) * p.mid[where]
            + F(0.05) * p.small[where]
        )
        p.sheet.mix(inks.ASH, smoothstep(-far, -1.08, -0.45) * F(0.62), where)
        hot = smoothstep(-far, -0.95, -0.2) * smoothstep(p.small[where] + F(0.5) * p.mid[where], -0.1, 0.9)
        p.sheet.mix(inks.EMBER, hot * F(0.75), where)


def _patches(plan: GroundPlan, paint: str) -> list[list[int]]:
    """Hexes of a paint that touch, together."""
    left = {h for h, name in enumerate(plan.paint) if name == paint}
    found = []
    while left:
        patch = [left.pop()]
        for h in patch:
            for beside in neighbours(plan, h):
                if beside in left:
                    left.discard(beside)
                    patch.append(beside)
        found.append(sorted(patch))
    return found


def _runway(plan: GroundPlan, patch: list[int]) -> Runway:
    """Along the patch's longer extent."""
    centres = np.array([plan.centre(h) for h in patch])
    middle = centres.mean(axis=0)
    off = centres - middle
    values, vectors = np.linalg.eigh(off.T @ off + np.diag([1e-3, 2e-3]))
    along = vectors[:, int(values.argmax())]
    reach = float(np.abs(off @ along).max()) + 0.75
    return Runway(
        float(middle[0]), float(middle[1]), (float(-along[1]), float(along[0])), reach * 0.88, min(0.55, reach * 0.35)
    )


def _strip(p: "Piece", strip: Runway) -> None:
    """A graded strip with its edges, dashes down the middle and bars at both ends."""
    reach = strip.half_length + 0.6
    i0, i1 = np.searchsorted(p.xs, (strip.x - reach, strip.x + reach))
    j0, j1 = np.searchsorted(p.ys, (strip.y - reach, strip.y + reach))
    if i1 <= i0 or j1 <= j0:
        return
    where = slice(j0, j1), slice(i0, i1)
    dx, dy = p.xs[i0:i1][None] - F(strip.x), p.ys[j0:j1][:, None] - F(strip.y)
    ax, ay = strip.across
    side, along = np.abs(dx * F(ax) + dy * F(ay)), dx * F(ay) - dy * F(ax)
    px = np.maximum(side - F(strip.half_width), np.abs(along) - F(strip.half_length)) * F(p.radius)
    p.sheet.mix(inks.RUNWAY, unit(F(0.5) - px) * F(0.95), where)
    p.sheet.mix(
        (176, 160, 124), unit(F(0.5) - px) * smoothstep(p.small[where] + p.mid[where], 0.2, 1.4) * F(0.35), where
    )
    p.sheet.mix(inks.INK, unit(F(0.9 + 0.012 * p.radius) - np.abs(px)) * F(0.8), where)
    dash = (
        unit(F(0.4 + 0.012 * p.radius) - side * F(p.radius) + F(0.5))
        * ((along % F(0.6)) < 0.34)
        * (np.abs(along) < strip.half_length - 0.5)
    )
    p.sheet.mix(inks.INK, dash * F(0.6), where)
    bars = ((side / F(strip.half_width) * 4) % 1 < 0.5) * (side < strip.half_width * 0.9)
    ends = unit((F(0.12) - np.abs(np.abs(along) - F(strip.half_length - 0.26))) * F(p.radius) + F(0.5))
    p.sheet.mix(inks.INK, ends * bars * F(0.55), where)


def _rim(p: "Piece", mask: Array) -> None:
    """The edge of the airfield: a fine line of posts."""
    gy, gx = np.gradient(mask)
    slope = np.hypot(gx, gy)
    px = np.abs(mask - F(0.5)) / (slope + F(1e-4))
    posts = np.sin((p.xs[None] + p.ys[:, None] * F(0.7)) * F(14)) > -0.1
    p.sheet.mix(inks.INK, unit(F(1.0) - px) * (slope > 0.004) * posts * F(0.55))
