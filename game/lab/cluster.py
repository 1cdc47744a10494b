"""Batches on a dask cluster (extra `cluster`): same results as at home, lost workers made good.

The cluster is somebody's own: `dask scheduler` on one machine, `dask worker ADDRESS` on each, this program installed
there in the same version. A worker that dies takes nothing with it: its games are played again by another. If the
scheduler itself is lost, or no worker comes back, what was finished is kept and the reason is told.
"""

import logging
import queue
import re
import time
from contextlib import AbstractContextManager, suppress
from typing import Any

from game.errors import UserError
from game.lab.batch import Batch, Result, play_numbers
from game.lab.threads import Tick

ADDRESS = re.compile(r"((tcp|tls)://)?[^\s/:]+:[0-9]{1,5}|((tcp|tls)://)?\[[0-9a-fA-F:]+\]:[0-9]{1,5}")
ANSWER_SECONDS = 10  # for the scheduler to answer, and a first worker to be there
PATIENCE_SECONDS = 90  # for a worker to come back when all are gone
LOOK_SECONDS = 2.0
MOST_TRIES = 5  # of one task whose workers die
TASKS_A_THREAD = 8
MOST_GAMES_A_TASK = 20


def program_hash() -> str:
    """Ten digits over the sources that decide a game, here or on a worker, with the versions they run on."""
    import hashlib

    import numpy

    from game import paths
    from game.rules.kernel import rules_hash

    digest = hashlib.sha256(f"{rules_hash()} {numpy.__version__}".encode())
    for room in ("ai", "lab", "rules", "scenario", ""):
        for file in sorted((paths.HOME / "game" / room).glob("*.py")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:10]


def load_dask() -> Any:
    """The library. Raises UserError if it is not installed."""
    try:
        import distributed
    except ImportError:
        raise UserError("--cluster needs dask: python -m pip install 'hengyang1944[cluster]'") from None
    # What it has to say of lost connections is told below, once.
    for name in ("distributed", "distributed.client", "distributed.comm", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


class Cluster(AbstractContextManager["Cluster"]):
    """A dask cluster as a Runner. Raises UserError if it does not answer, is empty, or plays by other rules."""

    def __init__(self, address: str) -> None:
        if not ADDRESS.fullmatch(address):
            raise UserError(f"'{address}' is no address of a dask scheduler: write it as tcp://192.168.1.20:8786")
        dask = load_dask()
        self.address, self.interrupted, self.trouble = address, False, None
        try:
            self.client = dask.Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError, ImportError, RuntimeError) as error:
            why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
            raise UserError(
                f"no dask cluster answers at '{address}' ({why}); start `dask scheduler` there and `dask worker "
                "ADDRESS` on each machine, and give its address, as tcp://192.168.1.20:8786"
            ) from None
        try:
            self._check_workers()
        except BaseException:
            self.client.close(timeout=LOOK_SECONDS)
            raise

    trouble: str | None

    def __exit__(self, *_: object) -> None:
        self.client.close(timeout=LOOK_SECONDS)

    def _check_workers(self) -> None:
        try:
            self.client.wait_for_workers(1, timeout=ANSWER_SECONDS)
        except TimeoutError:
            raise UserError(
                f"the cluster at '{self.address}' has no workers; start `dask worker {self.address}` on each machine"
            ) from None
        self.jobs = sum(self.client.nthreads().values())
        mine = program_hash()
        for worker, found in self.client.run(program_hash, on_error="return").items():
            if isinstance(found, ImportError):
                raise UserError(
                    f"worker {worker} does not know this program ({found}); install it there, or set PYTHONPATH"
                )
            if isinstance(found, Exception):
                raise UserError(f"worker {worker} cannot be used: {found}")
            if found != mine:
                raise UserError(
                    f"worker {worker} has another version of the program ({found}, here {mine}): its games would "
                    "differ; install the same there, with the same numba and numpy"
                )

    def run(self, batch: Batch, games: int, seed: int, tick: Tick | None = None) -> list[Result]:
        """The games in order, however many workers were lost on the way; fewer if interrupted or in trouble."""
        each = 1 if batch.thinking else max(1, min(MOST_GAMES_A_TASK, games // (TASKS_A_THREAD * self.jobs)))
        work = _Work(self.client, batch, seed)
        for first in range(0, games, each):
            work.send(range(first, min(first + each, games)))
        try:
            self._gather(work, tick)
        except KeyboardInterrupt:
            self.interrupted = True
        work.cancel()
        return [work.done[game] for game in sorted(work.done)]

    def _gather(self, work: "_Work", tick: Tick | None) -> None:
        alive = time.monotonic()
        while work.waiting and not self.trouble:
            try:
                future = work.finished.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                alive = self._look(alive)
                continue
            alive = time.monotonic()
            for _ in range(work.take(future)):
                if tick:
                    tick()
            self.trouble = work.trouble

    def _look(self, alive: float) -> float:
        """Whether anybody is still there; returns when somebody last was."""
        if self.client.status != "running":
            self.trouble = f"the cluster at '{self.address}' was lost"
            return alive
        try:
            if self.client.nthreads():
                return time.monotonic()
        except (OSError, RuntimeError, ValueError, TypeError, AttributeError):
            pass  # the scheduler is silent: count it as gone until it answers again
        if time.monotonic() - alive > PATIENCE_SECONDS:
            self.trouble = f"the cluster at '{self.address}' has had no workers for {PATIENCE_SECONDS} s"
        return alive


class _Work:
    """Tasks sent out, and what came back."""

    def __init__(self, client: Any, batch: Batch, seed: int) -> None:
        self.client, self.batch, self.seed = client, batch, seed
        self.done: dict[int, Result] = {}
        self.waiting: dict[Any, tuple[range, int]] = {}
        self.finished: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.trouble: str | None = None

    def send(self, games: range, tries: int = 1) -> None:
        future = self.client.submit(play_numbers, self.batch, games, self.seed, pure=False)
        self.waiting[future] = (games, tries)
        future.add_done_callback(self.finished.put)

    def take(self, future: Any) -> int:
        """Keep what a task brought, or send it again if its worker was lost; returns games won."""
        games, tries = self.waiting.pop(future)
        if future.status == "finished":
            try:
                results = future.result(timeout=ANSWER_SECONDS)
            except Exception:  # its worker died with the result in hand
                results = None
            if results is not None:
                self.done.update((result["game"], result) for result in results)
                return len(results)
        elif future.status == "error" and type(future.exception()).__name__ != "KilledWorker":
            error = future.exception()
            self.trouble = (
                f"a worker failed with {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
            )
            return 0
        if tries >= MOST_TRIES:
            self.trouble = f"games {games.start} to {games.stop - 1} cost {tries} times their worker"
        elif self.client.status == "running":
            self.send(games, tries + 1)
        else:
            self.trouble = "the scheduler of the cluster was lost"
        return 0

    def cancel(self) -> None:
        """Call back what is still out; not an error if nobody is left to hear it."""
        if self.waiting and self.client.status == "running":
            with suppress(OSError, RuntimeError, TimeoutError):
                self.client.cancel(list(self.waiting), force=True)
