"""The ground a scenario is fought on: kinds of terrain, hexsides, lines, places."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Count, Percent, Permille, Small, Strict
from game.scenario.words import EdgeRef, HexRef, Id, Sourced, Words, WorksName


class Terrain(Strict):
    """One kind of ground: a row of the table in docs/rules.md."""

    name: Words = Field(description="as it is shown")
    height: Annotated[int, Field(ge=0, le=5)] = Field(default=0, description="level; sight and cliffs follow it")
    foot: Annotated[int, Field(ge=1, le=20)] | None = Field(description="movement points; null: closed")
    wheels: Annotated[int, Field(ge=1, le=20)] | None = Field(description="movement points; null: closed")
    cover_permille: Permille = Field(default=1000, description="‰ of the losses of those in it")
    close_percent: Percent = Field(default=100, description="% of the defence in close combat")
    hides: Small = Field(default=0, description="taken off the clarity of those in it")
    blocks_sight: bool = Field(default=False, description="of what lies behind, on the same level")
    dig_to: Annotated[int, Field(ge=0, le=4)] = Field(default=4, description="highest level of works")
    ruins_to: Id | None = Field(default=None, description="terrain this becomes by wear or fire")
    burns: bool = Field(default=False, description="incendiaries set it on fire")
    water: bool = Field(default=False, description="boats and ferries cross it")
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
    ] = Field(default="field", description="how the map shows it")


class Grid(Strict):
    shape: Literal["flat-top"] = Field(default="flat-top", description="flat-top only")
    offset: Literal["odd-q"] = Field(default="odd-q", description="even columns lie half a hex lower")
    hex_m: Count = Field(default=200, description="metres from side to side")
    size: tuple[Annotated[int, Field(ge=2, le=400)], Annotated[int, Field(ge=2, le=400)]] = Field(
        description="[columns, rows]"
    )


class Edge(Sourced):
    name: Words | None = Field(default=None, description="as it is shown")
    at: Annotated[tuple[EdgeRef, ...], Field(min_length=1)] = Field(description="hexsides")
    state: Literal["whole", "blown"] = Field(default="whole", description="of a bridge")


class Line(Sourced):
    name: Words | None = Field(default=None, description="as it is shown")
    through: Annotated[tuple[HexRef, ...], Field(min_length=2)] = Field(
        description="hexes it runs through, straight from one to the next"
    )


class Edges(Strict):
    """Features of hexsides. Of a cliff the hex named is on top."""

    river: tuple[Edge, ...] = Field(default=(), description="narrow river, along hexsides")
    cliff: tuple[Edge, ...] = Field(default=(), description="climbed with ladders only; the hex named is on top")
    embankment: tuple[Edge, ...] = Field(default=(), description="cover for those behind it")
    obstacle: tuple[Edge, ...] = Field(default=(), description="wire, abatis; engineers clear it")
    bridge: tuple[Edge, ...] = Field(default=(), description="over a narrow river")


class BridgeLine(Line):
    state: Literal["whole", "blown"] = Field(default="whole", description="engineers mend a blown one")


class Lines(Strict):
    """Features that run through hexes, straight between those named. Ferries and bridges cross water hexes."""

    road: tuple[Line, ...] = Field(default=(), description="one point a hex for wheels")
    railway: tuple[Line, ...] = Field(default=(), description="as drawn")
    stream: tuple[Line, ...] = Field(default=(), description="crossing costs a point")
    ferry: tuple[Line, ...] = Field(default=(), description="over water hexes")
    bridge: tuple[BridgeLine, ...] = Field(default=(), description="over water hexes")


class Place(Sourced):
    at: HexRef | tuple[HexRef, ...] = Field(description="its hex, or all its hexes")
    name: Words = Field(description="as it is shown")
    note: Words | None = Field(default=None, description="shown with it")
    rank: Literal["city", "hill", "gate", "place", "minor"] = Field(
        default="place", description="how large its name is drawn"
    )


class Region(Sourced):
    at: Annotated[tuple[HexRef, ...], Field(min_length=1)] = Field(
        description="hexes of it: a town's name stands amid them, that of water along them, in their order"
    )
    name: Words = Field(description="as it is shown")
    kind: Literal["town", "water"] = Field(default="town", description="a town is named on maps drawn small")


class Map(Strict):
    grid: Grid = Field(description="its measure")
    legend: dict[Annotated[str, Field(min_length=1, max_length=1)], Id] = Field(description="letter -> terrain")
    rows: str = Field(description="one letter a hex, one line a row")
    edges: Edges = Field(default=Edges(), description="what runs along hexsides")
    ramps: dict[EdgeRef, Count] = Field(
        default={}, description="cliff as listed -> men who have fallen there already: a ramp, see docs/rules.md"
    )
    lines: Lines = Field(default=Lines(), description="what runs through hexes")
    entries: dict[Id, tuple[HexRef, ...]] = Field(
        default_factory=dict, description="edge of arrival -> its hexes, in order"
    )
    works: dict[WorksName, tuple[HexRef, ...]] = Field(
        default_factory=dict, description="level -> hexes that have it at the start"
    )
    places: dict[Id, Place] = Field(default_factory=dict, description="named ground: for victory, events, orders")
    regions: dict[Id, Region] = Field(
        default_factory=dict, description="names of towns and wide rivers, for the eye alone"
    )
