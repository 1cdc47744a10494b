"""Movement: points, edges, zones of control and reach. paths.py plans ways with them, marching.py carries them out.

Carries out docs/rules.md, "A turn" and "Ground". Paths and costs use only what the mover's side knows: hidden
enemies never change them.
"""

from game.rules import morale, sight
from game.rules.kernel import kernel
from game.rules.state import (
    BRIDGE_LINE,
    CLIFF_UP,
    EMBANKMENT,
    ENGINEERS,
    FERRY,
    FOOT,
    IMMOBILE,
    PRESENT,
    RAIL,
    RIVER,
    ROAD,
    STREAM,
    WHEELS,
)
from game.rules.weather import is_wet

CLOSED = 1 << 20


@kernel
def allowance(state, rules, unit):
    """Movement points at the start of a phase: one less by night, one in rain."""
    if unit.mobility == IMMOBILE:
        return 0
    numbers = rules.numbers[0]
    points = unit.points
    if state.clock[0].night:
        points -= numbers.move_night_less
    if is_wet(state):
        points -= numbers.move_rain_less
    return max(points, 1)


@kernel
def ground_cost(rules, terrain, mobility):
    """Points to enter this ground, CLOSED if it cannot be entered."""
    cost = rules.terrain[terrain].wheels if mobility == WHEELS else rules.terrain[terrain].foot
    return cost if cost > 0 else CLOSED


@kernel
def edge_closed(state, board, a, direction):
    """Whether nobody can step over this side of hex `a`: a river without bridge, or a cliff to be climbed."""
    edge = board.hexes[a].edge[direction]
    if edge & CLIFF_UP:
        return True
    if edge & RIVER:
        span = board.hexes[a].span[direction]
        return span < 0 or state.edges[span].intact == 0
    return False


@kernel
def step_cost(state, board, rules, mobility, a, direction):
    """Points from hex `a` over one of its sides, without zones of control; CLOSED if there is no way.

    A road carries wheels through marsh, but nobody into water: bridges over water hexes are crossings.
    """
    b = board.hexes[a].beyond[direction]
    if b < 0 or edge_closed(state, board, a, direction) or rules.terrain[state.hexes[b].terrain].foot <= 0:
        return CLOSED
    numbers = rules.numbers[0]
    edge = board.hexes[a].edge[direction]
    cost = ground_cost(rules, state.hexes[b].terrain, mobility)
    if edge & (ROAD | RAIL):
        cost = numbers.road_cost
    elif cost < CLOSED:
        if edge & STREAM:
            cost += numbers.stream_cost
        if edge & EMBANKMENT:
            cost += numbers.embankment_cost
    obstacle = board.hexes[a].obstacle[direction]
    if obstacle >= 0 and state.edges[obstacle].intact:
        cost += numbers.obstacle_cost
    return cost


@kernel
def known_enemy(state, side, h):
    """Whether `side` knows of an enemy in hex `h`."""
    c, s = state.hexes[h].combat, state.hexes[h].support
    if c >= 0 and state.units[c].side != side and state.units[c].seen:
        return True
    return s >= 0 and state.units[s].side != side and state.units[s].seen == 1


@kernel
def in_zoc(state, board, rules, side, h):
    """Whether hex `h` lies in the zone of control of an enemy that `side` sees."""
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b < 0:
            continue
        e = state.hexes[b].combat
        if e < 0:
            continue
        enemy = state.units[e]
        if enemy.side == side or enemy.seen == 0 or morale.is_broken(rules, enemy):
            continue
        if not edge_closed(state, board, b, (direction + 3) % 6):
            return True
    return False


@kernel
def has_room(state, unit, h):
    """Whether the hex has a free place for the unit, as far as its side can know."""
    if known_enemy(state, unit.side, h):
        return False
    own = state.hexes[h].support if unit.support else state.hexes[h].combat
    return own < 0 or state.units[own].side != unit.side


@kernel
def relax(state, u, a, b, cost, stamp, count):
    """Offer hex `b` at `cost` by way of `a`; ties go to the lowest hex. Returns the new length of the queue."""
    there = state.scratch[b]
    if there.stamp != stamp:
        there.stamp = stamp
        there.cost = cost
        there.previous = a
        state.scratch[count].queue = b
        return count + 1
    if cost < there.cost:
        there.cost = cost
        there.previous = a
        state.scratch[count].queue = b
        return count + 1
    if cost == there.cost and a < there.previous:
        there.previous = a
    return count


@kernel
def mark_zocs(state, board, rules, unit, stamp):
    """Stamp in `scratch.zoc` the hexes that lie in the zone of control of an enemy whom the side sees.

    The same as `in_zoc` of each hex, for a whole flood at once.
    """
    for e in range(len(state.units)):
        enemy = state.units[e]
        if enemy.side == unit.side or enemy.seen == 0 or enemy.support or enemy.status != PRESENT:
            continue
        if morale.is_broken(rules, enemy):
            continue
        for direction in range(6):
            b = board.hexes[enemy.at].beyond[direction]
            if b >= 0 and not edge_closed(state, board, enemy.at, direction):
                state.scratch[b].zoc = stamp


@kernel
def leave_cost(state, rules, unit, a, b, start, budget, stamp):
    """What zones of control add to a step from `a` to `b`; CLOSED if they forbid it."""
    if state.scratch[a].zoc != stamp:
        return 0
    if a != start:
        return CLOSED
    if state.scratch[b].zoc == stamp:
        full = allowance(state, rules, unit)
        return CLOSED if unit.moves_left < full or budget < full else full
    return rules.numbers[0].leave_zoc_cost


@kernel
def flood(state, board, rules, u, start, budget, goal):
    """Costs of all hexes that unit `u` can reach from `start` within `budget`, in `scratch` under a new stamp.

    Returns the stamp: `scratch[h].cost` holds where `scratch[h].stamp` equals it. With a `goal` (else -1) it stops
    as soon as the way there is known.
    """
    unit = state.units[u]
    state.scratch[0].serial += 1
    stamp = state.scratch[0].serial
    mark_zocs(state, board, rules, unit, stamp)
    count = relax(state, u, -1, start, 0, stamp, 0)
    first = 0  # of the queue: all before it have been expanded
    for level in range(budget + 1):
        if goal >= 0 and state.scratch[goal].stamp == stamp and state.scratch[goal].cost == level:
            return stamp
        while first < count and state.scratch[state.scratch[first].queue].cost < level:
            first += 1
        i = first
        while i < count:
            a = state.scratch[i].queue
            i += 1
            if state.scratch[a].cost != level:
                continue
            for direction in range(6):
                b = board.hexes[a].beyond[direction]
                if b < 0 or (state.scratch[b].stamp == stamp and state.scratch[b].cost <= level):
                    continue  # every step costs at least one: there is no shorter way to it
                cost = step_cost(state, board, rules, unit.mobility, a, direction)
                if cost > budget or known_enemy(state, unit.side, b):
                    continue
                extra = leave_cost(state, rules, unit, a, b, start, budget, stamp)
                if extra >= CLOSED:
                    continue
                total = level + with_zoc(rules, cost, extra)
                # A hex offered at this very level again would be expanded twice; every step costs at least one.
                if level < total <= budget and count < len(state.scratch):
                    count = relax(state, u, a, b, total, stamp, count)
            for i_crossing in range(2):
                crossing = board.hexes[a].crossing[i_crossing]
                if crossing < 0:
                    continue
                b, cost = over_crossing(state, rules, unit, crossing, a, start, budget)
                if b < 0 or known_enemy(state, unit.side, b) or count >= len(state.scratch):
                    continue
                extra = leave_cost(state, rules, unit, a, b, start, budget, stamp)
                total = level + with_zoc(rules, cost, extra)
                if state.crossings[crossing].kind == FERRY and extra < CLOSED:
                    total = cost  # the whole move already
                if total <= budget:
                    count = relax(state, u, a, b, total, stamp, count)
    return stamp


@kernel
def with_zoc(rules, cost, extra):
    """Points of a step with what zones of control add: two more, or (from zone to zone) the whole move instead."""
    return max(cost, extra) if extra > rules.numbers[0].leave_zoc_cost else cost + extra


@kernel
def over_crossing(state, rules, unit, crossing, a, start, budget):
    """Far bank and cost of a bridge over water hexes (a point a hex) or a ferry (the whole move).

    (-1, 0) where it cannot be taken now.
    """
    way = state.crossings[crossing]
    b = way.b if way.a == a else way.a
    if way.kind == BRIDGE_LINE:
        if way.intact:
            return b, way.length
    elif way.kind == FERRY and way.intact and way.used == 0 and a == start:
        full = allowance(state, rules, unit)
        if unit.moves_left >= full and budget >= full:
            return b, full
    return -1, 0


@kernel
def boat_landing(state, board, rules, u, h):
    """Whether unit `u` can cross to hex `h` by boat: at night, beside engineers, its whole move still to go."""
    unit = state.units[u]
    if state.clock[0].night == 0 or unit.mobility != FOOT or unit.moves_left < allowance(state, rules, unit):
        return False
    if not has_engineers(state, board, u) or known_enemy(state, unit.side, h) or not has_room(state, unit, h):
        return False
    return boats_lead(state, board, rules, unit.at, h)


@kernel
def boats_lead(state, board, rules, a, h):
    """Whether boats could go from `a` to `h`: straight over at most three river hexes, or over one river hexside."""
    if ground_cost(rules, state.hexes[h].terrain, FOOT) >= CLOSED:
        return False
    n = sight.distance(board, a, h)
    if n == 1:
        return over_river_side(state, board, a, h)
    if n < 2 or n > rules.numbers[0].boat_hexes + 1:
        return False
    for i in range(1, n):
        if rules.terrain[state.hexes[sight.hex_between(board, a, h, i, n)].terrain].water == 0:
            return False
    dq = board.hexes[h].q - board.hexes[a].q
    dr = board.hexes[h].r - board.hexes[a].r
    return dq == 0 or dr == 0 or dq + dr == 0


@kernel
def over_river_side(state, board, a, b):
    """Whether an unbridged river hexside lies between two neighbours."""
    for direction in range(6):
        if board.hexes[a].beyond[direction] == b:
            edge = board.hexes[a].edge[direction]
            return (edge & RIVER) != 0 and (edge & CLIFF_UP) == 0 and edge_closed(state, board, a, direction)
    return False


@kernel
def has_engineers(state, board, u):
    """Whether engineers of its side are in unit `u`'s hex or next to it (or it is engineers itself)."""
    unit = state.units[u]
    if unit.klass == ENGINEERS:
        return True
    s = state.hexes[unit.at].support
    if s >= 0 and state.units[s].klass == ENGINEERS:
        return True
    for direction in range(6):
        b = board.hexes[unit.at].beyond[direction]
        if b >= 0:
            s = state.hexes[b].support
            if s >= 0 and state.units[s].klass == ENGINEERS and state.units[s].side == unit.side:
                return True
    return False


@kernel
def step_between(state, board, rules, mobility, a, b):
    for direction in range(6):
        if board.hexes[a].beyond[direction] == b:
            return step_cost(state, board, rules, mobility, a, direction)
    return CLOSED


@kernel
def edge_closed_but_cliff(state, board, a, direction):
    """Whether a river without bridge lies on this side of hex `a`."""
    return board.hexes[a].edge[direction] & RIVER != 0 and edge_closed(state, board, a, direction)
