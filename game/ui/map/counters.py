"""Counters: unit signs in a box on a coloured tile, drawn at four times their size and kept.

What is shown at every size: the side (colour and shape), the branch, strength (length of the bar), cohesion (its
colour), ammunition (three cartridges). From middle sizes on: men, echelon, name, suppression, discipline.
"""

import functools
from collections import OrderedDict
from dataclasses import dataclass

import pygame

from game.ui.map.camera import LEVELS
from game.ui.map.symbols import draw_symbol
from game.ui.text.fonts import font
from game.ui.theme import palette

Colour = tuple[int, int, int]
OVER = 4
ECHELON = {"team": "•", "platoon": "•••", "company": "I", "battalion": "II", "regiment": "III"}
SHAPES = ("round", "cut")  # of the first and the second side: told apart without colour
GOOD, FAIR, BAD = (134, 188, 92), (228, 178, 60), (224, 78, 54)
PALE = (255, 251, 238)
SELECTED = (255, 226, 92)
CARTRIDGE = (246, 214, 120)
KEPT_PIXELS = 4_000_000  # of all pictures, four bytes each
MIDDLE_PX, LARGE_PX = 22, 44


@dataclass(frozen=True, slots=True)
class CounterFace:
    """All that a counter shows. Values only: two equal faces are one picture. `ammo` below 0: not known."""

    side_colour: Colour
    side_shape: str = "round"
    symbol: str = "infantry"
    size: str = "battalion"
    short: str = ""
    men: int = 0
    men_full: int = 1
    ammo: int = 3
    suppression: int = 0
    cohesion: int = 100
    acted: bool = False
    moved: bool = False
    spotted: bool = False
    hidden: bool = False
    broken: bool = False
    remembered: bool = False
    stacked: bool = False
    selected: bool = False
    dont: tuple[str, ...] = ()
    staff: bool = False  # left to the staff


def counter_px(radius: float) -> int:
    """The side of a counter on hexes of this size."""
    return round(radius * 1.24) + 1


class Album:
    """Pictures by face and size, up to so many pixels: those longest not looked at are dropped."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.pixels = 0
        self._made: OrderedDict[tuple[CounterFace, int], pygame.Surface] = OrderedDict()

    def get(self, face: CounterFace, px: int) -> pygame.Surface | None:
        return self._made.get((face, px))

    def __call__(self, face: CounterFace, px: int) -> pygame.Surface:
        """The picture of a face, drawn if it is not there."""
        key = face, px
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        picture = self._made[key] = _counter(face, px)
        self.pixels += px * px
        while self.pixels > self.most and len(self._made) > 1:
            (_, size), _ = self._made.popitem(last=False)
            self.pixels -= size * size
        return picture

    def clear(self) -> None:
        self._made.clear()
        self.pixels = 0


_album = Album(KEPT_PIXELS)


def counter(face: CounterFace, px: int) -> pygame.Surface:
    """The picture of a face, `px` wide and high, its shadow included. Do not draw on it: it is shared."""
    return _album(face, px)


def stand_in(face: CounterFace, px: int) -> pygame.Surface | None:
    """A face that is not drawn at this size yet, scaled from another size: quick and rough. None if it is drawn."""
    if _album.get(face, px):
        return None
    for level in LEVELS:
        other = _album.get(face, counter_px(level))
        if other is not None:
            return pygame.transform.scale(other, (px, px))
    plain = pygame.Surface((px, px), pygame.SRCALPHA)
    plain.fill(face.side_colour, plain.get_rect().inflate(-px // 8, -px // 8))
    return plain


def _counter(face: CounterFace, px: int) -> pygame.Surface:
    n = px * OVER
    body, shown = _body(px), _shown(face)
    big = _ground(face.side_shape, shown, px, face.stacked, face.remembered).copy()
    if face.selected:
        _outline(big, body, face.side_shape, SELECTED, max(OVER * 2, round(n * 0.05)), n)
    elif face.broken:
        _outline(big, body, face.side_shape, palette.shown(BAD), max(OVER, round(n * 0.035)), n)
    elif face.staff:
        _outline(big, body, face.side_shape, PALE, max(OVER, round(n * 0.045)), n)
    box = _symbol_box(body, px)
    light, dark = _mixed(shown, (255, 255, 250), 0.84), _scaled(shown, 0.34)
    pygame.draw.rect(big, light, box)
    line = max(OVER, round(n * (0.024 if px >= LARGE_PX else 0.034)))
    draw_symbol(big, box, face.symbol, dark, line)
    pygame.draw.rect(big, dark, box, line)
    if face.broken:
        _crack(big, box, line)
    _bars(big, body, face, n, px)
    picture = pygame.transform.smoothscale(big, (px, px))
    if px >= MIDDLE_PX:
        _words(picture, face, px)
    if face.acted or face.moved:
        shade = 150 if face.acted else 214
        picture.fill((shade, shade, shade, 255), special_flags=pygame.BLEND_RGBA_MULT)
    if face.remembered:
        picture.fill((255, 255, 255, 168), special_flags=pygame.BLEND_RGBA_MULT)
    return picture


def _body(px: int) -> pygame.Rect:
    """The tile's place on the large picture; its shadow lies outside it."""
    n, edge = px * OVER, _edge(px)
    return pygame.Rect(edge // 2, edge // 2, n - 2 * edge, n - 2 * edge)


def _edge(px: int) -> int:
    return round(px * OVER * (0.05 if px >= LARGE_PX else 0.03))


def _shown(face: CounterFace) -> Colour:
    return _greyed(face.side_colour, 0.45) if face.remembered else face.side_colour


@functools.lru_cache(maxsize=16)
def _ground(shape: str, colour: Colour, px: int, stacked: bool, remembered: bool) -> pygame.Surface:
    """The bare tile with its shadow, which many counters have in common."""
    n, body, edge = px * OVER, _body(px), _edge(px)
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    if stacked:
        _tile(big, body.inflate(-edge, -edge).move(edge, edge), shape, _scaled(colour, 0.55), n)
    if not remembered:
        _shape(big, body.move(edge, edge), shape, (0, 0, 0, 80), n)
    _tile(big, body, shape, colour, n)
    return big


def forget() -> None:
    """Drop all pictures, before `pygame.quit()` or when faces change their fonts."""
    _album.clear()
    _ground.cache_clear()


# ---------------------------------------------------------------- the tile


def _scaled(c: Colour, k: float) -> Colour:
    return tuple(min(255, round(v * k)) for v in c)  # type: ignore[return-value]


def _mixed(a: Colour, b: Colour, share: float) -> Colour:
    return tuple(round(p + (q - p) * share) for p, q in zip(a, b, strict=True))  # type: ignore[return-value]


def _greyed(c: Colour, share: float) -> Colour:
    grey = sum(c) // 3
    return _mixed(c, (grey + 30, grey + 28, grey + 20), share)


def _corners(box: pygame.Rect, n: int) -> list[tuple[int, int]]:
    c = round(n * 0.15)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return [
        (left + c, top), (right - c, top), (right, top + c), (right, bottom - c),
        (right - c, bottom), (left + c, bottom), (left, bottom - c), (left, top + c),
    ]  # fmt: skip


def _shape(s: pygame.Surface, box: pygame.Rect, shape: str, ink: tuple[int, ...], n: int) -> None:
    if shape == "cut":
        pygame.draw.polygon(s, ink, _corners(box, n))
    else:
        pygame.draw.rect(s, ink, box, border_radius=round(n * 0.07))


def _outline(s: pygame.Surface, box: pygame.Rect, shape: str, ink: Colour, width: int, n: int) -> None:
    if shape == "cut":
        pygame.draw.polygon(s, ink, _corners(box.inflate(-width, -width), n), width)
    else:
        pygame.draw.rect(s, ink, box, width, border_radius=round(n * 0.07))


def _tile(s: pygame.Surface, box: pygame.Rect, shape: str, colour: Colour, n: int) -> None:
    """Dark rim, lighter upper half; the second shape has an inner line too."""
    _shape(s, box, shape, _scaled(colour, 0.5), n)
    rim = max(OVER, round(n * 0.022))
    inner = box.inflate(-2 * rim, -2 * rim)
    _shape(s, inner, shape, colour, n)
    sheen = pygame.Surface(box.size, pygame.SRCALPHA)
    for y in range(inner.height):
        k = 1 - y / inner.height
        alpha = int(52 * (k - 0.35) / 0.65) if k > 0.35 else 0
        pygame.draw.line(sheen, (255, 255, 255, alpha), (0, y), (box.width, y))
    mask = pygame.Surface(s.get_size(), pygame.SRCALPHA)
    _shape(mask, inner, shape, (255, 255, 255, 255), n)
    sheen_full = pygame.Surface(s.get_size(), pygame.SRCALPHA)
    sheen_full.blit(sheen, inner.topleft)
    sheen_full.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    s.blit(sheen_full, (0, 0))
    if shape == "cut":
        _outline(s, inner.inflate(-rim, -rim), shape, _mixed(colour, (255, 240, 210), 0.45), max(2, rim // 2 + 1), n)


def _symbol_box(body: pygame.Rect, px: int) -> pygame.Rect:
    if px >= LARGE_PX:
        return _part(body, 0.195, 0.20, 0.585, 0.37)
    if px >= MIDDLE_PX:
        return _part(body, 0.20, 0.10, 0.66, 0.40)
    return _part(body, 0.24, 0.16, 0.62, 0.50)


def _part(body: pygame.Rect, x: float, y: float, w: float, h: float) -> pygame.Rect:
    return pygame.Rect(body.x + round(x * body.w), body.y + round(y * body.h), round(w * body.w), round(h * body.h))


# ---------------------------------------------------------------- what changes


def _bars(s: pygame.Surface, body: pygame.Rect, face: CounterFace, n: int, px: int) -> None:
    """Strength along the foot, cartridges up the left side, suppression above them."""
    tall = max(OVER * 2, round(n * 0.075))
    inset = 0.17 if face.side_shape == "cut" else 0.08
    bar = pygame.Rect(
        body.x + round(body.w * inset), body.bottom - tall - round(n * 0.035), round(body.w * (1 - 2 * inset)), tall
    )
    if not (face.remembered and face.men <= 0):
        pygame.draw.rect(s, (22, 20, 18), bar.inflate(OVER, OVER))
        share = min(1.0, max(0.0, face.men / max(1, face.men_full)))
        tone = palette.shown(GOOD if face.cohesion >= 60 else FAIR if face.cohesion >= 35 else BAD)
        pygame.draw.rect(s, tone, (bar.x, bar.y, round(bar.w * share), bar.h))
    if face.remembered:
        return
    wide, step = max(OVER * 2, round(n * 0.075)), round(n * 0.135)
    x, foot = body.x + round(n * 0.06), bar.y - round(n * 0.05)
    if face.side_shape == "cut":
        foot -= round(n * 0.06)
    for k in range(3 if face.ammo >= 0 else 0):
        box = pygame.Rect(x, foot - (k + 1) * step, wide, step - OVER)
        pygame.draw.rect(s, (26, 22, 18), box.inflate(OVER, OVER // 2))
        if k < face.ammo:
            pygame.draw.rect(s, CARTRIDGE if face.ammo > 1 else palette.shown(FAIR), box)
        elif face.ammo == 0 and k == 0:
            pygame.draw.rect(s, palette.shown(BAD), box)
    if face.suppression >= 20:
        chevrons = 1 if face.suppression < 50 else 2 if face.suppression < 80 else 3
        top = foot - 3 * step - round(n * 0.025)
        for k in range(chevrons):
            y = top - k * round(n * 0.068)
            points = [(x - wide * 0.15, y - n * 0.06), (x + wide / 2, y), (x + wide * 1.15, y - n * 0.06)]
            pygame.draw.lines(s, (40, 14, 8), False, points, max(OVER, round(n * 0.07)))
            pygame.draw.lines(s, (255, 150, 70), False, points, max(OVER, round(n * 0.042)))
    _marks(s, body, face, n, px)


def _marks(s: pygame.Surface, body: pygame.Rect, face: CounterFace, n: int, px: int) -> None:
    """An eye for who has been seen, a bar through it for who is hidden; three points for the three don'ts."""
    right = body.right - round(n * 0.07)
    if face.spotted or face.hidden:
        w = n * (0.085 if px >= LARGE_PX else 0.13)
        box = pygame.Rect(0, 0, round(2 * w), round(1.1 * w))
        box.center = right - round(w * 0.5), body.y + round(n * 0.09)
        pygame.draw.ellipse(s, (20, 18, 16), box.inflate(OVER, OVER))
        pygame.draw.ellipse(s, PALE if face.spotted else (150, 156, 140), box)
        pygame.draw.circle(s, (20, 18, 16), box.center, max(2, round(w * 0.34)))
        if face.hidden and not face.spotted:
            pygame.draw.line(s, (20, 18, 16), box.bottomleft, box.topright, max(OVER, round(n * 0.03)))
    if px >= LARGE_PX:
        for k, name in enumerate(("see", "aim", "kill")):
            centre = body.x + round(n * (0.11 + 0.075 * k)), body.y + round(n * 0.10)
            if face.side_shape == "cut":
                centre = centre[0] + round(n * 0.08), centre[1]
            if name in face.dont:
                pygame.draw.circle(s, (20, 18, 16), centre, round(n * 0.034))
                pygame.draw.circle(s, (255, 214, 110), centre, round(n * 0.024))


def _crack(s: pygame.Surface, box: pygame.Rect, line: int) -> None:
    zig = [(0.42, -0.12), (0.56, 0.28), (0.40, 0.48), (0.60, 0.72), (0.48, 1.12)]
    points = [(box.x + box.w * x, box.y + box.h * y) for x, y in zig]
    pygame.draw.lines(s, (255, 244, 230), False, points, line * 3)
    pygame.draw.lines(s, palette.shown(BAD), False, points, round(line * 1.6))


def _words(s: pygame.Surface, face: CounterFace, px: int) -> None:
    """Text is set at its own size: small type does not bear being scaled."""
    count = f"{face.men}" if face.men > 0 else "?"
    if px < LARGE_PX:
        _set(s, count, px * 0.36, centre=(px * 0.52, px * 0.665))
        return
    _set(s, count, px * (0.27 if len(count) < 4 else 0.25), centre=(px * 0.48, px * 0.715))
    if face.size in ("team", "platoon"):
        for k in range(len(ECHELON[face.size])):
            off = k - (len(ECHELON[face.size]) - 1) / 2
            pygame.draw.circle(s, PALE, (px * (0.475 + 0.075 * off), px * 0.115), max(1.0, px * 0.024))
    else:
        bars = len(ECHELON.get(face.size, "II"))
        for k in range(bars):
            x = px * (0.475 + 0.075 * (k - (bars - 1) / 2))
            pygame.draw.line(s, PALE, (x, px * 0.065), (x, px * 0.155), max(1, round(px * 0.03)))
    if face.short:
        room = px * 0.58
        size = px * 0.165
        text = font("condensed-bold", size).render(face.short, True, PALE)
        if text.get_width() > room:
            text = pygame.transform.smoothscale(text, (round(room), text.get_height()))
        turned = pygame.transform.rotate(text, 90)
        s.blit(turned, turned.get_rect(center=(round(px * 0.836), round(px * 0.45))))


def _set(s: pygame.Surface, text: str, size: float, centre: tuple[float, float]) -> None:
    image = font("condensed-bold", size).render(text, True, PALE)
    shadow = font("condensed-bold", size).render(text, True, (20, 18, 16))
    box = image.get_rect(center=(round(centre[0]), round(centre[1])))
    s.blit(shadow, box.move(1, 1))
    s.blit(image, box)
