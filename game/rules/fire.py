"""Fire: volleys ordered and answered, machine-gun nests, crossfire, ambush.

Carries out docs/rules.md, "Fire and the Three Don'ts" and "Fields of fire".
"""

from game.rules import dice, discipline, journal, morale, sight, wear
from game.rules.discipline import ASSAULTING, FREE, MOVING, STILL, UNAIMED, UNKILLED, UNSEEN
from game.rules.kernel import kernel
from game.rules.state import (
    DONT_AIM,
    DONT_KILL,
    DONT_SEE,
    F_CROSSFIRE,
    F_DIRECT,
    F_LIGHT,
    F_NESTS,
    F_NO_AMMUNITION,
    F_ROLL,
    FOR_FIRE,
    IN_FINAL_FIRE,
    IN_FIRE,
    J_FIRED,
    J_HELD,
    PRESENT,
)

FIRE_HEXES = 4


@kernel
def enemy_in(state, side, h):
    """The enemy of `side` in hex `h` who takes the fire: combat unit first, else support; -1 if none."""
    c, s = state.hexes[h].combat, state.hexes[h].support
    if c >= 0 and state.units[c].side != side:
        return c
    if s >= 0 and state.units[s].side != side:
        return s
    return -1


@kernel
def give_away(state, board, rules, u):
    """Firing shows unit `u` until the next close."""
    state.units[u].fired = 1
    sight.look_at(state, board, rules, u)


@kernel
def strike(state, rules, firing_side, h, t, milli, suppression_permille, roller):
    """Losses in hex `h` from `milli` thousandths of a man; the support unit beside the target takes a quarter.

    Returns the men lost by both.
    """
    if t < 0:
        return 0
    other = state.hexes[h].support
    men = dice.whole_men(state, rules, roller, milli)
    lost = morale.lose_under_fire(state, rules, t, men, suppression_permille)
    if other >= 0 and other != t and state.units[other].side != firing_side:
        share = milli * rules.numbers[0].support_share_permille // 1000
        men = dice.whole_men(state, rules, roller, share)
        lost += morale.lose_under_fire(state, rules, other, men, suppression_permille)
    state.sides[firing_side].volley_losses += lost
    return lost


@kernel
def suppression_share(state, board, rules, side, h, doing, ambush):
    """How far fire on hex `h` suppresses beyond its losses: crossfire in reaction, and ambush."""
    permille = 1000
    if doing == MOVING and discipline.in_crossfire(state, board, rules, side, h):
        permille = permille * rules.numbers[0].crossfire_suppression_permille // 1000
    if ambush:
        permille = permille * rules.numbers[0].ambush_suppression_permille // 1000
    return permille


@kernel
def orders_kept(state, unit, doing):
    """The don'ts that allowed a volley: those in force, if it answers the enemy's move; else none was asked."""
    return unit.dont if doing != ASSAULTING and unit.side != state.clock[0].phase else 0


@kernel
def volley(state, board, rules, u, t, h, doing, expected):
    """Unit `u` fires on target `t` (or -1) in hex `h`; `expected` and the factors were just worked out.

    Returns the men it cost.
    """
    unit = state.units[u]
    side = state.sides[unit.side]
    numbers = rules.numbers[0]
    ambush = discipline.is_ambush(state, board, u, h)
    share = suppression_share(state, board, rules, unit.side, h, doing, ambush)
    roll = dice.spread_permille(state, rules, u, FOR_FIRE)
    journal.factor(state, (IN_FINAL_FIRE if doing == ASSAULTING else IN_FIRE) + F_ROLL, roll)
    lost = strike(state, rules, unit.side, h, t, expected * roll // 1000, share, u)
    cost = min(numbers.volley_tenths, unit.ammo)
    unit.ammo -= cost
    if doing != ASSAULTING:  # the final fire is beyond the limit, and does not use it up
        unit.volleys += 1
    side.spent += cost
    side.volleys += 1
    if ambush:
        side.ambushes += 1
    give_away(state, board, rules, u)
    row = journal.write(state, J_FIRED, unit.side, u, t, h, unit.at, journal.BOTH)
    journal.put(state, row, 0, lost)
    journal.put(state, row, 1, expected)
    journal.put(state, row, 2, roll)
    journal.put(state, row, 3, doing)
    journal.put(state, row, 8, orders_kept(state, unit, doing))
    journal.put(state, row, 4, 1 if ambush else 0)
    journal.put(state, row, 5, cost)
    journal.put(state, row, 6, state.units[t].suppression if t >= 0 else 0)
    journal.put_factors(state, row)
    return lost


@kernel
def expected_nests(state, board, rules, side, nest, h, count, doing, section):
    """What `count` nests in hex `nest` cost whoever is in hex `h`, in thousandths of a man; notes the factors."""
    numbers = rules.numbers[0]
    n = max(sight.distance(board, nest, h), 1)
    if n > 3:
        return 0
    loss = numbers.nest_losses[n - 1] * 1000 * count
    journal.factor(state, section + F_NESTS, loss // 1000)
    loss = journal.times(state, loss, discipline.light_permille(state, rules, n), section + F_LIGHT)
    loss = discipline.cover(state, board, rules, loss, nest, h, doing, section)
    if doing != STILL and discipline.in_crossfire(state, board, rules, side, h):
        loss = journal.times(state, loss, numbers.crossfire_loss_permille, section + F_CROSSFIRE)
    return loss


@kernel
def nest_volley(state, board, rules, nest, t, h, count, doing, expected):
    """The nests of hex `nest` fire, for half a fire each from the unit that mans them. Returns the men it cost."""
    u = state.hexes[nest].combat
    unit = state.units[u]
    side = state.sides[unit.side]
    share = suppression_share(state, board, rules, unit.side, h, doing, False)
    roll = dice.spread_permille(state, rules, u, FOR_FIRE)
    journal.factor(state, (IN_FINAL_FIRE if doing == ASSAULTING else IN_FIRE) + F_ROLL, roll)
    lost = strike(state, rules, unit.side, h, t, expected * roll // 1000, share, u)
    cost = min(rules.numbers[0].nest_tenths * count, unit.ammo)
    unit.ammo -= cost
    side.spent += cost
    side.volleys += 1
    give_away(state, board, rules, u)
    row = journal.write(state, J_FIRED, unit.side, u, t, h, nest, journal.BOTH)
    journal.put(state, row, 0, lost)
    journal.put(state, row, 1, expected)
    journal.put(state, row, 2, roll)
    journal.put(state, row, 3, doing)
    journal.put(state, row, 8, orders_kept(state, unit, doing) & ~DONT_AIM)
    journal.put(state, row, 5, cost)
    journal.put(state, row, 6, state.units[t].suppression if t >= 0 else 0)
    journal.put(state, row, 7, count)
    journal.put_factors(state, row)
    return lost


@kernel
def note_held(state, u, t, reason, expected, tenths):
    """Unit `u` held its fire: which Don't, what the volley would have cost the target, and the rounds saved."""
    unit = state.units[u]
    side = state.sides[unit.side]
    if reason == UNSEEN:
        side.held_see += 1
    elif reason == UNAIMED:
        side.held_aim += 1
    else:
        side.held_kill += 1
    side.saved += tenths
    row = journal.write(state, J_HELD, unit.side, u, t, state.units[t].at, -1, 1 << unit.side)
    journal.put(state, row, 0, reason)
    journal.put(state, row, 1, expected)
    journal.put(state, row, 2, tenths)


@kernel
def answer_one(state, board, rules, e, u, doing):
    """Unit `e` answers unit `u` with its volley if its fire orders allow. Returns volleys fired (0 or 1)."""
    enemy = state.units[e]
    numbers = rules.numbers[0]
    h = state.units[u].at
    if enemy.volleys >= numbers.volleys_per_phase or enemy.ammo < numbers.volley_tenths:
        return 0
    if discipline.aim_permille(state, board, rules, e, h) == 0:
        return 0
    journal.begin_factors(state)
    expected = discipline.expected_loss(state, board, rules, e, u, h, doing, IN_FIRE)
    reason = discipline.holds_fire(state, board, rules, e, u, expected)
    if reason != FREE:
        note_held(state, e, u, reason, expected, numbers.volley_tenths)
        return 0
    volley(state, board, rules, e, u, h, doing, expected)
    return 1


@kernel
def answer_nests(state, board, rules, e, u, doing):
    """The nests of unit `e` answer unit `u`; what can be aimed at them never binds, seeing and killing do."""
    enemy = state.units[e]
    h = state.units[u].at
    count = discipline.nests_in(state, rules, enemy.at)
    if count == 0 or enemy.support:
        return 0
    journal.begin_factors(state)
    expected = expected_nests(state, board, rules, enemy.side, enemy.at, h, count, doing, IN_FIRE)
    limits = state.sides[enemy.side]
    if expected == 0:
        return 0
    cost = rules.numbers[0].nest_tenths * count
    if enemy.dont & DONT_SEE and sight.clarity(state, board, rules, enemy.at, u) < limits.see:
        note_held(state, e, u, UNSEEN, expected, cost)
        return 0
    if enemy.dont & DONT_KILL and expected < min(limits.kill * 1000, enemy.men * limits.kill_own):
        note_held(state, e, u, UNKILLED, expected, cost)
        return 0
    nest_volley(state, board, rules, enemy.at, u, h, count, doing, expected)
    return 1


@kernel
def answers(state, board, rules, u, doing):
    """Up to three enemies, nearest first, answer unit `u` that entered a hex or acted in their sight."""
    unit = state.units[u]
    if unit.status != PRESENT or unit.seen == 0:
        return 0
    h = unit.at
    most = rules.numbers[0].answers_to_a_mover
    answered = 0
    for n in range(1, FIRE_HEXES + 1):
        for e in range(len(state.units)):
            enemy = state.units[e]
            if enemy.side == unit.side or enemy.status != PRESENT or sight.distance(board, enemy.at, h) != n:
                continue
            if not sight.line_of_sight(state, board, enemy.at, h):
                continue
            if answered < most and unit.status == PRESENT:
                answered += answer_one(state, board, rules, e, u, doing)
            if n <= 3 and answered < most and unit.status == PRESENT:
                answered += answer_nests(state, board, rules, e, u, doing)
    return answered


@kernel
def direct_milli(state, board, rules, u, h, section):
    """37 mm guns and rocket launchers fire direct as so many infantry, double against works."""
    unit = state.units[u]
    n = sight.distance(board, unit.at, h)
    numbers = rules.numbers[0]
    loss = numbers.direct_men * 1000 * discipline.rate_permille(unit, n) // 1000
    loss = journal.times(state, loss, discipline.light_permille(state, rules, n), section + F_LIGHT)
    if state.hexes[h].works >= numbers.nest_works:
        loss = journal.times(state, loss, 2000, section + F_DIRECT)
    return discipline.cover(state, board, rules, loss, unit.at, h, STILL, section)


@kernel
def ordered_fire(state, board, rules, u, h):
    """Unit `u` fires a volley at hex `h` on order; whoever lay low there is found out."""
    unit = state.units[u]
    t = enemy_in(state, unit.side, h)
    journal.begin_factors(state)
    if unit.direct:
        expected = direct_milli(state, board, rules, u, h, IN_FIRE)
    else:
        expected = discipline.expected_loss(state, board, rules, u, t, h, STILL, IN_FIRE)
    unit.acted = 1
    unit.moves_left = 0
    volley(state, board, rules, u, t, h, STILL, expected)
    if unit.direct:
        times = 2 if state.hexes[h].works >= rules.numbers[0].nest_works else 1
        wear.wear(state, rules, h, times * rules.numbers[0].direct_wear)
    if t >= 0 and state.units[t].status == PRESENT:
        state.units[t].revealed = 1
        sight.note_seen(state, t)
    answers(state, board, rules, u, STILL)


@kernel
def final_fire(state, board, rules, u, target_hex):
    """The target's volley on the assaulting unit `u`, then up to three nests or units within two hexes.

    The don'ts do not apply. Returns the men it cost.
    """
    unit = state.units[u]
    h = unit.at
    numbers = rules.numbers[0]
    lost = 0
    t = state.hexes[target_hex].combat
    if t < 0:
        t = state.hexes[target_hex].support
    if t >= 0:
        journal.begin_factors(state)
        expected = discipline.expected_loss(state, board, rules, t, u, h, ASSAULTING, IN_FINAL_FIRE)
        if state.units[t].ammo < numbers.volley_tenths:
            expected = journal.times(state, expected, numbers.no_ammunition_permille, IN_FINAL_FIRE + F_NO_AMMUNITION)
        lost += volley(state, board, rules, t, u, h, ASSAULTING, expected)
    left = numbers.final_fire_answers
    for n in range(1, numbers.final_fire_hexes + 1):
        for e in range(len(state.units)):
            enemy = state.units[e]
            if left <= 0 or unit.status != PRESENT:
                return lost
            if enemy.side == unit.side or enemy.status != PRESENT or sight.distance(board, enemy.at, h) != n:
                continue
            if not sight.line_of_sight(state, board, enemy.at, h):
                continue
            count = 0 if enemy.support else min(discipline.nests_in(state, rules, enemy.at), left)
            if count > 0:
                journal.begin_factors(state)
                expected = expected_nests(
                    state, board, rules, enemy.side, enemy.at, h, count, ASSAULTING, IN_FINAL_FIRE
                )
                lost += nest_volley(state, board, rules, enemy.at, u, h, count, ASSAULTING, expected)
                left -= count
            elif (
                e != t
                and enemy.ammo >= numbers.volley_tenths
                and discipline.aim_permille(state, board, rules, e, h) > 0
            ):
                journal.begin_factors(state)
                expected = discipline.expected_loss(state, board, rules, e, u, h, ASSAULTING, IN_FINAL_FIRE)
                lost += volley(state, board, rules, e, u, h, ASSAULTING, expected)
                left -= 1
    return lost
