"""Waves: dated, triggered or held groups that enter at named edges.

Carries out docs/rules.md, "Arrivals, events, victory". A blocked entry shifts along the edge and waits if it
must; nobody is ever lost.
"""

from game.rules import control, dice, journal, morale, movement, sight
from game.rules.kernel import kernel
from game.rules.state import FOR_ARRIVAL, J_ARRIVED, J_DELAYED, PRESENT, WAITING

# What has become of a wave.
W_COMING, W_HELD, W_ON_EVENT, W_ENTERING, W_IN, W_NEVER = range(6)

ENTRY_SHIFT = 6  # hexes that a blocked arrival shifts along the edge, at most


@kernel
def due(state, board, rules):
    """At dawn and dusk: waves whose turn has come enter, or are delayed, or (by chance) never come."""
    turn = state.clock[0].turn
    for w in range(len(state.waves)):
        wave = state.waves[w]
        if wave.status == W_COMING and wave.turn <= turn:
            start_wave(state, w)
        if wave.status == W_ENTERING:
            enter_wave(state, board, rules, w)


@kernel
def start_wave(state, w):
    """Throw for chance and delay, once each."""
    wave = state.waves[w]
    turn = state.clock[0].turn
    if wave.chance < 100 and dice.roll_for_side(state, wave.side, FOR_ARRIVAL, 100) >= wave.chance:
        wave.status = W_NEVER
        return
    wave.chance = 100
    if wave.delay_chance > 0:
        late = dice.roll_for_side(state, wave.side, FOR_ARRIVAL, 100) < wave.delay_chance
        wave.delay_chance = 0
        if late:
            wave.turn = turn + wave.delay_turns
            wave.status = W_COMING
            row = journal.write(state, J_DELAYED, wave.side, -1, -1, -1, -1, 1 << wave.side)
            journal.put(state, row, 0, w)
            journal.put(state, row, 1, wave.delay_turns)
            return
    wave.status = W_ENTERING


@kernel
def on_call(state, side, w):
    """Whether `side` may call wave `w` now: held back, not yet called, and its date has come."""
    wave = state.waves[w]
    return wave.side == side and wave.status == W_HELD and wave.turn <= state.clock[0].turn


@kernel
def release(state, w):
    """An event or a call sets a wave on its way."""
    wave = state.waves[w]
    if wave.status == W_HELD or wave.status == W_ON_EVENT:
        wave.status = W_COMING
        wave.turn = state.clock[0].turn


@kernel
def enter_wave(state, board, rules, w):
    """Set down as many units of the wave as its entry has room for."""
    wave = state.waves[w]
    waiting = 0
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.wave != w or unit.status != WAITING:
            continue
        h = free_entry(state, board, rules, unit, wave)
        if h < 0:
            waiting += 1
            continue
        unit.status = PRESENT
        state.sides[unit.side].arrived += unit.men
        morale.set_down(state, u, h)
        unit.moves_left = movement.allowance(state, rules, unit)
        control.occupy(state, board, u)
        sight.look_at(state, board, rules, u)
        journal.write(state, J_ARRIVED, unit.side, u, -1, h, -1, journal.sides_that_see(state, u))
    if waiting == 0:
        wave.status = W_IN


@kernel
def free_entry(state, board, rules, unit, wave):
    """The first entry hex with room, else the nearest hex along the map's edge; -1 if all are blocked."""
    for i in range(wave.entry, wave.entry + wave.entries):
        h = board.entry_hexes[i]
        if can_enter_at(state, rules, unit, h):
            return h
    best, best_n = -1, ENTRY_SHIFT + 1
    for h in range(len(state.hexes)):
        if not on_edge(board, h) or not can_enter_at(state, rules, unit, h):
            continue
        for i in range(wave.entry, wave.entry + wave.entries):
            n = sight.distance(board, h, board.entry_hexes[i])
            if n < best_n:
                best, best_n = h, n
    return best


@kernel
def on_edge(board, h):
    for direction in range(6):
        if board.hexes[h].beyond[direction] < 0:
            return True
    return False


@kernel
def can_enter_at(state, rules, unit, h):
    ground = state.hexes[h]
    if movement.ground_cost(rules, ground.terrain, unit.mobility) >= movement.CLOSED:
        return False
    c, s = ground.combat, ground.support
    if (c >= 0 and state.units[c].side != unit.side) or (s >= 0 and state.units[s].side != unit.side):
        return False
    return (s if unit.support else c) < 0
