"""Saving and loading: every record with what it is of, the newest first; a name to type; removing with a question."""

from typing import Any

import pygame

from game.ui import keeping
from game.ui import settings as kept
from game.ui.scenes.base import Close, Desk, Load, Open, Remove, Save, SheetScene, Wish
from game.ui.scenes.dialogs import Answer, Question
from game.ui.scenes.post import MailScene
from game.ui.scenes.replay_open import ReplayLoading
from game.ui.scenes.report import ReportScene
from game.ui.scenes.report_work import ReportWork
from game.ui.theme import lettering, scrolled
from game.ui.theme.palette import BRASS, DEEP, DIM, FAINT, GOLD, PAPER, RULE
from game.ui.theme.sheet import Key, Layout, Sheet

ROOM = 430  # units of the list
WHEEL = 56


class SavesScene(SheetScene):
    """`mode` is `save`, `load`, `replay` or `report`; the wheel scrolls; Delete removes the record under the mouse."""

    veil = True
    magnify = 1.2

    def __init__(self, mode: str, suggestion: str = "") -> None:
        super().__init__()
        self.mode = mode
        self.name = suggestion
        self.line = ""
        self.turned = 0
        self._tall = 0
        self.files = self._listed()

    def _listed(self) -> list[keeping.Saved]:
        """The records to choose from; reports only on battles that are over, or of which nothing is known."""
        return [its for its in keeping.records() if self.mode != "report" or its.over is not False]

    def note(self, text: str) -> None:
        self.line = text
        self.files = self._listed()

    def state(self) -> Any:
        return self.turned, self.name, self.line, tuple(its.path for its in self.files)

    # ------------------------------------------------------------ painting

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        sheet = Layout(min(desk.u(860), desk.size[0] - 8), desk.scale, self.hover)
        sheet.head(say("report.which") if self.mode == "report" else say(f"saves.{self.mode}"))
        if self.mode == "report":
            sheet.para(say("report.which_note"), 14, DIM)
        if self.mode == "save":
            self._entry(sheet, desk)
        listed = self._list(desk, sheet.width - sheet.u(6))
        room = min(sheet.u(ROOM), listed.size[1])
        self._tall = scrolled.most(listed, room)
        self.turned = min(self.turned, self._tall)
        scrolled.put(sheet, listed, (0, sheet.y), room, self.turned, "list")
        sheet.y += room + sheet.u(6)
        if self.line:
            sheet.para(self.line, 14, BRASS)
        sheet.para(say("saves.folder", folder=kept.saves_folder()), 13, DIM)
        sheet.gap(6)
        keys = [Key(say("common.close"), "close")]
        if self.mode == "load":
            keys.insert(0, Key(say("mail.open"), "mail", tip=say("mail.open_tip")))
        if self.mode == "save":
            keys.append(Key(say("saves.save_it"), "new", bool(keeping.file_name(self.name)), look="red"))
        sheet.buttons(keys, 2, 42)
        return sheet.sheet()

    def _entry(self, sheet: Layout, desk: Desk) -> None:
        """The name to save under, typed."""
        box = pygame.Rect(sheet.pad, sheet.y, sheet.inner, sheet.u(40))
        pygame.draw.rect(sheet.ink, DEEP, box)
        pygame.draw.rect(sheet.ink, BRASS, box, sheet.u(1))
        words, colour = (self.name + "_", GOLD) if self.name else (desk.say("saves.name"), FAINT)
        px = lettering.fitting("sans", sheet.u(17), words, box.width - sheet.u(16))
        image = lettering.word("sans", px, words, colour)
        sheet.picture(image, box.x + sheet.u(8), box.centery - image.get_height() // 2)
        sheet.y = box.bottom + sheet.u(8)

    def _list(self, desk: Desk, width: int) -> Sheet:
        say = desk.say
        sheet = Layout(width, desk.scale, self.hover, desk.u(58) * max(2, len(self.files)) + desk.u(30))
        sheet.y = 0
        if not self.files:
            sheet.para(say("saves.none_over" if self.mode == "report" else "saves.none"), 16)
        for i, its in enumerate(self.files):
            self._row(sheet, desk, i, its)
        return sheet.sheet(bare=True)

    def _row(self, sheet: Layout, desk: Desk, i: int, its: keeping.Saved) -> None:
        """What it is of, above; its name and day below; at the end the button that removes it."""
        action, away = f"file {i}", f"remove {i}"
        high = sheet.u(50)
        box = pygame.Rect(sheet.pad, sheet.y, sheet.inner - high - sheet.u(12), high)
        lit = self.hover == action
        pygame.draw.rect(sheet.ink, (60, 56, 44) if lit else (40, 38, 32), box)
        pygame.draw.rect(sheet.ink, BRASS if lit else RULE, box, sheet.u(1))
        words = its.words(desk.say)
        room = box.width - sheet.u(20)
        px = lettering.fitting("bold", sheet.u(16), words, room)
        sheet.picture(
            lettering.word("bold", px, words, GOLD if lit else PAPER), box.x + sheet.u(10), box.y + sheet.u(4)
        )
        name = desk.say("saves.automatic", name=its.path.stem) if its.automatic else its.path.stem
        small = "  ·  ".join(part for part in (name, its.when(), its.seat(desk.say)) if part)
        px = lettering.fitting("sans", sheet.u(13), small, room)
        sheet.picture(lettering.word("sans", px, small, DIM), box.x + sheet.u(10), box.y + sheet.u(27))
        sheet.hot(box, action)
        at = pygame.Rect(box.right + sheet.u(6), box.y, high, high)
        sheet.button(at, Key("×", away, tip=desk.say("saves.remove")), 20)
        sheet.y += high + sheet.u(6)

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, rest = action.partition(" ")
        if word == "close":
            return [Close()]
        if word == "mail":
            return [Open(MailScene())]
        if word == "new":
            return self._save(keeping.file_name(self.name), desk)
        its = self.files[int(rest)]
        if word == "remove":
            return [Open(self._ask(desk, "saves.remove_ask", its, Remove(its.path)))]
        if self.mode == "load":
            return self._load(its, desk)
        if self.mode == "replay":
            return [Close((Open(ReplayLoading.of(its.path)),))]
        if self.mode == "report":
            return [Close((Open(ReportScene(ReportWork(its.path))),))]
        return self._save(its.path.stem, desk)

    def _load(self, its: keeping.Saved, desk: Desk) -> list[Wish]:
        """Over a battle under way only after a question; that one is kept first."""
        then = Close((Load(its.path),))
        if desk.session is None or desk.session.outcome is not None:
            return [then]
        return [Open(self._ask(desk, "saves.load_ask", its, then))]

    def _save(self, name: str, desk: Desk) -> list[Wish]:
        """Over an older save only after a question."""
        if not name:
            return []
        older = next((its for its in self.files if its.path.stem == name), None)
        if older is None:
            return [Close((Save(name),))]
        return [Open(self._ask(desk, "saves.over_ask", older, Close((Save(name),))))]

    def _ask(self, desk: Desk, key: str, its: keeping.Saved, wish: Wish) -> Question:
        say = desk.say
        text = f"{its.words(say)}\n{its.path.stem}  ·  {its.when()}"
        answers = [Answer(say("common.yes"), (wish,), "red"), Answer(say("common.no"))]
        return Question(say(key), text, answers, first=1)

    def enter(self, desk: Desk) -> list[Wish]:
        return self.act("new", desk) if self.mode == "save" else []

    # ------------------------------------------------------------ events

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.type == pygame.MOUSEWHEEL:
            self.turned = max(0, min(self.turned - event.y * desk.u(WHEEL), self._tall))
            return []
        if event.type == pygame.TEXTINPUT and self.mode == "save" and event.text.isprintable():
            self.name = (self.name + event.text)[: keeping.LONGEST_NAME]
            return []
        return super().handle(event, desk)

    def key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.key == pygame.K_BACKSPACE and self.mode == "save":
            self.name = self.name[:-1]
            return []
        if event.key == pygame.K_DELETE and self.hover.startswith("file "):
            return self.act(f"remove {self.hover.partition(' ')[2]}", desk)
        if event.key in (pygame.K_PAGEDOWN, pygame.K_PAGEUP):
            step = desk.u(ROOM) if event.key == pygame.K_PAGEDOWN else -desk.u(ROOM)
            self.turned = max(0, min(self.turned + step, self._tall))
            return []
        return super().key(event, desk)
