"""Forecasts to the end: what playouts are worth, and what they suppose of an enemy worn by the battle."""

import numpy as np
import pytest

from game import Battle
from game.ai.forecast import SHARES, WON_AHEAD, WON_AT_END, _suppositions, chance
from game.setup import make_state
from tests.experiments.forecast_fit import fit


def test_the_tables_never_fall_and_stay_between_nothing_and_certainty() -> None:
    for row in (SHARES, WON_AHEAD, WON_AT_END):
        assert len(row) == len(SHARES) and list(row) == sorted(row) and 0 <= row[0] <= row[-1] <= 1000
    assert (SHARES[0], SHARES[-1]) == (0, 1000)


@pytest.mark.parametrize("knot", range(len(SHARES)))
def test_a_chance_lies_between_the_tables_by_what_is_left(knot: int) -> None:
    share = SHARES[knot] / 1000
    assert chance(share, 1.0) == WON_AHEAD[knot]
    assert chance(share, 0.0) == WON_AT_END[knot]
    assert chance(share, 0.5) == pytest.approx((WON_AHEAD[knot] + WON_AT_END[knot]) / 2, abs=1)


def test_early_forecasts_are_less_sure_than_late_ones() -> None:
    assert chance(0.0, 1.0) > chance(0.0, 0.1)
    assert chance(1.0, 1.0) < chance(1.0, 0.1)


def test_the_fit_finds_a_bent_line_again() -> None:
    dice = np.random.default_rng(3)
    share, left = dice.random(20_000), dice.random(20_000)
    true = left * (0.2 + 0.5 * share) + (1 - left) * share
    table = fit(share, left, dice.random(20_000) < true)
    knots = np.array(SHARES) / 1000
    assert table[0] == pytest.approx(0.2 + 0.5 * knots, abs=0.06)
    assert table[1] == pytest.approx(knots, abs=0.06)
    assert (np.diff(table) >= -1e-9).all()


def test_the_supposed_enemy_has_no_more_than_the_scenario_gave_him_and_is_as_tired_as_we() -> None:
    battle = Battle.load("hengyang/tutorial", seed=4)
    side = battle.names.side_row[battle.phasing]
    known = battle.view(battle.phasing).arrays
    known.units["fatigue"][known.units["side"] == side] = 120
    start = make_state(battle.scenario, battle.names, battle.board, 0, 1)
    for state in _suppositions(battle, known, side, 3, seed=1)[0]:
        depots = state.depots["side"] != side
        for store in ("fires", "grenades", "food", "shells"):
            assert (state.depots[store][depots] <= start.depots[store][depots]).all()
        his = (state.units["side"] != side) & (state.units["at"] >= 0)
        assert his.any() and (state.units["fatigue"][his] == 120).all()
