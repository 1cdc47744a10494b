"""Where things lie: scenarios, assets, and what the player keeps.

A folder `user` beside main.py makes the game portable: everything the player keeps goes there.
"""

import os
from pathlib import Path

import platformdirs

HOME = Path(__file__).resolve().parent.parent
NAME = "hengyang1944"


def scenarios() -> Path:
    """The built-in scenarios."""
    return HOME / "scenarios"


def assets() -> Path:
    """Fonts, sounds, icons."""
    return HOME / "assets"


def user() -> Path:
    """The player's own folder (not made here): `user` beside main.py if it exists, else the system's place."""
    portable = HOME / "user"
    return portable if portable.is_dir() else Path(platformdirs.user_data_dir(NAME, appauthor=False))


def user_scenarios() -> Path:
    """Where scenarios of other authors go; they are listed beside the built-in ones."""
    return user() / "scenarios"


def mods() -> Path:
    """Where mods lie, a folder each."""
    return user() / "mods"


def saves() -> Path:
    """Saved battles."""
    return user() / "saves"


def cache() -> Path:
    """What may be deleted at any time: compiled rules, drawn maps. `HENGYANG_CACHE` moves it."""
    moved = os.environ.get("HENGYANG_CACHE")
    if moved:
        return Path(moved)
    portable = HOME / "user"
    return portable / "cache" if portable.is_dir() else Path(platformdirs.user_cache_dir(NAME, appauthor=False))


def scenario_roots() -> tuple[Path, ...]:
    """The folders of the catalog, the built-in one first; those that exist."""
    return tuple(root for root in (scenarios(), user_scenarios()) if root.is_dir())
