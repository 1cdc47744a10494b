"""Search: plans and single orders compared by playing the battle out, from suppositions that fit what is known.

All candidates meet the same suppositions with the same dice (common random numbers), so that differences tell sooner.
Playouts go where they matter: after each round the best third goes on, with twice as many (as in sequential halving).
"""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

from game.ai.belief import Beliefs
from game.ai.mind import STORM, Mind, copy_mind
from game.ai.plans import Plan, apply_plan
from game.ai.playout import BOTH_SIDES, play_out
from game.ai.value import value
from game.background import step_back
from game.names import Names
from game.rules import entries
from game.rules.digest import copy_state
from game.rules.state import Board, Rulebook, State
from game.scenario.model import Scenario
from game.setup import make_state

Row = tuple[int, int, int, int]
PRUDENCE = 0.3  # of the standard deviation of what a plan brings
# What is supposed of the spread of a difference before anything was played: few playouts often look alike by chance.
SUPPOSED_SPREAD = 3000.0  # thousandths of a point
SUPPOSED_PLAYOUTS = 2
KEPT = 3  # one in so many candidates goes on to the next round
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
    def points(self) -> float:
        """Points more than the enemy's, on average."""
        return round(self.mean / 1000, 1)

    @property
    def points_error(self) -> float:
        """Standard error of `points`; 0 if nothing was played out."""
        return round(float(np.std(self.values)) / len(self.values) ** 0.5 / 1000, 1) if self.values else 0.0

    def lead(self, other: "Scores") -> tuple[float, float]:
        """(lead, standard error) of this over `other`, over the suppositions that both met.

        The lead is the mean, less a share of the spread: what hangs on where the enemy happens to stand is worth less.
        """
        n = min(len(self.values), len(other.values))
        if n < 2:
            return 0.0, float("inf")
        mine, theirs = np.array(self.values[:n]), np.array(other.values[:n])
        prudent = PRUDENCE * float(mine.std() - theirs.std())
        difference = mine - theirs
        spread = float(((difference - difference.mean()) ** 2).sum()) + SUPPOSED_PLAYOUTS * SUPPOSED_SPREAD**2
        return float(difference.mean()) - prudent, (spread / (n - 1 + SUPPOSED_PLAYOUTS) / n) ** 0.5


class Candidate(NamedTuple):
    """What is played out: a side's mind as it would be, and an order given before all others."""

    mind: Mind
    row: Row | None = None


class Entry:
    """A candidate in a race, and how it fared."""

    def __init__(self, what: Any, candidate: Candidate) -> None:
        self.what, self.candidate, self.scores = what, candidate, Scores()


class Search:
    """Plays one side's candidates out. Threads work on States of their own."""

    def __init__(
        self, setting: Setting, side: int, minds: Sequence[Mind], seed: int, jobs: int = 1, sure: float = 1.0
    ) -> None:
        """`minds`: this side's and the enemy's, at the start of the battle, as this side may make them.

        `sure`: standard errors by which a candidate must lead to be taken for better.
        """
        self.sure = sure
        self.enemies = (minds[1], minds[1], _bold(minds[1]))  # in turn
        self.setting, self.side, self.minds, self.seed, self.jobs = setting, side, minds, seed, jobs
        self._local = threading.local()
        self._pool = ThreadPoolExecutor(jobs, initializer=step_back) if jobs > 1 else None
        self.drawn: list[State] = []  # suppositions of this phase
        self.last_turn = 1 << 30

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def look(self, beliefs: Beliefs, horizon: int) -> None:
        """Take what is known now; playouts end `horizon` turns from now."""
        self.known = beliefs.known
        clock = beliefs.known.clock[0]
        turn = self._turn = int(clock["turn"])
        self.reach(horizon)
        self._moment = (self.seed * 1_000_003 + turn) * 4 + int(clock["phase"])
        self._draw = lambda k: beliefs.draw(self._moment * 64 + k)
        self.drawn = []

    def reach(self, horizon: int) -> None:
        """Let playouts end `horizon` turns from now."""
        self.last_turn = self._turn + horizon - 1

    def entry(self, plan: Plan, row: Row | None = None, what: Any = None) -> Entry:
        """`plan` as a candidate, after the order `row` if there is one."""
        mind = copy_mind(self.minds[0])
        apply_plan(mind, plan, self.known)
        return Entry(plan if what is None else what, Candidate(mind, row))

    def supposition(self, k: int) -> State:
        """The kth, with the dice of the kth playout."""
        while len(self.drawn) < min(k + 1, SUPPOSITIONS):
            self.drawn.append(self._draw(len(self.drawn)))
        return self.drawn[k % SUPPOSITIONS]

    def _spaces(self) -> tuple[State, State, np.ndarray]:
        if not hasattr(self._local, "spaces"):
            setting = self.setting
            make = lambda: make_state(setting.scenario, setting.names, setting.board, 0, 1)  # noqa: E731
            self._local.spaces = (make(), make(), np.zeros(4, np.int64))
        return self._local.spaces

    def playout(self, k: int, candidate: Candidate) -> float:
        """Play supposition `k` on with `candidate`, to the horizon; what comes of it."""
        setting, side = self.setting, self.side
        space, known, out = self._spaces()
        state = copy_state(self.supposition(k), space)
        state.clock["seed"] = (self._moment << 12) ^ k
        if candidate.row is not None:
            entries.apply(state, setting.board, setting.rules, *candidate.row)
        own, enemy = copy_mind(candidate.mind), copy_mind(self.enemies[k % len(self.enemies)])
        minds = (own, enemy) if side == 0 else (enemy, own)
        play_out(state, setting.board, setting.rules, known, *minds, self.last_turn, BOTH_SIDES, out, 0)
        return float(value(state, setting.board, side))

    def more(self, field: Sequence[Entry], upto: int, budget: Budget) -> None:
        """Play candidates on until each has met `upto` suppositions, or the budget is spent."""
        tasks = [(k, entry) for k in range(upto) for entry in field if k >= len(entry.scores.values)]
        if budget.spent() or not tasks:
            return
        tasks = tasks[: budget.playouts]
        budget.playouts -= len(tasks)
        self.supposition(max(k for k, _ in tasks))  # drawn here, in order, not by the threads

        def one(task: tuple[int, Entry]) -> float | None:
            return None if budget.cancelled.is_set() or late(budget) else self.playout(task[0], task[1].candidate)

        found = list(self._pool.map(one, tasks) if self._pool else map(one, tasks))
        for (k, entry), worth in zip(tasks, found, strict=True):
            if worth is not None and k == len(entry.scores.values):  # none left out before it
                entry.scores.values.append(worth)

    def race(self, field: Sequence[Entry], first: int, most: int, budget: Budget) -> list[Entry]:
        """All meet `first` suppositions, the best third of them twice as many, and so on up to `most`.

        The first is the one to beat: it stays in every round. Returns those that were in the last round beside it,
        the best first.
        """
        default, others, rounds = field[0], list(field[1:]), first
        while others:
            self.more([default, *others], rounds, budget)
            others.sort(key=lambda entry: -entry.scores.lead(default.scores)[0])
            if budget.spent() or rounds >= most:
                break
            others = others[: (len(others) + KEPT - 1) // KEPT]
            rounds = min(2 * rounds, most)
        return others

    def beats(self, entry: Entry, other: Entry) -> bool:
        """Whether `entry` surely enough does better than `other`."""
        lead, error = entry.scores.lead(other.scores)
        return lead > self.sure * error


def _bold(mind: Mind) -> Mind:
    """An enemy who does not keep to his axes: he goes for the nearest place, at a higher price."""
    bold = copy_mind(mind)
    bold.units["own_goal"] = -1
    bold.units["posture"] = STORM
    bold.progress["until"] = 1 << 30
    return bold


def late(budget: Budget) -> bool:
    return budget.deadline is not None and time.monotonic() >= budget.deadline


def make_beliefs(setting: Setting, known: State, side: int) -> Beliefs:
    """Beliefs of `side`, with what the scenario tells everybody: usual fire orders, who is yet to come, posts."""
    names, scenario = setting.names, setting.scenario
    enemy = names.sides[1 - side]
    donts = names.dont(scenario.sides[enemy].dont)
    coming: set[Any] = {names.unit_row[unit] for wave in scenario.waves if wave.side == enemy for unit in wave.units}
    plan = scenario.computer.get(enemy)
    posts = [h for place in (*scenario.victory.places, *(plan.main_line if plan else ())) for h in names.hexes(place)]
    return Beliefs(names, setting.board, setting.rules, known, side, donts, frozenset(coming), frozenset(posts))
