"""What lies on the map for the shown side: washes, paths, counters, rings. Reads the hand and the view only."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pygame

from game import hexgrid
from game.scenario.checks_map import COMBAT
from game.ui.map import marks, overlays
from game.ui.map.camera import LEVELS
from game.ui.map.counters import CounterFace, counter, counter_px, stand_in
from game.ui.scenes import battle_group, battle_washes
from game.ui.scenes.base import Desk
from game.ui.theme.palette import SELECT, parse

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

NAMES_SECONDS, FACES_SECONDS = 0.002, 0.004  # of a frame, for pictures that are not ready
FIGURES_FROM = 28  # hex radius
TAKEN = (232, 150, 40)
HOVER = (250, 246, 226)
RINGS = ((TAKEN, 3.0), (HOVER, 1.5), (SELECT, 3.0))  # colours and widths of those most seen


def draw(target: pygame.Surface, scene: "BattleScene", desk: Desk, top: int) -> bool:
    """Ground, and everything on it, below the panels. False: some of it is rough yet, and asks for another frame."""
    scene.chart.show(scene.session.view)
    scene.chart.avoid(_crowd(scene))
    scene.chart.draw_tiles(target)
    _ground_marks(target, scene, desk)
    overlays.shade(target, scene.chart.camera, battle_washes.washes(scene))
    _reach(target, scene)
    done = scene.chart.draw_names(target, top, time.perf_counter() + NAMES_SECONDS)
    _rings(target, scene, desk)
    _path(target, scene)
    done = _counters(target, scene) and done
    marks.draw_smoke(target, scene.chart.camera, [scene.chart.index(at) for at in scene.session.view.burning])
    _badges(target, scene)
    _happenings(target, scene)
    _sight_line(target, scene)
    return done


# ---------------------------------------------------------------- what lies on the ground


def _ground_marks(target: pygame.Surface, scene: "BattleScene", desk: Desk) -> None:
    """Night, one's own depots, and the ramps that grow at cliffs."""
    view, chart = scene.session.view, scene.chart
    for depot in view.stocks["depots"]:
        if depot["at"] and not depot["lost"]:
            marks.draw_depot(target, chart.camera, chart.index(depot["at"]), parse(scene.names.colour(view.side)))
    if view.date.endswith("night"):
        marks.draw_night(target, target.get_rect())
    men = scene.session.scenario.rules.ramp_men
    shown = scene.hand.overlay == "ramps"
    for edge, fallen in view.ramps.items():
        at, _, word = edge.partition("/")
        h, direction = chart.index(at), hexgrid.DIRECTIONS.index(word)
        level = sum(fallen >= least for least in men)
        marks.draw_ramp(target, chart.camera, h, direction, fallen / max(1, men[-1]), level)
        if shown:
            marks.ramp_badge(target, chart.camera, h, direction, str(fallen), overlays.PENCIL)


def _reach(target: pygame.Surface, scene: "BattleScene") -> None:
    """Where the selected unit can go, by the points it would have left."""
    hand, session = scene.hand, scene.session
    unit = hand.unit
    if unit is None or not session.mine or hand.threat or (hand.armed and hand.armed.verb != "move"):
        return
    chart = scene.chart
    left = session.keep(
        ("reach left", unit.id),
        lambda: {chart.index(at): unit.moves_left - cost for at, cost in session.reach(unit.id).items()},
    )
    if not left:
        return
    full = max(1, unit.moves_left)
    wash = session.keep(
        ("reach wash", unit.id),
        lambda: {h: (overlays.REACH, 30 + 52 * min(points, full) // full) for h, points in left.items()},
    )
    if hand.overlay == "none":
        overlays.shade(target, chart.camera, wash)
    rim = session.keep(("reach rim", unit.id), lambda: chart.rim(left))
    radius, x, y = chart.radius, chart.camera.left, chart.camera.top
    for ax, ay, bx, by in rim:
        a, b = (ax * radius - x, ay * radius - y), (bx * radius - x, by * radius - y)
        pygame.draw.line(target, overlays.PENCIL, a, b, 2)


# ---------------------------------------------------------------- rings, paths, lines


def _rings(target: pygame.Surface, scene: "BattleScene", desk: Desk) -> None:
    """Hexes just taken and not organised; the selected unit's hex; the hovered hex."""
    hand, chart = scene.hand, scene.chart
    for at in scene.session.view.unorganised:
        overlays.ring(target, chart.camera, chart.index(at), TAKEN, desk.u(3))
    for unit in battle_group.members(scene):
        if unit.at:
            overlays.ring(target, chart.camera, chart.index(unit.at), SELECT, desk.u(2.5))
    if hand.hover:
        overlays.ring(target, chart.camera, chart.index(hand.hover), HOVER, desk.u(1.5))
    if hand.unit and hand.unit.at:
        overlays.ring(target, chart.camera, chart.index(hand.unit.at), SELECT, desk.u(3))


def _path(target: pygame.Surface, scene: "BattleScene") -> None:
    """The way of a move under the mouse, with its cost."""
    hand, session, chart = scene.hand, scene.session, scene.chart
    unit, at = hand.unit, hand.hover
    moving = hand.armed is None or hand.armed.verb == "move"
    if unit is None or at is None or unit.at is None or not moving or hand.menu or not session.mine:
        return
    joins = hand.joining(at)
    if at == unit.at or (at not in session.reach(unit.id) and joins is None):
        return
    hexes, cost = session.path(unit.id, at)
    way = [chart.index(step) for step in (unit.at, *(step for step in hexes if step != unit.at))]
    overlays.draw_path(target, chart.camera, way, cost)


def _badges(target: pygame.Surface, scene: "BattleScene") -> None:
    """Numbers at the foot of hexes: of what threatens, of fatigue."""
    camera = scene.chart.camera
    if scene.hand.threat and camera.radius >= FIGURES_FROM:
        men = scene.session.keep(("threatened", scene.session.side), lambda: battle_washes.threatened(scene))
        overlays.figures(target, camera, men, scene.chart.counter_px // 2 - 1)  # clear of counters
    for h, (text, ink) in battle_washes.badges(scene).items():
        x, y = camera.centre(h)
        if target.get_rect().collidepoint(x, y):
            spot = x + round(camera.radius * 0.55), y + round(camera.radius * 0.5)
            overlays.disc(target, spot, text, max(8, round(camera.radius * 0.26)), ink)


def _sight_line(target: pygame.Surface, scene: "BattleScene") -> None:
    """While L is held: from the selected unit to the mouse, red beyond what blocks it."""
    hand, chart = scene.hand, scene.chart
    start = hand.unit.at if hand.unit else None
    if not hand.sight_line or hand.hover is None or start is None or hand.hover == start:
        return
    blocked = scene.session.sight_line(start, hand.hover)
    at = chart.index(blocked) if blocked else None
    overlays.draw_sight_line(target, chart.camera, chart.index(start), chart.index(hand.hover), at)


def _happenings(target: pygame.Surface, scene: "BattleScene") -> None:
    """Where something has just happened: a ring that fades; shells burst."""
    camera, index = scene.chart.camera, scene.chart.index
    overlays.draw_fire_lines(target, camera, [(index(a), index(b)) for a, b in scene.turn.shots])
    for at in scene.turn.flashes:
        overlays.draw_flash(target, camera, index(at), scene.turn.flash_left(at))
    for at in scene.turn.bursts:
        if at in scene.turn.flashes:
            overlays.draw_burst(target, camera, index(at), 1 - scene.turn.flash_left(at))


# ---------------------------------------------------------------- counters


def _counters(target: pygame.Surface, scene: "BattleScene") -> bool:
    """Own units and known enemies; two to a hex are laid askew, the selected one on top. False: some are rough yet."""
    chart, px = scene.chart, scene.chart.counter_px
    step = max(3, px // 6)
    box = target.get_rect().inflate(2 * px, 2 * px)
    sprites = []
    done, until = True, time.perf_counter() + FACES_SECONDS
    for at, names in _stacks(scene).items():
        x, y = chart.centre(at)
        if not box.collidepoint(x, y):
            continue
        names = sorted(names, key=lambda name: name == scene.hand.selected)
        shift = step * (len(names) - 1) // 2
        for k, name in enumerate(reversed(names)):
            dx, dy = scene.turn.glide(name, at)
            spot = (x - px // 2 - shift + k * step + dx, y - px // 2 + shift - k * step + dy)
            face = _face(scene, name)
            rough = stand_in(face, px) if time.perf_counter() >= until else None
            sprites.append((rough or counter(face, px), spot))
            done = done and rough is None
    sprites.reverse()
    target.fblits(sprites)
    return done


def _stacks(scene: "BattleScene") -> dict[str, list[str]]:
    """Who is known in each hex: support units first, so that those who fight lie on top."""

    def make() -> dict[str, list[str]]:
        stacks: dict[str, list[str]] = {}
        view = scene.session.view
        kinds = scene.session.scenario.kinds
        units = [(contact.at, contact.id, contact.kind) for contact in (*view.remembered, *view.seen)]
        units += [(unit.at, unit.id, unit.kind) for unit in view.own if unit.at]
        units.sort(key=lambda its: kinds[its[2]].class_ in COMBAT)
        for at, name, _ in units:
            stacks.setdefault(at, []).append(name)
        return stacks

    return scene.session.keep(("stacks", scene.session.side), make)


def _crowd(scene: "BattleScene") -> dict[int, int]:
    """How many counters stand in each hex."""
    index = scene.chart.index
    return scene.session.keep(
        ("crowd", scene.session.side), lambda: {index(at): len(names) for at, names in _stacks(scene).items()}
    )


def _face(scene: "BattleScene", name: str) -> CounterFace:
    chart, session = scene.chart, scene.session

    def make() -> CounterFace:
        unit = session.units.get(name)
        if unit:
            return chart.face_of(unit, name == scene.hand.selected, unit.formation in session.postures)
        view = session.view
        enemy = session.other(session.side)
        seen = next((contact for contact in view.seen if contact.id == name), None)
        if seen:
            return chart.enemy_face_of(seen, enemy, False)
        return chart.enemy_face_of(next(its for its in view.remembered if its.id == name), enemy, True)

    return session.keep(("face", name, name == scene.hand.selected, session.side), make)


def warm(scene: "BattleScene", seconds: float) -> bool:
    """Make ready, for so long, what the next nearer and farther zoom will show; whether there is more to do."""
    level = scene.chart.camera.level
    steps = scene.session.keep(("warm", level, scene.session.side), lambda: _warming(scene, level))
    end = time.perf_counter() + seconds
    return any(time.perf_counter() >= end for _ in steps)


def _warming(scene: "BattleScene", level: int) -> Iterator[None]:
    for near in (level + 1, level - 1):
        if 0 <= near < len(LEVELS):
            for names in list(_stacks(scene).values()):
                for name in names:
                    counter(_face(scene, name), counter_px(LEVELS[near]))
                    yield
            for colour, width in RINGS:
                overlays.warm(LEVELS[near], colour, scene.ring_px(width))
                yield
            yield from scene.chart.labels.warm(near)


# ---------------------------------------------------------------- the small map


def minimap(ground: pygame.Surface, scene: "BattleScene", desk: Desk) -> pygame.Surface:
    """The whole map made small, everyone known as a dot, and a frame around what is on the screen."""
    chart, view, names = scene.chart, scene.session.view, scene.names
    small = ground.copy()
    width, height = small.get_size()
    if view.date.endswith("night"):
        marks.draw_night(small, small.get_rect())
    wide, high = chart.extent
    dot = max(3, desk.u(5))
    enemy = parse(names.colour(scene.session.other(scene.session.side)))
    own = parse(names.colour(scene.session.side))
    spots = [(contact.at, enemy) for contact in (*view.remembered, *view.seen)]
    spots += [(unit.at, own) for unit in view.own if unit.at]
    for at, colour in spots:
        x, y = chart.world(at)
        box = pygame.Rect(0, 0, dot, dot)
        box.center = (round(x / wide * width), round(y / high * height))
        pygame.draw.rect(small, (20, 18, 14), box.inflate(2, 2))
        pygame.draw.rect(small, colour, box)
    x, y, w, h = chart.window
    frame = pygame.Rect(x / wide * width, y / high * height, w / wide * width, h / high * height)
    pygame.draw.rect(small, (120, 30, 20), frame.clip(small.get_rect()), max(1, desk.u(1.5)))
    return small
