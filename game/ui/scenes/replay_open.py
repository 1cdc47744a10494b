"""The way to a replay: choose a record, open it in a worker while the window stays alive."""

import threading
from collections.abc import Callable
from pathlib import Path

import pygame

from game.chronicle.replay import Replay, open_replay
from game.errors import UserError
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Close, Desk, Open, Scene, Tell, Wish
from game.ui.scenes.replay import ReplayScene
from game.ui.scenes.replay_table import ALL
from game.ui.theme import lettering
from game.ui.theme.palette import GOLD


class ReplayLoading(Scene):
    """Opens what it is given; then the replay takes its place, or it closes with a word of what went wrong."""

    def __init__(self, make: Callable[[], Replay], n: int = 0) -> None:
        self.n = n  # orders given when it begins
        self.replay: Replay | None = None
        self.trouble = ""
        self._make = make
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    @staticmethod
    def of(path: Path) -> "ReplayLoading":
        return ReplayLoading(lambda: open_replay(path))

    def _work(self) -> None:
        try:
            replay = self._make()
            if not replay.agrees:
                _ = replay.difference  # found here, so that the scene need not wait for it
            self.replay = replay
        except (UserError, OSError) as fault:
            self.trouble = str(fault)

    @property
    def moving(self) -> bool:
        return True

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        if self._thread.is_alive():
            return []
        if self.replay is None:
            return [Close((Tell(self.trouble),))]
        return [Close((Open(ReplayScene(self.replay, first_side(self.replay), self.n)),))]

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        image = lettering.word("serif", desk.u(24), desk.say("replay.loading"), GOLD)
        target.blit(image, image.get_rect(center=(desk.size[0] // 2, desk.size[1] // 2)))


def first_side(replay: Replay) -> str:
    """Whose eyes at first: a battle that still goes on is shown as its player knows it, one that is over to all."""
    if replay.at(replay.length).outcome is not None:
        return ALL
    seats = (replay.record.settings or {}).get("seats")
    side = seats.get("side") if isinstance(seats, dict) else None
    return side if side in replay.battle.sides else ALL
