"""The unit card: what a unit is, what it has left, its three don'ts and the orders it can be given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.ui.panels.gazetteer import Gazetteer
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BAD, BRASS, DIM, FAIR, GOOD, PAPER, Colour, tone
from game.ui.theme.sheet import Key, Layout, Sheet
from game.values import UnitView

WIDTH = 356


@dataclass(frozen=True, slots=True)
class CardButtons:
    """The toggles and order buttons of the card, with the reasons of those that are grey."""

    donts: tuple[Key, ...] = ()
    orders: tuple[Key, ...] = ()
    companions: tuple[Key, ...] = ()  # other units in the hex


def unit_card(
    unit: UnitView,
    names: Gazetteer,
    works: int,
    turn: int,
    face: pygame.Surface | None,
    buttons: CardButtons,
    say: Tongue,
    scale: float,
    hover: str,
    posture: str = "",
    tips: Mapping[str, str] | None = None,
) -> Sheet:
    """Same arguments, same pixels. `posture`: under which the staff has it; `tips`: whence the bars' figures."""
    sheet = Layout(round(WIDTH * scale), scale, hover)
    sheet.head(names.unit(unit.id, say.lang))
    place = names.place(unit.at, say.lang) if unit.at else ""
    words = [names.formation(unit.formation, say.lang), names.kind(unit.kind, say.lang), place]
    sheet.para(" · ".join(word for word in words if word), 13, DIM)
    _facts(sheet, unit, names, works, turn, face, say)
    sheet.gap(4)
    _gauges(sheet, unit, names, say, tips or {})
    _state(sheet, unit, say)
    if posture:
        sheet.para(say("group.now", posture=say(f"staff.{posture}")), 13, FAIR)
    if buttons.companions:
        sheet.buttons(buttons.companions, 1, 28, 13)
    sheet.rule()
    sheet.para(say("unit.donts"), 14, DIM)
    sheet.gap(3)
    sheet.buttons(buttons.donts, 3, 32, 13)
    sheet.buttons(buttons.orders, 2, 33, 15)
    return sheet.sheet()


def _facts(
    sheet: Layout, unit: UnitView, names: Gazetteer, works: int, turn: int, face: pygame.Surface | None, say: Tongue
) -> None:
    """Counter on the left, facts on the right of it."""
    top = sheet.y
    if face:
        sheet.picture(face, sheet.pad, top + sheet.u(4))
        indent = face.get_width() + sheet.u(10)
        sheet.pad, sheet.width = sheet.pad + indent, sheet.width + indent  # the right edge stays where it is
    sheet.pair(say("unit.at"), unit.at or "–", size=14)
    sheet.pair(say("unit.moves"), str(unit.moves_left), size=14)
    sheet.pair(say("unit.works"), say(f"works.{works}"), size=14)
    commander = names.commander(unit.id, say.lang)
    if unit.commander_lost_until >= turn:
        sheet.pair(say("unit.commander"), say("unit.commander_lost"), BAD, size=14)
    elif commander:
        sheet.pair(say("unit.commander"), commander, size=14)
    if face:
        sheet.pad, sheet.width = sheet.pad - indent, sheet.width - indent
        sheet.y = max(sheet.y, top + face.get_height() + sheet.u(8))


def _gauges(sheet: Layout, unit: UnitView, names: Gazetteer, say: Tongue, tips: Mapping[str, str]) -> None:
    kind = names.scenario.kinds.get(unit.kind)
    full = max(1, kind.men if kind else unit.men)
    percent = 100 * unit.men // full
    sheet.gauge(say("unit.men"), percent, f"{unit.men} / {full}", tone(percent), tips.get("men", ""))
    fires = f"{unit.ammo // 10}.{unit.ammo % 10}"
    sheet.gauge(say("unit.ammo"), unit.ammo * 100 // 60, say("unit.fires", n=fires), tone(unit.ammo * 100 // 60))
    sheet.gauge(say("unit.cohesion"), unit.cohesion, str(unit.cohesion), tone(unit.cohesion), tips.get("cohesion", ""))
    pinned = tone(100 - unit.suppression)
    sheet.gauge(say("unit.suppression"), unit.suppression, str(unit.suppression), pinned, tips.get("suppression", ""))
    sheet.gauge(say("unit.fatigue"), unit.fatigue, str(unit.fatigue), tone(100 - unit.fatigue), tips.get("fatigue", ""))
    loads = [("grenades", unit.grenades)]
    if kind and kind.tubes:
        loads += [("shells", unit.shells), ("tubes", unit.tubes)]
    sheet.para(" · ".join(say("unit.loads", what=say(f"unit.{name}"), n=n) for name, n in loads), 14, PAPER)


def _state(sheet: Layout, unit: UnitView, say: Tongue) -> None:
    """One line of what else is true of it."""
    words: list[str] = []
    colour: Colour = BRASS
    if unit.broken:
        words.append(say("unit.broken"))
        colour = BAD
    words.append(say("unit.spotted" if unit.spotted else "unit.hidden"))
    if unit.isolated_turns:
        words.append(say("unit.isolated", n=unit.isolated_turns))
        colour = BAD
    elif not unit.supplied:
        words.append(say("unit.unsupplied"))
        colour = FAIR if colour == BRASS else colour
    words += [say(f"unit.{name}") for name in ("fresh", "moved", "acted", "fired") if getattr(unit, name)]
    sheet.para(" · ".join(words), 13, GOOD if colour == BRASS and unit.fresh else colour)


def no_unit_card(say: Tongue, scale: float, hover: str, extra: Sequence[Key] = ()) -> Sheet:
    """What stands there while nothing is selected."""
    sheet = Layout(round(WIDTH * scale), scale, hover)
    sheet.head(say("unit.none"))
    sheet.para(say("unit.none_tip"), 14, DIM)
    if extra:
        sheet.gap(6)
        sheet.buttons(extra, 2, 33, 14)
    return sheet.sheet()
