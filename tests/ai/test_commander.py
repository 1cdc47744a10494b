"""Veteran and general: fair, repeatable, quick to stop, and never stuck."""

import json
import threading
import time

import numpy as np
import pytest

from game import Battle, Computer
from game.lab import duel
from game.lab.field import Field
from game.lab.players import PLAYERS
from game.rules import entries
from game.rules import state as s
from game.scenario import catalog

PLAYOUTS = 24


@pytest.fixture(scope="module")
def field():
    return Field(catalog.load("hengyang/first-assault"))


def phase(field, known, side, level, seed=1):
    """The first orders of a phase, given on the masked State alone."""
    player = duel.commander(field, side, level, seed, PLAYOUTS)
    return [player.next_row(known) for _ in range(12)], player.brief


@pytest.mark.parametrize("level", ["veteran", "general"])
@pytest.mark.parametrize("side", [0, 1])
def test_hidden_enemies_moved_about_change_no_decision(field, side, level):
    decisions = []
    for shuffled in (False, True):
        state = field.workspace()
        state.clock["seed"] = 3
        entries.begin(state, field.board, field.rules)
        if side:
            entries.apply(state, field.board, field.rules, s.END, -1, -1, 0)
        units = state.units
        hidden = np.flatnonzero((units["side"] != side) & (units["status"] == s.PRESENT) & (units["seen"] == 0))
        assert len(hidden) > 3
        if shuffled:
            combat = [u for u in hidden if not units["support"][u]]
            for a, b in zip(combat[::2], combat[1::2], strict=False):
                units["at"][[a, b]] = units["at"][[b, a]]
                units["men"][[a, b]] = units["men"][[b, a]]
                state.hexes["combat"][units["at"][a]], state.hexes["combat"][units["at"][b]] = a, b
        known = field.workspace()
        entries.mask(state, known, field.rules, side)
        decisions.append(phase(field, known, side, level))
    assert decisions[0] == decisions[1]


def test_the_same_seed_and_playouts_give_the_same_game():
    field = Field(catalog.load("hengyang/tutorial"))
    margins = []
    for _ in range(2):
        players = [duel.commander(field, side, "general", 5, PLAYOUTS) for side in range(2)]
        margins.append(duel.play(field, players, 5).units.tobytes())
    assert margins[0] == margins[1]


def test_a_cancelled_commander_answers_at_once():
    battle = Battle.load("hengyang/first-assault", seed=1)
    computer = Computer("japan", "general", playouts=100_000)
    answers = []
    thread = threading.Thread(target=lambda: answers.append(computer.next_order(battle)))
    thread.start()
    time.sleep(0.5)
    computer.cancel()
    thread.join(timeout=10)
    assert answers and battle.is_legal(answers[0])


def test_cancelled_before_it_began_it_answers_at_once_and_thinks_again_in_its_next_phase():
    battle = Battle.load("hengyang/lei-crossing", seed=1)
    computer = Computer(battle.phasing, "general", playouts=60)
    computer.cancel()
    computer.play_phase(battle)
    assert computer.brief["playouts"] == 0
    Computer(battle.phasing).play_phase(battle)
    computer.next_order(battle)
    assert computer.brief["playouts"] > 0


def test_seconds_end_the_thinking():
    battle = Battle.load("hengyang/first-assault", seed=1)
    computer = Computer("japan", "general", playouts=100_000, seconds=0.3)
    computer.next_order(battle)
    assert 0 < computer.brief["playouts"] < 100_000


def test_the_brief_says_what_is_meant_and_what_else_was_thought_of():
    battle = Battle.load("hengyang/tutorial", seed=1)
    computer = Computer("japan", "veteran", playouts=4 * PLAYOUTS)
    computer.play_phase(battle)
    brief = computer.brief
    assert brief["plan"] and len(brief["alternatives"]) > 4 and brief["believed"]["hidden_units"] > 0
    assert brief["believed"]["likely"] and brief["main_effort"] in battle.names.texts
    assert json.loads(json.dumps(brief)) == brief
    assert set(brief["formations"]) <= set(battle.names.formations)


@pytest.mark.parametrize("other", PLAYERS)
@pytest.mark.parametrize("side", [0, 1])
def test_it_plays_to_the_end_against_anybody(side, other):
    field = Field(catalog.load("hengyang/tutorial"))
    players = [PLAYERS[other](field, 0, 1), PLAYERS[other](field, 1, 1)]
    players[side] = duel.commander(field, side, "veteran", 1, PLAYOUTS)
    assert duel.play(field, players, 1).clock["ended"][0]
