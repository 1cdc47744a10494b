"""When a unit holds its fire: the Three Don'ts.

Carries out docs/rules.md, "Fire and the Three Don'ts". Reads State and Board; changes nothing but the note of
factors. Every answer is a reason code, so that log and unit card can say *why* nobody fired.
"""

from game.rules import journal, sight
from game.rules.kernel import kernel
from game.rules.morale import effective_milli_men
from game.rules.state import (
    DONT_AIM,
    DONT_KILL,
    DONT_SEE,
    EMBANKMENT,
    F_AMBUSH,
    F_CROSSFIRE,
    F_EFFECTIVE,
    F_EMBANKMENT,
    F_GROUND,
    F_LIGHT,
    F_RANGE,
    F_SHADOW,
    F_WORKS,
    PRESENT,
)

FREE, UNSEEN, UNAIMED, UNKILLED = range(4)

# What the target is doing: it decides whether works cover it and crossfire catches it.
STILL, MOVING, ASSAULTING = range(3)


@kernel
def rate_permille(unit, n):
    """Losses of a volley in per mille of effective men at `n` hexes."""
    if n < 1:
        return unit.rates[0]
    if n > 4:
        return 0
    return unit.rates[n - 1]


@kernel
def light_permille(state, rules, n):
    if state.clock[0].night == 0:
        return 1000
    if n < 1:
        n = 1
    if n > 4:
        return 0
    return rules.numbers[0].light_night_permille[n - 1]


@kernel
def aim_permille(state, board, rules, u, h):
    """Rate x light."""
    n = sight.distance(board, state.units[u].at, h)
    return rate_permille(state.units[u], n) * light_permille(state, rules, n) // 1000


@kernel
def wide_apart(board, rules, h, a, b):
    """Whether the bearings from `h` to `a` and to `b` differ by the angle of a crossfire."""
    x1, y1 = board.hexes[a].q - board.hexes[h].q, board.hexes[a].r - board.hexes[h].r
    x2, y2 = board.hexes[b].q - board.hexes[h].q, board.hexes[b].r - board.hexes[h].r
    # In axial steps: twice the scalar product, and the two squared lengths.
    dot = 2 * x1 * x2 + 2 * y1 * y2 + x1 * y2 + x2 * y1
    squares = (x1 * x1 + y1 * y1 + x1 * y1) * (x2 * x2 + y2 * y2 + x2 * y2)
    limit = rules.numbers[0].crossfire_cosine_permille
    scaled = dot * 500
    if limit >= 0:
        return scaled <= 0 or scaled * scaled <= limit * limit * squares
    return scaled < 0 and scaled * scaled >= limit * limit * squares


@kernel
def nests_in(state, rules, h):
    """Machine-gun nests that can fire from hex `h`: works of level 3 on, manned, organised, with ammunition."""
    ground = state.hexes[h]
    numbers = rules.numbers[0]
    if ground.works < numbers.nest_works or ground.combat < 0 or ground.organised > state.clock[0].turn:
        return 0
    unit = state.units[ground.combat]
    if unit.side != ground.control or unit.ammo < numbers.nest_tenths:
        return 0
    return numbers.nests_per_hex


@kernel
def in_crossfire(state, board, rules, side, h):
    """Whether hex `h` is watched by nests of `side` from two sides, within three hexes."""
    first = -1
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side != side or unit.support or unit.status != PRESENT:
            continue
        n = sight.distance(board, unit.at, h)
        if n < 1 or n > 3 or nests_in(state, rules, unit.at) == 0:
            continue
        if not sight.line_of_sight(state, board, unit.at, h):
            continue
        if first < 0:
            first = unit.at
        elif wide_apart(board, rules, h, first, unit.at):
            return True
    return False


@kernel
def direction_towards(board, a, b):
    """The side of `a` through which the straight line to `b` leaves; -1 if they are the same hex."""
    n = sight.distance(board, a, b)
    if n == 0:
        return -1
    step = sight.hex_between(board, a, b, 1, n)
    for direction in range(6):
        if board.hexes[a].beyond[direction] == step:
            return direction
    return -1


@kernel
def cover(state, board, rules, amount, origin, h, doing, section):
    """Ground, works (not for who moves or assaults), and an embankment between."""
    terrain = rules.terrain[state.hexes[h].terrain]
    amount = journal.times(state, amount, terrain.cover, section + F_GROUND)
    if doing == STILL:
        works = rules.numbers[0].works_cover[state.hexes[h].works]
        amount = journal.times(state, amount, works, section + F_WORKS)
        if origin >= 0:
            direction = direction_towards(board, h, origin)
            if direction >= 0 and board.hexes[h].edge[direction] & EMBANKMENT:
                embanked = rules.numbers[0].embankment_cover_permille
                amount = journal.times(state, amount, embanked, section + F_EMBANKMENT)
    return amount


@kernel
def is_shadow(state, board, rules, u, t):
    """Whether target `t` is no more than a shadow to unit `u`."""
    clear = sight.clarity(state, board, rules, state.units[u].at, t)
    return clear < rules.numbers[0].shadow_clarity


@kernel
def is_ambush(state, board, u, h):
    """A volley at one hex from a unit not seen until then."""
    unit = state.units[u]
    return unit.seen == 0 and unit.fired == 0 and sight.distance(board, unit.at, h) == 1


@kernel
def expected_loss(state, board, rules, u, t, h, doing, section):
    """Effective men x rate x light x shadow x cover x crossfire x ambush, in thousandths of a man.

    `t` is the target, or -1 for a hex that looks empty; `h` its hex. Notes each factor.
    """
    unit = state.units[u]
    n = sight.distance(board, unit.at, h)
    loss = effective_milli_men(rules, unit)
    journal.factor(state, section + F_EFFECTIVE, loss // 1000)
    loss = journal.times(state, loss, rate_permille(unit, n), section + F_RANGE)
    loss = journal.times(state, loss, light_permille(state, rules, n), section + F_LIGHT)
    if doing != ASSAULTING and (t < 0 or is_shadow(state, board, rules, u, t)):
        loss = journal.times(state, loss, rules.numbers[0].unseen_permille, section + F_SHADOW)
    loss = cover(state, board, rules, loss, unit.at, h, doing, section)
    if doing != STILL and in_crossfire(state, board, rules, unit.side, h):
        loss = journal.times(state, loss, rules.numbers[0].crossfire_loss_permille, section + F_CROSSFIRE)
    if is_ambush(state, board, u, h):
        loss = journal.times(state, loss, rules.numbers[0].ambush_loss_permille, section + F_AMBUSH)
    return loss


@kernel
def holds_fire(state, board, rules, u, t, expected):
    """Don't shoot at what you can't see, can't aim at, can't kill.

    `expected`: what the volley would cost the target, in thousandths of a man. Returns FREE, or the first Don't
    that binds unit `u` against target `t`: UNSEEN, UNAIMED, UNKILLED.
    """
    unit = state.units[u]
    limits = state.sides[unit.side]
    if unit.dont & DONT_SEE and sight.clarity(state, board, rules, unit.at, t) < limits.see:
        return UNSEEN
    if unit.dont & DONT_AIM and aim_permille(state, board, rules, u, state.units[t].at) < limits.aim:
        return UNAIMED
    worth_it = min(limits.kill * 1000, unit.men * limits.kill_own)
    if unit.dont & DONT_KILL and expected < worth_it:
        return UNKILLED
    return FREE
