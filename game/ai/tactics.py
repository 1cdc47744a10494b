"""The `recruit`: one order after another by simple rules, from the masked State alone. Compiled; no playouts.

In its phase a side first moves (assault troops towards what is worth it, reserves to the breach, engineers to
their infantry, the tired out of reach), then shells, flies, assaults, fires, and last digs or rallies.
"""

from game.ai import fields, moves, pause, strikes
from game.ai.mind import FALL_BACK, NORMAL
from game.rules import events, orders
from game.rules.kernel import kernel
from game.rules.state import (
    CHOOSE,
    DIG,
    END,
    ENGINEERS,
    FULL,
    GUNS,
    HALF,
    HOARD,
    INFANTRY,
    MORTARS,
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
DIRECTED_AIM = 150  # percent of the defence that a target by order counts as
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
    if progress.directed != progress.stamp:
        forget_orders(mind)
    pause.consider(known, rules, mind, side)
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
            if thought.hit >= 0:  # so that guns prepare it
                mind.ground[thought.hit].on = max(mind.ground[thought.hit].on, DIRECTED_AIM)
    fields.list_targets(board, mind)
    if attacker == 0:
        find_breaches(known, board, mind, side)


@kernel
def forget_orders(mind):
    """Orders to single units hold for one phase."""
    for u in range(len(mind.units)):
        mind.units[u].go = -1
        mind.units[u].hit = -1


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
        elif known.hexes[h].combat < 0 and fields.enemy_near(known, board, side, h, 5):
            mind.ground[h].want = hold
        elif hold >= 4 and known.hexes[h].combat >= 0 and mind.units[known.hexes[h].combat].tired:
            mind.ground[h].want = 1


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
            if strikes.fly(known, board, rules, mind, side, out):
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
    fields.put(out, END, -1, -1, 0)


@kernel
def choose_first(known, board, side, out):
    """A waiting choice takes its first option."""
    for e in range(len(known.events)):
        if known.events[e].waiting and max(board.event_rules[e].side, 0) == side and events.options_of(board, e) > 0:
            fields.put(out, CHOOSE, len(known.units) + side, -1, e * 16)
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
            fields.put(out, RATION, len(known.units) + side, -1, wanted + 4 * (f + 1))
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
            fields.put(out, SEE + bit, len(known.units) + side, -1, wanted >> bit & 1)
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
        return moves.move_unit(known, board, rules, mind, u, out)
    if stage == STAGE_SHELL:
        return (klass == GUNS or klass == MORTARS) and strikes.shell(known, board, rules, mind, u, out)
    if stage == STAGE_ASSAULT:
        return infantry and strikes.storm(known, board, rules, mind, u, out)
    if stage == STAGE_FIRE:
        return infantry and strikes.volley(known, board, rules, mind, u, out)
    if stage == STAGE_LAST:
        return last_act(known, board, rules, mind, u, out)
    return False


@kernel
def last_act(known, board, rules, mind, u, out):
    """Rally if pinned with the enemy near, dig where it helps; who did neither move nor act rests."""
    unit = known.units[u]
    if unit.suppression >= 400 and orders.why_not(known, board, rules, RALLY, u, -1, 0) == orders.LEGAL:
        fields.put(out, RALLY, u, -1, 0)
        return True
    if unit.support and unit.klass != ENGINEERS:
        return False
    if mind.units[u].tired or unit.cohesion < 650:
        return False  # rest mends more
    if mind.ground[unit.at].threat >= DIG_THREAT:
        return False  # spades draw fire
    near = fields.enemy_near(known, board, unit.side, unit.at, 4)
    ground = known.hexes[unit.at]
    wanted = near and (ground.works < 2 or ground.wear >= rules.numbers[0].wear_per_level // 2)
    if wanted and orders.why_not(known, board, rules, DIG, u, -1, 0) == orders.LEGAL:
        fields.put(out, DIG, u, -1, 0)
        return True
    return False
