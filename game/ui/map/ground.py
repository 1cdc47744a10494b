"""What the map painter is told: one frozen value for the whole ground. No pygame, no battle.

Hexes are indices `row * cols + col`. World positions are in hex radii, x to the right, y down; the corner of the
box round all hexes is (0, 0).
"""

import dataclasses
import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game import hexgrid

if TYPE_CHECKING:
    from game.scenario.model import Scenario

Point = tuple[float, float]
ROOT3 = math.sqrt(3.0)
WORKS = ("none", "foxholes", "trenches", "pillboxes", "bunkers")
RANKS = ("city", "gate", "hill", "place", "minor")
SIDE_KINDS = ("river", "cliff", "embankment", "obstacle", "bridge")
WAY_KINDS = ("stream", "road", "railway", "ferry", "bridge")
# Corner k of a hex lies at 60 k degrees, clockwise from the east. Sides in the order of hexgrid.DIRECTIONS.
SIDE_CORNERS = ((4, 5), (5, 0), (0, 1), (1, 2), (2, 3), (3, 4))
CORNERS = tuple((math.cos(k * math.pi / 3), math.sin(k * math.pi / 3)) for k in range(6))


@dataclass(frozen=True, slots=True)
class Side:
    """A feature on one side of a hex. Of a cliff, the hex is on top."""

    kind: str
    at: int
    direction: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """A feature through hexes."""

    kind: str
    through: tuple[int, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the map: where, in both scripts, and how large. `along` for what runs: rivers, railways."""

    at: Point
    en: str
    zh: str
    rank: str
    along: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class GroundPlan:
    """The ground as it is to be painted. Make one with `GroundPlan.of`, a later state of it with `changed`."""

    cols: int
    rows: int
    paint: tuple[str, ...]
    heights: tuple[int, ...]
    works: tuple[int, ...]
    fronts: tuple[float, ...]
    burning: frozenset[int] = frozenset()
    sides: tuple[Side, ...] = ()
    ways: tuple[Way, ...] = ()
    names: tuple[Name, ...] = ()
    hex_m: int = 200

    @classmethod
    def of(cls, scenario: "Scenario") -> "GroundPlan":
        """The ground at the scenario's start."""
        from game.ui.map.survey import survey

        return survey(scenario)

    def changed(
        self,
        paint: Mapping[int, str] | None = None,
        works: Mapping[int, int] | None = None,
        burning: Iterable[int] | None = None,
        sides: Mapping[tuple[int, int], bool] | None = None,
        ways: Mapping[tuple[int, int], bool] | None = None,
    ) -> "GroundPlan":
        """Another state of the same ground: what is named changes, all else stays.

        `works`, if given, is the whole map's (hexes not named have none), as is `burning`. `sides` says of
        (hex, direction) and `ways` of (first hex, last hex) whether the feature is whole.
        """
        grounds = list(self.paint)
        for h, name in (paint or {}).items():
            grounds[h] = name
        return dataclasses.replace(
            self,
            paint=tuple(grounds),
            works=self.works if works is None else tuple(works.get(h, 0) for h in range(len(grounds))),
            burning=self.burning if burning is None else frozenset(burning),
            sides=self.sides if sides is None else tuple(_side_now(side, sides) for side in self.sides),
            ways=self.ways if ways is None else tuple(_way_now(way, ways) for way in self.ways),
        )

    @property
    def extent(self) -> Point:
        """Width and height in hex radii."""
        return 1.5 * self.cols + 0.5, ROOT3 * (self.rows + 0.5)

    def centre(self, h: int) -> Point:
        return hex_centre(h % self.cols, h // self.cols)

    def corner(self, h: int, k: int) -> Point:
        x, y = self.centre(h)
        return x + CORNERS[k % 6][0], y + CORNERS[k % 6][1]

    def digest(self) -> str:
        """The same for the same picture of the ground; names do not count, they are drawn apart."""
        parts = (self.cols, self.rows, self.paint, self.heights, self.works, self.fronts, sorted(self.burning))
        return hashlib.sha256(repr((*parts, self.sides, self.ways)).encode()).hexdigest()[:20]


def hex_centre(col: int, row: int) -> Point:
    """Middle of a hex in the world."""
    return 1.5 * col + 1.0, ROOT3 * (row + 0.5 + 0.5 * (col & 1))


def hex_polygon(x: float, y: float, radius: float) -> list[Point]:
    return [(x + radius * a, y + radius * b) for a, b in CORNERS]


def _side_now(side: Side, state: Mapping[tuple[int, int], bool]) -> Side:
    whole = state.get((side.at, side.direction), side.whole)
    return side if whole == side.whole else dataclasses.replace(side, whole=whole)


def _way_now(way: Way, state: Mapping[tuple[int, int], bool]) -> Way:
    ends = way.through[0], way.through[-1]
    if way.kind not in ("bridge", "ferry"):
        return way
    whole = state.get(ends, state.get(ends[::-1], way.whole))
    return way if whole == way.whole else dataclasses.replace(way, whole=whole)


def neighbours(plan: GroundPlan, h: int) -> list[int]:
    return [int(n) for n in hexgrid.neighbour_table(plan.cols, plan.rows)[h]]
