"""`python main.py simulate`: the computer against itself, many times, on all cores.

Game i has seed S + i; results do not depend on the number of jobs. Kernels release the interpreter's lock, so
threads share the board and each plays on its own State.
"""

import argparse
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import numpy as np

from game.ai.commander import LEVELS
from game.chronicle.record import write_atomically
from game.errors import UserError
from game.lab import duel
from game.lab.field import Field
from game.lab.table import print_table
from game.scenario import catalog

FORMAT = 1


def play_many(
    field: Field, games: int, seed: int, jobs: int, progress: Any = None, levels: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """Play `games` between recruits, or `levels` by side; interrupted (Ctrl+C), what is done so far comes back."""
    done: dict[int, dict[str, Any]] = {}
    thinking = [name for name in (levels or {}).values() if name != "recruit"]

    def work(first: int) -> None:
        space = (field.workspace(), field.workspace())
        for game in range(first, games, jobs):
            if thinking:
                done[game] = _thought_out(field, game, seed + game, levels or {})
            else:
                done[game] = field.result(game, seed + game, field.play(seed + game, space))
            if progress:
                progress()
            if stop:
                return

    stop: list[bool] = []
    with ThreadPoolExecutor(jobs) as pool:
        tasks = [pool.submit(work, first) for first in range(jobs)]
        try:
            for task in as_completed(tasks):
                task.result()
        except KeyboardInterrupt:
            stop.append(True)
            print("interrupted: the table so far", file=sys.stderr)
    return [done[game] for game in sorted(done)]


def _thought_out(field: Field, game: int, seed: int, levels: dict[str, str]) -> dict[str, Any]:
    """One game between players who think, with the brief of each phase."""
    sides = field.names.sides
    players = [duel.commander(field, i, levels[name], seed) for i, name in enumerate(sides)]
    briefs: list[dict[str, Any]] = []

    def watch(state: Any) -> None:
        side = int(1 - state.clock["phase"][0])
        if players[side].brief:
            briefs.append({"side": sides[side], "turn": int(state.clock["turn"][0])} | players[side].brief)

    result = field.result(game, seed, duel.play(field, players, seed, watch))
    return result | {"briefs": briefs}


def check_levels(levels: list[str] | None, sides: tuple[str, str]) -> dict[str, str]:
    """LEVEL or SIDE=LEVEL, as given on the command line; raises UserError."""
    found = dict.fromkeys(sides, "recruit")
    for text in levels or []:
        side, _, level = text.rpartition("=")
        if level not in LEVELS:
            raise UserError(f"there is no level '{level}'; levels: {', '.join(LEVELS)}")
        if side and side not in found:
            raise UserError(f"there is no side '{side}'; the sides are {' and '.join(sides)}")
        for name in (side,) if side else sides:
            found[name] = level
    return found


def summary(field: Field, results: list[dict[str, Any]]) -> dict[str, Any]:
    """Wins, levels, and the turn the battles ended."""
    wins = dict.fromkeys((*field.names.sides, "none"), 0)
    levels = {level.id: 0 for level in field.scenario.victory.levels}
    for result in results:
        wins[result["winner"] or "none"] += 1
        levels[result["level"]] += 1
    turns = [result["turn"] for result in results] or [0]
    p10, p50, p90 = (int(value) for value in np.percentile(turns, (10, 50, 90), method="nearest"))
    return {"wins": wins, "levels": levels, "turn": {"p10": p10, "p50": p50, "p90": p90}}


def explain(results: list[dict[str, Any]]) -> None:
    """The briefs of the first game: what each phase meant, and what else was thought of."""
    for brief in results[0].get("briefs", ()) if results else ():
        if "plan" not in brief:
            continue
        others = ", ".join(f"{row['plan']} {row['value']:+}" for row in brief["alternatives"][1:4])
        print(f"turn {brief['turn']}, {brief['side']}: {brief['plan']} ({brief['value']:+} points); then {others}")
        for formation, what in brief["formations"].items():
            print(f"    {formation}: {what}")


def run(args: argparse.Namespace) -> int:
    """The command. Raises UserError and ScenarioError."""
    import os

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    scenario = catalog.load(args.scenario)
    field = Field(scenario)
    levels = check_levels(args.level, field.names.sides)
    jobs = min(args.jobs or os.cpu_count() or 1, args.games)
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    started = time.perf_counter()
    with Progress(*bar, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(scenario.id, total=args.games)
        results = play_many(field, args.games, args.seed, jobs, lambda: progress.advance(task), levels)
    seconds = time.perf_counter() - started
    data = {
        "format": FORMAT,
        "scenario": scenario.id,
        "scenario_hash": catalog.scenario_hash(args.scenario),
        "seed": args.seed,
        "games": len(results),
        "levels": levels,
        "results": results,
        "summary": summary(field, results),
        "timing": {"seconds": round(seconds, 3), "jobs": jobs},
    }
    if args.explain:
        explain(results)
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    if args.json == "-":
        print(text, end="")
        return 0
    if args.json:
        write_atomically(Path(args.json), text)
    print_table(field.scenario, field.names.sides, data)
    return 0
