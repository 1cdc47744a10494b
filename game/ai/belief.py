"""View -> a full State as its side may guess it: what forecasts and previews of the future play on.

Remembered enemies stand where they were last seen, if that hex is free; what was never seen is not there.
"""

from game.rules.digest import copy_state
from game.rules.state import PRESENT, State


def guess(known: State) -> State:
    """A playable State from the masked one; `known` is left as it is."""
    state = copy_state(known)
    for u, unit in enumerate(state.units):
        at = int(unit["last_at"])
        if unit["at"] >= 0 or at < 0 or unit["men"] <= 0:
            continue
        slot = "support" if unit["support"] else "combat"
        mine = state.hexes["combat"][at], state.hexes["support"][at]
        if any(v >= 0 and state.units["side"][v] != unit["side"] for v in mine) or state.hexes[slot][at] >= 0:
            continue
        unit["at"], unit["status"], unit["cohesion"] = at, PRESENT, 800
        unit["ammo"], unit["moves_left"] = 30, 0
        state.hexes[slot][at] = u
    return state
