"""A real window: the game under Xvfb, where that is installed. Everything else runs under SDL's dummy driver."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import paths

XVFB = shutil.which("Xvfb")
pytestmark = pytest.mark.skipif(XVFB is None, reason="Xvfb is not installed: no real window can be opened here")

# The game as `python main.py play` runs it; after some rounds a picture is kept and the window is closed.
GAME = """
import os, sys
import pygame
from game.ui import app as ui
from game.ui import start
from game.ui.scenes.battle import BattleScene

rounds = 0
step = ui.App.step

def counted(self, wait_ms=0):
    global rounds
    step(self, wait_ms)
    rounds += isinstance(self.scenes[-1], BattleScene) if self.scenes else 0
    if rounds == 20:
        pygame.display.set_mode((1100, 700), pygame.RESIZABLE)
        self.resize((1100, 700))
    if rounds == 40:
        print(pygame.display.get_driver(), *self.screen.get_size(), flush=True)
        pygame.image.save(self.screen, sys.argv[1])
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        pygame.event.post(pygame.event.Event(pygame.QUIT))

ui.App.step = counted
sys.exit(start.run("hengyang/tutorial", "japan", "recruit", 1, "en"))
"""


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """A screen that nobody sees; its number is the server's own choice."""
    read, write = os.pipe()
    command = [str(XVFB), "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        number = b""
        end = time.monotonic() + 30
        while not number.endswith(b"\n") and time.monotonic() < end:
            number += os.read(read, 16)
        yield f":{number.decode().strip()}"
    finally:
        os.close(read)
        server.terminate()
        server.wait(timeout=20)


def test_a_battle_opens_in_a_window_is_resized_and_closed(display: str, tmp_path: Path) -> None:
    env = os.environ | {
        "SDL_VIDEODRIVER": "x11",
        "SDL_AUDIODRIVER": "dummy",
        "DISPLAY": display,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    picture = tmp_path / "window.png"
    done = subprocess.run(
        [sys.executable, "-c", GAME, str(picture)], cwd=paths.HOME, env=env, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-3:] == ["x11", "1100", "700"]
    assert picture.stat().st_size > 50_000
