"""What a scenario may say: typed, immutable. The JSON schema comes from here.

The loader (source.py) merges `extends`, `include` and `changes` first; these models describe the merged whole.
Hexes stay text (`CCRR` or a place's id), dates stay text (`1944-06-28 day`); `Scenario` resolves both. The parts
lie in words.py, ground.py, forces.py, story.py and aims.py; import them from here.
"""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.aims import (
    Axis,
    Balance,
    ComputerSide,
    DayPoints,
    Fall,
    HistoryEntry,
    Level,
    LossPoints,
    Victory,
    Worth,
)
from game.scenario.forces import (
    Depot,
    Dont,
    Formation,
    Kind,
    KindClass,
    PoolEntry,
    Side,
    SortiesEntry,
    Thresholds,
    Unit,
    Wounded,
)
from game.scenario.ground import BridgeLine, Edge, Edges, Grid, Line, Lines, Map, Place, Terrain
from game.scenario.lessons import Lesson, Prompt
from game.scenario.numbers import Rules, Strict
from game.scenario.story import (
    ChoiceOption,
    CohesionEffect,
    Conditions,
    CrossingEffect,
    Delay,
    Effect,
    Event,
    FitBelow,
    Held,
    HeldFor,
    HeldWave,
    LossesOver,
    PointsEffect,
    PoolEffect,
    SidePlace,
    SortiesEffect,
    StockEffect,
    TerrainEffect,
    Trigger,
    Wave,
    WeatherEffect,
    WeatherSpell,
    WorksEffect,
)
from game.scenario.words import (
    Certainty,
    EdgeRef,
    HalfDay,
    HexRef,
    Id,
    RationName,
    ScenarioId,
    Sourced,
    Text,
    Weather,
    Words,
    WorksName,
    half_day,
    half_day_text,
)

__all__ = [
    "Axis",
    "Balance",
    "BridgeLine",
    "Calendar",
    "Certainty",
    "ChoiceOption",
    "CohesionEffect",
    "ComputerSide",
    "Conditions",
    "CrossingEffect",
    "DayPoints",
    "Delay",
    "Depot",
    "Dont",
    "Edge",
    "EdgeRef",
    "Edges",
    "Effect",
    "Event",
    "Fall",
    "FitBelow",
    "Formation",
    "Grid",
    "HalfDay",
    "Held",
    "HeldFor",
    "HeldWave",
    "HexRef",
    "HistoryEntry",
    "Id",
    "Kind",
    "KindClass",
    "Lesson",
    "Level",
    "Line",
    "Lines",
    "LossPoints",
    "LossesOver",
    "Map",
    "Place",
    "PointsEffect",
    "PoolEffect",
    "PoolEntry",
    "Prompt",
    "RationName",
    "Scenario",
    "ScenarioId",
    "Side",
    "SidePlace",
    "SortiesEffect",
    "SortiesEntry",
    "Sourced",
    "StockEffect",
    "Terrain",
    "TerrainEffect",
    "Text",
    "Thresholds",
    "Trigger",
    "Unit",
    "Victory",
    "Wave",
    "Weather",
    "WeatherEffect",
    "WeatherSpell",
    "Words",
    "WorksEffect",
    "WorksName",
    "Worth",
    "Wounded",
    "half_day",
    "half_day_text",
]


class Calendar(Strict):
    start: HalfDay = Field(description="first half day played")
    end: HalfDay = Field(description="last half day played")


class Scenario(Strict):
    """A scenario, merged and complete. Build one with `game.scenario.catalog.load`."""

    format: Literal[1] = Field(description="of scenario files")
    id: ScenarioId = Field(description="its path below the scenarios folder")
    title: Words = Field(description="in the list of scenarios")
    abstract: bool = Field(default=False, description="a base for others: not listed, not played")
    calendar: Calendar = Field(description="which half days are played")
    first_side: Id = Field(description="who moves first in each half day")
    briefing: dict[str, Words] = Field(default={}, description="side -> text; `both` for the common part")
    notes: Words | None = Field(default=None, description="sources, and what is certain")
    rules: Rules = Field(default=Rules(), description="the rules' numbers that differ from the manual's")
    sides: Annotated[dict[Id, Side], Field(min_length=2, max_length=2)] = Field(description="two, by id")
    terrain: dict[Id, Terrain] = Field(description="kinds of ground, by id")
    kinds: dict[Id, Kind] = Field(description="kinds of unit, by id")
    map: Map = Field(description="the ground")
    formations: tuple[Formation, ...] = Field(default=(), description="who belongs together")
    units: tuple[Unit, ...] = Field(default=(), description="who fights")
    depots: tuple[Depot, ...] = Field(default=(), description="where supplies lie")
    weather: tuple[WeatherSpell, ...] = Field(default=(), description="by date; clear until the first")
    waves: tuple[Wave, ...] = Field(default=(), description="who comes later")
    events: tuple[Event, ...] = Field(default=(), description="what comes to pass")
    victory: Victory = Field(description="what counts")
    lessons: tuple[Lesson, ...] = Field(default=(), description="what the scenario teaches")
    history: tuple[HistoryEntry, ...] = Field(default=(), description="the real course, for `balance` and the report")
    computer: dict[Id, ComputerSide] = Field(default_factory=dict, description="side -> plans of the computer")
    balance: Balance = Field(default=Balance(), description="what `balance` measures against")

    @property
    def turns(self) -> int:
        """Half days played, both ends included."""
        return half_day(self.calendar.end) - half_day(self.calendar.start) + 1

    def turn_of(self, date: str) -> int:
        """Turn number (from 1) of a date; under 1 before the start."""
        return half_day(date) - half_day(self.calendar.start) + 1

    def date_of(self, turn: int) -> str:
        return half_day_text(half_day(self.calendar.start) + turn - 1)
