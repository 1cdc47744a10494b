"""The game's faces by role. Each file holds Latin and Chinese, so one `pygame.Font` sets both.

Missing glyphs show as empty boxes and pygame does not tell; `covers` does, from the file's own character map.
"""

import functools
import struct
from pathlib import Path

import pygame

from game import paths

SMALLEST_PX = 6
FILES = {
    "ui": "HengyangSans-Regular.ttf",
    "ui-bold": "HengyangSans-Bold.ttf",
    "condensed": "HengyangCondensed-Regular.ttf",
    "condensed-bold": "HengyangCondensed-Bold.ttf",
    "title": "HengyangSerif-SemiBold.ttf",
    "italic": "HengyangSerif-Italic.ttf",
    "typewriter": "HengyangTypewriter-Regular.ttf",
}
# Other words for the same faces, as the theme says them.
ALSO = {"sans": "ui", "bold": "ui-bold", "serif": "title"}

_opened: dict[tuple[str, int], pygame.font.Font] = {}


def path(role: str) -> Path:
    """The file of a role. Raises KeyError for a role that is none."""
    return paths.assets() / "fonts" / FILES[ALSO.get(role, role)]


def font(role: str, px: float, scale: float = 1.0) -> pygame.font.Font:
    """The font of a role at a size in pixels of 1080 lines, times `scale`. Kept; opened again after `pygame.quit`."""
    size = max(SMALLEST_PX, round(px * scale))
    key = ALSO.get(role, role), size
    known = _opened.get(key)
    if known is not None:
        try:
            known.get_linesize()
            return known
        except pygame.error:  # the font module was closed since
            _opened.clear()
    if not pygame.font.get_init():
        pygame.font.init()
    _opened[key] = pygame.font.Font(str(path(role)), size)
    return _opened[key]


def forget() -> None:
    """Drop every open font, before `pygame.font.quit()`."""
    _opened.clear()


def covers(role: str, text: str) -> str:
    """The characters of `text` that the face of `role` lacks, each once; empty if it has all.

    >>> covers("title", "Hengyang 衡陽")
    ''
    """
    have = characters(role)
    return "".join(sorted({c for c in text if not c.isspace() and ord(c) not in have}))


@functools.lru_cache(maxsize=16)
def characters(role: str) -> frozenset[int]:
    """Code points in the face's character map (OpenType `cmap`, formats 4 and 12)."""
    data = path(role).read_bytes()
    tables = struct.unpack_from(">H", data, 4)[0]
    for i in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        if tag == b"cmap":
            return frozenset(_read_cmap(data, start))
    raise ValueError(f"{path(role).name} has no character map")


def _read_cmap(data: bytes, start: int) -> set[int]:
    found: set[int] = set()
    for i in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * i)
        form = struct.unpack_from(">H", data, start + offset)[0]
        if platform in (0, 3) and form == 4:
            found |= _format_4(data, start + offset)
        elif platform in (0, 3) and form == 12:
            found |= _format_12(data, start + offset)
    return found


def _format_4(data: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    words = f">{count}H"
    ends = struct.unpack_from(words, data, at + 14)
    starts = struct.unpack_from(words, data, at + 16 + 2 * count)
    deltas = struct.unpack_from(words, data, at + 16 + 4 * count)
    ranges_at = at + 16 + 6 * count
    ranges = struct.unpack_from(words, data, ranges_at)
    found = set()
    for i, (first, last, delta, jump) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if jump:
                glyph = struct.unpack_from(">H", data, ranges_at + 2 * i + jump + 2 * (code - first))[0]
            if (glyph or not jump) and (glyph + delta) & 0xFFFF:
                found.add(code)
    return found


def _format_12(data: bytes, at: int) -> set[int]:
    found: set[int] = set()
    for i in range(struct.unpack_from(">I", data, at + 12)[0]):
        first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * i)
        found.update(range(first, last + 1))
    return found
