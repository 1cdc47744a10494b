"""The ground of a part of the map as it lay at some moment of a battle: for reports, which show several."""

import numpy as np
import pygame
import pygame.surfarray  # now: two threads that first ask for it at once would meet it half made

from game import hexgrid
from game.chronicle.report_moments import Window
from game.scenario.model import Scenario
from game.ui.map import marks, stamps
from game.ui.map.ground import GroundPlan, Point, hex_centre
from game.ui.map.painter import Painter
from game.ui.map.pictures import PIECE
from game.ui.map.survey import Refs, state_of
from game.views import Ground


class GroundThen:
    """Paints what lies in a window, `radius` pixels for the radius of a hex: rubble, works, fires, bridges, ramps."""

    def __init__(self, scenario: Scenario, window: Window, radius: float) -> None:
        self.scenario, self.window, self.radius = scenario, window, radius
        self._plan = GroundPlan.of(scenario)
        self._refs = Refs(scenario)

    def picture(self, ground: Ground | None = None) -> pygame.Surface:
        """The ground as it lay, or as the scenario begins."""
        plan = self._plan
        if ground is not None:
            its = ground.terrain, ground.works, ground.burning, ground.edges
            plan = state_of(plan, self.scenario, *its)
        left, top = round(self.window.left * self.radius), round(self.window.top * self.radius)
        wide, high = self.window.pixels(self.radius)
        painter, pixels = Painter(plan), np.empty((high, wide, 3), np.uint8)
        for y in range(0, high, PIECE):
            for x in range(0, wide, PIECE):
                here = pixels[y : y + PIECE, x : x + PIECE]
                here[...] = painter.piece(self.radius, left + x, top + y, here.shape[1], here.shape[0])
        surface = pygame.Surface((wide, high), 0, 32)
        pygame.surfarray.blit_array(surface, pixels.swapaxes(0, 1))
        stamps.lay_growth(surface, painter.relief, self.radius, left, top)
        stamps.lay_signs(surface, plan, self.radius, left, top)
        for edge, fallen in (ground.ramps if ground is not None else {}).items():
            self._ramp(surface, (left, top), edge, fallen)
        return surface

    def _ramp(self, surface: pygame.Surface, corner: tuple[int, int], edge: str, fallen: int) -> None:
        at, _, word = edge.partition("/")
        h, men = self._refs.hex(at), self.scenario.rules.ramp_men
        level = sum(fallen >= least for least in men)
        direction = hexgrid.DIRECTIONS.index(word)
        image, (dx, dy) = marks.ramp(round(self.radius), direction, fallen / max(1, men[-1]), level)
        x, y = self._middle(h)
        surface.blit(image, (round(x) - corner[0] + dx, round(y) - corner[1] + dy))

    def _middle(self, h: int) -> Point:
        x, y = hex_centre(h % self._refs.cols, h // self._refs.cols)
        return x * self.radius, y * self.radius
