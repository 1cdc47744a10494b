"""The odds card: what the rules say of an order before it is given, each factor named with its share."""

from collections.abc import Mapping

from game.ui.panels.gazetteer import Gazetteer
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BAD, BRASS, DIM, FAIR, GOOD, PAPER, Colour, tone
from game.ui.theme.sheet import Layout, Sheet
from game.values import Forecast, Preview

WIDTH = 330
RESULT_COLOURS: dict[str, Colour] = {
    "bloody stand": FAIR,
    "position taken": GOOD,
    "overrun": GOOD,
    "empty": GOOD,
}
TAKES = ("position taken", "overrun", "empty")  # results that win the hex
OWN_SECTIONS = ("fire", "bombardment", "attack")  # what is multiplied there is one's own strength
Answers = tuple[tuple[str, int], ...]  # who may fire back, and the men it may cost
AMOUNTS = ("men", "effective", "weight", "nests", "ratio", "losses")  # figures among the factors, not shares


def odds_card(
    title: str,
    preview: Preview,
    forecast: Forecast | None,
    names: Gazetteer,
    say: Tongue,
    scale: float,
    extra: tuple[str, ...] = (),
    advice: tuple[str, ...] = (),
    doubts: tuple[str, ...] = (),
    answers: Answers | None = None,
) -> Sheet:
    """Same arguments, same pixels. `doubts` come first: why the figures may be wrong; `answers`: what is fired back."""
    sheet = Layout(round(WIDTH * scale), scale)
    sheet.head(title)
    for doubt in doubts:
        sheet.para(doubt, 13, BAD)
    if preview.chances:
        permille = taken_permille(preview.chances)
        sheet.gauge(say("odds.taken"), permille // 10, percent_text(permille), tone(permille // 10))
        sheet.gap(2)
    if preview.losses:
        sheet.para(say("odds.losses"), 14, BRASS, "bold")
        for side, men in preview.losses.items():
            sheet.pair(names.side(side, say.lang), say("odds.men", n=men), size=14)
    if preview.suppression is not None:
        sheet.pair(say("odds.suppression"), f"+{preview.suppression}", size=14)
    for side, tenths in preview.fires.items():
        spent = say("odds.fires", n=f"{tenths // 10}.{tenths % 10}")
        sheet.pair(f"{say('odds.cost')} ({names.side(side, say.lang)})", spent, size=13)
    if preview.ratio_percent is not None:
        sheet.pair(say("odds.ratio"), f"{preview.ratio_percent} %", size=14)
    if preview.chances:
        _chances(sheet, preview.chances, say)
    _factors(sheet, preview, say)
    if answers is not None:
        _answers(sheet, answers, say)
    for note in (*preview.notes, *extra):
        sheet.para(note, 13, DIM)
    if advice:
        sheet.gap(3)
        sheet.para(say("odds.better"), 13, BRASS, "bold")
        for line in advice:
            sheet.para(line, 13, GOOD)
    if forecast:
        _forecast(sheet, forecast, names, say)
    sheet.para(say("odds.known"), 12, DIM, "italic")
    return sheet.sheet()


def _chances(sheet: Layout, chances: Mapping[str, int], say: Tongue) -> None:
    sheet.gap(3)
    sheet.para(say("odds.chances"), 14, BRASS, "bold")
    for result, permille in chances.items():
        colour = RESULT_COLOURS.get(result, BAD)
        sheet.gauge(result_name(say, result), permille // 10, percent_text(permille), colour)


def _factors(sheet: Layout, preview: Preview, say: Tongue) -> None:
    if not preview.factors:
        return
    sheet.gap(3)
    section = ""
    for part, name, permille in preview.factors:
        if part != section:
            section = part
            sheet.para(section_name(say, part), 13, BRASS, "bold")
        sheet.pair(factor_name(say, name), factor_share(name, permille), _factor_colour(part, name, permille), size=13)


def _factor_colour(section: str, name: str, permille: int) -> Colour:
    """Good where it helps who gives the order, bad where it hurts him."""
    if name in AMOUNTS or permille == 1000:
        return PAPER
    return GOOD if (permille > 1000) == (section in OWN_SECTIONS) else BAD


def _answers(sheet: Layout, answers: Answers, say: Tongue) -> None:
    """Who of the enemies seen could fire back, and how many men that would cost."""
    if not answers:
        sheet.para(say("odds.answers_none"), 13, GOOD)
        return
    sheet.gap(3)
    sheet.para(say("odds.answers"), 13, BRASS, "bold")
    for name, men in answers:
        sheet.pair(name, say("odds.men", n=men), BAD if men else PAPER, size=13)
    sheet.para(say("odds.answers_who"), 12, DIM)


def _forecast(sheet: Layout, forecast: Forecast, names: Gazetteer, say: Tongue) -> None:
    sheet.rule()
    sheet.para(say("odds.forecast"), 13, BRASS, "bold")
    if forecast.taken_permille is not None:
        error = forecast.taken_permille_error or 0
        sheet.pair(say("odds.forecast_taken"), f"{percent_text(forecast.taken_permille)} ± {error // 10}", size=14)
    sheet.para(say("odds.forecast_losses"), 13, PAPER)
    for side, (low, middle, high) in forecast.losses.items():
        sheet.pair(names.side(side, say.lang), say("odds.band", low=low, mid=middle, high=high), size=13)


def taken_permille(chances: Mapping[str, int]) -> int:
    """The chance of the results that win the hex."""
    return sum(chances.get(result, 0) for result in TAKES)


def percent_text(permille: int) -> str:
    """`7.5 %`, `42 %`."""
    if 0 < permille < 100 and permille % 10:
        return f"{permille // 10}.{permille % 10} %"
    return f"{permille // 10} %"


def factor_share(name: str, permille: int) -> str:
    """`× 0.55`, or an amount as it is."""
    if name in AMOUNTS:
        return str(permille)
    return f"× {permille / 1000:.3f}".rstrip("0").rstrip(".")


def _spoken(say: Tongue, group: str, name: str) -> str:
    key = f"{group}.{name.replace(' ', '_').replace('-', '_')}"
    return say(key) if say.has(key) else name.replace("_", " ").replace("-", " ")


def factor_name(say: Tongue, name: str) -> str:
    return _spoken(say, "factor", name)


def section_name(say: Tongue, name: str) -> str:
    return _spoken(say, "section", name)


def result_name(say: Tongue, name: str) -> str:
    return _spoken(say, "result", name)
