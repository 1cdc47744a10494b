"""The battle screen as a picture, without a display: a scenario's opening, one unit selected, the log filled."""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.app import App
    from game.ui.scenes.session import Session

SMALLEST = (960, 600)
SETTLE_SECONDS = 300.0


def run(args: argparse.Namespace) -> int:
    """Draw `args.scenario` to `args.file` at `args.size` (width and height, or `WxH`). Exit code."""
    size = _size(getattr(args, "size", None) or (1920, 1080))
    if size is None:
        sys.stderr.write(f"screenshot: '{args.size}' is no size; write for example 1920x1080\n")
        return 2
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    from game.errors import UserError

    try:
        moment = (args.record, args.to) if getattr(args, "record", None) else None
        draw(args.scenario, Path(args.file), size, getattr(args, "lang", None) or "en", moment)
    except (UserError, OSError) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    return 0


def _size(size: tuple[int, int] | str) -> tuple[int, int] | None:
    if isinstance(size, str):
        width, _, height = size.lower().partition("x")
        return (int(width), int(height)) if width.isdigit() and height.isdigit() else None
    return size


def draw(
    scenario: str, file: Path, size: tuple[int, int], lang: str, moment: tuple[str, int | None] | None = None
) -> None:
    """Open the battle, let the computer play until a side may move, select a unit, look at an enemy, save.

    `moment`: a record and the turn at whose end it is shown instead (None: its last).
    """
    from game.ui import app as ui  # first: it hushes pygame's greeting
    from game.ui.scenes import base

    import pygame  # isort: skip
    from game.ui.scenes.session import Session

    ui.open_display()
    # A picture smaller than the smallest window is that window, made smaller.
    factor = max(1.0, SMALLEST[0] / size[0], SMALLEST[1] / size[1])
    window = round(size[0] * factor), round(size[1] * factor)
    app = ui.App(window, lang, False)
    app.desk.settings = app.desk.settings.with_(pace="instant", text_percent=100, sound=False)
    app.resize(window)
    if moment:
        app.fulfil(base.Seat(_recorded(scenario, *moment)))
    else:
        app.fulfil(base.Seat(Session.load(scenario, _defender(scenario), "recruit", 1)))
        _settle(app)
    _pose(app)
    _wait_for_ground(app)
    app.draw()
    file.parent.mkdir(parents=True, exist_ok=True)
    picture = app.screen if window == size else pygame.transform.smoothscale(app.screen, size)
    pygame.image.save(picture, str(file))
    pygame.quit()


def _recorded(scenario: str, record: str, turn: int | None) -> "Session":
    """The side to move, at the end of a turn of a record. Raises UserError if it is a record of another scenario."""
    from game.chronicle.replay import open_replay
    from game.chronicle.transcript import orders_to
    from game.errors import UserError
    from game.scenario import catalog
    from game.ui.scenes.session import Session

    replay = open_replay(record)
    wanted = catalog.load(scenario).id
    if replay.battle.scenario.id != wanted:
        raise UserError(f"{record} is a record of {replay.battle.scenario.id}, not of {wanted}")
    battle = replay.at(orders_to(replay, turn))
    return Session(battle, battle.phasing, "human")


def _defender(scenario: str) -> str:
    from game.scenario import catalog

    sides = catalog.load(scenario).sides
    return next((side for side, its in sides.items() if its.role == "defender"), next(iter(sides)))


def _settle(app: "App") -> None:
    """Until the shown side may move; dialogs that open meanwhile are put away."""
    from game.ui.scenes.battle import BattleScene

    end = time.perf_counter() + SETTLE_SECONDS
    while time.perf_counter() < end:
        app.step()
        scene = app.scenes[-1]
        if not isinstance(scene, BattleScene):
            app.scenes.pop()
        elif scene.session.mine and not scene.turn.moving:
            return
        time.sleep(0.001)


def _pose(app: "App") -> None:
    """The unit nearest to an enemy selected, and the mouse on him."""
    from game.ui.scenes.battle import BattleScene

    scene = app.scenes[-1]
    assert isinstance(scene, BattleScene)
    scene.report_open = False
    best = None
    for unit in scene.session.view.own:
        scene.hand.select(unit.id)
        near = scene.hand.nearest_enemy()
        shots = [order for order in scene.session.legal(unit.id) if order.at and order.verb in ("assault", "fire")]
        if near and shots and (best is None or near[1] < best[0]):
            best = near[1], unit.id, shots[0].at
    scene.hand.select(best[1] if best else next(iter(scene.session.idle()), None))
    if scene.hand.unit and scene.hand.unit.at:
        scene.chart.centre_on(scene.hand.unit.at)
    if best and best[2]:
        scene.hand.hover = best[2]
        app.desk.mouse = scene.chart.centre(best[2])


def _wait_for_ground(app: "App") -> None:
    """Until the ground on the screen is painted in full."""
    from game.ui.scenes.battle import BattleScene

    scene = app.scenes[-1]
    assert isinstance(scene, BattleScene)
    end = time.perf_counter() + SETTLE_SECONDS
    app.draw()
    while scene.chart.painting and time.perf_counter() < end:
        time.sleep(0.02)
        app.draw()
