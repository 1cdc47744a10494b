"""Kill a program with SIGKILL at random moments while it saves; afterwards the file must open, nothing lost.

    python -m tests.chronicle.kill_while_saving 200

Each round forks a child that plays on from the file and saves after every order; it writes down how many orders were
saved for certain. It is killed after some milliseconds. The file must then open whole, with at least those orders.
"""

import contextlib
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from game import Battle
from game.files import previous_of
from tests.random_play import choose

MOST_MS = 60


def play_and_save(path: Path, pipe: int, seed: int) -> None:
    """The child: it never stops by itself while there is something to order."""
    battle, pick = Battle.open(path), Random(seed)
    os.write(pipe, b"0 ")
    while battle.outcome is None:
        battle.give(choose(battle.legal_orders(), pick))
        battle.save(path)
        os.write(pipe, f"{len(battle.orders)} ".encode())
    os._exit(0)


def killed(path: Path, wait_ms: float, seed: int) -> int:
    """Fork, wait until the child has opened the file, kill it after `wait_ms`; returns orders saved for certain."""
    before = len(Battle.open(path).orders)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            play_and_save(path, write, seed)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(write)
    heard = os.read(read, 2)
    time.sleep(wait_ms / 1000)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    while part := os.read(read, 1 << 16):
        heard += part
    os.close(read)
    os.waitpid(child, 0)
    whole = heard.decode().rpartition(" ")[0].split()
    return max(before, *(int(n) for n in whole)) if whole else before


def rounds(count: int, folder: Path, seed: int = 1) -> Counter[str]:
    """Kill `count` times; raises AssertionError at the first file that is not whole."""
    pick, path, seen = Random(seed), folder / "battle.hyrec", Counter[str]()
    start = Battle.load("hengyang/tutorial", seed=seed)
    warm = start.copy()
    for _ in range(10):  # what is loaded here need not be loaded by every child
        warm.give(choose(warm.legal_orders(), pick))
        warm.save(path)
    start.save(path)
    for n in range(count):
        given = len(Battle.open(path).orders)
        saved = killed(path, pick.uniform(0, MOST_MS), pick.randrange(1 << 30))
        battle = Battle.open(path)
        assert battle.recovered is None, f"round {n}: {battle.recovered}"
        assert len(battle.orders) >= saved, f"round {n}: {saved} orders were saved, {len(battle.orders)} are there"
        if previous_of(path).exists():
            assert Battle.open(previous_of(path)).recovered is None, f"round {n}: the previous file"
        seen["killed"] += 1
        seen["orders saved"] += saved - given
        seen["half-written files left behind"] = len(list(folder.glob("*.tmp")))
        if battle.outcome is not None or battle.turn > 4:
            start.save(path)
    return seen


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        for what, number in rounds(count, Path(folder)).items():
            print(f"{what}: {number}")
    print("every file opened, no saved order was lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
