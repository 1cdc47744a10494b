"""What the events of a battle add up to: losses by day and cause, dice against the average, fire and what was saved.

Works from the trace alone; no playing out, no dice. Men are whole men, chances per mille.
"""

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from game.chronicle.report_trace import LOST, Standing, Trace
from game.rules.discipline import ASSAULTING
from game.scenario.model import Scenario
from game.values import Event

FIRE, FINAL, SHELLS, AIR, CLOSE, CAPTURED, WEAR = "fire", "final", "shells", "air", "close", "captured", "wear"
CAUSES = (FIRE, FINAL, SHELLS, AIR, CLOSE, CAPTURED, WEAR)
VOLLEY_SPREAD = 0.175  # standard deviation of 400 + 3 x four throws of 0 to 100, over its mean (rules.md, "Fire")
DICE_MEAN, DICE_SPREAD = 11.0, 16.5**0.5  # of two ten-sided dice
REDUCED = {"standard": 1.0, "reduced": 0.5, "expected": 0.0}


@dataclass(slots=True)
class Day:
    """Losses of one side in one turn, by cause; they add up to what the side lost."""

    turn: int
    date: str
    by_cause: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_cause.values())


@dataclass(slots=True)
class Luck:
    """One kind of dice of one side: what the average would have given, and what came.

    `deviation` is the difference in standard deviations, positive where it favoured the side.
    """

    count: int = 0
    expected: float = 0.0
    actual: float = 0.0
    variance: float = 0.0

    @property
    def deviation(self) -> float:
        return (self.actual - self.expected) / self.variance**0.5 if self.variance > 0 else 0.0

    def add(self, expected: float, actual: float, variance: float) -> None:
        self.count += 1
        self.expected += expected
        self.actual += actual
        self.variance += variance


@dataclass(slots=True)
class Ledger:
    """All of it, by side."""

    days: dict[str, list[Day]]
    luck: dict[str, dict[str, Luck]]  # side -> volleys, shells, dice, taken
    saved_losses: dict[str, float] = field(default_factory=dict)  # men the held volleys would have cost the enemy


def ledger_of(trace: Trace) -> Ledger:
    """Add a battle up."""
    scenario, sides = trace.engine.scenario, trace.engine.sides
    lost: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    luck = {side: {kind: Luck() for kind in ("volleys", "shells", "dice", "taken")} for side in sides}
    saved = dict.fromkeys(sides, 0.0)
    spread = REDUCED[scenario.rules.randomness]
    air: Event | None = None
    for event in trace.events:
        if event.side is None:
            continue
        other = sides[1 - sides.index(event.side)]
        _note_losses(event, other, air, lost)
        _note_luck(event, scenario, spread, luck[event.side])
        if event.kind == "held":
            saved[event.side] += event.values["expected_milli"] / 1000
        air = event if event.kind == "air" else None
    days = {side: _days(trace.standings, side, lost) for side in sides}
    return Ledger(days, luck, saved)


def _note_losses(event: Event, other: str, air: Event | None, lost: dict[tuple[str, int], Counter[str]]) -> None:
    values, turn = event.values, event.turn
    assert event.side is not None
    if event.kind == "fired":
        lost[other, turn][FINAL if values["doing"] == ASSAULTING else FIRE] += values["losses"]
    elif event.kind == "bombarded":
        lost[other, turn][AIR if air is not None else SHELLS] += values["losses"]
    elif event.kind == "result":
        lost[event.side, turn][CLOSE] += values["attacker_losses"]
        lost[other, turn][CLOSE] += values["defender_losses"] - values["prisoners"]
        lost[other, turn][CAPTURED] += values["prisoners"]


def _note_luck(event: Event, scenario: Scenario, spread: float, luck: dict[str, Luck]) -> None:
    values = event.values
    if event.kind in ("fired", "bombarded"):
        expected = values["expected_milli"] / 1000
        kind = "volleys" if event.kind == "fired" else "shells"
        luck[kind].add(expected, expected * values["roll"] / 1000, (spread * VOLLEY_SPREAD * expected) ** 2)
    elif event.kind == "result" and values["dice"] > 0:
        luck["dice"].add(DICE_MEAN, values["dice"], (spread and DICE_SPREAD) ** 2)
        chance = taken_permille(scenario, values["shift"]) / 1000
        won = values["result"] in ("position taken", "overrun")
        luck["taken"].add(chance, float(won), chance * (1 - chance))


def taken_permille(scenario: Scenario, shift: int) -> int:
    """Chance that two ten-sided dice and a shift take a position."""
    least = scenario.rules.results[2].up_to + 1
    if scenario.rules.randomness == "expected":
        return 1000 * (DICE_MEAN + shift >= least)
    return 10 * sum(first + second + shift >= least for first in range(1, 11) for second in range(1, 11))


def _days(standings: list[Standing], side: str, lost: dict[tuple[str, int], Counter[str]]) -> list[Day]:
    """One row a turn. Prisoners and wear are what the tallies have beyond the events."""
    found = []
    for before, after in itertools.pairwise(standings):
        tally = {name: after.losses[side][name] - before.losses[side][name] for name in LOST}
        causes = Counter(lost[side, before.turn])
        causes[CAPTURED] = tally["captured"]
        causes[WEAR] = sum(tally.values()) - sum(causes[name] for name in CAUSES if name != WEAR)
        found.append(Day(before.turn, before.date, {name: causes[name] for name in CAUSES}))
    return found
