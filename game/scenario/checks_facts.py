"""What the checks look up in a merged tree: ids, hexes, ground, dates. Silent: it answers None where the data fail.

Every fault is told once, by the check whose business it is; the others pass over what they cannot read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from game import hexgrid
from game.scenario.model import half_day
from game.scenario.source import NOTHING, Node

IDS = {
    "formation": "formations",
    "unit": "units",
    "depot": "depots",
    "wave": "waves",
    "event": "events",
    "lesson": "lessons",
}
KEYS = {
    "side": ("sides",),
    "terrain": ("terrain",),
    "kind": ("kinds",),
    "place": ("map", "places"),
    "entry": ("map", "entries"),
}


class Facts:
    """A merged tree and its indexes. `partial`: something is missing from it (a base, or a file not read)."""

    def __init__(self, root: Node, partial: bool = False) -> None:
        self.root = root
        self.partial = partial
        self._names: dict[str, dict[str, Node]] = {}

    def names(self, kind: str) -> dict[str, Node]:
        """Ids of a kind (side, terrain, kind, formation, unit, …) -> the node that defines each."""
        if kind not in self._names:
            self._names[kind] = dict(self._find(kind))
        return self._names[kind]

    def _find(self, kind: str) -> Iterator[tuple[str, Node]]:
        if kind in IDS:
            for entry in self.entries(IDS[kind]):
                word = entry.get("id").word
                if word is not None:
                    yield word, entry
        elif kind == "calibre":
            for _, node in self.root.get("kinds").items():
                word = node.get("calibre").word
                if word is not None:
                    yield word, node
        else:
            for key, node in self.root.get(*KEYS[kind]).items():
                yield key.raw, node

    def entries(self, section: str) -> list[Node]:
        """The mappings of a top-level list."""
        return [entry for entry in self.root.get(section).entries() if isinstance(entry.value, dict)]

    # -- ground

    @cached_property
    def size(self) -> tuple[int, int] | None:
        """Columns and rows, from the grid."""
        numbers = [node.number for node in self.root.get("map", "grid", "size").entries()]
        match numbers:
            case [int(cols), int(rows)] if 2 <= cols <= 400 and 2 <= rows <= 400:
                return cols, rows
        return None

    @cached_property
    def rows(self) -> list[str]:
        text = self.root.get("map", "rows").word
        return text.rstrip("\n").split("\n") if text and text.strip() else []

    @cached_property
    def fits(self) -> bool:
        """Whether the rows are as many, and as long, as the grid says: else no letter stands where it was meant."""
        return self.size is not None and [len(row) for row in self.rows] == [self.size[0]] * self.size[1]

    def hexes(self, node: Node) -> list[int]:
        """The hexes that a reference names: one of `CCRR`, all of a place; none if it fails."""
        word = node.word
        if word is None or self.size is None:
            return []
        place = self.names("place").get(word)
        if place is None:
            found = self.hex(word)
            return [] if found is None else [found]
        at = place.get("at")
        words = [entry.word for entry in at.entries()] if isinstance(at.value, list) else [at.word]
        return [h for h in map(self.hex, words) if h is not None]

    def hex(self, word: str | None) -> int | None:
        """Index of a `CCRR`."""
        if word is None or self.size is None:
            return None
        try:
            return hexgrid.hex_index(word, *self.size)
        except ValueError:
            return None

    def hex_name(self, h: int) -> str:
        return hexgrid.hex_text(h, *self.size) if self.size else "?"

    def terrain(self, h: int) -> str | None:
        """Id of the terrain at a hex; None on a map whose rows do not fit."""
        cols = self.size[0] if self.size else 1
        col, row = h % cols, h // cols
        if not self.fits:
            return None
        return self.root.get("map", "legend", self.rows[row][col]).word

    def ground(self, h: int) -> Node:
        """The terrain's entry at a hex, or NOTHING."""
        return self.names("terrain").get(self.terrain(h) or "", NOTHING)

    # -- time

    def date(self, node: Node) -> int | None:
        """A date as a count of half days."""
        try:
            return half_day(node.word) if node.word is not None else None
        except ValueError:
            return None

    @cached_property
    def start(self) -> int | None:
        return self.date(self.root.get("calendar", "start"))

    @cached_property
    def end(self) -> int | None:
        return self.date(self.root.get("calendar", "end"))

    def before(self, node: Node) -> bool:
        date = self.date(node)
        return date is not None and self.start is not None and date < self.start

    def after(self, node: Node) -> bool:
        date = self.date(node)
        return date is not None and self.end is not None and date > self.end

    # -- forces

    def side_of(self, unit: Node) -> str | None:
        """The side of a unit's formation."""
        return self.names("formation").get(unit.get("formation").word or "", NOTHING).get("side").word

    def kind_of(self, unit: Node) -> Node:
        return self.names("kind").get(unit.get("kind").word or "", NOTHING)

    def effects(self) -> Iterator[Node]:
        """Every effect of every event, those of choices too."""
        todo = [entry for event in self.entries("events") for entry in event.get("do").entries()]
        while todo:
            effect = todo.pop(0)
            yield effect
            for option in effect.get("choice").entries():
                todo += option.get("do").entries()


def select(node: Node, path: str) -> Iterator[Node]:
    """The nodes that a pattern names: keys joined by dots; `*` all values, `@` all keys, `[]` all entries.

    A last step `[?]` stands for the entries of a list, or the value itself if it is none.
    """
    step, _, rest = path.partition(".")
    found: list[Node]
    if step == "*":
        found = [value for _, value in node.items()]
    elif step == "@":
        found = [key for key, _ in node.items()]
    elif step == "[]":
        found = node.entries()
    elif step == "[?]":
        found = node.entries() if isinstance(node.value, list) else [node]
    else:
        child = node.get(step)
        found = [] if child is NOTHING else [child]
    for child in found:
        if rest:
            yield from select(child, rest)
        else:
            yield child
