"""What may come of an order: played out many times from what its giver knows.

Enemies who are hidden stand where suppositions put them that fit all that is known; both sides play as `recruit`, with
the goals of the battle's start.
"""

import math
from typing import Any, NamedTuple

import numpy as np

from game.ai import playout
from game.ai.mind import copy_mind, make_mind
from game.ai.search import SUPPOSITIONS, Setting, make_beliefs
from game.rules import entries
from game.rules.digest import copy_state
from game.rules.state import ASSAULT, State
from game.setup import make_state
from game.values import Forecast, IllegalOrder, Order
from game.views import level_of, margin_of

# The weights of `terms`: what the chance to win is, given the playouts. Fitted to games by maximum likelihood;
# docs/experiments.md, "Forecasts against what came true", says by which command, and how they held in other games.
WEIGHTS = (0.675, 0.945, -0.658, -1.06, -0.804, 0.337)


class Played(NamedTuple):
    """What came of the playouts, a row each: (n, 2) losses and whole fires by side, (n,) what the order's side got."""

    losses: np.ndarray
    fires: np.ndarray
    taken: np.ndarray
    won: np.ndarray


def forecast(battle: Any, order: Order, playouts: int, horizon: int | None, seed: int) -> Forecast:
    """See `Battle.forecast`."""
    names = battle.names
    losses, fires, taken, won = play_on(battle, order, playouts, horizon, seed)
    is_assault, to_end = battle.notation.row(order)[0] == ASSAULT, horizon is None
    outlook = _outlook(battle, won) if to_end else (None, None)
    return Forecast(
        playouts=playouts,
        horizon=horizon,
        seed=seed,
        losses=_percentiles(names, losses),
        fires=_percentiles(names, fires),
        taken_permille=round(1000 * taken.mean()) if is_assault else None,
        win_permille=outlook[0],
        losses_error=_errors(names, losses),
        fires_error=_errors(names, fires),
        taken_permille_error=_share_error(taken) if is_assault else None,
        win_permille_error=outlook[1],
    )


def play_on(battle: Any, order: Order, playouts: int, horizon: int | None, seed: int) -> Played:
    """Give the order and play the battle on, `playouts` times. Raises as `Battle.forecast` does."""
    if playouts < 1:
        raise ValueError(f"playouts must be 1 or more, not {playouts}")
    reason = battle.why_not(order)
    if reason is not None:
        raise IllegalOrder(reason)
    names, side = battle.names, battle.names.side_row[battle.phasing]
    known = battle.view(battle.phasing).arrays
    drawn, minds = _suppositions(battle, known, side, min(SUPPOSITIONS, playouts), seed)
    verb, u, h, arg = battle.notation.row(order)
    last = int(known.clock["turn"][0]) + horizon - 1 if horizon is not None else 1 << 30
    losses = np.zeros((playouts, 2), np.int64)
    fires = np.zeros((playouts, 2), np.int64)
    taken, won = np.zeros(playouts, bool), np.zeros(playouts, bool)
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
        won[i] = level_of(battle.scenario, margin_of(names, battle.scenario, state)).for_ == battle.phasing
    return Played(losses, fires, taken, won)


def _suppositions(battle: Any, known: State, side: int, count: int, seed: int) -> tuple[list[State], list[Any]]:
    """States that fit what is known, and both sides' minds as this side may make them.

    The minds are those of the battle's start: made from a later position they would give up what was lost since, and
    hold what was only passed.
    """
    setting = Setting(battle.scenario, battle.names, battle.board, battle.rules)
    start, start_known = (make_state(battle.scenario, battle.names, battle.board, 0, 1) for _ in range(2))
    entries.mask(start, start_known, battle.rules, side)
    beliefs = make_beliefs(setting, known, side)
    drawn = [beliefs.draw(seed * 1009 + k) for k in range(count)]
    for state in drawn:
        _wear(state, known, start, side, share_left(battle))
    return drawn, [make_mind(*setting, start_known, i) for i in range(2)]


def _wear(state: State, known: State, start: State, side: int, left: float) -> None:
    """What the battle has cost the enemy so far, as far as one may guess.

    His depots have what the scenario gave them, less what has gone evenly with time; his men are as tired as ours, and
    the hidden ones as steady.
    """
    depots = state.depots["side"] != side
    for store in ("fires", "grenades", "food", "shells"):
        state.depots[store][depots] = np.rint(start.depots[store][depots] * left).astype(np.int64)
    units, present = state.units, state.units["at"] >= 0
    ours, his = present & (units["side"] == side), present & (units["side"] != side)
    if ours.any():
        units["fatigue"][his] = int(units["fatigue"][ours].mean())
        units["cohesion"][his & (known.units["at"] < 0)] = int(units["cohesion"][ours].mean())


def share_left(battle: Any) -> float:
    """How much of the calendar lies ahead, the present turn included."""
    turns = battle.scenario.turns
    return float(turns - battle.turn + 1) / turns


def terms(won: float, playouts: int, left: float, attacking: bool) -> tuple[float, ...]:
    """What WEIGHTS weigh: a line over the calendar for the odds of the playouts, and one for each role.

    Playouts share what the side supposes of the enemy and vary too little among themselves, the less they tell the more
    of the battle lies ahead; and what the defender hides costs the attacker more than playouts suppose.
    """
    odds, role = math.log((won + 0.5) / (playouts - won + 0.5)), 1.0 if attacking else -1.0
    return 1.0, odds, role, left, left * odds, left * role


def chance(won: float, playouts: int, left: float, attacking: bool) -> int:
    """Per mille of wins to expect where `won` of the `playouts` were won with a share `left` of the calendar ahead."""
    weighed = zip(WEIGHTS, terms(won, playouts, left, attacking), strict=True)
    return round(1000 / (1 + math.exp(-sum(weight * term for weight, term in weighed))))


def attacks(battle: Any, side: str) -> bool:
    return str(battle.scenario.sides[side].role) == "attacker"


def _outlook(battle: Any, won: np.ndarray) -> tuple[int, int]:
    """(chance to win, its 95 % error by the number of playouts), per mille."""
    n, count = len(won), float(won.sum())
    rest = share_left(battle), attacks(battle, battle.phasing)
    off = 1.96 * math.sqrt(max(count * (n - count) / n, 0.25))
    low, high = chance(max(0.0, count - off), n, *rest), chance(min(float(n), count + off), n, *rest)
    return chance(count, n, *rest), math.ceil((high - low) / 2)


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
