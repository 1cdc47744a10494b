"""What a position is worth to a side: points as if the battle ended now, and what promises more. Compiled."""

from game.rules import sight
from game.rules.kernel import entry, kernel
from game.rules.state import GONE, INFANTRY, PRESENT

POINT = 1000  # a point of victory, in units of value
UNSCORED_MEN = 400  # men lost that count as a point where the scenario gives no points for losses
FORCE_MEN = 600  # effective men still on the map that count as a point before the end
PROMISE = 8  # percent of a place's points that standing before it is worth
NEAR = 8  # hexes from which a place is within reach
FIT = 400  # tenths of cohesion from which infantry threatens a place


@entry
def value(state, board, side):
    """Thousandths of a point, from `side`'s point of view. A battle in progress also counts men and approaches."""
    total = 0
    for i in range(2):
        own = state.sides[i].points - state.sides[i].points_losses
        worth = POINT * own + for_losses(state, board, i)
        if not fights_on(state, 1 - i):
            worth += for_empty_ground(state, i)
        if state.clock[0].ended == 0:
            worth += for_places(state, i) + for_men(state, i) + for_approaches(state, board, i)
        total += worth if i == side else -worth
    return total


@kernel
def fights_on(state, side):
    """Whether a unit of `side` is on the map, or may yet come."""
    for u in range(len(state.units)):
        if state.units[u].side == side and state.units[u].status != GONE:
            return True
    return False


@kernel
def for_empty_ground(state, side):
    """What `side` would get for the places that an enemy held who is no more: he does not deny them by dying."""
    points = 0
    for p in range(len(state.places)):
        if state.places[p].holder != side:
            points += state.places[p].final[side]
            if state.places[p].first_done[side] == 0:
                points += state.places[p].first[side]
            if state.places[p].holder >= 0:
                points += state.places[p].final[1 - side]
    return POINT * points


@kernel
def for_losses(state, board, side):
    """Points of `side` for the enemy's losses, to the man."""
    row, frame = state.sides[1 - side], board.frame[0]
    lost = row.killed + row.died + row.wounded + row.captured
    points, per = frame.loss_points[side], max(frame.loss_per[side], 1)
    if points == 0:
        return POINT * lost // UNSCORED_MEN
    return POINT * points * lost // per


@kernel
def for_places(state, side):
    """Points for the places that `side` holds, if it ended now."""
    held = 0
    for p in range(len(state.places)):
        if state.places[p].holder == side:
            held += state.places[p].final[side]
    return POINT * held


@kernel
def for_men(state, side):
    """Men on the map, by their cohesion."""
    men = 0
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side == side and unit.status == PRESENT:
            men += unit.men * (500 + unit.cohesion // 2)
    return POINT * men // (1000 * FORCE_MEN)


@kernel
def for_approaches(state, board, side):
    """For places that an attacker does not hold yet: how near his fit infantry stands."""
    if state.sides[side].attacker == 0:
        return 0
    total = 0
    for p in range(len(state.places)):
        place = state.places[p]
        if place.holder == side or place.final[side] <= 0:
            continue
        h, nearest = board.place_hexes[place.start], NEAR
        for u in range(len(state.units)):
            unit = state.units[u]
            if unit.side == side and unit.status == PRESENT and unit.klass == INFANTRY and unit.cohesion >= FIT:
                nearest = min(nearest, sight.distance(board, unit.at, h))
        total += place.final[side] * (NEAR - nearest)
    return total * POINT * PROMISE // (100 * NEAR)
