"""Aircraft: sorties a side has by day, and what one does.

Carries out docs/rules.md, "Guns, mortars, aircraft", "Air".
"""

from game.rules import bombard, journal, sight
from game.rules.kernel import kernel
from game.rules.state import (
    BOMB,
    BURN,
    CLEAR_SKY,
    F_WEIGHT,
    IN_BOMBARD,
    INTERDICT,
    J_AIR,
    PRESENT,
    SCOUT,
    STORM,
    STRAFE,
)


@kernel
def sorties_today(state):
    """Sorties are granted at dawn; cloud and rain halve them, nothing flies by night or in storms."""
    clock = state.clock[0]
    for side in range(2):
        granted = 0 if clock.night or clock.weather == STORM else state.sorties[clock.turn, side]
        if clock.weather != CLEAR_SKY:
            granted = granted // 2
        state.sides[side].sorties = granted


@kernel
def set_on_fire(state, rules, h):
    """City blocks burn for some turns; a burning hex blocks sight and costs men at the close."""
    if rules.terrain[state.hexes[h].terrain].burns == 0:
        return
    if state.hexes[h].fire == 0:
        state.clock[0].burning += 1
    state.hexes[h].fire = rules.numbers[0].fire_turns


@kernel
def roller_of(state, side):
    """Dice for aircraft are thrown by the side's first unit, whatever became of it: the key is all that counts."""
    for u in range(len(state.units)):
        if state.units[u].side == side:
            return u
    return 0


@kernel
def sortie(state, board, rules, side, what, h):
    """One sortie of `side`; `h` is -1 for interdiction."""
    numbers = rules.numbers[0]
    state.sides[side].sorties -= 1
    row = journal.write(state, J_AIR, side, -1, -1, h, -1, journal.BOTH)
    journal.put(state, row, 0, what)
    roller = roller_of(state, side)
    journal.begin_factors(state)
    if what == BOMB or what == BURN:
        journal.factor(state, IN_BOMBARD + F_WEIGHT, numbers.bomb_weight)
        bombard.burst(state, board, rules, roller, side, numbers.bomb_weight, h, 1000)
        if what == BURN:
            set_on_fire(state, rules, h)
    elif what == STRAFE:
        strafe(state, board, rules, roller, side, h)
    elif what == SCOUT:
        scout(state, board, rules, side, h)
    elif what == INTERDICT:
        state.sides[side].interdicted += numbers.interdict_percent


@kernel
def strafe(state, board, rules, roller, side, h):
    """Low-level attack: only units outside works suffer."""
    if state.hexes[h].works > 0:
        return
    journal.factor(state, IN_BOMBARD + F_WEIGHT, rules.numbers[0].strafe_weight)
    bombard.burst(state, board, rules, roller, side, rules.numbers[0].strafe_weight, h, 0)


@kernel
def scout(state, board, rules, side, h):
    """Everything of the enemy's within four hexes is seen, but who lies low in works."""
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side == side or unit.status != PRESENT:
            continue
        if sight.distance(board, unit.at, h) <= rules.numbers[0].scout_hexes and not sight.lies_low(state, u):
            sight.note_seen(state, u)
