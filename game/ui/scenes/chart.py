"""The map as the battle screen uses it: camera, ground, counters' faces, the small map in the corner."""

import functools
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game.scenario.model import Scenario
from game.ui.panels.gazetteer import Gazetteer
from game.ui.scenes import battle_map
from game.ui.scenes.base import Desk
from game.ui.theme.palette import BRASS, parse
from game.values import Contact, UnitView

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

LEVELS = (13.0, 18.0, 26.0, 36.0, 48.0, 64.0)
TONES = {
    "field": (226, 220, 186), "paddy": (214, 222, 176), "marsh": (186, 206, 176), "hill": (222, 200, 156),
    "high-hill": (204, 176, 130), "woods": (156, 180, 120), "village": (214, 180, 160), "city": (206, 160, 146),
    "rubble": (178, 160, 148), "river": (138, 180, 204), "pond": (150, 190, 208), "airfield": (232, 228, 206),
}


class Chart:
    """Hex geometry and camera over a painted ground."""

    def __init__(self, scenario: Scenario) -> None:
        self.cols, self.rows = scenario.map.grid.size
        self.names = Gazetteer(scenario)
        self.scenario = scenario
        self.level = 2
        self.ox = self.oy = 0.0
        self.size = (1280, 720)
        self.top = 56
        self.version = 0
        self.grid = True

    @property
    def radius(self) -> float:
        return LEVELS[self.level]

    @property
    def moving(self) -> bool:
        return False

    @property
    def painting(self) -> bool:
        return False

    def tick(self, ms: int) -> bool:
        return False

    @property
    def counter_px(self) -> int:
        return int(self.radius * 1.3)

    def resize(self, size: tuple[int, int], top: int) -> None:
        if (size, top) != (self.size, self.top):
            self.size, self.top = size, top
            self._settle()

    def world(self, at: str) -> tuple[float, float]:
        half = len(at) // 2
        col, row = int(at[:half]) - 1, int(at[half:]) - 1
        return 1.5 * col + 1, math.sqrt(3) * (row + 0.5 + 0.5 * (col & 1))

    def centre(self, at: str) -> tuple[int, int]:
        x, y = self.world(at)
        return round(x * self.radius - self.ox), round(y * self.radius - self.oy)

    def hex_at(self, pos: tuple[int, int]) -> str | None:
        x, y = (pos[0] + self.ox) / self.radius, (pos[1] + self.oy) / self.radius
        guess = round((x - 1) / 1.5)
        best, found = 9.0, None
        for col in (guess - 1, guess, guess + 1):
            row = round(y / math.sqrt(3) - 0.5 - 0.5 * (col & 1))
            if 0 <= col < self.cols and 0 <= row < self.rows:
                far = math.hypot(x - 1.5 * col - 1, y - math.sqrt(3) * (row + 0.5 + 0.5 * (col & 1)))
                if far < best and far < 1.0:
                    best, found = far, f"{col + 1:02}{row + 1:02}"
        return found

    def _settle(self) -> None:
        wide = (1.5 * self.cols + 0.5) * self.radius
        high = math.sqrt(3) * (self.rows + 0.5) * self.radius
        spare = 120
        self.ox = min(max(self.ox, -spare), max(-spare, wide - self.size[0] + spare + 260))
        self.oy = min(max(self.oy, -spare), max(-spare, high - self.size[1] + spare))
        self.version += 1

    def pan(self, dx: float, dy: float) -> None:
        self.ox += dx
        self.oy += dy
        self._settle()

    def zoom(self, steps: int, pos: tuple[int, int]) -> None:
        before = self.radius
        self.level = min(len(LEVELS) - 1, max(0, self.level + (1 if steps > 0 else -1)))
        k = self.radius / before
        self.ox, self.oy = (self.ox + pos[0]) * k - pos[0], (self.oy + pos[1]) * k - pos[1]
        self._settle()

    def centre_on(self, at: str) -> None:
        x, y = self.world(at)
        self.ox, self.oy = x * self.radius - self.size[0] / 2, y * self.radius - self.size[1] / 2
        self._settle()

    def frame(self, hexes: Iterable[str]) -> None:
        points = [self.world(at) for at in hexes] or [(self.cols * 0.75, self.rows * 0.86)]
        x = (min(p[0] for p in points) + max(p[0] for p in points)) / 2
        y = (min(p[1] for p in points) + max(p[1] for p in points)) / 2
        self.ox, self.oy = x * self.radius - self.size[0] / 2, y * self.radius - self.size[1] / 2
        self._settle()

    def in_sight(self, at: str) -> bool:
        x, y = self.centre(at)
        return 280 < x < self.size[0] - 400 and self.top + 40 < y < self.size[1] - 60

    @functools.lru_cache(maxsize=8)  # noqa: B019
    def _ground(self, radius: float) -> pygame.Surface:
        size = (int((1.5 * self.cols + 0.5) * radius), int(math.sqrt(3) * (self.rows + 0.5) * radius))
        ground = pygame.Surface(size)
        for at in self.names.ground:
            terrain = self.names.terrain(at)
            x, y = self.world(at)
            points = battle_map.corners(x * radius, y * radius, radius + 0.6)
            pygame.draw.polygon(ground, TONES[terrain.paint if terrain else "field"], points)
        return ground

    def draw(self, target: pygame.Surface, scene: "BattleScene", desk: Desk) -> None:
        target.fill((22, 21, 18))
        target.blit(self._ground(self.radius), (-int(self.ox), -int(self.oy)))
        battle_map.draw(target, scene, desk)

    def face(self, unit: UnitView, px: int, scene: "BattleScene") -> pygame.Surface:
        return self._face(px, scene.names.colour(unit.side), unit.short, str(unit.men), unit.acted)

    def enemy_face(self, contact: Contact, px: int, scene: "BattleScene", faded: bool) -> pygame.Surface:
        side = scene.session.other(scene.session.side)
        return self._face(px, scene.names.colour(side), contact.short, str(contact.men[1]), faded)

    @functools.lru_cache(maxsize=512)  # noqa: B019
    def _face(self, px: int, colour: str, short: str, men: str, dim: bool) -> pygame.Surface:
        from game.ui.theme import lettering

        face = pygame.Surface((px, px))
        face.fill(parse(colour))
        pygame.draw.rect(face, BRASS, face.get_rect(), 1)
        for text, y in ((short, px // 4), (men, px * 3 // 4)):
            image = lettering.word("bold", px // 4, text, (250, 250, 240))
            face.blit(image, image.get_rect(center=(px // 2, y)))
        if dim:
            face.set_alpha(150)
        return face

    @property
    def extent(self) -> tuple[float, float]:
        """Size of the map in hex radii."""
        return 1.5 * self.cols + 0.5, math.sqrt(3) * (self.rows + 0.5)

    @property
    def window(self) -> tuple[float, float, float, float]:
        """What is on the screen, in hex radii: left, top, width, height."""
        radius = self.radius
        return self.ox / radius, self.oy / radius, self.size[0] / radius, self.size[1] / radius

    def look_at(self, across: float, down: float) -> None:
        """Bring a point of the small map (shares of its width and height) to the middle."""
        wide, high = self.extent
        self.ox = across * wide * self.radius - self.size[0] / 2
        self.oy = down * high * self.radius - self.size[1] / 2
        self._settle()

    @functools.lru_cache(maxsize=4)  # noqa: B019
    def small_ground(self, size: tuple[int, int]) -> pygame.Surface:
        return pygame.transform.smoothscale(self._ground(LEVELS[0]), size)
