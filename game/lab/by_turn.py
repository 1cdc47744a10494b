"""How battles between computers go turn by turn: what the picture `course` (game.ui.course_picture) draws."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.lab.batch import by_phases, processors
from game.lab.field import Field, fires_left
from game.lab.threads import Check, over_threads
from game.rules import state as s

SHARES = (10, 50, 90)  # percentiles


class ByTurn(NamedTuple):
    """Shapes: T turns, H hills. Percentiles in rows of SHARES; a battle that ended counts on as it ended."""

    lost: dict[str, np.ndarray]  # side -> (3, T) men killed, dead or wounded since the start
    fires: np.ndarray  # (3, T) of the defender, carried and stored
    fit: np.ndarray  # (3, T) his men in units on the map
    held: np.ndarray  # (H, T) share of games, per mille, in which the attacker held each place of the main line
    hills: tuple[str, ...]


def by_turn(field: Field, games: int, seed: int) -> ByTurn:
    """Play games between recruits and note the close of each phase. Raises KeyboardInterrupt if interrupted."""
    scenario, names = field.scenario, field.names
    attacker = next(i for i, name in enumerate(names.sides) if scenario.sides[name].role == "attacker")
    plan = scenario.computer.get(names.sides[1 - attacker])
    hills = plan.main_line if plan else ()
    rows = [names.place_row[hill] for hill in hills]

    def one(number: int, check: Check) -> tuple[np.ndarray, np.ndarray]:
        numbers = np.zeros((4, scenario.turns), np.int64)
        held = np.zeros((len(rows), scenario.turns), bool)
        turn = int(field.start.clock["turn"][0])

        def note(state: s.State) -> None:
            nonlocal turn
            check()
            here = (state.units["status"] == s.PRESENT) & (state.units["side"] == 1 - attacker)
            lost = [int(sum(state.sides[name][i] for name in ("killed", "died", "wounded"))) for i in (0, 1)]
            now = [*lost, fires_left(state, 1 - attacker), int(state.units["men"][here].sum())]
            numbers[:, turn - 1 :] = np.array(now)[:, None]
            held[:, turn - 1 :] = (state.places["holder"][rows] == attacker)[:, None]
            turn = int(state.clock["turn"][0])

        by_phases(field, seed + number, (field.workspace(), field.workspace()), note)
        numbers[:2] = np.maximum.accumulate(numbers[:2], axis=1)  # when all is over the wounded count as captured
        return numbers, held

    done, interrupted = over_threads(lambda check: lambda number: one(number, check), games, processors())
    if interrupted:
        raise KeyboardInterrupt
    played = list(done.values())
    shares = np.percentile(np.array([numbers for numbers, _ in played]), SHARES, axis=0)
    held = 1000 * np.mean([flags for _, flags in played], axis=0)
    return ByTurn({name: shares[:, i] for i, name in enumerate(names.sides)}, shares[:, 2], shares[:, 3], held, hills)


def bands(field: Field, side: str) -> Sequence[tuple[int, int, int]]:
    """History's ranges of men lost: (turn, from, to)."""
    scenario = field.scenario
    return [(scenario.turn_of(entry.date), *entry.losses[side]) for entry in scenario.history if side in entry.losses]
