"""The half day: dawn or dusk, two phases, the close.

Carries out docs/rules.md, "A turn" and the close under "Men".
"""

from game.rules import air, arrivals, dice, events, journal, morale, movement, sight, supply, victory
from game.rules.kernel import kernel
from game.rules.state import (
    HEADQUARTERS,
    J_LOSSES,
    J_PHASE,
    J_TERRAIN,
    J_TURN,
    J_WEATHER,
    PRESENT,
)


@kernel
def begin(state, board, rules):
    """Turn 1, dawn or dusk, and the first side's phase."""
    clock = state.clock[0]
    clock.turn = 1
    begin_turn(state, board, rules)
    begin_phase(state, board, rules)


@kernel
def begin_turn(state, board, rules):
    """Dawn or dusk: calendar, weather, events, arrivals, replacements, supply, sorties."""
    clock = state.clock[0]
    clock.phase = 0
    clock.night = (board.frame[0].first_night + clock.turn - 1) % 2
    if clock.turn > clock.weather_until and clock.weather != board.weather[clock.turn]:
        clock.weather = board.weather[clock.turn]
        row = journal.write(state, J_WEATHER, -1, -1, -1, -1, -1, journal.BOTH)
        journal.put(state, row, 0, clock.weather)
    for c in range(len(state.crossings)):
        state.crossings[c].used = 0
    row = journal.write(state, J_TURN, -1, -1, -1, -1, -1, journal.BOTH)
    journal.put(state, row, 0, clock.turn)
    journal.put(state, row, 1, clock.night)
    clear_phase(state)
    events.run(state, board, rules)
    arrivals.due(state, board, rules)
    for side in range(2):
        dated_men(state, board, side)
        if clock.night == 0:
            supply.replace(state, board, rules, side)
        supply.supply_side(state, board, rules, side)
    air.sorties_today(state)


@kernel
def dated_men(state, board, side):
    """Replacements that the scenario dates come into the pool."""
    turn = state.clock[0].turn
    for i in range(len(board.pool)):
        entry = board.pool[i]
        if entry.side != side or turn < entry.turn:
            continue
        again = entry.every > 0 and (turn - entry.turn) % entry.every == 0
        if turn == entry.turn or again:
            state.sides[side].pool += entry.amount
            state.sides[side].replaced += entry.amount


@kernel
def clear_phase(state):
    """Volleys, assaults, batteries and dice are counted anew in each phase."""
    for u in range(len(state.units)):
        unit = state.units[u]
        unit.volleys = 0
        for purpose in range(len(unit.rolls)):
            unit.rolls[purpose] = 0
    for side in range(2):
        tally = state.sides[side]
        for purpose in range(len(tally.rolls)):
            tally.rolls[purpose] = 0
    for h in range(len(state.hexes)):
        state.hexes[h].assaults = 0
        state.hexes[h].batteries = 0


@kernel
def begin_phase(state, board, rules):
    """A side's phase: its units may move and act again; both sides look round."""
    clock = state.clock[0]
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.side == clock.phase:
            unit.moved = 0
            unit.acted = 0
            unit.moves_left = movement.allowance(state, rules, unit)
    sight.look_round(state, board, rules)
    journal.write(state, J_PHASE, clock.phase, -1, -1, -1, -1, journal.BOTH)


@kernel
def end_phase(state, board, rules):
    """The phasing side is done: the other's phase, or the close and the next half day."""
    clock = state.clock[0]
    if clock.phase == 0:
        clock.phase = 1
        clear_phase(state)
        begin_phase(state, board, rules)
        return
    close(state, board, rules)
    if clock.ended:
        return
    clock.turn += 1
    begin_turn(state, board, rules)
    begin_phase(state, board, rules)


@kernel
def close(state, board, rules):
    """The close, in the order of docs/rules.md."""
    for u in range(len(state.units)):
        if state.units[u].status == PRESENT:
            recover(state, board, rules, u)
    burn(state, rules)
    if state.clock[0].turn % rules.numbers[0].skirmish_closes == 0:
        skirmish(state, board, rules)
    wear_of_the_siege(state, board, rules)
    isolation(state, rules)
    hold_together(state, board, rules)
    wounded_return(state)
    victory.score_losses(state, board)
    victory.score_day(state, board)
    victory.check(state, board)


@kernel
def recover(state, board, rules, u):
    """Suppression, fatigue and cohesion of one unit; who rested out of reach will be a fresh reserve."""
    unit = state.units[u]
    numbers = rules.numbers[0]
    rested = unit.moved == 0 and unit.acted == 0
    unit.suppression = max(0, unit.suppression // 2 - numbers.suppression_close_less * 10)
    unit.fatigue = max(0, unit.fatigue - (numbers.fatigue_rest_less if rested else numbers.fatigue_close_less))
    free = not near_enemy_zone(state, board, rules, u)
    unit.fresh = 1 if rested and free and unit.support == 0 else 0
    gain = numbers.cohesion_rest if rested and free else numbers.cohesion_close
    if near_headquarters(state, board, rules, u):
        gain += numbers.cohesion_headquarters
    gain = 10 * gain * (100 - unit.fatigue) // 100
    ceiling = unit.ceiling
    if supply.is_hungry(state, unit.side):
        ceiling = min(ceiling, 10 * numbers.cohesion_ceiling_hungry)
    if unit.cohesion < ceiling:
        unit.cohesion = min(ceiling, unit.cohesion + gain)
    unit.fired = 0
    unit.revealed = 0


@kernel
def near_enemy_zone(state, board, rules, u):
    """Whether unit `u` stands in the zone of control of any enemy, seen or not."""
    unit = state.units[u]
    for direction in range(6):
        b = board.hexes[unit.at].beyond[direction]
        if b < 0:
            continue
        e = state.hexes[b].combat
        if e >= 0 and state.units[e].side != unit.side and not morale.is_broken(rules, state.units[e]):
            if not movement.edge_closed(state, board, b, (direction + 3) % 6):
                return True
    return False


@kernel
def near_headquarters(state, board, rules, u):
    """Within four hexes of its formation's headquarters, or of one above it, whose commander is not lost."""
    unit = state.units[u]
    if state.formations[unit.formation].shaken_until >= state.clock[0].turn:
        return False
    f = unit.formation
    while f >= 0:
        hq = state.formations[f].hq
        if hq >= 0 and hq != u and state.units[hq].status == PRESENT and state.units[hq].klass == HEADQUARTERS:
            if sight.distance(board, unit.at, state.units[hq].at) <= rules.numbers[0].headquarters_hexes:
                return True
        f = state.formations[f].parent
    return False


@kernel
def burn(state, rules):
    """Burning hexes cost men; after three turns of fire a city block is rubble."""
    if state.clock[0].burning == 0:
        return
    numbers = rules.numbers[0]
    for h in range(len(state.hexes)):
        ground = state.hexes[h]
        if ground.fire == 0:
            continue
        for slot in range(2):
            u = ground.combat if slot == 0 else ground.support
            if u >= 0:
                men = dice.whole_men(state, rules, u, state.units[u].men * numbers.burning_permille)
                morale.lose(state, rules, u, men)
        ground.fire -= 1
        ground.burnt += 1
        if ground.fire == 0:
            state.clock[0].burning -= 1
        ruins = rules.terrain[ground.terrain].ruins_to
        if ground.burnt >= numbers.fire_turns and ruins >= 0:
            ground.burnt = 0
            ground.terrain = ruins
            row = journal.write(state, J_TERRAIN, -1, -1, -1, h, -1, journal.BOTH)
            journal.put(state, row, 0, ruins)


@kernel
def enemy_within(state, board, u, reach):
    """Whether an enemy stands within so many hexes."""
    unit = state.units[u]
    for e in range(len(state.units)):
        enemy = state.units[e]
        if enemy.status == PRESENT and enemy.side != unit.side and sight.distance(board, unit.at, enemy.at) <= reach:
            return True
    return False


@kernel
def skirmish(state, board, rules):
    """Every fourth close who has an enemy within three hexes shoots off a fire."""
    numbers = rules.numbers[0]
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.status == PRESENT and unit.support == 0 and enemy_within(state, board, u, numbers.siege_hexes):
            cost = min(numbers.volley_tenths, unit.ammo)
            unit.ammo -= cost
            state.sides[unit.side].spent += cost


@kernel
def wear_of_the_siege(state, board, rules):
    """Snipers, mines and shells by day and night, and sickness: half of the sick die, half count as wounded."""
    numbers = rules.numbers[0]
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.status != PRESENT:
            continue
        near = enemy_within(state, board, u, numbers.siege_hexes)
        permille = numbers.siege_near_permille if near else numbers.siege_far_permille
        men = dice.whole_men(state, rules, u, unit.men * permille)
        morale.lose(state, rules, u, men)
        if unit.status != PRESENT:
            continue
        hungry = supply.is_hungry(state, unit.side)
        sick = numbers.sickness_hungry_permille if hungry else numbers.sickness_permille
        fall_sick(state, u, dice.whole_men(state, rules, u, unit.men * sick))


@kernel
def fall_sick(state, u, men):
    unit = state.units[u]
    tally = state.sides[unit.side]
    men = min(men, unit.men)
    if men <= 0:
        return
    unit.men -= men
    carry = tally.carry_sick + men
    tally.died += carry // 2
    tally.wounded += men - carry // 2
    tally.carry_sick = carry % 2
    if unit.men == 0:
        morale.remove(state, u)


@kernel
def isolation(state, rules):
    """Who can trace no supply loses cohesion, and after four turns men."""
    numbers = rules.numbers[0]
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.status != PRESENT or unit.isolated_turns == 0:
            continue
        morale.shake(state, rules, u, 10 * numbers.isolated_cohesion)
        if unit.isolated_turns > numbers.isolated_turns:
            men = dice.whole_men(state, rules, u, unit.men * numbers.isolated_permille)
            morale.lose(state, rules, u, men)


@kernel
def hold_together(state, board, rules):
    """Broken units fall back from enemies next to them; remnants join what is left of their formation."""
    numbers = rules.numbers[0]
    for u in range(len(state.units)):
        unit = state.units[u]
        if unit.status != PRESENT:
            continue
        if morale.is_broken(rules, unit) and morale.enemies_next_to(state, board, unit.side, unit.at) > 0:
            morale.fall_back(state, board, rules, u, -1, numbers.broken_hexes)
        if unit.men * 1000 < unit.establishment * numbers.dissolve_permille and unit.klass != HEADQUARTERS:
            morale.merge_remnant(state, board, rules, u)


@kernel
def wounded_return(state):
    """Wounded whose time has come go back to their side's pool."""
    turn = state.clock[0].turn
    for side in range(2):
        men = state.returns[turn, side]
        if men > 0:
            state.returns[turn, side] = 0
            state.sides[side].returned += men
            state.sides[side].pool += men
            row = journal.write(state, J_LOSSES, side, -1, -1, -1, -1, 1 << side)
            journal.put(state, row, 0, men)
