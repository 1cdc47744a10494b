"""Ink that runs: streams, embankments, roads, railways, ferries, bridges, wire and walls, cliffs."""

from typing import TYPE_CHECKING

import numpy as np

from game import hexgrid
from game.ui.map import inks
from game.ui.map.ground import SIDE_CORNERS, GroundPlan, Side, Way
from game.ui.map.lines import chaikin, chains, course, passed, relaxed, spline, thinned
from game.ui.map.noise import Array, F, smoothstep, unit
from game.ui.map.strokes import Stroke, stroke

if TYPE_CHECKING:
    from game.ui.map.painter import Piece

BUILT = ("city", "rubble")
GAP = (0.30, 0.70)  # the part of a bridge that goes when it is blown


class Lines:
    """The curves of a plan, made once; `paint` lays them on a piece in the order of a printed map."""

    def __init__(self, plan: GroundPlan) -> None:
        self.plan = plan
        ways = {
            kind: [way for way in plan.ways if way.kind == kind]
            for kind in ("stream", "road", "railway", "ferry", "bridge")
        }
        self.streams = [course(plan, way) for way in ways["stream"]]
        self.roads = [course(plan, way) for way in ways["road"]]
        self.railways = [course(plan, way) for way in ways["railway"]]
        self.ferries = [(course(plan, way), way.whole) for way in ways["ferry"]]
        rails = {h for way in ways["railway"] for h in passed(plan, way)}
        spans = [*ways["bridge"], *(_span(plan, side) for side in plan.sides if side.kind == "bridge")]
        self.bridges = [
            (course(plan, way), way.whole, not rails.isdisjoint(way.through)) for way in spans if way.through
        ]
        banks = chains([side for side in plan.sides if side.kind == "embankment"], plan.cols)
        self.embankments = [spline(relaxed(chain, 4), 0.2) for chain in banks]
        walls = [_facing_out(plan, side) for side in plan.sides if side.kind == "obstacle" and _is_wall(plan, side)]
        wire = [side for side in plan.sides if side.kind == "obstacle" and not _is_wall(plan, side)]
        self.gaps = [_middle(plan, side) for side in plan.sides if side.kind == "obstacle" and not side.whole]
        self.walls = [spline(relaxed(chain, 2), 0.2) for chain in chains(walls, plan.cols)]
        self.wires = [chaikin(chain) for chain in chains(wire, plan.cols)]
        cliffs = chains([side for side in plan.sides if side.kind == "cliff"], plan.cols)
        self.cliffs = [spline(chaikin(chain, 1), 0.2) for chain in cliffs]
        self._thin: dict[tuple[int, float], Array] = {}

    def paint(self, p: "Piece") -> None:
        for kind, reach in (("streams", 0.3), ("embankments", 0.4)):
            for points in getattr(self, kind):
                if near := self._near(p, points, reach):
                    (_stream if kind == "streams" else _embankment)(p, near)
        for points, afloat in self.ferries:
            if near := self._near(p, points, 0.2):
                _ferry(p, near, afloat)
        roads: list[tuple[Array, bool | None]] = [(points, None) for points in self.roads]
        roads += [(points, whole) for points, whole, rail in self.bridges if not rail]
        nears = [(near, whole) for points, whole in roads if (near := self._near(p, points, 0.3))]
        for near, whole in nears:
            _road(p, near, whole, casing=True)
        for near, whole in nears:
            _road(p, near, whole, casing=False)
        for points in self.railways:
            if near := self._near(p, points, 0.4):
                _railway(p, near, None)
        for points, stands, rail in self.bridges:
            if near := self._near(p, points, 0.5):
                if rail:
                    _railway(p, near, stands)
                _bridge(p, near, stands)
        for points in self.wires:
            if near := self._near(p, points, 0.3):
                _wire(p, near, self._left(p, near))
        for points in self.walls:
            if near := self._near(p, points, 0.4):
                _wall(p, near, self._left(p, near))
        for points in self.cliffs:
            if near := self._near(p, points, 0.8):
                _cliff(p, near)

    def _left(self, p: "Piece", near: Stroke) -> Array:
        """0 where an obstacle has been cleared, else 1."""
        left = np.ones_like(near.distance)
        xs, ys = p.xs[near.cols][None], p.ys[near.rows][:, None]
        for x, y in self.gaps:
            left *= smoothstep(np.hypot(xs - F(x), ys - F(y)), 0.44, 0.54)
        return left

    def _near(self, p: "Piece", points: Array, reach: float) -> Stroke | None:
        key = id(points), p.radius
        if key not in self._thin:
            self._thin[key] = thinned(points, 0.2 / p.radius)
        return stroke(p.xs, p.ys, self._thin[key], reach + 2 / p.radius)


def _middle(plan: GroundPlan, side: Side) -> tuple[float, float]:
    (ax, ay), (bx, by) = (plan.corner(side.at, k) for k in SIDE_CORNERS[side.direction])
    return (ax + bx) / 2, (ay + by) / 2


def _span(plan: GroundPlan, side: Side) -> Way:
    beyond = hexgrid.neighbour(side.at, side.direction, plan.cols, plan.rows)
    return Way("bridge", (side.at, beyond) if beyond >= 0 else (), side.whole)


def _is_wall(plan: GroundPlan, side: Side) -> bool:
    """An obstacle at the edge of a city is its wall."""
    beyond = hexgrid.neighbour(side.at, side.direction, plan.cols, plan.rows)
    return plan.paint[side.at] in BUILT or (beyond >= 0 and plan.paint[beyond] in BUILT)


def _facing_out(plan: GroundPlan, side: Side) -> Side:
    beyond = hexgrid.neighbour(side.at, side.direction, plan.cols, plan.rows)
    if plan.paint[side.at] in BUILT or beyond < 0:
        return side
    return Side(side.kind, beyond, hexgrid.OPPOSITE[side.direction], side.whole)


def _line(px: Array, half_width: float) -> Array:
    """A line of even width, from distances in pixels."""
    return unit(F(half_width + 0.5) - px)


def _every(along: Array, step: float) -> Array:
    """Distance along the curve to the nearest of marks `step` apart."""
    return np.abs(along % F(step) - F(step / 2))


def _beside(near: Stroke) -> Array:
    """Where the nearest point of the curve is not one of its ends: teeth do not fan out round those."""
    return (near.along > F(1e-3)) & (near.along < F(near.length - 1e-3))


def _stream(p: "Piece", near: Stroke) -> None:
    px = near.distance * F(p.radius)
    dry = unit(p.bank[near.window] * F(p.radius) + F(0.5)) if p.bank is not None else F(1)
    p.sheet.mix(inks.WATER_LINE, _line(px, 0.045 * p.radius + 0.7) * F(0.85) * dry, near.window)
    p.sheet.mix(inks.WATER, _line(px, 0.045 * p.radius - 0.4), near.window)


def _embankment(p: "Piece", near: Stroke) -> None:
    px = near.distance * F(p.radius)
    teeth = _line(_every(near.along, 0.17) * F(p.radius), 0.014 * p.radius + 0.15) * _beside(near)
    p.sheet.mix(inks.HACHURE, smoothstep(-near.distance, -0.30, -0.05) * F(0.28), near.window)
    p.sheet.mix(inks.HACHURE, teeth * _line(px, 0.19 * p.radius) * F(0.9), near.window)
    p.sheet.mix(inks.HACHURE, _line(px, 0.05 * p.radius + 0.4), near.window)
    p.sheet.mix((226, 206, 166), _line(px, 0.05 * p.radius - 0.8), near.window)


def _ferry(p: "Piece", near: Stroke, whole: bool) -> None:
    dash = (near.along % F(0.34)) < 0.2
    p.sheet.mix(
        inks.INK,
        _line(near.distance * F(p.radius), max(0.4, 0.018 * p.radius)) * dash * F(0.85 if whole else 0.3),
        near.window,
    )


def _standing(near: Stroke, whole: bool | None) -> Array | float:
    """1 where a crossing still carries; the middle of a blown one is gone."""
    if whole is None or whole:
        return 1.0
    share = near.along / F(near.length)
    return ((share < GAP[0]) | (share > GAP[1])).astype(F)


def _road(p: "Piece", near: Stroke, whole: bool | None, casing: bool) -> None:
    px = near.distance * F(p.radius)
    stands = _standing(near, whole)
    if casing:
        p.sheet.mix(inks.ROAD_CASING, _line(px, 0.060 * p.radius + 0.5) * F(0.88) * stands, near.window)
    else:
        p.sheet.mix(inks.ROAD, _line(px, max(0.45, 0.060 * p.radius - 0.5)) * stands, near.window)


def _railway(p: "Piece", near: Stroke, whole: bool | None) -> None:
    px = near.distance * F(p.radius)
    stands = _standing(near, whole)
    step = 0.30 if p.radius >= 22 else 0.50
    ties = _line(_every(near.along, step) * F(p.radius), 0.018 * p.radius + 0.1) * _line(px, 0.125 * p.radius)
    p.sheet.mix(inks.INK, np.maximum(ties * F(0.9), _line(px, max(0.5, 0.036 * p.radius))) * stands, near.window)


def _bridge(p: "Piece", near: Stroke, whole: bool) -> None:
    """Two girders with their piers, over the water; of a blown one the piers stand in the gap."""
    share = near.along / F(near.length)
    over = (share > 0.25) & (share < 0.75)
    if p.bank is not None:
        wet = p.bank[near.window] < 0.10
        over = wet if wet.any() else over
    r = F(p.radius)
    px = near.distance * r
    stands = _standing(near, whole)
    deck = _line(px, 0.17 * p.radius) * over * stands
    girder = _line(np.abs(px - F(0.17) * r), max(0.6, 0.03 * p.radius)) * over
    pier = _line(_every(near.along, 0.62) * r, 0.05 * p.radius) * _line(px, 0.27 * p.radius) * over
    p.sheet.mix(inks.INK, pier * F(0.75), near.window)
    p.sheet.mix(inks.PAPER, deck * F(0.92), near.window)
    p.sheet.mix(inks.INK, girder * stands, near.window)
    rail = _line(px, max(0.4, 0.03 * p.radius)) * over * stands
    ties = _line(_every(near.along, 0.2) * r, 0.014 * p.radius) * _line(px, 0.11 * p.radius) * over * stands
    p.sheet.mix(inks.INK, np.maximum(rail, ties * F(0.8)), near.window)
    if not whole:
        ends = np.minimum(np.abs(share - F(GAP[0])), np.abs(share - F(GAP[1]))) * F(near.length) * r
        jag = ends + F(0.12) * r * np.sin(near.distance * near.side * F(40))
        p.sheet.mix(
            (112, 46, 34), _line(np.abs(jag), max(0.9, 0.045 * p.radius)) * _line(px, 0.26 * p.radius), near.window
        )


def _wire(p: "Piece", near: Stroke, left: Array) -> None:
    """x-x-x along the side."""
    step = 0.34 if p.radius >= 22 else 0.46
    arm = 0.12 if p.radius >= 22 else 0.17
    along = _every(near.along, step)
    cross = (np.abs(along - near.distance) * F(p.radius * 0.7071)) + F(99) * ((along > arm) | (near.distance > arm))
    line = _line(near.distance * F(p.radius), max(0.15, 0.012 * p.radius)) * F(0.65)
    p.sheet.mix(inks.WIRE, np.maximum(_line(cross, max(0.45, 0.020 * p.radius)), line) * left, near.window)


def _wall(p: "Piece", near: Stroke, left: Array) -> None:
    """A thick line with merlons outwards."""
    px = near.distance * F(p.radius)
    teeth = (
        _line((np.abs(near.along % F(0.30) - F(0.15))) * F(p.radius), 0.065 * p.radius)
        * (near.side < 0)
        * _beside(near)
    )
    p.sheet.mix(inks.INK, teeth * _line(px, 0.15 * p.radius) * left, near.window)
    p.sheet.mix(inks.INK, _line(px, 0.055 * p.radius + 0.4) * left, near.window)


def _cliff(p: "Piece", near: Stroke) -> None:
    """A step: light along the top, a bold edge, teeth and shade down the face, a foot line below."""
    r = F(p.radius)
    down = near.side < 0
    d = near.distance
    s = np.where(down, d, -d)  # how far below the edge
    ends = smoothstep(np.minimum(near.along, F(near.length) - near.along), -0.02, 0.12)
    p.sheet.mix((255, 244, 216), smoothstep(-d, -0.26, -0.04) * F(0.55) * ~down * ends, near.window)
    p.sheet.mix(inks.HACHURE, smoothstep(-d, -0.58, -0.05) * F(0.62) * down * ends, near.window)
    face = F(0.38) + F(0.05) * p.mid[near.window]
    step = 0.155 if p.radius >= 22 else 0.25
    wedge = (1 - s / face) * F(step * 0.44)
    teeth = unit((wedge - _every(near.along, step)) * r + F(0.5)) * (s > 0) * (s < face) * _beside(near)
    p.sheet.mix(inks.INK, teeth * F(0.95), near.window)
    p.sheet.mix(inks.INK, _line(d * r, 0.052 * p.radius + 0.35) * ends, near.window)
