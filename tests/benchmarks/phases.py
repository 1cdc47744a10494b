"""How long the computer thinks about one phase: `python -m tests.benchmarks.phases [--phases 50] [--scenario S]`.

One side's whole phase through `Computer.next_order`, both sides at the same level, median and worst of so many.
"""

import argparse
import time

import numpy as np

from game import Battle, Computer
from game.ai.commander import LEVELS


def thinking_times(scenario: str, level: str, phases: int) -> list[float]:
    """Seconds spent in `next_order` in each of the first `phases` phases, over as many battles as that takes."""
    times: list[float] = []
    seed = 1
    while len(times) < phases:
        battle = Battle.load(scenario, seed=seed)
        players = {side: Computer(side, level, seed) for side in battle.sides}
        seed += 1
        while battle.outcome is None and len(times) < phases:
            times.append(one_phase(battle, players[battle.phasing]))
    return times


def one_phase(battle: Battle, player: Computer) -> float:
    side, spent = battle.phasing, 0.0
    turn = battle.turn
    while battle.outcome is None and (battle.turn, battle.phasing) == (turn, side):
        start = time.perf_counter()
        order = player.next_order(battle)
        spent += time.perf_counter() - start
        battle.give(order)
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phases", type=int, default=50)
    parser.add_argument("--scenario", default="hengyang/first-assault")
    args = parser.parse_args()
    for level in LEVELS:
        thinking_times(args.scenario, level, 2)  # kernels loaded, first allocations done
        times = np.array(thinking_times(args.scenario, level, args.phases)) * 1000
        print(f"{level}: median {np.median(times):.1f} ms, worst {times.max():.1f} ms of {len(times)} phases")


if __name__ == "__main__":
    main()
