"""Battles that hold every order against the laws (game/lab/laws.py); else they are the battles of the game."""

from game.battle import Battle
from game.engine import Engine
from game.lab import laws
from game.rules.digest import copy_state
from game.values import Event, Order


class Checked(Engine):
    """An Engine whose `give` raises LawBroken after an order that breaks a law."""

    _start: laws.Accounts | None = None

    def open_accounts(self) -> None:
        """From here on; the first order opens them otherwise."""
        self._start = laws.Accounts.of(self.state)
        self.check_laws()

    def check_laws(self) -> None:
        assert self._start is not None
        laws.check(self.state, self.board, self.rules, self._start)

    def give(self, order: Order | str) -> list[Event]:
        if self._start is None:
            self.open_accounts()
        order = self._parsed(order)
        before = copy_state(self.state)
        happened = super().give(order)
        verb, u, _, _ = self.notation.row(order)
        laws.check_order(before, self.state, verb, u)
        self.check_laws()
        return happened


class CheckedBattle(Checked, Battle):
    """A Battle likewise: `CheckedBattle.load("hengyang/tutorial", seed=7)`."""
