"""The battle screen as a picture, without a display: an opening as a side finds it, or a moment of a record."""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    from game.errors import UserError
    from game.ui import settings as kept

    try:
        moment = (args.record, args.to) if getattr(args, "record", None) else None
        side = getattr(args, "side", None)
        with kept.own_folders():  # nothing of the player's is read or written
            draw(args.scenario, Path(args.file), size, getattr(args, "lang", None) or "en", moment, side)
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
    scenario: str,
    file: Path,
    size: tuple[int, int],
    lang: str,
    moment: tuple[str, int | None] | None = None,
    side: str | None = None,
) -> None:
    """Set the battle up, nobody having moved; select a unit, look at an enemy, save.

    `side`: by whose eyes; None: of the side to move first. `moment`: a record and the turn at whose end it is shown
    instead (None: its last), by the eyes of the side then to move. Raises UserError if there is no such side.
    """
    from game.ui import app as ui  # first: it hushes pygame's greeting
    from game.ui.scenes import base

    import pygame  # isort: skip

    ui.open_display()
    # A picture smaller than the smallest window is that window, made smaller.
    factor = max(1.0, SMALLEST[0] / size[0], SMALLEST[1] / size[1])
    window = round(size[0] * factor), round(size[1] * factor)
    app = ui.App(window, lang, False)
    app.desk.settings = app.desk.settings.with_(pace="instant", text_percent=100, sound=False)
    app.resize(window)
    app.fulfil(base.Seat(_recorded(scenario, *moment, side) if moment else _opening(scenario, side)))
    _pose(app, log=moment is not None)
    _wait_for_ground(app)
    app.draw()
    file.parent.mkdir(parents=True, exist_ok=True)
    picture = app.screen if window == size else pygame.transform.smoothscale(app.screen, size)
    pygame.image.save(picture, str(file))
    pygame.quit()


def _opening(scenario: str, side: str | None) -> "Session":
    """The battle as it is set up, with people on both sides: so nobody moves."""
    from game.ui.scenes.session import Session

    session = Session.load(scenario, None, "human", 1)
    session.side = _side_of(session.sides, side) or session.phasing
    return session


def _side_of(sides: "Sequence[str]", side: str | None) -> str | None:
    """A side asked for. Raises UserError if there is none of that name."""
    from game.errors import UserError

    if side is not None and side not in sides:
        raise UserError(f"there is no side '{side}'; the sides are {' and '.join(sides)}")
    return side


def _recorded(scenario: str, record: str, turn: int | None, side: str | None) -> "Session":
    """A side, else the side to move, at the end of a turn of a record.

    Raises UserError if it is a record of another scenario.
    """
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
    return Session(battle, _side_of(battle.sides, side) or battle.phasing, "human")


def _pose(app: "App", log: bool) -> None:
    """The unit nearest to an enemy selected, and the mouse on him; no small map, the log where it has what to tell."""
    from game.ui.scenes.battle import BattleScene

    scene = app.scenes[-1]
    assert isinstance(scene, BattleScene)
    scene.report_open, scene.log_open, scene.mini_open = False, log, False
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
