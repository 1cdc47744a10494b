"""The doors through which Python enters compiled code: each is compiled once, with all it calls, and cached."""

import numpy as np

from game.rules import knowledge, listing, marching, orders, paths, preview, turn
from game.rules.kernel import entry


@entry
def begin(state, board, rules):
    """Turn 1 and the first side's phase."""
    turn.begin(state, board, rules)


@entry
def carry_out(state, board, rules, rows):
    """orders.apply of each row (verb, unit, hex, argument) of `rows` (n, 4), up to one that is refused.

    Returns (how many were carried out, LEGAL or the reason of the refusal).
    """
    for i in range(len(rows)):
        reason = orders.apply(state, board, rules, rows[i, 0], rows[i, 1], rows[i, 2], rows[i, 3])
        if reason != orders.LEGAL:
            return i, reason
    return len(rows), orders.LEGAL


def apply(state, board, rules, verb, u, h, arg):
    """orders.apply: LEGAL, or the reason why nothing was changed."""
    return carry_out(state, board, rules, np.array(((verb, u, h, arg),), np.int64))[1]


@entry
def apply_via(state, board, rules, u, via, h):
    """A move by way of the hexes `via` (1-D int64)."""
    reason = orders.why_not_via(state, board, rules, u, via, h)
    if reason == orders.LEGAL:
        state.clock[0].orders += 1
        marching.march(state, board, rules, u)
    return reason


@entry
def why_not(state, board, rules, verb, u, h, arg):
    return orders.why_not(state, board, rules, verb, u, h, arg)


@entry
def why_not_via(state, board, rules, u, via, h):
    return orders.why_not_via(state, board, rules, u, via, h)


@entry
def list_all(state, board, rules, out):
    return listing.list_all(state, board, rules, out)


@entry
def list_one(state, board, rules, u, out):
    return listing.list_one(state, board, rules, u, out)


@entry
def mask(state, known, rules, side):
    """knowledge.mask: `known` becomes what `side` may know of `state`."""
    knowledge.mask(state, known, rules, side)


@entry
def plan_move(known, board, rules, u, h):
    """(way, cost) of a move; its path is in `known.scratch[…].path`, `path_length` long."""
    return paths.plan_move(known, board, rules, u, h)


@entry
def reach(known, board, rules, u, out):
    preview.reach(known, board, rules, u, out)


@entry
def fire_odds(known, board, rules, u, h):
    return preview.fire_odds(known, board, rules, u, h)


@entry
def bombard_odds(known, board, rules, u, h, out):
    preview.bombard_odds(known, board, rules, u, h, out)


@entry
def assault_odds(known, board, rules, u, h, out):
    preview.assault_odds(known, board, rules, u, h, out)


@entry
def threat(known, board, rules, side, out):
    preview.threat(known, board, rules, side, out)


@entry
def seen_from(known, board, rules, h, out):
    preview.seen_from(known, board, rules, h, out)


@entry
def blocking_hex(known, board, a, b):
    return preview.blocking_hex(known, board, a, b)
