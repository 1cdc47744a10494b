"""What may be fired back: the same figures as the answers that come."""

import numpy as np
import pytest

from game import Battle, Computer
from game.return_fire import return_fire
from game.values import Order
from tests.positions import Position, draw

ROWS = "\n".join(("." * 7,) * 5)
FIRER = {"r": ("red", "0303", {"cohesion": 80})}


def answers(position: Position, order: str) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """(foreseen, come): who fires at whom fired, and the men expected of it."""
    foreseen = return_fire(position.engine, Order.parse(order))
    came = [event for event in position.give(order) if event.kind == "fired" and event.unit != "r"]
    return foreseen, [(str(event.unit), int(event.values["expected_milli"]) // 1000) for event in came]


@pytest.mark.parametrize(("half", "at"), [("day", "0403"), ("day", "0503"), ("night", "0403")])
def test_who_stands_by_answers_with_what_was_foreseen(half: str, at: str) -> None:
    bystander = {"near": ("blue", at), "target": ("blue", "0304", {"ammo": 0})}
    position = draw(ROWS, FIRER | bystander, works={"trenches": ["0303"]}, start=f"1944-06-28 {half}")
    foreseen, came = answers(position, "r fire 0304")
    assert came and came == [its for its in foreseen if its[0] == "near"]
    assert "target" in dict(foreseen)  # its ammunition cannot be known


def test_nests_answer_beside_their_battalion() -> None:
    people = {"near": ("blue", "0502"), "target": ("blue", "0304", {"ammo": 0})}
    position = draw(ROWS, FIRER | people, works={"pillboxes": ["0502"]})
    foreseen, came = answers(position, "r fire 0304")
    assert len(came) == 2
    assert came == [its for its in foreseen if its[0] == "near"]


def test_no_more_than_the_rules_let_answer_and_the_nearest_first() -> None:
    people = {f"b{i}": ("blue", at) for i, at in enumerate(("0603", "0304", "0402", "0302", "0203"))}
    position = draw(ROWS, FIRER | people)
    foreseen = return_fire(position.engine, Order.parse("r fire 0304"))
    assert [unit for unit, _ in foreseen] == ["b1", "b2", "b3"]


def test_nobody_answers_from_afar_or_out_of_sight() -> None:
    wall = "\n".join(("." * 7, "." * 7, "....t..", "." * 7, "." * 7))
    guns = {"g": ("red", "0103", {"kind": "battery", "men": 120, "shells": 2, "tubes": 4})}
    position = draw(wall, guns | {"b": ("blue", "0703")})
    assert return_fire(position.engine, Order.parse("g bombard 0703")) == []
    assert return_fire(position.engine, Order.parse("g move 0203")) == []


def test_what_lies_hidden_changes_nothing() -> None:
    battle = Battle.load("hengyang/first-assault", seed=7)
    Computer(battle.phasing, "recruit", seed=7).play_phase(battle)
    orders = [order for order in battle.legal_orders() if order.verb in ("fire", "bombard")][:12]
    assert orders
    before, digest = [return_fire(battle, order) for order in orders], battle.digest()
    assert battle.digest() == digest
    units = battle.state.units
    hidden = np.flatnonzero((units["side"] != battle.names.side_row[battle.phasing]) & (units["seen"] == 0))
    units["men"][hidden] = 900
    units["dont"] = np.where(units["side"] != battle.names.side_row[battle.phasing], 7, units["dont"])
    assert [return_fire(battle, order) for order in orders] == before
