"""Setting text: faces by role, measuring, wrapping both scripts, and a cache of what was set."""

import functools

import pygame

from game.ui.text import fonts
from game.ui.theme.palette import Colour, shown

SMALLEST_PX = 9


def font(face: str, px: int) -> pygame.font.Font:
    """The font of a role (`sans`, `bold`, `serif`, `italic`, `condensed`) at a size in pixels."""
    return fonts.font(face, max(SMALLEST_PX, px))


@functools.lru_cache(maxsize=600)  # some 15 KB each
def word(face: str, px: int, text: str, colour: Colour) -> pygame.Surface:
    """One line, set."""
    return font(face, px).render(text, True, shown(colour))


@functools.lru_cache(maxsize=8192)
def width_of(face: str, px: int, text: str) -> int:
    return int(font(face, px).size(text)[0])


@functools.lru_cache(maxsize=512)
def line_height(face: str, px: int) -> int:
    return int(font(face, px).get_linesize())


def is_wide(char: str) -> bool:
    """Chinese characters and their punctuation: a line may break after any of them."""
    return "\u2e80" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


_NEVER_FIRST = "，。、；：！？）」』》%,.;:!?)"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    current = ""
    for char in text:
        if char == " ":
            pieces.append(current + " ")
            current = ""
        elif is_wide(char) and char not in _NEVER_FIRST:
            if current:
                pieces.append(current)
            current = char
        elif current and is_wide(current[-1]) and char not in _NEVER_FIRST:
            pieces.append(current)
            current = char
        else:
            current += char
    return [*pieces, current] if current else pieces


@functools.lru_cache(maxsize=2048)
def wrap(face: str, px: int, text: str, width: int) -> tuple[str, ...]:
    """Lines no wider than `width`; breaks at spaces and between Chinese characters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width_of(face, px, (line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return tuple(lines)


@functools.lru_cache(maxsize=2048)
def fitting(face: str, px: int, text: str, width: int) -> int:
    """The largest size up to `px` at which `text` is no wider than `width`."""
    while px > SMALLEST_PX and width_of(face, px, text) > width:
        px -= 1
    return px


def forget() -> None:
    """Drop everything kept: pygame's fonts do not outlive `pygame.font.quit()`."""
    for cache in (word, width_of, line_height, wrap, fitting):
        cache.cache_clear()
