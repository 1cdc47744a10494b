"""What comes to pass: weather, waves, events with their triggers, conditions and effects."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Count, Permille, Small, Strict
from game.scenario.words import HalfDay, HexRef, Id, Sourced, Weather, Words, WorksName


class WeatherSpell(Sourced):
    from_: HalfDay = Field(alias="from")
    is_: Weather = Field(alias="is")


# ---------------------------------------------------------------- waves and events


class Held(Strict):
    cost: Count = Field(description="points")
    from_: HalfDay | None = Field(None, alias="from", description="not before this half day")


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


Effect.model_rebuild()
Event.model_rebuild()
