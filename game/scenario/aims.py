"""What a scenario is played for, and against: victory, the real course, the computer's plans."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Count, Small, Strict
from game.scenario.words import HalfDay, HexRef, Id, Sourced, Words


class Worth(Strict):
    daily: Count = Field(default=0, description="points for each day held to its end")
    first: Count = Field(default=0, description="points when first taken")
    final: Count = Field(default=0, description="points if held at the end")


class DayPoints(Strict):
    from_: HalfDay = Field(alias="from", description="until the next entry")
    points: Count = Field(description="for each day until the place defended falls")


class LossPoints(Strict):
    points: Count = Field(description="this many")
    per: Annotated[int, Field(ge=1, le=100_000)] = Field(description="for so many men")


class Fall(Strict):
    """When the battle ends with the fall of the place defended."""

    core: tuple[Id, ...] = Field(description="places at the heart of the defence")
    held: Annotated[int, Field(ge=1, le=100)] = Field(description="so many of them in the attacker's hands: it falls")
    or_fit_below: Count = Field(default=0, description="or fewer fit defenders than this")
    points: Count = Field(description="to the attacker")
    terms_points: Count = Field(default=0, description="to the attacker if it falls by terms")
    terms_fit_below: Count = Field(default=0, description="the defender may ask for terms when fewer are fit")


class Level(Strict):
    """Margin (attacker's points less defender's) from here up to the next level's `from`."""

    id: Id = Field(description="unique among levels")
    for_: Id = Field(alias="for", description="a side's id, or `none`")
    name: Words | None = Field(default=None, description="as the result shows it")
    from_: int | None = Field(default=None, alias="from", description="none only in the first")


class Victory(Strict):
    places: dict[Id, dict[Id, Worth]] = Field(default_factory=dict, description="place -> side -> what it is worth")
    days: dict[Id, tuple[DayPoints, ...]] = Field(default_factory=dict, description="side -> points a day")
    losses: dict[Id, LossPoints] = Field(default={}, description="of the enemy's losses")
    fall: Fall | None = Field(default=None, description="none: the battle runs to its end")
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = Field(
        description="from the defender's best to the attacker's"
    )


class HistoryEntry(Sourced):
    date: HalfDay = Field(description="at the close of this half day")
    title: Words | None = Field(default=None, description="in the timeline")
    text: Words | None = Field(default=None, description="in the timeline")
    losses: dict[Id, tuple[Count, Count]] = Field(default={}, description="cumulative since the scenario's start")
    holder: dict[Id, Id] = Field(default={}, description="place -> side")
    fires_left: dict[Id, tuple[Count, Count]] = Field(
        default_factory=dict, description="side -> range of fires in all stocks"
    )
    hills_lost: tuple[Count, Count] | None = Field(default=None, description="range: places of the main line lost")


class Axis(Strict):
    formation: Id = Field(description="which")
    towards: HexRef = Field(description="hex or place")


class Ready(Strict):
    """How ready a side is for an assault."""

    shells: Count = Field(default=0, description="weight of all shells, carried and stored: tubes x weight x loads")
    fit_percent: Small = Field(default=0, description="battalions that are not tired, of a hundred on the map")


class Pause(Strict):
    """When the computer stops assaulting, and what it rests and gathers until it goes on."""

    below: Ready = Field(description="it stops when one of these is not reached")
    until: Ready = Field(description="it goes on when all of these are")
    most_turns: Count = Field(default=0, description="it goes on after so many turns in any case; 0: it waits")


class ComputerSide(Strict):
    axes: tuple[Axis, ...] = Field(default=(), description="where formations press")
    pause: Pause | None = Field(default=None, description="when it stops assaulting to rest and gather shells")
    main_line: tuple[Id, ...] = Field(default=(), description="places the defender holds or retakes")
    reserve: tuple[Id, ...] = Field(default=(), description="formations kept back")


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

    id: Id = Field(description="unique among rows")
    quantity: Quantity = Field(
        description="fall_day: day of the battle on which the place fell (days from the start, 1 the first; games in "
        "which it stands count as later); fall_between_percent: games in which it fell on a day of `days`, or stood to "
        "the end; standing_percent: games in which it had not fallen by `date`; held_percent: games in which `side` "
        "held `place`; lost (killed, died, wounded), killed, died, captured, fit (men in units on the map): men of "
        "`side`; fires_left_percent: of the fires `side` began with, in games in which the place stands; hills_lost: "
        "places of the defender's `main_line`; core_lost: core places in the attacker's hands"
    )
    range_: tuple[Count, Count] = Field(alias="range", description="wanted, both ends included")
    side: Id | None = Field(default=None, description="whose")
    place: Id | None = Field(default=None, description="of held_percent, fall quantities")
    date: HalfDay | None = Field(default=None, description="at the close of this half day; none: at the end")
    days: tuple[Count, Count] | None = Field(default=None, description="of fall_between_percent")
    history: Words | None = Field(default=None, description="the record, as the table shows it")


class Balance(Strict):
    wanted_wins: dict[Id, tuple[Small, Small]] = Field(
        default_factory=dict, description="side -> % of games, from and to"
    )
    games: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=400, description="how many `balance` plays by default"
    )
    wanted: tuple[Wanted, ...] = Field(default=(), description="rows of the calibration table")
