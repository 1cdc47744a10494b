"""How long *what if* takes: `python -m tests.benchmarks.what_if [SCENARIO ...] [--playouts N]`.

One order of the recruit's at the battle's start against no order, then against another: the playouts of the order
that was given are not played twice. Wall and processor seconds.
"""

import argparse
import time

from game.ai.computer import Computer
from game.battle import Battle
from game.chronicle.what_if import PLAYOUTS, WhatIf
from game.values import Order

SCENARIOS = ("hengyang/tutorial", "hengyang/first-assault", "hengyang/siege")


def timed(what_if: WhatIf, playouts: int) -> str:
    wall, processor = time.perf_counter(), time.process_time()
    what_if.play(playouts)
    return f"{time.perf_counter() - wall:.1f} s ({time.process_time() - processor:.1f} s of processor)"


def first_order(scenario: str) -> tuple[Battle, Order]:
    """A battle before the first order of its computer that moves a unit, and that order."""
    played = Battle.load(scenario, seed=1)
    Computer(played.phasing, "recruit", seed=1).play_phase(played)
    battle = Battle.load(scenario, seed=1)
    for order in played.orders:
        if order.verb == "move":
            return battle, order
        battle.give(order)
    raise ValueError(f"nobody moves in the first phase of {scenario}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("scenarios", nargs="*", default=SCENARIOS)
    parser.add_argument("--playouts", type=int, default=PLAYOUTS)
    args = parser.parse_args()
    for scenario in args.scenarios:
        battle, order = first_order(scenario)
        other = next(its for its in battle.legal_orders(order.unit) if its != order)
        WhatIf(battle, order, None).play(2)  # so that nothing is loaded while the clock runs
        first = WhatIf(battle, order, None)
        told = timed(first, args.playouts), timed(WhatIf(battle, order, other, first), args.playouts)
        print(f"{scenario}: {args.playouts} continuations each way {told[0]}, another order then {told[1]}", flush=True)


if __name__ == "__main__":
    main()
