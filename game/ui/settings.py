"""What a player has set, kept between games in the user's config folder, or in `user` beside the game."""

import contextlib
import dataclasses
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from game import paths
from game.files import write_atomically
from game.ui.keys import Own, read

PACE_MS = {"slow": 900, "normal": 420, "fast": 140, "instant": 0}
PACES = tuple(PACE_MS)
TEXT_SIZES = (80, 90, 100, 115, 130, 150, 175, 200)
COLOURS = ("standard", "blind")
CLICKS = ("classic", "rts")
LANGUAGES = ("en", "zh")
VOLUMES = ("volume_battle", "volume_table", "volume_news")
VOLUME_STEPS = (0, 25, 50, 75, 100)
CHOICES: dict[str, tuple[Any, ...]] = {
    "lang": LANGUAGES,
    "text_percent": TEXT_SIZES,
    "pace": PACES,
    "colours": COLOURS,
    "click": CLICKS,
    **dict.fromkeys(VOLUMES, VOLUME_STEPS),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """One value a line; unknown or broken values in the file fall back to these."""

    lang: str = "en"
    text_percent: int = 100
    colours: str = "standard"
    pace: str = "normal"
    click: str = "classic"
    full_screen: bool = False
    sound: bool = True
    volume_battle: int = 75  # per cent: shells, volleys, spades
    volume_table: int = 50  # counters and buttons
    volume_news: int = 75  # telegraph: messages, arrivals
    confirm_end: bool = True
    confirm_quit: bool = True
    keys: Own = ()

    def with_(self, **values: Any) -> "Settings":
        return dataclasses.replace(self, **values)


def config_folder() -> Path:
    """The player's own folder if it is beside the game, else the system's place for settings."""
    portable = paths.HOME / "user"
    return portable if portable.is_dir() else Path(platformdirs.user_config_dir(paths.NAME, appauthor=False))


def saves_folder() -> Path:
    return paths.saves()


def load() -> Settings:
    """What was kept; the defaults where nothing was or it cannot be read."""
    try:
        data = json.loads((config_folder() / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    kept: dict[str, Any] = {}
    for field in dataclasses.fields(Settings):
        value = data.get(field.name)
        if field.name == "keys":
            kept["keys"] = read(value)
        elif type(value) is type(field.default) and value in CHOICES.get(field.name, (value,)):
            kept[field.name] = value
    return Settings(**kept)


def keep(settings: Settings) -> str:
    """Write them down. A folder that cannot be written is no reason to stop the game: the reason comes back as text."""
    folder = config_folder()
    data = dataclasses.asdict(settings) | {"keys": {action: list(its) for action, its in settings.keys}}
    try:
        write_atomically(folder / "settings.json", json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    except OSError as trouble:
        return f"{trouble.filename or folder}: {(trouble.strerror or str(trouble)).lower()}"
    return ""


@contextlib.contextmanager
def own_folders() -> Iterator[Path]:
    """For benches and pictures: settings and saves in a folder of their own, gone afterwards; none of the player's."""
    global config_folder, saves_folder
    before = config_folder, saves_folder
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config_folder, saves_folder = (lambda: folder / "config"), (lambda: folder / "saves")
        try:
            yield folder
        finally:
            config_folder, saves_folder = before
