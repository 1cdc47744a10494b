"""Which words are shown: one table of both languages, looked up by key.

A `Tongue` is handed down to every painter; a word missing in one language is shown in English, a key missing
in the table is shown as itself, so that a mod's new word never stops the game.
"""

from dataclasses import dataclass
from typing import Any

from game.ui.text.strings_battle import BATTLE
from game.ui.text.strings_menu import MENU
from game.ui.text.strings_rules import RULES

LANGUAGES = {"en": "English", "zh": "中文"}
TABLE: dict[str, tuple[str, str]] = {**MENU, **BATTLE, **RULES}


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language to speak in: `say("title.quit")`."""

    lang: str = "en"

    def __call__(self, key: str, /, **values: Any) -> str:
        pair = TABLE.get(key)
        if pair is None:
            return key.rpartition(".")[2].replace("_", " ")
        text = pair[1] if self.lang == "zh" and pair[1] else pair[0]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        return key in TABLE

    def join(self, parts: list[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def number(self, value: int) -> str:
        """Thousands parted."""
        return f"{value:,}"
