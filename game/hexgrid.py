"""Flat-top hexes in "odd-q" offset coordinates: numbering, neighbours, distance, lines, spirals.

No game knowledge. A hex is an index `h = row * cols + col`, both from 0; people write it `CCRR`, both from 1
(`CCCRRR` on maps over 99 wide or high). Odd columns (counted from 0) lie half a hex lower.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

DIRECTIONS = ("n", "ne", "se", "s", "sw", "nw")
OPPOSITE = (3, 4, 5, 0, 1, 2)

# (column, row) steps in the order of DIRECTIONS, for even and for odd columns.
STEPS = (
    ((0, -1), (1, -1), (1, 0), (0, 1), (-1, 0), (-1, -1)),
    ((0, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)),
)
# The same steps in axial coordinates (q = column, r = row - (column - column % 2) / 2): no parity.
AXIAL = ((0, -1), (1, -1), (1, 0), (0, 1), (-1, 1), (-1, 0))


def axial(col: int, row: int) -> tuple[int, int]:
    return col, row - (col - (col & 1)) // 2


def offset(q: int, r: int) -> tuple[int, int]:
    return q, r + (q - (q & 1)) // 2


def hex_text(h: int, cols: int, rows: int) -> str:
    """`CCRR` of an index."""
    width = 2 if max(cols, rows) <= 99 else 3
    return f"{h % cols + 1:0{width}}{h // cols + 1:0{width}}"


@functools.lru_cache(maxsize=1 << 16)
def hex_index(text: str, cols: int, rows: int) -> int:
    """Index of `CCRR`; raises ValueError if it is not written so or off the map."""
    width = 2 if max(cols, rows) <= 99 else 3
    if len(text) != 2 * width or not text.isascii() or not text.isdigit():
        raise ValueError(f"'{text}' is no hex: {2 * width} digits, column and row, from {'1'.zfill(width) * 2}")
    col, row = int(text[:width]) - 1, int(text[width:]) - 1
    if not (0 <= col < cols and 0 <= row < rows):
        raise ValueError(f"hex {text} is off the map (0101 to {hex_text(cols * rows - 1, cols, rows)})")
    return row * cols + col


def neighbour(h: int, direction: int, cols: int, rows: int) -> int:
    """The hex beyond a side, or -1 beyond the map."""
    col, row = h % cols, h // cols
    dc, dr = STEPS[col & 1][direction]
    col, row = col + dc, row + dr
    return row * cols + col if 0 <= col < cols and 0 <= row < rows else -1


def direction_to(a: int, b: int, cols: int, rows: int) -> int:
    """Which side of `a` touches `b`; -1 if none does."""
    for direction in range(6):
        if neighbour(a, direction, cols, rows) == b:
            return direction
    return -1


def distance(a: int, b: int, cols: int) -> int:
    """Hexes from `a` to `b`."""
    qa, ra = axial(a % cols, a // cols)
    qb, rb = axial(b % cols, b // cols)
    dq, dr = qb - qa, rb - ra
    return max(abs(dq), abs(dr), abs(dq + dr))


def line(a: int, b: int, cols: int) -> list[int]:
    """Hexes on the straight line from `a` to `b`, both included; on a hexside the line leans one way."""
    n = distance(a, b, cols)
    if n == 0:
        return [a]
    qa, ra = axial(a % cols, a // cols)
    qb, rb = axial(b % cols, b // cols)
    hexes = []
    for i in range(n + 1):
        # One millionth off the centre decides ties always the same way.
        q = qa + (qb - qa) * i / n + 1e-6
        r = ra + (rb - ra) * i / n + 2e-6
        col, row = offset(*_rounded(q, r))
        hexes.append(row * cols + col)
    return hexes


def _rounded(q: float, r: float) -> tuple[int, int]:
    s = -q - r
    rq, rr, rs = round(q), round(r), round(s)
    dq, dr, ds = abs(rq - q), abs(rr - r), abs(rs - s)
    if dq > dr and dq > ds:
        rq = -rr - rs
    elif dr > ds:
        rr = -rq - rs
    return rq, rr


def spiral(radius: int) -> list[tuple[int, int]]:
    """Axial steps from a centre, ring by ring, each ring from the north clockwise."""
    steps = [(0, 0)]
    for ring in range(1, radius + 1):
        q, r = 0, -ring
        for side in range(6):
            dq, dr = AXIAL[(side + 2) % 6]
            for _ in range(ring):
                steps.append((q, r))
                q, r = q + dq, r + dr
    return steps


@functools.lru_cache(maxsize=8)
def neighbour_table(cols: int, rows: int) -> np.ndarray:
    """Shape (hexes, 6), int64: the hex beyond each side, -1 beyond the map."""
    import numpy as np  # a third of the time that `validate` takes to start, which needs no tables

    col = np.arange(cols * rows) % cols
    row = np.arange(cols * rows) // cols
    table = np.full((cols * rows, 6), -1, np.int64)
    steps = np.array(STEPS)
    for direction in range(6):
        c = col + steps[col & 1, direction, 0]
        r = row + steps[col & 1, direction, 1]
        inside = (c >= 0) & (c < cols) & (r >= 0) & (r < rows)
        table[inside, direction] = (r * cols + c)[inside]
    table.setflags(write=False)
    return table
