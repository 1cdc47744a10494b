"""Orders: what is legal, why not, and `apply`, the only door that changes a State.

Legality is judged by what the giver's side knows: hidden enemies never make an order illegal. `u` is a unit, or
for orders of a side `len(units) + side`. Reasons are codes; `game.reasons` has their sentences.
"""

from game.rules import (
    air,
    arrivals,
    assault,
    bombard,
    events,
    fire,
    marching,
    morale,
    movement,
    paths,
    sight,
    turn,
    victory,
    works,
)
from game.rules.discipline import direction_towards, rate_permille
from game.rules.kernel import kernel
from game.rules.state import (
    AIM,
    AIR,
    ASSAULT,
    BLAST,
    BOMB,
    BOMBARD,
    BRIDGE,
    BURN,
    CALL,
    CHOOSE,
    CLEAR,
    DEMOLISH,
    DIG,
    DONT_AIM,
    DONT_KILL,
    DONT_SEE,
    END,
    ENGINEERS,
    FIRE,
    GUNS,
    HEADQUARTERS,
    INFANTRY,
    INTERDICT,
    KILL,
    MORTARS,
    MOVE,
    PRESENT,
    RALLY,
    RATION,
    SEE,
    SERVICE,
    STRAFE,
    TERMS,
)

(
    LEGAL, NOT_ITS_PHASE, OVER, NOT_HERE, ACTED, OFF_MAP, NO_PATH, SAME_HEX, MOVED_GUNS, NO_AMMO, OUT_OF_RANGE,
    NO_SIGHT, NOT_ADJACENT, TOO_SHAKEN, TOO_FEW, TWICE, NO_LADDERS, FRIENDS_THERE, RIVER_WITHOUT_BOATS, NO_SHELLS, NO_GUNS,
    NO_ARC, THREE_BATTERIES, NOTHING_TO_DIG, ENGINEERS_ONLY, NO_OBSTACLE, NO_BRIDGE, NO_CLIFF, NOTHING_TO_RALLY, NO_SORTIES,
    NO_WAVE, NO_CHOICE, NO_TERMS, CHOICE_WAITS, CANNOT_ASSAULT, CANNOT_FIRE, NOT_A_UNIT, NOT_A_SIDE, BAD_ARGUMENT,
    NOT_OWN, OVER_RIVER, GROUND_CLOSED, ENEMY_THERE, FULL_HEX, CANNOT_MOVE, NO_POINTS, NOT_DEFENDER, BROKEN,
) = range(48)  # fmt: skip

SET_ON, SET_OFF = 1, 0


@kernel
def why_not_unit(state, board, rules, verb, u, h):
    """What every order of a unit needs."""
    unit = state.units[u]
    if unit.side != state.clock[0].phase:
        return NOT_ITS_PHASE
    if unit.status != PRESENT:
        return NOT_HERE
    if verb <= RALLY and unit.acted:
        return ACTED
    if verb <= DEMOLISH and (h < 0 or h >= len(state.hexes)):
        return OFF_MAP
    return LEGAL


@kernel
def moved_guns(unit):
    """Guns and mortars move or act, not both."""
    return unit.moved == 1 and (unit.klass == GUNS or unit.klass == MORTARS)


@kernel
def why_not_move(state, board, rules, u, h):
    unit = state.units[u]
    if h == unit.at:
        return SAME_HEX
    if unit.mobility == 2:
        return CANNOT_MOVE
    if unit.moves_left <= 0:
        return NO_POINTS
    if movement.known_enemy(state, unit.side, h):
        return ENEMY_THERE
    _, cost = paths.plan_move(state, board, rules, u, h)
    if cost < movement.CLOSED:
        return LEGAL
    if movement.ground_cost(rules, state.hexes[h].terrain, unit.mobility) >= movement.CLOSED:
        return GROUND_CLOSED
    if not movement.has_room(state, unit, h):
        return FULL_HEX
    return OVER_RIVER if movement.boats_lead(state, board, rules, unit.at, h) else NO_PATH


@kernel
def why_not_via(state, board, rules, u, via, h):
    """As `why_not` for a move by way of the hexes `via`."""
    if state.clock[0].ended:
        return OVER
    reason = why_not_unit(state, board, rules, MOVE, u, h)
    if reason != LEGAL:
        return reason
    unit = state.units[u]
    if unit.moves_left <= 0:
        return NO_POINTS
    if movement.known_enemy(state, unit.side, h):
        return ENEMY_THERE
    return LEGAL if paths.plan_via(state, board, rules, u, via, h) < movement.CLOSED else NO_PATH


@kernel
def why_not_assault(state, board, rules, u, h):
    unit = state.units[u]
    numbers = rules.numbers[0]
    if unit.klass != INFANTRY and unit.klass != SERVICE and unit.klass != ENGINEERS:
        return CANNOT_ASSAULT
    if sight.distance(board, unit.at, h) != 1:
        return NOT_ADJACENT
    if own_in(state, unit.side, h):
        return FRIENDS_THERE
    if morale.is_broken(rules, unit):
        return BROKEN
    if unit.cohesion < numbers.assault_cohesion * 10:
        return TOO_SHAKEN
    if unit.men < numbers.assault_men or unit.men * 1000 < unit.establishment * numbers.assault_strength_permille:
        return TOO_FEW
    if state.hexes[h].assaults >= numbers.assaults_per_hex:
        return TWICE
    direction = direction_towards(board, unit.at, h)
    if assault.needs_ladders(state, board, rules, unit.at, direction):
        if not movement.has_engineers(state, board, u):
            return NO_LADDERS
    elif movement.edge_closed(state, board, unit.at, direction) and not board_cliff(board, unit.at, direction):
        if state.clock[0].night == 0 or not movement.has_engineers(state, board, u):
            return RIVER_WITHOUT_BOATS
    if movement.ground_cost(rules, state.hexes[h].terrain, unit.mobility) >= movement.CLOSED:
        return GROUND_CLOSED
    return LEGAL


@kernel
def board_cliff(board, a, direction):
    return board.hexes[a].cliff[direction] >= 0


@kernel
def own_in(state, side, h):
    c, s = state.hexes[h].combat, state.hexes[h].support
    if c >= 0 and state.units[c].side == side:
        return True
    return s >= 0 and state.units[s].side == side


@kernel
def why_not_fire(state, board, rules, u, h):
    unit = state.units[u]
    if unit.rates[0] == 0:
        return CANNOT_FIRE
    if moved_guns(unit):
        return MOVED_GUNS
    if unit.ammo < rules.numbers[0].volley_tenths:
        return NO_AMMO
    if own_in(state, unit.side, h):
        return FRIENDS_THERE
    n = sight.distance(board, unit.at, h)
    if n > fire.FIRE_HEXES or rate_permille(unit, n) == 0:
        return OUT_OF_RANGE
    if n > sight.sight_hexes(state, rules) or not sight.line_of_sight(state, board, unit.at, h):
        return NO_SIGHT
    return LEGAL


@kernel
def why_not_bombard(state, board, rules, u, h):
    unit = state.units[u]
    if (unit.klass != GUNS and unit.klass != MORTARS) or unit.tubes * unit.weight == 0:
        return NO_GUNS
    if moved_guns(unit):
        return MOVED_GUNS
    if unit.shells <= 0:
        return NO_SHELLS
    if own_in(state, unit.side, h):
        return FRIENDS_THERE
    if sight.distance(board, unit.at, h) > unit.range_hexes:
        return OUT_OF_RANGE
    if not bombard.clear_arc(state, board, rules, u, h):
        return NO_ARC
    if state.hexes[h].batteries >= rules.numbers[0].batteries_per_hex:
        return THREE_BATTERIES
    return LEGAL


@kernel
def why_not_engineer(state, board, rules, verb, u, h):
    unit = state.units[u]
    if moved_guns(unit):
        return MOVED_GUNS
    if verb == BLAST and (unit.klass == GUNS or unit.klass == ENGINEERS):
        return LEGAL if works.cliff_ahead(board, rules, state, u, h) >= 0 else NO_CLIFF
    if unit.klass != ENGINEERS:
        return ENGINEERS_ONLY
    if verb == CLEAR:
        return LEGAL if works.obstacle_ahead(state, board, u, h) >= 0 else NO_OBSTACLE
    if verb == BRIDGE:
        return LEGAL if works.bridge_ahead(state, board, u, h, 0) else NO_BRIDGE
    if verb == DEMOLISH:
        return LEGAL if works.bridge_ahead(state, board, u, h, 1) else NO_BRIDGE
    return NO_CLIFF


@kernel
def why_not_side(state, board, rules, verb, side, h, arg):
    """Orders of a side."""
    if side != state.clock[0].phase:
        return NOT_ITS_PHASE
    if verb == AIR:
        if state.sides[side].sorties <= 0:
            return NO_SORTIES
        if arg < BOMB or arg > INTERDICT:
            return BAD_ARGUMENT
        if arg != INTERDICT and (h < 0 or h >= len(state.hexes)):
            return OFF_MAP
        if (arg == BOMB or arg == BURN or arg == STRAFE) and own_in(state, side, h):
            return FRIENDS_THERE
        return LEGAL
    if verb == RATION:
        level, formation = arg % 4, arg // 4 - 1
        if level > 2 or formation >= len(state.formations):
            return BAD_ARGUMENT
        if formation >= 0 and state.formations[formation].side != side:
            return NOT_OWN
        return LEGAL
    if verb == CALL:
        return LEGAL if 0 <= arg < len(state.waves) and arrivals.on_call(state, side, arg) else NO_WAVE
    if verb == CHOOSE:
        event, option = arg // 16, arg % 16
        if event >= len(state.events) or state.events[event].waiting == 0:
            return NO_CHOICE
        if max(board.event_rules[event].side, 0) != side or option >= events.options_of(board, event):
            return NO_CHOICE
        return LEGAL
    if verb == TERMS:
        if state.sides[side].attacker:
            return NOT_DEFENDER
        return LEGAL if victory.may_ask_terms(state, board) and state.clock[0].terms_by < 0 else NO_TERMS
    if verb == SEE or verb == AIM or verb == KILL:
        return LEGAL if arg == SET_ON or arg == SET_OFF else BAD_ARGUMENT
    return NOT_A_UNIT


@kernel
def why_not(state, board, rules, verb, u, h, arg):
    """LEGAL, or the code of the first reason against the order."""
    clock = state.clock[0]
    if clock.ended:
        return OVER
    if verb == END:
        return CHOICE_WAITS if state.sides[clock.phase].waiting_choice > 0 else LEGAL
    if u >= len(state.units):
        return why_not_side(state, board, rules, verb, u - len(state.units), h, arg)
    if u < 0:
        return NOT_A_UNIT
    reason = why_not_unit(state, board, rules, verb, u, h)
    if reason != LEGAL:
        return reason
    if verb == MOVE:
        return why_not_move(state, board, rules, u, h)
    if verb == ASSAULT:
        return why_not_assault(state, board, rules, u, h)
    if verb == FIRE:
        return why_not_fire(state, board, rules, u, h)
    if verb == BOMBARD:
        return why_not_bombard(state, board, rules, u, h)
    if verb == BLAST or verb == CLEAR or verb == BRIDGE or verb == DEMOLISH:
        return why_not_engineer(state, board, rules, verb, u, h)
    if (verb == DIG or verb == RALLY) and moved_guns(state.units[u]):
        return MOVED_GUNS
    if verb == DIG:
        if state.units[u].klass == HEADQUARTERS or not works.can_dig(state, rules, u):
            return NOTHING_TO_DIG
        return LEGAL
    if verb == RALLY:
        return LEGAL if state.units[u].suppression > 0 else NOTHING_TO_RALLY
    if verb == SEE or verb == AIM or verb == KILL:
        return LEGAL if arg == SET_ON or arg == SET_OFF else BAD_ARGUMENT
    return NOT_A_SIDE


@kernel
def dont_bit(verb):
    if verb == SEE:
        return DONT_SEE
    return DONT_AIM if verb == AIM else DONT_KILL


@kernel
def set_dont(unit, bit, on):
    unit.dont = (unit.dont | bit) if on else (unit.dont & ~bit)


@kernel
def order_fire(state, verb, u, on):
    """Set one of the don'ts for a unit, or for every unit of a side."""
    bit = dont_bit(verb)
    if u < len(state.units):
        set_dont(state.units[u], bit, on)
        return
    side = u - len(state.units)
    for v in range(len(state.units)):
        if state.units[v].side == side:
            set_dont(state.units[v], bit, on)
    tally = state.sides[side]
    tally.dont = (tally.dont | bit) if on else (tally.dont & ~bit)


@kernel
def set_ration(state, side, arg):
    level, formation = arg % 4, arg // 4 - 1
    for f in range(len(state.formations)):
        if state.formations[f].side == side and (formation < 0 or f == formation):
            state.formations[f].ration = level


@kernel
def apply_side(state, board, rules, verb, side, h, arg):
    if verb == AIR:
        air.sortie(state, board, rules, side, arg, h)
    elif verb == RATION:
        set_ration(state, side, arg)
    elif verb == CALL:
        state.sides[side].points -= state.waves[arg].cost
        state.sides[side].points_events -= state.waves[arg].cost
        arrivals.release(state, arg)
    elif verb == CHOOSE:
        events.choose(state, board, rules, arg // 16, arg % 16)
    elif verb == TERMS:
        state.clock[0].terms_by = side
    else:
        order_fire(state, verb, len(state.units) + side, arg)


@kernel
def apply(state, board, rules, verb, u, h, arg):
    """Carry out an order, or return why not and leave `state` untouched. Nothing else changes a State."""
    reason = why_not(state, board, rules, verb, u, h, arg)
    if reason != LEGAL:
        return reason
    state.clock[0].orders += 1
    if verb == END:
        turn.end_phase(state, board, rules)
    elif u >= len(state.units):
        apply_side(state, board, rules, verb, u - len(state.units), h, arg)
    elif verb == MOVE:
        marching.move(state, board, rules, u, h)
    elif verb == ASSAULT:
        assault.resolve(state, board, rules, u, h, arg)
    elif verb == FIRE:
        fire.ordered_fire(state, board, rules, u, h)
    elif verb == BOMBARD:
        bombard.bombard(state, board, rules, u, h)
    elif verb == DIG:
        works.dig(state, board, rules, u)
    elif verb == RALLY:
        rally(state, rules, u)
    elif verb == SEE or verb == AIM or verb == KILL:
        order_fire(state, verb, u, arg)
    else:
        works.engineer(state, board, rules, u, verb, h)
    return LEGAL


@kernel
def rally(state, rules, u):
    """Forty points of suppression off at once."""
    unit = state.units[u]
    unit.acted = 1
    unit.moves_left = 0
    unit.suppression = max(0, unit.suppression - 10 * rules.numbers[0].rally_suppression)
