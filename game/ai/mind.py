"""What a computer player keeps between orders: goals, holds, and how far it has come in its phase.

All of it is arrays, so that compiled tactics can use it; made in Python from a scenario, once a battle.
"""

import heapq
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from game.names import Names
from game.rules import state as s
from game.rules.digest import plain_copy
from game.rules.kernel import records
from game.rules.state import Board, Rulebook, State
from game.scenario.model import Scenario

I = np.int64  # noqa: E741 - as in game/rules/state.py

# `donts`: the fire orders wanted for the whole side, -1 to leave them; `until`: the last turn of the plan;
# `directed`: the phase (as `stamp`) in which units have orders of their own, `Thought.go` and `Thought.hit`.
Progress = np.dtype(
    [
        ("stamp", I),
        ("stage", I),
        ("unit", I),
        ("orders", I),
        ("failed", I),
        ("attacks", I),
        ("donts", I),
        ("until", I),
        ("directed", I),
        ("pausing", I),  # 1 while the side rests and gathers shells, see pause.py
        ("since", I),  # the turn on which that began
        ("listed", I),  # how many hexes are listed in `Ground.listed`
    ],
    align=True,
)
# `go`: the hex to go to or to stay in; `hit`: the hex to assault; -1 for both: as tactics will. NOT: no assault.
NOT = -2
Thought = np.dtype(
    [
        ("goal", I),
        ("own_goal", I),
        ("axis", I),
        ("posture", I),
        ("done", I),
        ("reserve", I),
        ("tired", I),
        ("halted", I),
        ("go", I),
        ("hit", I),
    ],
    align=True,
)
# `beside`: how many hexes next to it are to be assaulted; `listed`: of the first `Progress.listed` rows, not of the hex
# itself: the hexes with an enemy or a target, in order.
Ground = np.dtype(
    [
        ("threat", I), ("hold", I), ("aim", I), ("on", I), ("enemy", I), ("want", I), ("deep", I), ("near", I),
        ("beside", I), ("listed", I),
    ],
    align=True,
)  # fmt: skip
Style = np.dtype(
    [
        ("wanted", I),  # percent of the defence that must be at hand, to go for a hex at all
        ("worth_place", I),  # men that taking a hex that counts is worth
        ("worth_ground", I),  # and any other
        ("price", I),  # percent at which own losses are reckoned
        ("salient", I),  # points against each hostile neighbour of a hex beyond three
        ("goal", I),  # points for each movement point nearer the goal
        ("exposure", I),  # points against each man that the way there may cost
        ("tired", I),  # cohesion in tenths below which a unit rests
        ("fire_worth", I),  # thousandths of a man that a volley on order must promise
        ("fire_reserve", I),  # tenths of a fire kept for the enemy's phase
        ("shell_worth", I),  # thousandths of a man that a load must promise, where no assault follows
        ("harass", I),  # 1 if batteries fire where no assault follows
        ("sally", I),  # 1 if a defender's garrisons leave their works to assault
    ],
    align=True,
)
Pause = np.dtype(
    [
        ("below_shells", I),  # weight
        ("below_fit", I),  # percent
        ("until_shells", I),
        ("until_fit", I),
        ("most_turns", I),  # 0: no limit
    ],
    align=True,
)
# Postures of a formation, rows of `Mind.styles`. NORMAL is the recruit's, set by playing battles out.
NORMAL, STORM, PROBE, HOLD, REST, FALL_BACK, GATHER = range(7)
POSTURES = ("by the plan", "assault", "probe", "hold", "rest", "fall back", "build up")
NEVER = 1 << 20
ATTACKER = {
    "wanted": 75, "worth_place": 300, "worth_ground": 60, "price": 100, "salient": 10, "goal": 6, "exposure": 3,
    "tired": 550, "fire_worth": 12_000, "fire_reserve": 20, "shell_worth": 9_000, "harass": 0, "sally": 0,
}  # fmt: skip
DEFENDER = ATTACKER | {"wanted": 120, "worth_ground": 120, "harass": 1}
NO_ASSAULT = {"wanted": NEVER, "worth_place": 0, "worth_ground": 0, "price": NEVER, "sally": 0}
ATTACKING: tuple[dict[str, int], ...] = (
    {},
    {"wanted": 50, "worth_place": 450, "worth_ground": 90, "price": 60, "exposure": 2, "tired": 450, "harass": 1},
    {"wanted": 110, "price": 150, "exposure": 5, "tired": 600, "fire_worth": 8_000},
    NO_ASSAULT | {"goal": 0, "exposure": 5},
    NO_ASSAULT | {"goal": 0, "tired": NEVER, "fire_worth": NEVER * 1000},
    NO_ASSAULT | {"goal": 6, "tired": NEVER},
    NO_ASSAULT | {"goal": 6, "exposure": 8, "tired": 700},
)
DEFENDING: tuple[dict[str, int], ...] = (
    {},
    {"wanted": 80, "worth_place": 400, "worth_ground": 150, "price": 70, "fire_worth": 7_000, "sally": 1},
    {"price": 200, "fire_worth": 20_000, "fire_reserve": 30, "shell_worth": 16_000},
    NO_ASSAULT,
    NO_ASSAULT | {"goal": 0, "tired": NEVER, "fire_worth": NEVER * 1000},
    NO_ASSAULT | {"goal": 6, "tired": NEVER},
    NO_ASSAULT,
)

FAR = 1 << 20
BOAT = 8  # a crossing by boat: a night's whole move
CLIMB = 6  # what a cliff adds to a way: assaulted, not walked
MOST_GOALS = 24


class Mind(NamedTuple):
    """One side's computer player. Shapes: U units, H hexes, G goals."""

    progress: np.ndarray  # (1,)
    units: np.ndarray  # (U,) Thought
    ground: np.ndarray  # (H,) Ground
    goals: np.ndarray  # (G,) hex of each goal
    fields: np.ndarray  # (G, H) movement points to each goal
    styles: np.ndarray  # (postures,) Style
    pause: np.ndarray  # (1,) Pause
    odds: np.ndarray  # (16,) workspace


def make_mind(scenario: Scenario, names: Names, board: Board, rules: Rulebook, state: State, side: int) -> Mind:
    """A fresh mind for `side` at the start of a battle. Reads the map and the side's own orders of battle only."""
    goals = _goals(scenario, names, board, state, side)
    steps = _steps(board, rules, state)
    fields = np.array([_field(steps, goal) for goal in goals], np.int64).reshape(len(goals), len(state.hexes))
    mind = Mind(
        progress=records(1, Progress),
        units=records(len(names.units), Thought),
        ground=records(len(state.hexes), Ground),
        goals=np.array(goals, np.int64),
        fields=fields,
        styles=records(len(POSTURES), Style),
        pause=records(1, Pause),
        odds=np.zeros(16, np.int64),
    )
    attacks = bool(state.sides["attacker"][side])
    for posture, changes in enumerate(ATTACKING if attacks else DEFENDING):
        for name, value in ((ATTACKER if attacks else DEFENDER) | changes).items():
            mind.styles[name][posture] = value
    mind.progress["donts"] = -1
    plan = scenario.computer.get(names.sides[side])
    axes = {axis.formation: names.hex(axis.towards) for axis in plan.axes} if plan else {}
    if plan and plan.pause:
        below, until = plan.pause.below, plan.pause.until
        terms = (below.shells, below.fit_percent, until.shells, until.fit_percent, plan.pause.most_turns)
        mind.pause[0] = terms
    reserve = set(plan.reserve) if plan else set()
    parents = {formation.id: formation.parent for formation in scenario.formations}
    for u, unit in enumerate(scenario.units):
        row = mind.units[u]
        row["goal"] = row["own_goal"] = row["go"] = row["hit"] = -1
        target = axes.get(unit.formation, axes.get(parents.get(unit.formation) or "", -1))
        if target in goals:
            row["own_goal"] = goals.index(target)
        row["axis"] = row["own_goal"]
        row["reserve"] = unit.formation in reserve or parents.get(unit.formation) in reserve
    _mark_holds(scenario, names, state, mind, side)
    return mind


def copy_mind(mind: Mind) -> Mind:
    """A mind of its own; goals and fields, which never change, are shared."""
    own = (plain_copy(mind.progress), plain_copy(mind.units), plain_copy(mind.ground))
    return Mind(*own, mind.goals, mind.fields, mind.styles, mind.pause, np.zeros(16, np.int64))


def _goals(scenario: Scenario, names: Names, board: Board, state: State, side: int) -> list[int]:
    """Hexes worth going to: the axes' ends, then places that score or are core, then any place; at least one."""
    plan = scenario.computer.get(names.sides[side])
    goals = [names.hex(axis.towards) for axis in plan.axes] if plan else []
    core = scenario.victory.fall.core if scenario.victory.fall else ()
    for name in (*scenario.victory.places, *core, *(plan.main_line if plan else ())):
        goals.append(names.hex(name))
    if not goals:
        goals = [names.hex(name) for name in names.places]
    if not goals:
        goals = [len(state.hexes) // 2 + names.cols // 2]
    return list(dict.fromkeys(goals))[:MOST_GOALS]


def _mark_holds(scenario: Scenario, names: Names, state: State, mind: Mind, side: int) -> None:
    """Hexes to be held or won back: places that count more than works that stand there."""
    hexes = state.hexes
    mind.ground["hold"] = np.where((hexes["control"] == side) & (hexes["works"] >= 2), hexes["works"], 0)
    plan = scenario.computer.get(names.sides[side])
    core = scenario.victory.fall.core if scenario.victory.fall else ()
    line = plan.main_line if plan else ()
    for name in (*line, *scenario.victory.places, *core):
        for h in names.hexes(name):
            if hexes["control"][h] == side or name in line:  # a place of the main line already lost is to be won back
                mind.ground["hold"][h] += 4


def _steps(board: Board, rules: Rulebook, state: State) -> list[list[tuple[int, int]]]:
    """For each hex the neighbours from which one comes to it, with the cost on foot."""
    foot = rules.terrain["foot"][state.hexes["terrain"]].tolist()
    beyond, edges, spans = board.hexes["beyond"].tolist(), board.hexes["edge"].tolist(), board.hexes["span"].tolist()
    steps: list[list[tuple[int, int]]] = [[] for _ in foot]
    for a in range(len(foot)):
        if foot[a] <= 0:
            continue
        for direction in range(6):
            b, edge = beyond[a][direction], edges[a][direction]
            if b < 0 or foot[b] <= 0:
                continue
            span = spans[a][direction]
            if edge & s.RIVER and (span < 0 or not state.edges["intact"][span]):
                continue
            cost = 1 if edge & (s.ROAD | s.RAIL) else foot[b]
            steps[b].append((a, cost + (CLIMB if edge & s.CLIFF_UP else 0)))
    for a, b in _boat_ways(board, rules, state):
        steps[b].append((a, BOAT))
    for way in state.crossings:
        if way["intact"]:
            a, b = int(way["a"]), int(way["b"])
            steps[a].append((b, int(way["length"])))
            steps[b].append((a, int(way["length"])))
    return steps


def _boat_ways(board: Board, rules: Rulebook, state: State) -> Iterator[tuple[int, int]]:
    """Pairs of banks between which boats may go by night: straight over a few water hexes, or over a river hexside."""
    terrain = state.hexes["terrain"]
    water, foot = rules.terrain["water"][terrain].tolist(), rules.terrain["foot"][terrain].tolist()
    beyond, edges, spans = board.hexes["beyond"].tolist(), board.hexes["edge"].tolist(), board.hexes["span"].tolist()
    widest = int(rules.numbers[0]["boat_hexes"])
    for a in range(len(foot)):
        if foot[a] <= 0:
            continue
        for direction in range(6):
            b, edge = beyond[a][direction], edges[a][direction]
            span = spans[a][direction]
            if b >= 0 and foot[b] > 0 and edge & s.RIVER and not edge & s.CLIFF_UP:
                if span < 0 or not state.edges["intact"][span]:
                    yield a, b
            crossed = 0
            while b >= 0 and water[b] and crossed <= widest:
                b, crossed = beyond[b][direction], crossed + 1
            if b >= 0 and 0 < crossed <= widest and foot[b] > 0:
                yield a, b


def _field(steps: list[list[tuple[int, int]]], goal: int) -> list[int]:
    """Movement points from every hex to `goal` (Dijkstra)."""
    field = [FAR] * len(steps)
    field[goal] = 0
    queue = [(0, goal)]
    while queue:
        cost, here = heapq.heappop(queue)
        if cost > field[here]:
            continue
        for there, step in steps[here]:
            if cost + step < field[there]:
                field[there] = cost + step
                heapq.heappush(queue, (cost + step, there))
    return field
