"""The `recruit`: one order after another by simple rules, from the masked State alone. Compiled; no playouts.

In its phase a side first moves (assault troops towards what is worth it, reserves to the breach, engineers to
their infantry, the tired out of reach), then shells, flies, assaults, fires, and last digs or rallies.
"""

from game.ai import fields
from game.ai.mind import FALL_BACK, NEVER, NORMAL, REST
from game.rules import discipline, events, morale, movement, orders, preview, sight
from game.rules.kernel import kernel
from game.rules.preview import P_CHANCES, P_ENEMY_LOSS, P_NERVE, P_OWN_LOSS
from game.rules.state import (
    AIR,
    ASSAULT,
    BOMB,
    BOMBARD,
    CHOOSE,
    CLIFF_UP,
    DIG,
    END,
    ENGINEERS,
    FIRE,
    FULL,
    GUNS,
    HALF,
    HEADQUARTERS,
    HOARD,
    INFANTRY,
    INTERDICT,
    MORTARS,
    MOVE,
    PRESENT,
    RALLY,
    RATION,
    SEE,
    SERVICE,
)

(
    STAGE_CHOICE, STAGE_MOVE, STAGE_FOLLOW, STAGE_SHELL, STAGE_AIR, STAGE_ASSAULT, STAGE_FIRE, STAGE_LAST, STAGE_END,
) = range(9)  # fmt: skip

DIG_THREAT = 25  # men
MOST_FAILED = 40  # orders refused before the phase is ended


@kernel
def begin_phase(known, board, rules, mind, side):
    """Read the map once, choose goals and targets."""
    progress = mind.progress[0]
    progress.stage = STAGE_CHOICE
    progress.unit = 0
    progress.orders = 0
    progress.failed = 0
    if known.clock[0].turn > progress.until:
        forget_plan(mind)
    fields.read_ground(known, board, rules, mind, side)
    attacker = known.sides[side].attacker
    fields.choose_targets(known, board, rules, mind, side)
    for u in range(len(known.units)):
        unit = known.units[u]
        thought = mind.units[u]
        thought.done = 0
        thought.halted = 0
        if unit.side == side and unit.status == PRESENT:
            thought.tired = 1 if fields.is_tired(mind, u, unit) else 0
            thought.goal = goal_of(known, mind, side, u)
    if attacker == 0:
        find_breaches(known, board, mind, side)


@kernel
def forget_plan(mind):
    """The plan has run out: back to the scenario's axes and the usual posture."""
    mind.progress[0].donts = -1
    for u in range(len(mind.units)):
        mind.units[u].posture = NORMAL
        mind.units[u].own_goal = mind.units[u].axis


@kernel
def goal_of(known, mind, side, u):
    """Its axis while the enemy holds its end, else the nearest goal that he holds; -1 if he holds none."""
    own = mind.units[u].own_goal
    if own >= 0 and (known.hexes[mind.goals[own]].control != side or mind.units[u].posture == FALL_BACK):
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
        elif hold >= 4 and known.hexes[h].combat >= 0 and mind.units[known.hexes[h].combat].tired:
            mind.ground[h].want = 1


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
            if choose_first(known, board, side, out) or ration(known, side, out) or order_fire(known, mind, side, out):
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
def ration(known, side, out):
    """Formations of infantry draw all they can carry, staffs and services little: a depot is soon empty."""
    for f in range(len(known.formations)):
        formation = known.formations[f]
        if formation.side != side:
            continue
        infantry, others = 0, 0
        for u in range(len(known.units)):
            unit = known.units[u]
            if unit.status == PRESENT and unit.formation == f:
                if unit.klass == INFANTRY:
                    infantry += 1
                elif unit.rates[0] > 0:
                    others += 1
        wanted = FULL if infantry >= others else (HALF if infantry > 0 else HOARD)
        if infantry + others > 0 and formation.ration != wanted:
            put(out, RATION, len(known.units) + side, -1, wanted + 4 * (f + 1))
            return True
    return False


@kernel
def order_fire(known, mind, side, out):
    """Set the don'ts of the whole side as the plan wants them."""
    wanted = mind.progress[0].donts
    if wanted < 0:
        return False
    for bit in range(3):
        if (known.sides[side].dont ^ wanted) >> bit & 1:
            put(out, SEE + bit, len(known.units) + side, -1, wanted >> bit & 1)
            return True
    return False


@kernel
def consider(known, board, rules, mind, u, stage, out):
    """What unit `u` does at this stage; False if nothing."""
    klass = known.units[u].klass
    infantry = klass == INFANTRY or klass == SERVICE
    if stage == STAGE_MOVE or stage == STAGE_FOLLOW:
        # Engineers go where the infantry went.
        if known.units[u].moved or mind.units[u].done or (klass == ENGINEERS) != (stage == STAGE_FOLLOW):
            return False
        mind.units[u].done = 1
        return move_unit(known, board, rules, mind, u, out)
    if stage == STAGE_SHELL:
        return (klass == GUNS or klass == MORTARS) and shell(known, board, rules, mind, u, out)
    if stage == STAGE_ASSAULT:
        return infantry and storm(known, board, rules, mind, u, out)
    if stage == STAGE_FIRE:
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
    stamp = movement.flood(known, board, rules, u, unit.at, unit.moves_left, -1)
    best = unit.at
    best_value = value_of(known, board, rules, mind, u, unit.at) - mind.ground[unit.at].threat // 4 + 3
    reach = unit.moves_left
    q, r = board.hexes[unit.at].q, board.hexes[unit.at].r
    for i in range(1, min(len(board.spiral), 1 + 3 * reach * (reach + 1))):
        h = sight.hex_at(board, q + board.spiral[i, 0], r + board.spiral[i, 1])
        if h < 0 or known.scratch[h].stamp != stamp or not movement.has_room(known, unit, h):
            continue
        value = value_of(known, board, rules, mind, u, h)
        if value <= best_value:
            continue
        weight = 1 if is_assault_hex(known, board, mind, u, h) else mind.styles[mind.units[u].posture].exposure
        value -= weight * exposure(known, mind, unit.at, h)
        if value > best_value:
            best, best_value = h, value
    if best == unit.at:
        return relieve(known, board, rules, mind, u, out)
    put(out, MOVE, u, best, 0)
    return True


@kernel
def exposure(known, mind, start, h):
    """Men that the way just flooded from `start` to `h` may cost, and staying there."""
    total = mind.ground[h].threat // 4
    while h != start and h >= 0:
        total += mind.ground[h].threat
        h = known.scratch[h].previous
    return total


@kernel
def is_assault_hex(known, board, mind, u, h):
    """Whether hex `h` is one to assault from."""
    if known.units[u].klass == ENGINEERS:
        return known.hexes[h].combat >= 0
    if known.units[u].klass != INFANTRY or mind.units[u].tired:
        return False
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b >= 0 and mind.ground[b].on > 0:
            return True
    return False


@kernel
def relieve(known, board, rules, mind, u, out):
    """A fresh unit beside a spent garrison takes its place."""
    unit = known.units[u]
    if known.sides[unit.side].attacker or unit.klass != INFANTRY or mind.units[u].tired or unit.men < 150:
        return False
    if mind.ground[unit.at].hold >= 4:
        return False
    for direction in range(6):
        b = board.hexes[unit.at].beyond[direction]
        if b < 0 or mind.ground[b].hold < 4:
            continue
        v = known.hexes[b].combat
        if v < 0 or known.units[v].side != unit.side or known.units[v].klass != INFANTRY:
            continue
        if mind.units[v].tired and known.units[v].men < unit.men and movement.can_swap(known, board, rules, u, b):
            put(out, MOVE, u, b, 0)
            return True
    return False


@kernel
def stays(known, board, rules, mind, u):
    """Who does not even look for another hex: guns in their places, garrisons of what is to be held."""
    unit = known.units[u]
    if unit.klass == GUNS or unit.klass == MORTARS or unit.klass == HEADQUARTERS or unit.klass == SERVICE:
        return mind.ground[unit.at].threat < 8
    if known.sides[unit.side].attacker:
        return False
    if mind.units[u].posture >= REST:
        return False
    garrison = mind.ground[unit.at].hold > 0 and mind.units[u].reserve == 0
    return garrison or (unit.klass != INFANTRY and mind.ground[unit.at].threat < 8)


@kernel
def value_of(known, board, rules, mind, u, h):
    """How good hex `h` is for unit `u`, in arbitrary points; what fire costs on the way comes off."""
    unit = known.units[u]
    if unit.klass == ENGINEERS:
        return value_for_engineers(known, board, rules, mind, u, h)
    if unit.klass != INFANTRY or morale.is_broken(rules, unit) or mind.units[u].tired:
        return value_of_rest(known, board, rules, mind, u, h)
    if known.sides[unit.side].attacker:
        return value_of_attack(known, board, rules, mind, u, h)
    return value_of_defence(known, board, rules, mind, u, h)


@kernel
def value_of_rest(known, board, rules, mind, u, h):
    """Out of reach of fire, in cover, not far."""
    unit = known.units[u]
    cover = 1000 - rules.terrain[known.hexes[h].terrain].cover
    home = 20 if known.hexes[h].control == unit.side else -40
    near = 3 * sight.distance(board, unit.at, h)
    if mind.units[u].posture == FALL_BACK and mind.units[u].own_goal >= 0:
        near = mind.styles[mind.units[u].posture].goal * min(mind.fields[mind.units[u].own_goal, h], 4000)
    return home + cover // 40 - 4 * mind.ground[h].threat - near - 10 * mind.ground[h].deep


@kernel
def value_of_attack(known, board, rules, mind, u, h):
    """Nearer the goal, next to a hex worth the assault, in no salient."""
    goal = mind.units[u].goal
    value = 0
    if goal >= 0:
        value -= mind.styles[mind.units[u].posture].goal * min(mind.fields[goal, h], 4000)
    best = 0
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b < 0 or mind.ground[b].on == 0:
            continue
        kept = fields.edge_share(known, board, rules, u, h, direction)
        if kept > 0 and not movement.edge_closed_but_cliff(known, board, h, direction):
            best = max(best, min(mind.ground[b].on, 400) * kept // 100)
    if best > 0:
        value += 60 + best // 4
    cover = 1000 - rules.terrain[known.hexes[h].terrain].cover
    return value + cover // 40 - mind.styles[mind.units[u].posture].salient * max(0, mind.ground[h].deep - 3)


@kernel
def value_of_defence(known, board, rules, mind, u, h):
    """Into a hex that wants a unit, or beside a lost one to win it back; reserves else stay near, in cover."""
    unit = known.units[u]
    value = 8 * mind.ground[h].want + 2 * mind.ground[h].hold
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b >= 0 and mind.ground[b].on > 0 and mind.ground[b].hold > 0:
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
    if known.sides[unit.side].attacker == 0:
        return value_of_rest(known, board, rules, mind, u, h)
    goal = mind.units[u].goal
    value = -3 * min(mind.fields[goal, h], 4000) if goal >= 0 else 0
    c = known.hexes[h].combat
    if c < 0 or known.units[c].side != unit.side:
        return value - 20 * mind.ground[h].deep - 2 * mind.ground[h].threat
    if known.units[c].klass != INFANTRY:
        return value
    value += 40
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b < 0:
            continue
        if mind.ground[b].on > 0:
            cliff = board.hexes[h].edge[direction] & CLIFF_UP
            value += 120 if cliff and not ladders_at(known, board, unit.side, h, u) else 20
        c = known.hexes[b].combat
        if c >= 0 and known.units[c].side == unit.side and mind.ground[b].on == 0:
            value += 10
    return value


@kernel
def ladders_at(known, board, side, h, but):
    """Whether engineers of `side` other than unit `but` stand in hex `h` or next to it."""
    s = known.hexes[h].support
    if s >= 0 and s != but and known.units[s].side == side and known.units[s].klass == ENGINEERS:
        return True
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b >= 0:
            s = known.hexes[b].support
            if s >= 0 and s != but and known.units[s].side == side and known.units[s].klass == ENGINEERS:
                return True
    return False


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
            if c >= 0 and known.units[c].side == side and known.units[c].acted == 0 and mind.units[c].tired == 0:
                if orders.why_not_assault(known, board, rules, c, h) == orders.LEGAL:
                    friends += 1
    if friends > 0 and mind.ground[h].on > 0:
        return 200 + mind.ground[h].on + 60 * known.hexes[h].batteries + 30 * friends
    return 0


@kernel
def shell(known, board, rules, mind, u, out):
    """Battery `u` fires where the infantry is about to assault; a defender at assault troops in the open."""
    unit = known.units[u]
    if mind.styles[mind.units[u].posture].price >= NEVER:
        return False  # shells are saved for the next assault
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
    """Enemies near the own line, by what a load would cost them. Attackers usually keep their shells."""
    unit = known.units[u]
    if mind.styles[mind.units[u].posture].harass == 0 or mind.ground[h].enemy == 0 or unit.moved or unit.shells <= 1:
        return 0
    if sight.distance(board, unit.at, h) > unit.range_hexes:
        return 0
    if not threatens(known, board, unit.side, h):
        return 0
    preview.bombard_odds(known, board, rules, u, h, mind.odds)
    return mind.odds[0] // 100 if mind.odds[0] >= mind.styles[mind.units[u].posture].shell_worth else 0


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
    if not fields.can_attack(rules, unit) or unit.suppression > 450 or mind.units[u].halted:
        return False
    if mind.styles[mind.units[u].posture].price >= NEVER:
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
    """0 if not worth it; else what the hex is worth times its chance, and both sides' losses, in men."""
    unit = known.units[u]
    style = mind.styles[mind.units[u].posture]
    worth = mind.ground[h].hold > 0 or board.hexes[h].place >= 0
    if known.sides[unit.side].attacker == 0 and not sallies(known, board, mind, u, h):
        return 0
    if fields.enemy_there(known, board, unit.side, h) < 0:
        # Works that look empty: someone may lie low there.
        return 100 if mind.ground[h].on > 0 else 0
    men, cohesion, suppression = unit.men, unit.cohesion, unit.suppression
    preview.assault_odds(known, board, rules, u, h, mind.odds)
    unit.men = men
    unit.cohesion = cohesion
    unit.suppression = suppression
    if mind.odds[P_NERVE]:
        return 0
    taken = mind.odds[P_CHANCES + 3] + mind.odds[P_CHANCES + 4]
    gain = taken * (style.worth_place if worth else style.worth_ground) // 1000 + mind.odds[P_ENEMY_LOSS] // 1000
    cost = mind.odds[P_OWN_LOSS] // 1000 * style.price // 100
    if board.hexes[unit.at].edge[discipline.direction_towards(board, unit.at, h)] & CLIFF_UP:
        cost = cost * 3 // 4  # the fallen make a ramp
    return max(0, gain - cost)


@kernel
def sallies(known, board, mind, u, h):
    """Whether a defender's unit may assault hex `h` at all: no garrison; on what was his or presses on it."""
    unit = known.units[u]
    if mind.styles[mind.units[u].posture].sally and unit.klass == INFANTRY:
        return True
    if unit.klass != INFANTRY or (mind.ground[unit.at].hold >= 3 and mind.units[u].reserve == 0):
        return False
    if mind.ground[h].hold > 0:
        return True
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b >= 0 and mind.ground[b].hold >= 4 and known.hexes[b].control == unit.side:
            return True
    return False


@kernel
def volley(known, board, rules, mind, u, out):
    """A volley on order where it promises enough and rounds are left for the enemy's phase."""
    unit = known.units[u]
    if (
        unit.ammo < mind.styles[mind.units[u].posture].fire_reserve + rules.numbers[0].volley_tenths
        or unit.rates[0] == 0
    ):
        return False
    # Whoever fires is fired on: the volley must promise half of what the enemies who watch could answer.
    best, best_loss = -1, max(mind.styles[mind.units[u].posture].fire_worth, 500 * mind.ground[unit.at].threat)
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
    if mind.ground[unit.at].threat >= DIG_THREAT:
        return False  # spades draw fire
    near = enemy_near(known, board, unit.side, unit.at, 4)
    ground = known.hexes[unit.at]
    wanted = near and (ground.works < 2 or ground.wear >= rules.numbers[0].wear_per_level // 2)
    if wanted and orders.why_not(known, board, rules, DIG, u, -1, 0) == orders.LEGAL:
        put(out, DIG, u, -1, 0)
        return True
    return False
