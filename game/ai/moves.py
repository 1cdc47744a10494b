"""Where the recruit's units go: the best hex in reach by what a unit is for. Compiled; part of tactics.py."""

from game.ai import fields
from game.ai.mind import FALL_BACK, GATHER, REST
from game.rules import morale, movement, paths, sight
from game.rules.kernel import kernel
from game.rules.state import (
    CLIFF_UP,
    ENGINEERS,
    GUNS,
    HEADQUARTERS,
    INFANTRY,
    MORTARS,
    MOVE,
    PRESENT,
    SERVICE,
)


@kernel
def move_unit(known, board, rules, mind, u, out):
    """The best hex in reach by what the unit is for; an order only if it is better than to stay."""
    unit = known.units[u]
    if unit.moves_left <= 0 or unit.mobility == 2:
        return False
    if mind.units[u].go >= 0:
        fields.put(out, MOVE, u, mind.units[u].go, 0)
        return mind.units[u].go != unit.at
    if stays(known, board, rules, mind, u):
        return False
    stamp = movement.flood(known, board, rules, u, unit.at, unit.moves_left, -1)
    best = unit.at
    best_value = value_of(known, board, rules, mind, u, unit.at) - mind.ground[unit.at].threat // 4 + 3
    reach = unit.moves_left
    may_embark = unit.klass != ENGINEERS or not waits_for_boats(known, board, mind, u)
    q, r = board.hexes[unit.at].q, board.hexes[unit.at].r
    for i in range(1, min(len(board.spiral), 1 + 3 * reach * (reach + 1))):
        h = sight.hex_at(board, q + board.spiral[i, 0], r + board.spiral[i, 1])
        if h < 0:
            continue
        on_foot = known.scratch[h].stamp == stamp and movement.has_room(known, unit, h)
        if not on_foot and not (may_embark and movement.boat_landing(known, board, rules, u, h)):
            continue
        value = value_of(known, board, rules, mind, u, h)
        if value <= best_value:
            continue
        weight = 1 if is_assault_hex(known, board, mind, u, h) else mind.styles[mind.units[u].posture].exposure
        value -= weight * exposure(known, mind, unit.at, h, stamp)
        if value > best_value:
            best, best_value = h, value
    if best == unit.at:
        return relieve(known, board, rules, mind, u, out)
    fields.put(out, MOVE, u, best, 0)
    return True


@kernel
def waits_for_boats(known, board, mind, u):
    """Whether infantry of its side near engineers `u` has still to be ferried the same way: they go last."""
    unit, goal = known.units[u], mind.units[u].goal
    if goal < 0:
        return False
    here = mind.fields[goal, unit.at]
    for v in range(len(known.units)):
        other = known.units[v]
        if other.side == unit.side and other.status == PRESENT and other.klass == INFANTRY:
            if sight.distance(board, other.at, unit.at) <= 4 and mind.fields[goal, other.at] > here - 4:
                return True
    return False


@kernel
def exposure(known, mind, start, h, stamp):
    """Men that the way just flooded from `start` to `h` may cost, and staying there; by boat only the landing."""
    total = mind.ground[h].threat // 4
    if known.scratch[h].stamp != stamp:
        return total + mind.ground[h].threat
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
    return mind.ground[h].beside > 0


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
        if mind.units[v].tired and known.units[v].men < unit.men and paths.can_swap(known, board, rules, u, b):
            fields.put(out, MOVE, u, b, 0)
            return True
    return False


@kernel
def stays(known, board, rules, mind, u):
    """Who does not even look for another hex: guns in their places, garrisons of what is to be held."""
    unit = known.units[u]
    if unit.klass == GUNS or unit.klass == MORTARS or unit.klass == HEADQUARTERS or unit.klass == SERVICE:
        return mind.ground[unit.at].threat < 8
    if known.sides[unit.side].attacker:
        return keeps_ground(known, board, rules, mind, u)
    if mind.units[u].posture == REST or mind.units[u].posture == FALL_BACK:
        return False
    garrison = mind.ground[unit.at].hold > 0 and mind.units[u].reserve == 0
    return garrison or (unit.klass != INFANTRY and mind.ground[unit.at].threat < 8)


@kernel
def keeps_ground(known, board, rules, mind, u):
    """Whether an attacker who builds up stands on a place he won: it is not left for the enemy to walk into."""
    unit = known.units[u]
    if mind.units[u].posture != GATHER or unit.klass != INFANTRY or morale.is_broken(rules, unit):
        return False
    return board.hexes[unit.at].place >= 0 and mind.ground[unit.at].near > 0


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
    """Out of reach of fire, in cover, not far, and on ground one can leave again."""
    unit = known.units[u]
    ground = rules.terrain[known.hexes[h].terrain]
    cover = 1000 - ground.cover
    home = 20 if known.hexes[h].control == unit.side else -40
    near = 3 * sight.distance(board, unit.at, h)
    if mind.units[u].posture == FALL_BACK and mind.units[u].own_goal >= 0:
        near = mind.styles[mind.units[u].posture].goal * min(mind.fields[mind.units[u].own_goal, h], 4000)
    return home + cover // 40 - 3 * ground.foot - 4 * mind.ground[h].threat - near - 10 * mind.ground[h].deep


@kernel
def value_of_attack(known, board, rules, mind, u, h):
    """Nearer the goal, next to a hex worth the assault, in no salient."""
    goal = mind.units[u].goal
    value = 0
    if goal >= 0:
        value -= mind.styles[mind.units[u].posture].goal * min(mind.fields[goal, h], 4000)
    if mind.ground[h].beside > 0:
        best = best_target(known, board, rules, mind, u, h)
        value += 60 + best // 4 if best > 0 else 0
    cover = 1000 - rules.terrain[known.hexes[h].terrain].cover
    return value + cover // 40 - mind.styles[mind.units[u].posture].salient * max(0, mind.ground[h].deep - 3)


@kernel
def best_target(known, board, rules, mind, u, h):
    """How much the best hex to assault from `h` is worth, over the hexside between them; 0 if there is none."""
    best = 0
    for direction in range(6):
        b = board.hexes[h].beyond[direction]
        if b < 0 or mind.ground[b].on == 0:
            continue
        kept = fields.edge_share(known, board, rules, u, h, direction)
        if kept > 0 and not movement.edge_closed_but_cliff(known, board, h, direction):
            best = max(best, min(mind.ground[b].on, 400) * kept // 100)
    return best


@kernel
def value_of_defence(known, board, rules, mind, u, h):
    """Into a hex that wants a unit, or beside a lost one to win it back; reserves else stay near, in cover."""
    unit = known.units[u]
    value = 8 * mind.ground[h].want + 2 * mind.ground[h].hold
    if mind.ground[h].beside > 0:
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
