"""Every battle of the catalog, played to its end by recruits: legal orders, no law broken, nobody left on the road."""

import numpy as np
import pytest

from game.ai import playout
from game.ai.mind import copy_mind
from game.lab.field import Field
from game.lab.laws import Accounts, check
from game.rules import arrivals, entries
from game.rules import orders as codes
from game.rules import state as s
from game.rules.digest import copy_state
from game.scenario import catalog

SHORT = 20  # turns of the battles that are played here; the whole siege has tests of its own
MOST_ORDERS = 12_000
NAMES = [name for name in catalog.names() if name.startswith("hengyang/") and catalog.load(name).turns <= SHORT]


def play(field: Field, seed: int) -> s.State:
    """The state at the end; laws are held at every end of a phase."""
    state, known = copy_state(field.start, field.workspace()), field.workspace()
    state.clock["seed"] = seed
    args = (state, field.board, field.rules)
    accounts = Accounts.of(state)
    entries.begin(*args)
    minds = [copy_mind(mind) for mind in field.minds]
    out = np.zeros(4, np.int64)
    for _ in range(MOST_ORDERS):
        side = int(state.clock["phase"][0])
        entries.mask(state, known, field.rules, side)
        playout.decide(known, field.board, field.rules, minds[side], out)
        assert entries.apply(*args, *out.tolist()) == codes.LEGAL
        if out[0] == s.END:
            check(*args, accounts)
        if state.clock["ended"][0]:
            return state
    raise AssertionError(f"no end after {MOST_ORDERS} orders")


def test_the_phases_and_the_small_battles_are_in_the_catalog() -> None:
    named = {
        "approach",
        "first-assault",
        "second-assault",
        "third-assault",
        "relief",
        "air-bridge",
        "zhangjiashan",
        "yuepingshan",
    }
    assert {f"hengyang/{name}" for name in named} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_recruits_play_it_to_its_end_within_the_laws(name: str) -> None:
    field = Field(catalog.load(name))
    state = play(field, 1)
    assert int(state.clock["turn"][0]) <= field.scenario.turns
    on_the_road = state.waves["status"] == arrivals.W_ENTERING
    assert not on_the_road.any(), "a wave finds no room to enter"
