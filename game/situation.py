"""A battle as it stands: what each side knows of it, what may be ordered, what an order would come to.

Only asks; orders are given in engine.py. Nothing here knows a rule: the kernels do.
"""

import numpy as np

from game import hexgrid, surveys
from game.names import Names
from game.notation import Notation
from game.rules import entries
from game.rules import orders as codes
from game.rules import preview as p
from game.rules import state as s
from game.rules.digest import digest_of, plain_copy
from game.rules.kernel import records
from game.rules.state import Board, Rulebook, State
from game.scenario.model import Scenario
from game.setup import make_board, make_rulebook, make_state
from game.takeback import Row
from game.values import IllegalOrder, Order, Outcome, Preview, View
from game.views import losses_of, make_view, outcome_of, statistics_of

JOURNAL_ROWS = 4096


class Situation:
    """One moment of a battle. Ids and values in game/values.py; raises IllegalOrder for a side or unit it lacks."""

    def __init__(
        self, scenario: Scenario, seed: int = 0, like: "Situation | None" = None, state: State | None = None
    ) -> None:
        """The position at the start, before any kernel has run, or that of `state`, which it then owns.

        `like`: one of the same scenario, whose board and names it shares.
        """
        self.scenario = scenario
        self.seed = seed
        self._rows = np.zeros((4096, 4), np.int64)
        self._views: dict[str, View] = {}
        self.names: Names = like.names if like else Names(scenario)
        self.notation: Notation = like.notation if like else Notation(self.names)
        self.board: Board = like.board if like else make_board(scenario, self.names)
        self.rules: Rulebook = like.rules if like else make_rulebook(scenario)
        self._masked: State = like._masked if like else make_state(scenario, self.names, self.board, 0, 1)
        self.state = make_state(scenario, self.names, self.board, seed, JOURNAL_ROWS) if state is None else state

    # ------------------------------------------------------------ what is

    @property
    def sides(self) -> tuple[str, str]:
        """Ids in order of play."""
        return self.names.sides

    @property
    def map_size(self) -> tuple[int, int]:
        return self.names.cols, self.names.rows

    @property
    def turn(self) -> int:
        return int(self.state.clock["turn"][0])

    @property
    def date(self) -> str:
        return self.scenario.date_of(self.turn)

    @property
    def phasing(self) -> str:
        return self.sides[int(self.state.clock["phase"][0])]

    @property
    def outcome(self) -> Outcome | None:
        """None while the battle goes on."""
        return outcome_of(self.names, self.state) if self.state.clock["ended"][0] else None

    def digest(self) -> str:
        """sha256 of the State (with seed, without journal), little-endian."""
        return digest_of(self.state)

    def statistics(self, side: str) -> dict[str, int]:
        """What the fire and the Three Don'ts of `side` have done so far (views.statistics_of): its own affair."""
        return statistics_of(self.state, self._side_row(side))

    def lost(self, side: str) -> int:
        """Killed, died and wounded of `side` so far, those who came back too: its own affair."""
        its = losses_of(self.state, self._side_row(side))
        return its["killed"] + its["died"] + its["wounded"]

    def view(self, side: str) -> View:
        """What that side may know: the computer and the interface see only this."""
        self._side_row(side)
        if side not in self._views:
            self._views[side] = make_view(self.names, self.scenario, self.known(side), self.names.side_row[side])
        return self._views[side]

    def known(self, side: str) -> State:
        """A new masked State: what `side` may know, as arrays (rules/knowledge.py)."""
        known = self._fresh_masked()
        entries.mask(self.state, known, self.rules, self._side_row(side))
        return known

    def copied_state(self) -> State:
        """The State with arrays of its own, workspace too."""
        return _apart(self.state, len(self.state.journal))

    def _fresh_masked(self) -> State:
        return _apart(self._masked, 1)

    def _side_row(self, side: str | None) -> int:
        if side is None:
            return -1
        if side not in self.names.side_row:
            raise IllegalOrder(f"there is no side '{side}'; the sides are {' and '.join(self.sides)}")
        return self.names.side_row[side]

    # ------------------------------------------------------------ what may be ordered

    def legal_orders(self, unit: str | None = None) -> list[Order]:
        """For the side to move, in fixed order, `end` last; or of one unit (or side)."""
        args = (self.state, self.board, self.rules)
        while True:
            if unit is None:
                count = entries.list_all(*args, self._rows)
            else:
                count = entries.list_one(*args, self.notation.actor(unit), self._rows)
            if count <= len(self._rows):
                break
            self._rows = np.zeros((2 * count, 4), np.int64)
        order = self.notation.order
        return [order(*row) for row in self._rows[:count].tolist()]

    def is_legal(self, order: Order | str) -> bool:
        return self.why_not(order) is None

    def why_not(self, order: Order | str, lang: str = "en") -> str | None:
        """None if the order is legal by what its giver knows, else the reason in one sentence."""
        try:
            order = self._parsed(order)
            code = self._code(order)
        except IllegalOrder as error:
            return error.reason
        return None if code == codes.LEGAL else self.notation.reason(code, order, self.state, lang)

    def _parsed(self, order: Order | str) -> Order:
        return Order.parse(order) if isinstance(order, str) else order

    def _code(self, order: Order) -> int:
        verb, u, h, arg = self._row(order)
        if order.path and verb == s.MOVE:
            return int(entries.why_not_via(self.state, self.board, self.rules, u, self._via(order), h))
        return int(entries.why_not(self.state, self.board, self.rules, verb, u, h, arg))

    def _row(self, order: Order) -> Row:
        """As the kernels take it. Raises IllegalOrder for what is not there, or says too little."""
        row = self.notation.row(order)
        if row[0] in _WANT_HEX and order.at is None:
            raise IllegalOrder(f"'{order}' does not say where: add a hex or a place")
        return row

    def _via(self, order: Order) -> np.ndarray:
        return np.array([self.notation.hex(text) for text in order.path], np.int64)

    # ------------------------------------------------------------ what an order would come to

    def preview(self, order: Order | str) -> Preview:
        """What the rules say of an order, from the giver's view, without dice. Raises IllegalOrder as `give` would."""
        order = self._parsed(order)
        code = self._code(order)
        if code != codes.LEGAL:
            raise IllegalOrder(self.notation.reason(code, order, self.state))
        return self.reckon(order, self.known(self.phasing))

    def reckon(self, order: Order, known: State) -> Preview:
        """What the rules say of an order of the side to move on a masked State of its own, which is spoilt."""
        verb, u, h, _ = self.notation.row(order)
        args = (known, self.board, self.rules)
        me, enemy = self.phasing, self.sides[1 - self.names.side_row[self.phasing]]
        out = np.zeros(p.P_SIZE, np.int64)
        if verb == s.MOVE:
            _, cost = entries.plan_move(*args, u, h)
            return Preview(str(order), path=self._path(known), cost=int(cost))
        if verb == s.FIRE:
            loss = int(entries.fire_odds(*args, u, h))
            fires = {me: self.scenario.rules.volley_tenths}
            return Preview(str(order), {enemy: loss // 1000}, fires, self._factors(known))
        if verb == s.BOMBARD:
            entries.bombard_odds(*args, u, h, out)
            notes = () if out[3] else ("unobserved",)
            losses = {enemy: int(out[0]) // 1000}
            return Preview(str(order), losses, {}, self._factors(known), suppression=int(out[1]) // 10, notes=notes)
        if verb == s.ASSAULT:
            entries.assault_odds(*args, u, h, out)
            return self._assault_preview(order, known, out, me, enemy)
        return Preview(str(order))

    def _assault_preview(self, order: Order, known: State, out: np.ndarray, me: str, enemy: str) -> Preview:
        chances = {name: int(out[p.P_CHANCES + i]) for i, name in enumerate(s.RESULTS[:5])}
        if out[p.P_NERVE]:
            chances = {"to ground": 1000}
        elif not sum(chances.values()):
            chances = {"empty": 1000}
        return Preview(
            str(order),
            losses={me: int(out[p.P_OWN_LOSS]) // 1000, enemy: int(out[p.P_ENEMY_LOSS]) // 1000},
            fires={enemy: int(out[p.P_DEFENDER_SPENT])},
            factors=self._factors(known),
            chances=chances,
            ratio_percent=int(out[p.P_RATIO]),
            suppression=int(out[p.P_SUPPRESSION]) // 10,
        )

    def _factors(self, known: State) -> tuple[tuple[str, str, int], ...]:
        count = int(known.clock["factor_count"][0])
        rows = known.factors[:count].tolist()
        return tuple((s.SECTIONS[name // s.SECTION], s.FACTORS[name % s.SECTION], value) for name, value in rows)

    def _path(self, known: State) -> tuple[str, ...]:
        length = int(known.clock["path_length"][0])
        return tuple(self.names.text(int(h)) or "" for h in known.scratch["path"][:length])

    def reach(self, unit: str) -> dict[str, int]:
        """Movement points to each hex that the unit may move to now."""
        u = self.notation.actor(unit)
        if u >= len(self.names.units) or self.state.units["status"][u] != s.PRESENT:
            return {}
        side = self.sides[int(self.state.units["side"][u])]
        out = np.zeros(self.names.cols * self.names.rows, np.int64)
        if self.state.units["acted"][u] or side != self.phasing:
            return {}
        entries.reach(self.known(side), self.board, self.rules, u, out)
        return {self.names.text(int(h)) or "": int(out[h]) for h in np.flatnonzero(out >= 0)}

    def path(self, unit: str, at: str) -> tuple[tuple[str, ...], int] | None:
        """The hexes a move would pass and its cost, or None if it is not legal."""
        order = Order(unit, "move", at)
        if not self.is_legal(order):
            return None
        preview = self.preview(order)
        return preview.path, preview.cost or 0

    def idle_units(self) -> list[str]:
        """Units of the phasing side that could still move or act: combat units and guns with shells."""
        units = self.state.units
        phase = int(self.state.clock["phase"][0])
        idle = (units["side"] == phase) & (units["status"] == s.PRESENT) & (units["acted"] == 0) & (units["moved"] == 0)
        return [self.names.units[u] for u in np.flatnonzero(idle)]

    def distance(self, a: str, b: str) -> int:
        """Hexes between two hexes or places."""
        return hexgrid.distance(self.notation.hex(a), self.notation.hex(b), self.names.cols)

    # ------------------------------------------------------------ the ground, as a side knows it

    def sight(self, unit: str) -> set[str]:
        """Hexes in line of sight of a unit, as far as anyone sees now."""
        u = self.notation.actor(unit)
        if u >= len(self.names.units) or self.state.units["at"][u] < 0:
            return set()
        out = np.zeros(self.names.cols * self.names.rows, np.int64)
        entries.seen_from(self.state, self.board, self.rules, int(self.state.units["at"][u]), out)
        return {self.names.text(int(h)) or "" for h in np.flatnonzero(out)}

    def lookouts(self, side: str) -> tuple[list[str], np.ndarray]:
        """Units of `side` on the map, and which hexes each has in sight: bool, shape (units, hexes)."""
        at = self.state.units["at"]
        rows = np.flatnonzero((self.state.units["side"] == self._side_row(side)) & (at >= 0))
        seen = np.zeros((len(rows), self.names.cols * self.names.rows), np.int64)
        for u, out in zip(rows, seen, strict=True):
            entries.seen_from(self.state, self.board, self.rules, int(at[u]), out)
        return [self.names.units[int(u)] for u in rows], seen > 0

    def sight_line(self, a: str, b: str) -> str | None:
        """The hex that blocks the line between two hexes, or None if it is open."""
        row = entries.blocking_hex(self.state, self.board, self.notation.hex(a), self.notation.hex(b))
        return self.names.text(int(row))

    def threat(self, side: str) -> dict[str, int]:
        """Men a battalion of `side` might lose in each hex to the fire of the enemies it sees."""
        out = np.zeros(self.names.cols * self.names.rows, np.int64)
        row = self._side_row(side)
        entries.threat(self.known(side), self.board, self.rules, row, out)
        return {self.names.text(int(h)) or "": int(out[h]) for h in np.flatnonzero(out)}

    def supply(self, side: str) -> dict[str, int]:
        """Movement points from the nearest depot, in each hex to which `side`, as far as it knows, can bring supply."""
        return {at: cost for at, cost in self._survey(surveys.SUPPLY, side, -1, -1).items() if cost >= 0}

    def field_of_fire(self, side: str, unit: str | None = None) -> dict[str, int]:
        """Men of a battalion that volleys of a unit, or of all of `side`, would be expected to hit in each hex now."""
        return self._survey(surveys.FIRE, side, self.names.unit_row[unit] if unit else -1, 0)

    def shell_range(self, side: str, unit: str | None = None) -> dict[str, int]:
        """How many batteries can throw a load into each hex."""
        return self._survey(surveys.SHELLS, side, self.names.unit_row[unit] if unit else -1, 0)

    def _survey(self, what: int, side: str, u: int, nothing: int) -> dict[str, int]:
        out = np.zeros(self.names.cols * self.names.rows, np.int64)
        surveys.survey(self.known(side), self.board, self.rules, what, self._side_row(side), u, out)
        return {self.names.text(int(h)) or "": int(out[h]) for h in np.flatnonzero(out != nothing)}


_WANT_HEX = frozenset(range(s.MOVE, s.DEMOLISH + 1))


def _apart(state: State, journal: int) -> State:
    """`state` with arrays of its own; a fresh workspace, with room for so many records in the journal."""
    lasting = (plain_copy(array) for array in state[: len(s.LASTING)])
    private = (records(journal, s.Record), np.zeros_like(state.factors), records(len(state.scratch), s.Scratch))
    return State(*lasting, *private)  # type: ignore[call-arg]
