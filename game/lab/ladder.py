"""`python main.py ladder`: the computer's levels against each other, as Elo with error bars.

A scenario is never fair, so a duel is two games with the same dice and sides changed: who did better as the same side
wins it (by final points, less the other's). Elo: 400 points are ten to one; the first level stands at 0. Each level
meets the one before it, and the last meets the first. NAME@N is a level with N playouts a phase; players without a
plan (`players.py`) can be asked for too.
"""

import argparse
import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from game.ai.commander import LEVELS
from game.errors import UserError
from game.lab import duel
from game.lab.batch import processors
from game.lab.field import Field
from game.lab.threads import Check, over_threads
from game.scenario import catalog

LONGEST = 20  # turns of a scenario that is played by default


class Pairing(NamedTuple):
    """What two levels did against each other in one scenario."""

    scenario: str
    first: str
    second: str
    duels: int
    won: float  # by the first; a draw is half
    gain: float  # points by which the first did better, on average


def pair(field: Field, first: str, second: str, duels: int, seed: int, jobs: int) -> Pairing:
    """`duels` duels, seeds from `seed`. Raises KeyboardInterrupt if interrupted: a part of them says little."""

    def player(check: Check) -> Callable[[int], int]:
        def one(number: int) -> int:
            margins = []
            for levels in ((first, second), (second, first)):
                players = [duel.player(field, side, level, seed + number) for side, level in enumerate(levels)]
                margins.append(duel.margin(field, duel.play(field, players, seed + number, lambda _: check()), 0))
            return margins[0] - margins[1]

        return one

    done, interrupted = over_threads(player, duels, jobs)
    if interrupted:
        raise KeyboardInterrupt
    leads = done.values()
    won = sum(1.0 if lead > 0 else 0.5 if lead == 0 else 0.0 for lead in leads)
    return Pairing(field.scenario.id, first, second, duels, won, sum(leads) / 2 / duels)


def share_error(won: float, duels: int) -> float:
    """95 % error of a share of wins."""
    share = (won + 1) / (duels + 2)
    return 1.96 * math.sqrt(share * (1 - share) / (duels + 2))


def elo(share: float) -> float:
    """Points of strength that a share of wins stands for."""
    share = min(max(share, 0.005), 0.995)
    return 400 * math.log10(share / (1 - share))


def run(args: argparse.Namespace) -> int:
    """The command. Raises ScenarioError for a scenario that is not there, UserError for a single level."""
    levels = args.level or list(LEVELS)
    if len(levels) < 2:
        raise UserError(f"'{levels[0]}' needs somebody to play against: give --level twice or more")
    names = args.scenario or _short_scenarios()
    jobs = args.jobs or processors()
    duels = max(1, args.games // 2)
    found: list[Pairing] = []
    for name in names:
        field = Field(catalog.load(name))
        for second, first in pairings(levels):
            found.append(pair(field, first, second, duels, args.seed, jobs))
            row = found[-1]
            print(
                f"{row.scenario}: {first} against {second}: {100 * row.won / duels:.0f} % "
                f"+- {100 * share_error(row.won, duels):.0f} of {duels} duels, {row.gain:+.1f} points a game",
                flush=True,
            )
    print_ladder(levels, found)
    return 0


def pairings(levels: Sequence[str]) -> list[tuple[str, str]]:
    """(weaker, stronger): each with the one before it, and the last with the first."""
    return [*pairwise(levels), *([(levels[0], levels[-1])] if len(levels) > 2 else [])]


def _short_scenarios() -> list[str]:
    return [name for name in catalog.names() if catalog.load(name).turns <= LONGEST]


def print_ladder(levels: Sequence[str], found: Sequence[Pairing]) -> None:
    """Elo of each level over the one before it, added up; errors likewise."""
    total, error = 0.0, 0.0
    print(f"{levels[0]}: 0")
    for weaker, stronger in pairwise(levels):
        rows = [row for row in found if (row.first, row.second) == (stronger, weaker)]
        duels, won = sum(row.duels for row in rows), sum(row.won for row in rows)
        share, wide = won / duels, share_error(won, duels)
        low, high = elo(share - wide), elo(share + wide)
        total, error = total + elo(share), math.hypot(error, (high - low) / 2)
        print(f"{stronger}: {total:+.0f} +- {error:.0f} ({100 * share:.0f} % of {duels} duels with {weaker})")
