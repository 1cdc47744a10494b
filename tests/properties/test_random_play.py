"""Laws of every battle, held under random legal play: nobody vanishes, nothing stands in a river, digests repeat."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.battle import Battle
from game.rules import state as s

LOSSES = ("killed", "died", "wounded", "returned", "captured")


def headcount(battle):
    """Per side: (men accounted for, men who ever came)."""
    sides, units = battle.state.sides, battle.state.units
    counts = []
    for i in range(2):
        present = units["men"][(units["side"] == i) & (units["status"] == s.PRESENT)].sum()
        row = {name: int(sides[name][i]) for name in (*LOSSES, "pool", "start", "arrived", "replaced")}
        gone = row["killed"] + row["died"] + row["wounded"] - row["returned"] + row["captured"]
        counts.append((int(present) + row["pool"] + gone, row["start"] + row["arrived"] + row["replaced"]))
    return counts


def ammunition(battle):
    """Per side: tenths of fires with units and in depots, spent and lost, less what came."""
    sides, units, depots = battle.state.sides, battle.state.units, battle.state.depots
    totals = []
    for i in range(2):
        here = int(units["ammo"][(units["side"] == i) & (units["status"] != s.GONE)].sum())
        stored = int(depots["fires"][depots["side"] == i].sum())
        spent = int(sides["spent"][i] + sides["lost_fires"][i] - sides["received_fires"][i])
        totals.append(here + stored + spent)
    return totals


def check_laws(battle, start):
    units, hexes = battle.state.units, battle.state.hexes
    for accounted, came in headcount(battle):
        assert accounted == came, "nobody vanishes and nobody is made"
    assert ammunition(battle) == start, "no round is made or lost without account"
    for field in ("men", "ammo", "grenades", "shells", "cohesion", "suppression", "fatigue", "moves_left"):
        assert units[field].min() >= 0, field
    assert battle.state.depots["fires"].min(initial=0) >= 0
    here = np.flatnonzero(units["status"] == s.PRESENT)
    for u in here:
        slot = "support" if units["support"][u] else "combat"
        assert hexes[slot][units["at"][u]] == u, "each unit fills its own place"
        foot = battle.rules.terrain["foot"][hexes["terrain"][units["at"][u]]]
        assert foot > 0, "nobody stands in a river"
    for slot in ("combat", "support"):
        filled = hexes[slot][hexes[slot] >= 0]
        assert len(filled) == len(set(filled.tolist())) == (units["support"][here] == (slot == "support")).sum()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1 << 40), st.randoms(use_true_random=False))
def test_laws_hold_under_random_legal_play(seed, random):
    battle = Battle.load("hengyang/tutorial", seed=seed)
    start = ammunition(battle)
    for _ in range(150):
        orders = battle.legal_orders()
        if not orders:
            break
        fights = [order for order in orders if order.verb in ("assault", "fire", "bombard", "air")]
        order = random.choice(fights) if fights and random.random() < 0.5 else random.choice(orders)
        if random.random() < 0.06 and str(orders[-1]) == "end":
            order = orders[-1]
        turn = battle.turn
        battle.give(order)
        if battle.turn != turn or battle.outcome:
            check_laws(battle, start)
    check_laws(battle, start)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_orders_give_the_same_digest(seed):
    import random

    random.seed(seed)
    first, second = (Battle.load("hengyang/tutorial", seed=seed) for _ in range(2))
    for _ in range(80):
        orders = first.legal_orders()
        if not orders:
            break
        order = random.choice(orders)
        first.give(order)
        second.give(str(order))
        assert first.digest() == second.digest(), order


def test_what_is_legal_on_the_true_state_is_legal_on_the_masked_one():
    """Hidden enemies never change what may be ordered."""
    from game.rules import entries

    battle = Battle.load("hengyang/first-assault", seed=5)
    for _ in range(4):
        true, masked = np.zeros((20000, 4), np.int64), np.zeros((20000, 4), np.int64)
        known = battle.known(battle.phasing)
        count = entries.list_all(battle.state, battle.board, battle.rules, true)
        assert entries.list_all(known, battle.board, battle.rules, masked) == count
        assert (true[:count] == masked[:count]).all()
        battle.give("end")
