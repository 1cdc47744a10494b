"""The tables of game/ai/forecast.py: `python -m tests.experiments.forecast_fit [GAMES] [PLAYOUTS]`.

Games of the same scenarios as in `forecasts`, with other seeds. Of each one phase is drawn by lot; what share of the
playouts the side to move would see won is set against whether it won. Fitted by least squares (the Brier score), never
falling, with a pull towards the straight line that a few cases more than outweigh.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from game.ai.forecast import SHARES
from tests.experiments.forecasts import SCENARIOS, Course

FIRST_SEED = 60_001
PULL = 1.0  # cases' worth at each knot
STEPS = 20_000


def fit(share: np.ndarray, left: np.ndarray, won: np.ndarray) -> np.ndarray:
    """(2, knots) shares won at SHARES: with the whole battle ahead, at its end. `share`, `left`, `won`: (cases,)."""
    knots = np.array(SHARES) / 1000
    hats = np.array([np.interp(share, knots, row) for row in np.eye(len(knots))]).T
    parts = np.hstack([hats * left[:, None], hats * (1 - left[:, None])])
    # Gradient descent on the squares, each step put back into never falling order.
    straight = np.concatenate([knots, knots])
    weight = parts.T @ parts + PULL * np.eye(len(straight))
    aim, pace = parts.T @ won + PULL * straight, 1 / np.linalg.eigvalsh(weight)[-1]
    table = straight.copy()
    for _ in range(STEPS):
        table -= pace * (weight @ table - aim)
        table = np.concatenate([_never_falling(half) for half in np.split(table, 2)])
    return np.clip(table.reshape(2, -1), 0, 1)


def _never_falling(values: np.ndarray) -> np.ndarray:
    """The nearest row that never falls (pool adjacent violators)."""
    pools: list[list[float]] = []
    for value in values.tolist():
        pools.append([value])
        while len(pools) > 1 and np.mean(pools[-2]) > np.mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    return np.concatenate([np.full(len(pool), np.mean(pool)) for pool in pools])


def main() -> None:
    games = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    playouts = int(sys.argv[2]) if len(sys.argv) > 2 else 50

    def run(job: int) -> list[tuple[float, float, bool]]:
        cases = []
        for name, share in SCENARIOS:
            course = Course(name, playouts)
            for seed in range(FIRST_SEED + job, FIRST_SEED + games * share // 100, 2):
                drawn, end = course.game(seed)
                cases.append((*course.seen(drawn, seed), course.won(drawn, end)))
            print(f"{name}, thread {job}", file=sys.stderr, flush=True)
        return cases

    with ThreadPoolExecutor(2) as pool:
        cases = np.array([case for part in pool.map(run, range(2)) for case in part], float)
    table = fit(*cases.T)
    print(f"{len(cases)} cases; SHARES = {SHARES}")
    for name, row in zip(("WON_AHEAD", "WON_AT_END"), table, strict=True):
        print(f"{name} = {tuple(round(1000 * value) for value in row.tolist())}")
    if len(sys.argv) > 3:
        np.savetxt(sys.argv[3], cases, fmt="%.4f", header="share of playouts won, share of turns left, won")


if __name__ == "__main__":
    main()
