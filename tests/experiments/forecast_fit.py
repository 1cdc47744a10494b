"""The weights of game/ai/forecast.py: `python -m tests.experiments.forecast_fit [GAMES] [PLAYOUTS] [FILE]`.

Games of the same scenarios as in `forecasts`, with other seeds. Of each one phase is drawn by lot; how many of the
playouts the side to move would see won is set against whether it won. A logistic curve of the terms of the forecast,
fitted by maximum likelihood; and what each fit without a tenth of the games, or without one scenario, makes of those.
FILE keeps the cases; if it is there already, the fit begins from it.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from game.ai.forecast import terms
from tests.experiments.calibration import table
from tests.experiments.forecasts import SCENARIOS, Case, Course

FIRST_SEED = 60_001
SPARED = {"hengyang/first-assault": 3}  # its games take ten times as long: a third of its share, each counting thrice
STEPS = 40  # of Newton's method, which needs fewer than ten
FOLDS = 10


def fit(parts: np.ndarray, won: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """(terms,) weights that make what happened likeliest.

    `parts`: (cases, terms); `won`: (cases,) 0 or 1; `counts`: (cases,) for how many cases each stands.
    """
    weights = np.zeros(parts.shape[1])
    for _ in range(STEPS):
        chances = predicted(parts, weights)
        curve = (parts.T * (counts * chances * (1 - chances))) @ parts
        weights -= np.linalg.solve(curve, parts.T @ (counts * (chances - won)))
    return weights


def predicted(parts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-parts @ weights))


def without(groups: np.ndarray, parts: np.ndarray, won: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """(cases,) chances of each group's cases, by a fit to the others."""
    chances = np.zeros(len(won))
    for group in np.unique(groups):
        mine = groups == group
        chances[mine] = predicted(parts[mine], fit(parts[~mine], won[~mine], counts[~mine]))
    return chances


def played(games: int, playouts: int) -> list[Case]:
    def run(job: int) -> list[Case]:
        cases = []
        for name, share in SCENARIOS:
            course, count = Course(name, playouts), games * share // 100 // SPARED.get(name, 1)
            for seed in range(FIRST_SEED + job, FIRST_SEED + count, 2):
                drawn, end = course.game(seed)
                cases.append(course.seen(drawn, end, seed))
            print(f"{name}, thread {job}", file=sys.stderr, flush=True)
        return cases

    with ThreadPoolExecutor(2) as pool:
        return [case for part in pool.map(run, range(2)) for case in part]


def main() -> None:
    games = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    playouts = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    file = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    rows = np.loadtxt(file) if file and file.exists() else np.array(played(games, playouts), float)
    if file and not file.exists():
        np.savetxt(file, rows, fmt="%.6g", header=" ".join(Case._fields))
    cases = [Case(*row) for row in rows.tolist()]
    parts = np.array([terms(case.share * playouts, playouts, case.left, case.attacking > 0) for case in cases])
    won = np.array([case.won for case in cases], float)
    names = [SCENARIOS[int(case.scenario)][0] for case in cases]
    counts = np.array([SPARED.get(name, 1) for name in names], float)
    weights = fit(parts, won, counts)
    print(f"{len(cases)} cases; WEIGHTS = {tuple(round(weight, 3) for weight in weights.tolist())}")
    table("the bare share", np.array([case.share for case in cases]), won)
    table("each tenth by the others", without(np.arange(len(cases)) % FOLDS, parts, won, counts), won)
    table("each scenario by the others", without(np.array(names), parts, won, counts), won)


if __name__ == "__main__":
    main()
