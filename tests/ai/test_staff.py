"""The staff orders what it was given, and nothing else."""

import pytest

from game import Battle
from game.ai.staff import POSTURES, Staff


@pytest.mark.parametrize("posture", POSTURES)
def test_it_commands_its_formations_alone(posture: str) -> None:
    battle = Battle.load("hengyang/tutorial", seed=7)
    side = battle.phasing
    formation = next(unit.formation for unit in battle.view(side).own if unit.at)
    theirs = {unit.id for unit in battle.view(side).own if unit.formation == formation}
    staff = Staff(side)
    staff.command({formation: posture})
    for _ in range(200):
        order = staff.next_order(battle)
        if order.verb == "end":
            break
        assert order.unit in theirs
        assert posture == "probe" or order.verb != "assault"
        assert posture != "hold" or order.verb != "move"
        battle.give(order)
    assert order.verb == "end" and battle.phasing == side
    assert staff.next_order(battle).verb == "end"


def test_it_reads_the_view_alone() -> None:
    """The same decisions where a hidden enemy stands elsewhere and the seed is another."""
    battles = [Battle.load("hengyang/tutorial", seed=seed) for seed in (1, 99)]
    orders = []
    for battle in battles:
        side = battle.phasing
        known = battle.view(side)
        hidden = [
            u
            for u, unit in enumerate(battle.state.units)
            if battle.names.units[u] not in {its.id for its in (*known.own, *known.seen, *known.remembered)}
        ]
        if battle is battles[1]:
            battle.state.units["men"][hidden] = 1
            battle._views.clear()
        staff = Staff(side)
        staff.command({unit.formation: "probe" for unit in known.own})
        orders.append(str(staff.next_order(battle)))
    assert orders[0] == orders[1]


def test_an_unknown_posture_is_refused() -> None:
    with pytest.raises(KeyError):
        Staff("china").command({"30r": "berserk"})
