"""A battle on the table: who sits where, what the shown side knows of it, and the computer at work.

The only holder of a Battle in the interface. What scenes read (`view`, `events`, `why_not`, previews) comes
from the shown side's knowledge alone, and is kept until the next order.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from game import Battle, CannotUndo, Computer, IllegalOrder, Order, advice, hexgrid
from game.ai.staff import Staff
from game.return_fire import return_fire
from game.scenario.model import Scenario, Words
from game.ui import keeping
from game.ui.scenes.computer import ComputerPhase
from game.ui.scenes.losses import lost_by
from game.ui.scenes.seats import read_postures, read_told, read_worn, seats_of
from game.ui.scenes.taught import Taught
from game.ui.terms import Terms, agreed
from game.values import Event, Outcome, Preview, UnitView, View

T = TypeVar("T")
OPPONENTS = ("recruit", "veteran", "general", "human")


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an order: the events its giver's table may show, or why nothing happened."""

    events: tuple[Event, ...] = ()
    refusal: str = ""


class Session:
    """One battle, one shown side, any number of people at the table."""

    def __init__(self, battle: Battle, side: str, opponent: str, seed: int = 0) -> None:
        self.battle = battle
        self.scenario: Scenario = battle.scenario
        self.side = side
        self.opponent = opponent
        self.seed = seed
        self.sides: tuple[str, ...] = tuple(battle.sides)
        self.taught = Taught()
        self.postures: dict[str, str] = {}  # formations left to the staff, each with its posture
        self.game = str(time.time_ns() // 1_000_000)  # tells the records of one game from those of another
        self.kept_as = ""  # the name of the record that holds its end
        self.told: dict[str, int] = {}  # side -> number of the last message it was shown
        self.revision = 0
        self.lang = "en"  # of refusals
        self.computer: ComputerPhase | None = None
        self.source: tuple[str, Terms | None] | None = None  # the scenario it began from; none: a record
        self._minds: dict[str, Computer] = {}
        self._staffs: dict[str, Staff] = {}
        self._kept: dict[object, object] = {}
        self._events: list[Event] = []
        self._events_at = (-1, "")
        self._phase_starts: dict[str, int] = {}
        self.worn_before: dict[tuple[str, int], int] = {}  # side, event that begins its phase -> men lost unseen
        self._lost_before: dict[str, int] = {}  # side -> its killed, died and wounded when its last phase ended

    @staticmethod
    def load(scenario: str, side: str | None, opponent: str, seed: int, terms: Terms | None = None) -> "Session":
        """Set a scenario up, on other terms if so agreed. Raises what Battle.load raises."""
        battle = agreed(scenario, seed, terms) if terms else Battle.load(scenario, seed=seed)
        session = Session(battle, side or battle.sides[0], opponent, seed)
        session.source = (scenario, terms)
        return session

    @staticmethod
    def open(path: Path, before: "Session | None", side: str = "", opponent: str = "") -> "Session":
        """A saved battle; seats as asked for, as kept, as in `before`, or the side to move against the computer."""
        battle = Battle.open(str(path))
        seats = seats_of(battle.settings) or keeping.read_about(path)
        side = side or seats.get("side") or (before.side if before else "")
        opponent = opponent or seats.get("opponent") or (before.opponent if before else "recruit")
        if side not in battle.sides:
            side = battle.phasing
        if opponent not in OPPONENTS:
            opponent = "recruit"
        seed = str(seats.get("seed") or 0)
        session = Session(battle, side, opponent, int(seed) if seed.isdigit() else 0)
        session.taught = Taught.parse(str(seats.get("lessons", "")))
        session.postures = read_postures(str(seats.get("staff", "")), session.scenario)
        session.told = read_told(str(seats.get("told", "")), session.sides)
        session.worn_before = read_worn(str(seats.get("worn", "")), session.sides)
        session.game = str(seats.get("game") or session.game)
        session.kept_as = path.stem if session.outcome else ""
        return session

    # ------------------------------------------------------------ who plays

    @property
    def humans(self) -> tuple[str, ...]:
        return self.sides if self.opponent == "human" else (self.side,)

    @property
    def phasing(self) -> str:
        return str(self.battle.phasing)

    @property
    def mine(self) -> bool:
        """Whether the shown side may give orders now."""
        return self.outcome is None and self.phasing == self.side and not self.staff_at_work

    @property
    def staff_at_work(self) -> bool:
        """Whether the staff gives orders for a person's side."""
        return self.computer is not None and self.computer.side in self.humans

    @property
    def outcome(self) -> Outcome | None:
        return self.battle.outcome

    def other(self, side: str) -> str:
        return next(name for name in self.sides if name != side)

    # ------------------------------------------------------------ what is known

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """`make()`, once until the next order."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]

    @property
    def view(self) -> View:
        return self.keep(("view", self.side), lambda: self.battle.view(self.side))

    @property
    def units(self) -> dict[str, UnitView]:
        return self.keep(("units", self.side), lambda: {unit.id: unit for unit in self.view.own})

    def events(self) -> list[Event]:
        """All the shown side knows of, oldest first."""
        if self._events_at != (self.revision, self.side):
            since = self._events[-1].n + 1 if self._events else 0
            self._events.extend(self.battle.events(self.side, since))
            self._events_at = (self.revision, self.side)
        return self._events

    def _forget_events(self) -> None:
        self._events, self._events_at = [], (-1, "")

    def legal(self, unit: str) -> list[Order]:
        return self.keep(("legal", unit), lambda: list(self.battle.legal_orders(unit)) if self.mine else [])

    def why_not(self, order: Order) -> str | None:
        return self.keep(("why", order, self.lang), lambda: self.battle.why_not(order, self.lang))

    def preview(self, order: Order) -> Preview | None:
        """None for an order that cannot be given."""

        def make() -> Preview | None:
            try:
                return self.battle.preview(order)
            except IllegalOrder:
                return None

        return self.keep(("preview", order), make)

    def reach(self, unit: str) -> dict[str, int]:
        return self.keep(("reach", unit), lambda: dict(self.battle.reach(unit)) if self.mine else {})

    def path(self, unit: str, at: str) -> tuple[tuple[str, ...], int]:
        """The hexes a move would pass and its cost; nothing and 0 where it cannot go."""
        return self.keep(("path", unit, at), lambda: self.battle.path(unit, at) or ((), 0))

    def sight(self, unit: str) -> frozenset[str]:
        return self.keep(("sight", unit), lambda: frozenset(self.battle.sight(unit)))

    def seers(self, at: str) -> list[str]:
        """Units of the shown side that have a hex in sight."""
        units, seen = self._lookouts()
        h = hexgrid.hex_index(at, *self.scenario.map.grid.size)
        return [units[int(k)] for k in np.flatnonzero(seen[:, h])]

    def seen(self) -> list[int]:
        """All that the shown side has in sight, as numbers of hexes."""
        return [int(h) for h in np.flatnonzero(self._lookouts()[1].any(axis=0))]

    def _lookouts(self) -> tuple[list[str], np.ndarray]:
        return self.keep(("lookouts", self.side), lambda: self.battle.lookouts(self.side))

    def supply(self) -> dict[str, int]:
        return self.keep(("supply", self.side), lambda: self.battle.supply(self.side))

    def field_of_fire(self, unit: str | None) -> dict[str, int]:
        return self.keep(("field", self.side, unit), lambda: self.battle.field_of_fire(self.side, unit))

    def shell_range(self, unit: str | None) -> dict[str, int]:
        return self.keep(("shells", self.side, unit), lambda: self.battle.shell_range(self.side, unit))

    def statistics(self) -> dict[str, int]:
        return self.keep(("statistics", self.side), lambda: self.battle.statistics(self.side))

    def sight_line(self, a: str, b: str) -> str | None:
        return self.keep(("line", a, b), lambda: self.battle.sight_line(a, b))

    def distance(self, a: str, b: str) -> int:
        cols, rows = self.scenario.map.grid.size
        return hexgrid.distance(hexgrid.hex_index(a, cols, rows), hexgrid.hex_index(b, cols, rows), cols)

    def threat(self) -> dict[str, int]:
        return self.keep(("threat", self.side), lambda: dict(self.battle.threat(self.side)))

    def return_fire(self, order: Order) -> list[tuple[str, int]]:
        """Enemies seen who may answer an order's fire, and the men that each may cost."""
        return self.keep(("return fire", order), lambda: return_fire(self.battle, order))

    def cliffs_up(self, unit: str, at: str) -> list[str]:
        """Hexes that the unit could not assault from `at` for want of ladders."""
        return self.keep(("cliffs up", unit, at), lambda: advice.cliffs_up(self.battle, unit, at))

    def cliffs_below(self, unit: str, at: str) -> list[str]:
        """Hexes from which the unit could not assault `at` for want of ladders."""
        return self.keep(("cliffs below", unit, at), lambda: advice.cliffs_below(self.battle, unit, at))

    def idle(self) -> list[str]:
        """Units that could still do something, but for those left to the staff."""

        def make() -> list[str]:
            idle = self.battle.idle_units() if self.mine else ()
            return [unit for unit in idle if self.units[unit].formation not in self.postures]

        return self.keep(("idle",), make)

    # ------------------------------------------------------------ what is done (by the app alone)

    def touch(self) -> None:
        """Something that is shown has changed, without an order."""
        self._changed()

    def _changed(self) -> None:
        self.revision += 1
        self._kept.clear()

    def repaint(self) -> None:
        """Forget what was worked out to be shown: it is to look otherwise."""
        self._kept.clear()

    def give(self, order: Order) -> Report:
        """Give an order of whoever is to move; events as the shown side sees them."""
        known = len(self.events())
        if order.verb == "end" and self.computer and self.phasing not in self.humans:
            self.battle.note_brief(self.phasing, self.computer.brief)
        try:
            self.battle.give(order)
        except IllegalOrder as refusal:
            return Report(refusal=refusal.reason)
        self._changed()
        if order.verb == "end":
            self._note_worn()
        return Report(tuple(self.events()[known:]))

    def take_back(self, redo: bool) -> str:
        """Undo or redo; the reason if it cannot be."""
        try:
            if redo:
                self.battle.redo()
            else:
                self.battle.undo()
        except CannotUndo as refusal:
            return str(refusal)
        self._forget_events()
        self._changed()
        return ""

    def start_computer(self) -> None:
        """Let the computer think about its phase, in a worker, on a copy."""
        side = self.phasing
        if side not in self._minds:
            self._minds[side] = self._mind(side)
        self.computer = ComputerPhase(self.battle.copy(), self._minds[side], side)

    def start_staff(self) -> bool:
        """Let the staff command the formations left to it, as the computer does its own; False if there are none."""
        own = {unit.formation for unit in self.view.own if unit.at}
        postures = {formation: posture for formation, posture in self.postures.items() if formation in own}
        if not postures:
            return False
        staff = self._staffs.setdefault(self.phasing, Staff(self.phasing))
        staff.command(postures)
        self.computer = ComputerPhase(self.battle.copy(), staff, self.phasing)
        self._changed()
        return True

    def _mind(self, side: str) -> Computer:
        """The computer at the level chosen."""
        return Computer(side, "recruit" if self.opponent == "human" else self.opponent, seed=self.seed)

    def stop_computer(self) -> None:
        """Whoever thought about orders that were not given must think anew."""
        if self.computer:
            self.computer.stop()
            self._minds.pop(self.computer.side, None)
        self.computer = None
        self._changed()

    def hand_over(self, side: str) -> None:
        """Another player sits down."""
        self.side = side
        self._forget_events()
        self._changed()
        self._note_worn()

    def mark_phase(self) -> None:
        """The shown side's phase is over: what comes next belongs in its next report."""
        self._phase_starts[self.side] = len(self.events())
        self._lost_before[self.side] = self.battle.lost(self.side)

    @property
    def phase_start(self) -> int:
        """How many of its events the shown side knew when its last phase ended."""
        return self._phase_starts.get(self.side, 0)

    def worn(self) -> int:
        """Men of the shown side lost since its last phase that no event tells of: to sickness, snipers, mines."""
        before = self._lost_before.get(self.side)
        if before is None:
            return 0
        told = sum(lost_by(event, self.side) for event in self.events()[self.phase_start :])
        return max(0, self.battle.lost(self.side) - before - told)

    def _note_worn(self) -> None:
        """As a phase of the shown side begins, keep for the log who was lost before it."""
        men = self.worn() if self.outcome is None and self.phasing == self.side else 0
        begins = (event.n for event in reversed(self.events()) if event.kind == "phase" and event.side == self.side)
        at = next(begins, None)
        if men and at is not None:
            self.worn_before.setdefault((self.side, at), men)

    def save(self, path: Path) -> None:
        """Write the record, with who sat where, and the lines that lists show. Raises OSError, RecordError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        players = {side: "human" if side in self.humans else self.opponent for side in self.sides}
        self.battle.settings = {**self.battle.settings, "players": players, "seats": self.seats()}
        self.battle.save(str(path))
        about = {
            "title": _both(self.scenario.title),
            "scenario": self.scenario.id,
            "turn": self.battle.turn,
            "turns": self.scenario.turns,
            "date": self.battle.date,
            "over": self._end(),
            "side_name": _both(self.scenario.sides[self.side].name),
        }
        keeping.write_about(path, about | self.seats())

    def _end(self) -> dict[str, str] | None:
        """The level reached, in both languages; None before the end."""
        if self.outcome is None:
            return None
        level = self.outcome.level
        named = (its.name for its in self.scenario.victory.levels if its.id == level and its.name)
        return next((_both(name) for name in named), {"en": level})

    def seats(self) -> dict[str, str]:
        """Who sits where, which game it is, what was told, and how far the lessons have come."""
        seats = {"side": self.side, "opponent": self.opponent, "seed": str(self.seed), "lessons": str(self.taught)}
        seats["game"] = self.game
        seats["told"] = " ".join(f"{side}={n}" for side, n in self.told.items())
        seats["worn"] = " ".join(f"{side}.{n}={men}" for (side, n), men in self.worn_before.items())
        seats["staff"] = " ".join(f"{formation}={posture}" for formation, posture in self.postures.items())
        return seats


def _both(words: Words) -> dict[str, str]:
    return {"en": words.en, "zh": words.get("zh")}


def any_seed() -> int:
    return random.randrange(1, 10_000)
