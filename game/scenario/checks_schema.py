"""What the model says about a merged tree, told at the line where it was written.

Runs the pydantic models of game.scenario.model over the plain data, strictly (a text is no number), and turns
each of their errors into a Problem. Where a field wants text and the author wrote a number (a hex `1628`, a
name `42`), the text as written is taken.
"""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Container
from itertools import chain
from typing import Any, TypeVar

from pydantic import ValidationError

from game.scenario import codes, hints
from game.scenario.model import Scenario
from game.scenario.numbers import Strict
from game.scenario.problems import Problem, some, suggest
from game.scenario.source import Node, lookalike

Path = tuple[str | int, ...]
Error = dict[str, Any]
M = TypeVar("M", bound=Strict)

ENTRY = {  # section -> what one of its entries is called
    "units": "unit", "formations": "formation", "depots": "depot", "waves": "wave", "events": "event",
    "kinds": "kind", "terrain": "terrain", "sides": "side", "places": "place", "levels": "level",
    "weather": "weather", "history": "history", "lessons": "lesson",
}  # fmt: skip
OTHER_WORDS = {  # what people write -> what it is called here
    "strength": "men", "soldiers": "men", "hp": "men", "position": "at", "hex": "at", "location": "at",
    "type": "kind", "morale": "cohesion", "color": "colour", "commander_name": "commander", "text": "message",
    "captured": "taken", "occupied": "taken", "casualties": "losses", "coordinates": "at", "reinforcements": "waves",
    "description": "briefing", "objectives": "victory", "places": "map", "tiredness": "fatigue", "ammunition": "ammo",
    "trigger": "when", "effects": "do", "conditions": "if",
}  # fmt: skip
HEADS: tuple[Path, ...] = ((), ("calendar",), ("map",), ("map", "grid"), ("victory",))  # what a kit leaves to others
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


def check_schema(root: Node, inherited: Container[str] = ()) -> tuple[Scenario | None, dict[str, Any], list[Problem]]:
    """Validate a merged tree. Returns the Scenario (None if it has errors), its plain data, and the problems.

    Of an abstract base, fields that a scenario built on it may still add are not missed; elsewhere they are missed
    in the scenario's own file, not in one of the `inherited` (by name).
    """
    plain = root.plain()
    abstract = plain.get("abstract") is True
    errors: list[Error] = []
    for _ in range(3):  # a text inside a union may show only after its neighbour is mended
        scenario, errors = _validate(plain, Scenario)
        if scenario is not None or not _take_as_text(root, plain, errors):
            break
    kept = [
        error
        for error in _fold_unions(plain, _without_followers(errors))
        if not (abstract and error["type"] == "missing" and _may_come(error["loc"]))
    ]
    return (scenario if not kept else None), plain, _problems(root, kept, Scenario, inherited)


def check_model(root: Node, model: type[M]) -> tuple[M | None, list[Problem]]:
    """As `check_schema`, for another model than Scenario."""
    plain = root.plain()
    errors: list[Error] = []
    for _ in range(3):
        found, errors = _validate(plain, model)
        if found is not None or not _take_as_text(root, plain, errors):
            break
    problems = _problems(root, _fold_unions(plain, _without_followers(errors)), model)
    return (found if not problems else None), problems


def _problems(root: Node, errors: list[Error], model: type[Strict], inherited: Container[str] = ()) -> list[Problem]:
    """Each error told; the fields that one mapping lacks all at once."""
    lacks: dict[int, tuple[Node, list[Path]]] = {}
    for error in errors:
        if error["type"] == "missing":
            path, rest = _walk_nodes(root, error["loc"])
            node = _node(root, path)
            if path in HEADS and node.source.name in inherited:
                node = root
            lacks.setdefault(id(node), (node, []))[1].append((*path, rest[-1]))
    told = (_problem(root, error, model) for error in errors if error["type"] != "missing")
    return some(chain((_missing(root, node, fields, model) for node, fields in lacks.values()), told))


def _validate(plain: dict[str, Any], model: type[M]) -> tuple[M | None, list[Error]]:
    try:
        return model.model_validate_json(json.dumps(plain), strict=True), []
    except ValidationError as error:
        return None, [dict(item) for item in error.errors(include_url=False)]


def _may_come(loc: Path) -> bool:
    return all(isinstance(step, str) for step in loc) and loc not in (("format",), ("id",))


def _walk(plain: Any, loc: Path) -> tuple[Path, Path]:
    """Split an error's place into the path that exists in the data and what remains.

    pydantic puts names of union branches and functions into its places; they name nothing in the data.
    """
    path: list[str | int] = []
    rest: list[str | int] = []
    for step in loc:
        inside = (isinstance(plain, dict) and step in plain) or (
            isinstance(plain, list) and isinstance(step, int) and step < len(plain)
        )
        if inside:
            plain = plain[step]
            path.append(step)
        else:
            rest.append(step)
    return tuple(path), tuple(rest)


def _node(root: Node, path: Path) -> Node:
    node = root
    for step in path:
        node = node.value[step]
    return node


def _take_as_text(root: Node, plain: dict[str, Any], errors: list[Error]) -> bool:
    """Replace numbers by their text where text is wanted; whether any was."""
    changed = False
    for error in errors:
        wants_text = error["type"] == "string_type" or error.get("ctx", {}).get("class_name") == "Text"
        path, _ = _walk(plain, error["loc"])
        if not wants_text or not path:
            continue
        node = _node(root, path)
        holder: Any = plain
        for step in path[:-1]:
            holder = holder[step]
        if isinstance(holder[path[-1]], int | float) and node.word is not None:
            holder[path[-1]] = node.word
            changed = True
    return changed


def _without_followers(errors: list[Error]) -> list[Error]:
    """A list is called too short also when all its entries are wrong: they are the cause."""
    places = [error["loc"] for error in errors]
    return [
        error
        for error in errors
        if error["type"] != "too_short"
        or not any(len(loc) > len(error["loc"]) and loc[: len(error["loc"])] == error["loc"] for loc in places)
    ]


def _fold_unions(plain: dict[str, Any], errors: list[Error]) -> list[Error]:
    """Of a field that may be several things, keep what is said of the thing the author meant."""
    kept: list[Error] = []
    unions: dict[Path, list[Error]] = {}
    for error in errors:
        place = _union_place(plain, error)
        if place is None:
            kept.append(error)
        elif place in unions:
            unions[place].append(error)
        else:
            unions[place] = [error]
            kept.append({"union": place})
    result: list[Error] = []
    for error in kept:
        result += _meant(plain, error["union"], unions[error["union"]]) if "union" in error else [error]
    return result


def _union_place(plain: Any, error: Error) -> Path | None:
    """Where the union stands that an error's place names a branch of, if it does."""
    path: list[str | int] = []
    loc = error["loc"]
    for n, step in enumerate(loc):
        inside = (isinstance(plain, dict) and step in plain) or (isinstance(plain, list) and isinstance(step, int))
        if not inside:
            last = n == len(loc) - 1
            return None if last and (error["type"] in ("missing",) or step == "[key]") else tuple(path)
        plain = plain[step]
        path.append(step)
    return None


def _meant(plain: Any, place: Path, errors: list[Error]) -> list[Error]:
    deeper = [
        error for error in errors if len(_walk(plain, error["loc"])[0]) > len(place) or error["type"] == "missing"
    ]
    if deeper:
        return deeper
    of_text = [error for error in errors if error["type"] in ("value_error", "string_pattern_mismatch")]
    if of_text and len(errors) == 1:
        return of_text
    return [{"type": "union", "loc": place, "msg": ""}]


# ---------------------------------------------------------------- one error, told


def _problem(root: Node, error: Error, model: type[Strict]) -> Problem:
    plain_path, rest = _walk_nodes(root, error["loc"])
    node = _node(root, plain_path)
    kind = error["type"]
    if rest and rest[-1] == "[key]":
        message = f"'{plain_path[-1]}'{_of(root, plain_path[:-1], ' ')}"
        return _key_of(root, plain_path).problem(codes.WRONG_FORM, message, f"expected {_form(error)}")
    if kind == "extra_forbidden":
        return _unknown(root, plain_path, model)
    where = f"{_name(plain_path)}{_of(root, plain_path[:-1], ' ')}"
    if kind == "literal_error":
        return _choice(node, where, error)
    if kind == "union":
        wanted = UNIONS.get(str(plain_path[-1]), "another value")
        code = codes.WRONG_FORM if isinstance(node.value, str) else codes.WRONG_TYPE
        return node.problem(code, f"{where} is {found(node)}", f"expected {wanted}")
    if kind == "string_pattern_mismatch":
        return _pattern(node, where, error)
    if kind in WANTED:
        text = error.get("ctx", {}).get("class_name") == "Text"
        return _type(node, where, "text" if text else WANTED[kind])
    if kind == "value_error":
        return node.problem(codes.WRONG_FORM, f"{where} is {found(node)}", str(error["ctx"]["error"]))
    if isinstance(node.value, list | dict):
        extra = list(node.keys.values())[error.get("ctx", {}).get("max_length", 0) :] if kind == "too_long" else []
        if extra:
            return extra[0].problem(codes.OUT_OF_RANGE, f"{where} has {len(node.value)} entries", _range(error))
        return node.problem(codes.OUT_OF_RANGE, f"{where} has {len(node.value)} entries", _range(error))
    return node.problem(codes.OUT_OF_RANGE, f"{where} is {found(node)}", _range(error))


def _walk_nodes(root: Node, loc: Path) -> tuple[Path, Path]:
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


def _key_of(root: Node, path: Path) -> Node:
    """The key node of a mapping's entry; of a list's entry the entry."""
    holder = _node(root, path[:-1])
    return holder.keys[str(path[-1])] if path[-1] in holder.keys else _node(root, path)


def _name(path: Path) -> str:
    """`'men'`, or `entry 2 of 'units'`."""
    if not path:
        return "the scenario"
    last = path[-1]
    return f"'{last}'" if isinstance(last, str) else f"entry {last + 1} of {_name(path[:-1])}"


def _of(root: Node, path: Path, lead: str = "") -> str:
    """`in unit 'cn-30r-2'` for a place inside that unit; nothing at the top."""
    for n in range(len(path), 1, -1):
        section, entry = path[n - 2], path[n - 1]
        if section in ENTRY and isinstance(entry, str):
            return f"{lead}in {ENTRY[str(section)]} '{entry}'"
        if section in ENTRY:
            node = _node(root, path[:n])
            name = node.get("id").word or node.get("from").word or node.get("date").word or str(int(entry) + 1)
            return f"{lead}in {ENTRY[str(section)]} '{name}'"
    return f"{lead}in `{'.'.join(str(step) for step in path)}`" if path else ""


def found(node: Node) -> str:
    """What stands there, for a message."""
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    if node.value is None:
        return "nothing"
    text = node.raw if len(node.raw) <= 60 else node.raw[:57] + "…"
    return f"'{text}'" if isinstance(node.value, str) else text


def _missing(root: Node, node: Node, fields: list[Path], model: type[Strict]) -> Problem:
    """The fields that are missing in one place: `node`, or sections of it that an inherited file began."""
    home = fields[0][:-1] if all(path[:-1] == fields[0][:-1] for path in fields) and node is not root else ()
    names = [".".join(map(str, path[len(home) :])) for path in fields]
    what = [schema_at(path[:-1], model).get("properties", {}).get(path[-1], {}).get("description") for path in fields]
    wanted = ", ".join(f"`{name}:`" + (f" ({said})" if said else "") for name, said in zip(names, what, strict=True))
    listed = ", ".join(f"'{name}'" for name in names)
    message = f"missing field{'s' if len(names) > 1 else ''} {listed}{_of(root, home, ' ') if home else ''}"
    return node.problem(codes.MISSING_FIELD, message, f"add {wanted}")


def _unknown(root: Node, path: Path, model: type[Strict]) -> Problem:
    name, holder = str(path[-1]), path[:-1]
    known = sorted(schema_at(holder, model).get("properties", {}))
    if not holder and model is Scenario:
        known = sorted({*known, "extends", "include", "changes"})
    message = f"unknown field '{name}'{_of(root, holder, ' ')}"
    other = difflib.get_close_matches(
        name.lower(), [word for word in OTHER_WORDS if OTHER_WORDS[word] in known], 1, 0.75
    )
    meant = hints.full_width_word(name)
    if {"en", "zh"} <= set(known) and _node(root, path).value is None:
        meant = meant or hints.COMMA
    if meant:
        hint = meant
    elif other and not difflib.get_close_matches(name, known, 1, 0.7):
        hint = f"did you mean '{OTHER_WORDS[other[0]]}'? {suggest('', known, 'fields here', 12)}"
    else:
        hint = suggest(name, known, "fields here", 12)
    return _key_of(root, path).problem(codes.UNKNOWN_FIELD, message, hint)


def _choice(node: Node, where: str, error: Error) -> Problem:
    choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    if where == "'format'":
        return node.problem(codes.NOT_A_CHOICE, f"format {node.raw} is not known", "this program reads `format: 1`")
    word = (node.word or node.raw).lower()
    choices.sort(key=lambda choice: -difflib.SequenceMatcher(None, word, choice).ratio())
    return node.problem(codes.NOT_A_CHOICE, f"{where} is {found(node)}", f"one of: {', '.join(choices)}")


def _form(error: Error) -> str:
    if error["type"] == "literal_error":
        return "one of " + error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    pattern = error.get("ctx", {}).get("pattern", "")
    return FORMS.get(pattern) or _range(error)


def _pattern(node: Node, where: str, error: Error) -> Problem:
    pattern = error["ctx"]["pattern"]
    if pattern in FORMS:
        return node.problem(codes.WRONG_FORM, f"{where} is {found(node)}", f"expected {FORMS[pattern]}")
    hex_text, slash, side = (node.word or "").partition("/")
    if slash and hex_text.isdigit():
        message = f"hex {hex_text} has no side '{side}'"
        return node.problem(codes.WRONG_SIDE, message, "sides of a flat-top hex: n, ne, se, s, sw, nw")
    return node.problem(codes.WRONG_SIDE, f"{found(node)} names no hexside", "write the hex and its side, as 1628/se")


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
    return node.problem(codes.WRONG_TYPE, f"{where} is {found(node)}", hint or f"expected {wanted}")


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


# ---------------------------------------------------------------- which fields there are


@functools.lru_cache(maxsize=4)
def _schema(model: type[Strict]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def schema_at(path: Path, model: type[Strict]) -> dict[str, Any]:
    """The part of the JSON schema that describes a place; empty if none does."""
    whole = _schema(model)
    here = [whole]
    for step in path:
        here = [part for schema in here for part in _step(schema, step, whole)]
    options = [option for schema in here for option in _options(schema, whole)]
    return next((option for option in options if "properties" in option), options[0] if options else {})


def _options(schema: dict[str, Any], whole: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in schema:
        return _options(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole)
    nested = schema.get("anyOf") or schema.get("allOf") or schema.get("oneOf")
    return [option for part in nested for option in _options(part, whole)] if nested else [schema]


def under_any_key(schema: dict[str, Any]) -> dict[str, Any] | None:
    """What a mapping from names of the author's choice holds; None if it is no such mapping."""
    if isinstance(schema.get("additionalProperties"), dict):
        return dict(schema["additionalProperties"])
    return next(iter(schema.get("patternProperties", {}).values()), None)


def _step(schema: dict[str, Any], step: str | int, whole: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for option in _options(schema, whole):
        part = option.get("items") if isinstance(step, int) else option.get("properties", {}).get(step)
        if part is None and isinstance(step, str):
            part = under_any_key(option)
        if part is None and isinstance(step, int) and step < len(option.get("prefixItems", [])):
            part = option["prefixItems"][step]
        if isinstance(part, dict):
            found.append(part)
    return found
