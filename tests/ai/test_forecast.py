"""Forecasts to the end: what playouts are worth, and what they suppose of an enemy worn by the battle."""

import numpy as np
import pytest

from game import Battle
from game.ai.forecast import _outlook, _suppositions, attacks, chance, play_on, share_left, terms
from game.setup import make_state
from tests.experiments.forecast_fit import fit, predicted, without


@pytest.mark.parametrize("left", [0.02, 0.5, 1.0])
@pytest.mark.parametrize("attacking", [False, True])
def test_more_playouts_won_never_say_less(left: float, attacking: bool) -> None:
    told = [chance(won, 60, left, attacking) for won in range(61)]
    assert told == sorted(told) and 0 < told[0] < told[-1] < 1000


def test_early_forecasts_are_less_sure_than_late_ones() -> None:
    assert chance(0, 50, 1.0, True) > chance(0, 50, 0.1, True)
    assert chance(50, 50, 1.0, True) < chance(50, 50, 0.1, True)


def test_few_playouts_are_less_sure_than_many() -> None:
    assert chance(10, 10, 0.3, False) < chance(200, 200, 0.3, False)
    assert chance(0, 10, 0.3, False) > chance(0, 200, 0.3, False)


def test_a_forecast_to_the_end_says_what_the_curve_says_and_how_sure() -> None:
    battle = Battle.load("hengyang/tutorial", seed=4)
    order = battle.legal_orders()[0]
    told = battle.forecast(order, playouts=12, horizon=None)
    won = int(play_on(battle, order, 12, None, 0).won.sum())
    assert told.win_permille == chance(won, 12, share_left(battle), attacks(battle, battle.phasing))
    assert battle.forecast(order, playouts=12).win_permille is None


def test_more_playouts_are_surer() -> None:
    battle = Battle.load("hengyang/tutorial", seed=4)
    (_, few), (_, many) = (_outlook(battle, np.arange(n) % 2 == 0) for n in (12, 48))
    assert 0 < many < few


def test_the_fit_finds_the_weights_again() -> None:
    dice = np.random.default_rng(3)
    true = np.array([0.5, 1.0, -0.5, -1.2, -0.7, 0.4])
    won = dice.binomial(50, dice.random(20_000))
    parts = np.array(
        [
            terms(its, 50, left, its % 2 > 0)
            for its, left in zip(won.tolist(), dice.random(20_000).tolist(), strict=True)
        ]
    )
    came = (dice.random(20_000) < predicted(parts, true)).astype(float)
    ones = np.ones(len(came))
    assert fit(parts, came, ones) == pytest.approx(true, abs=0.15)
    groups = np.arange(20_000) % 4
    assert without(groups, parts, came, ones) == pytest.approx(predicted(parts, true), abs=0.05)


def test_a_case_may_stand_for_several() -> None:
    dice = np.random.default_rng(4)
    parts = np.array([terms(won, 50, 0.5 + won / 200, won % 2 > 0) for won in dice.integers(0, 51, 400).tolist()])
    came = (dice.random(400) < 0.3 + 0.4 * (parts[:, 1] > 0)).astype(float)
    counts = np.where(np.arange(400) < 100, 3.0, 1.0)
    thrice = np.concatenate([np.arange(400), np.arange(100), np.arange(100)])
    assert fit(parts, came, counts) == pytest.approx(fit(parts[thrice], came[thrice], np.ones(600)))


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
