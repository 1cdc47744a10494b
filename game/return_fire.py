"""Who could fire back at a unit that fires or bombards: the enemies that its side sees, nearest first.

From the masked State of the side to move, by the sums of the answer itself (rules/fire.py, `answers`), no die rolled.
What it cannot know it leaves open: which don'ts keep an enemy silent, and who lies hidden.
"""

import numpy as np

from game import hexgrid
from game.rules import entries
from game.rules import state as s
from game.rules.fire import FIRE_HEXES
from game.rules.state import State
from game.situation import Situation
from game.values import Order

NEST_HEXES = 3  # how far nests fire
BEFORE_COVER = (s.F_EFFECTIVE, s.F_RANGE, s.F_SHADOW)  # of a unit's volley; light and cover are a nest's too


def return_fire(battle: Situation, order: Order) -> list[tuple[str, int]]:
    """The volleys, as many as the rules allow, that may answer `order`: (enemy unit, men expected), nearest first.

    A unit counts twice if the nests of its hex may answer too. Nobody for an order that is no fire.
    """
    if order.verb not in ("fire", "bombard") or order.unit is None:
        return []
    known = battle.known(battle.phasing)
    u = battle.names.unit_row[order.unit]
    h = int(known.units["at"][u])
    _fired(known, u, h)
    most, found = int(battle.rules.numbers["answers_to_a_mover"][0]), list[tuple[str, int]]()
    for e, n in _in_sight(battle, known, u, h):
        volley = int(entries.fire_odds(known, battle.board, battle.rules, e, h))
        nests = _nests(battle, known, e, n) if n <= NEST_HEXES else 0
        found += [(battle.names.units[e], milli // 1000) for milli in (volley, nests) if milli > 0]
    return found[:most]


def _fired(known: State, u: int, h: int) -> None:
    """Unit `u` has given itself away, and is the target of what comes; the rest of the enemy fires as infantry."""
    known.units["fired"][u] = 1
    if known.units["support"][u]:
        known.hexes["combat"][h] = -1
    known.units["direct"][known.units["side"] != known.units["side"][u]] = 0


def _in_sight(battle: Situation, known: State, u: int, h: int) -> list[tuple[int, int]]:
    """Enemies on the map, in range of small arms and in line of sight: (row, hexes off), in the order they answer."""
    units, found = known.units, []
    for e in np.flatnonzero((units["side"] != units["side"][u]) & (units["status"] == s.PRESENT)):
        n = hexgrid.distance(int(units["at"][e]), h, battle.names.cols)
        if 1 <= n <= FIRE_HEXES and entries.blocking_hex(known, battle.board, int(units["at"][e]), h) < 0:
            found.append((int(e), n))
    return sorted(found, key=lambda its: (its[1], its[0]))


def _nests(battle: Situation, known: State, e: int, n: int) -> int:
    """What the nests of the hex of `e` would cost, from the light and cover that its volley has just met."""
    numbers, unit = battle.rules.numbers[0], known.units[e]
    ground = known.hexes[int(unit["at"])]
    manned = ground["works"] >= numbers["nest_works"] and ground["organised"] <= known.clock["turn"][0]
    if unit["support"] or not manned:
        return 0
    milli = int(numbers["nest_losses"][n - 1]) * 1000 * int(numbers["nests_per_hex"])
    for name, permille in known.factors[: int(known.clock["factor_count"][0])].tolist():
        if name % s.SECTION not in BEFORE_COVER:
            milli = milli * permille // 1000
    return milli
