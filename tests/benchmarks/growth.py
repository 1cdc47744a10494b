"""How cost grows with the map: `python -m tests.benchmarks.growth`. Forces in proportion, 110 units on 52 x 40.

Times are the least of several runs on one core. A turn is one of both sides, played by recruits.
"""

import json
import time
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np

from game import hexgrid
from game.lab.field import Field
from game.rules import entries
from game.rules.digest import copy_state
from game.scenario.model import Scenario
from tests.positions import KINDS, LEGEND, TERRAIN

SIZES = ((26, 20), (52, 40), (104, 80), (208, 160))
UNITS = 110  # on 52 x 40
TURNS = 4
GROUND = "....==^^tt#"


def scenario(cols: int, rows: int) -> Scenario:
    """Random ground with the attacker's half and the defender's half, in contact along the middle."""
    pick = Random(cols)
    text = ["".join(pick.choice(GROUND) for _ in range(cols)) for _ in range(rows)]
    number = UNITS * cols * rows // (52 * 40)
    hexes = [hexgrid.hex_text(r * cols + c, cols, rows) for r in range(rows) for c in range(cols // 6, 5 * cols // 6)]
    units: list[dict[str, Any]] = []
    works = []
    for i, at in enumerate(pick.sample(hexes, number)):
        side = "red" if int(at[: len(at) // 2]) <= cols // 2 else "blue"
        kind = pick.choices(("battalion", "battery", "engineers"), (8, 1, 1))[0]
        units.append(
            {"id": f"u{i}", "formation": side, "at": at, "kind": kind, "men": 100 if kind == "battery" else 180}
        )
        units[-1] |= {"ammo": 6, "shells": 2 if kind == "battery" else 0}
        if side == "blue":
            works.append(at)
    places = {f"p{i}": {"at": at, "name": f"P{i}"} for i, at in enumerate(pick.sample(hexes, 12))}
    side = {"wounded": {"return": 200}}
    data = {
        "format": 1,
        "id": "test/growth",
        "title": "Growth",
        "calendar": {"start": "1944-06-28 day", "end": "1944-06-29 night"},
        "first_side": "red",
        "sides": {
            "red": side | {"role": "attacker", "name": "Red"},
            "blue": side | {"role": "defender", "name": "Blue"},
        },
        "terrain": TERRAIN,
        "kinds": KINDS,
        "map": {
            "grid": {"size": [cols, rows]}, "legend": LEGEND, "rows": "\n".join(text), "works": {"trenches": works},
            "places": places,
        },
        "formations": [{"id": side, "side": side, "name": side} for side in ("red", "blue")],
        "units": units,
        "victory": {"levels": [{"id": "all", "for": "none"}], "places": {p: {"red": {"final": 5}} for p in places}},
    }  # fmt: skip
    return Scenario.model_validate_json(json.dumps(data))


def least(work: Callable[[], object], times: int) -> float:
    """Milliseconds of the quickest of several runs."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return 1000 * best


def main() -> None:
    print(f"{'map':>9} {'units':>6} {'load':>9} {'copy':>8} {'mask':>8} {'orders':>7} {'list':>9} {'turn':>9}")
    for cols, rows in SIZES:
        loaded = scenario(cols, rows)
        started = time.perf_counter()
        field = Field(loaded)
        load = 1000 * (time.perf_counter() - started)
        known, space = field.workspace(), (field.workspace(), field.workspace())
        state = copy_state(field.start, field.workspace())
        entries.begin(state, field.board, field.rules)
        listed = np.zeros((1 << 17, 4), np.int64)
        count = entries.list_all(state, field.board, field.rules, listed)
        copying = least(lambda state=state: copy_state(state), 20)
        masking = least(lambda state=state, field=field, known=known: entries.mask(state, known, field.rules, 1), 20)
        listing = least(
            lambda state=state, field=field, listed=listed: entries.list_all(state, field.board, field.rules, listed), 5
        )
        turn = least(lambda field=field, space=space: field.play(1, space), 3) / TURNS
        print(
            f"{cols:>4} x {rows:<3}{len(loaded.units):>5} {load:>6.0f} ms {copying:>5.3f} ms {masking:>5.3f} ms "
            f"{count:>7,} {listing:>6.2f} ms {turn:>6.2f} ms"
        )


if __name__ == "__main__":
    main()
