"""Settings on four pages: one row a setting, changed by a click and kept at once; keys changed by pressing them."""

from typing import Any

import pygame

from game.ui import keys, sound
from game.ui import settings as kept
from game.ui.scenes.base import Change, Close, Desk, SheetScene, Wish
from game.ui.text.i18n import LANGUAGES
from game.ui.theme import lettering
from game.ui.theme.palette import BAD, BRASS, DIM, GOLD, PAPER, scale_for
from game.ui.theme.sheet import Key, Layout, Sheet

PAGES = ("game", "screen", "sound", "keys")
COLUMNS = (("orders",), ("looking", "game"), ("replay", "editor"))  # of the page of keys
WIDTH = 1400
ROWS_PAD, LARGER = 90, 1.4  # how far the rows of the other pages stand from the edge, how much larger they are set
FOOT = (40, 7, 10)  # of a page: its last buttons, what parts them from what comes, the edge
Option = tuple[str, str]  # the value as text, and its words


class SettingsScene(SheetScene):
    """`page` is one of PAGES. While `waiting` names an action, the next key pressed becomes its key."""

    veil = True
    magnify = 1.2

    def __init__(self, page: str = "game") -> None:
        super().__init__()
        self.page = page
        self.waiting = ""
        self.line = ""
        self.shown: Any = None

    def note(self, text: str) -> None:
        self.line = text

    def state(self) -> Any:
        return self.page, self.waiting, self.line, self.shown

    # ------------------------------------------------------------ painting

    def paint(self, desk: Desk) -> Sheet:
        """The page open, as high as the highest: nothing moves when another is chosen."""
        height = max(self._page(desk, page).size[1] for page in PAGES)
        return self._page(desk, self.page, height)

    def _page(self, desk: Desk, page: str, height: int = 0) -> Sheet:
        """One page, with its last buttons at the foot of `height`; without it as high as it needs to be."""
        say = desk.say
        sheet = Layout(min(desk.u(WIDTH), desk.size[0] - 8), desk.scale, self.hover, desk.u(1200))
        sheet.head(say("settings.title"))
        tabs = [
            Key(say(f"settings.page_{name}"), f"page {name}", look="armed" if name == page else "plain")
            for name in PAGES
        ]
        sheet.buttons(tabs, len(tabs), 38, 16)
        sheet.gap(8)
        pad = sheet.pad
        if page == "keys":
            self._keys(sheet, desk)
        else:
            sheet.pad, sheet.scale = sheet.u(ROWS_PAD), desk.scale * LARGER  # few rows, in the middle
            sheet.gap(10)
            for label, name, options in rows(page, desk):
                sheet.choices(say(label), name, options, str(_plain(getattr(desk.settings, name))))
                sheet.gap(8)
        self._remarks(sheet, desk, page)
        sheet.pad, sheet.scale = pad, desk.scale
        foot = sum(sheet.u(part) for part in FOOT)
        sheet.y = height - foot if height else sheet.y + sheet.u(6)
        last = Key(say("keys.reset"), "reset") if page == "keys" else Key(say("settings.defaults"), "defaults")
        sheet.buttons([last, Key(say("common.close"), "close")], 2, 40)
        return sheet.sheet(height)

    def _remarks(self, sheet: Layout, desk: Desk, page: str) -> None:
        say, now = desk.say, desk.settings
        usual = scale_for(desk.size, 100)
        percent = round(100 * scale_for(desk.size, now.text_percent) / usual)
        if page == "screen" and percent < now.text_percent - 1:
            sheet.para(say("settings.text_now", percent=percent), 14, BRASS)
        if page == "sound" and not sound.ready():
            sheet.para(say("settings.no_sound"), 14, BRASS)
        if self.line or page == "keys":  # room is kept for what may be said of a key
            sheet.para(self.line or " ", 14, BAD)
        sheet.para(say("settings.kept", folder=kept.config_folder()), 13, DIM)

    def _keys(self, sheet: Layout, desk: Desk) -> None:
        """Every action with its keys, in columns; a key that two actions have is red."""
        say, own = desk.say, desk.settings.keys
        met = {scope: keys.conflicts(own, scope) for scope in keys.SCOPES}
        sheet.para(say("keys.how"), 14, DIM)
        if any(met.values()):
            sheet.para(say("keys.conflicts", n=sum(map(len, met.values()))), 14, BAD)
        sheet.gap(4)
        top, wide = sheet.y, sheet.inner // len(COLUMNS)
        bottom = top
        for number, groups in enumerate(COLUMNS):
            sheet.y = top
            for group in groups:
                x = sheet.pad + number * wide
                self._group(sheet, desk, group, x, wide - sheet.u(10), met[keys.scope_of(group)])
            bottom = max(bottom, sheet.y)
        sheet.y = bottom

    def _group(self, sheet: Layout, desk: Desk, group: str, x: int, width: int, met: dict[str, list[str]]) -> None:
        say, own = desk.say, desk.settings.keys
        px, height = sheet.u(14), sheet.u(25)
        sheet.picture(lettering.word("serif", sheet.u(16), say(f"keys.{group}"), GOLD), x, sheet.y)
        sheet.y += lettering.line_height("serif", sheet.u(16))
        button = width * 34 // 100
        for action in keys.GROUPS[group]:
            its = keys.chords(action, own)
            both = [chord for chord in its if chord in met]
            words = say(f"key.{action}")
            room = width - button - sheet.u(6)
            least = lettering.width_of("sans", lettering.SMALLEST_PX, words)
            if least > room or lettering.width_of("sans", px, words) > room * 5 // 4:  # what a word means, help says
                words = words.replace("：", ":").partition(":")[0]
            fit = lettering.fitting("sans", px, words, room)
            sheet.picture(
                lettering.word("sans", fit, words, BAD if both else PAPER),
                x,
                sheet.y + (height - lettering.line_height("sans", fit)) // 2,
            )
            box = pygame.Rect(x + width - button, sheet.y, button, height)
            label = say("keys.press") if self.waiting == action else keys.shown(action, own)
            look = "armed" if self.waiting == action else "red" if both else "plain"
            others = [say(f"key.{name}") for chord in both for name in met[chord] if name != action]
            tip = say("keys.conflict", key=both[0], others=say.join(others)) if both else ""
            sheet.button(box, Key(label, f"bind {action}", action != "back", tip, look=look), 13)
            sheet.y += height + sheet.u(3)

    # ------------------------------------------------------------ acting

    def act(self, action: str, desk: Desk) -> list[Wish]:
        word, _, rest = action.partition(" ")
        self.line, self.waiting = "", ""
        match word:
            case "close":
                return [Close()]
            case "page":
                self.page, self.hover = rest, action
            case "bind":
                self.waiting = rest
            case "reset":
                return [self._change({"keys": ()})]
            case "defaults":
                usual = kept.Settings()
                names = [name for _, name, _ in rows(self.page, desk) if name != "lang"]
                return [self._change({name: getattr(usual, name) for name in names})]
            case _:
                name, _, value = action.partition("=")
                return [self._change({name: _value(name, value)})]
        return []

    def _change(self, values: dict[str, Any]) -> Wish:
        self.shown = tuple(values.items())
        return Change(values)

    def key(self, event: pygame.event.Event, desk: Desk) -> list[Wish]:
        if not self.waiting:
            return super().key(event, desk)
        action, own = self.waiting, desk.settings.keys
        if event.key == pygame.K_ESCAPE:
            self.waiting = ""
            return []
        if event.key == pygame.K_DELETE:
            self.waiting = ""
            return [self._change({"keys": keys.bound(own, action, ())})]
        chord = keys.chord_of(event)
        if not chord:  # a modifier on its way down
            return []
        self.waiting = ""
        reason = keys.why_not(action, chord)
        if reason:
            self.line = desk.say(reason)
            return []
        changed = keys.bound(own, action, (chord,))
        scope = next(its for its in keys.SCOPES if action in keys.actions_in(its))
        others = [name for name in keys.conflicts(changed, scope).get(chord, ()) if name != action]
        if others:
            names = desk.say.join([desk.say(f"key.{name}") for name in others])
            self.line = desk.say("keys.conflict", key=chord, others=names)
        return [self._change({"keys": changed})]


def rows(page: str, desk: Desk) -> list[tuple[str, str, list[Option]]]:
    """Label, name in the settings and choices of every row of a page."""
    say = desk.say
    switch = [("1", say("settings.on")), ("0", say("settings.off"))]
    if page == "game":
        return [
            ("settings.language", "lang", list(LANGUAGES.items())),
            ("settings.speed", "pace", [(pace, say(f"settings.{pace}")) for pace in kept.PACES]),
            ("settings.click", "click", [(way, say(f"settings.{way}")) for way in kept.CLICKS]),
            ("settings.confirm", "confirm_end", switch),
            ("settings.confirm_quit", "confirm_quit", switch),
        ]
    if page == "screen":
        return [
            ("settings.text", "text_percent", [(str(n), f"{n} %") for n in kept.TEXT_SIZES]),
            ("settings.colours", "colours", [(its, say(f"settings.{its}")) for its in kept.COLOURS]),
            ("settings.screen", "full_screen", [("0", say("settings.window")), ("1", say("settings.full"))]),
        ]
    if page == "sound":
        steps = [(str(n), f"{n} %") for n in kept.VOLUME_STEPS]
        return [
            ("settings.sound_all", "sound", switch),
            *((f"settings.{name}", name, steps) for name in kept.VOLUMES),
        ]
    return []


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _value(name: str, text: str) -> Any:
    """A choice's text as the value that the setting keeps."""
    usual = getattr(kept.Settings(), name)
    return text == "1" if isinstance(usual, bool) else int(text) if isinstance(usual, int) else text
