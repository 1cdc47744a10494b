"""What hovering says in the replay: a phase of the time line, who stands in a hex."""

from typing import TYPE_CHECKING

from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.tooltip import Tip
from game.ui.scenes import replay_map
from game.ui.scenes.base import Desk
from game.ui.scenes.replay_table import Mark
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BRASS, FAIR, PAPER

if TYPE_CHECKING:
    from game.ui.scenes.replay import ReplayScene

GRAVE_SHOWN = 4


def phase_tip(mark: Mark, names: Gazetteer, say: Tongue) -> Tip:
    """A phase on the time line: when, whose, men lost, places taken."""
    rows = [
        (say("what_if.men", side=names.side(side, say.lang)), say.number(lost))
        for side, lost in mark.lost.items()
        if lost
    ]
    lines = [(names.side(mark.phase.side, say.lang), BRASS)]
    lines += [
        (say("replay.taken", side=names.side(side, say.lang), place=names.place_name(place, say.lang)), PAPER)
        for side, place in mark.taken
    ]
    lines += [(event.text(say.lang), FAIR) for event in mark.grave[:GRAVE_SHOWN]]
    title = say("replay.at_turn", turn=mark.phase.turn, date=say.date(mark.phase.date))
    return Tip(title, tuple(rows), tuple(lines))


def hex_tip(scene: "ReplayScene", desk: Desk) -> Tip | None:
    """Who stands in the hex under the mouse."""
    names, say, at = scene.names, desk.say, scene.hover
    if not at:
        return None
    rows = []
    for name in replay_map.stacks(scene).get(at, ()):
        unit = scene.table.units.get(name)
        contact = scene.table.contacts.get(name)
        men = str(unit.men) if unit else f"{contact[0].men[0]}–{contact[0].men[1]}" if contact else ""
        rows.append((names.unit(name, say.lang), men))
    return Tip(names.spot(at, say.lang), tuple(rows))
