"""The course of the real battle: read strictly, checked with positions, joined from its pages."""

from pathlib import Path

import pytest

from game.scenario import course
from game.scenario.model import half_day
from game.scenario.validate import validate

PAGE = """course: 1
ground: hengyang/base
days:
  - date: 1944-06-28 day
    title: {en: A day, zh: 一日}
    text: {en: Text, zh: 文}
    attacks:
      - {by: japan, unit: {en: A unit, zh: 部隊}, from: 1532, at: zhangjiashan, outcome: held}
    holder: {zhangjiashan: china}
    source: a book
    certainty: documented
tolls:
  - {from: 1944-06-28 day, to: 1944-06-29 night, losses: {japan: [10, 20]}, source: a book, certainty: estimated}
"""


def faults(tmp_path: Path, text: str) -> list[str]:
    folder = tmp_path / "history"
    folder.mkdir()
    (folder / "1.yaml").write_text(text, encoding="utf-8")
    return [str(problem).split("/history/", 1)[1].splitlines()[0] for problem in course.load(folder)[1]]


def test_a_sound_page_has_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, PAGE) == []


@pytest.mark.parametrize(
    "old, new, where",
    [
        ("by: japan", "by: japon", "1.yaml:8:14: error[E016]"),
        ("from: 1532", "from: 9932", "1.yaml:8:55: error[E025]"),
        ("at: zhangjiashan", "at: zhangjiashun", "1.yaml:8:65: error[E025]"),
        ("{zhangjiashan: china}", "{zhangjiashun: china}", "1.yaml:9:14: error[E016]"),
        ("outcome: held", "outcome: lost", "1.yaml:8:88: error[E013]"),
        ("source: a book\n", "sources: a book\n", "1.yaml:10:5: error[E003]"),
        ("[10, 20]", "[20, 10]", "1.yaml:13:66: error[E012]"),
        ("to: 1944-06-29", "to: 1944-06-27", "1.yaml:13:32: error[E033]"),
        ("zh: 一日", "jp: 一日", "1.yaml:5:24: error[E003]"),
        ("{en: Text, zh: 文}", "Text", "1.yaml:6:11: warning[W1"),
        ("ground: hengyang/base", "ground: hengyang/bass", "1.yaml:2:9: error[E019]"),
    ],
)
def test_each_fault_is_told_where_it_is(tmp_path: Path, old: str, new: str, where: str) -> None:
    assert old in PAGE
    found = faults(tmp_path, PAGE.replace(old, new, 1))
    assert any(line.startswith(where) for line in found), found


def test_losses_are_not_counted_twice(tmp_path: Path) -> None:
    again = "  - {from: 1944-06-29 day, to: 1944-06-30 day, losses: {japan: [1, 2]}, source: x, certainty: estimated}\n"
    assert any("overlaps" in line for line in faults(tmp_path, PAGE + again))


def test_the_course_of_hengyang() -> None:
    found = course.of("hengyang/siege")
    assert found.fall == "1944-08-08 day" and len(found.days) > 25
    dates = [half_day(day.date) for day in found.days]
    assert dates == sorted(dates)
    held: dict[str, str] = {}
    for day in found.days:
        held.update(day.holder)
    assert set(held.values()) == {"japan"}  # in the end
    for side, low, high in (("japan", 15_000, 25_000), ("china", 12_000, 16_000)):
        least, most = (sum(toll.losses[side][i] for toll in found.tolls) for i in (0, 1))
        assert low - 1000 <= least <= most <= high


def test_validate_reads_the_course_with_the_scenarios() -> None:
    report = validate(["scenarios"])
    assert report.errors == 0
    assert course.of("nowhere/else") == course.Course()
