"""The ground a scenario is fought on: kinds of terrain, hexsides, lines, places."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Count, Percent, Permille, Small, Strict
from game.scenario.words import EdgeRef, HexRef, Id, Sourced, Words, WorksName


class Terrain(Strict):
    """One kind of ground: a row of the table in docs/rules.md."""

    name: Words
    height: Annotated[int, Field(ge=0, le=5)] = 0
    foot: Annotated[int, Field(ge=1, le=20)] | None = Field(description="movement points; null: closed")
    wheels: Annotated[int, Field(ge=1, le=20)] | None = Field(description="movement points; null: closed")
    cover_permille: Permille = 1000
    close_percent: Percent = 100
    hides: Small = 0
    blocks_sight: bool = False
    dig_to: Annotated[int, Field(ge=0, le=4)] = 4
    ruins_to: Id | None = Field(None, description="terrain this becomes by wear or fire")
    burns: bool = False
    water: bool = Field(False, description="boats and ferries cross it")
    paint: Literal[
        "field",
        "paddy",
        "marsh",
        "hill",
        "high-hill",
        "woods",
        "village",
        "city",
        "rubble",
        "river",
        "pond",
        "airfield",
    ] = Field("field", description="how the map shows it")


class Grid(Strict):
    shape: Literal["flat-top"] = "flat-top"
    offset: Literal["odd-q"] = "odd-q"
    hex_m: Count = 200
    size: tuple[Annotated[int, Field(ge=2, le=400)], Annotated[int, Field(ge=2, le=400)]]


class Edge(Sourced):
    name: Words | None = None
    at: Annotated[tuple[EdgeRef, ...], Field(min_length=1)]
    state: Literal["whole", "blown"] = "whole"


class Line(Sourced):
    name: Words | None = None
    through: Annotated[tuple[HexRef, ...], Field(min_length=2)]


class Edges(Strict):
    """Features of hexsides. Of a cliff the hex named is on top."""

    river: tuple[Edge, ...] = ()
    cliff: tuple[Edge, ...] = ()
    embankment: tuple[Edge, ...] = ()
    obstacle: tuple[Edge, ...] = ()
    bridge: tuple[Edge, ...] = ()


class BridgeLine(Line):
    state: Literal["whole", "blown"] = "whole"


class Lines(Strict):
    """Features that run through hexes, straight between those named. Ferries and bridges cross water hexes."""

    road: tuple[Line, ...] = ()
    railway: tuple[Line, ...] = ()
    stream: tuple[Line, ...] = ()
    ferry: tuple[Line, ...] = ()
    bridge: tuple[BridgeLine, ...] = ()


class Place(Sourced):
    at: HexRef | tuple[HexRef, ...]
    name: Words
    note: Words | None = None
    rank: Literal["city", "hill", "gate", "place", "minor"] = Field("place", description="how large its name is drawn")


class Map(Strict):
    grid: Grid
    legend: dict[Annotated[str, Field(min_length=1, max_length=1)], Id]
    rows: str
    edges: Edges = Edges()
    ramps: dict[EdgeRef, Count] = Field(
        {}, description="cliff as listed -> men who have fallen there already: a ramp, see docs/rules.md"
    )
    lines: Lines = Lines()
    entries: dict[Id, tuple[HexRef, ...]] = Field(default_factory=dict)
    works: dict[WorksName, tuple[HexRef, ...]] = Field(default_factory=dict)
    places: dict[Id, Place] = Field(default_factory=dict)
