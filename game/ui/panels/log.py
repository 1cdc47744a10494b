"""The log and the report: one line an event; a click goes there, hovering shows the arithmetic."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import pygame

from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.odds_card import factor_name, factor_share
from game.ui.text.i18n import Tongue
from game.ui.theme import lettering
from game.ui.theme.palette import BAD, BRASS, DIM, FAIR, GOOD, PAPER, Colour
from game.ui.theme.sheet import Key, Layout, Sheet
from game.values import Event

WIDTH, HEIGHT = 580, 216
REPORT_WIDTH = 430
MOST_NAMED = 16  # in the tip of a folded line
REACH = 3000  # events, and lines, that the log reaches back: some twenty turns of the siege
NOBODY: Mapping[tuple[str, int], int] = {}
PARTS = ("phase", "turn")  # events with which a new part of the log begins

# Worst first in the report; what is not named here stays in the log.
WEIGHT = {
    "ended": 100,
    "captured_place": 90,
    "commander": 85,
    "surrendered": 84,
    "dissolved": 80,
    "broken": 75,
    "message": 72,
    "assault": 70,
    "result": 69,
    "losses": 65,
    "retreated": 60,
    "bombarded": 55,
    "air": 54,
    "fired": 50,
    "arrived": 45,
    "delayed": 44,
    "seen": 40,
    "contact": 39,
    "ramp": 38,
    "lost": 34,
    "terrain": 30,
    "weather": 20,
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """An event in words. `index` finds it again when its line is clicked."""

    index: int
    turn: int
    text: str
    colour: Colour
    at: str | None
    tip: str = ""  # who is meant, where one line stands for many events


def is_noise(event: Event) -> bool:
    """What the log leaves out: points, which the bar shows, and works that are only begun."""
    return event.kind == "points" or (event.kind == "works" and event.values.get("level") == "none")


def fold(
    events: Sequence[Event], side: str, names: Gazetteer, say: Tongue, worn: Mapping[tuple[str, int], int] = NOBODY
) -> list[LogLine]:
    """Lines of the log: those who hold their fire at one target, and those lost from sight at once, on one line.

    `worn`: (side, event with which its phase begins) -> men lost before it that no event tells of.
    """
    lines: list[LogLine] = []
    groups: dict[tuple[str, ...], list[Event]] = {}
    hidden: tuple[int, list[Event]] = 0, []  # one's own out of sight, all of a phase, where the first of them stood

    air: Event | None = None

    def close() -> None:
        for key, its in groups.items():
            line = log_line(its[0], side, say)
            if len(its) > 1:
                text = say(f"log.{key[0]}", n=len({event.unit for event in its}), m=len({event.other for event in its}))
                line = replace(line, text=text, tip="\n".join(_who(event, names, say) for event in its[:MOST_NAMED]))
            lines.append(line)
        groups.clear()

    def close_phase() -> None:
        at, its = hidden
        if its:
            lines.insert(at, _out_of_sight(its, side, names, say))

    for event in events:
        if event.kind in PARTS:
            close()
            close_phase()
            hidden = 0, []
        if event.kind == "held":
            groups.setdefault((f"held_{event.values['dont']}", str(event.side)), []).append(event)
        elif event.kind == "seen" and event.side == side:
            groups.setdefault(("spotted", str(event.side)), []).append(event)
        elif event.kind == "lost" and event.side == side:
            if not hidden[1]:
                close()
                hidden = len(lines), []
            hidden[1].append(event)
        elif event.kind == "lost":
            groups.setdefault(("lost", str(event.side)), []).append(event)
        elif event.kind == "bombarded" and air is not None:
            lines[-1] = replace(log_line(event, side, say), text=by_air(air, event, say))
        else:
            close()
            lines.append(log_line(event, side, say))
            men = worn.get((side, event.n))
            if men:
                lines.append(replace(lines[-1], text=say("phase_report.worn", n=men), colour=BAD))
        air = event if event.kind == "air" else None
    close()
    close_phase()
    return lines


def by_air(air: Event, hit: Event, say: Tongue) -> str:
    """What aircraft did, and whom it cost: their bombs are told as two events."""
    return say("log.by_air", text=air.text(say.lang), n=int(hit.values.get("losses", 0)))


class LogLines:
    """The log's lines, made anew for the phase under way alone: what is past stays as it was folded."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._past: list[LogLine] = []
        self._until = 0  # events that those stand for
        self._last: Event | None = None  # of them

    def of(
        self, events: Sequence[Event], key: Hashable, fold_some: Callable[[Sequence[Event]], list[LogLine]]
    ) -> list[LogLine]:
        """Lines of `events`, which only grow or lose their last; another `key` means other lines."""
        known = self._until <= len(events) and (not self._until or events[self._until - 1] is self._last)
        if key != self._key or not known:
            self._key, self._past, self._until = key, [], max(0, len(events) - REACH)
        start = next((k for k in range(len(events) - 1, self._until, -1) if events[k].kind in PARTS), self._until)
        if start > self._until:
            self._past += fold_some(events[self._until : start])
            del self._past[:-REACH]
            self._until = start
        self._last = events[self._until - 1] if self._until else None
        return [*self._past, *fold_some(events[self._until :])]


def _out_of_sight(its: Sequence[Event], side: str, names: Gazetteer, say: Tongue) -> LogLine:
    """One's own whom the enemy no longer sees: no loss, and said so."""
    line = log_line(its[0], side, say)
    units = list(dict.fromkeys(names.unit(event.unit, say.lang) for event in its if event.unit))
    if len(units) == 1:
        return replace(line, text=say("log.hidden_one", name=units[0]))
    return replace(line, text=say("log.hidden", n=len(units)), tip="\n".join(units[:MOST_NAMED]))


def _who(event: Event, names: Gazetteer, say: Tongue) -> str:
    """Whom a folded event was about: `unit → target`."""
    return " → ".join(names.unit(unit, say.lang) for unit in (event.unit, event.other) if unit)


def log_line(event: Event, side: str, say: Tongue) -> LogLine:
    return LogLine(event.n, event.turn, event.text(say.lang), _colour(event, side), event.hex or event.to)


def _colour(event: Event, side: str) -> Colour:
    """Good and bad news for the shown side."""
    ours = event.side == side
    if event.kind in ("surrendered", "dissolved", "broken", "retreated", "commander"):
        return BAD if ours else GOOD
    if event.kind in ("captured_place", "arrived", "rallied"):
        return GOOD if ours else BAD
    if event.kind in ("fired", "bombarded", "air", "assault", "result"):
        return FAIR if ours else PAPER
    if event.kind in ("turn", "phase", "weather", "points", "supplied", "held", "lost", "seen"):
        return DIM
    return PAPER


def log_panel(
    lines: Sequence[LogLine], scroll: int, say: Tongue, scale: float, hover: str, size: tuple[int, int]
) -> Sheet:
    """The last lines that fit, older ones by scrolling; long lines wrap."""
    sheet = Layout(size[0], scale, hover, size[1])
    sheet.head(say("log.title"), "F6")
    if not lines:
        sheet.para(say("log.empty"), 14, DIM)
    px = sheet.u(14)
    line_height = lettering.line_height("sans", px)
    room = (size[1] - sheet.y - sheet.u(8)) // line_height
    indent = lettering.width_of("condensed", px, "000") + sheet.u(8)
    shown: list[tuple[LogLine, tuple[str, ...]]] = []
    end = max(0, len(lines) - scroll)
    for line in reversed(lines[:end]):
        rows = lettering.wrap("sans", px, line.text, sheet.inner - indent)
        if len(rows) > room:
            break
        room -= len(rows)
        shown.append((line, rows))
    for line, rows in reversed(shown):
        top = sheet.y
        sheet.picture(lettering.word("condensed", px, str(line.turn), BRASS), sheet.pad, top)
        lit = hover == f"log {line.index}"
        for row in rows:
            sheet.picture(lettering.word("sans", px, row, BRASS if lit else line.colour), sheet.pad + indent, sheet.y)
            sheet.y += line_height
        sheet.hot(pygame.Rect(sheet.pad, top, sheet.inner, sheet.y - top), f"log {line.index}", line.tip)
    return sheet.sheet(size[1])


def report_panel(
    lines: Sequence[LogLine],
    more: int,
    notes: tuple[str, str],
    say: Tongue,
    scale: float,
    hover: str,
    title: str,
    room: int,
) -> Sheet:
    """What happened since the last phase, worst first, as much as the height of `room` allows.

    `notes`: what can be retaken, who was lost out of sight.
    """
    sheet = Layout(round(REPORT_WIDTH * scale), scale, hover)
    sheet.head(say("phase_report.title"), title)
    retake, worn = notes
    if retake:
        sheet.para(retake, 15, FAIR, "bold")
        sheet.gap(4)
    if worn:
        sheet.para(worn, 15, BAD)
        sheet.gap(4)
    if not lines:
        sheet.para(say("phase_report.quiet"), 15, DIM)
    left_out = more
    for i, line in enumerate(lines):
        rows = len(lettering.wrap("sans", sheet.u(15), line.text, sheet.inner))
        if sheet.y + rows * lettering.line_height("sans", sheet.u(15)) > room - sheet.u(82):
            left_out += len(lines) - i
            break
        lit = hover == f"log {line.index}"
        sheet.para(line.text, 15, BRASS if lit else line.colour, action=f"log {line.index}", tip=line.tip)
        sheet.gap(3)
    if left_out:
        sheet.para(say("phase_report.more", n=left_out), 13, DIM)
    sheet.gap(6)
    sheet.buttons([Key(say("phase_report.close"), "close report")], 2, 34)
    return sheet.sheet()


def arithmetic(event: Event, say: Tongue) -> list[tuple[str, str]]:
    """An event's factors and figures, as rows of a tooltip."""
    rows: list[tuple[str, str]] = []
    for name, value in event.values.items():
        if name == "factors" and isinstance(value, list | tuple):
            rows += [(factor_name(say, str(part[-2])), factor_share(str(part[-2]), int(part[-1]))) for part in value]
        elif isinstance(value, bool) or value is None:
            continue
        elif isinstance(value, int | str):
            rows.append((factor_name(say, name), str(value)))
        elif isinstance(value, list | tuple) and value and all(isinstance(part, int) for part in value):
            rows.append((factor_name(say, name), " + ".join(str(part) for part in value)))
        elif isinstance(value, dict):
            rows += [(f"{factor_name(say, name)} · {key}", str(its)) for key, its in value.items()]
    return rows
