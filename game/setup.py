"""Scenario -> Board, Rulebook and the initial State: the one place that knows both YAML's words and the arrays."""

import math
from typing import Any, get_args

import numpy as np

from game import hexgrid
from game.boards import lay_out_board
from game.names import Names
from game.rules import state as s
from game.rules.arrivals import W_COMING, W_HELD, W_ON_EVENT
from game.rules.kernel import readable, records
from game.rules.state import Board, Rulebook, State
from game.scenario.forces import KindClass
from game.scenario.model import HeldWave, Scenario
from game.scenario.numbers import Rules
from game.scenario.words import RATIONS, WORKS
from game.short_names import shorten

shorten()  # before any kernel is compiled: each takes what is made here

CLASSES = get_args(KindClass)
SUPPORT = ("engineers", "guns", "mortars", "headquarters")
MOBILITY = ("foot", "wheels", "none")
MOST_SHIFTS = 16


# ---------------------------------------------------------------- the rulebook


def rule_numbers(rules: Rules) -> dict[str, Any]:
    """Every number by name, lists as tuples of fixed length: one layout for all scenarios."""
    numbers: dict[str, Any] = {}
    for name in type(rules).model_fields:
        value = getattr(rules, name)
        if isinstance(value, int) or (isinstance(value, tuple) and value and isinstance(value[0], int)):
            numbers[name] = value
    numbers["randomness"] = ("standard", "reduced", "expected").index(rules.randomness)
    numbers["crossfire_cosine_permille"] = round(1000 * math.cos(math.radians(rules.crossfire_degrees)))
    numbers["works_cover"] = tuple(level.cover_permille for level in rules.works)
    numbers["works_close"] = tuple(level.close_percent for level in rules.works)
    numbers["works_dig"] = tuple(level.dig_points or 1_000_000 for level in rules.works)
    shifts = sorted(rules.shifts, key=lambda shift: shift.ratio)
    padding = (0,) * (MOST_SHIFTS - len(shifts))
    numbers["shift_count"] = len(shifts)
    numbers["shift_ratio"] = tuple(shift.ratio for shift in shifts) + padding
    numbers["shift_add"] = tuple(shift.shift for shift in shifts) + padding
    for field in ("up_to", "attacker_percent", "defender_percent", "attacker_cohesion", "defender_cohesion"):
        name = "result_" + field.removesuffix("_percent")
        numbers[name] = tuple(getattr(result, field) for result in rules.results)
    numbers["ration_fires"] = tuple(rules.rations[name].fires if name in rules.rations else 0 for name in RATIONS)
    numbers["ration_grenades"] = tuple(rules.rations[name].grenades if name in rules.rations else 0 for name in RATIONS)
    return numbers


def make_rulebook(scenario: Scenario) -> Rulebook:
    """The scenario's numbers of the rules as one row, a field each, and its kinds of ground, a row each."""
    numbers = rule_numbers(scenario.rules)
    fields: list[Any] = [
        (name, np.int64, (len(value),)) if isinstance(value, tuple) else (name, np.int64)
        for name, value in numbers.items()
    ]
    book = records(1, np.dtype(fields, align=True))
    for name, value in numbers.items():
        book[name][0] = value
    names = Names(scenario)
    terrain = records(len(scenario.terrain), s.Ground)
    for i, ground in enumerate(scenario.terrain.values()):
        row = terrain[i]
        row["height"], row["foot"], row["wheels"] = ground.height, ground.foot or 0, ground.wheels or 0
        row["cover"], row["close"], row["hides"] = ground.cover_permille, ground.close_percent, ground.hides
        row["blocks"], row["dig_to"], row["burns"] = ground.blocks_sight, ground.dig_to, ground.burns
        row["ruins_to"] = names.terrain_row[ground.ruins_to] if ground.ruins_to else -1
        row["water"] = ground.water
    return Rulebook(book, terrain)


# ---------------------------------------------------------------- the state


def make_state(scenario: Scenario, names: Names, board: Board, seed: int, journal: int = 4096) -> State:
    """The battle before its first dawn; `game.rules.turn.begin` starts it. Shapes and units: rules/state.py."""
    hexes = names.cols * names.rows
    turns = scenario.turns
    state = State(
        clock=records(1, s.Clock),
        sides=records(2, s.Side),
        units=records(len(names.units), s.Unit),
        hexes=records(hexes, s.Hex),
        edges=readable(board_edges(scenario, names)),
        crossings=readable(board_crossings(scenario, names)),
        depots=records(len(names.depots), s.Depot),
        formations=records(len(names.formations), s.FormationState),
        waves=records(len(names.waves), s.WaveState),
        places=records(len(names.places), s.PlaceState),
        events=records(len(names.events), s.EventState),
        sorties=np.zeros((turns + 2, 2), np.int64),
        returns=np.zeros((turns + 64, 2), np.int64),
        journal=records(journal, s.Record),
        factors=np.zeros((64, 2), np.int64),
        scratch=records(hexes, s.Scratch),
    )
    clock = state.clock[0]
    clock["seed"], clock["journal_on"], clock["terms_by"] = seed, journal > 1, -1
    clock["weather"] = board.weather[1]
    _fill_hexes(state, scenario, names)
    _fill_sides(state, scenario, names)
    _fill_forces(state, scenario, names)
    _fill_places(state, scenario, names)
    _fill_waves(state, scenario, names, board)
    return state


def board_edges(scenario: Scenario, names: Names) -> np.ndarray:
    """Cliffs, obstacles and bridges of hexsides as `EdgeState`, in the order in which the board numbers them."""
    rows = []
    for kind, edges in ((s.CLIFF, "cliff"), (s.OBSTACLE, "obstacle"), (s.SPAN, "bridge")):
        for edge in getattr(scenario.map.edges, edges):
            for ref in edge.at:
                text, _, side = ref.partition("/")
                ramp = scenario.map.ramps.get(ref, 0) if kind == s.CLIFF else 0
                rows.append((names.hex(text), hexgrid.DIRECTIONS.index(side), kind, edge.state == "whole", ramp, 0))
    return np.array(rows, s.EdgeState)


def board_crossings(scenario: Scenario, names: Names) -> np.ndarray:
    """Bridges and ferries over water hexes as `Crossing`, bank to bank."""
    rows = []
    for kind, lines in ((s.BRIDGE_LINE, scenario.map.lines.bridge), (s.FERRY, scenario.map.lines.ferry)):
        for line in lines:
            ends = [names.hex(line.through[0]), names.hex(line.through[-1])]
            length = hexgrid.distance(ends[0], ends[1], names.cols)
            rows.append((ends[0], ends[1], kind, getattr(line, "state", "whole") == "whole", length, 0))
    return np.array(rows, s.Crossing)


def _fill_hexes(state: State, scenario: Scenario, names: Names) -> None:
    hexes = state.hexes
    for row, text in enumerate(scenario.map.rows.split()):
        for col, letter in enumerate(text):
            hexes["terrain"][row * names.cols + col] = names.terrain_row[scenario.map.legend[letter]]
    hexes["combat"] = hexes["support"] = -1
    for level, refs in scenario.map.works.items():
        for ref in refs:
            hexes["works"][names.hexes(ref)] = WORKS.index(level)
    hexes["known_works"] = hexes["works"][:, None]
    rest = next((i for i, name in enumerate(names.sides) if scenario.sides[name].control == "rest"), 0)
    hexes["control"] = rest
    for i, name in enumerate(names.sides):
        control = scenario.sides[name].control
        if control != "rest":
            for ref in control:
                hexes["control"][names.hexes(ref)] = i


def _fill_sides(state: State, scenario: Scenario, names: Names) -> None:
    for i, name in enumerate(names.sides):
        side, row = scenario.sides[name], state.sides[i]
        row["attacker"] = side.role == "attacker"
        row["see"], row["aim"] = side.thresholds.see, side.thresholds.aim
        row["kill"], row["kill_own"] = side.thresholds.kill, side.thresholds.kill_own
        row["dont"] = names.dont(side.dont)
        row["wounded_return"], row["wounded_die"] = side.wounded.return_, side.wounded.die
        for entry in sorted(side.sorties, key=lambda entry: scenario.turn_of(entry.from_)):
            state.sorties[max(scenario.turn_of(entry.from_), 0) :, i] = entry.sorties


def _fill_forces(state: State, scenario: Scenario, names: Names) -> None:
    for i, formation in enumerate(scenario.formations):
        row = state.formations[i]
        row["side"], row["shaken_until"] = names.side_row[formation.side], -1
        row["hq"] = names.unit_row.get(formation.hq or "", -1)
        row["parent"] = names.formation_row.get(formation.parent or "", -1)
        row["ration"] = RATIONS.index(scenario.sides[formation.side].ration)
    for i, depot in enumerate(scenario.depots):
        row = state.depots[i]
        row["side"], row["at"] = names.side_row[depot.side], names.hex(depot.at)
        row["fires"], row["grenades"], row["food"] = 10 * depot.fires, depot.grenades, depot.food
        for calibre, loads in depot.shells.items():
            row["shells"][names.calibres.index(calibre)] = loads
    waves = {unit: w for w, wave in enumerate(scenario.waves) for unit in wave.units}
    formations = {formation.id: formation for formation in scenario.formations}
    for i, unit in enumerate(scenario.units):
        side = names.side_row[formations[unit.formation].side]
        _fill_unit(state, scenario, names, i, side, waves.get(unit.id, -1))


def _fill_unit(state: State, scenario: Scenario, names: Names, i: int, side: int, wave: int) -> None:
    unit, row = scenario.units[i], state.units[i]
    kind = scenario.kinds[unit.kind]
    row["side"], row["kind"], row["formation"] = side, names.kinds.index(unit.kind), names.formation_row[unit.formation]
    row["klass"], row["support"] = CLASSES.index(kind.class_), kind.class_ in SUPPORT
    row["quality"], row["establishment"] = kind.quality, kind.men
    row["tubes"] = kind.tubes if unit.tubes is None else unit.tubes
    row["weight"], row["range_hexes"] = kind.weight, kind.range_hexes
    row["calibre"] = names.calibres.index(kind.calibre) if kind.calibre else -1
    row["shells_full"], row["lobs"], row["direct"] = kind.shells_full, kind.lobs, kind.direct
    row["night_trained"], row["mobility"] = kind.night_trained, MOBILITY.index(kind.move)
    row["points"], row["rates"], row["ceiling"] = kind.points, kind.rates, 10 * kind.cohesion
    row["men"], row["fatigue"], row["ammo"] = unit.men, unit.fatigue, 10 * unit.ammo
    row["cohesion"] = 10 * (kind.cohesion if unit.cohesion is None else unit.cohesion)
    row["grenades"], row["shells"] = unit.grenades, unit.shells
    row["dont"] = state.sides[side]["dont"] if unit.dont is None else names.dont(unit.dont)
    row["supplied"], row["last_at"], row["work_at"], row["wave"] = 1, -1, -1, wave
    row["at"] = -1
    if unit.at is not None and wave < 0:
        h = names.hex(unit.at)
        row["at"], row["status"] = h, s.PRESENT
        state.hexes["support" if row["support"] else "combat"][h] = i
        if not row["support"]:
            state.hexes["control"][h] = side
        state.sides[side]["start"] += unit.men
    state.hexes["known_control"] = state.hexes["control"][:, None]


def _fill_places(state: State, scenario: Scenario, names: Names) -> None:
    core = scenario.victory.fall.core if scenario.victory.fall else ()
    start = 0
    for i, name in enumerate(names.places):
        row = state.places[i]
        hexes = names.hexes(name)
        row["core"], row["start"], row["count"] = name in core, start, len(hexes)
        start += len(hexes)
        held = int(np.sum(state.hexes["control"][hexes] == 1))
        row["holder"] = 1 if 2 * held > len(hexes) else 0
        row["first_done"][row["holder"]] = 1
        for side, worth in scenario.victory.places.get(name, {}).items():
            k = names.side_row[side]
            row["daily"][k], row["first"][k], row["final"][k] = worth.daily, worth.first, worth.final


def _fill_waves(state: State, scenario: Scenario, names: Names, board: Board) -> None:
    start = 0
    entries = {}
    for name, refs in scenario.map.entries.items():
        entries[name] = (start, len(refs))
        start += len(refs)
    for i, wave in enumerate(scenario.waves):
        row = state.waves[i]
        row["side"], row["chance"] = names.side_row[wave.side], wave.chance
        row["entry"], row["entries"] = entries[wave.entry]
        if wave.delay:
            row["delay_chance"], row["delay_turns"] = wave.delay.chance, wave.delay.turns
        if isinstance(wave.arrives, HeldWave):
            held = wave.arrives.held
            row["status"], row["held"], row["cost"] = W_HELD, 1, held.cost
            row["turn"] = scenario.turn_of(held.from_) if held.from_ else 0
        elif wave.arrives == "event":
            row["status"] = W_ON_EVENT
        else:
            row["status"], row["turn"] = W_COMING, scenario.turn_of(wave.arrives)


def make_board(scenario: Scenario, names: Names) -> Board:
    """What does not change: geometry, sight, events, dates."""
    return lay_out_board(scenario, names, board_edges(scenario, names), board_crossings(scenario, names))
