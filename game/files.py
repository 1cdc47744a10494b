"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import tempfile
import time
from pathlib import Path

STALE_SECONDS = 3600.0


def write_atomically(path: Path, data: str | bytes, keep_previous: bool = False) -> None:
    """Write text (as UTF-8) or bytes so that `path` is either the old file or the new one, never a part.

    Killed at any moment it is one or the other; two programs that write at once do not mix. `keep_previous` leaves
    what was there as NAME~. Raises OSError; then nothing was changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data.encode("utf-8") if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        else:
            os.chmod(temporary, 0o644)
        if keep_previous and path.exists():
            _keep(path)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(path.parent)
    _sweep(path)


def previous_of(path: Path) -> Path:
    """Where `keep_previous` leaves the file that was replaced."""
    return path.with_name(path.name + "~")


def _keep(path: Path) -> None:
    """A second name for what is there now; a copy where the file system knows no second names."""
    handle, second = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    try:
        os.unlink(second)
        try:
            os.link(path, second)
        except OSError:
            shutil.copyfile(path, second)
        os.replace(second, previous_of(path))
    finally:  # also where both names were the same file already: then renaming does nothing
        with contextlib.suppress(OSError):
            os.unlink(second)


def _sync_folder(folder: Path) -> None:
    """The new name itself must survive a loss of power; not every system can be asked for that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(path: Path) -> None:
    """Temporary files that a killed program left behind."""
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f"{glob.escape(path.name)}.*.tmp"):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink()


def backed_up(path: Path) -> Path | None:
    """Copy a file to `NAME.bak` beside it, over an older copy. None if there is no file yet."""
    if not path.is_file():
        return None
    copy = path.with_name(path.name + ".bak")
    write_atomically(copy, path.read_bytes())
    return copy
