"""Statistics (F5): losses, ammunition and the chance to win by turn; luck; what the Three Don'ts have saved.

All from what the shown side knows: its own view, the events it saw, forecasts it asked for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pygame

from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.graph import Series, graph, legend
from game.ui.text.i18n import Tongue
from game.ui.theme import lettering
from game.ui.theme.palette import BAD, BRASS, DIM, FAIR, GOOD, Colour, parse
from game.ui.theme.sheet import Key, Layout, Sheet
from game.values import Event, View

WIDTH = 1020
EVEN_DICE = 11  # what two ten-sided dice bring on average
PALER = 210  # with what sides' colours are mixed for lines


@dataclass(slots=True)
class Luck:
    """What fire was expected to hit and what it hit; dice of close combat. Men, by who fired."""

    expected: float = 0.0
    actual: int = 0
    volleys: int = 0
    throws: list[int] = field(default_factory=list)

    @property
    def percent(self) -> int | None:
        """More (over 0) or less than expected."""
        return round(100 * (self.actual - self.expected) / self.expected) if self.expected >= 1 else None


@dataclass(slots=True)
class Tally:
    """The events that a side saw, added up. Mappings: turn -> men, or tenths of a fire."""

    lost: Counter[int] = field(default_factory=Counter)
    hit: Counter[int] = field(default_factory=Counter)
    spent: Counter[int] = field(default_factory=Counter)
    ours: Luck = field(default_factory=Luck)
    theirs: Luck = field(default_factory=Luck)
    results: Counter[tuple[bool, str]] = field(default_factory=Counter)  # (one's own assault, its result)


def tally(events: Iterable[Event], side: str) -> Tally:
    """Add up what `side` saw."""
    found = Tally()
    for event in events:
        mine = event.side == side
        values = event.values
        if event.kind in ("fired", "bombarded"):
            losses = int(values.get("losses", 0))
            luck = found.ours if mine else found.theirs
            luck.expected += int(values.get("expected_milli", 0)) / 1000
            luck.actual += losses
            luck.volleys += 1
            (found.hit if mine else found.lost)[event.turn] += losses
            if mine:
                found.spent[event.turn] += int(values.get("cost_tenths", 0))
        elif event.kind == "result":
            attacker, defender = int(values.get("attacker_losses", 0)), int(values.get("defender_losses", 0))
            found.lost[event.turn] += attacker if mine else defender
            found.hit[event.turn] += defender if mine else attacker
            found.results[mine, str(values.get("result"))] += 1
            if values.get("dice"):
                (found.ours if mine else found.theirs).throws.append(int(values["dice"]))
        elif event.kind == "surrendered":
            (found.lost if mine else found.hit)[event.turn] += int(values.get("men", 0))
    return found


def statistics_panel(
    names: Gazetteer,
    view: View,
    counted: Tally,
    discipline: Mapping[str, int],
    chances: Mapping[int, int],
    playing: bool,
    say: Tongue,
    scale: float,
    hover: str,
) -> Sheet:
    """Same arguments, same pixels. `chances`: turn -> per mille to win, of the forecasts that were asked for."""
    width = round(WIDTH * scale)
    sheet = Layout(width, scale, hover)
    sheet.head(say("stat.title"), say("stat.sub"))
    top = sheet.y
    left = _graphs(names, view, counted, chances, playing, say, scale, hover, width * 58 // 100)
    right = _figures(names, view, counted, discipline, say, scale, width * 42 // 100)
    sheet.picture(left.surface, 0, top)
    for hot in left.hots:
        sheet.hot(hot.rect.move(0, top), hot.action, hot.tip, hot.enabled)
    sheet.picture(right.surface, width * 58 // 100, top)
    for hot in right.hots:
        sheet.hot(hot.rect.move(width * 58 // 100, top), hot.action, hot.tip, hot.enabled)
    sheet.y = top + max(left.size[1], right.size[1])
    sheet.buttons([Key(say("common.close"), "close statistics", letter="F5")], 3, 34)
    return sheet.sheet()


def _graphs(
    names: Gazetteer,
    view: View,
    counted: Tally,
    chances: Mapping[int, int],
    playing: bool,
    say: Tongue,
    scale: float,
    hover: str,
    width: int,
) -> Sheet:
    sheet = Layout(width, scale, hover)
    turns, upto = names.scenario.turns, view.turn
    enemy = next(name for name in names.scenario.sides if name != view.side)
    losses = [
        Series(names.side(side, say.lang), _line(names, side), _summed(men, upto))
        for side, men in ((view.side, counted.lost), (enemy, counted.hit))
    ]
    _graph(sheet, say("stat.losses"), losses, turns, "")
    spent = [Series(say("stat.spent_line"), BRASS, {turn: counted.spent[turn] / 10 for turn in range(1, upto + 1)})]
    _graph(sheet, say("stat.spent"), spent, turns, "")
    line = [Series(say("stat.win_line"), GOOD, {turn: permille / 10 for turn, permille in chances.items()})]
    _graph(sheet, say("stat.win"), line, turns, " %", 100)
    label = say("note.forecast") if playing else say("stat.play_out")
    sheet.buttons([Key(label, "statistics forecast", not playing, say("stat.play_out_tip"))], 2, 32, 14)
    return sheet.sheet(bare=True)


def _line(names: Gazetteer, side: str) -> Colour:
    """A side's colour, light enough for a dark ground."""
    red, green, blue = parse(names.colour(side))
    return (red + PALER) // 2, (green + PALER) // 2, (blue + PALER) // 2


def _summed(by_turn: Mapping[int, int], upto: int) -> dict[int, float]:
    total, found = 0, {}
    for turn in range(1, upto + 1):
        total += by_turn.get(turn, 0)
        found[turn] = float(total)
    return found


def _graph(sheet: Layout, title: str, series: list[Series], turns: int, unit: str, top: float = 0) -> None:
    sheet.para(title, 14, BRASS, "bold")
    if len(series) > 1:
        legend(sheet.ink, sheet.pad, sheet.y, series, sheet.scale)
        sheet.y += lettering.line_height("sans", sheet.u(13)) + sheet.u(2)
    box = pygame.Rect(sheet.pad, sheet.y, sheet.inner, sheet.u(122))
    graph(sheet.ink, box, series, turns, sheet.scale, unit, top)
    sheet.y = box.bottom + sheet.u(8)


def _figures(
    names: Gazetteer,
    view: View,
    counted: Tally,
    discipline: Mapping[str, int],
    say: Tongue,
    scale: float,
    width: int,
) -> Sheet:
    sheet = Layout(width, scale)
    sheet.section(say("stat.luck"))
    for luck, whose in ((counted.ours, "own"), (counted.theirs, "enemy")):
        _luck(sheet, luck, say(f"stat.{whose}_fire"), whose == "own", say)
    for luck, whose in ((counted.ours, "own"), (counted.theirs, "enemy")):
        if luck.throws:
            mean = sum(luck.throws) / len(luck.throws)
            text = say("stat.dice_value", mean=f"{mean:.1f}", n=len(luck.throws), even=EVEN_DICE)
            sheet.pair(say(f"stat.{whose}_dice"), text, size=13)
    sheet.gap(6)
    if counted.results:
        sheet.section(say("stat.assaults"))
        for (mine, result), count in sorted(counted.results.items(), key=lambda item: (not item[0][0], -item[1])):
            name = (
                say(f"result.{result.replace(' ', '_')}") if say.has(f"result.{result.replace(' ', '_')}") else result
            )
            sheet.pair(f"{say('stat.ours' if mine else 'stat.theirs')}: {name}", str(count), size=13)
        sheet.gap(6)
    sheet.section(say("stat.donts"))
    for name in ("volleys", "volley_losses", "ambushes", "held_see", "held_aim", "held_kill", "saved"):
        sheet.pair(say(f"stat.{name}"), str(discipline.get(name, 0)), size=13)
    sheet.gap(6)
    sheet.section(say("stat.points"))
    points_from: Mapping[str, Any] = view.stocks.get("points_from", {})
    for name in ("places", "days", "losses", "events"):
        sheet.pair(say(f"stat.points_{name}"), str(points_from.get(name, 0)), size=13)
    return sheet.sheet(bare=True)


def _luck(sheet: Layout, luck: Luck, label: str, good: bool, say: Tongue) -> None:
    if luck.percent is None:
        sheet.pair(label, say("stat.no_fire"), DIM, size=13)
        return
    text = say("stat.luck_value", actual=luck.actual, expected=round(luck.expected), percent=f"{luck.percent:+d}")
    kind = (luck.percent >= 0) == good
    colour = FAIR if abs(luck.percent) < 8 else GOOD if kind else BAD
    sheet.pair(label, text, colour, size=13, tip=say("stat.luck_tip", n=luck.volleys))
