"""The map of Hengyang against the gazetteer: `python -m tests.gazetteer` prints the table, `--write` renews it in
docs/map-notes.md.

For each place: its hex, metres from where it is recorded to the hex's middle, the ground there, and whether that is
what the gazetteer calls it. Facts in tests/data/gazetteer.yaml.
"""

import math
import re
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from game import hexgrid, paths
from game.scenario.catalog import load
from game.scenario.model import Edge, Line, Scenario

NOTES = paths.HOME / "docs" / "map-notes.md"
BLOCK = re.compile(r"(<!-- table: gazetteer -->\n)(.*?)(<!-- end -->)", re.DOTALL)
FACTS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "gazetteer.yaml").read_text(encoding="utf-8")
)["places"]
MOST_METRES = 250
BUILT = ("city", "village", "rubble")


@dataclass(frozen=True)
class Row:
    """One place held against the map. `missing`: the words of the gazetteer that the ground does not meet."""

    place: str
    name: str
    hex: str
    metres: int
    ground: str
    features: tuple[str, ...]
    missing: tuple[str, ...]


def metres_to_hex(east: float, north: float, cols: int = 52, rows: int = 40) -> int:
    """The hex at metres east and north of the grid's origin, for the 9 x 8 km window of Hengyang.

    Source: docs/history.md, "Gazetteer"; docs/rules.md, "Scale".
    """
    col = min(max(int((east + 4000) // 173.2), 0), cols - 1)
    row = min(max(int((4000 - north - 100 * (col % 2)) // 200), 0), rows - 1)
    return row * cols + col


class Ground:
    """What is in a hex and beside it."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.cols, self.rows = scenario.map.grid.size
        letters = "".join(scenario.map.rows.split())
        self.terrain = [scenario.map.legend[letter] for letter in letters]

    def index(self, text: str) -> int:
        return hexgrid.hex_index(text, self.cols, self.rows)

    def at(self, place: str) -> int:
        at = self.scenario.map.places[place].at
        return self.index(at if isinstance(at, str) else at[0])

    def ring(self, h: int) -> list[int]:
        """The neighbours on the map."""
        found = (hexgrid.neighbour(h, side, self.cols, self.rows) for side in range(6))
        return [n for n in found if n >= 0]

    def sides(self, h: int, kind: str) -> set[int]:
        """Which sides of a hex have an edge of a kind, whichever of the two hexes it is told of."""
        edges: tuple[Edge, ...] = getattr(self.scenario.map.edges, kind)
        found = set()
        for text in (text for edge in edges for text in edge.at):
            other, side = self.index(text[:4]), hexgrid.DIRECTIONS.index(text[5:])
            if other == h:
                found.add(side)
            elif kind != "cliff" and hexgrid.neighbour(other, side, self.cols, self.rows) == h:
                found.add(hexgrid.OPPOSITE[side])
        return found

    def on_line(self, h: int, kind: str) -> bool:
        lines: tuple[Line, ...] = getattr(self.scenario.map.lines, kind)
        for line in lines:
            for a, b in pairwise(map(self.index, line.through)):
                if h in hexgrid.line(a, b, self.cols):
                    return True
        return False

    def works(self, h: int) -> str:
        return next((level for level, at in self.scenario.map.works.items() if h in map(self.index, at)), "")

    def metres(self, h: int) -> tuple[float, float]:
        """A hex's middle, east and north of the origin: the inverse of `metres_to_hex`."""
        col, row = h % self.cols, h // self.cols
        return -4000 + 173.2 * (col + 0.5), 4000 - 200 * (row + 0.5) - 100 * (col % 2)

    # ------------------------------------------------------------ what the gazetteer's words ask of the ground

    def is_(self, word: str, h: int) -> bool:
        """Whether a hex is what a word of the gazetteer says."""
        here, around = self.terrain[h], [self.terrain[n] for n in self.ring(h)]
        height = self.scenario.terrain[here].height
        match word:
            case "hill":
                return here in ("hill", "high-hill")
            case "peak":
                return here == "high-hill"
            case "scarped":
                return bool(self.sides(h, "cliff")) and self.works(h) in ("bunkers", "pillboxes")
            case "height":  # higher than something beside it
                return height > min(self.scenario.terrain[its].height for its in around)
            case "city":
                return here in ("city", "rubble")
            case "gate":  # in the old city, at its edge or beside a stretch of its wall
                rim = any(its not in ("city", "rubble") for its in around)
                return here in ("city", "rubble") and (rim or any(self.sides(n, "obstacle") for n in self.ring(h)))
            case "city-edge":
                return any(its in BUILT for its in around)
            case "wall":
                return any(its in ("city", "rubble") for its in around)
            case "houses":
                return here in BUILT
            case "bank":
                return here != "river" and "river" in around
            case "headland":  # where the Steam River, on hexsides, meets the Xiang
                return "river" in around and any(self.sides(n, "river") for n in (h, *self.ring(h)))
            case "bridge":  # of hexes, or of a hexside
                return self.on_line(h, "bridge") or any(self.sides(n, "bridge") for n in (h, *self.ring(h)))
            case "railway" | "road":
                return self.on_line(h, word)
            case "open":
                return here in ("clear", "paddy")
            case "ditch":
                return bool(self.sides(h, "obstacle"))
            case "ponds":
                return here in ("marsh", "pond")
            case "west-of-lake":  # the lake begins within five hexes to the east
                row = h - h % self.cols
                return "pond" in self.terrain[h : min(h + 6, row + self.cols)]
            case "lake":
                return here == "pond"
            case "river":
                return here == "river"
            case "island":
                return here != "river" and around.count("river") >= 4
            case "airfield":
                return here == "airfield"
            case "land":
                return self.scenario.terrain[here].foot is not None
        raise ValueError(f"tests/data/gazetteer.yaml: '{word}' is no word for ground")


def features(ground: Ground, h: int) -> tuple[str, ...]:
    """What lies on and around a hex besides its ground."""
    found = ["cliff"] if ground.sides(h, "cliff") else []
    found += [ground.works(h)] if ground.works(h) else []
    found += [kind for kind in ("railway", "road", "ferry") if ground.on_line(h, kind)]
    found += ["river bank"] if ground.is_("bank", h) else []
    return tuple(found)


def rows(scenario: Scenario) -> list[Row]:
    """Every place of the gazetteer that the map has, in the gazetteer's order."""
    ground = Ground(scenario)
    found = []
    for place, fact in FACTS.items():
        h = ground.at(place)
        east, north = ground.metres(h)
        found.append(
            Row(
                place,
                scenario.map.places[place].name.en,
                hexgrid.hex_text(h, ground.cols, ground.rows),
                round(math.hypot(east - fact["east"], north - fact["north"])),
                ground.terrain[h],
                features(ground, h),
                tuple(word for word in fact["is"] if not ground.is_(word, h)),
            )
        )
    return found


def table(scenario: Scenario) -> str:
    """The block of docs/map-notes.md."""
    checked = rows(scenario)
    met = sum(not row.missing for row in checked)
    most = max(checked, key=lambda row: row.metres)
    lines = [
        f"{len(checked)} places: {met} stand on the ground that the gazetteer names,",
        f"{len(checked) - met} differ and are explained.",
        f"Farthest from its hex's middle: {most.name}, {most.metres} m.",
        "",
        "| hex | place | recorded at (m east, north) | off by | ground there | the gazetteer calls it | is it so |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in checked:
        fact = FACTS[row.place]
        there = ", ".join((row.ground, *row.features))
        so = "yes" if not row.missing else f"not {', '.join(row.missing)}: {fact.get('but', '')}"
        so += f"; one hex from the nearest, {fact['moved']}" if "moved" in fact else ""
        where = f"{fact['east']:+d}, {fact['north']:+d} ({fact['sure']})"
        lines.append(f"| {row.hex} | {row.name} | {where} | {row.metres} m | {there} | {fact['says']} | {so} |")
    return "\n".join(lines) + "\n"


def renewed(text: str, scenario: Scenario) -> str:
    """The notes with the table as the map gives it."""
    return BLOCK.sub(lambda block: block[1] + table(scenario) + block[3], text)


def main(args: list[str]) -> int:
    scenario = load("hengyang/first-assault")
    if args == ["--write"]:
        NOTES.write_text(renewed(NOTES.read_text(encoding="utf-8"), scenario), encoding="utf-8")
        return 0
    if args:
        print("usage: python -m tests.gazetteer [--write]", file=sys.stderr)
        return 2
    print(table(scenario), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
