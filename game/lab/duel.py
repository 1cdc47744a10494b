"""Battles between two levels of the computer, without a Battle around them: for `simulate`, `ladder`, `balance`."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from game.ai.commander import Commander
from game.ai.search import Setting
from game.lab.field import Field
from game.lab.players import PLAYERS
from game.rules import entries
from game.rules import state as s
from game.rules.digest import copy_state

MOST_ORDERS = 20_000


class Player(Protocol):
    """Who gives orders to one side from what it may know."""

    def next_row(self, known: s.State) -> tuple[int, int, int, int]: ...

    def note_refused(self) -> None: ...


def setting_of(field: Field) -> Setting:
    return Setting(field.scenario, field.names, field.board, field.rules)


def commander(field: Field, side: int, level: str, seed: int, playouts: int | None = None, **more: Any) -> Commander:
    """A computer player of `level` for side number `side`."""
    return Commander(setting_of(field), side, level, seed, playouts, **more)


def player(field: Field, side: int, name: str, seed: int) -> Player:
    """A level of the computer, `LEVEL@PLAYOUTS`, or a player without a plan, for side number `side`."""
    if name in PLAYERS:
        return PLAYERS[name](field, side, seed)
    level, _, playouts = name.partition("@")
    return commander(field, side, level, seed, int(playouts) if playouts else None)


def play(field: Field, players: Sequence[Player], seed: int, watch: Callable[[s.State], None] | None = None) -> s.State:
    """One battle to its end; `watch` sees the State after each phase. Returns the last State."""
    state, known = copy_state(field.start, field.workspace()), field.workspace()
    state.clock["seed"] = seed
    args = (state, field.board, field.rules)
    entries.begin(*args)
    for _ in range(MOST_ORDERS):
        clock = state.clock[0]
        if clock["ended"]:
            return state
        side = int(clock["phase"])
        entries.mask(state, known, field.rules, side)
        row = players[side].next_row(known)
        if entries.apply(*args, *row):
            players[side].note_refused()
        elif row[0] == s.END and watch:
            watch(state)
    raise AssertionError("a battle that does not end")


def margin(field: Field, state: s.State, side: int) -> int:
    """Points of `side` less the other's."""
    points = state.sides["points"]
    return int(points[side] - points[1 - side])
