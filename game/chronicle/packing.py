"""The bytes of a record: packed text that only grows, and packed or plain text read with limits."""

import zlib
from collections.abc import Iterator
from pathlib import Path

from game.values import RecordError

MOST_PACKED = 64 * 1024 * 1024
MOST_TEXT = 256 * 1024 * 1024  # a packed file that unfolds to more is no battle
MOST_LINE = 16 * 1024 * 1024
CHUNK = 1 << 16
PACKED = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255))  # gzip, no name, no time, any system: the same bytes always


class Packer:
    """Packs a text that only grows: what was given once need not be packed again."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._done: list[bytes] = []
        self._check = 0
        self._size = 0

    def add(self, text: bytes) -> None:
        self._done.append(self._packer.compress(text))
        self._check, self._size = zlib.crc32(text, self._check), self._size + len(text)

    def finished(self, more: bytes) -> bytes:
        """The whole file, with `more` at its end; this packer can still be added to."""
        packer = self._packer.copy()
        tail = packer.compress(more) + packer.flush()
        check, size = zlib.crc32(more, self._check), self._size + len(more)
        trailer = check.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")
        return b"".join((PACKED, *self._done, tail, trailer))


class Lines:
    """The lines of a file, packed or plain, up to its end or to damage of the packing.

    Iterate once; then `damage` says what was wrong with the packing, or is empty.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.damage = ""

    def __iter__(self) -> Iterator[bytes]:
        """Each line without its end; what follows the last line end is left out and called damage."""
        rest = b""
        for chunk in self._chunks():
            rest += chunk
            if b"\n" in chunk:
                *lines, rest = rest.split(b"\n")
                yield from lines
            elif len(rest) > MOST_LINE:
                self.damage = "a line is longer than any record has"
                return
        if rest and not self.damage:
            self.damage = "it breaks off in the middle of a line"

    def _chunks(self) -> Iterator[bytes]:
        if self._data[:2] != PACKED[:2]:
            for start in range(0, len(self._data), CHUNK):
                yield self._data[start : start + CHUNK]
            return
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        size = 0
        left = self._data
        try:
            while left and not unpacker.eof:
                text = unpacker.decompress(left, CHUNK)
                left = unpacker.unconsumed_tail
                size += len(text)
                if size > MOST_TEXT:
                    self.damage = "it unfolds to more than any record has"
                    return
                yield text
            if not unpacker.eof:
                yield unpacker.flush()
        except zlib.error:
            self.damage = "its packing is damaged"
            return
        if not unpacker.eof:
            self.damage = "it breaks off"
        elif unpacker.unused_data:
            self.damage = "something follows its end"
        elif self._data[: len(PACKED)] != PACKED:
            self.damage = "its first bytes were altered, or another program packed it"


def read_bytes(path: Path) -> bytes:
    """The file. Raises RecordError with the reason if it cannot be read or is too large."""
    try:
        if not path.is_file() and path.exists():
            raise RecordError(f"{path} is no file")
        if path.stat().st_size > MOST_PACKED:
            raise RecordError(f"{path} is too large to be a record of a battle")
        return path.read_bytes()
    except OSError as error:
        raise RecordError(f"cannot open {path}: {(error.strerror or str(error)).lower()}") from None
