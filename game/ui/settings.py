"""What a player has set, kept between games in the user's config folder, or in `user` beside the game."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from game import paths

PACES = ("slow", "normal", "fast", "instant")
PACE_MS = {"slow": 900, "normal": 420, "fast": 140, "instant": 0}
TEXT_SIZES = (90, 100, 115, 130)


@dataclass(frozen=True, slots=True)
class Settings:
    """One value a line; unknown or broken values in the file fall back to these."""

    lang: str = "en"
    text_percent: int = 100
    pace: str = "normal"
    sound: bool = True
    full_screen: bool = False
    confirm_end: bool = True

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
    except (OSError, ValueError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    kept: dict[str, Any] = {}
    for field in dataclasses.fields(Settings):
        value = data.get(field.name)
        if type(value) is type(field.default):
            kept[field.name] = value
    settings = Settings(**kept)
    pace = settings.pace if settings.pace in PACES else "normal"
    text = settings.text_percent if settings.text_percent in TEXT_SIZES else 100
    lang = settings.lang if settings.lang in ("en", "zh") else "en"
    return settings.with_(pace=pace, text_percent=text, lang=lang)


def keep(settings: Settings) -> None:
    """Write them down; a folder that cannot be written is no reason to stop the game."""
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(dataclasses.asdict(settings), indent=2)
        (folder / "settings.json").write_text(text + "\n", encoding="utf-8")
    except OSError:
        return
