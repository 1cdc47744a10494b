"""Victory, history and texts: levels that rise, points that count, sources and translations."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario import codes
from game.scenario.checks_facts import Facts, select
from game.scenario.pages import untranslated
from game.scenario.problems import Problem, some
from game.scenario.source import NOTHING, Node

WORDS = ("name", "title", "notes", "note", "text", "message", "commander")  # fields that a player reads
NEEDED = {  # quantity of `balance.wanted` -> fields that it cannot do without
    "fall_between_percent": ("days",), "standing_percent": ("date",), "held_percent": ("side", "place"),
    "lost": ("side",), "killed": ("side",), "died": ("side",), "captured": ("side",), "fit": ("side",),
    "fires_left_percent": ("side",),
}  # fmt: skip


def check_victory(facts: Facts) -> list[Problem]:
    """Levels, the core, places."""
    return [*some(_levels(facts)), *some(_core(facts)), *some(_places(facts))]


def check_history(facts: Facts) -> list[Problem]:
    """Sources of what is said to be documented; the calendar of the course of events; missing translations."""
    return [*some(_sources(facts)), *some(_course(facts)), *some(_wanted(facts)), *some(_translations(facts))]


def _levels(facts: Facts) -> Iterator[Problem]:
    last: int | None = None
    for n, level in enumerate(facts.root.get("victory", "levels").entries()):
        node = level.get("from")
        name = level.get("id").word
        if n == 0 and node.value is not None:
            hint = "remove its `from`: all below the second level is the first"
            yield node.problem(codes.LEVELS, f"the first level '{name}' has a `from`", hint)
        elif n > 0 and node is NOTHING:
            yield level.problem(codes.LEVELS, f"level '{name}' has no `from`", "only the first level has none")
        elif n > 0 and node.number is not None and last is not None and node.number <= last:
            yield node.problem(codes.LEVELS, f"level '{name}' begins at {node.number}, not above {last}", "levels rise")
        last = node.number if node.number is not None and n > 0 else last


def _core(facts: Facts) -> Iterator[Problem]:
    fall = facts.root.get("victory", "fall")
    held, core = fall.get("held"), fall.get("core")
    if held.number is not None and isinstance(core.value, list) and held.number > len(core.value):
        message = f"{held.number} core places must be held, but there are {len(core.value)}"
        yield held.problem(codes.CORE, message, f"at most {len(core.value)}, or more places in `core`")


def _places(facts: Facts) -> Iterator[Problem]:
    for key, worth in facts.root.get("victory", "places").items():
        numbers = [node.value for node in select(worth, "*.*")]
        if all(number == 0 for number in numbers):
            yield key.problem(codes.WORTHLESS, f"place '{key.raw}' is worth nothing", "give it points, or leave it out")


def _everything(node: Node) -> Iterator[Node]:
    todo = [node]
    while todo:
        one = todo.pop()
        yield one
        todo += [value for _, value in one.items()] or one.entries()


def _sources(facts: Facts) -> Iterator[Problem]:
    for node in _everything(facts.root):
        certainty = node.get("certainty")
        if certainty.value == "documented" and not node.get("source").value:
            yield certainty.problem(codes.NO_SOURCE, "documented, but no source is given", "add `source:`")


def _course(facts: Facts) -> Iterator[Problem]:
    for entry in [*facts.entries("history"), *select(facts.root, "balance.wanted.[]")]:
        node = entry.get("date")
        if facts.before(node) or facts.after(node):
            calendar = facts.root.get("calendar")
            hint = f"the calendar runs from {calendar.get('start').word} to {calendar.get('end').word}"
            yield node.problem(codes.BEYOND, f"'{node.word}' is not played", hint)


def _wanted(facts: Facts) -> Iterator[Problem]:
    """A row of the calibration table says of whom, of what, when: as far as its quantity asks."""
    for row in select(facts.root, "balance.wanted.[]"):
        quantity = row.get("quantity")
        for field in NEEDED.get(quantity.word or "", ()):
            if row.get(field) is NOTHING:
                message = f"'{quantity.word}' without `{field}`"
                yield quantity.problem(codes.MISSING_FIELD, message, f"add `{field}:`, or another quantity")
        yield from _rising(row.get("range"))
    for node in select(facts.root, "balance.wanted_wins.*"):
        yield from _rising(node)


def _rising(node: Node) -> Iterator[Problem]:
    low, high = [*(entry.number for entry in node.entries()), None, None][:2]
    if low is not None and high is not None and low > high:
        yield node.problem(codes.OUT_OF_RANGE, f"from {low} to {high} is no range", "the smaller number first")


def _translations(facts: Facts) -> Iterator[Problem]:
    missing: list[Node] = []
    for node in _everything(facts.root):
        if "en" in node.keys and not node.get("zh").value:
            missing.append(node)
        missing += (value for key, value in node.items() if key.raw in WORDS and value.word and "en" not in node.keys)
    return untranslated(missing)
