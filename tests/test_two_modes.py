"""Compiled and interpreted, a battle goes the same way: equal digests in two processes."""

import os
import subprocess
import sys

from game.paths import HOME

SCRIPT = """
from game.lab.simulate import Field
from game.rules.digest import digest_of
from game.scenario import catalog
field = Field(catalog.load("hengyang/tutorial"))
print(*(digest_of(field.play(seed)) for seed in (1, 2)))
"""


def digests(**environment):
    answer = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | environment,
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.split()


def test_compiled_and_interpreted_games_have_equal_digests():
    compiled = digests(NUMBA_DISABLE_JIT="0")
    assert len(compiled) == 2
    assert compiled == digests(NUMBA_DISABLE_JIT="1")
