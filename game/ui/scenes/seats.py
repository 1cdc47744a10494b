"""What a saved battle keeps of its table beside the record: who sits where, and what each side was told."""

import re
from typing import Any

from game.ai.staff import POSTURES
from game.scenario.model import Scenario

WORN = re.compile(r"(\S+?)\.(\d{1,9})=(\d{1,9})")


def seats_of(settings: dict[str, Any]) -> dict[str, Any]:
    """The seats that a record keeps, if it does."""
    seats = settings.get("seats")
    return seats if isinstance(seats, dict) else {}


def read_told(text: str, sides: tuple[str, ...]) -> dict[str, int]:
    """The last message each side was shown, as `SIDE=NUMBER …`; what cannot be read counts as not shown."""
    pairs = (word.partition("=")[::2] for word in text.split())
    return {side: int(n) for side, n in pairs if side in sides and n.isdecimal() and len(n) < 10}


def read_postures(text: str, scenario: Scenario) -> dict[str, str]:
    """Formations left to the staff, as `FORMATION=POSTURE …`; what is unknown is left out."""
    pairs = (word.partition("=")[::2] for word in text.split())
    known = {its.id for its in scenario.formations}
    return {formation: posture for formation, posture in pairs if formation in known and posture in POSTURES}


def read_worn(text: str, sides: tuple[str, ...]) -> dict[tuple[str, int], int]:
    """Men lost before a phase that no event tells of, as `SIDE.EVENT=MEN …`; what cannot be read is left out."""
    found = (WORN.fullmatch(word) for word in text.split())
    return {(its[1], int(its[2])): int(its[3]) for its in found if its and its[1] in sides}
