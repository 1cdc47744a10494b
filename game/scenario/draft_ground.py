"""Edits of a draft's ground: terrain, hexsides, lines, works, places, entries.

Each takes a Draft and hexes as `CCRR`; each is called inside `Draft.edit`. Raises DraftError for what cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from game import hexgrid
from game.scenario.draft import Draft, DraftError
from game.scenario.rewrite import Document, Step
from game.scenario.words import WORKS

EDGES = ("cliff", "obstacle", "embankment", "river", "bridge")
LINES = ("road", "railway", "stream", "ferry", "bridge")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.=~^#+*"
ONE_WAY = ("cliff",)  # the hex named is on top


def letter_of(draft: Draft, terrain: str) -> str:
    """The legend's letter of a terrain, added if it has none."""
    legend = draft.scenario.map.legend
    for letter, name in legend.items():
        if name == terrain:
            return letter
    if terrain not in draft.scenario.terrain:
        raise DraftError(f"no terrain '{terrain}' in this scenario")
    letter = next(free for free in LETTERS if free not in legend)
    draft.owned(("map", "legend")).set(("map", "legend", letter), terrain)
    return letter


def paint(draft: Draft, hexes: Iterable[str], terrain: str) -> None:
    """Make hexes this terrain."""
    document, letter = draft.owned(("map", "rows")), letter_of(draft, terrain)
    document = draft.owned(("map", "rows"))
    cols, rows = draft.scenario.map.grid.size
    text = document.get(("map", "rows"))
    lines = text.splitlines()
    drawn = [n for n, line in enumerate(lines) if line.strip()]
    for at in hexes:
        h = hexgrid.hex_index(at, cols, rows)
        line = lines[drawn[h // cols]]
        spots = [k for k, mark in enumerate(line) if not mark.isspace()]
        k = spots[h % cols]
        lines[drawn[h // cols]] = line[:k] + letter + line[k + 1 :]
    document.set(("map", "rows"), "\n".join(lines) + ("\n" if text.endswith("\n") else ""))


# ---------------------------------------------------------------- hexsides


def beyond(draft: Draft, edge: str) -> str | None:
    """The same hexside as `CCRR/dir` from the other hex, or None at the map's rim."""
    at, _, direction = edge.partition("/")
    cols, rows = draft.scenario.map.grid.size
    d = hexgrid.DIRECTIONS.index(direction)
    other = hexgrid.neighbour(resolve(draft, at), d, cols, rows)
    if other < 0:
        return None
    return f"{hexgrid.hex_text(other, cols, rows)}/{hexgrid.DIRECTIONS[hexgrid.OPPOSITE[d]]}"


def resolve(draft: Draft, ref: str) -> int:
    """The index of a hex or of a place's first hex."""
    cols, rows = draft.scenario.map.grid.size
    place = draft.scenario.map.places.get(ref)
    if place is not None:
        ref = place.at if isinstance(place.at, str) else place.at[0]
    return hexgrid.hex_index(ref, cols, rows)


def _normal(draft: Draft, edge: str) -> str:
    at, _, direction = edge.partition("/")
    cols, rows = draft.scenario.map.grid.size
    return f"{hexgrid.hex_text(resolve(draft, at), cols, rows)}/{direction}"


def has_edge(draft: Draft, kind: str, edge: str) -> bool:
    """Whether a hexside has a feature; a cliff only as seen from its top."""
    names = {edge} if kind in ONE_WAY else {edge, beyond(draft, edge)}
    entries = getattr(draft.scenario.map.edges, kind)
    return any(_normal(draft, at) in names for entry in entries for at in entry.at)


def set_edge(draft: Draft, kind: str, edge: str, on: bool) -> None:
    """Give a hexside a feature, or take it away."""
    if kind not in EDGES:
        raise DraftError(f"no kind of hexside '{kind}'")
    if has_edge(draft, kind, edge) == on:
        return
    if on:
        if beyond(draft, edge) is None:
            raise DraftError("a hexside at the map's rim leads nowhere")
        _add_edge(draft, kind, edge)
    else:
        _drop_edge(draft, kind, edge)


def _add_edge(draft: Draft, kind: str, edge: str) -> None:
    """Beside others of the same hex if there are any, else as an entry of its own."""
    path: tuple[Step, ...] = ("map", "edges", kind)
    document = section(draft, path, [])
    at = edge.partition("/")[0]
    for n, entry in enumerate(document.get(path)):
        if any(_normal(draft, str(other)).partition("/")[0] == at for other in entry.get("at", [])):
            document.append((*path, n, "at"), edge)
            return
    document.append(path, {"at": [edge], "certainty": "invented"})


def _drop_edge(draft: Draft, kind: str, edge: str) -> None:
    path: tuple[Step, ...] = ("map", "edges", kind)
    document = section(draft, path, [])
    names = {edge} if kind in ONE_WAY else {edge, beyond(draft, edge)}
    found = False
    for n in reversed(range(len(document.get(path)))):
        named = [str(at) for at in document.get((*path, n, "at"))]
        kept = [at for at in named if _normal(draft, at) not in names]
        if kept == named:
            continue
        found = True
        if kept:
            document.set((*path, n, "at"), kept)
        else:
            document.remove((*path, n))
    if not found:
        raise DraftError("this hexside comes from a `changes` entry: edit it in the file")


def section(draft: Draft, path: Sequence[Step], empty: Any) -> Document:
    """The own document that states a section of the map, made beside the rows if none does."""
    if draft.holder(path) is not None:
        return draft.owned(path)
    document = draft.owned(("map", "rows"))
    for k in range(2, len(path) + 1):
        if not document.has(path[:k]):
            document.set(path[:k], empty if k == len(path) else {})
    return document


# ---------------------------------------------------------------- lines


def add_line(draft: Draft, kind: str, through: Sequence[str]) -> None:
    """A road, railway, stream, ferry or bridge through hexes, straight between those named."""
    if kind not in LINES:
        raise DraftError(f"no kind of line '{kind}'")
    if len(through) < 2:
        raise DraftError("a line runs through two hexes at least")
    path = ("map", "lines", kind)
    section(draft, path, []).append(path, {"through": list(through), "certainty": "invented"})


def lines_at(draft: Draft, kind: str, at: str) -> list[int]:
    """Which entries of a kind of line run through a hex."""
    cols = draft.scenario.map.grid.size[0]
    h, found = resolve(draft, at), []
    for n, entry in enumerate(getattr(draft.scenario.map.lines, kind)):
        stops = [resolve(draft, ref) for ref in entry.through]
        if any(h in hexgrid.line(a, b, cols) for a, b in pairwise(stops)):
            found.append(n)
    return found


def drop_line(draft: Draft, kind: str, at: str) -> None:
    """Take away the lines of a kind that run through a hex."""
    path = ("map", "lines", kind)
    document = section(draft, path, [])
    found = lines_at(draft, kind, at)
    if not found:
        raise DraftError(f"no {kind} runs through {at}")
    for n in reversed(found):
        document.remove((*path, n))


# ---------------------------------------------------------------- works, places, entries


def works_at(draft: Draft, at: str) -> int:
    """The level of works in a hex: 0 none to 4 bunkers."""
    h, works = resolve(draft, at), draft.scenario.map.works
    return max((WORKS.index(name) for name, refs in works.items() if h in _hexes(draft, refs)), default=0)


def _hexes(draft: Draft, refs: Iterable[str]) -> list[int]:
    places, found = draft.scenario.map.places, []
    for ref in refs:
        place = places.get(ref)
        named = [ref] if place is None else [place.at] if isinstance(place.at, str) else list(place.at)
        found += [resolve(draft, name) for name in named]
    return found


def set_works(draft: Draft, hexes: Iterable[str], level: int) -> None:
    """Works of this level in hexes, instead of what is there."""
    wanted = {resolve(draft, at): at for at in hexes}
    for name in WORKS[1:]:
        path = ("map", "works", name)
        if draft.holder(path) is None:
            continue
        document = draft.owned(path)
        named = [str(ref) for ref in document.get(path)]
        kept = [ref for ref in named if resolve(draft, ref) not in wanted or name == WORKS[level]]
        if kept != named:
            document.set(path, kept)
    if level:
        path = ("map", "works", WORKS[level])
        document = section(draft, path, [])
        for h, at in wanted.items():
            if h not in [resolve(draft, str(ref)) for ref in document.get(path)]:
                document.append(path, at)


def add_place(draft: Draft, name: str, at: str) -> str:
    """A place with a name in English. Returns its id."""
    stem = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name.lower()).strip("-")
    base = stem or "place"
    known, ident, n = draft.scenario.map.places, base, 2
    while ident in known or ident.isdigit():
        ident, n = f"{base}-{n}", n + 1
    section(draft, ("map", "places"), {}).set(
        ("map", "places", ident), {"at": at, "name": {"en": name}, "certainty": "invented"}
    )
    return ident


def place_at(draft: Draft, at: str) -> str | None:
    """The id of a place in a hex."""
    h = resolve(draft, at)
    for ident, place in draft.scenario.map.places.items():
        refs = (place.at,) if isinstance(place.at, str) else place.at
        if h in _hexes(draft, refs):
            return ident
    return None


def set_entry(draft: Draft, name: str, at: str, on: bool) -> None:
    """Make a hex one of those at which waves enter under a name, or not."""
    path = ("map", "entries", name)
    document = section(draft, path, [])
    named = [str(ref) for ref in document.get(path)]
    kept = [ref for ref in named if resolve(draft, ref) != resolve(draft, at)]
    document.set(path, [*kept, at] if on else kept)
