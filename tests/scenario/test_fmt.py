"""The canonical form: laid out one way, nothing said otherwise, comments and line breaks kept."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game import cli, paths
from game.errors import UserError
from game.scenario.fmt import formatted
from game.scenario.problems import ScenarioError

UNTIDY = """\
# Head.
format:   1
title: { en : The Hill ,zh: 小山 }   # shown


units:
# of the hill
- {id: cn-1,men: 400,
     at: [ 0101 ,0202 ]}
-   id: jp-1   # from the north
    men: 700

      # level with nothing
    name: {en: "a  ,  b", zh: 'c :d'}
map:
    rows: |
        ....
        .^..
    notes: >-
        two
        lines
    size: [4,
           3]
"""
TIDY = """\
# Head.
format: 1
title: {en: The Hill, zh: 小山}   # shown

units:
  # of the hill
  - {id: cn-1, men: 400,
       at: [0101, 0202]}
  - id: jp-1   # from the north
    men: 700

      # level with nothing
    name: {en: "a  ,  b", zh: 'c :d'}
map:
  rows: |
    ....
    .^..
  notes: >-
    two
    lines
  size: [4,
         3]
"""
LINES = [*UNTIDY.splitlines(), "- a", "  - b: |", "    x", "'# no'", "? k", '"#" # yes']


def test_the_canonical_form() -> None:
    assert formatted(UNTIDY) == TIDY
    assert formatted(TIDY) == TIDY
    assert formatted("\ufeff" + TIDY.replace("\n", "\r\n").rstrip()) == TIDY


def test_what_cannot_be_read_is_left() -> None:
    with pytest.raises(ScenarioError):
        formatted("a: [1")


@pytest.mark.parametrize("file", sorted(paths.scenarios().rglob("*.yaml")), ids=lambda file: file.stem)
def test_once_is_enough(file: Path) -> None:
    once = formatted(file.read_text(encoding="utf-8"))
    assert formatted(once) == once


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=9))
@example(["units:", "           3]", "        ...."])  # a step on the way cannot be read
def test_no_text_is_changed_in_what_it_says(lines: list[str]) -> None:
    with contextlib.suppress(UserError):  # it reads what it wrote, and refuses if that says something else
        once = formatted("\n".join(lines))
        assert formatted(once) == once


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_bytes(UNTIDY.encode())
    (tmp_path / "broken.yaml").write_text("a: [1", encoding="utf-8")
    assert cli.main(["fmt", "--check", str(file)]) == 1 and file.read_bytes() == UNTIDY.encode()
    assert cli.main(["fmt", str(tmp_path)]) == 1  # the broken one is told, the other formatted
    assert file.read_bytes() == TIDY.encode() and "broken.yaml: not formatted" in capsys.readouterr().out
    assert cli.main(["fmt", "--check", str(file)]) == 0
    assert cli.main(["fmt", str(tmp_path / "nowhere")]) == 1
