"""The sections of the page. Each gives HTML, or nothing where there is nothing to tell."""

from collections.abc import Sequence
from html import escape

from game.chronicle.report import Report
from game.chronicle.report_ledger import CAUSES
from game.chronicle.report_svg import Chart, Pair, nice, spans, text
from game.chronicle.report_swings import RE_ROLLS, Judged, Swing
from game.chronicle.report_units import Story
from game.chronicle.report_words import both
from game.telling import date_words, order_words, unit_words

CAUSE_INKS = {
    "fire": "#8c2f26", "final": "#c0674a", "shells": "#4d5a3a", "air": "#5f7f8c", "close": "#2b2620",
    "captured": "#b89a4a", "wear": "#b5a98c",
}  # fmt: skip
STORIES = 12
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
LETTERS = "ABCDEFGHIJ"


def plain(words: str) -> str:
    return escape(words)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], sums: Sequence[int] = ()) -> str:
    """`head` and cells are HTML; rows whose numbers are in `sums` are set bold."""
    cells = "".join(f"<th>{cell}</th>" for cell in head)
    lines = [
        f"<tr{' class=sum' if i in sums else ''}>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for i, row in enumerate(rows)
    ]
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def signed(value: float) -> str:
    """With its sign, one decimal, and no sign before nothing."""
    return f"{round(value, 1) + 0.0:+.1f}"


def note(key: str, **values: object) -> str:
    return f'<p class="note">{spans(both(key, **values))}</p>'


def side_name(report: Report, side: str) -> Pair:
    its = report.engine.scenario.sides[side].name
    return its.get("en"), its.get("zh")


def side_head(report: Report, side: str) -> str:
    colour = report.engine.scenario.sides[side].colour
    return f'<i class="side" style="background:{escape(colour)}"></i>{spans(side_name(report, side))}'


def dated(date: str) -> Pair:
    return date_words(date, "en"), date_words(date, "zh")


def worded(key: str, **pairs: Pair) -> Pair:
    """A word of the table with values that differ between the languages."""
    return tuple(both(key)[i].format(**{name: pair[i] for name, pair in pairs.items()}) for i in (0, 1))  # type: ignore[return-value]


# ---------------------------------------------------------------- result


def result(report: Report) -> str:
    engine, outcome = report.engine, report.outcome
    last = report.trace.standings[-1]
    verdict: Pair = both("report.unfinished")
    level = ""
    if outcome is not None:
        found = next(its for its in engine.scenario.victory.levels if its.id == outcome.level)
        level = spans((found.name.get("en"), found.name.get("zh"))) if found.name else escape(found.id)
        reason = both(f"report.{outcome.reason}")
        who = worded("report.won", side=side_name(report, outcome.winner)) if outcome.winner else both("report.drawn")
        verdict = (f"{who[0]}: {reason[0]}", f"{who[1]}：{reason[1]}")
    sides = engine.sides
    rows = [[spans(both("report.points")), *(f"{last.points[side]}" for side in sides)]]
    for name in ("killed", "died", "wounded"):
        rows.append([spans(both(f"report.{name}")), *(f"{last.losses[side][name]:,}" for side in sides)])
    totals = [report.trace.toll(side)[-1] for side in sides]
    rows.append([spans(both("report.lost")), *(f"{total:,}" for total in totals)])
    for name in ("returned", "captured"):
        rows.append([spans(both(f"report.{name}")), *(f"{last.losses[side][name]:,}" for side in sides)])
    rows.append([spans(both("report.men")), *(f"{last.men[side]:,}" for side in sides)])
    rows.append([spans(both("report.fires_left")), *(f"{last.fires[side]:,}" for side in sides)])
    head = ["", *(side_head(report, side) for side in sides)]
    captive = "".join(_captive(report, side) for side in sides)
    margin = f"<p>{spans(both('report.margin'))}: <b>{last.margin:+d}</b></p>"
    sober = f"<p><em>{spans(both('report.sober'))}</em></p>"
    rules = note("report.other_rules") if report.other_rules else ""
    verdict_words = f'<p class="verdict">{level}</p><p>{spans(verdict)}</p>'
    return f"{verdict_words}{rules}{table(head, rows, (0, 4))}{captive}{margin}{sober}"


def _captive(report: Report, side: str) -> str:
    """Of the wounded who became prisoners with their place, if there are any."""
    n = report.trace.captive_wounded(side)
    words = worded("report.captive_wounded", side=side_name(report, side), n=(f"{n:,}", f"{n:,}"))
    return f'<p class="note">{spans(words)}</p>' if n else ""


# ---------------------------------------------------------------- chances


def chances(report: Report) -> str:
    if report.swings is None:
        return ""
    swings, engine = report.swings, report.engine
    attacker, defender = _roles(report)
    count = len(report.trace.phases)
    chart = Chart(count, 100)
    points = [(its.phase, (its.won[attacker] + (1000 - its.won[attacker] - its.won[defender]) / 2) / 10)
              for its in swings.chances]  # fmt: skip
    errors = [its.error / 10 for its in swings.chances]
    upper = [(x, min(100.0, y + error)) for (x, y), error in zip(points, errors, strict=True)]
    lower = [(x, max(0.0, y - error)) for (x, y), error in zip(points, errors, strict=True)]
    ink = engine.scenario.sides[attacker].colour
    chart.axes((0, 25, 50, 75, 100), phase_labels(report), "{:.0f} %")
    chart.band(upper, lower, ink)
    chart.line(points, ink, 2.5)
    turning = swings.turning_points()
    for i, swing in enumerate(turning):
        middle = (swing.first + swing.last) / 2, (swing.before + swing.after) / 20
        chart.mark(*middle, ink, LETTERS[i], dated(swing.date))
    for y, side in ((chart.top + 14, attacker), (chart.tall - chart.bottom - 8, defender)):
        words = worded("report.for_side", side=side_name(report, side))
        chart.parts.append(text(chart.wide - chart.right - 8, y, words, "end"))
    playouts = report.playouts
    told = "".join(_turning(report, swing, LETTERS[i]) for i, swing in enumerate(turning))
    told = told or f"<p>{spans(both('report.turning_none'))}</p>"
    return (
        note("report.chances_note", playouts=playouts)
        + chart.svg(both("report.chances"))
        + f"<h3>{spans(both('report.turning'))}</h3>"
        + note("report.turning_note", throws=RE_ROLLS)
        + told
        + _orders(report)
    )


def _roles(report: Report) -> tuple[str, str]:
    sides = report.engine.scenario.sides
    attacker = next(side for side, its in sides.items() if its.role == "attacker")
    return attacker, next(side for side in sides if side != attacker)


def phase_labels(report: Report) -> list[tuple[float, Pair]]:
    """Days along an axis of phases, at most a dozen."""
    starts = [(i, phase.date) for i, phase in enumerate(report.trace.phases) if phase.date.endswith("day")]
    days = [pair for k, pair in enumerate(starts) if not k or pair[1] != starts[k - 1][1]]
    step = len(days) // 12 + 1
    return [(i, short_date(date)) for i, date in days[::step]]


def short_date(date: str) -> Pair:
    month, day = int(date[5:7]), int(date[8:10])
    name = MONTHS[month - 1]
    return f"{day} {name}", f"{month}月{day}日"


def _turning(report: Report, swing: Swing, letter: str) -> str:
    attacker, defender = _roles(report)
    gainer = attacker if swing.total > 0 else defender
    head = worded("report.for_side", side=side_name(report, gainer))
    date = dated(swing.date)
    most = max(abs(swing.total), abs(swing.luck), abs(swing.decision), 1)
    bars = "".join(
        _track(report, both(f"report.{name}"), value, most)
        for name, value in (("swing", swing.total), ("decision", swing.decision), ("luck", swing.luck))
    )
    orders = "".join(f"<li>{_order_line(report, order)}</li>" for order in swing.orders)
    return (
        f'<div class="turning"><b>{letter} · {spans(date)}</b> · {spans(head)} '
        f"({swing.before / 10:.0f} → {swing.after / 10:.0f} %, ± {swing.error / 10:.0f}){bars}<ul>{orders}</ul></div>"
    )


def _track(report: Report, label: Pair, value: int, most: int) -> str:
    attacker, defender = _roles(report)
    colour = report.engine.scenario.sides[attacker if value > 0 else defender].colour
    share = 50 * abs(value) / most
    left = 50 if value > 0 else 50 - share
    return (
        f'<div class="split"><span>{spans(label)}</span><span class="track">'
        f'<b style="left:{left:.1f}%;width:{share:.1f}%;background:{escape(colour)}"></b></span>'
        f"<span>{signed(value / 10)} %</span></div>"
    )


def _order_line(report: Report, order: Judged) -> str:
    words = order_pair(report, order.order)
    worth, luck = both("report.worth"), both("report.luck")
    return spans((
        f"{words[0]} ({worth[0]} {signed(order.worth)}, {luck[0]} {signed(order.luck)})",
        f"{words[1]}（{worth[1]}{signed(order.worth)}，{luck[1]}{signed(order.luck)}）",
    ))  # fmt: skip


def order_pair(report: Report, order: str) -> Pair:
    names = report.engine.names
    return order_words(names, order, "en"), order_words(names, order, "zh")


def _orders(report: Report) -> str:
    swings = report.swings
    assert swings is not None
    out = []
    for side in report.engine.sides:
        for key, orders in (("report.best", swings.best(side)), ("report.worst", swings.worst(side))):
            rows = [
                [spans(order_pair(report, order.order)), str(order.turn), signed(order.worth), signed(order.luck)]
                for order in orders
            ]
            if rows:
                names = ("report.order", "report.turn", "report.worth", "report.luck")
                head = [spans(both(name)) for name in names]
                title = f"{side_head(report, side)} · {spans(both(key))}"
                out.append(f"<div><h3>{title}</h3>{table(head, rows)}</div>")
    return note("report.orders_note") + f'<div class="two">{"".join(out)}</div>'


# ---------------------------------------------------------------- replay


def replay(report: Report) -> str:
    past = f'<label><input type="checkbox" id="past"> {spans(both("past.show"))}</label>' if report.past else ""
    return (
        note("report.play_note") + '<div id="replay" class="screen"><canvas id="map"></canvas><div class="controls">'
        '<button id="back">«</button><button id="play">▶</button><button id="forward">»</button>'
        f'<input id="slider" type="range" min="0" value="0"><span id="count"></span>{past}</div>'
        '<div id="when"></div><div id="then"></div><ul id="lines"></ul></div>'
    )


# ---------------------------------------------------------------- losses, ammunition, luck


def losses(report: Report) -> str:
    out = [note("report.losses_note")]
    legend = "".join(
        f'<span><i style="background:{ink}"></i>{spans(both(f"cause.{cause}"))}</span>'
        for cause, ink in CAUSE_INKS.items()
    )
    for side, days in report.ledger.days.items():
        chart = Chart(len(days), nice(max([day.total for day in days] or [1])), tall=190)
        chart.axes([chart.high * k / 4 for k in range(5)], turn_labels(report))
        for i, day in enumerate(days):
            base = 0
            for cause in CAUSES:
                men = max(0, day.by_cause[cause])
                if men:
                    word, date = both(f"cause.{cause}"), dated(day.date)
                    chart.bar(i + 0.1, 0.8, base, base + men, CAUSE_INKS[cause],
                              (f"{date[0]}, {word[0]}: {men}", f"{date[1]}，{word[1]}：{men}"))  # fmt: skip
                base += men
        out.append(f"<h3>{side_head(report, side)}</h3>{chart.svg(both('report.losses'))}")
    rows = []
    for cause in CAUSES:
        total = [sum(day.by_cause[cause] for day in report.ledger.days[side]) for side in report.engine.sides]
        rows.append([spans(both(f"cause.{cause}")), *(f"{men:,}" for men in total)])
    head = ["", *(side_head(report, side) for side in report.engine.sides)]
    return "".join(out) + f'<p class="legend">{legend}</p>' + table(head, rows)


def turn_labels(report: Report) -> list[tuple[float, Pair]]:
    days = [(i, its.date) for i, its in enumerate(report.trace.standings[:-1]) if its.date.endswith("day")]
    step = len(days) // 12 + 1
    return [(i, short_date(date)) for i, date in days[::step]]


def ammunition(report: Report) -> str:
    standings, sides = report.trace.standings, report.engine.sides
    most = max(its.fires[side] for its in standings for side in sides)
    chart = Chart(len(standings) - 1, nice(most), tall=200)
    chart.axes([chart.high * k / 4 for k in range(5)], turn_labels(report))
    for side in sides:
        chart.line([(i, its.fires[side]) for i, its in enumerate(standings)], report.engine.scenario.sides[side].colour)
    legend = "".join(f"<span>{side_head(report, side)}</span>" for side in sides)
    last = standings[-1].statistics
    rows = []
    for name in ("volleys", "volley_losses"):
        rows.append([spans(both(f"report.{name}")), *(f"{last[side][name]:,}" for side in sides)])
    rates = [last[side]["volley_losses"] / max(1, last[side]["volleys"]) for side in sides]
    rows.append([spans(both("report.per_volley")), *(f"{rate:.1f}" for rate in rates)])
    for name in ("ambushes", "held_see", "held_aim", "held_kill", "saved"):
        rows.append([spans(both(f"report.{name}")), *(f"{last[side][name]:,}" for side in sides)])
    spared = [report.ledger.saved_losses[side] for side in sides]
    rows.append([spans(both("report.spared")), *(f"{men:,.0f}" for men in spared)])
    each = [men / max(1, last[side]["saved"]) for side, men in zip(sides, spared, strict=True)]
    rows.append([spans(both("report.spared_rate")), *(f"{men:.1f}" for men in each)])
    head = ["", *(side_head(report, side) for side in sides)]
    return (
        note("report.ammunition_note")
        + chart.svg(both("report.ammunition"))
        + f'<p class="legend">{legend}</p><h3>{spans(both("report.donts"))}</h3>'
        + table(head, rows)
    )


def luck(report: Report) -> str:
    out = [note("report.dice_note")]
    for side in report.engine.sides:
        rows = []
        for kind, its in report.ledger.luck[side].items():
            if its.count:
                form = "{:,.1f}" if kind == "taken" else "{:,.0f}"
                rows.append([spans(both(f"dice.{kind}")), str(its.count), form.format(its.expected),
                             form.format(its.actual), signed(its.deviation)])  # fmt: skip
        head = ["", *(spans(both(f"report.{name}")) for name in ("count", "expected", "actual", "deviation"))]
        if rows:
            out.append(f"<h3>{side_head(report, side)}</h3>{table(head, rows)}")
    if report.swings is not None:
        attacker, defender = _roles(report)
        points = report.swings.luck
        words = side_name(report, attacker if points >= 0 else defender)
        told = both("report.luck_points")
        pair = [told[i].format(points=abs(points), side=words[i]) for i in (0, 1)]
        out.append(f"<p>{spans((pair[0], pair[1]))}</p>")
    return "".join(out)


# ---------------------------------------------------------------- units


def units(report: Report) -> str:
    names = report.engine.names
    told = sorted((its for its in report.stories if its.moments), key=lambda its: -its.weight)[:STORIES]
    stories = "".join(_story(report, its) for its in told)
    head = [spans(both(f"report.{name}")) for name in
            ("unit", "first_last", "inflicted", "suffered", "assaults", "withstood")]  # fmt: skip
    rows = []
    for its in report.stories:
        colour = escape(report.engine.scenario.sides[its.side].colour)
        name = spans((unit_words(names, its.unit, "en"), unit_words(names, its.unit, "zh")))
        last = str(its.men_at_last) if its.fate == "stands" else spans(both("report.gone"))
        cells = f"{its.men_at_first} → {last}", str(its.inflicted), str(its.suffered), f"{its.assaults} / {its.taken}"
        rows.append([f'<i class="side" style="background:{colour}"></i>{name}', *cells, str(its.withstood)])
    return (
        f'<div class="stories">{stories}</div>'
        f"<details><summary>{spans(both('report.all_units'))}</summary>{table(head, rows)}</details>"
    )


def _story(report: Report, its: Story) -> str:
    names = report.engine.names
    name = spans((unit_words(names, its.unit, "en"), unit_words(names, its.unit, "zh")))
    colour = escape(report.engine.scenario.sides[its.side].colour)
    line = spans(both("report.story", men_first=its.men_at_first, men_last=its.men_at_last,
                      inflicted=its.inflicted, suffered=its.suffered))  # fmt: skip
    scenario = report.engine.scenario
    moments = "".join(
        "<li>" + spans((
            f"{short_date(scenario.date_of(event.turn))[0]}: {event.text('en')}",
            f"{short_date(scenario.date_of(event.turn))[1]}：{event.text('zh')}",
        )) + "</li>"
        for event in its.moments
    )  # fmt: skip
    return (
        f'<div class="story"><h3><i class="side" style="background:{colour}"></i>{name}</h3>'
        f"<p>{line}</p><ul>{moments}</ul></div>"
    )


def footer(report: Report) -> str:
    engine = report.engine
    return spans(both("report.made", scenario=engine.scenario.id, seed=engine.seed, orders=report.trace.orders,
                      turns=engine.turn, judge=report.judge_seed))  # fmt: skip
