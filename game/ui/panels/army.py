"""The army panel: stocks, rations, waves that can be called, and every formation's state at a glance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pygame

from game.ui.panels.gazetteer import Gazetteer
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BRASS, DIM, GOLD, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet
from game.values import DONTS, UnitView, View

WIDTH = 1080
RATIONS = ("full", "half", "hoard")


@dataclass(frozen=True, slots=True)
class FormationLine:
    """What one formation has left, summed over its units on the map."""

    id: str
    name: str
    units: int
    men: int
    fires: int
    cohesion: int
    fatigue: int
    dont: str  # letters of those don'ts that all its units keep


def formation_lines(units: Sequence[UnitView], names: Gazetteer, lang: str) -> tuple[FormationLine, ...]:
    """One line a formation, in the order of the forces; cohesion and fatigue weighed by men."""
    groups: dict[str, list[UnitView]] = {}
    for unit in units:
        if unit.at:
            groups.setdefault(unit.formation, []).append(unit)
    lines = []
    for formation, its in groups.items():
        men = sum(unit.men for unit in its)
        weigh = max(1, men)
        lines.append(
            FormationLine(
                formation,
                names.formation(formation, lang),
                len(its),
                men,
                sum(unit.ammo for unit in its) // 10,
                sum(unit.cohesion * unit.men for unit in its) // weigh,
                sum(unit.fatigue * unit.men for unit in its) // weigh,
                " ".join(dont[0].upper() for dont in DONTS if all(dont in unit.dont for unit in its)) or "–",
            )
        )
    return tuple(lines)


def army_panel(
    names: Gazetteer,
    view: View,
    chosen: str,
    calls: Sequence[Key],
    mine: bool,
    lasts: Mapping[str, str],
    postures: Mapping[str, str],
    say: Tongue,
    scale: float,
    hover: str,
) -> Sheet:
    """Formations on the left (a click chooses one), stocks and rations on the right."""
    width = round(WIDTH * scale)
    sheet = Layout(width, scale, hover)
    sheet.head(say("army.title"), names.side(view.side, say.lang))
    top = sheet.y
    left = _formations(names, view, chosen, postures, say, scale, hover, width * 64 // 100)
    right = _stocks(names, view, chosen, calls, mine, lasts, say, scale, hover, width * 36 // 100)
    for column, x in ((left, 0), (right, width * 64 // 100)):
        sheet.picture(column.surface, x, top)
        for hot in column.hots:
            sheet.hot(hot.rect.move(x, top), hot.action, hot.tip, hot.enabled)
    sheet.y = top + max(left.size[1], right.size[1])
    sheet.buttons([Key(say("common.close"), "close army")], 3, 34)
    return sheet.sheet()


def _formations(
    names: Gazetteer,
    view: View,
    chosen: str,
    postures: Mapping[str, str],
    say: Tongue,
    scale: float,
    hover: str,
    width: int,
) -> Sheet:
    sheet = Layout(width, scale, hover)
    shares = (30, 8, 11, 9, 12, 11, 9, 10)
    heads = [
        say(f"army.{name}") for name in ("formation", "units", "men", "fires", "cohesion", "fatigue", "donts", "staff")
    ]
    sheet.columns(heads, shares, 13, BRASS, "bold")
    for line in formation_lines(view.own, names, say.lang):
        top = sheet.y
        action = f"army {line.id}"
        figures = (str(number) for number in (line.units, line.men, line.fires, line.cohesion, line.fatigue))
        posture = postures.get(line.id)
        cells = (line.name, *figures, line.dont, say(f"staff.{posture}") if posture else "–")
        sheet.columns(cells, shares, 14, GOLD if action == hover or line.id == chosen else PAPER)
        sheet.hot(pygame.Rect(sheet.pad, top, sheet.inner, sheet.y - top), action)
    return sheet.sheet(bare=True)


def _stocks(
    names: Gazetteer,
    view: View,
    chosen: str,
    calls: Sequence[Key],
    mine: bool,
    lasts: Mapping[str, str],
    say: Tongue,
    scale: float,
    hover: str,
    width: int,
) -> Sheet:
    stocks = view.stocks
    sheet = Layout(width, scale, hover)
    sheet.section(say("army.stocks"))
    for name in ("fires", "grenades", "food", "pool", "sorties"):
        if name in stocks:
            value = f"{stocks[name]}  ({lasts[name]})" if name in lasts else str(stocks[name])
            sheet.pair(say(f"army.{name}"), value, size=14)
    for calibre, loads in stocks.get("shells", {}).items():
        sheet.pair(f"{say('bar.shells')} {calibre_name(calibre)}", str(loads), size=14)
    for depot in stocks.get("depots", ()):
        sheet.para(_depot(depot, names, say), 13, DIM)
    if mine and stocks.get("sorties"):
        sheet.buttons([Key(say("order.air"), "order air", letter="P")], 1, 30, 14)
    sheet.gap(4)
    whose = names.formation(chosen, say.lang) if chosen else say("army.whole")
    sheet.section(say("army.ration", whose=whose))
    now = _ration(stocks.get("ration"), chosen)
    keys = [
        Key(
            say(f"ration.{name}"),
            f"ration {name}",
            mine,
            say(f"ration.{name}_tip"),
            look="armed" if name == now else "plain",
        )
        for name in RATIONS
    ]
    sheet.buttons(keys, 3, 32, 14)
    if chosen:
        sheet.buttons([Key(say("army.take"), f"formation {chosen}", True, say("army.take_tip"))], 1, 32, 14)
    if calls:
        sheet.section(say("army.calls"))
        sheet.buttons(calls, 1, 34, 14)
    for wave in view.arrivals:
        turn = wave.get("turn")
        if turn:
            sheet.para(say("army.arrives", name=words(wave.get("name"), say) or wave.get("id"), turn=turn), 13, DIM)
    return sheet.sheet(bare=True)


def _ration(rations: Any, chosen: str) -> str:
    """The ration of the chosen formation, or of all where they agree; nothing where they differ."""
    if not isinstance(rations, dict):
        return ""
    if chosen:
        return str(rations.get(chosen, ""))
    every = set(rations.values())
    return str(every.pop()) if len(every) == 1 else ""


def _depot(depot: Any, names: Gazetteer, say: Tongue) -> str:
    if not isinstance(depot, dict):
        return str(depot)
    parts = [f"{say('army.' + key)} {depot[key]}" for key in ("fires", "grenades", "food") if depot.get(key)]
    what = say("army.depot_lost") if depot.get("lost") else say.join(parts)
    return f"{names.spot(depot.get('at'), say.lang)}: {what}"


def calibre_name(calibre: str) -> str:
    """`mm75` as `75 mm`; other ids as they are."""
    return f"{calibre[2:]} mm" if calibre.startswith("mm") and calibre[2:].isdigit() else calibre


def words(value: Any, say: Tongue) -> str:
    """A name however it comes: text, both languages by code, or a scenario's own words."""
    if isinstance(value, dict):
        return str(value.get(say.lang) or value.get("en") or "")
    return str(value.get(say.lang)) if hasattr(value, "get") else str(value or "")
