"""A battle gone through again, order by order: what the after-action report is drawn from.

The orders of a battle are given once more to a new one of the same scenario and seed; what is noted on the way
(events, phases, how things stood at each) is plain data. Reads the true State: only for battles that are over, or
whose players agree.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from game.engine import Engine
from game.rules import state as s
from game.rules.digest import copy_state
from game.rules.state import State
from game.values import Event, Order
from game.views import losses_of, margin_of, statistics_of

Tick = Callable[[int, int], None]  # done, of how many
LOST = ("killed", "died", "wounded", "captured")


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

    engine: Engine  # at the end
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


def trace_of(battle: Engine, tick: Tick | None = None) -> Trace:
    """Go through the orders of `battle` again; the battle itself is left alone.

    `tick(done, all)` is called now and then. Raises IllegalOrder if the rules refuse an order they once allowed.
    """
    engine = Engine(battle.scenario, battle.seed)
    orders = battle.orders
    units = _units(engine)
    trace = Trace(engine, [], [_standing(engine)], _changes(units[:, :0], units), _control(engine).tolist())
    control, known, phase = _control(engine), len(engine.events()), None
    for n, order in enumerate(orders):
        if phase is None or phase.steps[-1].order.verb == "end":
            if phase and engine.turn > phase.turn:
                trace.standings.append(_standing(engine))
            phase = Phase(engine.turn, engine.date, engine.phasing, copy_state(engine.state), n)
            trace.phases.append(phase)
        rolls = int(engine.state.clock["rolls"][0])
        engine.give(order)
        events = engine.events(None, known)
        known += len(events)
        step = Step(order, events, int(engine.state.clock["rolls"][0]) != rolls)
        after, held = _units(engine), _control(engine)
        step.changes, units = _changes(units, after), after
        step.control = [(int(h), int(held[h])) for h in np.flatnonzero(held != control)]
        control = held
        phase.steps.append(step)
        if tick and n % 64 == 0:
            tick(n, len(orders))
    trace.standings.append(_standing(engine))
    return trace


def _units(engine: Engine) -> np.ndarray:
    """(U, 3): hex, men, cohesion in points; -1 and 0 for those who are not on the map."""
    units = engine.state.units
    here = units["status"] == s.PRESENT
    columns = (np.where(here, units["at"], -1), np.where(here, units["men"], 0), units["cohesion"] // 10)
    return np.stack(columns, axis=1)


def _changes(before: np.ndarray, after: np.ndarray) -> list[Change]:
    """Rows that differ; all that are on the map, if `before` has no columns."""
    rows = np.flatnonzero((before != after).any(axis=1)) if before.shape[1] else np.flatnonzero(after[:, 0] >= 0)
    return [Change(int(u), *map(int, after[u])) for u in rows]


def _control(engine: Engine) -> np.ndarray:
    return engine.state.hexes["control"].copy()


def _standing(engine: Engine) -> Standing:
    names, state = engine.names, engine.state

    def by_side(make: Callable[[int], Any]) -> dict[str, Any]:
        return {name: make(i) for i, name in enumerate(names.sides)}

    return Standing(
        turn=engine.turn,
        date=engine.date,
        losses=by_side(lambda i: losses_of(state, i)),
        men=by_side(lambda i: int(_present(state, i)["men"].sum())),
        fires=by_side(lambda i: _stock(state, i, "fires", "ammo") // 10),
        grenades=by_side(lambda i: _stock(state, i, "grenades", "grenades")),
        shells=by_side(lambda i: _stock(state, i, "shells", "shells")),
        spent=by_side(lambda i: int(state.sides["spent"][i]) // 10),
        points=by_side(lambda i: int(state.sides["points"][i])),
        margin=margin_of(names, engine.scenario, state),
        statistics=by_side(lambda i: statistics_of(state, i)),
        holders={
            place: names.sides[holder]
            for place, holder in zip(names.places, state.places["holder"].tolist(), strict=True)
            if holder >= 0
        },
    )


def _present(state: State, side: int) -> Any:
    return state.units[(state.units["side"] == side) & (state.units["status"] == s.PRESENT)]


def _stock(state: State, side: int, in_depots: str, with_units: str) -> int:
    depots = state.depots[in_depots][state.depots["side"] == side].sum()
    return int(depots) + int(_present(state, side)[with_units].sum())
