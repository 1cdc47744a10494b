"""The after-action report as one self-contained HTML page: both languages, charts as SVG, a replay that runs in it.

Nothing is fetched: styles, script, data and the painted grounds (JPEGs given by the caller, who can paint) lie in the
page. Texts that a scenario's author wrote are escaped; data stand in JSON where no `<` can end the script.
"""

import base64
import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from game import paths
from game.chronicle import report_html_history as parts_history
from game.chronicle import report_html_maps as parts_maps
from game.chronicle import report_html_parts as parts
from game.chronicle.report import Report
from game.chronicle.report_moments import Window
from game.chronicle.report_replay import replay_of
from game.chronicle.report_svg import spans
from game.chronicle.report_words import both
from game.telling import date_words

Section = tuple[str, str, Callable[[Report], str]]
SECTIONS: tuple[Section, ...] = (
    ("result", "report.result", parts.result),
    ("chances", "report.chances", parts.chances),
    ("replay", "report.play", parts.replay),
    ("losses", "report.losses", parts.losses),
    ("ammunition", "report.ammunition", parts.ammunition),
    ("luck", "report.dice", parts.luck),
    ("moments", "report.moments", parts_maps.moments),
    ("history", "report.compare", parts_history.history),
    ("units", "report.units", parts.units),
)


class Pictures(NamedTuple):
    """Painted grounds, JPEGs of what lies in `window`."""

    window: Window
    size: tuple[int, int]  # pixels of `start`
    start: bytes  # as the scenario begins: for the replay
    then: Sequence[bytes]  # at the key moments (report_moments.grounds_of), of any size


def page(report: Report, pictures: Pictures, lang: str = "en") -> str:
    """The page as text."""
    engine = report.engine
    title = engine.scenario.title
    wide, tall = pictures.size
    grounds = {"ground": pictures.start} | {parts_maps.ground_id(n): its for n, its in enumerate(pictures.then)}
    symbols = "".join(_symbol(name, jpeg, wide, tall) for name, jpeg in grounds.items())
    sections = [(name, key, make(report)) for name, key, make in SECTIONS]
    sections = [section for section in sections if section[2]]
    links = "".join(f'<a href="#s-{name}">{spans(both(key))}</a>' for name, key, _ in sections)
    body = "".join(
        f'<section id="s-{name}"><h2>{spans(both(key))}</h2>{text}</section>' for name, key, text in sections
    )
    dates = [
        f"{date_words(engine.scenario.date_of(1), tongue)} – {date_words(engine.date, tongue)}"
        for tongue in ("en", "zh")
    ]
    return f"""<!doctype html>
<html lang="{lang}" data-lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{parts.plain(title.get("en"))} · {parts.plain(both("report.title")[0])}</title>
<style>{_asset("page.css")}</style></head><body>
<svg width="0" height="0" style="position:absolute">{symbols}</svg>
<header><div class="kind">{spans(both("report.title"))}</div><h1>{spans((title.get("en"), title.get("zh")))}</h1>
<div>{spans((dates[0], dates[1]))}</div><div class="bar"><button id="language"></button>
<button id="print">{spans(both("report.print"))}</button></div><nav>{links}</nav></header>
{body}
<footer>{parts.footer(report)}</footer>
<script type="application/json" id="battle">{_data(report, pictures.window)}</script>
<script>{_asset("page.js")}</script></body></html>
"""


def _symbol(name: str, jpeg: bytes, wide: int, tall: int) -> str:
    href = "data:image/jpeg;base64," + base64.b64encode(jpeg).decode()
    picture = f'<image href="{href}" width="{wide}" height="{tall}"/>'
    return f'<symbol id="{name}" viewBox="0 0 {wide} {tall}">{picture}</symbol>'


def _asset(name: str) -> str:
    return (paths.assets() / "report" / name).read_text(encoding="utf-8")


def _data(report: Report, window: Window) -> str:
    data = replay_of(report.trace, report.past) | {"window": [window.left, window.top, window.wide]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
