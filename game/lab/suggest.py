"""`balance --suggest`: the smallest change found that brings the wanted share of wins, as a patch that was played.

The aim is the middle of `balance.wanted_wins`, as a share of the attacker with draws halved. How far the outcome must
move is read off the margins played: by so many points all of them would have to shift. The sensitivities then say how
far each lever would have to be pulled for that; what looks wrong by itself is tried first, then what needs the least.
Each is closed in on by interpolation and played once more with other dice. Only what keeps its promise there, within
five points, is suggested.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from game.lab.batch import Result
from game.lab.ladder import share_error
from game.lab.levers import Lever, band, conspicuous, move_levels
from game.lab.sensitivity import Effect, Trial, attacker_of, score_of
from game.lab.threads import Tick
from game.scenario.model import Scenario
from game.views import level_of

CLOSE = 0.05  # of the aim: what a suggestion must reach
CLOSER = 0.02  # what is worth another step
MOST_STEPS = 6
MOST_LEVERS = 5
WANTED = 2  # suggestions, besides the one that moves the victory levels
TOO_FAR = 4  # times a lever's bounds: what it would need by its weight, and is tried all the same
OTHER_DICE = 1_000_003  # added to the seed for the games that prove a suggestion


class Aim(NamedTuple):
    """The attacker's share (draws halved) that is wanted, and how it follows from the scenario."""

    share: float
    words: str


class Suggestion(NamedTuple):
    """A change with what it brought in games that it was not fitted to."""

    id: str
    label: str
    text: str
    share: float
    wins: dict[str, float]  # by side, as shares
    games: int
    seed: int
    wanted: bool  # whether every side's wins are in its wanted range: too many draws keep them from it
    why: str | None  # what looked wrong by itself

    def to_json(self) -> dict[str, Any]:
        error = round(1000 * share_error(self.share * self.games, self.games))
        return {
            "id": self.id,
            "change": self.label,
            "changes": self.text,
            "attacker_permille": {"permille": round(1000 * self.share), "error": error},
            "wins": {side: round(1000 * won) for side, won in self.wins.items()},
            "games": self.games,
            "seed": self.seed,
            "in_wanted": self.wanted,
            "why": self.why,
        }


def aim_of(scenario: Scenario) -> Aim:
    """From `balance.wanted_wins`; even if it says nothing."""
    attacker = attacker_of(scenario)
    middles, words = [], []
    for side, (low, high) in scenario.balance.wanted_wins.items():
        middle = (low + high) / 200
        middles.append(middle if side == attacker else 1 - middle)
        words.append(f"{side} {low} to {high} %")
    if not middles:
        return Aim(0.5, "even, since the scenario names no `balance.wanted_wins`")
    return Aim(sum(middles) / len(middles), ", ".join(words))


def share_of(rows: Sequence[Result], attacker: str) -> float:
    """The attacker's wins and half of the draws."""
    return sum(score_of(row, attacker) for row in rows) / max(1, len(rows))


def in_wanted(scenario: Scenario, rows: Sequence[Result]) -> bool:
    """Whether every side's share of wins is in its wanted range."""
    for side, (low, high) in scenario.balance.wanted_wins.items():
        if not low <= 100 * sum(row["winner"] == side for row in rows) / len(rows) <= high:
            return False
    return True


def needs_mending(scenario: Scenario, rows: Sequence[Result]) -> bool:
    """Whether a suggestion is called for: a share out of its range, or without ranges far from even."""
    if scenario.balance.wanted_wins:
        return not in_wanted(scenario, rows)
    return abs(share_of(rows, attacker_of(scenario)) - aim_of(scenario).share) > CLOSE


def missing_points(scenario: Scenario, rows: Sequence[Result], aim: float) -> int:
    """By how many points all margins would have to shift for the attacker to have the share `aim`."""
    attacker = attacker_of(scenario)

    def share(points: int) -> float:
        levels = [level_of(scenario, row["margin"] + points).for_ for row in rows]
        return sum(1.0 if side == attacker else 0.5 if side == "none" else 0.0 for side in levels) / len(rows)

    margins = [row["margin"] for row in rows]
    starts = [level.from_ for level in scenario.victory.levels if level.from_ is not None] or [0]
    low, high = min(starts) - max(margins) - 1, max(starts) - min(margins) + 1
    while high - low > 1:  # the share rises with the points
        middle = (low + high) // 2
        low, high = (low, middle) if share(middle) >= aim else (middle, high)
    return min((0, low, high), key=lambda points: (abs(share(points) - aim), abs(points)))


class Candidate(NamedTuple):
    """A lever worth trying, and how far to pull it first."""

    lever: Lever
    amount: int
    why: str | None = None


def candidates(
    scenario: Scenario, levers: Sequence[Lever], effects: Sequence[Effect], points: int
) -> list[Candidate]:  # fmt: skip
    """What looks wrong by itself; then levers that would surely bring so many points; then those that might."""
    by_id = {effect.id: effect for effect in effects}
    odd = conspicuous(scenario)
    found: list[tuple[int, float, Candidate]] = []
    for lever in levers:
        effect = by_id.get(lever.id)
        low, high = lever.bounds
        if low == high:
            continue
        if lever.id in odd:
            amount, why = odd[lever.id]
            found.append((0, 0, Candidate(lever, max(low, amount), why)))
            continue
        if effect is None or not effect.margin.change:
            continue
        # A long pull brings less, or more, than a short one promises: where a battle turns on one hill, a side that is
        # beaten anyway hardly feels a tenth more. What seems four times too far may still do.
        amount = round(points * lever.trial / effect.margin.change)
        if amount and TOO_FAR * low <= amount <= TOO_FAR * high:
            amount = max(low, min(high, amount))
            pull = abs(amount) / max(abs(low), abs(high))
            found.append((1 if effect.margin.sure else 2, pull, Candidate(lever, amount)))
    return [candidate for _, _, candidate in sorted(found, key=lambda row: row[:2])]


def new_band(scenario: Scenario, rows: Sequence[Result], aim: float, attacker: str) -> tuple[int, int] | None:
    """By how much to move the levels below and those of the attacker, so that these very games come out as wanted."""
    old = band(scenario, attacker)
    if old is None:
        return None
    wanted = scenario.balance.wanted_wins
    drawn = sum(row["winner"] is None for row in rows) / len(rows)
    if len(wanted) == 2:  # draws leave each side room for its own range
        drawn = min(drawn, max(0.0, 1 - sum(low for low, _ in wanted.values()) / 100 - 2 * CLOSE))
    margins = sorted(row["margin"] for row in rows)

    def at(share: float) -> int:
        return margins[max(0, min(len(margins) - 1, round(share * len(margins))))]

    low, high = at(1 - aim - drawn / 2), at(1 - aim + drawn / 2)
    return (low - old[0], high - old[1]) if old[0] != old[1] else (high - old[1], high - old[1])


class Mender:
    """Looks for changes that bring the aim."""

    def __init__(self, trial: Trial, games: int, seed: int, rows: Sequence[Result], tick: Tick | None = None) -> None:
        self.trial, self.games, self.seed, self.rows, self.tick = trial, games, seed, rows, tick
        self.aim = aim_of(trial.scenario)
        self.start = share_of(rows, trial.attacker)
        self.points = missing_points(trial.scenario, rows, self.aim.share)

    def search(self, levers: Sequence[Lever], effects: Sequence[Effect]) -> Iterator[Suggestion]:
        """Suggestions that kept their promise, in the order of `candidates`, that of the victory levels last."""
        kept = 0
        for candidate in candidates(self.trial.scenario, levers, effects, self.points)[:MOST_LEVERS]:
            suggestion = self._by_lever(candidate)
            if suggestion:
                kept += 1
                yield suggestion
            if kept == WANTED or self.trial.runner.interrupted:
                break
        moved = new_band(self.trial.scenario, self.rows, self.aim.share, self.trial.attacker)
        if moved and any(moved) and not self.trial.runner.interrupted:
            low, high = moved
            text = move_levels(self.trial.scenario, self.trial.attacker, low, high)
            label = (
                f"victory levels of {self.trial.attacker} moved by {high:+d} points of margin, the others by {low:+d}"
            )
            suggestion = self._prove("levels", label, text)
            if suggestion:
                yield suggestion

    def _by_lever(self, candidate: Candidate) -> Suggestion | None:
        """Close in on the aim; None if the lever does not reach it, or not with other dice."""
        lever, amount, why = candidate
        tried = {0: self.start}
        for _ in range(MOST_STEPS):
            share = self._share(lever.text(amount))
            if share is None:
                return None
            tried[amount] = share
            if abs(share - self.aim.share) <= CLOSER:
                break
            step = next_amount(tried, self.aim.share, lever.bounds)
            if step is None or step in tried:
                break
            amount = step
        best = min(tried, key=lambda pull: (abs(tried[pull] - self.aim.share), abs(pull)))
        if best == 0 or abs(tried[best] - self.aim.share) > CLOSE:
            return None
        return self._prove(lever.id, lever.label(best), lever.text(best), why)

    def _share(self, text: str) -> float | None:
        rows = self.trial.play(text, self.games, self.seed, self.tick) if text else self.rows
        return share_of(rows, self.trial.attacker) if len(rows) >= self.games else None

    def _prove(self, name: str, label: str, text: str, why: str | None = None) -> Suggestion | None:
        """Play a change with other dice; None if it does not keep its promise."""
        seed = self.seed + OTHER_DICE
        rows = self.trial.play(text, self.games, seed, self.tick)
        share = share_of(rows, self.trial.attacker)
        if len(rows) < self.games or abs(share - self.aim.share) > CLOSE:
            return None
        wins = {side: sum(row["winner"] == side for row in rows) / len(rows) for side in self.trial.scenario.sides}
        wanted = in_wanted(self.trial.scenario, rows)
        return Suggestion(name, label, text, share, wins, len(rows), seed, wanted, why)


def next_amount(tried: dict[int, float], aim: float, bounds: tuple[int, int]) -> int | None:
    """Where to pull next: between the nearest on either side of the aim, or twice as far; None at the end."""
    pulls = sorted(tried)
    for low, high in pairwise(pulls):
        one, two = tried[low], tried[high]
        if (one - aim) * (two - aim) <= 0 and one != two:
            if high - low <= 1:
                return None
            inner = low + round((high - low) * (aim - one) / (two - one))
            return max(low + 1, min(high - 1, inner))
    far = max(pulls, key=abs)
    step = max(bounds[0], min(bounds[1], 2 * far))
    return step if step not in tried else None
