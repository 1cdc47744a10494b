"""How a unit would go somewhere: on foot, by boat, changing places with a friend. marching.py carries it out.

Carries out docs/rules.md, "A turn" (movement). Like all of movement.py from what the mover's side knows alone.
"""

from game.rules import movement, sight
from game.rules.kernel import kernel

BY_STEP, BY_CROSSING, BY_BOAT, BY_SWAP = range(4)


@kernel
def plan_move(state, board, rules, u, h):
    """How unit `u` would go to `h`: (BY_…, cost), path and way noted in the workspace; cost CLOSED if it cannot."""
    way, cost = BY_STEP, movement.CLOSED
    unit = state.units[u]
    if movement.has_room(state, unit, h):
        stamp = movement.flood(state, board, rules, u, unit.at, unit.moves_left, h)
        if state.scratch[h].stamp == stamp:
            cost = state.scratch[h].cost
            state.clock[0].path_length = trace_leg(state, unit.at, h, 0)
        else:
            state.scratch[0].path = h
            state.clock[0].path_length = 1
            if movement.boat_landing(state, board, rules, u, h):
                way, cost = BY_BOAT, movement.allowance(state, rules, unit)
    elif can_swap(state, board, rules, u, h):
        state.scratch[0].path = h
        state.clock[0].path_length = 1
        way, cost = BY_SWAP, swap_cost(state, board, rules, unit, h)
    state.clock[0].path_way = way
    return way, cost


@kernel
def plan_via(state, board, rules, u, via, h):
    """Cost of a move of unit `u` by way of the hexes `via` to `h`, path in scratch; CLOSED if it cannot."""
    unit = state.units[u]
    if not movement.has_room(state, unit, h):
        return movement.CLOSED
    start, budget, length, total = unit.at, unit.moves_left, 0, 0
    for leg in range(len(via) + 1):
        goal = via[leg] if leg < len(via) else h
        if goal == start:
            continue
        if leg > 0 and movement.in_zoc(state, board, rules, unit.side, start):
            return movement.CLOSED
        stamp = movement.flood(state, board, rules, u, start, budget, goal)
        if state.scratch[goal].stamp != stamp:
            return movement.CLOSED
        cost = state.scratch[goal].cost
        if length + cost >= len(state.scratch):
            return movement.CLOSED
        length = trace_leg(state, start, goal, length)
        budget -= cost
        total += cost
        start = goal
    state.clock[0].path_length = length
    return total


@kernel
def trace_leg(state, start, goal, offset):
    """Append the path of the last movement.flood to `scratch[…].path` from `offset` on; returns the new length."""
    steps = 0
    h = goal
    while h != start:
        steps += 1
        h = state.scratch[h].previous
    h = goal
    for i in range(steps - 1, -1, -1):
        state.scratch[offset + i].path = h
        h = state.scratch[h].previous
    return offset + steps


@kernel
def can_swap(state, board, rules, u, h):
    """Whether unit `u` can change places with the friend in neighbouring hex `h`; both pay."""
    unit = state.units[u]
    v = state.hexes[h].support if unit.support else state.hexes[h].combat
    if v < 0 or state.units[v].side != unit.side or sight.distance(board, unit.at, h) != 1:
        return False
    friend = state.units[v]
    if friend.acted or unit.acted:
        return False
    there = swap_cost(state, board, rules, unit, h)
    back = swap_cost(state, board, rules, friend, unit.at)
    return there <= unit.moves_left and back <= friend.moves_left


@kernel
def swap_cost(state, board, rules, unit, h):
    """Points of one of two who change places, for the step to neighbouring hex `h`."""
    cost = movement.step_between(state, board, rules, unit.mobility, unit.at, h)
    state.scratch[0].serial += 1
    stamp = state.scratch[0].serial
    movement.mark_zocs(state, board, rules, unit, stamp)
    extra = movement.leave_cost(state, rules, unit, unit.at, h, unit.at, unit.moves_left, stamp)
    return movement.with_zoc(rules, cost, extra)
