"""Slips that authors make, and the remedy each is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.scenario import catalog, hints
from game.scenario.problems import Problem

SLIPS = [  # text, part of the hint
    ("sides: {china: {name: {en: Salt store #2, zh: 鹽倉}}}", "E001", "'#' begins a comment"),
    ("sides:\n  china:\n    colour: #b0642d", "E011", "'#' begins a comment"),
    ("briefing: {both: {en: Hold, or not, zh: 守}}", "E003", "a ',' ends the text in braces"),
    ("briefing: {both: {en: Note: hold on, zh: 守}}", "E001", "text with ': ' in it needs quotes"),
    ("briefing: {both: {en: Hold，zh: 守}}", "E001", "'，' is a sign of full width, which YAML does not read: write ,"),
    ("first_side：japan", "E001", "'：' is a sign of full width"),
    ("changes: [{unit: cn-1, set: {men： 300}}]", "E003", "'：' is a sign of full width"),
    ("changes: [{unit: cn-1, set: {at: 「0202」}}]", "E025", "'「' is a sign of full width"),
    ("map: {grid: {size: 4x3}}", "E011", "expected a list: [4, 3]"),
    ("changes: [{unit: cn-1, set: {at: [2, 2]}}]", "E011", "a hex is four digits, column then row: 0202"),
    ("changes: [{unit: cn-1, set: {at: 202}}]", "E025", "a hex is four digits, column then row: 0202"),
    ("map: {places: {ford: {at: 201, name: {en: Ford, zh: 渡}}}}", "E025", "column then row: 0201"),
    (
        "kinds: {mortars: {calibre: mm75}}\ndepots: [{id: d, side: china, at: 0202, shells: {75mm: 4}}]",
        "E016",
        "did you mean 'mm75'?",
    ),
    (
        "events: [{id: e, when: {taken: {side: japan, place: 0202}}, do: [{message: {en: Lost, zh: 失守}}]}]",
        "E016",
        "name the hex under `map: places`, as `the-hill: {at: 0202, name: …}`",
    ),
]


@pytest.mark.parametrize(("text", "code", "hint"), SLIPS)
def test_a_slip_is_named(text: str, code: str, hint: str, problems: Callable[..., list[Problem]]) -> None:
    found = problems(text)
    assert next(problem.code for problem in found if problem.severity == "error") == code
    assert hint in (found[0].hint or "")


def test_sound_lines_earn_no_hint() -> None:
    for line in (
        "name: {en: Salt store 2, zh: 鹽倉}  # the second",
        "name: '#2: a: b'",
        "text: {zh: 「守」，不退：死守。}",
    ):
        assert hints.comment_in(line) is None and not hints.colon_in(line)
    assert hints.full_width("text: {zh: 守，不退}") is None
    assert hints.short_hex("0607") is None and hints.short_hex("village") is None


def test_the_comment_that_cuts_a_text_is_pointed_at(problems: Callable[..., list[Problem]]) -> None:
    [problem] = [p for p in problems("briefing: {both: {en: Store #2, zh: 倉}}") if p.code == "E001"]
    assert (problem.line, problem.column) == (1, 29)


def test_all_missing_sections_are_told_at_once_in_the_authors_file(root: Path) -> None:
    kit = root / "kit"
    kit.mkdir()
    (kit / "scenario.yaml").write_text(
        "format: 1\nid: kit\ntitle: {en: Kit, zh: 匣}\nabstract: true\n"
        "terrain: {clear: {name: {en: Clear, zh: 平地}, foot: 1, wheels: 2}}\n"
        "kinds: {squad: {class: infantry, name: {en: Squad, zh: 班}, men: 10}}\n"
        "map: {legend: {'.': clear}, grid: {hex_m: 200}}\n"
    )
    folder = root / "bare"
    folder.mkdir()
    (folder / "scenario.yaml").write_text("format: 1\nid: bare\ntitle: {en: Bare, zh: 空}\nextends: kit\n")
    [problem] = catalog.examine(folder).problems
    assert (problem.code, problem.line, problem.column) == ("E010", 1, 1) and problem.file.endswith(
        "bare/scenario.yaml"
    )
    for name in ("calendar", "first_side", "sides", "victory", "map.rows", "map.grid.size"):
        assert f"'{name}'" in problem.message and f"`{name}:`" in str(problem.hint)


def test_a_unit_that_lacks_two_fields_is_told_both(problems: Callable[..., list[Problem]]) -> None:
    [problem] = problems("changes: [{append: {units: [{id: cn-2, formation: cn-30r, at: 0402}]}}]")
    assert problem.message == "missing fields 'kind', 'men' in unit 'cn-2'"


def test_a_third_side_is_pointed_at(problems: Callable[..., list[Problem]]) -> None:
    text = "sides:\n  third: {role: defender, name: {en: Third, zh: 三}, wounded: {return: 1}, control: [0301]}"
    assert ("E012", 2, 3) in [(p.code, p.line, p.column) for p in problems(text)]
