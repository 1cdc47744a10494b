"""How long it takes to open a record and to go to any moment of it.

    python -m tests.benchmarks.seeking RECORD              a record at hand
    python -m tests.benchmarks.seeking hengyang/siege      a battle between recruits, played first
    python -m tests.benchmarks.seeking hengyang/siege 10000   the same with more orders, so many in all

Moments are drawn at random; each is timed to the battle that can be drawn: State, events, and both sides' views.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from game import Battle, Computer
from game.chronicle.record import SUFFIX, read_record
from game.chronicle.replay import Replay
from game.lab.batch import Local, make_batch
from game.scenario import catalog
from game.values import DONTS

MOMENTS = 1000
EXPECTED = 11  # orders of a recruit in a phase of the siege


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def percentiles(name: str, times: list[float]) -> str:
    times = sorted(times)
    shares = ((50, "median"), (99, "99th percentile"))
    words = [f"{what} {times[min(len(times) - 1, len(times) * share // 100)]:.1f} ms" for share, what in shares]
    return f"{name}: {', '.join(words)}, slowest {times[-1]:.1f} ms ({len(times)} times)"


def show(path: Path) -> None:
    record = read_record(path)
    print(f"{path.name}: {len(record.entries):,} orders, {path.stat().st_size / 1e6:.2f} MB on disk")
    print(f"read: {timed(lambda: read_record(path)):.0f} ms")
    print(f"opened to play on: {timed(lambda: Battle.open(path)):.0f} ms")
    print(f"opened to watch: {timed(lambda: Replay(record)):.0f} ms")
    replay, pick = Replay(record), Random(1)
    moments = [pick.randint(0, replay.length) for _ in range(MOMENTS)]
    sides = replay.battle.sides
    replay.at(0).view(sides[0])  # what is loaded once is not counted
    print(percentiles("any moment", [timed(lambda n=n: replay.at(n)) for n in moments]))
    drawn = [timed(lambda n=n: [battle.view(side) for battle in (replay.at(n),) for side in sides]) for n in moments]
    print(percentiles("any moment, with both sides' views", drawn))
    battle = replay.at(replay.length)
    with tempfile.TemporaryDirectory() as folder:
        print(f"saved for the first time: {timed(lambda: battle.save(Path(folder) / 'it')):.0f} ms")
        saves = [timed(lambda: battle.save(Path(folder) / "it")) for _ in range(20)]
    print(percentiles("saved again", saves))


def busy(name: str, orders: int) -> Battle:
    """A battle between recruits, with fire orders to single units beside until there are so many orders in all."""
    battle, pick = Battle.load(name, seed=1), Random(1)
    players = {side: Computer(side) for side in battle.sides}
    each = orders // (2 * battle.scenario.turns)
    while battle.outcome is None:
        side, given = battle.phasing, len(battle.orders)
        units = [unit.id for unit in battle.view(side).own if unit.at]
        while units and len(battle.orders) - given < each - EXPECTED:
            battle.give(f"{pick.choice(units)} {pick.choice(DONTS)} {pick.choice(('on', 'off'))}")
        players[side].play_phase(battle)
    return battle


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else "hengyang/first-assault"
    if name.endswith(SUFFIX):
        show(Path(name))
        return 0
    if len(sys.argv) > 2:
        packed = busy(name, int(sys.argv[2])).packed()
    else:
        packed = Local(1).run(make_batch(catalog.examine(name).merged, record=True), 1, 1)[0]["record"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name.rpartition('/')[2]}-1{SUFFIX}"
        path.write_bytes(packed)
        show(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
