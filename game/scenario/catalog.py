"""The scenarios there are, by name: the built-in ones and those the player has added.

A scenario's name is its path below the scenarios folder: `hengyang/siege`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from game.scenario import codes, mods
from game.scenario.changes import apply_changes
from game.scenario.checks import check, one_a_place
from game.scenario.merge import Merged, find, id_of, merge, overlay, scenario_file, scenario_files, shown
from game.scenario.model import Calendar, Scenario, Text
from game.scenario.problems import Problem, ScenarioError, errors_in, suggest
from game.scenario.source import Node, Source, parse, read

EXAMPLES = "examples/"


@dataclass(frozen=True, slots=True)
class Description:
    """What a menu shows of a scenario. `problem` is set if it cannot be played; the rest is then as far as known."""

    name: str
    title: Text
    calendar: Calendar | None
    briefing: dict[str, Text]
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything a check brings to light: the Scenario (None if it has errors or is a base), merged data, files."""

    scenario: Scenario | None
    merged: dict[str, Any]
    problems: list[Problem]
    files: list[Path]
    abstract: bool = False


def load(name_or_path: str | os.PathLike[str]) -> Scenario:
    """The scenario of that name, or at that path (folder or file).

    Warnings are kept back (`load_merged` has them). Raises ScenarioError with all problems if there is an error
    among them, if nothing has that name, or if it is a base that cannot be played.

    >>> load("hengyang/siege").turns
    119
    """
    loaded = examine(name_or_path)
    if loaded.scenario is None:
        raise ScenarioError(why_not(loaded))
    return loaded.scenario


def why_not(loaded: Loaded) -> list[Problem]:
    """The problems of a scenario that cannot be played; never none."""
    if errors_in(loaded.problems):
        return loaded.problems
    message = "this scenario is a base for others and cannot be played"
    base = Node(None, Source(shown(loaded.files[0]))).problem(codes.MISPLACED, message, "a playable one `extends` it")
    return [base, *loaded.problems]


def examine_changed(name_or_path: str | os.PathLike[str], changes: str) -> Loaded:
    """As `examine`, after `changes` (YAML, a list as under `changes:`) are made; its files stay as they are."""
    roots = mods.roots()
    file = _locate(name_or_path, roots)
    if isinstance(file, Problem):
        return Loaded(None, {}, [file], [])
    merged = merge(file, roots, mods.patches())
    node, problems = parse(changes, Source("changes"))
    merged.problems += problems
    if merged.root is not None and node is not None:
        merged.root, problems = apply_changes(merged.root, node)
        merged.problems += problems
    return examine_tree(merged, file, roots)


def load_merged(name_or_path: str | os.PathLike[str]) -> tuple[Scenario | None, dict[str, Any], list[Problem]]:
    """As `load`, with the merged plain data and every problem; raises nothing. None instead of a broken Scenario."""
    loaded = examine(name_or_path)
    return loaded.scenario, loaded.merged, loaded.problems


def from_merged(merged: dict[str, Any]) -> Scenario:
    """The Scenario that merged plain data describes, as kept in a record. Raises ValueError (pydantic's)."""
    return Scenario.model_validate_json(json.dumps(merged), strict=True)


def examine(name_or_path: str | os.PathLike[str]) -> Loaded:
    """Merge and check one scenario. Raises nothing about its files."""
    roots = mods.roots()
    file = _locate(name_or_path, roots)
    if isinstance(file, Problem):
        return Loaded(None, {}, [file], [])
    merged = merge(file, roots, mods.patches())
    return examine_tree(merged, file, roots)


def merged_tree(name_or_path: str | os.PathLike[str]) -> Node:
    """The merged tree of a scenario, each node with its place. Raises ScenarioError if it cannot be put together."""
    roots = mods.roots()
    file = _locate(name_or_path, roots)
    if isinstance(file, Problem):
        raise ScenarioError([file])
    merged = merge(file, roots, mods.patches())
    if merged.root is None:
        raise ScenarioError(merged.problems)
    return merged.root


def exists(name_or_path: str | os.PathLike[str]) -> bool:
    """Whether there is a scenario of that name, or at that path."""
    return not isinstance(_locate(name_or_path, mods.roots()), Problem)


def examine_tree(merged: Merged, file: Path, roots: Sequence[Path]) -> Loaded:
    """Check what `merge` put together."""
    if merged.root is None:
        return Loaded(None, {}, merged.problems, merged.files)
    scenario, plain, problems = check(merged)
    problems = one_a_place([*merged.problems, *_misnamed(merged.root, file, roots), *problems])
    if errors_in(problems) or merged.abstract:
        scenario = None
    problems = [replace(p, via=merged.via.get(p.file, "")) for p in problems]
    return Loaded(scenario, plain, problems, merged.files, merged.abstract)


def _misnamed(root: Node, file: Path, roots: Sequence[Path]) -> list[Problem]:
    node = root.get("id")
    for top in roots:
        if file.resolve().is_relative_to(top.resolve()) and node.word is not None:
            wanted = id_of(file.resolve(), top.resolve())
            if node.word != wanted and not wanted.startswith("_"):  # templates are not listed
                hint = f"a scenario's id is its path: write {wanted}"
                return [node.problem(codes.MISPLACED, f"id '{node.word}' of a scenario in {wanted}", hint)]
            return []
    return []


def _locate(name_or_path: str | os.PathLike[str], roots: Sequence[Path]) -> Path | Problem:
    """The scenario file meant: a name of the catalog before a path."""
    text = os.fspath(name_or_path)
    if "\x00" not in text:
        known = find(text, roots) if not os.path.isabs(text) and ".." not in Path(text).parts else None
        file = known or scenario_file(Path(text))
        if os.path.isfile(file):
            return file
    hint = suggest(text, names(), "scenarios", 12)
    place = Node(None, Source(text or "''"))
    return place.problem(codes.NO_SUCH_FILE, f"no scenario '{text}'", hint)


def names() -> list[str]:
    """Names of all scenarios that can be chosen, the built-in ones first; bases (`abstract: true`) are not listed.

    Those of the package `examples`, made to be copied, stand behind the others of their folder.
    """
    found: dict[str, None] = {}
    for root in mods.roots():
        for name, file in sorted(_named(root), key=lambda pair: (pair[0].startswith(EXAMPLES), pair)):
            node, _ = read(file, shown(file))
            if node is None or node.get("abstract").value is not True:
                found.setdefault(name)
    return list(found)


def bases() -> list[str]:
    """Names of all bases (`abstract: true`), each behind those that it extends."""
    found: dict[str, str | None] = {}
    for root in mods.roots():
        for name, file in _named(root):
            node, _ = read(file, shown(file))
            if node is not None and node.get("abstract").value is True:
                found.setdefault(name, node.get("extends").word)
    ordered: dict[str, None] = {}
    for name in sorted(found):
        chain = [name]
        while (below := found[chain[-1]]) in found and below not in chain:
            chain.append(str(below))
        ordered |= dict.fromkeys(reversed(chain))
    return list(ordered)


def _named(root: Path) -> list[tuple[str, Path]]:
    return [(id_of(file, root), file) for file in scenario_files(root)]


def describe(name: str) -> Description:
    """Title, calendar and briefing of a scenario, without checking it.

    A scenario that cannot even be read is described by its first problem.
    """
    roots = mods.roots()
    file = _locate(name, roots)
    if isinstance(file, Problem):
        return Description(name, Text(en=name), None, {}, file)
    head, problem = _head(file, roots)
    plain = head.plain() if head is not None else {}
    try:
        calendar = Calendar.model_validate(plain.get("calendar"))
    except ValueError:
        calendar = None
    briefing = plain.get("briefing")
    texts = {side: _text(value, "") for side, value in briefing.items()} if isinstance(briefing, dict) else {}
    return Description(name, _text(plain.get("title"), name), calendar, texts, problem)


def _head(file: Path, roots: Sequence[Path]) -> tuple[Node | None, Problem | None]:
    """The scenario's own file laid over those it extends; nothing else is read."""
    head: Node | None = None
    seen: set[Path] = set()
    problem: Problem | None = None
    target: Path | None = file
    while target is not None and target not in seen:
        seen.add(target)
        node, problems = read(target, shown(target))
        problem = problem or next(iter(errors_in(problems)), None)
        if node is None or not isinstance(node.value, dict):
            break
        head = overlay(node, head) if head is not None else node
        word = node.get("extends").word
        target = None
        if word:
            beside = scenario_file(Path(os.path.normpath(file.parent / word)))
            target = find(word, roots) if not word.startswith(".") else None
            target = target or (beside if os.path.isfile(beside) else None)
    return head, problem


def _text(value: Any, fallback: str) -> Text:
    try:
        return Text.model_validate({"en": value} if isinstance(value, str) else value)
    except ValueError:
        return Text(en=fallback)


def canonical(merged: dict[str, Any]) -> str:
    """One text for one content: sorted keys, no spaces, UTF-8."""
    return json.dumps(merged, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def scenario_hash(name_or_path: str | os.PathLike[str]) -> str:
    """sha256 of the merged scenario, in hex: the same wherever its files lie and however they are split.

    Raises ScenarioError as `load` does.
    """
    loaded = examine(name_or_path)
    if loaded.scenario is None:
        raise ScenarioError(why_not(loaded))
    return hashlib.sha256(canonical(loaded.merged).encode()).hexdigest()
