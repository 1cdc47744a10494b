"""Points, the fall of the city, terms, and the end.

Carries out docs/rules.md, "Arrivals, events, victory".
"""

from game.rules import journal
from game.rules.events import fit_men, lost_men
from game.rules.kernel import kernel
from game.rules.state import BY_CALENDAR, BY_FALL, BY_TERMS, GONE, J_ENDED, PRESENT, WAITING


@kernel
def attacker(state):
    return 0 if state.sides[0].attacker else 1


@kernel
def core_held(state, side):
    """How many of the core places `side` holds."""
    held = 0
    for p in range(len(state.places)):
        place = state.places[p]
        if place.core and place.holder == side:
            held += 1
    return held


@kernel
def may_ask_terms(state, board):
    """The defender may ask when the enemy holds a core place, or too few are fit, or terms were offered."""
    defender = 1 - attacker(state)
    if board.frame[0].can_fall == 0:
        return False
    if state.sides[defender].terms_offered or core_held(state, 1 - defender) > 0:
        return True
    return fit_men(state, defender) < board.frame[0].terms_fit


@kernel
def has_fallen(state, board):
    """Enough core places in the attacker's hands, or too few fit defenders."""
    frame = board.frame[0]
    if frame.can_fall == 0:
        return False
    side = attacker(state)
    return core_held(state, side) >= frame.fall_held or fit_men(state, 1 - side) < frame.fall_fit


@kernel
def score_losses(state, board):
    """Points for the enemy's losses so far; the attacker's stop with the fall."""
    frame = board.frame[0]
    for side in range(2):
        lost = lost_men(state, 1 - side)
        points = lost * frame.loss_points[side] // max(frame.loss_per[side], 1)
        change = points - state.sides[side].points_losses
        state.sides[side].points_losses = points
        state.sides[side].points += change


@kernel
def score_day(state, board):
    """At the close of a day: for the day itself and for places held."""
    clock = state.clock[0]
    for side in range(2):
        tally = state.sides[side]
        points = board.days[clock.turn, side]
        tally.points += points
        tally.points_days += points
        if clock.night:
            continue
        for p in range(len(state.places)):
            place = state.places[p]
            if place.holder == side:
                tally.points += place.daily[side]
                tally.points_places += place.daily[side]


@kernel
def capture_all(state, side):
    """When the place falls every living defender, wounded included, is captured."""
    tally = state.sides[side]
    taken = tally.pool + tally.wounded - tally.returned
    tally.pool = 0
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side == side and unit.status == PRESENT:
            taken += unit.men
            unit.men = 0
            state.hexes[unit.at].combat = -1 if unit.support == 0 else state.hexes[unit.at].combat
            state.hexes[unit.at].support = -1 if unit.support else state.hexes[unit.at].support
            unit.status = GONE
            unit.at = -1
            unit.seen = 0
    tally.wounded = tally.returned
    tally.captured += taken
    for turn in range(len(state.returns)):
        state.returns[turn, side] = 0


@kernel
def end(state, board, reason):
    """The battle is over: final points, and on a fall its price."""
    clock = state.clock[0]
    frame = board.frame[0]
    clock.ended = 1
    clock.reason = reason
    side = attacker(state)
    score_losses(state, board)
    for p in range(len(state.places)):
        place = state.places[p]
        if place.holder >= 0:
            state.sides[place.holder].points += place.final[place.holder]
            state.sides[place.holder].points_places += place.final[place.holder]
    if reason != BY_CALENDAR:
        clock.fallen = clock.turn
        points = frame.fall_points if reason == BY_FALL else frame.terms_points
        state.sides[side].points += points
        state.sides[side].points_events += points
        capture_all(state, 1 - side)
    row = journal.write(state, J_ENDED, side, -1, -1, -1, -1, journal.BOTH)
    journal.put(state, row, 0, reason)
    journal.put(state, row, 1, state.sides[side].points - state.sides[1 - side].points)


@kernel
def check(state, board):
    """At the close: has the place fallen, were terms asked, is the calendar done?"""
    clock = state.clock[0]
    if clock.terms_by >= 0:
        end(state, board, BY_TERMS)
    elif has_fallen(state, board):
        end(state, board, BY_FALL)
    elif clock.turn >= board.frame[0].turns:
        end(state, board, BY_CALENDAR)
    elif nobody_left(state, 0) or nobody_left(state, 1):
        end(state, board, BY_CALENDAR)


@kernel
def nobody_left(state, side):
    """A side with no unit on the map and none to come."""
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side == side and (unit.status == PRESENT or unit.status == WAITING):
            return False
    return True


@kernel
def margin(state):
    """Attacker's points less defender's."""
    side = attacker(state)
    return state.sides[side].points - state.sides[1 - side].points
