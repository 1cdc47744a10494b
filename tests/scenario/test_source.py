"""What a text says: typed only where it is plain, and nothing that runs, repeats or hides."""

from pathlib import Path
from typing import Any

import pytest

from game.scenario.source import Node, Source, parse, read


def value(text: str) -> Any:
    root, problems = parse(f"field: {text}\n", Source("t.yaml"))
    assert root is not None and not problems, problems
    return root.get("field").plain()


@pytest.mark.parametrize(
    "text, meaning",
    [
        ("true", True),
        ("null", None),
        ("600", 600),
        ("-20", -20),
        ("2.5", 2.5),
        ("0600", "0600"),  # a leading zero: hexes and dates, not the octal 384
        ("0712", "0712"),
        ("3:1", "3:1"),  # not 181 seconds
        ("no", "no"),  # not False
        ("True", "True"),
        ("~", "~"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("'600'", "600"),
        ("'true'", "true"),
        ("1944-06-28 day", "1944-06-28 day"),
        ("[1628, 0131]", [1628, "0131"]),
    ],
)
def test_only_plain_words_and_numbers_are_typed(text: str, meaning: Any) -> None:
    found = value(text)
    assert found == meaning and type(found) is type(meaning)


def test_keys_are_always_text() -> None:
    root, _ = parse("1628: a\ntrue: b\n", Source("t.yaml"))
    assert root is not None and list(root.value) == ["1628", "true"]


def faults(text: str) -> list[tuple[int, int, str]]:
    _, problems = parse(text, Source("t.yaml"))
    return [(problem.line, problem.column, problem.code) for problem in problems]


@pytest.mark.parametrize(
    "text, line, column, code",
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "E002"),
        ("a: 1\n\tb: 2\n", 2, 1, "E004"),
        ("a: &x 1\n", 1, 4, "E005"),
        ("a: !!python/object:os.system 1\n", 1, 4, "E005"),
        ("a: 1\nb: *a\n", 2, 4, "E005"),
        ("a: {<<: {b: 1}}\n", 1, 5, "E005"),
        ("? [1]\n: 2\n", 1, 3, "E005"),
        ("a: 1\n---\nb: 2\n", 2, 1, "E008"),
        ("a: [1,\nb: 2\n", 1, 4, "E001"),  # where it was opened, not the end of the file
        ("a: {b: 1\nc: 2\nd: 3\n", 2, 2, "E001"),
        ("a: 'b\n", 1, 4, "E001"),
        ("a: [\n", 1, 5, "E001"),
        ("", 1, 1, "E009"),
        ("# nothing\n", 1, 1, "E009"),
        ("a: \x07\n", 1, 4, "E007"),
        ("a: " + "[" * 40 + "]" * 40, 1, 35, "E006"),
    ],
)
def test_what_is_refused_is_named_with_its_place(text: str, line: int, column: int, code: str) -> None:
    assert faults(text)[0] == (line, column, code)


def test_both_lines_of_a_key_stated_twice_are_named() -> None:
    _, (problem,) = parse("men: 1\nat: 0101\nmen: 2\n", Source("t.yaml"))
    assert "lines 1 and 3" in problem.message


def test_a_thousand_aliases_cost_nothing() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(9)]
    _, problems = parse("\n".join(lines), Source("bomb.yaml"))
    assert {problem.code for problem in problems} == {"E005"}


def test_every_key_and_value_knows_its_place() -> None:
    root, _ = parse("units:\n  - {id: cn-1, men: 500}\n", Source("t.yaml"))
    assert root is not None
    unit = root.get("units").entries()[0]
    men = unit.get("men")
    assert (unit.keys["men"].line, unit.keys["men"].column) == (2, 16)
    assert (men.line, men.column, men.length) == (2, 21, 3)


def test_rows_of_a_drawn_map_know_their_place() -> None:
    root, _ = parse("map:\n  rows: |\n    ..^.\n    ....\n", Source("t.yaml"))
    assert root is not None
    place = root.get("map", "rows").row(1, 2)
    assert (place.line, place.column) == (4, 7)


@pytest.mark.parametrize(
    "data, code",
    [
        ("title: x".encode("utf-16"), "E007"),
        (b"title: caf\xe9\n", "E007"),
        ("\ufefftitle: x\n".encode(), "W100"),
        (b"a: 1\n" + b"#" * 5_000_001, "E006"),
    ],
)
def test_files_that_are_not_plain_utf8(data: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_bytes(data)
    _, problems = read(file, "t.yaml")
    assert [problem.code for problem in problems] == [code]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    root, problems = read(tmp_path, "here")
    assert root is None and problems[0].code == "E019"


def test_windows_lines_count_as_lines() -> None:
    root, problems = parse("a: 1\r\nb: 2\r\n", Source("t.yaml"))
    assert isinstance(root, Node) and not problems and root.get("b").line == 2
