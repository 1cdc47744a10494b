"""The after-action report of a battle as data: what the game's report and the HTML page show.

`make_report(battle)` goes through a finished battle again, judges it and adds it up. Deterministic: the same battle
and seed give the same report. It looks at the true State of both sides: for a battle in progress it raises. A battle
fought by other rules is told from its outcomes; it is not judged, since today's rules would play another on from it.
"""

import itertools
from dataclasses import dataclass

from game.battle import Battle
from game.chronicle.history import Beside, Past, beside
from game.chronicle.report_ledger import Ledger, ledger_of
from game.chronicle.report_outlook import Judge
from game.chronicle.report_swings import PLAYOUTS, Swings, playouts_each, swings_of
from game.chronicle.report_trace import Tick, Trace, trace_of
from game.chronicle.report_units import Story, stories_of
from game.errors import UserError
from game.values import Outcome

TOO_LITTLE = "this battle was fought by other rules, and its record does not say enough for a report ({fault})"


class NoReport(UserError):
    """There is nothing to report on; the message says why."""


@dataclass(slots=True)
class Report:
    """Everything. `swings` is None until the battle has been judged, which takes playing out.

    `other_rules` says where today's rules would bring something else about: then it cannot be judged.
    """

    trace: Trace
    ledger: Ledger
    stories: list[Story]
    outcome: Outcome | None
    past: Past
    beside: Beside
    swings: Swings | None = None
    judge_seed: int = 0
    playouts: int = 0  # of each position judged
    other_rules: str = ""

    @property
    def engine(self) -> Battle:
        return self.trace.engine


def add_up(battle: Battle, unfinished: bool = False) -> Report:
    """The report without what needs playing out: quick.

    Raises NoReport for a battle that is not over (unless `unfinished` is welcome: both sides' secrets are shown), in
    which nothing was ordered, or whose record, made by other rules, lacks what the report adds up.
    """
    if not battle.orders:
        raise NoReport("nothing has been ordered in this battle yet: there is nothing to report")
    if battle.outcome is None and not unfinished:
        raise NoReport("this battle is not over: a report would show what the other side knows")
    try:
        trace = trace_of(battle)
        ledger, stories = ledger_of(trace), stories_of(trace)
    except (KeyError, IndexError, ValueError) as fault:
        if not battle.other_rules:
            raise
        raise NoReport(TOO_LITTLE.format(fault=fault)) from None
    past = Past(battle.scenario)
    found = Report(trace, ledger, stories, battle.outcome, past, beside_of(trace, past))
    found.other_rules = battle.other_rules
    return found


def beside_of(trace: Trace, past: Past) -> Beside:
    """The battle held against history at its end."""
    first, last = trace.standings[0], trace.standings[-1]
    lost = {side: trace.toll(side)[-1] for side in last.losses}
    fires = {side: (left, first.fires[side]) for side, left in last.fires.items()}
    ends = itertools.pairwise(trace.standings)
    holders = [(before.date, after.holders) for before, after in ends]
    outcome = trace.engine.outcome
    fell = outcome.date if outcome is not None and outcome.reason in ("fall", "terms") else None
    return beside(past, trace.phases[-1].date, lost, fires, holders, fell, last.men)


def judge_it(report: Report, seed: int = 0, playouts: int = PLAYOUTS, tick: Tick | None = None) -> None:
    """Fill `report.swings`: chances, turning points, decision and luck. Takes seconds to minutes.

    Leaves alone what was fought by other rules.
    """
    if report.other_rules:
        return
    judge = Judge(report.engine, seed)
    try:
        report.swings = swings_of(report.trace, judge, playouts, tick)
        report.judge_seed, report.playouts = seed, playouts_each(report.trace, playouts)
    finally:
        judge.close()


def make_report(
    battle: Battle, seed: int = 0, playouts: int = PLAYOUTS, unfinished: bool = False, tick: Tick | None = None
) -> Report:
    """`add_up`, then `judge_it`."""
    report = add_up(battle, unfinished)
    judge_it(report, seed, playouts, tick)
    return report
