"""Reads a scenario into a GroundPlan, and a battle's changes into another state of it."""

import dataclasses
import math
from collections.abc import Iterable, Mapping

import numpy as np

from game import hexgrid
from game.scenario.model import Edge, Line, Map, Place, Scenario, Text
from game.ui.map.ground import CORNERS, SIDE_CORNERS, WORKS, GroundPlan, Name, Side, Way, hex_centre
from game.ui.map.lines import course, river_courses


def survey(scenario: Scenario) -> GroundPlan:
    """The ground at the scenario's start."""
    ground = scenario.map
    cols, rows = ground.grid.size
    letters = "".join(ground.rows.split())
    terrain = [scenario.terrain[ground.legend[letter]] for letter in letters]
    refs = Refs(scenario)
    works = [0] * (cols * rows)
    for name, hexes in ground.works.items():
        for ref in hexes:
            for h in refs.hexes(ref):
                works[h] = WORKS.index(name)
    sides = tuple(_sides(ground, refs))
    plan = GroundPlan(
        cols=cols,
        rows=rows,
        paint=tuple("river" if kind.water and kind.paint != "pond" else kind.paint for kind in terrain),
        heights=tuple(kind.height for kind in terrain),
        works=tuple(works),
        fronts=tuple(_fronts(cols, rows, sides, letters, scenario)),
        sides=sides,
        ways=tuple(_ways(ground, refs)),
        hex_m=ground.grid.hex_m,
    )
    return dataclasses.replace(plan, names=tuple(_names(ground, refs, plan)))


def state_of(
    plan: GroundPlan,
    scenario: Scenario,
    terrain: Mapping[str, str],
    works: Mapping[str, int],
    burning: Iterable[str],
    edges: Mapping[str, str],
) -> GroundPlan:
    """`plan` as a side's view has it; the arguments are a View's `terrain`, `works`, `burning` and `edges`."""
    index = Refs(scenario).hex
    sides, ways = {}, {}
    for key, state in edges.items():
        if "/" in key:
            at, _, direction = key.partition("/")
            sides[index(at), hexgrid.DIRECTIONS.index(direction)] = state == "whole"
        else:
            first, _, last = key.partition("-")
            ways[index(first), index(last)] = state == "whole"
    paint = {index(at): scenario.terrain[name].paint for at, name in terrain.items()}
    levels = {index(at): level for at, level in works.items()}
    return plan.changed(paint, levels, [index(at) for at in burning], sides, ways)


class Refs:
    """Resolves what a scenario calls a hex: `CCRR` or a place's id."""

    def __init__(self, scenario: Scenario) -> None:
        self.cols, self.rows = scenario.map.grid.size
        self.places = scenario.map.places

    def hexes(self, ref: str) -> list[int]:
        place = self.places.get(ref)
        if place is None:
            return [hexgrid.hex_index(ref, self.cols, self.rows)]
        named = (place.at,) if isinstance(place.at, str) else place.at
        return [h for other in named for h in self.hexes(other)]

    def hex(self, ref: str) -> int:
        return self.hexes(ref)[0]

    def of_place(self, place: Place) -> list[int]:
        named = (place.at,) if isinstance(place.at, str) else place.at
        return [h for ref in named for h in self.hexes(ref)]


def _sides(ground: Map, refs: Refs) -> list[Side]:
    kinds: tuple[tuple[str, tuple[Edge, ...]], ...] = (
        ("river", ground.edges.river),
        ("embankment", ground.edges.embankment),
        ("obstacle", ground.edges.obstacle),
        ("cliff", ground.edges.cliff),
        ("bridge", ground.edges.bridge),
    )
    return [
        _side(kind, text, edge.state == "whole", refs) for kind, edges in kinds for edge in edges for text in edge.at
    ]


def _side(kind: str, text: str, whole: bool, refs: Refs) -> Side:
    at, _, direction = text.partition("/")
    return Side(kind, refs.hex(at), hexgrid.DIRECTIONS.index(direction), whole)


def _ways(ground: Map, refs: Refs) -> list[Way]:
    lines = ground.lines
    kinds: tuple[tuple[str, tuple[Line, ...]], ...] = (
        ("stream", lines.stream),
        ("road", lines.road),
        ("railway", lines.railway),
        ("ferry", lines.ferry),
        ("bridge", lines.bridge),
    )
    return [
        Way(kind, tuple(refs.hex(ref) for ref in line.through), getattr(line, "state", "whole") == "whole")
        for kind, found in kinds
        for line in found
    ]


def _fronts(cols: int, rows: int, sides: tuple[Side, ...], letters: str, scenario: Scenario) -> list[float]:
    """Where works in each hex look, in radians clockwise from the east.

    To its cliffs and obstacles, if it has any; else away from the middle of the built-up ground, or of the map.
    """
    built = [h for h, c in enumerate(letters) if scenario.terrain[scenario.map.legend[c]].paint in ("city", "rubble")]
    middles = [hex_centre(h % cols, h // cols) for h in built or range(cols * rows)]
    middle = sum(x for x, _ in middles) / len(middles), sum(y for _, y in middles) / len(middles)
    lean: dict[int, list[float]] = {}
    for side in sides:
        if side.kind in ("cliff", "obstacle"):
            a, b = (CORNERS[k] for k in SIDE_CORNERS[side.direction])
            total = lean.setdefault(side.at, [0.0, 0.0])
            total[0] += a[0] + b[0]
            total[1] += a[1] + b[1]
    fronts = []
    for h in range(cols * rows):
        x, y = hex_centre(h % cols, h // cols)
        dx, dy = lean.get(h, (x - middle[0], y - middle[1]))
        fronts.append(round(math.atan2(dy, dx), 3))
    return fronts


def _names(ground: Map, refs: Refs, plan: GroundPlan) -> list[Name]:
    names = []
    for place in ground.places.values():
        centres = [plan.centre(h) for h in refs.of_place(place)]
        at = sum(x for x, _ in centres) / len(centres), sum(y for _, y in centres) / len(centres)
        names.append(Name(at, place.name.en, place.name.zh or place.name.en, place.rank))
    for region in ground.regions.values():
        centres = [plan.centre(h) for ref in region.at for h in refs.hexes(ref)]
        at = sum(x for x, _ in centres) / len(centres), sum(y for _, y in centres) / len(centres)
        along = tuple(centres) if region.kind == "water" and len(centres) > 1 else ()
        names.append(Name(at, region.name.en, region.name.zh or region.name.en, region.kind, along))
    for edge in ground.edges.river:
        own = dataclasses.replace(plan, sides=tuple(_side("river", text, True, refs) for text in edge.at))
        names += _named(edge.name, "river", max(river_courses(own), key=len))
    lines: tuple[tuple[str, tuple[Line, ...]], ...] = (
        ("railway", ground.lines.railway),
        ("stream", ground.lines.stream),
        ("road", ground.lines.road),
    )
    for kind, found in lines:
        for line in found:
            way = Way(kind, tuple(refs.hex(ref) for ref in line.through))
            names += _named(line.name, kind, course(plan, way))
    return names


def _named(name: Text | None, kind: str, curve: np.ndarray) -> list[Name]:
    if name is None:
        return []
    points = tuple((round(float(x), 3), round(float(y), 3)) for x, y in curve)
    return [Name(points[len(points) // 2], name.en, name.zh or name.en, kind, points)]
