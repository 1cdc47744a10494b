"""Find a unit or a place by its name, number or hex (`/`): what is written, and what fits it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.rows import Column, Row, rows
from game.ui.text.i18n import Tongue
from game.ui.theme import lettering
from game.ui.theme.palette import BRASS, DIM, GOLD, PAPER
from game.ui.theme.sheet import Layout, Sheet
from game.ui.theme.surface import button_face
from game.values import View

WIDTH = 620
MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """What fits: its names, what it is, and the action that goes there."""

    title: str
    sort: str
    at: str
    action: str


def search(text: str, names: Gazetteer, view: View, say: Tongue) -> list[Found]:
    """Units of one's own, enemies known, places, hexes; those that begin with the words come first."""
    wanted = text.strip().casefold()
    if not wanted:
        return []
    found: list[tuple[int, Found]] = []

    def offer(words: Sequence[str], item: Found) -> None:
        folded = [word.casefold() for word in words if word]
        if any(wanted in word for word in folded):
            first = any(word.startswith(wanted) for word in folded)
            found.append((0 if first else 1, item))

    for unit in view.own:
        if unit.at:
            both = [names.unit(unit.id, lang) for lang in ("en", "zh")]
            words = [*both, unit.id, unit.short, names.commander(unit.id, "en"), names.commander(unit.id, "zh")]
            sort = names.commander(unit.id, say.lang) or say("find.own")
            offer(words, Found(names.unit(unit.id, say.lang), sort, unit.at, f"go-unit {unit.id}"))
    for name, place in names.scenario.map.places.items():
        at = names.hex(name)
        title = f"{place.name.get(say.lang)} · {place.name.get('en' if say.lang == 'zh' else 'zh')}"
        offer([place.name.get("en"), place.name.get("zh"), name], Found(title, say("find.place"), at, f"go {at}"))
    for contact in (*view.seen, *view.remembered):
        both = [names.unit(contact.id, lang) for lang in ("en", "zh")]
        item = Found(names.unit(contact.id, say.lang), say("find.enemy"), contact.at, f"go {contact.at}")
        offer([*both, contact.id, contact.short], item)
    if wanted in names.ground:
        found.append((0, Found(names.place(wanted, say.lang) or wanted, say("find.hex"), wanted, f"go {wanted}")))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def find_panel(text: str, found: Sequence[Found], chosen: int, say: Tongue, scale: float, hover: str) -> Sheet:
    """Same arguments, same pixels."""
    sheet = Layout(round(WIDTH * scale), scale, hover)
    sheet.head(say("find.title"), say("find.keys"))
    box = pygame.Rect(sheet.pad, sheet.y, sheet.inner, sheet.u(38))
    button_face(sheet.ink, box, "off", sheet.u(1))
    image = lettering.word(
        "sans", lettering.fitting("sans", sheet.u(18), text + "|", box.w - sheet.u(20)), text + "|", GOLD
    )
    sheet.picture(image, box.x + sheet.u(10), box.centery - image.get_height() // 2)
    sheet.y = box.bottom + sheet.u(8)
    columns = [Column("", 62, "", False), Column("", 22, "", False), Column("", 16)]
    lines = [Row(((item.title, PAPER), (item.sort, DIM), (item.at, BRASS)), item.action) for item in found[:MOST]]
    if lines:
        lit = lines[min(chosen, len(lines) - 1)].action
        rows(sheet, columns, lines, 0, MOST, lit)
    else:
        sheet.para(say("find.nothing" if text.strip() else "find.hint"), 14, DIM)
    if len(found) > MOST:
        sheet.para(say("find.more", n=len(found) - MOST), 13, DIM)
    return sheet.sheet()
