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
FINISHED = "finished-"
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
        return self.path.stem.startswith((AUTOSAVE, BEFORE_END, QUICK, FINISHED))

    @property
    def over(self) -> bool | None:
        """Whether the battle is decided; None if nothing beside the record says so."""
        return None if "over" not in self.about else bool(self.about["over"])

    def words(self, say: Tongue) -> str:
        """`The First Assault: turn 3 of 10, 29 June 1944, day`; the file's name if nothing more is known."""
        about = self.about
        title = about.get("title")
        if not isinstance(title, dict) or not isinstance(about.get("date"), str):
            return self.path.stem
        name = str(title.get(say.lang) or title.get("en") or self.path.stem)
        try:
            date = say.date(about["date"])
        except ValueError:
            return name
        if self.over:
            return say("saves.about_over", title=name, level=_in_tongue(about["over"], say), date=date)
        return say("saves.about", title=name, turn=about.get("turn", "?"), turns=about.get("turns", "?"), date=date)

    def seat(self, say: Tongue) -> str:
        """`Japan, against the veteran · begun 11-29 12:43`; empty if it is not known."""
        side, opponent = _in_tongue(self.about.get("side_name"), say), str(self.about.get("opponent", ""))
        parts = [say("saves.seat", side=side, opponent=say(f"level.{opponent}"))] if side and opponent else []
        if self.game:
            parts.append(say("saves.begun", when=time.strftime("%m-%d %H:%M", time.localtime(int(self.game) / 1000))))
        return "  ·  ".join(parts)

    @property
    def game(self) -> str:
        """Which game it is of: the millisecond it was begun; empty if not known."""
        found = str(self.about.get("game", ""))
        return found if found.isdecimal() and len(found) < 15 else ""

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
    """The record written last of a battle that can go on: not decided, nor kept as decided later; or None."""
    ended: set[str] = set()
    for its in records():
        if its.over:
            ended.add(its.game)
        elif not its.game or its.game not in ended:
            return its
    return None


def _in_tongue(words: Any, say: Tongue) -> str:
    """Words kept in both languages, in the one spoken."""
    return str(words.get(say.lang) or words.get("en") or "") if isinstance(words, dict) else ""


def read_about(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.with_suffix(".seats").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def write_about(path: Path, about: dict[str, Any]) -> None:
    write_atomically(path.with_suffix(".seats"), json.dumps(about, ensure_ascii=False) + "\n")


def ring_slot(but: Path | None = None) -> Path:
    """The next place in the ring: the first that is free, else the oldest; never `but`, which is about to be read."""
    folder = kept.saves_folder()
    slots = [folder / f"{AUTOSAVE}{n:02d}{SUFFIX}" for n in range(1, RING + 1)]
    slots = [slot for slot in slots if slot != but]
    stamps = []
    for slot in slots:
        try:
            stamps.append(slot.stat().st_mtime_ns)
        except OSError:
            return slot
    return slots[stamps.index(min(stamps))]


def finished(scenario: str) -> Path:
    """Where a decided battle is kept: `finished-SCENARIO-DAY-TIME`, never over another one."""
    stem = f"{FINISHED}{file_name(scenario.rpartition('/')[2])}-{time.strftime('%Y-%m-%d-%H%M%S')}"
    folder = kept.saves_folder()
    path, n = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, n = folder / f"{stem}-{n}{SUFFIX}", n + 1
    return path


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
