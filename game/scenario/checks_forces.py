"""Forces: sides that oppose each other, units within their kinds, each brought to the map once."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario import codes
from game.scenario.checks_facts import Facts, select
from game.scenario.problems import Problem, some
from game.scenario.source import NOTHING, Node

MOST_CALIBRES = 8


def check_forces(facts: Facts) -> list[Problem]:
    """Everything about sides, units, depots and who brings them."""
    found = [*some(_sides(facts)), *some(_strength(facts)), *some(_shells(facts)), *some(_belonging(facts))]
    found += some(_calibres(facts))
    return found if facts.partial else [*found, *some(_presence(facts)), *some(_depots(facts))]


def _sides(facts: Facts) -> Iterator[Problem]:
    sides = list(facts.names("side").values())
    if len(sides) != 2:
        return
    roles = [side.get("role").word for side in sides]
    if roles[0] is not None and roles[0] == roles[1]:
        message = f"both sides are {roles[0]}"
        yield sides[1].get("role").problem(codes.SIDES, message, "one attacker and one defender")
    if not facts.partial and all(side.get("control").value in (None, "rest") for side in sides):
        node = next((node for side in sides if (node := side.get("control")) is not NOTHING), sides[1])
        yield node.problem(codes.SIDES, "both sides hold `rest`", "list the hexes that one of them controls")
    claimed: dict[int, str] = {}
    for name, side in facts.names("side").items():
        for node in side.get("control").entries():
            for h in facts.hexes(node):
                if claimed.setdefault(h, name) != name:
                    yield node.problem(codes.SIDES, f"hex {facts.hex_name(h)} is held by both sides", "list it once")


def _strength(facts: Facts) -> Iterator[Problem]:
    for unit in facts.entries("units"):
        kind, kind_name = facts.kind_of(unit), unit.get("kind").word
        for field in ("men", "tubes"):
            node, most = unit.get(field), kind.get(field).number
            if field == "tubes" and kind is not NOTHING and most is None:
                most = 0
            if node.number is not None and most is not None and node.number > most:
                message = f"'{unit.get('id').word}' has {node.number} {field}, its kind '{kind_name}' at most {most}"
                yield node.problem(codes.TOO_MANY_MEN, message, f"at most {most}, or another kind")


def _calibres(facts: Facts) -> Iterator[Problem]:
    """A depot has room for so many kinds of shells (rules/state.py)."""
    first: dict[str, Node] = {}
    for kind in facts.names("kind").values():
        node = kind.get("calibre")
        if node.word:
            first.setdefault(node.word, node)
    for depot in facts.entries("depots"):
        for key, _ in depot.get("shells").items():
            first.setdefault(key.raw, key)
    if len(first) > MOST_CALIBRES:
        node = list(first.values())[MOST_CALIBRES]
        yield node.problem(codes.OUT_OF_RANGE, f"{len(first)} calibres of shells", f"at most {MOST_CALIBRES}")


def _shells(facts: Facts) -> Iterator[Problem]:
    stocked = {
        (depot.get("side").word, key.raw)
        for depot in facts.entries("depots")
        for key, loads in depot.get("shells").items()
        if loads.number
    }
    stocked |= {
        (stock.get("side").word, key.raw)
        for effect in facts.effects()
        for stock in select(effect, "stock")
        for key, _ in stock.get("shells").items()
    }
    for unit in facts.entries("units"):
        kind = facts.kind_of(unit)
        tubes = kind.get("tubes").number if unit.get("tubes") is NOTHING else unit.get("tubes").number
        calibre = kind.get("calibre").word
        if not kind.get("weight").number or not tubes:
            continue
        if unit.get("shells").number:
            held = sorted(stock or "?" for side, stock in stocked if side == facts.side_of(unit))
            if calibre is None and held:
                message = f"'{unit.get('id').word}' will fire its own shells only: its kind has no calibre"
                hint = f"add `calibre:` to kind '{unit.get('kind').word}'; its side's depots have: {', '.join(held)}"
                yield unit.get("kind").problem(codes.NO_CALIBRE, message, hint)
            continue
        if (facts.side_of(unit), calibre) not in stocked:
            message = f"'{unit.get('id').word}' has {tubes} tubes and no shells"
            hint = (
                f"give it `shells:`, or a depot of its side shells of '{calibre}'" if calibre else "give it `shells:`"
            )
            yield unit.get("id").problem(codes.NO_SHELLS, message, hint)


def _belonging(facts: Facts) -> Iterator[Problem]:
    units = facts.names("unit")
    for formation in facts.entries("formations"):
        node = formation.get("hq")
        hq = units.get(node.word or "", NOTHING)
        side = facts.side_of(hq)
        if side is not None and formation.get("side").word not in (side, None):
            yield node.problem(codes.OTHER_SIDE, f"'{node.word}' is no headquarters here: it fights for {side}")
        parent = facts.names("formation").get(formation.get("parent").word or "", NOTHING)
        yield from _same_side(formation.get("parent"), parent, formation)
    for wave in facts.entries("waves"):
        for node in wave.get("units").entries():
            side = facts.side_of(units.get(node.word or "", NOTHING))
            if side is not None and wave.get("side").word not in (side, None):
                message = f"wave '{wave.get('id').word}' of {wave.get('side').word} brings '{node.word}' of {side}"
                yield node.problem(codes.OTHER_SIDE, message, "a wave brings its own side's units")
    for side_key, plan in facts.root.get("computer").items():
        for node in [*select(plan, "axes.[].formation"), *select(plan, "reserve.[]")]:
            side = facts.names("formation").get(node.word or "", NOTHING).get("side").word
            if side not in (side_key.raw, None):
                message = f"'{node.word}' belongs to {side}: {side_key.raw} cannot give it orders"
                yield node.problem(codes.OTHER_SIDE, message, f"name a formation of {side_key.raw}")
    for effect in facts.effects():
        stock = effect.get("stock")
        depot = facts.names("depot").get(stock.get("depot").word or "", NOTHING)
        yield from _same_side(stock.get("depot"), depot, stock)


def _same_side(node: Node, named: Node, owner: Node) -> Iterator[Problem]:
    one, two = named.get("side").word, owner.get("side").word
    if one is not None and two is not None and one != two:
        yield node.problem(codes.OTHER_SIDE, f"'{node.word}' belongs to {one}, not to {two}")


def _presence(facts: Facts) -> Iterator[Problem]:
    brought: dict[str, str] = {}
    units = facts.names("unit")
    for wave in facts.entries("waves"):
        wave_name = wave.get("id").word or "?"
        for node in wave.get("units").entries():
            word = node.word
            if word is None or word not in units:
                continue
            if word in brought:
                message = f"'{word}' comes with wave '{brought[word]}' and with '{wave_name}'"
                yield node.problem(codes.COMES_TWICE, message, "a unit comes once")
            elif units[word].get("at").value is not None:
                at = units[word].get("at")
                message = f"'{word}' stands on the map at {at.word} and comes with wave '{wave_name}'"
                yield node.problem(codes.COMES_TWICE, message, f"remove its `at:` ({at.source.name}:{at.line})")
            brought.setdefault(word, wave_name)
    for name, unit in units.items():
        if unit.get("at").value is None and name not in brought:
            hint = "give it `at:`, or list it in a wave's `units:`"
            yield unit.get("id").problem(codes.NOWHERE, f"'{name}' has no hex and no wave brings it", hint)
    fielded = {facts.side_of(unit) for unit in units.values()}
    for name in facts.names("side"):
        if name not in fielded and None not in fielded:  # else that unit's side is the fault, and told
            node = facts.root.get("sides").keys[name]
            yield node.problem(codes.NO_UNITS, f"side '{name}' has no units", "units belong to it by their formation")


def _depots(facts: Facts) -> Iterator[Problem]:
    """A depot lies on its own side's ground, or with one of its units: else its stock is lost before the first turn."""
    listed = {
        name: {h for node in side.get("control").entries() for h in facts.hexes(node)}
        for name, side in facts.names("side").items()
        if isinstance(side.get("control").value, list)
    }
    stands = {(facts.side_of(unit), h) for unit in facts.entries("units") for h in facts.hexes(unit.get("at"))}
    for depot in facts.entries("depots"):
        side, node = depot.get("side").word, depot.get("at")
        for h in facts.hexes(node)[:1]:
            holder = next((name for name, hexes in listed.items() if h in hexes), None)
            if holder is None:
                holder = next((name for name in facts.names("side") if name not in listed), None)
            if side in facts.names("side") and holder not in (side, None) and (side, h) not in stands:
                message = f"depot '{depot.get('id').word}' lies in {facts.hex_name(h)}, held by {holder}"
                yield node.problem(codes.ENEMY_DEPOT, message, f"add {facts.hex_name(h)} to {side}'s `control:`")
