"""The orders of a whole game, to be given again."""

import numpy as np

from game.lab import duel
from game.lab.field import Field


def orders_of_a_game(field: Field, seed: int) -> np.ndarray:
    """(orders, 4) int64: what two recruits order in the game of this seed."""
    rows: list[tuple[int, int, int, int]] = []

    class Listening:
        def __init__(self, side: int) -> None:
            self.player = duel.commander(field, side, "recruit", seed)

        def next_row(self, known):
            rows.append(self.player.next_row(known))
            return rows[-1]

        def note_refused(self) -> None:
            rows.pop()
            self.player.note_refused()

    duel.play(field, [Listening(0), Listening(1)], seed)
    return np.array(rows, np.int64)
