"""What must hold on any scenario, tried on small random ones; HENGYANG_EXAMPLES says how many (40)."""

import json
import os
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine import Engine
from game.rules import entries
from game.rules import orders as codes
from game.rules import state as s
from game.scenario.validate import validate
from game.values import IllegalOrder, Order
from tests.checked import Checked
from tests.properties.generated import Drawing, scenario
from tests.random_play import choose, play

EXAMPLES = int(os.environ.get("HENGYANG_EXAMPLES", "40"))
usual = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
fewer = settings(usual, max_examples=max(1, EXAMPLES // 3))
seeds = st.integers(0, 1 << 40)
picks = st.randoms(use_true_random=False)


@pytest.mark.parametrize("number", range(12))
def test_generated_scenarios_are_valid(number, tmp_path):
    folder = tmp_path / "generated"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(json.dumps(Drawing(Random(number)).data()), encoding="utf-8")
    assert not validate([str(folder / "scenario.yaml")]).errors


@usual
@given(seeds, picks)
def test_laws_hold_to_the_end(seed, pick):
    engine = Checked(scenario(pick), seed)
    play(engine, Random(seed))
    assert engine.outcome is not None
    with pytest.raises(IllegalOrder):
        engine.give("end")


def but_digging(rows: np.ndarray, count: int) -> list[list[int]]:
    """The listed rows, but for `dig`: who fell back into works may not know them."""
    return [row for row in rows[:count].tolist() if row[0] != s.DIG]


@fewer
@given(seeds, picks)
def test_what_one_knows_decides_what_one_may_order(seed, pick):
    """Listed on the masked state and on the true one: the same rows; each is legal on both."""
    engine, play_on = Engine(scenario(pick), seed), Random(seed)
    true, masked = np.zeros((20000, 4), np.int64), np.zeros((20000, 4), np.int64)
    while engine.outcome is None:
        known = engine.known(engine.phasing)
        count = entries.list_all(engine.state, engine.board, engine.rules, true)
        listed = entries.list_all(known, engine.board, engine.rules, masked)
        assert but_digging(masked, listed) == but_digging(true, count)
        for row in play_on.sample(but_digging(true, count), 4):
            for state in (engine.state, known):
                assert entries.why_not(state, engine.board, engine.rules, *row) == codes.LEGAL, row
        play(engine, play_on, most=5)


def any_order(engine: Engine, pick: Random) -> Order:
    """Words in the right places, mostly against the rules."""
    verb = pick.choice(s.VERBS[: s.KILL + 1])
    unit = pick.choice(engine.names.units)
    if verb in s.VERBS[s.SEE :]:
        return Order(unit, verb, arg=pick.choice(["on", "off"]))
    h = pick.randrange(engine.names.cols * engine.names.rows)
    at = engine.names.text(h) if verb not in ("dig", "rally") else None
    return Order(unit, verb, at, arg="hold" if verb == "assault" and pick.randint(0, 1) else None)


@fewer
@given(seeds, picks)
def test_an_illegal_order_is_refused_and_changes_nothing(seed, pick):
    engine, play_on = Engine(scenario(pick), seed), Random(seed)
    refused = 0
    while engine.outcome is None:
        for _ in range(10):
            order = any_order(engine, play_on)
            before = engine.digest()
            reason = engine.why_not(order)
            assert engine.is_legal(order) == (reason is None)
            if reason is None:
                continue
            with pytest.raises(IllegalOrder) as error:
                engine.give(order)
            refused += 1
            assert error.value.reason == reason
            assert engine.digest() == before, order
        play(engine, play_on, most=5)
    assert refused > 0


@fewer
@given(seeds, picks)
def test_what_is_taken_back_leaves_no_trace(seed, pick):
    """After undo the digest is that of before, after redo that of after; and a battle undone goes on the same way."""
    engine, play_on = Engine(scenario(pick), seed), Random(seed)
    other = Engine(engine.scenario, seed)
    for _ in range(60):
        if engine.outcome is not None:
            break
        order = choose(engine.legal_orders(), play_on)
        before, events = engine.digest(), len(engine.events())
        engine.give(order)
        if engine.can_undo:
            after = engine.digest()
            assert engine.undo() == order
            assert (engine.digest(), len(engine.events())) == (before, events)
            engine.redo()
            assert engine.digest() == after
            if play_on.randint(0, 1):
                engine.undo()
                continue
        other.give(order)
        assert other.digest() == engine.digest(), order
