"""What `balance` judges: shares of wins, and quantities held against `history` and `balance.wanted`.

Every check has an id, its quantity in words, the value found, the range wanted (both ends included) and its source.
A value is a median over the games, or a percentage of games with its 95 % error.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any

from game.lab.batch import Result
from game.lab.ladder import share_error
from game.scenario.aims import Wanted
from game.scenario.model import HistoryEntry, Scenario, half_day

Check = dict[str, Any]
HELD_PERCENT = (50, 100)  # a place that history knows to be held by somebody is so in most games
STANDS = 1 << 30  # the day of a fall that did not come


def judge(scenario: Scenario, sides: Sequence[str], rows: Sequence[Result]) -> list[Check]:
    """Every check that the scenario asks for; none without games."""
    if not rows:
        return []
    found = []
    for side, span in scenario.balance.wanted_wins.items():
        won = [row["winner"] == side for row in rows]
        found.append(_share(f"wins-{side}", f"won by {side}", won, span, None))
    for entry in scenario.history:
        found += _against(entry, sides, rows)
    start = half_day(scenario.calendar.start) // 2
    for row in scenario.balance.wanted:
        found.append(_wanted(scenario, row, rows, start))
    return found


def _check(
    name: str, quantity: str, value: float, span: Sequence[int], source: str | None,
    error: float | None = None, record: str | None = None,
) -> Check:  # fmt: skip
    return {
        "id": name, "quantity": quantity, "value": value, "error": error, "wanted": list(span),
        "ok": span[0] <= value <= span[1], "record": record, "source": source,
    }  # fmt: skip


def _share(
    name: str, quantity: str, happened: Sequence[bool], span: Sequence[int], source: str | None,
    record: str | None = None,
) -> Check:  # fmt: skip
    value = round(100 * sum(happened) / len(happened), 1)
    error = round(100 * share_error(sum(happened), len(happened)), 1)
    return _check(name, f"{quantity}, % of games", value, span, source, error, record)


def _middle(values: Sequence[int]) -> float:
    """Median, a whole number where it is one."""
    value = median(values)
    return int(value) if value == int(value) else value


def _against(entry: HistoryEntry, sides: Sequence[str], rows: Sequence[Result]) -> list[Check]:
    """A moment of history against the same moment in the games."""
    date, source = entry.date, entry.source
    tag = date.replace(" ", "-")
    at = [row["course"][date] for row in rows]
    found = []
    for side, span in entry.losses.items():
        value = _middle([moment["lost"][side] for moment in at])
        found.append(_check(f"lost-{side}-{tag}", f"{date}: men lost by {side}", value, span, source))
    for side, span in entry.fires_left.items():
        value = _middle([moment["fires"][side] for moment in at])
        found.append(_check(f"fires-{side}-{tag}", f"{date}: fires left to {side}", value, span, source))
    if entry.hills_lost:
        value = _middle([moment["hills_lost"] for moment in at])
        found.append(_check(f"hills-{tag}", f"{date}: main-line places lost", value, entry.hills_lost, source))
    for place, side in entry.holder.items():
        held = [moment["holder"].get(place) == side for moment in at]
        found.append(_share(f"held-{place}-{tag}", f"{date}: {place} held by {side}", held, HELD_PERCENT, source))
    return found


def fall_day(scenario: Scenario, row: Result) -> int:
    """Day of the battle on which the place fell, 1 the first; STANDS if it did not."""
    if not row["end"]["fallen"]:
        return STANDS
    return half_day(row["date"]) // 2 - half_day(scenario.calendar.start) // 2 + 1


def _wanted(scenario: Scenario, row: Wanted, rows: Sequence[Result], start: int) -> Check:
    record = row.history.en if row.history else None
    at = [game["course"][row.date] if row.date else game["end"] for game in rows]
    when = f"{row.date}: " if row.date else "at the end: "
    more = (row.range_, row.source, record)
    last = half_day(scenario.calendar.end) // 2 - start + 1
    days = [fall_day(scenario, game) for game in rows]
    match row.quantity:
        case "fall_day":
            return _median(row.id, "day of the fall", [min(day, last + 1) for day in days], *more)
        case "fall_between_percent":
            low, high = row.days or (1, last)
            happened = [low <= day <= high or day == STANDS for day in days]
            return _share(row.id, f"fallen on days {low} to {high}, or standing at the end", happened, *more)
        case "standing_percent":
            return _share(row.id, f"{when}not fallen", [not moment["fallen"] for moment in at], *more)
        case "held_percent":
            held = [moment["holder"].get(row.place) == row.side for moment in at]
            return _share(row.id, f"{when}{row.place} held by {row.side}", held, *more)
        case "hills_lost" | "core_lost":
            words = "main-line places lost" if row.quantity == "hills_lost" else "core places lost"
            return _median(row.id, when + words, [moment[row.quantity] for moment in at], *more)
        case "fires_left_percent":
            begun = max(1, rows[0]["fires_at_start"][row.side])
            standing = [moment for moment in at if not moment["fallen"]] or at  # whoever is taken has nothing left
            values = [100 * moment["fires"][row.side] // begun for moment in standing]
            return _median(row.id, f"{when}fires left to {row.side}, % of the start, if not fallen", values, *more)
        case "killed" | "died" | "captured":
            words = f"{when}{row.side}, {row.quantity}"
            return _median(row.id, words, [moment["losses"][row.side][row.quantity] for moment in at], *more)
        case _:  # lost, fit
            words = f"{when}men lost by {row.side}" if row.quantity == "lost" else f"{when}fit men of {row.side}"
            return _median(row.id, words, [moment[row.quantity][row.side] for moment in at], *more)


def _median(
    name: str, words: str, values: Sequence[int], span: Sequence[int], source: str | None, record: str | None
) -> Check:
    return _check(name, words, _middle(values), span, source, None, record)
