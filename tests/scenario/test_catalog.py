"""Scenarios by name: what is listed, what a menu shows, what a hash stands for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.scenario import catalog
from game.scenario.model import Scenario
from game.scenario.problems import ScenarioError


def test_folders_and_single_files_are_listed_and_bases_are_not(root: Path, write: Callable[..., Path]) -> None:
    write("rules: {boat_hexes: 2}", name="battles/night")
    (root / "single.yaml").write_text("format: 1\nid: single\nextends: hill\ntitle: One file\n", encoding="utf-8")
    write("abstract: true", name="base")
    assert catalog.names() == ["battles/night", "hill", "single"]
    assert catalog.load("single").title.en == "One file"


def test_a_name_and_its_path_are_the_same_scenario(root: Path) -> None:
    by_name = catalog.load("hill")
    assert isinstance(by_name, Scenario) and by_name.turns == 6
    assert catalog.load(root / "hill") == catalog.load(root / "hill" / "scenario.yaml") == by_name


@pytest.mark.parametrize("name", ["hil", "", "..", "../hill", "/", "\x00", "hill/scenario", "a" * 5000])
def test_an_unknown_name_is_a_problem_with_the_nearest(name: str, root: Path) -> None:
    with pytest.raises(ScenarioError) as error:
        catalog.load(name)
    assert [problem.code for problem in error.value.problems] == ["E019"]
    assert "hill" in str(error.value)


def test_a_base_cannot_be_played(write: Callable[..., Path]) -> None:
    write("abstract: true", name="base")
    with pytest.raises(ScenarioError, match="a base for others"):
        catalog.load("base")


def test_title_and_abstract_are_not_inherited(root: Path, write: Callable[..., Path]) -> None:
    write("abstract: true", name="base")
    folder = write("extends: base", name="played")
    assert catalog.load(folder).abstract is False


def test_a_description_needs_no_check(root: Path, write: Callable[..., Path]) -> None:
    write("title: {en: Broken, zh: 壞}\nkinds: 5", name="broken")
    described = catalog.describe("broken")
    assert described.title.zh == "壞"
    assert described.calendar is not None and described.calendar.start == "1944-06-28 day"  # from the hill
    assert described.problem is None


def test_a_file_that_cannot_be_read_is_described_by_its_problem(root: Path, write: Callable[..., Path]) -> None:
    write("title: [", name="broken")
    described = catalog.describe("broken")
    assert described.title.en == "broken" and described.problem is not None and described.problem.code == "E001"


def test_the_hash_is_of_what_is_said_not_of_how(root: Path, write: Callable[..., Path]) -> None:
    one = write("rules: {boat_hexes: 2}\nbriefing: {both: {en: Go, zh: 去}}", name="one")
    before = catalog.scenario_hash(one)
    write(
        "include: [part.yaml]\nbriefing:\n  both:  # a comment\n    zh: 去\n    en: Go",
        name="one",
        part="rules: {boat_hexes: 2}",
    )
    assert catalog.scenario_hash(one) == before
    write("rules: {boat_hexes: 1}\nbriefing: {both: {en: Go, zh: 去}}", name="one")
    (one / "part.yaml").unlink()
    assert catalog.scenario_hash(one) != before


def test_merged_data_alone_make_the_same_scenario(root: Path) -> None:
    scenario, merged, _ = catalog.load_merged("hill")
    assert catalog.from_merged(merged) == scenario


def test_an_id_that_is_not_its_path_is_an_error(write: Callable[..., Path]) -> None:
    folder = write("id: other", name="battle")
    (problem,) = catalog.load_merged(folder)[2]
    assert problem.code == "E024" and "write battle" in str(problem.hint)


def test_a_copied_tree_refers_to_itself(root: Path, write: Callable[..., Path], tmp_path: Path) -> None:
    write("first_side: china", name="variant")
    copy = tmp_path / "elsewhere"
    (root.parent / "scenarios").rename(copy)
    hill = copy / "hill" / "scenario.yaml"
    hill.write_text(hill.read_text(encoding="utf-8").replace("men: 500", "men: 499"), encoding="utf-8")
    assert catalog.load(copy / "variant").units[0].men == 499


@pytest.mark.parametrize("name", catalog.names())
def test_every_built_in_scenario_is_without_errors(name: str) -> None:
    scenario, _, problems = catalog.load_merged(name)
    assert scenario is not None, "\n".join(map(str, problems))
