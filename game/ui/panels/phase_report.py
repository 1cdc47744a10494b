"""The report at the start of a phase: events since the last one, summed up by whom they befell, worst first."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.log import MOST_NAMED, WEIGHT, LogLine, by_air, log_line
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BAD, GOOD
from game.values import Event

Graded = tuple[tuple[int, int, int], LogLine]


def phase_lines(
    events: Sequence[Event], side: str, names: Gazetteer, say: Tongue, most: int
) -> tuple[tuple[LogLine, ...], int]:
    """The weightiest lines, and how many events none of them stands for."""
    fire: dict[str, list[Event]] = {}
    air: dict[tuple[str, str, str], list[Event]] = {}
    seen: dict[bool, list[Event]] = {}
    results = {(event.turn, event.unit, event.hex) for event in events if event.kind == "result"}
    found: list[tuple[Graded, int]] = []
    bombs = {
        hit.n: sortie for sortie, hit in itertools.pairwise(events) if sortie.kind == "air" and hit.kind == "bombarded"
    }
    dropped = {sortie.n for sortie in bombs.values()}  # told by whom they hit
    for event in events:
        if event.kind not in WEIGHT or event.n in dropped or (event.kind == "lost" and event.side == side):
            continue
        if event.kind in ("fired", "bombarded"):
            fire.setdefault(event.other or event.hex or "", []).append(event)
        elif event.kind == "air":
            air.setdefault((str(event.side), str(event.values.get("what")), event.hex or ""), []).append(event)
        elif event.kind == "seen":
            seen.setdefault(event.side == side, []).append(event)
        elif event.kind != "assault" or (event.turn, event.unit, event.hex) not in results:
            found.append(((_weight(event, side), log_line(event, side, say)), 1))
    hits = [its for its in fire.values() if its[0].other or any(event.values.get("losses") for event in its)]
    found += [(_under_fire(its, bombs, side, names, say), len(its)) for its in hits]
    found += [(_flown(its, side, say), len(its)) for its in air.values()]
    found += [(_sighted(its, own, side, names, say), len(its)) for own, its in seen.items()]
    found.sort(key=lambda row: row[0][0], reverse=True)
    told = sum(count for _, count in found[:most])
    return tuple(line for (_, line), _ in found[:most]), len(events) - told


def _weight(event: Event, side: str) -> tuple[int, int, int]:
    """The graver kind first, then the greater loss, one's own misfortune before the enemy's."""
    losses = [value for name, value in event.values.items() if "loss" in name and isinstance(value, int)]
    return WEIGHT[event.kind], sum(losses), 1 if event.side == side else 0


def _under_fire(its: list[Event], bombs: dict[int, Event], side: str, names: Gazetteer, say: Tongue) -> Graded:
    """All volleys, shells and bombs on one unit: how many, and what they cost it. A click goes to the worst."""
    worst = max(its, key=lambda event: int(event.values.get("losses", 0)))
    men = sum(int(event.values.get("losses", 0)) for event in its)
    ours = worst.side != side  # those hit are ours
    line = log_line(worst, side, say)
    weight = WEIGHT["bombarded"], men, int(ours)
    if len(its) == 1:
        air = bombs.get(worst.n)
        return weight, replace(line, text=by_air(air, worst, say)) if air else line
    spot = names.spot(worst.hex, say.lang)
    name = f"{names.unit(worst.other, say.lang)}, {spot}" if worst.other else spot
    text = say("phase_report.fire", name=name, men=men, n=len(its))
    return weight, replace(line, text=text, colour=BAD if ours else GOOD, tip=_names(its, names, say))


def _flown(its: list[Event], side: str, say: Tongue) -> Graded:
    """Sorties of one kind on one hex."""
    line = log_line(its[0], side, say)
    return _weight(its[0], side), replace(line, text=f"{line.text} × {len(its)}") if len(its) > 1 else line


def _sighted(its: list[Event], own: bool, side: str, names: Gazetteer, say: Tongue) -> Graded:
    """Enemies that came into sight, or one's own that the enemy now sees."""
    line = log_line(its[0], side, say)
    weight = WEIGHT["seen"], 0, 0 if own else 1
    if len(its) == 1:
        return weight, line
    word = "spotted" if own else "sighted"
    n = len({event.unit for event in its})
    return weight, replace(line, text=say(f"phase_report.{word}", n=n), tip=_names(its, names, say))


def _names(its: list[Event], names: Gazetteer, say: Tongue) -> str:
    units = dict.fromkeys(names.unit(event.unit, say.lang) for event in its if event.unit)
    return "\n".join(list(units)[:MOST_NAMED])
