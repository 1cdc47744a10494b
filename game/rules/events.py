"""Events: triggers, conditions and effects from a closed list. No code in data.

Carries out docs/rules.md, "Arrivals, events, victory"; the words of an event stay in the scenario, kernels
know it by its number.
"""

from game.rules import air, arrivals, dice, journal, morale, wear
from game.rules.kernel import kernel
from game.rules.state import (
    DO_CHOICE,
    DO_COHESION,
    DO_CROSSING,
    DO_MESSAGE,
    DO_POINTS,
    DO_POOL,
    DO_RELEASE,
    DO_SORTIES,
    DO_STOCK,
    DO_TERMS,
    DO_TERRAIN,
    DO_WAVE,
    DO_WEATHER,
    DO_WORKS,
    FOR_EVENT,
    J_CHOICE,
    J_MESSAGE,
    J_POINTS,
    J_WEATHER,
    ON_CHANCE,
    ON_DATE,
    ON_HELD,
    ON_LOSSES,
    ON_TAKEN,
    PRESENT,
)

AIR_DROP, CONVOY = 1, 2


@kernel
def lost_men(state, side):
    """Killed + died + wounded, returned or not: the losses of points and tables."""
    tally = state.sides[side]
    return tally.killed + tally.died + tally.wounded


@kernel
def fit_men(state, side):
    """Men in units on the map."""
    men = 0
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side == side and unit.status == PRESENT:
            men += unit.men
    return men


@kernel
def triggered(state, board, e):
    """Whether the trigger of event `e` fires now."""
    rule = board.event_rules[e]
    if rule.trigger == ON_DATE:
        return state.clock[0].turn == rule.a
    if rule.trigger == ON_TAKEN:
        place = state.places[rule.b]
        return place.holder == rule.a and place.since > 0
    if rule.trigger == ON_LOSSES:
        return lost_men(state, rule.a) > rule.b
    if rule.trigger == ON_HELD:
        if state.places[rule.b].holder != rule.a:
            return False
        return state.clock[0].turn - max(state.places[rule.b].since, 1) >= rule.c
    if rule.trigger == ON_CHANCE:
        return dice.roll_for_side(state, 0, FOR_EVENT, 1000) < rule.a
    return False


@kernel
def conditions_hold(state, board, e):
    rule = board.event_rules[e]
    turn = state.clock[0].turn
    if rule.holds_place >= 0 and state.places[rule.holds_place].holder != rule.holds_side:
        return False
    if (rule.after >= 0 and turn < rule.after) or (rule.before >= 0 and turn > rule.before):
        return False
    if rule.event_done >= 0 and state.events[rule.event_done].done == 0:
        return False
    return not (rule.fit_side >= 0 and fit_men(state, rule.fit_side) >= rule.fit_men)


@kernel
def run(state, board, rules):
    """At dawn and dusk: every event whose trigger and conditions hold, in file order."""
    for e in range(len(state.events)):
        event = state.events[e]
        if event.done and board.event_rules[e].once:
            continue
        if not triggered(state, board, e) or not conditions_hold(state, board, e):
            continue
        event.done = 1
        event.turn = state.clock[0].turn
        rule = board.event_rules[e]
        for i in range(rule.first, rule.first + rule.count):
            effect(state, board, rules, i, e)


@kernel
def told(board, e):
    """Bits of the sides that an event is told to."""
    side = board.event_rules[e].side
    return journal.BOTH if side < 0 else 1 << side


@kernel
def effect(state, board, rules, i, e):
    """Carry out effect `i` of event `e`."""
    what = board.effects[i]
    clock = state.clock[0]
    if what.kind == DO_MESSAGE:
        row = journal.write(state, J_MESSAGE, board.event_rules[e].side, -1, -1, -1, -1, told(board, e))
        journal.put(state, row, 0, e)
        journal.put(state, row, 1, i)
    elif what.kind == DO_CHOICE:
        ask(state, board, e)
    elif what.kind == DO_STOCK:
        stock(state, board, rules, i)
    elif what.kind == DO_SORTIES:
        for turn in range(clock.turn, min(clock.turn + 2 * what.b, len(state.sorties))):
            state.sorties[turn, what.side] = max(0, state.sorties[turn, what.side] + what.a)
    elif what.kind == DO_WEATHER:
        clock.weather = what.a
        clock.weather_until = clock.turn + what.b - 1
        row = journal.write(state, J_WEATHER, -1, -1, -1, -1, -1, journal.BOTH)
        journal.put(state, row, 0, what.a)
    elif what.kind == DO_COHESION:
        for u in range(len(state.units)):
            unit = state.units[u]
            if unit.status == PRESENT and unit.side == what.side and (what.target < 0 or unit.formation == what.target):
                morale.shake(state, rules, u, -10 * what.a)
    elif what.kind == DO_POINTS:
        score(state, what.side, what.a)
    elif what.kind == DO_WAVE or what.kind == DO_RELEASE:
        arrivals.release(state, what.target)
    elif what.kind == DO_POOL:
        state.sides[what.side].pool += what.a
        state.sides[what.side].replaced += what.a
    elif what.kind == DO_TERMS:
        state.sides[what.side].terms_offered = 1
    else:
        change_ground(state, board, rules, i)


@kernel
def ask(state, board, e):
    """A choice waits for its side; the phase cannot end before it is made."""
    side = max(board.event_rules[e].side, 0)
    state.events[e].waiting = 1
    state.sides[side].waiting_choice += 1
    row = journal.write(state, J_CHOICE, side, -1, -1, -1, -1, 1 << side)
    journal.put(state, row, 0, e)


@kernel
def score(state, side, points):
    state.sides[side].points += points
    state.sides[side].points_events += points
    row = journal.write(state, J_POINTS, side, -1, -1, -1, -1, journal.BOTH)
    journal.put(state, row, 0, points)


@kernel
def stock(state, board, rules, i):
    """Stores come to a depot: of a drop part is lost, a convoy is thinned by interdiction."""
    what = board.effects[i]
    d = what.target
    if d < 0:
        for k in range(len(state.depots)):
            if state.depots[k].side == what.side and state.depots[k].lost == 0:
                d = k
                break
    if d < 0 or state.depots[d].lost:
        return
    permille = 1000
    if what.count & AIR_DROP:
        permille -= 10 * rules.numbers[0].air_drop_lost_percent
    if what.count & CONVOY:
        enemy = state.sides[1 - what.side]
        permille = permille * max(0, 100 - enemy.interdicted) // 100
        enemy.interdicted = 0
    depot = state.depots[d]
    side = state.sides[what.side]
    fires = max(-depot.fires, 10 * what.a * permille // 1000)
    # A single load is not lost to rounding.
    grenades = max(-depot.grenades, (what.b * permille + 500) // 1000)
    depot.fires += fires
    depot.grenades += grenades
    depot.food = max(0, depot.food + what.first * permille // 1000)
    side.received_fires += fires
    side.received_grenades += grenades
    for calibre in range(len(depot.shells)):
        shells = max(-depot.shells[calibre], (what.shells[calibre] * permille + 500) // 1000)
        depot.shells[calibre] += shells
        side.received_shells += shells


@kernel
def change_ground(state, board, rules, i):
    """Terrain, fire, works and crossings."""
    what = board.effects[i]
    if what.kind == DO_CROSSING:
        for c in range(len(state.crossings)):
            if state.crossings[c].a == what.target or state.crossings[c].b == what.target:
                state.crossings[c].intact = what.a
        for k in range(len(state.edges)):
            beyond = board.hexes[state.edges[k].hex].beyond[state.edges[k].direction]
            if state.edges[k].kind == 2 and (state.edges[k].hex == what.target or beyond == what.target):
                state.edges[k].intact = what.a
        return
    for k in range(what.first, what.first + what.count):
        h = board.effect_hexes[k]
        if what.kind == DO_TERRAIN:
            if what.a >= 0:
                wear.ruin(state, h, what.a)
            if what.b:
                air.set_on_fire(state, rules, h)
        elif what.kind == DO_WORKS:
            state.hexes[h].works = what.a
            wear.show_works(state, h)


@kernel
def choose(state, board, rules, e, option):
    """Carry out option `option` (from 0) of the choice of event `e`."""
    rule = board.event_rules[e]
    seen = 0
    state.events[e].waiting = 0
    state.sides[max(rule.side, 0)].waiting_choice -= 1
    for i in range(rule.first, rule.first + rule.count):
        if board.effects[i].kind != DO_CHOICE:
            continue
        first = board.effects[i].first
        for k in range(board.effects[i].count):
            if seen == option:
                choice = board.effects[first + k]
                for j in range(choice.first, choice.first + choice.count):
                    effect(state, board, rules, j, e)
                return
            seen += 1


@kernel
def options_of(board, e):
    """How many options the choice of event `e` has."""
    rule = board.event_rules[e]
    count = 0
    for i in range(rule.first, rule.first + rule.count):
        if board.effects[i].kind == DO_CHOICE:
            count += board.effects[i].count
    return count
