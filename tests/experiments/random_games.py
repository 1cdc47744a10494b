"""Random legal games with every order held against the laws: `python -m tests.experiments.random_games [GAMES] [SEED]`.

Nine games in ten are of generated scenarios, the others of the tutorial and the first assault. Prints how many games,
orders and seconds, and each failure with the seed that gives it again (GAMES 1, SEED that). Exit code 1 if any failed.
"""

import sys
import time
from random import Random

from game.engine import Engine
from tests.checked import Checked, CheckedBattle
from tests.properties.generated import engine as generated
from tests.random_play import play

BUILT_IN = ("hengyang/tutorial", "hengyang/first-assault")
MOST_ORDERS = 4000  # a first assault at random has tens of thousands


def battle(seed: int) -> Engine:
    """The battle of one seed."""
    if seed % 10:
        return generated(seed, Checked)
    return CheckedBattle.load(BUILT_IN[seed // 10 % 10 == 0], seed=seed)


def game(seed: int) -> tuple[int, str | None]:
    """Play one; returns (orders, what went wrong)."""
    engine = battle(seed)
    try:
        play(engine, Random(seed), MOST_ORDERS)
    except Exception as error:  # whatever goes wrong is a finding, and the other games go on
        last = f" after '{engine.orders[-1]}'" if engine.orders else ""
        return len(engine.orders), f"{type(error).__name__}: {error}{last}"
    return len(engine.orders), None


def main() -> int:
    games = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    begun, orders, failures = time.perf_counter(), 0, 0
    for seed in range(first, first + games):
        given, wrong = game(seed)
        orders += given
        if wrong:
            failures += 1
            print(f"seed {seed}, order {given}: {wrong}", flush=True)
    seconds = time.perf_counter() - begun
    print(f"{games} games, {orders:,} orders, {seconds:.0f} s, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
