"""Panel grounds, shadows, gradients and bars. Same arguments, same pixels."""

import functools

import numpy as np
import pygame
import pygame.surfarray  # now: two threads that first ask for it at once would meet it half made

from game.ui.theme.palette import BRASS, DARK, DEEP, Colour, shown

FALL = 5  # how much lighter than its middle a panel's head is, and how much darker its foot
LONGEST = 8192  # pixels of a shadow's side


@functools.lru_cache(maxsize=1)
def _grain() -> pygame.Surface:
    """A tile of fine noise, so that dark panels look like cloth and not like a window."""
    dice = np.random.default_rng(3)
    coarse = dice.standard_normal((64, 64)).repeat(4, 0).repeat(4, 1) * 1.4
    noise = dice.standard_normal((256, 256)) * 2.8 + coarse - FALL
    tile = pygame.Surface(noise.shape)
    pygame.surfarray.blit_array(tile, np.clip(np.array(DARK) + noise[..., None], 0, 255).astype(np.uint8))
    return tile


def weave(target: pygame.Surface) -> None:
    """Cover a surface with cloth, dark and even."""
    tile, (width, height) = _grain(), target.get_size()
    step = tile.get_width()
    target.fblits([(tile, (x, y)) for y in range(0, height, step) for x in range(0, width, step)])


def cloth(width: int, height: int) -> pygame.Surface:
    """The bare ground of a panel, a little lighter towards its head."""
    body = pygame.Surface((max(1, width), max(1, height)))
    tile = _grain()
    body.fblits(
        [(tile, (x, y)) for y in range(0, height, tile.get_height()) for x in range(0, width, tile.get_width())]
    )
    for k in range(2 * FALL):
        body.fill((1, 1, 1), (0, 0, width, height * (k + 1) // (2 * FALL + 1)), pygame.BLEND_RGB_ADD)
    return body


def gradient(width: int, height: int, top: Colour, bottom: Colour) -> pygame.Surface:
    """A vertical blend."""
    strip = pygame.Surface((1, 2))
    strip.set_at((0, 0), top)
    strip.set_at((0, 1), bottom)
    return pygame.transform.smoothscale(strip, (max(1, width), max(1, height)))


def panel(width: int, height: int, head: int = 0, line: int = 1) -> pygame.Surface:
    """A dark panel with a brass rim `line` pixels wide; `head` pixels on top are its title strip."""
    body = cloth(width, height)
    if head:
        body.blit(gradient(width, head, (72, 64, 44), (46, 42, 32)), (0, 0))
        pygame.draw.line(body, BRASS, (0, head), (width, head), line)
    pygame.draw.rect(body, DEEP, (0, 0, width, height), 2 * line)
    pygame.draw.rect(body, BRASS, (2 * line, 2 * line, width - 4 * line, height - 4 * line), line)
    return body


def cast_shadow(target: pygame.Surface, box: pygame.Rect, spread: int) -> None:
    """A soft shadow around a panel that will lie in `box`: its rim alone, for the rest would not be seen."""
    image, rim = _shadow(spread), 2 * spread
    outer = box.inflate(2 * spread, 2 * spread)
    far = image.get_width() - rim
    wide, high = outer.width - 2 * rim, outer.height - 2 * rim
    for x, left in ((outer.left, 0), (outer.right - rim, far)):
        for y, top in ((outer.top, 0), (outer.bottom - rim, far)):
            target.blit(image, (x, y), (left, top, rim, rim))
        if high > 0:
            target.blit(_side(spread, left > 0, True), (x, outer.top + rim), (0, 0, rim, high))
    for y, top in ((outer.top, 0), (outer.bottom - rim, far)):
        if wide > 0:
            target.blit(_side(spread, top > 0, False), (outer.left + rim, y), (0, 0, wide, rim))


@functools.lru_cache(maxsize=4)
def _shadow(spread: int) -> pygame.Surface:
    """The shadow of the smallest panel: its corners are those of any."""
    size = 6 * spread
    shade = pygame.Surface((size, size), pygame.SRCALPHA)
    for ring in range(spread):
        alpha = 70 * (ring + 1) // spread
        pygame.draw.rect(shade, (0, 0, 0, alpha), (ring, ring, size - 2 * ring, size - 2 * ring), 1, border_radius=3)
    return shade


@functools.lru_cache(maxsize=16)
def _side(spread: int, far: bool, upright: bool) -> pygame.Surface:
    """One side of a shadow, longer than any screen."""
    image, rim = _shadow(spread), 2 * spread
    at, middle = image.get_width() - rim if far else 0, image.get_width() // 2
    if upright:
        return pygame.transform.scale(image.subsurface((at, middle, rim, 1)), (rim, LONGEST))
    return pygame.transform.scale(image.subsurface((middle, at, 1, rim)), (LONGEST, rim))


def bar(target: pygame.Surface, box: pygame.Rect, percent: int, colour: Colour) -> None:
    """A gauge in ten parts."""
    pygame.draw.rect(target, DEEP, box)
    width = (box.width - 2) * max(0, min(100, percent)) // 100
    if width > 0:
        colour = shown(colour)
        light = tuple(min(255, part * 5 // 4) for part in colour)
        deep = tuple(part * 3 // 4 for part in colour)
        fill = gradient(width, box.height - 2, (light[0], light[1], light[2]), (deep[0], deep[1], deep[2]))
        target.blit(fill, (box.x + 1, box.y + 1))
    for part in range(1, 10):
        x = box.x + box.width * part // 10
        pygame.draw.line(target, DEEP, (x, box.y), (x, box.bottom - 1))


def button_face(target: pygame.Surface, box: pygame.Rect, look: str, line: int = 1) -> None:
    """`look`: plain, hot (under the mouse), armed, off, red, red-hot."""
    faces: dict[str, tuple[Colour, Colour, Colour]] = {
        "plain": ((70, 64, 50), (42, 39, 31), (112, 100, 70)),
        "hot": ((98, 90, 70), (60, 56, 44), BRASS),
        "armed": ((132, 108, 52), (84, 66, 30), (246, 226, 176)),
        "off": ((40, 38, 33), (34, 32, 28), (66, 60, 48)),
        "red": ((152, 56, 40), (92, 30, 22), BRASS),
        "red-hot": ((178, 74, 54), (116, 44, 34), (246, 226, 176)),
    }
    top, bottom, rim = faces[look]
    target.blit(gradient(box.width, box.height, top, bottom), box)
    pygame.draw.rect(target, DEEP, box, line)
    pygame.draw.rect(target, rim, box.inflate(-2 * line, -2 * line), line)
