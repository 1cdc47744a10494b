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

    date: HalfDay | None = None
    event: Id | None = None


class Pointer(Strict):
    """Exactly one of these: what a prompt points at."""

    unit: Id | None = None
    hex: HexRef | None = None
    control: Control | None = None


class OrderGiven(Strict):
    """An order of that kind; of that unit and at that hex if they are named."""

    verb: Verb
    unit: Id | None = None
    at: HexRef | None = None


class Waits(Strict):
    """Exactly one of these: the act that answers a prompt. `arm`: an order chosen that still wants its hex."""

    select: Id | None = None
    hover: HexRef | None = None
    arm: Verb | None = None
    press: Control | None = None
    order: OrderGiven | None = None


class Prompt(Strict):
    text: Words
    points: Pointer | None = None
    waits: Waits | None = Field(None, description="none: the player presses Next")


class Lesson(Strict):
    """One thing to learn, in one phase of one side."""

    id: Id
    side: Id
    title: Words
    when: LessonStart
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1, max_length=20)]
