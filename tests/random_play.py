"""Random legal play: battles that no person would fight, which is why they find what nobody thought of."""

from random import Random

from game.engine import Engine
from game.values import Order

FIGHTS = frozenset(("assault", "fire", "bombard", "air", "blast", "clear", "bridge", "demolish", "terms", "call"))
END_PERCENT = 8


def choose(orders: list[Order], pick: Random) -> Order:
    """One of the legal orders: half of the time a fight if there is one, now and then `end`."""
    if orders[-1].verb == "end" and pick.randint(1, 100) <= END_PERCENT:
        return orders[-1]
    fights = [order for order in orders if order.verb in FIGHTS] if pick.randint(0, 1) else []
    return pick.choice(fights or orders)


def play(engine: Engine, pick: Random, most: int = 100_000) -> int:
    """Play on to the end, or for `most` orders; returns how many were given."""
    for given in range(most):
        if engine.outcome is not None:
            return given
        engine.give(choose(engine.legal_orders(), pick))
    return most
