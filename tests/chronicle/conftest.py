"""Battles to be written down: the tutorial, fought at random for some turns."""

from random import Random

import pytest

from game import Battle
from tests.random_play import choose


def fought(seed: int, orders: int, scenario: str = "hengyang/tutorial") -> Battle:
    battle = Battle.load(scenario, seed=seed)
    pick = Random(seed)
    while battle.outcome is None and len(battle.orders) < orders:
        battle.give(choose(battle.legal_orders(), pick))
    return battle


@pytest.fixture(scope="session")
def fresh() -> Battle:
    """The tutorial before its first order: copy it."""
    return Battle.load("hengyang/tutorial", seed=7)


@pytest.fixture(scope="session")
def battle() -> Battle:
    """Some turns of the tutorial. Not to be changed: copy it."""
    made = fought(5, 160)
    made.settings = {"players": {"japan": "veteran", "china": "human"}}
    made.note_brief("japan", {"plan": "hold", "value": 3})
    assert len(made.orders) == 160 and made.turn > 1
    return made
