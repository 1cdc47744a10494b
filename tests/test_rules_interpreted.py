"""Runs the tests of single rules in an interpreter without compiled code (see tests/rules/conftest.py)."""

import os
import re
import subprocess
import sys

from game.paths import HOME


def test_single_rules():
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/rules"],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        cwd=HOME,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stdout[-6000:]
    passed = re.search(r"(\d+) passed", answer.stdout) or re.search(r"^\.+", answer.stdout, re.M)
    assert passed, answer.stdout
