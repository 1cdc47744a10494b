"""Play by mail in the game: the phase just ended as a file to send, and files taken in that were sent.

Files to send lie in `mail/out` of the player's folder; those received are chosen from `mail/in`, or dropped on the
window. What the links between them show, and what they cannot, is said by game/chronicle/mail.py.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pygame

from game.chronicle import mail
from game.errors import UserError
from game.ui import keeping
from game.ui import settings as kept
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Close, Desk, Home, Load, Open, Scene, SheetScene, Tell, Wish
from game.ui.scenes.prepare import Preparation
from game.ui.scenes.replay_open import ReplayLoading
from game.ui.text.i18n import Tongue
from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, DIM, GOLD, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet

SHOWN = 8


def home() -> Path:
    """The player's folder, as the saves are in it."""
    return kept.saves_folder().parent


def inbox() -> Path:
    return home() / "mail" / "in"


def received() -> list[Path]:
    """Files to take in, the newest first; none if the folder cannot be read."""
    try:
        return sorted(inbox().glob(f"*{mail.MAIL_SUFFIX}"), key=lambda its: -its.stat().st_mtime)
    except OSError:
        return []


def is_by_mail(desk: Desk) -> bool:
    return bool(mail.game_of(desk.table.battle.settings.get("mail")))


def sending(desk: Desk) -> "Posting":
    """The battle on the table, whose phase is over, is saved and made into a file to send; then the table is left."""
    session, say = desk.table, desk.say
    battle = session.battle
    if not is_by_mail(desk):
        battle.settings = {**battle.settings, "mail": mail.new_game()}
    name = mail.save_name(battle.scenario.id, battle.settings["mail"])

    def work() -> tuple[Wish, ...]:
        saved = kept.saves_folder() / f"{name}{keeping.SUFFIX}"
        session.save(saved)
        sent = mail.send(saved, home=home())
        receiver = session.scenario.sides[sent.envelope.receiver].name.get(say.lang)
        words = say("mail.sent", side=receiver, file=sent.file)
        return Home(), Tell(f"{words} {say('mail.other')}" if sent.other else words)

    return Posting(work, say)


def taking(file: Path, say: Tongue) -> "Posting":
    """A file that was sent is checked, saved and opened; a battle that it ends is watched."""

    def work() -> tuple[Wish, ...]:
        got = mail.receive(file, home())
        if got.level:
            return (Open(ReplayLoading.of(got.saved)),)
        return (Load(got.saved),)

    return Posting(work, say)


def dropped(file: Path, say: Tongue) -> Wish:
    """What a file dropped on the window is for."""
    if not Preparation.of_game().ready:
        return Tell(say("title.waits"))
    if file.suffix == mail.MAIL_SUFFIX:
        return Open(taking(file, say))
    if file.suffix == keeping.SUFFIX:
        return Load(file)
    return Tell(say("mail.unknown", name=file.name))


class Posting(Scene):
    """Sends or takes in, in a worker; then what follows from it, or a word of what went wrong."""

    def __init__(self, work: Callable[[], tuple[Wish, ...]], say: Tongue) -> None:
        self._work, self._say = work, say
        self.then: tuple[Wish, ...] = ()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.then = self._work()
        except (UserError, OSError) as fault:
            self.then = (Tell(self._say("mail.failed", reason=fault)),)

    @property
    def moving(self) -> bool:
        return True

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        return [] if self._thread.is_alive() else [Close(self.then)]

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        image = lettering.word("serif", desk.u(24), self._say("mail.working"), GOLD)
        target.blit(image, image.get_rect(center=(desk.size[0] // 2, desk.size[1] // 2)))


class MailScene(SheetScene):
    """Choose a file that was sent."""

    veil = True
    magnify = 1.15

    def __init__(self) -> None:
        super().__init__()
        self.line = ""
        self.files = received()

    def note(self, text: str) -> None:
        self.line, self.files = text, received()

    def state(self) -> Any:
        return self.line, tuple(self.files)

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        sheet = Layout(min(desk.u(760), desk.size[0] - 8), desk.scale, self.hover)
        sheet.head(say("mail.title"))
        sheet.para(say("mail.how"), 15, PAPER)
        sheet.para(say("saves.folder", folder=inbox()), 13, DIM)
        sheet.gap(6)
        if not self.files:
            sheet.para(say("mail.none"), 15, DIM, "italic")
        keys = [Key(f"{its.stem}  ·  {_when(its)}", f"take {i}") for i, its in enumerate(self.files[:SHOWN])]
        sheet.buttons(keys, 1, 36, 15)
        if self.line:
            sheet.para(self.line, 14, BRASS)
        sheet.gap(4)
        sheet.para(say("mail.limits"), 13, DIM)
        sheet.gap(6)
        sheet.buttons([Key(say("mail.look"), "look"), Key(say("common.close"), "close")], 2, 42)
        return sheet.sheet()

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, rest = action.partition(" ")
        if word == "look":
            self.note("")
            return []
        if word == "take":
            return [Open(taking(self.files[int(rest)], desk.say))]
        return [Close()]


def _when(file: Path) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(file.stat().st_mtime))
    except OSError:
        return ""
