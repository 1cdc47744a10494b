"""What a scenario teaches: lessons of prompts, each of which points at something and waits for an act.

Data only: the interface shows them (game.ui.scenes.lessons), the rules never see them.
"""

from typing import Annotated, Literal

from pydantic import Field

from game.scenario.numbers import Strict
from game.scenario.words import HalfDay, HexRef, Id, Words

Verb = Literal[
    "move", "assault", "fire", "bombard", "dig", "rally", "see", "aim", "kill", "clear", "bridge", "demolish",
    "blast", "air", "end",
]  # fmt: skip
Control = Literal[
    "bar", "minimap", "log", "card", "odds", "end", "goals", "army", "menu", "help", "assault", "fire", "bombard",
    "dig", "rally", "engineers", "air", "hold", "done", "dont-see", "dont-aim", "dont-kill", "threat", "overlay",
    "report",
]  # fmt: skip


class LessonStart(Strict):
    """Exactly one of these: a half day, or an event whose message the lesson then tells instead of a dialog."""

    date: HalfDay | None = Field(default=None, description="on this half day")
    event: Id | None = Field(default=None, description="with this event")


class Pointer(Strict):
    """Exactly one of these: what a prompt points at."""

    unit: Id | None = Field(default=None, description="on the map")
    hex: HexRef | None = Field(default=None, description="on the map")
    control: Control | None = Field(default=None, description="of the interface")


class OrderGiven(Strict):
    """An order of that kind; of that unit and at that hex if they are named."""

    verb: Verb = Field(description="which order")
    unit: Id | None = Field(default=None, description="by whom; none: anyone")
    at: HexRef | None = Field(default=None, description="where; none: anywhere")


class Waits(Strict):
    """Exactly one of these: the act that answers a prompt. `arm`: an order chosen that still wants its hex."""

    select: Id | None = Field(default=None, description="a unit chosen")
    hover: HexRef | None = Field(default=None, description="the pointer on a hex")
    arm: Verb | None = Field(default=None, description="an order chosen that still wants its hex")
    press: Control | None = Field(default=None, description="a control used")
    order: OrderGiven | None = Field(default=None, description="an order given")


class Prompt(Strict):
    text: Words = Field(description="what is said")
    points: Pointer | None = Field(default=None, description="what it points at")
    waits: Waits | None = Field(default=None, description="none: the player presses Next")


class Lesson(Strict):
    """One thing to learn, in one phase of one side."""

    id: Id = Field(description="unique among lessons")
    side: Id = Field(description="who learns")
    title: Words = Field(description="of its box")
    when: LessonStart = Field(description="what begins it")
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1, max_length=20)] = Field(description="one after another")
