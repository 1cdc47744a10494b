"""Names on the map, in one script or both, larger by rank, none over another.

Where names go is worked out for a size of hexes and for where counters stand, most important first. A name that finds
no room in full is tried on one line, then in one script; what still finds none is left out till a nearer zoom.
"""

import functools
import itertools
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.ui.map import inks
from game.ui.map.camera import LEVELS, Camera
from game.ui.map.counters import counter_px
from game.ui.map.ground import GroundPlan, Name, Point
from game.ui.text.fonts import font

Colour = tuple[int, int, int]
Key = tuple[int, str, bool]  # level, script, by night
SCRIPTS = ("en", "zh", "both")
USUAL = 40  # hex radius up to which names keep to their bounds
HALO, DARK_HALO = (243, 234, 210), (22, 26, 40)
MOON = (246, 240, 224)  # what inks turn to by night


@dataclass(frozen=True, slots=True)
class Hand:
    """How a rank is lettered: face, size in hex radii with its bounds in pixels, ink, hex radii at which it is."""

    role: str
    size: float
    least: int
    most: int
    ink: Colour
    from_radius: int
    to_radius: int = 1000


HANDS = {
    "town": Hand("title", 1.7, 24, 42, (70, 30, 24), 14, 28),
    "city": Hand("title", 0.62, 14, 30, (54, 28, 20), 14),
    "hill": Hand("title", 0.48, 14, 24, (98, 56, 24), 20),
    "gate": Hand("title", 0.46, 14, 22, (54, 28, 20), 20),
    "place": Hand("italic", 0.48, 14, 23, (44, 38, 33), 28),
    "minor": Hand("italic", 0.42, 13, 20, (60, 52, 44), 40),
    "water": Hand("italic", 0.9, 17, 34, inks.RIVER_NAME, 14),
    "river": Hand("italic", 0.54, 14, 27, inks.RIVER_NAME, 14),
    "railway": Hand("italic", 0.40, 13, 20, (44, 38, 33), 20),
    "road": Hand("italic", 0.38, 13, 19, (112, 52, 34), 28),
    "stream": Hand("italic", 0.38, 13, 18, inks.RIVER_NAME, 40),
}
ORDER = ("town", "city", "hill", "gate", "water", "river", "place", "railway", "minor", "road", "stream")
AMID = 8  # hex radii round its middle in which a town's name seeks its room, and the steps there, nearest first
HALVES = [n / 2 for n in range(-2 * AMID, 2 * AMID + 1)]
AMID_STEPS = sorted(itertools.product(HALVES, repeat=2), key=lambda step: (math.hypot(*step), step))
# Where a name may stand from its hex's middle, best first: below, above, right, left, then the corners.
SPOTS = (
    (0.0, 1.0),
    (0.0, -1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (1.0, 0.8),
    (-1.0, 0.8),
    (1.0, -0.8),
    (-1.0, -0.8),
    (0.0, 0.0),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A name's picture and the pixel of its upper left corner on the whole map."""

    image: pygame.Surface
    x: int
    y: int


class Labels:
    """The names of one map; `draw` lays those on the screen over the ground, out of the way of counters."""

    def __init__(self, plan: GroundPlan, script: str = "both") -> None:
        self.plan = plan
        self.script = script
        self.stacks: Mapping[int, int] = {}  # hex -> counters in it
        self.night = False
        self._placed: dict[Key, tuple[Mapping[int, int], list[Placed]]] = {}
        self._working: dict[Key, tuple[Mapping[int, int], list[Placed], Iterator[Placed | None]]] = {}
        self._stood: dict[tuple[int, str], dict[Name, int]] = {}  # level, script -> at which of its spots each name is

    def draw(
        self,
        surface: pygame.Surface,
        camera: Camera,
        rect: pygame.Rect | None = None,
        until: float | None = None,
    ) -> bool:
        """Lay the names on the screen: while they are still to be placed where they last stood, else as many as stand.

        With `until` (of `time.perf_counter`) that work stops then; False asks for another call, to go on with it.
        """
        rect = rect or surface.get_rect()
        done = self._work(camera.level, until)
        clip = surface.get_clip()
        surface.set_clip(rect)
        area = rect.move(camera.left, camera.top)
        key = camera.level, self.script, self.night
        shown = self._placed.get(key) or self._working.get(key)  # of a size never seen: as many as stand by now
        surface.fblits(
            [
                (one.image, (one.x - camera.left, one.y - camera.top))
                for one in (shown[1] if shown else ())
                if area.colliderect(one.image.get_rect(topleft=(one.x, one.y)))
            ]
        )
        surface.set_clip(clip)
        return done

    def placed(self, level: int) -> list[Placed]:
        """All names at a zoom level, where they stand."""
        self._work(level, None)
        return self._placed[level, self.script, self.night][1]

    def warm(self, level: int) -> Iterator[None]:
        """Place what a zoom level shows, a little in each step, so that going there is quick."""
        while not self._work(level, 0.0):
            yield

    def _work(self, level: int, until: float | None) -> bool:
        """Go on with placing names, at least by one; whether all of a level now stand."""
        key = level, self.script, self.night
        kept = self._placed.get(key)
        if kept is not None and kept[0] == self.stacks:
            return True
        work = self._working.get(key)
        if work is None or work[0] != self.stacks:
            boxes = [_stack_box(self.plan, h, count, LEVELS[level]) for h, count in self.stacks.items()]
            stood = self._stood.setdefault((level, self.script), {})
            work = self.stacks, [], _placing(self.plan, LEVELS[level], self.script, boxes, self.night, stood)
            self._working[key] = work
        for one in work[2]:
            if one is not None:
                work[1].append(one)
            if until is not None and time.perf_counter() >= until:
                return False
        self._placed[key] = work[0], work[1]
        del self._working[key]
        return True


def _stack_box(plan: GroundPlan, h: int, count: int, radius: int) -> pygame.Rect:
    """What the counters of a hex cover, on the whole map."""
    x, y = plan.centre(h)
    px = counter_px(radius)
    box = pygame.Rect(0, 0, px, px).inflate((count - 1) * max(3, px // 6), (count - 1) * max(3, px // 6))
    box.center = round(x * radius), round(y * radius)
    return box


def place_names(plan: GroundPlan, radius: int, script: str, counters: Sequence[pygame.Rect] = ()) -> list[Placed]:
    """Names most important first, each in the first form and spot where it covers no other and no counter."""
    return [one for one in _placing(plan, radius, script, counters, False, {}) if one is not None]


def _placing(
    plan: GroundPlan,
    radius: int,
    script: str,
    counters: Sequence[pygame.Rect],
    night: bool,
    stood: dict[Name, int],
) -> Iterator[Placed | None]:
    """A step for each name; None for one that finds no room.

    A name stays where it `stood` while that is free, so that names do not jump about as counters move; `stood` is
    brought up to date.
    """
    wide, high = plan.extent
    sheet = pygame.Rect(0, 0, math.ceil(wide * radius), math.ceil(high * radius))
    taken: list[pygame.Rect] = list(counters)
    names = [name for name in plan.names if HANDS[name.rank].from_radius <= radius <= HANDS[name.rank].to_radius]
    for name in sorted(names, key=lambda one: (ORDER.index(one.rank), one.at[1], one.at[0])):
        found = None
        for number, (picture, box) in _spots(name, radius, script, night, stood.get(name)):
            close = box.inflate(-2, -2)
            if sheet.contains(box) and close.collidelist(taken) < 0:
                taken.append(box)
                stood[name] = number
                found = Placed(picture, box.x, box.y)
                break
        yield found


def _spots(
    name: Name, radius: int, script: str, night: bool, before: int | None
) -> Iterator[tuple[int, tuple[pygame.Surface, pygame.Rect]]]:
    """A name's candidates with their numbers, that numbered `before` sooner: first of all, unless it is a lesser form.

    A name that had to be set smaller or in one script is set in full again where it can.
    """
    numbered = enumerate(_candidates(name, radius, script, night))
    if before is None:
        yield from numbered
        return
    its = next(itertools.islice(enumerate(_candidates(name, radius, script, night)), before, before + 1), None)
    full: pygame.Surface | None = None
    for number, (picture, box) in numbered:
        full = full or picture
        if its and (name.along or picture is not full or its[1][0] is full):
            yield its
            its = None
        yield number, (picture, box)


def _candidates(name: Name, radius: int, script: str, night: bool) -> Iterator[tuple[pygame.Surface, pygame.Rect]]:
    """Pictures of a name and where they may stand, best first: in full, on one line, in one script alone."""
    hand = HANDS[name.rank]
    px = round(min(max(hand.size * radius, hand.least), hand.most * max(1.0, radius / USUAL)))
    capitals = name.rank in ("town", "city")
    style = hand.role, px, hand.ink, bool(name.along), capitals, night
    image = lettered(name.en, name.zh, script, *style)
    if name.along:
        yield from _along(name, image, radius)
        return
    if name.rank in ("town", "water"):
        yield from _amid(name.at, image, radius)
        return
    yield from _beside(name.at, image, radius)
    small = max(hand.least, round(px * 0.85))
    scripts = ("both", "zh", "en") if script == "both" else (script,)
    for one in scripts:
        image = lettered(name.en, name.zh, one, hand.role, small, hand.ink, True, capitals, night)
        yield from _beside(name.at, image, radius)


def _beside(at: Point, image: pygame.Surface, radius: int) -> list[tuple[pygame.Surface, pygame.Rect]]:
    x, y = at[0] * radius, at[1] * radius
    wide, high = image.get_size()
    away_x, away_y = wide / 2 + radius * 0.62, high / 2 + radius * 0.60
    # A wide name set off sideways and up would seem to belong to another hex.
    spots = SPOTS if wide < 4 * radius else SPOTS[:4]
    return [(image, image.get_rect(center=(round(x + dx * away_x), round(y + dy * away_y)))) for dx, dy in spots]


def _amid(at: Point, image: pygame.Surface, radius: int) -> Iterator[tuple[pygame.Surface, pygame.Rect]]:
    """In the middle of its ground, or as near to it as there is room."""
    for dx, dy in AMID_STEPS:
        yield image, image.get_rect(center=(round((at[0] + dx) * radius), round((at[1] + dy) * radius)))


def _along(name: Name, image: pygame.Surface, radius: int) -> list[tuple[pygame.Surface, pygame.Rect]]:
    """Turned to the course at some straight part of it: beside the line, or on it in water wide enough."""
    points = name.along
    lengths = [0.0]
    for a, b in itertools.pairwise(points):
        lengths.append(lengths[-1] + math.hypot(b[0] - a[0], b[1] - a[1]))
    if lengths[-1] * radius < image.get_width() * 1.1:
        return []
    half = image.get_width() / radius / 2
    spots = []
    for share in (0.5, 0.3, 0.7, 0.4, 0.6, 0.2, 0.8):
        middle = lengths[-1] * share
        ax, ay = _at(points, lengths, middle - half)
        bx, by = _at(points, lengths, middle + half)
        if bx < ax or (bx == ax and by < ay):
            ax, ay, bx, by = bx, by, ax, ay
        turn = math.degrees(math.atan2(by - ay, bx - ax))
        turned = pygame.transform.rotozoom(image, -turn, 1.0) if abs(turn) > 1 else image
        mx, my = _at(points, lengths, middle)
        for side in (0,) if name.rank == "water" else (-1, 1):
            off = side * (image.get_height() / 2 + radius * (0.40 if name.rank == "river" else 0.20))
            x = mx * radius - math.sin(math.radians(turn)) * off
            y = my * radius + math.cos(math.radians(turn)) * off
            spots.append((turned, turned.get_rect(center=(round(x), round(y)))))
    return spots


def _at(points: tuple[Point, ...], lengths: list[float], far: float) -> Point:
    far = min(max(far, 0.0), lengths[-1])
    for k in range(1, len(points)):
        if far <= lengths[k]:
            t = (far - lengths[k - 1]) / max(1e-6, lengths[k] - lengths[k - 1])
            (ax, ay), (bx, by) = points[k - 1], points[k]
            return ax + (bx - ax) * t, ay + (by - ay) * t
    return points[-1]


@functools.lru_cache(maxsize=1024)
def lettered(
    en: str, zh: str, script: str, role: str, px: int, ink: Colour, one_line: bool, capitals: bool, night: bool = False
) -> pygame.Surface:
    """A name with its halo. Both scripts stand one above the other, or side by side along a line."""
    latin = en.upper() if capitals and script != "zh" else en
    if script == "zh" or not zh or zh == en:
        rows = [(zh if script == "zh" and zh else latin, px)]
    elif script == "en":
        rows = [(row, px) for row in ([latin] if one_line else _folded(latin))]
    elif one_line:
        rows = [(f"{zh}  {latin}", px)]
    else:
        rows = [(zh, px), *((row, round(px * 0.84)) for row in _folded(latin))]
    images = [_outlined(text, role, size, _moonlit(ink) if night else ink, night) for text, size in rows]
    width = max(image.get_width() for image in images)
    # Lines of one name stand closer than the font would have them.
    steps = [round(size * 1.06) for _, size in rows]
    whole = pygame.Surface((width, sum(steps[:-1]) + images[-1].get_height()), pygame.SRCALPHA)
    y = 0
    for image, step in zip(images, steps, strict=True):
        whole.blit(image, ((width - image.get_width()) // 2, y))
        y += step
    return whole.subsurface(whole.get_bounding_rect())


def _folded(text: str) -> list[str]:
    """A long name on two lines, parted near the middle."""
    words = text.split(" ")
    if len(text) <= 15 or len(words) < 2:
        return [text]
    cut = min(range(1, len(words)), key=lambda k: abs(len(" ".join(words[:k])) - len(" ".join(words[k:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _moonlit(ink: Colour) -> Colour:
    """Pale, with a little of what it was: a river's name stays blue."""
    most = max(ink)
    return tuple(round(pale * (0.72 + 0.28 * part / most)) for pale, part in zip(MOON, ink, strict=True))  # type: ignore[return-value]


def _outlined(text: str, role: str, px: int, ink: Colour, night: bool) -> pygame.Surface:
    face = font(role, px)
    body = face.render(text, True, ink)
    width = max(2, round(px / 9))
    whole = pygame.Surface((body.get_width() + 2 * width, body.get_height() + 2 * width), pygame.SRCALPHA)
    pale = face.render(text, True, DARK_HALO if night else HALO)
    pale.set_alpha(120)
    turns = 16 if width > 1 else 8
    for k in range(turns):
        angle = 2 * math.pi * k / turns
        whole.blit(pale, (round(width + width * math.cos(angle)), round(width + width * math.sin(angle))))
    whole.blit(body, (width, width))
    return whole


def forget() -> None:
    """Drop all lettering, before `pygame.quit()`."""
    lettered.cache_clear()
