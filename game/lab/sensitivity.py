"""How much each lever moves the outcome: the same games (same seeds, same dice) with and without a small pull.

Dice are keyed by who rolls, when and for what, so that a pair of games differs by the pull and what follows from it;
the error is that of the mean of the pairs' differences.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from game.lab.batch import Result, Runner, make_batch
from game.lab.judge import fall_day
from game.lab.levers import Lever
from game.lab.threads import Tick
from game.scenario import catalog
from game.scenario.model import Scenario
from game.scenario.problems import ScenarioError


class Shift(NamedTuple):
    """A mean difference and its 95 % error."""

    change: float
    error: float

    @property
    def sure(self) -> bool:
        """Whether it is more than chance."""
        return abs(self.change) > self.error

    def to_json(self, factor: float = 1, digits: int = 2) -> dict[str, float]:
        return {"change": round(factor * self.change, digits), "error": round(factor * self.error, digits)}


class Effect(NamedTuple):
    """What a change of the scenario did to the attacker's share, the margin, the losses and the day of the fall."""

    id: str
    label: str
    text: str  # the changes
    games: int
    score: Shift  # attacker's wins and half of the draws, as a share
    margin: Shift  # attacker's points less defender's
    lost: dict[str, Shift]
    fall: Shift | None  # days; None where nothing fell

    @property
    def weight(self) -> float:
        """By which effects are ranked: the change of the margin in its own errors."""
        return abs(self.margin.change) / max(self.margin.error, 1e-9)

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "change": self.label,
            "changes": self.text,
            "games": self.games,
            "attacker_permille": self.score.to_json(1000, 0),
            "margin": self.margin.to_json(),
            "lost": {side: shift.to_json(1, 0) for side, shift in self.lost.items()},
            "fall_days": self.fall.to_json() if self.fall else None,
        }


def attacker_of(scenario: Scenario) -> str:
    return next(side for side, data in scenario.sides.items() if data.role == "attacker")


def score_of(row: Result, attacker: str) -> float:
    """1 for a game won by the attacker, a half for one won by nobody."""
    return 1.0 if row["winner"] == attacker else 0.5 if row["winner"] is None else 0.0


def _lost_by(side: str) -> Callable[[Result], float]:
    return lambda row: float(row["end"]["lost"][side])


def shift(before: Sequence[float], after: Sequence[float]) -> Shift:
    """The mean of the differences of pairs."""
    gaps = [b - a for a, b in zip(before, after, strict=True)]
    mean = sum(gaps) / len(gaps)
    spread = math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / max(1, len(gaps) - 1))
    return Shift(mean, 1.96 * spread / math.sqrt(len(gaps)))


class Trial:
    """Plays changed versions of one scenario, always the same games, and compares them with it as it is."""

    def __init__(
        self, name: str, scenario: Scenario, runner: Runner, games: int, seed: int, levels: dict[str, str]
    ) -> None:  # fmt: skip
        self.name, self.scenario, self.runner = name, scenario, runner
        self.games, self.seed, self.levels = games, seed, levels
        self.attacker = attacker_of(scenario)

    def play(self, text: str, games: int, seed: int, tick: Tick | None = None) -> list[Result]:
        """The scenario with `changes` as YAML text. Raises ScenarioError if they do not fit it."""
        loaded = catalog.examine_changed(self.name, text)
        if loaded.scenario is None:
            raise ScenarioError(loaded.problems)
        return self.runner.run(make_batch(loaded.merged, self.levels, True), games, seed, tick)

    def effect(self, name: str, label: str, text: str, before: Sequence[Result], tick: Tick | None) -> Effect | None:
        """What a change does; None if the games were cut short."""
        after = self.play(text, self.games, self.seed, tick)
        if len(after) < self.games or len(before) < self.games:
            return None
        before = before[: self.games]

        def moved(of: Callable[[Result], float]) -> Shift:
            return shift([of(row) for row in before], [of(row) for row in after])

        last = self.scenario.turns // 2 + 2
        fell = any(row["end"]["fallen"] for row in (*before, *after))
        return Effect(
            name, label, text, self.games,
            moved(lambda row: score_of(row, self.attacker)),
            moved(lambda row: row["margin"]),
            {side: moved(_lost_by(side)) for side in self.scenario.sides},
            moved(lambda row: min(fall_day(self.scenario, row), last)) if fell else None,
        )  # fmt: skip


def pull_all(trial: Trial, found: Sequence[Lever], before: Sequence[Result], tick: Tick | None) -> list[Effect]:
    """Each lever pulled by its trial amount, the weightiest first; fewer if interrupted."""
    effects = []
    for lever in found:
        amount = lever.trial
        effect = trial.effect(lever.id, lever.label(amount), lever.text(amount), before, tick)
        if effect is None:
            break
        effects.append(effect)
    return sorted(effects, key=lambda effect: -effect.weight)
