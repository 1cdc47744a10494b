"""Laws of every battle, held under random legal play of the scenarios that come with the game."""

from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.battle import Battle
from game.lab.laws import LawBroken
from game.rules import entries
from tests.checked import CheckedBattle
from tests.random_play import choose, play


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1 << 40), st.randoms(use_true_random=False))
def test_laws_hold_under_random_legal_play(seed, pick):
    play(CheckedBattle.load("hengyang/tutorial", seed=seed), pick, most=150)


def lose_a_man(state):
    state.units["men"][0] -= 1


def print_a_round(state):
    state.depots["fires"][0] += 1


def arm_a_unit(state):
    state.units["grenades"][1] += 1


def stand_in_two_hexes(state):
    state.hexes["combat"][0] = state.hexes["combat"].max()


def exult(state):
    state.units["cohesion"][0] = 1001


def change_hands(state):
    state.places["holder"][0] = 1 - state.places["holder"][0]


def score(state):
    state.sides["points"][0] += 1


@pytest.mark.parametrize(
    "wrong, name",
    [
        (lose_a_man, "men are conserved"),
        (print_a_round, "fires, grenades and shells are conserved"),
        (arm_a_unit, "fires, grenades and shells are conserved"),
        (stand_in_two_hexes, "each unit fills its own place"),
        (exult, "values keep their ranges"),
        (change_hands, "places belong to who controls most of their hexes"),
        (score, "counts on the clock and of the sides are those of the map"),
    ],
)
def test_a_broken_law_is_found(wrong, name):
    battle = CheckedBattle.load("hengyang/tutorial", seed=1)
    battle.open_accounts()
    wrong(battle.state)
    with pytest.raises(LawBroken) as error:
        battle.check_laws()
    assert error.value.name == name


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_orders_give_the_same_digest(seed):
    pick = Random(seed)
    first, second = (Battle.load("hengyang/tutorial", seed=seed) for _ in range(2))
    for _ in range(80):
        if first.outcome:
            break
        order = choose(first.legal_orders(), pick)
        first.give(order)
        second.give(str(order))
        assert first.digest() == second.digest(), order


def test_what_is_legal_on_the_true_state_is_legal_on_the_masked_one():
    """Hidden enemies never change what may be ordered."""
    battle = Battle.load("hengyang/first-assault", seed=5)
    for _ in range(4):
        true, masked = np.zeros((20000, 4), np.int64), np.zeros((20000, 4), np.int64)
        known = battle.known(battle.phasing)
        count = entries.list_all(battle.state, battle.board, battle.rules, true)
        assert entries.list_all(known, battle.board, battle.rules, masked) == count
        assert (true[:count] == masked[:count]).all()
        battle.give("end")
