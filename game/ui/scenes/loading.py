"""Setting a battle up in a worker: the window stays alive while the map and counters are laid out."""

import functools
import gc
import threading
import traceback

import pygame

from game.errors import UserError
from game.lab.warm import rules_tasks
from game.rules.kernel import COMPILED
from game.ui.scenes import fight_on
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Begin, Close, Desk, Failed, FightOn, Load, Scene, Seat, Tell, Wish
from game.ui.scenes.session import Session
from game.ui.theme import lettering
from game.ui.theme.palette import GOLD


class LoadingScene(Scene):
    """Loads what it was asked for; then seats it, or closes with a word of what went wrong."""

    def __init__(self, wish: Begin | Load | FightOn, before: Session | None = None) -> None:
        self.wish = wish
        self.before = before
        self.session: Session | None = None
        self.trouble = ""
        self.failed = ""
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    @property
    def moving(self) -> bool:
        return True

    def _work(self) -> None:
        try:
            read_kernels()
            if isinstance(self.wish, Begin):
                wish = self.wish
                self.session = Session.load(wish.scenario, wish.side or None, wish.opponent, wish.seed, wish.terms)
            elif isinstance(self.wish, FightOn):
                assert self.before is not None
                self.session = fight_on.next_session(self.before, self.wish.campaign)
            else:
                self.session = Session.open(self.wish.path, self.before, self.wish.side, self.wish.opponent)
        except (UserError, OSError) as fault:
            self.trouble = str(fault)
        except Exception as fault:  # the worker must never die silently
            self.failed = "".join(traceback.format_exception(fault)).rstrip()

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        if self._thread.is_alive():
            return []
        if self.session:
            lost = self.session.battle.recovered
            return [Seat(self.session), *([Tell(desk.say("saves.recovered", what=lost))] if lost else [])]
        if self.failed:
            return [Close((Failed(self.failed),))]
        return [Close((Tell(self.trouble),))] if self.trouble else [Close()]

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        image = lettering.word("serif", desk.u(24), desk.say("choice.loading"), GOLD)
        target.blit(image, image.get_rect(center=(desk.size[0] // 2, desk.size[1] // 2)))


@functools.lru_cache(maxsize=1)
def read_kernels() -> None:
    """Call every entry of the rules once: reading its code costs a frame, which nobody misses here.

    What is there then stays to the end, so Python's collector need not look it through again: that takes 60 ms each
    time, and every frame would have to wait for it.
    """
    if COMPILED:
        for _, task in rules_tasks():
            task()
    gc.collect()
    gc.freeze()
