"""Games over threads: kernels release the interpreter's lock. Interrupted (Ctrl+C), what was finished comes back."""

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TypeVar

T = TypeVar("T")
Check = Callable[[], None]
Tick = Callable[[], object]


class Stopped(Exception):
    """This game is not wanted any more."""


def over_threads(
    player: Callable[[Check], Callable[[int], T]], games: int, jobs: int, tick: Tick | None = None
) -> tuple[dict[int, T], bool]:
    """Games 0 to `games` - 1 on as many threads as `jobs`, and whether they were interrupted.

    `player` is called once a thread and gives what plays game n there; it should call its `check` now and then, which
    raises Stopped when the game is not wanted any more. What else it raises stops all games and is raised here.
    """
    done: dict[int, T] = {}
    numbers, lock = iter(range(games)), threading.Lock()
    stop = threading.Event()
    interrupted = False

    def check() -> None:
        if stop.is_set():
            raise Stopped

    def work() -> None:
        play = player(check)
        while not stop.is_set():
            with lock:
                game = next(numbers, None)
            if game is None:
                return
            try:
                done[game] = play(game)
            except Stopped:
                return
            if tick:
                tick()

    threads = min(jobs, games)
    with ThreadPoolExecutor(threads) as pool:
        tasks = [pool.submit(work) for _ in range(threads)]
        try:
            # In small steps: an endless wait cannot be interrupted on every system.
            while wait(tasks, timeout=0.1, return_when=FIRST_EXCEPTION).not_done:
                if any(task.done() and task.exception() for task in tasks):
                    break
        except KeyboardInterrupt:
            interrupted = True
        finally:
            stop.set()
    for task in tasks:
        task.result()
    return {game: done[game] for game in sorted(done)}, interrupted
