"""The tables that `balance` prints."""

from typing import Any

from rich.console import Console
from rich.table import Table

from game.lab.table import counted, paper
from game.scenario.model import Scenario

MOST_EFFECTS = 14


def print_balance(scenario: Scenario, data: dict[str, Any]) -> None:
    """To standard output, from what the JSON holds."""
    console = paper()
    _print_head(console, data)
    if not data["games"]:
        return
    _print_checks(console, data)
    _print_forces(console, data)
    _print_effects(console, data)
    if "suggestion" in data:
        _print_suggestion(console, data)
    timing = data["timing"]
    console.print(f"{timing['seconds']} s, {timing['jobs']} jobs.")


def _print_head(console: Console, data: dict[str, Any]) -> None:
    players = ", ".join(f"{side} {level}" for side, level in data["players"].items())
    shares = [f"{side} {_percent(share)}" for side, share in (*data["wins"].items(), ("nobody", data["drawn"]))]
    console.print(f"{data['scenario']}: {counted(data['games'], 'game')} from seed {data['seed']}, played by {players}")
    console.print("Won by " + ", ".join(shares))
    console.print("Levels: " + ", ".join(f"{name} {count}" for name, count in data["levels"].items()))
    turn = data["turn"]
    reasons = ", ".join(f"{name} {count}" for name, count in data["reasons"].items())
    console.print(f"Ended on turn {turn['p50']} ({turn['p10']} – {turn['p90']}), by {reasons or 'nothing'}")
    for side, lost in data["losses"].items():
        console.print(f"Men lost by {side}: {lost['p50']:,} ({lost['p10']:,} – {lost['p90']:,})")


def _percent(share: dict[str, int]) -> str:
    return f"{share['permille'] / 10:.1f} % (± {share['error'] / 10:.1f})"


def _number(value: float) -> str:
    return f"{value:,.1f}" if value != int(value) else f"{int(value):,}"


def _print_checks(console: Console, data: dict[str, Any]) -> None:
    if not data["checks"]:
        console.print(
            "The scenario has neither `balance.wanted_wins` nor `history`: nothing to hold the games against."
        )
        return
    table = Table("quantity", "games", "wanted", "record", "")
    for column in (1, 2):
        table.columns[column].justify = "right"
        table.columns[column].no_wrap = True
    for check in data["checks"]:
        error = f" ± {check['error']:.0f}" if check["error"] is not None else ""
        low, high = check["wanted"]
        verdict = "ok" if check["ok"] else "[bold red]out[/]"
        table.add_row(
            check["quantity"], _number(check["value"]) + error, f"{low:,} – {high:,}", check["record"] or "", verdict
        )
    console.print(table)
    failed = sum(not check["ok"] for check in data["checks"])
    console.print(f"{len(data['checks']) - failed} of {len(data['checks'])} in their range.")


def _print_forces(console: Console, data: dict[str, Any]) -> None:
    idle = [unit for unit in data["never_act"] if unit["class"] not in ("headquarters", "service")]
    others = len(data["never_act"]) - len(idle)
    names = ", ".join(unit["id"] for unit in idle) or "none"
    rear = f"; besides {others} headquarters and service troops" if others else ""
    console.print(f"Units that never moved, acted or fired: {names}{rear}", soft_wrap=True)
    if data["events_never_done"]:
        console.print("Events that never happened: " + ", ".join(data["events_never_done"]), soft_wrap=True)
    worth = {row["id"]: row for row in data.get("without_wave", ())}
    for wave in data["waves"]:
        came = f"Wave {wave['id']} of {wave['side']}: came in {wave['came_permille'] / 10:.0f} % of games"
        row = worth.get(wave["id"])
        if row is None:
            console.print(came)
        elif row["matters"]:
            console.print(f"{came}; without it {_moved(row)}")
        else:
            console.print(f"{came}; it never matters: without it {_moved(row)}")
    first = data.get("first_mover")
    if first:
        console.print(f"{first['first']} moves first; if {first['change']}: {_moved(first)}")


def _moved(row: dict[str, Any]) -> str:
    """What a change did, in words and figures."""
    share, margin, fall = row["attacker_permille"], row["margin"], row["fall_days"]
    parts = [
        f"attacker's share {share['change'] / 10:+.1f} (± {share['error'] / 10:.1f})",
        f"margin {margin['change']:+.1f} (± {margin['error']:.1f})",
    ]
    if fall and abs(fall["change"]) > fall["error"]:
        when = "later" if fall["change"] > 0 else "earlier"
        parts.append(f"fall {abs(fall['change']):.1f} days {when} (± {fall['error']:.1f})")
    return ", ".join(parts)


def _print_effects(console: Console, data: dict[str, Any]) -> None:
    rows = data.get("sensitivities")
    if not rows:
        return
    sides = list(data["wins"])
    lost = [f"men lost, {side}" for side in sides]
    falls = any(row["fall_days"] for row in rows)
    table = Table("change", "attacker's share", "margin", *lost, *(["fall, days"] if falls else []))
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows[:MOST_EFFECTS]:
        table.add_row(
            row["change"],
            _shift({name: value / 10 for name, value in row["attacker_permille"].items()}),
            _shift(row["margin"]),
            *(_shift(row["lost"][side], 0) for side in sides),
            *([_shift(row["fall_days"]) if row["fall_days"] else ""] if falls else []),
        )
    console.print(f"What moves the outcome, between recruits ({data['sensitivity_games']} pairs of games each):")
    console.print(table)
    weak = [row["change"] for row in rows[MOST_EFFECTS:]]
    if weak:
        console.print("Less: " + ", ".join(weak), soft_wrap=True)


def _shift(value: dict[str, float], digits: int = 1) -> str:
    """`+3.2 ± 0.8`, dim where it may be chance."""
    text = f"{value['change']:+.{digits}f} ± {value['error']:.{digits}f}"
    return text if abs(value["change"]) > value["error"] else f"[dim]{text}[/]"


def _print_suggestion(console: Console, data: dict[str, Any]) -> None:
    found = data["suggestion"]
    aim = found["aim"]
    wanted = f"{aim['permille'] / 10:.0f} % for {aim['attacker']}, draws halved ({aim['wanted']})"
    if not found["needed"]:
        console.print(f"Nothing to mend: the shares are as wanted ({aim['wanted']}).")
        return
    console.print(
        f"[bold]Out of balance[/]: {aim['attacker']} has {found['attacker_permille'] / 10:.0f} %, draws halved; wanted "
        f"{wanted}. All margins would have to shift by {found['points']:+d} points."
    )
    if not any(row["in_wanted"] for row in found["changes"]):
        console.print("No single change was found that brings this; change two things, or the victory levels.")
    for n, row in enumerate(sorted(found["changes"], key=lambda row: not row["in_wanted"]), 1):
        share = row["attacker_permille"]
        wins = ", ".join(f"{side} {won / 10:.1f} %" for side, won in row["wins"].items())
        if row["why"]:
            console.print(f"Conspicuous: {row['why']}.")
        told = (
            f"{aim['attacker']} {_percent(share)}, draws halved; won by {wins}, "
            f"in {row['games']} other games (from seed {row['seed']})"
        )
        if not row["in_wanted"]:  # near, and worth knowing, but no remedy
            console.print(f"{n}. [bold]{row['change']}[/] would not do alone. It would bring {told}: not as wanted.")
            continue
        console.print(f"{n}. [bold]{row['change']}[/]: {told}: each as wanted. Add to the scenario:")
        console.print("changes:")
        for line in row["changes"].splitlines():
            console.print("  " + line, soft_wrap=True, markup=False)
