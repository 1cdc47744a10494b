"""Whom an event cost how many men."""

from game.values import Event


def lost_by(event: Event, side: str) -> int:
    """Killed and wounded of `side` in a volley, a bombardment or an assault."""
    values = event.values
    if event.kind in ("fired", "bombarded") and event.side != side:
        return int(values.get("losses", 0))
    if event.kind == "result":
        own = "attacker_losses" if event.side == side else "defender_losses"
        return int(values.get(own, 0)) - (0 if event.side == side else int(values.get("prisoners", 0)))
    return 0
