"""The map of the replay: ground as it was, everybody shown, and what the order just given did."""

from typing import TYPE_CHECKING

import pygame

from game import hexgrid
from game.ui.map import marks, overlays
from game.ui.map.counters import counter_px
from game.ui.scenes.base import Desk
from game.ui.theme.palette import SELECT, parse

if TYPE_CHECKING:
    from game.ui.scenes.replay import ReplayScene

TAKEN = (232, 150, 40)
HOVER = (250, 246, 226)
STRUCK = (224, 66, 44)


def draw(target: pygame.Surface, scene: "ReplayScene", desk: Desk, top: int) -> None:
    """Everything below the panels."""
    chart, view = scene.chart, scene.table.ground
    chart.show(view)
    names_key = (scene.table.phase, scene.table.side)
    if scene.names_key != names_key:  # once a phase: names that jump at every order cannot be read
        scene.names_key = names_key
        chart.avoid({chart.index(at): len(names) for at, names in stacks(scene).items()})
    chart.draw_tiles(target)
    _ground_marks(target, scene)
    chart.draw_names(target, top)
    for at in view.unorganised:
        overlays.ring(target, chart.camera, chart.index(at), TAKEN, desk.u(3))
    if scene.hover:
        overlays.ring(target, chart.camera, chart.index(scene.hover), HOVER, desk.u(1.5))
    chosen = scene.table.where(scene.selected) if scene.selected else None
    if chosen:
        overlays.ring(target, chart.camera, chart.index(chosen), SELECT, desk.u(3))
    _before(target, scene)
    _counters(target, scene)
    marks.draw_smoke(target, chart.camera, [chart.index(at) for at in view.burning])
    _after(target, scene, desk)


def _ground_marks(target: pygame.Surface, scene: "ReplayScene") -> None:
    """Night, and the ramps that grow at cliffs."""
    view, chart = scene.table.ground, scene.chart
    if view.date.endswith("night"):
        marks.draw_night(target, target.get_rect())
    men = scene.table.scenario.rules.ramp_men
    for edge, fallen in view.ramps.items():
        at, _, word = edge.partition("/")
        level = sum(fallen >= least for least in men)
        direction = hexgrid.DIRECTIONS.index(word)
        marks.draw_ramp(target, chart.camera, chart.index(at), direction, fallen / max(1, men[-1]), level)


def _before(target: pygame.Surface, scene: "ReplayScene") -> None:
    """Ways gone, under the counters."""
    chart = scene.chart
    for event in scene.table.events:
        if event.kind in ("moved", "retreated") and event.hex and event.to:
            overlays.draw_path(target, chart.camera, [chart.index(event.hex), chart.index(event.to)])


def _after(target: pygame.Surface, scene: "ReplayScene", desk: Desk) -> None:
    """Lines of fire, and rings where something was struck, over them."""
    chart = scene.chart
    lines, struck = set(), set()
    for event in scene.table.events:
        if event.kind == "fired" and event.hex and event.to and event.hex != event.to:
            lines.add((chart.index(event.to), chart.index(event.hex)))
        if event.kind in ("fired", "bombarded", "air", "assault", "result", "surrendered", "broken") and event.hex:
            struck.add(chart.index(event.hex))
        if event.kind == "assault" and event.unit and event.hex:
            start = scene.table.where(event.unit)
            if start and start != event.hex:
                lines.add((chart.index(start), chart.index(event.hex)))
    overlays.draw_fire_lines(target, chart.camera, sorted(lines))
    for h in sorted(struck):
        overlays.ring(target, chart.camera, h, STRUCK, desk.u(2.5))


# ---------------------------------------------------------------- counters


def _counters(target: pygame.Surface, scene: "ReplayScene") -> None:
    chart = scene.chart
    px = counter_px(chart.radius)
    step = max(3, px // 9)
    box = target.get_rect().inflate(2 * px, 2 * px)
    sprites = []
    for at, names in stacks(scene).items():
        x, y = chart.centre(at)
        if not box.collidepoint(x, y):
            continue
        names = sorted(names, key=lambda name: name == scene.selected)
        shift = step * (len(names) - 1) // 2
        for k, name in enumerate(reversed(names)):
            spot = (x - px // 2 - shift + k * step, y - px // 2 + shift - k * step)
            sprites.append((_face(scene, name, px), spot))
    sprites.reverse()
    target.fblits(sprites)


def stacks(scene: "ReplayScene") -> dict[str, list[str]]:
    """Who is shown in each hex: those who fight lie on top."""

    def make() -> dict[str, list[str]]:
        table = scene.table
        kinds = table.scenario.kinds
        found: list[tuple[str, str, str]] = [(its.at, name, its.kind) for name, (its, _) in table.contacts.items()]
        found += [(unit.at, name, unit.kind) for name, unit in table.units.items() if unit.at]
        found.sort(key=lambda its: kinds[its[2]].class_ == "infantry")
        hexes: dict[str, list[str]] = {}
        for at, name, _ in found:
            hexes.setdefault(at, []).append(name)
        return hexes

    return scene.table.keep("stacks", make)


def _face(scene: "ReplayScene", name: str, px: int) -> pygame.Surface:
    table, chosen = scene.table, name == scene.selected

    def make() -> pygame.Surface:
        unit = table.units.get(name)
        if unit:
            return scene.chart.face(unit, px, chosen)
        contact, faded = table.contacts[name]
        return scene.chart.enemy_face(contact, table.side_of(name), px, faded)

    return table.keep(("face", name, px, chosen), make)


# ---------------------------------------------------------------- the small map


def small_map(scene: "ReplayScene", desk: Desk, size: tuple[int, int]) -> pygame.Surface:
    """The whole map made small, everyone shown as a dot, and a frame around what is on the screen."""
    chart, table = scene.chart, scene.table
    small = chart.small_ground(size).copy()
    width, height = small.get_size()
    wide, high = chart.extent
    dot = max(3, desk.u(5))
    for at, names in stacks(scene).items():
        x, y = chart.world(at)
        box = pygame.Rect(0, 0, dot, dot)
        box.center = (round(x / wide * width), round(y / high * height))
        pygame.draw.rect(small, (20, 18, 14), box.inflate(2, 2))
        pygame.draw.rect(small, parse(scene.names.colour(table.side_of(names[-1]))), box)
    x, y, w, h = chart.window
    frame = pygame.Rect(x / wide * width, y / high * height, w / wide * width, h / high * height)
    pygame.draw.rect(small, (120, 30, 20), frame.clip(small.get_rect()), max(1, desk.u(1.5)))
    return small
