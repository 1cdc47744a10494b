"""What the rules say of an order before it is given: the same sums as the resolution, without dice.

Works on a masked State (knowledge.py) that nobody else uses: it may be spoilt. Amounts are thousandths of a man.
"""

from game.rules import assault, bombard, discipline, fire, journal, movement, sight
from game.rules.discipline import ASSAULTING, STILL, direction_towards
from game.rules.kernel import kernel
from game.rules.state import (
    F_NO_AMMUNITION,
    F_UNOBSERVED,
    IN_BOMBARD,
    IN_FINAL_FIRE,
    IN_FIRE,
    PRESENT,
)

# Places in the answer of `assault_odds`.
(
    P_FINAL_FIRE, P_ATTACK, P_DEFENCE, P_RATIO, P_SHIFT, P_CHANCES, P_OWN_LOSS, P_ENEMY_LOSS, P_SUPPRESSION,
    P_NERVE, P_DEFENDER_SPENT,
) = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14)  # fmt: skip
P_SIZE = 16


@kernel
def fire_odds(known, board, rules, u, h):
    """Expected losses of a volley of unit `u` on hex `h`; factors are noted."""
    journal.begin_factors(known)
    t = fire.enemy_in(known, known.units[u].side, h)
    if known.units[u].direct:
        return fire.direct_milli(known, board, rules, u, h, IN_FIRE)
    return discipline.expected_loss(known, board, rules, u, t, h, STILL, IN_FIRE)


@kernel
def bombard_odds(known, board, rules, u, h, out):
    """Expected losses (0), suppression in tenths (1), weight (2), observed (3) of a bombardment."""
    journal.begin_factors(known)
    weight = bombard.weight_of(known, board, rules, u, h)
    seen = bombard.observed(known, board, rules, known.units[u].side, h)
    if not seen:
        weight = journal.times(known, weight, rules.numbers[0].unobserved_permille, IN_BOMBARD + F_UNOBSERVED)
    t = fire.enemy_in(known, known.units[u].side, h)
    out[0] = bombard.expected_milli(known, rules, weight, t, h)
    cover = 1000 + bombard.shell_cover(known, rules, h)
    out[1] = weight * rules.numbers[0].bombard_suppression_permille * cover // 200_000
    out[2] = weight
    out[3] = 1 if seen else 0


@kernel
def expected_final_fire(known, board, rules, u, h):
    """What the final fire on unit `u` assaulting `h` is expected to cost it; also tenths of fires it spends."""
    unit = known.units[u]
    numbers = rules.numbers[0]
    milli, spent = 0, 0
    t = fire.enemy_in(known, unit.side, h)
    if t >= 0:
        loss = discipline.expected_loss(known, board, rules, t, u, unit.at, ASSAULTING, IN_FINAL_FIRE)
        if known.units[t].ammo < numbers.volley_tenths:
            loss = journal.times(known, loss, numbers.no_ammunition_permille, IN_FINAL_FIRE + F_NO_AMMUNITION)
        milli += loss
        spent += numbers.volley_tenths
    left = numbers.final_fire_answers
    for n in range(1, numbers.final_fire_hexes + 1):
        for e in range(len(known.units)):
            enemy = known.units[e]
            if left <= 0 or enemy.side == unit.side or enemy.status != PRESENT:
                continue
            if sight.distance(board, enemy.at, unit.at) != n or not sight.line_of_sight(
                known, board, enemy.at, unit.at
            ):
                continue
            count = 0 if enemy.support else min(discipline.nests_in(known, rules, enemy.at), left)
            if count > 0:
                milli += fire.expected_nests(
                    known, board, rules, enemy.side, enemy.at, unit.at, count, ASSAULTING, IN_FINAL_FIRE
                )
                spent += numbers.nest_tenths * count
                left -= count
            elif (
                e != t
                and known.units[e].ammo >= numbers.volley_tenths
                and discipline.aim_permille(known, board, rules, e, unit.at) > 0
            ):
                milli += discipline.expected_loss(known, board, rules, e, u, unit.at, ASSAULTING, IN_FINAL_FIRE)
                spent += numbers.volley_tenths
                left -= 1
    return milli, spent


@kernel
def assault_odds(known, board, rules, u, h, out):
    """Final fire, nerve, close combat and the chance of each result, into `out` (P_SIZE int64)."""
    for i in range(P_SIZE):
        out[i] = 0
    unit = known.units[u]
    numbers = rules.numbers[0]
    journal.begin_factors(known)
    milli, spent = expected_final_fire(known, board, rules, u, h)
    milli = min(milli, unit.men * 1000)
    out[P_FINAL_FIRE] = milli
    out[P_DEFENDER_SPENT] = spent
    men = milli // 1000
    before = max(unit.men, 1)
    unit.suppression = min(
        unit.suppression + numbers.suppression_per_percent * 1000 * men // before,
        max(unit.suppression, numbers.suppression_most * 10),
    )
    unit.cohesion = max(0, unit.cohesion - numbers.cohesion_tenths_per_percent * 100 * men // before)
    unit.men -= men
    out[P_SUPPRESSION] = unit.suppression
    out[P_OWN_LOSS] = milli
    if unit.men <= 0 or unit.suppression > unit.cohesion:
        out[P_NERVE] = 1
        return
    t = fire.enemy_in(known, unit.side, h)
    if t < 0:
        return
    direction = direction_towards(board, unit.at, h)
    out[P_ATTACK] = assault.attack_strength(known, board, rules, u, h)
    out[P_DEFENCE] = assault.defence_strength(known, board, rules, t, h, direction)
    ratio, shift = assault.shift_of(rules, out[P_ATTACK], out[P_DEFENCE])
    out[P_RATIO] = ratio
    out[P_SHIFT] = shift
    assault.chances(rules, shift, out[P_CHANCES : P_CHANCES + 5])
    for row in range(5):
        share = out[P_CHANCES + row]
        own = assault.loss_of(numbers.result_attacker[row], unit.men, known.units[t].men)
        enemy = assault.loss_of(numbers.result_defender[row], known.units[t].men, unit.men)
        out[P_OWN_LOSS] += own * share // 1000
        out[P_ENEMY_LOSS] += enemy * share // 1000


@kernel
def threat(known, board, rules, side, out):
    """What the enemies that `side` sees could do by fire to a battalion of 400 in each hex: men, into `out`."""
    for h in range(len(out)):
        out[h] = 0
    for e in range(len(known.units)):
        enemy = known.units[e]
        if enemy.side == side or enemy.status != PRESENT or enemy.seen == 0:
            continue
        for i in range(1, 61):  # four rings
            h = sight.hex_at(
                board, board.hexes[enemy.at].q + board.spiral[i, 0], board.hexes[enemy.at].r + board.spiral[i, 1]
            )
            if h < 0 or not sight.line_of_sight(known, board, enemy.at, h):
                continue
            journal.begin_factors(known)
            loss = discipline.expected_loss(known, board, rules, e, -1, h, ASSAULTING, IN_FIRE)
            out[h] += loss // 1000


@kernel
def reach(state, board, rules, u, out):
    """Movement points to each hex unit `u` can end in, -1 where it cannot, into `out`."""
    unit = state.units[u]
    stamp = movement.flood(state, board, rules, u, unit.at, unit.moves_left, -1)
    for h in range(len(out)):
        out[h] = -1
        if h != unit.at and state.scratch[h].stamp == stamp and movement.has_room(state, unit, h):
            out[h] = state.scratch[h].cost


@kernel
def seen_from(state, board, rules, h, out):
    """1 for each hex in line of sight from `h` within sight now, into `out`."""
    span = sight.sight_hexes(state, rules)
    for k in range(len(out)):
        out[k] = 1 if sight.distance(board, h, k) <= span and sight.line_of_sight(state, board, h, k) else 0


@kernel
def blocking_hex(state, board, a, b):
    """The first hex on the line from `a` to `b` from which the rest is hidden; -1 if the line is open."""
    if sight.line_of_sight(state, board, a, b):
        return -1
    n = sight.distance(board, a, b)
    for i in range(1, n):
        h = sight.hex_between(board, a, b, i, n)
        if h >= 0 and not sight.line_of_sight(state, board, a, beyond(board, a, b, i + 1, n)):
            return h
    return sight.hex_between(board, a, b, max(n - 1, 0), max(n, 1))


@kernel
def beyond(board, a, b, i, n):
    return sight.hex_between(board, a, b, min(i, n), n)
