"""What one side may know, as a State: the masked arrays behind `View`.

Carries out docs/rules.md, "Sight and concealment": what a side does not see it does not get. A hidden enemy is
off the map (`at` -1, status WAITING), remembered by `last_at`, `last_turn`, `last_men` only; of a seen enemy the
men are known to the nearest fifty and the rest is what is usual for its kind. Own forces are exact.
"""

from game.rules.kernel import kernel
from game.rules.state import WAITING

USUAL_AMMO = 30  # tenths: what an enemy unit is taken to have
USUAL_GRENADES = 1
USUAL_COHESION = 800


@kernel
def mask(state, known, rules, side):
    """Copy `state` into `known` as `side` may know it. Both have the same shape; nothing is allocated."""
    for h in range(len(state.hexes)):
        known.hexes[h] = state.hexes[h]
        ground = known.hexes[h]
        ground.combat = -1
        ground.support = -1
        ground.control = ground.known_control[side]
        ground.works = ground.known_works[side]
        ground.known_control[1 - side] = ground.control
        ground.known_works[1 - side] = ground.works
        if ground.control != side:
            ground.wear = 0
            ground.dig = 0
    for i in range(len(state.edges)):
        known.edges[i] = state.edges[i]
    for i in range(len(state.crossings)):
        known.crossings[i] = state.crossings[i]
    for i in range(len(state.places)):
        known.places[i] = state.places[i]
    for i in range(len(state.formations)):
        known.formations[i] = state.formations[i]
        if state.formations[i].side != side:
            known.formations[i].ration = 0
            known.formations[i].shaken_until = -1
    for i in range(len(state.events)):
        known.events[i] = state.events[i]
    mask_stocks(state, known, side)
    refresh_units(state, known, rules, side)


@kernel
def mask_stocks(state, known, side):
    """Depots, waves, sorties, wounded and tallies: one's own as they are, the enemy's unknown."""
    for i in range(len(state.depots)):
        known.depots[i] = state.depots[i]
        if state.depots[i].side != side:
            depot = known.depots[i]
            depot.at = -1
            depot.lost = 1
            depot.fires = 0
            depot.grenades = 0
            depot.food = 0
            for calibre in range(len(depot.shells)):
                depot.shells[calibre] = 0
    for i in range(len(state.waves)):
        known.waves[i] = state.waves[i]
        if state.waves[i].side != side:
            known.waves[i].status = 5
    for turn in range(len(state.sorties)):
        known.sorties[turn, side] = state.sorties[turn, side]
        known.sorties[turn, 1 - side] = 0
    for turn in range(len(state.returns)):
        known.returns[turn, side] = state.returns[turn, side]
        known.returns[turn, 1 - side] = 0


@kernel
def refresh_units(state, known, rules, side):
    """Bring units, sides and clock of `known` up to date after an order: the quick part of `mask`."""
    known.clock[0] = state.clock[0]
    known.clock[0].seed = 0
    known.clock[0].journal_on = 0
    known.clock[0].journal_count = 0
    for i in range(len(state.events)):
        known.events[i] = state.events[i]
    for i in range(2):
        known.sides[i] = state.sides[i]
    enemy = known.sides[1 - side]
    enemy.pool = 0
    enemy.sorties = 0
    enemy.interdicted = 0
    enemy.waiting_choice = 0
    enemy.dont = 0
    enemy.spent = 0
    enemy.spent_grenades = 0
    enemy.spent_shells = 0
    enemy.held_see = 0
    enemy.held_aim = 0
    enemy.held_kill = 0
    enemy.saved = 0
    for u in range(len(state.units)):
        old = known.units[u].at
        if old >= 0:
            clear_place(known, u, old)
    for u in range(len(state.units)):
        known.units[u] = state.units[u]
        unit = known.units[u]
        if unit.side != side:
            if unit.seen:
                mask_seen(unit, rules)
            else:
                mask_hidden(unit)
        if unit.at >= 0:
            if unit.support:
                known.hexes[unit.at].support = u
            else:
                known.hexes[unit.at].combat = u
                known.hexes[unit.at].control = unit.side
                known.hexes[unit.at].known_control[side] = unit.side


@kernel
def clear_place(known, u, h):
    ground = known.hexes[h]
    if ground.combat == u:
        ground.combat = -1
    if ground.support == u:
        ground.support = -1


@kernel
def mask_seen(unit, rules):
    """Of a seen enemy: where it is, its kind, its men in fifties, whether it looks shaken."""
    unit.men = max(unit.last_men, 1)
    unit.ammo = USUAL_AMMO
    unit.grenades = USUAL_GRENADES if unit.support == 0 else 0
    unit.shells = 1 if unit.calibre >= 0 else 0
    unit.fatigue = 0
    broken = rules.numbers[0].broken_cohesion * 10
    unit.cohesion = USUAL_COHESION if unit.cohesion >= broken else broken - 10
    unit.fresh = 0
    unit.isolated_turns = 0
    unit.supplied = 1
    unit.dont = 0
    unit.volleys = 0
    unit.work_at = -1
    unit.work_done = 0
    forget_dice(unit)


@kernel
def mask_hidden(unit):
    """Of a hidden enemy: that it exists, and where it was last seen."""
    unit.status = WAITING
    unit.at = -1
    unit.men = unit.last_men
    unit.ammo = 0
    unit.grenades = 0
    unit.shells = 0
    unit.fatigue = 0
    unit.cohesion = USUAL_COHESION
    unit.suppression = 0
    unit.fresh = 0
    unit.isolated_turns = 0
    unit.supplied = 1
    unit.dont = 0
    unit.volleys = 0
    unit.moved = 0
    unit.acted = 0
    unit.moves_left = 0
    unit.fired = 0
    unit.revealed = 0
    unit.wave = -1
    unit.work_at = -1
    unit.work_done = 0
    forget_dice(unit)


@kernel
def forget_dice(unit):
    for purpose in range(len(unit.rolls)):
        unit.rolls[purpose] = 0


@kernel
def refresh_hex(state, known, side, h):
    """Bring works, control and wear of one hex up to date: where an order was just carried out."""
    if h < 0:
        return
    ground, seen = known.hexes[h], state.hexes[h]
    ground.terrain = seen.terrain
    ground.fire = seen.fire
    ground.assaults = seen.assaults
    ground.batteries = seen.batteries
    ground.organised = seen.organised
    ground.control = seen.known_control[side]
    ground.works = seen.known_works[side]
