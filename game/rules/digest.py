"""One number for a whole State: equal on every machine and in either mode."""

import hashlib

import numpy as np

from game.rules.kernel import readable
from game.rules.state import CLOCK_PRIVATE, LASTING, State


def digest_of(state: State) -> str:
    """sha256 of what lasts (with the seed, without journal and workspace), little-endian, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for name, array in zip(LASTING, state, strict=False):
        plain = np.ascontiguousarray(array)
        if name == "clock":
            plain = plain.copy()
            for field in CLOCK_PRIVATE:
                plain[field] = 0
        digest.update(plain.view(np.int64).astype("<i8").tobytes() if plain.size else b"")
    return digest.hexdigest()


def copy_state(state: State, workspace: State | None = None) -> State:
    """A copy with its own arrays. The workspace is shared with `workspace`, or with `state` if none is given."""
    lasting = len(LASTING)
    return State(*(plain_copy(array) for array in state[:lasting]), *(workspace or state)[lasting:])


def plain_copy(array: np.ndarray) -> np.ndarray:
    """As `array.copy()`; NumPy copies records field by field, which takes twenty times as long as their bytes."""
    if array.dtype.names is None:
        return array.copy()
    return readable(array.view(np.ndarray).view(np.int64).copy().view(array.dtype))
