"""The table that `simulate` prints: wins, losses and ammunition beside history's."""

import sys
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from game.scenario.model import Scenario, half_day

LOST = ("killed", "died", "wounded")
WIDTH = 120


def paper() -> Console:
    """Standard output: as wide as the terminal is, WIDTH columns into files and pipes."""
    return Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)


def counted(number: int, word: str) -> str:
    """`1 game`, `2 games`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def spread(values: list[int]) -> str:
    """`p50 (p10 – p90)`."""
    low, middle, high = np.percentile(values, (10, 50, 90), method="nearest")
    return f"{middle:,.0f} ({low:,.0f} – {high:,.0f})"


def history_range(scenario: Scenario, side: str) -> str:
    """The last range of losses that history gives for a side."""
    entries = [entry for entry in scenario.history if side in entry.losses]
    if not entries:
        return ""
    low, high = max(entries, key=lambda entry: half_day(entry.date)).losses[side]
    return f"{low:,} – {high:,}"


def _per_volley(discipline: dict[str, int]) -> int:
    return discipline["volley_losses"] // max(discipline["volleys"], 1)


def print_table(scenario: Scenario, sides: tuple[str, str], data: dict[str, Any]) -> None:
    """To standard output."""
    results, games = data["results"], max(len(data["results"]), 1)
    console = paper()
    wins = data["summary"]["wins"]
    share = ", ".join(f"{name} {count} ({100 * count / games:.0f} %)" for name, count in wins.items())
    console.print(f"{scenario.id}: {counted(len(results), 'game')} from seed {data['seed']}. Won by: {share}")
    console.print("Levels: " + ", ".join(f"{name} {count}" for name, count in data["summary"]["levels"].items()))
    if not results:
        return
    table = Table("", *sides, "history: " + sides[0], sides[1])
    lost = [[sum(r["losses"][side][key] for key in LOST) for r in results] for side in sides]
    table.add_row("men lost", *map(spread, lost), *(history_range(scenario, side) for side in sides))
    captured = [[r["losses"][side]["captured"] for r in results] for side in sides]
    table.add_row("captured", *map(spread, captured), "", "")
    spent = [[r["fires_spent"][side] for r in results] for side in sides]
    table.add_row("fires spent", *map(spread, spent), "", "")
    left = [[r["fires_left"][side] for r in results] for side in sides]
    table.add_row("fires left", *map(spread, left), "", "")
    saved = [[r["discipline"][side]["saved"] for r in results] for side in sides]
    table.add_row("fires held back", *map(spread, saved), "", "")
    each = [[_per_volley(r["discipline"][side]) for r in results] for side in sides]
    table.add_row("enemies lost a volley", *map(spread, each), "", "")
    ambushes = [[r["discipline"][side]["ambushes"] for r in results] for side in sides]
    table.add_row("ambushes", *map(spread, ambushes), "", "")
    hills = [[len(r["places_lost"].get(side, ())) for r in results] for side in sides]
    known = [entry.hills_lost for entry in scenario.history if entry.hills_lost]
    wanted = f"{known[-1][0]} – {known[-1][1]}" if known else ""
    table.add_row("main-line places lost", *map(spread, hills), "", wanted)
    console.print(table)
    fallen = sum(r["reason"] != "calendar" for r in results)
    seconds = data["timing"]["seconds"]
    console.print(f"Ended before the calendar: {fallen} ({100 * fallen / games:.1f} %).")
    console.print(f"{games / max(seconds, 0.001):.0f} games a second ({seconds} s, {data['timing']['jobs']} jobs).")
