"""The tutorial as its lessons tell it: whoever follows them has a fair chance of the hill."""

from game import Battle, Computer, IllegalOrder, Order

HILL, FOOT, SOUTH_WEST, EMBANKMENT = "0607", "0608", "0508", "0609"
FIRST, SECOND, ENGINEERS, GUNS = "jp-133r-1", "jp-133r-2", "jp-116d-engineers-1", "jp-122a-2"
SHELL = Order(GUNS, "bombard", at=HILL)
AS_TOLD = {
    1: [SHELL],
    2: [*(Order(unit, "move", at=EMBANKMENT) for unit in (FIRST, ENGINEERS)), Order(SECOND, "move", at="0509"), SHELL],
    3: [SHELL],
    4: [SHELL, *(Order(unit, "move", at=FOOT) for unit in (FIRST, ENGINEERS)), Order(SECOND, "move", at=SOUTH_WEST)],
    5: [SHELL],
    6: [SHELL, Order(FIRST, "assault", at=HILL), Order(SECOND, "assault", at=HILL)],
}


def follow(seed: int) -> str:
    """Play the attacker as told against the recruit; the level reached."""
    battle, computer = Battle.load("hengyang/tutorial", seed=seed), Computer("china", "recruit", seed=seed)
    while battle.outcome is None:
        if battle.phasing == "china":
            battle.give(computer.next_order(battle))
            continue
        for order in AS_TOLD[battle.turn]:
            try:
                battle.give(order)
            except IllegalOrder:  # the hill is taken, or who was to assault has been thrown back
                assert order.verb == "assault"
        battle.give(Order(None, "end"))
    return str(battle.outcome.level)


def test_following_the_lessons_is_neither_hopeless_nor_certain() -> None:
    levels = [follow(seed) for seed in range(1, 9)]
    assert 2 <= levels.count("taken") <= 7
