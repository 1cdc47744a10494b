"""Ground that changes hands: control of hexes, depots lost, places taken.

Carries out docs/rules.md, "A turn" (control) and "Arrivals, events, victory" (places).
"""

from game.rules import journal
from game.rules.kernel import kernel
from game.rules.state import J_CAPTURED


@kernel
def take_control(state, board, h, side):
    """Hex `h` now belongs to `side`: depots there are lost to their owner, places change hands."""
    ground = state.hexes[h]
    if ground.control == side:
        return
    ground.control = side
    ground.known_control[side] = side
    ground.known_works[side] = ground.works
    depot = board.hexes[h].depot
    if depot >= 0 and state.depots[depot].side != side and state.depots[depot].lost == 0:
        lose_depot(state, depot)
    for p in range(len(state.places)):  # several may share a hex
        place = state.places[p]
        for i in range(place.start, place.start + place.count):
            if board.place_hexes[i] == h:
                settle_place(state, board, p)
                break


@kernel
def lose_depot(state, d):
    """A depot lost is stock lost."""
    depot = state.depots[d]
    tally = state.sides[depot.side]
    tally.lost_fires += depot.fires
    tally.lost_grenades += depot.grenades
    depot.lost = 1
    depot.fires = 0
    depot.grenades = 0
    depot.food = 0
    for i in range(len(depot.shells)):
        tally.lost_shells += depot.shells[i]
        depot.shells[i] = 0


@kernel
def settle_place(state, board, p):
    """A place is held by who holds most of its hexes; when first taken it may score."""
    place = state.places[p]
    of_first = 0
    for i in range(place.start, place.start + place.count):
        if state.hexes[board.place_hexes[i]].control == 0:
            of_first += 1
    holder = place.holder
    if 2 * of_first > place.count:
        holder = 0
    elif 2 * of_first < place.count:
        holder = 1
    if holder == place.holder:
        return
    place.holder = holder
    place.since = state.clock[0].turn
    row = journal.write(state, J_CAPTURED, holder, -1, -1, board.place_hexes[place.start], -1, journal.BOTH)
    journal.put(state, row, 0, p)
    if place.first_done[holder] == 0:
        place.first_done[holder] = 1
        state.sides[holder].points += place.first[holder]
        state.sides[holder].points_places += place.first[holder]
        journal.put(state, row, 1, place.first[holder])


@kernel
def occupy(state, board, u):
    """A combat unit that stands in a hex controls it; the enemy learns of it if he sees the unit."""
    unit = state.units[u]
    if unit.support:
        return
    take_control(state, board, unit.at, unit.side)
    if unit.seen:
        state.hexes[unit.at].known_control[1 - unit.side] = unit.side
