"""The pages of the report in the game. Each writes on a sheet from the report's data; none knows a rule."""

from game.chronicle.report import Report
from game.chronicle.report_html_parts import CAUSE_INKS, LETTERS, signed
from game.chronicle.report_ledger import CAUSES
from game.chronicle.report_swings import RE_ROLLS, Judged, Swing
from game.chronicle.report_trace import TOLL
from game.chronicle.report_units import Story
from game.telling import order_words, unit_words
from game.ui.scenes.report_charts import Plot, legend, split_bar
from game.ui.scenes.result import level_name
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BAD, BRASS, DIM, GOLD, GOOD, PAPER, Colour, parse
from game.ui.theme.sheet import Layout

ROWS = 7  # units on one page


def lighter(colour: Colour) -> Colour:
    """A side's colour as it reads on dark cloth."""
    return tuple(min(255, part + (255 - part) * 35 // 100) for part in colour)  # type: ignore[return-value]


def side_colour(report: Report, side: str) -> Colour:
    return lighter(parse(report.engine.scenario.sides[side].colour))


def cause_colour(cause: str) -> Colour:
    return lighter(parse(CAUSE_INKS[cause]))


def side_name(report: Report, side: str, say: Tongue) -> str:
    return report.engine.scenario.sides[side].name.get(say.lang)


def day_of(say: Tongue, date: str) -> str:
    """`28 June` of a half day."""
    full = say.date(date)
    return full.split(" ")[0].partition("年")[2] if say.lang == "zh" else " ".join(full.split(" ")[:2])


def turn_labels(report: Report, say: Tongue) -> list[tuple[float, str]]:
    return [(i, day_of(say, its.date)) for i, its in enumerate(report.trace.standings[:-1]) if its.date.endswith("day")]


def heads(sheet: Layout, report: Report, say: Tongue, shares: tuple[int, ...]) -> None:
    sheet.columns(("", *(side_name(report, side, say) for side in report.engine.sides)), shares, 15, BRASS, "bold")


# ---------------------------------------------------------------- result


def result(sheet: Layout, report: Report, say: Tongue) -> None:
    outcome, scenario, last = report.outcome, report.engine.scenario, report.trace.standings[-1]
    sides = report.engine.sides
    if outcome is None:
        sheet.para(say("report.unfinished"), 20, GOLD, "serif")
    else:
        sheet.para(level_name(scenario, outcome.level, say.lang), 30, GOLD, "serif")
        who = say("report.won", side=side_name(report, outcome.winner, say)) if outcome.winner else say("report.drawn")
        sheet.para(f"{who} · {say('report.' + outcome.reason)}", 17, PAPER)
    if report.other_rules:
        sheet.para(say("report.other_rules"), 14, DIM)
    sheet.rule()
    shares = (44, 28, 28)
    heads(sheet, report, say, shares)

    def row(key: str, values: list[str], face: str = "sans") -> None:
        sheet.columns((say(f"report.{key}"), *values), shares, 16, PAPER, face)

    row("points", [str(last.points[side]) for side in sides], "bold")
    for name in (*TOLL, "returned", "captured"):
        row(name, [say.number(last.losses[side][name]) for side in sides])
    row("lost", [say.number(report.trace.toll(side)[-1]) for side in sides], "bold")
    row("men", [say.number(last.men[side]) for side in sides])
    row("fires_left", [say.number(last.fires[side]) for side in sides])
    for side in sides:
        if report.trace.captive_wounded(side):
            number = say.number(report.trace.captive_wounded(side))
            sheet.para(say("report.captive_wounded", n=number, side=side_name(report, side, say)), 14, DIM)
    sheet.gap(8)
    sheet.pair(say("report.margin"), f"{last.margin:+d}", GOLD)
    sheet.gap(8)
    sheet.para(say("report.sober"), 15, DIM, "italic")
    sheet.rule()
    _lost_by_turn(sheet, report, say)


def _lost_by_turn(sheet: Layout, report: Report, say: Tongue) -> None:
    """Killed, died and wounded of either side from the start to each turn."""
    standings, sides = report.trace.standings, report.engine.sides
    lost = {side: report.trace.toll(side) for side in sides}
    sheet.para(say("report.lost_so_far"), 15, BRASS, "bold")
    sheet.gap(8)
    plot = Plot(sheet, 190, len(standings) - 1, max(1, *(rows[-1] for rows in lost.values())))
    plot.axes(turn_labels(report, say))
    for side in sides:
        plot.line(list(enumerate(lost[side])), side_colour(report, side), 2.5)
    legend(sheet, [(side_colour(report, side), side_name(report, side, say)) for side in sides])


# ---------------------------------------------------------------- chances


def chances(sheet: Layout, report: Report, say: Tongue) -> None:
    """The line of chances, its turning points split into decision and luck."""
    swings = report.swings
    assert swings is not None
    attacker = next(side for side, its in report.engine.scenario.sides.items() if its.role == "attacker")
    defender = next(side for side in report.engine.sides if side != attacker)
    points = [
        (its.phase, (1000 + its.won[attacker] - its.won[defender]) / 20) for its in swings.chances
    ]  # a draw is half a win
    errors = [its.error / 10 for its in swings.chances]
    sheet.para(say("report.chances_note", playouts=report.playouts), 13, DIM)
    sheet.gap(8)
    plot = Plot(sheet, 210, len(report.trace.phases), 100)
    days = [(i, phase.date) for i, phase in enumerate(report.trace.phases) if phase.date.endswith("day")]
    plot.axes(
        [(i, day_of(say, date)) for i, date in days if not i or report.trace.phases[i - 1].date != date], "{:.0f} %"
    )
    colour = side_colour(report, attacker)
    plot.band([(x, y + e) for (x, y), e in zip(points, errors, strict=True)],
              [(x, max(0.0, y - e)) for (x, y), e in zip(points, errors, strict=True)], colour)  # fmt: skip
    plot.line(points, colour, 2.5)
    turning = swings.turning_points()
    for letter, swing in zip(LETTERS, turning, strict=False):
        tip = f"{say.date(swing.date)}: {swing.before / 10:.0f} → {swing.after / 10:.0f} %"
        plot.mark((swing.first + swing.last) / 2, (swing.before + swing.after) / 20, colour, letter, tip)
    sheet.section(say("report.turning"))
    sheet.para(say("report.turning_note", throws=RE_ROLLS) if turning else say("report.turning_none"), 13, DIM)
    for letter, swing in zip(LETTERS, turning[:4], strict=False):
        _turning(sheet, report, say, letter, swing, (attacker, defender))


def _turning(sheet: Layout, report: Report, say: Tongue, letter: str, swing: Swing, roles: tuple[str, str]) -> None:
    gainer = roles[0] if swing.total > 0 else roles[1]
    head = f"{letter} · {say.date(swing.date)} · {say('report.for_side', side=side_name(report, gainer, say))}"
    sheet.para(f"{head} ({swing.before / 10:.0f} → {swing.after / 10:.0f} %, ± {swing.error / 10:.0f})", 15, GOLD)
    most = max(abs(swing.total), abs(swing.luck), abs(swing.decision), 1)
    for name, value in (("decision", swing.decision), ("luck", swing.luck)):
        colour = side_colour(report, roles[0] if value > 0 else roles[1])
        split_bar(sheet, say(f"report.{name}"), value, most, colour, signed(value / 10) + " %")
    sheet.gap(3)


# ---------------------------------------------------------------- losses, ammunition


def losses(sheet: Layout, report: Report, say: Tongue) -> None:
    sheet.para(say("report.losses_note"), 13, DIM)
    for side, days in report.ledger.days.items():
        sheet.section(side_name(report, side, say))
        sheet.gap(5)
        plot = Plot(sheet, 165, len(days), max([day.total for day in days] or [1]))
        plot.axes(turn_labels(report, say))
        for i, day in enumerate(days):
            base = 0
            for cause in CAUSES:
                men = max(0, day.by_cause[cause])
                tip = f"{say.date(day.date)}: {say('cause.' + cause)} {men}"
                plot.bar(i + 0.12, 0.76, base, base + men, cause_colour(cause), tip)
                base += men
    legend(sheet, [(cause_colour(cause), say(f"cause.{cause}")) for cause in CAUSES])
    shares = (44, 28, 28)
    heads(sheet, report, say, shares)
    for cause in CAUSES:
        total = [sum(day.by_cause[cause] for day in report.ledger.days[side]) for side in report.engine.sides]
        sheet.columns((say(f"cause.{cause}"), *map(say.number, total)), shares, 14)


def ammunition(sheet: Layout, report: Report, say: Tongue) -> None:
    standings, sides = report.trace.standings, report.engine.sides
    sheet.para(say("report.ammunition_note"), 13, DIM)
    sheet.gap(8)
    plot = Plot(sheet, 190, len(standings) - 1, max(its.fires[side] for its in standings for side in sides))
    plot.axes(turn_labels(report, say))
    for side in sides:
        plot.line([(i, its.fires[side]) for i, its in enumerate(standings)], side_colour(report, side), 2.5)
    legend(sheet, [(side_colour(report, side), side_name(report, side, say)) for side in sides])
    sheet.section(say("report.donts"))
    shares, last = (50, 25, 25), standings[-1].statistics
    heads(sheet, report, say, shares)

    def row(key: str, values: list[str]) -> None:
        sheet.columns((say(f"report.{key}"), *values), shares, 15)

    for name in ("volleys", "volley_losses"):
        row(name, [say.number(last[side][name]) for side in sides])
    row("per_volley", [f"{last[side]['volley_losses'] / max(1, last[side]['volleys']):.1f}" for side in sides])
    for name in ("ambushes", "held_see", "held_aim", "held_kill", "saved"):
        row(name, [say.number(last[side][name]) for side in sides])
    spared = [report.ledger.saved_losses[side] for side in sides]
    row("spared", [say.number(round(men)) for men in spared])
    row("spared_rate", [f"{men / max(1, last[side]['saved']):.1f}" for side, men in zip(sides, spared, strict=True)])


# ---------------------------------------------------------------- luck, units


def luck(sheet: Layout, report: Report, say: Tongue) -> None:
    sheet.para(say("report.dice_note"), 13, DIM)
    shares = (44, 12, 15, 15, 14)
    for side in report.engine.sides:
        sheet.section(side_name(report, side, say))
        words = [say(f"report.{name}") for name in ("count", "expected", "actual", "deviation")]
        sheet.columns(("", *words), shares, 14, BRASS, "bold")
        for kind, its in report.ledger.luck[side].items():
            if its.count:
                form = "{:,.1f}" if kind == "taken" else "{:,.0f}"
                cells = (str(its.count), form.format(its.expected), form.format(its.actual), signed(its.deviation))
                colour = PAPER if abs(its.deviation) < 2 else GOOD if its.deviation > 0 else BAD
                sheet.columns((say(f"dice.{kind}"), *cells), shares, 15, colour)
        if report.swings is not None:
            for key, orders in (("best", report.swings.best(side)), ("worst", report.swings.worst(side))):
                _orders(sheet, report, say, key, orders)
        sheet.gap(6)
    if report.swings is not None:
        sheet.para(say("report.orders_note"), 13, DIM)


def _orders(sheet: Layout, report: Report, say: Tongue, key: str, orders: list[Judged]) -> None:
    if not orders:
        return
    shares = (64, 10, 13, 13)
    heads = (say(f"report.{key}"), *(say(f"report.{name}") for name in ("turn", "worth", "luck")))
    sheet.columns(heads, shares, 14, BRASS, "bold")
    for order in orders:
        words = order_words(report.engine.names, order.order, say.lang)
        sheet.columns((words, str(order.turn), signed(order.worth), signed(order.luck)), shares, 14)


def ranked(report: Report) -> list[Story]:
    """Units of whom there is something to tell, the most first."""
    return sorted((its for its in report.stories if its.moments), key=lambda its: -its.weight)


def units(sheet: Layout, report: Report, say: Tongue, first: int) -> None:
    """Stories from number `first` on."""
    stories, names = ranked(report), report.engine.names
    for its in stories[first : first + ROWS]:
        sheet.para(unit_words(names, its.unit, say.lang), 17, side_colour(report, its.side), "serif")
        words = say("report.story", men_first=its.men_at_first, men_last=its.men_at_last,
                    inflicted=its.inflicted, suffered=its.suffered)  # fmt: skip
        sheet.para(words, 14, PAPER)
        for event in its.moments[:3]:
            date = day_of(say, report.engine.scenario.date_of(event.turn))
            sheet.para(f"{date}: {event.text(say.lang)}", 13, DIM, indent=sheet.u(14))
        sheet.gap(4)
    if len(stories) > ROWS:
        last = min(len(stories), first + ROWS)
        sheet.para(f"{first + 1}–{last} / {len(stories)} · {say('report.more')}", 13, BRASS)
