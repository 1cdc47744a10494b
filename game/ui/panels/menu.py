"""The small menu of orders that opens on a hex or a unit."""

from collections.abc import Sequence

from game.ui.text.i18n import Tongue
from game.ui.theme.palette import DIM
from game.ui.theme.sheet import Key, Layout, Sheet

WIDTH = 300


def order_menu(title: str, keys: Sequence[Key], nothing: str, say: Tongue, scale: float, hover: str) -> Sheet:
    """One button an order; `nothing` says why there is none."""
    sheet = Layout(round(WIDTH * scale), scale, hover)
    sheet.head(title)
    if not keys:
        sheet.para(nothing, 14, DIM)
    sheet.buttons([*keys, Key(say("menu.back"), "menu back")], 1, 34, 15)
    return sheet.sheet()
