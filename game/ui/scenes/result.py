"""The result: level, points, losses of both sides beside what happened in history."""

from game.chronicle.replay import Replay
from game.chronicle.report_trace import TOLL, toll_of
from game.scenario import catalog
from game.scenario.model import HistoryEntry, Scenario, half_day
from game.ui.panels.gazetteer import Gazetteer
from game.ui.scenes import fight_on, post
from game.ui.scenes.base import Close, Desk, FightOn, Home, Open, SheetScene, Wish
from game.ui.theme.palette import BRASS, DIM, GOLD, PAPER
from game.ui.theme.sheet import Key, Layout, Sheet
from game.values import Outcome

ROWS = ("killed", "died", "wounded", "captured")


class ResultScene(SheetScene):
    veil = True
    magnify = 1.15

    def paint(self, desk: Desk) -> Sheet:
        say, table = desk.say, desk.table
        outcome, scenario = table.outcome, table.scenario
        assert outcome is not None
        sheet = Layout(min(desk.u(760), desk.size[0] - 8), desk.scale, self.hover)
        sheet.head(say("result.title"), say.date(outcome.date))
        sheet.para(level_name(scenario, outcome.level, say.lang), 30, GOLD, "serif")
        winner = scenario.sides.get(outcome.winner or "")
        verdict = say("result.won", side=winner.name.get(say.lang)) if winner else say("result.drawn")
        sheet.para(f"{verdict} · {say('result.' + outcome.reason)}", 17, PAPER)
        sheet.rule()
        self._losses(sheet, desk, outcome)
        sheet.gap(8)
        sheet.para(say("result.sober"), 14, DIM, "italic")
        if table.kept_as:
            sheet.para(say("result.kept", name=table.kept_as), 13, DIM)
        sheet.gap(8)
        part = fight_on.next_part(desk)
        if part:
            title = catalog.describe(part.following).title.get(say.lang)
            tip = say("result.fight_on_tip", campaign=part.title.get(say.lang))
            sheet.buttons([Key(say("result.fight_on", title=title), "fight on", tip=tip, look="red")], 1, 42, 17)
            sheet.gap(6)
        keys = [
            Key(say("report.open"), "report", tip=say("report.open_tip")),
            Key(say("result.replay"), "replay"),
            Key(say("result.map"), "map"),
            Key(say("result.menu"), "menu", look="plain" if part else "red"),
        ]
        if post.is_by_mail(desk):
            keys.insert(0, Key(say("result.mail"), "mail", tip=say("result.mail_tip")))
        sheet.buttons(keys, 2, 42, 17)
        return sheet.sheet()

    def _losses(self, sheet: Layout, desk: Desk, outcome: Outcome) -> None:
        say, table = desk.say, desk.table
        scenario = table.scenario
        past = history_at(scenario, outcome.date)
        shares = (30, 17, 18, 17, 18)
        names = [scenario.sides[side].name.get(say.lang) for side in table.sides]
        past_head = say("result.history") if past else ""
        sheet.columns(("", names[0], past_head, names[1], past_head), shares, 15, BRASS, "bold")

        def row(label: str, own: dict[str, str], then: dict[str, str], face: str = "sans") -> None:
            cells = [label]
            for side in table.sides:
                cells += [own.get(side, ""), then.get(side, "")]
            sheet.columns(cells, shares, 15, PAPER, face)

        row(say("result.points"), {side: str(n) for side, n in outcome.points.items()}, {}, "bold")
        for name in ROWS:
            row(say(f"result.{name}"), {s: say.number(its.get(name, 0)) for s, its in outcome.losses.items()}, {})
        toll = toll_of(table.battle)
        total = {side: say.number(men) for side, men in toll.items()}
        row(say("result.all"), total, _ranges(desk, past.losses) if past else {}, "bold")
        fires = {side: _fires(desk, side) for side in table.sides}
        row(say("result.fires_left"), fires, _ranges(desk, past.fires_left) if past else {})
        defender = next((side for side, its in scenario.sides.items() if its.role == "defender"), "")
        lost = {defender: str(hills_lost(scenario, table.battle.view(defender).control, defender))}
        then = {defender: _range(desk, past.hills_lost)} if past and past.hills_lost else {}
        row(say("result.hills"), lost, then)
        for side, name in zip(table.sides, names, strict=True):
            captive = toll[side] - sum(outcome.losses[side][its] for its in TOLL)
            if captive:
                sheet.para(say("report.captive_wounded", side=name, n=say.number(captive)), 13, DIM)
        if past:
            sheet.gap(4)
            sheet.para(say("result.history_at", date=say.date(past.date)), 13, DIM)

    def act(self, action: str, desk: Desk) -> list[Wish]:
        if action == "report":
            from game.ui.scenes.report import ReportScene
            from game.ui.scenes.report_work import work_of

            return [Open(ReportScene(work_of(desk.table)))]
        if action == "replay":
            from game.ui.scenes.replay_open import ReplayLoading

            record = desk.table.battle.record
            return [Open(ReplayLoading(lambda: Replay(record())))]
        if action == "fight on":
            part = fight_on.next_part(desk)
            return [FightOn(part.file)] if part else []
        if action == "mail":
            return [Open(post.sending(desk))]
        return [Home()] if action == "menu" else [Close()]


def level_name(scenario: Scenario, level: str, lang: str) -> str:
    """A level's name; its id where it has none."""
    for its in scenario.victory.levels:
        if its.id == level and its.name:
            return its.name.get(lang)
    return level.replace("-", " ").capitalize()


def history_at(scenario: Scenario, date: str) -> HistoryEntry | None:
    """The last entry of the record up to a date that tells losses."""
    found = [entry for entry in scenario.history if half_day(entry.date) <= half_day(date) and entry.losses]
    return max(found, key=lambda entry: half_day(entry.date)) if found else None


def hills_lost(scenario: Scenario, control: dict[str, str], defender: str) -> int:
    """Places of the defender's main line (else: hills) that were his at the start and are no longer."""
    names = Gazetteer(scenario)
    its = scenario.computer.get(defender)
    hills = [name for name, place in scenario.map.places.items() if place.rank == "hill"]
    line = its.main_line if its and its.main_line else tuple(hills)
    start = {
        names.hex(ref): side
        for side, its_side in scenario.sides.items()
        if its_side.control != "rest"
        for ref in its_side.control
    }
    rest = next((side for side, its_side in scenario.sides.items() if its_side.control == "rest"), "")
    at = [names.hex(name) for name in line]
    return sum(start.get(hex_, rest) == defender and control.get(hex_, defender) != defender for hex_ in at)


def _fires(desk: Desk, side: str) -> str:
    """Whole fires in depots and with the units on the map, as the report and `simulate` count them."""
    view = desk.table.battle.view(side)
    with_units = sum(unit.ammo for unit in view.own if unit.at)
    return desk.say.number((10 * int(view.stocks.get("fires", 0)) + with_units) // 10)


def _range(desk: Desk, pair: tuple[int, int]) -> str:
    return desk.say("result.range", low=desk.say.number(pair[0]), high=desk.say.number(pair[1]))


def _ranges(desk: Desk, pairs: dict[str, tuple[int, int]]) -> dict[str, str]:
    return {side: _range(desk, pair) for side, pair in pairs.items()}
