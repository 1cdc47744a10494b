"""The page's section that holds the battle against the real course."""

from collections.abc import Sequence

from game.chronicle.history import Beside, PlaceBeside
from game.chronicle.report import Report
from game.chronicle.report_html_parts import dated, note, side_name, table, turn_labels, worded
from game.chronicle.report_svg import Chart, Pair, nice, spans
from game.chronicle.report_words import both
from game.scenario.course import Attack, Day
from game.scenario.model import Text


def history(report: Report) -> str:
    if not report.past:
        return ""
    found = report.beside
    return note("past.note") + _verdict(found) + _measures(report) + _lines(report) + _places(report) + _days(report)


def verdict(found: Beside) -> Pair | None:
    """Whether the place defended held longer than in history, in one sentence."""
    if not found.stands and found.days_longer is None:
        return None
    if found.stands and found.stood:
        return worded("past.stands_as_then", date=dated(found.date))
    days = found.days_longer or 0
    key = (
        "past.stands_longer" if found.stands else "past.longer" if days > 0 else "past.earlier" if days else "past.same"
    )
    return both(key, days=abs(days))


def _verdict(found: Beside) -> str:
    words = verdict(found)
    return f'<p class="verdict">{spans(words)}</p>' if words else ""


def _measures(report: Report) -> str:
    rows = []
    for its in report.beside.measures:
        label = worded(f"past.{its.quantity}", side=side_name(report, its.side))
        band = both("past.range", low=f"{its.band[0]:,}", high=f"{its.band[1]:,}")
        where = f'<span class="{"in" if its.where == "within" else "out"}">{spans(both(f"past.{its.where}"))}</span>'
        rows.append([spans(label), f"{its.here:,}", spans(band), where])
    head = ["", spans(both("past.here")), spans(both("past.then")), ""]
    return table(head, rows) if rows else ""


def _lines(report: Report) -> str:
    """Losses added up, a chart a side, with history's band."""
    out = []
    standings, scenario = report.trace.standings, report.engine.scenario
    for side in report.engine.sides:
        bands = [report.past.losses(side, its.date) for its in standings[:-1]]
        if not any(bands):
            continue
        here = list(enumerate(report.trace.toll(side)))
        low: Sequence[tuple[float, float]] = [(0, 0), *((i + 1, band[0]) for i, band in enumerate(bands) if band)]
        high = [(0, 0), *((i + 1, band[1]) for i, band in enumerate(bands) if band)]
        chart = Chart(len(standings) - 1, nice(max(max(y for _, y in high), max(y for _, y in here))), tall=190)
        chart.axes([chart.high * k / 4 for k in range(5)], turn_labels(report))
        chart.band(high, low, "#8a6a1f", 0.3)
        chart.line(here, scenario.sides[side].colour)
        out.append(f"<div><h3>{spans(side_name(report, side))}</h3>{chart.svg(both('past.line'))}</div>")
    if not out:
        return ""
    return f"<h3>{spans(both('past.line'))}</h3>{''.join(out)}"


def place_name(report: Report, place: str) -> Pair:
    name = report.engine.scenario.map.places[place].name
    return name.get("en"), name.get("zh")


def _places(report: Report) -> str:
    rows = []
    for its in report.beside.places:
        here, then = (spans(dated(date)) if date else spans(both("past.held")) for date in (its.here, its.past))
        rows.append([spans(place_name(report, its.place)), here, then, _difference(its)])
    head = [spans(both(f"past.{name}")) for name in ("place", "here", "then", "difference")]
    return f"<h3>{spans(both('past.places'))}</h3>{table(head, rows)}" if rows else ""


def _difference(its: PlaceBeside) -> str:
    longer = its.half_days_longer
    return "" if longer is None else spans(both("past.days_more", days=longer / 2))


def _days(report: Report) -> str:
    days = "".join(_day(report, day) for day in report.past.days)
    return f"<h3>{spans(both('past.days'))}</h3>{days}" if days else ""


def _day(report: Report, day: Day) -> str:
    date = dated(day.date)
    source = worded("past.source", source=(day.source, day.source), certainty=both(f"certainty.{day.certainty}"))
    attacks = "".join(f"<li>{spans(attack_words(report, its))}</li>" for its in report.past.attacks(day.date))
    return (
        f'<div class="past"><b>{spans(date)} · {spans(_pair(day.title))}</b><br>{spans(_pair(day.text))}'
        f"<ul>{attacks}</ul>{_here(report, day)}"
        f'<div class="source">{spans(source)}</div></div>'
    )


def attack_words(report: Report, its: Attack) -> Pair:
    names = report.engine.names
    place = place_name(report, its.at) if its.at in names.place_row else (its.at, its.at)
    return worded("past.attack", unit=_pair(its.unit), place=place, outcome=both(f"outcome.{its.outcome}"))


def _here(report: Report, day: Day) -> str:
    """What changed hands in the battle on that half day."""
    turn = report.engine.scenario.turn_of(day.date)
    if turn > report.trace.phases[-1].turn:
        return ""
    taken = [
        place_name(report, event.values["place"])
        for event in report.trace.events
        if event.kind == "captured_place" and event.turn == turn
    ]
    if not taken:
        return f"<p>{spans(both('past.nothing_here'))}</p>"
    unique = list(dict.fromkeys(taken))
    places = (", ".join(pair[0] for pair in unique), "、".join(pair[1] for pair in unique))
    return f"<p>{spans(worded('past.taken_here', places=places))}</p>"


def _pair(text: Text) -> Pair:
    return text.get("en"), text.get("zh")
