"""The forces: sides with their fire orders, kinds of unit, formations, units, depots."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Count, Percent, Permille, Small, Strict
from game.scenario.words import HalfDay, HexRef, Id, RationName, Sourced, Words


class Thresholds(Strict):
    """When the Three Don'ts bind: clarity, per mille of aim, men, per mille of own men."""

    see: Percent = 50
    aim: Permille = 30
    kill: Count = 10
    kill_own: Permille = 30


class PoolEntry(Sourced):
    from_: HalfDay = Field(alias="from")
    men: Count
    every_turns: Annotated[int, Field(ge=0, le=1000)] = Field(0, description="0: once")


class SortiesEntry(Sourced):
    from_: HalfDay = Field(alias="from")
    sorties: Small


class Wounded(Strict):
    """Of the wounded: how many return, and how many of the others die."""

    return_: Permille = Field(alias="return")
    die: Permille = 0


Dont = Literal["see", "aim", "kill"]


class Side(Strict):
    role: Literal["attacker", "defender"]
    name: Words
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#808080"
    dont: tuple[Dont, ...] = ()
    thresholds: Thresholds = Thresholds()
    control: tuple[HexRef, ...] | Literal["rest"] = Field(
        "rest", description="hexes held at the start; one side may say `rest`"
    )
    ration: RationName = "full"
    sorties: tuple[SortiesEntry, ...] = ()
    pool: tuple[PoolEntry, ...] = ()
    wounded: Wounded


# ---------------------------------------------------------------- units

KindClass = Literal["infantry", "engineers", "service", "guns", "mortars", "headquarters"]


class Kind(Sourced):
    """A kind of unit; a unit may be weaker than its kind, never stronger."""

    class_: KindClass = Field(alias="class")
    name: Words
    men: Annotated[int, Field(ge=1, le=20_000)] = Field(description="establishment")
    move: Literal["foot", "wheels", "none"] = "foot"
    points: Annotated[int, Field(ge=0, le=20)] = Field(8, description="movement points a turn; wheels have 6")
    quality: Annotated[int, Field(ge=10, le=300)] = 100
    cohesion: Small = 85
    rates: tuple[Permille, Permille, Permille, Permille] = Field(
        (80, 40, 16, 6), description="losses of a volley in per mille of men at 1, 2, 3, 4 hexes"
    )
    tubes: Small = 0
    weight: Small = Field(0, description="shell weight of one tube, see docs/rules.md")
    range_hexes: Small = 0
    calibre: Id | None = Field(None, description="which shells it takes from a depot")
    shells_full: Count = Field(0, description="loads it draws up to; 0: what a depot has is its limit")
    lobs: bool = Field(False, description="fires over cliffs and heights (mortars)")
    direct: bool = Field(False, description="fires direct as 30 infantry, double against works (37 mm, rockets)")
    night_trained: bool = False
    size: Literal["team", "platoon", "company", "battalion", "regiment"] = "battalion"
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
    ] = "infantry"


class Formation(Sourced):
    id: Id
    side: Id
    name: Words
    short: str | None = Field(None, max_length=12, description="for counters")
    hq: Id | None = Field(None, description="its headquarters unit")
    parent: Id | None = None


class Unit(Sourced):
    id: Id
    kind: Id
    formation: Id
    men: Annotated[int, Field(ge=1, le=20_000)]
    at: HexRef | None = Field(None, description="none: comes with a wave")
    cohesion: Small | None = None
    fatigue: Small = 0
    ammo: Small = Field(3, description="fires")
    grenades: Small = 0
    shells: Count = Field(0, description="loads")
    tubes: Small | None = None
    dont: tuple[Dont, ...] | None = Field(None, description="none: as its side")
    name: Words | None = None
    short: str | None = Field(None, max_length=12, description="for the counter, as I/30")
    commander: Words | None = None


class Depot(Sourced):
    id: Id
    side: Id
    at: HexRef
    name: Words | None = None
    fires: Count = 0
    grenades: Count = 0
    shells: dict[Id, Count] = Field(default_factory=dict)
    food: Count = Field(0, description="half days of food for the whole side")
