"""Movement carried out: hex by hex, seen and fired on.

Carries out docs/rules.md, "A turn". Costs come from movement.py, ways from paths.py.
"""

from game.rules import control, fire, journal, morale, movement, paths, sight
from game.rules.discipline import MOVING
from game.rules.kernel import kernel
from game.rules.state import FERRY, J_MOVED, PRESENT


@kernel
def enter(state, board, rules, u, h):
    """Unit `u` comes into hex `h`: looks, is looked at, is fired on. True if it has to stop there."""
    unit = state.units[u]
    unit.at = h
    unit.moved = 1
    sight.look_at(state, board, rules, u)
    control.occupy(state, board, u)
    new = sight.look_out(state, board, rules, u)
    fire.answers(state, board, rules, u, MOVING)
    if unit.status != PRESENT:
        return True
    return new > 0 or unit.suppression >= rules.numbers[0].stop_suppression * 10


@kernel
def march(state, board, rules, u):
    """Carry out the path in scratch, hex by hex, until it ends or something stops the unit."""
    unit = state.units[u]
    start = unit.at
    length = state.clock[0].path_length
    free = start
    morale.lift(state, u)
    stopped = 0
    for i in range(length):
        h = state.scratch[i].path
        a = unit.at
        if fire.enemy_in(state, unit.side, h) >= 0:
            meet(state, u, h)
            unit.moves_left = 0
            stopped = 1
            break
        was_in_zoc = movement.in_zoc(state, board, rules, unit.side, a)
        pay(state, board, rules, u, a, h, was_in_zoc)
        stop = enter(state, board, rules, u, h)
        if unit.status != PRESENT:
            break
        if room_now(state, unit, h):
            free = h
        if movement.in_zoc(state, board, rules, unit.side, h):
            unit.moves_left = 0
        if stop:
            unit.moves_left = 0
            stopped = 1
            break
    if unit.status == PRESENT:
        morale.set_down(state, u, free)
        tire_by_night(state, rules, unit)
    row = journal.write(state, J_MOVED, unit.side, u, -1, start, unit.at, journal.sides_that_see(state, u))
    journal.put(state, row, 0, stopped)


@kernel
def tire_by_night(state, rules, unit):
    if state.clock[0].night:
        unit.fatigue = min(100, unit.fatigue + rules.numbers[0].fatigue_night)


@kernel
def room_now(state, unit, h):
    own = state.hexes[h].support if unit.support else state.hexes[h].combat
    return own < 0


@kernel
def meet(state, u, h):
    """The march runs into an enemy not seen until now: it stops before him and may still act."""
    unit = state.units[u]
    c, s = state.hexes[h].combat, state.hexes[h].support
    if c >= 0 and state.units[c].side != unit.side:
        state.units[c].revealed = 1
        sight.note_seen(state, c)
    if s >= 0 and state.units[s].side != unit.side:
        state.units[s].revealed = 1
        sight.note_seen(state, s)


@kernel
def pay(state, board, rules, u, a, b, was_in_zoc):
    """Take the points of one step from `a` to `b`."""
    unit = state.units[u]
    cost = movement.step_between(state, board, rules, unit.mobility, a, b)
    if cost >= movement.CLOSED:
        cost = crossing_cost(state, board, rules, unit, a, b)
    if was_in_zoc:
        if movement.in_zoc(state, board, rules, unit.side, b):
            cost = unit.moves_left
        else:
            cost += rules.numbers[0].leave_zoc_cost
    unit.moves_left = max(0, unit.moves_left - cost)


@kernel
def crossing_cost(state, board, rules, unit, a, b):
    for i in range(2):
        crossing = board.hexes[a].crossing[i]
        if crossing >= 0:
            way = state.crossings[crossing]
            if way.a == b or way.b == b:
                if way.kind == FERRY:
                    way.used = 1
                    return unit.moves_left
                return way.length
    return unit.moves_left


@kernel
def swap(state, board, rules, u, h):
    """Two adjacent friends change places: so a reserve relieves the line."""
    unit = state.units[u]
    v = state.hexes[h].support if unit.support else state.hexes[h].combat
    friend = state.units[v]
    a = unit.at
    unit_cost = paths.swap_cost(state, board, rules, unit, h)
    friend_cost = paths.swap_cost(state, board, rules, friend, a)
    unit.moves_left -= unit_cost
    friend.moves_left -= friend_cost
    morale.lift(state, u)
    morale.lift(state, v)
    morale.set_down(state, v, a)
    morale.set_down(state, u, h)
    for i in range(2):
        w = v if i == 0 else u
        one = state.units[w]
        if one.status != PRESENT:
            continue
        where = one.at
        stop = enter(state, board, rules, w, where)
        if one.status != PRESENT:
            continue
        if stop or movement.in_zoc(state, board, rules, one.side, where):
            one.moves_left = 0
        tire_by_night(state, rules, one)
    row = journal.write(state, J_MOVED, unit.side, u, v, a, h, journal.sides_that_see(state, u))
    journal.put(state, row, 1, 1)


@kernel
def row_over(state, board, rules, u, h):
    """Cross by boat: the whole move; who waits on the far bank is met before landing."""
    unit = state.units[u]
    start = unit.at
    unit.moves_left = 0
    if fire.enemy_in(state, unit.side, h) >= 0:
        meet(state, u, h)
    else:
        morale.lift(state, u)
        unit.at = h
        morale.set_down(state, u, h)
        enter(state, board, rules, u, h)
        if unit.status == PRESENT:
            tire_by_night(state, rules, unit)
    row = journal.write(state, J_MOVED, unit.side, u, -1, start, h, journal.sides_that_see(state, u))
    journal.put(state, row, 2, 1)


@kernel
def move(state, board, rules, u, h):
    """Carry out the move of unit `u` to `h` that was just planned (paths.plan_move, to see that it is legal)."""
    way = state.clock[0].path_way
    if way == paths.BY_SWAP:
        swap(state, board, rules, u, h)
    elif way == paths.BY_BOAT:
        row_over(state, board, rules, u, h)
    else:
        march(state, board, rules, u)
