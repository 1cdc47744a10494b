"""Time and events: a calendar that runs forward, arrivals within it, events that can come."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario import codes
from game.scenario.checks_facts import Facts, select
from game.scenario.model import Effect, Trigger
from game.scenario.problems import Problem, some
from game.scenario.source import NOTHING, Node

MOST_OPTIONS = 16  # of an event, over all its choices (rules/orders.py)
DATED_LISTS = (  # list -> the field that dates its entries; whether two may share a date
    ("weather", "from", False),
    ("sides.*.sorties", "from", False),
    ("sides.*.pool", "from", True),
    ("victory.days.*", "from", False),
    ("history", "date", True),
)


def check_time(facts: Facts) -> list[Problem]:
    """Calendar, order of dates, arrivals, events."""
    return [
        *some(_calendar(facts)),
        *some(_order(facts)),
        *some(_arrivals(facts)),
        *some(_called(facts)),
        *some(_single(facts)),
        *some(_choices(facts)),
        *some(_events(facts)),
    ]


def _calendar(facts: Facts) -> Iterator[Problem]:
    if facts.start is not None and facts.end is not None and facts.end < facts.start:
        node = facts.root.get("calendar", "end")
        start = facts.root.get("calendar", "start").word
        yield node.problem(codes.CALENDAR, f"the calendar ends before it starts ({start})")


def _order(facts: Facts) -> Iterator[Problem]:
    for pattern, field, may_share in DATED_LISTS:
        for listed in select(facts.root, pattern):
            last: tuple[int, str] | None = None
            for entry in listed.entries():
                node = entry.get(field)
                date = facts.date(node)
                if date is None:
                    continue
                if last is not None and (date < last[0] or (date == last[0] and not may_share)):
                    hint = f"dates in `{pattern.replace('.*', '')}` rise"
                    yield node.problem(codes.OUT_OF_ORDER, f"'{node.word}' stands after '{last[1]}'", hint)
                last = (date, node.word or "")


def _arrivals(facts: Facts) -> Iterator[Problem]:
    called = {node.word for effect in facts.effects() for name in ("wave", "release") for node in select(effect, name)}
    for wave in facts.entries("waves"):
        node, name = wave.get("arrives"), wave.get("id").word
        for date in (node, node.get("held", "from")):
            if facts.before(date) or facts.after(date):
                when = "before the start" if facts.before(date) else "after the end"
                hint = f"the calendar runs from {_span(facts)}"
                yield date.problem(codes.OUTSIDE_CALENDAR, f"wave '{name}' arrives {when}", hint)
        if node.value == "event" and name not in called and not facts.partial:
            hint = f"an event says `do: [{{wave: {name}}}]`"
            yield node.problem(codes.NEVER, f"wave '{name}' waits for an event, but none calls it", hint)


def _called(facts: Facts) -> Iterator[Problem]:
    """The effect `wave` is for waves that arrive by `event`: others come by themselves, and once."""
    for effect in facts.effects():
        node = effect.get("wave")
        arrives = facts.names("wave").get(node.word or "", NOTHING).get("arrives")
        if facts.date(arrives) is not None:
            hint = f"say `arrives: event` in the wave ({arrives.source.name}:{arrives.line}), or leave the effect out"
            yield node.problem(codes.CALLED, f"wave '{node.word}' comes by itself, on {arrives.word}", hint)


def _choices(facts: Facts) -> Iterator[Problem]:
    for event in facts.entries("events"):
        for node in select(event, "do.[].choice"):
            if event.get("side").value is None:
                message = f"event '{event.get('id').word}' has a choice, but no side that makes it"
                yield node.problem(codes.NOBODY_CHOOSES, message, "add `side:` to the event")
        options = list(select(event, "do.[].choice.[]"))
        if len(options) > MOST_OPTIONS:
            message = f"event '{event.get('id').word}' offers {len(options)} options"
            yield options[MOST_OPTIONS].problem(codes.OUT_OF_RANGE, message, f"at most {MOST_OPTIONS}")


def _span(facts: Facts) -> str:
    calendar = facts.root.get("calendar")
    return f"{calendar.get('start').word} to {calendar.get('end').word}"


def _single(facts: Facts) -> Iterator[Problem]:
    """A trigger, and each effect, is exactly one thing."""
    for event in facts.entries("events"):
        hint = "`if:` states further conditions"
        yield from exactly_one(event.get("when"), tuple(Trigger.model_fields), "trigger", hint)
    for effect in facts.effects():
        yield from exactly_one(effect, tuple(Effect.model_fields), "effect", "make it two effects")


def exactly_one(node: Node, fields: tuple[str, ...], what: str, hint: str) -> Iterator[Problem]:
    """A mapping that must state one of `fields` states more (`hint`: what to do then) or none."""
    if not isinstance(node.value, dict):
        return
    stated = [key for key, value in node.items() if key.raw in fields and value.value is not None]
    if len(stated) > 1:
        names = ", ".join(key.raw for key in stated)
        yield stated[1].problem(codes.NOT_ONE, f"{what} of {len(stated)} things: {names}", hint)
    elif not stated and not any(key.raw not in fields for key, _ in node.items()):
        yield node.problem(codes.NOT_ONE, f"empty {what}", f"exactly one of: {', '.join(fields)}")


def _events(facts: Facts) -> Iterator[Problem]:
    if facts.partial:
        return
    for event in facts.entries("events"):
        name = event.get("id").word
        date = event.get("when", "date")
        after, before = event.get("if", "after"), event.get("if", "before")
        hint = f"the calendar runs from {_span(facts)}"
        if facts.before(date) or facts.after(date):
            yield date.problem(codes.NEVER, f"event '{name}' never comes: '{date.word}' is not played", hint)
        elif facts.after(after):
            yield after.problem(codes.NEVER, f"event '{name}' never comes: '{after.word}' is not reached", hint)
        elif facts.before(before):
            yield before.problem(codes.NEVER, f"event '{name}' never comes: '{before.word}' is past", hint)
        elif _crossed(facts, after, before) or _crossed(facts, date, before) or _crossed(facts, after, date):
            yield event.get("if").problem(codes.NEVER, f"event '{name}' never comes: its dates exclude each other")


def _crossed(facts: Facts, early: Node, late: Node) -> bool:
    one, two = facts.date(early), facts.date(late)
    return one is not None and two is not None and one > two
