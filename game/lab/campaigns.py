"""`simulate` of a campaign: its phases played one after the other by computers, each from what the last one left."""

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from rich.table import Table

from game.campaign import CampaignOver, next_phase
from game.errors import UserError
from game.lab.batch import processors
from game.lab.field import Field
from game.lab.simulate import FORMAT, progress_bar, write_or_print
from game.lab.table import counted, paper
from game.lab.threads import Check, over_threads
from game.scenario import campaign as campaigns
from game.scenario import catalog

LOST = ("killed", "died", "wounded")


def play_campaign(
    campaign: campaigns.Campaign, first: Field, seed: int, check: Check = lambda: None
) -> list[dict[str, Any]]:
    """One game: a result (as of `simulate`) of each phase that was fought; the last may end with `over`, why.

    `check` is called between phases.
    """
    results: list[dict[str, Any]] = []
    field = first
    while True:
        check()
        state = field.play(seed)
        results.append(field.result(len(results), seed, state) | {"scenario": field.scenario.id})
        try:
            merged = next_phase(field.names, state, campaign)
        except CampaignOver as over:
            results[-1]["over"] = str(over)
            return results
        field = Field(catalog.from_merged(merged))


def run(args: argparse.Namespace) -> int:
    """The command. Raises UserError and ScenarioError."""
    if args.level and set(args.level) != {"recruit"}:
        raise UserError("a campaign is simulated between recruits")
    if args.cluster or args.records or args.explain:
        raise UserError("a campaign is simulated here, without --cluster, --records and --explain")
    campaign = campaigns.load(args.scenario)
    first = Field(catalog.load(campaign.phases[0].scenario))
    started = time.perf_counter()
    jobs = min(args.jobs or processors(), args.games)
    with progress_bar(campaign.id, args.games) as tick:

        def player(check: Check) -> Callable[[int], list[dict[str, Any]]]:
            return lambda game: play_campaign(campaign, first, args.seed + game, check)

        done, interrupted = over_threads(player, args.games, jobs, tick)
    games = list(done.values())
    data = {
        "format": FORMAT,
        "campaign": campaign.id,
        "seed": args.seed,
        "games": len(games),
        "results": games,
        "phases": [summary(campaign, games, n) for n in range(len(campaign.phases))],
        "timing": {"seconds": round(time.perf_counter() - started, 3), "jobs": jobs},
    }
    write_or_print(args.json, data, lambda: print_table(data))
    if interrupted:
        print(f"interrupted after {len(games)} of {args.games} campaigns: this is the table so far", file=sys.stderr)
        return 130
    return 0


def summary(campaign: campaigns.Campaign, games: list[list[dict[str, Any]]], n: int) -> dict[str, Any]:
    """Phase `n` over all games that came to it: medians of men lost, winners, how many battles were decided there."""
    rows = [game[n] for game in games if len(game) > n]
    sides = rows[0]["losses"] if rows else {}
    return {
        "scenario": campaign.phases[n].scenario,
        "games": len(rows),
        "wins": {side: sum(row["winner"] == side for row in rows) for side in sides},
        "decided": sum(row["reason"] != "calendar" for row in rows),
        "lost": {
            side: int(np.median([sum(row["losses"][side][name] for name in LOST) for row in rows])) for side in sides
        },
    }


def print_table(data: dict[str, Any]) -> None:
    """A line for each phase."""
    table = Table(title=f"{data['campaign']}: {counted(data['games'], 'campaign')} from seed {data['seed']}")
    for name in ("phase", "fought", "won by", "men lost, median", "ended before its last turn"):
        table.add_column(name)
    for phase in data["phases"]:
        won = ", ".join(f"{side} {count}" for side, count in phase["wins"].items())
        lost = ", ".join(f"{side} {men:,}" for side, men in phase["lost"].items())
        table.add_row(phase["scenario"], str(phase["games"]), won, lost, str(phase["decided"]))
    console = paper()
    console.print(table)
    console.print(f"{data['timing']['seconds']} s, {data['timing']['jobs']} jobs.")
