"""A computer commander: at the start of its phase it chooses a plan, then its tactics carry the plan out.

`recruit` has no plan but the scenario's axes. `veteran` compares broad plans by playouts. `general` also tries
other postures and goals formation by formation, and weighs each assault before it is ordered.
"""

import threading
from typing import Any, NamedTuple

import numpy as np

from game.ai import playout
from game.ai.crucial import Outlook
from game.ai.mind import copy_mind, make_mind
from game.ai.plans import (
    Plan,
    apply_plan,
    broad_plans,
    fighting_formations,
    plan_in_words,
    variations,
)
from game.ai.search import (
    SURE,
    Budget,
    Prepare,
    Scores,
    Search,
    Setting,
    after,
    by_order,
    by_plan,
    make_beliefs,
)
from game.rules import entries
from game.rules.state import ASSAULT, CALL, CHOOSE, END, PRESENT, TERMS, State

Row = tuple[int, int, int, int]


class Level(NamedTuple):
    """How deep a level thinks. `playouts` is its usual budget for a phase with MANY_UNITS on the map."""

    playouts: int
    small: int  # its budget where there are few units and playouts are short: at most this, in inverse proportion
    horizon: int  # turns played out for a plan
    first: int  # playouts of each broad plan in the first round
    refine: bool  # whether formations are tried one by one
    weigh: bool  # whether single crucial orders are weighed


LEVELS = {
    "recruit": Level(0, 0, 0, 0, False, False),
    "veteran": Level(80, 80, 10, 3, False, False),
    "general": Level(400, 1600, 10, 6, True, True),
}
MANY_UNITS = 80
PLAN_SHARE = 65  # percent of the budget for the plan, where single orders are weighed too
ORDER_HORIZON = 2
ORDER_PLAYOUTS = 12
VARIATION_PLAYOUTS = 10
CRUCIAL_SHARE = 40  # percent of the budget for set-piece attacks and single units
CRUCIAL_HORIZON = 4
CRUCIAL_PLAYOUTS = 8
CHOICE = 16  # of a `choose` order's argument: events times this, plus the option
CERTAIN = 2.0  # standard errors by which a variation must lead: many are tried, and luck looks like merit


class Commander:
    """Commands one side from masked States. The same seed and budget of playouts give the same orders."""

    def __init__(
        self, setting: Setting, side: int, level: str, seed: int, playouts: int | None = None,
        seconds: float | None = None, jobs: int = 1, cancelled: threading.Event | None = None,
    ) -> None:  # fmt: skip
        self.setting, self.side, self.level_name, self.level = setting, side, level, LEVELS[level]
        self.playouts = playouts
        self.seconds, self.seed, self.jobs = seconds, seed, jobs
        self.brief: dict[str, Any] = {}
        self.mind: Any = None
        self._cancelled = cancelled or threading.Event()
        self.budget = Budget(0)
        self._search: Search | None = None
        self._stamp = -1
        self._out = np.zeros(4, np.int64)
        self._rows = np.zeros((1 << 15, 4), np.int64)
        self._decided: list[Row] = []
        self._weighed: set[tuple[int, int]] = set()

    def cancel(self) -> None:
        """Think no more in this phase, from any thread; the best found so far is used."""
        self._cancelled.set()

    def next_row(self, known: State) -> Row:
        """The next order as (verb, unit, hex, argument), from `known`, which must be this side's masked State."""
        self._begin(known)
        if self._decided:
            return self._decided.pop()
        while True:
            row = self._propose(known)
            if not (self.level.weigh and row[0] == ASSAULT and self._worth_weighing(row)):
                return row
            if self._stands(known, row):
                return row
            self.mind.units["halted"][row[1]] = 1

    def note_refused(self) -> None:
        self.mind.progress["failed"] += 1

    def _propose(self, known: State) -> Row:
        playout.decide(known, self.setting.board, self.setting.rules, self.mind, self._out)
        verb, u, h, arg = self._out.tolist()
        if verb == END:
            self._cancelled.clear()
        return verb, u, h, arg

    def _begin(self, known: State) -> None:
        """Once a phase: look, and choose a plan."""
        clock = known.clock[0]
        stamp = int(clock["turn"]) * 2 + int(clock["phase"])
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self._weighed.clear()
        setting = self.setting
        if self.mind is None:
            sides = (self.side, 1 - self.side)
            self._minds = [make_mind(*setting, known, side) for side in sides]
            self.mind = copy_mind(self._minds[0])
            if self.level.playouts:
                self._search = Search(setting, self.side, self._minds, self.seed, self.jobs)
        self.budget = Budget(self._granted(known), self.seconds, self._cancelled)
        if self._search:
            self._choose(known, self._search)
        else:
            self.brief = {"level": self.level_name}

    def _granted(self, known: State) -> int:
        """Playouts for a phase: as asked for, or what the level takes for a battle of this size."""
        if self.playouts is not None:
            return self.playouts
        own = (known.units["status"] == PRESENT) & (known.units["side"] == self.side)
        return min(self.level.small, self.level.playouts * MANY_UNITS // max(2 * int(own.sum()), 1))

    def _choose(self, known: State, search: Search) -> None:
        """Compare plans and follow the best."""
        setting, level = self.setting, self.level
        turns = int(setting.board.frame[0]["turns"]) - int(known.clock["turn"][0])
        reach = min(level.horizon - 1, turns)
        beliefs = make_beliefs(setting, known, self.side)
        search.look(beliefs, level.horizon)
        granted = self.budget.playouts
        kept = granted * (100 - PLAN_SHARE) // 100 if level.weigh else 0
        self.budget.playouts -= kept
        plans = broad_plans(known, setting.board, self._minds[0], self.side, reach)
        self._decide(known, search, plans[0])
        first = max(2, min(level.first, self.budget.playouts // (2 * len(plans))))
        table, _ = search.halve(plans, by_plan, first, self.budget)
        best, scores = table[0]
        if level.refine:
            crucial = granted * CRUCIAL_SHARE // 100
            self.budget.playouts -= crucial
            best, scores = self._refine(known, search, best, scores)
            self.budget.playouts += crucial
            best = self._single_out(known, search, best)
        self.budget.playouts += kept
        apply_plan(self.mind, best, known)
        self.plan = best
        self._describe(known, best, scores, table, granted - self.budget.playouts, beliefs)

    def _refine(self, known: State, search: Search, plan: Plan, scores: Scores) -> tuple[Plan, Scores]:
        """Try other postures and goals, formation by formation, until the budget is spent or nothing helps."""
        improved = True
        while improved and not self.budget.spent():
            improved = False
            for f in fighting_formations(known, self.side):
                for other in variations(plan, f, known, self._minds[0], self.side):
                    if self.budget.spent():
                        return plan, scores
                    found = Scores()
                    search.more(scores, by_plan(plan), VARIATION_PLAYOUTS, self.budget)
                    search.more(found, by_plan(other), VARIATION_PLAYOUTS, self.budget)
                    lead, error = found.lead(scores)
                    if lead > error:
                        search.more(scores, by_plan(plan), 3 * VARIATION_PLAYOUTS, self.budget)
                        search.more(found, by_plan(other), 3 * VARIATION_PLAYOUTS, self.budget)
                        lead, error = found.lead(scores)
                    if lead > CERTAIN * error:
                        plan, scores, improved = other, found, True
        return plan, scores

    def _decide(self, known: State, search: Search, plan: Plan) -> None:
        """What only the side as a whole can order: the choices of events, held waves, terms, where it surely pays."""
        count = entries.list_all(known, self.setting.board, self.setting.rules, self._rows)
        rows = self._rows[: min(count, len(self._rows))]
        usual: dict[tuple[int, int], Row] = {}  # of each choice the option that tactics take; nothing of the rest
        others: dict[tuple[int, int], list[Row]] = {}
        for row in map(tuple, rows[np.isin(rows[:, 0], (CALL, CHOOSE, TERMS))].tolist()):
            matter = (row[0], row[3] // CHOICE if row[0] == CHOOSE else row[3])
            if row[0] == CHOOSE and row[3] % CHOICE == 0:
                usual[matter] = row
            else:
                others.setdefault(matter, []).append(row)
        for matter, options in others.items():
            first = usual.get(matter)
            default = after(self.setting, first, plan) if first else by_plan(plan)
            found = self._surely_best(search, default, [after(self.setting, row, plan) for row in options])
            if found is not None:
                self._decided.append(options[found])

    def _single_out(self, known: State, search: Search, plan: Plan) -> Plan:
        """Set-piece attacks, then single units' orders, where they surely do better than what tactics would do."""
        search.reach(CRUCIAL_HORIZON)
        outlook = Outlook(self.setting, known, self._minds[0], plan, self.side)
        plan = self._best_of(search, plan, [plan.with_orders(*piece) for piece in outlook.set_pieces()])
        for u in outlook.reach:
            if self.budget.spent():
                break
            plan = self._best_of(search, plan, [plan.with_orders(order) for order in outlook.others(u)])
        return plan

    def _best_of(self, search: Search, plan: Plan, others: list[Plan]) -> Plan:
        """The one of `others` that surely does better than `plan`; else `plan`."""
        found = self._surely_best(search, by_plan(plan), [by_plan(other) for other in others])
        return plan if found is None else others[found]

    def _surely_best(self, search: Search, usual: Prepare, others: list[Prepare]) -> int | None:
        """Which of `others` does surely better than `usual`; None: none of them."""
        scores, best, best_lead, found = Scores(), None, 0.0, Scores()
        search.more(scores, usual, CRUCIAL_PLAYOUTS, self.budget)
        for number, other in enumerate(others):
            tried = Scores()
            search.more(tried, other, CRUCIAL_PLAYOUTS, self.budget)
            lead, _ = tried.lead(scores)
            if lead > best_lead:
                best, best_lead, found = number, lead, tried
        if best is None:
            return None
        search.more(scores, usual, 3 * CRUCIAL_PLAYOUTS, self.budget)
        search.more(found, others[best], 3 * CRUCIAL_PLAYOUTS, self.budget)
        lead, error = found.lead(scores)
        return best if lead > CERTAIN * error else None

    def _worth_weighing(self, row: Row) -> bool:
        return (row[1], row[2]) not in self._weighed and not self.budget.spent()

    def _stands(self, known: State, row: Row) -> bool:
        """Whether an assault holds its ground against staying where one is, by playouts of the next turns."""
        self._weighed.add((row[1], row[2]))
        assert self._search is not None
        search = self._search
        search.look(make_beliefs(self.setting, known, self.side), ORDER_HORIZON)
        halted = copy_mind(self.mind)
        halted.units["halted"][row[1]] = 1
        go, stay = Scores(), Scores()
        order, wait = by_order(self.setting, self.mind, row), by_order(self.setting, halted, None)
        for upto in (ORDER_PLAYOUTS // 2, ORDER_PLAYOUTS):
            search.more(go, order, upto, self.budget)
            search.more(stay, wait, upto, self.budget)
            lead, error = go.lead(stay)
            if abs(lead) > 2 * error:
                break
        return lead > -SURE * error

    def _describe(self, known: State, best: Plan, scores: Scores, table: Any, played: int, beliefs: Any) -> None:
        """The brief: what is meant, what else was thought of, what is believed."""
        words = plan_in_words(best, self.setting.names, known, self.mind, self.side)
        self.brief = {
            "level": self.level_name,
            "plan": best.name,
            "formations": words,
            "value": round(scores.mean / 1000, 1),
            "playouts": played,
            "alternatives": [
                {"plan": plan.name, "value": round(row.mean / 1000, 1), "playouts": len(row.values)}
                for plan, row in table
                if row.values
            ],
            "believed": {"hidden_units": len(beliefs.hidden), "men_unseen": beliefs.left},
        }
