"""Bad files, each with what must be said of it: code, line and column, and nothing else.

A file of tests/bad_scenarios is a scenario `bad` beside the hill of tests/scenario/data; a folder is one of several
files, or with mod.yaml a mod beside a sound mod `other`. What is expected stands in the file's last lines as
`# expect CODE LINE:COLUMN`, or in NAME.expect if a comment cannot be kept in it.
"""

import re
import shutil
from pathlib import Path

import pytest

from game import paths
from game.scenario import catalog, mods
from game.scenario.codes import CODES
from game.scenario.problems import Problem

FOLDER = Path(__file__).parent.parent / "bad_scenarios"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".expect")
EXPECT = re.compile(rb"^# expect ([EW][0-9]{3}) ([0-9]+):([0-9]+)$", re.MULTILINE)
OTHER = """\
format: 1
id: other
title: {en: Other, zh: 別的}
version: 1.2
licence: CC0-1.0
patches: [{to: hill, changes: [{rules: true, set: {boat_hexes: 7}}]}]
"""

PLAIN = ("E006", "E007", "E025", "E032", "E038", "E042", "W103", "W104")  # the message says the remedy
Found = tuple[str, str, int, int]  # file, code, line, column


def expected(case: Path) -> list[Found]:
    found = []
    for file in sorted(case.iterdir()) if case.is_dir() else [case]:
        aside = file.with_suffix(".expect")
        data = (aside if aside.is_file() else file).read_bytes()
        name = file.name if case.is_dir() else "scenario.yaml"
        found += [(name, code.decode(), int(line), int(col)) for code, line, col in EXPECT.findall(data)]
    return sorted(found)


def placed(problems: list[Problem]) -> list[Found]:
    return sorted((Path(p.file).name, p.code, p.line, p.column) for p in problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_bad_file_is_told_where_it_is_bad(
    case: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "mods", lambda: tmp_path / "mods")
    if (case / "mod.yaml").is_file():
        shutil.copytree(case, tmp_path / "mods" / "bad")
        (tmp_path / "mods" / "other").mkdir()
        (tmp_path / "mods" / "other" / "mod.yaml").write_text(OTHER, encoding="utf-8")
        problems = [problem for mod in mods.list_mods() for problem in mod.problems]
    else:
        folder = root / "bad"
        if case.is_dir():
            shutil.copytree(case, folder)
        else:
            folder.mkdir()
            shutil.copy(case, folder / "scenario.yaml")
        problems = catalog.examine(folder).problems
    assert placed(problems) == expected(case)
    for problem in problems:
        assert str(problem) and (problem.hint or problem.code in PLAIN)


def test_every_code_has_a_bad_file() -> None:
    told = {code for case in CASES for _, code, _, _ in expected(case)}
    assert told == set(CODES) and len(CASES) >= 80
