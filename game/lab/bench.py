"""`python main.py bench`: the project's speed figures, and the signature of its rules.

Machines are noisy: compare ratios within one run. The signature is one digest over a fixed set of games; it changes
exactly when rules, computer or those scenarios change, and `tests/golden/signature` keeps it.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from game.lab.field import Field
from game.paths import HOME
from game.rules import entries
from game.rules import state as s
from game.rules.digest import copy_state, digest_of
from game.scenario import catalog

SIGNED = (("hengyang/first-assault", 8), ("hengyang/tutorial", 16))
INTERPRETED = "HENGYANG_BENCH_INTERPRETED"


def signature() -> str:
    """`signature HEX (N games, M orders)`."""
    digest = hashlib.sha256()
    games = orders = 0
    for name, seeds in SIGNED:
        field = Field(catalog.load(name))
        space = (field.workspace(), field.workspace())
        for seed in range(1, seeds + 1):
            state = field.play(seed, space)
            digest.update(digest_of(state).encode())
            games += 1
            orders += int(state.clock["orders"][0])
    return f"signature {digest.hexdigest()[:10]} ({games} games, {orders:,} orders)"


def run(args: argparse.Namespace, screen: Callable[[], dict[str, Any]] | None = None) -> int:
    """The command; `screen` measures the front end, which this room does not know."""
    if INTERPRETED in os.environ:
        field = Field(catalog.load("hengyang/tutorial"))
        print(_seconds(lambda: field.play(1), 1))
        return 0
    for line in figures():
        print(line, flush=True)
    if screen:
        for name, value in screen().items():
            print(f"screen: {name}: {value}")
    print(signature())
    return 0


def figures() -> list[str]:
    """Each figure as a line."""
    lines = []
    for name, games in (("hengyang/first-assault", 20), ("hengyang/tutorial", 100)):
        field = Field(catalog.load(name))
        space = (field.workspace(), field.workspace())
        field.play(1, space)
        started = time.perf_counter()
        orders = sum(int(field.play(seed, space).clock["orders"][0]) for seed in range(1, games + 1))
        seconds = time.perf_counter() - started
        each = 1000 * seconds / games
        lines.append(f"{name}: {each:.1f} ms a game on one core, {orders / seconds:,.0f} orders a second")
    lines += _parts(Field(catalog.load("hengyang/first-assault")))
    tutorial = Field(catalog.load("hengyang/tutorial"))
    compiled = _seconds(lambda: tutorial.play(1), 20)
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", INTERPRETED: "1"}
    command = [sys.executable, str(HOME / "main.py"), "bench"]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    interpreted = float(answer.stdout.split()[-1])
    ratio = interpreted / compiled
    lines.append(f"hengyang/tutorial interpreted: {interpreted:.2f} s a game, {ratio:,.0f} times compiled")
    return lines


def _parts(field: Field) -> list[str]:
    state = copy_state(field.start, field.workspace())
    entries.begin(state, field.board, field.rules)
    args = (state, field.board, field.rules)
    rows = np.zeros((8192, 4), np.int64)
    listed = int(entries.list_all(*args, rows))
    known = field.workspace()
    timings: list[tuple[str, Callable[[], object], int]] = [
        ("copy of the state", lambda: copy_state(state), 2000),
        (f"list of all {listed} legal orders", lambda: entries.list_all(*args, rows), 50),
        ("orders of one unit", lambda: entries.list_one(*args, 0, rows), 500),
        ("legality of one order, from Python", lambda: entries.why_not(*args, s.SEE, 0, -1, 1), 5000),
        ("one order given, from Python", lambda: entries.apply(*args, s.SEE, 0, -1, 1), 5000),
        ("masked state for a side", lambda: entries.mask(state, known, field.rules, 1), 500),
    ]
    return [f"{name}: {1e6 * _seconds(work, times):,.1f} us" for name, work, times in timings]


def _seconds(work: Callable[[], object], times: int) -> float:
    """Mean seconds of a call, after one that does not count."""
    if times > 1:
        work()
    started = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - started) / times
