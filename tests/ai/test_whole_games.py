"""Whole games of the recruit, order by order, as `simulate` plays them and as `Computer` does."""

import numpy as np
import pytest

from game.ai import playout
from game.ai.mind import copy_mind
from game.lab.field import Field
from game.rules import entries
from game.rules import orders as codes
from game.rules import state as s
from game.rules.digest import copy_state, digest_of
from game.scenario import catalog


@pytest.fixture(scope="module", params=["hengyang/tutorial", "hengyang/first-assault"])
def field(request):
    return Field(catalog.load(request.param))


def play(field, seed, meddle=None):
    """Every order with its reason code and whence it came, and the last digest.

    `meddle(state, side)` may change what `side` cannot see.
    """
    state, known = copy_state(field.start, field.workspace()), field.workspace()
    state.clock["seed"] = seed
    args = (state, field.board, field.rules)
    entries.begin(*args)
    minds = [copy_mind(mind) for mind in field.minds]
    out = np.zeros(4, np.int64)
    given = []
    while not state.clock["ended"][0] and len(given) < 3000:
        side = int(state.clock["phase"][0])
        seen = state
        if meddle:
            seen = copy_state(state)
            meddle(seen, side)
        entries.mask(seen, known, field.rules, side)
        playout.decide(known, field.board, field.rules, minds[side], out)
        order = tuple(out.tolist())
        at = int(state.units["at"][order[1]]) if 0 <= order[1] < len(state.units) else -1
        given.append((order, entries.apply(*args, *order), at))
    return given, digest_of(state)


def spoil_the_hidden(state, side):
    """Whoever is out of sight vanishes from the map, is weakened and given plenty; so are the enemy's stocks."""
    units = state.units
    for u in np.flatnonzero((units["side"] != side) & (units["status"] == s.PRESENT) & (units["seen"] == 0)).tolist():
        state.hexes["support" if units["support"][u] else "combat"][units["at"][u]] = -1
        units["at"][u], units["status"][u] = -1, s.GONE
        units["men"][u], units["cohesion"][u] = 7, 13
        units["ammo"][u] = units["grenades"][u] = units["shells"][u] = 99
    state.sides["pool"][1 - side] = 5000
    state.depots["fires"][state.depots["side"] != side] = 0


def test_every_order_is_legal_and_the_battle_ends(field):
    given, _ = play(field, 3)
    assert [order for order, reason, _ in given if reason != codes.LEGAL] == []
    assert given[-1][0][0] == s.END


def test_what_is_hidden_changes_not_one_order_of_a_whole_game(field):
    assert play(field, 4, spoil_the_hidden) == play(field, 4)


def test_garrisons_do_not_leave_what_is_to_be_held(field):
    """No unit of the defender that is no reserve storms out of works that count, where it stood from the start."""
    given, _ = play(field, 5)
    mind, start = field.minds[1], field.start.units
    stormed = [(u, at) for (verb, u, *_), _, at in given if verb == s.ASSAULT and start["side"][u] == 1]
    at_home = [u for u, at in stormed if at == start["at"][u] and mind.ground["hold"][at] >= 4]
    assert [u for u in at_home if not mind.units["reserve"][u]] == []


def test_a_side_left_out_is_not_moved():
    field = Field(catalog.load("hengyang/tutorial"))
    state, known = copy_state(field.start, field.workspace()), field.workspace()
    entries.begin(state, field.board, field.rules)
    minds = [copy_mind(mind) for mind in field.minds]
    out = np.zeros(4, np.int64)
    playout.play_out(state, field.board, field.rules, known, *minds, 1 << 30, 1, out, 0)
    assert (int(state.clock["turn"][0]), int(state.clock["phase"][0])) == (1, 1)
