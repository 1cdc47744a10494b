"""What a mod.yaml may say."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from game.scenario.numbers import Strict
from game.scenario.words import Id, ScenarioId, Words

_VERSION = re.compile(r"[0-9]{1,5}(\.[0-9]{1,5}){0,3}")
_WANTED = re.compile(r"(>=|<=|==|<|>)? ?([0-9]{1,5}(?:\.[0-9]{1,5}){0,3})")


def _checked_version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise ValueError("a version is written like 1.2.0")
    return text


def _checked_wanted(text: str) -> str:
    if text != "any" and not all(_WANTED.fullmatch(part.strip()) for part in text.split(",")):
        raise ValueError("a requirement is written like '>=1.2', '>=1.2, <2', '1.2.0' or any")
    return text


Version = Annotated[str, AfterValidator(_checked_version)]
Wanted = Annotated[str, AfterValidator(_checked_wanted)]


def version_key(text: str) -> tuple[int, ...]:
    """`1.2` as (1, 2, 0, 0), to compare by."""
    numbers = [int(part) for part in text.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def satisfies(version: str, wanted: str) -> bool:
    """Whether a version meets every part of a requirement.

    >>> satisfies("1.10", ">=1.2, <2"), satisfies("2.0", ">=1.2, <2"), satisfies("0.1", "any")
    (True, False, True)
    """
    if wanted == "any":
        return True
    have = version_key(version) if _VERSION.fullmatch(version) else (0, 0, 0, 0)
    for part in wanted.split(","):
        match = _WANTED.fullmatch(part.strip())
        assert match is not None
        sign, asked = match[1] or "==", version_key(match[2])
        met = {">=": have >= asked, "<=": have <= asked, "==": have == asked, ">": have > asked, "<": have < asked}
        if not met[sign]:
            return False
    return True


class PatchEntry(Strict):
    """Changes to one scenario (and to all built on it), or to every scenario."""

    to: ScenarioId = Field(description="id of a scenario or base, or `all`: every scenario, where the entry exists")
    changes: tuple[Any, ...] = Field(description="as `changes` of a scenario: set, add, append, remove by id")


class ModFile(Strict):
    """A mod.yaml."""

    format: Literal[1] = Field(description="of mod files")
    id: Id = Field(description="its folder's name")
    title: Words = Field(description="in the list of mods")
    version: Version = Field(description="as 1.2.0", examples=["1.0.0"])
    authors: str = Field("", description="who made it")
    licence: str = Field(description="under which it may be shared, by its short name", examples=["CC-BY-4.0"])
    about: Words | None = Field(None, description="what it does, in a sentence")
    requires: dict[Id, Wanted] = Field(
        {}, description="other mods, or `game`, and their versions", examples=[{"game": ">=0.1"}]
    )
    patches: tuple[PatchEntry, ...] = Field((), description="in this order")
    words: dict[str, Words] = Field({}, description="words of the interface by key, as `title.quit`")
