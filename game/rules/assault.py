"""Assault: final fire, nerve, close combat, and what comes after; cliffs, ladders and ramps.

Carries out docs/rules.md, "Assault". The same sums, in the same order, make the odds card (`sums`, `percent`).
"""

from game.rules import control, dice, fire, journal, morale, movement, sight
from game.rules.discipline import direction_towards
from game.rules.kernel import kernel
from game.rules.state import (
    CLIFF_UP,
    EMBANKMENT,
    F_BOAT,
    F_CLIFF,
    F_CLOSE_GROUND,
    F_CLOSE_WORKS,
    F_EFFECTIVE,
    F_EMBANKMENT,
    F_FRESH,
    F_FRIENDS,
    F_GRENADES,
    F_NIGHT_TRAINED,
    F_NOT_ORGANISED,
    F_OBSTACLE,
    F_OPPOSITE,
    F_QUALITY,
    F_SUPPORT_ALONE,
    FOR_ASSAULT,
    IN_ATTACK,
    IN_DEFENCE,
    J_ASSAULT,
    J_RAMP,
    J_RESULT,
    J_TO_GROUND,
    PRESENT,
    R_BROKEN_UP,
    R_EMPTY,
    R_OVERRUN,
    R_STAND,
    R_TAKEN,
    R_TO_GROUND,
)


@kernel
def ramp_level(state, rules, cliff):
    """0 to 3: how far the fallen (and blasting) have made a ramp of a cliff."""
    men = state.edges[cliff].ramp
    level = 0
    for i in range(3):
        if men >= rules.numbers[0].ramp_men[i]:
            level = i + 1
    return level


@kernel
def needs_ladders(state, board, rules, a, direction):
    """Whether the way up from hex `a` is a cliff without a ramp good enough."""
    if board.hexes[a].edge[direction] & CLIFF_UP == 0:
        return False
    cliff = board.hexes[a].cliff[direction]
    return cliff < 0 or ramp_level(state, rules, cliff) < rules.numbers[0].ramp_without_ladders


@kernel
def edge_percent(state, board, rules, amount, a, direction):
    """The attack after cliff, river, embankment and obstacle."""
    numbers = rules.numbers[0]
    edge = board.hexes[a].edge[direction]
    if edge & CLIFF_UP:
        cliff = board.hexes[a].cliff[direction]
        level = ramp_level(state, rules, cliff) if cliff >= 0 else 0
        percent = numbers.cliff_ladders_percent if level == 0 else numbers.ramp_percent[level - 1]
        amount = journal.times(state, amount, percent * 10, IN_ATTACK + F_CLIFF)
    elif movement.edge_closed(state, board, a, direction):
        amount = journal.times(state, amount, numbers.boat_percent * 10, IN_ATTACK + F_BOAT)
    if edge & EMBANKMENT:
        amount = journal.times(state, amount, numbers.embankment_percent * 10, IN_ATTACK + F_EMBANKMENT)
    obstacle = board.hexes[a].obstacle[direction]
    if obstacle >= 0 and state.edges[obstacle].intact:
        amount = journal.times(state, amount, numbers.obstacle_percent * 10, IN_ATTACK + F_OBSTACLE)
    return amount


@kernel
def formation_shaken(state, unit):
    """Whether the formation's commander was lost of late: no bonuses then."""
    return state.formations[unit.formation].shaken_until >= state.clock[0].turn


@kernel
def helped_percent(state, board, rules, u, h, direction):
    """100, + 10 for each other unsuppressed friend next to the target (three at most), + 25 for one opposite."""
    unit = state.units[u]
    numbers = rules.numbers[0]
    if formation_shaken(state, unit):
        return 0, 0
    friends, opposite = 0, 0
    for d in range(6):
        b = board.hexes[h].beyond[d]
        if b < 0 or b == unit.at:
            continue
        f = state.hexes[b].combat
        if f < 0 or state.units[f].side != unit.side or morale.is_broken(rules, state.units[f]):
            continue
        if state.units[f].suppression >= numbers.support_suppression * 10:
            continue
        friends += 1
        if d == direction:
            opposite = 1
    return min(friends, numbers.support_most) * numbers.support_percent, opposite * numbers.opposite_percent


@kernel
def attack_strength(state, board, rules, u, h):
    """E x quality x friends x edge x night x fresh reserve x grenades, in thousandths of a man."""
    unit = state.units[u]
    numbers = rules.numbers[0]
    direction = direction_towards(board, unit.at, h)
    amount = morale.effective_milli_men(rules, unit)
    journal.factor(state, IN_ATTACK + F_EFFECTIVE, amount // 1000)
    amount = journal.times(state, amount, unit.quality * 10, IN_ATTACK + F_QUALITY)
    friends, opposite = helped_percent(state, board, rules, u, h, direction)
    if friends:
        journal.factor(state, IN_ATTACK + F_FRIENDS, 1000 + friends * 10)
    if opposite:
        journal.factor(state, IN_ATTACK + F_OPPOSITE, 1000 + opposite * 10)
    amount = amount * (100 + friends + opposite) // 100
    amount = edge_percent(state, board, rules, amount, unit.at, direction)
    if state.clock[0].night and unit.night_trained:
        amount = journal.times(state, amount, numbers.night_trained_percent * 10, IN_ATTACK + F_NIGHT_TRAINED)
    if unit.fresh and not formation_shaken(state, unit):
        amount = journal.times(state, amount, numbers.fresh_reserve_percent * 10, IN_ATTACK + F_FRESH)
    grenades = numbers.grenades_attacker_percent if unit.grenades > 0 else numbers.no_grenades_percent
    return journal.times(state, amount, grenades * 10, IN_ATTACK + F_GRENADES)


@kernel
def defence_strength(state, board, rules, t, h, direction):
    """E x quality x ground x works x grenades of the defender `t`; `direction` is the attacker's way in."""
    unit = state.units[t]
    numbers = rules.numbers[0]
    ground = state.hexes[h]
    amount = morale.effective_milli_men(rules, unit)
    journal.factor(state, IN_DEFENCE + F_EFFECTIVE, amount // 1000)
    if unit.support:
        amount = journal.times(state, amount, numbers.support_alone_percent * 10, IN_DEFENCE + F_SUPPORT_ALONE)
    amount = journal.times(state, amount, unit.quality * 10, IN_DEFENCE + F_QUALITY)
    close = rules.terrain[ground.terrain].close * 10
    amount = journal.times(state, amount, close, IN_DEFENCE + F_CLOSE_GROUND)
    amount = journal.times(state, amount, numbers.works_close[ground.works] * 10, IN_DEFENCE + F_CLOSE_WORKS)
    if unit.grenades > 0:
        a = board.hexes[h].beyond[(direction + 3) % 6]
        on_cliff = a >= 0 and board.hexes[a].edge[direction] & CLIFF_UP
        percent = numbers.grenades_cliff_percent if on_cliff else numbers.grenades_defender_percent
    else:
        percent = numbers.no_grenades_percent
    amount = journal.times(state, amount, percent * 10, IN_DEFENCE + F_GRENADES)
    if ground.organised > state.clock[0].turn:
        amount = journal.times(state, amount, numbers.not_organised_percent * 10, IN_DEFENCE + F_NOT_ORGANISED)
    return amount


@kernel
def shift_of(rules, attack, defence):
    """Ratio in percent, and what it adds to the dice."""
    numbers = rules.numbers[0]
    ratio = 100 * attack // max(defence, 1)
    shift = numbers.shift_add[0]
    for i in range(numbers.shift_count):
        if ratio >= numbers.shift_ratio[i]:
            shift = numbers.shift_add[i]
    return ratio, shift


@kernel
def result_of(rules, total):
    """The row of the table of results for dice and shift together."""
    numbers = rules.numbers[0]
    for row in range(4):
        if total <= numbers.result_up_to[row]:
            return row
    return 4


@kernel
def loss_of(percent, own_men, enemy_men):
    """So many percent of the smaller of own men and twice the enemy's, in thousandths of a man."""
    return min(own_men, 2 * enemy_men) * 10 * percent


@kernel
def resolve(state, board, rules, u, h, hold):
    """Unit `u` assaults hex `h`; the victor advances unless `hold`."""
    unit = state.units[u]
    a = unit.at
    direction = direction_towards(board, a, h)
    clock = state.clock[0]
    unit.acted = 1
    unit.moves_left = 0
    state.hexes[h].assaults += 1
    unit.fatigue = min(100, unit.fatigue + rules.numbers[0].fatigue_assault)
    t = fire.enemy_in(state, unit.side, h)
    row = journal.write(state, J_ASSAULT, unit.side, u, t, h, a, journal.BOTH)
    journal.put(state, row, 0, unit.men)
    if t >= 0:
        meet_all(state, unit.side, h)
    sight.note_seen(state, u)
    men_before = unit.men
    fire.final_fire(state, board, rules, u, h)
    if unit.status != PRESENT:
        pile_up(state, board, rules, a, direction, men_before)
        finish(state, u, t, h, R_BROKEN_UP)
        return
    if unit.suppression > unit.cohesion:
        pile_up(state, board, rules, a, direction, men_before - unit.men)
        journal.write(state, J_TO_GROUND, unit.side, u, t, h, a, journal.BOTH)
        morale.shake(state, rules, u, rules.numbers[0].to_ground_cohesion * 10)
        finish(state, u, t, h, R_TO_GROUND)
        return
    if t < 0:
        finish(state, u, t, h, R_EMPTY)
        if hold == 0:
            advance(state, board, rules, u, h, clock.turn)
        return
    close_combat(state, board, rules, u, t, h, direction, hold, men_before)


@kernel
def meet_all(state, side, h):
    """Whoever stands in hex `h` is found out."""
    c, s = state.hexes[h].combat, state.hexes[h].support
    if c >= 0 and state.units[c].side != side:
        state.units[c].revealed = 1
        sight.note_seen(state, c)
    if s >= 0 and state.units[s].side != side:
        state.units[s].revealed = 1
        sight.note_seen(state, s)


@kernel
def finish(state, u, t, h, result):
    """Note an assault that ended before close combat."""
    unit = state.units[u]
    row = journal.write(state, J_RESULT, unit.side, u, t, h, -1, journal.BOTH)
    journal.put(state, row, 0, result)


@kernel
def close_combat(state, board, rules, u, t, h, direction, hold, men_before):
    """Ratio, dice, losses of both, and the result carried out."""
    unit, target = state.units[u], state.units[t]
    numbers = rules.numbers[0]
    a = unit.at
    journal.begin_factors(state)
    attack = attack_strength(state, board, rules, u, h)
    defence = defence_strength(state, board, rules, t, h, direction)
    ratio, shift = shift_of(rules, attack, defence)
    throw = dice.two_tens(state, rules, u)
    result = result_of(rules, throw + shift)
    use_grenades(state, u)
    use_grenades(state, t)
    row = journal.write(state, J_RESULT, unit.side, u, t, h, a, journal.BOTH)
    journal.put_factors(state, row)
    attackers, defenders = unit.men, target.men
    attacker_loss = dice.whole_men(state, rules, u, loss_of(numbers.result_attacker[result], attackers, defenders))
    defender_loss = dice.whole_men(state, rules, u, loss_of(numbers.result_defender[result], defenders, attackers))
    won = result == R_TAKEN or result == R_OVERRUN
    prisoners = 0
    if won:
        prisoners = defender_loss * numbers.prisoners_permille // 1000
    attacker_loss = lose_close(state, rules, u, attacker_loss, numbers.result_attacker_cohesion[result])
    take_prisoners(state, t, prisoners)
    defender_loss = prisoners + lose_close(
        state, rules, t, defender_loss - prisoners, numbers.result_defender_cohesion[result]
    )
    target.fatigue = min(100, target.fatigue + numbers.fatigue_defence)
    for i, value in enumerate((result, ratio, throw, shift, attacker_loss, defender_loss, attack, defence)):
        journal.put(state, row, i, value)
    journal.put(state, row, 8, prisoners)
    pile_up(state, board, rules, a, direction, men_before - unit.men)
    if won:
        after_victory(state, board, rules, u, t, h, a, result, hold, row)
    elif result != R_STAND:
        target.suppression = target.suppression // 2
        if unit.status == PRESENT:
            morale.fall_back(state, board, rules, u, h, 1)


@kernel
def use_grenades(state, u):
    unit = state.units[u]
    if unit.grenades > 0:
        unit.grenades -= 1
        state.sides[unit.side].spent_grenades += 1


@kernel
def take_prisoners(state, t, men):
    target = state.units[t]
    men = min(men, target.men)
    target.men -= men
    state.sides[target.side].captured += men
    if target.men == 0:
        morale.remove(state, t)


@kernel
def lose_close(state, rules, u, men, cohesion):
    """Losses of close combat: half the suppression of fire, and the result's own change of cohesion."""
    lost = morale.lose_under_fire(state, rules, u, men, rules.numbers[0].close_suppression_permille)
    if state.units[u].status == PRESENT:
        morale.shake(state, rules, u, -10 * cohesion)
    return lost


@kernel
def pile_up(state, board, rules, a, direction, men):
    """Men lost in assaults up a cliff lie at its foot: the ramp."""
    if men <= 0 or board.hexes[a].edge[direction] & CLIFF_UP == 0:
        return
    cliff = board.hexes[a].cliff[direction]
    if cliff >= 0:
        raise_ramp(state, board, rules, cliff, men)


@kernel
def raise_ramp(state, board, rules, cliff, men):
    """Add to a ramp; a new level is noted."""
    edge = state.edges[cliff]
    before = ramp_level(state, rules, cliff)
    edge.ramp += men
    level = ramp_level(state, rules, cliff)
    if level > before:
        row = journal.write(
            state, J_RAMP, -1, -1, -1, edge.hex, board.hexes[edge.hex].beyond[edge.direction], journal.BOTH
        )
        journal.put(state, row, 0, level)
        journal.put(state, row, 1, edge.ramp)


@kernel
def after_victory(state, board, rules, u, t, h, a, result, hold, row):
    """The beaten fall back, surrender or make a stand; a support unit is lost or goes too; the victor advances."""
    unit = state.units[u]
    target = state.units[t]
    stands = False
    if target.status == PRESENT and morale.fall_back(state, board, rules, t, a, 2) == 0:
        if 10 * (1 + dice.roll(state, u, FOR_ASSAULT, 100)) > target.cohesion:
            morale.surrender(state, t)
        else:
            stands = True
            as_for_a_stand(state, rules, u, t, result)
    journal.put(state, row, 9, 1 if stands else 0)
    if stands:
        return
    s = state.hexes[h].support
    if s >= 0 and state.units[s].side != unit.side:
        if result == R_OVERRUN or morale.fall_back(state, board, rules, s, a, 2) == 0:
            morale.surrender(state, s)
    if hold == 0 and unit.status == PRESENT:
        advance(state, board, rules, u, h, state.clock[0].turn)


@kernel
def as_for_a_stand(state, rules, u, t, result):
    """Who has no way back and does not surrender has not been beaten: cohesion changes as in a bloody stand."""
    numbers = rules.numbers[0]
    own = numbers.result_attacker_cohesion[R_STAND] - numbers.result_attacker_cohesion[result]
    other = numbers.result_defender_cohesion[R_STAND] - numbers.result_defender_cohesion[result]
    if state.units[u].status == PRESENT:
        morale.shake(state, rules, u, -10 * own)
    morale.shake(state, rules, t, -10 * other)


@kernel
def advance(state, board, rules, u, h, turn):
    """The victor comes into the hex, which is not organised until the close of the next turn."""
    unit = state.units[u]
    if fire.enemy_in(state, unit.side, h) >= 0 or not movement.has_room(state, unit, h):
        return
    if movement.ground_cost(rules, state.hexes[h].terrain, unit.mobility) >= movement.CLOSED:
        return
    was_enemy = state.hexes[h].control != unit.side
    morale.lift(state, u)
    morale.set_down(state, u, h)
    unit.moved = 1
    if was_enemy:
        state.hexes[h].organised = turn + 2
    control.occupy(state, board, u)
    if unit.support:
        control.take_control(state, board, h, unit.side)
    sight.look_at(state, board, rules, u)
    sight.look_out(state, board, rules, u)


@kernel
def chances(rules, shift, out):
    """Per mille of each of the five results at this shift, into `out` (5 int64)."""
    for i in range(5):
        out[i] = 0
    for first in range(1, 11):
        for second in range(1, 11):
            out[result_of(rules, first + second + shift)] += 10
