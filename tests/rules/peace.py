"""Positions in which nobody fights: a headquarters of Blue's, far off, keeps the battle from ending."""

from typing import Any

from tests.positions import Position
from tests.positions import draw as draw_any


def draw(rows: str, units: dict[str, tuple[Any, ...]], **extra: Any) -> Position:
    """`tests.positions.draw` with three rows of river south of the map, and beyond them that headquarters."""
    lines = rows.split()
    lines += ["R" * len(lines[0])] * 3 + ["." * len(lines[0])]
    far = {"z": ("blue", f"01{len(lines):02d}", {"kind": "headquarters", "men": 100})}
    return draw_any("\n".join(lines), units | far, end="1944-07-20 night", **extra)


def turns_later(position: Position, turns: int = 1) -> None:
    for _ in range(2 * turns):
        position.give("end")
