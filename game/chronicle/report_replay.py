"""The battle as compact data for the small replay in the page: what each order changed, and the lines worth reading.

Units are rows of `units`; a frame is [changes, control, lines, ground]: changes are flat quadruples (unit, hex or -1,
men, cohesion), control flat pairs (hex, side), lines numbers in `texts`, ground flat pairs (place in
`report_trace.ground_row`, what is there now); `edges` are the hexsides [hex, direction] at the end of that row.
"""

from typing import Any

from game.chronicle.history import Past
from game.chronicle.report_trace import Change, Step, Trace
from game.telling import date_words
from game.values import Event

TOLD = frozenset((
    "result", "captured_place", "surrendered", "dissolved", "commander", "message", "arrived", "broken", "retreated",
    "to_ground", "ended",
))  # fmt: skip
LEAST_MEN = 8  # a volley or bombardment that costs fewer is not told
MOST_FRAMES = 4_000  # beyond that orders of a phase are joined: a page must not grow without end


def replay_of(trace: Trace, past: Past) -> dict[str, Any]:
    """JSON data; see above."""
    engine = trace.engine
    names, scenario = engine.names, engine.scenario
    texts: dict[tuple[str, str], int] = {}
    frames: list[list[Any]] = []
    phases: list[dict[str, Any]] = []
    join = trace.orders // MOST_FRAMES + 1
    for phase in trace.phases:
        date = [date_words(phase.date, lang) for lang in ("en", "zh")]
        phases.append({"f": len(frames), "t": phase.turn, "s": names.side_row[phase.side], "d": date})
        kept: list[Step] = []
        for i, step in enumerate(phase.steps):
            kept.append(step)
            last = i == len(phase.steps) - 1
            shown = any(its.changes or its.control or its.ground or any(map(_is_told, its.events)) for its in kept)
            if last or (shown and len(kept) >= join):
                frames.append(_frame(kept, texts))
                kept = []
    units = []
    for u, name in enumerate(names.units):
        data = scenario.units[u]
        kind = scenario.kinds[data.kind]
        label = [data.name.get(lang) if data.name else name for lang in ("en", "zh")]
        side = int(engine.state.units["side"][u])
        units.append([side, data.short or name, kind.symbol, kind.men, label[0], label[1]])
    return {
        "cols": names.cols,
        "rows": names.rows,
        "sides": [
            {"name": list(its.name.to_dict().values()), "colour": its.colour}
            for its in (scenario.sides[side] for side in names.sides)
        ],
        "units": units,
        "start": [number for change in trace.start for number in change],
        "control": "".join(str(side + 1) for side in trace.first_control),
        "edges": engine.state.edges[["hex", "direction"]].tolist(),
        "frames": frames,
        "phases": phases,
        "texts": list(texts),
        "places": [
            [names.hex(ref), place.name.get("en"), place.name.get("zh"), place.rank]
            for ref, place in scenario.map.places.items()
        ],
        "history": _history(trace, past),
    }


def _history(trace: Trace, past: Past) -> list[dict[str, Any]]:
    """By turn: `h` who held which hex from its end on, `a` arrows (from, to, side), `n` title and `d` date.

    Titles and dates are in both languages; turn 0 is the time before.
    """
    names, scenario = trace.engine.names, trace.engine.scenario
    entries = []
    before: dict[str, str] = {}
    for turn in range(scenario.turns + 1):
        date = scenario.date_of(turn)
        now = past.holders(date)
        held = {names.hex(place): names.side_row[side] for place, side in now.items() if before.get(place) != side}
        arrows = [[names.hex(its.from_), names.hex(its.at), names.side_row[its.by]] for its in past.attacks(date)]
        day = past.day(date) if turn else None
        if day:
            told = {
                "n": [day.title.get(lang) for lang in ("en", "zh")],
                "d": [date_words(date, lang) for lang in ("en", "zh")],
            }
            entries.append({"t": turn, "h": held, "a": arrows} | told)
        elif held:
            entries.append({"t": turn, "h": held, "a": []})
        before = now
    return entries


def _is_told(event: Event) -> bool:
    if event.kind in ("fired", "bombarded"):
        return bool(event.values["losses"] >= LEAST_MEN)
    return event.kind in TOLD


def _frame(steps: list[Step], texts: dict[tuple[str, str], int]) -> list[Any]:
    changes: dict[int, Change] = {}
    control: dict[int, int] = {}
    ground: dict[int, int] = {}
    lines = []
    for step in steps:
        changes.update({change.unit: change for change in step.changes})
        control.update(step.control)
        ground.update(step.ground)
        for event in filter(_is_told, step.events):
            pair = (event.text("en"), event.text("zh"))
            lines.append(texts.setdefault(pair, len(texts)))
    flat = [number for change in changes.values() for number in change]
    held, lies = ([number for pair in its.items() for number in pair] for its in (control, ground))
    return [flat, held, lines, lies]
