"""Guns and mortars: weight of shells, observation, scatter, wear, and a headquarters hit.

Carries out docs/rules.md, "Guns, mortars, aircraft"; aircraft (air.py) use the same `burst`.
"""

from game.rules import dice, fire, journal, morale, sight, wear
from game.rules.kernel import kernel
from game.rules.state import (
    F_BAND,
    F_DENSITY,
    F_GROUND,
    F_UNOBSERVED,
    F_WEIGHT,
    F_WORKS,
    FOR_BOMBARD,
    HEADQUARTERS,
    IN_BOMBARD,
    J_BOMBARDED,
    J_COMMANDER,
    PRESENT,
)


@kernel
def observed(state, board, rules, side, h):
    """Whether some friend has the hex in sight."""
    return sight.hex_in_sight(state, board, side, h, sight.sight_hexes(state, rules))


@kernel
def clear_arc(state, board, rules, u, h):
    """Mortars lob; guns need no height above them in the next hex on the line."""
    unit = state.units[u]
    n = sight.distance(board, unit.at, h)
    if unit.lobs or n <= 1:
        return True
    step = sight.hex_between(board, unit.at, h, 1, n)
    return step < 0 or board.hexes[step].height <= board.hexes[unit.at].height


@kernel
def weight_of(state, board, rules, u, h):
    """Tubes x weight x range band x observation; notes the factors."""
    unit = state.units[u]
    numbers = rules.numbers[0]
    weight = unit.tubes * unit.weight
    journal.factor(state, IN_BOMBARD + F_WEIGHT, weight)
    if 2 * sight.distance(board, unit.at, h) > unit.range_hexes:
        weight = journal.times(state, weight, numbers.half_range_permille, IN_BOMBARD + F_BAND)
    return weight


@kernel
def shell_cover(state, rules, h):
    """Ground x works, per mille."""
    terrain = rules.terrain[state.hexes[h].terrain]
    return terrain.cover * rules.numbers[0].works_cover[state.hexes[h].works] // 1000


@kernel
def expected_milli(state, rules, weight, t, h):
    """W x 0.5 x cover x men/400 (between 0.25 and 2), in thousandths of a man; notes the factors."""
    numbers = rules.numbers[0]
    loss = weight * numbers.bombard_loss_permille
    loss = journal.times(state, loss, rules.terrain[state.hexes[h].terrain].cover, IN_BOMBARD + F_GROUND)
    loss = journal.times(state, loss, numbers.works_cover[state.hexes[h].works], IN_BOMBARD + F_WORKS)
    if t < 0:
        return loss
    density = state.units[t].men * 1000 // max(numbers.bombard_men, 1)
    density = max(numbers.bombard_men_low_permille, min(density, numbers.bombard_men_high_permille))
    return journal.times(state, loss, density, IN_BOMBARD + F_DENSITY)


@kernel
def burst(state, board, rules, roller, side, weight, h, wear_permille):
    """Shells or bombs of this weight fall on hex `h`: losses, suppression, wear, a headquarters hit.

    The factors of `weight` stand already noted. Returns the men lost.
    """
    t = fire.enemy_in(state, side, h)
    milli = expected_milli(state, rules, weight, t, h)
    roll = dice.spread_permille(state, rules, roller, FOR_BOMBARD)
    numbers = rules.numbers[0]
    tenths = weight * numbers.bombard_suppression_permille * (1000 + shell_cover(state, rules, h)) // 200_000
    lost = 0
    s = state.hexes[h].support
    staff = s >= 0 and state.units[s].side != side and state.units[s].klass == HEADQUARTERS
    if t >= 0:
        lost += shelled(state, rules, roller, t, milli * roll // 1000, tenths)
    if s >= 0 and s != t and state.units[s].side != side:
        share = milli * numbers.support_share_permille // 1000
        lost += shelled(state, rules, roller, s, share * roll // 1000, tenths)
    if staff:
        commander_at_risk(state, rules, roller, s, h, weight)
    wear.wear(state, rules, h, weight * wear_permille // 1000)
    row = journal.write(state, J_BOMBARDED, side, roller, t, h, -1, journal.BOTH)
    journal.put(state, row, 0, lost)
    journal.put(state, row, 1, milli)
    journal.put(state, row, 2, roll)
    journal.put(state, row, 3, weight)
    journal.put(state, row, 4, tenths)
    journal.put(state, row, 6, state.units[t].suppression if t >= 0 else 0)
    journal.put_factors(state, row)
    return lost


@kernel
def shelled(state, rules, roller, t, milli, tenths):
    """Losses of one unit by shells; its suppression comes from the weight, not from the losses."""
    unit = state.units[t]
    before = unit.men
    men = min(dice.whole_men(state, rules, roller, milli), before)
    if before > 0:
        morale.shake(state, rules, t, rules.numbers[0].cohesion_tenths_per_percent * 100 * men // before)
    morale.suppress(state, rules, t, tenths)
    return morale.lose(state, rules, t, men)


@kernel
def commander_at_risk(state, rules, roller, s, h, weight):
    """A headquarters caught by shells loses its commander with chance 2 x W per mille, at most 150.

    His formation and those below it lose cohesion, and bonuses for some turns.
    """
    numbers = rules.numbers[0]
    hq = state.units[s]
    risk = min(weight * numbers.commander_hit_permille_per_weight, numbers.commander_hit_most_permille)
    if not dice.chance(state, roller, FOR_BOMBARD, risk):
        return
    until = state.clock[0].turn + numbers.commander_turns
    for f in range(len(state.formations)):
        if led_by(state, f, s):
            state.formations[f].shaken_until = until
    for u in range(len(state.units)):
        if state.units[u].status == PRESENT and led_by(state, state.units[u].formation, s):
            morale.shake(state, rules, u, numbers.commander_cohesion * 10)
    journal.write(state, J_COMMANDER, hq.side, s, -1, h, -1, journal.BOTH)


@kernel
def led_by(state, f, s):
    """Whether headquarters `s` leads formation `f`, itself or one above it."""
    while f >= 0:
        if state.formations[f].hq == s:
            return True
        f = state.formations[f].parent
    return False


@kernel
def scatter(state, board, rules, u, h):
    """Where unobserved shells fall: on 5 and 6 of a die, a neighbouring hex."""
    if 1 + dice.roll(state, u, FOR_BOMBARD, 6) < rules.numbers[0].scatter_from_d6:
        return h
    b = board.hexes[h].beyond[dice.roll(state, u, FOR_BOMBARD, 6)]
    return b if b >= 0 else h


@kernel
def bombard(state, board, rules, u, h):
    """Battery `u` spends a load of shells on hex `h`. Mortars and guns are given away."""
    unit = state.units[u]
    numbers = rules.numbers[0]
    unit.acted = 1
    unit.moves_left = 0
    unit.shells -= 1
    state.sides[unit.side].spent_shells += 1
    state.hexes[h].batteries += 1
    journal.begin_factors(state)
    weight = weight_of(state, board, rules, u, h)
    where = h
    close = numbers.close_wear_permille
    if not observed(state, board, rules, unit.side, h):
        weight = journal.times(state, weight, numbers.unobserved_permille, IN_BOMBARD + F_UNOBSERVED)
        where = scatter(state, board, rules, u, h)
        close = 1000
    elif sight.distance(board, unit.at, h) > numbers.close_wear_hexes:
        close = 1000
    own = state.hexes[where].combat
    if own >= 0 and state.units[own].side == unit.side:
        where = h
    burst(state, board, rules, u, unit.side, weight, where, close)
    fire.give_away(state, board, rules, u)
    if unit.status == PRESENT:
        fire.answers(state, board, rules, u, 0)
