"""`python main.py diff A B`: where two records differ, in words."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.battle import Battle
from game.chronicle.past import row_name
from game.chronicle.record import DIGEST_DIGITS, Record, read_record
from game.chronicle.replay import Moment, Replay
from game.telling import order_words
from game.views import losses_of

MOST_NAMED = 12
LONGEST = 60  # characters of a value
LOST = ("killed", "died", "wounded", "captured")


def run(args: argparse.Namespace) -> int:
    """The command. Raises RecordError for a file that cannot be used."""
    first, second = read_record(Path(args.a)), read_record(Path(args.b))
    for record in (first, second):
        if record.damage:
            print(record.damage)
    for line in words(Replay(first), Replay(second)):
        print(line)
    return 0


def words(a: Replay, b: Replay) -> Iterator[str]:
    """Line by line: what they are, the first order that differs, how each ends."""
    heads = list(_heads(a.record, b.record))
    yield from heads
    if a.record.scenario != b.record.scenario:
        return
    same = _common(a, b)
    if same == a.length == b.length:
        if not heads:
            yield f"The same battle: {same} orders, digest {a.at(same).digest()}"
        return
    yield from _parting(a, b, same)
    yield from _ends(a.at(a.length), b.at(b.length))


def _heads(a: Record, b: Record) -> Iterator[str]:
    if a.scenario != b.scenario:
        names = [str(record.scenario.get("id", "?")) for record in (a, b)]
        keys = [key for key in a.scenario | b.scenario if a.scenario.get(key) != b.scenario.get(key)]
        if names[0] != names[1]:
            yield f"Different scenarios: A is {names[0]}, B is {names[1]}"
        else:
            yield f"Different versions of {names[0]}: {', '.join(keys)} differ"
            apart = [where for key in keys for where in _apart(a.scenario.get(key), b.scenario.get(key), key)]
            yield from _some(apart)
    if a.seed != b.seed:
        yield f"Different dice: A has seed {a.seed}, B has seed {b.seed}"
    if a.rules != b.rules:
        yield f"Written under different rules: A by {a.rules} ({a.program}), B by {b.rules} ({b.program})"
    if a.mods != b.mods:
        yield f"Other mods: A {', '.join(a.mods.names) or 'none'}, B {', '.join(b.mods.names) or 'none'}"
    one, two = a.settings or {}, b.settings or {}
    for key in one | two:
        if one.get(key) != two.get(key):
            yield f"Setting {key}: A {_plain(one.get(key))}, B {_plain(two.get(key))}"


def _plain(value: Any) -> str:
    """A setting, or a value of a scenario, as a person would write it."""
    if isinstance(value, dict):
        return " · ".join(f"{key} {_plain(its)}" for key, its in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value)) or "none"
    return "none" if value in (None, "") else str(value)


def _apart(one: Any, two: Any, where: str) -> Iterator[str]:
    """The values of two scenarios that differ, by their path."""
    if isinstance(one, dict) and isinstance(two, dict):
        for key in one | two:
            if one.get(key) != two.get(key):
                yield from _apart(one.get(key), two.get(key), f"{where}.{key}")
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        for i, (first, second) in enumerate(zip(one, two, strict=True)):
            if first != second:
                name = first.get("id", i) if isinstance(first, dict) else i
                yield from _apart(first, second, f"{where}.{name}")
    else:
        yield f"  {where}: A {_short(one)}, B {_short(two)}"


def _short(value: Any) -> str:
    text = _plain(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _some(lines: list[str]) -> list[str]:
    """The first of them, and how many more there are."""
    more = len(lines) - MOST_NAMED
    return lines[:MOST_NAMED] + ([f"  and {more} more"] if more > 0 else [])


def _common(a: Replay, b: Replay) -> int:
    """How many orders are the same and came out the same; what seeds bring about is compared too."""
    count = 0
    alike = a.record.seed == b.record.seed  # else every State differs, by its seed
    for one, two in zip(a.past.steps, b.past.steps, strict=False):
        if one.order != two.order or _told(one.events) != _told(two.events):
            break
        if alike and (one.digest or "")[:DIGEST_DIGITS] != (two.digest or "")[:DIGEST_DIGITS]:
            break
        count += 1
    return count


def _told(events: object) -> list[object]:
    return [event.to_json() for event in events]  # type: ignore[attr-defined]


def _parting(a: Replay, b: Replay, same: int) -> Iterator[str]:
    """Where they part, and what each did there."""
    if same in (a.length, b.length):
        longer, name = (a, "A") if a.length > b.length else (b, "B")
        yield f"The first {same} orders are the same; {name} goes on for {longer.length - same} orders more"
        return
    one, two = a.moment(same + 1), b.moment(same + 1)
    side = a.battle.scenario.sides[one.side].name.get("en")
    where = f"order {same + 1}, turn {one.turn}, phase of {side}"
    if one.order == two.order and _told(one.events) == _told(two.events):
        yield f"The same orders and events, another position from {where}: {_order(a, one)}"
        yield from _some(list(_fields(a, b, same + 1)))
        return
    if one.order == two.order:
        yield f"The same orders, another outcome from {where}: {_order(a, one)}"
    else:
        yield f"The first {same} orders are the same; they part at {where}"
    for name, moment in (("A", one), ("B", two)):
        yield f"  {name}: {_order(a, moment)}"
        yield from (f"       {event.text()}" for event in moment.events[:MOST_NAMED])


def _order(replay: Replay, moment: Moment) -> str:
    """In words, and as it is written."""
    return f"{order_words(replay.battle.names, str(moment.order), 'en')} ({moment.order})"


def _fields(a: Replay, b: Replay, n: int) -> Iterator[str]:
    """The fields of the State that differ after `n` orders."""
    for name, row, field, one, two in a.past.layout.difference(a.row_at(n), b.row_at(n)):
        yield f"  {name} {row_name(a.battle, name, row)} {field}: A {one}, B {two}"


def _ends(a: Battle, b: Battle) -> Iterator[str]:
    """How each stands at its end: date, points, losses, who holds what."""
    scenario = a.scenario
    yield f"A ends at {_when(a)}, B at {_when(b)}"
    for i, side in enumerate(a.sides):
        name = scenario.sides[side].name.get("en")
        for what, one, two in (
            ("points", int(a.state.sides["points"][i]), int(b.state.sides["points"][i])),
            ("men lost", _lost(a, i), _lost(b, i)),
            ("fires spent", int(a.state.sides["spent"][i]) // 10, int(b.state.sides["spent"][i]) // 10),
        ):
            if one != two:
                yield f"  {name}, {what}: A {one}, B {two}"
    held = [
        f"{place.name.get('en')} (A {_holder(a, p)}, B {_holder(b, p)})"
        for p, place in enumerate(scenario.map.places.values())
        if a.state.places["holder"][p] != b.state.places["holder"][p]
    ]
    if held:
        more = f" and {len(held) - MOST_NAMED} more" if len(held) > MOST_NAMED else ""
        yield f"  Held otherwise: {', '.join(held[:MOST_NAMED])}{more}"


def _when(battle: Battle) -> str:
    outcome = battle.outcome
    ended = f", over: {outcome.level}" if outcome else ""
    return f"turn {battle.turn} ({battle.date}, {len(battle.orders)} orders{ended})"


def _lost(battle: Battle, side: int) -> int:
    losses = losses_of(battle.state, side)
    return sum(losses[name] for name in LOST)


def _holder(battle: Battle, place: int) -> str:
    holder = int(battle.state.places["holder"][place])
    return battle.sides[holder] if holder >= 0 else "nobody"
