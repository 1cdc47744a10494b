"""A scenario made ready to be played many times, and what is noted of each game."""

from typing import Any

import numpy as np

from game.ai.mind import copy_mind, make_mind
from game.ai.playout import BOTH_SIDES, play_out
from game.names import Names
from game.rules import entries
from game.rules import state as s
from game.rules.digest import copy_state, digest_of
from game.scenario.model import Scenario
from game.setup import make_board, make_rulebook, make_state
from game.views import losses_of, outcome_of, statistics_of


class Field:
    """A scenario made ready to be played many times: board, rulebook, start, minds."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.names = Names(scenario)
        self.board = make_board(scenario, self.names)
        self.rules = make_rulebook(scenario)
        self.start = make_state(scenario, self.names, self.board, 0, 1)
        self.minds = []
        for side in range(2):
            known = make_state(scenario, self.names, self.board, 0, 1)
            entries.mask(self.start, known, self.rules, side)
            self.minds.append(make_mind(scenario, self.names, self.board, self.rules, known, side))

    def workspace(self) -> s.State:
        """A State of its own for one thread."""
        return make_state(self.scenario, self.names, self.board, 0, 1)

    def play(self, seed: int, space: tuple[s.State, s.State] | None = None) -> s.State:
        """One game to its end."""
        mine, known = space or (self.workspace(), self.workspace())
        state = copy_state(self.start, mine)
        state.clock["seed"] = seed
        entries.begin(state, self.board, self.rules)
        minds = (copy_mind(mind) for mind in self.minds)
        play_out(state, self.board, self.rules, known, *minds, 1 << 30, BOTH_SIDES, np.zeros(4, np.int64), 0)
        return state

    def result(self, game: int, seed: int, state: s.State) -> dict[str, Any]:
        """One row of `results`."""
        names = self.names
        outcome = outcome_of(names, state)
        hills = self.scenario.computer
        return {
            "game": game,
            "seed": seed,
            "winner": outcome.winner,
            "level": outcome.level,
            "reason": outcome.reason,
            "turn": outcome.turn,
            "date": outcome.date,
            "points": outcome.points,
            "losses": {name: losses_of(state, i) for i, name in enumerate(names.sides)},
            "fires_left": {name: fires_left(state, i) for i, name in enumerate(names.sides)},
            "discipline": {name: statistics_of(state, i) for i, name in enumerate(names.sides)},
            "fires_spent": {name: int(state.sides["spent"][i]) // 10 for i, name in enumerate(names.sides)},
            "places_lost": {
                name: [
                    place
                    for place in hills[name].main_line
                    if state.places["holder"][names.place_row[place]] != names.side_row[name]
                ]
                for name in hills
                if hills[name].main_line
            },
            "digest": digest_of(state),
        }


def fires_left(state: s.State, side: int) -> int:
    """Whole fires in depots and with units."""
    depots = state.depots["fires"][state.depots["side"] == side].sum()
    units = state.units["ammo"][(state.units["side"] == side) & (state.units["status"] == s.PRESENT)].sum()
    return int(depots + units) // 10
