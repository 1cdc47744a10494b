"""`python main.py simulate`: the computer against itself, many times, on all cores or on a dask cluster.

Game i has seed S + i; results do not depend on who plays them (batch.py). Interrupted, it prints the table so far.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from game.ai.brief import brief_lines
from game.ai.commander import LEVELS
from game.errors import UserError
from game.files import write_atomically
from game.lab.batch import Runner, make_batch, make_runner
from game.lab.field import Field
from game.lab.table import print_table
from game.scenario import catalog
from game.scenario.problems import ScenarioError

FORMAT = 1


def check_levels(levels: list[str] | None, sides: tuple[str, str]) -> dict[str, str]:
    """LEVEL or SIDE=LEVEL, as given on the command line; raises UserError."""
    found = dict.fromkeys(sides, "recruit")
    named = [text.rpartition("=")[0] for text in levels or []]
    twice = next((side for side in named if named.count(side) > 1), None)
    if twice is not None:
        raise UserError(f"two levels are given for {twice or 'both sides'}; for one side write SIDE=LEVEL")
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


def explain(results: list[dict[str, Any]], levels: dict[str, str]) -> None:
    """The briefs of the first game: what each phase meant, and what else was thought of; and who makes no plan."""
    briefs = [
        (brief, lines) for brief in (results[0].get("briefs", ()) if results else ()) if (lines := brief_lines(brief))
    ]
    planning = {brief["side"] for brief, _ in briefs}
    for side, level in levels.items():
        if side not in planning:
            print(f"{side} ({level}) makes no plan: each formation follows its axis, so there is nothing to explain")
    for brief, (first, *rest) in briefs:
        print(f"turn {brief['turn']}, {brief['side']}: {first}")
        for line in rest:
            print(f"    {line}")


@contextmanager
def progress_bar(what: str, games: int) -> Iterator[Callable[..., None]]:
    """A bar on standard error; the function it gives counts games, one unless told otherwise."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=games)
        yield lambda count=1: progress.advance(task, count)


def cut_short(runner: Runner, played: int, games: int) -> int:
    """Say on standard error why there are fewer games than were asked; returns the exit code."""
    if runner.interrupted:
        print(f"interrupted after {played} of {games} games: this is the table so far", file=sys.stderr)
        return 130
    if runner.trouble:
        print(f"{runner.trouble}; {played} of {games} games were played", file=sys.stderr)
        return 1
    return 0


def run(args: argparse.Namespace) -> int:
    """The command. Raises UserError and ScenarioError."""
    loaded = catalog.examine(args.scenario)
    if loaded.scenario is None:
        raise ScenarioError(catalog.why_not(loaded))
    scenario, field = loaded.scenario, Field(loaded.scenario)
    if args.records:
        Path(args.records).mkdir(parents=True, exist_ok=True)
    levels = check_levels(args.level, field.names.sides)
    with make_runner(args.jobs, args.cluster) as runner:
        started = time.perf_counter()
        with progress_bar(scenario.id, args.games) as tick:
            batch = make_batch(loaded.merged, levels, record=bool(args.records))
            results = runner.run(batch, args.games, args.seed, tick)
        seconds = time.perf_counter() - started
    if args.records:
        keep_records(Path(args.records), scenario.id, results)
    data = {
        "format": FORMAT,
        "scenario": scenario.id,
        "scenario_hash": catalog.scenario_hash(args.scenario),
        "seed": args.seed,
        "games": len(results),
        "levels": levels,
        "results": results,
        "summary": summary(field, results),
        "timing": {"seconds": round(seconds, 3), "jobs": min(runner.jobs, args.games)},
    }
    if args.explain:
        explain(results, levels)
    write_or_print(args.json, data, lambda: print_table(field.scenario, field.names.sides, data))
    return cut_short(runner, len(results), args.games)


def keep_records(folder: Path, scenario: str, results: list[dict[str, Any]]) -> None:
    """Each game as NAME-SEED.hyrec, NAME being the last part of the scenario's id; taken out of the results."""
    name = scenario.rpartition("/")[2]
    for result in results:
        write_atomically(folder / f"{name}-{result['seed']}.hyrec", result.pop("record"))


def write_or_print(file: str | None, data: dict[str, Any], table: Callable[[], None]) -> None:
    """JSON to standard output alone (`-`), or to a file beside the table."""
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    if file == "-":
        print(text, end="")
        return
    if file:
        write_atomically(Path(file), text)
    table()
