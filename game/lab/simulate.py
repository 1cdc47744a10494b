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

from game.ai.computer import LEVELS
from game.ai.mind import copy_mind, make_mind
from game.ai.playout import BOTH_SIDES, play_out
from game.chronicle.record import write_atomically
from game.errors import UserError
from game.lab.table import print_table
from game.names import Names
from game.rules import entries
from game.rules import state as s
from game.rules.digest import copy_state, digest_of
from game.scenario import catalog
from game.scenario.model import Scenario
from game.setup import make_board, make_rulebook, make_state
from game.views import losses_of, outcome_of

FORMAT = 1


class Field:
    """A scenario made ready to be played many times: board, rulebook, start, minds."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.names = Names(scenario)
        self.board = make_board(scenario, self.names)
        self.rules = make_rulebook(scenario)
        self.start = make_state(scenario, self.names, self.board, 0, 1)
        self.minds = []
        for side in range(2):
            known = make_state(scenario, self.names, self.board, 0, 1)
            entries.mask(self.start, known, self.rules, side)
            self.minds.append(make_mind(scenario, self.names, self.board, self.rules, known, side))

    def workspace(self) -> s.State:
        """A State of its own for one thread."""
        return make_state(self.scenario, self.names, self.board, 0, 1)

    def play(self, seed: int, space: tuple[s.State, s.State] | None = None) -> s.State:
        """One game to its end."""
        mine, known = space or (self.workspace(), self.workspace())
        state = copy_state(self.start, mine)
        state.clock["seed"] = seed
        entries.begin(state, self.board, self.rules)
        minds = (copy_mind(mind) for mind in self.minds)
        play_out(state, self.board, self.rules, known, *minds, 1 << 30, BOTH_SIDES, np.zeros(4, np.int64), 0)
        return state

    def result(self, game: int, seed: int, state: s.State) -> dict[str, Any]:
        """One row of `results`."""
        names = self.names
        outcome = outcome_of(names, state)
        hills = self.scenario.computer
        return {
            "game": game,
            "seed": seed,
            "winner": outcome.winner,
            "level": outcome.level,
            "reason": outcome.reason,
            "turn": outcome.turn,
            "date": outcome.date,
            "points": outcome.points,
            "losses": {name: losses_of(state, i) for i, name in enumerate(names.sides)},
            "fires_left": {name: fires_left(state, i) for i, name in enumerate(names.sides)},
            "discipline": {name: discipline(state, i) for i, name in enumerate(names.sides)},
            "fires_spent": {name: int(state.sides["spent"][i]) // 10 for i, name in enumerate(names.sides)},
            "places_lost": {
                name: [
                    place
                    for place in hills[name].main_line
                    if state.places["holder"][names.place_row[place]] != names.side_row[name]
                ]
                for name in hills
                if hills[name].main_line
            },
            "digest": digest_of(state),
        }


def discipline(state: s.State, side: int) -> dict[str, int]:
    """Volleys fired, the enemy's losses by them, ambushes, volleys each Don't held, whole fires that saved."""
    row = state.sides[side]
    held = {f"held_{name}": int(row[f"held_{name}"]) for name in ("see", "aim", "kill")}
    fired = {name: int(row[name]) for name in ("volleys", "volley_losses", "ambushes")}
    return fired | held | {"saved": int(row["saved"]) // 10}


def fires_left(state: s.State, side: int) -> int:
    """Whole fires in depots and with units."""
    depots = state.depots["fires"][state.depots["side"] == side].sum()
    units = state.units["ammo"][(state.units["side"] == side) & (state.units["status"] == s.PRESENT)].sum()
    return int(depots + units) // 10


def play_many(field: Field, games: int, seed: int, jobs: int, progress: Any = None) -> list[dict[str, Any]]:
    """Play `games`; interrupted (Ctrl+C), what is done so far comes back."""
    done: dict[int, dict[str, Any]] = {}

    def work(first: int) -> None:
        space = (field.workspace(), field.workspace())
        for game in range(first, games, jobs):
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


def check_levels(levels: list[str] | None, sides: tuple[str, str]) -> dict[str, str]:
    """LEVEL or SIDE=LEVEL, as given on the command line; raises UserError."""
    found = dict.fromkeys(sides, "recruit")
    for text in levels or []:
        side, _, level = text.rpartition("=")
        if level not in LEVELS:
            raise UserError(f"there is no level '{level}' yet; levels: {', '.join(LEVELS)}")
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
        results = play_many(field, args.games, args.seed, jobs, lambda: progress.advance(task))
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
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    if args.json == "-":
        print(text, end="")
        return 0
    if args.json:
        write_atomically(Path(args.json), text)
    print_table(field.scenario, field.names.sides, data)
    return 0
