"""The editor's map: the draft's ground, its forces as counters, and what the tool in hand is about to do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pygame

from game import hexgrid
from game.scenario import draft_ground as ground
from game.scenario.model import Scenario, Unit
from game.ui.map import overlays
from game.ui.map.counters import SHAPES, CounterFace, counter
from game.ui.map.ground import CORNERS, SIDE_CORNERS, GroundPlan, hex_centre
from game.ui.map.labels import Labels
from game.ui.scenes.chart import Chart
from game.ui.theme.palette import BAD, GOLD, SELECT, parse

if TYPE_CHECKING:
    from game.ui.scenes.editor import EditorScene

HOVER = (250, 246, 226)
ENTRY = (80, 140, 90)


class DraftChart:
    """A Chart that follows the draft: repainted where the ground changed."""

    def __init__(self, scenario: Scenario) -> None:
        self.chart = Chart(scenario, tuple(scenario.sides))
        self.scenario = scenario

    def follow(self, scenario: Scenario) -> None:
        if scenario is self.scenario:
            return
        before, self.scenario = self.scenario, scenario
        if before.map.grid != scenario.map.grid or before.sides.keys() != scenario.sides.keys():
            self.chart.close()
            self.chart = Chart(scenario, tuple(scenario.sides))
        elif (before.map, before.terrain) != (scenario.map, scenario.terrain):
            plan = GroundPlan.of(scenario)
            self.chart.scenario, self.chart.plan = scenario, plan
            self.chart.tiles.update(plan)
            self.chart.labels = Labels(plan)
        else:
            self.chart.scenario = scenario


def edge_at(chart: Chart, at: str, pos: tuple[int, int]) -> str:
    """The hexside of a hex that lies nearest to a pixel, as `CCRR/dir`."""
    x, y = chart.centre(at)
    angle = math.atan2(pos[1] - y, pos[0] - x)

    def off(direction: int) -> float:
        i, k = SIDE_CORNERS[direction]
        middle = math.atan2(CORNERS[i][1] + CORNERS[k][1], CORNERS[i][0] + CORNERS[k][0])
        return abs((angle - middle + math.pi) % (2 * math.pi) - math.pi)

    return f"{at}/{hexgrid.DIRECTIONS[min(range(6), key=off)]}"


def draw(target: pygame.Surface, scene: EditorScene, top: int) -> None:
    chart, tools = scene.map.chart, scene.tools
    chart.draw_ground(target, top)
    index, camera = chart.index, chart.camera
    if tools.tool == "entry":
        entries = scene.draft.scenario.map.entries.get(tools.choice("entry"), ())
        overlays.shade(target, camera, {ground.resolve(scene.draft, ref): (ENTRY, 110) for ref in entries})
    if tools.stroke:
        overlays.shade(target, camera, {index(at): (GOLD, 120) for at in tools.stroke})
    _counters(target, scene)
    if tools.points:
        way = [index(at) for at in tools.points]
        if scene.hover and scene.hover != tools.points[-1]:
            way.append(index(scene.hover))
        overlays.draw_path(target, camera, way)
    for problem_hex in scene.troubled():
        overlays.ring(target, camera, index(problem_hex), BAD, max(2, chart.radius // 10))
    selected = tools.where()
    if selected:
        overlays.ring(target, camera, index(selected), SELECT, max(2, chart.radius // 9))
    if scene.hover:
        if tools.tool == "edge":
            _hexside(target, chart, scene.edge)
        else:
            overlays.ring(target, camera, index(scene.hover), HOVER, 2)


def _hexside(target: pygame.Surface, chart: Chart, edge: str) -> None:
    """The side that a click would change."""
    at, _, direction = edge.partition("/")
    i, k = SIDE_CORNERS[hexgrid.DIRECTIONS.index(direction)]
    h, r = chart.index(at), chart.radius
    x, y = hex_centre(h % chart.cols, h // chart.cols)
    a = ((x + CORNERS[i][0]) * r - chart.camera.left, (y + CORNERS[i][1]) * r - chart.camera.top)
    b = ((x + CORNERS[k][0]) * r - chart.camera.left, (y + CORNERS[k][1]) * r - chart.camera.top)
    pygame.draw.line(target, (30, 22, 18), a, b, max(6, r // 5))
    pygame.draw.line(target, GOLD, a, b, max(3, r // 9))


def _counters(target: pygame.Surface, scene: EditorScene) -> None:
    """Every unit that stands on the map at the start, and depots as discs."""
    chart, scenario = scene.map.chart, scene.draft.scenario
    px = chart.counter_px
    stacks: dict[int, list[Unit]] = {}
    for unit in scenario.units:
        if unit.at:
            stacks.setdefault(ground.resolve(scene.draft, unit.at), []).append(unit)
    for depot in scenario.depots:
        h = ground.resolve(scene.draft, depot.at)
        x, y = chart.camera.centre(h)
        colour = parse(scenario.sides[depot.side].colour)
        overlays.disc(target, (x, y + chart.radius // 2), "D", max(8, chart.radius // 4), colour)
    side_of = {formation.id: formation.side for formation in scenario.formations}
    sides = tuple(scenario.sides)
    step = max(3, px // 6)
    for h, units in stacks.items():
        x, y = chart.camera.centre(h)
        for k, unit in enumerate(sorted(units, key=lambda its: scenario.kinds[its.kind].class_ == "infantry")):
            side = side_of.get(unit.formation, sides[0])
            chosen = scene.tools.selected == ("unit", unit.id)
            image = counter(_face(scenario, unit, side, sides, chosen), px)
            target.blit(image, (x - px // 2 + k * step, y - px // 2 - k * step))


def _face(scenario: Scenario, unit: Unit, side: str, sides: tuple[str, ...], chosen: bool) -> CounterFace:
    kind = scenario.kinds[unit.kind]
    return CounterFace(
        parse(scenario.sides[side].colour),
        SHAPES[sides.index(side) % len(SHAPES)],
        kind.symbol,
        kind.size,
        unit.short or "",
        unit.men,
        kind.men,
        min(3, unit.shells if kind.tubes and not kind.direct else -(-unit.ammo // 2)),
        cohesion=unit.cohesion if unit.cohesion is not None else kind.cohesion,
        selected=chosen,
    )
