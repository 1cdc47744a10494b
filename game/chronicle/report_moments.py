"""The moments of a battle worth a map: its beginning and end, its turning points, the fall of places."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.chronicle.report import Report
from game.chronicle.report_svg import ROOT3, Pair
from game.chronicle.report_trace import Trace
from game.chronicle.report_words import both
from game.names import Names
from game.rules.state import PRESENT
from game.telling import date_words
from game.values import Event
from game.views import Ground, ground_of

MOST = 6
LINES = 3
FOUGHT = ("fired", "bombarded", "result", "captured_place")
BLOOD = ("result", "captured_place", "surrendered", "commander", "message")


APART = 12  # two moments lie at least this part of the battle from each other
MARGIN = 2  # hexes round what happened
LEAST = 16  # columns and rows that a map shows at least


class Window(NamedTuple):
    """The part of the map where something happened, in hex radii (as the map painter measures)."""

    left: float
    top: float
    wide: float
    tall: float

    def pixels(self, radius: float) -> tuple[int, int]:
        return round(self.wide * radius), round(self.tall * radius)


def window_of(trace: Trace) -> Window:
    """Where there was fighting, with a margin; all of a small map."""
    names = trace.engine.names
    at = [names.hex(event.hex) for event in trace.events if event.hex and event.kind in FOUGHT]
    return window_round(at or [change.at for change in trace.start], names)


def window_round(at: Sequence[int], names: Names) -> Window:
    """The part of a map round some hexes."""
    cols, rows = [h % names.cols for h in at], [h // names.cols for h in at]
    c0, c1 = _span(min(cols), max(cols), names.cols)
    r0, r1 = _span(min(rows), max(rows), names.rows)
    return Window(1.5 * c0, ROOT3 * r0, 1.5 * (c1 - c0 + 1) + 0.5, ROOT3 * (r1 - r0 + 1.5))


def _span(low: int, high: int, size: int) -> tuple[int, int]:
    more = max(0, LEAST - (high - low + 1 + 2 * MARGIN)) // 2 + MARGIN
    return max(0, low - more), min(size - 1, high + more)


class Moment(NamedTuple):
    """How the map looked after a phase. `units`: (row, hex row, men) of all on the map; `ground`: what lay on it."""

    title: Pair
    phase: int  # before which
    control: list[int]
    units: list[tuple[int, int, int]]
    events: list[Event]
    ground: Ground


def moments_of(report: Report) -> list[Moment]:
    """At most MOST, in the order of time; the beginning first, the end last."""
    trace = report.trace
    count = len(trace.phases)
    swings = report.swings.turning_points() if report.swings is not None else []
    wanted = [swing.last for swing in sorted(swings, key=lambda its: -abs(its.total))]
    wanted += [i + 1 for i in sorted(range(count), key=lambda i: -_weight(report, i)) if _weight(report, i)]
    chosen = {0, count}
    for i in wanted:
        if len(chosen) < MOST and all(abs(i - other) * APART >= count for other in chosen):
            chosen.add(i)
    return [_moment(report, i) for i in sorted(chosen)]


def grounds_of(moments: Sequence[Moment]) -> list[Ground]:
    """The different grounds among them, in order."""
    found: list[Ground] = []
    for moment in moments:
        if moment.ground not in found:
            found.append(moment.ground)
    return found


def _weight(report: Report, phase: int) -> int:
    """Places that changed hands in a phase."""
    steps = report.trace.phases[phase].steps
    return sum(event.kind == "captured_place" for step in steps for event in step.events)


def _moment(report: Report, phase: int) -> Moment:
    trace = report.trace
    state = trace.phases[phase].before if phase < len(trace.phases) else trace.engine.state
    units, control = state.units, state.hexes["control"].tolist()
    events = [event for step in trace.phases[phase - 1].steps for event in step.events] if phase else []
    told = sorted((event for event in events if event.kind in BLOOD), key=_importance)[:LINES]
    present = np.flatnonzero((units["status"] == PRESENT) & (units["at"] >= 0)).tolist()
    here = [(u, int(units["at"][u]), int(units["men"][u])) for u in present]
    ground = ground_of(trace.engine.names, state)
    date = trace.phases[phase - 1].date if phase else report.engine.scenario.date_of(1)
    title = (date_words(date, "en"), date_words(date, "zh"))
    edge = "report.start" if phase == 0 else "report.end" if phase == len(trace.phases) else ""
    if edge:
        title = (f"{both(edge)[0]}, {title[0]}", f"{both(edge)[1]}，{title[1]}")
    return Moment(title, phase, control, here, sorted(told, key=lambda event: event.n), ground)


def _importance(event: Event) -> tuple[int, int]:
    men = event.values.get("attacker_losses", 0) + event.values.get("defender_losses", 0)
    return -1000 * (event.kind in ("captured_place", "surrendered", "commander")) - men, event.n
