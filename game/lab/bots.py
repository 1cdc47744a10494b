"""Battles between players of one's own: anything that gives an order when asked, as `Computer` does.

A bot reads `battle.view(side)`, asks `legal_orders`, `why_not`, `preview`, `forecast`, and answers with an Order; `end`
closes its phase. Not for the shipped levels alone: `game.lab.ladder` plays those faster, without a Battle around them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from game.ai.computer import Computer
from game.battle import Battle
from game.lab.ladder import elo, share_error
from game.values import Order, Outcome

MOST_ORDERS = 20_000


class Bot(Protocol):
    """Who plays one side."""

    def next_order(self, battle: Battle) -> Order:
        """The next order of the side whose phase it is; `Order(None, "end")` ends the phase."""
        ...


Maker = Callable[[str, int], Bot]  # side, seed -> a bot for one battle


def level(name: str) -> Maker:
    """A level of the computer, for `match`."""
    return lambda side, seed: Computer(side, name, seed)


def play_out(battle: Battle, bots: dict[str, Bot]) -> Outcome:
    """Play a battle to its end, side -> bot. Raises IllegalOrder if a bot gives one, RuntimeError if none ever ends."""
    for _ in range(MOST_ORDERS):
        if battle.outcome is not None:
            return battle.outcome
        battle.give(bots[battle.phasing].next_order(battle))
    raise RuntimeError(f"{MOST_ORDERS:,} orders, and no end: does a bot never say `end`?")


@dataclass(frozen=True, slots=True)
class Match:
    """What one player did against another: duels of two games, the same dice and sides changed."""

    scenario: str
    duels: int
    won: float  # duels by the first; a draw is half
    gain: float  # points a game by which the first did better

    @property
    def share(self) -> float:
        return self.won / self.duels

    def __str__(self) -> str:
        wide = share_error(self.won, self.duels)
        return (
            f"{self.scenario}: {100 * self.share:.0f} % +- {100 * wide:.0f} of {self.duels} duels, "
            f"{self.gain:+.1f} points a game, Elo {elo(self.share):+.0f}"
        )


def match(scenario: str, first: Maker, second: Maker, duels: int = 10, seed: int = 0) -> Match:
    """Let two players meet: in each duel both play both sides with the same dice; the better margin wins it.

    Raises ScenarioError for a scenario that cannot be played, IllegalOrder for a bot that gives one.
    """
    start = Battle.load(scenario)
    sides = start.sides
    leads = []
    for number in range(seed, seed + duels):
        margins = []
        for makers in ((first, second), (second, first)):
            bots = {side: make(side, number) for side, make in zip(sides, makers, strict=True)}
            points = play_out(start.anew(number), bots).points
            margins.append(points[sides[0]] - points[sides[1]])
        leads.append(margins[0] - margins[1])
    won = sum(1.0 if lead > 0 else 0.5 if lead == 0 else 0.0 for lead in leads)
    return Match(scenario, duels, won, sum(leads) / 2 / duels)
