"""Plans: a posture and a goal for each unit, fire orders for the side; which broad plans and which changes to try."""

from typing import NamedTuple

import numpy as np

from game.ai.mind import FALL_BACK, HOLD, NORMAL, POSTURES, PROBE, REST, STORM, Mind
from game.rules import state as s
from game.rules.state import Board, State

OWN_AXIS = -1  # a unit goes where the scenario sends its formation
AS_THEY_ARE = -1  # fire orders stay
EFFORTS = 3  # places considered as the main effort
GOALS_TRIED = 2  # of a formation or unit: the nearest that the enemy holds
ALL_DONTS = s.DONT_SEE | s.DONT_AIM | s.DONT_KILL


class Directive(NamedTuple):
    """What one unit is to do in this phase, instead of what its tactics would choose."""

    unit: int
    go: int  # hex, its own to stay
    hit: int  # hex to assault, -1 as tactics will, NOT to assault nothing


class Change(NamedTuple):
    """What may be done otherwise than a plan has it."""

    units: tuple[int, ...] = ()
    posture: int = NORMAL
    goal: int | None = None  # None: as the plan has it
    turns: int | None = None
    orders: tuple[Directive, ...] = ()
    donts: int | None = None


class Plan(NamedTuple):
    """What a side means to do. `turns` beyond this one after which it falls back to its usual ways."""

    name: str
    postures: tuple[int, ...]  # by unit
    goals: tuple[int, ...]  # by unit: index into Mind.goals, or OWN_AXIS
    donts: int = AS_THEY_ARE  # bits of fire orders for the whole side
    turns: int = 0
    orders: tuple[Directive, ...] = ()  # to single units, for this phase

    def with_orders(self, *orders: Directive) -> "Plan":
        """The same, but with these orders; they replace others to the same units."""
        units = {order.unit for order in orders}
        return self._replace(orders=(*(order for order in self.orders if order.unit not in units), *orders))

    def changed(self, change: Change) -> "Plan":
        """The same but for `change`."""
        plan = self.with_orders(*change.orders)
        if change.units:
            postures, goals = list(plan.postures), list(plan.goals)
            for u in change.units:
                postures[u] = change.posture
                goals[u] = goals[u] if change.goal is None else change.goal
            plan = plan._replace(postures=tuple(postures), goals=tuple(goals))
        if change.turns is not None:
            plan = plan._replace(turns=max(plan.turns, change.turns))
        return plan if change.donts is None else plan._replace(donts=change.donts)


def apply_plan(mind: Mind, plan: Plan, known: State) -> None:
    """Let `mind` follow `plan` from the turn of `known` on."""
    goals = np.array(plan.goals, np.int64)
    mind.units["posture"] = plan.postures
    mind.units["own_goal"] = np.where(goals == OWN_AXIS, mind.units["axis"], goals)
    mind.progress["donts"] = plan.donts
    turn, phase = int(known.clock["turn"][0]), int(known.clock["phase"][0])
    mind.progress["until"] = turn + plan.turns
    mind.progress["directed"] = turn * 2 + phase + 1 if plan.orders else 0
    for order in plan.orders:
        mind.units["go"][order.unit], mind.units["hit"][order.unit] = order.go, order.hit


def all_alike(units: int, posture: int, turns: int) -> Plan:
    """Everybody in one posture."""
    span = "" if turns == 0 else f" for {turns + 1} turns"
    return Plan(POSTURES[posture] + span, (posture,) * units, (OWN_AXIS,) * units, turns=turns)


def broad_plans(known: State, board: Board, mind: Mind, side: int, turns: int) -> list[Plan]:
    """The usual ways first, then the others, those first that a small budget should reach.

    Everybody in one posture, for this turn or for `turns` more; one main effort; other fire orders.
    """
    units = len(known.units)
    plans = [all_alike(units, posture, turns) for posture in (STORM, HOLD)]
    if known.sides["attacker"][side]:
        plans += _efforts(known, board, mind, side, turns)
    plans.append(all_alike(units, PROBE, turns))
    plans += [all_alike(units, posture, 0) for posture in (HOLD, STORM, PROBE) if turns]
    plans.append(all_alike(units, REST, 0))
    usual = all_alike(units, NORMAL, 0)
    if not known.sides["attacker"][side]:
        plans += [
            usual._replace(name=f"by the plan, {_rule(donts)}", donts=donts, turns=turns)
            for donts in _other_donts(known, side)
        ]
    return [usual, *plans]


def _other_donts(known: State, side: int) -> list[int]:
    now = int(known.sides["dont"][side])
    return [donts for donts in (ALL_DONTS, s.DONT_SEE | s.DONT_AIM, s.DONT_SEE, 0) if donts != now]


def _rule(donts: int) -> str:
    names = [name for name, bit in (("see", s.DONT_SEE), ("aim", s.DONT_AIM), ("kill", s.DONT_KILL)) if donts & bit]
    return "don'ts: " + (", ".join(names) or "none")


def _efforts(known: State, board: Board, mind: Mind, side: int, turns: int) -> list[Plan]:
    """Storm one place with the battalions near it (a third of them, two at least), probe or hold with the rest."""
    infantry = np.array(fighters(known, side), np.int64)
    if not len(infantry):
        return []
    near = mind.fields[:, known.units["at"][infantry]]
    plans = []
    chosen = sorted(open_goals(known, mind, side), key=lambda g: (sum(sorted(near[g].tolist())[:3]), g))[:EFFORTS]
    for goal in chosen:
        nearest = infantry[np.argsort(near[goal], kind="stable")[: max(2, len(infantry) // 3)]].tolist()
        for others in (NORMAL, HOLD):
            name = f"main effort {_text(board, int(mind.goals[goal]))}, rest {POSTURES[others]}"
            base = all_alike(len(known.units), others, turns)._replace(name=name)
            plans.append(base.changed(Change(tuple(nearest), STORM, goal)))
    return plans


def _text(board: Board, h: int) -> str:
    """A hex as `CCRR`."""
    row, column = divmod(h, int(board.frame[0]["cols"]))
    return f"{column + 1:02}{row + 1:02}"


def open_goals(known: State, mind: Mind, side: int) -> list[int]:
    """Rows of the goals that `side` does not control."""
    return np.flatnonzero(known.hexes["control"][mind.goals] != side).tolist()


def fighters(known: State, side: int) -> list[int]:
    """Rows of the infantry of `side` on the map."""
    units = known.units
    here = (units["side"] == side) & (units["status"] == s.PRESENT) & (units["klass"] == s.INFANTRY)
    return np.flatnonzero(here).tolist()


def group_changes(group: tuple[int, ...], known: State, mind: Mind, side: int, turns: int) -> list[Change]:
    """Other postures for a group of units, for this turn or for `turns` more; other goals to storm."""
    attacks = bool(known.sides["attacker"][side])
    spans = sorted({0, turns})
    found = [Change(group, posture, turns=span) for posture in (STORM, HOLD, PROBE, REST) for span in spans]
    if not attacks:
        found.append(Change(group, FALL_BACK, own_place(known, mind, side), turns))
    near = mind.fields[:, known.units["at"][list(group)]].min(axis=1)
    closest = sorted(open_goals(known, mind, side), key=lambda g: (int(near[g]), g))[:GOALS_TRIED]
    return [*found, *(Change(group, STORM if attacks else NORMAL, goal, turns) for goal in closest)]


def own_place(known: State, mind: Mind, side: int) -> int:
    """Where one would fall back to: the side's last goal still held (the core stands at the end)."""
    held = [g for g in range(len(mind.goals)) if known.hexes["control"][mind.goals[g]] == side]
    return held[-1] if held else OWN_AXIS


def formation_groups(known: State, side: int) -> list[tuple[int, ...]]:
    """The units on the map of each formation that can move or shoot; most men first."""
    units = known.units
    useful = (units["side"] == side) & (units["status"] == s.PRESENT) & (units["klass"] != s.HEADQUARTERS)
    men = np.bincount(units["formation"][useful], weights=units["men"][useful], minlength=len(known.formations))
    order = [f for f in np.argsort(-men, kind="stable").tolist() if men[f] > 0]
    return [tuple(np.flatnonzero(useful & (units["formation"] == f)).tolist()) for f in order]
