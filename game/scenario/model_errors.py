"""One error that a pydantic model found in a merged tree, told at the line where it was written."""

from __future__ import annotations

import difflib
import re
from typing import Any

from game.scenario import codes, hints
from game.scenario.fields import Path, schema_at
from game.scenario.model import Scenario
from game.scenario.numbers import Strict
from game.scenario.problems import Problem, suggest
from game.scenario.source import Node, lookalike

Error = dict[str, Any]  # as pydantic's `errors()` gives it, or `{"type": "union", "loc": …, "msg": ""}`

ENTRY = {  # section -> what one of its entries is called
    "units": "unit", "formations": "formation", "depots": "depot", "waves": "wave", "events": "event",
    "kinds": "kind", "terrain": "terrain", "sides": "side", "places": "place", "levels": "level",
    "weather": "weather", "history": "history", "lessons": "lesson",
    "entries": "entry", "groups": "group", "phases": "phase", "days": "day", "tolls": "toll",
}  # fmt: skip
OTHER_WORDS = {  # what people write -> what it is called here
    "strength": "men", "soldiers": "men", "hp": "men", "position": "at", "hex": "at", "location": "at",
    "type": "kind", "morale": "cohesion", "color": "colour", "commander_name": "commander", "text": "message",
    "captured": "taken", "occupied": "taken", "casualties": "losses", "coordinates": "at", "reinforcements": "waves",
    "description": "briefing", "objectives": "victory", "places": "map", "tiredness": "fatigue", "ammunition": "ammo",
    "trigger": "when", "effects": "do", "conditions": "if",
}  # fmt: skip
UNIONS = {
    "arrives": "a date like '1944-06-28 day', `event`, or {held: {cost: 10}}",
    "control": "a list of hexes, or `rest`",
    "at": "a hex, or a list of hexes",
}
FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an id: lower case letters, digits and single hyphens, as cn-30r-2",
    r"^[a-z0-9-]+(/[a-z0-9-]+)*$": "a scenario's id: its folder, as hengyang/siege",
    r"^#[0-9a-fA-F]{6}$": "a colour as '#c03020', in quotes",
}
WANTED = {
    "int_type": "an integer", "bool_type": "true or false", "string_type": "text", "float_type": "a number",
    "dict_type": "a mapping", "model_type": "a mapping", "tuple_type": "a list", "list_type": "a list",
}  # fmt: skip


def walk(root: Node, loc: Path) -> tuple[Path, Path]:
    """Split an error's place into the path that exists in the data and what remains.

    pydantic puts names of union branches and functions into its places; they name nothing in the data.
    """
    node, path, rest = root, [], []
    for step in loc:
        value = node.value
        inside = (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        )
        if inside:
            node = value[step]
            path.append(step)
        else:
            rest.append(step)
    return tuple(path), tuple(rest)


def node_at(root: Node, path: Path) -> Node:
    """The node under a path that exists."""
    node = root
    for step in path:
        node = node.value[step]
    return node


def told(root: Node, error: Error, model: type[Strict]) -> Problem:
    """The problem that an error is; of missing fields see `missing`."""
    plain_path, rest = walk(root, error["loc"])
    node = node_at(root, plain_path)
    kind = error["type"]
    if rest and rest[-1] == "[key]":
        message = f"'{plain_path[-1]}'{_of(root, plain_path[:-1])}"
        return _key_of(root, plain_path).problem(codes.WRONG_FORM, message, f"expected {_form(error)}")
    if kind == "extra_forbidden":
        return _unknown(root, plain_path, model)
    where = f"{_name(plain_path)}{_of(root, plain_path[:-1])}"
    if kind == "literal_error":
        return _choice(node, str(plain_path[-1]), where, error)
    if kind == "union":
        wanted = UNIONS.get(str(plain_path[-1]), "another value")
        code = codes.WRONG_FORM if isinstance(node.value, str) else codes.WRONG_TYPE
        return node.problem(code, f"{where} is {_found(node)}", f"expected {wanted}")
    if kind == "string_pattern_mismatch":
        return _pattern(node, where, error)
    if kind in WANTED:
        text = error.get("ctx", {}).get("class_name") == "Text"
        return _type(node, where, "text" if text else WANTED[kind])
    if kind == "value_error":
        return node.problem(codes.WRONG_FORM, f"{where} is {_found(node)}", str(error["ctx"]["error"]))
    if isinstance(node.value, list | dict):
        extra = list(node.keys.values())[error.get("ctx", {}).get("max_length", 0) :] if kind == "too_long" else []
        at = extra[0] if extra else node
        return at.problem(codes.OUT_OF_RANGE, f"{where} has {len(node.value)} entries", _range(error))
    return node.problem(codes.OUT_OF_RANGE, f"{where} is {_found(node)}", _range(error))


def missing(root: Node, node: Node, fields: list[Path], model: type[Strict]) -> Problem:
    """The fields that are missing in one place: `node`, or sections of it that an inherited file began."""
    home = fields[0][:-1] if all(path[:-1] == fields[0][:-1] for path in fields) and node is not root else ()
    names = [".".join(map(str, path[len(home) :])) for path in fields]
    what = [schema_at(path[:-1], model).get("properties", {}).get(path[-1], {}).get("description") for path in fields]
    wanted = ", ".join(f"`{name}:`" + (f" ({said})" if said else "") for name, said in zip(names, what, strict=True))
    listed = ", ".join(f"'{name}'" for name in names)
    message = f"missing field{'s' if len(names) > 1 else ''} {listed}{_of(root, home)}"
    return node.problem(codes.MISSING_FIELD, message, f"add {wanted}")


def _key_of(root: Node, path: Path) -> Node:
    """The key node of a mapping's entry; of a list's entry the entry."""
    holder = node_at(root, path[:-1])
    return holder.keys[str(path[-1])] if path[-1] in holder.keys else node_at(root, path)


def _name(path: Path) -> str:
    """`'men'`, or `entry 2 of 'units'`."""
    if not path:
        return "the scenario"
    last = path[-1]
    return f"'{last}'" if isinstance(last, str) else f"entry {last + 1} of {_name(path[:-1])}"


def _of(root: Node, path: Path) -> str:
    """` in unit 'cn-30r-2'` for a place inside that unit; nothing at the top."""
    for n in range(len(path), 1, -1):
        section, entry = path[n - 2], path[n - 1]
        if section in ENTRY and isinstance(entry, str):
            return f" in {ENTRY[str(section)]} '{entry}'"
        if section in ENTRY:
            node = node_at(root, path[:n])
            name = node.get("id").word or node.get("from").word or node.get("date").word or str(int(entry) + 1)
            return f" in {ENTRY[str(section)]} '{name}'"
    return f" in `{'.'.join(str(step) for step in path)}`" if path else ""


def _found(node: Node) -> str:
    """What stands there, for a message."""
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    if node.value is None:
        return "nothing"
    text = node.raw if len(node.raw) <= 60 else node.raw[:57] + "…"
    return f"'{text}'" if isinstance(node.value, str) else text


def _unknown(root: Node, path: Path, model: type[Strict]) -> Problem:
    name, holder = str(path[-1]), path[:-1]
    known = sorted(schema_at(holder, model).get("properties", {}))
    if not holder and model is Scenario:
        known = sorted({*known, "extends", "include", "changes"})
    message = f"unknown field '{name}'{_of(root, holder)}"
    other = difflib.get_close_matches(
        name.lower(), [word for word in OTHER_WORDS if OTHER_WORDS[word] in known], 1, 0.75
    )
    meant = hints.full_width_word(name)
    if {"en", "zh"} <= set(known) and node_at(root, path).value is None:
        meant = meant or hints.COMMA
    if meant:
        hint = meant
    elif other and not difflib.get_close_matches(name, known, 1, 0.7):
        hint = f"did you mean '{OTHER_WORDS[other[0]]}'? {suggest('', known, 'fields here', 12)}"
    else:
        hint = suggest(name, known, "fields here", 12)
    return _key_of(root, path).problem(codes.UNKNOWN_FIELD, message, hint)


def _choice(node: Node, name: str, where: str, error: Error) -> Problem:
    expected = error["ctx"]["expected"]
    choices = re.findall(r"'([^']*)'", expected)
    if not choices:
        message = f"format {node.raw or 'of this file'} is not known"
        return node.problem(codes.NOT_A_CHOICE, message, f"this program reads `{name}: {expected}`")
    word = (node.word or node.raw).lower()
    choices.sort(key=lambda choice: -difflib.SequenceMatcher(None, word, choice).ratio())
    return node.problem(codes.NOT_A_CHOICE, f"{where} is {_found(node)}", f"one of: {', '.join(choices)}")


def _form(error: Error) -> str:
    if error["type"] == "literal_error":
        return "one of " + error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    pattern = error.get("ctx", {}).get("pattern", "")
    return FORMS.get(pattern) or _range(error)


def _pattern(node: Node, where: str, error: Error) -> Problem:
    pattern = error["ctx"]["pattern"]
    if pattern in FORMS:
        return node.problem(codes.WRONG_FORM, f"{where} is {_found(node)}", f"expected {FORMS[pattern]}")
    hex_text, slash, side = (node.word or "").partition("/")
    if slash and hex_text.isdigit():
        message = f"hex {hex_text} has no side '{side}'"
        return node.problem(codes.WRONG_SIDE, message, "sides of a flat-top hex: n, ne, se, s, sw, nw")
    return node.problem(codes.WRONG_SIDE, f"{_found(node)} names no hexside", "write the hex and its side, as 1628/se")


def _type(node: Node, where: str, wanted: str) -> Problem:
    hint = None
    if wanted in ("an integer", "true or false"):
        hint = lookalike(node, "boolean" if wanted == "true or false" else "number")
        if isinstance(node.value, float):
            hint = "integers only: the unit of measure is chosen so that none is lost"
    elif wanted == "text" and node.value is None and hints.commented(node.source.line(node.line)[node.column - 1 :]):
        hint = hints.COMMENT
    elif wanted == "text" and isinstance(node.value, list):
        numbers = [entry.word for entry in node.value]
        hint = hints.short_hex(",".join(filter(None, numbers))) if len(numbers) == 2 else None
    elif wanted == "text" and node.value is not None and not isinstance(node.value, list | dict):
        hint = f'to write this as text, put it in quotes: "{node.raw}"'
    elif wanted == "a list" and node.word is not None:
        hint = hints.measure(node.word) or f"expected a list: [{node.raw}]"
    return node.problem(codes.WRONG_TYPE, f"{where} is {_found(node)}", hint or f"expected {wanted}")


def _range(error: Error) -> str:
    ctx = error.get("ctx", {})
    if "ge" in ctx or "gt" in ctx:
        return f"at least {ctx.get('ge', ctx.get('gt'))}"
    if "le" in ctx or "lt" in ctx:
        return f"at most {ctx.get('le', ctx.get('lt'))}"
    unit = " characters" if error["type"].startswith("string") else ""
    if ctx.get("max_length") == 1:
        return "a single character"
    if "max_length" in ctx:
        return f"at most {ctx['max_length']}{unit}"
    if "min_length" in ctx:
        return f"at least {ctx['min_length']}{unit}"
    return str(error["msg"])[:1].lower() + str(error["msg"])[1:]
