"""The computer plays legal, repeatable orders from its view alone."""

import numpy as np
import pytest

from game import Battle, Computer
from game.ai import playout
from game.ai.mind import make_mind
from game.lab.batch import Local
from game.lab.field import Field
from game.rules import entries
from game.rules import state as s
from game.rules.digest import digest_of
from game.scenario import catalog


def test_it_plays_a_battle_to_its_end_by_the_public_api():
    battle = Battle.load("hengyang/tutorial", seed=2)
    players = {side: Computer(side) for side in battle.sides}
    while battle.outcome is None:
        events = players[battle.phasing].play_phase(battle)
        assert events
    assert battle.outcome.reason == "calendar"


def test_games_repeat_and_do_not_depend_on_who_played_before():
    field = Field(catalog.load("hengyang/tutorial"))
    alone = digest_of(field.play(7))
    space = (field.workspace(), field.workspace())
    field.play(6, space)
    assert digest_of(field.play(7, space)) == alone
    assert digest_of(field.play(8, space)) != alone


@pytest.mark.parametrize("side", [0, 1])
def test_hidden_enemies_moved_about_change_no_decision(side):
    """Shuffle where unseen enemies stand: the orders of a whole phase stay the same."""
    field = Field(catalog.load("hengyang/first-assault"))
    decisions = []
    for shift in (0, 1):
        state = field.workspace()
        state.clock["seed"] = 3
        entries.begin(state, field.board, field.rules)
        if side:
            entries.apply(state, field.board, field.rules, s.END, -1, -1, 0)
        hidden = np.flatnonzero(
            (state.units["side"] != side) & (state.units["status"] == s.PRESENT) & (state.units["seen"] == 0)
        )
        assert len(hidden) > 3
        if shift:
            for a, b in zip(hidden[::2], hidden[1::2], strict=False):
                state.units["men"][[a, b]] = state.units["men"][[b, a]]
                state.units["ammo"][a] = 0
        known = field.workspace()
        entries.mask(state, known, field.rules, side)
        mind = make_mind(field.scenario, field.names, field.board, field.rules, known, side)
        out = np.zeros(4, np.int64)
        rows = []
        for _ in range(40):
            playout.decide(known, field.board, field.rules, mind, out)
            rows.append(tuple(out.tolist()))
            if out[0] == s.END:
                break
        decisions.append(rows)
    assert decisions[0] == decisions[1]


def test_a_level_that_does_not_exist_is_refused_by_name():
    with pytest.raises(ValueError, match="general"):
        Computer("japan", "marshal")


@pytest.mark.parametrize("budget", [0, -1])
def test_a_budget_must_be_positive(budget):
    with pytest.raises(ValueError, match="more than 0"):
        Computer("japan", playouts=budget)


def test_a_forecast_leaves_the_battle_alone_and_repeats():
    battle = Battle.load("hengyang/tutorial", seed=2)
    order = next(order for order in battle.legal_orders() if order.verb in ("bombard", "move"))
    before = battle.digest()
    first = battle.forecast(order, playouts=20)
    assert battle.digest() == before
    assert battle.forecast(order, playouts=20) == first
    assert first.losses["china"][0] <= first.losses["china"][1] <= first.losses["china"][2]


def test_results_do_not_depend_on_the_number_of_jobs():
    field = Field(catalog.load("hengyang/first-assault"))
    one, two, four = (Local(jobs).run_field(field, {}, False, 8, 1) for jobs in (1, 2, 4))
    assert one == two == four
