"""Opening the game: at the title, with a scenario or record, or at a record's replay."""

import sys
from pathlib import Path

from game.errors import UserError
from game.scenario import mods
from game.ui import app as ui  # first: it hushes pygame's greeting

import pygame  # isort: skip

from game.ui import keeping, sound
from game.ui.display import NO_DISPLAY, open_display, start_size
from game.ui.scenes import base
from game.ui.scenes.base import Wish
from game.ui.text.i18n import take_words
from game.ui.theme import lettering


def _check(scenario: str, side: str | None) -> None:
    """A scenario, record or side that is not there is told before a window opens. Raises UserError."""
    from game.chronicle.record import read_record
    from game.scenario import catalog

    recorded = Path(scenario).suffix == keeping.SUFFIX
    sides = read_record(Path(scenario)).scenario.get("sides", {}) if recorded else catalog.load(scenario).sides
    if side and side not in sides:
        raise UserError(f"no side '{side}' in {scenario}; its sides are {', '.join(sides)}")


def run(
    scenario: str | None = None,
    side: str | None = None,
    opponent: str | None = None,
    seed: int = 0,
    lang: str | None = None,
) -> int:
    """Open the game: at the title, or with a scenario or record at once. Exit code; 1 without a display.

    Raises UserError for a scenario or side that does not exist.
    """
    first: Wish | None = None
    if scenario:
        _check(scenario, side)
        first = base.Begin(scenario, side or "", opponent or "veteran", seed)
        if Path(scenario).suffix == keeping.SUFFIX:
            first = base.Load(Path(scenario), side or "", opponent or "")
    return _open_window(lang, first)


def watch(record: str, turn: int | None) -> int:
    """Open the game at a record's replay, at the end of a turn if one is given. Raises UserError."""
    from game.chronicle.replay import open_replay
    from game.chronicle.transcript import orders_to
    from game.ui.scenes.replay_open import ReplayLoading

    replay = open_replay(record)
    return _open_window(None, base.Open(ReplayLoading(lambda: replay, orders_to(replay, turn) if turn else 0)))


def _open_window(lang: str | None, first: Wish | None) -> int:
    """The window at its title, then what is wished for. Exit code; 1 without a display."""
    for key in take_words(mods.words()):
        sys.stderr.write(f"a mod's word '{key}' is left out: there is no such word, or it lacks a value of that name\n")
    trouble = open_display()
    app = None
    if not trouble:
        try:
            app = ui.App(start_size(), lang)
        except pygame.error as reason:
            trouble = str(reason)
    if app is None:
        sys.stderr.write(NO_DISPLAY.format(reason=trouble))
        return 1
    from game.ui.scenes.title import TitleScene

    lettering.forget()
    sound.open_sound()
    app.scenes.append(TitleScene())
    if first:
        app.fulfil(first)
    try:
        app.loop()
    finally:
        if app.desk.session:
            app.desk.session.stop_computer()
        for scene in app.scenes:
            scene.close()
        pygame.quit()
    return 0
