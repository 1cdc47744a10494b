"""Keyed dice: reproducible, independent of order, equal to plain Python integers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.rules import dice

MASK = (1 << 64) - 1


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def keyed(seed, turn, phase, roller, purpose, count):
    gamma = 0x9E3779B97F4A7C15
    z = mix((seed + gamma) & MASK)
    z = mix(z ^ ((turn * 4 + phase) * gamma & MASK))
    z = mix(z ^ ((roller * 16 + purpose) * gamma & MASK))
    return mix(z ^ (count * gamma & MASK))


numbers = st.integers(0, 1_000_000)


@given(st.integers(0, (1 << 62)), numbers, st.integers(0, 1), numbers, st.integers(0, 7), numbers)
def test_the_generator_is_splitmix64_of_all_parts_of_the_key(seed, turn, phase, roller, purpose, count):
    python = dice.keyed.py_func if hasattr(dice.keyed, "py_func") else dice.keyed
    with np.errstate(over="ignore"):
        found = python(*(np.int64(n) for n in (seed, turn, phase, roller, purpose, count)))
    assert int(found) == keyed(seed, turn, phase, roller, purpose, count)


def test_a_published_value_of_splitmix64():
    # First output of the generator seeded with 0 (Vigna's splitmix64.c): the state after one step of gamma.
    assert mix(0x9E3779B97F4A7C15) == 0xE220A8397B1DCDAF
