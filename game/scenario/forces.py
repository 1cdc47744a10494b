"""The forces: sides with their fire orders, kinds of unit, formations, units, depots."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Count, Percent, Permille, Small, Strict
from game.scenario.words import HalfDay, HexRef, Id, RationName, Sourced, Words


class Thresholds(Strict):
    """When the Three Don'ts bind: clarity, per mille of aim, men, per mille of own men."""

    see: Percent = Field(default=50, description="least clarity to fire")
    aim: Permille = Field(default=30, description="least ‰ of hits to fire")
    kill: Count = Field(default=10, description="least men a volley must cost the enemy")
    kill_own: Permille = Field(default=30, description="or least ‰ of the own men, if that is less")


class PoolEntry(Sourced):
    from_: HalfDay = Field(alias="from", description="half day on which they come")
    men: Count = Field(description="men added to the pool")
    every_turns: Annotated[int, Field(ge=0, le=1000)] = Field(default=0, description="0: once")


class SortiesEntry(Sourced):
    from_: HalfDay = Field(alias="from", description="half day from which this many fly")
    sorties: Small = Field(description="a day turn, until the next entry")


class Wounded(Strict):
    """Of the wounded: how many return, and how many of the others die."""

    return_: Permille = Field(alias="return", description="‰ of the wounded who return to the pool")
    die: Permille = Field(default=0, description="‰ of the other wounded who die")


Dont = Literal["see", "aim", "kill"]


class Side(Strict):
    role: Literal["attacker", "defender"] = Field(
        description="one side attacks, one defends: margins count for the attacker"
    )
    name: Words = Field(description="as it is shown")
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = Field(
        default="#808080", description="of its counters and its ground, in quotes"
    )
    dont: tuple[Dont, ...] = Field(default=(), description="don'ts that bind its units at the start")
    thresholds: Thresholds = Field(default=Thresholds(), description="when the don'ts bind")
    control: tuple[HexRef, ...] | Literal["rest"] = Field(
        default="rest", description="hexes held at the start; one side may say `rest`"
    )
    ration: RationName = Field(default="full", description="to what its units are topped up")
    sorties: tuple[SortiesEntry, ...] = Field(default=(), description="aircraft by date")
    pool: tuple[PoolEntry, ...] = Field(default=(), description="replacements by date")
    wounded: Wounded = Field(description="what becomes of its wounded")


# ---------------------------------------------------------------- units

KindClass = Literal["infantry", "engineers", "service", "guns", "mortars", "headquarters"]


class Kind(Sourced):
    """A kind of unit; a unit may be weaker than its kind, never stronger."""

    class_: KindClass = Field(
        alias="class", description="infantry and service fight, the others support: one of each shares a hex"
    )
    name: Words = Field(description="as it is shown")
    men: Annotated[int, Field(ge=1, le=20_000)] = Field(description="establishment")
    move: Literal["foot", "wheels", "none"] = Field(default="foot", description="on foot, on wheels, or not at all")
    points: Annotated[int, Field(ge=0, le=20)] = Field(default=8, description="movement points a turn; wheels have 6")
    quality: Annotated[int, Field(ge=10, le=300)] = Field(
        default=100, description="% of a line battalion in close combat"
    )
    cohesion: Small = Field(default=85, description="usual, and the ceiling it recovers to")
    rates: tuple[Permille, Permille, Permille, Permille] = Field(
        default=(80, 40, 16, 6), description="losses of a volley in per mille of men at 1, 2, 3, 4 hexes"
    )
    tubes: Small = Field(default=0, description="guns or mortars")
    weight: Small = Field(default=0, description="shell weight of one tube, see docs/rules.md")
    range_hexes: Small = Field(default=0, description="of bombardment")
    calibre: Id | None = Field(default=None, description="which shells it takes from a depot")
    shells_full: Count = Field(default=0, description="loads it draws up to; 0: what a depot has is its limit")
    lobs: bool = Field(default=False, description="fires over cliffs and heights (mortars)")
    direct: bool = Field(
        default=False, description="fires direct as 30 infantry, double against works (37 mm, rockets)"
    )
    night_trained: bool = Field(default=False, description="fights better by night")
    size: Literal["team", "platoon", "company", "battalion", "regiment"] = Field(
        default="battalion", description="on the counter"
    )
    symbol: Literal[
        "infantry",
        "engineers",
        "supply",
        "field-gun",
        "mountain-gun",
        "heavy-gun",
        "mortar",
        "anti-tank",
        "headquarters",
        "guard",
        "reconnaissance",
    ] = Field(default="infantry", description="on the counter")


class Formation(Sourced):
    id: Id = Field(description="unique among formations")
    side: Id = Field(description="whose")
    name: Words = Field(description="as it is shown")
    short: str | None = Field(default=None, max_length=12, description="for counters")
    hq: Id | None = Field(default=None, description="its headquarters unit")
    parent: Id | None = Field(default=None, description="formation above it")


class Unit(Sourced):
    id: Id = Field(description="unique among units")
    kind: Id = Field(description="one of `kinds`")
    formation: Id = Field(description="gives it its side")
    men: Annotated[int, Field(ge=1, le=20_000)] = Field(description="at most the kind's")
    at: HexRef | None = Field(default=None, description="none: comes with a wave")
    cohesion: Small | None = Field(default=None, description="none: the kind's")
    fatigue: Small = Field(default=0, description="0 fresh, 100 spent; tired from `rules.fatigue_limit`")
    ammo: Small = Field(default=3, description="fires")
    grenades: Small = Field(default=0, description="loads")
    shells: Count = Field(default=0, description="loads")
    tubes: Small | None = Field(default=None, description="none: the kind's")
    dont: tuple[Dont, ...] | None = Field(default=None, description="none: as its side")
    name: Words | None = Field(default=None, description="none: the kind's")
    short: str | None = Field(default=None, max_length=12, description="for the counter, as I/30")
    commander: Words | None = Field(default=None, description="his loss shakes the unit")


class Depot(Sourced):
    id: Id = Field(description="unique among depots")
    side: Id = Field(description="whose")
    at: HexRef
    name: Words | None = Field(default=None, description="as it is shown")
    fires: Count = Field(default=0, description="fires for units to draw")
    grenades: Count = Field(default=0, description="loads of grenades")
    shells: dict[Id, Count] = Field(default_factory=dict, description="calibre -> loads")
    food: Count = Field(default=0, description="half days of food for the whole side")
