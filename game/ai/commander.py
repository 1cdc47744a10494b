"""A computer commander: at the start of its phase it chooses a plan, then its tactics carry the plan out.

`recruit` has no plan but the scenario's axes. `veteran` compares broad plans by playouts, then what single formations
might do otherwise. `general` also tries single units and crucial orders, and weighs each assault before it is ordered.
"""

import threading
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np

from game.ai import playout
from game.ai.brief import make_brief
from game.ai.crucial import Outlook
from game.ai.mind import copy_mind, make_mind
from game.ai.plans import (
    Change,
    Plan,
    apply_plan,
    broad_plans,
    formation_groups,
    group_changes,
)
from game.ai.search import Budget, Candidate, Entry, Row, Search, Setting, make_beliefs
from game.rules import entries
from game.rules.state import ASSAULT, CALL, CHOOSE, END, PRESENT, TERMS, State

T = TypeVar("T")


class Level(NamedTuple):
    """How deep a level thinks. `playouts` is its usual budget for a phase with MANY_UNITS on the map."""

    playouts: int
    small: int  # its budget where there are few units and playouts are short: at most this, in inverse proportion
    large: int  # units beyond which a playout costs more than in proportion, so that fewer still are granted
    horizon: int  # turns played out for a plan
    first: int  # playouts of each candidate in the first round
    single: bool  # whether single units' tasks and orders are tried, and assaults weighed
    sure: float = 1.0  # standard errors by which another plan must lead


LEVELS = {
    "recruit": Level(0, 0, 0, 0, 0, False),
    "veteran": Level(44, 400, 50, 10, 3, False),
    "general": Level(210, 1000, 70, 10, 4, True),
}
MANY_UNITS = 80
DECIDE_SHARE = 30  # percent of the budget, at most, for choices of the side as a whole
BROAD_SHARE = 30  # percent of the budget for broad plans
ALL_BROAD_SHARE = 60  # the same where single units are not tried
WEIGH_SHARE = 15  # percent of it kept for assaults about to be ordered
MOST_PLAYOUTS = 64  # of one candidate
CONFIRMED = 12  # playouts before a change is believed in: of many tried a few look good by luck
DECIDE_PLAYOUTS = 24  # of each option of a choice
ORDER_HORIZON = 2
ORDER_PLAYOUTS = 16
CHOICE = 16  # of a `choose` order's argument: events times this, plus the option
MOST_TOGETHER = 6  # changes that did better alone, and are tried together
CERTAIN = 2.0  # standard errors by which an option must lead that cannot be taken back
CHANGED = ", changed"


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
            if not (self.level.single and row[0] == ASSAULT and self._worth_weighing(row)):
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
                self._search = Search(setting, self.side, self._minds, self.seed, self.jobs, self.level.sure)
        self.budget = Budget(self._granted(known), self.seconds, self._cancelled)
        if self._search:
            self._choose(known, self._search)
        else:
            self.brief = {"turn": int(clock["turn"]), "level": self.level_name}

    def _granted(self, known: State) -> int:
        """Playouts for a phase: as asked for, or what the level takes for a battle of this size."""
        if self.playouts is not None:
            return self.playouts
        own = (known.units["status"] == PRESENT) & (known.units["side"] == self.side)
        units = max(2 * int(own.sum()), 1)
        granted = self.level.playouts * MANY_UNITS // units
        large = self.level.large
        return min(self.level.small, granted * large // units if units > large else granted)

    def _choose(self, known: State, search: Search) -> None:
        """Compare plans and follow the best."""
        setting, level = self.setting, self.level
        turns = int(setting.board.frame[0]["turns"]) - int(known.clock["turn"][0])
        reach = min(level.horizon - 1, turns)
        beliefs = make_beliefs(setting, known, self.side)
        search.look(beliefs, level.horizon)
        granted = self.budget.playouts
        plans = broad_plans(known, setting.board, self._minds[0], self.side, reach)
        outlook = Outlook(setting, known, self._minds[0], plans[0], self.side)
        usual = (*outlook.displacements(), *outlook.shelters(), *outlook.keepers())
        plans = [plan.with_orders(*usual) for plan in plans]
        self._set_aside(granted * (100 - DECIDE_SHARE) // 100, lambda: self._decide(known, search, plans[0]))
        table = [search.entry(plan) for plan in plans]
        share = BROAD_SHARE if level.single else ALL_BROAD_SHARE
        later = max(0, self.budget.playouts - granted * share // 100)
        broad = self._set_aside(later, lambda: self._broadly(search, table))
        kept = granted * WEIGH_SHARE // 100 if level.single else 0
        best, tried = self._set_aside(kept, lambda: self._improve(known, search, broad, reach))
        self.plan: Plan = best.what
        apply_plan(self.mind, self.plan, known)
        played = granted - self.budget.playouts
        believed = beliefs.in_words(search.drawn)
        self.brief = make_brief(
            self.level_name, setting.names, known, self.mind, self.side, best, [*table, *tried], played, believed
        )

    def _set_aside(self, playouts: int, think: Callable[[], T]) -> T:
        """`think` with so many playouts of the budget kept for later."""
        playouts = max(0, min(playouts, self.budget.playouts))
        self.budget.playouts -= playouts
        found = think()
        self.budget.playouts += playouts
        return found

    def _broadly(self, search: Search, table: list[Entry]) -> Entry:
        """The best of the broad plans."""
        first = self.level.first
        room = max(2, 2 * self.budget.playouts // (5 * first))
        found = search.race(table[:room], first, MOST_PLAYOUTS, self.budget)
        return found[0] if found and search.beats(found[0], table[0]) else table[0]

    def _improve(self, known: State, search: Search, best: Entry, turns: int) -> tuple[Entry, list[Entry]]:
        """Change the plan, formation by formation, unit by unit, while the budget lasts and something helps.

        Those changes that do better alone are then tried together. Returns the plan and what it was compared with.
        """
        tried: list[Entry] = []
        while not self.budget.spent():
            changes = self._changes(known, best.what, turns)
            first = self.level.first
            room = max(4, 2 * self.budget.playouts // (5 * first))
            field = [search.entry(best.what.changed(change), what=change) for change in changes[:room]]
            if not field:
                break
            search.race([best, *field], first, MOST_PLAYOUTS, self.budget)
            met = [entry for entry in field if len(entry.scores.values) >= CONFIRMED]
            better = [entry for entry in met if search.beats(entry, best)]
            better.sort(key=lambda entry: -entry.scores.lead(best.scores)[0])
            if not better:
                break
            before = best
            for entry in better[:MOST_TOGETHER]:
                best = self._with(search, before, best, entry)
            tried += [before]
            if best is before:
                break
        return best, tried

    def _with(self, search: Search, before: Entry, best: Entry, entry: Entry) -> Entry:
        """`best` with the change that did better alone, if it does better still; `before`: what both began with."""
        plan = best.what.changed(entry.what)
        if best is before:
            entry.what = plan._replace(name=_renamed(plan.name))
            return entry
        if plan == best.what or self.budget.spent():
            return best
        both = search.entry(plan)
        enough = min(len(best.scores.values), len(entry.scores.values))
        search.more([both], enough, self.budget)
        return both if search.beats(both, best) else best

    def _changes(self, known: State, plan: Plan, turns: int) -> list[Change]:
        """What might be done otherwise, the most promising first."""
        own, mind = self.side, self._minds[0]
        groups = formation_groups(known, own)
        found = [change for group in groups for change in group_changes(group, known, mind, own, turns)]
        if not self.level.single:
            return found
        outlook = Outlook(self.setting, known, mind, plan, own)
        pieces = [Change(orders=piece) for piece in outlook.set_pieces()]
        singles = [
            [*(Change(orders=(order,)) for order in outlook.others(u)), *group_changes((u,), known, mind, own, 0)]
            for u in outlook.reach
        ]
        return _shared_out([pieces, *singles, found])

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
            default = search.entry(plan, usual.get(matter))
            field = [search.entry(plan, row, what=row) for row in options]
            found = search.race([default, *field], DECIDE_PLAYOUTS // 2, DECIDE_PLAYOUTS, self.budget)
            if found:
                lead, error = found[0].scores.lead(default.scores)
                if lead > CERTAIN * error:
                    self._decided.append(found[0].what)

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
        go, stay = Entry(row, Candidate(copy_mind(self.mind), row)), Entry(None, Candidate(halted))
        for upto in (ORDER_PLAYOUTS // 2, ORDER_PLAYOUTS):
            search.more([go, stay], upto, self.budget)
            lead, error = go.scores.lead(stay.scores)
            if abs(lead) > 2 * error:
                break
        return lead > -search.sure * error


def _renamed(name: str) -> str:
    return name if name.endswith(CHANGED) else name + CHANGED


def _shared_out(lists: list[list[Change]]) -> list[Change]:
    """One of each list in turn, so that a small budget reaches all of them."""
    longest = max((len(row) for row in lists), default=0)
    return [row[i] for i in range(longest) for row in lists if i < len(row)]
