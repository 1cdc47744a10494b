"""docs/engine.md: every example runs, in order, in one session; what stands behind `# ->` is what it gives."""

import re
from pathlib import Path
from typing import Any

import pytest

from game import paths

PAGE = (paths.HOME / "docs" / "engine.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
GIVES = re.compile(r"^(\S.*?)  # -> (.*)$")


def run(block: str, session: dict[str, Any]) -> int:
    """Run a block; compare what its marked lines give. Returns how many there were."""
    count, waiting = 0, []
    for line in block.splitlines():
        marked = GIVES.match(line)
        if marked:
            exec("\n".join(waiting), session)
            waiting = []
            assert repr(eval(marked[1], session)) == marked[2], line
            count += 1
        else:
            waiting.append(line)
    exec("\n".join(waiting), session)
    return count


def test_the_page_keeps_its_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    session: dict[str, Any] = {}
    assert sum(run(block, session) for block in BLOCKS) >= 20
    assert "of 2 duels" in capsys.readouterr().out
