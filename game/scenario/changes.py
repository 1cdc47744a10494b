"""`changes:`, the list that alters single entries of what a scenario inherits.

A change names one entry and what becomes of it:

    - {unit: cn-30r-2, set: {men: 180}, add: {fatigue: 20}}
    - {wave: 13th-division, remove: true}
    - {wave: 58th-division, append: {units: [jp-58d-4]}, remove: {units: [jp-58d-1]}}
    - {map: edges, append: {cliff: [{at: [1628/se]}]}}
    - {append: {units: [{id: cn-new, …}]}}          # names no entry: the scenario itself

Entries: unit, formation, depot, wave, event, level (by `id`); kind, terrain, side, place, entry (by key);
weather (by `from`), history (by `date`); map, rules, victory (a path of keys within it, as `fall`, or `true` for
the section itself). `set` replaces fields (a mapping merges by key), `add` adds to numbers, `append` adds to the
end of lists, `remove` takes away the entry (`true`), fields (a list) or values of lists (a mapping).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.scenario import codes
from game.scenario.problems import MOST_OF_A_KIND, Problem, suggest
from game.scenario.source import NOTHING, Node, overlay

Path = tuple[str | int, ...]

LISTED = {  # entry kind -> section, the field that names an entry
    "unit": (("units",), "id"),
    "formation": (("formations",), "id"),
    "depot": (("depots",), "id"),
    "wave": (("waves",), "id"),
    "event": (("events",), "id"),
    "level": (("victory", "levels"), "id"),
    "weather": (("weather",), "from"),
    "history": (("history",), "date"),
}
KEYED = {
    "kind": ("kinds",),
    "terrain": ("terrain",),
    "side": ("sides",),
    "place": ("map", "places"),
    "entry": ("map", "entries"),
}
SECTIONS = ("map", "rules", "victory")
VERBS = ("set", "add", "append", "remove")


def apply_changes(root: Node, changes: Node) -> tuple[Node, list[Problem]]:
    """The tree with every change made, in order; a change that cannot be made is a problem and left out."""
    problems: list[Problem] = []
    if changes is NOTHING:
        return root, problems
    if not isinstance(changes.value, list):
        return root, [changes.problem(codes.BAD_CHANGE, "`changes` is a list", "write `- {unit: …, set: {…}}`")]
    for change in changes.value:
        try:
            root = _apply(root, change)
        except _Wrong as wrong:
            problems += wrong.problems
            if len(problems) >= MOST_OF_A_KIND:  # nothing after so many can be trusted to be what was meant
                break
    return root, problems


class _Wrong(Exception):
    def __init__(self, *problems: Problem) -> None:
        self.problems = problems


def _apply(root: Node, change: Node) -> Node:
    if not isinstance(change.value, dict):
        raise _Wrong(change.problem(codes.BAD_CHANGE, "a change is a mapping", "write {unit: …, set: {…}}"))
    names = [key for key in change.value if key in LISTED or key in KEYED or key in SECTIONS]
    unknown = [key for key in change.value if key not in names and key not in VERBS]
    if unknown:
        known = [*VERBS, *LISTED, *KEYED, *SECTIONS]
        key = change.keys[unknown[0]]
        raise _Wrong(
            key.problem(
                codes.BAD_CHANGE, f"unknown '{unknown[0]}' in a change", suggest(unknown[0], known, "known", 20)
            )
        )
    if len(names) > 1:
        key = change.keys[names[1]]
        raise _Wrong(
            key.problem(codes.BAD_CHANGE, f"a change of both '{names[0]}' and '{names[1]}'", "one entry a change")
        )
    if not any(verb in change.value for verb in VERBS):
        raise _Wrong(
            change.problem(codes.BAD_CHANGE, "a change that changes nothing", f"say one of {', '.join(VERBS)}")
        )
    if names == ["rules"] and root.get("rules") is NOTHING:  # all numbers are as in the manual: there to be changed
        key = change.keys["rules"]
        root = _put(root, ("rules",), key.like({}), key)
    path = _address(root, names[0], change.get(names[0])) if names else ()
    for verb, do in _DO.items():
        if verb in change.value:
            root = do(root, path, change.get(verb))
            if verb == "remove" and change.get(verb).value is True:
                break
    return root


def _address(root: Node, kind: str, name: Node) -> Path:
    """Where the entry lies in the tree."""
    word = name.word or ""
    if kind in SECTIONS:
        path: Path = (kind,) if name.value is True else (kind, *word.split("."))
        if not isinstance(_at(root, path).value, dict):
            known = [key for key, node in _pairs(root.get(kind)) if isinstance(node.value, dict)]
            raise _Wrong(
                name.problem(codes.NOT_THERE, f"'{kind}' has no section '{word}'", suggest(word, known, "sections"))
            )
        return path
    if kind in KEYED:
        section = KEYED[kind]
        known = [key for key, _ in _pairs(root.get(*section))]
        if word in known:
            return (*section, word)
    else:
        section, by = LISTED[kind]
        entries = root.get(*section).entries()
        known = [entry.get(by).word or "" for entry in entries]
        if word in known:
            return (*section, known.index(word))
    raise _Wrong(
        name.problem(codes.NOT_THERE, f"no {kind} '{word}' to change", suggest(word, known, f"{kind} entries"))
    )


def _pairs(node: Node) -> list[tuple[str, Node]]:
    return list(node.value.items()) if isinstance(node.value, dict) else []


def _at(root: Node, path: Path) -> Node:
    node = root
    for step in path:
        if isinstance(step, int):
            node = node.value[step] if isinstance(node.value, list) and step < len(node.value) else NOTHING
        else:
            node = node.get(step)
    return node


def _put(root: Node, path: Path, new: Node | None, key: Node | None = None) -> Node:
    """A new tree in which `path` leads to `new`; None takes it away."""
    if not path:
        return new if new is not None else root
    step, rest = path[0], path[1:]
    keys = dict(root.keys)
    value: Any
    if isinstance(step, int):
        value = list(root.value)
        child = _put(value[step], rest, new, key) if rest else new
        value[step : step + 1] = [] if child is None else [child]
    else:
        value = dict(root.value)
        child = _put(value[step], rest, new, key) if rest else new
        if child is None:
            del value[step], keys[step]
        else:
            value[step] = child
            if not rest and key is not None:
                keys[step] = key
    return root.like(value, keys)


def _fields(node: Node, verb: str) -> list[tuple[Node, Node]]:
    if not isinstance(node.value, dict):
        raise _Wrong(node.problem(codes.BAD_CHANGE, f"`{verb}` is a mapping of fields", f"write {verb}: {{field: …}}"))
    return list(node.items())


def _set(root: Node, path: Path, what: Node) -> Node:
    for key, value in _fields(what, "set"):
        old = _at(root, (*path, key.raw))
        entry = _at(root, path)
        if not isinstance(entry.value, dict):
            raise _Wrong(key.problem(codes.BAD_CHANGE, "this entry has no fields", "use append or remove"))
        root = _put(root, (*path, key.raw), value if old is NOTHING else overlay(old, value), key)
    return root


def _add(root: Node, path: Path, what: Node) -> Node:
    for key, value in _fields(what, "add"):
        old = _at(root, (*path, key.raw))
        have = _default(path, key.raw) if old is NOTHING else old.number
        if have is None:
            hint = "state it with `set`" if old is NOTHING else None
            raise _Wrong(key.problem(codes.NOT_THERE, f"no number '{key.raw}' to add to", hint))
        if value.number is None:
            raise _Wrong(value.problem(codes.WRONG_TYPE, "`add` needs an integer", "write for example 20 or -20"))
        total = have + value.number
        node = Node(total, value.source, value.line, value.column, value.length, str(total))
        node.was = None if old is NOTHING else old
        root = _put(root, (*path, key.raw), node, key)
    return root


def _default(path: Path, name: str) -> int | None:
    """What the model takes for a field that an entry does not state."""
    from game.scenario import model, numbers

    owners: dict[str, Any] = {
        "units": model.Unit,
        "depots": model.Depot,
        "kinds": model.Kind,
        "rules": numbers.Rules,
        "waves": model.Wave,
        "terrain": model.Terrain,
    }
    owner = owners.get(str(path[0])) if path else None
    found = owner.model_fields.get(name) if owner is not None else None
    return found.default if found is not None and isinstance(found.default, int) else None


def _append(root: Node, path: Path, what: Node) -> Node:
    entry = _at(root, path)
    if isinstance(entry.value, list):
        if not isinstance(what.value, list):
            raise _Wrong(what.problem(codes.BAD_CHANGE, "`append` to a list is a list"))
        return _put(root, path, _longer(entry, what))
    for key, value in _fields(what, "append"):
        old = _at(root, (*path, key.raw))
        if not isinstance(value.value, list):
            raise _Wrong(
                value.problem(codes.BAD_CHANGE, "`append` takes a list for each field", f"write {key.raw}: […]")
            )
        if old is not NOTHING and not isinstance(old.value, list):
            raise _Wrong(key.problem(codes.BAD_CHANGE, f"'{key.raw}' is no list", "use `set`"))
        root = _put(root, (*path, key.raw), value if old is NOTHING else _longer(old, value), key)
    return root


def _longer(old: Node, more: Node) -> Node:
    return old.like([*old.value, *more.value])


def _remove(root: Node, path: Path, what: Node) -> Node:
    if what.value is True:
        if not path:
            raise _Wrong(
                what.problem(codes.BAD_CHANGE, "what is to be removed?", "name an entry: {unit: …, remove: true}")
            )
        return _put(root, path, None)
    entry = _at(root, path)
    if isinstance(entry.value, list) and isinstance(what.value, list):
        return _put(root, path, _shorter(entry, what))
    if isinstance(what.value, list):
        for name in what.value:
            if entry.get(name.word or "") is NOTHING:
                hint = suggest(name.word or "", [key for key, _ in _pairs(entry)], "fields here")
                raise _Wrong(name.problem(codes.NOT_THERE, f"no field '{name.word}' to remove", hint))
            root = _put(root, (*path, name.word or ""), None)
        return root
    for key, value in _fields(what, "remove"):
        old = _at(root, (*path, key.raw))
        if not isinstance(old.value, list):
            hint = suggest(
                key.raw, [name for name, node in _pairs(entry) if isinstance(node.value, list)], "lists here"
            )
            raise _Wrong(key.problem(codes.NOT_THERE, f"no list '{key.raw}' to remove from", hint))
        root = _put(root, (*path, key.raw), _shorter(old, value))
    return root


def _shorter(old: Node, less: Node) -> Node:
    """Without the values, or the entries of these ids, that `less` lists."""
    kept = list(old.value)
    for wanted in less.entries():
        names = [node.word or node.get("id").word or "" for node in kept]
        if wanted.word is None or wanted.word not in names:
            hint = suggest(wanted.word or "", [name for name in names if name], "there")
            raise _Wrong(wanted.problem(codes.NOT_THERE, f"no '{wanted.word}' to remove", hint))
        del kept[names.index(wanted.word)]
    return old.like(kept)


_DO: dict[str, Callable[[Node, Path, Node], Node]] = {"set": _set, "add": _add, "append": _append, "remove": _remove}
