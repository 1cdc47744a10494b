"""The doors through which Python enters compiled code: each is compiled once, with all it calls, and cached."""

from game.rules import knowledge, orders, turn
from game.rules.kernel import entry


@entry
def begin(state, board, rules):
    """Turn 1 and the first side's phase."""
    turn.begin(state, board, rules)


@entry
def apply(state, board, rules, verb, u, h, arg):
    """orders.apply: LEGAL, or the reason why nothing was changed."""
    return orders.apply(state, board, rules, verb, u, h, arg)


@entry
def why_not(state, board, rules, verb, u, h, arg):
    return orders.why_not(state, board, rules, verb, u, h, arg)


@entry
def list_all(state, board, rules, out):
    return orders.list_all(state, board, rules, out)


@entry
def list_one(state, board, rules, u, out):
    return orders.list_one(state, board, rules, u, out)


@entry
def mask(state, known, side):
    """knowledge.mask: `known` becomes what `side` may know of `state`."""
    knowledge.mask(state, known, side)
