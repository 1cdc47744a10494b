"""The tables of docs/modding.md, made from the models and the codes: `python main.py manual` renews them.

A block of the page stands between `<!-- table: NAME -->` and `<!-- end -->`, as in docs/rules.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from game.paths import HOME
from game.scenario import catalog
from game.scenario.changes import KEYED, LISTED, SECTIONS
from game.scenario.code_examples import EXAMPLES
from game.scenario.codes import CODES
from game.scenario.fields import under_any_key
from game.scenario.mod_file import ModFile
from game.scenario.model import Scenario
from game.scenario.words import DAY, HEX

FILE = HOME / "docs" / "modding.md"
BLOCK = re.compile(r"(<!-- table: ([a-z-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
Schema = dict[str, Any]
ELSEWHERE = ("Text", "Rules")  # explained in the page itself, and in docs/rules.md


def renewed(text: str) -> str:
    """The page with every block as the models give it."""
    return BLOCK.sub(lambda block: block[1] + TABLES[block[2]]() + "\n" + block[4], text)


def differing(text: str) -> list[str]:
    """Names of the blocks that are not as the models give them."""
    return [block[2] for block in BLOCK.finditer(text) if block[3] != TABLES[block[2]]() + "\n"]


# ---------------------------------------------------------------- fields


def fields() -> str:
    """Every field of a scenario, a table for each place that has fields, in the order in which they are met."""
    whole = Scenario.model_json_schema(by_alias=True)
    parts = [_section("a scenario's file", whole, whole)]
    for path, name in _places(whole):
        parts.append(_section(f"`{path}`", whole["$defs"][name], whole))
    return "\n\n".join(parts)


def mod_fields() -> str:
    """The fields of a mod.yaml."""
    whole = ModFile.model_json_schema(by_alias=True)
    patch = _section("`patches[]`", whole["$defs"]["PatchEntry"], whole)
    return _section("mod.yaml", whole, whole) + "\n\n" + patch


def _places(whole: Schema) -> Iterable[tuple[str, str]]:
    """Dotted places and the models there: `[]` an entry of a list, `*` one under any key; each model once."""
    seen: set[str] = set(ELSEWHERE)
    todo = [(name, part) for name, part in whole["properties"].items()]
    while todo:
        path, part = todo.pop(0)
        for deeper, name in _models(path, part):
            if name in seen:
                continue
            seen.add(name)
            yield deeper, name
            inner = [(f"{deeper}.{key}", value) for key, value in whole["$defs"][name]["properties"].items()]
            todo = [*inner, *todo]


def _models(path: str, part: Schema) -> Iterable[tuple[str, str]]:
    if "$ref" in part:
        yield path, part["$ref"].rpartition("/")[2]
    for option in part.get("anyOf", ()):
        yield from _models(path, option)
    if isinstance(part.get("items"), dict):
        yield from _models(f"{path}[]", part["items"])
    inner = under_any_key(part)
    if inner is not None:
        yield from _models(f"{path}.*", inner)


def _section(title: str, model: Schema, whole: Schema) -> str:
    required = model.get("required", ())
    rows = [
        (f"`{name}`" + (" *" if name in required else ""), _type(part), _default(part), part.get("description", ""))
        for name, part in model["properties"].items()
    ]
    about = model.get("description", "").split("\n")[0]
    if model is whole:
        about = ""
    head = f"#### {title}" + (f"\n\n{about}" if about else "")
    return head + "\n\n" + _table(("field", "is", "if not stated", "meaning"), rows)


def _type(part: Schema) -> str:
    """What may stand there, in words."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return "text" if name == "Text" else "mapping"
    if "anyOf" in part:
        options = [_type(option) for option in part["anyOf"] if option.get("type") != "null"]
        return " or ".join(dict.fromkeys(options))
    if "enum" in part:
        return ", ".join(f"`{choice}`" for choice in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    kind = part.get("type")
    if kind == "array":
        return _list(part)
    if kind == "object":
        inner = under_any_key(part)
        return f"mapping to {_plural(_type(inner))}" if inner is not None and _type(inner) != "mapping" else "mapping"
    if kind == "integer":
        return _range(part)
    if kind == "string":
        return _text(part)
    return {"boolean": "true or false"}.get(str(kind), "anything")


def _list(part: Schema) -> str:
    if "prefixItems" in part:
        return f"list of {len(part['prefixItems'])}: {_type(part['prefixItems'][0])}"
    return f"list of {_plural(_type(part.get('items', {})))}"


def _plural(text: str) -> str:
    simple = text in ("mapping", "id", "hexside", "text", "half day")
    return f"{text}s" if simple else text.replace("hex or place", "hexes or places")


def _text(part: Schema) -> str:
    pattern = part.get("pattern", "")
    if "/(n|ne|" in pattern:
        return "hexside"
    if part.get("examples") == [HEX]:
        return "hex or place"
    if part.get("examples") == [DAY]:
        return "half day"
    if pattern.startswith("^#"):
        return "colour"
    return "id" if pattern else "text"


def _range(part: Schema) -> str:
    low, high = part.get("minimum"), part.get("maximum")
    if low is None and high is None:
        return "integer"
    return f"{low:,} to {high:,}" if high is not None else f"from {low:,}"


def _default(part: Schema) -> str:
    value = part.get("default")
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or value in ([], {}) or isinstance(value, dict):
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head)]
    lines.append(["---"] * len(lines[0]))
    lines += [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


# ---------------------------------------------------------------- codes, changes


def codes() -> str:
    """Every code with the smallest text that earns it, and its cure."""
    rows = [(c.code, c.group, c.title, *map(_quoted, EXAMPLES[c.code])) for c in CODES.values()]
    return _table(("code", "group", "what", "bad", "cure"), sorted(rows))


def _quoted(text: str) -> str:
    plain = text.replace("\t", "⇥").replace("\x07", "\\a").replace("\ufeff", "\\ufeff")
    lines = [line if len(line) <= 90 else line[:89] + "…" for line in plain.split("\n")]
    return "<br>".join(f"`{line}`" for line in lines if line) or "(nothing)"


def changes() -> str:
    """What an entry of `changes` may name."""
    rows = [(f"`{name}`", f"`{'.'.join(where)}`", f"its `{by}`") for name, (where, by) in LISTED.items()]
    rows += [(f"`{name}`", f"`{'.'.join(where)}`", "its key") for name, where in KEYED.items()]
    rows += [(f"`{name}`", f"`{name}`", "`true`, or keys within it, as `fall`") for name in SECTIONS]
    return _table(("names", "in", "by"), rows)


def kit_letters() -> str:
    """The letters of the kit's legend, and what the ground they stand for is."""
    root = catalog.merged_tree(KIT).plain()
    rows = []
    for letter, name in root["map"]["legend"].items():
        ground = root["terrain"][name]
        costs = [str(ground[by]) if ground[by] is not None else "closed" for by in ("foot", "wheels")]
        rows.append((f"`{letter}`", f"`{name}`", ground["name"]["en"], str(ground.get("height", 0)), *costs))
    return _table(("letter", "terrain", "is", "height", "foot", "wheels"), rows)


def kit_kinds() -> str:
    """The kinds of unit that the kit brings."""
    root = catalog.merged_tree(KIT).plain()
    rows = []
    for name, kind in root["kinds"].items():
        guns = f"{kind['tubes']}, {kind['range_hexes']} hexes" if kind.get("range_hexes") else ""
        calibre = f"`{kind['calibre']}`" if kind.get("calibre") else ""
        rows.append((f"`{name}`", kind["name"]["en"], kind["class"], f"{kind['men']:,}", guns, calibre))
    return _table(("kind", "is", "class", "men", "tubes, range", "shells"), rows)


KIT = "hengyang/kit"
TABLES: dict[str, Callable[[], str]] = {
    "fields": fields,
    "mod-fields": mod_fields,
    "codes": codes,
    "changes": changes,
    "kit-letters": kit_letters,
    "kit-kinds": kit_kinds,
}
