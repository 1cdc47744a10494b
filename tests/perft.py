"""Legal orders counted to a depth, from small fixed positions: whoever changes what may be ordered sees it here.

    python -m tests.perft            prints the table
    python -m tests.perft --write    renews tests/golden/perft.txt

A line is a position and the number of orders at depth 1, 2 …: each order of depth 1 is given, what may then be ordered
is counted, and so on. Orders that change only fire orders and rations are counted but not followed.
"""

import sys
from pathlib import Path

from game.engine import Engine
from game.rules import state as s
from tests.positions import Position, draw

GOLDEN = Path(__file__).parent / "golden" / "perft.txt"
FOLLOWED = frozenset((*s.VERBS[: s.RALLY + 1], "air", "call", "choose", "terms", "end"))


def meeting() -> Position:
    return draw("... ... ...", {"a": ("red", "0101"), "b": ("blue", "0303")})


def cliff() -> Position:
    units = {"a": ("red", "0203"), "e": ("red", "0203", {"kind": "engineers", "men": 150}), "b": ("blue", "0202")}
    edges = {"cliff": [{"at": ["0202/s"]}], "obstacle": [{"at": ["0202/se"]}]}
    return draw(".^. .^. ...", units, edges=edges, works={"pillboxes": ["0202"]})


def guns() -> Position:
    gun = {"kind": "battery", "men": 100, "shells": 2}
    mortar = {"kind": "mortars", "men": 90, "shells": 2}
    units = {"g": ("red", "0101", gun), "m": ("red", "0102", mortar), "b": ("blue", "0402"), "h": ("red", "0302")}
    return draw("..t. .^.. ....", units)


def river_by_night() -> Position:
    units = {"a": ("red", "0101"), "e": ("red", "0101", {"kind": "engineers", "men": 150}), "b": ("blue", "0303")}
    lines = {"bridge": [{"through": ["0301", "0303"], "state": "blown"}]}
    return draw("... RRR ...", units, start="1944-06-28 night", lines=lines)


def aircraft() -> Position:
    sides = {
        "red": {
            "role": "attacker", "name": "Red", "wounded": {"return": 300}, "control": [],
            "sorties": [{"from": "1944-06-28 day", "sorties": 2}],
        },
        "blue": {"role": "defender", "name": "Blue", "wounded": {"return": 200}},
    }  # fmt: skip
    return draw("..# ... #..", {"a": ("red", "0103"), "b": ("blue", "0301")}, sides=sides)


def lines_touching() -> Position:
    units = {"a": ("red", "0102"), "c": ("red", "0103"), "b": ("blue", "0202"), "d": ("blue", "0302", {"cohesion": 20})}
    return draw("=..= .t.. =.~.", units)


POSITIONS = ((meeting, 3), (cliff, 3), (guns, 2), (river_by_night, 3), (aircraft, 2), (lines_touching, 2))


def count(engine: Engine, depth: int) -> list[int]:
    """How many orders there are at each depth, from the first to `depth`."""
    orders = engine.legal_orders()
    counts = [len(orders)] + [0] * (depth - 1)
    if depth == 1:
        return counts
    here = Engine(engine.scenario, engine.seed)
    engine.copy_into(here)
    for order in orders:
        if order.verb not in FOLLOWED:
            continue
        engine.copy_into(here)
        here.give(order)
        for i, more in enumerate(count(here, depth - 1), 1):
            counts[i] += more
    return counts


def table() -> str:
    rows = (f"{make.__name__:16}{''.join(f'{n:10}' for n in count(make().engine, depth))}" for make, depth in POSITIONS)
    return "".join(row + "\n" for row in rows)


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        GOLDEN.write_text(table(), encoding="utf-8")
    else:
        print(table(), end="")
