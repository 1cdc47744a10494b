"""Settings: one row a setting, changed by a click and kept at once."""

from typing import Any

from game.ui import settings as kept
from game.ui.scenes.base import Change, Close, Desk, SheetScene, Wish
from game.ui.text.i18n import LANGUAGES
from game.ui.theme.palette import DIM
from game.ui.theme.sheet import Key, Layout, Sheet


class SettingsScene(SheetScene):
    veil = True
    magnify = 1.2

    def __init__(self) -> None:
        super().__init__()
        self.shown: Any = None

    def state(self) -> Any:
        return self.shown

    def paint(self, desk: Desk) -> Sheet:
        say, now = desk.say, desk.settings
        sheet = Layout(desk.u(600), desk.scale, self.hover)
        sheet.head(say("settings.title"))
        rows: list[tuple[str, str, list[tuple[str, str]], str]] = [
            ("settings.language", "lang", list(LANGUAGES.items()), now.lang),
            ("settings.text", "text_percent", [(str(n), f"{n} %") for n in kept.TEXT_SIZES], str(now.text_percent)),
            ("settings.speed", "pace", [(pace, say(f"settings.{pace}")) for pace in kept.PACES], now.pace),
            ("settings.sound", "sound", _on_off(desk), str(int(now.sound))),
            (
                "settings.screen",
                "full_screen",
                [("0", say("settings.window")), ("1", say("settings.full"))],
                str(int(now.full_screen)),
            ),
            ("settings.confirm", "confirm_end", _on_off(desk), str(int(now.confirm_end))),
        ]
        for label, name, options, value in rows:
            sheet.para(say(label), 15, DIM)
            sheet.gap(2)
            keys = [
                Key(text, f"{name}={option}", look="armed" if option == value else "plain") for option, text in options
            ]
            sheet.buttons(keys, len(keys), 34)
            sheet.gap(4)
        sheet.para(say("settings.kept", folder=kept.config_folder()), 13, DIM)
        sheet.gap(6)
        sheet.buttons([Key(say("common.close"), "close")], 2)
        return sheet.sheet()

    def act(self, action: str, desk: Desk) -> list[Wish]:
        if action == "close":
            return [Close()]
        name, _, value = action.partition("=")
        self.shown = action
        if name in ("sound", "full_screen", "confirm_end"):
            return [Change({name: value == "1"})]
        return [Change({name: int(value) if name == "text_percent" else value})]


def _on_off(desk: Desk) -> list[tuple[str, str]]:
    return [("1", desk.say("settings.on")), ("0", desk.say("settings.off"))]
