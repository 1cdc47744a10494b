"""What `validate` says to other programs, and of mods."""

import json
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest

from game import cli, paths
from game.scenario import validate

Said = pytest.CaptureFixture[str]


@pytest.fixture
def broken(write: Callable[..., Path]) -> Path:
    return write("changes: [{unit: cn-1, set: {men: 900}}]\ntitle: 50% hill, plain")


def test_sarif_names_rule_place_and_remedy(broken: Path, capsys: Said) -> None:
    assert cli.main(["validate", "--format", "sarif", str(broken)]) == 1
    report = json.loads(capsys.readouterr().out)
    (run,) = report["runs"]
    assert report["version"] == "2.1.0" and [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["E035", "W101"]
    error = next(result for result in run["results"] if result["ruleId"] == "E035")
    assert error["level"] == "error" and "has 900 men" in error["message"]["text"] and error["ruleIndex"] == 0
    place = error["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 1, "startColumn": 35, "endColumn": 38}
    assert Path(urllib.parse.urlparse(place["artifactLocation"]["uri"]).path) == broken / "scenario.yaml"


def test_github_gets_a_line_a_problem(broken: Path, capsys: Said) -> None:
    assert cli.main(["validate", "--format", "github", str(broken)]) == 1
    lines = capsys.readouterr().out.splitlines()
    file = str(broken / "scenario.yaml")
    assert lines[-1].startswith("1 error, 1 warning in 2 files (")
    assert any(line.startswith(f"::error file={file},line=1,col=35,title=E035::'cn-1' has 900 men") for line in lines)
    assert any(line.startswith(f"::warning file={file},line=2,") and "%25" not in line for line in lines)


def test_a_clean_report_has_no_results(write: Callable[..., Path], capsys: Said) -> None:
    folder = write("rules: {boat_hexes: 2}")
    assert cli.main(["validate", "--format", "sarif", str(folder)]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []
    assert cli.main(["validate", "--format", "github", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("0 errors, 0 warnings")


HEAD = "format: 1\nid: m\ntitle: {en: A mod, zh: 模組}\nversion: 1.0\nlicence: CC0-1.0\n"


@pytest.mark.parametrize(
    "text, says",
    [
        ("patches: [{to: hil, changes: []}]", (6, 16, "E016", "a patch to 'hil', which does not exist")),
        ("patches: [{to: hill, changes: [{unit: cn-7, remove: true}]}]", (6, 39, "E022", "no unit 'cn-7' to change")),
        ("patches: [{to: hill, changes: [{unit: cn-1, set: {men: 900}}]}]", (6, 56, "E035", "has 900 men")),
        (
            "patches: [{to: all, changes: [{unit: cn-7, remove: true}]}]",
            (6, 31, "E022", "fits no scenario"),
        ),
        (
            "patches: [{to: all, changes: [{unit: cn-1, set: {men: x}}]}]",
            (6, 55, "E011", "in unit 'cn-1' is 'x'"),
        ),
    ],
)
def test_patches_are_tried_on_what_they_change(
    text: str, says: tuple[int, int, str, str], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "mods", lambda: tmp_path / "none")
    folder = tmp_path / "work" / "m"
    folder.mkdir(parents=True)
    (folder / "mod.yaml").write_text(HEAD + text, encoding="utf-8")
    (problem,) = validate.validate([str(folder)]).problems
    assert (problem.line, problem.column, problem.code) == says[:3] and says[3] in problem.message
    assert validate.validate([str(folder / "mod.yaml")]).problems == (problem,)


def test_scenarios_of_a_mod_are_checked_with_it(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "mods", lambda: tmp_path / "mods")
    folder = tmp_path / "mods" / "m"
    (folder / "scenarios" / "m" / "river").mkdir(parents=True)
    (folder / "mod.yaml").write_text(HEAD, encoding="utf-8")
    text = "format: 1\nid: m/river\ntitle: {en: A, zh: 甲}\nextends: hill\nchanges: [{unit: cn-1, set: {men: 900}}]\n"
    (folder / "scenarios" / "m" / "river" / "scenario.yaml").write_text(text, encoding="utf-8")
    for target in (str(folder), "m"):
        assert [problem.code for problem in validate.validate([target]).problems] == ["E035"]
