"""The `recruit`: one order after another by simple rules, from the masked State alone. Compiled; no playouts.

In its phase a side first moves (assault troops towards what is worth it, reserves to the breach, engineers to
their infantry, the tired out of reach), then shells, flies, assaults, fires, and last digs or rallies.
"""

from game.ai import fields
from game.rules import events, morale, movement, orders, preview, sight
from game.rules.kernel import kernel
from game.rules.preview import P_CHANCES, P_ENEMY_LOSS, P_NERVE, P_OWN_LOSS
from game.rules.state import (
    AIR,
    ASSAULT,
    BOMB,
    BOMBARD,
    CHOOSE,
    DIG,
    END,
    ENGINEERS,
    FIRE,
    GUNS,
    HEADQUARTERS,
    INFANTRY,
    INTERDICT,
    MORTARS,
    MOVE,
    PRESENT,
    RALLY,
    SERVICE,
)

STAGE_CHOICE, STAGE_MOVE, STAGE_SHELL, STAGE_AIR, STAGE_ASSAULT, STAGE_FOLLOW, STAGE_LAST, STAGE_END = range(8)
NOTHING = -2  # no order at this stage

# How the recruit judges; set by playing battles out (docs/computer.md).
WANTED_ATTACKER, WANTED_DEFENDER = 105, 140  # percent of the defence, to go for a hex at all
TAKEN_ENOUGH = 200  # per mille chance that alone makes an assault worth it
TRADE_ATTACKER, TRADE_DEFENDER = 70, 120  # enemy losses asked for each hundred own
FIRE_WORTH = 12_000  # thousandths of a man that a volley on order must promise
FIRE_RESERVE = 20  # tenths of a fire kept for the enemy's phase
SHELL_WORTH = 9_000
MOST_FAILED = 40  # orders refused before the phase is ended


@kernel
def begin_phase(known, board, rules, mind, side):
    """Read the map once, choose goals and targets."""
    progress = mind.progress[0]
    progress.stage = STAGE_CHOICE
    progress.unit = 0
    progress.orders = 0
    progress.failed = 0
    fields.read_ground(known, board, rules, mind, side)
    attacker = known.sides[side].attacker
    fields.choose_targets(known, board, rules, mind, side, WANTED_ATTACKER if attacker else WANTED_DEFENDER)
    for u in range(len(known.units)):
        unit = known.units[u]
        thought = mind.units[u]
        thought.done = 0
        if unit.side == side and unit.status == PRESENT:
            thought.tired = 1 if fields.is_tired(unit) else 0
            thought.goal = goal_of(known, mind, side, u)
    if attacker == 0:
        find_breaches(known, board, mind, side)


@kernel
def goal_of(known, mind, side, u):
    """Its axis while the enemy holds its end, else the nearest goal that he holds; -1 if he holds none."""
    own = mind.units[u].own_goal
    if own >= 0 and known.hexes[mind.goals[own]].control != side:
        return own
    best, best_cost = -1, 1 << 30
    for g in range(len(mind.goals)):
        if known.hexes[mind.goals[g]].control == side:
            continue
        cost = mind.fields[g, known.units[u].at]
        if cost < best_cost:
            best, best_cost = g, cost
    return best


@kernel
def find_breaches(known, board, mind, side):
    """Where a defender wants a unit: held hexes that are lost, or empty with the enemy near."""
    for h in range(len(mind.ground)):
        hold = mind.ground[h].hold
        if hold <= 0:
            continue
        if known.hexes[h].control != side:
            mind.ground[h].want = 3 * hold + 6
        elif known.hexes[h].combat < 0 and enemy_near(known, board, side, h, 5):
            mind.ground[h].want = hold


@kernel
def enemy_near(known, board, side, h, reach):
    for e in range(len(known.units)):
        enemy = known.units[e]
        if enemy.side != side and enemy.seen and sight.distance(board, enemy.at, h) <= reach:
            return True
    return False


@kernel
def next_order(known, board, rules, mind, side, out):
    """The next order of `side` into `out` (verb, unit, hex, argument). Reads `known` and `mind` only."""
    progress = mind.progress[0]
    stamp = known.clock[0].turn * 2 + known.clock[0].phase + 1
    if progress.stamp != stamp:
        progress.stamp = stamp
        begin_phase(known, board, rules, mind, side)
    progress.orders += 1
    units = len(known.units)
    while progress.stage < STAGE_END and progress.failed < MOST_FAILED and progress.orders < 12 * units + 40:
        if progress.stage == STAGE_CHOICE:
            if choose_first(known, board, side, out):
                return
        elif progress.stage == STAGE_AIR:
            if fly(known, board, rules, mind, side, out):
                return
        else:
            while progress.unit < units:
                u = progress.unit
                progress.unit += 1
                unit = known.units[u]
                if unit.side == side and unit.status == PRESENT and unit.acted == 0:
                    if consider(known, board, rules, mind, u, progress.stage, out):
                        return
        progress.stage += 1
        progress.unit = 0
    if progress.failed < MOST_FAILED and choose_first(known, board, side, out):
        return
    put(out, END, -1, -1, 0)


@kernel
def put(out, verb, u, h, arg):
    out[0] = verb
    out[1] = u
    out[2] = h
    out[3] = arg


@kernel
def choose_first(known, board, side, out):
    """A waiting choice takes its first option."""
    for e in range(len(known.events)):
        if known.events[e].waiting and max(board.event_rules[e].side, 0) == side and events.options_of(board, e) > 0:
            put(out, CHOOSE, len(known.units) + side, -1, e * 16)
            return True
    return False


@kernel
def consider(known, board, rules, mind, u, stage, out):
    """What unit `u` does at this stage; False if nothing."""
    klass = known.units[u].klass
    infantry = klass == INFANTRY or klass == SERVICE
    if stage == STAGE_MOVE:
        if known.units[u].moved or mind.units[u].done:
            return False
        mind.units[u].done = 1
        return move_unit(known, board, rules, mind, u, out)
    if stage == STAGE_SHELL:
        return (klass == GUNS or klass == MORTARS) and shell(known, board, rules, mind, u, out)
    if stage == STAGE_ASSAULT:
        return infantry and storm(known, board, rules, mind, u, out)
    if stage == STAGE_FOLLOW:
        return infantry and volley(known, board, rules, mind, u, out)
    if stage == STAGE_LAST:
        return last_act(known, board, rules, mind, u, out)
    return False


# ---------------------------------------------------------------- moving


@kernel
def move_unit(known, board, rules, mind, u, out):
    """The best hex in reach by what the unit is for; an order only if it is better than to stay."""
    unit = known.units[u]
    if unit.moves_left <= 0 or unit.mobility == 2:
        return False
    if stays(known, board, rules, mind, u):
        return False
    stamp = movement.flood(known, board, rules, u, unit.at, unit.moves_left)
    best, best_value = unit.at, value_of(known, board, rules, mind, u, unit.at) + 3
    reach = unit.moves_left
    here = board.hexes[unit.at]
    for i in range(1, min(len(board.spiral), 1 + 3 * reach * (reach + 1))):
        h = sight.hex_at(board, here.q + board.spiral[i, 0], here.r + board.spiral[i, 1])
        if h < 0 or known.scratch[h].stamp != stamp or not movement.has_room(known, unit, h):
            continue
        value = value_of(known, board, rules, mind, u, h)
        if value > best_value:
            best, best_value = h, value
    if best == unit.at:
        return False
    put(out, MOVE, u, best, 0)
    return True


@kernel
def stays(known, board, rules, mind, u):
    """Who does not even look for another hex: guns in their places, garrisons of what is to be held."""
    unit = known.units[u]
    if unit.klass == GUNS or unit.klass == MORTARS or unit.klass == HEADQUARTERS:
        return mind.ground[unit.at].threat < 8
    if known.sides[unit.side].attacker:
        return False
    garrison = mind.ground[unit.at].hold > 0 and mind.units[u].reserve == 0
    return garrison or (unit.klass != INFANTRY and unit.klass != SERVICE and mind.ground[unit.at].threat < 8)


@kernel
def value_of(known, board, rules, mind, u, h):
    """How good hex `h` is for unit `u`, in arbitrary points."""
    unit = known.units[u]
    ground = mind.ground[h]
    if unit.klass == ENGINEERS:
        return value_for_engineers(known, board, rules, mind, u, h)
    if unit.support or morale.is_broken(rules, unit) or mind.units[u].tired:
        return value_of_rest(known, board, rules, mind, u, h)
    if known.sides[unit.side].attacker:
        return value_of_attack(known, board, rules, mind, u, h)
    return value_of_defence(known, board, rules, mind, u, h) - ground.threat


@kernel
def value_of_rest(known, board, rules, mind, u, h):
    """Out of reach of fire, in cover, not far."""
    unit = known.units[u]
    cover = 1000 - rules.terrain[known.hexes[h].terrain].cover
    home = 20 if known.hexes[h].control == unit.side else -40
    return home + cover // 40 - 4 * mind.ground[h].threat - 2 * sight.distance(board, unit.at, h)


@kernel
def value_of_attack(known, board, rules, mind, u, h):
    """Nearer the goal, next to a hex worth the assault; else out of the enemy's fire."""
    goal = mind.units[u].goal
    value = 0
    if goal >= 0:
        value -= 6 * min(mind.fields[goal, h], 4000)
    best = 0
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b < 0 or mind.ground[b].on == 0:
            continue
        kept = fields.edge_share(known, board, rules, u, h, direction)
        if kept > 0 and not movement.edge_closed_but_cliff(known, board, h, direction):
            best = max(best, min(mind.ground[b].on, 400) * kept // 100)
    if best > 0:
        return value + 60 + best // 4 - mind.ground[h].threat // 2
    cover = 1000 - rules.terrain[known.hexes[h].terrain].cover
    return value + cover // 40 - 3 * mind.ground[h].threat


@kernel
def value_of_defence(known, board, rules, mind, u, h):
    """Into a hex that wants a unit, or beside a lost one to win it back; reserves else stay near, in cover."""
    unit = known.units[u]
    value = 8 * mind.ground[h].want + 2 * mind.ground[h].hold
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b >= 0 and mind.ground[b].on > 0:
            value += 20 + min(mind.ground[b].on, 300) // 10 + 4 * mind.ground[b].want
    nearest = 1 << 20
    for k in range(len(mind.goals)):
        place = mind.goals[k]
        if mind.ground[place].want > 0:
            nearest = min(nearest, mind.fields[k, h])
    if nearest < 1 << 20:
        value -= 2 * nearest
    else:
        value -= 2 * sight.distance(board, unit.at, h)
    return value + 4 * known.hexes[h].works


@kernel
def value_for_engineers(known, board, rules, mind, u, h):
    """With the foremost infantry that has a cliff before it, or next to it; never alone in front."""
    unit = known.units[u]
    c = known.hexes[h].combat
    if c < 0 or known.units[c].side != unit.side:
        return value_of_rest(known, board, rules, mind, u, h) - 30
    if known.sides[unit.side].attacker == 0:
        return value_of_rest(known, board, rules, mind, u, h)
    goal = mind.units[c].goal
    value = 40
    if goal >= 0:
        value -= 6 * min(mind.fields[goal, h], 40)
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b >= 0 and fields.may_be_held(known, board, mind, unit.side, b):
            value += 40
    return value - mind.ground[h].threat // 2


# ---------------------------------------------------------------- shells and aircraft


@kernel
def shell_value(known, board, rules, mind, side, h):
    """How much hex `h` is worth a load of shells."""
    if known.hexes[h].batteries >= rules.numbers[0].batteries_per_hex or orders.own_in(known, side, h):
        return 0
    friends = 0
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b >= 0:
            c = known.hexes[b].combat
            if c >= 0 and known.units[c].side == side and known.units[c].acted == 0:
                if fields.can_attack(rules, known.units[c]):
                    friends += 1
    if friends > 0 and mind.ground[h].on > 0:
        return 200 + mind.ground[h].on + 60 * known.hexes[h].batteries + 30 * friends
    return 0


@kernel
def shell(known, board, rules, mind, u, out):
    """Battery `u` fires where the infantry is about to assault; a defender at assault troops in the open."""
    unit = known.units[u]
    best, best_value = -1, 0
    for h in range(len(mind.ground)):
        if mind.ground[h].aim == 0 and mind.ground[h].enemy == 0:
            continue
        value = shell_value(known, board, rules, mind, unit.side, h)
        if value == 0:
            value = harass_value(known, board, rules, mind, u, h)
        if value > best_value and orders.why_not_bombard(known, board, rules, u, h) == orders.LEGAL:
            best, best_value = h, value
    if best < 0:
        return False
    put(out, BOMBARD, u, best, 0)
    return True


@kernel
def harass_value(known, board, rules, mind, u, h):
    """For a defender: enemies near his own line, by what a load would cost them. Attackers keep their shells."""
    unit = known.units[u]
    if known.sides[unit.side].attacker or mind.ground[h].enemy == 0 or unit.moved or unit.shells <= 1:
        return 0
    if sight.distance(board, unit.at, h) > unit.range_hexes:
        return 0
    if not threatens(known, board, unit.side, h):
        return 0
    preview.bombard_odds(known, board, rules, u, h, mind.odds)
    return mind.odds[0] // 100 if mind.odds[0] >= SHELL_WORTH else 0


@kernel
def threatens(known, board, side, h):
    """Whether an enemy in hex `h` stands next to one of ours, or within two."""
    for i in range(1, 19):
        b = sight.hex_at(board, board.hexes[h].q + board.spiral[i, 0], board.hexes[h].r + board.spiral[i, 1])
        if b >= 0:
            c = known.hexes[b].combat
            if c >= 0 and known.units[c].side == side:
                return True
    return False


@kernel
def fly(known, board, rules, mind, side, out):
    """Bombs on what is about to be assaulted, or on enemies before the line; what is left interdicts."""
    if known.sides[side].sorties <= 0:
        return False
    best, best_value = -1, 0
    for h in range(len(mind.ground)):
        if mind.ground[h].enemy == 0 and mind.ground[h].on == 0:
            continue
        value = shell_value(known, board, rules, mind, side, h)
        if value == 0 and mind.ground[h].enemy > 0 and threatens(known, board, side, h):
            value = 1 + mind.ground[h].enemy // 10
        if value > best_value and orders.why_not_side(known, board, rules, AIR, side, h, BOMB) == orders.LEGAL:
            best, best_value = h, value
    if best >= 0:
        put(out, AIR, len(known.units) + side, best, BOMB)
    else:
        put(out, AIR, len(known.units) + side, -1, INTERDICT)
    return True


# ---------------------------------------------------------------- assault and fire


@kernel
def storm(known, board, rules, mind, u, out):
    """The best assault of unit `u`, if it is worth its price."""
    unit = known.units[u]
    if not fields.can_attack(rules, unit) or unit.suppression > 450:
        return False
    best, best_value = -1, 0
    for direction in range(6):
        h = board.hexes[unit.at].beyond[direction]
        if h < 0 or not fields.may_be_held(known, board, mind, unit.side, h):
            continue
        if orders.why_not_assault(known, board, rules, u, h) != orders.LEGAL:
            continue
        value = assault_value(known, board, rules, mind, u, h)
        if value > best_value:
            best, best_value = h, value
    if best < 0:
        return False
    mind.progress[0].attacks += 1
    put(out, ASSAULT, u, best, 0 if leaves_well(known, mind, u) else 1)
    return True


@kernel
def leaves_well(known, mind, u):
    """Whether the victor should advance: not the last garrison of a place that counts."""
    unit = known.units[u]
    return known.sides[unit.side].attacker == 1 or mind.ground[unit.at].hold < 4 or mind.units[u].reserve == 1


@kernel
def assault_value(known, board, rules, mind, u, h):
    """0 if not worth it; else chance to take the hex and what it costs both."""
    unit = known.units[u]
    attacker = known.sides[unit.side].attacker
    if fields.enemy_there(known, board, unit.side, h) < 0:
        # Works that look empty: someone may lie low there.
        return 100 if mind.ground[h].on >= (WANTED_ATTACKER + 30 if attacker else WANTED_DEFENDER) else 0
    men, cohesion, suppression = unit.men, unit.cohesion, unit.suppression
    preview.assault_odds(known, board, rules, u, h, mind.odds)
    unit.men = men
    unit.cohesion = cohesion
    unit.suppression = suppression
    if mind.odds[P_NERVE]:
        return 0
    taken = mind.odds[P_CHANCES + 3] + mind.odds[P_CHANCES + 4]
    own, enemy = max(mind.odds[P_OWN_LOSS], 1), mind.odds[P_ENEMY_LOSS]
    trade = 100 * enemy // own
    worth = mind.ground[h].hold > 0 or board.hexes[h].place >= 0
    if taken < (TAKEN_ENOUGH if worth else 2 * TAKEN_ENOUGH) and trade < (
        TRADE_ATTACKER if attacker else TRADE_DEFENDER
    ):
        return 0
    if attacker == 0 and mind.ground[unit.at].hold > 0 and mind.units[u].reserve == 0 and taken < 500:
        return 0  # a garrison does not leave its works for a chance
    return 1 + taken + trade + (200 if worth else 0)


@kernel
def volley(known, board, rules, mind, u, out):
    """A volley on order where it promises enough and rounds are left for the enemy's phase."""
    unit = known.units[u]
    if unit.ammo < FIRE_RESERVE + rules.numbers[0].volley_tenths or unit.rates[0] == 0:
        return False
    best, best_loss = -1, FIRE_WORTH
    for e in range(len(known.units)):
        enemy = known.units[e]
        if enemy.side == unit.side or enemy.seen == 0 or enemy.status != PRESENT:
            continue
        if sight.distance(board, unit.at, enemy.at) > 2:
            continue
        if orders.why_not_fire(known, board, rules, u, enemy.at) != orders.LEGAL:
            continue
        loss = preview.fire_odds(known, board, rules, u, enemy.at)
        if loss >= best_loss:
            best, best_loss = enemy.at, loss
    if best < 0:
        return False
    put(out, FIRE, u, best, 0)
    return True


@kernel
def last_act(known, board, rules, mind, u, out):
    """Rally if pinned with the enemy near, dig where it helps; who did neither move nor act rests."""
    unit = known.units[u]
    if unit.suppression >= 400 and orders.why_not(known, board, rules, RALLY, u, -1, 0) == orders.LEGAL:
        put(out, RALLY, u, -1, 0)
        return True
    if unit.support and unit.klass != ENGINEERS:
        return False
    if mind.units[u].tired or unit.cohesion < 650:
        return False  # rest mends more
    near = enemy_near(known, board, unit.side, unit.at, 4)
    ground = known.hexes[unit.at]
    wanted = near and (ground.works < 2 or ground.wear >= rules.numbers[0].wear_per_level // 2)
    if wanted and orders.why_not(known, board, rules, DIG, u, -1, 0) == orders.LEGAL:
        put(out, DIG, u, -1, 0)
        return True
    return False
