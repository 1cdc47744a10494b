"""What can be wrong with a mod beyond its own form: patches that fit nothing or break what they change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from game.scenario import codes, mods
from game.scenario.catalog import examine_tree, names
from game.scenario.changes import apply_changes
from game.scenario.merge import Patch, find, merge, scenario_files
from game.scenario.problems import Problem, suggest
from game.scenario.source import Node


def mod_files(path: Path) -> list[Path]:
    """The mod.yaml files that a path means: itself, or those below it."""
    if path.name == mods.MOD_FILE and path.is_file():
        return [path]
    return sorted(path.rglob(mods.MOD_FILE)) if path.is_dir() else []


def check_mod(file: Path) -> tuple[list[Problem], list[Path]]:
    """Everything wrong with the mod of this mod.yaml, as if it were the only one; and the files read."""
    mod = mods.read_mod(file.parent)
    problems = list(mod.problems)
    own = mod.folder / "scenarios"
    roots = (*mods.roots(), own) if own.is_dir() and own not in mods.roots() else mods.roots()
    for patch in mod.patches:
        problems += _patch(patch, roots)
    files = [file]
    for scenario in scenario_files(own) if own.is_dir() else []:
        loaded = examine_tree(merge(scenario, roots), scenario, roots)
        problems += loaded.problems
        files += loaded.files
    return problems, files


def _patch(patch: Patch, roots: Sequence[Path]) -> Iterator[Problem]:
    if patch.to == "all":
        yield from _for_all(patch, roots)
        return
    target = find(patch.to, roots)
    if target is None:
        hint = suggest(patch.to, names(), "scenarios", 12)
        yield patch.to_node.problem(codes.UNKNOWN_ID, f"a patch to '{patch.to}', which does not exist", hint)
        return
    yield from _of_patch(patch, target, roots)


def _of_patch(patch: Patch, target: Path, roots: Sequence[Path]) -> Iterator[Problem]:
    """The faults at the patch's own lines once it is made."""
    loaded = examine_tree(merge(target, roots, [patch]), target, roots)
    yield from (problem for problem in loaded.problems if problem.file == patch.changes.source.name)


def _for_all(patch: Patch, roots: Sequence[Path]) -> Iterator[Problem]:
    """What it breaks in any scenario, and changes that fit in none."""
    found: dict[tuple[int, int, str], Problem] = {}
    trees: list[Node] = []
    for target in (target for name in names() if (target := find(name, roots)) is not None):
        merged = merge(target, roots)
        if merged.root is None:
            continue
        trees.append(merged.root)
        merged.root, problems = apply_changes(merged.root, patch.changes)
        problems = [problem for problem in problems if problem.code != codes.NOT_THERE.code]
        if merged.root is not trees[-1]:  # something fitted
            problems += examine_tree(merged, target, roots).problems
        for problem in problems:
            if problem.file == patch.changes.source.name:
                found.setdefault((problem.line, problem.column, problem.code), problem)
    yield from found.values()
    for change in patch.changes.entries():
        yield from _fits_nowhere(change, patch.changes.like([change]), trees)


def _fits_nowhere(change: Node, alone: Node, trees: Sequence[Node]) -> Iterator[Problem]:
    misses = [[p for p in apply_changes(tree, alone)[1] if p.code == codes.NOT_THERE.code] for tree in trees]
    if misses and all(misses):
        yield change.problem(codes.NOT_THERE, "this change fits no scenario", misses[0][0].message)
