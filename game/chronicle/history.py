"""A battle held against the real course: bands of losses and ammunition, places, who held longer.

The real course is data (game/scenario/course.py, and `history:` in the scenario). A scenario that tells its own losses
or ammunition is measured by these; one that covers the whole front and does not, by the course's. Dates are half days;
a place is lost on the half day from whose end on the enemy held it for good.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from game.names import Names
from game.scenario import course
from game.scenario.course import Attack, Course, Day
from game.scenario.model import HistoryEntry, Scenario, half_day

Band = tuple[int, int]
NEAR = 4  # half days within which a number of men is still the same


class Past:
    """The real course as far as a scenario's map and calendar go."""

    def __init__(self, scenario: Scenario, whole: Course | None = None) -> None:
        self.scenario = scenario
        self.course = course.of(scenario.id) if whole is None else whole
        self.start, self.end = half_day(scenario.calendar.start), half_day(scenario.calendar.end)
        self._names = Names(scenario)

    def __bool__(self) -> bool:
        return bool(self.days) or bool(self.scenario.history)

    @property
    def days(self) -> list[Day]:
        """The entries of the calendar."""
        return [day for day in self.course.days if self.start <= half_day(day.date) <= self.end]

    def day(self, date: str) -> Day | None:
        return next((day for day in self.course.days if day.date == date), None)

    # ------------------------------------------------------------ who held what

    def holders(self, date: str) -> dict[str, str]:
        """Place -> side at the end of a half day, of the places that the scenario has."""
        held: dict[str, str] = {}
        until = half_day(date)
        for day in self.course.days:
            if half_day(day.date) <= until:
                held.update(day.holder)
        for entry in self.scenario.history:
            if half_day(entry.date) <= until:
                held.update(entry.holder)
        return {place: side for place, side in held.items() if place in self._names.place_row}

    def attacks(self, date: str) -> list[Attack]:
        """The arrows of a half day, of which both ends lie on the scenario's map."""
        day = self.day(date)
        return [its for its in day.attacks if self._knows(its.from_) and self._knows(its.at)] if day else []

    def _knows(self, ref: str) -> bool:
        """Places have the course's own names; its hexes are those of another map if the scenario drew its own."""
        return ref in self._names.place_row or (ref.isdigit() and self._same_ground)

    @property
    def _same_ground(self) -> bool:
        """Whether hexes mean the same: a map as large as that of the whole battle."""
        return self.scenario.map.grid.size == (52, 40)

    def lost_on(self, place: str, side: str) -> str | None:
        """When `side` lost a place for good, within the calendar and before; None if it never did or never had it."""
        lost = None
        for day in self.course.days:
            holder = day.holder.get(place)
            if holder is not None and half_day(day.date) <= self.end:
                lost = None if holder == side else (lost or day.date)
        return lost

    # ------------------------------------------------------------ what it cost

    def losses(self, side: str, date: str) -> Band | None:
        """[low, high] of killed, wounded and missing since the scenario's start, at the end of a half day."""
        told = [entry for entry in self.scenario.history if side in entry.losses]
        if told and (not self._whole or not self.course.tolls or self._to_the_end(told)):
            return self._between(told, side, half_day(date))
        if not self._whole:
            return None
        low = high = 0.0
        for toll in self.course.tolls:
            if side not in toll.losses:
                continue
            first, last = half_day(toll.from_), half_day(toll.to)
            inside = min(last, half_day(date)) - max(first, self.start) + 1
            share = max(0, inside) / (last - first + 1)
            low, high = low + share * toll.losses[side][0], high + share * toll.losses[side][1]
        return (round(low), round(high)) if high else None

    def _to_the_end(self, told: Sequence[HistoryEntry]) -> bool:
        """Whether entries go on to the end of the calendar, or of the real battle."""
        end = min(self.end, half_day(self.course.fall)) if self.course.fall else self.end
        return half_day(told[-1].date) >= end

    def _between(self, told: Sequence[HistoryEntry], side: str, date: int) -> Band | None:
        """On straight lines from nothing at the start through the entries; after the last it stays."""
        before, band = self.start - 1, (0, 0)
        for entry in told:
            there, goal = half_day(entry.date), entry.losses[side]
            if date <= there:
                share = (date - before) / max(1, there - before)
                return tuple(round(a + share * (b - a)) for a, b in zip(band, goal, strict=True))  # type: ignore[return-value]
            before, band = there, goal
        return band

    @property
    def _whole(self) -> bool:
        """Whether the scenario is of the whole front, so that the course's sums are its own."""
        return self.scenario.victory.fall is not None and self._same_ground

    def fires(self, side: str, date: str, at_start: int) -> Band | None:
        """[low, high] of fires left at the end of a half day, for a side that began with so many."""
        told = [entry for entry in self.scenario.history if entry.date == date and side in entry.fires_left]
        if told:
            return told[0].fires_left[side]
        stocks = [its for its in self.course.stocks if side in its.fires_percent]
        if not self._whole or not stocks:
            return None
        (low, high), first = self._percent(side, half_day(date)), self._percent(side, self.start - 1)
        whole = max(1.0, sum(first) / 2)
        return round(at_start * low / whole), round(at_start * min(high, whole) / whole)

    def _percent(self, side: str, date: int) -> tuple[float, float]:
        before, band = -1, (100.0, 100.0)
        for stock in self.course.stocks:
            if side not in stock.fires_percent:
                continue
            there, goal = half_day(stock.date), stock.fires_percent[side]
            if date <= there:
                share = 1.0 if before < 0 else (date - before) / max(1, there - before)
                low, high = (a + share * (b - a) for a, b in zip(band, goal, strict=True))
                return low, high
            before, band = there, (float(goal[0]), float(goal[1]))
        return band

    def fit(self, side: str, date: str) -> Band | None:
        """[low, high] of men in the ranks, where the course tells it of a half day near enough."""
        if not self._whole:
            return None
        near = [its for its in self.course.fit if side in its.men and abs(half_day(its.date) - half_day(date)) <= NEAR]
        return near[-1].men[side] if near else None


# ---------------------------------------------------------------- a battle beside it


@dataclass(frozen=True, slots=True)
class PlaceBeside:
    """When the defender lost a place for good, here and in history; None: it was held."""

    place: str
    here: str | None
    past: str | None

    @property
    def half_days_longer(self) -> int | None:
        """How much longer it was held here; None where one of the two never lost it."""
        if self.here is None or self.past is None:
            return None
        return half_day(self.here) - half_day(self.past)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the battle and history's band. `where`: below, within, above."""

    quantity: str  # losses, fires, men
    side: str
    here: int
    band: Band

    @property
    def where(self) -> str:
        return "below" if self.here < self.band[0] else "above" if self.here > self.band[1] else "within"


@dataclass(slots=True)
class Beside:
    """A battle beside history, at the end of a half day."""

    date: str
    defender: str
    days_longer: int | None = None  # the place defended: fell so much later than in history (negative: earlier)
    stands: bool = False  # it had not fallen here
    stood: bool = False  # nor in history by that date
    places: list[PlaceBeside] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    apart: dict[str, tuple[str, str]] = field(default_factory=dict)  # place -> (holder here, holder then)


def beside(
    past: Past,
    date: str,
    lost: Mapping[str, int],
    fires: Mapping[str, tuple[int, int]],
    holders: Sequence[tuple[str, Mapping[str, str]]],
    fell: str | None = None,
    men: Mapping[str, int] | None = None,
) -> Beside:
    """Hold a battle against history at the end of `date`.

    `lost`: killed, died and wounded by side; `fires`: (left, at the start) by side; `holders`: (date, place -> side) at
    the end of each half day up to `date`; `fell`: when the place defended fell, if it did; `men`: in the ranks.
    """
    scenario = past.scenario
    defender = next(side for side, its in scenario.sides.items() if its.role == "defender")
    found = Beside(date, defender)
    _city(found, past, date, fell)
    for side, number in lost.items():
        band = past.losses(side, date)
        if band is not None:
            found.measures.append(Measure("losses", side, number, band))
    for side, (left, first) in fires.items():
        band = past.fires(side, date, first)
        if band is not None:
            found.measures.append(Measure("fires", side, left, band))
    for side, number in (men or {}).items():
        band = past.fit(side, date)
        if band is not None:
            found.measures.append(Measure("men", side, number, band))
    then, now = past.holders(date), dict(holders[-1][1]) if holders else {}
    for place, side in then.items():
        if now.get(place, side) != side:
            found.apart[place] = (now[place], side)
        here, lost_then = _lost_here(place, defender, holders), past.lost_on(place, defender)
        if lost_then is not None and half_day(lost_then) > half_day(date):
            lost_then = None
        before = lost_then is not None and half_day(lost_then) < past.start
        if (here or lost_then) and not before:
            found.places.append(PlaceBeside(place, here, lost_then))
    return found


def _city(found: Beside, past: Past, date: str, fell: str | None) -> None:
    """Whether and when the place defended fell, here and then."""
    real = past.course.fall
    if real is None or past.scenario.victory.fall is None:
        return
    found.stands = fell is None
    found.stood = half_day(date) < half_day(real)
    if fell is not None or not found.stood:
        found.days_longer = (half_day(fell or date) - half_day(real)) // 2


def _lost_here(place: str, side: str, holders: Sequence[tuple[str, Mapping[str, str]]]) -> str | None:
    lost = None
    for date, held in holders:
        if place in held:
            lost = None if held[place] == side else (lost or date)
    return lost
