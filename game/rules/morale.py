"""Men: strength, losses, suppression, cohesion, fatigue, breaking, falling back and surrender.

Carries out docs/rules.md, "Men". Everything that costs men goes through `lose`; everyone is accounted for.
"""

from game.rules import control, dice, journal, sight
from game.rules.kernel import kernel
from game.rules.state import (
    CLIFF_UP,
    FOR_MEN,
    GONE,
    J_BROKEN,
    J_DISSOLVED,
    J_RETREATED,
    J_SURRENDERED,
    PRESENT,
    RIVER,
)


@kernel
def effective_milli_men(rules, unit):
    """Men x (50 + cohesion/2) % x (100 - suppression) %, four fifths of it when tired."""
    amount = unit.men * 1000
    amount = amount * (1000 + unit.cohesion) // 2000
    amount = amount * (1000 - unit.suppression) // 1000
    if unit.fatigue > rules.numbers[0].fatigue_limit:
        amount = amount * rules.numbers[0].fatigue_effect_percent // 100
    return amount


@kernel
def is_broken(rules, unit):
    return unit.cohesion < rules.numbers[0].broken_cohesion * 10


@kernel
def suppress(state, rules, u, tenths):
    """Add suppression, up to the most there is from any cause."""
    unit = state.units[u]
    unit.suppression = min(unit.suppression + tenths, max(unit.suppression, rules.numbers[0].suppression_most * 10))


@kernel
def shake(state, rules, u, tenths):
    """Take (or with a negative number give) cohesion; breaking is noted."""
    unit = state.units[u]
    was_broken = is_broken(rules, unit)
    unit.cohesion = max(0, min(unit.cohesion - tenths, 1000))
    if not was_broken and is_broken(rules, unit) and unit.status == PRESENT:
        journal.write(state, J_BROKEN, unit.side, u, -1, unit.at, -1, journal.sides_that_see(state, u))


@kernel
def remove(state, u):
    """Take unit `u` off the map for good."""
    unit = state.units[u]
    if unit.at >= 0:
        lift(state, u)
    tally = state.sides[unit.side]
    tally.lost_fires += unit.ammo
    tally.lost_grenades += unit.grenades
    tally.lost_shells += unit.shells
    unit.ammo = 0
    unit.grenades = 0
    unit.shells = 0
    unit.status = GONE
    unit.at = -1
    unit.seen = 0
    unit.last_at = -1


@kernel
def lift(state, u):
    """Clear the place that unit `u` fills in its hex."""
    unit = state.units[u]
    ground = state.hexes[unit.at]
    if unit.support:
        if ground.support == u:
            ground.support = -1
    elif ground.combat == u:
        ground.combat = -1


@kernel
def set_down(state, u, h):
    """Put unit `u` in hex `h`."""
    unit = state.units[u]
    unit.at = h
    if unit.support:
        state.hexes[h].support = u
    else:
        state.hexes[h].combat = u


@kernel
def count_casualties(state, rules, side, men):
    """Split losses into killed and wounded; of the wounded some will return, and of the others some die.

    Rests are carried, so that shares are exact over a battle and no die is thrown.
    """
    tally = state.sides[side]
    clock = state.clock[0]
    carry = tally.carry_wounded + men * rules.numbers[0].wounded_permille
    wounded = carry // 1000
    tally.carry_wounded = carry % 1000
    tally.killed += men - wounded
    tally.wounded += wounded
    carry = tally.carry_return + wounded * tally.wounded_return
    back = carry // 1000
    tally.carry_return = carry % 1000
    if back > 0:
        low, high = rules.numbers[0].return_turns[0], rules.numbers[0].return_turns[1]
        due = clock.turn + low + dice.roll_for_side(state, side, FOR_MEN, max(high - low, 0) + 1)
        state.returns[min(due, len(state.returns) - 1), side] += back
    carry = tally.carry_die + (wounded - back) * tally.wounded_die
    dying = carry // 1000
    tally.carry_die = carry % 1000
    tally.wounded -= dying
    tally.died += dying


@kernel
def lose(state, rules, u, men):
    """Unit `u` loses `men` killed and wounded. Returns how many it really had to lose."""
    unit = state.units[u]
    men = min(men, unit.men)
    if men > 0:
        unit.men -= men
        count_casualties(state, rules, unit.side, men)
        if unit.men == 0:
            journal.write(state, J_DISSOLVED, unit.side, u, -1, unit.at, -1, journal.sides_that_see(state, u))
            remove(state, u)
    return men


@kernel
def lose_under_fire(state, rules, u, men, suppression_permille):
    """Losses from fire: they bring suppression (times `suppression_permille`) and cost cohesion."""
    unit = state.units[u]
    before = unit.men
    if before <= 0 or men <= 0:
        return 0
    men = min(men, before)
    numbers = rules.numbers[0]
    suppress(state, rules, u, numbers.suppression_per_percent * 1000 * men // before * suppression_permille // 1000)
    shake(state, rules, u, numbers.cohesion_tenths_per_percent * 100 * men // before)
    return lose(state, rules, u, men)


@kernel
def surrender(state, u):
    """The whole unit is taken."""
    unit = state.units[u]
    journal_row = journal.write(state, J_SURRENDERED, unit.side, u, -1, unit.at, -1, journal.BOTH)
    journal.put(state, journal_row, 0, unit.men)
    state.sides[unit.side].captured += unit.men
    unit.men = 0
    remove(state, u)


@kernel
def passable_for_retreat(state, board, rules, u, a, direction):
    """Whether unit `u` can fall back from `a` this way: on foot, down cliffs, never up, never among enemies."""
    unit = state.units[u]
    b = board.hexes[a].beyond[direction]
    if b < 0:
        return False
    edge = board.hexes[a].edge[direction]
    if edge & CLIFF_UP:
        return False
    if edge & RIVER:
        span = board.hexes[a].span[direction]
        if span < 0 or state.edges[span].intact == 0:
            return False
    ground = rules.terrain[state.hexes[b].terrain]
    if (ground.foot if unit.mobility == 0 else ground.wheels) <= 0:
        return False
    c, s = state.hexes[b].combat, state.hexes[b].support
    if c >= 0 and (state.units[c].side != unit.side or unit.support == 0):
        return False
    return not (s >= 0 and (state.units[s].side != unit.side or unit.support == 1))


@kernel
def enemies_next_to(state, board, side, h):
    """How many hexes beside `h` hold an enemy combat unit."""
    count = 0
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b >= 0:
            e = state.hexes[b].combat
            if e >= 0 and state.units[e].side != side:
                count += 1
    return count


@kernel
def way_back(state, board, rules, u, a, threat):
    """The best hex to fall back to from `a`: fewest enemies near, own works, away from `threat`; -1 if none."""
    unit = state.units[u]
    best, best_score = -1, -(1 << 40)
    for direction in range(6):
        if not passable_for_retreat(state, board, rules, u, a, direction):
            continue
        b = board.hexes[a].beyond[direction]
        away = sight.distance(board, threat, b) if threat >= 0 else 0
        if threat >= 0 and away < sight.distance(board, threat, a):
            continue
        score = away * 20 - 30 * enemies_next_to(state, board, unit.side, b)
        if state.hexes[b].control == unit.side:
            score += 10 + 5 * state.hexes[b].works
        if score > best_score:
            best, best_score = b, score
    return best


@kernel
def fall_back(state, board, rules, u, threat, steps):
    """Unit `u` goes back up to `steps` hexes, further only while enemies are next to it. Returns hexes gone."""
    unit = state.units[u]
    start = unit.at
    gone = 0
    for step in range(steps):
        if step > 0 and enemies_next_to(state, board, unit.side, unit.at) == 0:
            break
        b = way_back(state, board, rules, u, unit.at, threat)
        if b < 0:
            break
        lift(state, u)
        set_down(state, u, b)
        control.occupy(state, board, u)
        gone += 1
    if gone > 0:
        unit.moved = 1
        row = journal.write(state, J_RETREATED, unit.side, u, -1, start, unit.at, journal.sides_that_see(state, u))
        journal.put(state, row, 0, gone)
        sight.look_at(state, board, rules, u)
    return gone


@kernel
def merge_remnant(state, board, rules, u):
    """A unit under a tenth of its strength joins the formation's nearest unit within reach, or stays."""
    unit = state.units[u]
    best, best_distance = -1, rules.numbers[0].dissolve_hexes + 1
    for v in range(len(state.units)):
        other = state.units[v]
        if v == u or other.status != PRESENT or other.side != unit.side or other.formation != unit.formation:
            continue
        if other.klass != unit.klass or other.men + unit.men > other.establishment:
            continue
        n = sight.distance(board, unit.at, other.at)
        if n < best_distance:
            best, best_distance = v, n
    if best < 0:
        return
    other = state.units[best]
    other.men += unit.men
    other.ammo += unit.ammo
    other.grenades += unit.grenades
    other.shells += unit.shells
    journal.write(state, J_DISSOLVED, unit.side, u, best, unit.at, other.at, 1 << unit.side)
    unit.men = 0
    unit.ammo = 0
    unit.grenades = 0
    unit.shells = 0
    remove(state, u)
