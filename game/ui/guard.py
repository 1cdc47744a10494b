"""When something in the program fails: the battle is kept, a bundle written, the player told, and the game goes on.

The title is opened after a fault of the screen; a lost display is opened again. Only what fails again and again in a
few seconds ends the program, with one message.
"""

import sys
import time
import traceback
from typing import TYPE_CHECKING

import pygame

from game.errors import UserError
from game.ui import bundle, keeping
from game.ui import settings as kept
from game.ui.scenes.base import Scene
from game.ui.scenes.dialogs import Answer, Question
from game.ui.theme import lettering

if TYPE_CHECKING:
    from game.ui.app import App

AFTER_FAULT = "after-fault"
SOON = 5.0  # seconds within which another fault is one of the same
MOST = 3  # faults so close together that going on is hopeless


class Guard:
    """Counts faults; `failed` deals with one."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self.faults: list[float] = []

    def failed(self, fault: Exception) -> None:
        """Keep the battle, tell the player, open the title. Raises `fault` again when that does not help."""
        now = time.monotonic()
        self.faults = [*(at for at in self.faults if now - at < SOON), now]
        text = "".join(traceback.format_exception(fault))
        where = self.report(text)
        if len(self.faults) >= MOST:
            sys.stderr.write(self.app.desk.say("fault.hopeless", where=where) + "\n")
            raise fault
        if isinstance(fault, pygame.error) and self._reopen():
            return
        self._keep_battle()
        from game.ui.scenes.title import TitleScene

        self.app.shelve([TitleScene(), self.told(f"{type(fault).__name__}: {fault}", where)])

    def report(self, text: str) -> str:
        """Write a bundle; where it lies, or why it could not be written."""
        try:
            return str(bundle.write(text, self.app.desk.session, self.app.desk.settings))
        except OSError as trouble:
            return f"{bundle.folder()}: {(trouble.strerror or str(trouble)).lower()}"

    def told(self, what: str, where: str, key: str = "fault.text") -> Scene:
        """The message."""
        say = self.app.desk.say
        return Question(
            say("fault.title"), say(key), [Answer(say("common.ok"))], say("fault.where", what=what, where=where)
        )

    def _keep_battle(self) -> None:
        session = self.app.desk.session
        if session is None:
            return
        session.stop_computer()
        if session.outcome is None:
            try:
                session.save(kept.saves_folder() / f"{AFTER_FAULT}{keeping.SUFFIX}")
            except (OSError, UserError, AssertionError, LookupError, ValueError):
                return

    def _reopen(self) -> bool:
        """Another window in place of one that was lost."""
        app = self.app
        try:
            pygame.display.quit()
            pygame.display.init()
            pygame.font.init()
            lettering.forget()
            app.screen = pygame.display.set_mode(app.desk.size, pygame.RESIZABLE)
        except pygame.error:
            return False
        app.desk.redraw = True
        return True
