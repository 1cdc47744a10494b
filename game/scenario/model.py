"""What a scenario may say: typed, immutable. The JSON schema comes from here.

The loader (source.py) merges `extends`, `include` and `changes` first; these models describe the merged whole.
Hexes stay text (`CCRR` or a place's id), dates stay text (`1944-06-28 day`); `Scenario` resolves both.
"""

import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from game.scenario.numbers import Count, Percent, Permille, Rules, Small, Strict

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
ScenarioId = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length=120)]
HexRef = Annotated[
    str,
    Field(max_length=60, description="four digits CCRR (six, CCCRRR, on maps over 99 wide or high), or a place's id"),
]
EdgeRef = Annotated[
    str, Field(pattern=r"^([0-9]{4}|[0-9]{6})/(n|ne|se|s|sw|nw)$", description="hex and side, as 1628/se")
]
Certainty = Literal["documented", "estimated", "invented"]
WorksName = Literal["none", "foxholes", "trenches", "pillboxes", "bunkers"]
RationName = Literal["full", "half", "hoard"]
Weather = Literal["clear", "cloud", "rain", "storm"]


def half_day(text: str) -> int:
    """Count half days from year 1: `1944-06-22 night` follows `1944-06-22 day`. Raises ValueError."""
    date, _, part = text.partition(" ")
    if part not in ("day", "night"):
        raise ValueError("a date is written like '1944-06-28 day' or '1944-06-28 night'")
    try:
        number = datetime.date.fromisoformat(date).toordinal()
    except ValueError:
        raise ValueError(f"'{date}' is no date; write it like '1944-06-28 day'") from None
    return 2 * number + (part == "night")


def half_day_text(number: int) -> str:
    """The inverse of `half_day`."""
    date = datetime.date.fromordinal(number // 2).isoformat()
    return f"{date} {'night' if number % 2 else 'day'}"


def _checked_date(text: str) -> str:
    half_day(text)
    return text


HalfDay = Annotated[str, AfterValidator(_checked_date)]


class Text(Strict):
    """What a player reads. A plain string is English; a missing language falls back to English."""

    en: str
    zh: str | None = None

    def get(self, lang: str) -> str:
        return self.zh if lang == "zh" and self.zh else self.en

    def to_dict(self) -> dict[str, str]:
        return {"en": self.en, "zh": self.zh or self.en}


def _as_text(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


Words = Annotated[Text, BeforeValidator(_as_text)]


class Sourced(Strict):
    """Historical data: where it comes from and how certain it is."""

    source: str | None = None
    certainty: Certainty | None = None


class Calendar(Strict):
    start: HalfDay
    end: HalfDay


# ---------------------------------------------------------------- sides


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


# ---------------------------------------------------------------- ground


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
    lines: Lines = Lines()
    entries: dict[Id, tuple[HexRef, ...]] = Field(default_factory=dict)
    works: dict[WorksName, tuple[HexRef, ...]] = Field(default_factory=dict)
    places: dict[Id, Place] = Field(default_factory=dict)


# ---------------------------------------------------------------- forces

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


class WeatherSpell(Sourced):
    from_: HalfDay = Field(alias="from")
    is_: Weather = Field(alias="is")


# ---------------------------------------------------------------- waves and events


class Held(Strict):
    cost: Count


class HeldWave(Strict):
    held: Held


class Delay(Strict):
    chance: Small
    turns: Annotated[int, Field(ge=1, le=100)]


class Wave(Sourced):
    id: Id
    side: Id
    name: Words | None = None
    units: Annotated[tuple[Id, ...], Field(min_length=1)]
    entry: Id
    arrives: HalfDay | Literal["event"] | HeldWave
    chance: Small = 100
    delay: Delay | None = None


class SidePlace(Strict):
    side: Id
    place: Id


class LossesOver(Strict):
    side: Id
    over: Count


class HeldFor(Strict):
    side: Id
    place: Id
    turns: Count


class Trigger(Strict):
    """Exactly one of these."""

    date: HalfDay | None = None
    taken: SidePlace | None = None
    losses: LossesOver | None = None
    held: HeldFor | None = None
    chance: Permille | None = Field(None, description="per mille a turn")


class FitBelow(Strict):
    side: Id
    men: Count


class Conditions(Strict):
    """All that are stated must hold."""

    side_holds: SidePlace | None = None
    after: HalfDay | None = None
    before: HalfDay | None = None
    event_done: Id | None = None
    fit_below: FitBelow | None = None


class StockEffect(Strict):
    side: Id
    depot: Id | None = None
    fires: int = 0
    grenades: int = 0
    food: int = 0
    shells: dict[Id, int] = Field(default_factory=dict)
    air_drop: bool = Field(False, description="part of it is lost, see rules.air_drop_lost_percent")
    convoy: bool = Field(False, description="enemy interdiction thins it")


class SortiesEffect(Strict):
    side: Id
    sorties: int
    days: Annotated[int, Field(ge=1, le=100)] = 1


class WeatherEffect(Strict):
    is_: Weather = Field(alias="is")
    turns: Annotated[int, Field(ge=1, le=200)] = 1


class CohesionEffect(Strict):
    side: Id
    formation: Id | None = None
    by: Annotated[int, Field(ge=-100, le=100)]


class PointsEffect(Strict):
    side: Id
    by: int


class PoolEffect(Strict):
    side: Id
    men: int


class TerrainEffect(Strict):
    at: tuple[HexRef, ...]
    to: Id | None = None
    burns: bool = False


class WorksEffect(Strict):
    at: tuple[HexRef, ...]
    to: WorksName


class CrossingEffect(Strict):
    at: HexRef
    state: Literal["whole", "blown"]


class Effect(Strict):
    """Exactly one of these."""

    message: Words | None = None
    choice: "tuple[ChoiceOption, ...] | None" = None
    stock: StockEffect | None = None
    sorties: SortiesEffect | None = None
    weather: WeatherEffect | None = None
    cohesion: CohesionEffect | None = None
    points: PointsEffect | None = None
    wave: Id | None = None
    pool: PoolEffect | None = None
    release: Id | None = None
    terrain: TerrainEffect | None = None
    works: WorksEffect | None = None
    crossing: CrossingEffect | None = None
    offer_terms: Id | None = Field(None, description="the side to which terms are offered")


class ChoiceOption(Strict):
    id: Id
    text: Words
    do: tuple[Effect, ...] = ()


class Event(Sourced):
    id: Id
    side: Id | None = Field(None, description="who is told, and who chooses; none: both are told")
    title: Words | None = None
    when: Trigger
    if_: Conditions = Field(Conditions(), alias="if")
    once: bool = True
    do: Annotated[tuple[Effect, ...], Field(min_length=1)]


# ---------------------------------------------------------------- victory, history, computer


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


class Balance(Strict):
    wanted_wins: dict[Id, tuple[Small, Small]] = Field(default_factory=dict)
    games: Annotated[int, Field(ge=1, le=100_000)] = 400


class Scenario(Strict):
    """A scenario, merged and complete. Build one with `game.scenario.catalog.load`."""

    format: Literal[1]
    id: ScenarioId
    title: Words
    abstract: bool = False
    calendar: Calendar
    first_side: Id
    briefing: dict[str, Words] = Field({}, description="side -> text; `both` for the common part")
    notes: Words | None = Field(None, description="sources, and what is certain")
    rules: Rules = Rules()
    sides: Annotated[dict[Id, Side], Field(min_length=2, max_length=2)]
    terrain: dict[Id, Terrain]
    kinds: dict[Id, Kind]
    map: Map
    formations: tuple[Formation, ...] = ()
    units: tuple[Unit, ...] = ()
    depots: tuple[Depot, ...] = ()
    weather: tuple[WeatherSpell, ...] = ()
    waves: tuple[Wave, ...] = ()
    events: tuple[Event, ...] = ()
    victory: Victory
    history: tuple[HistoryEntry, ...] = ()
    computer: dict[Id, ComputerSide] = Field(default_factory=dict)
    balance: Balance = Balance()

    @property
    def turns(self) -> int:
        """Half days played, both ends included."""
        return half_day(self.calendar.end) - half_day(self.calendar.start) + 1

    def turn_of(self, date: str) -> int:
        """Turn number (from 1) of a date; under 1 before the start."""
        return half_day(date) - half_day(self.calendar.start) + 1

    def date_of(self, turn: int) -> str:
        return half_day_text(half_day(self.calendar.start) + turn - 1)


Effect.model_rebuild()
Event.model_rebuild()
