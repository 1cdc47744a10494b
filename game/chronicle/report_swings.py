"""Chances along a battle, its turning points, and what in them was decision and what was luck.

*Chance*: the position before a phase is played on many times by the computer (report_outlook.py). *Luck* of an order:
what its outcome is worth, less what it is worth on average when the order is given again under other dice; worth in
points, as the computer weighs a position. By its making the mean of luck is nothing, whatever the players do: an
average is taken away from one of the values it is the average of. (So backgammon programs reckon luck; Burch et al.
2018 show why it stays without bias, whatever the measure of worth.) *Decision* is the rest of a swing: how much better
or worse the orders were than the computer's usual ones. The worth of a single order is its average less the worth
before it.
"""

from dataclasses import dataclass, field
from typing import Any

from game.chronicle.report_outlook import Judge, Outlook
from game.chronicle.report_trace import Phase, Step, Tick, Trace
from game.engine import Engine
from game.rules import entries
from game.rules import state as s
from game.rules.digest import copy_state
from game.rules.state import State

PLAYOUTS = 2_400  # along the whole battle
FEWEST, MOST = 24, 200  # at one position
LONG, LONGEST = 60, 150  # phases from which only one phase a turn is judged; one a day
RE_ROLLS = 16
TURNING_POINTS = 6
CLEAR = 1.0  # of its 95 % error that a swing must have to be told
TOLD, LEAST = 4, 0.25  # orders told of a swing, and what they must weigh, in points


@dataclass(frozen=True, slots=True)
class Chance:
    """How a position before a phase (or the end) was judged. Per mille, by side; the rest is drawn."""

    turn: int
    date: str
    side: str | None  # to move; None at the end
    phase: int  # number of the phase; the number of phases at the end
    won: dict[str, int]
    error: int
    margin: float


@dataclass(frozen=True, slots=True)
class Judged:
    """One order that rolled dice: points to the side that gave it."""

    n: int  # of the order, from 0
    turn: int
    side: str
    order: str
    worth: float  # on average, less the worth before: what the order was good for
    luck: float  # what came, less the average

    @property
    def weight(self) -> float:
        """How much there is to tell of it, for better or worse."""
        return abs(self.worth) + abs(self.luck)


@dataclass(frozen=True, slots=True)
class Swing:
    """From one judged position to the next, from the attacker's side: per mille of chance (a draw is half a win)."""

    turn: int
    date: str
    first: int  # phase
    last: int  # phase after
    before: int
    after: int
    luck: int
    luck_points: float
    error: int
    orders: tuple[Judged, ...]  # those that weigh most in it

    @property
    def total(self) -> int:
        return self.after - self.before

    @property
    def decision(self) -> int:
        return self.total - self.luck


@dataclass(slots=True)
class Swings:
    """The chances of a battle and what moved them."""

    chances: list[Chance]
    swings: list[Swing]
    orders: list[Judged]
    luck_by_turn: dict[int, float] = field(default_factory=dict)  # points to the attacker

    @property
    def luck(self) -> float:
        """Points that the dice of the whole battle gave the attacker."""
        return sum(self.luck_by_turn.values())

    def turning_points(self) -> list[Swing]:
        """The largest clear swings, in the order of time."""
        clear = [swing for swing in self.swings if abs(swing.total) >= CLEAR * swing.error]
        most = sorted(clear, key=lambda swing: -abs(swing.total))[:TURNING_POINTS]
        return sorted(most, key=lambda swing: swing.first)

    def best(self, side: str, count: int = 3) -> list[Judged]:
        """The orders of a side that were good for most, whatever came of them."""
        mine = [order for order in self.orders if order.side == side and order.worth > 0]
        return sorted(mine, key=lambda order: -order.worth)[:count]

    def worst(self, side: str, count: int = 3) -> list[Judged]:
        mine = [order for order in self.orders if order.side == side and order.worth < 0]
        return sorted(mine, key=lambda order: order.worth)[:count]


def swings_of(trace: Trace, judge: Judge, playouts: int = PLAYOUTS, tick: Tick | None = None) -> Swings:
    """Judge a battle. The same trace and judge's seed give the same, however many threads there are."""
    moments = _moments(trace)
    each = playouts_each(trace, playouts)
    work, done = len(moments) + len(trace.phases), 0
    outlooks: list[Outlook] = []
    for phase in moments:
        outlooks.append(judge.outlook(trace.phases[phase].before if phase < len(trace.phases) else _end(trace), each))
        done += 1
        if tick:
            tick(done, work)
    orders: list[Judged] = []
    for phase in range(len(trace.phases)):
        orders += _judge_phase(trace, trace.phases[phase], judge)
        done += 1
        if tick:
            tick(done, work)
    chances = [_chance(trace, phase, outlook) for phase, outlook in zip(moments, outlooks, strict=True)]
    attacker = trace.engine.sides[judge.attacker]
    swings = [
        _swing(trace, judge, moments[i : i + 2], outlooks[i : i + 2], orders, attacker) for i in range(len(moments) - 1)
    ]
    return Swings(chances, swings, orders, _by_turn(orders, attacker))


def luck_of(trace: Trace, judge: Judge) -> dict[int, float]:
    """Points that the dice of each turn gave the attacker, without playing anything out."""
    orders = [order for phase in trace.phases for order in _judge_phase(trace, phase, judge)]
    return _by_turn(orders, trace.engine.sides[judge.attacker])


def _by_turn(orders: list[Judged], attacker: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for order in orders:
        found[order.turn] = found.get(order.turn, 0.0) + (order.luck if order.side == attacker else -order.luck)
    return found


def playouts_each(trace: Trace, playouts: int) -> int:
    """At each position judged, of so many along the battle."""
    return max(FEWEST, min(MOST, playouts // len(_moments(trace))))


def _moments(trace: Trace) -> list[int]:
    """Phases before which the position is judged, and the end."""
    count = len(trace.phases)

    def judged(i: int) -> bool:
        phase, before = trace.phases[i], trace.phases[i - 1]
        if i == 0 or count < LONG:
            return True
        return phase.turn != before.turn and (count < LONGEST or phase.date.endswith("day"))

    firsts = [i for i in range(count) if judged(i)]
    return [*firsts, count]


def _end(trace: Trace) -> State:
    return trace.engine.state


def _chance(trace: Trace, phase: int, outlook: Outlook) -> Chance:
    if phase < len(trace.phases):
        its = trace.phases[phase]
        return Chance(its.turn, its.date, its.side, phase, outlook.won, outlook.error, outlook.margin)
    engine = trace.engine
    return Chance(engine.turn, engine.date, None, phase, outlook.won, outlook.error, outlook.margin)


def _swing(
    trace: Trace, judge: Judge, span: list[int], outlooks: list[Outlook], orders: list[Judged], attacker: str
) -> Swing:  # fmt: skip
    first, last = span
    phases = trace.phases[first:last]
    least, most = phases[0].first, phases[-1].first + len(phases[-1].steps)
    inside = [order for order in orders if least <= order.n < most]
    points = sum(order.luck if order.side == attacker else -order.luck for order in inside)
    before, after = (float(judge.scores(outlook.margins).mean()) for outlook in outlooks)
    difference = judge.scores(outlooks[1].margins) - judge.scores(outlooks[0].margins)
    error = 1.96 * float(difference.std()) / len(difference) ** 0.5
    heavy = [order for order in inside if order.weight >= LEAST]
    told = sorted(heavy, key=lambda order: -order.weight)[:TOLD]
    return Swing(
        turn=phases[0].turn,
        date=phases[0].date,
        first=first,
        last=last,
        before=round(1000 * before),
        after=round(1000 * after),
        luck=round(1000 * judge.shifted(outlooks[0], points)),
        luck_points=points,
        error=max(1, round(1000 * error)),
        orders=tuple(sorted(told, key=lambda order: order.n)),
    )


def _judge_phase(trace: Trace, phase: Phase, judge: Judge) -> list[Judged]:
    """Every order of a phase that rolled dice."""
    engine = trace.engine
    state = copy_state(phase.before)
    state.clock["journal_on"] = 0
    mine = 1 if engine.names.side_row[phase.side] == judge.attacker else -1
    found = []
    for i, step in enumerate(phase.steps):
        give = giver(engine, step)
        if step.rolled:
            before = copy_state(state)
            again = judge.given_again(before, give, RE_ROLLS, phase.first + i)
            give(state)
            average = float(again.mean())
            worth = average - judge.worth(before) if step.order.verb != "end" else 0.0
            luck = judge.worth(state) - average
            n = phase.first + i
            found.append(Judged(n, phase.turn, phase.side, str(step.order), mine * worth, mine * luck))
        else:
            give(state)
    return found


def giver(engine: Engine, step: Step) -> Any:
    """A function that carries a step's order out on a State of the same battle."""
    order = step.order
    verb, u, h, arg = engine.notation.row(order)
    if order.path and verb == s.MOVE:
        via = engine._via(order)
        return lambda state: entries.apply_via(state, engine.board, engine.rules, u, via, h)
    return lambda state: entries.apply(state, engine.board, engine.rules, verb, u, h, arg)
