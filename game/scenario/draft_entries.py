"""Edits of a draft's entries: units, depots, waves, events, places, levels, and single fields of any of them.

A field is shown and typed as YAML; what is typed goes through the strict reader. Each edit is called inside
`Draft.edit`. Raises DraftError for what cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.scenario.draft import Draft, DraftError
from game.scenario.draft_ground import resolve
from game.scenario.model import Depot, Event, Formation, Level, Place, Side, Unit, Wave, WeatherSpell, Worth
from game.scenario.problems import ScenarioError
from game.scenario.rewrite import Document, Step
from game.scenario.written import flow


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of entry: where its entries are written, what names one, which fields it may have."""

    path: tuple[str, ...]
    model: Any
    by: str = ""  # the field that names an entry of a list; none: a mapping by key
    change: str = ""  # its name in `changes`


SECTIONS = {
    "unit": Section(("units",), Unit, "id", "unit"),
    "formation": Section(("formations",), Formation, "id", "formation"),
    "depot": Section(("depots",), Depot, "id", "depot"),
    "wave": Section(("waves",), Wave, "id", "wave"),
    "event": Section(("events",), Event, "id", "event"),
    "weather": Section(("weather",), WeatherSpell, "from", "weather"),
    "place": Section(("map", "places"), Place, "", "place"),
    "worth": Section(("victory", "places"), Worth),
    "level": Section(("victory", "levels"), Level, "id", "level"),
    "side": Section(("sides",), Side, "", "side"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One line of an entry: its name, its value as YAML, and whether it is stated (else it may be added)."""

    name: str
    text: str
    stated: bool


def names(draft: Draft, kind: str) -> list[str]:
    """The entries of a kind, in order."""
    section = SECTIONS[kind]
    value: Any = draft.loaded.merged
    for step in section.path:
        value = value.get(step, {}) if isinstance(value, dict) else {}
    if section.by:
        return [str(entry.get(section.by)) for entry in value if isinstance(entry, dict)]
    return list(value) if isinstance(value, dict) else []


def fields(draft: Draft, kind: str, name: str) -> list[Field]:
    """An entry's lines: those stated first, then those it could have."""
    section = SECTIONS[kind]
    entry: Any = draft.loaded.merged
    for step in section.path:
        entry = entry.get(step, {}) if isinstance(entry, dict) else {}
    entry = next((e for e in entry if str(e.get(section.by)) == name), {}) if section.by else entry.get(name, {})
    if not isinstance(entry, dict):
        return [Field("", flow(entry), True)]
    stated = [Field(key, flow(value), True) for key, value in entry.items() if key != section.by]
    known = _field_names(section.model)
    return stated + [Field(key, "", False) for key in known if key not in entry and key != section.by]


def called(draft: Draft, kind: str, name: str, lang: str) -> str:
    """What an entry is called on the map, or nothing."""
    stated = {field.name: field.text for field in fields(draft, kind, name) if field.stated}
    text = typed(stated.get("name") or stated.get("title") or "''")
    if isinstance(text, dict):
        return str(text.get(lang) or text.get("en") or "")
    return str(text or "")


def _field_names(model: Any) -> list[str]:
    found = getattr(model, "model_fields", {})
    return [field.alias or key for key, field in found.items()]


# ---------------------------------------------------------------- setting


def set_field(draft: Draft, kind: str, name: str, field: str, text: str) -> None:
    """Make a field what `text` says; nothing removes it."""
    document, path = _place_of(draft, kind, name, field)
    where = (*path, field) if field else path
    if not text.strip():
        if document.has(where):
            document.remove(where)
        return
    document.set(where, typed(text))


def typed(text: str) -> Any:
    """The value that a text means, by the strict reader. Raises DraftError."""
    try:
        return Document(f"x: {text}\n").get(("x",))
    except ScenarioError as fault:
        first = fault.problems[0]
        raise DraftError(f"this cannot be read: {first.message}" + (f" ({first.hint})" if first.hint else "")) from None


def _place_of(draft: Draft, kind: str, name: str, field: str) -> tuple[Document, tuple[Step, ...]]:
    """The document and path where an entry's field is stated: by the last of `changes`, else where it stands."""
    for file, path in _changes(draft, kind, name):
        if not field or draft.docs[file].has((*path, field)):
            return draft.own_file(file), path
    file, path = where(draft, kind, name)
    return draft.own_file(file), path


def _changes(draft: Draft, kind: str, name: str) -> Iterator[tuple[Path, tuple[Step, ...]]]:
    """The `set` of each change of an entry, the one that counts first."""
    word = SECTIONS[kind].change
    for file in draft.files():
        document = draft.docs[file]
        if not word or not document.has(("changes",)):
            continue
        listed = document.get(("changes",))
        for n in reversed(range(len(listed))):
            if str(listed[n].get(word)) == name and "set" in listed[n]:
                yield file, ("changes", n, "set")


def where(draft: Draft, kind: str, name: str) -> tuple[Path, tuple[Step, ...]]:
    """The file and path of an entry. Raises DraftError."""
    section = SECTIONS[kind]
    for file in draft.files():
        document = draft.docs[file]
        if section.by:
            path = document.find(section.path, name, section.by)
        else:
            path = (*section.path, name) if document.has((*section.path, name)) else None
        if path is not None:
            return file, path
    raise DraftError(f"{kind} '{name}' is stated by a `changes` entry: edit it in the file")


def add(draft: Draft, kind: str, name: str, value: dict[str, Any]) -> None:
    """A new entry, in the file that has the others."""
    section = SECTIONS[kind]
    if name in names(draft, kind):
        raise DraftError(f"there is a {kind} '{name}' already")
    file = next((f for f in draft.own if draft.docs[f].has(section.path)), None)
    if file is None and draft.holder(section.path) is not None and section.by:
        _add_by_change(draft, section, name, value)
        return
    document = draft.docs[file] if file else draft.docs[draft.main]
    if section.by:
        document.append(section.path, {section.by: name, **value})
        return
    for k in range(1, len(section.path) + 1):
        if not document.has(section.path[:k]):
            document.set(section.path[:k], {})
    document.set((*section.path, name), value)


def _add_by_change(draft: Draft, section: Section, name: str, value: dict[str, Any]) -> None:
    """To a list that is inherited: lists replace, so it is appended to by `changes`."""
    entry: Any = [{section.by: name, **value}]
    for step in reversed(section.path):
        entry = {step: entry}
    draft.docs[draft.main].append(("changes",), {"append": entry})


def remove(draft: Draft, kind: str, name: str) -> None:
    """Take an entry away; one that is inherited through a `changes` entry."""
    section = SECTIONS[kind]
    file, path = where(draft, kind, name)
    for changed, change in list(_changes(draft, kind, name)):
        draft.own_file(changed).remove(change[:2])
    if file in draft.own:
        draft.docs[file].remove(path)
    elif section.change:
        draft.docs[draft.main].append(("changes",), {section.change: name, "remove": True})
    else:
        raise DraftError(f"{kind} '{name}' is inherited and cannot be taken away alone")


# ---------------------------------------------------------------- forces on the map


def units_at(draft: Draft, at: str) -> list[str]:
    """The units that stand in a hex at the start."""
    h = resolve(draft, at)
    return [unit.id for unit in draft.scenario.units if unit.at and resolve(draft, unit.at) == h]


def depots_at(draft: Draft, at: str) -> list[str]:
    h = resolve(draft, at)
    return [depot.id for depot in draft.scenario.depots if resolve(draft, depot.at) == h]


def move(draft: Draft, kind: str, name: str, at: str) -> None:
    """A unit, depot or place to another hex."""
    set_field(draft, kind, name, "at", at)


def add_unit(draft: Draft, kind: str, formation: str, at: str) -> str:
    """A unit of a kind at full strength. Returns its id."""
    found = draft.scenario.kinds[kind]
    stem = f"{formation}-{found.symbol}"
    taken, n = set(names(draft, "unit")), 1
    while f"{stem}-{n}" in taken:
        n += 1
    value: dict[str, Any] = {"kind": kind, "formation": formation, "men": found.men, "at": at}
    if found.tubes:
        value |= {"tubes": found.tubes, "shells": max(1, found.shells_full)}
    add(draft, "unit", f"{stem}-{n}", {**value, "certainty": "invented"})
    return f"{stem}-{n}"


def add_depot(draft: Draft, side: str, at: str) -> str:
    """A small depot of a side. Returns its id."""
    taken, n = set(names(draft, "depot")), 1
    while f"{side}-depot-{n}" in taken:
        n += 1
    add(draft, "depot", f"{side}-depot-{n}", {"side": side, "at": at, "fires": 20, "grenades": 10, "food": 20})
    return f"{side}-depot-{n}"
