"""What a scenario is played for, and against: victory, the real course, the computer's plans."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Count, Small, Strict
from game.scenario.words import HalfDay, HexRef, Id, Sourced, Words


class Worth(Strict):
    daily: Count = 0
    first: Count = 0
    final: Count = 0


class DayPoints(Strict):
    from_: HalfDay = Field(alias="from")
    points: Count


class LossPoints(Strict):
    points: Count
    per: Annotated[int, Field(ge=1, le=100_000)]


class Fall(Strict):
    """When the battle ends with the fall of the place defended."""

    core: tuple[Id, ...]
    held: Annotated[int, Field(ge=1, le=100)]
    or_fit_below: Count = 0
    points: Count
    terms_points: Count = 0
    terms_fit_below: Count = 0


class Level(Strict):
    """Margin (attacker's points less defender's) from here up to the next level's `from`."""

    id: Id
    for_: Id = Field(alias="for", description="a side's id, or `none`")
    name: Words | None = None
    from_: int | None = Field(None, alias="from", description="none only in the first")


class Victory(Strict):
    places: dict[Id, dict[Id, Worth]] = Field(default_factory=dict)
    days: dict[Id, tuple[DayPoints, ...]] = Field(default_factory=dict)
    losses: dict[Id, LossPoints] = Field({}, description="of the enemy's losses")
    fall: Fall | None = None
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]


class HistoryEntry(Sourced):
    date: HalfDay
    title: Words | None = None
    text: Words | None = None
    losses: dict[Id, tuple[Count, Count]] = Field({}, description="cumulative since the scenario's start")
    holder: dict[Id, Id] = Field({}, description="place -> side")
    fires_left: dict[Id, tuple[Count, Count]] = Field(default_factory=dict)
    hills_lost: tuple[Count, Count] | None = None


class Axis(Strict):
    formation: Id
    towards: HexRef


class ComputerSide(Strict):
    axes: tuple[Axis, ...] = ()
    main_line: tuple[Id, ...] = Field((), description="places the defender holds or retakes")
    reserve: tuple[Id, ...] = Field((), description="formations kept back")


Quantity = Literal[
    "fall_day",
    "fall_between_percent",
    "standing_percent",
    "held_percent",
    "lost",
    "killed",
    "died",
    "captured",
    "fit",
    "fires_left_percent",
    "hills_lost",
    "core_lost",
]


class Wanted(Sourced):
    """A quantity that `balance` holds against history: its median, or the share of games in which something is so."""

    id: Id
    quantity: Quantity = Field(
        description="fall_day: day of the battle on which the place fell (days from the start, 1 the first; games in "
        "which it stands count as later); fall_between_percent: games in which it fell on a day of `days`, or stood to "
        "the end; standing_percent: games in which it had not fallen by `date`; held_percent: games in which `side` "
        "held `place`; lost (killed, died, wounded), killed, died, captured, fit (men in units on the map): men of "
        "`side`; fires_left_percent: of the fires `side` began with; hills_lost: places of the defender's `main_line`; "
        "core_lost: core places in the attacker's hands"
    )
    range_: tuple[Count, Count] = Field(alias="range", description="wanted, both ends included")
    side: Id | None = None
    place: Id | None = None
    date: HalfDay | None = Field(None, description="at the close of this half day; none: at the end")
    days: tuple[Count, Count] | None = Field(None, description="of fall_between_percent")
    history: Words | None = Field(None, description="the record, as the table shows it")


class Balance(Strict):
    wanted_wins: dict[Id, tuple[Small, Small]] = Field(default_factory=dict)
    games: Annotated[int, Field(ge=1, le=100_000)] = 400
    wanted: tuple[Wanted, ...] = Field(default=(), description="rows of the calibration table")
