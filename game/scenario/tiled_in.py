"""Maps from Tiled: what a `.tmj` file says, taken into a draft. What differs is changed; comments and order stay."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from game import hexgrid
from game.errors import reason_of
from game.scenario import draft_ground as ground
from game.scenario.draft import Draft
from game.scenario.draft_entries import typed
from game.scenario.rewrite import Step
from game.scenario.tiled import Refs, TiledError, hex_under, side_under

MOST_BYTES = 20_000_000
FLIPS = 0x0FFFFFFF  # the bits of a tile's number that say which tile it is


def take_in(file: Path, draft: Draft) -> None:
    """Make a draft's map what a Tiled file says, as one edit. Raises TiledError, DraftError; the draft then stays."""
    data = _read(file)
    cols, rows = draft.scenario.map.grid.size
    if (data.get("width"), data.get("height")) != (cols, rows):
        raise TiledError(
            f"{file} is {data.get('width')} x {data.get('height')} hexes, the scenario's map {cols} x {rows}: "
            "change `map: grid: size` and the rows first"
        )
    draft.edit(lambda: _Taking(data, draft).all())


def _read(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise TiledError(f"{file} is larger than a map can be")
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise TiledError(f"cannot read {file}: {reason_of(trouble)}") from None
    except (ValueError, RecursionError):
        raise TiledError(f"{file} is no Tiled map in JSON: in Tiled, save as .tmj") from None
    if not isinstance(data, dict) or data.get("type") != "map":
        raise TiledError(f"{file} is no Tiled map")
    wanted = {"orientation": "hexagonal", "staggeraxis": "x", "staggerindex": "odd"}
    for key, value in wanted.items():
        if data.get(key) != value:
            raise TiledError(f"{file}: a map here has {key} '{value}', this one '{data.get(key)}'")
    if data.get("infinite"):
        raise TiledError(f"{file} is an infinite map: switch that off in its properties")
    return data


class _Taking:
    """One file being taken into one draft."""

    def __init__(self, data: dict[str, Any], draft: Draft) -> None:
        self.draft = draft
        self.refs = Refs(draft.scenario)
        self.cols, self.rows = draft.scenario.map.grid.size
        self.layers = {layer.get("name"): layer for layer in data.get("layers", []) if isinstance(layer, dict)}
        self.tiles = dict(_tile_ids(data))
        self.plain = draft.loaded.merged["map"]

    def all(self) -> None:
        self.ground()
        self.works()
        self.listed("edges", "at", self.edges())
        self.listed("lines", "through", self.lines())
        self.ramps()
        self.places()
        self.entries()

    def data(self, name: str) -> list[str]:
        """The kinds of tile of a layer, hex by hex; "" where there is none."""
        layer = self.layers.get(name, {})
        numbers = layer.get("data")
        if not isinstance(numbers, list) or len(numbers) != self.cols * self.rows:
            raise TiledError(f"no layer of tiles '{name}' over the whole map (tile layer format: CSV)")
        found = []
        for h, number in enumerate(numbers):
            kind = self.tiles.get(int(number) & FLIPS, "") if number else ""
            if number and not kind:
                raise TiledError(f"layer '{name}': tile {number} in hex {self.text(h)} is of no tileset of this map")
            found.append(kind)
        return found

    def text(self, h: int) -> str:
        return hexgrid.hex_text(h, self.cols, self.rows)

    def objects(self, name: str) -> list[dict[str, Any]]:
        found = self.layers.get(name, {}).get("objects", [])
        return [thing for thing in found if isinstance(thing, dict)] if isinstance(found, list) else []

    # ------------------------------------------------------------ tiles

    def ground(self) -> None:
        scenario = self.draft.scenario
        now = [scenario.map.legend[letter] for letter in "".join(scenario.map.rows.split())]
        changed: dict[str, list[str]] = {}
        for h, kind in enumerate(self.data("ground")):
            if not kind:
                raise TiledError(f"hex {self.text(h)} has no tile in layer 'ground'")
            if kind not in scenario.terrain:
                raise TiledError(f"hex {self.text(h)} has no terrain of this scenario ('{kind}')")
            if kind != now[h]:
                changed.setdefault(kind, []).append(self.text(h))
        for kind, hexes in changed.items():
            ground.paint(self.draft, hexes, kind)

    def works(self) -> None:
        changed: dict[int, list[str]] = {}
        for h, kind in enumerate(self.data("works")):
            level = ground.WORKS.index(kind) if kind in ground.WORKS else 0
            if level != ground.works_at(self.draft, self.text(h)):
                changed.setdefault(level, []).append(self.text(h))
        for level, hexes in changed.items():
            ground.set_works(self.draft, hexes, level)

    # ------------------------------------------------------------ objects

    def edges(self) -> dict[str, list[dict[str, Any]]]:
        """Hexsides by kind; points of one `entry` stay together."""
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for thing in self.objects("hexsides"):
            kind = _kind(thing, ground.EDGES)
            values = _values(thing)
            name = str(values.get("entry") or f"new-{thing.get('id')}")
            entry = found.setdefault(kind, {}).setdefault(name, {"at": [], **_told(values)})
            entry["at"].append(side_under(*_point(thing), self.cols, self.rows))
        return {kind: list(entries.values()) for kind, entries in found.items()}

    def lines(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for thing in self.objects("lines"):
            x, y = _point(thing)
            points = [_point(point) for point in thing.get("polyline", [])]
            if len(points) < 2:
                raise TiledError(f"object {thing.get('id')} of layer 'lines' is no polyline")
            hexes = [self.text(hex_under(x + a, y + b, self.cols, self.rows)) for a, b in points]
            found.setdefault(_kind(thing, ground.LINES), []).append({"through": hexes, **_told(_values(thing))})
        return found

    def listed(self, section: str, where: str, found: dict[str, list[dict[str, Any]]]) -> None:
        """Set the lists of a section; an entry that means what it meant keeps its words."""
        now = self.plain.get(section, {})
        for kind in [*now, *(kind for kind in found if kind not in now)]:
            old, new = now.get(kind, []), found.get(kind, [])
            known = {self._meaning(entry, where): entry for entry in old}
            wanted = [known.get(self._meaning(entry, where), entry) for entry in new]
            if wanted != old:
                self._set(("map", section, kind), wanted, [])

    def _meaning(self, entry: dict[str, Any], where: str) -> str:
        refs = [self.refs.edge(ref) if where == "at" else self.refs.text(ref) for ref in entry[where]]
        return json.dumps([refs, {key: value for key, value in entry.items() if key != where}], sort_keys=True)

    def ramps(self) -> None:
        found = {}
        for thing in self.objects("ramps"):
            men = _values(thing).get("men")
            if not isinstance(men, int):
                raise TiledError(f"object {thing.get('id')} of layer 'ramps' has no number 'men'")
            found[side_under(*_point(thing), self.cols, self.rows)] = men
        now = {self.refs.edge(edge): men for edge, men in self.plain.get("ramps", {}).items()}
        if found != now:
            self._set(("map", "ramps"), found, {})

    def places(self) -> None:
        found: dict[str, tuple[list[str], dict[str, Any]]] = {}
        for thing in self.objects("places"):
            ident = str(thing.get("name") or f"place-{thing.get('id')}")
            hexes, _ = found.setdefault(ident, ([], _told(_values(thing))))
            hexes.append(self.text(hex_under(*_point(thing), self.cols, self.rows)))
        now = self.plain.get("places", {})
        for ident in [ident for ident in now if ident not in found]:
            self.draft.owned(("map", "places", ident)).remove(("map", "places", ident))
        for ident, (hexes, rest) in found.items():
            old = dict(now.get(ident, {}))
            at = old.pop("at", None)
            named = [] if at is None else [self.refs.text(ref) for ref in (at if isinstance(at, list) else [at])]
            rest = rest or {"name": {"en": ident}}
            if hexes != named or rest != old:
                value = {"at": hexes[0] if len(hexes) == 1 else hexes, **rest}
                self._set(("map", "places", ident), value, {})

    def entries(self) -> None:
        found: dict[str, list[str]] = {}
        for thing in self.objects("entries"):
            at = self.text(hex_under(*_point(thing), self.cols, self.rows))
            found.setdefault(str(thing.get("name") or "new-edge"), []).append(at)
        now = self.plain.get("entries", {})
        for name in [*now, *(name for name in found if name not in now)]:
            if found.get(name, []) != [self.refs.text(ref) for ref in now.get(name, [])]:
                self._set(("map", "entries", name), found.get(name, []), [])

    def _set(self, path: tuple[Step, ...], value: Any, empty: Any) -> None:
        ground.section(self.draft, path, empty).set(path, value)


def _tile_ids(data: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """(number, kind) of every tile; the kind is its class, `type` in some versions of Tiled."""
    for tileset in data.get("tilesets", []):
        if not isinstance(tileset, dict) or "tiles" not in tileset:
            raise TiledError("a tileset lies in a file of its own: embed it in the map (Tiled: Map, Embed Tilesets)")
        for tile in tileset["tiles"]:
            yield int(tileset["firstgid"]) + int(tile["id"]), str(tile.get("type") or tile.get("class") or "")


def _kind(thing: dict[str, Any], known: Sequence[str]) -> str:
    kind = str(thing.get("type") or thing.get("class") or "")
    if kind not in known:
        raise TiledError(f"object {thing.get('id')} is of class '{kind}'; known here: {', '.join(known)}")
    return kind


def _values(thing: dict[str, Any]) -> dict[str, Any]:
    return {str(p["name"]): p.get("value") for p in thing.get("properties", []) if isinstance(p, dict) and "name" in p}


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """What an object's `also` says."""
    also = typed(str(values.get("also") or "{}"))
    if not isinstance(also, dict):
        raise TiledError(f"a property `also` is no mapping: {values.get('also')}")
    return also


def _point(thing: dict[str, Any]) -> tuple[float, float]:
    try:
        return float(thing["x"]), float(thing["y"])
    except (KeyError, TypeError, ValueError):
        raise TiledError(f"object {thing.get('id')} has no place") from None
