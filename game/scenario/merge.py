"""One scenario out of many files: `extends`, `include`, `changes`.

A scenario is a folder with scenario.yaml, or one .yaml file. It is put together in this order:

1. `include` joins the sections of other files to the scenario's own: mappings join by key, lists of entries
   one after the other; the same value stated twice is an error.
2. `extends` lays the result over another scenario, named by its id or by a path: mappings merge by key, lists
   and scalars replace. `id`, `title` and `abstract` are not inherited.
3. `changes` then alters single entries (game.scenario.changes); after them come the patches of mods.

No file outside the package is read: the scenario's folder and those beside it. Every node keeps the place
where it was written.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.scenario import codes
from game.scenario.changes import apply_changes
from game.scenario.problems import Problem, errors_in, suggest
from game.scenario.source import Node, Source, overlay, read

SCENARIO_FILE = "scenario.yaml"
CAMPAIGN_FILE = "campaign.yaml"  # read by game.scenario.campaign
ENCYCLOPEDIA = "encyclopedia"  # the folder of a package's articles: read by game.scenario.encyclopedia
HISTORY = "history"  # the folder of a package's real course: read by game.scenario.course
SCENARIO_ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
MOST_FILES = 100
NOT_INHERITED = ("id", "title", "abstract")
CONSUMED = ("extends", "include", "changes")


@dataclass(slots=True)
class Merged:
    """A scenario's tree, what was wrong on the way to it, and the files it came from, its own first."""

    root: Node | None
    problems: list[Problem]
    files: list[Path]
    unread: list[str] = field(default_factory=list)  # files that could not be used: what they hold is missing
    via: dict[str, str] = field(default_factory=dict)  # inherited file -> the `extends` that lead to it

    @property
    def abstract(self) -> bool:
        return self.root is not None and self.root.get("abstract").value is True


@dataclass(frozen=True, slots=True)
class Patch:
    """Changes that a mod makes to the scenario of the id `to`, or to `all`."""

    mod: str
    to: str
    changes: Node
    to_node: Node


def merge(path: Path, roots: Sequence[Path], patches: Sequence[Patch] = ()) -> Merged:
    """Put together the scenario at `path` (folder or file). Ids in `extends` are looked up below `roots`.

    If the scenario lies where its own id says below some other folder, that folder is searched first: so a
    copied tree of scenarios refers to itself. `patches` are those of mods, in load order.
    """
    merger = _Merger(roots, patches)
    file = scenario_file(path)
    root = merger.scenario(file, [])
    if root is not None and file.name == SCENARIO_FILE and not errors_in(merger.problems):
        merger.problems += _unused(file, merger.files, package_of(file, merger.roots))
    return Merged(root, merger.problems, merger.files, merger.unread, merger.via)


def _unused(file: Path, files: Sequence[Path], package: Path) -> list[Problem]:
    """Files in a scenario's folder that neither it nor another scenario of the package mentions."""
    used = {path.resolve() for path in files}
    others = [other for other in scenario_files(package) if other.resolve() != file.resolve()]
    foreign = {other.parent.resolve() for other in others} - {file.parent.resolve()}
    found = []
    for path in sorted(file.parent.rglob("*.yaml")):
        real = path.resolve()
        if path.parent.name in (ENCYCLOPEDIA, HISTORY):
            continue
        if real in used or any(real.is_relative_to(folder) for folder in foreign if folder.is_relative_to(file.parent)):
            continue
        if any(_mentions(other, path.name) for other in others):
            continue
        place = Node(None, Source(shown(path), path))
        hint = f"`include: [{path.relative_to(file.parent).as_posix()}]` in {shown(file)}, or delete it"
        found.append(place.problem(codes.UNUSED_FILE, "nothing includes this file", hint))
    return found


def _mentions(file: Path, name: str) -> bool:
    try:
        return name.encode() in file.read_bytes()
    except OSError:
        return False


def scenario_file(path: Path) -> Path:
    return path / SCENARIO_FILE if os.path.isdir(path) else path


def shown(path: Path) -> str:
    """A path as people know it: from the current folder if it lies below, else whole."""
    absolute = Path(os.path.abspath(path))
    here = Path.cwd()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else str(absolute)


def find(scenario_id: str, roots: Sequence[Path]) -> Path | None:
    """The file of a scenario id below the first root that has it."""
    for root in roots:
        folder, single = root / scenario_id / SCENARIO_FILE, root / f"{scenario_id}.yaml"
        if os.path.isfile(folder):
            return folder
        if os.path.isfile(single) and single.name != SCENARIO_FILE and is_scenario(single):
            return single
    return None


def id_of(file: Path, root: Path) -> str:
    """The id that a scenario file below `root` must have."""
    where = file.parent if file.name == SCENARIO_FILE else file.with_suffix("")
    return where.relative_to(root).as_posix()


def package_of(file: Path, roots: Sequence[Path]) -> Path:
    """The folder that bounds what a scenario may read.

    Below a root of the catalog its first folder, or the root for a scenario of one file; elsewhere the folder
    that holds the scenario's folder.
    """
    real = file.resolve()
    for root in roots:
        base = root.resolve()
        if real.is_relative_to(base):
            parts = real.relative_to(base).parts
            return base / parts[0] if len(parts) > 1 else base
    return real.parent.parent if real.name == SCENARIO_FILE else real.parent


class _Merger:
    def __init__(self, roots: Sequence[Path], patches: Sequence[Patch]) -> None:
        self.roots = list(roots)
        self.patches = patches
        self.problems: list[Problem] = []
        self.files: list[Path] = []
        self.unread: list[str] = []
        self.via: dict[str, str] = {}
        self.lead = ""

    def scenario(self, file: Path, chain: list[tuple[Path, Node]]) -> Node | None:
        """The merged tree of one scenario file; `chain` holds the files whose `extends` led here."""
        self.lead = ", which extends ".join(node.word or "" for _, node in chain)
        own = self._mapping(file)
        if own is None:
            return None
        if not chain:
            self._search_beside(file, own)
        package = package_of(file, self.roots)
        own = self._included(own, file, package, [file.resolve()])
        base = self._base(own, file, package, chain)
        merged = overlay(base.without(NOT_INHERITED), own.without(CONSUMED)) if base else own.without(CONSUMED)
        merged, problems = apply_changes(merged, own.get("changes"))
        if base is not None or "extends" not in own.value:  # a missing base makes every change wrong: say it once
            self.problems += problems
        return self._patched(merged, own.get("id").word or "", not chain)

    def _patched(self, root: Node, scenario_id: str, last: bool) -> Node:
        """With what mods change in this scenario; those for `all` come after the scenario's own last change."""
        for patch in self.patches:
            if patch.to != scenario_id and not (last and patch.to == "all"):
                continue
            root, problems = apply_changes(root, patch.changes)
            if patch.to == "all":  # where there is no such entry there is nothing to change
                problems = [problem for problem in problems if problem.code != codes.NOT_THERE.code]
            self.problems += problems
            self.via.setdefault(patch.changes.source.name, f"a patch of mod '{patch.mod}' to {patch.to}")
        return root

    def _search_beside(self, file: Path, own: Node) -> None:
        """Outside the catalog: take the folder below which the scenario's id is its path as first root."""
        where = file.resolve().parent if file.name == SCENARIO_FILE else file.resolve().with_suffix("")
        if any(where.is_relative_to(root.resolve()) for root in self.roots):
            return
        word = own.get("id").word or ""
        parts = tuple(word.split("/"))
        if SCENARIO_ID.fullmatch(word) and where.parts[-len(parts) :] == parts:
            self.roots.insert(0, where.parents[len(parts) - 1])

    def _mapping(self, file: Path) -> Node | None:
        name = shown(file)
        node, problems = read(file, name)
        self.problems += problems
        if self.lead:
            self.via.setdefault(name, f"{shown(self.files[0])} extends {self.lead}")
        if file not in self.files:
            self.files.append(file)
        if node is not None and not isinstance(node.value, dict):
            self.problems.append(node.problem(codes.EMPTY, "no sections here", "a file begins with `section:`"))
            node = None
        if node is None:
            self.unread.append(name)
        return node

    # -- include

    def _included(self, own: Node, file: Path, package: Path, chain: list[Path]) -> Node:
        listed = own.get("include")
        names = listed.entries() if isinstance(listed.value, list) else [listed] if listed.word else []
        if listed.value is not None and not isinstance(listed.value, str | list):
            self.problems.append(listed.problem(codes.WRONG_TYPE, "`include` is a list of files"))
        for n, name in enumerate(names):
            if max(n, len(self.files)) >= MOST_FILES:
                message = f"more than {MOST_FILES} files make one scenario"
                self.problems.append(name.problem(codes.TOO_LARGE, message, "join some of them"))
                break
            part = self._part(name, file, package, chain)
            if part is not None:
                own = self._join(own, part, [])
        return own

    def _part(self, name: Node, file: Path, package: Path, chain: list[Path]) -> Node | None:
        target = self._path(name, file, package, "include")
        if target is None:
            return None
        if target.resolve() in chain:
            first = shown(chain[chain.index(target.resolve())])
            message = f"`include` goes in a circle: {first} leads here, and this line leads back to it"
            self.problems.append(name.problem(codes.CYCLE, message, "include each file once"))
            return None
        part = self._mapping(target)
        if part is None:
            return None
        for key in ("extends", *NOT_INHERITED, "format"):
            if key in part.value:
                message = f"'{key}' in an included file"
                self.problems.append(
                    part.keys[key].problem(codes.MISPLACED, message, f"only {SCENARIO_FILE} states it")
                )
        part = part.without(("extends", *NOT_INHERITED, "format"))
        chain.append(target.resolve())
        part = self._included(part, target, package, chain)
        return part.without(("include",))

    def _join(self, one: Node, two: Node, path: list[str]) -> Node:
        """Both of two parts of one scenario; what only one of them may state is reported."""
        value, keys = dict(one.value), dict(one.keys)
        for key, node in two.value.items():
            old = value.get(key)
            if old is None:
                value[key], keys[key] = node, two.keys[key]
            elif isinstance(old.value, dict) and isinstance(node.value, dict):
                value[key] = self._join(old, node, [*path, key])
            elif _is_list_of_entries(old) and _is_list_of_entries(node):
                value[key] = old.like([*old.value, *node.value])
            else:
                first = f"{keys[key].source.name}:{keys[key].line}"
                place = ".".join([*path, key])
                message = f"'{place}' stated twice, here and at {first}"
                self.problems.append(two.keys[key].problem(codes.DUPLICATE_KEY, message, "keep one of them"))
        return one.like(value, keys)

    # -- extends

    def _base(self, own: Node, file: Path, package: Path, chain: list[tuple[Path, Node]]) -> Node | None:
        node = own.get("extends")
        if "extends" not in own.value:
            return None
        if node.word is None:
            self.problems.append(node.problem(codes.WRONG_TYPE, "`extends` names one scenario by id or path"))
            self.unread.append("the scenario it extends")
            return None
        target = self._target(node, file, package)
        if target is None:
            self.unread.append(f"'{node.word}'")
            return None
        chain = [*chain, (file, node)]
        for seen, other in chain:
            if seen.resolve() == target.resolve():
                message = f"`extends` goes in a circle: here, and at {other.source.name}:{other.line}"
                self.problems.append(node.problem(codes.CYCLE, message, "a base must not lead back to this scenario"))
                self.unread.append(f"'{node.word}'")
                return None
        return self.scenario(target, chain)

    def _target(self, node: Node, file: Path, package: Path) -> Path | None:
        word = node.word or ""
        if not SCENARIO_ID.fullmatch(word):
            return self._path(node, file, package, "extends")
        found = find(word, self.roots)
        if found is None:
            known = sorted({id_of(path, root) for root in self.roots for path in scenario_files(root)})
            hint = suggest(word, known, "scenarios")
            self.problems.append(node.problem(codes.NO_SUCH_FILE, f"no scenario '{word}' to extend", hint))
        return found

    def _path(self, node: Node, file: Path, package: Path, verb: str) -> Path | None:
        """The file that a relative path names, inside the package."""
        word = node.word
        if not word or "\x00" in word:
            self.problems.append(node.problem(codes.WRONG_TYPE, f"`{verb}` names a file", "write its path from here"))
            return None
        target = Path(os.path.normpath(file.parent / word))
        inside = target.resolve().is_relative_to(package) if not os.path.isabs(word) else False
        if not inside:
            hint = (
                "a scenario of another package is extended by its id"
                if verb == "extends"
                else "copy it into the package"
            )
            self.problems.append(node.problem(codes.OUTSIDE, f"'{word}' lies outside the package", hint))
            return None
        target = scenario_file(target) if verb == "extends" else target
        if not os.path.isfile(target):
            near = [
                p.relative_to(file.parent).as_posix() for p in sorted(file.parent.rglob("*.yaml"))[:200] if p != file
            ]
            hint = suggest(word, near, "files here")
            self.problems.append(node.problem(codes.NO_SUCH_FILE, f"no file '{word}'", hint))
            self.unread.append(word)
            return None
        return target


def _is_list_of_entries(node: Node) -> bool:
    return isinstance(node.value, list) and all(isinstance(entry.value, dict) for entry in node.value)


_FORMAT = re.compile(r"^(\ufeff)?format[ ]*:", re.MULTILINE)


def scenario_files(root: Path) -> list[Path]:
    """Every scenario below a folder, bases too: folders with scenario.yaml, single files with `format:`."""
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        where = Path(folder)
        if SCENARIO_FILE in files:
            found.append(where / SCENARIO_FILE)
            continue
        found += [where / name for name in sorted(files) if name.endswith(".yaml") and is_scenario(where / name)]
    return found


def is_scenario(file: Path) -> bool:
    """Whether a file is a scenario of its own, rather than a part that another includes."""
    if file.name == SCENARIO_FILE:
        return True
    if file.name == CAMPAIGN_FILE:
        return False
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            return bool(_FORMAT.search(stream.read(20_000)))
    except OSError:
        return False
