"""Digging, and what engineers do: obstacles cleared, bridges mended and blown, cliffs blasted.

Carries out docs/rules.md, "Ground", "Works".
"""

from game.rules import assault, fire, journal
from game.rules.discipline import STILL, direction_towards
from game.rules.kernel import kernel
from game.rules.state import BLAST, BRIDGE, BRIDGE_LINE, CLEAR, DEMOLISH, ENGINEERS, J_WORKS


@kernel
def digs(rules, unit):
    """Digging points of one action, and the level up to which they count."""
    numbers = rules.numbers[0]
    if unit.klass == ENGINEERS:
        return numbers.engineers_dig, numbers.engineers_dig_to
    return numbers.infantry_digs, numbers.infantry_digs_to


@kernel
def can_dig(state, rules, u):
    """Whether a point of digging would do anything in unit `u`'s hex."""
    unit = state.units[u]
    ground = state.hexes[unit.at]
    if ground.wear > 0 and ground.works > 0:
        return True
    _, up_to = digs(rules, unit)
    return ground.works < min(up_to, rules.terrain[ground.terrain].dig_to)


@kernel
def dig(state, board, rules, u):
    """One action of digging: a point first takes off wear, then counts towards the next level."""
    unit = state.units[u]
    numbers = rules.numbers[0]
    ground = state.hexes[unit.at]
    unit.acted = 1
    unit.moves_left = 0
    if state.clock[0].night:
        unit.fatigue = min(100, unit.fatigue + numbers.fatigue_night)
    points, up_to = digs(rules, unit)
    limit = min(up_to, rules.terrain[ground.terrain].dig_to)
    for _ in range(points):
        if ground.wear > 0 and ground.works > 0:
            ground.wear = max(0, ground.wear - numbers.dig_mends_wear)
        elif ground.works < limit:
            ground.dig += 1
            if ground.dig >= numbers.works_dig[ground.works + 1]:
                ground.dig = 0
                ground.works += 1
    ground.known_works[unit.side] = ground.works
    if unit.seen:
        ground.known_works[1 - unit.side] = ground.works
    row = journal.write(state, J_WORKS, unit.side, u, -1, unit.at, -1, journal.sides_that_see(state, u))
    journal.put(state, row, 0, ground.works)
    journal.put(state, row, 1, ground.dig)
    fire.answers(state, board, rules, u, STILL)


@kernel
def crossing_between(board, state, a, b):
    """The bridge line from bank `a` whose far bank (or next hex) is `b`; -1 if none."""
    for i in range(2):
        crossing = board.hexes[a].crossing[i]
        if crossing >= 0 and state.crossings[crossing].kind == BRIDGE_LINE:
            if state.crossings[crossing].a == b or state.crossings[crossing].b == b:
                return crossing
    return -1


@kernel
def engineer(state, board, rules, u, verb, h):
    """Clear an obstacle, mend or blow a bridge, blast a cliff towards neighbouring hex `h`."""
    unit = state.units[u]
    unit.acted = 1
    unit.moves_left = 0
    direction = direction_towards(board, unit.at, h)
    if verb == BLAST:
        cliff = board.hexes[unit.at].cliff[direction]
        assault.raise_ramp(state, board, rules, cliff, rules.numbers[0].blast_men)
    else:
        work(state, board, rules, u, verb, h, direction)
    fire.answers(state, board, rules, u, STILL)


@kernel
def work(state, board, rules, u, verb, h, direction):
    """Two actions of the same kind at the same place finish the work."""
    unit = state.units[u]
    place = (unit.at * 8 + direction) * 16 + verb
    if unit.work_at != place:
        unit.work_at = place
        unit.work_done = 0
    unit.work_done += 1
    done = unit.work_done >= rules.numbers[0].engineer_actions
    if done:
        unit.work_at = -1
        unit.work_done = 0
        whole = 0 if verb == CLEAR or verb == DEMOLISH else 1
        edge = board.hexes[unit.at].obstacle[direction] if verb == CLEAR else board.hexes[unit.at].span[direction]
        if edge >= 0:
            state.edges[edge].intact = whole
        elif verb == BRIDGE or verb == DEMOLISH:
            crossing = crossing_between(board, state, unit.at, h)
            if crossing >= 0:
                state.crossings[crossing].intact = whole
    row = journal.write(state, J_WORKS, unit.side, u, -1, unit.at, h, journal.sides_that_see(state, u))
    journal.put(state, row, 2, verb)
    journal.put(state, row, 3, 1 if done else 0)


@kernel
def obstacle_ahead(state, board, u, h):
    """The standing obstacle between unit `u` and neighbouring hex `h`; -1 if none."""
    if not is_neighbour(board, state.units[u].at, h):
        return -1
    o = board.hexes[state.units[u].at].obstacle[direction_towards(board, state.units[u].at, h)]
    return o if o >= 0 and state.edges[o].intact else -1


@kernel
def bridge_ahead(state, board, u, h, intact):
    """Whether a bridge in this condition leads from unit `u` to hex `h`."""
    a = state.units[u].at
    crossing = crossing_between(board, state, a, h)
    if crossing >= 0:
        return state.crossings[crossing].intact == intact
    if not is_neighbour(board, a, h):
        return False
    span = board.hexes[a].span[direction_towards(board, a, h)]
    return span >= 0 and state.edges[span].intact == intact


@kernel
def cliff_ahead(board, rules, state, u, h):
    """The cliff that unit `u` could blast towards `h`, not yet a full ramp; -1 if none."""
    a = state.units[u].at
    if not is_neighbour(board, a, h):
        return -1
    direction = direction_towards(board, a, h)
    if not assault.needs_ladders(state, board, rules, a, direction):
        return -1
    return board.hexes[a].cliff[direction]


@kernel
def is_neighbour(board, a, h):
    for direction in range(6):
        if board.hexes[a].beyond[direction] == h:
            return True
    return False
