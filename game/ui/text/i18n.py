"""Which words are shown: one table of both languages, looked up by key.

A `Tongue` is handed down to every painter; a word missing in one language is shown in English, a key missing
in the table is shown as itself, so that a mod's new word never stops the game. English nouns agree with their numbers:
`{n} {n:turn|turns}`.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.scenario.words import Text
from game.ui.text.strings_battle import BATTLE
from game.ui.text.strings_editor import EDITOR
from game.ui.text.strings_frame import FRAME
from game.ui.text.strings_keys import KEYS
from game.ui.text.strings_lessons import LESSONS
from game.ui.text.strings_menu import MENU
from game.ui.text.strings_mods import MODS
from game.ui.text.strings_replay import REPLAY
from game.ui.text.strings_report import REPORT
from game.ui.text.strings_rules import RULES
from game.ui.text.strings_table import TABLE as BATTLE_TABLE

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
LANGUAGES = {"en": "English", "zh": "中文"}
TABLE: dict[str, tuple[str, str]] = {
    **MENU, **MODS, **BATTLE, **RULES, **LESSONS, **KEYS, **FRAME, **EDITOR, **REPORT, **BATTLE_TABLE, **REPLAY,
}  # fmt: skip


def take_words(words: Mapping[str, Text]) -> list[str]:
    """Let mods' words stand for the game's. Returns the keys left out: unknown, or with a value nobody gives there."""
    refused = []
    for key, text in words.items():
        pair = (text.en, text.zh or "")
        if key in TABLE and _values(*pair) <= _values(*TABLE[key]):
            TABLE[key] = pair
        else:
            refused.append(key)
    return refused


def _values(*texts: str) -> set[str]:
    """The names in braces; a brace that is not closed counts as a name that nobody gives."""
    try:
        return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


class Counting(string.Formatter):
    """`{n} {n:turn|turns}`: the word that goes with the number, beside what `str.format` does."""

    def format_field(self, value: Any, spec: str) -> Any:
        one, bar, many = spec.partition("|")
        return (one if str(value) == "1" else many) if bar else super().format_field(value, spec)


COUNTING = Counting()


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language to speak in: `say("title.quit")`."""

    lang: str = "en"

    def __call__(self, key: str, /, **values: Any) -> str:
        pair = TABLE.get(key)
        if pair is None:
            return key.rpartition(".")[2].replace("_", " ")
        text = pair[1] if self.lang == "zh" and pair[1] else pair[0]
        return COUNTING.format(text, **values) if values else text

    def has(self, key: str) -> bool:
        return key in TABLE

    def join(self, parts: list[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def date(self, date: str) -> str:
        """`1944-06-28 day` as `28 June 1944, day` or `1944年6月28日 晝`."""
        day, _, half = date.partition(" ")
        year, month, number = day.split("-")
        half = self(f"half.{half}")
        if self.lang == "zh":
            return f"{year}年{int(month)}月{int(number)}日 {half}"
        return f"{int(number)} {MONTHS[int(month) - 1]} {year}, {half}"

    def day(self, date: str) -> str:
        """`1944-06-28 day` as `28 June` or `6月28日`."""
        _, month, number = date.partition(" ")[0].split("-")
        return f"{int(month)}月{int(number)}日" if self.lang == "zh" else f"{int(number)} {MONTHS[int(month) - 1]}"

    def number(self, value: int) -> str:
        """Thousands parted."""
        return f"{value:,}"
