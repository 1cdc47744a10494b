"""Compiled rules are kept by their sources: shared by every checkout, and never used for other rules."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import game
from game.rules import kernel

PACKAGE = Path(game.__file__).parent
COMPILED = re.compile(r"^@(kernel|entry)\b", re.MULTILINE)


def cache_of(checkout: Path) -> str:
    code = "from game.rules import kernel; print(kernel.CACHE)"
    run = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=True,
                         env=os.environ | {"PYTHONPATH": str(checkout)})  # fmt: skip
    return run.stdout.strip()


def test_a_second_checkout_shares_it_and_a_changed_rule_does_not(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "game", ignore=shutil.ignore_patterns("__pycache__"))
    assert cache_of(tmp_path) == cache_of(PACKAGE.parent)
    with (tmp_path / "game" / "rules" / "fire.py").open("a", encoding="utf-8") as file:
        file.write("# another rule\n")
    assert cache_of(tmp_path) != cache_of(PACKAGE.parent)


def test_every_file_with_compiled_functions_counts():
    """A file that is compiled but not counted would be run as it was before an edit."""
    counted = {path for pattern in kernel.SOURCES for path in PACKAGE.glob(pattern)}
    compiled = {path for path in PACKAGE.rglob("*.py") if COMPILED.search(path.read_text(encoding="utf-8"))}
    assert compiled - counted == set()
