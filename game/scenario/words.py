"""The words and dates that every part of a scenario is made of."""

import datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from game.scenario.numbers import Strict

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
ScenarioId = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length=120)]
HEX = "1628"  # the example by which the schema and the reference know a hex
HexRef = Annotated[
    str,
    Field(
        max_length=60,
        description="four digits CCRR (six, CCCRRR, on maps over 99 wide or high), or a place's id",
        examples=[HEX],
    ),
]
EdgeRef = Annotated[
    str, Field(pattern=r"^([0-9]{4}|[0-9]{6})/(n|ne|se|s|sw|nw)$", description="hex and side, as 1628/se")
]
Certainty = Literal["documented", "estimated", "invented"]
WorksName = Literal["none", "foxholes", "trenches", "pillboxes", "bunkers"]
RationName = Literal["full", "half", "hoard"]
Weather = Literal["clear", "cloud", "rain", "storm"]
# A word's number in the arrays is its place here.
WORKS: tuple[WorksName, ...] = get_args(WorksName)
RATIONS: tuple[RationName, ...] = get_args(RationName)
WEATHER: tuple[Weather, ...] = get_args(Weather)


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


DAY = "1944-06-28 day"
HalfDay = Annotated[str, AfterValidator(_checked_date), Field(examples=[DAY])]


class Text(Strict):
    """What a player reads. A plain string is English; a missing language falls back to English."""

    en: str = Field(description="English")
    zh: str | None = Field(default=None, description="traditional Chinese; none: the English is shown")

    def get(self, lang: str) -> str:
        return self.zh if lang == "zh" and self.zh else self.en

    def to_dict(self) -> dict[str, str]:
        return {"en": self.en, "zh": self.zh or self.en}


def _as_text(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


Words = Annotated[Text, BeforeValidator(_as_text)]


class Sourced(Strict):
    """Historical data: where it comes from and how certain it is."""

    source: str | None = Field(default=None, description="where this is known from")
    certainty: Certainty | None = Field(default=None, description="documented needs a `source`")
