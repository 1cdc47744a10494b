"""Compile every kernel that Python enters, and report progress; the result stays in the user's cache.

`python main.py build` prints a line `progress DONE TOTAL NAME` after each, which the title screen reads.
Two processes share the work, so that two cores are used. Who starts another holds the end of a pipe to it: when he is
gone, however he went, the pipe closes and the other ends too.
"""

import argparse
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from game.paths import HOME
from game.rules.build import note_complete, ready
from game.rules.kernel import COMPILED

PART = "HENGYANG_BUILD_PART"
TIED = "HENGYANG_BUILD_TIED"  # set where standard input is a pipe from the process that wants the code
Task = tuple[str, Callable[[], object]]


def run(args: argparse.Namespace | None = None) -> int:
    """Compile; returns the exit code."""
    if not COMPILED:
        print("compiled code is switched off (NUMBA_DISABLE_JIT is set): nothing to build", file=sys.stderr)
        return 0
    if TIED in os.environ:
        threading.Thread(target=_end_with_starter, daemon=True).start()
    if PART in os.environ:
        for name, task in _tasks()[int(os.environ[PART])]:
            task()
            print(name, flush=True)
        return 0
    if ready():
        print("the rules are ready")
        return 0
    started = time.monotonic()
    if not _both_halves():
        print("the rules could not be compiled; run `python main.py build` again to see why", file=sys.stderr)
        return 1
    note_complete()
    print(f"the rules are ready ({time.monotonic() - started:.0f} s)")
    return 0


def start(environment: Mapping[str, str], **streams: Any) -> subprocess.Popen[str]:
    """`main.py build` as a child that ends when this process does. Raises OSError.

    The caller keeps the child: with it goes the pipe that keeps it alive.
    """
    command = [sys.executable, str(HOME / "main.py"), "build"]
    tied = {**os.environ, **environment, TIED: "1"}
    return subprocess.Popen(command, env=tied, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **streams)


def _end_with_starter() -> None:
    """Wait for the end of standard input. What is being compiled is not waited for: only whole files are kept."""
    try:
        while os.read(0, 64):
            pass
    except OSError:
        pass
    os._exit(1)


def _tasks() -> tuple[list[Task], list[Task]]:
    """What each of the two processes compiles, by calling it once on the smallest scenario."""
    from game.lab.warm import computer_tasks, rules_tasks

    return rules_tasks(), computer_tasks()


def _both_halves() -> bool:
    """Run the two children and pass on their progress."""
    children = [start({PART: str(part)}) for part in range(2)]
    total = sum(len(half) for half in _tasks())
    done = 0
    print(f"progress 0 {total} start", flush=True)
    with selectors.DefaultSelector() as selector:
        for child in children:
            assert child.stdout is not None
            selector.register(child.stdout, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                line = key.fileobj.readline()  # type: ignore[union-attr]
                if not line:
                    selector.unregister(key.fileobj)
                    continue
                done += 1
                print(f"progress {done} {total} {line.strip()}", flush=True)
    return all(child.wait() == 0 for child in children)
