"""How long the computer thinks about one phase: `python -m tests.benchmarks.phases [--phases 50] [--scenario S]`.

One side's whole phase through `Computer.next_order`, both sides at the same level, median and worst of so many: by the
clock, and the processor's seconds of all threads, which say more where the machine has other work.
"""

import argparse
import time

import numpy as np

from game import Battle, Computer
from game.ai.commander import LEVELS


def thinking_times(scenario: str, level: str, phases: int) -> list[tuple[float, float]]:
    """Seconds spent in `next_order` in each of the first `phases` phases: by the clock, and of the processor.

    Over as many battles as that takes.
    """
    times: list[tuple[float, float]] = []
    seed = 1
    while len(times) < phases:
        battle = Battle.load(scenario, seed=seed)
        players = {side: Computer(side, level, seed) for side in battle.sides}
        seed += 1
        while battle.outcome is None and len(times) < phases:
            times.append(one_phase(battle, players[battle.phasing]))
    return times


def one_phase(battle: Battle, player: Computer) -> tuple[float, float]:
    side, spent, worked = battle.phasing, 0.0, 0.0
    turn = battle.turn
    while battle.outcome is None and (battle.turn, battle.phasing) == (turn, side):
        start, busy = time.perf_counter(), time.process_time()
        order = player.next_order(battle)
        spent += time.perf_counter() - start
        worked += time.process_time() - busy
        battle.give(order)
    return spent, worked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phases", type=int, default=50)
    parser.add_argument("--scenario", default="hengyang/first-assault")
    args = parser.parse_args()
    for level in LEVELS:
        thinking_times(args.scenario, level, 2)  # kernels loaded, first allocations done
        times = np.array(thinking_times(args.scenario, level, args.phases)) * 1000
        for name, column in (("clock", times[:, 0]), ("processor", times[:, 1])):
            middle, worst = np.median(column), column.max()
            print(f"{level}, {name}: median {middle:.1f} ms, worst {worst:.1f} ms of {len(times)} phases")


if __name__ == "__main__":
    main()
