"""How a battle would go on from a position, and what a position is worth: the measures of the after-action report.

Reads the true State, which only a finished battle (or an experiment) may show. Both sides play on as `recruit`, with
dice of their own: playout k of every position meets the same dice, so that two positions differ by little but
themselves. Nothing here depends on time or on the number of threads.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

from game.ai.mind import copy_mind, make_mind
from game.ai.playout import BOTH_SIDES, play_out
from game.ai.value import value
from game.rules import entries
from game.rules.digest import copy_state
from game.rules.state import State
from game.setup import make_state

END_OF_TIME = 1 << 30
DICE = 7_919  # dice of playouts and of re-rolls are drawn from (seed x this + number)


class Outlook(NamedTuple):
    """What came of playing on. `margins`: (n,) final points of the attacker less the defender's, one a playout."""

    margins: np.ndarray
    won: dict[str, int]  # per mille, by side; the rest was drawn
    error: int  # of the attacker's share, 95 %, per mille

    @property
    def margin(self) -> float:
        return float(self.margins.mean())


def starting_minds(engine: Any) -> list[Any]:
    """Both sides' minds as the battle's games between computers are played: with the goals of its start.

    Made from a later position they would give up what was lost since, and hold what was only passed.
    """
    scenario, names, board, rules = engine.scenario, engine.names, engine.board, engine.rules
    start, known = (make_state(scenario, names, board, 0, 1) for _ in range(2))
    found = []
    for side in range(2):
        entries.mask(start, known, rules, side)
        found.append(make_mind(scenario, names, board, rules, known, side))
    return found


class Judge:
    """Plays positions of one battle on, and weighs them. Made from an Engine; threads work on States of their own."""

    def __init__(self, engine: Any, seed: int = 0, jobs: int = 2) -> None:
        self.scenario, self.names = engine.scenario, engine.names
        self.board, self.rules = engine.board, engine.rules
        self.seed = seed
        self.attacker = next(i for i, name in enumerate(self.names.sides) if self._attacks(name))
        self._minds = starting_minds(engine)
        self._pool = ThreadPoolExecutor(jobs)
        self._jobs = jobs
        self._spaces = [self._space() for _ in range(jobs)]
        self._masks = [self._space() for _ in range(jobs)]
        self._levels = [(level.from_, level.for_) for level in self.scenario.victory.levels]

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _attacks(self, side: str) -> bool:
        return str(self.scenario.sides[side].role) == "attacker"

    def _space(self) -> State:
        return make_state(self.scenario, self.names, self.board, 0, 1)

    def dice(self, number: int) -> int:
        """The seed of a playout or re-roll: far from any that a battle is likely to have."""
        return (1 << 40) + self.seed * DICE * DICE + number

    # ------------------------------------------------------------ playing on

    def outlook(self, state: State, playouts: int) -> Outlook:
        """Play `state` on to the end, `playouts` times."""
        margins = np.zeros(playouts, np.int64)

        def work(job: int) -> None:
            space, known, out = self._spaces[job], self._masks[job], np.zeros(4, np.int64)
            for k in range(job, playouts, self._jobs):
                own = copy_state(state, space)
                own.clock["seed"], own.clock["journal_on"] = self.dice(k), 0
                minds = (copy_mind(mind) for mind in self._minds)
                play_out(own, self.board, self.rules, known, *minds, END_OF_TIME, BOTH_SIDES, out, 0)
                margins[k] = self.margin(own)

        list(self._pool.map(work, range(self._jobs)))
        return Outlook(margins, self.shares(margins), share_error(self.scores(margins)))

    def margin(self, state: State) -> int:
        points = state.sides["points"]
        return int(points[self.attacker]) - int(points[1 - self.attacker])

    def winner(self, margin: float) -> str:
        """The side for which a margin is a victory; `none` for neither."""
        found = self._levels[0][1]
        for start, side in self._levels:
            if start is None or margin >= start:
                found = side
        return str(found)

    def shares(self, margins: np.ndarray) -> dict[str, int]:
        winners = [self.winner(margin) for margin in margins.tolist()]
        return {side: round(1000 * winners.count(side) / len(winners)) for side in self.names.sides}

    def scores(self, margins: np.ndarray) -> np.ndarray:
        """1 where the attacker wins, 0 where the defender does, else a half."""
        mine = self.names.sides[self.attacker]
        words = {mine: 1.0, "none": 0.5}
        return np.array([words.get(self.winner(margin), 0.0) for margin in margins.tolist()])

    def shifted(self, outlook: Outlook, points: float) -> float:
        """What so many points more are worth to the attacker, in chances to win (-1 to 1; a draw is half a win)."""
        before, after = self.scores(outlook.margins), self.scores(outlook.margins + points)
        return float(after.mean() - before.mean())

    # ------------------------------------------------------------ weighing

    def worth(self, state: State) -> float:
        """Points of the position as it stands, from the attacker's side: those scored and those promised."""
        return value(state, self.board, self.attacker) / 1000

    def given_again(self, before: State, give: Any, times: int, number: int) -> np.ndarray:
        """(times,) worth of what comes of an order when its dice are thrown anew. `give(state)` carries it out."""
        found = np.zeros(times)
        for i in range(times):
            state = copy_state(before, self._spaces[0])
            state.clock["seed"], state.clock["journal_on"] = self.dice((number + 1) * 4096 + i), 0
            give(state)
            found[i] = self.worth(state)
        return found


def share_error(scores: np.ndarray) -> int:
    """95 % error of a share, in per mille; never nothing, however few the playouts."""
    n = len(scores)
    return round(1960 * float(np.sqrt(max(float(scores.var()), 0.25 / n) / n)))
