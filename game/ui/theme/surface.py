"""Panel grounds, gradients and bars, painted once and kept. Same arguments, same pixels."""

import functools

import numpy as np
import pygame
import pygame.surfarray  # now: two threads that first ask for it at once would meet it half made

from game.ui.theme.palette import BRASS, DARK, DEEP, Colour, shown


@functools.lru_cache(maxsize=1)
def _grain() -> np.ndarray:
    """A tile of fine noise, so that dark panels look like cloth and not like a window."""
    dice = np.random.default_rng(3)
    coarse = dice.standard_normal((64, 64)).repeat(4, 0).repeat(4, 1) * 1.4
    return np.asarray(dice.standard_normal((256, 256)) * 2.8 + coarse)


@functools.lru_cache(maxsize=24)
def cloth(width: int, height: int) -> pygame.Surface:
    """The bare ground of a panel."""
    body = pygame.Surface((max(1, width), max(1, height)))
    noise = np.tile(_grain(), (width // 256 + 1, height // 256 + 1))[:width, :height]
    fall = np.linspace(5, -5, height)[None, :]
    pixels = np.clip(np.array(DARK)[None, None] + (noise + fall)[..., None], 0, 255)
    pygame.surfarray.blit_array(body, pixels.astype(np.uint8))
    return body


def gradient(width: int, height: int, top: Colour, bottom: Colour) -> pygame.Surface:
    """A vertical blend."""
    strip = pygame.Surface((1, 2))
    strip.set_at((0, 0), top)
    strip.set_at((0, 1), bottom)
    return pygame.transform.smoothscale(strip, (max(1, width), max(1, height)))


def panel(width: int, height: int, head: int = 0, line: int = 1) -> pygame.Surface:
    """A dark panel with a brass rim `line` pixels wide; `head` pixels on top are its title strip."""
    body = cloth(width, height).copy()
    if head:
        body.blit(gradient(width, head, (72, 64, 44), (46, 42, 32)), (0, 0))
        pygame.draw.line(body, BRASS, (0, head), (width, head), line)
    pygame.draw.rect(body, DEEP, (0, 0, width, height), 2 * line)
    pygame.draw.rect(body, BRASS, (2 * line, 2 * line, width - 4 * line, height - 4 * line), line)
    return body


def shadow_of(surface: pygame.Surface, spread: int) -> pygame.Surface:
    """A soft shadow to lay under a panel; `spread` pixels wider on every side."""
    width, height = surface.get_width() + 2 * spread, surface.get_height() + 2 * spread
    return _shadow(width, height, spread)


@functools.lru_cache(maxsize=32)
def _shadow(width: int, height: int, spread: int) -> pygame.Surface:
    shade = pygame.Surface((width, height), pygame.SRCALPHA)
    for ring in range(spread):
        alpha = 70 * (ring + 1) // spread
        pygame.draw.rect(shade, (0, 0, 0, alpha), (ring, ring, width - 2 * ring, height - 2 * ring), 1, border_radius=3)
    return shade


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
