"""Plans: a posture and a goal for each formation, fire orders for the side; and which plans are worth a thought."""

from typing import NamedTuple

import numpy as np

from game.ai.mind import FALL_BACK, HOLD, NORMAL, POSTURES, PROBE, REST, STORM, Mind
from game.names import Names
from game.rules import state as s
from game.rules.state import Board, State

OWN_AXIS = -1  # a formation goes where the scenario sends it
AS_THEY_ARE = -1  # fire orders stay
EFFORTS = 3  # places considered as the main effort
ALL_DONTS = s.DONT_SEE | s.DONT_AIM | s.DONT_KILL


class Directive(NamedTuple):
    """What one unit is to do in this phase, instead of what its tactics would choose."""

    unit: int
    go: int  # hex, its own to stay
    hit: int  # hex to assault, -1 as tactics will, NOT to assault nothing


class Plan(NamedTuple):
    """What a side means to do. `turns` beyond this one after which it falls back to its usual ways."""

    name: str
    postures: tuple[int, ...]  # by formation
    goals: tuple[int, ...]  # by formation: index into Mind.goals, or OWN_AXIS
    donts: int = AS_THEY_ARE  # bits of fire orders for the whole side
    turns: int = 0
    orders: tuple["Directive", ...] = ()  # to single units, for this phase

    def with_orders(self, *orders: "Directive") -> "Plan":
        """The same, but with these orders; they replace others to the same units."""
        units = {order.unit for order in orders}
        return self._replace(orders=(*(order for order in self.orders if order.unit not in units), *orders))

    def with_formation(self, f: int, posture: int, goal: int) -> "Plan":
        """The same but for formation `f`."""
        postures = (*self.postures[:f], posture, *self.postures[f + 1 :])
        goals = (*self.goals[:f], goal, *self.goals[f + 1 :])
        return self._replace(postures=postures, goals=goals)


def apply_plan(mind: Mind, plan: Plan, known: State) -> None:
    """Let `mind` follow `plan` from the turn of `known` on."""
    formation = known.units["formation"]
    mind.units["posture"] = np.array(plan.postures, np.int64)[formation]
    goals = np.array(plan.goals, np.int64)[formation]
    mind.units["own_goal"] = np.where(goals == OWN_AXIS, mind.units["axis"], goals)
    mind.progress["donts"] = plan.donts
    turn, phase = int(known.clock["turn"][0]), int(known.clock["phase"][0])
    mind.progress["until"] = turn + plan.turns
    mind.progress["directed"] = turn * 2 + phase + 1 if plan.orders else 0
    for order in plan.orders:
        mind.units["go"][order.unit], mind.units["hit"][order.unit] = order.go, order.hit


def all_alike(formations: int, posture: int, turns: int) -> Plan:
    """Every formation in one posture."""
    span = "" if turns == 0 else f" for {turns + 1} turns"
    return Plan(POSTURES[posture] + span, (posture,) * formations, (OWN_AXIS,) * formations, turns=turns)


def broad_plans(known: State, board: Board, mind: Mind, side: int, turns: int) -> list[Plan]:
    """The usual ways first, then everybody in one posture, then one main effort; `turns` is how far plans may reach."""
    formations = len(known.formations)
    attacks = bool(known.sides["attacker"][side])
    plans = [all_alike(formations, NORMAL, 0)]
    plans.append(all_alike(formations, STORM, turns))
    for posture in (PROBE, HOLD):
        plans += [all_alike(formations, posture, span) for span in sorted({0, turns})]
    plans.append(all_alike(formations, REST, 0))
    if attacks:
        plans += _efforts(known, board, mind, side, turns)
    else:
        plans += [
            plans[0]._replace(name=f"usual, {_rule(donts)}", donts=donts, turns=turns)
            for donts in _other_donts(known, side)
        ]
    return plans


def _other_donts(known: State, side: int) -> list[int]:
    now = int(known.sides["dont"][side])
    return [donts for donts in (ALL_DONTS, s.DONT_SEE | s.DONT_AIM, s.DONT_SEE, 0) if donts != now]


def _rule(donts: int) -> str:
    names = [name for name, bit in (("see", s.DONT_SEE), ("aim", s.DONT_AIM), ("kill", s.DONT_KILL)) if donts & bit]
    return "don'ts: " + (", ".join(names) or "none")


def _efforts(known: State, board: Board, mind: Mind, side: int, turns: int) -> list[Plan]:
    """Storm one place with the formations near it, hold or probe with the rest."""
    formations = len(known.formations)
    near = _nearness(known, mind, side)
    open_goals = [g for g in range(len(mind.goals)) if known.hexes["control"][mind.goals[g]] != side]
    open_goals = sorted(open_goals, key=lambda g: (sum(sorted(near[:, g].tolist())[:3]), g))[:EFFORTS]
    plans = []
    for goal in open_goals:
        postures, goals = [PROBE] * formations, [OWN_AXIS] * formations
        for f in np.argsort(near[:, goal], kind="stable")[: max(2, formations // 3)].tolist():
            postures[f], goals[f] = STORM, goal
        place = int(board.hexes["place"][mind.goals[goal]])
        plans.append(Plan(f"main effort {goal}:{place}", tuple(postures), tuple(goals), turns=turns))
    return plans


def _nearness(known: State, mind: Mind, side: int) -> np.ndarray:
    """(formations, goals) int64: movement points from each formation's nearest infantry to each goal."""
    units = known.units
    near = np.full((len(known.formations), len(mind.goals)), 1 << 20, np.int64)
    here = (units["side"] == side) & (units["status"] == s.PRESENT) & (units["klass"] == s.INFANTRY)
    for u in np.flatnonzero(here).tolist():
        f = int(units["formation"][u])
        near[f] = np.minimum(near[f], mind.fields[:, int(units["at"][u])])
    return near


def variations(plan: Plan, f: int, known: State, mind: Mind, side: int) -> list[Plan]:
    """`plan` with another posture for formation `f`, or another goal."""
    attacks = bool(known.sides["attacker"][side])
    postures = (NORMAL, STORM, PROBE, HOLD, REST) if attacks else (NORMAL, STORM, PROBE, HOLD, REST, FALL_BACK)
    found = []
    for posture in postures:
        if posture != plan.postures[f]:
            goal = _own_place(known, mind, side, f) if posture == FALL_BACK else plan.goals[f]
            found.append(plan.with_formation(f, posture, goal))
    if attacks:
        near = _nearness(known, mind, side)[f]
        closest = [g for g in np.argsort(near, kind="stable").tolist() if known.hexes["control"][mind.goals[g]] != side]
        found += [plan.with_formation(f, STORM, g) for g in closest[:2] if g != plan.goals[f]]
    return found


def _own_place(known: State, mind: Mind, side: int, f: int) -> int:
    """Where formation `f` would fall back to: its side's last goal still held (the core stands at the end)."""
    held = [g for g in range(len(mind.goals)) if known.hexes["control"][mind.goals[g]] == side]
    return held[-1] if held else OWN_AXIS


def fighting_formations(known: State, side: int) -> list[int]:
    """Formations with a unit on the map that can move or shoot, those with most men first."""
    units = known.units
    here = (units["side"] == side) & (units["status"] == s.PRESENT)
    useful = here & (units["klass"] != s.HEADQUARTERS)
    men = np.bincount(units["formation"][useful], weights=units["men"][useful], minlength=len(known.formations))
    return [f for f in np.argsort(-men, kind="stable").tolist() if men[f] > 0]


def plan_in_words(plan: Plan, names: Names, known: State, mind: Mind, side: int) -> dict[str, str]:
    """Formation id -> what it is to do, for those that fight."""
    words = {}
    for f in fighting_formations(known, side):
        words[names.formations[f]] = POSTURES[plan.postures[f]]
        if plan.goals[f] != OWN_AXIS:
            words[names.formations[f]] += f" towards {names.text(int(mind.goals[plan.goals[f]]))}"
    return words
