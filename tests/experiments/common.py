"""What the experiments share: play a scenario many times between recruits, and print what it cost."""

import sys

import numpy as np

from game.lab.batch import Local
from game.lab.field import Field
from game.scenario.model import Scenario

FIRST_ASSAULT, DEFENDER, ATTACKER = "hengyang/first-assault", "china", "japan"


def games() -> int:
    """The number on the command line; 500 if there is none."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else 500


def table(title: str, scenario: Scenario, count: int) -> None:
    """Medians of `count` games, seeds from 1."""
    results = Local(2).run_field(Field(scenario), {}, False, count, 1)
    lost = {
        side: np.median([sum(row["losses"][side][key] for key in ("killed", "died", "wounded")) for row in results])
        for side in (ATTACKER, DEFENDER)
    }
    spent = np.median([row["fires_spent"][DEFENDER] for row in results])
    left = np.median([row["fires_left"][DEFENDER] for row in results])
    places = np.mean([len(row["places_lost"][DEFENDER]) for row in results])
    won = {side: sum(row["winner"] == side for row in results) for side in (ATTACKER, DEFENDER)}
    print(f"{title}: {count} games")
    print(f"  fires spent {spent:.0f}, left {left:.0f}; main-line places lost {places:.2f} on average")
    print(f"  lost: {ATTACKER} {lost[ATTACKER]:.0f}, {DEFENDER} {lost[DEFENDER]:.0f}; won: {won}")
    print(f"  {ATTACKER} lost for each fire of {DEFENDER}: {lost[ATTACKER] / spent:.1f}")
