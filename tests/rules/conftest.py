"""Tests of single rules call inner kernels, which have no door to Python when compiled: they run interpreted.

`tests/test_rules_interpreted.py` runs this folder so; by hand: `NUMBA_DISABLE_JIT=1 pytest tests/rules`.
"""

from game.rules.kernel import COMPILED

collect_ignore_glob = ["test_*.py"] if COMPILED else []
