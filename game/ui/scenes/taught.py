"""How far the lessons of a battle have come: kept with the battle on the table and beside its record."""

import re
from dataclasses import dataclass, field

_STEP = re.compile(r"([a-z0-9-]{1,60})=([0-9]{1,3})")


@dataclass(slots=True)
class Taught:
    """Prompts done, by lesson; `away` while the player has left the lessons."""

    steps: dict[str, int] = field(default_factory=dict)
    away: bool = False

    def __str__(self) -> str:
        return " ".join([*(["away"] if self.away else []), *(f"{name}={step}" for name, step in self.steps.items())])

    @staticmethod
    def parse(text: str) -> "Taught":
        """The inverse of `str`; what cannot be read counts as not yet taught."""
        return Taught({name: int(step) for name, step in _STEP.findall(text)}, "away" in text.split())
