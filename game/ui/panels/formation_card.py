"""The card of a whole formation: what it has left, common orders, and the staff's posture."""

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.unit_card import WIDTH
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BRASS, DIM, FAIR, PAPER, tone
from game.ui.theme.sheet import Key, Layout, Sheet
from game.values import UnitView

MOST_LISTED = 9


@dataclass(frozen=True, slots=True)
class FormationButtons:
    """What can be ordered in common; `staff`: the postures it can be left under."""

    donts: tuple[Key, ...] = ()
    orders: tuple[Key, ...] = ()
    staff: tuple[Key, ...] = ()


def formation_card(
    formation: str,
    units: Sequence[UnitView],
    postures: Sequence[str],
    names: Gazetteer,
    buttons: FormationButtons,
    say: Tongue,
    scale: float,
    hover: str,
) -> Sheet:
    """Same arguments, same pixels. `postures`: of its units, those that the staff has, each once."""
    sheet = Layout(round(WIDTH * scale), scale, hover)
    sheet.head(names.formation(formation, say.lang), say("group.units", n=len(units)))
    men, full = sum(unit.men for unit in units), sum(names.scenario.kinds[unit.kind].men for unit in units)
    weigh = max(1, men)
    percent = 100 * men // max(1, full)
    sheet.gauge(say("unit.men"), percent, f"{men} / {full}", tone(percent))
    for name in ("cohesion", "suppression", "fatigue"):
        mean = sum(getattr(unit, name) * unit.men for unit in units) // weigh
        sheet.gauge(say(f"unit.{name}"), mean, str(mean), tone(mean if name == "cohesion" else 100 - mean))
    fires = sum(unit.ammo for unit in units)
    sheet.pair(say("group.fires"), say("unit.fires", n=f"{fires // 10}"), size=14)
    sheet.gap(4)
    for unit in units[:MOST_LISTED]:
        _unit(sheet, unit, names, say)
    if len(units) > MOST_LISTED:
        sheet.para(say("confirm.more", n=len(units) - MOST_LISTED), 13, DIM)
    sheet.rule()
    sheet.para(say("group.common"), 14, DIM)
    sheet.gap(2)
    sheet.buttons(buttons.donts, 3, 30, 13)
    sheet.buttons(buttons.orders, 2, 31, 14)
    sheet.para(say("group.staff"), 14, DIM)
    if postures:
        sheet.para(say("group.now", posture=say.join([say(f"staff.{posture}") for posture in postures])), 14, FAIR)
    sheet.gap(2)
    sheet.buttons(buttons.staff, 2, 31, 14)
    return sheet.sheet()


def _unit(sheet: Layout, unit: UnitView, names: Gazetteer, say: Tongue) -> None:
    """One line that selects the unit."""
    top, action = sheet.y, f"go-unit {unit.id}"
    colour = BRASS if sheet.hover == action else PAPER
    sheet.columns((names.unit(unit.id, say.lang), str(unit.men), unit.at or ""), (70, 15, 15), 13, colour)
    sheet.hot(pygame.Rect(sheet.pad, top, sheet.inner, sheet.y - top), action)
