"""What a side can reach with supply and with fire, over the whole map: for overlays, from a masked State.

A door of its own into the rules' kernels (as `rules/entries.py`), compiled once and kept with them.
"""

from game.rules import bombard, discipline, journal, sight, supply
from game.rules.discipline import ASSAULTING
from game.rules.kernel import entry
from game.rules.state import GUNS, IN_FIRE, MORTARS, PRESENT

SUPPLY, FIRE, SHELLS = range(3)
FOUR_RINGS = 60  # steps of the spiral that small arms reach


@entry
def survey(known, board, rules, what, side, u, out):
    """Fill `out` (H,) int64 for unit `u` of `side`, or for all its units with `u` below 0.

    SUPPLY: movement points from the nearest depot, -1 where no supply comes. FIRE: men of a battalion of 400 that a
    volley would be expected to hit there, summed over the units. SHELLS: batteries that can throw a load there.
    """
    for h in range(len(out)):
        out[h] = -1 if what == SUPPLY else 0
    if what == SUPPLY:
        stamp = supply.trace(known, board, rules, side)
        for h in range(len(out)):
            if known.scratch[h].stamp == stamp:
                out[h] = known.scratch[h].cost
        return
    for k in range(len(known.units)):
        unit = known.units[k]
        if unit.side != side or unit.status != PRESENT or (u >= 0 and u != k):
            continue
        if what == SHELLS:
            if (unit.klass != GUNS and unit.klass != MORTARS) or unit.tubes <= 0:
                continue
            for h in range(len(out)):
                n = sight.distance(board, unit.at, h)
                if 0 < n <= unit.range_hexes and bombard.clear_arc(known, board, rules, k, h):
                    out[h] += 1
            continue
        for i in range(1, FOUR_RINGS + 1):
            h = sight.hex_at(
                board, board.hexes[unit.at].q + board.spiral[i, 0], board.hexes[unit.at].r + board.spiral[i, 1]
            )
            if h < 0 or not sight.line_of_sight(known, board, unit.at, h):
                continue
            journal.begin_factors(known)
            out[h] += discipline.expected_loss(known, board, rules, k, -1, h, ASSAULTING, IN_FIRE) // 1000
