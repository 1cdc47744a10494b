"""References: whatever is named must exist, once."""

from __future__ import annotations

from collections.abc import Iterator

from game import hexgrid
from game.scenario import codes, hints
from game.scenario.checks_facts import IDS, Facts, select
from game.scenario.problems import Problem, some, suggest
from game.scenario.source import Node

REFERENCES = {  # what is named -> where
    "side": (
        "first_side", "formations.[].side", "depots.[].side", "waves.[].side", "events.[].side",
        "events.[].when.taken.side", "events.[].when.losses.side", "events.[].when.held.side",
        "events.[].if.side_holds.side", "events.[].if.fit_below.side",
        "victory.places.*.@", "victory.days.@", "victory.losses.@", "history.[].losses.@", "history.[].holder.*",
         "history.[].fires_left.@", "lessons.[].side", "computer.@", "balance.wanted_wins.@",
         "balance.wanted.[].side",
    ),
    "terrain": ("map.legend.*", "terrain.*.ruins_to"),
    "kind": ("units.[].kind",),
    "formation": (
        "formations.[].parent", "units.[].formation", "computer.*.axes.[].formation", "computer.*.reserve.[]",
    ),
    "unit": (
        "formations.[].hq", "waves.[].units.[]", "lessons.[].prompts.[].points.unit",
        "lessons.[].prompts.[].waits.select", "lessons.[].prompts.[].waits.order.unit",
    ),
    "entry": ("waves.[].entry",),
    "event": ("events.[].if.event_done", "lessons.[].when.event"),
    "calibre": ("depots.[].shells.@",),
    "place": (
        "events.[].when.taken.place", "events.[].when.held.place", "events.[].if.side_holds.place",
        "victory.places.@", "victory.fall.core.[]", "history.[].holder.@", "computer.*.main_line.[]",
        "balance.wanted.[].place",
    ),
}  # fmt: skip
EFFECTS = {
    "side": ("stock.side", "sorties.side", "cohesion.side", "points.side", "pool.side", "offer_terms"),
    "formation": ("cohesion.formation",),
    "depot": ("stock.depot",),
    "wave": ("wave", "release"),
    "terrain": ("terrain.to",),
    "calibre": ("stock.shells.@",),
}
ONE_HEX = (
    "units.[].at", "depots.[].at", "map.lines.*.[].through.[]", "lessons.[].prompts.[].points.hex",
    "lessons.[].prompts.[].waits.hover", "lessons.[].prompts.[].waits.order.at",
)  # fmt: skip
HEXES = (
    "sides.*.control.[]", "map.entries.*.[]", "map.works.*.[]", "map.regions.*.at.[]", "computer.*.axes.[].towards",
)  # fmt: skip
EFFECT_HEXES = ("terrain.at.[]", "works.at.[]", "crossing.at")


def check_references(facts: Facts) -> list[Problem]:
    """Unknown ids (each told once, with a count of those that follow), ids twice, hexes that are none."""
    return [*some(_twice(facts)), *some(_unknown(facts)), *some(_hexes(facts))]


def _references(facts: Facts) -> Iterator[tuple[str, Node]]:
    for kind, patterns in REFERENCES.items():
        for pattern in patterns:
            for node in select(facts.root, pattern):
                yield kind, node
    for effect in facts.effects():
        for kind, patterns in EFFECTS.items():
            for pattern in patterns:
                for node in select(effect, pattern):
                    yield kind, node
    for node in select(facts.root, "briefing.@"):
        if node.raw != "both":
            yield "side", node
    for node in select(facts.root, "victory.levels.[].for"):
        if node.word != "none":
            yield "side", node


def _unknown(facts: Facts) -> Iterator[Problem]:
    first: dict[tuple[str, str], Node] = {}
    count: dict[tuple[str, str], int] = {}
    for kind, node in _references(facts):
        word = node.word if node.word is not None else node.raw or None
        known = facts.names(kind)
        if word is None or word in known or (facts.partial and (not known or kind in ("unit", "wave"))):
            continue
        key = (kind, word)
        first.setdefault(key, node)
        count[key] = count.get(key, 0) + 1
    for (kind, word), node in first.items():
        plural = {"entry": "entries", "terrain": "terrain"}.get(kind, f"{kind}s")
        hint = hints.full_width_word(word) or suggest(word, facts.names(kind), plural)
        if kind == "place" and facts.hex(word) is not None:
            hint = f"this field wants a place: name the hex under `map: places`, as `the-hill: {{at: {word}, name: …}}`"
        problem = node.problem(codes.UNKNOWN_ID, f"unknown {kind} '{word}'", hint)
        yield problem.more(count[kind, word] - 1, f"{kind} '{word}' does not exist")


def _twice(facts: Facts) -> Iterator[Problem]:
    for kind, section in IDS.items():
        first: dict[str, Node] = dict(facts.names("side")) if kind == "unit" else {}
        for entry in facts.entries(section):
            node = entry.get("id")
            word = node.word
            if word is None:
                continue
            if word in first:
                other = first[word].get("id") if first[word].get("id").word else first[word]
                place = f"{other.source.name}:{other.line}"
                whose = "side" if kind == "unit" and word in facts.names("side") else kind
                yield node.problem(codes.ID_TWICE, f"{kind} '{word}' twice", f"the first {whose} of that id: {place}")
            first.setdefault(word, entry)
    seen: dict[str, Node] = {}
    for node in select(facts.root, "victory.levels.[].id"):
        if node.word in seen:
            yield node.problem(codes.ID_TWICE, f"level '{node.word}' twice", f"the first: line {seen[node.word].line}")
        seen.setdefault(node.word or "", node)


def _hexes(facts: Facts) -> Iterator[Problem]:
    if facts.size is None:
        return
    for pattern in ONE_HEX:
        for node in select(facts.root, pattern):
            yield from _hex(facts, node, one=True)
    for pattern in HEXES:
        for node in select(facts.root, pattern):
            yield from _hex(facts, node)
    for effect in facts.effects():
        for pattern in EFFECT_HEXES:
            for node in select(effect, pattern):
                yield from _hex(facts, node, one=pattern == "crossing.at")
    for key, _ in facts.root.get("map", "places").items():
        if key.raw.isdigit():
            yield key.problem(codes.WRONG_FORM, f"place '{key.raw}' is named like a hex", "give it a name of letters")
    for node in select(facts.root, "map.places.*.at.[?]"):
        yield from _hex(facts, node, places=False)


def _hex(facts: Facts, node: Node, one: bool = False, places: bool = True) -> Iterator[Problem]:
    word = node.word
    if word is None or facts.size is None:
        return
    if places and word in facts.names("place"):
        hexes = facts.hexes(node)
        if one and len(hexes) > 1:
            listed = ", ".join(facts.hex_name(h) for h in hexes)
            yield node.problem(codes.NO_HEX, f"'{word}' covers {len(hexes)} hexes", f"name one of them: {listed}")
        return
    try:
        hexgrid.hex_index(word, *facts.size)
    except ValueError as error:
        meant = hints.short_hex(word) or hints.full_width_word(word)
        if word.isdigit():
            yield node.problem(codes.NO_HEX, str(error), meant)
        elif places:
            hint = meant or suggest(word, facts.names("place"), "places")
            yield node.problem(codes.NO_HEX, f"'{word}' is neither a hex nor a place", hint)
        else:
            yield node.problem(codes.NO_HEX, str(error), meant)
