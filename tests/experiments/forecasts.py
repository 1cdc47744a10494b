"""Does the side win as often as was forecast? `python -m tests.experiments.forecasts [GAMES] [PLAYOUTS] [SVG] [SEED]`.

The computer (recruit) plays itself; of each game one phase is drawn by lot, and its chances are reckoned twice: as a
player may see them (`Battle.forecast` to the end, of the order the computer would give, from the view of the side to
move), and as the after-action report draws them (the true position played on). Then the game itself says who won.
Deciles of the forecast must win as forecast, within 5 points or the 95 % error of the count.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from game import Battle
from game.ai.forecast import attacks, chance, play_on, share_left
from game.ai.mind import copy_mind
from game.ai.playout import decide, play_out
from game.chronicle.report_outlook import Judge
from game.lab.field import Field
from game.rules import entries
from game.rules.digest import copy_state
from game.rules.state import State
from game.scenario import catalog
from tests.experiments.calibration import draw, table

SCENARIOS = (  # and the share of the games
    ("hengyang/tutorial", 20), ("hengyang/airfield", 17), ("hengyang/lei-crossing", 17),
    ("hengyang/north-gate", 17), ("hengyang/west-station", 17), ("hengyang/first-assault", 12),
)  # fmt: skip


FIRST_SEED = 300_001


class Case(NamedTuple):
    """One game's drawn phase as the side to move sees it, and whether it won."""

    scenario: int
    seed: int
    share: float  # of the playouts won
    left: float  # of the calendar
    attacking: float  # 1 or 0
    won: float


class Told(NamedTuple):
    """A case, what the player is told of it, and what the report draws: shares of 1."""

    case: Case
    seen: float
    true: float


class Course:
    """One scenario's games, for one thread."""

    def __init__(self, name: str, playouts: int) -> None:
        scenario, merged, _ = catalog.load_merged(name)
        assert scenario is not None
        self.name, self.field, self.playouts = name, Field(scenario), playouts
        self.battle = Battle(scenario, merged)
        self.judge = Judge(self.battle, jobs=1)

    def told(self, seed: int) -> Told:
        drawn, end = self.game(seed)
        side = self.field.names.sides[int(drawn.clock["phase"][0])]
        true = self.judge.outlook(drawn, self.playouts).won[side]
        case = self.seen(drawn, end, seed)
        seen = chance(case.share * self.playouts, self.playouts, case.left, case.attacking > 0)
        return Told(case, seen / 1000, true / 1000)

    def game(self, seed: int) -> tuple[State, State]:
        """(one phase drawn by lot, the end) of a game."""
        field, lot = self.field, np.random.default_rng(seed)
        args = (copy_state(field.start, field.workspace()), field.board, field.rules)
        state, known, out = args[0], field.workspace(), np.zeros(4, np.int64)
        state.clock["seed"] = seed
        entries.begin(*args)
        minds = [copy_mind(mind) for mind in field.minds]
        drawn, phases = copy_state(state), 0
        while not state.clock["ended"][0]:
            phases += 1
            if lot.integers(phases) == 0:
                drawn = copy_state(state)
            play_out(*args, known, *minds, 1 << 30, 1 << int(state.clock["phase"][0]), out, 0)
        return drawn, state

    def won(self, drawn: State, end: State) -> bool:
        """Whether the side to move in `drawn` won."""
        side = self.field.names.sides[int(drawn.clock["phase"][0])]
        return self.judge.winner(self.judge.margin(end)) == side

    def seen(self, drawn: State, end: State, seed: int) -> Case:
        """What the side to move would see of the first order of its computer."""
        battle, side = self.battle, int(drawn.clock["phase"][0])
        known, out = self.field.workspace(), np.zeros(4, np.int64)
        battle._restore(drawn)
        battle.state.clock["journal_on"] = 0
        entries.mask(drawn, known, battle.rules, side)
        decide(known, battle.board, battle.rules, copy_mind(self.field.minds[side]), out)
        order = battle.notation.order(*out.tolist())
        share = float(play_on(battle, order, self.playouts, None, seed).won.mean())
        number, attacking = [name for name, _ in SCENARIOS].index(self.name), attacks(battle, battle.phasing)
        return Case(number, seed, share, share_left(battle), float(attacking), float(self.won(drawn, end)))


def by_scenario(told: list[Told]) -> None:
    """Print how the player's forecast fares in each scenario, all deciles together, and for either role."""
    groups = {name: [its for its in told if its.case.scenario == i] for i, (name, _) in enumerate(SCENARIOS)}
    groups |= {
        role: [its for its in told if its.case.attacking == i] for i, role in enumerate(("defender", "attacker"))
    }
    for name, some in groups.items():
        seen, won = (float(np.mean(values)) for values in zip(*((its.seen, its.case.won) for its in some), strict=True))
        error = 1.96 * (won * (1 - won) / len(some)) ** 0.5
        print(f"| {name} | {len(some)} | {100 * seen:.1f} | {100 * won:.1f} | {100 * error:.1f} |")


def main() -> None:
    games = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    playouts = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    first = int(sys.argv[4]) if len(sys.argv) > 4 else FIRST_SEED

    def run(job: int) -> list[Told]:
        told = []
        for name, share in SCENARIOS:
            course = Course(name, playouts)
            count = games * share // 100
            told += [course.told(seed) for seed in range(first + job, first + count, 2)]
            print(f"{name}: {count} games, thread {job}", file=sys.stderr, flush=True)
        return told

    with ThreadPoolExecutor(2) as pool:
        told = [its for part in pool.map(run, range(2)) for its in part]
    won = np.array([its.case.won for its in told])
    seen = table("seen", np.array([its.seen for its in told]), won)
    true = table("true", np.array([its.true for its in told]), won)
    by_scenario(told)
    if len(sys.argv) > 3:
        draw(sys.argv[3], {"from the view, before the order": seen, "true position, report": true})


if __name__ == "__main__":
    main()
