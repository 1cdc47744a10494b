"""The map: rows that fit, letters that mean something, edges between hexes, and who may stand where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from game import hexgrid
from game.scenario import codes
from game.scenario.checks_facts import Facts, select
from game.scenario.problems import Problem, some, suggest
from game.scenario.source import Node

COMBAT = ("infantry", "service")
MOST_CROSSINGS = 2
BUILT = ("city", "rubble", "village")  # paints of ground that may have a wall instead of a height


def check_map(facts: Facts) -> list[Problem]:
    """Everything about the ground and those on it at the start."""
    return [
        *some(_rows(facts)),
        *some(_edges(facts)),
        *some(_ramps(facts)),
        *some(_crossings(facts)),
        *some(_closed(facts)),
        *some(_stacks(facts)),
    ]


def _rows(facts: Facts) -> Iterator[Problem]:
    node = facts.root.get("map", "rows")
    if not facts.rows or facts.size is None:
        return
    cols, rows = facts.size
    if len(facts.rows) != rows:
        place = node.row(min(len(facts.rows), rows) if len(facts.rows) > rows else len(facts.rows) - 1)
        yield place.problem(codes.ROWS, f"{len(facts.rows)} rows, but the grid has {rows}", "see `grid: size`")
    legend = facts.root.get("map", "legend")
    unknown: dict[str, list[tuple[int, int]]] = {}
    uneven = [n for n, row in enumerate(facts.rows) if len(row) != cols]
    for n in uneven[:1]:
        length = len(facts.rows[n])
        place = node.row(n, min(length, cols), max(1, length - cols))
        message = f"row {n + 1} has {length} hexes, but the grid has {cols} columns"
        others = ", ".join(str(other + 1) for other in uneven[1:9]) + (", …" if len(uneven) > 9 else "")
        yield place.problem(codes.ROWS, message, f"so also rows {others}" if others else "see `grid: size`")
    for n, row in enumerate(facts.rows):
        for col, letter in enumerate(row[:cols]):
            if isinstance(legend.value, dict) and letter not in legend.value:
                unknown.setdefault(letter, []).append((n, col))
    for letter, places in unknown.items():
        row_number, col = places[0]
        hint = suggest(letter, legend.value, "letters", 20)
        problem = node.row(row_number, col).problem(codes.LETTER, f"the legend has no letter '{letter}'", hint)
        yield problem.more(len(places) - 1, f"'{letter}' has no meaning")


def _edges(facts: Facts) -> Iterator[Problem]:
    if facts.size is None:
        return
    seen: dict[tuple[str, frozenset[int]], Node] = {}
    for key, listed in facts.root.get("map", "edges").items():
        for node in select(listed, "[].at.[]"):
            hex_text, _, side = (node.word or "").partition("/")
            if side not in hexgrid.DIRECTIONS:
                continue
            h = facts.hex(hex_text)
            if h is None:
                try:
                    hexgrid.hex_index(hex_text, *facts.size)
                except ValueError as error:
                    yield node.problem(codes.NO_HEX, str(error))
                continue
            beyond = hexgrid.neighbour(h, hexgrid.DIRECTIONS.index(side), *facts.size)
            if beyond < 0:
                yield node.problem(codes.EDGE, f"beyond '{node.word}' the map ends", "name a side that two hexes share")
                continue
            same = seen.setdefault((key.raw, frozenset((h, beyond))), node)
            if same is not node:
                place = f"{same.source.name}:{same.line}"
                yield node.problem(codes.EDGE_TWICE, f"{key.raw} '{node.word}' twice", f"first at {place}")
            if key.raw == "cliff":
                yield from _cliff(facts, node, h, beyond)


def _cliff(facts: Facts, node: Node, top: int, foot: int) -> Iterator[Problem]:
    high, low = facts.ground(top), facts.ground(foot)
    heights = high.get("height").number or 0, low.get("height").number or 0
    if heights[0] > heights[1] or not high.value or not low.value or high.get("paint").word in BUILT:
        return
    names = f"{facts.hex_name(top)} ({facts.terrain(top)}) and {facts.hex_name(foot)} ({facts.terrain(foot)})"
    what = "lie equally high" if heights[0] == heights[1] else "fall the other way"
    yield node.problem(codes.FLAT_CLIFF, f"cliff, but {names} {what}", "the hex named first is on top")


def _ramps(facts: Facts) -> Iterator[Problem]:
    """The fallen lie at the foot of a cliff, named as the cliff is."""
    cliffs = [node.word for node in select(facts.root, "map.edges.cliff.[].at.[]") if node.word]
    if facts.partial:
        return
    for key, _ in facts.root.get("map", "ramps").items():
        if key.raw not in cliffs:
            hint = suggest(key.raw, cliffs, "cliffs", 20)
            yield key.problem(codes.NO_CLIFF, f"ramp at '{key.raw}', where no cliff is", hint)


def _crossings(facts: Facts) -> Iterator[Problem]:
    """Bridges and ferries over water; bridges over narrow rivers."""
    for name in ("ferry", "bridge"):
        for line in select(facts.root, f"map.lines.{name}.[]"):
            ends = [h for node in line.get("through").entries() for h in facts.hexes(node)[:1]]
            if len(ends) < 2 or facts.size is None or not facts.rows:
                continue
            cols = facts.size[0]
            course = {h for a, b in pairwise(ends) for h in hexgrid.line(a, b, cols)}
            if all(facts.ground(h).value and not facts.ground(h).get("water").value for h in course):
                yield line.problem(codes.IDLE_CROSSING, f"{name} that crosses no water hex", "run it from bank to bank")
    yield from _crowded(facts)
    yield from _effects(facts)
    rivers = {sides for node in select(facts.root, "map.edges.river.[].at.[]") if (sides := _sides(facts, node))}
    for node in select(facts.root, "map.edges.bridge.[].at.[]"):
        sides = _sides(facts, node)
        if sides and sides not in rivers:
            yield node.problem(codes.IDLE_CROSSING, f"bridge '{node.word}' on a hexside without a river")


def _crowded(facts: Facts) -> Iterator[Problem]:
    """A hex has room for the ends of two bridges or ferries (rules/state.py)."""
    at: Counter[int] = Counter()
    for end in (end for name in ("bridge", "ferry") for end in _ends(facts, name)):
        for h in facts.hexes(end)[:1]:
            at[h] += 1
            if at[h] == MOST_CROSSINGS + 1:
                message = f"more than {MOST_CROSSINGS} bridges and ferries end in {end.word}"
                yield end.problem(codes.OUT_OF_RANGE, message, "let one of them end beside it")


def _effects(facts: Facts) -> Iterator[Problem]:
    """An event that blows or mends a bridge names one of its banks."""
    banks = {h for name in ("bridge", "ferry") for end in _ends(facts, name) for h in facts.hexes(end)[:1]}
    edges = [sides for node in select(facts.root, "map.edges.bridge.[].at.[]") if (sides := _sides(facts, node))]
    for effect in facts.effects():
        node = effect.get("crossing", "at")
        for h in facts.hexes(node)[:1]:
            if h not in banks and not any(h in sides for sides in edges):
                message = f"no bridge begins or ends at {node.word}"
                yield node.problem(codes.IDLE_CROSSING, message, "name a bank of the bridge")


def _ends(facts: Facts, name: str) -> Iterator[Node]:
    for line in select(facts.root, f"map.lines.{name}.[]"):
        through = line.get("through").entries()
        yield from (*through[:1], *through[-1:])


def _sides(facts: Facts, node: Node) -> frozenset[int] | None:
    hex_text, _, side = (node.word or "").partition("/")
    h = facts.hex(hex_text)
    if h is None or side not in hexgrid.DIRECTIONS or facts.size is None:
        return None
    beyond = hexgrid.neighbour(h, hexgrid.DIRECTIONS.index(side), *facts.size)
    return frozenset((h, beyond)) if beyond >= 0 else None


def _closed(facts: Facts) -> Iterator[Problem]:
    for unit in facts.entries("units"):
        wheels = facts.kind_of(unit).get("move").word == "wheels"
        yield from _closed_to(facts, unit, "wheels" if wheels else "foot")
    for depot in facts.entries("depots"):
        yield from _closed_to(facts, depot, "foot")
    for wave in facts.entries("waves"):
        yield from _closed_entry(facts, wave)


def _closed_to(facts: Facts, entry: Node, column: str) -> Iterator[Problem]:
    node = entry.get("at")
    for h in facts.hexes(node)[:1]:
        cost = facts.ground(h).get(column)
        if isinstance(facts.ground(h).value, dict) and column in facts.ground(h).value and cost.value is None:
            message = f"'{entry.get('id').word}' stands in {facts.terrain(h)}, closed to {column}"
            yield node.problem(codes.CLOSED_GROUND, message, f"hex {facts.hex_name(h)}; choose one beside it")


def _closed_entry(facts: Facts, wave: Node) -> Iterator[Problem]:
    """A wave that could enter nowhere would wait for ever."""
    node = wave.get("entry")
    hexes = [h for at in facts.root.get("map", "entries", node.word or "").entries() for h in facts.hexes(at)]
    grounds = [facts.ground(h) for h in hexes]
    if grounds and all("foot" in ground.keys and ground.get("foot").value is None for ground in grounds):
        kinds = ", ".join(sorted({facts.terrain(h) or "?" for h in hexes}))
        message = f"wave '{wave.get('id').word}' cannot enter: all of '{node.word}' is {kinds}, closed to foot"
        yield node.problem(codes.CLOSED_GROUND, message, "give the entry a hex of open ground")


def _stacks(facts: Facts) -> Iterator[Problem]:
    """At most one combat unit and one support unit a hex, all of one side."""
    there: dict[int, list[Node]] = {}
    for unit in facts.entries("units"):
        for h in facts.hexes(unit.get("at"))[:1]:
            there.setdefault(h, []).append(unit)
    for h, units in there.items():
        first: dict[str, Node] = {}
        side = facts.side_of(units[0])
        for unit in units:
            name = unit.get("id").word
            if side is not None and facts.side_of(unit) not in (side, None):
                message = f"'{name}' stands in {facts.hex_name(h)} with the enemy's '{units[0].get('id').word}'"
                yield unit.get("at").problem(codes.ENEMIES, message, "one side a hex")
                continue
            class_ = facts.kind_of(unit).get("class").word
            if class_ is None:
                continue
            role = "combat" if class_ in COMBAT else "support"
            other = first.setdefault(role, unit)
            if other is not unit:
                message = f"'{name}' is a second {role} unit in {facts.hex_name(h)}, beside '{other.get('id').word}'"
                hint = "a hex holds one combat unit (infantry, service) and one support unit"
                yield unit.get("at").problem(codes.STACKING, message, hint)
