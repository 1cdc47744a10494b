"""The painted ground on the screen: tiles painted by a thread, what is visible first, and kept on disk.

`draw` never waits: where a tile is not ready it shows the one it had, else flat hexes. Tiles are named by what is on
them, so a change repaints only those it touches, and a map once painted is read back in milliseconds.
"""

import contextlib
import hashlib
import math
import os
import threading
import zlib
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pygame
import pygame.surfarray  # now: two threads that first ask for it at once would meet it half made

from game.background import step_back
from game.ui.map import inks, stamps
from game.ui.map.camera import LEVELS, Camera
from game.ui.map.grid import grid_ink
from game.ui.map.ground import GroundPlan, hex_polygon
from game.ui.map.painter import STYLE, Painter
from game.ui.map.relief import MARGIN, RIM
from game.ui.theme.surface import cast_shadow, weave

TILE = 512
SHADOW = 12  # pixels of the paper's shadow on the table
REACH = 4.0  # how far a hex's ground shows beyond it, in hex radii
KEPT = 72  # tiles in memory, a megabyte each
KEPT_ON_DISK = 1200
Spot = tuple[int, int, int]  # level, column, row of a tile


class _Picture:
    """What is to be seen: a plan, with or without its grid; and the names of its tiles, worked out when asked for."""

    def __init__(self, plan: GroundPlan, grid: bool, centres: np.ndarray) -> None:
        self.plan, self.grid = plan, grid
        self._centres = centres
        self._keys: dict[Spot, str] = {}
        self._static = ""

    def key(self, spot: Spot) -> str:
        """What is on a tile, as a name: ground, signs, grid."""
        if not self._static:
            self._static = _static_digest(self.plan)
        if spot not in self._keys:
            base, signs = _contents(self.plan, self._centres, self._static, spot)
            self._keys[spot] = f"{base}-{signs}-{int(self.grid)}"
        return self._keys[spot]


class MapTiles:
    """All sizes of one map. Close it when the battle ends."""

    def __init__(self, plan: GroundPlan, cache_dir: Path | None = None, grid: bool = True) -> None:
        self._centres = np.array([plan.centre(h) for h in range(plan.cols * plan.rows)])
        self._shown = _Picture(plan, grid, self._centres)
        self._folder = cache_dir / "tiles" if cache_dir else None
        self._ready: OrderedDict[Spot, tuple[str, pygame.Surface]] = OrderedDict()
        self._asked: tuple[_Picture, int, tuple[int, int, int, int]] | None = None
        self._left = 0
        self._version = 0
        self._lock = threading.Condition()
        self._closed = False
        self._painter: Painter | None = None
        self._flat = _flat(plan)
        self._small: pygame.Surface | None = None
        self._thread = threading.Thread(target=self._work, name="map painter", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------ for the screen

    def draw(self, surface: pygame.Surface, camera: Camera, rect: pygame.Rect | None = None) -> None:
        """Blit what `camera` sees into `rect` of the surface (all of it if none)."""
        rect = rect or surface.get_rect()
        level, left, top = camera.level, camera.left + rect.x, camera.top + rect.y
        clip = surface.get_clip()
        surface.set_clip(rect)
        area = pygame.Rect(left, top, rect.width, rect.height)
        paper = self._sheet(level).move(-camera.left, -camera.top)
        if not paper.contains(rect):
            weave(surface)
            cast_shadow(surface, paper, SHADOW)
            surface.set_clip(rect.clip(paper))
        spots = self._spots(level, area)
        known = [(pygame.Rect(x * TILE, y * TILE, TILE, TILE), self._ready.get((level, x, y))) for _, x, y in spots]
        missing = [box for box, tile in known if tile is None]
        if missing:
            surface.fill(inks.PAPER, paper)
            self._draw_rough(surface, camera, missing[0].unionall(missing[1:]).clip(area))
        surface.fblits([(tile[1], box.move(-camera.left, -camera.top)) for box, tile in known if tile])
        surface.set_clip(clip)
        # By halves of a tile: a short pan asks for nothing new.
        near = left // (TILE // 2), top // (TILE // 2)
        asked = (
            self._shown,
            level,
            (near[0] * TILE // 2, near[1] * TILE // 2, rect.width + TILE // 2, rect.height + TILE // 2),
        )
        if asked != self._asked:
            with self._lock:
                self._asked, self._left = asked, max(1, self._left)
                self._lock.notify_all()

    @property
    def plan(self) -> GroundPlan:
        return self._shown.plan

    @property
    def pending(self) -> int:
        """Tiles on or near the screen that are still to be painted."""
        return self._left

    @property
    def version(self) -> int:
        """Grows whenever there is something new to draw."""
        return self._version

    def wait(self, timeout: float = 60.0) -> bool:
        """Until all that was asked for by `draw` is painted; False if that takes longer than `timeout` seconds."""
        with self._lock:
            return self._lock.wait_for(lambda: self._left == 0, timeout)

    def update(self, plan: GroundPlan) -> None:
        """Show another state of the same ground: only tiles that look different are painted again."""
        if plan is not self._shown.plan:
            self._shown = _Picture(plan, self._shown.grid, self._centres)

    @property
    def grid(self) -> bool:
        return self._shown.grid

    @grid.setter
    def grid(self, shown: bool) -> None:
        if shown != self._shown.grid:
            self._shown = _Picture(self._shown.plan, shown, self._centres)

    def overview(self, size: tuple[int, int]) -> pygame.Surface:
        """The whole map made small, without its margin; painted once its tiles are ready, flat before."""
        source = self._small or self._flat
        return pygame.transform.smoothscale(source, size)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._left = 0
            self._lock.notify_all()
        self._thread.join(timeout=10)

    # ------------------------------------------------------------ which tiles

    def _paper(self, level: int) -> pygame.Rect:
        wide, high = self.plan.extent
        r = LEVELS[level]
        left, top = math.floor(-MARGIN * r), math.floor(-MARGIN * r)
        return pygame.Rect(left, top, math.ceil((wide + MARGIN) * r) - left, math.ceil((high + MARGIN) * r) - top)

    def _sheet(self, level: int) -> pygame.Rect:
        """The paper to its very edge."""
        wide, high = self.plan.extent
        r, rim = LEVELS[level], MARGIN - RIM
        left, top = math.ceil(-rim * r), math.ceil(-rim * r)
        return pygame.Rect(left, top, math.floor((wide + rim) * r) - left, math.floor((high + rim) * r) - top)

    def _spots(self, level: int, area: pygame.Rect) -> list[Spot]:
        area = area.clip(self._paper(level))
        if not area.width or not area.height:
            return []
        rows = range(area.top // TILE, (area.bottom - 1) // TILE + 1)
        cols = range(area.left // TILE, (area.right - 1) // TILE + 1)
        return [(level, col, row) for row in rows for col in cols]

    def _order(self, level: int, area: pygame.Rect) -> list[Spot]:
        """What to paint, in turn: what is seen, from the middle; the overview; what is near; the neighbouring sizes."""
        x, y = area.center

        def off(spot: Spot) -> float:
            return math.hypot((spot[1] + 0.5) * TILE - x, (spot[2] + 0.5) * TILE - y)

        spots = sorted(self._spots(level, area), key=off)
        spots += self._spots(0, self._paper(0))
        spots += self._spots(level, area.inflate(TILE, TILE))
        for near in (level - 1, level + 1):
            if 0 <= near < len(LEVELS):
                box = pygame.Rect(0, 0, area.width, area.height)
                box.center = round(x * LEVELS[near] / LEVELS[level]), round(y * LEVELS[near] / LEVELS[level])
                spots += self._spots(near, box)
        return list(dict.fromkeys(spots))

    def _is_fresh(self, spot: Spot, picture: _Picture) -> bool:
        known = self._ready.get(spot)
        return known is not None and known[0] == picture.key(spot)

    def _draw_rough(self, surface: pygame.Surface, camera: Camera, area: pygame.Rect) -> None:
        """The small picture made large, or flat hexes, on an area of the map."""
        source = self._small or self._flat
        k = LEVELS[camera.level] / LEVELS[0]
        left, top = math.floor(area.left / k), math.floor(area.top / k)
        part = pygame.Rect(left, top, math.ceil(area.right / k) - left, math.ceil(area.bottom / k) - top)
        part = part.clip(source.get_rect())
        if part.width and part.height:
            large = pygame.transform.scale(source.subsurface(part), (round(part.width * k), round(part.height * k)))
            surface.blit(large, (round(part.x * k) - camera.left, round(part.y * k) - camera.top))

    # ------------------------------------------------------------ the thread

    def _work(self) -> None:
        step_back()
        with contextlib.suppress(OSError):
            self._tidy()
        asked = None
        wanted: list[Spot] = []
        while True:
            with self._lock:
                if asked == self._asked and not wanted:
                    self._left = 0
                    self._lock.notify_all()
                self._lock.wait_for(lambda: wanted or asked != self._asked or self._closed)  # noqa: B023
                if self._closed:
                    return
                changed, asked = asked != self._asked, self._asked
            if asked is None:
                continue
            picture, level, area = asked
            if changed:
                order = self._order(level, pygame.Rect(area))[:KEPT]  # more would push out what is seen
                wanted = [spot for spot in order if not self._is_fresh(spot, picture)]
                for spot in reversed(order):  # what is seen now is the last to be dropped
                    if spot in self._ready:
                        self._ready.move_to_end(spot)
            if wanted:
                self._left = len(wanted)
                self._paint(wanted.pop(0), picture)

    def _paint(self, spot: Spot, picture: _Picture) -> None:
        key = picture.key(spot)
        surface = self._tile(picture, spot, key)
        self._ready[spot] = key, surface
        self._ready.move_to_end(spot)
        while len(self._ready) > KEPT:
            self._ready.popitem(last=False)
        self._version += 1
        if spot[0] == 0:
            self._shrink(picture)

    def _tile(self, shown: _Picture, spot: Spot, key: str) -> pygame.Surface:
        level, col, row = spot
        plan, radius, x0, y0 = shown.plan, LEVELS[level], col * TILE, row * TILE
        base = key.partition("-")[0]
        picture = self._read(base)
        if picture is None:
            painter = self._painter_of(plan)
            picture = painter.piece(radius, x0, y0, TILE, TILE)
            surface = _surface(picture)
            stamps.lay_growth(surface, painter.relief, radius, x0, y0)
            picture = pygame.surfarray.array3d(surface).swapaxes(0, 1)
            self._write(base, picture)
        if shown.grid:
            picture = grid_ink(np.ascontiguousarray(picture), plan.cols, plan.rows, radius, x0, y0)
        surface = _surface(picture)
        stamps.lay_signs(surface, plan, radius, x0, y0)
        return surface

    def _painter_of(self, plan: GroundPlan) -> Painter:
        old = self._painter
        if old is None or old.plan is not plan:
            same = old is not None and (old.plan.paint, old.plan.heights) == (plan.paint, plan.heights)
            self._painter = Painter(plan, old.relief if old is not None and same else None)
        assert self._painter is not None
        return self._painter

    def _shrink(self, picture: _Picture) -> None:
        """Once all tiles of the smallest size are there, they make the overview."""
        spots = self._spots(0, self._paper(0))
        if all(self._is_fresh(spot, picture) for spot in spots):
            whole = pygame.Surface(self._flat.get_size(), 0, 32)
            for spot in spots:
                whole.blit(self._ready[spot][1], (spot[1] * TILE, spot[2] * TILE))
            self._small = whole
            self._version += 1

    # ------------------------------------------------------------ the disk

    def _read(self, base: str) -> np.ndarray | None:
        if self._folder is None:
            return None
        try:
            data = zlib.decompress((self._folder / f"{base}.z").read_bytes())
            return np.frombuffer(data, np.uint8).reshape(TILE, TILE, 3)
        except (OSError, zlib.error, ValueError):
            return None

    def _write(self, base: str, picture: np.ndarray) -> None:
        """Under another name first, so that no half-written tile is ever read. No disk, no cache."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f"{base}.{os.getpid()}.part"
            part.write_bytes(zlib.compress(np.ascontiguousarray(picture).tobytes(), 1))
            part.replace(self._folder / f"{base}.z")

    def _tidy(self) -> None:
        if self._folder is None or not self._folder.is_dir():
            return
        files = sorted(self._folder.glob("*.z"), key=lambda file: file.stat().st_mtime)
        for file in files[: max(0, len(files) - KEPT_ON_DISK)]:
            file.unlink(missing_ok=True)


def _surface(picture: np.ndarray) -> pygame.Surface:
    high, wide = picture.shape[:2]
    surface = pygame.Surface((wide, high), 0, 32)
    pygame.surfarray.blit_array(surface, picture.swapaxes(0, 1))
    return surface


def _flat(plan: GroundPlan) -> pygame.Surface:
    """The map as flat hexes at the smallest size: drawn at once, for as long as nothing better is there."""
    r = LEVELS[0]
    wide, high = plan.extent
    surface = pygame.Surface((math.ceil(wide * r), math.ceil(high * r)), 0, 32)
    surface.fill(inks.PAPER)
    for h, name in enumerate(plan.paint):
        x, y = plan.centre(h)
        pygame.draw.polygon(surface, inks.GROUND[name], hex_polygon(x * r, y * r, r + 0.6))
    return surface


def _static_digest(plan: GroundPlan) -> str:
    """What may show anywhere: size, courses, airfields; not what changes by hex or by bridge."""
    sides = tuple((side.kind, side.at, side.direction) for side in plan.sides)
    ways = tuple((way.kind, way.through) for way in plan.ways)
    fields = tuple(h for h, name in enumerate(plan.paint) if name == "airfield")
    return hashlib.sha256(repr((STYLE, plan.cols, plan.rows, sides, ways, fields)).encode()).hexdigest()[:16]


def _contents(plan: GroundPlan, centres: np.ndarray, static: str, spot: Spot) -> tuple[str, str]:
    """Digests of the ground on a tile, and of the signs laid on it."""
    level, col, row = spot
    r = LEVELS[level]
    low = np.array([col * TILE, row * TILE]) / r - REACH
    high = np.array([(col + 1) * TILE, (row + 1) * TILE]) / r + REACH
    near = np.flatnonzero(((centres > low) & (centres < high)).all(axis=1)).tolist()
    inside = set(near)
    ground = [(plan.paint[h], plan.heights[h], h in plan.burning) for h in near]
    broken = [(side.at, side.direction) for side in plan.sides if not side.whole and side.at in inside]
    cut = [way.through for way in plan.ways if not way.whole and not inside.isdisjoint(way.through)]
    works = [(h, plan.works[h], plan.fronts[h]) for h in near if plan.works[h]]
    fires = sorted(plan.burning & inside)
    base = hashlib.sha256(repr((static, spot, TILE, ground, broken, cut)).encode()).hexdigest()[:24]
    return base, hashlib.sha256(repr((works, cut, fires)).encode()).hexdigest()[:12]
