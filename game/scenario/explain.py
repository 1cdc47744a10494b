"""`explain` and `resolve`: what a scenario says once everything is merged, and where each part was written."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from game.errors import UserError
from game.scenario import catalog
from game.scenario.changes import KEYED, LISTED
from game.scenario.checks_facts import IDS
from game.scenario.code_examples import EXAMPLES
from game.scenario.codes import CODES
from game.scenario.fields import schema_at
from game.scenario.model import Scenario
from game.scenario.numbers import Rules
from game.scenario.problems import ScenarioError, errors_in, suggest, width
from game.scenario.source import NOTHING, Node
from game.scenario.written import flow

Path = tuple[str | int, ...]
OURS = "hengyang/"
WIDE = 72  # a value longer than this is cut


@dataclass(frozen=True, slots=True)
class Part:
    """One value: its dotted name, what it is, where that was written, and what it replaced."""

    name: str
    value: str
    origin: str
    before: tuple[str, ...] = ()


# ---------------------------------------------------------------- the commands


def run(name: str, scenario: str | None) -> int:
    """`explain`: print an entry, a number of the rules, a dotted path, a scenario or a code, each part with its origin.

    Raises UserError if nothing has that name.
    """
    if name in CODES:
        code, example = CODES[name], EXAMPLES[name]
        print(f"{code.code} ({code.severity}, {code.group}): {code.title}")
        print(f"\nbad:\n{_quoted(example.bad)}\n\ngood:\n{_quoted(example.good)}")
        return 0
    if scenario is None and catalog.exists(name):
        print_parts(f"scenario {name}", _of_scenario(name))
        return 0
    for where in [scenario] if scenario else _where_to_look():
        merged = catalog.merged_tree(where)
        found = find(merged, name)
        if found is not None:
            kind, path = found
            print_parts(f"{kind} '{name}' in {where}", list(parts_of(merged, path)))
            return 0
    raise UserError(_unknown(name, scenario))


def _where_to_look() -> list[str]:
    """Bases first, since they define what the others have in common; then the siege's scenarios, then all others."""
    names = catalog.names()
    ours = sorted(name for name in names if name.startswith(OURS))
    return list(dict.fromkeys([*catalog.bases(), *ours, *names]))


def _quoted(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


def print_parts(title: str, parts: list[Part]) -> None:
    print(title)
    names = max((len(part.name) for part in parts), default=0)
    values = min(max((width(part.value) for part in parts), default=0), 40)
    for part in parts:
        print(f"  {part.name:{names}}  {part.value}{' ' * (values - width(part.value))}  {part.origin}")
        for line in part.before:
            print(f"  {'':{names}}  {'':{values}}    {line}")


def resolve(scenario: str) -> int:
    """`resolve`: print the whole merged scenario as one file. Raises ScenarioError if it has errors."""
    loaded = catalog.examine(scenario)
    if errors_in(loaded.problems):
        raise ScenarioError(loaded.problems)
    print(as_yaml(loaded.merged), end="")
    return 0


def as_yaml(plain: dict[str, Any]) -> str:
    """Plain data as one YAML file that the strict reader takes back as the same."""
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text.strip("\n") else None)


_Dumper.add_representer(str, _text)


# ---------------------------------------------------------------- what is meant


def find(root: Node, name: str) -> tuple[str, Path] | None:
    """What a name means in a merged tree: an entry by its id, a number of the rules, or a dotted path."""
    for kind in (*IDS, *KEYED, "level"):
        section, by = LISTED.get(kind, (KEYED.get(kind, (IDS.get(kind, kind),)), "id"))
        where = root.get(*section)
        if kind in KEYED and isinstance(where.value, dict) and name in where.value:
            return kind, (*section, name)
        for n, entry in enumerate(where.entries()):
            if entry.get(by).word == name:
                return kind, (*section, n)
    if name in Rules.model_fields:
        return "rule", ("rules", name)
    steps = name.split(".")
    path: list[str | int] = []
    node = root
    for step in steps:
        if isinstance(node.value, list) and step.isdigit() and int(step) < len(node.value):
            node, path = node.value[int(step)], [*path, int(step)]
        elif node.get(step) is not NOTHING:
            node, path = node.get(step), [*path, step]
        else:
            return None
    return "part", tuple(path)


def _unknown(name: str, scenario: str | None) -> str:
    head = f"nothing is called '{name}'{f' in {scenario}' if scenario else ''}"
    if re.fullmatch(r"[EW][0-9]+", name, re.IGNORECASE):
        errors, warnings = (sorted(code for code in CODES if code[0] == letter) for letter in "EW")
        codes_known = f"{errors[0]} to {errors[-1]} are errors, {warnings[0]} to {warnings[-1]} warnings"
        return f"there is no code '{name}'\n      {codes_known}"
    if re.fullmatch(r"[0-9]{4}|[0-9]{6}", name):
        return (
            f"{head}: that is a hex\n      name what is there, a unit or a place; `explain map.places` lists the places"
        )
    names = [scenario] if scenario else _where_to_look()
    known: list[str] = [*names, *Rules.model_fields, *Scenario.model_fields]
    for where in names:
        root = catalog.merged_tree(where)
        known += [entry.get("id").word or "" for section in IDS.values() for entry in root.get(section).entries()]
        known += [key.raw for section in KEYED.values() for key, _ in root.get(*section).items()]
    near = difflib.get_close_matches(name, list(dict.fromkeys(known)), 6, 0.55)
    listed = suggest("", catalog.names(), "scenarios", 40)
    return f"{head}\n      " + (f"did you mean {' or '.join(map(repr, near))}? " if near else "") + listed


# ---------------------------------------------------------------- parts


def parts_of(root: Node, path: Path) -> Iterator[Part]:
    """Every value at or below a place, then the model's own values for fields that nobody states."""
    node = root
    for step in path:
        node = node.value[step] if isinstance(step, int) else node.get(step)
    whole = ".".join(map(str, path)) if not isinstance(node.value, dict) else ""
    if node is NOTHING:
        yield _default(str(path[-1]), schema_at(path, Scenario))
    else:
        yield from _stated(node, whole.rpartition(".")[2])
        for name, field in schema_at(path, Scenario).get("properties", {}).items():
            if isinstance(node.value, dict) and name not in node.value:
                yield _default(name, field)


def _default(name: str, field: dict[str, Any]) -> Part:
    if "default" not in field or field["default"] is None:
        return Part(name, "none", f"not stated ({field.get('description', '')})")
    return Part(name, _short(flow(field["default"])), f"not stated: the program's own ({field.get('description', '')})")


def _stated(node: Node, name: str) -> Iterator[Part]:
    if isinstance(node.value, dict) and node.value:
        for key, child in node.items():
            yield from _stated(child, f"{name}.{key.raw}" if name else key.raw)
    elif isinstance(node.value, list) and any(isinstance(entry.value, dict) for entry in node.value):
        for n, child in enumerate(node.value):
            yield from _stated(child, f"{name}[{child.get('id').word or n}]")
    else:
        yield Part(name, _shown(node), _place(node), tuple(_before(node)))


def _before(node: Node) -> Iterator[str]:
    old = node.was
    while old is not None:
        if old.source.name:
            yield f"instead of {_shown(old)}, {_place(old)}"
        old = old.was


def _place(node: Node) -> str:
    return f"{node.source.name}:{node.line}:{node.column}"


def _shown(node: Node) -> str:
    if isinstance(node.value, str) and "\n" in node.value:
        return f"{len(node.value.splitlines())} lines"
    if isinstance(node.value, dict | list):
        return _short(flow(node.plain()))
    return _short(node.raw or json.dumps(node.value))


def _short(text: str) -> str:
    return text if len(text) <= WIDE else text[: WIDE - 1] + "…"


def _of_scenario(name: str) -> list[Part]:
    """The files of a scenario, then its sections: how much each holds, and from where."""
    loaded = catalog.examine(name)
    root = catalog.merged_tree(name)
    parts = [Part("file", "", catalog.shown(file)) for file in loaded.files]
    for key, node in root.items():
        if isinstance(node.value, dict | list):
            files = sorted({one.source.name for one in _everything(node) if one.source.name})
            parts.append(Part(key.raw, f"{len(node.value)} entries", ", ".join(files)))
        else:
            parts.append(Part(key.raw, _shown(node), _place(node), tuple(_before(node))))
    return parts


def _everything(node: Node) -> Iterator[Node]:
    todo = [node]
    while todo:
        one = todo.pop()
        children = [value for _, value in one.items()] or one.entries()
        todo += children
        if not children:
            yield one
