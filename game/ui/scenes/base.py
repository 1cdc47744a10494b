"""Scenes, what they wish for, and the desk that is handed down to them."""

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pygame

from game.ui import keys
from game.ui.settings import Settings
from game.ui.terms import Terms
from game.ui.text.i18n import Tongue
from game.ui.theme.sheet import Sheet, fitted
from game.values import Order

if TYPE_CHECKING:
    from game.ui.scenes.session import Session


@dataclass(slots=True)
class Desk:
    """Data down: what any scene may read. A scene sets `redraw`; the rest belongs to the app."""

    size: tuple[int, int]
    scale: float
    say: Tongue
    settings: Settings
    session: "Session | None" = None
    mouse: tuple[int, int] = (-1, -1)
    redraw: bool = True
    ready: bool = True
    progress: tuple[int, int, str] | None = None
    trouble: str = ""

    def u(self, units: float) -> int:
        return max(1, round(units * self.scale))

    def key(self, action: str) -> str:
        """The first key of an action, as its button shows it; nothing if it has none."""
        return next(iter(keys.chords(action, self.settings.keys)), "")

    @property
    def table(self) -> "Session":
        """The battle on the table; only battle scenes ask."""
        assert self.session is not None
        return self.session


class Wish:
    """What a scene would like to happen."""


@dataclass(frozen=True)
class Open(Wish):
    scene: "Scene"


@dataclass(frozen=True)
class Close(Wish):
    """Leave the scene on top, then fulfil `then`."""

    then: tuple[Wish, ...] = ()


@dataclass(frozen=True)
class Home(Wish):
    """To the title; the battle under way is kept as autosave."""


@dataclass(frozen=True)
class Quit(Wish):
    pass


@dataclass(frozen=True)
class Begin(Wish):
    scenario: str
    side: str
    opponent: str
    seed: int
    terms: Terms = field(default_factory=Terms)


@dataclass(frozen=True)
class Seat(Wish):
    """Put a battle on the table and show it."""

    session: "Session"


@dataclass(frozen=True)
class Give(Wish):
    order: Order


@dataclass(frozen=True)
class Act(Wish):
    """An action of the battle screen, by its name (battle_actions.act)."""

    action: str


@dataclass(frozen=True)
class TakeBack(Wish):
    redo: bool = False


@dataclass(frozen=True)
class Save(Wish):
    name: str


@dataclass(frozen=True)
class Remove(Wish):
    """Delete a record."""

    path: Path


@dataclass(frozen=True)
class Load(Wish):
    """Go on with a record: as it was left, or on another side, against another opponent."""

    path: Path
    side: str = ""
    opponent: str = ""


@dataclass(frozen=True)
class FightOn(Wish):
    """Begin the next phase of a campaign with what the battle on the table has left."""

    campaign: Path


@dataclass(frozen=True)
class Tell(Wish):
    """A line for the player, shown by whatever scene is on top."""

    text: str


@dataclass(frozen=True)
class Change(Wish):
    """Settings to change."""

    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Failed(Wish):
    """Something broke in a worker: `text` is its traceback, the last line what it was."""

    text: str


@dataclass(frozen=True)
class Review(Wish):
    """Play again what the shown side could see of the other's phase."""


@dataclass(frozen=True)
class Shoot(Wish):
    """A picture of the screen."""


class Scene:
    """One thing on the screen. `veil`: the scene below shows through, darkened."""

    veil = False

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        """What the player's hand means here."""
        return []

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        """Time passes; only called while `moving`, or every quarter of a second."""
        return []

    @property
    def moving(self) -> bool:
        """Whether the screen needs sixty frames a second."""
        return False

    @property
    def watching(self) -> bool:
        """Whether something is being made elsewhere that the screen will soon show."""
        return False

    def close(self) -> None:
        """Let go of threads; the scene will not be seen again."""

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        """Paint; no decision is taken here."""

    def note(self, text: str) -> None:
        """A line to tell the player, if the scene has a place for it."""


@dataclass(slots=True)
class Placed:
    """A sheet and where it lies."""

    sheet: Sheet
    pos: tuple[int, int]

    @property
    def rect(self) -> pygame.Rect:
        return pygame.Rect(self.pos, self.sheet.size)


class SheetScene(Scene):
    """A scene that is one sheet in the middle: menus and dialogs."""

    magnify = 1.0  # of everything on it, beside the screen's own scale
    beside = False  # on the left rather than in the middle

    def __init__(self) -> None:
        self.hover = ""
        self.scroll = 0
        self._placed: Placed | None = None
        self._key: Any = None

    # What a menu fills in -------------------------------------------------

    def paint(self, desk: Desk) -> Sheet:
        raise NotImplementedError

    def state(self) -> Any:
        """What the sheet shows, besides language, size and hover: it is repainted when this changes."""
        return None

    def act(self, action: str, desk: Desk) -> list[Wish]:
        return []

    def escape(self, desk: Desk) -> list[Wish]:
        return [Close()]

    def enter(self, desk: Desk) -> list[Wish]:
        return []

    # ----------------------------------------------------------------------

    def placed(self, desk: Desk) -> Placed:
        key = (desk.size, desk.scale, desk.say.lang, desk.settings.colours, self.hover, self.state())
        if self._placed is None or key != self._key:
            most = max(1.0, min(self.magnify, desk.size[0] / (1250 * desk.scale)))
            sheet = fitted(
                lambda scale: self.paint(dataclasses.replace(desk, scale=scale)), desk.scale * most, desk.size[1]
            )
            x = desk.size[0] // 32 if self.beside else (desk.size[0] - sheet.size[0]) // 2
            y = max(0, (desk.size[1] - sheet.size[1]) // 2)
            self._placed, self._key = Placed(sheet, (x, y)), key
        return self._placed

    def action_at(self, pos: tuple[int, int], desk: Desk) -> str:
        placed = self.placed(desk)
        hot = placed.sheet.hit((pos[0] - placed.pos[0], pos[1] - placed.pos[1]))
        return hot.action if hot and hot.enabled else ""

    def actions(self, desk: Desk) -> list[str]:
        """In order, for Tab and the arrows."""
        return [hot.action for hot in self.placed(desk).sheet.hots if hot.action and hot.enabled]

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.type == pygame.MOUSEMOTION:
            hover = self.action_at(event.pos, desk)
            if hover != self.hover:
                self.hover, desk.redraw = hover, True
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            action = self.action_at(event.pos, desk)
            return self.act(action, desk) if action else []
        elif event.type == pygame.MOUSEWHEEL:
            self.scroll = max(0, self.scroll - event.y)
        elif event.type == pygame.KEYDOWN:
            return self.key(event, desk)
        return []

    def key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.key == pygame.K_ESCAPE:
            return self.escape(desk)
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            return self.act(self.hover, desk) if self.hover else self.enter(desk)
        step = {pygame.K_DOWN: 1, pygame.K_TAB: 1, pygame.K_UP: -1}.get(event.key, 0)
        if step:
            actions = self.actions(desk)
            if actions:
                at = actions.index(self.hover) + step if self.hover in actions else (0 if step > 0 else -1)
                self.hover = actions[at % len(actions)]
        return []

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        placed = self.placed(desk)
        target.blit(placed.sheet.surface, placed.pos)
