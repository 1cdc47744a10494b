"""What a position is worth to a side: points as if the battle ended now, and what promises more."""

import numpy as np

from game.rules import state as s
from game.rules.state import Board, State

POINT = 1000  # a point of victory, in units of value
UNSCORED_MEN = 400  # men lost that count as a point where the scenario gives no points for losses
FORCE_MEN = 600  # effective men still on the map that count as a point before the end
PROMISE = 8  # percent of a place's points that standing before it is worth
NEAR = 8  # hexes from which a place is within reach


def value(state: State, board: Board, side: int) -> float:
    """Thousandths of a point, from `side`'s point of view. A battle in progress also counts men and approaches."""
    sides = state.sides
    total = 0.0
    for i in range(2):
        sign = 1 if i == side else -1
        total += sign * POINT * (int(sides["points"][i]) - int(sides["points_losses"][i]))
        total += sign * _for_losses(state, board, i)
    if not state.clock["ended"][0]:
        total += _places(state, side) + _force(state, side) + _promise(state, board, side)
    return total


def _for_losses(state: State, board: Board, side: int) -> float:
    """Points of `side` for the enemy's losses, to the man."""
    row, frame = state.sides[1 - side], board.frame[0]
    lost = int(row["killed"]) + int(row["died"]) + int(row["wounded"]) + int(row["captured"])
    points, per = int(frame["loss_points"][side]), max(int(frame["loss_per"][side]), 1)
    if points == 0:
        return POINT * lost / UNSCORED_MEN
    return POINT * points * lost / per


def _places(state: State, side: int) -> float:
    """Points for the places held, if it ended now."""
    places = state.places
    held = 0
    for i in range(2):
        worth = int(places["final"][:, i][places["holder"] == i].sum()) * POINT
        held += worth if i == side else -worth
    return held


def _force(state: State, side: int) -> float:
    """Men on the map, by their cohesion."""
    units = state.units
    here = units["status"] == s.PRESENT
    men = np.where(here, units["men"] * (500 + units["cohesion"] // 2), 0)
    mine = int(men[units["side"] == side].sum())
    return POINT * (2 * mine - int(men.sum())) / (1000 * FORCE_MEN)


def _promise(state: State, board: Board, side: int) -> float:
    """For places that the attacker does not hold yet: how near his infantry stands."""
    attacker = 0 if state.sides["attacker"][0] else 1
    units, places = state.units, state.places
    fit = (units["side"] == attacker) & (units["status"] == s.PRESENT) & (units["klass"] == s.INFANTRY)
    at = units["at"][fit & (units["cohesion"] >= 400)]
    wanted = np.flatnonzero((places["holder"] != attacker) & (places["final"][:, attacker] > 0))
    if not len(at) or not len(wanted):
        return 0.0
    hexes = board.place_hexes[places["start"][wanted]]
    q, r = board.hexes["q"], board.hexes["r"]
    dq, dr = q[hexes][:, None] - q[at][None, :], r[hexes][:, None] - r[at][None, :]
    away = np.maximum(np.maximum(np.abs(dq), np.abs(dr)), np.abs(dq + dr)).min(axis=1)
    nearness = np.clip(NEAR - away, 0, NEAR)
    promise = float((places["final"][wanted, attacker] * nearness).sum()) * POINT * PROMISE / (100 * NEAR)
    return promise if side == attacker else -promise
