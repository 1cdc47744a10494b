"""Keyed dice: every roll is drawn from (seed, turn, phase, roller, purpose, count), never from a running stream.

So other orders cannot shift a roll, undoing never re-rolls, and two orders compare under equal luck.
"""

import numpy as np

from game.rules.kernel import kernel
from game.rules.state import FOR_ASSAULT, FOR_REST

# splitmix64: Steele, Lea, Flood 2014. Every operand is a np.uint64, even a shift: beside an int64 NumPy answers
# float64 and numba int64, and the interpreted game would roll other dice than the compiled one.
GAMMA = np.uint64(0x9E3779B97F4A7C15)
MIX_A = np.uint64(0xBF58476D1CE4E5B9)
MIX_B = np.uint64(0x94D049BB133111EB)
S30 = np.uint64(30)
S27 = np.uint64(27)
S31 = np.uint64(31)

STANDARD, REDUCED, EXPECTED = range(3)


@kernel
def mix(z):
    """The finaliser of splitmix64 on a np.uint64."""
    z = (z ^ (z >> S30)) * MIX_A
    z = (z ^ (z >> S27)) * MIX_B
    return z ^ (z >> S31)


@kernel
def keyed(seed, turn, phase, roller, purpose, count):
    """A np.uint64 that depends on all six numbers (each 0 or more)."""
    z = mix(np.uint64(seed) + GAMMA)
    z = mix(z ^ (np.uint64(turn * 4 + phase) * GAMMA))
    z = mix(z ^ (np.uint64(roller * 16 + purpose) * GAMMA))
    return mix(z ^ (np.uint64(count) * GAMMA))


@kernel
def roll(state, u, purpose, faces):
    """Throw a die of `faces` for unit `u`: 0 to faces - 1."""
    clock = state.clock[0]
    counts = state.units[u].rolls
    count = counts[purpose]
    counts[purpose] = count + 1
    clock.rolls += 1
    z = keyed(clock.seed, clock.turn, clock.phase, u + 2, purpose, count)
    return np.int64(z % np.uint64(faces))


@kernel
def roll_for_side(state, side, purpose, faces):
    """Throw a die of `faces` for a side: events, aircraft, waves."""
    clock = state.clock[0]
    counts = state.sides[side].rolls
    count = counts[purpose]
    counts[purpose] = count + 1
    clock.rolls += 1
    z = keyed(clock.seed, clock.turn, clock.phase, side, purpose, count)
    return np.int64(z % np.uint64(faces))


@kernel
def chance(state, u, purpose, permille):
    """True with this chance. No die is thrown for what is certain."""
    if permille <= 0:
        return False
    if permille >= 1000:
        return True
    return roll(state, u, purpose, 1000) < permille


@kernel
def spread_permille(state, rules, u, purpose):
    """400 + 3 x the sum of four throws of 0 to 100: mean 1000, most rolls between 800 and 1200."""
    randomness = rules.numbers[0].randomness
    if randomness == EXPECTED:
        return 1000
    total = 0
    for _ in range(4):
        total += roll(state, u, purpose, 101)
    if randomness == REDUCED:
        return 700 + 3 * total // 2
    return 400 + 3 * total


@kernel
def two_tens(state, rules, u):
    """Two ten-sided dice, 2 to 20; 11 where the scenario plays with expected values."""
    if rules.numbers[0].randomness == EXPECTED:
        return 11
    return 2 + roll(state, u, FOR_ASSAULT, 10) + roll(state, u, FOR_ASSAULT, 10)


@kernel
def whole_men(state, rules, u, milli_men):
    """Thousandths of a man as whole men: a rest is the per mille chance of one more."""
    men = milli_men // 1000
    rest = milli_men % 1000
    if rules.numbers[0].randomness == EXPECTED:
        return men + (1 if rest >= 500 else 0)
    if chance(state, u, FOR_REST, rest):
        men += 1
    return men
