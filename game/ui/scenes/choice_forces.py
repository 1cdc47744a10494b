"""What either side has in a battle that may be chosen, and which places count: a table under the briefings."""

from game.scenario.model import Scenario
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BRASS, DIM, PAPER
from game.ui.theme.sheet import Layout

SHARES = (40, 30, 30)
MOST_PLACES = 8


def write(sheet: Layout, scenario: Scenario, say: Tongue) -> None:
    """Men, units, guns and ammunition by side; then the places worth most, most first."""
    sides = list(scenario.sides)
    sheet.columns(("", *(scenario.sides[side].name.get(say.lang) for side in sides)), SHARES, 14, BRASS, "bold")
    for key in ("men", "coming", "units", "guns", "fires", "food"):
        values = [amounts(scenario, side)[key] for side in sides]
        if any(values):
            sheet.columns((say(f"choice.{key}"), *(say.number(value) for value in values)), SHARES, 15, PAPER)
    places = worth(scenario)
    if places:
        names = [scenario.map.places[place].name.get(say.lang) for place in places if place in scenario.map.places]
        sheet.gap(6)
        sheet.para(say("choice.aims", places=" · ".join(names)), 14, DIM)


def amounts(scenario: Scenario, side: str) -> dict[str, int]:
    """Men and units on the map, men who may come, tubes, fires and half days of food of a side at the start."""
    formations = {its.id for its in scenario.formations if its.side == side}
    own = [unit for unit in scenario.units if unit.formation in formations]
    here = [unit for unit in own if unit.at]
    depots = [depot for depot in scenario.depots if depot.side == side]
    kinds = scenario.kinds
    return {
        "men": sum(unit.men for unit in here),
        "coming": sum(unit.men for unit in own if not unit.at),
        "units": len(here),
        "guns": sum(unit.tubes if unit.tubes is not None else kinds[unit.kind].tubes for unit in here),
        "fires": sum(unit.ammo for unit in here) + sum(depot.fires for depot in depots),
        "food": sum(depot.food for depot in depots),
    }


def worth(scenario: Scenario) -> list[str]:
    """The places that bring most points, to whichever side, most first."""
    turns = scenario.turns
    points = {
        place: max(its.first + its.final + its.daily * (turns // 2) for its in by_side.values())
        for place, by_side in scenario.victory.places.items()
        if by_side
    }
    return sorted((place for place in points if points[place]), key=lambda place: (-points[place], place))[:MOST_PLACES]
