"""Small pictures of a scenario's map for the menus, painted by a thread and kept on disk."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pygame
import pygame.surfarray  # now: two threads that first ask for it at once would meet it half made

from game import hexgrid, paths
from game.scenario.model import Scenario
from game.ui.map.camera import LEVELS, Camera
from game.ui.map.ground import GroundPlan, hex_centre
from game.ui.map.labels import Labels
from game.ui.map.painter import Painter

FOLDER = "pictures"
PIECE = 256  # pixels painted at once: the painter's work grows faster than the picture
MOST = 24  # pictures kept in memory
RING = (176, 42, 30)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture asked for: of the whole map (`at` none), or of the ground about a hex at a native size."""

    scenario: str
    size: tuple[int, int]
    at: str | None = None
    level: int = 1


class MapPictures:
    """Pictures by what was asked for; `get` gives None until one is painted."""

    def __init__(self) -> None:
        self.version = 0
        self._done: dict[Shot, pygame.Surface] = {}
        self._wanted: list[tuple[Shot, Scenario]] = []
        self._painters: dict[str, Painter] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def painting(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def get(
        self, scenario: Scenario, size: tuple[int, int], at: str | None = None, level: int = 1
    ) -> pygame.Surface | None:
        """The picture, or None while it is painted; what was asked for last is painted first."""
        shot = Shot(scenario.id, size, at, level)
        found = self._done.get(shot)
        if found is not None:
            return found
        with self._lock:
            self._wanted = [pair for pair in self._wanted if pair[0] != shot] + [(shot, scenario)]
            if not self.painting:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
        return None

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._thread = None
                    return
                shot, scenario = self._wanted.pop()
            try:
                picture = self._make(shot, scenario)
            except Exception:  # a map that cannot be painted has no picture; the menu goes on without
                picture = pygame.Surface(shot.size)
            self._done[shot] = picture
            while len(self._done) > MOST:
                self._done.pop(next(iter(self._done)))
            self.version += 1

    def _make(self, shot: Shot, scenario: Scenario) -> pygame.Surface:
        plan = GroundPlan.of(scenario)
        if shot.at is None:
            pixels = _kept(plan, shot, lambda: self._whole(scenario.id, plan, shot.size))
            return pygame.surfarray.make_surface(pixels.swapaxes(0, 1))
        cols, rows = scenario.map.grid.size
        h = hexgrid.hex_index(shot.at, cols, rows)
        camera = Camera(cols, rows, shot.size, shot.level)
        camera.insets = (0, 0, 0, 0)
        camera.look_at(*hex_centre(h % cols, h // cols))
        radius = float(LEVELS[shot.level])
        pixels = self._pieces(scenario.id, plan, radius, camera.left, camera.top, shot.size)
        surface = pygame.surfarray.make_surface(pixels.swapaxes(0, 1))
        Labels(plan).draw(surface, camera)
        pygame.draw.lines(surface, RING, True, camera.polygon(h, 0.96), 3)
        return surface

    def _whole(self, name: str, plan: GroundPlan, size: tuple[int, int]) -> np.ndarray:
        """The whole map as large as it fits into `size`."""
        wide, high = plan.extent
        radius = min(size[0] / wide, size[1] / high)
        return self._pieces(name, plan, radius, 0, 0, (int(wide * radius), int(high * radius)))

    def _pieces(
        self, name: str, plan: GroundPlan, radius: float, left: int, top: int, size: tuple[int, int]
    ) -> np.ndarray:
        painter = self._painters.get(name)
        if painter is None:
            self._painters.clear()
            painter = self._painters[name] = Painter(plan)
        picture = np.empty((size[1], size[0], 3), np.uint8)
        for y in range(0, size[1], PIECE):
            for x in range(0, size[0], PIECE):
                wide, high = min(PIECE, size[0] - x), min(PIECE, size[1] - y)
                picture[y : y + high, x : x + wide] = painter.piece(radius, left + x, top + y, wide, high)
        return picture


def _kept(plan: GroundPlan, shot: Shot, make: Callable[[], np.ndarray]) -> np.ndarray:
    """A picture from disk, or made and written there; no disk, no matter."""
    name = hashlib.sha256(f"{plan!r} {shot}".encode()).hexdigest()[:24]
    file = paths.cache() / FOLDER / f"{name}.npy"
    try:
        return np.load(file, allow_pickle=False)
    except (OSError, ValueError):
        pass
    picture = make()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{threading.get_ident()}.part")
        with part.open("wb") as out:
            np.save(out, picture)
        part.replace(file)
    except OSError:
        pass
    return picture
