"""What a player can send when something failed: the battle, the error, the log and the versions in one zip.

Nothing leaves the computer by itself.
"""

import dataclasses
import io
import json
import platform
import sys
import time
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game import paths
from game.files import write_atomically
from game.ui.settings import Settings
from game.version import program, rules_hash

if TYPE_CHECKING:
    from game.ui.scenes.session import Session

FOLDER = "reports"
LOG_LINES = 400
PACKAGES = ("numpy", "numba", "llvmlite", "pyyaml", "pydantic", "platformdirs", "pygame-ce", "rich")


def folder() -> Path:
    return paths.user() / FOLDER


def write(error: str, session: "Session | None", settings: Settings) -> Path:
    """Write `hengyang-DATE.zip` and return where it lies. Raises OSError.

    Holds `error.txt`, `versions.txt`, `settings.json`, and with a battle `battle.hyrec` and `log.txt`: what the shown
    side knows, as the screen tells it.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("error.txt", error.rstrip() + "\n")
        file.writestr("versions.txt", versions())
        file.writestr("settings.json", json.dumps(dataclasses.asdict(settings), indent=2) + "\n")
        if session is not None:
            for name, make in (("battle.hyrec", session.battle.packed), ("log.txt", lambda: _log(session))):
                try:
                    file.writestr(name, make())
                except (
                    Exception
                ) as fault:  # a battle that failed may not even be writable; the rest is still worth sending
                    file.writestr(f"{name}.failed.txt", f"{type(fault).__name__}: {fault}\n")
    path = folder() / time.strftime("hengyang-%Y%m%d-%H%M%S.zip")
    write_atomically(path, held.getvalue())
    return path


def versions() -> str:
    """One thing a line."""
    lines = [f"hengyang1944 {program()}, rules {rules_hash()}", f"python {sys.version.split()[0]}", platform.platform()]
    for name in PACKAGES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} (not installed)")
    lines.append(f"SDL {'.'.join(map(str, pygame.get_sdl_version()))}")
    if pygame.display.get_init():
        surface = pygame.display.get_surface()
        lines.append(f"display {pygame.display.get_driver()}, window {surface.get_size() if surface else 'none'}")
    return "\n".join(lines) + "\n"


def _log(session: "Session") -> str:
    events = session.battle.events(session.side)[-LOG_LINES:]
    head = f"{session.scenario.id}, seed {session.seed}, {session.side} against {session.opponent}\n"
    return head + "".join(f"{event.turn}\t{event.kind}\t{event.text('en')}\n" for event in events)
