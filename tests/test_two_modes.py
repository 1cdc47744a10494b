"""Compiled and interpreted, and whatever the order of Python's sets, battles go the same way: equal digests.

Run as a program (`python -m tests.test_two_modes FIRST LAST`), it prints one digest a battle: the recruit against
itself for the first numbers, random legal play of generated scenarios for the others.
"""

import os
import subprocess
import sys
from random import Random

from game.battle import Battle
from game.lab.field import Field
from game.paths import HOME
from game.rules.digest import digest_of
from game.scenario import catalog
from tests.properties.generated import scenario
from tests.random_play import play

GAMES = 52
OF_THE_RECRUIT = 2
MOST_ORDERS = 20


def digest(number: int) -> str:
    """The digest at the end of battle `number`, or after twenty orders of random play."""
    if number < OF_THE_RECRUIT:
        return digest_of(Field(catalog.load("hengyang/tutorial")).play(number + 1))
    drawn = scenario(Random(number))
    if number < 2 * OF_THE_RECRUIT:
        return digest_of(Field(drawn).play(number))
    battle = Battle(drawn, {}, number)
    play(battle, Random(number), MOST_ORDERS)
    return battle.digest()


def digests(first: int, last: int, **environment: str) -> list[str]:
    """Of the battles from `first` up to `last`, in a process with this environment."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.test_two_modes", str(first), str(last)],
        env=os.environ | environment,
        cwd=HOME,
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split()


def test_compiled_and_interpreted_games_have_equal_digests():
    compiled = digests(0, GAMES, NUMBA_DISABLE_JIT="0")
    assert len(set(compiled)) == GAMES
    assert compiled == digests(0, GAMES, NUMBA_DISABLE_JIT="1")


def test_the_order_of_sets_does_not_matter():
    first, second = (digests(2, GAMES, NUMBA_DISABLE_JIT="0", PYTHONHASHSEED=seed) for seed in ("1", "271828"))
    assert len(first) == GAMES - 2
    assert first == second


if __name__ == "__main__":
    for one in range(int(sys.argv[1]), int(sys.argv[2])):
        print(digest(one), flush=True)
