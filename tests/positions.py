"""Small positions for tests of single rules: a map in characters, units placed by hex, real rulebook.

`draw(rows, units={...})`: `.` clear, `=` paddy, `^` hill, `#` city, `t` woods, `~` marsh, `R` river. Units are
`id: (side, hex, fields)`; the kind is a battalion unless `kind` says otherwise. Sides are `blue` (defends) and
`red` (attacks, moves first). Anything else of the scenario can be given as it stands in YAML.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from game.engine import Engine
from game.rules import entries
from game.scenario.model import Scenario

TERRAIN = {
    "clear": {"name": "Clear", "foot": 1, "wheels": 1},
    "paddy": {"name": "Paddy", "foot": 2, "wheels": 4, "cover_permille": 900, "hides": 10},
    "marsh": {"name": "Marsh", "foot": 4, "wheels": None, "cover_permille": 900, "hides": 10, "dig_to": 1},
    "hill": {"name": "Hill", "height": 1, "foot": 2, "wheels": 3, "cover_permille": 800, "close_percent": 120, "hides": 20},
    "woods": {"name": "Woods", "foot": 2, "wheels": 4, "cover_permille": 750, "hides": 40, "blocks_sight": True},
    "city": {
        "name": "City", "foot": 1, "wheels": 1, "cover_permille": 550, "close_percent": 140, "hides": 60,
        "blocks_sight": True, "burns": True, "ruins_to": "rubble",
    },
    "rubble": {"name": "Rubble", "foot": 2, "wheels": None, "cover_permille": 500, "close_percent": 150, "hides": 60},
    "river": {"name": "River", "foot": None, "wheels": None, "water": True},
}  # fmt: skip
LEGEND = {
    ".": "clear", "=": "paddy", "~": "marsh", "^": "hill", "t": "woods", "#": "city", "x": "rubble", "R": "river",
}  # fmt: skip
KINDS = {
    "battalion": {"class": "infantry", "name": "Battalion", "men": 1000},
    "engineers": {"class": "engineers", "name": "Engineers", "men": 200},
    "battery": {
        "class": "guns", "name": "Battery", "men": 120, "tubes": 4, "weight": 4, "range_hexes": 25, "calibre": "mm75",
        "rates": [0, 0, 0, 0],
    },
    "mortars": {
        "class": "mortars", "name": "Mortars", "men": 100, "tubes": 6, "weight": 2, "range_hexes": 12,
        "calibre": "mm82", "lobs": True, "rates": [0, 0, 0, 0],
    },
    "headquarters": {"class": "headquarters", "name": "HQ", "men": 100, "rates": [0, 0, 0, 0]},
}  # fmt: skip


@dataclass
class Position:
    """An engine on a drawn map, and short names for what tests ask of it."""

    engine: Engine

    @property
    def arrays(self) -> tuple[Any, Any, Any]:
        return self.engine.state, self.engine.board, self.engine.rules

    def unit(self, name: str) -> Any:
        return self.engine.state.units[self.engine.names.unit_row[name]]

    def row(self, name: str) -> int:
        return self.engine.names.unit_row[name]

    def hex(self, text: str) -> int:
        return self.engine.names.hex(text)

    def ground(self, text: str) -> Any:
        return self.engine.state.hexes[self.hex(text)]

    def give(self, text: str) -> list[Any]:
        return self.engine.give(text)

    def why_not(self, text: str) -> str | None:
        return self.engine.why_not(text)

    def look_again(self) -> None:
        """After a test changed the position by hand."""
        entries.begin(*self.arrays)
        self.engine._drain()


def draw(
    rows: str,
    units: dict[str, tuple[Any, ...]] | None = None,
    start: str = "1944-06-28 day",
    end: str = "1944-07-02 night",
    works: dict[str, list[str]] | None = None,
    edges: dict[str, Any] | None = None,
    lines: dict[str, Any] | None = None,
    rules: dict[str, Any] | None = None,
    seed: int = 1,
    donts: dict[str, tuple[str, ...]] | None = None,
    places: dict[str, Any] | None = None,
    red_holds: Sequence[str] = (),
    **extra: Any,
) -> Position:
    """Build the position; raises what pydantic raises if it is no scenario."""
    lines_of_map = rows.split()
    size = [len(lines_of_map[0]), len(lines_of_map)]
    donts = donts or {}
    entries_of_units = []
    for name, (side, at, *more) in (units or {}).items():
        fields = dict(more[0]) if more else {}
        fields = {"kind": "battalion", "men": 400, "cohesion": 80, "ammo": 6, "grenades": 0} | fields
        entries_of_units.append({"id": name, "formation": side, "at": at} | fields)
    data = {
        "format": 1,
        "id": "test/position",
        "title": "Position",
        "calendar": {"start": start, "end": end},
        "first_side": "red",
        "rules": {"randomness": "expected"} | (rules or {}),
        "sides": {
            "red": {"role": "attacker", "name": "Red", "wounded": {"return": 300}, "control": list(red_holds), "dont": donts.get("red", ())},
            "blue": {
                "role": "defender", "name": "Blue", "wounded": {"return": 200, "die": 300},
                "dont": donts.get("blue", ()),
            },
        },
        "terrain": TERRAIN,
        "kinds": KINDS,
        "map": {
            "grid": {"size": size}, "legend": LEGEND, "rows": rows, "works": works or {}, "edges": edges or {},
            "lines": lines or {}, "places": places or {},
        },
        "formations": [{"id": side, "side": side, "name": side} for side in ("red", "blue")],
        "units": entries_of_units,
        "victory": {"levels": [{"id": "all", "for": "none"}]},
    } | extra  # fmt: skip
    import json

    return Position(Engine(Scenario.model_validate_json(json.dumps(data)), seed))
