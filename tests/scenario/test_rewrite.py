"""Edits of YAML: what is not concerned keeps every character, and the result says what was asked."""

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game import paths
from game.scenario.problems import ScenarioError
from game.scenario.rewrite import Document, RewriteError

TEXT = """\
# The hill.
format: 1
title: {en: The Hill, zh: 小山}   # shown in the list

units:
  # on the hill
  - {id: cn-1, men: 400, at: "0202",
     name: First}
  - id: jp-1   # comes from the north
    men: 700
    at: 0101

map:
  grid: {size: [4, 3]}
  rows: |
    ....
    .^..
    ....
  edges:
    cliff: []
# the end
"""


def difference(old: str, new: str) -> list[str]:
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))
    return [line for line in lines[2:] if not line.startswith("@@")]


@pytest.mark.parametrize(
    "path, value, changed",
    [
        (("units", 0, "men"), 180, ['-  - {id: cn-1, men: 400, at: "0202",', '+  - {id: cn-1, men: 180, at: "0202",']),
        (("units", 0, "at"), "0303", ['-  - {id: cn-1, men: 400, at: "0202",',
                                      '+  - {id: cn-1, men: 400, at: "0303",']),
        (("units", 1, "men"), 5, ["-    men: 700", "+    men: 5"]),
        (("units", 1, "ammo"), 6, ["+    ammo: 6"]),
        (("units", 0, "ammo"), 6, ["-     name: First}", "+     name: First, ammo: 6}"]),
        (("title", "zh"), "山", ["-title: {en: The Hill, zh: 小山}   # shown in the list",
                                 "+title: {en: The Hill, zh: 山}   # shown in the list"]),
        (("map", "rows"), "....\n.^^.\n....\n", ["-    .^..", "+    .^^."]),
        (("map", "edges", "cliff"), [{"at": ["0202/s"]}], ["-    cliff: []", "+    cliff: [{at: [0202/s]}]"]),
        (("first_side",), "japan", ["+first_side: japan"]),
        (("briefing",), {"both": "No. Yes: no # what"}, ['+briefing: {both: "No. Yes: no # what"}']),
    ],
)  # fmt: skip
def test_only_what_is_asked_changes(path: tuple[str | int, ...], value: Any, changed: list[str]) -> None:
    document = Document(TEXT)
    document.set(path, value)
    assert difference(TEXT, document.text) == changed


def test_entries_come_and_go() -> None:
    document = Document(TEXT)
    document.append(("units",), {"id": "cn-2", "men": 90, "at": "0302"})
    assert difference(TEXT, document.text) == ["+  - {id: cn-2, men: 90, at: 0302}"]
    assert document.find(("units",), "cn-2") == ("units", 2) and document.find(("units",), "cn-9") is None
    document.remove(("units", 2))
    assert document.text == TEXT
    document.remove(("units", 0))
    assert [unit["id"] for unit in document.get(("units",))] == ["jp-1"]
    document.remove(("units", 0, "id"))  # the first key stands behind the dash
    assert document.get(("units", 0)) == {"men": 700, "at": "0101"} and "# the end" in document.text
    document.remove(("units", 0))
    assert document.get(("units",)) == []


def test_a_list_is_compared_entry_by_entry() -> None:
    document = Document(TEXT)
    units = document.get(("units",))
    document.set(("units",), [units[0], {"id": "cn-2", "men": 1}, {**units[1], "men": 650}])
    assert difference(TEXT, document.text) == ["+  - {id: cn-2, men: 1}", "-    men: 700", "+    men: 650"]
    document.set(("units",), document.get(("units",))[1:])
    assert [unit["id"] for unit in document.get(("units",))] == ["cn-2", "jp-1"] and "# comes from" in document.text


def test_what_is_not_there_is_told() -> None:
    document = Document(TEXT)
    for path in [("units", 7, "men"), ("unit", "men"), ("format", "x")]:
        with pytest.raises(RewriteError, match="there is no `"):
            document.set(path, 1)
    with pytest.raises(ScenarioError):
        Document("a: [1")
    assert document.text == TEXT


def test_saving_keeps_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_bytes(TEXT.encode())
    document = Document.read(file)
    document.set(("units", 1, "men"), 650)
    document.save()
    assert file.read_text(encoding="utf-8") == document.text
    assert (tmp_path / "scenario.yaml.bak").read_bytes() == TEXT.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scenario.yaml", "scenario.yaml.bak"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=12)
    | st.sampled_from(["0101", "1628", "1944-06-28 day", "true", "a: b", "- x", "#", "no", "~", "line\nline\n", "'"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c-d"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
PLACES = st.sampled_from(
    [("title",), ("title", "en"), ("units",), ("units", 0), ("units", 1), ("units", 0, "men"), ("units", 1, "new"),
     ("map", "rows"), ("map", "edges", "cliff"), ("map", "edges"), ("new",)]
)  # fmt: skip


def printable(value: Any) -> bool:
    if isinstance(value, dict | list):
        return all(map(printable, value.values() if isinstance(value, dict) else value))
    return not isinstance(value, str) or value.isprintable() or all(c.isprintable() or c == "\n" for c in value)


@settings(max_examples=300, deadline=None)
@given(PLACES, VALUES.filter(printable))
@example(("title", "en"), "two\nlines")  # inside braces
@example(("title",), "two\nlines")  # a comment stands behind
@example(("new",), "  leading\nspace\n\n")
def test_any_value_can_be_written_anywhere(place: tuple[str | int, ...], value: Any) -> None:
    document = Document(TEXT)
    document.set(place, value)  # proves itself: it reads back what it wrote
    assert "# the end" in document.text and "# The hill." in document.text


@pytest.mark.parametrize("file", sorted(paths.scenarios().rglob("*.yaml")), ids=lambda file: file.stem)
def test_no_edit_leaves_no_trace(file: Path) -> None:
    document = Document.read(file)
    text = document.text
    document.set((), document.get())
    assert document.text == text
