"""The schema that editors use: it knows every field, takes every scenario there is, and refuses what is misspelt."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from game import cli, paths
from game.scenario import schema
from game.scenario.merge import merge, scenario_files
from game.scenario.model import Scenario
from game.scenario.source import Source, parse, read

SCHEMA = schema.scenario_schema()
CHECKER = jsonschema.Draft7Validator(SCHEMA)


def faults(text: str) -> list[str]:
    node, problems = parse(text, Source("t.yaml"))
    assert node is not None and not problems
    return [error.message for error in CHECKER.iter_errors(node.plain())]


def test_it_is_a_schema_and_the_one_in_docs() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator.check_schema(schema.mod_schema())
    kept = (paths.HOME / "docs" / schema.FILE).read_text(encoding="utf-8")
    assert kept == schema.text(SCHEMA), "renew it: python main.py schema > docs/scenario.schema.json"


def test_every_file_of_every_scenario_fits() -> None:
    roots = (paths.scenarios(),)
    files = {file.resolve() for scenario in scenario_files(paths.scenarios()) for file in merge(scenario, roots).files}
    assert len(files) > 20
    for file in sorted(files):
        node = read(file, file.name)[0]
        assert node is not None
        told = [f"{error.json_path}: {error.message}" for error in CHECKER.iter_errors(node.plain())]
        assert told == [], file


@pytest.mark.parametrize(
    "text, part",
    [
        ("units: [{id: a, strenght: 3}]", "'strenght' was unexpected"),
        ("units: [{id: a, kind: b, formation: c}]", "'men' is a required property"),
        ("units: [{id: a, kind: b, formation: c, men: many}]", "'many' is not of type 'integer'"),
        ("sides: {japan: {role: atacker}}", "is not one of"),
        ("changes: [{unit: cn-1, set: {mem: 3}}]", "'mem' was unexpected"),
        ("changes: [{unti: cn-1, set: {men: 3}}]", "'unti' was unexpected"),
        ("map: {grid: {size: [4, 3, 2]}}", "is too long"),
        ("calender: {}", "'calender' was unexpected"),
    ],
)
def test_what_is_misspelt_is_seen(text: str, part: str) -> None:
    assert any(part in fault for fault in faults(text)), faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "units: [{id: a, kind: b, formation: c, men: 3, at: 1628}]",
        "sides: {japan: {control: [0101, 1628]}}",
        "title: Plain\nextends: hengyang/siege",
        "changes: [{unit: cn-1, set: {at: 0202}, remove: [name]}, {rules: true, set: {boat_hexes: 2}}]",
    ],
)
def test_what_people_write_is_taken(text: str) -> None:
    assert faults(text) == []


def test_every_field_is_described() -> None:
    whole = Scenario.model_json_schema(by_alias=True)

    def bare(name: str, part: dict[str, Any]) -> list[str]:
        return [f"{name}.{key}" for key, value in part.get("properties", {}).items() if not value.get("description")]

    assert [
        field for name, part in [("Scenario", whole), *whole["$defs"].items()] for field in bare(name, part)
    ] == []  # fmt: skip


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    assert cli.main(["schema", "--vscode", str(tmp_path)]) == 0
    assert json.loads((tmp_path / ".vscode" / "mod.schema.json").read_text(encoding="utf-8"))["title"].startswith(
        "A mod"
    )
    assert (tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8") == "{}"  # a person's own
    assert cli.main(["schema", "--vscode", str(tmp_path / "new")]) == 0
    assert "yaml.schemas" in json.loads((tmp_path / "new" / ".vscode" / "settings.json").read_text(encoding="utf-8"))
