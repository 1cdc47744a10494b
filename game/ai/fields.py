"""What a computer player sees of the map at the start of its phase: threat, enemies, targets. Compiled.

Everything is read from the masked State: unseen enemies exist here only as works that someone may hold.
"""

from game.ai.mind import NORMAL
from game.rules import assault, bombard, discipline, morale, sight
from game.rules.kernel import kernel
from game.rules.state import ENGINEERS, GUNS, INFANTRY, MORTARS, PRESENT

SUPPOSED_MEN = 350  # a hidden garrison of works
SUPPOSED_PERMILLE = 600  # how far its fire counts: it may not be there, or hold its fire


@kernel
def can_attack(rules, unit):
    """Infantry fit for an assault; clerks and carriers are not sent."""
    numbers = rules.numbers[0]
    if unit.status != PRESENT or unit.klass != INFANTRY:
        return False
    if unit.cohesion < numbers.assault_cohesion * 10 or unit.men < numbers.assault_men:
        return False
    return unit.men * 1000 >= unit.establishment * numbers.assault_strength_permille


@kernel
def is_tired(mind, u, unit):
    """Spent for now, or ordered to rest: out of reach, before it attacks again."""
    return is_spent(mind, mind.units[u].posture, unit)


@kernel
def is_spent(mind, posture, unit):
    """Too shaken, tired or few to attack in this posture."""
    return unit.cohesion < mind.styles[posture].tired or unit.fatigue > 60 or unit.men * 4 < unit.establishment


@kernel
def enemy_there(known, board, side, h):
    """The known enemy combat unit (or else support unit) in hex `h`; -1 if none is known."""
    c, s = known.hexes[h].combat, known.hexes[h].support
    if c >= 0 and known.units[c].side != side:
        return c
    if s >= 0 and known.units[s].side != side:
        return s
    return -1


@kernel
def may_be_held(known, board, mind, side, h):
    """Whether hex `h` must be taken by assault: an enemy is known there, or works of his that look empty."""
    if enemy_there(known, board, side, h) >= 0:
        return True
    return known.hexes[h].control != side and known.hexes[h].works >= 2


@kernel
def read_ground(known, board, rules, mind, side):
    """Fill `ground.threat` (men a battalion may lose in each hex) and `ground.enemy`."""
    for h in range(len(mind.ground)):
        ground = mind.ground[h]
        ground.threat = 0
        ground.enemy = 0
        ground.aim = 0
        ground.on = 0
        ground.want = 0
        ground.near = 0
        ground.deep = 0
        ground.beside = 0
    for e in range(len(known.units)):
        enemy = known.units[e]
        if enemy.side == side:
            continue
        if enemy.seen:
            spread_threat(known, board, rules, mind, e, enemy.at, enemy.men)
        elif enemy.last_at >= 0 and known.hexes[enemy.last_at].combat < 0:
            spread_threat(known, board, rules, mind, e, enemy.last_at, enemy.last_men)
    for h in range(len(mind.ground)):
        works = known.hexes[h].works
        if works >= 2 and known.hexes[h].control != side and known.hexes[h].combat < 0 and mind.ground[h].enemy == 0:
            spread_works(known, board, rules, mind, h, works)
            mark_near(board, mind, h)
        elif mind.ground[h].enemy > 0:
            mark_near(board, mind, h)
    for h in range(len(mind.ground)):
        if closes_retreat(known, board, rules, mind, side, h):
            mark_deep(board, mind, h)


@kernel
def mark_near(board, mind, at):
    """Count an enemy, known or supposed in works, for the hexes round his."""
    for direction in range(6):
        b = board.hexes[at].beyond[direction]
        if b >= 0:
            mind.ground[b].near += 1


@kernel
def closes_retreat(known, board, rules, mind, side, h):
    """Whether nobody of `side` can retreat into hex `h`: the enemy's, with him in or next to it."""
    if known.hexes[h].control == side or rules.terrain[known.hexes[h].terrain].foot <= 0:
        return False
    return mind.ground[h].near > 0 or may_be_held(known, board, mind, side, h)


@kernel
def mark_deep(board, mind, at):
    """Count a hex closed to retreat for the hexes round it."""
    for direction in range(6):
        b = board.hexes[at].beyond[direction]
        if b >= 0:
            mind.ground[b].deep += 1


@kernel
def mark_beside(board, mind, at):
    """Count a hex to be assaulted for the hexes round it."""
    for direction in range(6):
        b = board.hexes[at].beyond[direction]
        if b >= 0:
            mind.ground[b].beside += 1


@kernel
def list_targets(board, mind):
    """Once all is marked: list the hexes that guns and aircraft may care for, and mark those beside targets."""
    count = 0
    for h in range(len(mind.ground)):
        ground = mind.ground[h]
        if ground.on > 0:
            mark_beside(board, mind, h)
        if ground.aim != 0 or ground.enemy != 0 or ground.on != 0:
            mind.ground[count].listed = h
            count += 1
    mind.progress[0].listed = count


@kernel
def nests_loss(rules, works, n):
    """Men that the nests of such works cost at `n` hexes."""
    numbers = rules.numbers[0]
    if works < numbers.nest_works or n < 1 or n > 3:
        return 0
    return numbers.nests_per_hex * numbers.nest_losses[n - 1]


@kernel
def spread_threat(known, board, rules, mind, e, at, men):
    """Fire of one known enemy on every hex within four."""
    enemy = known.units[e]
    mind.ground[at].enemy += men
    if enemy.rates[0] == 0:
        return
    works = 0 if enemy.support else known.hexes[at].works
    for i in range(1, 61):
        h = sight.hex_at(board, board.hexes[at].q + board.spiral[i, 0], board.hexes[at].r + board.spiral[i, 1])
        if h < 0 or not sight.line_of_sight(known, board, at, h):
            continue
        n = sight.distance(board, at, h)
        loss = men * discipline.rate_permille(enemy, n) // 1000 + nests_loss(rules, works, n)
        loss = loss * discipline.light_permille(known, rules, n) // 1000
        mind.ground[h].threat += loss * rules.terrain[known.hexes[h].terrain].cover // 1000


@kernel
def spread_works(known, board, rules, mind, at, works):
    """Fire that may come from works of the enemy's where nobody is seen."""
    for i in range(1, 37):
        h = sight.hex_at(board, board.hexes[at].q + board.spiral[i, 0], board.hexes[at].r + board.spiral[i, 1])
        if h < 0 or not sight.line_of_sight(known, board, at, h):
            continue
        n = sight.distance(board, at, h)
        loss = SUPPOSED_MEN * (80 if n == 1 else (40 if n == 2 else 0)) // 1000 + nests_loss(rules, works, n)
        loss = loss * discipline.light_permille(known, rules, n) // 1000 * SUPPOSED_PERMILLE // 1000
        mind.ground[h].threat += loss * rules.terrain[known.hexes[h].terrain].cover // 1000


@kernel
def defence_of(known, board, rules, side, h):
    """The defence a target hex is reckoned at, in whole men: known men or those supposed in works."""
    e = enemy_there(known, board, side, h)
    men, quality, suppression = SUPPOSED_MEN, 100, 0
    if e >= 0:
        men, quality, suppression = known.units[e].men, known.units[e].quality, known.units[e].suppression
        if known.units[e].support:
            men = men // 2
    ground = known.hexes[h]
    amount = men * 900 // 1000 * (1000 - suppression) // 1000 * quality // 100
    amount = amount * rules.terrain[ground.terrain].close // 100
    amount = amount * rules.numbers[0].works_close[ground.works] // 100 * 120 // 100
    if ground.organised > known.clock[0].turn:
        amount = amount * rules.numbers[0].not_organised_percent // 100
    return max(amount, 1)


@kernel
def shells_on_call(known, board, rules, side, h):
    """Suppression in tenths that up to three batteries with shells in range could lay on hex `h`."""
    weight, batteries = 0, 0
    for u in range(len(known.units)):
        unit = known.units[u]
        if unit.side != side or unit.status != PRESENT or unit.shells <= 0 or unit.acted or unit.moved:
            continue
        if unit.klass != GUNS and unit.klass != MORTARS:
            continue
        if sight.distance(board, unit.at, h) > unit.range_hexes or not bombard.clear_arc(known, board, rules, u, h):
            continue
        weight += unit.tubes * unit.weight
        batteries += 1
        if batteries == rules.numbers[0].batteries_per_hex:
            break
    cover = 1000 + bombard.shell_cover(known, rules, h)
    return min(900, weight * rules.numbers[0].bombard_suppression_permille * cover // 200_000)


@kernel
def edge_share(known, board, rules, u, a, direction):
    """Percent of its attack that unit `u` keeps over this hexside; 0 where it cannot attack at all."""
    if assault.needs_ladders(known, board, rules, a, direction):
        return rules.numbers[0].cliff_ladders_percent if ladders_near(known, board, u) else 0
    if board.hexes[a].obstacle[direction] >= 0:
        return rules.numbers[0].obstacle_percent
    return 100


@kernel
def ladders_near(known, board, u):
    """Whether engineers of the side stand within two hexes: near enough to come along."""
    unit = known.units[u]
    for v in range(len(known.units)):
        other = known.units[v]
        if other.side == unit.side and other.status == PRESENT and other.klass == ENGINEERS:
            if sight.distance(board, other.at, unit.at) <= 2:
                return True
    return False


@kernel
def choose_targets(known, board, rules, mind, side):
    """Mark in `ground.on` the hexes worth an assault now: the best attack at hand against defence after shells.

    `ground.aim` ranks hexes for guns and aircraft.
    """
    for h in range(len(mind.ground)):
        if not may_be_held(known, board, mind, side, h) or rules.terrain[known.hexes[h].terrain].foot <= 0:
            continue
        strength = strength_at_hand(known, board, rules, mind, side, h)
        if strength == 0:
            continue
        shells = shells_on_call(known, board, rules, side, h)
        defence = defence_of(known, board, rules, side, h) * (1000 - shells) // 1000
        ratio = 100 * strength // max(defence, 1)
        bonus = 25 if mind.ground[h].hold > 0 or board.hexes[h].place >= 0 else 0
        mind.ground[h].aim = ratio + bonus
        if ratio + bonus >= mind.styles[NORMAL].wanted:
            mind.ground[h].on = ratio + bonus


@kernel
def strength_at_hand(known, board, rules, mind, side, h):
    """Men's worth of the strongest fit infantry within three hexes, less what cliffs take, and its helpers."""
    best, near = 0, 0
    for u in range(len(known.units)):
        unit = known.units[u]
        if unit.side != side or unit.acted or unit.at < 0 or sight.distance(board, unit.at, h) > 3:
            continue
        if not can_attack(rules, unit) or is_tired(mind, u, unit):
            continue
        worth = morale.effective_milli_men(rules, unit) // 1000 * unit.quality // 100
        worth = worth * best_edge(known, board, rules, u, h) // 100
        # Who is to assault at any price counts for more, who is to probe for less.
        worth = worth * mind.styles[NORMAL].wanted // mind.styles[mind.units[u].posture].wanted
        if worth <= 0:
            continue
        near += 1
        best = max(best, worth)
    if known.clock[0].night:
        best = best * 110 // 100
    return best * (100 + 10 * min(max(near - 1, 0), 3)) // 100


@kernel
def best_edge(known, board, rules, u, h):
    """The best hexside by which unit `u` could come at hex `h`, in percent kept."""
    best = 0
    for direction in range(6):
        a = board.hexes[h].beyond[direction]
        if a < 0 or rules.terrain[known.hexes[a].terrain].foot <= 0:
            continue
        if known.hexes[a].control != known.units[u].side and sight.distance(board, a, known.units[u].at) > 2:
            continue
        best = max(best, edge_share(known, board, rules, u, a, (direction + 3) % 6))
    return best


@kernel
def enemy_near(known, board, side, h, reach):
    for e in range(len(known.units)):
        enemy = known.units[e]
        if enemy.side != side and enemy.seen and sight.distance(board, enemy.at, h) <= reach:
            return True
    return False


@kernel
def put(out, verb, u, h, arg):
    out[0] = verb
    out[1] = u
    out[2] = h
    out[3] = arg
