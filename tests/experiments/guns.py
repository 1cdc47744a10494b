"""The first assault with guns and aircraft and without: `python -m tests.experiments.guns [GAMES]`.

What must come out: the attacker's thirty guns with fifteen rounds each weigh little (in history too), the garrison's
mortars and guns, stocked for ten days, weigh more.
"""

from game.scenario import catalog
from game.scenario.model import Scenario
from tests.experiments.common import ATTACKER, DEFENDER, FIRST_ASSAULT, games, table


def without_shells(scenario: Scenario, side: str) -> Scenario:
    """No loads with batteries or in depots of `side`, and no sorties."""
    own = {formation.id for formation in scenario.formations if formation.side == side}
    units = tuple(unit.model_copy(update={"shells": 0}) if unit.formation in own else unit for unit in scenario.units)
    depots = tuple(
        depot.model_copy(update={"shells": {}}) if depot.side == side else depot for depot in scenario.depots
    )
    sides = dict(scenario.sides)
    sides[side] = sides[side].model_copy(update={"sorties": ()})
    return scenario.model_copy(update={"units": units, "depots": depots, "sides": sides})


def main() -> None:
    scenario = catalog.load(FIRST_ASSAULT)
    table("with guns and aircraft", scenario, games())
    table(f"{ATTACKER} without", without_shells(scenario, ATTACKER), games())
    table(f"{DEFENDER} without", without_shells(scenario, DEFENDER), games())


if __name__ == "__main__":
    main()
