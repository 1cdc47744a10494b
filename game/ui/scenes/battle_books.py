"""The large panels of the battle screen, one open at a time: objectives, army, forces, statistics, find."""

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.ui.panels import army, find, forces, objectives, statistics
from game.ui.scenes import battle_values
from game.ui.scenes.base import Desk
from game.ui.scenes.forecaster import Forecaster
from game.ui.theme.sheet import Sheet, fitted
from game.values import Order

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

BOOKS = ("goals", "army", "forces", "statistics", "find")
LEAST_ROWS = 6


class Books:
    """Which panel is open, and what it was last asked to show."""

    def __init__(self, scene: "BattleScene") -> None:
        self.scene = scene
        self.opened = ""
        self.chosen = ""  # formation in the army panel
        self.forces = forces.ForcesState()
        self.query = ""
        self.pick = 0  # which of what was found
        self.chances: dict[int, int] = {}  # turn -> per mille to win, as played out
        self.oracle = Forecaster()

    # ------------------------------------------------------------ opening and closing

    def toggle(self, name: str) -> None:
        self.opened = "" if self.opened == name else name
        if self.opened == "find":
            self.query, self.pick = "", 0

    def close(self, name: str = "") -> None:
        if name in ("", self.opened):
            self.opened = ""

    @property
    def typing(self) -> bool:
        """Whether letters are text and no orders."""
        return self.opened == "find"

    # ------------------------------------------------------------ the player's hand

    def act(self, name: str, rest: str) -> None:
        """An action of a panel: `forces sort men`, `army FORMATION`, `statistics forecast`; bare: open or close it."""
        word, _, what = rest.partition(" ")
        if not rest:
            self.toggle(name)
            return
        self.opened = name
        if name == "army":
            self.chosen = "" if rest == self.chosen else rest
        elif name == "forces" and word == "sort":
            same = what == self.forces.sort
            falling = not self.forces.falling if same else what not in ("unit", "formation", "at")
            self.forces = replace(self.forces, sort=what, falling=falling, scroll=0)
        elif name == "forces" and word == "sift":
            self.forces = replace(self.forces, sift=what, scroll=0)
        elif name == "statistics" and word == "forecast" and self.scene.session.mine:
            self.oracle.ask(self.scene.session, Order(None, "end"), horizon=None)

    def wheel(self, steps: int, desk: Desk) -> None:
        if self.opened == "forces":
            most = max(0, self._rows_in_all() - self._rows(desk))
            self.forces = replace(self.forces, scroll=min(max(0, self.forces.scroll - 3 * steps), most))

    def key(self, event: pygame.event.Event, desk: Desk) -> str | None:
        """A key while one writes: the action it asks for, nothing, or None where it is not for the panel."""
        if not self.typing or event.key in (pygame.K_ESCAPE,) or pygame.K_F1 <= event.key <= pygame.K_F15:
            return None
        found = self._found(desk)
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            if not found:
                return ""
            action = found[min(self.pick, len(found) - 1)].action
            self.close()
            return action
        if event.key in (pygame.K_UP, pygame.K_DOWN):
            step = 1 if event.key == pygame.K_DOWN else -1
            self.pick = (self.pick + step) % max(1, min(len(found), find.MOST))
        elif event.key == pygame.K_BACKSPACE:
            self.query, self.pick = self.query[:-1], 0
        return ""

    def write(self, text: str) -> None:
        """Add to what is looked for."""
        if self.query or text.strip(" /"):
            self.query, self.pick = (self.query + text)[:40], 0

    def poll(self) -> bool:
        """Whether the chance to win has come in."""
        if not self.oracle.poll():
            return False
        result = self.oracle.result
        if result is not None and result.win_permille is not None:
            self.chances[self.scene.session.view.turn] = result.win_permille
        return True

    # ------------------------------------------------------------ painting

    def key_of_state(self) -> Hashable:
        """What an open panel shows, beside the battle."""
        return (
            self.opened, self.chosen, self.forces, self.query, self.pick, tuple(self.chances.items()),
            self.oracle.running, self.scene.hand.selected, tuple(self.scene.hand.done),
        )  # fmt: skip

    def sheet(self, desk: Desk, hover: str) -> Sheet:
        """The open panel, made smaller until it fits below the turn bar."""
        paint = {
            "goals": self._goals,
            "army": self._army,
            "forces": self._forces,
            "statistics": self._statistics,
            "find": self._find,
        }[self.opened]
        return fitted(lambda scale: paint(desk, scale, hover), desk.scale, desk.size[1] - desk.u(80))

    def _goals(self, desk: Desk, scale: float, hover: str) -> Sheet:
        terms = battle_values.terms_key(self.scene, desk)
        return objectives.objectives_panel(self.scene.names, self.scene.session.view, terms, desk.say, scale, hover)

    def _army(self, desk: Desk, scale: float, hover: str) -> Sheet:
        scene = self.scene
        calls = battle_values.call_keys(scene, desk)
        lasts = battle_values.how_long(scene, desk)
        args = (scene.names, scene.session.view, self.chosen, calls, scene.session.mine, lasts, scene.session.postures)
        return army.army_panel(*args, desk.say, scale, hover)

    def _forces(self, desk: Desk, scale: float, hover: str) -> Sheet:
        scene = self.scene
        idle = set(scene.hand.idle())
        args = (scene.names, scene.session.view, idle, self.forces, scene.hand.selected)
        return forces.forces_panel(*args, desk.say, scale, hover, self._rows(desk))

    def _rows(self, desk: Desk) -> int:
        """Rows of the forces list that there is room for."""
        return max(LEAST_ROWS, (desk.size[1] - desk.u(250)) // desk.u(25))

    def _rows_in_all(self) -> int:
        scene = self.scene
        view = scene.session.view
        if self.forces.sift == "enemy":
            return len(view.seen) + len(view.remembered)
        return len(forces.sifted(view, scene.names, set(scene.hand.idle()), self.forces, "en"))

    def _statistics(self, desk: Desk, scale: float, hover: str) -> Sheet:
        session = self.scene.session
        counted = session.keep(("tally", session.side), lambda: statistics.tally(session.events(), session.side))
        args = (self.scene.names, session.view, counted, session.statistics(), self.chances, self.oracle.running)
        return statistics.statistics_panel(*args, desk.say, scale, hover)

    def _found(self, desk: Desk) -> list[find.Found]:
        return find.search(self.query, self.scene.names, self.scene.session.view, desk.say)

    def _find(self, desk: Desk, scale: float, hover: str) -> Sheet:
        return find.find_panel(self.query, self._found(desk), self.pick, desk.say, scale, hover)
