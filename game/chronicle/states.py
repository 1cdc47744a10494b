"""A State as one row of integers, so that what an order changed can be written down, put back and named.

The row holds every lasting array after the other, record by record, field by field. Its bytes are those that
`rules.digest.digest_of` hashes: one sha256 serves both.
"""

import hashlib
from collections.abc import Iterator

import numpy as np

from game.rules import state as s
from game.rules.state import State

# {array: {row: {field: value}}}; rows are text, as JSON wants keys.
Cells = dict[str, dict[str, dict[str, int]]]
PRIVATE = frozenset(s.CLOCK_PRIVATE)


def columns_of(array: np.ndarray) -> list[str]:
    """Names of the integers of one record: `men`, and `rates.0` to `rates.3` for a field of four."""
    if array.dtype.names is None:
        return [str(i) for i in range(array.shape[1])]
    found: list[str] = []
    for name in array.dtype.names:
        shape = array.dtype[name].shape
        found += [f"{name}.{i}" for i in range(shape[0])] if shape else [name]
    return found


class Layout:
    """Where each integer of a State stands in its row."""

    def __init__(self, template: State) -> None:
        self.columns = {name: columns_of(array) for name, array in zip(s.LASTING, template, strict=False)}
        self.starts: dict[str, int] = {}
        self.rows: dict[str, int] = {}
        start = 0
        for name, array in zip(s.LASTING, template, strict=False):
            self.starts[name], self.rows[name] = start, len(array)
            start += len(array) * len(self.columns[name])
        self.size = start
        self._column_row = {
            name: {column: i for i, column in enumerate(columns)} for name, columns in self.columns.items()
        }
        clock = self._column_row["clock"]
        self._private = np.array([self.starts["clock"] + clock[name] for name in PRIVATE])

    def flatten(self, state: State) -> np.ndarray:
        """(size,) int64: a copy. Bookkeeping of one run (journal count and the like) is zero."""
        parts = [np.ascontiguousarray(array).view(np.int64).ravel() for array in state[: len(s.LASTING)] if array.size]
        row = np.concatenate(parts)
        row[self._private] = 0
        return row

    def fill(self, state: State, row: np.ndarray) -> None:
        """Make `state` what `row` says; its own bookkeeping stays."""
        kept = {name: int(state.clock[name][0]) for name in PRIVATE}
        for name, array in zip(s.LASTING, state, strict=False):
            if array.size:
                start = self.starts[name]
                np.asarray(array).view(np.int64).reshape(-1)[...] = row[start : start + array.nbytes // 8]
        for name, value in kept.items():
            state.clock[name][0] = value

    def cells(self, places: np.ndarray, values: np.ndarray) -> Cells:
        """Places in the row and what stands there, in words."""
        found: Cells = {}
        for place, value in zip(places.tolist(), values.tolist(), strict=True):
            name, row, column = self.name_of(place)
            found.setdefault(name, {}).setdefault(str(row), {})[column] = value
        return found

    def name_of(self, place: int) -> tuple[str, int, str]:
        """(array, row, column) of a place."""
        for name in reversed(self.starts):
            start, wide = self.starts[name], len(self.columns[name])
            if place >= start and self.rows[name]:
                row, column = divmod(place - start, wide)
                return name, row, self.columns[name][column]
        raise IndexError(place)

    def places(self, cells: Cells) -> tuple[np.ndarray, np.ndarray]:
        """The inverse of `cells`. Fields that this program no longer has are left out.

        Raises ValueError for what cannot be: rows that are not there, values that are no 64-bit integers.
        """
        places: list[int] = []
        values: list[int] = []
        for name, rows in cells.items():
            columns = self._column_row.get(name)
            if columns is None:
                continue
            start, wide, most = self.starts[name], len(columns), self.rows[name]
            for row_text, fields in rows.items():
                row = int(row_text)
                if not 0 <= row < most:
                    raise ValueError(f"there is no row {row} of {name}")
                for column, value in fields.items():
                    if column in columns and column not in PRIVATE:
                        places.append(start + row * wide + columns[column])
                        values.append(value)
        if not all(type(value) is int for value in values):
            raise ValueError("a value is no whole number")
        try:
            return np.array(places, np.int64), np.array(values, np.int64)
        except OverflowError:
            raise ValueError("a value is too large") from None

    def difference(self, expected: np.ndarray, found: np.ndarray) -> Iterator[tuple[str, int, str, int, int]]:
        """(array, row, column, expected, found) of every place that differs."""
        for place in np.flatnonzero(expected != found).tolist():
            yield *self.name_of(place), int(expected[place]), int(found[place])


def changes(before: np.ndarray, after: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places where two rows differ, and what stands there afterwards."""
    places = np.flatnonzero(before != after)
    return places, after[places]


def digest_of_row(row: np.ndarray) -> str:
    """As `Battle.digest()`, of a row."""
    return hashlib.sha256(row.astype("<i8", copy=False).data).hexdigest()
