"""The encyclopedia: read as strictly as a scenario, one fault hides no other, and what Hengyang's says is whole."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from game import paths
from game.scenario import catalog, encyclopedia, validate
from game.scenario.problems import Problem

FOLDER = paths.HOME / "scenarios" / "hengyang" / "encyclopedia"
GOOD = """\
encyclopedia: 1
groups:
  - {id: ground, title: {en: Ground, zh: 地形}}
entries:
  - id: the-hill
    group: ground
    title: {en: The Hill, zh: 小山}
    text: {en: A knoll., zh: 小丘。}
    source: a map
    certainty: documented
    date: 1944-06-28
    see: [the-brook]
  - {id: the-brook, group: ground, title: {en: Brook, zh: 小溪}, text: {en: Water., zh: 水。},
     source: a map, certainty: estimated}
"""

Check = Callable[..., list[Problem]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """What is wrong with the good page after `old` has become `new` (and with further pages)."""

    def check(old: str = "", new: str = "", **more: str) -> list[Problem]:
        folder = tmp_path / "encyclopedia"
        folder.mkdir(exist_ok=True)
        assert old in GOOD
        (folder / "a.yaml").write_text(GOOD.replace(old, new, 1) if old else GOOD, encoding="utf-8")
        for name, text in more.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return encyclopedia.load(folder)[1]

    return check


def test_a_good_page_has_no_problems(check: Check) -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "says"),
    [
        ("group: ground\n", "group: grund\n", "E016", 6, "did you mean 'ground'?"),
        ("    source: a map\n", "", "E010", 5, "missing field 'source' in entry 'the-hill'"),
        ("    certainty: documented", "    certainty: sure", "E013", 10, "one of: estimated, documented, invented"),
        ("    text: {en: A knoll.,", "    txt: {en: A knoll.,", "E010", 5, "missing field 'text'"),
        ("1944-06-28", "28 June", "E014", 11, "a day is written like '1944-06-28'"),
        ("[the-brook]", "[the-broke]", "E016", 12, "did you mean 'the-brook'?"),
        ("{en: A knoll., zh: 小丘。}", "{en: A knoll., cn: 小丘。}", "E003", 8, "unknown field 'cn'"),
        ("{en: The Hill, zh: 小山}", "The Hill", "W101", 7, "without a Chinese version"),
        ("title: {en: Brook, zh: 小溪}", "title: [Brook]", "E011", 13, "expected text"),
        ("id: the-hill", "id: The Hill", "E014", 5, "lower case letters"),
        ("id: the-hill", "id: the-brook", "E017", 13, "entry 'the-brook' twice"),
        ("encyclopedia: 1", "encyclopedia: 2", "E013", 1, "format 2 is not known"),
        ("entries:", "entrys:", "E003", 4, "did you mean 'entries'?"),
        ("see: [the-brook]", "see: [the-brook", "E001", 13, "not closed"),
    ],
)
def test_each_fault_is_told_where_it_stands(check: Check, old: str, new: str, code: str, line: int, says: str) -> None:
    found = check(old, new)
    first = next((problem for problem in found if problem.code == code), None)
    assert first is not None, [str(problem) for problem in found]
    assert first.line == line and first.file.endswith("encyclopedia/a.yaml")
    assert says in str(first)


def test_a_bad_article_is_left_out_and_the_others_stay(tmp_path: Path, check: Check) -> None:
    check("certainty: documented", "certainty: sure")
    book, problems = encyclopedia.load(tmp_path / "encyclopedia")
    assert [entry.id for entry in book.entries] == ["the-brook"]
    assert len(problems) == 1


def test_ids_are_unique_over_all_pages(check: Check) -> None:
    found = check(b=GOOD)
    assert [problem.code for problem in found] == ["E017", "E017", "E017"]
    assert "a.yaml:5" in (found[1].hint or "")


def test_a_page_that_is_no_mapping_or_not_yaml_is_told(check: Check) -> None:
    assert [problem.code for problem in check(b="- a list\n")] == ["E009"]
    assert [problem.code for problem in check(b="entries: [1944\n")][-1] == "E001"


def test_validate_finds_the_pages_below_a_folder(check: Check, tmp_path: Path) -> None:
    check("certainty: documented", "certainty: sure")
    for target in (tmp_path, tmp_path / "encyclopedia", tmp_path / "encyclopedia" / "a.yaml"):
        report = validate.validate([str(target)])
        assert [problem.code for problem in report.problems] == ["E013"], target
        assert report.files == 1


def test_a_package_without_one_has_an_empty_encyclopedia(root: Path) -> None:
    assert encyclopedia.of("hill") == encyclopedia.Encyclopedia()


def test_an_encyclopedia_beside_a_scenario_is_not_an_unused_file(root: Path) -> None:
    folder = root / "hill" / "encyclopedia"
    folder.mkdir()
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert catalog.load_merged("hill")[2] == []
    found = encyclopedia.of("hill").entry("the-hill")
    assert found is not None and found.title.zh == "小山"


# ---------------------------------------------------------------- Hengyang's own


@pytest.fixture(scope="module")
def book() -> encyclopedia.Encyclopedia:
    found, problems = encyclopedia.load(FOLDER)
    assert problems == []
    return found


def test_every_chapter_has_articles_and_every_text_two_languages(book: encyclopedia.Encyclopedia) -> None:
    for group in book.groups:
        assert book.of_group(group.id), group.id
    for entry in book.entries:
        assert entry.title.zh and entry.text.zh, entry.id
        assert re.search("[\u4e00-\u9fff]", entry.text.zh) and not re.search("[\u4e00-\u9fff]", entry.text.en), entry.id


def test_the_timeline_has_every_day_of_the_siege(book: encyclopedia.Encyclopedia) -> None:
    first, last = datetime.date(1944, 6, 22), datetime.date(1944, 8, 8)
    days = [(first + datetime.timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    assert [entry.date for entry in book.of_group("timeline")] == days
    assert book.on("1944-06-28")[0].id == "day-06-28"


def test_formations_and_front_places_of_the_scenarios_have_articles(book: encyclopedia.Encyclopedia) -> None:
    scenario = catalog.load("hengyang/first-assault")
    formations = {formation.id for formation in scenario.formations}
    assert {name for name in formations if book.entry(name) is None} <= {"jp-army", "jp-11a-troops"}
    ranked = {name for name, place in scenario.map.places.items() if place.rank in ("city", "hill", "gate")}
    assert {name for name in ranked if book.entry(name) is None} == set()


def test_kinds_of_guns_have_the_articles_on_them(book: encyclopedia.Encyclopedia) -> None:
    kinds = catalog.load("hengyang/first-assault").kinds
    weapons = {entry.id for entry in book.of_group("weapons")}
    assert {"cn-anti-tank", "cn-mortars", "cn-rockets", "jp-guns-105", "jp-howitzers-150"} == weapons & set(kinds)


def test_both_sides_claims_of_losses_are_told(book: encyclopedia.Encyclopedia) -> None:
    chinese, japanese = book.entry("losses-chinese-claims"), book.entry("losses-japanese-claims")
    assert chinese is not None and "48,000" in chinese.text.en and "15,000" in chinese.text.en
    assert japanese is not None and "19,000" in japanese.text.en and "13,300" in japanese.text.en


@pytest.mark.parametrize(
    ("words", "first"), [("Shima", "shima-genkichi"), ("ota", "ota-sadamasa"), ("張家山", "zhangjiashan")]
)
def test_search_finds_titles_first_without_accents_in_both_languages(
    book: encyclopedia.Encyclopedia, words: str, first: str
) -> None:
    assert book.find(words)[0].id == first
    assert len(book.find(words)) == len(set(book.find(words)))


def test_search_wants_all_words_and_finds_nothing_for_none(book: encyclopedia.Encyclopedia) -> None:
    assert "day-06-28" in {entry.id for entry in book.find("mortars staff")}
    assert book.find("  ") == () and book.find("mortars zeppelin") == ()
