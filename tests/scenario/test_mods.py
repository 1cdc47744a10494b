"""Mods: what they add and patch, in which order, and that a broken one harms nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game import paths
from game.scenario import catalog, course, mods
from game.scenario.code_examples import EXAMPLES
from game.scenario.codes import CODES, Code

HEAD = "format: 1\nid: {id}\ntitle: {{en: A mod, zh: 模組}}\nversion: {version}\nlicence: CC0-1.0\n"
BOATS = "patches: [{to: hill, changes: [{rules: true, set: {boat_hexes: 5}}]}]\n"


@pytest.fixture
def mod(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Write a mod: `mod("winter", "requires: {…}")`; beside it lies the catalog with the hill."""
    folder = tmp_path / "mods"
    monkeypatch.setattr(paths, "mods", lambda: folder)

    def write(name: str, text: str = "", version: str = "1.2.0") -> Path:
        (folder / name).mkdir(parents=True)
        (folder / name / "mod.yaml").write_text(HEAD.format(id=name, version=version) + text, encoding="utf-8")
        return folder / name

    return write


def standing() -> dict[str, str]:
    return {mod.id: mod.standing for mod in mods.list_mods()}


def test_without_mods_nothing_is_different(root: Path) -> None:
    assert mods.list_mods() == () and mods.mods_hash() == "" and mods.patches() == ()
    assert mods.roots() == paths.scenario_roots()


def test_a_patch_changes_its_scenario_and_those_built_on_it(
    mod: Callable[..., Path], write: Callable[..., Path]
) -> None:
    write("rules: {road_cost: 2}")
    assert catalog.load("bad").rules.boat_hexes == 3
    folder = mod("boats", BOATS)
    assert catalog.load("hill").rules.boat_hexes == 5 and catalog.load("bad").rules.boat_hexes == 5
    mods.write_order([], ["boats"])
    assert standing() == {"boats": "off"} and catalog.load("hill").rules.boat_hexes == 3
    assert folder.is_dir()


def test_a_scenario_has_the_last_word_on_what_it_inherits(mod: Callable[..., Path], write: Callable[..., Path]) -> None:
    write("rules: {boat_hexes: 1}")
    mod("boats", BOATS)
    assert catalog.load("bad").rules.boat_hexes == 1
    mod("more-boats", BOATS.replace("to: hill", "to: all").replace("5", "7"))
    assert catalog.load("bad").rules.boat_hexes == 7


def test_a_patch_for_all_passes_over_what_is_not_there(mod: Callable[..., Path]) -> None:
    mod("a", "patches: [{to: all, changes: [{unit: nobody, set: {men: 1}}, {unit: cn-1, set: {men: 333}}]}]")
    scenario = catalog.load("hill")
    assert {unit.id: unit.men for unit in scenario.units} == {"cn-1": 333, "jp-1": 700}


def test_a_fault_of_a_patch_is_told_at_its_line(mod: Callable[..., Path]) -> None:
    mod("a", "patches: [{to: hill, changes: [{unit: cn-1, set: {men: 9999}}]}]")
    (problem,) = catalog.examine("hill").problems
    assert problem.code == "E035" and problem.file.endswith("a/mod.yaml") and problem.line == 6
    assert "a patch of mod 'a' to hill" in str(problem)


def test_a_mod_brings_scenarios(mod: Callable[..., Path], root: Path) -> None:
    folder = mod("winter") / "scenarios" / "winter" / "hill"
    folder.mkdir(parents=True)
    text = (root / "hill" / "scenario.yaml").read_text(encoding="utf-8").replace("id: hill", "id: winter/hill")
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    assert catalog.names() == ["hill", "winter/hill"] and catalog.load("winter/hill").id == "winter/hill"
    assert mods.list_mods()[0].scenarios == ("winter/hill",)


def test_a_mod_brings_the_course_of_its_battle(mod: Callable[..., Path], root: Path) -> None:
    scenarios = mod("winter") / "scenarios"
    shutil.copytree(root / "hill", scenarios / "winter" / "first-snow")
    file = scenarios / "winter" / "first-snow" / "scenario.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: hill", "id: winter/first-snow"), encoding="utf-8")
    (scenarios / "winter" / "history").mkdir()
    page = "course: 1\nground: winter/first-snow\nfall: 1944-06-30 day\n"
    (scenarios / "winter" / "history" / "1.yaml").write_text(page, encoding="utf-8")
    assert standing() == {"winter": "on"}
    assert course.of("winter/first-snow").fall == "1944-06-30 day"


def test_a_mod_cannot_hide_a_scenario(mod: Callable[..., Path], root: Path) -> None:
    folder = mod("winter") / "scenarios" / "hill"
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_text("format: 1\nid: hill\n", encoding="utf-8")
    (found,) = mods.list_mods()
    assert found.standing == "broken" and found.problems[0].code == "E017"
    assert catalog.load("hill").title.en == "The Hill"


def test_requirements_come_first_and_must_be_met(mod: Callable[..., Path]) -> None:
    mod("a", "requires: {b: '>=1.2', game: any}")
    mod("b")
    assert [m.id for m in mods.active()] == ["b", "a"]
    mod("c", "requires: {b: '>=2'}")
    mod("d", "requires: {nothing: any}")
    mod("e", "requires: {d: any}")
    assert standing() == {"b": "on", "a": "on", "c": "broken", "d": "broken", "e": "broken"}
    broken = {m.id: m.problems[-1] for m in mods.list_mods() if m.standing == "broken"}
    assert broken["c"].message == "mod 'c' requires 'b' >=2; there is 1.2.0" and broken["c"].line == 6
    assert "which is not installed" in broken["d"].message and "which is broken" in broken["e"].message
    mods.write_order(["b"], ["b"])
    assert standing()["a"] == "broken"


def test_mods_that_require_each_other_are_broken(mod: Callable[..., Path]) -> None:
    mod("a", "requires: {b: any}")
    mod("b", "requires: {a: any}")
    mod("c")
    assert standing() == {"c": "on", "a": "broken", "b": "broken"}


def test_two_mods_that_set_the_same_field_are_reported(mod: Callable[..., Path]) -> None:
    mod("a", BOATS)
    mod("b", BOATS.replace("5", "6"))
    mod("c", BOATS.replace("5", "6"))
    first, second, third = mods.list_mods()
    assert first.problems == () == third.problems  # c says what b says
    (problem,) = second.problems
    assert problem.code == "W112" and "mods 'a' and 'b' both set boat_hexes of rules in hill" in problem.message
    assert second.standing == "on" and catalog.load("hill").rules.boat_hexes == 6
    mods.write_order(["b", "c", "a"], [])
    assert [m.id for m in mods.active()] == ["b", "c", "a"] and catalog.load("hill").rules.boat_hexes == 5


def test_the_hash_follows_files_versions_and_order(mod: Callable[..., Path]) -> None:
    seen = set()
    folder = mod("a", BOATS)
    seen.add(mods.mods_hash())
    mod("b")
    seen.add(mods.mods_hash())
    mods.write_order(["b"], [])
    seen.add(mods.mods_hash())
    (folder / "readme.txt").write_text("hello", encoding="utf-8")
    seen.add(mods.mods_hash())
    assert len(seen) == 4 and all(len(one) == 64 for one in seen)
    (folder / "mod.yaml.bak").write_text("hello", encoding="utf-8")
    assert mods.mods_hash() in seen and mods.mods_in_use() == ("b 1.2.0", "a 1.2.0")


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "E009"),
        ("[1]", "E009"),
        ("a: [", "E001"),
        ("format: 1\nid: x\n", "E010"),
        (HEAD.format(id="x", version="new"), "E014"),
        (HEAD.format(id="x", version="1.0") + "requires: {b: newest}", "E014"),
        (HEAD.format(id="x", version="1.0") + "patches: {to: all}", "E011"),
        (HEAD.format(id="x", version="1.0") + "patchs: []", "E003"),
        (HEAD.format(id="x", version="1.0") + "licence: null", "E002"),
    ],
)
def test_a_broken_mod_is_listed_and_harms_nothing(text: str, code: str, mod: Callable[..., Path]) -> None:
    mod("sound", BOATS)
    (mod("x") / "mod.yaml").write_text(text, encoding="utf-8")
    sound, broken = mods.list_mods()
    assert sound.standing == "on" and broken.standing == "broken" and broken.id == "x"
    assert code in [problem.code for problem in broken.problems]
    assert catalog.load("hill").rules.boat_hexes == 5


def test_a_folder_without_mod_yaml_is_listed_as_broken(mod: Callable[..., Path]) -> None:
    (mod("x") / "mod.yaml").unlink()
    (found,) = mods.list_mods()
    assert (found.id, found.standing, found.problems[0].code) == ("x", "broken", "E019")


@pytest.mark.parametrize("code", [code for code in CODES.values() if code.group == "mods"], ids=lambda code: code.code)
def test_codes_of_mods(code: Code, mod: Callable[..., Path]) -> None:
    mod("other", "patches: [{to: hill, changes: [{rules: true, set: {boat_hexes: 7}}]}]")
    file = mod("this", EXAMPLES[code.code].bad) / "mod.yaml"

    def found() -> list[str]:
        return [problem.code for m in mods.list_mods() for problem in m.problems]

    assert found() == [code.code]
    file.write_text(HEAD.format(id="this", version="1.0") + EXAMPLES[code.code].good, encoding="utf-8")
    assert found() == []


def test_assets_and_words_of_mods(mod: Callable[..., Path]) -> None:
    folder = mod("a", "words: {title.quit: {en: Leave, zh: 離開}}")
    (folder / "assets" / "fonts").mkdir(parents=True)
    (folder / "assets" / "fonts" / "x.ttf").write_bytes(b"x")
    assert mods.asset("fonts/x.ttf") == folder / "assets" / "fonts" / "x.ttf"
    assert mods.asset("fonts/y.ttf") == paths.assets() / "fonts" / "y.ttf"
    assert mods.words()["title.quit"].en == "Leave"
