"""Advice on an assault: the same sums as its odds, from other hexes and with friends beside the target."""

import pytest

from game import Battle, Computer, advice
from game.values import Order
from tests.positions import draw


@pytest.fixture(scope="module")
def battle() -> Battle:
    battle = Battle.load("hengyang/first-assault", seed=7)
    Computer(battle.phasing, "recruit", seed=7).play_phase(battle)
    return battle


def assaults(battle: Battle) -> list[Order]:
    return [order for order in battle.legal_orders() if order.verb == "assault" and order.arg is None]


def test_another_hex_gives_the_odds_that_the_unit_has_there(battle: Battle) -> None:
    silent = battle.copy()
    enemy = silent.state.units["side"] != silent.names.side_row[silent.phasing]
    silent.state.units["rates"][enemy] = 0  # nobody shoots at who moves
    silent.state.units["ammo"][enemy] = 0
    tried = 0
    for order in assaults(silent):
        for at, odds in advice.other_starts(silent, order):
            there = silent.copy()
            there.give(Order(order.unit, "move", at))
            if there.names.text(int(there.state.units["at"][there.names.unit_row[order.unit]])) == at:
                assert there.preview(order).chances == odds.chances
                tried += 1
    assert tried > 2


def test_a_hex_under_fire_is_no_better_start(battle: Battle) -> None:
    threat = battle.threat(battle.phasing)
    for order in assaults(battle):
        assert all(threat.get(at, 0) <= advice.QUIET for at, _ in advice.other_starts(battle, order))


def test_a_friend_beside_the_target_never_worsens_the_ratio(battle: Battle) -> None:
    for order in assaults(battle):
        now = battle.preview(order)
        for unit, at, odds, price in advice.helpers(battle, order):
            assert unit != order.unit and price >= 0 and battle.distance(at, order.at or "") == 1
            if now.ratio_percent and odds.ratio_percent:
                assert odds.ratio_percent >= now.ratio_percent


def test_advice_leaves_the_battle_alone(battle: Battle) -> None:
    before = battle.digest()
    for order in assaults(battle)[:2]:
        advice.other_starts(battle, order)
        advice.helpers(battle, order)
    assert battle.digest() == before


CLIFF = {"cliff": [{"at": ["0302/sw", "0302/s"]}]}
ATTACKERS = {"r": ("red", "0205"), "e": ("red", "0505", {"kind": "engineers", "men": 150})}


def test_cliffs_that_want_ladders_are_told_from_both_ends() -> None:
    position = draw("\n".join(("." * 6, "..^...", *("." * 6,) * 3)), ATTACKERS | {"b": ("blue", "0302")}, edges=CLIFF)
    engine = position.engine
    feet = advice.cliffs_below(engine, "r", "0302")
    assert len(feet) == 2 and all(engine.distance(at, "0302") == 1 for at in feet)
    for at in feet:
        assert advice.cliffs_up(engine, "r", at) == ["0302"]
    assert advice.cliffs_up(engine, "r", "0205") == []
    assert advice.cliffs_below(engine, "e", "0302") == []  # engineers carry ladders
    state, e = engine.state, position.row("e")
    state.hexes["support"][position.hex("0505")], state.hexes["support"][position.hex("0303")] = -1, e
    state.units["at"][e] = position.hex("0303")
    assert advice.cliffs_below(engine, "r", "0302") == []
