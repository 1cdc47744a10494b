"""Paints a piece of the ground, at any size of hex, from a GroundPlan and its Relief. No pygame here.

Pieces painted apart join exactly: every stroke is a function of world position alone. Order matters as on a printed
sheet: tint, shade, contours, fields, water, buildings, lines, grain.
"""

from dataclasses import dataclass

import numpy as np

from game.ui.map import inks, paint_built, paint_lines
from game.ui.map.ground import GroundPlan
from game.ui.map.noise import GRAIN, Array, F, Noise, dice, smoothstep, unit
from game.ui.map.relief import CONTOURS, MARGIN, PAINTS, RIM, Relief
from game.ui.map.strokes import Sheet

STYLE = 5  # raise it when the painter's hand changes: kept tiles are then painted anew
PAD = 3
ROUGH = {"field": 0.10, "paddy": 0.10, "marsh": 0.14, "hill": 0.2, "high-hill": 0.2, "woods": 0.18, "village": 0.10,
         "city": 0.05, "rubble": 0.16, "airfield": 0.05}  # fmt: skip
WATER_LINES = ((0.07, 0.50), (0.16, 0.36), (0.27, 0.26), (0.41, 0.18), (0.58, 0.11))


@dataclass(slots=True)
class Piece:
    """A grid of pixels in the world, and the fields every layer reads."""

    plan: GroundPlan
    relief: Relief
    radius: float
    xs: Array
    ys: Array
    sheet: Sheet
    wide: Array  # noise by grain, in hex radii: 8, 2.2, 0.7, 0.25
    broad: Array
    mid: Array
    small: Array
    masks: dict[str, Array]
    tints: dict[str, Array]
    bank: Array | None = None


class Painter:
    """Paints pieces of one plan."""

    def __init__(self, plan: GroundPlan, relief: Relief | None = None) -> None:
        self.plan = plan
        self.relief = relief or Relief(plan)
        self.lines = paint_lines.Lines(plan)
        self.built = paint_built.Built(plan)

    def piece(self, radius: float, x0: int, y0: int, wide: int, high: int) -> Array:
        """Pixels from (x0, y0), where pixel = world * radius: shape (high, wide, 3), uint8."""
        p = self._survey(radius, x0 - PAD, y0 - PAD, wide + 2 * PAD, high + 2 * PAD)
        _tint(p)
        height = _hills(p)
        _paddies(p, height)
        _water(p)
        self.built.paint(p)
        self.lines.paint(p)
        paint_built.fires(p)
        _grain(p, x0 - PAD, y0 - PAD)
        _beyond_the_map(p)
        return p.sheet.bytes(PAD)

    def _survey(self, radius: float, x0: int, y0: int, wide: int, high: int) -> Piece:
        xs = ((np.arange(x0, x0 + wide) + 0.5) / radius).astype(F)
        ys = ((np.arange(y0, y0 + high) + 0.5) / radius).astype(F)
        broad, mid, small = (NOISES[grain].up(xs, ys) for grain in (2.2, 0.7, 0.25))
        rough = mid * F(0.6) + small * F(0.5)
        shares = {name: mask.up(xs, ys) for name, mask in self.relief.masks.items() if mask.window(xs, ys).max() > 0.02}
        masks = {name: smoothstep(share + F(ROUGH[name]) * rough, 0.38, 0.62) for name, share in shares.items()}
        tints, above = {}, np.zeros((high, wide), F)
        # Each tint also lies under all that come after it, so that no paper shows where two meet.
        for name in reversed([name for name in PAINTS if name in shares]):
            above += shares[name]
            tints[name] = smoothstep(above + F(ROUGH[name]) * rough, 0.38, 0.62)
        sheet = Sheet((high, wide), inks.PAPER)
        return Piece(
            self.plan, self.relief, radius, xs, ys, sheet, NOISES[8.0].up(xs, ys), broad, mid, small, masks, tints
        )


NOISES = {grain: Noise(seed, grain) for seed, grain in enumerate((8.0, 2.2, 0.7, 0.25, 0.09), 40)}


def _tint(p: Piece) -> None:
    for name in PAINTS:
        if name in p.tints:
            p.sheet.mix(inks.GROUND[name], p.tints[name])


def _hills(p: Piece) -> Array:
    """Light from the north-west, a darker tint with height, and contours of constant width."""
    px = F(p.radius)
    height = p.relief.height.up(p.xs, p.ys) + F(0.012) * p.mid
    gy, gx = np.gradient(height)
    gx, gy = gx * px, gy * px
    steep = np.sqrt(gx * gx + gy * gy)
    light = (gx + gy) / np.sqrt(steep * steep + F(2.2))
    shade = 1 + np.clip(light, -0.62, 0.34) * F(0.46)
    for plane, share in zip(p.sheet.planes, (1.0, 0.98, 0.92), strict=True):
        plane *= 1 + (shade - 1) * F(share)
    p.sheet.mix(inks.HIGH, np.clip((height - F(0.25)) * F(0.30), 0, 0.46))
    lines = height * F(CONTOURS)
    nearest = np.rint(lines)
    off = np.abs(lines - nearest) / (steep * F(CONTOURS) / px + F(1e-4))
    bold = nearest % 5 == 0
    ink = np.where(bold, smoothstep(-off, -1.35, -0.35) * F(0.80), smoothstep(-off, -1.0, -0.15) * F(0.52))
    ink *= (height > 0.14) * smoothstep(steep, 0.03, 0.12)
    for name in ("city", "rubble", "village"):
        if name in p.masks:
            ink *= 1 - F(0.8) * p.masks[name]
    if p.radius < 16:
        ink *= F(0.7)
    p.sheet.mix(inks.CONTOUR, ink)
    return height


def _paddies(p: Piece, height: Array) -> None:
    """Dikes between the cells of a warped lattice that follows the slope; some cells flooded, some in ear."""
    mask = p.masks.get("paddy")
    if mask is None or mask.max() < 0.05:
        return
    size, squat = F(0.36), F(0.62)
    u = p.xs[None] / size + p.mid * F(0.42) + height * F(1.2)
    v = p.ys[:, None] / (size * squat) + p.broad * F(0.8) + height * F(0.7)
    iu = np.floor(u)
    v = v + (iu % 2) * F(0.43)
    iv = np.floor(v)
    fu, fv = u - iu, v - iv
    rim = np.minimum(np.minimum(fu, 1 - fu) * size, np.minimum(fv, 1 - fv) * (size * squat)) * F(p.radius)
    chance = dice(iv, iu)[..., 0]
    soft = mask * (F(0.62) + F(0.38) * np.clip(p.broad * F(1.2), -1, 1))
    p.sheet.mix((192, 208, 200), soft * (chance > 0.76) * F(0.40))
    p.sheet.mix((214, 216, 168), soft * (chance < 0.28) * F(0.40))
    fine = F(0.30 if p.radius >= 22 else 0.20 if p.radius >= 15 else 0.10)
    p.sheet.mix((128, 128, 90), soft * smoothstep(-rim, -1.05, -0.10) * fine * (chance < 0.92))


def _water(p: Piece) -> None:
    """Ink along the bank, sand outside it, a graded fill with lines parallel to the bank within."""
    if p.relief.bank.window(p.xs, p.ys).min() > 0.5:
        return
    bank = p.relief.bank.up(p.xs, p.ys) + F(0.016) * p.mid + F(0.008) * p.small
    p.bank = bank
    px = bank * F(p.radius)
    p.sheet.mix(inks.SAND, smoothstep(-bank, -0.26, -0.02) * F(0.45) * (px > 0))
    wet = unit(F(0.5) - px)
    p.sheet.mix(inks.WATER, wet)
    p.sheet.mix(inks.DEEP, wet * smoothstep(-bank, 0.05, 0.9) * F(0.9))
    for off, alpha in WATER_LINES:
        if off * p.radius > 2.0:
            p.sheet.mix(inks.WATER_LINE, wet * smoothstep(-np.abs(bank + F(off)) * F(p.radius), -0.95, -0.1) * F(alpha))
    width = 1.5 if p.radius >= 18 else 1.15
    p.sheet.mix(inks.WATER_LINE, smoothstep(-np.abs(px), -width, -0.35) * F(0.92))


def _grain(p: Piece, x0: int, y0: int) -> None:
    """Fibres and stains of the paper, and its folds."""
    high, wide = p.sheet.shape
    grain = GRAIN[np.ix_(np.arange(y0, y0 + high) % 512, np.arange(x0, x0 + wide) % 512)]
    tone = 1 + F(0.009) * grain + F(0.024) * p.wide + F(0.012) * p.broad
    if p.radius >= 18:
        tone += F(0.016) * NOISES[0.09].up(p.xs, p.ys)
    across, down = p.plan.extent
    for fold in (across / 3, 2 * across / 3):
        tone += _fold(p.xs - F(fold))[None]
    tone += _fold(p.ys - F(down / 2))[:, None]
    p.sheet.times(tone)


def _fold(off: Array) -> Array:
    return F(0.028) * np.exp(-(((off - F(0.12)) * F(9)) ** 2)) - F(0.045) * np.exp(-((off * F(9)) ** 2))


def _beyond_the_map(p: Piece) -> None:
    """Outside the frame the ground fades to bare paper."""
    wide, high = p.plan.extent
    out_x = np.maximum(-p.xs, p.xs - F(wide))
    out_y = np.maximum(-p.ys, p.ys - F(high))
    if max(out_x.max(), out_y.max()) <= -0.02:
        return
    out = np.maximum(out_x[None], out_y[:, None])
    p.sheet.mix(inks.PAPER, smoothstep(out, 0.0, 0.35) * F(0.86))
    for at, width in ((0.42, 1.0), (0.56, 2.6)):
        p.sheet.mix(inks.INK, unit(F(width / 2 + 0.5) - np.abs(out - F(at)) * F(p.radius)) * F(0.85))
    p.sheet.mix(inks.PAPER, unit((out - F(0.6)) * F(p.radius) - 1))
    p.sheet.mix(inks.TABLE, unit((out - F(MARGIN - RIM)) * F(p.radius)))
