"""The first assault with the man-made cliffs and without: `python -m tests.experiments.cliffs [GAMES]`.

What must come out: the cliffs save the hills. Without them more of the main line falls, and dearer for its garrison.
"""

from game.scenario import catalog
from tests.experiments.common import FIRST_ASSAULT, games, table


def main() -> None:
    scenario = catalog.load(FIRST_ASSAULT)
    table("with cliffs", scenario, games())
    edges = scenario.map.edges.model_copy(update={"cliff": ()})
    ground = scenario.map.model_copy(update={"edges": edges})
    table("without", scenario.model_copy(update={"map": ground}), games())


if __name__ == "__main__":
    main()
