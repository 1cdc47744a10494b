"""A short run of the monkey; the long one is `python -m tests.ui.monkey 10000`."""

from pathlib import Path

import pytest

from game import paths
from tests.ui.monkey import Monkey


@pytest.mark.parametrize("seed", [1, 2])
def test_random_events_raise_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user", lambda: tmp_path)
    monkey = Monkey(seed)
    try:
        monkey.events(250)
    finally:
        monkey.close()
    assert len(monkey.seen) > 3
