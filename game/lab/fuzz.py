"""`python main.py fuzz`: random legal play that looks for crashes, broken laws and dead ends; goals nobody can reach.

Each fault is told once, with the fewest orders that lead to it. What neither random play nor the computer ever brought
about (events, waves, levels, places) is listed too: it may be a fault of the scenario, or merely rare.
"""

import argparse
import itertools
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

from game.errors import UserError
from game.lab.batch import Local, make_batch, processors
from game.lab.course import achieved
from game.lab.field import Field
from game.lab.random_battle import Fault, RandomBattle, shrink
from game.lab.reach import unreachable
from game.lab.simulate import progress_bar, write_or_print
from game.lab.table import counted
from game.scenario import catalog
from game.scenario.model import Scenario
from game.scenario.problems import ScenarioError

FORMAT = 1
MOST_FAULTS = 20
Outcome = tuple[int, int, Fault | None, dict[str, list[str]]]  # seed, orders, fault, what came about


def run(args: argparse.Namespace) -> int:
    """The command; 1 if there is a fault or an unreachable goal. Raises ScenarioError, UserError."""
    loaded = catalog.examine(args.scenario)
    if loaded.scenario is None:
        raise ScenarioError(catalog.why_not(loaded))
    scenario, field = loaded.scenario, Field(loaded.scenario)
    goals = unreachable(field)
    outcomes: list[Outcome] = []
    interrupted = False
    with progress_bar(scenario.id, 2 * args.games) as tick:
        try:
            for outcome in play_all(args.scenario, args.games, args.seed, args.jobs or processors()):
                outcomes.append(outcome)
                tick()
        except KeyboardInterrupt:
            interrupted = True
        runner = Local(args.jobs)
        rows = [] if interrupted else runner.run(make_batch(loaded.merged, course=True), args.games, args.seed, tick)
        interrupted = interrupted or runner.interrupted
        outcomes.sort(key=lambda outcome: outcome[0])
        faults = [] if interrupted else shrunk(scenario, outcomes)
    seen = [achieved_by for _, _, _, achieved_by in outcomes] + [row["achieved"] for row in rows]
    data = {
        "format": FORMAT,
        "scenario": scenario.id,
        "seed": args.seed,
        "games": len(outcomes),
        "orders": sum(count for _, count, _, _ in outcomes),
        "faults": [fault.to_json() | {"games": count} for fault, count in faults],
        "unreachable": [goal._asdict() for goal in goals],
        "never_seen": never_seen(scenario, seen) if seen else {},
        "ok": not goals and not any(fault for _, _, fault, _ in outcomes),
    }
    write_or_print(args.json, data, lambda: print_report(data))
    if interrupted:
        print(f"interrupted after {len(outcomes)} of {args.games} random games", file=sys.stderr)
        return 130
    return 0 if data["ok"] else 1


def play_one(name: str, seed: int) -> Outcome:
    """One random battle, in whatever process."""
    battle = RandomBattle(_scenario(name), seed)
    fault = battle.play()
    return seed, len(battle.given), fault, achieved(battle.engine.names, battle.engine.scenario, battle.engine.state)


_kept: dict[str, Scenario] = {}


def _scenario(name: str) -> Scenario:
    if name not in _kept:
        _kept[name] = catalog.load(name)
    return _kept[name]


def play_all(name: str, games: int, seed: int, jobs: int) -> Iterator[Outcome]:
    """Every game as it is finished. Python's part is the larger here, so processes share it, not threads."""
    if jobs == 1 or games == 1:
        yield from (play_one(name, number) for number in range(seed, seed + games))
        return
    context = multiprocessing.get_context("spawn")
    # Ctrl+C reaches every process of the terminal; only this one answers it.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    seeds = iter(range(seed, seed + games))
    waiting: dict[Future[Outcome], int] = {}
    # Futures tell when they are done: to wait for them all is to hold all their locks, and Ctrl+C may come just then.
    done: SimpleQueue[Future[Outcome]] = SimpleQueue()
    number = seed
    with ProcessPoolExecutor(min(jobs, games), context, signal.signal, ignore) as pool:

        def hand_out(most: int) -> None:
            for number in itertools.islice(seeds, most):
                future = pool.submit(play_one, name, number)
                waiting[future] = number
                future.add_done_callback(done.put)

        try:
            with _uninterrupted():  # processes inherit it: they are not to be interrupted while they begin, either
                hand_out(2 * jobs)
            while waiting:
                try:
                    future = done.get(timeout=0.2)
                except Empty:
                    continue
                number = waiting.pop(future)
                hand_out(1)
                yield future.result()
        except BrokenProcessPool:
            first = min([number, *waiting.values()])
            raise UserError(
                f"the program itself crashed in a game from seed {first} on; find it with NUMBA_DISABLE_JIT=1: "
                f"fuzz {name} --seed {first} --jobs 1"
            ) from None
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C is passed over; only the main thread may ask for that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def shrunk(
    scenario: Scenario, outcomes: list[Outcome], shrinker: Callable[..., Fault] = shrink
) -> list[tuple[Fault, int]]:
    """Each different fault with its fewest orders, and in how many games it came up."""
    found: dict[tuple[str, str], list[Fault]] = {}
    for _, _, fault, _ in outcomes:
        if fault:
            found.setdefault((fault.kind, fault.name), []).append(fault)
    return [
        (shrinker(scenario, min(faults, key=lambda fault: len(fault.orders))), len(faults))
        for faults in list(found.values())[:MOST_FAULTS]
    ]


def never_seen(scenario: Scenario, seen: list[dict[str, list[str]]]) -> dict[str, list[str]]:
    """What no game brought about."""
    came = {key: {name for row in seen for name in row[key]} for key in ("events", "waves", "levels", "taken")}
    worth = [f"{place} by {side}" for place, sides in scenario.victory.places.items() for side in sides]
    wanted = {
        "events": [event.id for event in scenario.events],
        "waves": [wave.id for wave in scenario.waves],
        "levels": [level.id for level in scenario.victory.levels],
        "taken": worth,
    }
    return {key: [name for name in names if name not in came[key]] for key, names in wanted.items()}


def print_report(data: dict[str, Any]) -> None:
    """To standard output."""
    games = counted(data["games"], "random game")
    print(f"{data['scenario']}: {games} from seed {data['seed']}, {data['orders']:,} orders")
    for fault in data["faults"]:
        print(f"{fault['kind']}: {fault['name']} ({counted(fault['games'], 'game')}): {fault['details']}")
        print(f"  seed {fault['seed']}, {len(fault['orders'])} orders:")
        for order in fault["orders"]:
            print(f"    {order}")
    for goal in data["unreachable"]:
        print(f"unreachable: {goal['message']}")
    words = {"events": "events that never happened", "waves": "waves that never came",
             "levels": "levels that nobody reached", "taken": "places that never were"}  # fmt: skip
    for key, names in data["never_seen"].items():
        if names:
            print(f"{words[key]}, by random play or the computer: {', '.join(names)}")
    print("no faults" if data["ok"] else f"{len(data['faults'])} faults, {len(data['unreachable'])} unreachable goals")
