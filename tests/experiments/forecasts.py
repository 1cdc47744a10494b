"""Does the side win as often as was forecast? `python -m tests.experiments.forecasts [GAMES] [PLAYOUTS] [FILE.svg]`.

The computer (recruit) plays itself; of each game one phase is drawn by lot, and its chances are reckoned twice: as a
player may see them (`Battle.forecast` to the end, of the order the computer would give, from the view of the side to
move), and as the after-action report draws them (the true position played on). Then the game itself says who won.
Deciles of the forecast must win as forecast, within 5 points or the 95 % error of the count.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from game import Battle
from game.ai.forecast import chance, play_on, share_left
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


class Course:
    """One scenario's games, for one thread."""

    def __init__(self, name: str, playouts: int) -> None:
        scenario, merged, _ = catalog.load_merged(name)
        assert scenario is not None
        self.field, self.playouts = Field(scenario), playouts
        self.battle = Battle(scenario, merged)
        self.judge = Judge(self.battle, jobs=1)

    def case(self, seed: int) -> tuple[float, float, bool]:
        """(as the player saw it, as the report draws it, whether the side to move won) of one game's drawn phase."""
        drawn, end = self.game(seed)
        side = self.field.names.sides[int(drawn.clock["phase"][0])]
        true = self.judge.outlook(drawn, self.playouts).won[side]
        share, left = self.seen(drawn, seed)
        return chance(share, left) / 1000, true / 1000, self.won(drawn, end)

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

    def seen(self, drawn: State, seed: int) -> tuple[float, float]:
        """Of the first order of its computer the side to move would see (playouts won, turns left), as shares."""
        battle, side = self.battle, int(drawn.clock["phase"][0])
        known, out = self.field.workspace(), np.zeros(4, np.int64)
        battle._restore(drawn)
        battle.state.clock["journal_on"] = 0
        entries.mask(drawn, known, battle.rules, side)
        decide(known, battle.board, battle.rules, copy_mind(self.field.minds[side]), out)
        order = battle.notation.order(*out.tolist())
        return float(play_on(battle, order, self.playouts, None, seed).won.mean()), share_left(battle)


def main() -> None:
    games = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    playouts = int(sys.argv[2]) if len(sys.argv) > 2 else 60

    def run(job: int) -> list[tuple[float, float, bool]]:
        cases = []
        for name, share in SCENARIOS:
            course = Course(name, playouts)
            count = games * share // 100
            cases += [course.case(seed) for seed in range(20_001 + job, 20_001 + count, 2)]
            print(f"{name}: {count} games, thread {job}", file=sys.stderr, flush=True)
        return cases

    with ThreadPoolExecutor(2) as pool:
        cases = [case for part in pool.map(run, range(2)) for case in part]
    won = np.array([case[2] for case in cases])
    rows = [table(name, np.array([case[i] for case in cases]), won) for i, name in enumerate(("seen", "true"))]
    if len(sys.argv) > 3:
        draw(sys.argv[3], {"from the view, before the order": rows[0], "true position, report": rows[1]})


if __name__ == "__main__":
    main()
