"""Battles played by computers inside compiled code: mass runs, forecasts.

Decisions are taken on each side's masked State; only `orders.apply` touches the real one.
"""

from game.ai import tactics
from game.rules import knowledge, orders
from game.rules.kernel import entry, kernel
from game.rules.state import AIR, END

BOTH_SIDES = 3


@kernel
def play(state, board, rules, known, first_mind, second_mind, last_turn, sides, out, only_decide):
    """Play until the battle ends, `last_turn` has passed, or it is the phase of a side not in `sides` (bits 1, 2).

    `known`: workspace State; `out`: (4,) int64.

    With `only_decide` the next order of the side to move is left in `out`, from `known` as it is, and nothing is
    carried out. Returns orders given.
    """
    given = 0
    clock = state.clock[0]
    while clock.ended == 0 and clock.turn <= last_turn and (sides >> clock.phase) & 1:
        side = clock.phase
        turn = clock.turn
        if only_decide == 0:
            knowledge.mask(state, known, rules, side)
        while clock.ended == 0 and clock.phase == side and clock.turn == turn:
            # One place from which tactics are called: each further one would be compiled all over again.
            mind = first_mind if side == 0 else second_mind
            tactics.next_order(known, board, rules, mind, side, out)
            if only_decide:
                return 0
            reason = orders.apply(state, board, rules, out[0], out[1], out[2], out[3])
            given += 1
            if reason != orders.LEGAL:
                mind.progress[0].failed += 1
                if out[0] == END:
                    return given
            elif out[0] >= AIR:
                if clock.phase == side and clock.turn == turn:
                    knowledge.mask(state, known, rules, side)
            else:
                knowledge.refresh_units(state, known, rules, side)
                knowledge.refresh_hex(state, known, side, out[2])
    return given


@entry
def play_out(state, board, rules, known, first_mind, second_mind, last_turn, sides, out, only_decide):
    """`play`, for Python: a battle to its end, a part of it, or one decision, in one call and one compilation."""
    return play(state, board, rules, known, first_mind, second_mind, last_turn, sides, out, only_decide)


def decide(known, board, rules, mind, out):
    """One order of the side to move from its masked State, into `out` (4,) int64."""
    play_out(known, board, rules, known, mind, mind, 1 << 30, BOTH_SIDES, out, 1)
