"""Names of compiled functions: short, and different for different arguments, in every process the same."""

import subprocess
import sys

import numba
import pytest
from numba.core.itanium_mangler import mangle

from game import Battle
from game.rules.kernel import COMPILED

NAME = """
import numba
from numba.core.itanium_mangler import mangle
from game import Battle
print(mangle("kernel", [numba.typeof(Battle.load("hengyang/tutorial").state)]))
"""


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled")
def test_a_state_has_a_short_name_of_its_own():
    battle = Battle.load("hengyang/tutorial")
    names = [mangle("kernel", [numba.typeof(its)]) for its in (battle.state, battle.board, battle.rules)]
    assert len(set(names)) == 3
    assert max(map(len, names)) < 100
    done = subprocess.run([sys.executable, "-c", NAME], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == names[0]
