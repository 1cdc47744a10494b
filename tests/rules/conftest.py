"""Tests of single rules call inner kernels, which have no door to Python when compiled: they run interpreted.

`tests/test_rules_interpreted.py` runs this folder so; by hand: `NUMBA_DISABLE_JIT=1 pytest tests/rules`.
"""

from pathlib import Path

import pytest

from game.rules.kernel import COMPILED

HERE = Path(__file__).parent
collect_ignore_glob = ["test_*.py"] if COMPILED else []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file that was named is collected all the same: compiled it would end in a crash, not in an answer."""
    mine = next((item.path for item in items if item.path.is_relative_to(HERE)), None)
    if COMPILED and mine is not None:
        raise pytest.UsageError(f"tests of single rules run interpreted: NUMBA_DISABLE_JIT=1 pytest {mine}")
