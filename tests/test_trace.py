"""docs/rules-trace.md names what exists: rules by chapter, functions by module, tests by file."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from game.paths import HOME
from game.scenario.numbers import Rules

RULES = HOME / "game" / "rules"


def rows() -> list[list[str]]:
    """Cells of each row: chapter, rule, functions, tests."""
    lines = (HOME / "docs" / "rules-trace.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@cache
def defined(file: Path) -> frozenset[str]:
    """Functions and classes at the top of a source file; none if there is no such file."""
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))


ROWS = rows()
FUNCTIONS = sorted({name for row in ROWS for name in named(row[2])})
TESTS = sorted({name for row in ROWS for name in named(row[3])})


def test_every_row_has_its_cells() -> None:
    assert len(ROWS) > 90
    for row in ROWS:
        assert len(row) == 4 and row[0] and row[1] and named(row[2]), row
        assert named(row[3]), row


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_named_function_exists(name: str) -> None:
    module, _, function = name.partition(".")
    assert function in defined(RULES / f"{module}.py")


@pytest.mark.parametrize("name", TESTS)
def test_a_named_test_exists(name: str) -> None:
    file, _, function = name.partition("::")
    assert function.startswith("test_") and function in defined(HOME / file)


def test_every_file_of_the_rules_is_named() -> None:
    files = {file.stem for file in RULES.glob("*.py")} - {"__init__"}
    assert {name.partition(".")[0] for name in FUNCTIONS} == files


def test_every_file_of_the_rules_has_its_chapter() -> None:
    """The manual names the code of each chapter."""
    text = (HOME / "docs" / "rules.md").read_text(encoding="utf-8")
    files = {file.name for file in RULES.glob("*.py")} - {"__init__.py"}
    assert files - set(re.findall(r"`(\w+\.py)`", text)) == set()


def test_every_chapter_named_is_in_the_manual() -> None:
    headings = re.findall(r"^#+ (.+)$", (HOME / "docs" / "rules.md").read_text(encoding="utf-8"), re.M)
    assert {row[0] for row in ROWS} <= set(headings)


def test_every_number_of_the_rules_is_read_by_a_rule() -> None:
    """A number that nothing reads would be a promise to modders that is not kept."""
    sources = [
        *RULES.glob("*.py"),
        *(HOME / "game" / "ai").glob("*.py"),
        HOME / "game" / "setup.py",
        HOME / "game" / "boards.py",
    ]
    words = {word for file in sources for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))}
    assert set(Rules.model_fields) - words == set()
