"""One scenario out of many files: what is inherited, joined, replaced, changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.scenario import catalog
from game.scenario.problems import Problem


@pytest.fixture
def merged(write: Callable[..., Path]) -> Callable[..., dict[str, Any]]:
    """The merged data of a variant of the hill that has no faults."""

    def merged(text: str, **parts: str) -> dict[str, Any]:
        scenario, data, problems = catalog.load_merged(write(text, **parts))
        assert scenario is not None, "\n".join(map(str, problems))
        return data

    return merged


def unit(data: dict[str, Any], name: str) -> dict[str, Any]:
    return next(entry for entry in data["units"] if entry["id"] == name)


def test_mappings_merge_by_key_and_scalars_replace(merged: Callable[..., dict[str, Any]]) -> None:
    data = merged("calendar: {end: 1944-07-01 day}")
    assert data["calendar"] == {"start": "1944-06-28 day", "end": "1944-07-01 day"}


def test_lists_replace(merged: Callable[..., dict[str, Any]]) -> None:
    data = merged("sides: {japan: {control: [0301]}}")
    assert data["sides"]["japan"]["control"] == ["0301"]


def test_hexes_are_text_however_they_are_written(merged: Callable[..., dict[str, Any]]) -> None:
    assert merged("changes: [{unit: cn-1, set: {at: 0202, name: 30}}]")["units"][0]["name"] == "30"


@pytest.mark.parametrize(
    "change, field, value",
    [
        ("{unit: cn-1, set: {men: 180}}", "men", 180),
        ("{unit: cn-1, add: {men: -20}}", "men", 480),
        ("{unit: cn-1, add: {fatigue: 20}}", "fatigue", 20),  # not stated: the model's 0 and 20
        ("{unit: cn-1, set: {name: {en: First}}}", "name", {"en": "First", "zh": "第一營"}),
        ("{unit: cn-1, remove: [name]}", "name", None),
        ("{unit: cn-1, append: {dont: [see, aim]}}", "dont", ["see", "aim"]),
    ],
)
def test_changes_of_a_unit(change: str, field: str, value: Any, merged: Callable[..., dict[str, Any]]) -> None:
    assert unit(merged(f"changes: [{change}]"), "cn-1").get(field) == value


def test_changes_follow_one_another(merged: Callable[..., dict[str, Any]]) -> None:
    data = merged("changes: [{unit: cn-1, set: {men: 100}}, {unit: cn-1, add: {men: 5}}]")
    assert unit(data, "cn-1")["men"] == 105


def test_a_change_without_an_entry_appends_to_the_scenario(merged: Callable[..., dict[str, Any]]) -> None:
    data = merged("changes: [{append: {units: [{id: cn-2, kind: battalion, formation: cn-30r, men: 9, at: 0401}]}}]")
    assert [entry["id"] for entry in data["units"]] == ["cn-1", "jp-1", "cn-2"]


def test_a_base_is_not_changed_by_what_is_built_on_it(root: Path, write: Callable[..., Path]) -> None:
    before = catalog.scenario_hash("hill")
    catalog.load(write("changes: [{unit: cn-1, set: {men: 180}}]"))
    assert catalog.scenario_hash("hill") == before


def test_included_sections_join(merged: Callable[..., dict[str, Any]]) -> None:
    data = merged(
        "include: [one.yaml, two.yaml]",
        one="events: [{id: a, when: {chance: 5}, do: [{points: {side: china, by: 1}}]}]\nrules: {sight_day_hexes: 8}",
        two="events: [{id: b, when: {chance: 5}, do: [{points: {side: china, by: 1}}]}]\nrules: {boat_hexes: 2}",
    )
    assert [event["id"] for event in data["events"]] == ["a", "b"]
    assert data["rules"] == {"sight_day_hexes": 8, "boat_hexes": 2}


def test_the_same_value_in_two_included_files_is_told(problems: Callable[..., list[Problem]]) -> None:
    found = problems("include: [one.yaml, two.yaml]", one="rules: {boat_hexes: 2}", two="\nrules: {boat_hexes: 3}")
    assert [(p.file.rsplit("/", 1)[-1], p.line, p.code) for p in found] == [("two.yaml", 2, "E002")]
    assert "one.yaml:1" in found[0].message


@pytest.mark.parametrize("path", ["../../x.yaml", "/etc/passwd", "../../../../etc/hosts"])
def test_no_path_leads_out_of_the_package(path: str, problems: Callable[..., list[Problem]]) -> None:
    assert [problem.code for problem in problems(f"include: [{path}]")] == ["E020"]


def test_no_link_leads_out_of_the_package(write: Callable[..., Path], tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("rules: {boat_hexes: 2}", encoding="utf-8")
    folder = write("include: [link.yaml]")
    (folder / "link.yaml").symlink_to(outside)
    assert [problem.code for problem in catalog.load_merged(folder)[2]] == ["E020"]


def test_a_circle_names_both_places(write: Callable[..., Path]) -> None:
    write("extends: b", name="a")
    folder = write("extends: a", name="b")
    (problem,) = catalog.load_merged(folder)[2]
    assert problem.code == "E018"
    assert problem.file.endswith("a/scenario.yaml") and "b/scenario.yaml:1" in problem.message


def test_an_include_circle_is_told_once(problems: Callable[..., list[Problem]]) -> None:
    found = problems("include: [one.yaml]", one="include: [two.yaml]", two="include: [one.yaml]")
    assert [problem.code for problem in found] == ["E018"]


def test_a_missing_file_hides_its_followers(problems: Callable[..., list[Problem]]) -> None:
    found = problems("units: []\ninclude: [unitz.yaml]", units="units: []")
    assert [problem.code for problem in found] == ["E019"]
    assert "did you mean 'units.yaml'?" in str(found[0].hint)


def test_an_inherited_fault_names_its_chain(problems: Callable[..., list[Problem]]) -> None:
    (problem,) = problems("kinds: {battalion: {men: 600}}")
    assert problem.code == "E035" and problem.file.endswith("hill/scenario.yaml")
    assert "bad/scenario.yaml extends hill" in str(problem)
