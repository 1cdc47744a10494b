"""Scenarios under edit: copies, edits that touch nothing else, undo, checks, saving."""

import difflib

import pytest

from game import paths
from game.scenario import catalog
from game.scenario import draft_entries as entries
from game.scenario import draft_ground as ground
from game.scenario.draft import Draft, DraftError, copy_scenario


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user", lambda: tmp_path)
    (tmp_path / "scenarios").mkdir()
    return tmp_path / "scenarios"


@pytest.fixture
def draft(home):
    made = Draft(copy_scenario("hengyang/first-assault", "mine"))
    yield made
    made.close()


def differing(draft):
    """Lines taken away and lines added by saving, over all files."""
    minus, plus = [], []
    for file in draft.own:
        before, after = draft.saved.get(file, ""), draft.docs[file].text
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""):
            if line[:3] not in ("---", "+++") and line[0] in "+-":
                (minus if line[0] == "-" else plus).append(line[1:].strip())
    return minus, plus


def test_a_copy_stands_by_itself_and_means_the_same(home):
    folder = copy_scenario("hengyang/first-assault", "mine")
    copied, original = catalog.examine("mine"), catalog.examine("hengyang/first-assault")
    assert copied.problems == []
    assert all(file.resolve().is_relative_to(folder) for file in copied.files)
    for key in ("map", "units", "victory", "kinds", "rules"):
        assert copied.merged.get(key) == original.merged.get(key)
    assert copied.scenario.title.en == "The First Assault (copy)"


def test_a_copy_of_a_scenario_that_includes_from_beside_it(home):
    copy_scenario("hengyang/night-raid", "raid")
    assert catalog.examine("raid").problems == []


@pytest.mark.parametrize("name", ["", "../out", "Big Name", "hengyang/siege/../x"])
def test_a_copy_needs_a_proper_name(home, name):
    with pytest.raises(DraftError):
        copy_scenario("hengyang/tutorial", name)


def test_a_copy_overwrites_nothing(home):
    copy_scenario("hengyang/tutorial", "mine")
    with pytest.raises(DraftError, match="already"):
        copy_scenario("hengyang/tutorial", "mine")


def test_a_built_in_scenario_is_not_edited():
    with pytest.raises(DraftError, match="copy"):
        Draft(paths.scenarios() / "hengyang" / "tutorial")


def test_a_cliff_moved_and_a_battery_added_are_all_that_differs(draft, home):
    edge = draft.scenario.map.edges.cliff[0].at[0]
    at, _, _ = edge.partition("/")
    free = next(d for d in ("n", "ne", "nw", "s") if not ground.has_edge(draft, "cliff", f"{at}/{d}"))
    draft.edit(lambda: ground.set_edge(draft, "cliff", edge, False))
    draft.edit(lambda: ground.set_edge(draft, "cliff", f"{at}/{free}", True))
    draft.edit(lambda: entries.add_unit(draft, "cn-mortars", "cn-28r", "2222"))
    assert draft.errors == []
    minus, plus = differing(draft)
    assert len(minus) == 1 and edge in minus[0]
    assert any(f"{at}/{free}" in line for line in plus)
    unit = ("- id: cn-28r-mortar-1", "kind", "formation", "men", "at: 2222", "tubes", "shells", "certainty: invented")
    assert all(f"{at}/{free}" in line or line.startswith(unit) for line in plus)
    written = draft.save()
    assert written and not draft.dirty
    assert all(file.with_name(file.name + ".bak").exists() for file in written)
    assert catalog.load("mine").map.edges.cliff[0].at != catalog.load("hengyang/first-assault").map.edges.cliff[0].at


def test_painting_changes_one_letter(draft):
    rows = draft.scenario.map.rows.split()
    draft.edit(lambda: ground.paint(draft, ["0101", "0201"], "woods"))
    new = draft.scenario.map.rows.split()
    assert new[0] == "tt" + rows[0][2:] and new[1:] == rows[1:]
    minus, plus = differing(draft)
    assert len(minus) == len(plus) == 1


def test_undo_and_redo_restore_every_text(draft):
    texts = {file: draft.docs[file].text for file in draft.own}
    draft.edit(lambda: ground.set_works(draft, ["2222"], 3))
    draft.edit(lambda: entries.set_field(draft, "unit", "cn-30r-2", "men", "123"))
    after = {file: draft.docs[file].text for file in draft.own}
    assert draft.undo() and draft.undo() and not draft.undo()
    assert {file: draft.docs[file].text for file in draft.own} == texts
    assert draft.redo() and draft.redo() and not draft.redo()
    assert {file: draft.docs[file].text for file in draft.own} == after
    assert next(unit for unit in draft.scenario.units if unit.id == "cn-30r-2").men == 123


def test_works_are_of_one_level(draft):
    for level in (1, 4, 0):
        draft.edit(lambda level=level: ground.set_works(draft, ["2222"], level))
        assert ground.works_at(draft, "2222") == level


def test_lines_places_entries_and_depots(draft):
    draft.edit(lambda: ground.add_line(draft, "road", ["0101", "0105"]))
    assert ground.lines_at(draft, "road", "0103")
    draft.edit(lambda: ground.drop_line(draft, "road", "0103"))
    assert not ground.lines_at(draft, "road", "0103")
    draft.edit(lambda: ground.add_place(draft, "Old Mill", "0303"))
    assert ground.place_at(draft, "0303") == "old-mill"
    draft.edit(lambda: entries.set_field(draft, "place", "old-mill", "name", "{en: Old Mill, zh: 舊磨坊}"))
    assert draft.scenario.map.places["old-mill"].name.zh == "舊磨坊"
    draft.edit(lambda: entries.add_depot(draft, "china", "2222"))
    assert entries.depots_at(draft, "2222")
    draft.edit(lambda: entries.remove(draft, "depot", entries.depots_at(draft, "2222")[0]))
    assert not entries.depots_at(draft, "2222")


def test_a_unit_moved_onto_the_river_is_a_problem_at_its_line(draft):
    river = next(k for k, mark in enumerate("".join(draft.scenario.map.rows.split())) if mark == "R")
    cols = draft.scenario.map.grid.size[0]
    at = f"{river % cols + 1:02}{river // cols + 1:02}"
    draft.edit(lambda: entries.move(draft, "unit", "cn-30r-2", at))
    assert [problem.code for problem in draft.errors] == ["E029"]
    assert draft.errors[0].file.startswith("mine")
    draft.undo()
    assert draft.errors == []


def test_what_cannot_be_read_changes_nothing(draft):
    before = {file: draft.docs[file].text for file in draft.own}
    for text in ("[1, 2", "&a 3", "{x: *y}"):
        with pytest.raises(DraftError):
            draft.edit(lambda text=text: entries.set_field(draft, "unit", "cn-30r-2", "men", text))
    assert {file: draft.docs[file].text for file in draft.own} == before
    assert not draft.can_undo


def test_ground_that_is_inherited_is_copied_when_it_is_first_edited(home):
    folder = home / "thin"
    folder.mkdir()
    original = (paths.scenarios() / "hengyang" / "first-assault" / "scenario.yaml").read_text(encoding="utf-8")
    (folder / "scenario.yaml").write_text(
        original.split("\nbriefing:")[0].replace("id: hengyang/first-assault", "id: thin")
        .replace("extends: hengyang/base", "extends: hengyang/first-assault").replace("include: ", "# include: ")
        + "\n", encoding="utf-8",
    )  # fmt: skip
    draft = Draft(folder)
    assert draft.errors == []
    draft.edit(lambda: ground.paint(draft, ["0101"], "woods"))
    assert draft.errors == []
    assert draft.scenario.map.rows.split()[0][0] == "t"
    draft.save()
    assert catalog.examine("thin").problems == []
    assert (folder / "base" / "map.yaml").exists()
    draft.close()
