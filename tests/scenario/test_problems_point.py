"""Faults planted in a copy of a scenario are all found at once, each at its line and column, with a remedy."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from game.scenario import validate
from game.scenario.problems import Problem

FAULTS = [  # what stands there, what is planted, the word at fault, the code, part of the message, part of the remedy
    ("men: 500", "strenght: 500", "strenght", "E003", "unknown field 'strenght' in unit 'cn-1'", "did you mean 'men'?"),
    ("first_side: japan", "first_side: japna", "japna", "E016", "unknown side 'japna'", "did you mean 'japan'?"),
    ("    .^..\n", "    .^..^\n", "^\n    ..RR", "E026", "row 2 has 5 hexes", "see `grid: size`"),
    ("[0202/s]", "[0202/e]", "0202/e", "E021", "hex 0202 has no side 'e'", "n, ne, se, s, sw, nw"),
    ("men: 100, tubes: 4", "men: 0100, tubes: 4", "0100", "E011", "'men' in kind 'mortars'", "write 100"),
]


def test_five_planted_faults_are_all_found_where_they_are(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "hill" / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    for whole, broken, *_ in FAULTS:
        assert text.count(whole) == 1
        text = text.replace(whole, broken)
    file.write_text(text, encoding="utf-8")
    assert validate.run([str(root)], strict=False, form="json") == 1
    report = json.loads(capsys.readouterr().out)
    found = {(p["line"], p["column"]): p for p in report["problems"] if p["severity"] == "error"}
    for _, _, word, code, message, hint in FAULTS:
        before = text[: text.index(word)]
        problem = found.pop((before.count("\n") + 1, len(before) - before.rfind("\n")))
        assert problem["code"] == code
        assert message in problem["message"]
        assert hint in problem["hint"]
    missing = [problem["message"] for problem in found.values()]
    assert missing == ["missing field 'men' in unit 'cn-1'"]  # the misspelt field's other half


def test_a_problem_is_told_with_its_line_and_a_caret(problems: Callable[..., list[Problem]], tmp_path: Path) -> None:
    (problem,) = problems("map: {edges: {obstacle: [{at: [0202/se, 0202/e]}]}}")
    assert str(problem).splitlines() == [
        f"{problem.file}:1:41: error[E021]: hex 0202 has no side 'e'",
        "    1 | map: {edges: {obstacle: [{at: [0202/se, 0202/e]}]}}",
        "      |                                         ^^^^^^ sides of a flat-top hex: n, ne, se, s, sw, nw",
    ]


@pytest.mark.parametrize(
    "text, hint",
    [
        ("changes: [{unit: cn-1, set: {men: 0600}}]", "leading zero; write 600"),
        ("changes: [{unit: cn-1, set: {men: '600'}}]", "in quotes it is text; write 600"),
        ("changes: [{unit: cn-1, set: {men: 1_000}}]", "write 1000"),
        ("changes: [{unit: cn-1, set: {cohesion: 85%}}]", "write 85"),
        ("changes: [{unit: cn-1, set: {men: 3:1}}]", "a ratio is written as one number"),
        ("changes: [{unit: cn-1, set: {men: 2.5}}]", "integers only"),
        ("changes: [{kind: mortars, set: {lobs: yes}}]", "'yes' is text here; write true"),
        ("changes: [{kind: mortars, set: {lobs: no}}]", "'no' is text here; write false"),
        ("changes: [{unit: cn-1, set: {name: true}}]", "put it in quotes"),
        ("changes: [{unit: cn-1, set: {morale: 5}}]", "did you mean 'cohesion'?"),
        ("changes: [{unit: cn-1, set: {dont: [sea]}}]", "one of: see"),
        ("changes: [{unit: cn-1, set: {at: peek}}]", "did you mean 'peak'?"),
        ("changes: [{unit: cn-1, set: {at: 0900}}]", "0101 to 0403"),
        (
            "events: [{id: e, when: {captured: {side: japan, place: peak}}, do: [{message: m}]}]",
            "did you mean 'taken'?",
        ),
        ("objectives: {peak: 3}", "did you mean 'victory'?"),
        ("sides: {japan: {color: red}}", "did you mean 'colour'?"),
        ("terrain: {clear: {heigth: 1}}", "did you mean 'height'?"),
        ("map: {places: {peak: {nme: x}}}", "did you mean 'name'?"),
        ("sides: {japan: {colour: red}}", "a colour as '#c03020'"),
        ("sides: {japan: {control: all}}", "a list of hexes, or `rest`"),
        ("calendar: {end: 1944-06-31 day}", "'1944-06-31' is no date"),
        ("changes: [{unit: cn1, remove: true}]", "did you mean 'cn-1'?"),
        ("extends: hil", "did you mean 'hill'?"),
        ("map: {legend: {xx: clear}}", "a single character"),
    ],
)
def test_the_remedy_is_what_an_author_needs(text: str, hint: str, problems: Callable[..., list[Problem]]) -> None:
    (problem,) = [problem for problem in problems(text) if problem.severity == "error"]
    assert hint in f"{problem.message} {problem.hint}"


def test_one_wrong_kind_is_one_problem(problems: Callable[..., list[Problem]]) -> None:
    (problem,) = problems("changes: [{kind: battalion, remove: true}]")
    assert problem.code == "E016" and "1 more because kind 'battalion' does not exist" in str(problem.hint)


def test_a_part_of_a_wave_is_judged_as_what_it_was_meant_to_be(problems: Callable[..., list[Problem]]) -> None:
    wave = "waves: [{id: w, side: japan, units: [jp-1], entry: north, arrives: {held: {costs: 3}}}]"
    found = problems(wave + "\nchanges: [{unit: jp-1, remove: [at]}]")
    assert [problem.message for problem in found] == [
        "missing field 'cost' in wave 'w'",
        "unknown field 'costs' in wave 'w'",
    ]


def test_a_base_is_checked_as_far_as_it_goes(write: Callable[..., Path], root: Path) -> None:
    folder = root / "base"
    folder.mkdir()
    text = "format: 1\nid: base\nabstract: true\nkinds:\n  battalion: {class: infantrie, name: {en: B, zh: 營}}\n"
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    report = validate.validate([str(folder)])
    assert [(p.line, p.column, p.code) for p in report.problems] == [(5, 22, "E013")]


def test_a_part_of_a_scenario_is_checked_with_the_whole(write: Callable[..., Path]) -> None:
    folder = write("include: [part.yaml]", part="rules: {boat_hexs: 2}")
    report = validate.validate([str(folder / "part.yaml")])
    assert [(p.file.endswith("part.yaml"), p.line, p.column, p.code) for p in report.problems] == [(True, 1, 9, "E003")]


def test_an_inherited_fault_is_told_once(write: Callable[..., Path], root: Path) -> None:
    hill = root / "hill" / "scenario.yaml"
    hill.write_text(hill.read_text(encoding="utf-8").replace("men: 500", "men: 900"), encoding="utf-8")
    write("rules: {boat_hexes: 2}", name="a")
    write("rules: {boat_hexes: 2}", name="b")
    report = validate.validate([str(root)])
    assert [problem.code for problem in report.problems] == ["E035"]
    assert str(report).splitlines()[-1].startswith("1 error, 0 warnings in 3 files (")
