"""Objectives: which places count, who holds them, what ends the battle, what the margin brings."""

from game.scenario.model import Victory, Worth
from game.ui.panels.gazetteer import Gazetteer
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BRASS, DIM, GOLD, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet
from game.values import View

WIDTH = 980


def objectives_panel(names: Gazetteer, view: View, terms: Key, say: Tongue, scale: float, hover: str) -> Sheet:
    """Two columns: places on the left; days, losses, fall and levels on the right."""
    victory = names.scenario.victory
    width = round(WIDTH * scale)
    sheet = Layout(width, scale, hover)
    sheet.head(say("goal.title"), f"{say('goal.margin')}: {view.margin:+d}")
    top = sheet.y
    places = _places(names, view, say, scale, width * 55 // 100)
    brings = _terms(names, victory, view, say, scale, width * 45 // 100)
    sheet.picture(places.surface, 0, top)
    for hot in places.hots:
        sheet.hot(hot.rect.move(0, top), hot.action, hot.tip)
    sheet.picture(brings.surface, width * 55 // 100, top)
    sheet.y = top + max(places.size[1], brings.size[1])
    sheet.buttons([Key(say("common.close"), "close goals", letter="F2"), terms], 3, 34)
    return sheet.sheet()


def _places(names: Gazetteer, view: View, say: Tongue, scale: float, width: int) -> Sheet:
    """Every place that counts, with its holder."""
    places = names.scenario.victory.places
    sheet = Layout(width, scale)
    scorers = {side for worths in places.values() for side in worths}
    alone = next(iter(scorers)) if len(scorers) == 1 else ""
    sheet.section(say("goal.places_for", side=names.side(alone, say.lang)) if alone else say("goal.places"))
    for name, worths in places.items():
        at = names.hex(name)
        holder = view.control.get(at, "")
        parts = [
            _worth(worth, say) if alone else f"{names.side(side, say.lang)}: {_worth(worth, say)}"
            for side, worth in worths.items()
        ]
        top = sheet.y
        cells = (names.place_name(name, say.lang), names.side(holder, say.lang) if holder else "–", "; ".join(parts))
        sheet.columns(cells, (34, 24, 42), 14, GOLD if holder == view.side else PAPER, right_from=9)
        rect = sheet.ink.get_rect()
        rect.update(sheet.pad, top, sheet.inner, sheet.y - top)
        sheet.hot(rect, f"go {at}")
    return sheet.sheet(bare=True)


def _worth(worth: Worth, say: Tongue) -> str:
    worths = {"first": worth.first, "daily": worth.daily, "final": worth.final}
    parts = [say(f"goal.{name}", n=points) for name, points in worths.items() if points]
    return say.join(parts)


def _terms(names: Gazetteer, victory: Victory, view: View, say: Tongue, scale: float, width: int) -> Sheet:
    sheet = Layout(width, scale)
    sheet.section(say("goal.sofar"))
    for side, points in view.points.items():
        sheet.pair(names.side(side, say.lang), str(points), size=14)
        came_from = view.stocks.get("points_from", {}) if side == view.side else {}
        for name, part in came_from.items():
            if part:
                sheet.pair(f"  {say(f'stat.points_{name}')}", str(part), DIM, size=13)
    for side, spells in victory.days.items():
        for spell in spells:
            date = say.date(spell.from_)
            text = say("goal.days_line", side=names.side(side, say.lang), points=spell.points, date=date)
            sheet.para(text, 13, DIM)
    for side, loss in victory.losses.items():
        sheet.para(say("goal.losses", side=names.side(side, say.lang), points=loss.points, per=loss.per), 13, DIM)
    if victory.fall:
        sheet.gap(4)
        core = say.join([names.place_name(name, say.lang) for name in victory.fall.core])
        sheet.para(say("goal.fall", held=victory.fall.held, places=core), 13, DIM)
        if victory.fall.or_fit_below:
            sheet.para(say("goal.fit", men=victory.fall.or_fit_below), 13, DIM)
    sheet.gap(6)
    sheet.section(say("goal.levels"))
    for level in victory.levels:
        name = level.name.get(say.lang) if level.name else level.id
        start = say("goal.below") if level.from_ is None else say("goal.from", n=level.from_)
        sheet.pair(name, start, BRASS if level.id == view.level else PAPER, size=13)
    return sheet.sheet(bare=True)
