"""A small stage for waves, events and victory: places west, middle and east, two idle units far apart."""

from typing import Any

from tests.positions import Position, draw

ROWS = "\n".join(("." * 7,) * 5)
PLACES = {
    "west": {"at": "0103", "name": "West"},
    "middle": {"at": "0403", "name": "Middle"},
    "east": {"at": "0703", "name": "East"},
}
UNITS = {"r": ("red", "0103", {"men": 400}), "b": ("blue", "0703", {"men": 400})}
GROUND = {
    "grid": {"size": [7, 5]}, "legend": {".": "clear"}, "rows": ROWS, "places": PLACES,
    "entries": {"south": ["0405"]},
}  # fmt: skip


def stage(
    units: dict[str, tuple[Any, ...]] | None = None, victory: dict[str, Any] | None = None, **more: Any
) -> Position:
    """Turn 1 is the day of 28 June, turn 10 the night of 2 July; red moves first."""
    aims = {"levels": [{"id": "all", "for": "none"}]} | (victory or {})
    return draw(ROWS, UNITS | (units or {}), map=GROUND | more.pop("ground", {}), victory=aims, **more)


def pass_turns(position: Position, turns: int = 1) -> list[Any]:
    """Both sides end their phases so many times; returns all events."""
    events = []
    for _ in range(2 * turns):
        events += position.give("end")
    return events


def side(position: Position, name: str) -> Any:
    return position.engine.state.sides[position.engine.names.side_row[name]]
