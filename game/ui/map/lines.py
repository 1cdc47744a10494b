"""Curves from hexsides and hex centres: chains of sides, smoothing, splines. World positions throughout."""

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from game import hexgrid
from game.ui.map.ground import CORNERS, SIDE_CORNERS, GroundPlan, Point, Side, Way, hex_centre

EDGE = 4.0  # how far beyond the map what leaves it is drawn, in hex radii


def chains(sides: Sequence[Side], cols: int) -> list[list[Point]]:
    """Sides that meet at corners, joined to polylines, each with its hexes on the right if all agree."""
    steps: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    where: dict[tuple[int, int], Point] = {}
    for side in sides:
        x, y = hex_centre(side.at % cols, side.at // cols)
        ends = []
        for k in SIDE_CORNERS[side.direction]:
            point = x + CORNERS[k][0], y + CORNERS[k][1]
            key = round(point[0] * 50), round(point[1] * 50)
            where[key] = point
            ends.append(key)
        steps[ends[0]].append(ends[1])
    return [[where[key] for key in run] for run in _runs(steps)]


def _runs(steps: dict[tuple[int, int], list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Follow the steps forwards; where a run could only go on against a step's sense, it does."""
    links: dict[tuple[int, int], list[tuple[tuple[int, int], bool]]] = defaultdict(list)
    left = set()
    for a, ends in steps.items():
        for b in ends:
            if (b, a) not in left:
                links[a].append((b, True))
                links[b].append((a, False))
                left.add((a, b))
    runs = []
    # Loose ends first, then whatever rings remain; a start from which the sides point onwards is better.
    starts = sorted(links, key=lambda key: (len(links[key]) == 2, not any(on for _, on in links[key]), key))
    for start in starts:
        while True:
            run = [start]
            while True:
                here = run[-1]
                ways = [(not on, b) for b, on in links[here] if ((here, b) if on else (b, here)) in left]
                if not ways or (len(run) > 1 and len(links[here]) != 2):
                    break
                against, after = min(ways)
                left.discard((after, here) if against else (here, after))
                run.append(after)
            if len(run) < 2:
                break
            runs.append(run)
    return runs


def chaikin(points: Sequence[Point], times: int = 2) -> np.ndarray:
    """Corners cut, ends (or the ring) kept."""
    p = np.array(points, float)
    ring = len(p) > 3 and np.allclose(p[0], p[-1])
    for _ in range(times):
        a, b = p[:-1], p[1:]
        cut = np.empty((2 * len(a), 2))
        cut[0::2], cut[1::2] = 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b
        p = np.vstack([cut, cut[:1]]) if ring else np.vstack([p[:1], cut[1:-1], p[-1:]])
    return p


def spline(points: Sequence[Point] | np.ndarray, step: float = 0.3) -> np.ndarray:
    """A smooth curve through all points (Catmull-Rom), sampled about every `step`."""
    p = np.array(points, float)
    if len(p) < 3:
        return p
    p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    found = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        n = max(1, math.ceil(np.hypot(*(c - b)) / step))
        t = np.linspace(0, 1, n, endpoint=False)[:, None]
        # Tangents no longer than the span itself: long straights next to short bends do not bulge.
        span = np.hypot(*(c - b))
        before, after = _tangent(a, b, c, span), _tangent(b, c, d, span)
        t2, t3 = t * t, t * t * t
        found.append((2 * t3 - 3 * t2 + 1) * b + (t3 - 2 * t2 + t) * before + (3 * t2 - 2 * t3) * c + (t3 - t2) * after)
    return np.vstack([*found, p[-2:-1]])


def _tangent(a: np.ndarray, b: np.ndarray, c: np.ndarray, span: float) -> np.ndarray:
    direction = (b - a) / max(1e-6, np.hypot(*(b - a))) + (c - b) / max(1e-6, np.hypot(*(c - b)))
    length = np.hypot(*direction)
    return direction / max(1e-6, length) * span if length > 1e-6 else c - b


def passed(plan: GroundPlan, way: Way) -> list[int]:
    """All hexes a way runs through."""
    found = [way.through[0]]
    for a, b in zip(way.through, way.through[1:], strict=False):
        found += hexgrid.line(a, b, plan.cols)[1:]
    return found


def course(plan: GroundPlan, way: Way) -> np.ndarray:
    """The curve of a way. What ends on the map's edge runs on beyond it; ways meet where one of them ends."""
    if way.kind in ("ferry", "bridge"):
        return np.array([plan.centre(way.through[0]), plan.centre(way.through[-1])])
    hexes = passed(plan, way)
    points = [plan.centre(h) for h in hexes]
    meets = {h for other in plan.ways if other is not way for h in (other.through[0], other.through[-1])}
    if way.kind == "stream":
        points = _meander([plan.centre(h) for h in way.through])
    else:
        points = relaxed(points, 3, {i for i, h in enumerate(hexes) if h in meets})
    return spline([*_beyond(plan, hexes[1::-1]), *points, *_beyond(plan, hexes[-2:])])


def relaxed(points: Sequence[Point], times: int, pinned: set[int] | None = None) -> list[Point]:
    """Each point drawn to the middle of its neighbours: takes the zigzag out of a row of hexes. The ends stay."""
    p = np.array(points, float)
    ring = len(p) > 3 and np.allclose(p[0], p[-1])
    free = np.ones(len(p), bool)
    free[[0, -1, *(pinned or ())]] = False
    for _ in range(times):
        calm = p.copy()
        calm[1:-1] = (p[:-2] + 2 * p[1:-1] + p[2:]) / 4
        p = np.where(free[:, None], calm, p)
        if ring:
            p[0] = p[-1] = (p[-2] + 2 * p[0] + p[1]) / 4
    return [(float(x), float(y)) for x, y in p]


def _beyond(plan: GroundPlan, last_two: Sequence[int]) -> list[Point]:
    inner, h = last_two
    if not on_edge(plan, h):
        return []
    (x, y), (u, v) = plan.centre(h), plan.centre(inner)
    far = math.hypot(x - u, y - v) or 1.0
    return [(x + (x - u) / far * EDGE, y + (y - v) / far * EDGE)]


def _meander(points: list[Point]) -> list[Point]:
    """A stream wanders between the hexes it is said to pass."""
    found = [points[0]]
    for i, ((ax, ay), (bx, by)) in enumerate(itertools.pairwise(points)):
        pieces = max(1, round(math.hypot(bx - ax, by - ay) / 1.7))
        for k in range(1, pieces + 1):
            t, sway = k / pieces, 0.22 * math.sin(2.4 * k + 1.7 * i) * (k < pieces)
            found.append(
                (ax + (bx - ax) * t - (by - ay) / pieces * sway, ay + (by - ay) * t + (bx - ax) / pieces * sway)
            )
    return found


def on_edge(plan: GroundPlan, h: int) -> bool:
    col, row = h % plan.cols, h // plan.cols
    return col in (0, plan.cols - 1) or row in (0, plan.rows - 1)


def river_courses(plan: GroundPlan) -> list[np.ndarray]:
    """Rivers on hexsides: a smooth curve through the middles of the sides, on beyond the map's edge."""
    found = []
    for chain in chains([side for side in plan.sides if side.kind == "river"], plan.cols):
        middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in itertools.pairwise(chain)]
        points = relaxed([chain[0], *middles, chain[-1]], 2)
        found.append(spline([*_out(plan, points[1::-1]), *points, *_out(plan, points[-2:])]))
    return found


def _out(plan: GroundPlan, last_two: Sequence[Point]) -> list[Point]:
    (ax, ay), (bx, by) = last_two
    wide, high = plan.extent
    if min(bx, by, wide - bx, high - by) > 1.0:
        return []
    far = math.hypot(bx - ax, by - ay) or 1.0
    return [(bx + (bx - ax) / far * EDGE, by + (by - ay) / far * EDGE)]


def thinned(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Fewer points, none of those left out further than `tolerance` from the line (Douglas and Peucker)."""
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        a, b = spans.pop()
        if b - a < 2:
            continue
        p, along = points[a + 1 : b], points[b] - points[a]
        length = np.hypot(*along)
        off = p - points[a]
        far = np.abs(off[:, 0] * along[1] - off[:, 1] * along[0]) / length if length > 1e-6 else np.hypot(*off.T)
        k = int(far.argmax())
        if far[k] > tolerance:
            keep[a + 1 + k] = True
            spans += [(a, a + 1 + k), (a + 1 + k, b)]
    return points[keep]
