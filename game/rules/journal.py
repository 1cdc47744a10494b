"""What happened, as integer records written by the kernels. Playouts write none."""

from game.rules.kernel import kernel
from game.rules.state import JOURNAL_FACTORS

BOTH = 3


@kernel
def write(state, kind, side, unit, other, where, to, seen_by):
    """Append a record; returns its row, or -1 where no journal is kept. `seen_by`: bit 1 first side, bit 2 second."""
    clock = state.clock[0]
    if clock.journal_on == 0:
        return -1
    row = clock.journal_count
    if row >= len(state.journal):
        return -1
    clock.journal_count = row + 1
    record = state.journal[row]
    record.kind = kind
    record.turn = clock.turn
    record.side = side
    record.unit = unit
    record.other = other
    record.hex = where
    record.to = to
    record.seen_by = seen_by
    record.factor_count = 0
    for i in range(len(record.values)):
        record.values[i] = 0
    return row


@kernel
def put(state, row, i, value):
    """Set value `i` of a record; nothing where no journal is kept."""
    if row >= 0:
        state.journal[row].values[i] = value


@kernel
def put_factors(state, row):
    """Copy the factors of the sum just worked out into a record."""
    if row < 0:
        return
    record = state.journal[row]
    count = min(state.clock[0].factor_count, JOURNAL_FACTORS)
    record.factor_count = count
    for i in range(count):
        record.factors[i, 0] = state.factors[i, 0]
        record.factors[i, 1] = state.factors[i, 1]


@kernel
def begin_factors(state):
    """Forget the factors of the last sum."""
    state.clock[0].factor_count = 0


@kernel
def factor(state, name, value):
    """Note that `value` (per mille, or an amount where its name says so) enters the sum being worked out."""
    clock = state.clock[0]
    i = clock.factor_count
    if i < len(state.factors):
        state.factors[i, 0] = name
        state.factors[i, 1] = value
        clock.factor_count = i + 1


@kernel
def times(state, amount, permille, name):
    """`amount` x `permille`, divided at once; a factor other than 1000 is noted under its name."""
    if permille != 1000:
        factor(state, name, permille)
    return amount * permille // 1000


@kernel
def sides_that_see(state, u):
    """Bits of the sides that know what unit `u` does: its own, and the enemy's if it is seen."""
    unit = state.units[u]
    if unit.seen:
        return BOTH
    return 1 << unit.side
