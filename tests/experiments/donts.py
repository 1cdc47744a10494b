"""The first assault with the garrison's Three Don'ts and without: `python -m tests.experiments.donts [GAMES]`.

What must come out: without discipline ammunition lasts clearly shorter, and a fire costs the enemy fewer men.
"""

from game.scenario import catalog
from tests.experiments.common import DEFENDER, FIRST_ASSAULT, games, table


def main() -> None:
    scenario = catalog.load(FIRST_ASSAULT)
    table("with the Three Don'ts", scenario, games())
    sides = dict(scenario.sides)
    sides[DEFENDER] = sides[DEFENDER].model_copy(update={"dont": ()})
    table("without", scenario.model_copy(update={"sides": sides}), games())


if __name__ == "__main__":
    main()
