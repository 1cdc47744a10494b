"""`python main.py balance`: who wins, when and by what, held against history; what moves it; how to mend it.

The games themselves are played by the levels asked for. What changes of the scenario do is found out between recruits,
whose games take milliseconds; a suggestion is proved by the levels asked for.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from game.lab.balance_table import print_balance
from game.lab.batch import RECRUIT, Result, Runner, make_batch, make_runner
from game.lab.field import Field
from game.lab.judge import judge
from game.lab.ladder import share_error
from game.lab.levers import Lever, levers, other_side_first, without_wave
from game.lab.sensitivity import Effect, Trial, pull_all
from game.lab.simulate import check_levels, cut_short, progress_bar, summary, write_or_print
from game.lab.suggest import Mender, aim_of, needs_mending
from game.lab.threads import Tick
from game.scenario import catalog
from game.scenario.model import Scenario
from game.scenario.problems import ScenarioError

FORMAT = 1
SHARE_OF_GAMES = 4  # a sensitivity is measured with a quarter of the games,
FEWEST_GAMES = 40  # but with no fewer than these


def run(args: argparse.Namespace) -> int:
    """The command. Raises UserError and ScenarioError."""
    loaded = catalog.examine(args.scenario)
    if loaded.scenario is None:
        raise ScenarioError(catalog.why_not(loaded))
    scenario = loaded.scenario
    field = Field(scenario)
    players = check_levels(args.level, field.names.sides)
    games = args.games or scenario.balance.games
    found = levers(scenario, loaded.merged)
    with make_runner(args.jobs, args.cluster) as runner:
        started = time.perf_counter()
        study = Study(args.scenario, scenario, runner, games, args.seed, players, found)
        with progress_bar(scenario.id, study.games_to_play(args.suggest)) as tick:
            rows = runner.run(make_batch(loaded.merged, players, True), games, args.seed, tick)
            data = report(scenario, field, rows, players, args.seed)
            if len(rows) == games:
                data |= study.effects(rows, tick)
                if args.suggest and not runner.interrupted:
                    data["suggestion"] = study.suggest(rows, tick)
        seconds = time.perf_counter() - started
    data["timing"] = {"seconds": round(seconds, 3), "jobs": runner.jobs}
    write_or_print(args.json, data, lambda: print_balance(scenario, data))
    code = cut_short(runner, len(rows), games)
    if code == 0 and args.strict and not data["ok"]:
        failed = sum(not check["ok"] for check in data["checks"])
        print(f"{failed} of {len(data['checks'])} checks failed", file=sys.stderr)
        return 1
    return code


def report(
    scenario: Scenario, field: Field, rows: Sequence[Result], players: dict[str, str], seed: int
) -> dict[str, Any]:  # fmt: skip
    """What the games themselves tell."""
    sides, count = field.names.sides, len(rows)
    totals = summary(field, list(rows))
    checks = judge(scenario, sides, rows)
    return {
        "format": FORMAT,
        "scenario": scenario.id,
        "games": count,
        "seed": seed,
        "players": players,
        "wins": {side: _share(totals["wins"][side], count) for side in sides},
        "drawn": _share(totals["wins"]["none"], count),
        "levels": totals["levels"],
        "turn": totals["turn"],
        "reasons": dict(Counter(row["reason"] for row in rows)),
        "losses": {side: _spread([row["end"]["lost"][side] for row in rows]) for side in sides},
        "checks": checks,
        "ok": all(check["ok"] for check in checks),
        "never_act": _never_act(scenario, rows),
        "events_never_done": [
            e.id for e in scenario.events if not any(e.id in row["achieved"]["events"] for row in rows)
        ],
        "waves": [
            {
                "id": wave.id,
                "side": wave.side,
                "came_permille": round(1000 * sum(wave.id in row["achieved"]["waves"] for row in rows) / max(1, count)),
            }
            for wave in scenario.waves
        ],
    }


def _share(number: int, games: int) -> dict[str, int]:
    return {"permille": round(1000 * number / max(1, games)), "error": round(1000 * share_error(number, games))}


def _spread(values: Sequence[int]) -> dict[str, int]:
    import numpy as np

    low, middle, high = np.percentile(values or [0], (10, 50, 90), method="nearest")
    return {"p10": int(low), "p50": int(middle), "p90": int(high)}


def _never_act(scenario: Scenario, rows: Sequence[Result]) -> list[dict[str, str]]:
    """Units that in no game moved, acted or fired, though they were there."""
    if not rows:
        return []
    idle = set(rows[0]["idle"]).intersection(*(row["idle"] for row in rows))
    side = {formation.id: formation.side for formation in scenario.formations}
    return [
        {"id": unit.id, "side": side[unit.formation], "class": scenario.kinds[unit.kind].class_}
        for unit in scenario.units
        if unit.id in idle
    ]


class Study:
    """What changes of the scenario do: levers, waves left out, the other side first; and what would mend it."""

    def __init__(
        self, name: str, scenario: Scenario, runner: Runner, games: int, seed: int, players: dict[str, str],
        found: Sequence[Lever],
    ) -> None:  # fmt: skip
        self.scenario, self.runner, self.games, self.seed, self.players = scenario, runner, games, seed, players
        self.levers = found
        self.tries = min(games, max(FEWEST_GAMES, games // SHARE_OF_GAMES))
        self.recruits = dict.fromkeys(players, RECRUIT)
        self.trial = Trial(name, scenario, runner, self.tries, seed, self.recruits)
        self.proof = Trial(name, scenario, runner, games, seed, players)
        self.pulled: list[Effect] = []

    @property
    def recruits_played(self) -> bool:
        return self.players == self.recruits

    def games_to_play(self, suggest: bool) -> int:
        """For the bar; a search for a suggestion takes as long as it takes, say ten batches."""
        changed = len(self.levers) + len(self.scenario.waves) + 1 + (not self.recruits_played)
        return self.games * (11 if suggest else 1) + changed * self.tries

    def effects(self, rows: Sequence[Result], tick: Tick) -> dict[str, Any]:
        """`sensitivities`, `first_mover` and what each wave is worth; what was interrupted is left out."""
        if not self.recruits_played:
            rows = self.trial.play("[]", self.tries, self.seed, tick)
        found: dict[str, Any] = {"sensitivity_games": self.tries}
        text = other_side_first(self.scenario)
        other = next(side for side in self.scenario.sides if side != self.scenario.first_side)
        first = self.trial.effect("first-mover", f"{other} moves first", text, rows, tick)
        found["first_mover"] = {"first": self.scenario.first_side} | first.to_json() if first else None
        found["without_wave"] = []
        for wave in self.scenario.waves:
            text = without_wave(self.scenario, wave.id)
            effect = self.trial.effect(wave.id, f"wave {wave.id} never comes", text, rows, tick)
            if effect is None:
                break
            matters = effect.margin.sure or effect.score.sure
            found["without_wave"].append(effect.to_json() | {"matters": matters})
        self.pulled = [] if self.runner.interrupted else pull_all(self.trial, self.levers, rows, tick)
        found["sensitivities"] = [effect.to_json() for effect in self.pulled]
        return found

    def suggest(self, rows: Sequence[Result], tick: Tick) -> dict[str, Any]:
        """The aim, whether there is anything to mend, and the changes that would."""
        aim = aim_of(self.scenario)
        found: dict[str, Any] = {
            "aim": {"attacker": self.trial.attacker, "permille": round(1000 * aim.share), "wanted": aim.words},
            "needed": needs_mending(self.scenario, rows),
            "changes": [],
        }
        if found["needed"]:
            mender = Mender(self.proof, self.games, self.seed, rows, tick)
            found["points"] = mender.points
            found["attacker_permille"] = round(1000 * mender.start)
            found["changes"] = [one.to_json() for one in mender.search(self.levers, self.pulled)]
        return found
