"""Small stages on which the computer shows whether it does what players of other games laugh at.

`Stage` plays a drawn position (tests/positions.py): one side at a level, the other a recruit or nobody.
"""

from typing import Any

import pytest

from game.ai.commander import LEVELS, Commander
from game.ai.search import Setting
from game.lab.players import END
from game.rules import entries
from game.rules import state as s
from game.setup import make_state
from tests.positions import Position, draw

SCORED = {
    "places": {"goal": {"red": {"first": 5, "final": 20}}},
    "losses": {"red": {"points": 1, "per": 40}, "blue": {"points": 1, "per": 40}},
    "levels": [{"id": "all", "for": "none"}],
}
GOAL_AXIS = {
    "red": {"axes": [{"formation": "red", "towards": "goal"}]},
    "blue": {"main_line": ["goal"]},
}
PLAYOUTS = 200
PLAIN = ("." * 12 + "\n") * 9

every_level = pytest.mark.parametrize("level", list(LEVELS))
# The recruit has no eye for these: who looks at him, how far his guns reach, when a hill is not worth its garrison.
thinking = pytest.mark.parametrize("level", ["veteran", "general"])


def rows(first: int, last: int) -> list[str]:
    """The hexes of PLAIN from one row to another."""
    return [f"{c:02}{r:02}" for c in range(1, 13) for r in range(first, last + 1)]


def columns(first: int, last: int, height: int) -> list[str]:
    """The hexes from one column to another of a map so many rows high."""
    return [f"{c:02}{r:02}" for c in range(first, last + 1) for r in range(1, height + 1)]


def verbs(orders: list[str]) -> list[str]:
    return [order.split()[1] if order != "end" else "end" for order in orders]


def at_goal(where: str) -> dict[str, Any]:
    """A map with one place, `goal`, and what else it takes to fight for it."""
    return {"goal": {"at": where, "name": "Goal"}}


def stage(ground: str, units: dict[str, Any], goal: str, **extra: Any) -> "Stage":
    """A position whose one place is `goal`; red is to take it."""
    given = {"victory": SCORED, "computer": GOAL_AXIS, "places": at_goal(goal)} | extra
    return Stage(draw(ground, units, **given))


class Nobody:
    """Ends its phase."""

    def next_row(self, known: s.State) -> tuple[int, int, int, int]:
        return END

    def note_refused(self) -> None: ...


class Stage:
    """A position and its players."""

    def __init__(self, position: Position) -> None:
        self.position = position
        engine = position.engine
        self.names, self.state = engine.names, engine.state
        self.setting = Setting(engine.scenario, engine.names, engine.board, engine.rules)

    def play(self, side: str, level: str, phases: int = 1, against: str | None = None, seed: int = 1) -> list[str]:
        """Play until `side` has had so many phases more; its orders as text."""
        number = self.names.side_row[side]
        mine = self._player(number, level, seed)
        players = {number: mine, 1 - number: self._player(1 - number, against, seed)}
        known = make_state(self.setting.scenario, self.names, self.setting.board, 0, 1)
        args = (self.state, self.setting.board, self.setting.rules)
        given: list[str] = []
        clock = self.state.clock[0]
        done = 0
        while done < phases and not clock["ended"]:
            who = int(clock["phase"])
            entries.mask(self.state, known, self.setting.rules, who)
            row = players[who].next_row(known)
            if entries.apply(*args, *row):
                players[who].note_refused()
            elif who == number:
                given.append(self._text(row))
                done += row[0] == s.END
        return given

    def _player(self, side: int, level: str | None, seed: int) -> Any:
        playouts = None if level in (None, "recruit") else PLAYOUTS
        return Nobody() if level is None else Commander(self.setting, side, level, seed, playouts)

    def _text(self, row: tuple[int, int, int, int]) -> str:
        return str(self.position.engine.notation.order(*row)) if row[0] != s.END else "end"

    def at(self, unit: str) -> str:
        """Where a unit stands, "" if it is not on the map."""
        h = int(self.position.unit(unit)["at"])
        return self.names.text(h)[:4] if h >= 0 else ""

    def apart(self, a: str, b: str) -> int:
        """Hexes between two units on the map, or hexes."""
        hexes = self.setting.board.hexes
        h, k = (self.position.hex(x) if x.isdigit() else int(self.position.unit(x)["at"]) for x in (a, b))
        assert min(h, k) >= 0, f"{a} or {b} is not on the map"
        dq, dr = int(hexes["q"][h] - hexes["q"][k]), int(hexes["r"][h] - hexes["r"][k])
        return max(abs(dq), abs(dr), abs(dq + dr))

    def holds(self, side: str, where: str) -> bool:
        """Whether a side controls a hex."""
        return int(self.position.ground(where)["control"]) == self.names.side_row[side]
