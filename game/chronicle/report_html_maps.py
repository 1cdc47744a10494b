"""The maps of the page: the ground, the front and the counters at key moments."""

from html import escape

from game import hexgrid
from game.chronicle.report import Report
from game.chronicle.report_moments import Moment, Window, grounds_of, moments_of, window_of
from game.chronicle.report_svg import centre, front_path, spans, text
from game.names import Names
from game.telling import unit_words

RADIUS = 12.0  # units of the drawings for the radius of a hex
LARGE = 150  # men of establishment from which a counter is drawn large


def ground_id(n: int) -> str:
    """The symbol of the page that is the nth of `grounds_of`."""
    return f"then-{n}"


def moments(report: Report) -> str:
    told, window, names = moments_of(report), window_of(report.trace), report.engine.names
    grounds, size = grounds_of(told), (names.cols, names.rows)
    beside = [[hexgrid.neighbour(h, d, *size) for d in range(6)] for h in range(names.cols * names.rows)]
    maps = [
        _map(report, moment, window, ground_id(grounds.index(moment.ground)),
             front_path(moment.control, names.cols, beside, RADIUS))
        for moment in told
    ]  # fmt: skip
    return f'<div class="maps">{"".join(maps)}</div>'


def _map(report: Report, moment: Moment, window: Window, ground: str, front: str) -> str:
    names = report.engine.names
    x0, y0, wide, tall = (length * RADIUS for length in window)
    parts = [
        f'<use href="#{ground}" x="{x0:.0f}" y="{y0:.0f}" width="{wide:.0f}" height="{tall:.0f}"/>',
        f'<path d="{front}" stroke="#f6efdd" stroke-width="5" stroke-linecap="round" opacity=".8"/>',
        f'<path d="{front}" stroke="#8c2f26" stroke-width="2.4" stroke-linecap="round"/>',
        *(_counter(report, names, *unit) for unit in moment.units),
        *_names(report, moment),
    ]
    head = spans(moment.title)
    lines = "<br>".join(spans((event.text("en"), event.text("zh"))) for event in moment.events)
    return (
        f'<figure><svg class="map" viewBox="{x0:.0f} {y0:.0f} {wide:.0f} {tall:.0f}">{"".join(parts)}</svg>'
        f"<figcaption><b>{head}</b><br>{lines}</figcaption></figure>"
    )


def _names(report: Report, moment: Moment) -> list[str]:
    """Of the places that the lines below the map say were taken."""
    names, places = report.engine.names, report.engine.scenario.map.places
    taken = {event.values["place"] for event in moment.events if event.kind == "captured_place"}
    found = []
    for place in sorted(taken & places.keys()):
        x, y = (value * RADIUS for value in centre(names.hex(place), names.cols))
        name = places[place].name
        found.append(text(x, y - RADIUS, (name.get("en"), name.get("zh")), "middle", 'class="named"'))
    return found


def _counter(report: Report, names: Names, u: int, at: int, men: int) -> str:
    scenario = report.engine.scenario
    x, y = (value * RADIUS for value in centre(at, names.cols))
    side = scenario.sides[names.sides[int(report.engine.state.units["side"][u])]]
    half = 6 if scenario.kinds[scenario.units[u].kind].men >= LARGE else 4
    title = " · ".join(dict.fromkeys(unit_words(names, names.units[u], lang) for lang in ("en", "zh")))
    return (
        f'<rect x="{x - half:.0f}" y="{y - half * 0.8:.0f}" width="{2 * half}" height="{1.6 * half:.0f}" '
        f'fill="{escape(side.colour)}" stroke="#1d1a15" stroke-width=".7">'
        f"<title>{escape(title)}: {men}</title></rect>"
    )
