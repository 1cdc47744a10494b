"""What shells do to the ground: works lose levels, city blocks become rubble.

Carries out docs/rules.md, "Ground" (works) and "Guns, mortars, aircraft".
"""

from game.rules import journal
from game.rules.kernel import kernel
from game.rules.state import J_TERRAIN, J_WORKS


@kernel
def wear(state, rules, h, amount):
    """Shells wear works down a level every 200, and city blocks into rubble."""
    ground = state.hexes[h]
    numbers = rules.numbers[0]
    ground.wear += amount
    while ground.works > 0 and ground.wear >= numbers.wear_per_level:
        ground.wear -= numbers.wear_per_level
        ground.works -= 1
        ground.dig = 0
        show_works(state, h)
    terrain = rules.terrain[ground.terrain]
    if ground.works == 0 and terrain.ruins_to >= 0 and ground.wear >= numbers.rubble_wear:
        ground.wear -= numbers.rubble_wear
        ruin(state, h, terrain.ruins_to)


@kernel
def show_works(state, h):
    """Works changed under fire: everyone sees it."""
    ground = state.hexes[h]
    for side in range(2):
        ground.known_works[side] = ground.works
    row = journal.write(state, J_WORKS, ground.control, -1, -1, h, -1, journal.BOTH)
    journal.put(state, row, 0, ground.works)


@kernel
def ruin(state, h, terrain):
    """A hex becomes other ground (rubble)."""
    state.hexes[h].terrain = terrain
    row = journal.write(state, J_TERRAIN, -1, -1, -1, h, -1, journal.BOTH)
    journal.put(state, row, 0, terrain)
