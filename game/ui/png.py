"""PNG files small enough for a repository: 256 colours chosen by median cut, packed as tightly as zlib can.

The painted paper is full of grain: without loss a battle takes 2.9 MB, with 256 colours 0.9 MB.
"""

import struct
import zlib
from pathlib import Path

import numpy as np
import pygame
import pygame.surfarray

from game.files import write_atomically

COLOURS = 256
BITS = 6  # a channel's, while colours are counted


def write_png(surface: pygame.Surface, file: Path) -> None:
    """Write the surface with at most 256 colours. Raises OSError."""
    pixels = pygame.surfarray.array3d(surface).swapaxes(0, 1)
    palette, indices = quantised(np.ascontiguousarray(pixels))
    high, wide = indices.shape
    rows = np.zeros((high, wide + 1), np.uint8)  # each row begins with its filter: none
    rows[:, 1:] = indices
    head = struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)
    chunks = [
        (b"IHDR", head),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    ]
    write_atomically(file, b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks))


def quantised(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A palette (up to 256 x 3, uint8) and each pixel's place in it; pixels are (high, wide, 3), uint8."""
    coarse = (pixels >> (8 - BITS)).astype(np.int32)
    keys = (coarse[..., 0] << 2 * BITS) | (coarse[..., 1] << BITS) | coarse[..., 2]
    known, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    flat = pixels.reshape(-1, 3).astype(np.float64)
    sums = np.stack([np.bincount(inverse.ravel(), flat[:, i]) for i in range(3)], 1)
    colours = sums / counts[:, None]
    boxes = [np.arange(len(known))]
    while len(boxes) < COLOURS:
        spreads = [_spread(colours[box], counts[box]) for box in boxes]
        widest = int(np.argmax([spread for spread, _ in spreads]))
        spread, axis = spreads[widest]
        if spread <= 0:
            break
        boxes[widest : widest + 1] = _halves(boxes[widest], colours, counts, axis)
    palette = np.zeros((len(boxes), 3))
    place = np.zeros(len(known), np.uint8)
    for i, box in enumerate(boxes):
        palette[i] = (colours[box] * counts[box, None]).sum(0) / counts[box].sum()
        place[box] = i
    return palette.round().astype(np.uint8), place[inverse].reshape(keys.shape)


def _spread(colours: np.ndarray, counts: np.ndarray) -> tuple[float, int]:
    """How far a box's colours lie apart along its longest axis, the common ones counting for more; and the axis."""
    if len(colours) < 2:
        return 0.0, 0
    lengths = np.ptp(colours, axis=0)
    axis = int(lengths.argmax())
    return float(lengths[axis] ** 2 * np.sqrt(counts.sum())), axis


def _halves(box: np.ndarray, colours: np.ndarray, counts: np.ndarray, axis: int) -> list[np.ndarray]:
    """A box cut where half of its pixels lie on either side."""
    order = box[np.argsort(colours[box, axis], kind="stable")]
    below = np.cumsum(counts[order])
    cut = int(np.searchsorted(below, below[-1] / 2)) + 1
    cut = min(max(1, cut), len(order) - 1)
    return [order[:cut], order[cut:]]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
