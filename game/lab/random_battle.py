"""One battle of random legal orders, with every order held against the laws (laws.py) and every text spoken.

Random play does what no person would, which is why it finds what nobody thought of. Half of the orders are chosen among
all that are legal, half among those of one verb, so that rare orders are given too.
"""

from collections.abc import Sequence
from random import Random
from traceback import extract_tb
from typing import Any, NamedTuple

import numpy as np

from game.engine import Engine
from game.lab import laws
from game.rules import entries
from game.rules import state as s
from game.rules.digest import copy_state
from game.scenario.model import Scenario
from game.values import IllegalOrder, Order

END_PERCENT = 8
MOST_ORDERS = 6000
COSTLESS = (s.SEE, s.AIM, s.KILL, s.RATION)  # legal at any time, any number of times


class Fault(NamedTuple):
    """What went wrong, with the orders that lead to it. Two faults of one kind and name are the same."""

    kind: str  # crash, law, refused, text, dead end, endless
    name: str
    details: str
    seed: int
    orders: tuple[str, ...]

    def same(self, other: "Fault | None") -> bool:
        return other is not None and (self.kind, self.name) == (other.kind, other.name)

    def to_json(self) -> dict[str, Any]:
        return self._asdict() | {"orders": list(self.orders)}


class Found(Exception):
    """A fault, on its way out of a battle."""

    def __init__(self, kind: str, name: str, details: str) -> None:
        super().__init__(f"{kind}: {name}: {details}")
        self.kind, self.name, self.details = kind, name, details


class RandomBattle:
    """A battle that checks itself. `play` goes on at random, `replay` gives the orders it is handed."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.seed = seed
        self.given: list[str] = []
        self.engine = Engine(scenario, seed)
        self.accounts = laws.Accounts.of(self.engine.state)
        self._rows = np.zeros((1 << 12, 4), np.int64)

    def play(self, most: int = MOST_ORDERS) -> Fault | None:
        """At random, then with nothing but `end` until the battle is over; the first fault, or None."""
        pick = Random(self.seed)
        try:
            self._check_laws()
            while self.engine.outcome is None and len(self.given) < most:
                self._give(self._choose(pick))
            self._finish()
        except Found as found:
            return self._fault(found)
        except Exception as error:  # whatever goes wrong is a finding
            return self._fault(_crash(error))
        return None

    def replay(self, orders: Sequence[str], finish: bool) -> Fault | None:
        """Give the orders that are still legal; with `finish`, then play on with nothing but `end`."""
        try:
            self._check_laws()
            for text in orders:
                if self.engine.outcome is None and self.engine.why_not(text) is None:
                    self._give(Order.parse(text))
            if self.engine.outcome is None:
                self._list()
            if finish:
                self._finish()
        except Found as found:
            return self._fault(found)
        except Exception as error:
            return self._fault(_crash(error))
        return None

    def _fault(self, found: Found) -> Fault:
        return Fault(found.kind, found.name, found.details, self.seed, tuple(self.given))

    def _list(self) -> np.ndarray:
        """The legal orders as rows. Raises Found if there is none, though the battle goes on."""
        args = (self.engine.state, self.engine.board, self.engine.rules)
        count = entries.list_all(*args, self._rows)
        if count > len(self._rows):
            self._rows = np.zeros((2 * count, 4), np.int64)
            count = entries.list_all(*args, self._rows)
        rows = self._rows[:count]
        if not (~np.isin(rows[:, 0], COSTLESS)).any():
            details = f"turn {self.engine.turn}, {self.engine.phasing}: no order goes on, not even `end`"
            raise Found("dead end", "nothing to order", details)
        return rows

    def _choose(self, pick: Random) -> Order:
        rows = self._list()
        if rows[-1][0] == s.END and (len(rows) == 1 or pick.randint(1, 100) <= END_PERCENT):
            return self.engine.notation.order(*rows[-1].tolist())
        if pick.randint(0, 1):
            verbs = np.unique(rows[:, 0])
            rows = rows[rows[:, 0] == pick.choice(verbs[verbs != s.END].tolist() or [s.END])]
        return self.engine.notation.order(*rows[pick.randrange(len(rows))].tolist())

    def _give(self, order: Order) -> None:
        engine, text = self.engine, str(order)
        self.given.append(text)
        if Order.parse(text) != order:
            raise Found("text", order.verb, f"'{text}' is read as another order")
        before = copy_state(engine.state)
        known = len(engine.events())
        try:
            engine.give(order)
        except IllegalOrder as error:
            raise Found("refused", order.verb, f"'{text}' is listed as legal and refused: {error.reason}") from None
        for event in engine.events(since=known):
            event.text("en"), event.text("zh"), event.to_json()
        row = engine.notation.row(order)
        try:
            laws.check_order(before, engine.state, row[0], row[1])
        except laws.LawBroken as broken:
            raise Found("law", broken.name, broken.details) from None
        self._check_laws()
        if row[0] == s.END:
            for side in engine.sides:
                engine.view(side).to_json()

    def _check_laws(self) -> None:
        try:
            laws.check(self.engine.state, self.engine.board, self.engine.rules, self.accounts)
        except laws.LawBroken as broken:
            raise Found("law", broken.name, broken.details) from None

    def _finish(self) -> None:
        """`end` upon `end`, first choices taken: the calendar must end the battle."""
        turns = self.engine.scenario.turns
        for _ in range(4 * turns + 4 * len(self.engine.scenario.events) + 16):
            if self.engine.outcome is not None:
                self.engine.outcome.to_json()
                return
            rows = self._list()
            forced = rows[rows[:, 0] == s.CHOOSE]
            row = rows[-1] if rows[-1][0] == s.END else forced[0] if len(forced) else rows[0]
            self._give(self.engine.notation.order(*row.tolist()))
        raise Found("endless", "the battle does not end", f"turn {self.engine.turn} of {turns}")


def _crash(error: Exception) -> Found:
    """An unforeseen error: named by what it is and where it came from."""
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename.rpartition('/')[2]}, {frame.name}"
    return Found("crash", f"{type(error).__name__} in {where}", str(error))


def shrink(scenario: Scenario, fault: Fault, tries: int = 500) -> Fault:
    """The same fault with as few orders as can be found: halves, then smaller parts, are left out."""
    best = fault
    size = max(1, len(best.orders) // 2)
    while size and tries > 0:
        start, shorter = 0, False
        while start < len(best.orders) and tries > 0:
            tries -= 1
            orders = best.orders[:start] + best.orders[start + size :]
            found = RandomBattle(scenario, fault.seed).replay(orders, fault.kind == "endless")
            if found is not None and fault.same(found) and len(found.orders) < len(best.orders):
                best, shorter = found, True
            else:
                start += size
        size = size if shorter and size == 1 else size // 2
    return best
