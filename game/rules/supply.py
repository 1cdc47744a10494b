"""Depots, rations, tracing, isolation, food, replacements.

Carries out docs/rules.md, "Ammunition and supply" and the pool of "Men".
"""

from game.rules import journal, morale, movement
from game.rules.kernel import kernel
from game.rules.state import ENGINEERS, FOOT, INFANTRY, J_ARRIVED, J_SUPPLIED, PRESENT, SERVICE

SHELLS_AT_HAND = 4  # loads a battery draws up to where its kind names no number


@kernel
def mark_zones(state, board, rules, side, stamp):
    """Stamp in `scratch.zoc` the hexes in the zone of control of any enemy of `side`, seen or not."""
    for e in range(len(state.units)):
        enemy = state.units[e]
        if enemy.side == side or enemy.status != PRESENT or enemy.support or morale.is_broken(rules, enemy):
            continue
        for direction in range(6):
            b = board.hexes[enemy.at].beyond[direction]
            if b >= 0 and not movement.edge_closed(state, board, enemy.at, direction):
                state.scratch[b].zoc = stamp


@kernel
def held_against(state, side, h, stamp):
    """Whether an enemy stands in `h`, or controls it by his zone (mark_zones) with no friend there to keep it open."""
    c = state.hexes[h].combat
    if c >= 0:
        return state.units[c].side != side
    s = state.hexes[h].support
    if s >= 0:
        return state.units[s].side != side
    return state.scratch[h].zoc == stamp


@kernel
def trace(state, board, rules, side):
    """Mark in scratch all hexes within supply of `side`'s depots; returns the stamp, `previous` is the depot."""
    state.scratch[0].serial += 1
    stamp = state.scratch[0].serial
    mark_zones(state, board, rules, side, stamp)
    count = 0
    for d in range(len(state.depots)):
        depot = state.depots[d]
        if depot.side != side or depot.lost or depot.at < 0 or state.scratch[depot.at].stamp == stamp:
            continue
        start = state.scratch[depot.at]
        start.stamp = stamp
        start.cost = 0
        start.previous = d
        state.scratch[count].queue = depot.at
        count += 1
    level_start = 0
    budget = rules.numbers[0].supply_cost
    for level in range(budget):
        # Costs are small: the queue is walked once a level, from the first hex that may still be open.
        i = level_start
        while i < count:
            a = state.scratch[i].queue
            i += 1
            if state.scratch[a].cost != level:
                continue
            count = trace_from(state, board, rules, side, a, stamp, count, budget)
        while level_start < count and state.scratch[state.scratch[level_start].queue].cost <= level:
            level_start += 1
    return stamp


@kernel
def trace_from(state, board, rules, side, a, stamp, count, budget):
    """Carry supply from hex `a` to its neighbours; returns the new length of the queue."""
    here = state.scratch[a]
    for direction in range(6):
        b = board.hexes[a].beyond[direction]
        if b < 0 or (state.scratch[b].stamp == stamp and state.scratch[b].cost <= here.cost):
            continue
        cost = movement.step_cost(state, board, rules, FOOT, a, direction)
        if cost >= movement.CLOSED:
            continue
        count = trace_to(state, side, here, b, here.cost + cost, stamp, count, budget)
    for i in range(2):
        crossing = board.hexes[a].crossing[i]
        if crossing >= 0 and state.crossings[crossing].intact:
            way = state.crossings[crossing]
            b = way.b if way.a == a else way.a
            count = trace_to(state, side, here, b, here.cost + way.length, stamp, count, budget)
    return count


@kernel
def trace_to(state, side, here, b, total, stamp, count, budget):
    there = state.scratch[b]
    if total > budget or (there.stamp == stamp and there.cost <= total) or count >= len(state.scratch):
        return count
    if held_against(state, side, b, stamp):
        return count
    there.stamp = stamp
    there.cost = total
    there.previous = here.previous
    state.scratch[count].queue = b
    return count + 1


@kernel
def take_fires(state, depot, wanted):
    """Tenths of a fire that a depot can give of what is wanted."""
    amount = min(wanted, state.depots[depot].fires)
    state.depots[depot].fires -= amount
    return amount


@kernel
def draw(state, rules, u, first_depot):
    """Top unit `u` up to its ration: from the nearest depot, then from its side's others."""
    unit = state.units[u]
    ration = state.formations[unit.formation].ration
    fires = max(0, 10 * rules.numbers[0].ration_fires[ration] - unit.ammo)
    grenades = max(0, rules.numbers[0].ration_grenades[ration] - unit.grenades) if not unit.support else 0
    full = unit.shells_full if unit.shells_full > 0 else SHELLS_AT_HAND
    shells = max(0, full - unit.shells) if unit.calibre >= 0 else 0
    if unit.rates[0] == 0:
        fires = 0
    side = state.sides[unit.side]
    for i in range(len(state.depots) + 1):
        d = first_depot if i == 0 else i - 1
        depot = state.depots[d]
        if depot.side != unit.side or depot.lost or fires + grenades + shells == 0:
            continue
        amount = take_fires(state, d, fires)
        unit.ammo += amount
        fires -= amount
        side.issued_fires += amount
        amount = min(grenades, depot.grenades)
        depot.grenades -= amount
        unit.grenades += amount
        grenades -= amount
        side.issued_grenades += amount
        if shells > 0:
            amount = min(shells, depot.shells[unit.calibre])
            depot.shells[unit.calibre] -= amount
            unit.shells += amount
            shells -= amount
            side.issued_shells += amount


@kernel
def supply_side(state, board, rules, side):
    """At dawn and dusk: who can trace a path is topped up; who cannot counts his isolated turns."""
    stamp = trace(state, board, rules, side)
    reached, cut_off = 0, 0
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side != side or unit.status != PRESENT:
            continue
        if state.scratch[unit.at].stamp == stamp:
            depot = state.scratch[unit.at].previous
            unit.supplied = 1
            unit.isolated_turns = 0
            draw(state, rules, u, depot)
            reached += 1
        else:
            unit.supplied = 0
            unit.isolated_turns += 1
            cut_off += 1
    if state.clock[0].turn > 1:
        eat(state, side)  # of the half day just gone, so that food for so many turns lasts so many
    row = journal.write(state, J_SUPPLIED, side, -1, -1, -1, -1, 1 << side)
    journal.put(state, row, 0, reached)
    journal.put(state, row, 1, cut_off)


@kernel
def eat(state, side):
    """A half day's food for the whole side, from its first depot that has any."""
    for d in range(len(state.depots)):
        depot = state.depots[d]
        if depot.side == side and depot.food > 0:
            depot.food -= 1
            return


@kernel
def is_hungry(state, side):
    """Whether the side's depots hold no food. A side without depots feeds itself off the map."""
    depots = 0
    for d in range(len(state.depots)):
        depot = state.depots[d]
        if depot.side == side:
            depots += 1
            if depot.food > 0:
                return False
    return depots > 0


@kernel
def wants_men(state, board, rules, unit, side):
    if unit.side != side or unit.status != PRESENT or unit.supplied == 0 or unit.men >= unit.establishment:
        return False
    if unit.klass != INFANTRY and unit.klass != SERVICE and unit.klass != ENGINEERS:
        return False
    return not movement.in_zoc(state, board, rules, side, unit.at)


@kernel
def clear_acted(state, side):
    for u in range(len(state.units)):
        if state.units[u].side == side:
            state.units[u].acted = 0


@kernel
def replace(state, board, rules, side):
    """At dawn the pool goes to supplied units out of zones of control, 25 men each, weakest first."""
    tally = state.sides[side]
    given = 0
    clear_acted(state, side)  # nobody acts at dawn: the flag marks who has had his men
    while tally.pool > 0:
        best, best_key = -1, 1 << 50
        for u in range(len(state.units)):
            unit = state.units[u]
            if unit.acted == 0 and wants_men(state, board, rules, unit, side):
                # Strength first, then file order: one number that grows from unit to unit.
                key = (unit.men * 1000 // unit.establishment) * 4096 + u
                if key < best_key:
                    best, best_key = u, key
        if best < 0:
            break
        unit = state.units[best]
        men = min(rules.numbers[0].replacements_men, tally.pool, unit.establishment - unit.men)
        unit.acted = 1
        unit.men += men
        tally.pool -= men
        given += men
    clear_acted(state, side)
    if given > 0:
        row = journal.write(state, J_ARRIVED, side, -1, -1, -1, -1, 1 << side)
        journal.put(state, row, 0, given)
        journal.put(state, row, 1, 1)
