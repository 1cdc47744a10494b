"""One call of each compiled entry, on the smallest scenario: what `build` compiles, and nothing twice."""

import functools
from collections.abc import Callable

import numpy as np

from game import surveys
from game.names import Names
from game.rules import entries
from game.rules import preview as p
from game.rules import state as s
from game.scenario import catalog
from game.setup import make_board, make_rulebook, make_state

Task = tuple[str, Callable[[], object]]
SMALLEST = "hengyang/tutorial"


def rules_tasks() -> list[Task]:
    """The entries of game/rules."""
    scenario = catalog.load(SMALLEST)
    names = Names(scenario)
    board, rules = make_board(scenario, names), make_rulebook(scenario)
    state = make_state(scenario, names, board, 0, 4096)
    known = make_state(scenario, names, board, 0, 1)
    rows, ground = np.zeros((64, 4), np.int64), np.zeros(names.cols * names.rows, np.int64)
    via, odds = np.zeros(0, np.int64), np.zeros(p.P_SIZE, np.int64)
    args = (state, board, rules)
    return [
        ("begin", lambda: entries.begin(*args)),
        ("mask", lambda: entries.mask(state, known, rules, 0)),
        ("legal orders", lambda: entries.list_all(*args, rows)),
        ("orders of a unit", lambda: entries.list_one(*args, 0, rows)),
        ("legality", lambda: entries.why_not(*args, s.DIG, 0, -1, 0)),
        ("moves", lambda: (entries.why_not_via(*args, 0, via, 0), entries.apply_via(*args, 0, via, -1))),
        ("paths", lambda: (entries.plan_move(*args, 0, 1), entries.reach(*args, 0, ground))),
        ("odds of fire", lambda: (entries.fire_odds(*args, 0, 0), entries.bombard_odds(*args, 0, 0, odds))),
        ("odds of assault", lambda: entries.assault_odds(known, board, rules, 0, 1, odds)),
        ("threat", lambda: entries.threat(*args, 0, ground)),
        ("overlays", lambda: surveys.survey(*args, surveys.SUPPLY, 0, -1, ground)),
        ("sight", lambda: (entries.seen_from(*args, 0, ground), entries.blocking_hex(state, board, 0, 1))),
        ("orders", lambda: entries.apply(*args, s.END, -1, -1, 0)),
    ]


def computer_tasks() -> list[Task]:
    """The entries of game/ai, by playing the smallest scenario once."""
    from game.ai.value import value
    from game.lab.field import Field

    @functools.cache
    def field() -> Field:  # made by the first task: whoever only counts the tasks compiles nothing
        return Field(catalog.load(SMALLEST))

    return [("the computer", lambda: field().play(0)), ("worth", lambda: value(field().start, field().board, 0))]
