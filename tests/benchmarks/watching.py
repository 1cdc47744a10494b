"""An hour's watching of computer against computer: memory at its start and end. `python -m tests.benchmarks.watching`

Fast-forward: at the normal pace an hour shows some 8,500 orders; here as many are given and drawn, as fast as it goes.
"""

import os
import sys
import time

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

from game.ui import app as ui  # first: it hushes pygame's greeting

import pygame  # isort: skip

from game.ui import settings as kept
from game.ui.measure import memory_mb
from game.ui.scenes import base
from game.ui.scenes.battle import BattleScene
from game.ui.scenes.session import Session
from game.ui.settings import PACE_MS

SIZE = (1920, 1080)
HOUR = 3_600_000 // PACE_MS["normal"]  # orders


class Watched(Session):
    """A battle that nobody plays: the shown side is looked at, the computer moves both."""

    humans = ()  # type: ignore[assignment]
    mine = False  # type: ignore[assignment]


def fresh(app: ui.App, seed: int, scenario: str) -> None:
    loaded = Session.load(scenario, None, "recruit", seed)
    app.fulfil(base.Seat(Watched(loaded.battle, loaded.side, "recruit", seed)))


def watch(orders: int, scenario: str) -> None:
    ui.open_display()
    app = ui.App(SIZE, "en", False)
    app.desk.settings = app.desk.settings.with_(pace="instant", sound=False)
    seed = 1
    fresh(app, seed, scenario)
    given, minute, start = 0, 0, time.monotonic()
    held = memory_mb()
    print(f"start: {held:.0f} MB", flush=True)
    while given < orders:
        battle = next(scene for scene in app.scenes if isinstance(scene, BattleScene))
        before = battle.session.revision
        app.step()
        app.desk.redraw = True
        given += battle.session.revision - before
        if battle.session.outcome is not None:
            seed += 1
            fresh(app, seed, scenario)
        if given * 6 // orders > minute:
            minute = given * 6 // orders
            print(f"{minute * 10} min: {given} orders, battle {seed}, {memory_mb():.0f} MB", flush=True)
        if not isinstance(app.scenes[-1], BattleScene):
            app.scenes.pop().close()
        time.sleep(0)
    seconds = time.monotonic() - start
    print(f"end: {memory_mb():.0f} MB, {memory_mb() - held:+.0f} MB over {given} orders in {seconds:.0f} s")
    pygame.quit()


def main() -> None:
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else HOUR
    with kept.own_folders():
        watch(orders, sys.argv[2] if len(sys.argv) > 2 else "hengyang/siege")


if __name__ == "__main__":
    main()
