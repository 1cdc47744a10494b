"""Battles played by computers inside compiled code: mass runs, forecasts.

Decisions are taken on each side's masked State; only `orders.apply` touches the real one.
"""

from game.ai import tactics
from game.rules import knowledge, orders
from game.rules.kernel import entry, kernel
from game.rules.state import END


@kernel
def play(state, board, rules, known, first_mind, second_mind, last_turn, out):
    """Play until the battle ends or `last_turn` has passed. `known`: workspace State; `out`: (4,) int64.

    Returns orders given.
    """
    given = 0
    clock = state.clock[0]
    while clock.ended == 0 and clock.turn <= last_turn:
        side = clock.phase
        turn = clock.turn
        knowledge.mask(state, known, side)
        while clock.ended == 0 and clock.phase == side and clock.turn == turn:
            if side == 0:
                tactics.next_order(known, board, rules, first_mind, side, out)
            else:
                tactics.next_order(known, board, rules, second_mind, side, out)
            reason = orders.apply(state, board, rules, out[0], out[1], out[2], out[3])
            given += 1
            if reason != orders.LEGAL:
                if side == 0:
                    first_mind.progress[0].failed += 1
                else:
                    second_mind.progress[0].failed += 1
                if out[0] == END:
                    return given
            elif clock.phase == side and clock.turn == turn:
                knowledge.refresh_units(state, known, side)
                knowledge.refresh_hex(state, known, side, out[2])
    return given


@entry
def play_out(state, board, rules, known, first_mind, second_mind, last_turn, out):
    """`play`, for Python: the whole of a battle, or a part of it, in one call."""
    return play(state, board, rules, known, first_mind, second_mind, last_turn, out)


@entry
def decide(known, board, rules, mind, side, out):
    """One order of `side` from its masked State, into `out` (4,) int64."""
    tactics.next_order(known, board, rules, mind, side, out)
