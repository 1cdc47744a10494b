"""A scenario under edit: its files as documents, undo and redo, checked after every edit, saved with backups.

A draft writes the same YAML that people write: `rewrite.Document` keeps comments and order, so that a file differs only
by what was edited. Built-in scenarios are not edited but copied first (`copy_scenario`); what a draft inherits from
elsewhere is copied beside it when an edit first concerns it. Nothing is written before `save`: checks run on a
copy in a temporary folder. The edits themselves lie in draft_ground.py and draft_entries.py.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from game import hexgrid, paths
from game.errors import UserError, reason_of
from game.files import write_atomically
from game.scenario.catalog import Loaded, examine_tree, from_merged, why_not
from game.scenario.merge import SCENARIO_FILE, SCENARIO_ID, find, id_of, merge, package_of, scenario_file
from game.scenario.model import Scenario
from game.scenario.problems import Problem, ScenarioError, errors_in
from game.scenario.rewrite import Document, Step

MOST_UNDO = 500
INHERITED = "base"  # the folder that a copy keeps inherited files in
Snapshot = tuple[tuple[Path, ...], dict[Path, str]]  # the files of one's own, and the text of every file


class DraftError(UserError):
    """An edit or a copy that cannot be made, and why."""


class Draft:
    """One scenario of the player's under edit.

    `scenario` is the last state that could be shown (it may break checks), `problems` what is wrong with the present.
    """

    def __init__(self, path: Path) -> None:
        """Open the scenario at `path` (folder or file). Raises ScenarioError if it cannot be read, DraftError."""
        self.main = scenario_file(path).resolve()
        builtin = paths.scenarios().resolve()
        if self.main.is_relative_to(builtin):
            raise DraftError("a built-in scenario is not changed: edit a copy of it")
        self.root = _root_of(self.main)
        merged = merge(self.main, self._roots())
        if merged.root is None:
            raise ScenarioError(merged.problems)
        files = [file.resolve() for file in merged.files]
        self.docs = {file: Document.read(file) for file in files}
        package = package_of(self.main, self._roots())
        self.own = [file for file in files if file.is_relative_to(package) and not file.is_relative_to(builtin)]
        self.saved = {file: self.docs[file].text for file in self.own}
        self._past: list[Snapshot] = []
        self._future: list[Snapshot] = []
        self._scratch = Path(tempfile.mkdtemp(prefix="hengyang-draft-"))
        self._written: dict[Path, str] = {}
        self.revision = 0  # changes with every edit, undo and save
        self.loaded: Loaded
        self.scenario: Scenario
        self.problems: list[Problem] = []
        self._check(first=True)

    def close(self) -> None:
        """Forget what was not saved."""
        shutil.rmtree(self._scratch, ignore_errors=True)

    @property
    def name(self) -> str:
        """Its name in the catalog, or its path."""
        return id_of(self.main, self.root)

    @property
    def dirty(self) -> bool:
        return any(self.docs[file].text != self.saved.get(file) for file in self.own)

    @property
    def errors(self) -> list[Problem]:
        return errors_in(self.problems)

    # ------------------------------------------------------------ undo

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def edit(self, change: Callable[[], None]) -> None:
        """Carry out an edit as one step of undo; if it cannot be made, nothing is changed. Raises UserError."""
        before = self._snapshot()
        try:
            change()
            self._check()
        except UserError:
            self._put(before)
            raise
        if self._snapshot() != before:
            self._past.append(before)
            del self._past[:-MOST_UNDO]
            self._future.clear()

    def undo(self) -> bool:
        return self._swap(self._past, self._future)

    def redo(self) -> bool:
        return self._swap(self._future, self._past)

    def _swap(self, source: list[Snapshot], target: list[Snapshot]) -> bool:
        if not source:
            return False
        target.append(self._snapshot())
        self._put(source.pop())
        self._check()
        return True

    def _snapshot(self) -> Snapshot:
        return tuple(self.own), {file: document.text for file, document in self.docs.items()}

    def _put(self, snapshot: Snapshot) -> None:
        own, texts = snapshot
        self.own = list(own)
        self.docs = {
            file: self.docs[file] if file in self.docs and self.docs[file].text == text else Document(text, file)
            for file, text in texts.items()
        }

    # ------------------------------------------------------------ finding and setting

    def files(self) -> list[Path]:
        """Its files in the order in which they are looked at: its own first, then what it inherits."""
        foreign = [file for file in self.docs if file not in self.own]
        return [*self.own, *foreign]

    def holder(self, path: Sequence[Step]) -> Path | None:
        """The first file that states this path."""
        return next((file for file in self.files() if self.docs[file].has(path)), None)

    def owned(self, path: Sequence[Step]) -> Document:
        """The document that states this path, made the draft's own if it was inherited. Raises DraftError."""
        file = self.holder(path)
        if file is None:
            raise DraftError(f"no file of this scenario states `{'.'.join(map(str, path))}`")
        if file not in self.own:
            moved = self._adopt()
            file = moved[file]
        return self.docs[file]

    def own_file(self, file: Path) -> Document:
        """The document of a file, made the draft's own if it was inherited."""
        if file not in self.own:
            file = self._adopt()[file]
        return self.docs[file]

    def _adopt(self) -> dict[Path, Path]:
        """Copy what is inherited into the scenario's folder. Returns where each file went."""
        if self.main.name != SCENARIO_FILE:
            raise DraftError("this scenario is one file and inherits its ground: make it a folder with scenario.yaml")
        foreign = [file for file in self.docs if file not in self.own]
        moved = relocated(foreign, self.main.parent, paths.scenario_roots())
        place = {**{file: file for file in self.own}, **moved}
        texts = {file: self.docs[file].text for file in self.docs}
        for file, text in rewritten(texts, place, self._roots(), self.root).items():
            self.docs[file] = Document(text, file)
            if file not in self.own:
                self.own.append(file)
        for file in foreign:
            del self.docs[file]
        return moved

    # ------------------------------------------------------------ checking and saving

    def _roots(self) -> tuple[Path, ...]:
        roots = paths.scenario_roots()
        return roots if self.root in roots else (self.root, *roots)

    def _check(self, first: bool = False) -> None:
        """Read the documents as they stand now, from copies in the scratch folder."""
        self.revision += 1
        for file in self.own:
            text, copy = self.docs[file].text, self._scratch / file.relative_to(self.root)
            if self._written.get(file) != text:
                write_atomically(copy, text)
                self._written[file] = text
        main = self._scratch / self.main.relative_to(self.root)
        roots = (self._scratch, *paths.scenario_roots())
        self.loaded = examine_tree(merge(main, roots), main, roots)
        prefix = str(self._scratch) + os.sep
        self.problems = [replace(p, file=p.file.removeprefix(prefix)) for p in self.loaded.problems]
        try:
            self.scenario = self.loaded.scenario or _drawable(from_merged(self.loaded.merged))
        except (ValueError, KeyError):
            if first:
                raise ScenarioError(why_not(self.loaded)) from None

    def save(self) -> list[Path]:
        """Write what was changed, each file with its former state beside it as NAME.bak. Returns the files."""
        changed = [file for file in self.own if self.docs[file].text != self.saved.get(file)]
        for file in changed:
            try:
                self.docs[file].save(file)
            except OSError as trouble:
                raise DraftError(f"cannot write {file}: {reason_of(trouble)}") from None
            self.saved[file] = self.docs[file].text
        self.revision += 1
        return changed


def _drawable(scenario: Scenario) -> Scenario:
    """The scenario, if all that a map shows of it is there. Raises ValueError or KeyError."""
    cols, rows = scenario.map.grid.size
    letters = "".join(scenario.map.rows.split())
    if len(letters) != cols * rows:
        raise ValueError("rows that do not fill the grid")
    for letter in set(letters):
        _ = scenario.terrain[scenario.map.legend[letter]]
    for ref in _refs(scenario):
        if ref not in scenario.map.places:
            hexgrid.hex_index(ref, cols, rows)
    sides = {formation.id: scenario.sides[formation.side] for formation in scenario.formations}
    for unit in scenario.units:
        _ = scenario.kinds[unit.kind], sides[unit.formation]
    for depot in scenario.depots:
        _ = scenario.sides[depot.side]
    return scenario


def _refs(scenario: Scenario) -> Iterator[str]:
    """Every hex or place that the map and the forces on it name."""
    ground = scenario.map
    for place in ground.places.values():
        yield from [place.at] if isinstance(place.at, str) else place.at
    for hexes in (*ground.works.values(), *ground.entries.values()):
        yield from hexes
    for kind in ground.edges.__class__.model_fields:
        for edge in getattr(ground.edges, kind):
            yield from (at.partition("/")[0] for at in edge.at)
    for kind in ground.lines.__class__.model_fields:
        for line in getattr(ground.lines, kind):
            yield from line.through
    yield from (unit.at for unit in scenario.units if unit.at)
    yield from (depot.at for depot in scenario.depots)


def _root_of(main: Path) -> Path:
    """The folder below which a scenario's path is its id."""
    for root in paths.scenario_roots():
        if main.is_relative_to(root.resolve()):
            return root.resolve()
    where = main.parent if main.name == SCENARIO_FILE else main.with_suffix("")
    word = str(Document.read(main).get().get("id", ""))
    parts = tuple(word.split("/"))
    if SCENARIO_ID.fullmatch(word) and where.parts[-len(parts) :] == parts:
        return where.parents[len(parts) - 1]
    return where.parent


# ---------------------------------------------------------------- copies


def copy_scenario(name_or_path: str, new: str, root: Path | None = None) -> Path:
    """Copy a scenario with all it inherits to `root`/`new` (the player's scenarios). Returns its folder.

    Texts stay as they are but for `id`, `title` and the paths of inherited files. Raises DraftError if the name
    will not do or is taken, ScenarioError if the scenario cannot be read.
    """
    root = (root or paths.user_scenarios()).resolve()
    folder = root / new
    if not SCENARIO_ID.fullmatch(new):
        raise DraftError(f"'{new}' is no name for a scenario: small letters, digits and hyphens")
    if folder.exists() or find(new, paths.scenario_roots()):
        raise DraftError(f"there is a scenario '{new}' already")
    roots = paths.scenario_roots()
    known = find(name_or_path, roots)
    main = (known or scenario_file(Path(name_or_path))).resolve()
    merged = merge(main, roots)
    if merged.root is None:
        raise ScenarioError(merged.problems)
    files = [file.resolve() for file in merged.files]
    near = [file for file in files if main.name == SCENARIO_FILE and file.is_relative_to(main.parent)]
    place = {file: folder / file.relative_to(main.parent) for file in near}
    place[main] = folder / SCENARIO_FILE
    place |= relocated([file for file in files if file not in place], folder, roots)
    texts = {file: Document.read(file).text for file in files}
    made = rewritten(texts, place, roots, root)
    head = Document(made[folder / SCENARIO_FILE])
    head.set(("title",), _copied_title(head.get(("title",)) if head.has(("title",)) else new))
    made[folder / SCENARIO_FILE] = head.text
    try:
        for file, text in made.items():
            write_atomically(file, text)
    except OSError as trouble:
        shutil.rmtree(folder, ignore_errors=True)
        raise DraftError(f"cannot write {folder}: {reason_of(trouble)}") from None
    return folder


def _copied_title(title: Any) -> Any:
    if isinstance(title, str):
        return f"{title} (copy)"
    marks = {"zh": "（副本）"}
    return {lang: f"{text}{marks.get(lang, ' (copy)')}" for lang, text in title.items()}


def relocated(files: Sequence[Path], folder: Path, roots: Sequence[Path]) -> dict[Path, Path]:
    """Where inherited files go below `folder`: as they lay in their package, without names on the way to them all."""
    place = {}
    for file in files:
        package = package_of(file, roots)
        rest = file.relative_to(package) if file.is_relative_to(package) else Path(file.name)
        rest = rest if len(rest.parts) > 1 else Path(INHERITED) / rest
        place[file] = folder / rest
    return place


def rewritten(texts: dict[Path, str], place: dict[Path, Path], roots: Sequence[Path], root: Path) -> dict[Path, str]:
    """The texts of moved files, with ids and the paths of `extends` and `include` as they are from the new places."""
    made = {}
    for file, text in texts.items():
        document, new = Document(text, file), place[file]
        if document.has(("include",)):
            words = document.get(("include",))
            for n, word in enumerate(words if isinstance(words, list) else []):
                target = Path(os.path.normpath(file.parent / str(word)))
                document.set(("include", n), _from(new, place.get(target, target)))
        if document.has(("extends",)):
            word = str(document.get(("extends",)))
            known = find(word, roots) if SCENARIO_ID.fullmatch(word) else None
            target = (known or scenario_file(Path(os.path.normpath(file.parent / word)))).resolve()
            if target in place:
                document.set(("extends",), _from(new, place[target]))
        if document.has(("id",)) and new != file:
            document.set(("id",), id_of(new, root))
        made[new] = document.text
    return made


def _from(file: Path, target: Path) -> str:
    return Path(os.path.relpath(target, file.parent)).as_posix()
