"""Alter or cut off a saved battle at random; it must be refused, or opened with a word of what was lost.

    python -m tests.chronicle.corruptions 1000

Each round writes one byte otherwise, or cuts the file off. What opens must stand exactly where the battle stood after
as many orders, and say that something was lost. Only one file is there: none from before to fall back on.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from game import Battle, RecordError
from tests.chronicle.conftest import fought


def digests_of(battle: Battle) -> list[str]:
    """The digest after each number of orders, by giving them again."""
    played = battle.anew(battle.seed)
    found = [played.digest()]
    for order in battle.orders:
        played.give(order)
        found.append(played.digest())
    return found


def rounds(battle: Battle, count: int, path: Path, seed: int = 77) -> Counter[str]:
    """Damage the record of `battle` so often; raises AssertionError at the first that opens wrongly or silently."""
    data, digests, pick, seen = battle.packed(), digests_of(battle), Random(seed), Counter[str]()
    for n in range(count):
        damaged = bytearray(data)
        at = pick.randrange(len(damaged))
        if n % 4 == 0:
            del damaged[at:]
        else:
            damaged[at] = (damaged[at] + pick.randrange(1, 256)) % 256
        path.write_bytes(damaged)
        try:
            again = Battle.open(path)
        except RecordError as error:
            assert "\n" not in str(error), f"round {n}: {error}"
            seen["refused"] += 1
            continue
        assert again.recovered and path.name in again.recovered, f"round {n}: opened without a word"
        assert again.digest() == digests[len(again.orders)], (
            f"round {n}: another battle after {len(again.orders)} orders"
        )
        seen["opened with no order lost" if len(again.orders) == len(battle.orders) else "opened up to the damage"] += 1
    return seen


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        seen = rounds(fought(5, 120), int(sys.argv[1]) if len(sys.argv) > 1 else 1000, Path(folder) / "battle.hyrec")
    for what, number in seen.items():
        print(f"{what}: {number}")
    print("never another battle, never without a word")
    return 0


if __name__ == "__main__":
    sys.exit(main())
