"""Games between computers with every order kept, for `simulate --records`: the same games as without."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from game.battle import Battle
from game.lab.duel import MOST_ORDERS
from game.lab.field import Field
from game.rules import entries
from game.rules import state as s
from game.values import IllegalOrder


class Thinker(Protocol):
    """A player who says what he means."""

    brief: dict[str, Any]

    def next_row(self, known: s.State) -> tuple[int, int, int, int]: ...

    def note_refused(self) -> None: ...


def play(field: Field, players: Sequence[Thinker], battle: Battle, watch: Callable[[s.State], None]) -> s.State:
    """Play a new `battle` to its end, as `duel.play`; what the players mean in each phase goes into its record."""
    known = field.workspace()
    for _ in range(MOST_ORDERS):
        if battle.outcome is not None:
            return battle.state
        side = int(battle.state.clock["phase"][0])
        player = players[side]
        entries.mask(battle.state, known, field.rules, side)
        order = battle.notation.order(*player.next_row(known))
        if order.verb == "end":
            battle.note_brief(battle.sides[side], player.brief)
        try:
            battle.give(order)
        except IllegalOrder:
            player.note_refused()
            continue
        if order.verb == "end":
            watch(battle.state)
    raise AssertionError("a battle that does not end")
