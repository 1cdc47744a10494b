"""What if another order had been given: both continuations played out many times with the same dice.

Reads the true State: for battles that are looked back upon. Each playout throws the order's own dice anew, then both
sides play on as `recruit` to the end, with the goals of the battle's start. Playout k of either order meets the same
dice, so that the difference between the two is known better than each of them.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from game.ai.mind import copy_mind
from game.ai.playout import BOTH_SIDES, play_out
from game.battle import Battle
from game.chronicle.report_outlook import starting_minds
from game.rules import entries
from game.rules.digest import copy_state
from game.rules.state import State
from game.values import IllegalOrder, Order
from game.views import level_of, losses_of, margin_of

PLAYOUTS = 500
END_OF_TIME = 1 << 30
DICE = 1 << 41  # seeds of playouts begin here, far from those of battles
LOST = ("killed", "died", "wounded", "captured")
MOST_JOBS = 16
Rows = dict[int, list[float]]


@dataclass(frozen=True, slots=True)
class Share:
    """A mean and its 95 % error."""

    mean: float
    error: float


@dataclass(frozen=True, slots=True)
class Course:
    """What came of one order. `won`: side -> share of wins (0 to 1); `margin`: points; `lost`: side -> men."""

    order: Order | None
    won: dict[str, Share]
    margin: Share
    lost: dict[str, Share]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two orders at one moment; `difference` is the second less the first, playout by playout."""

    playouts: int
    given: Course
    instead: Course
    difference: Course


class WhatIf:
    """Compares two orders at the position of `battle`, which is left alone. None as an order: nothing is ordered.

    `like`: another comparison at the same position with the same order given; what it has played of that is taken over.
    Raises IllegalOrder for an order that cannot be given there.
    """

    def __init__(
        self, battle: Battle, given: Order | None, instead: Order | None, like: "WhatIf | None" = None
    ) -> None:
        for order in (given, instead):
            reason = battle.why_not(order) if order else None
            if reason:
                raise IllegalOrder(reason)
        self.battle = battle.copy()
        self.orders = given, instead
        self._state = self.battle.state
        jobs = max(1, min(MOST_JOBS, os.cpu_count() or 1))
        self._spaces = [(self.battle.copied_state(), self.battle.copied_state()) for _ in range(jobs)]
        self._minds = starting_minds(self.battle)
        # Of each order, by number of playout: winner, margin, men lost by side.
        self._rows: tuple[Rows, Rows] = ({} if like is None else like._rows[0], {})
        self._done = 0

    @property
    def done(self) -> int:
        """Playouts of each order so far."""
        while all(self._done in rows for rows in self._rows):
            self._done += 1
        return self._done

    def play(self, playouts: int = PLAYOUTS, stopped: Callable[[], bool] = lambda: False) -> Comparison | None:
        """Play both out; None if stopped before there were two playouts of each."""
        numbers = iter(range(self.done, playouts))  # threads take turns at it

        def work(space: tuple[State, State]) -> None:
            for k in numbers:
                if stopped():
                    return
                for order, rows in zip(self.orders, self._rows, strict=True):
                    if k not in rows:
                        rows[k] = self._one(order, k, space)

        with ThreadPoolExecutor(len(self._spaces)) as pool:
            list(pool.map(work, self._spaces))
        return self.comparison()

    def _one(self, order: Order | None, k: int, space: tuple[State, State]) -> list[float]:
        battle = self.battle
        state = copy_state(self._state, space[0])
        state.clock["seed"], state.clock["journal_on"] = DICE + k, 0
        if order:
            self._give(state, order)
        minds = (copy_mind(mind) for mind in self._minds)
        out = np.zeros(4, np.int64)
        play_out(state, battle.board, battle.rules, space[1], *minds, END_OF_TIME, BOTH_SIDES, out, 0)
        margin = margin_of(battle.names, battle.scenario, state)
        winner = level_of(battle.scenario, margin).for_
        sides = battle.sides
        lost = [sum(losses_of(state, i)[name] for name in LOST) for i in range(2)]
        return [float(sides.index(winner)) if winner in sides else -1.0, float(margin), *map(float, lost)]

    def _give(self, state: State, order: Order) -> None:
        battle = self.battle
        verb, u, h, arg = battle.notation.row(order)
        if order.path:
            via = np.array([battle.notation.hex(at) for at in order.path], np.int64)
            entries.apply_via(state, battle.board, battle.rules, u, via, h)
        else:
            entries.apply(state, battle.board, battle.rules, verb, u, h, arg)

    def comparison(self) -> Comparison | None:
        """Of what was played so far; None before two playouts of each order."""
        n = self.done
        if n < 2:
            return None
        tables = [np.array([rows[k] for k in range(n)]) for rows in self._rows]
        columns = [self._columns(table) for table in tables]
        difference = columns[1] - columns[0]
        given, instead = self.orders
        return Comparison(
            n, self._course(given, columns[0]), self._course(instead, columns[1]), self._course(None, difference)
        )

    def _columns(self, table: np.ndarray) -> np.ndarray:
        """(playouts, 5): first side won, second side won, margin, men lost by each."""
        return np.column_stack([table[:, 0] == 0, table[:, 0] == 1, table[:, 1:]]).astype(float)

    def _course(self, order: Order | None, columns: np.ndarray) -> Course:
        means, errors = columns.mean(axis=0), 1.96 * columns.std(axis=0, ddof=1) / np.sqrt(len(columns))
        shares = [Share(float(mean), float(error)) for mean, error in zip(means, errors, strict=True)]
        sides = self.battle.sides
        return Course(
            order,
            {side: shares[i] for i, side in enumerate(sides)},
            shares[2],
            {side: shares[3 + i] for i, side in enumerate(sides)},
        )
