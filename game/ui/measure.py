"""What the front end is held to, measured headless: frames, response, start, memory (`python main.py bench --ui`)."""

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game import paths
from game.rules.kernel import KERNELS
from game.values import Order

if TYPE_CHECKING:
    from game.ui.bench import Robot

Figures = dict[str, dict[str, float]]

STARTS = 3
CLICKS = 40
THINKING_SECONDS = 60.0
TITLE = """
import time
start = time.perf_counter()
from game.ui import app, display
from game.ui.scenes.title import TitleScene
display.open_display()
window = app.App((1920, 1080), "en", False)
window.scenes.append(TitleScene())
window.draw()
print(time.perf_counter() - start)
"""


def memory_mb() -> float:
    """What this process holds now; the most it ever held where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, ValueError, IndexError):
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / 1e6 if sys.platform == "darwin" else most / 1e3


def give_back() -> None:
    """Hand memory back to the system: what painting left with glibc, and what numba holds only to link code again.

    Of a function read from its cache numba keeps the intermediate code and the object file, 70 MB for a playout, in
    case another function is compiled that calls it. None does: entries are called by Python alone.
    """
    for entry in KERNELS:
        for compiled in getattr(entry, "overloads", {}).values():
            for spare in ("_shared_module", "_compiled_object"):  # numba's own; without them nothing is lost
                if getattr(compiled.library, spare, None) is not None:
                    setattr(compiled.library, spare, None)
    if sys.platform == "linux":
        try:
            ctypes.CDLL(None).malloc_trim(0)
        except (OSError, AttributeError):  # another C library
            return


def title_seconds() -> list[float]:
    """From the interpreter's first line of ours to the title on the screen, in fresh processes."""
    env = os.environ | {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    found = []
    for _ in range(STARTS):
        done = subprocess.run(
            [sys.executable, "-c", TITLE], cwd=paths.HOME, env=env, capture_output=True, text=True, check=True
        )
        found.append(round(float(done.stdout.split()[-1]), 2))
    return found


def response_ms(robot: "Robot", figures: Callable[[list[float]], dict[str, float]]) -> Figures:
    """From a click on a unit, or the key of the next one, to the frame that shows it selected."""
    times: list[float] = []
    works: list[float] = []
    scene = robot.battle
    for i in range(CLICKS):
        if i % 2:
            robot.post(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode="")
            robot.post(pygame.KEYUP, key=pygame.K_TAB, mod=0)
        else:
            own = [unit for unit in scene.session.view.own if unit.at and scene.chart.in_sight(unit.at)]
            pos = scene.chart.centre(own[i % len(own)].at or "")
            robot.post(pygame.MOUSEBUTTONDOWN, pos=pos, button=1)
            robot.post(pygame.MOUSEBUTTONUP, pos=pos, button=1)
        start, work = time.perf_counter(), time.thread_time()
        robot.app.step()
        times.append((time.perf_counter() - start) * 1000)
        works.append((time.thread_time() - work) * 1000)
    return {"clock": figures(times), "work": figures(works)}


def thinking(robot: "Robot", pan: Callable[[], Figures]) -> Figures:
    """Frames while the map is dragged and the computer thinks about its phase."""
    from game.ui.scenes import base

    session = robot.battle.session
    session.opponent = "general"
    robot.app.desk.settings = robot.app.desk.settings.with_(pace="slow")
    robot.app.fulfil(base.Give(Order(None, "end")))
    end = time.monotonic() + THINKING_SECONDS
    while session.computer is None and time.monotonic() < end:
        robot.pump()
    found = pan()
    session.stop_computer()
    return found
