"""All legal orders of a unit or a side, in fixed order, as rows of (verb, unit, hex, argument).

Legality itself is orders.py's: nothing is listed that `apply` refuses.
"""

from game.rules import events, movement, orders, paths, sight, works
from game.rules.kernel import kernel
from game.rules.state import (
    AIR,
    ASSAULT,
    BLAST,
    BOMB,
    BOMBARD,
    BRIDGE,
    CALL,
    CHOOSE,
    DEMOLISH,
    DIG,
    END,
    ENGINEERS,
    FIRE,
    INTERDICT,
    KILL,
    MOVE,
    PRESENT,
    RALLY,
    RATION,
    SEE,
    TERMS,
)


@kernel
def row(out, count, verb, u, h, arg):
    """Write one order into a list; returns the new length."""
    if count < len(out):
        out[count, 0] = verb
        out[count, 1] = u
        out[count, 2] = h
        out[count, 3] = arg
    return count + 1


@kernel
def list_unit(state, board, rules, u, out, count):
    """Legal orders of one unit into `out` (rows of verb, unit, hex, argument); returns the new length.

    Moves in the plain form; fire, bombardment and assault only at enemies seen or remembered. The length
    may pass the size of `out`: the caller then calls again with more room.
    """
    unit = state.units[u]
    if unit.side != state.clock[0].phase or unit.status != PRESENT:
        return count
    if unit.acted == 0:
        count = list_moves(state, board, rules, u, out, count)
        count = list_attacks(state, board, rules, u, out, count)
        for direction in range(6):
            b = board.hexes[unit.at].beyond[direction]
            if b < 0:
                continue
            for verb in range(BLAST, DEMOLISH + 1):
                if orders.why_not_engineer(state, board, rules, verb, u, b) == orders.LEGAL:
                    count = row(out, count, verb, u, b, 0)
        count = list_far_bridges(state, board, rules, u, out, count)
        for verb in range(DIG, RALLY + 1):
            if orders.why_not(state, board, rules, verb, u, -1, 0) == orders.LEGAL:
                count = row(out, count, verb, u, -1, 0)
    for verb in range(SEE, KILL + 1):
        count = row(out, count, verb, u, -1, 0 if unit.dont & orders.dont_bit(verb) else 1)
    return count


@kernel
def list_far_bridges(state, board, rules, u, out, count):
    """Bridges over water hexes: the order names the far bank."""
    unit = state.units[u]
    if unit.klass != ENGINEERS:
        return count
    for i in range(2):
        crossing = board.hexes[unit.at].crossing[i]
        if crossing < 0:
            continue
        way = state.crossings[crossing]
        b = way.b if way.a == unit.at else way.a
        if works.is_neighbour(board, unit.at, b):
            continue
        for verb in (BRIDGE, DEMOLISH):
            if orders.why_not_engineer(state, board, rules, verb, u, b) == orders.LEGAL:
                count = row(out, count, verb, u, b, 0)
    return count


@kernel
def list_moves(state, board, rules, u, out, count):
    unit = state.units[u]
    if unit.moves_left <= 0 or unit.mobility == 2:
        return count
    stamp = movement.flood(state, board, rules, u, unit.at, unit.moves_left, -1)
    reach = max(unit.moves_left, rules.numbers[0].boat_hexes + 1)
    for h in range(len(state.hexes)):
        if h == unit.at or (state.scratch[h].stamp != stamp and sight.distance(board, unit.at, h) > reach):
            continue
        if movement.known_enemy(state, unit.side, h):
            continue
        if movement.has_room(state, unit, h):
            if state.scratch[h].stamp == stamp or movement.boat_landing(state, board, rules, u, h):
                count = row(out, count, MOVE, u, h, 0)
        elif paths.can_swap(state, board, rules, u, h):
            count = row(out, count, MOVE, u, h, 0)
    return count


@kernel
def list_attacks(state, board, rules, u, out, count):
    """At each enemy's hex, seen or remembered, once."""
    unit = state.units[u]
    for e in range(len(state.units)):
        enemy = state.units[e]
        if enemy.side == unit.side or enemy.last_at < 0:
            continue
        h = enemy.at if enemy.seen else enemy.last_at
        if listed_before(state, unit.side, e, h):
            continue
        if orders.why_not_assault(state, board, rules, u, h) == orders.LEGAL:
            count = row(out, count, ASSAULT, u, h, 0)
            count = row(out, count, ASSAULT, u, h, 1)
        if orders.why_not_fire(state, board, rules, u, h) == orders.LEGAL:
            count = row(out, count, FIRE, u, h, 0)
        if orders.why_not_bombard(state, board, rules, u, h) == orders.LEGAL:
            count = row(out, count, BOMBARD, u, h, 0)
    return count


@kernel
def listed_before(state, side, e, h):
    """Whether an enemy before `e` in file order is known in the same hex."""
    for k in range(e):
        other = state.units[k]
        if other.side != side and other.last_at >= 0:
            if (other.at if other.seen else other.last_at) == h:
                return True
    return False


@kernel
def list_side(state, board, rules, side, out, count):
    """Legal orders of the side itself, without `end`."""
    u = len(state.units) + side
    for e in range(len(state.events)):
        if state.events[e].waiting and max(board.event_rules[e].side, 0) == side:
            for option in range(events.options_of(board, e)):
                count = row(out, count, CHOOSE, u, -1, e * 16 + option)
    if state.sides[side].sorties > 0:
        for what in range(BOMB, INTERDICT):
            for e in range(len(state.units)):
                enemy = state.units[e]
                if enemy.side == side or enemy.last_at < 0:
                    continue
                h = enemy.at if enemy.seen else enemy.last_at
                if not listed_before(state, side, e, h):
                    if orders.why_not_side(state, board, rules, AIR, side, h, what) == orders.LEGAL:
                        count = row(out, count, AIR, u, h, what)
        count = row(out, count, AIR, u, -1, INTERDICT)
    for verb in range(SEE, KILL + 1):
        for on in range(2):
            count = row(out, count, verb, u, -1, on)
    for level in range(3):
        count = row(out, count, RATION, u, -1, level)
    for f in range(len(state.formations)):
        if state.formations[f].side == side:
            for level in range(3):
                if state.formations[f].ration != level:
                    count = row(out, count, RATION, u, -1, (f + 1) * 4 + level)
    for w in range(len(state.waves)):
        if orders.why_not_side(state, board, rules, CALL, side, -1, w) == orders.LEGAL:
            count = row(out, count, CALL, u, -1, w)
    if orders.why_not_side(state, board, rules, TERMS, side, -1, 0) == orders.LEGAL:
        count = row(out, count, TERMS, u, -1, 0)
    return count


@kernel
def list_all(state, board, rules, out):
    """All legal orders of the side to move, `end` last; returns how many there are."""
    clock = state.clock[0]
    if clock.ended:
        return 0
    count = 0
    for u in range(len(state.units)):
        if state.units[u].side == clock.phase:
            count = list_unit(state, board, rules, u, out, count)
    count = list_side(state, board, rules, clock.phase, out, count)
    if orders.why_not(state, board, rules, END, -1, -1, 0) == orders.LEGAL:
        count = row(out, count, END, -1, -1, 0)
    return count


@kernel
def list_one(state, board, rules, u, out):
    """Legal orders of unit `u`, or of a side given as `len(units) + side`; returns how many there are."""
    if state.clock[0].ended:
        return 0
    if u >= len(state.units):
        side = u - len(state.units)
        return list_side(state, board, rules, side, out, 0) if side == state.clock[0].phase else 0
    return list_unit(state, board, rules, u, out, 0)
