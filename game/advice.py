"""How an assault could be made better: from another hex, with a friend brought up beside the target, with ladders.

All from the masked State of the side to move, by the same sums as the odds of the order itself; no die is rolled. Who
moves next to the enemy is shot at: a hex under the fire of those who are seen is no better start, and a friend's way
has its price (`Battle.threat`).
"""

from game import hexgrid
from game.rules import entries
from game.rules import orders as codes
from game.rules import state as s
from game.rules.state import State
from game.situation import Situation
from game.values import Order, Preview

QUIET = 5  # men that a battalion may lose in a hex that counts as out of their fire
MOST_FRIENDS = 12  # of those nearest to the target, whose reach is asked for


def other_starts(battle: Situation, order: Order) -> list[tuple[str, Preview]]:
    """The same assault from each other hex beside its target that its unit can reach out of fire: (hex, odds)."""
    unit, target = _assault(order)
    reach, threat = battle.reach(unit), battle.threat(battle.phasing)
    found = []
    for at in _beside(battle, target):
        if at in reach and threat.get(at, 0) <= QUIET:
            known = battle.known(battle.phasing)
            _put(known, battle.names.unit_row[unit], battle.notation.hex(at))
            preview = _odds(battle, order, known)
            if preview is not None:
                found.append((at, preview))
    return found


def helpers(battle: Situation, order: Order) -> list[tuple[str, str, Preview, int]]:
    """For each empty hex beside the target the nearest friend who can come there.

    Returns (unit, hex, odds with him there, men that a battalion may lose to fire in that hex).
    """
    assaulting, target = _assault(order)
    names, view, threat = battle.names, battle.view(battle.phasing), battle.threat(battle.phasing)
    around = _beside(battle, target)
    taken = {unit.at for unit in view.own} | {contact.at for contact in view.seen}
    free = [at for at in around if at not in taken]
    combat = [unit for unit in view.own if unit.at and unit.id != assaulting and unit.at not in around]
    combat = [unit for unit in combat if not view.arrays.units["support"][names.unit_row[unit.id]]]
    combat.sort(key=lambda unit: (battle.distance(unit.at or "", target), unit.id))
    found: list[tuple[str, str, Preview, int]] = []
    for unit in combat[:MOST_FRIENDS]:
        reach = battle.reach(unit.id)
        for at in [hex_ for hex_ in free if hex_ in reach]:
            known = battle.known(battle.phasing)
            _put(known, names.unit_row[unit.id], battle.notation.hex(at))
            preview = _odds(battle, order, known)
            if preview is not None:
                found.append((unit.id, at, preview, threat.get(at, 0)))
                free.remove(at)
    return found


def cliffs_up(battle: Situation, unit: str, at: str) -> list[str]:
    """Hexes next to `at` that `unit`, standing there, could not assault for want of ladders."""
    known = battle.known(battle.phasing)
    return [target for target in _beside(battle, at) if _lacks_ladders(battle, known, unit, at, target)]


def cliffs_below(battle: Situation, unit: str, target: str) -> list[str]:
    """Hexes next to `target` from which `unit` could not assault it for want of ladders."""
    known = battle.known(battle.phasing)
    return [at for at in _beside(battle, target) if _lacks_ladders(battle, known, unit, at, target)]


def _lacks_ladders(battle: Situation, known: State, unit: str, at: str, target: str) -> bool:
    """`known` is spoilt: the unit stands in `at` from then on."""
    u, h = battle.names.unit_row[unit], battle.notation.hex(target)
    _put(known, u, battle.notation.hex(at))
    return bool(entries.why_not(known, battle.board, battle.rules, s.ASSAULT, u, h, 0) == codes.NO_LADDERS)


def _assault(order: Order) -> tuple[str, str]:
    """Who assaults, and where: an assault names both."""
    assert order.unit is not None and order.at is not None
    return order.unit, order.at


def _beside(battle: Situation, at: str) -> list[str]:
    cols, rows = battle.map_size
    h = battle.notation.hex(at)
    neighbours = (hexgrid.neighbour(h, direction, cols, rows) for direction in range(6))
    return [battle.names.texts[n] for n in neighbours if n >= 0]


def _put(known: State, u: int, h: int) -> None:
    """Unit `u` stands in `h`, having moved there."""
    unit = known.units[u]
    field = "support" if unit["support"] else "combat"
    old = int(unit["at"])
    if known.hexes[field][old] == u:
        known.hexes[field][old] = -1
    known.hexes[field][h] = u
    known.units["at"][u], known.units["moved"][u] = h, 1


def _odds(battle: Situation, order: Order, known: State) -> Preview | None:
    """Odds of the assault on `known`, or None where it could not be ordered there."""
    unit, target = _assault(order)
    u, h = battle.names.unit_row[unit], battle.notation.hex(target)
    reason = entries.why_not(known, battle.board, battle.rules, s.ASSAULT, u, h, int(order.arg == "hold"))
    return battle.reckon(order, known) if reason == codes.LEGAL else None
