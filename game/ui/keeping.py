"""Battles on disk as the menus know them: the autosave ring, what a record is of without opening it, names for saves.

Beside NAME.hyrec lies NAME.seats: a few lines of JSON for lists. The record holds the same and more; a lost or foreign
`.seats` costs only the line in the list.
"""

import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.files import write_atomically
from game.ui import settings as kept
from game.ui.text.i18n import Tongue

SUFFIX = ".hyrec"
RING = 10
AUTOSAVE = "autosave-"
BEFORE_END = "before-end"
QUICK = "quick"
_NOT_IN_NAMES = re.compile(r"[^\w .,()+-]")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Saved:
    """One record in the folder, and what its list line says."""

    path: Path
    stamp: float
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def automatic(self) -> bool:
        return self.path.stem.startswith((AUTOSAVE, BEFORE_END, QUICK))

    def words(self, say: Tongue) -> str:
        """`The First Assault, turn 3 of 10, 29 June 1944, day`; the file's name if nothing more is known."""
        about = self.about
        title = about.get("title")
        if not isinstance(title, dict) or not isinstance(about.get("date"), str):
            return self.path.stem
        name = str(title.get(say.lang) or title.get("en") or self.path.stem)
        try:
            date = say.date(about["date"])
        except ValueError:
            return name
        return say("saves.about", title=name, turn=about.get("turn", "?"), turns=about.get("turns", "?"), date=date)

    def when(self) -> str:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(self.stamp))


def saved(path: Path, stamp: float = 0.0) -> Saved:
    return Saved(path, stamp, read_about(path))


def records() -> list[Saved]:
    """Every record in the folder, newest first; none if the folder cannot be read."""
    found = []
    try:
        for path in kept.saves_folder().glob(f"*{SUFFIX}"):
            try:
                found.append((path.stat().st_mtime, path))
            except OSError:
                continue
    except OSError:
        return []
    return [saved(path, stamp) for stamp, path in sorted(found, reverse=True)]


def newest() -> Saved | None:
    """The record written last, or None."""
    return next(iter(records()), None)


def read_about(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.with_suffix(".seats").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def write_about(path: Path, about: dict[str, Any]) -> None:
    write_atomically(path.with_suffix(".seats"), json.dumps(about, ensure_ascii=False) + "\n")


def ring_slot() -> Path:
    """The next place in the ring: the first that is free, else the oldest."""
    folder = kept.saves_folder()
    slots = [folder / f"{AUTOSAVE}{n:02d}{SUFFIX}" for n in range(1, RING + 1)]
    stamps = []
    for slot in slots:
        try:
            stamps.append(slot.stat().st_mtime_ns)
        except OSError:
            return slot
    return slots[stamps.index(min(stamps))]


def file_name(words: str) -> str:
    """What a player typed, as the name of a file on any system; empty if nothing is left."""
    return _NOT_IN_NAMES.sub("", words).strip(" .")[:LONGEST_NAME].strip()


def remove(path: Path) -> str:
    """Delete a record and what lies beside it; the reason if that cannot be."""
    try:
        path.unlink()
        path.with_suffix(".seats").unlink(missing_ok=True)
        path.with_name(path.name + "~").unlink(missing_ok=True)
    except OSError as trouble:
        return (trouble.strerror or str(trouble)).lower()
    return ""
