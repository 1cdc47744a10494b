"""A short run of tests/experiments/loader_fuzz.py: laws about every file, whatever is in it. Time and memory: there."""

import pytest

from tests.experiments.loader_fuzz import HOSTILE, Figures, hostile, mutated, watch


def test_mutated_packages_are_told_never_thrown_and_stay_inside() -> None:
    watch()
    figures = Figures()
    mutated(15, 20261129, figures)
    assert figures.broken == [] and figures.cases == 15 and figures.problems > 0


def test_hostile_files_are_told_never_thrown(monkeypatch: pytest.MonkeyPatch) -> None:
    watch()
    few = [name for name in HOSTILE if "far too many" in name or name in ("deep", "billion laughs", "unprintable")]
    monkeypatch.setattr("tests.experiments.loader_fuzz.HOSTILE", {name: HOSTILE[name] for name in few})
    figures = Figures()
    hostile(figures)
    assert figures.broken == [] and figures.cases == len(few) and figures.clean <= 3
