"""What lies on the map for the shown side: tints, paths, counters, rings. Reads the hand and the view only."""

import functools
import math
from typing import TYPE_CHECKING

import pygame

from game.ui.scenes.base import Desk
from game.ui.theme import lettering
from game.ui.theme.palette import GOLD, SELECT, Colour, parse

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

REACH = (74, 128, 196)
TARGET = (206, 64, 44)
THREAT = (200, 50, 30)
SIGHT = (240, 226, 150)


@functools.lru_cache(maxsize=256)
def hex_tint(radius: int, colour: Colour, alpha: int) -> pygame.Surface:
    """A filled hex, to lay over the ground."""
    size = 2 * radius + 2
    tint = pygame.Surface((size, size), pygame.SRCALPHA)
    pygame.draw.polygon(tint, (*colour, alpha), corners(radius + 1, radius + 1, radius * 0.97))
    return tint


@functools.lru_cache(maxsize=64)
def hex_ring(radius: int, colour: Colour, width: int) -> pygame.Surface:
    size = 2 * radius + 2
    ring = pygame.Surface((size, size), pygame.SRCALPHA)
    pygame.draw.polygon(ring, (*colour, 235), corners(radius + 1, radius + 1, radius * 0.93), width)
    return ring


def corners(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    return [(x + radius * math.cos(k * math.pi / 3), y + radius * math.sin(k * math.pi / 3)) for k in range(6)]


def draw(target: pygame.Surface, scene: "BattleScene", desk: Desk) -> None:
    """Everything above the ground and below the panels."""
    tints = _tints(scene)
    chart = scene.chart
    radius = round(chart.radius)
    box = target.get_rect().inflate(2 * radius, 2 * radius)
    sprites = []
    for at, (colour, alpha) in tints.items():
        x, y = chart.centre(at)
        if box.collidepoint(x, y):
            sprites.append((hex_tint(radius, colour, alpha), (x - radius - 1, y - radius - 1)))
    target.fblits(sprites)
    _rings(target, scene, desk)
    _path(target, scene, desk)
    _counters(target, scene)
    _flashes(target, scene)
    _sight_line(target, scene, desk)


# ---------------------------------------------------------------- tints


def _tints(scene: "BattleScene") -> dict[str, tuple[Colour, int]]:
    """The wash over each hex: overlay below, reach and targets above."""
    hand = scene.hand
    key = ("tints", hand.selected, hand.armed, hand.overlay, hand.threat, scene.session.side)
    return scene.session.keep(key, lambda: _make_tints(scene))


def _make_tints(scene: "BattleScene") -> dict[str, tuple[Colour, int]]:
    hand, session, names = scene.hand, scene.session, scene.names
    view = session.view
    tints: dict[str, tuple[Colour, int]] = {}
    if hand.overlay == "control":
        for at, side in view.control.items():
            tints[at] = (parse(names.colour(side)), 70)
    elif hand.overlay == "works":
        for at, level in view.works.items():
            if level:
                tints[at] = ((60, 44, 20), 30 + 40 * level)
    elif hand.overlay == "sight" and hand.selected and hand.unit and hand.unit.at:
        for at in session.sight(hand.selected):
            tints[at] = (SIGHT, 80)
    if hand.threat:
        for at, men in session.threat().items():
            if men > 0:
                tints[at] = (THREAT, min(170, 24 + 2 * men))
    if hand.unit and session.mine:
        tints.update(_choices(scene))
    for at in view.burning:
        tints[at] = ((224, 120, 32), 110)
    return tints


def _choices(scene: "BattleScene") -> dict[str, tuple[Colour, int]]:
    """Where the selected unit can go, or where what is armed can be aimed."""
    hand, session = scene.hand, scene.session
    unit = hand.unit
    if unit is None:
        return {}
    tints: dict[str, tuple[Colour, int]] = {}
    if hand.armed is None or hand.armed.verb == "move":
        full = max(1, unit.moves_left)
        for at, cost in session.reach(unit.id).items():
            if at != unit.at:
                tints[at] = (REACH, 100 - 56 * min(cost, full) // full)
    for order in session.legal(unit.id):
        wanted = hand.armed.verb if hand.armed else None
        if order.at and order.verb in ("assault", "fire", "bombard") and wanted in (None, order.verb):
            tints[order.at] = (TARGET, 90 if order.verb == "assault" or wanted else 50)
        elif order.at and wanted == order.verb and order.verb != "move":
            tints[order.at] = (GOLD, 90)
    return tints


# ---------------------------------------------------------------- rings, paths, lines


def _ring(target: pygame.Surface, scene: "BattleScene", at: str, colour: Colour, width: int) -> None:
    x, y = scene.chart.centre(at)
    radius = round(scene.chart.radius)
    target.blit(hex_ring(radius, colour, max(1, width)), (x - radius - 1, y - radius - 1))


def _rings(target: pygame.Surface, scene: "BattleScene", desk: Desk) -> None:
    """Hexes just taken and not organised; the selected unit's hex; the hovered hex."""
    hand = scene.hand
    for at in scene.session.view.unorganised:
        _ring(target, scene, at, (232, 150, 40), desk.u(3))
    if hand.hover:
        _ring(target, scene, hand.hover, (250, 246, 226), desk.u(1.5))
    if hand.unit and hand.unit.at:
        _ring(target, scene, hand.unit.at, SELECT, desk.u(3))


def _path(target: pygame.Surface, scene: "BattleScene", desk: Desk) -> None:
    """The path of a move under the mouse, with its cost."""
    hand, session = scene.hand, scene.session
    unit, at = hand.unit, hand.hover
    moving = hand.armed is None or hand.armed.verb == "move"
    if unit is None or at is None or unit.at is None or not moving or hand.menu or not session.mine:
        return
    if at == unit.at or at not in session.reach(unit.id) or (hand.own_at(at) and hand.armed is None):
        return
    hexes, cost = session.path(unit.id, at)
    points = [scene.chart.centre(step) for step in (unit.at, *(step for step in hexes if step != unit.at))]
    if len(points) < 2:
        return
    pygame.draw.lines(target, (24, 40, 70), False, points, desk.u(7))
    pygame.draw.lines(target, (236, 240, 250), False, points, desk.u(3))
    x, y = points[-1]
    radius = desk.u(13)
    pygame.draw.circle(target, (24, 40, 70), (x, y), radius)
    pygame.draw.circle(target, (236, 240, 250), (x, y), radius, desk.u(2))
    image = lettering.word("bold", desk.u(15), str(cost), (250, 246, 226))
    target.blit(image, image.get_rect(center=(x, y)))


def _sight_line(target: pygame.Surface, scene: "BattleScene", desk: Desk) -> None:
    """While L is held: the line from the selected unit to the mouse, red from where it is blocked."""
    hand = scene.hand
    if not hand.sight_line or hand.hover is None or hand.unit is None or hand.unit.at is None:
        return
    if hand.hover == hand.unit.at:
        return
    start, end = scene.chart.centre(hand.unit.at), scene.chart.centre(hand.hover)
    blocked = scene.session.sight_line(hand.unit.at, hand.hover)
    pygame.draw.line(target, (30, 60, 20) if not blocked else (110, 20, 10), start, end, desk.u(5))
    pygame.draw.line(target, (170, 224, 130) if not blocked else (240, 120, 90), start, end, desk.u(2))
    if blocked:
        _ring(target, scene, blocked, (240, 90, 60), desk.u(3))


def _flashes(target: pygame.Surface, scene: "BattleScene") -> None:
    """Where something has just happened: a ring that fades."""
    for at, left in scene.turn.flashes.items():
        x, y = scene.chart.centre(at)
        radius = round(scene.chart.radius)
        ring = hex_ring(radius, (250, 90, 50), max(2, radius // 10)).copy()
        ring.set_alpha(min(255, left // 2))
        target.blit(ring, (x - radius - 1, y - radius - 1))


# ---------------------------------------------------------------- counters


def _counters(target: pygame.Surface, scene: "BattleScene") -> None:
    """Own units and known enemies; two to a hex are laid askew, the selected one on top."""
    chart, view = scene.chart, scene.session.view
    stacks: dict[str, list[tuple[str, pygame.Surface]]] = {}
    px = chart.counter_px
    for contact in view.remembered:
        stacks.setdefault(contact.at, []).append((contact.id, chart.enemy_face(contact, px, scene, True)))
    for contact in view.seen:
        stacks.setdefault(contact.at, []).append((contact.id, chart.enemy_face(contact, px, scene, False)))
    for unit in view.own:
        if unit.at:
            stacks.setdefault(unit.at, []).append((unit.id, chart.face(unit, px, scene)))
    box = target.get_rect().inflate(2 * px, 2 * px)
    sprites = []
    for at, faces in stacks.items():
        x, y = chart.centre(at)
        if not box.collidepoint(x, y):
            continue
        faces.sort(key=lambda pair: pair[0] == scene.hand.selected)
        step = px // 7
        for i, (name, face) in enumerate(faces):
            off = i * step - (len(faces) - 1) * step // 2
            dx, dy = scene.turn.glide(name, at)
            sprites.append((face, (x - face.get_width() // 2 + off + dx, y - face.get_height() // 2 - off + dy)))
    target.fblits(sprites)


# ---------------------------------------------------------------- the small map


def minimap(ground: pygame.Surface, scene: "BattleScene", desk: Desk) -> pygame.Surface:
    """The whole map made small, everyone known as a dot, and a frame around what is on the screen."""
    chart, view, names = scene.chart, scene.session.view, scene.names
    small = ground.copy()
    width, height = small.get_size()
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
    pygame.draw.rect(small, (250, 240, 200), frame.clip(small.get_rect()), max(1, desk.u(1.5)))
    return small
