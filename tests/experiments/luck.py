"""Does luck sum to nothing? `python -m tests.experiments.luck [GAMES]`.

The computer (recruit) plays itself; every order that rolled dice is given again sixteen times under other dice, as the
after-action report does. Luck, in points to the attacker, must be nothing on average over many games; and it should
tell something of how a game ended: its correlation with the final margin is printed too.
"""

import sys

import numpy as np

from game import Battle, Computer
from game.chronicle.report_outlook import Judge
from game.chronicle.report_swings import luck_of
from game.chronicle.report_trace import trace_of

SCENARIOS = (
    ("hengyang/tutorial", 50),
    ("hengyang/airfield", 20),
    ("hengyang/north-gate", 20),
    ("hengyang/first-assault", 10),
)


def one(name: str, seed: int) -> tuple[float, float]:
    """(luck to the attacker, margin) of a game, in points."""
    battle = Battle.load(name, seed=seed)
    players = {side: Computer(side, "recruit", seed=1) for side in battle.sides}
    while battle.outcome is None:
        players[battle.phasing].play_phase(battle)
    trace = trace_of(battle)
    judge = Judge(trace.engine, seed=1, jobs=1)
    luck = sum(luck_of(trace, judge).values())
    judge.close()
    return luck, float(trace.standings[-1].margin)


def main() -> None:
    games = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print("| scenario | games | luck to the attacker | 95 % error | spread of a game | correlation with the margin |")
    print("|---|---|---|---|---|---|")
    for name, share in SCENARIOS:
        count = games * share // 100
        rows = np.array([one(name, seed) for seed in range(30_001, 30_001 + count)])
        luck = rows[:, 0]
        error = 1.96 * luck.std(ddof=1) / count**0.5
        told = float(np.corrcoef(rows.T)[0, 1])
        print(
            f"| {name} | {count} | {luck.mean():+.2f} | {error:.2f} | {luck.std(ddof=1):.1f} | {told:.2f} |", flush=True
        )


if __name__ == "__main__":
    main()
