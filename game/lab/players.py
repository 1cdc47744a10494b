"""Players without a plan, to measure the computer against: at random, headlong, and those who never move."""

from random import Random

import numpy as np

from game.lab.field import Field
from game.rules import entries
from game.rules import state as s

Row = tuple[int, int, int, int]
END: Row = (s.END, -1, -1, 0)


class Listed:
    """Chooses among the legal orders; what it was refused it does not try again in the phase."""

    def __init__(self, field: Field, side: int, seed: int) -> None:
        self.field, self.side, self.random = field, side, Random(seed * 2 + side)
        self.rows = np.zeros((1 << 15, 4), np.int64)
        self.refused: set[Row] = set()
        self.last = END

    def next_row(self, known: s.State) -> Row:
        count = entries.list_all(known, self.field.board, self.field.rules, self.rows)
        rows = [tuple(row) for row in self.rows[: min(count, len(self.rows))].tolist()]
        choices = [row for row in rows if row not in self.refused and row[0] != s.END]
        self.last = self.choose(known, choices)
        if self.last[0] == s.END:
            self.refused.clear()
        return self.last

    def choose(self, known: s.State, rows: list[Row]) -> Row:
        raise NotImplementedError

    def note_refused(self) -> None:
        self.refused.add(self.last)


class AtRandom(Listed):
    """Any legal order; ends its phase one time in so many."""

    def choose(self, known: s.State, rows: list[Row]) -> Row:
        acts = [row for row in rows if row[0] <= s.RALLY or row[0] == s.CHOOSE]
        return self.random.choice(acts) if acts and self.random.random() > 0.01 else END


class Headlong(Listed):
    """Everybody assaults the nearest enemy, or goes towards him."""

    def choose(self, known: s.State, rows: list[Row]) -> Row:
        first = [row for row in rows if row[0] in (s.CHOOSE, s.ASSAULT)]
        if first:
            return first[0]
        enemies = known.units["at"][(known.units["side"] != self.side) & (known.units["at"] >= 0)]
        if not len(enemies):
            enemies = np.flatnonzero(known.hexes["control"] != self.side)
        if not len(enemies):
            return END
        for row in (row for row in rows if row[0] == s.MOVE and known.units["klass"][row[1]] == s.INFANTRY):
            unit = row[1]
            best = min(
                (other for other in rows if other[0] == s.MOVE and other[1] == unit),
                key=lambda other: self._away(other[2], enemies),
            )
            if self._away(best[2], enemies) < self._away(int(known.units["at"][unit]), enemies):
                return best
            self.refused.update(other for other in rows if other[0] == s.MOVE and other[1] == unit)
        return END

    def _away(self, h: int, enemies: np.ndarray) -> int:
        q, r = self.field.board.hexes["q"], self.field.board.hexes["r"]
        dq, dr = q[enemies] - q[h], r[enemies] - r[h]
        return int(np.maximum(np.maximum(np.abs(dq), np.abs(dr)), np.abs(dq + dr)).min())


class Standing(Listed):
    """Nobody moves, everybody fires at whom he sees."""

    def choose(self, known: s.State, rows: list[Row]) -> Row:
        acts = [row for row in rows if row[0] in (s.CHOOSE, s.FIRE, s.BOMBARD)]
        return acts[0] if acts else END


PLAYERS = {"random": AtRandom, "headlong": Headlong, "standing": Standing}
