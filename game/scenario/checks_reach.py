"""What can be reached: depots by their side's units, levels of victory by the points there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from game import hexgrid
from game.scenario import codes
from game.scenario.checks_facts import Facts, select
from game.scenario.problems import Problem, some
from game.scenario.source import NOTHING, Node

ENDLESS = 10**9


def check_reach(facts: Facts) -> list[Problem]:
    """Depots and levels; of a base nothing, since what is missing may bring it within reach."""
    return [] if facts.partial else [*some(_depots(facts)), *some(_levels(facts))]


# ---------------------------------------------------------------- depots


def _depots(facts: Facts) -> Iterator[Problem]:
    if facts.size is None or not facts.rows:
        return
    crossed = {h for name in ("bridge", "ferry") for h in _course(facts, name)}
    for depot in facts.entries("depots"):
        side = depot.get("side").word
        start = next(iter(facts.hexes(depot.get("at"))), None)
        if start is None or side not in facts.names("side"):
            continue
        near = _on_foot(facts, start, crossed)
        if not near & _begins(facts, side):
            message = f"depot '{depot.get('id').word}' cannot be reached by any unit of {side}"
            yield depot.get("at").problem(codes.NO_WAY, message, "closed ground lies around it: move it")


def _course(facts: Facts, name: str) -> Iterator[int]:
    assert facts.size is not None
    for line in select(facts.root, f"map.lines.{name}.[]"):
        ends = [h for node in line.get("through").entries() for h in facts.hexes(node)[:1]]
        for a, b in pairwise(ends):
            yield from hexgrid.line(a, b, facts.size[0])


def _on_foot(facts: Facts, start: int, crossed: set[int]) -> set[int]:
    """Hexes connected with one by ground open on foot, bridges and ferries."""
    assert facts.size is not None
    seen, todo = {start}, [start]
    while todo:
        h = todo.pop()
        for direction in range(6):
            beyond = hexgrid.neighbour(h, direction, *facts.size)
            if beyond >= 0 and beyond not in seen and (beyond in crossed or _open(facts, beyond)):
                seen.add(beyond)
                todo.append(beyond)
    return seen


def _open(facts: Facts, h: int) -> bool:
    ground = facts.ground(h)
    return ground is NOTHING or ground.get("foot").value is not None


def _begins(facts: Facts, side: str) -> set[int]:
    """Where the side's units stand at the start, and where its waves enter."""
    units = [unit for unit in facts.entries("units") if facts.side_of(unit) == side]
    found = {h for unit in units for h in facts.hexes(unit.get("at"))}
    for wave in facts.entries("waves"):
        if wave.get("side").word == side:
            entry = facts.root.get("map", "entries", wave.get("entry").word or "")
            found |= {h for node in entry.entries() for h in facts.hexes(node)}
    return found


# ---------------------------------------------------------------- levels


def _levels(facts: Facts) -> Iterator[Problem]:
    """A level above the most that the attacker can have over the defender, or wholly below the least."""
    roles = {side.get("role").word: name for name, side in facts.names("side").items()}
    if set(roles) != {"attacker", "defender"} or facts.start is None or facts.end is None:
        return
    attacker, defender = roles["attacker"], roles["defender"]
    most = _points(facts, attacker, defender, True) + _costs(facts, defender)
    least = -_points(facts, defender, attacker, False) - _costs(facts, attacker)
    levels = facts.root.get("victory", "levels").entries()
    for n, level in enumerate(levels):
        node = level.get("from")
        above = levels[n + 1].get("from") if n + 1 < len(levels) else NOTHING
        name = level.get("id").word
        if node.number is not None and node.number > most:
            hint = f"all there is to win for {attacker} are {most} points"
            yield node.problem(codes.OUT_OF_REACH, f"level '{name}' from {node.number} cannot be reached", hint)
        elif above.number is not None and above.number <= least:
            hint = f"all there is to win for {defender} are {-least} points"
            message = f"level '{name}', below {above.number}, cannot be reached"
            yield level.get("id").problem(codes.OUT_OF_REACH, message, hint)


def _points(facts: Facts, side: str, enemy: str, attacks: bool) -> int:
    """The most points a side can have."""
    victory = facts.root.get("victory")
    assert facts.start is not None and facts.end is not None
    days = max(0, (facts.end - facts.start) // 2 + 1)
    total = 0
    for _, worth in victory.get("places").items():
        for name, times in (("daily", days), ("first", 1), ("final", 1)):
            total += (worth.get(side, name).number or 0) * times
    total += max([entry.get("points").number or 0 for entry in victory.get("days", side).entries()], default=0) * days
    losses = victory.get("losses", side)
    if losses.get("points").number:
        total += (losses.get("points").number or 0) * _men(facts, enemy) // max(1, losses.get("per").number or 1)
    fall = victory.get("fall")
    total += max(fall.get("points").number or 0, fall.get("terms_points").number or 0) if attacks else 0
    for event in facts.entries("events"):
        gains = [node.get("by").number or 0 for node in _effects(event) if node.get("side").word == side]
        gained = sum(gain for gain in gains if gain > 0)
        total += ENDLESS if gained and event.get("once").value is False else gained
    taken = [effect.get("points") for effect in facts.effects() if effect.get("points", "side").word == enemy]
    return total + sum(-(node.get("by").number or 0) for node in taken if (node.get("by").number or 0) < 0)


def _effects(event: Node) -> Iterator[Node]:
    todo = event.get("do").entries()
    while todo:
        effect, todo = todo[0], todo[1:]
        if effect.get("points") is not NOTHING:
            yield effect.get("points")
        for option in effect.get("choice").entries():
            todo = [*todo, *option.get("do").entries()]


def _men(facts: Facts, side: str) -> int:
    """All the men a side may bring: units, dated replacements, those of events; the wounded may fall twice."""
    men = sum(unit.get("men").number or 0 for unit in facts.entries("units") if facts.side_of(unit) == side)
    for entry in facts.root.get("sides", side, "pool").entries():
        every = entry.get("every_turns").number or 0
        times = ((facts.end or 0) - (facts.start or 0)) // every + 1 if every else 1
        men += (entry.get("men").number or 0) * times
    pools = [effect.get("pool") for effect in facts.effects() if effect.get("pool", "side").word == side]
    return 2 * (men + sum(max(0, node.get("men").number or 0) for node in pools))


def _costs(facts: Facts, side: str) -> int:
    """Points that a side may pay for waves held back."""
    waves = [wave for wave in facts.entries("waves") if wave.get("side").word == side]
    return sum(wave.get("arrives", "held", "cost").number or 0 for wave in waves)
