"""What if another order had been given: both continuations under the same dice, whatever the number of threads."""

import numpy as np
import pytest

from game.battle import Battle
from game.chronicle import what_if
from game.chronicle.what_if import WhatIf
from game.values import IllegalOrder, Order


@pytest.fixture(scope="module")
def battle() -> Battle:
    battle = Battle.load("hengyang/tutorial", seed=2)
    battle.give("end")
    return battle


@pytest.fixture(scope="module")
def orders(battle: Battle) -> list[Order]:
    return [order for order in battle.legal_orders() if order.verb == "move"][:2]


def test_the_number_of_threads_changes_nothing(
    battle: Battle, orders: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = battle.digest()
    found = []
    for most in (1, 3):
        monkeypatch.setattr(what_if, "MOST_JOBS", most)
        monkeypatch.setattr(what_if.os, "cpu_count", lambda: 8)
        found.append(WhatIf(battle, *orders).play(12))
    assert found[0] == found[1] is not None and battle.digest() == digest


def test_an_order_against_itself_makes_no_difference(battle: Battle, orders: list[Order]) -> None:
    same = WhatIf(battle, orders[0], orders[0]).play(6)
    assert same is not None and (same.difference.margin.mean, same.difference.margin.error) == (0, 0)
    assert same.given.margin.error > 0  # the dice differ from playout to playout


def test_a_difference_is_that_of_the_two(battle: Battle, orders: list[Order]) -> None:
    found = WhatIf(battle, orders[0], None).play(10)
    assert found is not None and found.playouts == 10
    for side in battle.sides:
        for column in ("lost", "won"):
            given, instead, difference = (
                getattr(way, column)[side].mean for way in (found.given, found.instead, found.difference)
            )
            assert difference == pytest.approx(instead - given)


def test_what_was_played_of_the_order_given_serves_again(battle: Battle, orders: list[Order]) -> None:
    first = WhatIf(battle, orders[0], orders[1])
    first.play(8)
    played: list[Order | None] = []
    again = WhatIf(battle, orders[0], None, first)
    one = again._one
    again._one = lambda order, k, space: (played.append(order), one(order, k, space))[1]  # type: ignore[method-assign]
    found = again.play(8)
    assert played == [None] * 8
    assert found == WhatIf(battle, orders[0], None).play(8)


def test_it_can_be_stopped_and_gone_on_with(battle: Battle, orders: list[Order]) -> None:
    asked = iter(range(100))
    two = WhatIf(battle, *orders)
    assert two.play(40, lambda: next(asked) >= 5) == two.comparison() and 2 <= two.done < 12
    assert two.play(12) == WhatIf(battle, *orders).play(12)
    assert WhatIf(battle, *orders).play(40, lambda: True) is None


def test_what_cannot_be_ordered_is_refused(battle: Battle, orders: list[Order]) -> None:
    with pytest.raises(IllegalOrder):
        WhatIf(battle, orders[0], Order.parse("nobody move 0101"))


def test_playouts_pursue_the_goals_of_the_beginning(battle: Battle) -> None:
    """A place lost since is still worth taking back: minds do not depend on the position."""
    later = battle.copy()
    later.state.hexes["control"][:] = 1 - later.state.hexes["control"]
    minds = [WhatIf(its, None, None)._minds for its in (battle, later)]
    for mine, other in zip(*minds, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(mine, other, strict=True))
