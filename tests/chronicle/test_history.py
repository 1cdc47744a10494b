"""A battle beside the real course: bands, places, who held longer."""

import pytest

from game.chronicle.history import Past, beside
from game.scenario import catalog
from game.scenario.course import Course

SCENARIO = "hengyang/first-assault"


@pytest.fixture(scope="module")
def past() -> Past:
    return Past(catalog.load(SCENARIO))


def test_who_held_what_comes_from_before_the_scenario_too(past: Past) -> None:
    assert past.holders("1944-06-28 day")["airfield"] == "japan"
    assert past.holders("1944-06-30 night")["wazi-ping"] == "china"
    assert past.holders("1944-07-01 night")["wazi-ping"] == "japan"


def test_losses_grow_in_a_band_from_nothing_to_the_record(past: Past) -> None:
    bands = [past.losses("japan", past.scenario.date_of(turn)) for turn in range(1, past.scenario.turns + 1)]
    assert all(band is not None and 0 < band[0] <= band[1] for band in bands)
    assert bands == sorted(bands)  # type: ignore[type-var]
    assert bands[-1] == (4000, 6000)


def test_the_course_speaks_where_the_scenario_is_silent(past: Past) -> None:
    silent = Past(past.scenario.model_copy(update={"history": ()}))
    assert silent.losses("japan", "1944-07-02 night") == (4000, 6000)
    low, high = silent.losses("china", "1944-06-29 night") or (0, 0)
    assert (low, high) == (1200, 1400)  # four of ten half days
    tutorial = catalog.load("hengyang/tutorial").model_copy(update={"history": ()})
    assert Past(tutorial).losses("japan", "1944-07-02 night") is None  # a hill is not the whole front


def test_ammunition_is_measured_from_the_scenario_s_own_start(past: Past) -> None:
    low, high = past.fires("china", "1944-07-02 night", 450) or (0, 0)
    assert 450 * 55 // 100 <= low < high <= 450 * 80 // 100


def test_arrows_lie_on_the_map(past: Past) -> None:
    assert [its.at for its in past.attacks("1944-07-01 day")] == ["wazi-ping", "duxian-temple"]
    assert past.attacks("1944-07-01 night") == []


def test_a_battle_beside_history(past: Past) -> None:
    start = past.holders("1944-06-27 night")
    holders = [("1944-06-28 day", start), ("1944-06-28 night", start | {"wazi-ping": "japan", "huxingchao": "japan"})]
    holders.append(("1944-07-02 night", dict(holders[-1][1]) | {"huxingchao": "china"}))
    found = beside(past, "1944-07-02 night", {"japan": 3000, "china": 3200}, {"china": (300, 450)}, holders)
    assert found.stands and found.stood and found.days_longer is None
    places = {its.place: its for its in found.places}
    assert (places["wazi-ping"].here, places["wazi-ping"].past) == ("1944-06-28 night", "1944-07-01 day")
    assert places["wazi-ping"].half_days_longer == -5
    assert "huxingchao" not in places  # won back, and not lost then
    assert places["west-station"].here is None and places["west-station"].half_days_longer is None
    assert {(its.side, its.quantity): its.where for its in found.measures} == {
        ("japan", "losses"): "below", ("china", "losses"): "within", ("china", "fires"): "within",
    }  # fmt: skip
    assert found.apart == {"west-station": ("china", "japan")}


@pytest.mark.parametrize("fell, days", [("1944-08-05 day", -3), ("1944-08-11 day", 3), (None, 12)])
def test_how_much_longer_the_city_held(past: Past, fell: str | None, days: int) -> None:
    long = past.scenario.model_copy(
        update={"calendar": past.scenario.calendar.model_copy(update={"end": "1944-08-20 day"})}
    )
    found = beside(Past(long), "1944-08-20 day", {}, {}, [], fell)
    assert found.days_longer == days


def test_men_in_the_ranks_near_a_date(past: Past) -> None:
    assert past.fit("china", "1944-07-21 day") == (6500, 9000)
    assert past.fit("china", "1944-07-02 night") is None and past.fit("japan", "1944-07-20 night") is None


def test_nothing_without_a_course(past: Past) -> None:
    bare = Past(past.scenario.model_copy(update={"history": ()}), Course())
    assert not bare and bare.holders("1944-07-02 night") == {} and bare.fires("china", "1944-07-02 night", 9) is None
