"""Sight and concealment: who is seen, from where, and what a side remembers.

Carries out docs/rules.md, "Sight and concealment". Changes only what is known of a unit.
"""

from game.rules import journal
from game.rules.kernel import kernel
from game.rules.state import (
    CLEAR_SKY,
    CLOUD,
    J_LOST,
    J_SEEN,
    PRESENT,
    RAIN,
    REMEMBERED_MEN,
    SIGHT_SPAN,
)

FAR = 10  # the sight table's radius in hexes


@kernel
def distance(board, a, b):
    """Hexes from `a` to `b`."""
    dq = board.hexes[b].q - board.hexes[a].q
    dr = board.hexes[b].r - board.hexes[a].r
    return max(abs(dq), abs(dr), abs(dq + dr))


@kernel
def hex_at(board, q, r):
    """Index of the hex at axial (q, r), or -1 off the map."""
    frame = board.frame[0]
    row = r + (q - (q & 1)) // 2
    if q < 0 or q >= frame.cols or row < 0 or row >= frame.rows:
        return -1
    return row * frame.cols + q


@kernel
def nearest_whole(numerator, denominator):
    return (2 * numerator + denominator) // (2 * denominator)


@kernel
def hex_between(board, a, b, i, n):
    """The hex at step `i` of `n` on the straight line from `a` to `b`."""
    q = board.hexes[a].q * (n - i) + board.hexes[b].q * i
    r = board.hexes[a].r * (n - i) + board.hexes[b].r * i
    s = -q - r
    rq, rr, rs = nearest_whole(q, n), nearest_whole(r, n), nearest_whole(s, n)
    dq, dr, ds = abs(rq * n - q), abs(rr * n - r), abs(rs * n - s)
    if dq > dr and dq > ds:
        rq = -rr - rs
    elif dr > ds:
        rr = -rq - rs
    return hex_at(board, rq, rr)


@kernel
def line_of_sight(state, board, a, b):
    """Whether ground and smoke leave the line from centre to centre open; out to ten hexes."""
    n = distance(board, a, b)
    if n <= 1:
        return True
    if n > FAR:
        return False
    dq = board.hexes[b].q - board.hexes[a].q
    dr = board.hexes[b].r - board.hexes[a].r
    if board.sight[a, (dq + FAR) * SIGHT_SPAN + dr + FAR] == 0:
        return False
    if state.clock[0].burning > 0:
        for i in range(1, n):
            h = hex_between(board, a, b, i, n)
            if h >= 0 and state.hexes[h].fire > 0:
                return False
    return True


@kernel
def sight_hexes(state, rules):
    """How far anyone sees now, in hexes."""
    clock = state.clock[0]
    numbers = rules.numbers[0]
    if clock.night:
        return numbers.sight_night_hexes
    if clock.weather == CLEAR_SKY or clock.weather == CLOUD:
        return numbers.sight_day_hexes
    if clock.weather == RAIN:
        return numbers.sight_rain_hexes
    return numbers.sight_storm_hexes


@kernel
def in_cover(state, rules, h):
    return rules.terrain[state.hexes[h].terrain].hides >= rules.numbers[0].cover_hides or state.hexes[h].works > 0


@kernel
def signature(state, rules, u):
    """How plainly unit `u` shows itself."""
    unit = state.units[u]
    numbers = rules.numbers[0]
    if unit.fired:
        return numbers.signature_fired
    hides = rules.terrain[state.hexes[unit.at].terrain].hides
    if unit.moved and unit.side == state.clock[0].phase:
        return numbers.signature_moving_cover if hides >= numbers.cover_hides else numbers.signature_moving_open
    if in_cover(state, rules, unit.at):
        return numbers.signature_still_cover - hides
    return numbers.signature_still_open


@kernel
def clarity(state, board, rules, observer, u):
    """Signature less what distance takes: 0 or more is seen, below 50 is only a shadow."""
    numbers = rules.numbers[0]
    per_hex = numbers.clarity_per_hex_night if state.clock[0].night else numbers.clarity_per_hex_day
    return signature(state, rules, u) - per_hex * distance(board, observer, state.units[u].at)


@kernel
def lies_low(state, u):
    """In works, still, and silent: then not even a neighbour sees it."""
    unit = state.units[u]
    if unit.fired or unit.revealed:
        return False
    if unit.moved and unit.side == state.clock[0].phase:
        return False
    return state.hexes[unit.at].works > 0


@kernel
def can_see(state, board, rules, observer, u):
    """Whether someone at hex `observer` sees unit `u`."""
    unit = state.units[u]
    n = distance(board, observer, unit.at)
    if n > sight_hexes(state, rules):
        return False
    if n <= 1 and not lies_low(state, u):
        return True
    if clarity(state, board, rules, observer, u) < 0:
        return False
    return line_of_sight(state, board, observer, unit.at)


@kernel
def side_sees(state, board, rules, side, u):
    """Whether any unit of `side` sees unit `u` now."""
    for e in range(len(state.units)):
        spotter = state.units[e]
        if spotter.side == side and spotter.status == PRESENT and can_see(state, board, rules, spotter.at, u):
            return True
    return False


@kernel
def note_seen(state, u):
    """The enemy sees unit `u` here and now; what is new counts as a revelation. Returns 1 if it was new."""
    unit = state.units[u]
    new = 0 if unit.seen else 1
    unit.seen = 1
    unit.last_at = unit.at
    unit.last_turn = state.clock[0].turn
    unit.last_men = (unit.men + REMEMBERED_MEN // 2) // REMEMBERED_MEN * REMEMBERED_MEN
    if new:
        state.clock[0].reveals += 1
        journal.write(state, J_SEEN, unit.side, u, -1, unit.at, -1, journal.BOTH)
    return new


@kernel
def note_lost(state, u):
    """The enemy no longer sees unit `u`; he remembers where it was."""
    unit = state.units[u]
    if unit.seen:
        unit.seen = 0
        journal.write(state, J_LOST, unit.side, u, -1, unit.last_at, -1, journal.BOTH)


@kernel
def look_at(state, board, rules, u):
    """After unit `u` moved or acted: is it seen?"""
    if side_sees(state, board, rules, 1 - state.units[u].side, u):
        note_seen(state, u)
    else:
        note_lost(state, u)


@kernel
def look_out(state, board, rules, u):
    """What unit `u` sees from where it stands. Returns how many enemies are newly seen."""
    new = 0
    unit = state.units[u]
    for e in range(len(state.units)):
        enemy = state.units[e]
        if enemy.side == unit.side or enemy.status != PRESENT or enemy.seen:
            continue
        if can_see(state, board, rules, unit.at, e):
            new += note_seen(state, e)
    return new


@kernel
def look_round(state, board, rules):
    """At the start of a phase both sides look afresh; what was seen in a phase stays known to its end."""
    numbers = rules.numbers[0]
    turn = state.clock[0].turn
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.status != PRESENT:
            continue
        if side_sees(state, board, rules, 1 - unit.side, u):
            note_seen(state, u)
            continue
        note_lost(state, u)
        if unit.last_at >= 0 and turn - unit.last_turn > numbers.remember_turns:
            unit.last_at = -1
    refresh_works(state, board, rules)


@kernel
def refresh_works(state, board, rules):
    """Works and control that changed unseen become known to a side once it has the hex in sight."""
    reach = sight_hexes(state, rules)
    for h in range(len(state.hexes)):
        ground = state.hexes[h]
        for side in range(2):
            if ground.known_works[side] == ground.works and ground.known_control[side] == ground.control:
                continue
            if ground.control == side or hex_in_sight(state, board, side, h, reach):
                ground.known_works[side] = ground.works
                ground.known_control[side] = ground.control


@kernel
def hex_in_sight(state, board, side, h, reach):
    """Whether any unit of `side` has hex `h` in line of sight within `reach`."""
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side == side and unit.status == PRESENT and distance(board, unit.at, h) <= reach:
            if line_of_sight(state, board, unit.at, h):
                return True
    return False
