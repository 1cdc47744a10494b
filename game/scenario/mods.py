"""Mods: folders below `mods` of the player's folder that add scenarios and words, or patch what there is.

    user/mods/winter/
      mod.yaml          what it is, what it requires, what it patches (game.scenario.mod_file)
      scenarios/        a catalog of its own: winter/first-snow/scenario.yaml is `winter/first-snow`
      assets/           files that stand in for those of the same name in the game's assets
      order.yaml        beside the mods' folders: which come first, which are off

A mod with an error is never used and never keeps the game from starting: `list_mods` says what is wrong with it.
Patches are made in load order, to a scenario after its own `changes` and before those of scenarios built on it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from game import paths
from game.files import write_atomically
from game.scenario import codes
from game.scenario.checks_schema import check_model
from game.scenario.merge import Patch, find, id_of, scenario_files, shown
from game.scenario.mod_file import ModFile, satisfies
from game.scenario.problems import Problem, errors_in, suggest
from game.scenario.source import Node, Source, read
from game.scenario.words import Text
from game.scenario.written import block

MOD_FILE = "mod.yaml"
ORDER_FILE = "order.yaml"
GAME = "game"  # what `requires` calls the program itself
Standing = Literal["on", "off", "broken"]


@dataclass(frozen=True, slots=True)
class Mod:
    """A mod as a menu shows it. `problems` says why a broken one is not used, and what else deserves a look."""

    id: str
    title: Text
    version: str
    authors: str
    licence: str
    about: Text | None
    requires: dict[str, str]
    folder: Path
    standing: Standing
    problems: tuple[Problem, ...]
    scenarios: tuple[str, ...]
    patched: tuple[str, ...]
    patches: tuple[Patch, ...] = field(default=(), repr=False)
    words: dict[str, Text] = field(default_factory=dict, repr=False)

    @property
    def hash(self) -> str:
        """sha256 over its files, in hex; empty if they cannot be read."""
        try:
            return folder_hash(self.folder)
        except OSError:
            return ""

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "version": self.version, "title": self.title.to_dict(), "standing": self.standing,
            "hash": self.hash, "scenarios": list(self.scenarios), "patched": list(self.patched),
            "problems": [problem.to_json() for problem in self.problems],
        }  # fmt: skip


# ---------------------------------------------------------------- what others ask


def list_mods() -> tuple[Mod, ...]:
    """Every mod there is: those in use in load order, then those that are off, then the broken ones.

    Raises nothing, whatever the folders hold.
    """
    order, off = read_order()
    found = [read_mod(folder) for folder in _folders()]
    found = _named_once(found)
    rank = {name: n for n, name in enumerate(order)}
    found.sort(key=lambda mod: (rank.get(mod.id, len(rank)), mod.id))
    found = [replace(mod, standing="off") if mod.id in off and mod.standing == "on" else mod for mod in found]
    on = _after_what_they_require([mod for mod in found if mod.standing == "on"], found)
    kept = {mod.id: mod for mod in on}
    found = [kept.get(mod.id, mod) if mod.standing == "on" else mod for mod in found]
    used = _with_conflicts([mod for mod in on if mod.standing == "on"])
    rest = sorted((mod for mod in found if mod.standing != "on"), key=lambda mod: mod.standing == "broken")
    return (*used, *rest)


def active() -> tuple[Mod, ...]:
    """The mods in use, in load order."""
    return tuple(mod for mod in list_mods() if mod.standing == "on")


def mods_hash() -> str:
    """sha256, in hex, over the mods in use in load order: ids, versions, every file. Empty if there is none."""
    used = active()
    if not used:
        return ""
    return hashlib.sha256("\n".join(f"{mod.id} {mod.version} {mod.hash}" for mod in used).encode()).hexdigest()


def mods_in_use() -> tuple[str, ...]:
    """`id version` of each mod in use, in load order: what a record says beside `mods_hash`."""
    return tuple(f"{mod.id} {mod.version}" for mod in active())


class Used(NamedTuple):
    """What a record notes of the mods a battle was made with."""

    names: tuple[str, ...] = ()  # `id version`, in load order
    hash: str = ""


NO_MODS = Used()


def used() -> Used:
    """The mods in use, and their hash."""
    return Used(mods_in_use(), mods_hash())


def roots() -> tuple[Path, ...]:
    """The folders of the catalog: built-in, the player's, then those of the mods in use."""
    return (*paths.scenario_roots(), *(mod.folder / "scenarios" for mod in active() if mod.scenarios))


def patches() -> tuple[Patch, ...]:
    """Every patch of the mods in use, in load order."""
    return tuple(patch for mod in active() for patch in mod.patches)


def asset(name: str) -> Path:
    """The file of that name below `assets`: that of the mod loaded last that has it, else the game's own."""
    for mod in reversed(active()):
        if (mod.folder / "assets" / name).is_file():
            return mod.folder / "assets" / name
    return paths.assets() / name


def words() -> dict[str, Text]:
    """Words of the interface that mods change, by key."""
    return {key: text for mod in active() for key, text in mod.words.items()}


# ---------------------------------------------------------------- order


def read_order() -> tuple[tuple[str, ...], frozenset[str]]:
    """Ids that come first, in this order, and ids that are off; nothing if the file cannot be read."""
    file = paths.mods() / ORDER_FILE
    node = read(file, shown(file))[0] if file.is_file() else None
    if node is None:
        return (), frozenset()
    order = tuple(entry.word for entry in node.get("order").entries() if entry.word)
    return order, frozenset(entry.word for entry in node.get("off").entries() if entry.word)


def write_order(order: Sequence[str], off: Sequence[str]) -> None:
    """Say which mods come first and which are off. Raises OSError if it cannot be written."""
    text = "# The order in which mods are loaded; the last one wins.\n"
    write_atomically(paths.mods() / ORDER_FILE, text + block({"order": list(order), "off": sorted(off)}) + "\n")


def _after_what_they_require(mods: list[Mod], all_mods: list[Mod]) -> list[Mod]:
    """Each mod behind those it requires; one whose requirements are not met is broken, and so is who needs it."""
    placed: dict[str, Mod] = {}
    waiting = list(mods)
    while waiting:
        ready = next((mod for mod in waiting if not _wants_first(mod, placed, waiting)), None)
        if ready is None:  # a circle: none of them can be loaded before the others
            names = ", ".join(mod.id for mod in waiting)
            for mod in waiting:
                placed[mod.id] = _broken(mod, "requires", codes.CYCLE, f"mods require each other: {names}", None)
            break
        waiting.remove(ready)
        for name, message, hint in list(_missing(ready, placed, all_mods)):
            ready = _broken(ready, name, codes.REQUIRED, message, hint)
        placed[ready.id] = ready
    return list(placed.values())


def _wants_first(mod: Mod, placed: dict[str, Mod], waiting: list[Mod]) -> bool:
    names = {other.id for other in waiting} - {mod.id}
    return any(name in names for name in mod.requires)


def _missing(mod: Mod, placed: dict[str, Mod], all_mods: list[Mod]) -> Iterator[tuple[str, str, str | None]]:
    known = {other.id: other for other in all_mods} | placed
    for name, wanted in mod.requires.items():
        other = known.get(name)
        have = _program() if name == GAME else other.version if other else None
        if have is None:
            yield name, f"mod '{mod.id}' requires '{name}', which is not installed", suggest(name, known, "mods here")
        elif other is not None and other.standing != "on":
            yield name, f"mod '{mod.id}' requires '{name}', which is {other.standing}", None
        elif not satisfies(have, wanted):
            yield name, f"mod '{mod.id}' requires '{name}' {wanted}; there is {have}", None


def _program() -> str:
    from importlib import metadata

    try:
        return metadata.version("hengyang1944")
    except metadata.PackageNotFoundError:
        return "0"


def _broken(mod: Mod, name: str, code: codes.Code, message: str, hint: str | None) -> Mod:
    file = mod.folder / MOD_FILE
    node = (read(file, shown(file))[0] or Node(None, Source(shown(file)))).get("requires")
    place = node.keys.get(name, node) if node.source.name else Node(None, Source(shown(file)))
    return replace(mod, standing="broken", problems=(*mod.problems, place.problem(code, message, hint)))


# ---------------------------------------------------------------- reading


def _folders() -> list[Path]:
    try:
        return sorted(path for path in paths.mods().iterdir() if path.is_dir() and path.name[0] not in "._")
    except OSError:
        return []


def read_mod(folder: Path) -> Mod:
    """The mod in a folder, by itself; broken if its files have errors. Raises nothing about files."""
    file = folder / MOD_FILE
    node, problems = read(file, shown(file))
    known: ModFile | None = None
    if node is not None and not isinstance(node.value, dict):
        problems.append(node.problem(codes.EMPTY, "no sections here", "a mod begins with `format: 1`"))
        node = None
    if node is not None:
        known, found = check_model(node, ModFile)
        problems += found
    name = known.id if known else (node.get("id").word if node else None) or folder.name
    scenarios = _scenarios(folder)
    problems += [_hidden(folder, scenario) for scenario in scenarios if find(scenario, paths.scenario_roots())]
    return Mod(
        id=name,
        title=known.title if known else Text(en=name),
        version=known.version if known else "?",
        authors=known.authors if known else "",
        licence=known.licence if known else "",
        about=known.about if known else None,
        requires=dict(known.requires) if known else {},
        folder=folder,
        standing="broken" if errors_in(problems) or known is None else "on",
        problems=tuple(problems),
        scenarios=scenarios,
        patched=tuple(dict.fromkeys(patch.to for patch in known.patches)) if known else (),
        patches=_patches(name, node) if known and node else (),
        words=dict(known.words) if known else {},
    )


def _patches(name: str, node: Node) -> tuple[Patch, ...]:
    entries = node.get("patches").entries()
    return tuple(Patch(name, to.word or "", entry.get("changes"), to) for entry in entries if (to := entry.get("to")))


def _hidden(folder: Path, scenario: str) -> Problem:
    place = Node(None, Source(shown(folder / "scenarios" / scenario)))
    hint = "give it a folder of your own; to change a scenario that is there, patch it"
    return place.problem(codes.ID_TWICE, f"scenario '{scenario}' is there without this mod", hint)


def _scenarios(folder: Path) -> tuple[str, ...]:
    top = folder / "scenarios"
    return tuple(sorted(id_of(file, top) for file in scenario_files(top))) if top.is_dir() else ()


def folder_hash(folder: Path) -> str:
    """sha256 over the names and bytes of every file of a folder but hidden ones and backups. Raises OSError."""
    digest = hashlib.sha256()
    for path in files_below(folder):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def files_below(folder: Path) -> list[Path]:
    """The files of a package, without hidden ones, backups and links, in a fixed order."""
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        found += [
            Path(where, name) for name in sorted(names) if not name.startswith(".") and not name.endswith((".bak", "~"))
        ]
    return sorted(
        (path for path in found if not path.is_symlink()), key=lambda path: path.relative_to(folder).as_posix()
    )


def _named_once(mods: list[Mod]) -> list[Mod]:
    first: dict[str, Mod] = {}
    result = []
    for mod in mods:
        other = first.setdefault(mod.id, mod)
        if other is not mod:
            place = Node(None, Source(shown(mod.folder / MOD_FILE)))
            message = f"mod '{mod.id}' twice: also in {shown(other.folder)}"
            problem = place.problem(codes.ID_TWICE, message, "remove one of the folders")
            mod = replace(mod, id=f"{mod.id} ({mod.folder.name})", standing="broken", problems=(*mod.problems, problem))
        result.append(mod)
    return result


# ---------------------------------------------------------------- conflicts


def _with_conflicts(mods: list[Mod]) -> list[Mod]:
    """Each mod, with a warning for every field that one loaded before it sets to another value."""
    first: dict[tuple[str, str, str], tuple[str, Node]] = {}
    brought: dict[str, str] = {}
    result = []
    for mod in mods:
        found = [_brought_twice(mod, name, brought[name]) for name in mod.scenarios if name in brought]
        brought |= {name: mod.id for name in mod.scenarios if name not in brought}
        for key, node in [entry for patch in mod.patches for entry in _settings(patch)]:
            other, value = first.get(key, (mod.id, node))
            if other != mod.id and value.plain() != node.plain():
                message = f"mods '{other}' and '{mod.id}' both set {key[2]} of {key[1]} in {key[0]}"
                hint = f"'{mod.id}', loaded later, wins; the other at {value.source.name}:{value.line}"
                found.append(node.problem(codes.BOTH_SET, message, hint))
            first[key] = (mod.id, node)
        result.append(replace(mod, problems=(*mod.problems, *found)) if found else mod)
    return result


def _brought_twice(mod: Mod, scenario: str, other: str) -> Problem:
    place = Node(None, Source(shown(mod.folder / "scenarios" / scenario)))
    message = f"mods '{other}' and '{mod.id}' both bring the scenario {scenario}"
    return place.problem(codes.BOTH_SET, message, f"that of '{other}', loaded first, is played")


def _settings(patch: Patch) -> Iterator[tuple[tuple[str, str, str], Node]]:
    """What a patch sets: (scenario, entry, field) and the value's node."""
    for change in patch.changes.entries():
        named = [(key.raw, value) for key, value in change.items() if key.raw not in ("set", "add", "append", "remove")]
        kind, name = named[0] if named else ("scenario", None)
        entry = kind if name is None or name.value is True else f"{kind} '{name.word}'"
        for path, node in _leaves(change.get("set"), ()):
            yield (patch.to, entry, ".".join(path)), node
        if change.get("remove").value is True:
            yield (patch.to, entry, "whether it is there"), change.get("remove")


def _leaves(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    for key, value in node.items():
        if isinstance(value.value, dict) and value.value:
            yield from _leaves(value, (*path, key.raw))
        else:
            yield (*path, key.raw), value
