"""The encyclopedia: chapters and a search on the left, one article on the right, with its sources and its place."""

import functools
from typing import Any

import pygame

from game.errors import UserError
from game.scenario import catalog, encyclopedia
from game.scenario.encyclopedia import Entry
from game.scenario.model import Scenario
from game.ui.map.pictures import MapPictures
from game.ui.panels.gazetteer import Gazetteer
from game.ui.scenes.backdrop import backdrop
from game.ui.scenes.base import Close, Desk, SheetScene, Wish
from game.ui.theme import lettering, scrolled
from game.ui.theme.palette import BAD, BRASS, DEEP, DIM, FAINT, FAIR, GOLD, GOOD, PAPER, RULE, Colour, shown
from game.ui.theme.sheet import Key, Layout, Sheet

MARKS: dict[str, Colour] = {"documented": GOOD, "estimated": FAIR, "invented": BAD}
PACKAGE = "hengyang/"  # whose encyclopedia the title opens
WHEEL = 64  # units a step of the wheel turns
LONGEST = 40


class EncyclopediaScene(SheetScene):
    """`scenario` says whose encyclopedia is read and on whose map places are shown; empty: the game's own."""

    def __init__(self, scenario: Scenario | None = None, article: str = "") -> None:
        super().__init__()
        self.scenario = scenario
        self.book = encyclopedia.of(scenario.id if scenario else PACKAGE)
        self.words = ""
        self.opened = self.book.groups[0].id if self.book.groups else ""
        self.article = ""
        self.past: list[str] = []
        self.turned = {"list": 0, "text": 0}
        self.pictures = MapPictures()
        self._seen = 0
        self._tall = {"list": 0, "text": 0}
        if self.book.entries:
            self._show(article if self.book.entry(article) else self.book.entries[0].id)

    def state(self) -> Any:
        return self.words, self.opened, self.article, tuple(self.turned.values()), self.pictures.version

    @property
    def watching(self) -> bool:
        return self.pictures.painting

    def tick(self, desk: Desk, ms: int) -> list[Wish]:
        if self.pictures.version != self._seen:
            self._seen, desk.redraw = self.pictures.version, True
        return []

    def _show(self, article: str) -> None:
        entry = self.book.entry(article)
        if entry is None:
            return
        if self.article and self.article != article:
            self.past.append(self.article)
        self.article, self.opened = article, entry.group
        self.turned["text"] = 0

    # ------------------------------------------------------------ painting

    def paint(self, desk: Desk) -> Sheet:
        say = desk.say
        width = min(desk.u(1480), desk.size[0] - desk.u(16))
        height = desk.size[1] - desk.u(24)
        sheet = Layout(width, desk.scale, self.hover, height)
        sheet.head(say("encyclopedia.title"), say("encyclopedia.count", n=len(self.book.entries)))
        left = width * 33 // 100
        top = sheet.y
        room = height - top - sheet.u(64)
        self._search(sheet, desk, left)
        listed = self._list(desk, left)
        down = sheet.y - top
        self._put(sheet, listed, (0, sheet.y), room - down, "list")
        if not self.book.entries:
            sheet.para(say("encyclopedia.none"), 16)
        text = self._text(desk, width - left)
        self._put(sheet, text, (left, top), room, "text")
        pygame.draw.line(sheet.ink, RULE, (left, top), (left, top + room), sheet.u(1))
        sheet.y = height - sheet.u(56)
        keys = [
            Key(say("common.close"), "close"),
            Key(say("encyclopedia.past"), "past", bool(self.past)),
            Key(say("encyclopedia.before"), "step -1", self._beside(-1) is not None),
            Key(say("encyclopedia.after"), "step 1", self._beside(1) is not None),
        ]
        sheet.buttons(keys, 4, 40, 16)
        return sheet.sheet(height)

    def _put(self, sheet: Layout, part: Sheet, at: tuple[int, int], room: int, name: str) -> None:
        self._tall[name] = scrolled.most(part, room)
        self.turned[name] = min(self.turned[name], self._tall[name])
        scrolled.put(sheet, part, at, room, self.turned[name], name)

    def _search(self, sheet: Layout, desk: Desk, width: int) -> None:
        box = pygame.Rect(sheet.pad, sheet.y, width - 2 * sheet.pad, sheet.u(36))
        pygame.draw.rect(sheet.ink, DEEP, box)
        pygame.draw.rect(sheet.ink, BRASS if self.words else RULE, box, sheet.u(1))
        words, colour = (self.words + "_", GOLD) if self.words else (desk.say("encyclopedia.search"), FAINT)
        px = lettering.fitting("sans", sheet.u(16), words, box.width - sheet.u(16))
        image = lettering.word("sans", px, words, colour)
        sheet.picture(image, box.x + sheet.u(8), box.centery - image.get_height() // 2)
        sheet.y = box.bottom + sheet.u(8)

    def _list(self, desk: Desk, width: int) -> Sheet:
        lang = desk.say.lang
        sheet = Layout(width - desk.u(4), desk.scale, self.hover, desk.u(9000))
        sheet.y = 0
        if self.words:
            found = self.book.find(self.words)
            sheet.para(desk.say("encyclopedia.found", n=len(found)), 14, DIM)
            for entry in found:
                self._line(sheet, entry, lang)
            return sheet.sheet(bare=True)
        for group in self.book.groups:
            entries = self.book.of_group(group.id)
            opened = group.id == self.opened
            action = f"group {group.id}"
            colour = PAPER if self.hover == action else GOLD if opened else BRASS
            top = sheet.y
            sheet.para(f"{group.title.get(lang)}", 17, colour, "serif")
            count = lettering.word("sans", sheet.u(13), str(len(entries)), DIM)
            sheet.picture(count, sheet.width - sheet.pad - count.get_width(), top + sheet.u(4))
            sheet.gap(3)
            sheet.hot(pygame.Rect(sheet.pad, top, sheet.inner, sheet.y - top), action)
            if opened:
                for entry in entries:
                    self._line(sheet, entry, lang)
                sheet.gap(4)
        return sheet.sheet(bare=True)

    def _line(self, sheet: Layout, entry: Entry, lang: str) -> None:
        """One article in the list: its day or mark, its title."""
        action = f"article {entry.id}"
        lit = action == self.hover
        chosen = entry.id == self.article
        px, height = sheet.u(15), lettering.line_height("sans", sheet.u(15)) + sheet.u(4)
        box = pygame.Rect(sheet.pad, sheet.y, sheet.inner - sheet.u(8), height)
        if lit or chosen:
            pygame.draw.rect(sheet.ink, (84, 66, 30) if chosen else (60, 56, 44), box)
        title = entry.title.get(lang)
        fit = lettering.fitting("sans", px, title, box.width - sheet.u(28))
        pygame.draw.circle(sheet.ink, shown(MARKS[entry.certainty]), (box.x + sheet.u(10), box.centery), sheet.u(3))
        image = lettering.word("sans", fit, title, GOLD if chosen or lit else PAPER)
        sheet.picture(image, box.x + sheet.u(20), box.centery - image.get_height() // 2)
        sheet.hot(box, action)
        sheet.y += height

    def _text(self, desk: Desk, width: int) -> Sheet:
        """The article in the language shown, its name in the other, where it lies, what else to read."""
        say, lang = desk.say, desk.say.lang
        sheet = Layout(width - desk.u(10), desk.scale, self.hover, desk.u(4000))
        entry = self.book.entry(self.article)
        if entry is None:
            return sheet.sheet(bare=True)
        sheet.pad = sheet.u(26)
        sheet.para(entry.title.get(lang), 32, GOLD, "serif")
        other = entry.title.get("en" if lang == "zh" else "zh")
        group = next(its.title.get(lang) for its in self.book.groups if its.id == entry.group)
        below = [other] if other != entry.title.get(lang) else []
        below += [group] + ([say.date(f"{entry.date} day").rpartition(" ")[0].rstrip(",")] if entry.date else [])
        sheet.para(" · ".join(below), 16, BRASS, "serif")
        sheet.rule()
        sheet.gap(6)
        for paragraph in entry.text.get(lang).split("\n"):
            sheet.para(paragraph, 19)
            sheet.gap(6)
        self._place(sheet, entry)
        sheet.gap(8)
        mark = say(f"certainty.{entry.certainty}")
        sheet.para(mark, 15, MARKS[entry.certainty], "bold")
        sheet.para(say("encyclopedia.source", source=entry.source), 14, DIM)
        links = [found for found in map(self.book.entry, entry.see) if found]
        if links:
            sheet.gap(10)
            sheet.para(say("encyclopedia.see"), 15, BRASS, "bold")
            sheet.gap(3)
            keys = [Key(its.title.get(lang), f"article {its.id}") for its in links]
            sheet.buttons(keys, 3, 34, 15)
        return sheet.sheet(bare=True)

    def _place(self, sheet: Layout, entry: Entry) -> None:
        """The ground about the place that the article is on, if a map has it."""
        scenario = self.scenario or _scenario_with(entry.id)
        if scenario is None or entry.id not in scenario.map.places:
            return
        at = Gazetteer(scenario).hex(entry.id)
        size = (sheet.inner, min(sheet.u(330), sheet.inner * 5 // 10))
        picture = self.pictures.get(scenario, size, at)
        box = pygame.Rect(sheet.pad, sheet.y + sheet.u(4), *size)
        if picture:
            sheet.picture(picture, *box.topleft)
        pygame.draw.rect(sheet.ink, BRASS, box, sheet.u(1))
        sheet.y = box.bottom + sheet.u(4)

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, rest = action.partition(" ")
        match word:
            case "close":
                return [Close()]
            case "group":
                self.opened = "" if rest == self.opened else rest
            case "article":
                self._show(rest)
            case "past":
                if self.past:
                    back = self.past.pop()
                    self.article = ""
                    self._show(back)
            case "step":
                found = self._beside(int(rest))
                if found:
                    self._show(found.id)
        return []

    def _beside(self, step: int) -> Entry | None:
        """The article before or after, in reading order."""
        ids = [entry.id for entry in self.book.entries]
        at = ids.index(self.article) + step if self.article in ids else -1
        return self.book.entries[at] if 0 <= at < len(ids) else None

    def escape(self, desk: Desk) -> list[Wish]:
        if self.words:
            self._search_for("")
            return []
        return [Close()]

    def enter(self, desk: Desk) -> list[Wish]:
        found = self.book.find(self.words)
        if found:
            self._show(found[0].id)
        return []

    def _search_for(self, words: str) -> None:
        self.words, self.turned["list"], self.hover = words[:LONGEST], 0, ""

    # ------------------------------------------------------------ events

    def handle(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if event.type == pygame.TEXTINPUT and event.text.isprintable():
            self._search_for((self.words + event.text).lstrip())
            return []
        if event.type == pygame.MOUSEWHEEL:
            part = self._part_at(desk.mouse, desk)
            turned = self.turned[part] - event.y * desk.u(WHEEL)
            self.turned[part] = max(0, min(turned, self._tall[part]))
            return []
        return super().handle(event, desk)

    def _part_at(self, pos: tuple[int, int], desk: Desk) -> str:
        placed = self.placed(desk)
        for hot in placed.sheet.hots:
            if hot.action.startswith("scroll ") and hot.rect.move(placed.pos).collidepoint(pos):
                return hot.action.partition(" ")[2]
        return "text"

    def key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        pages = {pygame.K_PAGEDOWN: 1, pygame.K_PAGEUP: -1}
        if event.key == pygame.K_BACKSPACE:
            if self.words:
                self._search_for(self.words[:-1])
                return []
            return self.act("past", desk)
        if event.key in pages:
            turned = self.turned["text"] + pages[event.key] * desk.size[1] // 2
            self.turned["text"] = max(0, min(turned, self._tall["text"]))
            return []
        if event.key in (pygame.K_LEFT, pygame.K_RIGHT) or (
            event.key in (pygame.K_UP, pygame.K_DOWN) and not self.words
        ):
            return self.act("step -1" if event.key in (pygame.K_LEFT, pygame.K_UP) else "step 1", desk)
        return super().key(event, desk)

    def draw(self, target: pygame.Surface, desk: Desk) -> None:
        target.blit(backdrop(desk.size), (0, 0))
        super().draw(target, desk)


@functools.lru_cache(maxsize=128)
def _scenario_with(place: str) -> Scenario | None:
    """The game's own scenario with the largest map that has a place; None for what is no place."""
    best: Scenario | None = None
    for scenario in _scenarios():
        if place in scenario.map.places and (best is None or _area(scenario) > _area(best)):
            best = scenario
    return best


def _area(scenario: Scenario) -> int:
    return scenario.map.grid.size[0] * scenario.map.grid.size[1]


@functools.lru_cache(maxsize=1)
def _scenarios() -> tuple[Scenario, ...]:
    found = []
    for name in catalog.names():
        if name.startswith(PACKAGE):
            try:
                found.append(catalog.load(name))
            except UserError:
                continue
    return tuple(found)
