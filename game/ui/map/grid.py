"""The hex grid: fine lines over the ground, and the numbers along the border."""

import functools

import numpy as np
import pygame

from game.ui.map import inks
from game.ui.map.camera import Camera
from game.ui.map.ground import ROOT3, hex_centre
from game.ui.map.noise import Array, F
from game.ui.text.fonts import font

STRENGTH = {14: 0.13, 20: 0.24, 28: 0.32, 40: 0.36, 60: 0.38}  # by hex radius: fainter where lines are close


def grid_ink(picture: Array, cols: int, rows: int, radius: float, x0: int, y0: int) -> Array:
    """The picture with a fine line along every hexside of the map."""
    high, wide = picture.shape[:2]
    x = ((np.arange(x0, x0 + wide) + 0.5) / radius).astype(F)[None]
    y = ((np.arange(y0, y0 + high) + 0.5) / radius).astype(F)[:, None]
    off, col, row = side_distance(x, y)
    inside = (col >= 0) & (col < cols) & (row >= 0) & (row < rows)
    # A line on the rim belongs to the hex inside it; the pixel outside is drawn by its own nearness.
    strength = STRENGTH.get(int(radius), 0.35)
    alpha = np.clip(F(1.0) - off * F(radius), 0, 1) * F(strength) * inside
    lines = alpha > 0.01
    values = picture[lines].astype(F)
    values += (np.array(inks.GRID, F) - values) * alpha[lines][:, None]
    picture = picture.copy()
    picture[lines] = values
    return picture


def side_distance(x: Array, y: Array) -> tuple[Array, Array, Array]:
    """Distance to the nearest hexside in hex radii, and the hex's column and row."""
    q = (x - F(1.0)) * F(2 / 3)
    r = (y - F(ROOT3 / 2)) * F(1 / ROOT3) - q * F(0.5)
    q = np.broadcast_to(q, r.shape)
    s = -q - r
    rq, rr, rs = np.rint(q), np.rint(r), np.rint(s)
    dq, dr, ds = np.abs(rq - q), np.abs(rr - r), np.abs(rs - s)
    first = (dq > dr) & (dq > ds)
    second = ~first & (dr > ds)
    rq = np.where(first, -rr - rs, rq)
    rr = np.where(second, -rq - rs, rr)
    # How far towards each of the six neighbours, in hexes: half way is the side.
    fq, fr = q - rq, r - rr
    fs = -fq - fr
    furthest = np.maximum(np.maximum(np.abs(fq - fr), np.abs(fr - fs)), np.abs(fs - fq))
    off = (1 - furthest) * F(ROOT3 / 2)
    col = rq.astype(np.int32)
    return off, col, rr.astype(np.int32) + (col - (col & 1)) // 2


def draw_numbers(surface: pygame.Surface, camera: Camera, rect: pygame.Rect | None = None) -> None:
    """Columns along the top, rows down the left side: on the map's border, or on the screen's if that is hidden."""
    rect = rect or surface.get_rect()
    r = camera.radius
    px = 11 if r < 18 else max(13, round(r * 0.32))
    digits = 2 if max(camera.cols, camera.rows) <= 99 else 3
    every = 2 if r < 18 else 1
    right, bottom = camera.screen(*camera.extent)
    top = max(rect.top + px, camera.screen(0, -0.95)[1])
    left = max(rect.left + px, camera.screen(-1.0, 0)[0])
    sprites = []
    for col in range(0, camera.cols, every):
        x = camera.screen(hex_centre(col, 0)[0], 0)[0]
        if left + px < x < rect.right and rect.top <= top <= min(bottom, rect.bottom):
            sprites.append(_number(f"{col + 1:0{digits}}", px, x, top))
    for row in range(0, camera.rows, every):
        y = camera.screen(0, hex_centre(0, row)[1])[1]
        if top + px < y < rect.bottom and rect.left <= left <= min(right, rect.right):
            sprites.append(_number(f"{row + 1:0{digits}}", px, left, y))
    surface.fblits(sprites)


def draw_scale(surface: pygame.Surface, camera: Camera, hex_m: int) -> None:
    """A bar of kilometres and an arrow to the north, in the paper's margin below the map."""
    per_km = 1000 / hex_m * ROOT3 * camera.radius
    step = next((km for km in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20) if km * per_km >= 60), 50)
    x, y = camera.screen(0.6, camera.extent[1] + 1.72)
    if not -8 * per_km * step < x < surface.get_width() or not 0 < y < surface.get_height() + 20:
        return
    px = 11 if camera.radius < 18 else 13
    tall = max(3, camera.radius // 7)
    length = round(per_km * step)
    pygame.draw.polygon(
        surface,
        inks.INK,
        [(x, y - 3 * tall), (x + 1.2 * tall, y + 2 * tall), (x, y + tall), (x - 1.2 * tall, y + 2 * tall)],
    )
    x += 5 * tall
    for k in range(3):
        box = pygame.Rect(x + k * length, y, length, tall)
        pygame.draw.rect(surface, inks.INK if k % 2 == 0 else inks.PAPER, box)
        pygame.draw.rect(surface, inks.INK, box, 1)
    for k in range(4):
        text = f"{k * step:g}" + (" km" if k == 3 else "")
        image = _numeral(text, px)
        surface.blit(image, image.get_rect(midbottom=(x + k * length, y - 1)))


def _number(text: str, px: int, x: int, y: int) -> tuple[pygame.Surface, pygame.Rect]:
    image = _numeral(text, px)
    return image, image.get_rect(center=(x, y))


@functools.lru_cache(maxsize=1024)
def _numeral(text: str, px: int) -> pygame.Surface:
    """Ink on a pale edge."""
    lettering = font("typewriter", px)
    pale, ink = lettering.render(text, True, inks.PAPER), lettering.render(text, True, inks.INK)
    image = pygame.Surface((ink.get_width() + 2, ink.get_height() + 2), pygame.SRCALPHA)
    for dx, dy in ((0, 1), (2, 1), (1, 0), (1, 2), (0, 0), (2, 2)):
        image.blit(pale, (dx, dy))
    image.blit(ink, (1, 1))
    return image
