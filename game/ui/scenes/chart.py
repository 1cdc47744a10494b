"""The map as the battle screen uses it: camera, painted ground, names, counters' faces; hexes by their text."""

from collections.abc import Collection, Iterable, Mapping

import pygame

from game import hexgrid, paths
from game.scenario.model import Scenario
from game.ui.map.camera import LEVELS, SPARE, Camera
from game.ui.map.counters import SHAPES, CounterFace, counter, counter_px
from game.ui.map.grid import draw_numbers
from game.ui.map.ground import CORNERS, SIDE_CORNERS, GroundPlan, hex_centre
from game.ui.map.labels import Labels
from game.ui.map.survey import state_of
from game.ui.map.tiles import MapTiles
from game.ui.theme.palette import parse
from game.values import Contact, UnitView, View

USUAL_RADIUS = 36  # hexes of a new battle, at 1080 lines
FIRES_A_CARTRIDGE = 20  # tenths of a fire that one cartridge on a counter stands for

Where = tuple[int, int, int]  # left, top and level of a camera


class Chart:
    """Close it when the battle leaves the table: a thread paints its ground."""

    def __init__(self, scenario: Scenario, sides: tuple[str, ...]) -> None:
        self.scenario = scenario
        self.sides = sides
        self.cols, self.rows = scenario.map.grid.size
        self.plan = GroundPlan.of(scenario)
        self.tiles = MapTiles(self.plan, paths.cache())
        self.labels = Labels(self.plan)
        self.camera = Camera(self.cols, self.rows, (1280, 720))
        self.placed = False
        self._frame: tuple[object, ...] = ()
        self._state: tuple[object, ...] = ()
        self._shown = -1
        self._small: tuple[tuple[tuple[int, int], int], pygame.Surface] | None = None
        self._home: Where | None = None  # where the player looked before he was taken elsewhere
        self._away: Where | None = None

    def close(self) -> None:
        self.tiles.close()

    # ------------------------------------------------------------ hexes

    def index(self, at: str) -> int:
        return hexgrid.hex_index(at, self.cols, self.rows)

    def text(self, h: int) -> str:
        return hexgrid.hex_text(h, self.cols, self.rows)

    def centre(self, at: str) -> tuple[int, int]:
        """The pixel in the middle of a hex."""
        return self.camera.centre(self.index(at))

    def world(self, at: str) -> tuple[float, float]:
        h = self.index(at)
        return hex_centre(h % self.cols, h // self.cols)

    def hex_at(self, pos: tuple[int, int]) -> str | None:
        h = self.camera.hex_at(pos)
        return None if h is None else self.text(h)

    def rim(self, hexes: Collection[int]) -> list[tuple[float, float, float, float]]:
        """The sides between these hexes and all others, as lines in the world."""
        lines = []
        for h in hexes:
            x, y = hex_centre(h % self.cols, h // self.cols)
            for direction, (i, k) in enumerate(SIDE_CORNERS):
                if hexgrid.neighbour(h, direction, self.cols, self.rows) not in hexes:
                    lines.append((x + CORNERS[i][0], y + CORNERS[i][1], x + CORNERS[k][0], y + CORNERS[k][1]))
        return lines

    # ------------------------------------------------------------ camera

    @property
    def radius(self) -> int:
        return self.camera.radius

    @property
    def extent(self) -> tuple[float, float]:
        return self.camera.extent

    @property
    def window(self) -> tuple[float, float, float, float]:
        return self.camera.window

    @property
    def whole(self) -> bool:
        """Whether all of the map is on the screen."""
        left, top, wide, high = self.camera.window
        across, down = self.camera.extent
        return left <= 0 and top <= 0 and left + wide >= across and top + high >= down

    @property
    def version(self) -> tuple[int, ...]:
        """Changes with what the small map shows."""
        camera = self.camera
        return camera.left, camera.top, camera.level, self.tiles.version, *camera.size

    def resize(self, size: tuple[int, int], scale: float, covers: tuple[int, int, int, int]) -> None:
        """Another screen; `covers` (left, top, right, bottom) are the pixels that panels take of it."""
        frame = (size, covers)
        if frame == self._frame:
            return
        self._frame = frame
        left, top, right, bottom = covers
        self.camera.resize(size, (SPARE + left, SPARE + top, SPARE + right, SPARE + bottom))
        if not self.placed:
            wanted = USUAL_RADIUS * scale
            self.camera.level = min(range(len(LEVELS)), key=lambda level: abs(LEVELS[level] - wanted))

    def pan(self, dx: float, dy: float) -> None:
        self.camera.pan(dx, dy)

    def zoom(self, steps: int, pos: tuple[int, int]) -> None:
        self.camera.zoom(1 if steps > 0 else -1, pos)

    def centre_on(self, at: str) -> None:
        self.camera.centre_on(self.index(at))

    @property
    def _where(self) -> Where:
        return self.camera.left, self.camera.top, self.camera.level

    def visit(self, at: str) -> None:
        """Look at a hex for a while; `come_back` ends it."""
        if self._where != self._away:
            self._home = self._where
        self.centre_on(at)
        self._away = self._where

    def come_back(self) -> None:
        """To where the player looked before the last visits, unless he has moved the map himself since."""
        if self._home and self._where == self._away:
            self.camera.left, self.camera.top, self.camera.level = self._home
        self._home = self._away = None

    def frame(self, hexes: Iterable[str]) -> None:
        """Bring the middle of these hexes to the middle of the screen."""
        points = [self.world(at) for at in hexes]
        self.placed = True
        if points:
            x, y = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
            self.camera.look_at(x, y)
            self.camera.press_in()

    def look_at(self, across: float, down: float) -> None:
        """A point of the small map, as shares of its width and height, comes to the middle."""
        wide, high = self.extent
        self.camera.look_at(across * wide, down * high)

    def in_sight(self, at: str) -> bool:
        """Whether a hex lies on the screen free of the larger panels."""
        left, top, right, bottom = (inset - SPARE for inset in self.camera.insets)
        x, y = self.centre(at)
        rim = self.radius
        wide, high = self.camera.size
        return left + rim < x < wide - right - rim and top + rim < y < high - bottom - rim

    # ------------------------------------------------------------ ground

    @property
    def grid(self) -> bool:
        return self.tiles.grid

    @grid.setter
    def grid(self, shown: bool) -> None:
        self.tiles.grid = shown

    @property
    def painting(self) -> bool:
        return self.tiles.pending > 0

    def tick(self) -> bool:
        """Whether the ground on the screen has changed since the last call."""
        version = self.tiles.version
        changed, self._shown = version != self._shown, version
        return changed

    def show(self, view: View) -> None:
        """Ground as a side knows it: rubble, works, fires, bridges; names in the light of the hour."""
        self.labels.night = view.date.endswith("night")
        state = (view.terrain, view.works, view.burning, view.edges)
        if state != self._state:
            self._state = state
            self.tiles.update(state_of(self.plan, self.scenario, *state))

    def avoid(self, stacks: Mapping[int, int]) -> None:
        """Where counters stand (hex -> how many): names keep out of their way."""
        self.labels.stacks = stacks

    def draw_ground(self, target: pygame.Surface, top: int) -> None:
        """Tiles, names, numbers along the border."""
        self.draw_tiles(target)
        self.draw_names(target, top)

    def draw_tiles(self, target: pygame.Surface) -> None:
        """The painted ground alone."""
        self.tiles.draw(target, self.camera)

    def draw_names(self, target: pygame.Surface, top: int, until: float | None = None) -> bool:
        """Names, and numbers along the border; False if at the time `until` some names were still to be placed."""
        done = self.labels.draw(target, self.camera, until=until)
        self._draw_numbers(target, top)
        return done

    def _draw_numbers(self, target: pygame.Surface, top: int) -> None:
        draw_numbers(target, self.camera, pygame.Rect(0, top, target.get_width(), target.get_height() - top))

    def small_ground(self, size: tuple[int, int]) -> pygame.Surface:
        """The whole map at a size, made anew when its ground has changed."""
        key = size, self.tiles.version
        if self._small is None or self._small[0] != key:
            self._small = key, self.tiles.overview(size)
        return self._small[1]

    # ------------------------------------------------------------ counters

    @property
    def counter_px(self) -> int:
        return counter_px(self.radius)

    def face(self, unit: UnitView, px: int, selected: bool = False) -> pygame.Surface:
        """One's own unit."""
        return counter(self.face_of(unit, selected), px)

    def face_of(self, unit: UnitView, selected: bool = False, staff: bool = False) -> CounterFace:
        """What the counter of one's own unit shows."""
        kind = self.scenario.kinds[unit.kind]
        cartridges = unit.shells if kind.tubes and not kind.direct else -(-unit.ammo // FIRES_A_CARTRIDGE)
        return CounterFace(
            parse(self.scenario.sides[unit.side].colour),
            self._shape(unit.side),
            kind.symbol,
            kind.size,
            unit.short,
            unit.men,
            kind.men,
            min(3, cartridges),
            unit.suppression,
            unit.cohesion,
            unit.acted,
            unit.moved,
            unit.spotted,
            broken=unit.broken,
            selected=selected,
            dont=unit.dont,
            staff=staff,
        )

    def enemy_face(self, contact: Contact, side: str, px: int, faded: bool) -> pygame.Surface:
        """An enemy as he is known."""
        return counter(self.enemy_face_of(contact, side, faded), px)

    def enemy_face_of(self, contact: Contact, side: str, faded: bool) -> CounterFace:
        """What the counter of an enemy shows: the middle of the band of his strength, his ammunition unknown."""
        kind = self.scenario.kinds[contact.kind]
        return CounterFace(
            parse(self.scenario.sides[side].colour),
            self._shape(side),
            kind.symbol,
            kind.size,
            contact.short,
            sum(contact.men) // 2,
            kind.men,
            -1,
            remembered=faded,
        )

    def _shape(self, side: str) -> str:
        return SHAPES[self.sides.index(side) % len(SHAPES)]
