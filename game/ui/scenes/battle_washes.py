"""The washes over the map: what the chosen overlay shows, what threatens, what the selected unit can aim at."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.ui.map import overlays
from game.ui.theme.palette import BAD, FAIR, GOLD, GOOD, Colour, parse

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

Washes = dict[int, tuple[Colour, int]]
TARGET = (206, 64, 44)
WORKS = (60, 44, 20)
BURNING = (224, 120, 32)
SUPPLY = (72, 148, 92)
CUT_OFF = (206, 64, 44)
FIRE = (196, 112, 28)
SHELLS = (126, 84, 150)
RAMP = (150, 110, 60)
SUPPLY_STEP = 6  # opacity that each movement point from the depot costs
MOST_SUPPLY = 140


def washes(scene: "BattleScene") -> Washes:
    """Hex -> colour and opacity, kept until something changes."""
    hand = scene.hand
    key = ("washes", hand.selected, hand.armed, hand.overlay, hand.threat, scene.session.side)
    return scene.session.keep(key, lambda: _make(scene))


def _make(scene: "BattleScene") -> Washes:
    hand, session = scene.hand, scene.session
    if hand.threat:
        found = {h: (overlays.THREAT, min(170, 24 + 2 * men)) for h, men in threatened(scene).items()}
    else:
        found = OVERLAYS[hand.overlay](scene)
    if hand.unit and session.mine:
        found.update(_targets(scene, hand.unit.id))
    return found


def threatened(scene: "BattleScene") -> dict[int, int]:
    """Hex -> men a battalion might lose there; without those where an enemy is seen to stand."""
    session, index = scene.session, scene.chart.index
    taken = {foe.at for foe in session.view.seen}
    return {index(at): men for at, men in session.threat().items() if men and at not in taken}


def _none(scene: "BattleScene") -> Washes:
    return {}


def _supply(scene: "BattleScene") -> Washes:
    """Where supply comes, paler the farther from a depot; units that it does not reach in red."""
    session, index = scene.session, scene.chart.index
    reached = session.supply()
    found: Washes = {index(at): (SUPPLY, max(36, MOST_SUPPLY - SUPPLY_STEP * cost)) for at, cost in reached.items()}
    found.update({index(unit.at): (CUT_OFF, 150) for unit in session.view.own if unit.at and unit.at not in reached})
    return found


def _control(scene: "BattleScene") -> Washes:
    names, index = scene.names, scene.chart.index
    return {index(at): (parse(names.colour(side)), 64) for at, side in scene.session.view.control.items()}


def _fire(scene: "BattleScene") -> Washes:
    """What own volleys would do in each hex: of the selected unit, or of all; a battery's range where it has one."""
    session, index, unit = scene.session, scene.chart.index, scene.hand.selected
    found: Washes = {}
    if unit:
        found = {index(at): (SHELLS, 62) for at in session.shell_range(unit)}
    found.update({index(at): (FIRE, min(176, 36 + 3 * men)) for at, men in session.field_of_fire(unit).items() if men})
    return found


def _fatigue(scene: "BattleScene") -> Washes:
    """The most tired unit of each hex: green, amber from 35, red from 60."""
    worst: dict[str, int] = {}
    for unit in scene.session.view.own:
        if unit.at:
            worst[unit.at] = max(worst.get(unit.at, 0), unit.fatigue)
    return {scene.chart.index(at): (_tone(fatigue), 150) for at, fatigue in worst.items()}


def _tone(fatigue: int) -> Colour:
    return GOOD if fatigue < 35 else FAIR if fatigue < 60 else BAD


def _ramps(scene: "BattleScene") -> Washes:
    return {scene.chart.index(edge.partition("/")[0]): (RAMP, 120) for edge in scene.session.view.ramps}


def _works(scene: "BattleScene") -> Washes:
    return {scene.chart.index(at): (WORKS, 30 + 40 * level) for at, level in scene.session.view.works.items() if level}


def _sight(scene: "BattleScene") -> Washes:
    """What the selected unit sees; with none selected, what any of one's own sees."""
    session, unit = scene.session, scene.hand.unit
    seen = [scene.chart.index(at) for at in session.sight(unit.id)] if unit and unit.at else session.seen()
    return dict.fromkeys(seen, (overlays.SIGHT, 104))


OVERLAYS: dict[str, Callable[["BattleScene"], Washes]] = {
    "none": _none,
    "supply": _supply,
    "control": _control,
    "fire": _fire,
    "fatigue": _fatigue,
    "ramps": _ramps,
    "works": _works,
    "sight": _sight,
}
# Colours of the legend by the keys of their words.
LEGENDS: dict[str, tuple[tuple[str, Colour], ...]] = {
    "threat": (("threat", overlays.THREAT),),
    "supply": (("supply", SUPPLY), ("cut_off", CUT_OFF)),
    "control": (),
    "fire": (("fire", FIRE), ("shells", SHELLS)),
    "fatigue": (("fit", GOOD), ("tired", FAIR), ("worn", BAD)),
    "ramps": (("ramp", RAMP),),
    "works": (("works", WORKS),),
    "sight": (("sight", overlays.SIGHT),),
}


def _targets(scene: "BattleScene", unit: str) -> Washes:
    """Hexes that the selected unit can aim at: of all orders, or of the one that is armed."""
    wanted = scene.hand.armed.verb if scene.hand.armed else None
    found: Washes = {}
    for order in scene.session.legal(unit):
        if not order.at or order.verb == "move" or wanted not in (None, order.verb):
            continue
        h = scene.chart.index(order.at)
        if order.verb in ("assault", "fire", "bombard"):
            found[h] = (TARGET, 96 if order.verb == "assault" or wanted else 52)
        elif wanted:
            found[h] = (GOLD, 90)
    return found


def badges(scene: "BattleScene") -> dict[int, tuple[str, Colour]]:
    """Numbers in hexes: of fatigue, where that is shown."""
    if scene.hand.overlay != "fatigue" or scene.hand.threat:
        return {}

    def make() -> dict[int, tuple[str, Colour]]:
        worst: dict[str, int] = {}
        for unit in scene.session.view.own:
            if unit.at:
                worst[unit.at] = max(worst.get(unit.at, 0), unit.fatigue)
        return {scene.chart.index(at): (str(fatigue), (70, 66, 54)) for at, fatigue in worst.items()}

    return scene.session.keep(("badges", scene.session.side), make)
