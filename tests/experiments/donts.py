"""The first assault with the garrison's Three Don'ts and without: `python -m tests.experiments.donts [GAMES]`.

What must come out: without discipline ammunition lasts clearly shorter, and a fire costs the enemy fewer men.
"""

import sys

import numpy as np

from game.lab.simulate import Field, play_many
from game.scenario import catalog
from game.scenario.model import Scenario

NAME, DEFENDER, ATTACKER = "hengyang/first-assault", "china", "japan"


def table(title: str, scenario: Scenario, games: int) -> None:
    results = play_many(Field(scenario), games, 1, 2)
    lost = {
        side: np.median([sum(row["losses"][side][key] for key in ("killed", "died", "wounded")) for row in results])
        for side in (ATTACKER, DEFENDER)
    }
    spent = np.median([row["fires_spent"][DEFENDER] for row in results])
    left = np.median([row["fires_left"][DEFENDER] for row in results])
    places = np.median([len(row["places_lost"][DEFENDER]) for row in results])
    print(f"{title}: {games} games")
    print(f"  fires spent {spent:.0f}, left {left:.0f}; main-line places lost {places:.0f}")
    print(f"  lost: {ATTACKER} {lost[ATTACKER]:.0f}, {DEFENDER} {lost[DEFENDER]:.0f}")
    print(f"  {ATTACKER} lost for each fire of {DEFENDER}: {lost[ATTACKER] / spent:.1f}")


def main() -> None:
    games = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    scenario = catalog.load(NAME)
    table("with the Three Don'ts", scenario, games)
    sides = dict(scenario.sides)
    sides[DEFENDER] = sides[DEFENDER].model_copy(update={"dont": ()})
    table("without", scenario.model_copy(update={"sides": sides}), games)


if __name__ == "__main__":
    main()
