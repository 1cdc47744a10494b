"""What may come of an order: played out many times from what its giver knows.

Enemies who are hidden stand where suppositions put them that fit all that is known; both sides play as `recruit`.
"""

from typing import Any

import numpy as np

from game.ai import playout
from game.ai.mind import copy_mind, make_mind
from game.ai.search import SUPPOSITIONS, Setting, make_beliefs
from game.rules import entries
from game.rules.digest import copy_state
from game.rules.state import ASSAULT
from game.values import Forecast, IllegalOrder, Order
from game.views import level_of, margin_of

# What a forecast to the end gives up of its distance from even while the whole battle lies ahead, nothing at its end:
# all playouts share what the side supposes of the hidden enemy, and without this forecasts were too sure early on.
# Measured: docs/experiments.md, "Forecasts against what came true".
DOUBT = 0.6


def forecast(battle: Any, order: Order, playouts: int, horizon: int | None, seed: int) -> Forecast:
    """See `Battle.forecast`."""
    if playouts < 1:
        raise ValueError(f"playouts must be 1 or more, not {playouts}")
    reason = battle.why_not(order)
    if reason is not None:
        raise IllegalOrder(reason)
    names, side = battle.names, battle.names.side_row[battle.phasing]
    known = battle.view(battle.phasing).arrays
    beliefs = make_beliefs(Setting(battle.scenario, names, battle.board, battle.rules), known, side)
    drawn = [beliefs.draw(seed * 1009 + k) for k in range(min(SUPPOSITIONS, playouts))]
    verb, u, h, arg = battle.notation.row(order)
    minds = [make_mind(battle.scenario, names, battle.board, battle.rules, known, i) for i in range(2)]
    last = int(known.clock["turn"][0]) + horizon - 1 if horizon is not None else 1 << 30
    losses = np.zeros((playouts, 2), np.int64)
    fires = np.zeros((playouts, 2), np.int64)
    taken, won, lost = np.zeros(playouts, bool), np.zeros(playouts, bool), np.zeros(playouts, bool)
    workspace, out = copy_state(known), np.zeros(4, np.int64)
    for i in range(playouts):
        state = copy_state(drawn[i % len(drawn)])
        state.clock["seed"] = (seed + 1) * 1_000_003 + i
        before = _lost(state), state.sides["spent"].copy()
        entries.apply(state, battle.board, battle.rules, verb, u, h, arg)
        taken[i] = h >= 0 and state.hexes["control"][h] == side
        both = (copy_mind(mind) for mind in minds)
        playout.play_out(state, battle.board, battle.rules, workspace, *both, last, playout.BOTH_SIDES, out, 0)
        losses[i] = _lost(state) - before[0]
        fires[i] = (state.sides["spent"] - before[1]) // 10
        winner = level_of(battle.scenario, margin_of(names, battle.scenario, state)).for_
        won[i], lost[i] = winner == battle.phasing, winner == names.sides[1 - side]
    is_assault, to_end = verb == ASSAULT, horizon is None
    return Forecast(
        playouts=playouts,
        horizon=horizon,
        seed=seed,
        losses=_percentiles(names, losses),
        fires=_percentiles(names, fires),
        taken_permille=round(1000 * taken.mean()) if is_assault else None,
        win_permille=_chance(won, lost, _share_left(battle)) if to_end else None,
        losses_error=_errors(names, losses),
        fires_error=_errors(names, fires),
        taken_permille_error=_share_error(taken) if is_assault else None,
        win_permille_error=_share_error(won) if to_end else None,
    )


def _share_left(battle: Any) -> float:
    """How much of the calendar lies ahead, the present turn included."""
    turns = battle.scenario.turns
    return float(turns - battle.turn + 1) / turns


def _chance(won: Any, lost: Any, left: float) -> int:
    """Per mille of wins, drawn towards both sides' equal share of what is decided (see DOUBT)."""
    share, even = float(won.mean()), float(won.mean() + lost.mean()) / 2
    return round(1000 * (even + (1 - DOUBT * left) * (share - even)))


def _lost(state: Any) -> Any:
    sides = state.sides
    return sides["killed"] + sides["died"] + sides["wounded"] + sides["captured"]


def _percentiles(names: Any, values: Any) -> dict[str, tuple[int, int, int]]:
    found = np.percentile(values, (10, 50, 90), axis=0, method="nearest").astype(int).tolist()
    return {name: (found[0][i], found[1][i], found[2][i]) for i, name in enumerate(names.sides)}


def _errors(names: Any, values: Any) -> dict[str, int]:
    """95 % error of the mean."""
    error = 1.96 * values.std(axis=0) / np.sqrt(len(values))
    return {name: round(float(error[i])) for i, name in enumerate(names.sides)}


def _share_error(hits: Any) -> int:
    share = float(hits.mean())
    return round(1960 * float(np.sqrt(max(share * (1 - share), 0.25 / len(hits)) / len(hits))))
