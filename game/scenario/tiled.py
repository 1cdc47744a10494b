"""Maps for Tiled (mapeditor.org): `.tmj`, hexagonal.

A scenario's map becomes two layers of tiles (ground, works) and layers of objects: points for hexsides, ramps, places
and entries, polylines for what runs through hexes. A hexside is a point within the hex that is named, towards the side:
so it can be dragged in Tiled like anything else. What Tiled does not know (names, sources) travels in the property
`also`, as YAML. The way back lies in tiled_in.py.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from game import hexgrid, paths
from game.errors import UserError
from game.files import write_atomically
from game.scenario import draft_ground as ground
from game.scenario.catalog import examine, why_not
from game.scenario.model import Scenario
from game.scenario.problems import ScenarioError
from game.scenario.written import flow

R, HIGH = 56, 96  # a tile is 2 R wide; Tiled wants whole pixels, so a hex is a little flatter than it should be
INWARD = 0.72  # how far towards its side a hexside's point lies
STEPS = ((0, -1.0), (1.5, -0.5), (1.5, 0.5), (0, 1.0), (-1.5, 0.5), (-1.5, -0.5))  # in R and HIGH, as DIRECTIONS
FIRST = {"works": 1}  # of the tiles; ground follows


class TiledError(UserError):
    """A Tiled file that cannot be taken in, and why."""


# ---------------------------------------------------------------- places in pixels


def centre(h: int, cols: int) -> tuple[float, float]:
    col, row = h % cols, h // cols
    return R + 1.5 * R * col, HIGH / 2 + HIGH * row + (HIGH / 2 if col & 1 else 0)


def hex_under(x: float, y: float, cols: int, rows: int) -> int:
    """The hex under a point. Raises TiledError beyond the map."""
    near = round((x - R) / (1.5 * R))
    best, far = -1, 1.2  # in radii: beyond a corner there is no hex
    for col in range(max(0, near - 1), min(cols, near + 2)):
        row = round((y - HIGH / 2 - (HIGH / 2 if col & 1 else 0)) / HIGH)
        if 0 <= row < rows:
            cx, cy = centre(row * cols + col, cols)
            off = ((x - cx) / R) ** 2 + ((y - cy) * 3**0.5 / HIGH) ** 2
            if off < far:
                best, far = row * cols + col, off
    if best < 0:
        raise TiledError(f"an object at {x:.0f}, {y:.0f} lies beyond the map")
    return best


def side_point(h: int, direction: int, cols: int) -> tuple[float, float]:
    x, y = centre(h, cols)
    dx, dy = STEPS[direction]
    return x + dx * R * INWARD / 2, y + dy * HIGH * INWARD / 2


def side_under(x: float, y: float, cols: int, rows: int) -> str:
    h = hex_under(x, y, cols, rows)
    cx, cy = centre(h, cols)

    def towards(direction: int) -> float:
        dx, dy = STEPS[direction]
        return (x - cx) / R * dx + (y - cy) / HIGH * 3 * dy

    direction = max(range(6), key=towards)
    return f"{hexgrid.hex_text(h, cols, rows)}/{hexgrid.DIRECTIONS[direction]}"


# ---------------------------------------------------------------- out


def export(name_or_path: str, target: Path) -> None:
    """Write a scenario's map as a Tiled file, its tiles' pictures in `tiles` beside it. Raises ScenarioError."""
    loaded = examine(name_or_path)
    if loaded.scenario is None:
        raise ScenarioError(why_not(loaded))
    scenario, plain = loaded.scenario, loaded.merged["map"]
    write_atomically(target, json.dumps(_document(scenario, plain), ensure_ascii=False, indent=1) + "\n")
    (target.parent / "tiles").mkdir(exist_ok=True)
    for picture in sorted((paths.assets() / "tiled").glob("*.png")):
        shutil.copyfile(picture, target.parent / "tiles" / picture.name)


def _document(scenario: Scenario, plain: dict[str, Any]) -> dict[str, Any]:
    cols, rows = scenario.map.grid.size
    terrains = list(scenario.terrain)
    first = FIRST["works"] + len(ground.WORKS) - 1
    letters = "".join(scenario.map.rows.split())
    tiles = [first + terrains.index(scenario.map.legend[letter]) for letter in letters]
    works = [0] * (cols * rows)
    refs = Refs(scenario)
    for name, hexes in scenario.map.works.items():
        for ref in hexes:
            for h in refs.all(ref):
                works[h] = FIRST["works"] + ground.WORKS.index(name) - 1
    layers = [_tiles(1, "ground", tiles, cols, rows), _tiles(2, "works", works, cols, rows)]
    numbered = _numbered(_objects(plain, refs))
    for n, layer in enumerate(("lines", "hexsides", "ramps", "places", "entries"), 3):
        objects = [thing for where, thing in numbered if where == layer]
        layers.append({"id": n, "name": layer, "type": "objectgroup", "draworder": "index", "objects": objects,
                       "opacity": 1, "visible": True, "x": 0, "y": 0})  # fmt: skip
    return {
        "type": "map", "version": "1.8", "orientation": "hexagonal", "renderorder": "right-down",
        "staggeraxis": "x", "staggerindex": "odd", "hexsidelength": R, "tilewidth": 2 * R, "tileheight": HIGH,
        "width": cols, "height": rows, "infinite": False, "compressionlevel": -1,
        "nextlayerid": 8, "nextobjectid": len(numbered) + 1, "layers": layers,
        "tilesets": [
            _tileset("works", FIRST["works"], ground.WORKS[1:], ground.WORKS[1:]),
            _tileset("terrain", first, terrains, [kind.paint for kind in scenario.terrain.values()]),
        ],
    }  # fmt: skip


def _tiles(ident: int, name: str, data: list[int], cols: int, rows: int) -> dict[str, Any]:
    return {"id": ident, "name": name, "type": "tilelayer", "data": data, "width": cols, "height": rows,
            "opacity": 1, "visible": True, "x": 0, "y": 0}  # fmt: skip


def _tileset(name: str, first: int, ids: Sequence[str], pictures: Sequence[str]) -> dict[str, Any]:
    tiles = [
        {"id": n, "type": ident, "image": f"tiles/{picture}.png", "imagewidth": 2 * R, "imageheight": HIGH}
        for n, (ident, picture) in enumerate(zip(ids, pictures, strict=True))
    ]
    return {"name": name, "firstgid": first, "tilecount": len(tiles), "tilewidth": 2 * R, "tileheight": HIGH,
            "columns": 0, "margin": 0, "spacing": 0, "grid": {"orientation": "orthogonal", "width": 1, "height": 1},
            "tiles": tiles}  # fmt: skip


def _objects(plain: dict[str, Any], refs: Refs) -> Iterator[tuple[str, dict[str, Any]]]:
    """(layer, object without its number) of all that is not a tile."""
    cols = refs.cols
    for kind, entries in plain.get("lines", {}).items():
        for entry in entries:
            points = [centre(refs.one(ref), cols) for ref in entry["through"]]
            yield "lines", _thing(kind, "", points, {"also": _also(entry, "through")})
    for kind, entries in plain.get("edges", {}).items():
        for n, entry in enumerate(entries):
            for edge in entry["at"]:
                point = refs.side(edge)
                yield "hexsides", _thing(kind, "", [point], {"entry": f"{kind}-{n}", "also": _also(entry, "at")})
    for edge, men in plain.get("ramps", {}).items():
        yield "ramps", _thing("ramp", "", [refs.side(edge)], {"men": men})
    for ident, place in plain.get("places", {}).items():
        for ref in place["at"] if isinstance(place["at"], list) else [place["at"]]:
            yield "places", _thing("place", ident, [centre(refs.one(ref), cols)], {"also": _also(place, "at")})
    for name, hexes in plain.get("entries", {}).items():
        for ref in hexes:
            yield "entries", _thing("entry", name, [centre(refs.one(ref), cols)], {})


def _thing(kind: str, name: str, points: list[tuple[float, float]], values: dict[str, Any]) -> dict[str, Any]:
    x, y = points[0]
    made: dict[str, Any] = {"type": kind, "name": name, "x": x, "y": y, "rotation": 0, "visible": True,
                            "width": 0, "height": 0}  # fmt: skip
    if len(points) > 1:
        made["polyline"] = [{"x": a - x, "y": b - y} for a, b in points]
    else:
        made["point"] = True
    told = [(key, value) for key, value in sorted(values.items()) if value not in ("", "{}")]
    if told:
        made["properties"] = [
            {"name": key, "type": "int" if isinstance(value, int) else "string", "value": value} for key, value in told
        ]
    return made


def _also(entry: dict[str, Any], but: str) -> str:
    return flow({key: value for key, value in entry.items() if key != but})


def _numbered(objects: Iterator[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    return [(layer, {"id": n, **thing}) for n, (layer, thing) in enumerate(objects, 1)]


class Refs:
    """Hexes and places of a scenario, as indices and points."""

    def __init__(self, scenario: Scenario) -> None:
        self.cols, self.rows = scenario.map.grid.size
        self.places = scenario.map.places

    def all(self, ref: str) -> list[int]:
        place = self.places.get(ref)
        if place is None:
            return [hexgrid.hex_index(ref, self.cols, self.rows)]
        named = [place.at] if isinstance(place.at, str) else list(place.at)
        return [h for other in named for h in self.all(other)]

    def one(self, ref: str) -> int:
        return self.all(str(ref))[0]

    def text(self, ref: str) -> str:
        return hexgrid.hex_text(self.one(ref), self.cols, self.rows)

    def edge(self, edge: str) -> str:
        at, _, direction = edge.partition("/")
        return f"{self.text(at)}/{direction}"

    def side(self, edge: str) -> tuple[float, float]:
        at, _, direction = edge.partition("/")
        return side_point(self.one(at), hexgrid.DIRECTIONS.index(direction), self.cols)
