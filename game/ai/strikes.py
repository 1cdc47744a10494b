"""The recruit's shells, aircraft, assaults and volleys. Compiled; part of tactics.py."""

from game.ai import fields
from game.ai.mind import NEVER, NOT
from game.rules import discipline, orders, preview, sight
from game.rules.kernel import kernel
from game.rules.preview import P_CHANCES, P_ENEMY_LOSS, P_NERVE, P_OWN_LOSS
from game.rules.state import (
    AIR,
    ASSAULT,
    BOMB,
    BOMBARD,
    CLIFF_UP,
    FIRE,
    INFANTRY,
    INTERDICT,
    PRESENT,
)


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
    for i in range(mind.progress[0].listed):
        h = mind.ground[i].listed
        if mind.ground[h].aim == 0 and mind.ground[h].enemy == 0:
            continue
        value = shell_value(known, board, rules, mind, unit.side, h)
        if value == 0:
            value = harass_value(known, board, rules, mind, u, h)
        if value > best_value and orders.why_not_bombard(known, board, rules, u, h) == orders.LEGAL:
            best, best_value = h, value
    if best < 0:
        return False
    fields.put(out, BOMBARD, u, best, 0)
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
    for i in range(mind.progress[0].listed):
        h = mind.ground[i].listed
        if mind.ground[h].enemy == 0 and mind.ground[h].on == 0:
            continue
        value = shell_value(known, board, rules, mind, side, h)
        if value == 0 and mind.ground[h].enemy > 0 and threatens(known, board, side, h):
            value = 1 + mind.ground[h].enemy // 10
        if value > best_value and orders.why_not_side(known, board, rules, AIR, side, h, BOMB) == orders.LEGAL:
            best, best_value = h, value
    if best >= 0:
        fields.put(out, AIR, len(known.units) + side, best, BOMB)
    else:
        fields.put(out, AIR, len(known.units) + side, -1, INTERDICT)
    return True


@kernel
def storm(known, board, rules, mind, u, out):
    """The best assault of unit `u`, if it is worth its price; or the one it was ordered to make."""
    unit, ordered = known.units[u], mind.units[u].hit
    if not fields.can_attack(rules, unit) or unit.suppression > 450 or mind.units[u].halted or ordered == NOT:
        return False
    if ordered >= 0 and orders.why_not_assault(known, board, rules, u, ordered) == orders.LEGAL:
        fields.put(out, ASSAULT, u, ordered, 0 if leaves_well(known, mind, u) else 1)
        return True
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
    fields.put(out, ASSAULT, u, best, 0 if leaves_well(known, mind, u) else 1)
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
    fields.put(out, FIRE, u, best, 0)
    return True
