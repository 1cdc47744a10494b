"""A battle as a file: the resolved scenario, the seed, every order, and digests to check them by.

Readable JSON, written to a temporary name, synced, then renamed, so that a crash never spoils the last good file.
"""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from game.values import RecordError

FORMAT = 1
KIND = "hengyang-record"
MOST_BYTES = 64 * 1024 * 1024


def write_atomically(path: Path, text: str) -> None:
    """Write `text` (UTF-8) so that `path` is either the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def write_record(path: Path, merged: dict[str, Any], seed: int, orders: list[str], digest: str, engine: str) -> None:
    """Save a battle. Raises RecordError with the reason if it cannot be written."""
    record = {
        "kind": KIND,
        "format": FORMAT,
        "rules": engine,
        "seed": seed,
        "orders": orders,
        "digest": digest,
        "scenario": merged,
    }
    try:
        write_atomically(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise RecordError(f"cannot save {path}: {error.strerror or error}") from None


def read_record(path: Path) -> dict[str, Any]:
    """The record's data, checked for shape. Raises RecordError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RecordError(f"{path} is too large to be a record of a battle")
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecordError(f"cannot open {path}: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise RecordError(f"{path} is damaged, or no record of a battle") from None
    if not isinstance(record, dict) or record.get("kind") != KIND:
        raise RecordError(f"{path} is no record of a battle")
    if record.get("format") != FORMAT:
        raise RecordError(f"{path} is a record of format {record.get('format')}; this program reads format {FORMAT}")
    shapes = {"scenario": dict, "orders": list, "seed": int, "digest": str}
    for key, kind in shapes.items():
        if not isinstance(record.get(key), kind):
            raise RecordError(f"{path} is damaged: '{key}' is missing or not as it should be")
    if not all(isinstance(order, str) for order in record["orders"]):
        raise RecordError(f"{path} is damaged: an order is not a line of text")
    return record
