"""Batches of games: what is to be played, and playing it here, on as many threads as there are processors.

Game i has seed S + i; results do not depend on who plays which game, so that threads and a dask cluster
(cluster.py) give the same. Kernels release the interpreter's lock: threads share the board, each plays on its own
State. Interrupted (Ctrl+C), a batch gives what was finished.
"""

import hashlib
import json
import os
import threading
import zlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

import numpy as np

from game.ai.mind import copy_mind
from game.ai.playout import play_out
from game.battle import Battle
from game.lab import duel, recorded
from game.lab.course import Course
from game.lab.field import Field
from game.lab.threads import Check, Tick, over_threads
from game.rules import entries
from game.rules import state as s
from game.rules.digest import copy_state
from game.scenario import catalog

Result = dict[str, Any]
RECRUIT = "recruit"  # the level that is wholly compiled, and needs no plan
FIELDS_KEPT = 3


class Batch(NamedTuple):
    """What is to be played: a scenario, the players' levels by side, what is noted of each game beside its end."""

    scenario: bytes  # the merged scenario as packed JSON: small enough to go with every task
    levels: tuple[tuple[str, str], ...] = ()
    course: bool = False
    record: bool = False

    @property
    def thinking(self) -> bool:
        """Whether a player plans, or all is written down: such games take seconds, not milliseconds."""
        return self.record or any(level != RECRUIT for _, level in self.levels)


def make_batch(
    merged: dict[str, Any], levels: dict[str, str] | None = None, course: bool = False, record: bool = False
) -> Batch:
    """A batch on a merged scenario. The order of keys is kept: it is the order of rows in the State."""
    packed = zlib.compress(json.dumps(merged, ensure_ascii=False).encode())
    return Batch(packed, tuple((levels or {}).items()), course, record)


_fields: dict[str, Field] = {}
_fields_lock = threading.Lock()


def field_of(batch: Batch) -> Field:
    """The batch's scenario made ready to be played; the last few are kept."""
    key = hashlib.sha256(batch.scenario).hexdigest()
    with _fields_lock:
        if key not in _fields:
            while len(_fields) >= FIELDS_KEPT:
                del _fields[next(iter(_fields))]
            _fields[key] = Field(catalog.from_merged(json.loads(zlib.decompress(batch.scenario))))
        return _fields[key]


def battle_of(batch: Batch, field: Field) -> Battle | None:
    """A battle to write games down in, if the batch wants that."""
    if not batch.record:
        return None
    return Battle(field.scenario, json.loads(zlib.decompress(batch.scenario)))


Space = tuple[s.State, s.State]


def play_one(
    field: Field, game: int, seed: int, levels: dict[str, str], course: bool, space: Space,
    check: Check = lambda: None, blank: Battle | None = None,
) -> Result:  # fmt: skip
    """One game. `space`: two States of one's own; `check` is called after each phase and may raise Stopped.

    With `blank`, a battle of the same scenario, the result has the bytes of the game's `record`.
    """
    log = Course(field) if course else None

    def watch(state: s.State) -> None:
        check()
        if log:
            log.note(state)

    more: Result = {}
    if blank:
        battle = blank.anew(seed)
        battle.settings = {"players": {side: levels.get(side, RECRUIT) for side in field.names.sides}}
        state, briefs = _thought_out(field, seed, battle.settings["players"], watch, battle)
        more["record"] = battle.packed()
        if any(level != RECRUIT for level in levels.values()):
            more["briefs"] = briefs
    elif any(level != RECRUIT for level in levels.values()):
        state, more["briefs"] = _thought_out(field, seed, levels, watch)
    elif log:
        state = by_phases(field, seed, space, watch)
    else:
        state = field.play(seed, space)
    return field.result(game, seed, state) | more | (log.result(state) if log else {})


def _thought_out(
    field: Field, seed: int, levels: dict[str, str], watch: Callable[[s.State], None], battle: Battle | None = None
) -> Any:
    """A game between players who think, with the brief of each phase; written down in a new `battle` if given."""
    sides = field.names.sides
    players = [duel.commander(field, i, levels[name], seed) for i, name in enumerate(sides)]
    briefs: list[dict[str, Any]] = []

    told: list[dict[str, Any]] = [{}, {}]

    def note(state: s.State) -> None:
        for side, player in enumerate(players):  # the phase just ended is his whose brief is new
            if player.brief and player.brief is not told[side]:
                told[side] = player.brief
                briefs.append({"side": sides[side]} | player.brief)
        watch(state)

    if battle:
        return recorded.play(field, players, battle, note), briefs
    return duel.play(field, players, seed, note), briefs


def by_phases(field: Field, seed: int, space: Space, watch: Callable[[s.State], None]) -> s.State:
    """As `field.play`, with a look after each phase. `space`: two States of one's own."""
    state, known = copy_state(field.start, space[0]), space[1]
    state.clock["seed"] = seed
    args = (state, field.board, field.rules)
    entries.begin(*args)
    minds, out = [copy_mind(mind) for mind in field.minds], np.zeros(4, np.int64)
    while not state.clock["ended"][0]:
        play_out(*args, known, *minds, 1 << 30, 1 << int(state.clock["phase"][0]), out, 0)
        watch(state)
    return state


# ---------------------------------------------------------------- who plays


class Runner(AbstractContextManager["Runner"], Protocol):
    """Plays batches, here or elsewhere."""

    interrupted: bool  # by Ctrl+C: what was finished came back, nothing more should be asked
    trouble: str | None  # why a batch is short, if it was not interrupted
    jobs: int

    def run(self, batch: Batch, games: int, seed: int, tick: Tick | None = None) -> list[Result]:
        """The games in order; fewer if interrupted or in trouble."""


def processors() -> int:
    """How many there are for us."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Local(AbstractContextManager["Local"]):
    """Threads of this process, one a processor unless told otherwise."""

    trouble: str | None = None

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs or processors()
        self.interrupted = False

    def __exit__(self, *_: object) -> None:
        return None

    def run(self, batch: Batch, games: int, seed: int, tick: Tick | None = None) -> list[Result]:
        field = field_of(batch)
        levels = dict(batch.levels)
        return self.run_field(field, levels, batch.course, games, seed, tick, battle_of(batch, field))

    def run_field(
        self, field: Field, levels: dict[str, str], course: bool, games: int, seed: int, tick: Tick | None = None,
        blank: Battle | None = None,
    ) -> list[Result]:  # fmt: skip
        """As `run`, on a Field at hand."""

        def player(check: Check) -> Callable[[int], Result]:
            space = (field.workspace(), field.workspace())
            return lambda game: play_one(field, game, seed + game, levels, course, space, check, blank)

        done, interrupted = over_threads(player, games, self.jobs, tick)
        self.interrupted = self.interrupted or interrupted
        return list(done.values())


def play_numbers(batch: Batch, games: Iterable[int], seed: int) -> list[Result]:
    """Some games of a batch, one after the other: what a worker of a cluster does."""
    field = field_of(batch)
    space, blank, levels = (field.workspace(), field.workspace()), battle_of(batch, field), dict(batch.levels)
    return [play_one(field, game, seed + game, levels, batch.course, space, blank=blank) for game in games]


def make_runner(jobs: int | None, cluster: str | None) -> Runner:
    """Threads here, or a dask cluster. Raises UserError if the cluster does not answer."""
    if cluster is None:
        return Local(jobs)
    from game.lab.cluster import Cluster

    return Cluster(cluster)
