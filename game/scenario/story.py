"""What comes to pass: weather, waves, events with their triggers, conditions and effects."""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Count, Permille, Small, Strict
from game.scenario.words import HalfDay, HexRef, Id, Sourced, Weather, Words, WorksName


class WeatherSpell(Sourced):
    from_: HalfDay = Field(alias="from", description="until the next entry")
    is_: Weather = Field(alias="is", description='see the manual, "Weather"')


# ---------------------------------------------------------------- waves and events


class Held(Strict):
    cost: Count = Field(description="points")
    from_: HalfDay | None = Field(default=None, alias="from", description="not before this half day")


class HeldWave(Strict):
    held: Held = Field(description="comes when its side calls it")


class Delay(Strict):
    chance: Small = Field(description="%, thrown once")
    turns: Annotated[int, Field(ge=1, le=100)] = Field(description="half days later")


class Wave(Sourced):
    id: Id = Field(description="unique among waves")
    side: Id = Field(description="whose")
    name: Words | None = Field(default=None, description="as it is announced")
    units: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(description="of `units`, each without `at`")
    entry: Id = Field(description="one of `map.entries`")
    arrives: HalfDay | Literal["event"] | HeldWave = Field(
        description="a date, `event` (an effect `wave` calls it), or {held: {cost: points}}"
    )
    chance: Small = Field(default=100, description="% that it comes at all")
    delay: Delay | None = Field(default=None, description="it may come late")


class SidePlace(Strict):
    side: Id = Field(description="who")
    place: Id = Field(description="all its hexes")


class LossesOver(Strict):
    side: Id = Field(description="whose losses")
    over: Count = Field(description="men: killed, died, wounded")


class HeldFor(Strict):
    side: Id = Field(description="who")
    place: Id = Field(description="one of `map.places`")
    turns: Count = Field(description="half days on end")


class Trigger(Strict):
    """Exactly one of these."""

    date: HalfDay | None = Field(default=None, description="on this half day")
    taken: SidePlace | None = Field(default=None, description="when that side takes that place")
    losses: LossesOver | None = Field(default=None, description="when its losses pass a number")
    held: HeldFor | None = Field(default=None, description="when it has held a place so long")
    chance: Permille | None = Field(default=None, description="per mille a turn")


class FitBelow(Strict):
    side: Id = Field(description="whose")
    men: Count = Field(description="in units on the map")


class Conditions(Strict):
    """All that are stated must hold."""

    side_holds: SidePlace | None = Field(default=None, description="that side holds that place")
    after: HalfDay | None = Field(default=None, description="not before this half day")
    before: HalfDay | None = Field(default=None, description="not after this half day")
    event_done: Id | None = Field(default=None, description="that event has come")
    fit_below: FitBelow | None = Field(default=None, description="fewer men are fit")


class StockEffect(Strict):
    side: Id = Field(description="whose")
    depot: Id | None = Field(default=None, description="none: its first")
    fires: int = Field(default=0, description="added; under 0: taken")
    grenades: int = Field(default=0, description="the same")
    food: int = Field(default=0, description="the same, half days")
    shells: dict[Id, int] = Field(default_factory=dict, description="the same, calibre -> loads")
    air_drop: bool = Field(default=False, description="part of it is lost, see rules.air_drop_lost_percent")
    convoy: bool = Field(default=False, description="enemy interdiction thins it")


class SortiesEffect(Strict):
    side: Id = Field(description="whose")
    sorties: int = Field(description="more a day turn; under 0: fewer")
    days: Annotated[int, Field(ge=1, le=100)] = Field(default=1, description="for so long")


class WeatherEffect(Strict):
    is_: Weather = Field(alias="is", description="from now on")
    turns: Annotated[int, Field(ge=1, le=200)] = Field(default=1, description="half days; then as planned")


class CohesionEffect(Strict):
    side: Id = Field(description="whose units")
    formation: Id | None = Field(default=None, description="none: all")
    by: Annotated[int, Field(ge=-100, le=100)] = Field(description="points of cohesion")


class PointsEffect(Strict):
    side: Id = Field(description="whose")
    by: int = Field(description="points of victory")


class PoolEffect(Strict):
    side: Id = Field(description="whose")
    men: int = Field(description="added; under 0: taken")


class TerrainEffect(Strict):
    at: tuple[HexRef, ...] = Field(description="hexes")
    to: Id | None = Field(default=None, description="what it becomes; none: as it is")
    burns: bool = Field(default=False, description="set on fire")


class WorksEffect(Strict):
    at: tuple[HexRef, ...] = Field(description="hexes")
    to: WorksName = Field(description="level from now on")


class CrossingEffect(Strict):
    at: HexRef
    state: Literal["whole", "blown"] = Field(description="from now on")


class Effect(Strict):
    """Exactly one of these."""

    message: Words | None = Field(default=None, description="told to `side` of the event, or to both")
    choice: "tuple[ChoiceOption, ...] | None" = Field(
        default=None, description="the side chooses one of these before its phase can end"
    )
    stock: StockEffect | None = Field(default=None, description="supplies come or go")
    sorties: SortiesEffect | None = Field(default=None, description="aircraft")
    weather: WeatherEffect | None = Field(default=None, description="the sky turns")
    cohesion: CohesionEffect | None = Field(default=None, description="spirits rise or fall")
    points: PointsEffect | None = Field(default=None, description="victory points")
    wave: Id | None = Field(default=None, description="this wave (`arrives: event`) comes")
    pool: PoolEffect | None = Field(default=None, description="replacements")
    release: Id | None = Field(default=None, description="this wave held back comes without its cost")
    terrain: TerrainEffect | None = Field(default=None, description="ground changes")
    works: WorksEffect | None = Field(default=None, description="works change")
    crossing: CrossingEffect | None = Field(default=None, description="a bridge is blown or mended")
    offer_terms: Id | None = Field(default=None, description="the side to which terms are offered")


class ChoiceOption(Strict):
    id: Id = Field(description="for orders and records")
    text: Words = Field(description="as it is offered")
    do: tuple[Effect, ...] = Field(default=(), description="its effects")


class Event(Sourced):
    id: Id = Field(description="unique among events")
    side: Id | None = Field(default=None, description="who is told, and who chooses; none: both are told")
    title: Words | None = Field(default=None, description="of the message")
    when: Trigger = Field(description="what brings it")
    if_: Conditions = Field(default=Conditions(), alias="if", description="all of these must hold too")
    once: bool = Field(default=True, description="false: each time")
    do: Annotated[tuple[Effect, ...], Field(min_length=1)] = Field(description="effects, in this order")


Effect.model_rebuild()
Event.model_rebuild()
