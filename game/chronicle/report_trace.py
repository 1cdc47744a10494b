"""A battle gone through again, order by order: what the after-action report is drawn from.

What came of each order is read from the battle's own log, not brought about anew: so a battle fought by other rules
is told as it was. Reads the true State: only for battles that are over, or whose players agree.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from game.battle import Battle
from game.names import Names
from game.rules import state as s
from game.rules.digest import copy_state
from game.rules.state import State
from game.values import Event, Order
from game.views import losses_of, margin_of, statistics_of

Tick = Callable[[int, int], None]  # done, of how many
TOLL = ("killed", "died", "wounded")
LOST = (*TOLL, "captured")


class Change(NamedTuple):
    """One unit after an order that changed it: row, hex row (-1: off the map); men; cohesion in points."""

    unit: int
    at: int
    men: int
    cohesion: int


@dataclass(slots=True)
class Step:
    """One order, what happened, and what it changed on the map."""

    order: Order
    events: list[Event]
    rolled: bool  # dice were thrown
    changes: list[Change] = field(default_factory=list)
    control: list[tuple[int, int]] = field(default_factory=list)  # hex row, side row
    ground: list[tuple[int, int]] = field(default_factory=list)  # place in `ground_row`, what is there now


@dataclass(slots=True)
class Phase:
    """One side's phase: the position before it, and its orders."""

    turn: int
    date: str
    side: str
    before: State
    first: int  # number of its first order, from 0
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stood at the beginning of a turn, or at the end of the battle. By side."""

    turn: int
    date: str
    losses: dict[str, dict[str, int]]
    men: dict[str, int]  # on the map
    fires: dict[str, int]  # whole fires, depots and units
    grenades: dict[str, int]
    shells: dict[str, int]
    spent: dict[str, int]  # fires
    points: dict[str, int]
    margin: int
    statistics: dict[str, dict[str, int]]
    holders: dict[str, str]  # place -> side


@dataclass(slots=True)
class Trace:
    """A whole battle."""

    engine: Battle  # at the end
    phases: list[Phase]
    standings: list[Standing]
    start: list[Change]
    first_control: list[int]

    @property
    def events(self) -> list[Event]:
        return self.engine.events()

    @property
    def orders(self) -> int:
        return len(self.engine.orders)

    def toll(self, side: str) -> list[int]:
        """Killed, died and wounded so far, at each standing.

        The wounded whom the fall of their place made prisoners were wounded all the same: it never grows less.
        """
        sums = (sum(its.losses[side][name] for name in TOLL) for its in self.standings)
        return list(itertools.accumulate(sums, max))

    def captive_wounded(self, side: str) -> int:
        """How many of them were captured at the end, and are counted as that."""
        return self.toll(side)[-1] - sum(self.standings[-1].losses[side][name] for name in TOLL)


def trace_of(battle: Battle) -> Trace:
    """Go through the orders of `battle` again; the battle itself is left alone."""
    log, date_of = battle.log, battle.scenario.date_of
    state, row = battle.copied_state(), log.start.copy()
    log.layout.fill(state, row)
    units, control, ground = _units(state), _control(state), ground_row(battle, state)
    trace = Trace(battle.copy(), [], [_standing(battle, state)], _changes(units[:, :0], units), control.tolist())
    phase: Phase | None = None
    for n, its in enumerate(log.steps):
        if phase is None or phase.steps[-1].order.verb == "end":
            if phase and its.turn > phase.turn:
                trace.standings.append(_standing(battle, state))
            phase = Phase(its.turn, date_of(its.turn), its.side, copy_state(state), n)
            trace.phases.append(phase)
        rolls = _rolls(state)
        row[its.places] = its.values
        log.layout.fill(state, row)
        step = Step(its.order, list(its.events), not np.array_equal(_rolls(state), rolls))
        after, held = _units(state), _control(state)
        step.changes, units = _changes(units, after), after
        step.control = [(int(h), int(held[h])) for h in np.flatnonzero(held != control)]
        control = held
        lies = ground_row(battle, state)
        step.ground, ground = [(int(i), int(lies[i])) for i in np.flatnonzero(lies != ground)], lies
        phase.steps.append(step)
    trace.standings.append(_standing(battle, state))
    return trace


def toll_of(battle: Battle) -> dict[str, int]:
    """By side what `Trace.toll` has at the end, without going through the battle again."""
    log = battle.log
    columns, start = log.layout.columns["sides"], log.layout.starts["sides"]
    places = np.array([[start + i * len(columns) + columns.index(name) for name in TOLL] for i in range(2)])
    row = log.start.copy()
    most = row[places].sum(axis=1)
    for step in log.steps:
        row[step.places] = step.values
        most = np.maximum(most, row[places].sum(axis=1))
    return dict(zip(battle.sides, most.tolist(), strict=True))


RAMP_STEPS = 12


def ground_row(battle: Battle, state: State) -> np.ndarray:
    """(2 H + E,): where the terrain is no longer that of the start, where it burns; of each hexside the ramp's growth.

    A ramp that is whole has RAMP_STEPS.
    """
    hexes, most = state.hexes, max(1, battle.scenario.rules.ramp_men[-1])
    ruined = hexes["terrain"] != battle.names.first_terrain
    ramps = np.minimum(RAMP_STEPS, -(-state.edges["ramp"] * RAMP_STEPS // most))
    return np.concatenate([ruined, hexes["fire"] > 0, ramps]).astype(np.int64)


def _rolls(state: State) -> np.ndarray:
    """How many dice each unit and side has thrown."""
    return np.concatenate([state.units["rolls"].ravel(), state.sides["rolls"].ravel()])


def _units(state: State) -> np.ndarray:
    """(U, 3): hex, men, cohesion in points; -1 and 0 for those who are not on the map."""
    units = state.units
    here = units["status"] == s.PRESENT
    columns = (np.where(here, units["at"], -1), np.where(here, units["men"], 0), units["cohesion"] // 10)
    return np.stack(columns, axis=1)


def _changes(before: np.ndarray, after: np.ndarray) -> list[Change]:
    """Rows that differ; all that are on the map, if `before` has no columns."""
    rows = np.flatnonzero((before != after).any(axis=1)) if before.shape[1] else np.flatnonzero(after[:, 0] >= 0)
    return [Change(int(u), *map(int, after[u])) for u in rows]


def _control(state: State) -> np.ndarray:
    return state.hexes["control"].copy()


def _standing(battle: Battle, state: State) -> Standing:
    names, turn = battle.names, int(state.clock["turn"][0])

    def by_side(make: Callable[[int], Any]) -> dict[str, Any]:
        return {name: make(i) for i, name in enumerate(names.sides)}

    return Standing(
        turn=turn,
        date=battle.scenario.date_of(turn),
        losses=by_side(lambda i: losses_of(state, i)),
        men=by_side(lambda i: int(_present(state, i)["men"].sum())),
        fires=by_side(lambda i: _stock(state, i, "fires", "ammo") // 10),
        grenades=by_side(lambda i: _stock(state, i, "grenades", "grenades")),
        shells=by_side(lambda i: _stock(state, i, "shells", "shells")),
        spent=by_side(lambda i: int(state.sides["spent"][i]) // 10),
        points=by_side(lambda i: int(state.sides["points"][i])),
        margin=margin_of(names, battle.scenario, state),
        statistics=by_side(lambda i: statistics_of(state, i)),
        holders=_holders(names, state),
    )


def _holders(names: Names, state: State) -> dict[str, str]:
    holders = zip(names.places, state.places["holder"].tolist(), strict=True)
    return {place: names.sides[holder] for place, holder in holders if holder >= 0}


def _present(state: State, side: int) -> Any:
    return state.units[(state.units["side"] == side) & (state.units["status"] == s.PRESENT)]


def _stock(state: State, side: int, in_depots: str, with_units: str) -> int:
    depots = state.depots[in_depots][state.depots["side"] == side].sum()
    return int(depots) + int(_present(state, side)[with_units].sum())
