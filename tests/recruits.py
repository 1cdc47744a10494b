"""Battles between recruits, order by order through the game's own doors."""

from game import Battle, Computer


def played_out(battle: Battle) -> Battle:
    """The battle, played to its end."""
    players = {side: Computer(side, "recruit", seed=1) for side in battle.sides}
    while battle.outcome is None:
        players[battle.phasing].play_phase(battle)
    return battle
