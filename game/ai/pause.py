"""When a side stops assaulting to rest and gather shells, and when it goes on (`computer.SIDE.pause`). Compiled."""

from game.ai import fields
from game.ai.mind import GATHER, NORMAL
from game.rules.kernel import kernel
from game.rules.state import INFANTRY, PRESENT


@kernel
def consider(known, rules, mind, side):
    """At the start of a phase: who has no posture by a plan builds up while the side pauses."""
    if decide(known, rules, mind, side):
        for u in range(len(known.units)):
            if known.units[u].side == side and mind.units[u].posture == NORMAL:
                mind.units[u].posture = GATHER


@kernel
def decide(known, rules, mind, side):
    """Whether the side pauses: from when it is spent until what it waits for is there."""
    terms, progress = mind.pause[0], mind.progress[0]
    turn = known.clock[0].turn
    shells, fit = shells_at_hand(known, side), fit_percent(known, mind, side)
    if progress.pausing:
        waited = terms.most_turns > 0 and turn - progress.since >= terms.most_turns
        if waited or (shells >= terms.until_shells and fit >= terms.until_fit):
            progress.pausing = 0
    elif shells < terms.below_shells or fit < terms.below_fit:
        progress.pausing = 1
        progress.since = turn
    return progress.pausing


@kernel
def shells_at_hand(known, side):
    """Weight of all shells of the side: tubes x weight x loads, carried, and stored for guns that can draw them."""
    total = 0
    for u in range(len(known.units)):
        unit = known.units[u]
        if unit.side == side and unit.status == PRESENT:
            total += unit.tubes * unit.weight * unit.shells
    for d in range(len(known.depots)):
        depot = known.depots[d]
        if depot.side != side or depot.lost:
            continue
        for calibre in range(len(depot.shells)):
            if depot.shells[calibre] > 0:
                total += depot.shells[calibre] * load_weight(known, side, calibre)
    return total


@kernel
def load_weight(known, side, calibre):
    """Weight of a load of this calibre: the mean of the side's batteries on the map, 0 if there are none."""
    weight, batteries = 0, 0
    for u in range(len(known.units)):
        unit = known.units[u]
        if unit.side == side and unit.status == PRESENT and unit.calibre == calibre:
            weight += unit.tubes * unit.weight
            batteries += 1
    return weight // max(batteries, 1)


@kernel
def fit_percent(known, mind, side):
    """Of a hundred battalions and companies of infantry on the map, how many are not spent."""
    fit, all_of_them = 0, 0
    for u in range(len(known.units)):
        unit = known.units[u]
        if unit.side == side and unit.status == PRESENT and unit.klass == INFANTRY:
            all_of_them += 1
            fit += 0 if fields.is_spent(mind, NORMAL, unit) else 1
    return 100 * fit // max(all_of_them, 1)
