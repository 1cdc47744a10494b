"""Speed of what everything else is made of. `pytest tests/benchmarks --benchmark-enable` prints the table.

Never asserted: machines are noisy. In the ordinary run of the tests each is only run once.
"""

import numpy as np
import pytest

from game.battle import Battle
from game.boards import sight_table
from game.lab.field import Field
from game.rules import entries
from game.rules import state as s
from game.rules.digest import copy_state
from game.scenario import catalog
from tests.benchmarks.orders import orders_of_a_game

SCENARIOS = ("hengyang/tutorial", "hengyang/first-assault")


@pytest.fixture(scope="module")
def field():
    return Field(catalog.load("hengyang/first-assault"))


@pytest.fixture(scope="module")
def state(field):
    state = copy_state(field.start, field.workspace())
    entries.begin(state, field.board, field.rules)
    return state


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_game_between_recruits(benchmark, name):
    field = Field(catalog.load(name))
    space = (field.workspace(), field.workspace())
    benchmark(field.play, 1, space)


def test_the_orders_of_a_game_inside_the_kernels(benchmark, field):
    rows, space = orders_of_a_game(field, 1), field.workspace()

    def replay():
        state = copy_state(field.start, space)
        state.clock["seed"] = 1
        entries.begin(state, field.board, field.rules)
        return entries.carry_out(state, field.board, field.rules, rows)[0]

    assert benchmark(replay) == len(rows)


def test_copying_the_state(benchmark, state):
    benchmark(copy_state, state)


def test_what_a_side_may_know(benchmark, field, state):
    known = field.workspace()
    benchmark(entries.mask, state, known, field.rules, 1)


def test_the_list_of_all_legal_orders(benchmark, field, state):
    rows = np.zeros((16384, 4), np.int64)
    assert benchmark(entries.list_all, state, field.board, field.rules, rows) > 1000


def test_the_sight_table(benchmark, field):
    hexes, terrain = field.start.hexes["terrain"], field.rules.terrain
    heights, blocks = np.array(terrain["height"])[hexes], np.array(terrain["blocks"])[hexes]
    benchmark.pedantic(sight_table, (heights, blocks, field.names.cols, field.names.rows), rounds=3)


@pytest.fixture
def battle():
    return Battle.load("hengyang/first-assault", seed=1)


def test_giving_an_order(benchmark, battle):
    order = battle.notation.order(s.SEE, len(battle.names.units), -1, 1)
    benchmark(battle.give, order)


def test_legal_orders_of_a_unit(benchmark, battle):
    unit = battle.view(battle.phasing).own[0].id
    benchmark(battle.legal_orders, unit)


def test_a_view(benchmark, battle):
    benchmark(battle.view, battle.phasing)
