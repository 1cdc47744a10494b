"""Compiling at the first start: it ends with whoever wanted it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.lab import build
from game.paths import HOME

STARTER = """
import time
from game.lab import build
child = build.start({})
for line in child.stdout:
    print(line, end="", flush=True)
time.sleep(600)
"""


def anyone_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")
def test_who_compiles_ends_when_the_game_is_killed(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in (build.PART, "NUMBA_DISABLE_JIT")}
    environment |= {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(HOME)}
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER], env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert starter.stdout is not None
    try:
        assert starter.stdout.readline().startswith("progress 0 ")  # three processes by now
        starter.kill()
        starter.wait()
        end = time.monotonic() + 60
        while anyone_left(starter.pid) and time.monotonic() < end:
            time.sleep(0.05)
        assert not anyone_left(starter.pid)
        assert not list(tmp_path.rglob("complete"))
    finally:
        if anyone_left(starter.pid):
            os.killpg(starter.pid, signal.SIGKILL)
