"""Scenarios for tests: copies of the hill, in a catalog of their own."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game import paths
from game.scenario import catalog
from game.scenario.problems import Problem

DATA = Path(__file__).parent / "data"
HEAD = {"format": "1", "id": "bad", "extends": "hill", "title": "{en: A variant, zh: 變體}"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty catalog but for the hill."""
    folder = tmp_path / "scenarios"
    shutil.copytree(DATA / "hill", folder / "hill")
    monkeypatch.setattr(paths, "scenario_roots", lambda: (folder,))
    return folder


@pytest.fixture
def write(root: Path) -> Callable[..., Path]:
    """Write a scenario that varies the hill: `write("first_side: china")`; further files by name."""

    def write(text: str, name: str = "bad", **parts: str) -> Path:
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        for part, content in parts.items():
            (folder / f"{part}.yaml").write_text(content, encoding="utf-8")
        head = {**HEAD, "id": name}
        lines = [f"{key}: {value}" for key, value in head.items() if not re.search(rf"^\W?{key}:", text, re.MULTILINE)]
        whole = text.startswith("[")
        (folder / "scenario.yaml").write_text(text if whole else "\n".join([text, *lines]) + "\n", encoding="utf-8")
        return folder

    return write


@pytest.fixture
def problems(write: Callable[..., Path]) -> Callable[..., list[Problem]]:
    """What is wrong with a variant of the hill."""

    def problems(text: str, **parts: str) -> list[Problem]:
        if "part.yaml" in text and "part" not in parts:
            parts["part"] = "rules: {boat_hexes: 2}"
        folder = write(text, **parts)
        found = catalog.load_merged(folder)[2]
        for part in parts:
            (folder / f"{part}.yaml").unlink()
        return found

    return problems
