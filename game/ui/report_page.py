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
    from pygame import Surface

    from game.chronicle.report import Report
    from game.chronicle.report_html import Pictures

WIDE, NARROW = 1100, 760  # pixels of the replay's ground, and of the grounds at key moments
LARGEST = 44.0  # pixels of the largest hexes


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
    from game.files import write_atomically

    try:
        write_atomically(file, page(report, painted(report), lang))
    except OSError as error:
        raise UserError(f"cannot write {file}: {error.strerror or error}") from None


def painted(report: "Report") -> "Pictures":
    """The ground where there was fighting, at the start and at each key moment."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.chronicle.report_html import Pictures
    from game.chronicle.report_moments import grounds_of, moments_of, window_of
    from game.ui.map.then import GroundThen

    window, scenario = window_of(report.trace), report.engine.scenario
    large, small = (GroundThen(scenario, window, min(LARGEST, wide / window.wide)) for wide in (WIDE, NARROW))
    grounds = grounds_of(moments_of(report))
    start = large.picture(grounds[0])
    then = [_jpeg(small.picture(ground)) for ground in grounds]
    return Pictures(window, start.get_size(), _jpeg(start), then)


def _jpeg(surface: "Surface") -> bytes:
    import pygame

    out = io.BytesIO()
    pygame.image.save(surface, out, "ground.jpg")
    return out.getvalue()
