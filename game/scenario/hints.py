"""What an author of YAML most likely meant: remedies for the slips that the parser's own words do not name."""

from __future__ import annotations

import re

FULL_WIDTH = {
    "：": ":", "，": ",", "「": '"', "」": '"', "『": '"', "』": '"', "（": "(", "）": ")", "、": ",",
    "“": '"', "”": '"', "｛": "{", "｝": "}", "［": "[", "］": "]", "＃": "#",
}  # fmt: skip
COMMENT = "'#' begins a comment here: put text with a '#' in it in quotes"
COMMA = "a ',' ends the text in braces: put text with a ',' in it in quotes"
COLON = "text with ': ' in it needs quotes"

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_SIGN = re.compile(r"(?<=[A-Za-z0-9_\"'\]}])[：]|[，、](?=\s*[a-z_]+\s*[:：])|[｛｝［］＃]|(?<=[:：])\s*[「『“（]")
_TEXT = re.compile(r"\b(?:en|zh):\s[^{}\[\],]*?:(?:\s|$)")


def bare(line: str) -> str:
    """A line with what stands in quotes blanked out, so that columns stay."""
    return _QUOTED.sub(lambda found: "_" * len(found.group()), line)


def comment_in(line: str) -> int | None:
    """Column (from 0) of a '#' that cuts off braces or brackets opened before it and closed only behind it."""
    text = bare(line)
    for found in re.finditer(r"(?<=\s)#", text):
        before, behind = text[: found.start()], text[found.start() :]
        if re.search(r"[}\]]", behind) and sum(map(before.count, "{[")) > sum(map(before.count, "}]")):
            return found.start()
    return None


def commented(rest: str) -> bool:
    """Whether a comment begins where a value ought to stand; `rest` is the line from there."""
    return re.match(r"\s*:?\s*#\S", rest) is not None


def colon_in(line: str) -> bool:
    """Whether a text in braces goes on behind a ': '."""
    return bool(_TEXT.search(bare(line)))


def full_width(text: str) -> str | None:
    """The first sign of full width that stands where YAML wants a plain one, as a remedy."""
    found = _SIGN.search(bare(text))
    return _plainly(found.group().strip()) if found else None


def full_width_word(word: str) -> str | None:
    """The same for a word that ought to be a name or a number: any such sign is one too many."""
    sign = next((letter for letter in word if letter in FULL_WIDTH), None)
    return _plainly(sign) if sign else None


def _plainly(sign: str) -> str:
    return f"'{sign}' is a sign of full width, which YAML does not read: write {FULL_WIDTH[sign]}"


def short_hex(text: str) -> str | None:
    """What a hex written as `607`, `6,7` or `[6, 7]` is called here; None if the text is nothing like it."""
    found = re.fullmatch(r"\s*\[?\s*([0-9]{1,2})\s*[,./ -]\s*([0-9]{1,2})\s*\]?\s*", text)
    if found is None:
        found = re.fullmatch(r"([0-9])([0-9]{2})", text)
    if found is None:
        return None
    return f"a hex is four digits, column then row: {int(found[1]):02d}{int(found[2]):02d}"


def measure(text: str) -> str | None:
    """`14x12` as the list it is meant to be."""
    found = re.fullmatch(r"([0-9]+)\s*[xX×*,]\s*([0-9]+)", text.strip())
    return f"expected a list: [{found[1]}, {found[2]}]" if found else None
