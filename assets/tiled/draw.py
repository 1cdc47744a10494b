"""Draws the tiles that Tiled shows: `python assets/tiled/draw.py`. Ours, under the game's licence."""

import os
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"

import pygame

R, HIGH = 56, 96
FILLS = {
    "field": (236, 223, 186), "paddy": (206, 214, 166), "marsh": (184, 206, 186), "hill": (214, 184, 128),
    "high-hill": (188, 148, 96), "woods": (150, 178, 112), "village": (222, 190, 158), "city": (188, 128, 108),
    "rubble": (160, 140, 130), "river": (116, 164, 196), "pond": (140, 184, 208), "airfield": (230, 226, 206),
}  # fmt: skip
INK = (52, 42, 30)


def corners(share: float) -> list[tuple[float, float]]:
    """A flat-top hex in a tile."""
    x, y = R, HIGH / 2
    points = ((1, 0), (0.5, 1), (-0.5, 1), (-1, 0), (-0.5, -1), (0.5, -1))
    return [(x + a * R * share, y + b * HIGH / 2 * share) for a, b in points]


def marks(tile: pygame.Surface, name: str) -> None:
    """A few strokes that tell a kind of ground without its colour."""
    for k in range(5):
        x, y = 30 + 13 * k, 34 + (k % 3) * 14
        if name in ("hill", "high-hill"):
            pygame.draw.lines(
                tile, INK, False, [(x - 7, y + 8), (x, y - 4 - 4 * (name == "high-hill")), (x + 7, y + 8)], 2
            )
        elif name == "woods":
            pygame.draw.circle(tile, (70, 104, 54), (x, y), 6)
        elif name in ("marsh", "paddy"):
            pygame.draw.line(tile, (84, 110, 74), (x - 5, y), (x + 5, y), 2)
            if name == "marsh":
                pygame.draw.line(tile, (84, 110, 74), (x, y), (x, y - 7), 2)
        elif name in ("city", "village", "rubble"):
            pygame.draw.rect(tile, INK, (x - 5, y - 4, 10, 8), 0 if name == "city" else 2 if name == "village" else 1)
        elif name in ("river", "pond"):
            pygame.draw.arc(tile, (60, 104, 140), (x - 8, y - 4, 16, 8), 0.2, 2.9, 2)
        elif name == "airfield":
            pygame.draw.line(tile, (150, 146, 128), (x - 6, y + 6), (x + 6, y - 6), 2)


def main() -> None:
    here = Path(__file__).parent
    for name, colour in FILLS.items():
        tile = pygame.Surface((2 * R, HIGH), pygame.SRCALPHA)
        pygame.draw.polygon(tile, colour, corners(1.0))
        marks(tile, name)
        pygame.draw.polygon(tile, (150, 134, 100), corners(0.985), 2)
        pygame.image.save(tile, here / f"{name}.png")
    for level, name in enumerate(("foxholes", "trenches", "pillboxes", "bunkers"), 1):
        tile = pygame.Surface((2 * R, HIGH), pygame.SRCALPHA)
        for k in range(level):
            pygame.draw.circle(tile, INK, (R - 8 * (level - 1) + 16 * k, 74), 6, 0 if level > 2 else 2)
        pygame.image.save(tile, here / f"{name}.png")


if __name__ == "__main__":
    main()
