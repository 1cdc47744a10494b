"""`validate`: check scenario files and say what is wrong with them, for people or as JSON."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game import paths
from game.scenario import campaign, codes, course, encyclopedia, mods, pages
from game.scenario.catalog import examine_tree, names
from game.scenario.check_mod import check_mod, mod_files
from game.scenario.merge import (
    ENCYCLOPEDIA,
    HISTORY,
    SCENARIO_FILE,
    Merged,
    find,
    is_scenario,
    merge,
    scenario_files,
    shown,
)
from game.scenario.problems import Problem, suggest
from game.scenario.report_formats import github, sarif
from game.scenario.source import Node, Source, read

# All pages of a folder are checked together: ids are unique and spans of losses part over all of them.
PAGES: dict[str, Callable[[Path], list[Problem]]] = {
    ENCYCLOPEDIA: lambda folder: encyclopedia.load(folder)[1],
    HISTORY: lambda folder: course.load(folder)[1],
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of some paths found. `files` counts every file read, `seconds` is the time it took."""

    problems: tuple[Problem, ...]
    files: int
    seconds: float

    @property
    def errors(self) -> int:
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.errors

    def to_json(self) -> dict[str, Any]:
        return {
            "format": 1,
            "ok": self.errors == 0,
            "files": self.files,
            "errors": self.errors,
            "warnings": self.warnings,
            "problems": [problem.to_json() for problem in self.problems],
        }

    def __str__(self) -> str:
        counts = f"{_count(self.errors, 'error')}, {_count(self.warnings, 'warning')}"
        last = f"{counts} in {_count(self.files, 'file')} ({self.seconds:.2f} s)"
        return "\n".join([*map(str, self.problems), last])


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def validate(targets: Iterable[str]) -> Report:
    """Check files, folders (every scenario below them) and names of the catalog.

    A fault of a base that several scenarios inherit is told once. Raises nothing about files.
    """
    begun = time.perf_counter()
    found: dict[tuple[str, int, int, str, str], Problem] = {}
    files: set[Path] = set()
    done: set[Path] = set()
    for target in targets:
        for file in _files(target, found):
            if file.resolve() in done:
                continue
            done.add(file.resolve())
            problems, read_files = _check(file)
            files |= {path.resolve() for path in read_files}
            for problem in problems:
                _note(found, problem)
    return Report(tuple(found.values()), len(files), time.perf_counter() - begun)


def _note(found: dict[tuple[str, int, int, str, str], Problem], problem: Problem) -> None:
    key = (problem.file, problem.line, problem.column, problem.code, problem.message)
    if key not in found or (found[key].via and not problem.via):
        found[key] = problem


def _files(target: str, found: dict[tuple[str, int, int, str, str], Problem]) -> list[Path]:
    """The files to check for one argument."""
    path = Path(target)
    if "\x00" in target or not os.path.exists(target):
        known = find(target, mods.roots()) if "\x00" not in target and ".." not in path.parts else None
        known = known or (paths.mods() / target / mods.MOD_FILE if Path(target).name == target else None)
        if known is not None and known.is_file():
            return [known, *_first_pages(known.parent)]
        hint = suggest(target, names(), "scenarios", 12)
        _note(found, Node(None, Source(target)).problem(codes.NO_SUCH_FILE, f"no file or scenario '{target}'", hint))
        return []
    if path.is_file():
        return [path]
    files = [*mod_files(path), *(file for file in scenario_files(path) if not _of_a_mod(file, path))]
    files += _first_pages(path)
    files += campaign.files_below(path)
    if not files:
        parts = sorted(path.rglob("*.yaml"))
        if parts:
            return parts
        hint = f"a scenario is a folder with {SCENARIO_FILE}"
        _note(found, Node(None, Source(shown(path))).problem(codes.NO_SUCH_FILE, "no scenario below this folder", hint))
    return files


def _first_pages(top: Path) -> list[Path]:
    """Of each folder of pages below `top` the first, which stands for all."""
    return [page for kind in PAGES for folder in pages.folders_below(top, kind) for page in pages.pages(folder)[:1]]


def _of_a_mod(file: Path, top: Path) -> bool:
    """Whether a scenario below `top` belongs to a mod there: it is checked with it."""
    return any((folder / mods.MOD_FILE).is_file() for folder in file.parents if folder.is_relative_to(top))


def _check(file: Path) -> tuple[list[Problem], list[Path]]:
    """A scenario; or a part, with the scenario it belongs to; or an encyclopedia or course: one page stands for all."""
    roots = mods.roots()
    if file.name == mods.MOD_FILE:
        return check_mod(file)
    if file.parent.name in PAGES and file.suffix == ".yaml":
        return PAGES[file.parent.name](file.parent), pages.pages(file.parent)
    if campaign.is_campaign(file):
        return campaign.examine(file)[1], [file]
    if is_scenario(file):
        loaded = examine_tree(merge(file, roots), file, roots)
        return loaded.problems, loaded.files
    owner = next((p / SCENARIO_FILE for p in file.resolve().parents if (p / SCENARIO_FILE).is_file()), None)
    if owner is not None:
        loaded = examine_tree(merge(owner, roots), owner, roots)
        if file.resolve() in {path.resolve() for path in loaded.files}:
            return loaded.problems, loaded.files
    return _check_part(file), [file]


def _check_part(file: Path) -> list[Problem]:
    """A file that no scenario includes, as far as it can be judged alone."""
    root, problems = read(file, shown(file))
    if root is None:
        return problems
    if not isinstance(root.value, dict):
        return [*problems, root.problem(codes.EMPTY, "no sections here", "a file begins with `section:`")]
    alone = Merged(root.without(("include", "extends", "changes")), problems, [file], ["the scenario it belongs to"])
    return examine_tree(alone, file, ()).problems


def run(targets: list[str], strict: bool, form: str = "text") -> int:
    """The command: print what was found. 0 if there is no error (`strict`: nor warning), else 1."""
    report = validate(targets)
    if form == "json":
        print(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    elif form == "sarif":
        print(json.dumps(sarif(report.problems), ensure_ascii=False, indent=2))
    elif form == "github":
        print("\n".join(filter(None, [github(report.problems), str(report).rpartition("\n")[2]])))
    else:
        print(report)
    return 1 if report.errors or (strict and report.warnings) else 0
