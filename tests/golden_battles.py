"""Whole battles kept as text: every order, what it brought about in words, and the digest at the end.

    python -m tests.golden_battles            says which battles go another way now
    python -m tests.golden_battles --write    renews tests/golden/battles/*.txt: same orders while they are legal

A line `> ORDER` is an order as it was given, the lines below it are what happened, `= DIGEST` ends the file. A battle
whose orders are no longer legal is played anew at random when it is written.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from game.engine import Engine
from game.telling import tell
from game.values import Event
from tests.golden_positions import BATTLES
from tests.random_play import choose

FOLDER = Path(__file__).parent / "golden" / "battles"
MOST_ORDERS = 400
QUIET = frozenset(("see", "aim", "kill", "ration"))


def path_of(make: Callable[[], Engine]) -> Path:
    return FOLDER / f"{make.__name__}.txt"


def orders_of(text: str) -> list[str]:
    return [line[2:] for line in text.splitlines() if line.startswith("> ")]


def sentences(engine: Engine, events: list[Event]) -> list[str]:
    return [f"  {tell(engine.names, event, 'en')}" for event in events]


def replay(make: Callable[[], Engine], orders: list[str]) -> str:
    """The battle's text when these orders are given; an order that is refused ends it, with the reason."""
    engine = make()
    lines = [f"# {make.__name__}: seed {engine.seed}", *sentences(engine, engine.events())]
    for order in orders:
        told = len(engine.events())
        lines.append(f"> {order}")
        reason = engine.why_not(order)
        if reason:
            lines.append(f"  refused: {reason}")
            break
        engine.give(order)
        lines += sentences(engine, engine.events(since=told))
    lines.append(f"= {engine.digest()}")
    return "\n".join(lines) + "\n"


def invent(make: Callable[[], Engine], seed: int = 1) -> list[str]:
    """Orders for a whole battle: at random, but without those that only set fire orders and rations."""
    engine, pick = make(), Random(seed)
    while engine.outcome is None and len(engine.orders) < MOST_ORDERS:
        orders = [order for order in engine.legal_orders() if order.verb not in QUIET]
        engine.give(choose(orders, pick))
    return [str(order) for order in engine.orders]


def write(make: Callable[[], Engine]) -> None:
    path = path_of(make)
    orders = orders_of(path.read_text(encoding="utf-8")) if path.exists() else []
    text = replay(make, orders) if orders else ""
    if not orders or "\n  refused: " in text:
        text = replay(make, invent(make))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def changed(make: Callable[[], Engine]) -> tuple[str, str]:
    """(text kept, text now) of one battle."""
    kept = path_of(make).read_text(encoding="utf-8")
    return kept, replay(make, orders_of(kept))


def main() -> int:
    if sys.argv[1:] == ["--write"]:
        for make in BATTLES:
            write(make)
        return 0
    other = [make.__name__ for make in BATTLES if len(set(changed(make))) > 1]
    print("\n".join(f"{name} goes another way" for name in other) or "all as kept")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
