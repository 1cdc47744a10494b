"""Search: plans and single orders compared by playing the battle out, from suppositions that fit what is known.

All candidates meet the same suppositions with the same dice (common random numbers), so that differences tell sooner.
Playouts go where they matter: half of the candidates is dropped after each round (sequential halving).
"""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import numpy as np

from game.ai.belief import Beliefs
from game.ai.mind import Mind, copy_mind
from game.ai.plans import Plan, apply_plan
from game.ai.playout import BOTH_SIDES, play_out
from game.ai.value import value
from game.names import Names
from game.rules import entries
from game.rules.digest import copy_state
from game.rules.state import Board, Rulebook, State
from game.scenario.model import Scenario
from game.setup import make_state

T = TypeVar("T")
Prepare = Callable[[State, Mind], None]
PRUDENCE = 0.8  # of the standard deviation between suppositions
SURE = 1.5  # standard errors by which a plan must lead the usual one
SUPPOSITIONS = 64  # drawn each phase as they are needed; later playouts take them again


class Setting(NamedTuple):
    """What does not change in a battle."""

    scenario: Scenario
    names: Names
    board: Board
    rules: Rulebook


class Budget:
    """How much may still be thought: playouts, and seconds that only end it early. Can be cancelled from anywhere."""

    def __init__(self, playouts: int, seconds: float | None = None, cancelled: threading.Event | None = None) -> None:
        self.playouts = self.granted = playouts
        self.deadline = None if seconds is None else time.monotonic() + seconds
        self.cancelled = cancelled or threading.Event()

    def spent(self) -> bool:
        late = self.deadline is not None and time.monotonic() >= self.deadline
        return self.playouts <= 0 or late or self.cancelled.is_set()


class Scores:
    """Values of one candidate, by number of supposition."""

    def __init__(self) -> None:
        self.values: list[float] = []

    @property
    def mean(self) -> float:
        return sum(self.values) / max(len(self.values), 1)

    @property
    def merit(self) -> float:
        """The mean, less a share of the spread: a plan that hangs on where the enemy happens to stand is worth less."""
        return self.mean - PRUDENCE * float(np.std(self.values)) if self.values else 0.0

    def lead(self, other: "Scores") -> tuple[float, float]:
        """(merit, standard error) of this less `other`, over the suppositions that both met."""
        n = min(len(self.values), len(other.values))
        if n < 2:
            return 0.0, float("inf")
        mine, theirs = np.array(self.values[:n]), np.array(other.values[:n])
        prudent = PRUDENCE * float(mine.std() - theirs.std())
        difference = mine - theirs
        return float(difference.mean()) - prudent, float(difference.std(ddof=1)) / n**0.5


class Search:
    """Plays one side's candidates out. Threads work on States of their own."""

    def __init__(self, setting: Setting, side: int, minds: Sequence[Mind], seed: int, jobs: int = 1) -> None:
        """`minds`: this side's and the enemy's, at the start of the battle, as this side may make them."""
        self.setting, self.side, self.minds, self.seed, self.jobs = setting, side, minds, seed, jobs
        self._local = threading.local()
        self._pool = ThreadPoolExecutor(jobs) if jobs > 1 else None
        self._beliefs: list[State] = []
        self.last_turn = 1 << 30

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def look(self, beliefs: Beliefs, horizon: int) -> None:
        """Take what is known now; playouts end `horizon` turns from now."""
        clock = beliefs.known.clock[0]
        turn = self._turn = int(clock["turn"])
        self.reach(horizon)
        self._moment = (self.seed * 1_000_003 + turn) * 4 + int(clock["phase"])
        self._draw = lambda k: beliefs.draw(self._moment * 64 + k)
        self._beliefs = []

    def reach(self, horizon: int) -> None:
        """Let playouts end `horizon` turns from now."""
        self.last_turn = self._turn + horizon - 1

    def supposition(self, k: int) -> State:
        """The kth, with the dice of the kth playout."""
        while len(self._beliefs) < min(k + 1, SUPPOSITIONS):
            self._beliefs.append(self._draw(len(self._beliefs)))
        return self._beliefs[k % SUPPOSITIONS]

    def _spaces(self) -> tuple[State, State, np.ndarray]:
        if not hasattr(self._local, "spaces"):
            setting = self.setting
            make = lambda: make_state(setting.scenario, setting.names, setting.board, 0, 1)  # noqa: E731
            self._local.spaces = (make(), make(), np.zeros(4, np.int64))
        return self._local.spaces

    def playout(self, k: int, prepare: Prepare) -> float:
        """Play supposition `k` on; `prepare` may change this side's mind, or give orders, before."""
        setting, side = self.setting, self.side
        space, known, out = self._spaces()
        state = copy_state(self.supposition(k), space)
        state.clock["seed"] = (self._moment << 12) ^ k
        own, enemy = copy_mind(self.minds[0]), copy_mind(self.minds[1])
        prepare(state, own)
        minds = (own, enemy) if side == 0 else (enemy, own)
        play_out(state, setting.board, setting.rules, known, *minds, self.last_turn, BOTH_SIDES, out, 0)
        return value(state, setting.board, side)

    def more(self, scores: Scores, prepare: Prepare, upto: int, budget: Budget) -> None:
        """Play a candidate on until it has met `upto` suppositions, or the budget is spent."""
        if budget.spent():
            return
        first = len(scores.values)
        wanted = range(first, first + min(max(upto - first, 0), budget.playouts))
        for k in wanted:
            self.supposition(k)  # drawn here, in order, not by the threads
        budget.playouts -= len(wanted)

        def one(k: int) -> float | None:
            return None if budget.cancelled.is_set() or late(budget) else self.playout(k, prepare)

        values = self._pool.map(one, wanted) if self._pool else map(one, wanted)
        for found in list(values):
            if found is None:
                break
            scores.values.append(found)

    def halve(
        self, candidates: Sequence[T], prepare: Callable[[T], Prepare], first: int, budget: Budget
    ) -> tuple[list[tuple[T, Scores]], int]:
        """Sequential halving: all meet `first` suppositions, the better half twice as many, and so on.

        Returns (candidate, scores) with the best first, and how many suppositions the best met. The first candidate
        is the one to beat: it stays in every round.
        """
        table = [(candidate, Scores()) for candidate in candidates]
        default = table[0]
        field, rounds = table, first
        while True:
            for candidate, scores in field:
                self.more(scores, prepare(candidate), rounds, budget)
            field = sorted(field, key=lambda row: -row[1].merit)
            if budget.spent() or len(field) <= 2:
                break
            kept = field[: max(2, (len(field) + 1) // 2)]
            field = kept if any(row[0] is default[0] for row in kept) else [*kept, default]
            rounds *= 2
        best = field[0]
        lead, error = best[1].lead(default[1])
        if best is not default and lead < SURE * error:
            best = default
        return [best, *[row for row in table if row is not best]], rounds


def late(budget: Budget) -> bool:
    return budget.deadline is not None and time.monotonic() >= budget.deadline


def by_plan(plan: Plan) -> Prepare:
    """Let a playout follow `plan`."""
    return lambda state, mind: apply_plan(mind, plan, state)


def after(setting: Setting, row: tuple[int, int, int, int], plan: Plan) -> Prepare:
    """Let a playout follow `plan` after the order `row`."""

    def prepare(state: State, mind: Mind) -> None:
        entries.apply(state, setting.board, setting.rules, *row)
        apply_plan(mind, plan, state)

    return prepare


def by_order(setting: Setting, mind_now: Mind, row: tuple[int, int, int, int] | None) -> Prepare:
    """Let a playout go on from `mind_now`, after the order `row`; None: whoever would give it stays."""

    def prepare(state: State, mind: Mind) -> None:
        for own, now in zip(mind[:3], mind_now[:3], strict=True):
            own[...] = now
        if row is not None:
            entries.apply(state, setting.board, setting.rules, *row)

    return prepare


def make_beliefs(setting: Setting, known: State, side: int) -> Beliefs:
    """Beliefs of `side`, with what the scenario tells everybody: usual fire orders, who is yet to come, posts."""
    names, scenario = setting.names, setting.scenario
    enemy = names.sides[1 - side]
    donts = names.dont(scenario.sides[enemy].dont)
    coming: set[Any] = {names.unit_row[unit] for wave in scenario.waves if wave.side == enemy for unit in wave.units}
    plan = scenario.computer.get(enemy)
    posts = [h for place in (*scenario.victory.places, *(plan.main_line if plan else ())) for h in names.hexes(place)]
    return Beliefs(names, setting.board, setting.rules, known, side, donts, frozenset(coming), frozenset(posts))
