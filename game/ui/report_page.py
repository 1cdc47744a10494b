"""`python main.py report`: a record's after-action report as one HTML page, with the ground as the game paints it."""

import argparse
import io
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.errors import UserError

if TYPE_CHECKING:
    from game.chronicle.report import Report
    from game.chronicle.report_moments import Window

WIDE, LARGEST = 1100, 44.0  # pixels of the embedded map and of its largest hexes


def run(args: argparse.Namespace) -> int:
    """The command. Raises UserError for a record that cannot be used."""
    from rich.console import Console
    from rich.progress import Progress

    from game import Battle
    from game.chronicle.report import make_report

    started = time.perf_counter()
    battle = Battle.open(args.record)
    if battle.recovered:
        print(f"{args.record}: {battle.recovered}", file=sys.stderr)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("playing the battle on from each phase", total=None)

        def tick(done: int, of: int) -> None:
            progress.update(task, completed=done, total=of)

        report = make_report(battle, args.seed, args.playouts, args.unfinished, tick)
    write(report, Path(args.html), args.lang)
    size = Path(args.html).stat().st_size
    print(f"{args.html}: {size / 1e6:.2f} MB, {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return 0


def write(report: "Report", file: Path, lang: str) -> None:
    """Write the page. Raises UserError if it cannot be written; an older file there then stays."""
    from game.chronicle.report_html import page
    from game.chronicle.report_moments import window_of
    from game.files import write_atomically

    window = window_of(report.trace)
    radius = min(LARGEST, WIDE / window.wide)
    try:
        write_atomically(file, page(report, painted(report, window, radius), window, radius, lang))
    except OSError as error:
        raise UserError(f"cannot write {file}: {error.strerror or error}") from None


def painted(report: "Report", window: "Window", radius: float) -> bytes:
    """The ground of a part of the map at the scenario's start, as a JPEG."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    from game.ui.map.ground import GroundPlan
    from game.ui.map.painter import Painter

    plan = GroundPlan.of(report.engine.scenario)
    wide, high = window.pixels(radius)
    pixels = Painter(plan).piece(radius, round(window.left * radius), round(window.top * radius), wide, high)
    surface = pygame.image.frombuffer(pixels.tobytes(), (wide, high), "RGB")
    out = io.BytesIO()
    pygame.image.save(surface, out, "ground.jpg")
    return out.getvalue()
