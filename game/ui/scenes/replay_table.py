"""A recorded battle on the table: which moment, seen by whom, what is told of it. Reads the replay, draws nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from game.chronicle.record import Brief
from game.chronicle.replay import Moment, Phase, Replay
from game.values import Contact, Event, UnitView, View
from game.views import make_view

T = TypeVar("T")
ALL = ""  # both sides' view
LOST = ("killed", "died", "wounded", "captured")
GRAVE = ("surrendered", "dissolved", "ended", "message")
QUIET = frozenset(("see", "aim", "kill", "ration"))  # orders that show nothing: passed over while it plays


@dataclass(frozen=True, slots=True)
class Found:
    """An event that a search found, and the order after which it stands."""

    n: int
    event: Event


@dataclass(frozen=True, slots=True)
class Mark:
    """A phase on the time line: men lost in it by side, and what weighs most of what happened."""

    phase: Phase
    lost: dict[str, int]
    taken: tuple[tuple[str, str], ...]  # side, place
    grave: tuple[Event, ...]  # surrenders, units that are no more, messages, the end


class ReplayTable:
    """`go` to a moment; `side` is whose view is shown, or ALL."""

    def __init__(self, replay: Replay, side: str = ALL) -> None:
        self.replay = replay
        self.scenario = replay.battle.scenario
        self.sides: tuple[str, ...] = replay.battle.sides
        self.side = side
        self.n = 0
        self.battle = replay.at(0)
        self._kept: dict[Any, Any] = {}

    def keep(self, key: Any, make: Callable[[], T]) -> T:
        """`make()`, once a moment."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    # ------------------------------------------------------------ moments

    def go(self, n: int) -> None:
        n = max(0, min(n, self.replay.length))
        if n != self.n:
            self.n, self.battle = n, self.replay.at(n)
            self._kept.clear()

    def see_as(self, side: str) -> None:
        self.side = side
        self._kept.clear()

    @property
    def moment(self) -> Moment | None:
        """The order last given; None at the start."""
        return self.replay.moment(self.n) if self.n else None

    @property
    def phase(self) -> Phase | None:
        return self.replay.phase_of(self.n)

    def by_turn(self, step: int) -> int:
        """The order number at which the next turn begins, or this one, or the one before."""
        turns = self.replay.turns
        if step > 0:
            return next((n for n in turns if n > self.n), self.replay.length)
        return next((n for n in reversed(turns) if n < self.n), 0)

    def by_phase(self, step: int) -> int:
        firsts = [phase.first for phase in self.replay.phases]
        if step > 0:
            return next((n for n in firsts if n > self.n), self.replay.length)
        return next((n for n in reversed(firsts) if n < self.n), 0)

    def next_shown(self) -> int:
        """The next order that shows something to whoever looks; the last if there is none."""
        return next((n for n in range(self.n + 1, self.replay.length + 1) if self._shows(n)), self.replay.length)

    def previous_shown(self) -> int:
        """The last order before this one that showed something to whoever looks; the start if none did."""
        return next((n for n in range(self.n - 1, 0, -1) if self._shows(n)), 0)

    def _shows(self, n: int) -> bool:
        moment = self.replay.moment(n)
        return moment.order.verb == "end" or bool(self.events_of(moment)) or not self._hides(moment)

    def _hides(self, moment: Moment) -> bool:
        return moment.order.verb in QUIET or (self.side != ALL and moment.side != self.side)

    # ------------------------------------------------------------ what is known

    def view(self, side: str) -> View:
        return self.keep(("view", side), lambda: self.battle.view(side))

    def truth(self, row: int) -> View:
        """A side's own units, and ground as it is."""
        battle = self.battle
        return self.keep(("truth", row), lambda: make_view(battle.names, battle.scenario, battle.state, row))

    @property
    def ground(self) -> View:
        """Ground, works and bridges as whoever looks knows them."""
        return self.truth(0) if self.side == ALL else self.view(self.side)

    @property
    def units(self) -> dict[str, UnitView]:
        """Units shown with all that there is to know of them."""
        views = (self.truth(0), self.truth(1)) if self.side == ALL else (self.view(self.side),)
        return self.keep("units", lambda: {unit.id: unit for view in views for unit in view.own})

    @property
    def contacts(self) -> dict[str, tuple[Contact, bool]]:
        """Enemies of the shown side as it knows them, and whether they are only remembered."""
        if self.side == ALL:
            return {}
        view = self.view(self.side)
        return {its.id: (its, True) for its in view.remembered} | {its.id: (its, False) for its in view.seen}

    def where(self, unit: str) -> str | None:
        if unit in self.units:
            return self.units[unit].at
        return self.contacts[unit][0].at if unit in self.contacts else None

    def side_of(self, unit: str) -> str:
        battle = self.battle
        return self.sides[int(battle.state.units["side"][battle.names.unit_row[unit]])]

    def events_of(self, moment: Moment) -> list[Event]:
        return [event for event in moment.events if self.side == ALL or self.side in event.seen_by]

    @property
    def events(self) -> list[Event]:
        """Of the order last given (at the start: of its dawn), as whoever looks saw them."""
        moment = self.moment
        if moment:
            return self.events_of(moment)
        return [event for event in self.replay.past.start_events if self.side == ALL or self.side in event.seen_by]

    @property
    def order_known(self) -> bool:
        """Whether whoever looks knows the order last given."""
        return self.moment is not None and self.side in (ALL, self.moment.side)

    @property
    def brief(self) -> Brief | None:
        """What the computer meant in this phase: only its own side, or both together, may read it."""
        phase = self.phase
        if phase is None or self.side not in (ALL, phase.side):
            return None
        return self.replay.brief(phase)

    def story(self, unit: str, upto: int | None = None) -> list[Found]:
        """What befell a unit, up to the moment shown."""
        last = self.n if upto is None else upto
        return [its for its in self._told if its.n <= last and unit in (its.event.unit, its.event.other)]

    @property
    def _told(self) -> list[Found]:
        """Every event that whoever looks saw, over the whole battle."""
        if self.side not in self._by_side:
            self._by_side[self.side] = [
                Found(moment.n, event) for moment in self.replay for event in self.events_of(moment)
            ]
        return self._by_side[self.side]

    @cached_property
    def _by_side(self) -> dict[str, list[Found]]:
        return {}

    def search(self, text: str, lang: str) -> list[Found]:
        """Events with these words, over the whole battle."""
        wanted = text.casefold().split()
        if not wanted:
            return []
        return [its for its in self._told if all(word in its.event.text(lang).casefold() for word in wanted)]

    # ------------------------------------------------------------ the time line

    @property
    def shown_marks(self) -> tuple[Mark, ...]:
        """One a phase; the enemy's losses and what he alone saw are left out where one side looks."""
        if self.side not in self._marks_by_side:
            self._marks_by_side[self.side] = tuple(self._as_seen(mark) for mark in self.marks)
        return self._marks_by_side[self.side]

    @cached_property
    def _marks_by_side(self) -> dict[str, tuple[Mark, ...]]:
        return {}

    def _as_seen(self, mark: Mark) -> Mark:
        if self.side == ALL:
            return mark
        lost = {side: lost if side == self.side else 0 for side, lost in mark.lost.items()}
        return replace(mark, lost=lost, grave=tuple(event for event in mark.grave if self.side in event.seen_by))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """One a phase, as it was."""
        before = self._lost(0)
        found = []
        for phase in self.replay.phases:
            after = self._lost(phase.last)
            lost = {side: after[side] - before[side] for side in self.sides}
            found.append(self._mark(phase, lost))
            before = after
        return tuple(found)

    def _lost(self, n: int) -> dict[str, int]:
        """Men whom each side has lost by then."""
        layout, row = self.replay.past.layout, self.replay.row_at(n)
        start, columns = layout.starts["sides"], layout.columns["sides"]
        places = [columns.index(name) for name in LOST]
        return {
            side: sum(int(row[start + i * len(columns) + place]) for place in places)
            for i, side in enumerate(self.sides)
        }

    def _mark(self, phase: Phase, lost: dict[str, int]) -> Mark:
        taken: list[tuple[str, str]] = []
        grave: list[Event] = []
        for n in range(phase.first + 1, phase.last + 1):
            for event in self.replay.moment(n).events:
                if event.kind == "captured_place" and event.side:
                    taken.append((event.side, str(event.values.get("place"))))
                if event.kind in GRAVE:
                    grave.append(event)
        return Mark(phase, lost, tuple(taken), tuple(grave))
