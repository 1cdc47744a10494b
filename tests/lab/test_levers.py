"""Levers: each is `changes:` text that fits its scenario and changes what it says."""

import pytest

from game.lab import levers as module
from game.lab.levers import Lever, band, conspicuous, levers, move_levels, other_side_first, scaled, without_wave
from game.scenario import catalog
from tests.lab.planted import lever, write

FIRST = "hengyang/first-assault"


@pytest.fixture(scope="module")
def first():
    return catalog.examine(FIRST)


def changed(text, name=FIRST):
    loaded = catalog.examine_changed(name, text)
    assert loaded.scenario, "\n".join(map(str, loaded.problems))
    return loaded.scenario


@pytest.mark.parametrize(
    "values, percent, wanted",
    [
        ([6, 6, 6], 90, [5, 6, 5]),  # 16.2 in all
        ([1, 1, 1, 1], 50, [1, 0, 1, 0]),
        ([10, 0, 7], 100, [10, 0, 7]),
        ([3], 200, [6]),
        ([], 50, []),
    ],
)
def test_what_rounding_takes_from_one_the_next_gets(values, percent, wanted):
    assert scaled(values, percent) == wanted


def test_every_lever_of_the_first_assault_can_be_pulled(first):
    found = levers(first.scenario, first.merged)
    assert {"japan-shells", "china-fires", "china-men", "japan-sorties", "wave-64th-battalion"} <= {
        row.id for row in found
    }
    assert len({row.id for row in found}) == len(found)
    for row in found:
        assert changed(row.text(row.trial)) != first.scenario, row.id
        for bound in row.bounds:
            changed(row.text(bound) or "[]")


def fires(scenario, side):
    formations = {formation.id for formation in scenario.formations if formation.side == side}
    of_units = sum(unit.ammo for unit in scenario.units if unit.formation in formations)
    return of_units, sum(depot.fires for depot in scenario.depots if depot.side == side)


def test_ammunition_doubled_is_ammunition_doubled_of_one_side(first):
    after = changed(lever("china-fires", FIRST).text(100))
    assert fires(after, "china") == tuple(2 * number for number in fires(first.scenario, "china"))
    assert fires(after, "japan") == fires(first.scenario, "japan")


def test_men_never_exceed_what_their_kind_has(first):
    after = changed(lever("japan-men", FIRST).text(50))
    assert all(unit.men <= after.kinds[unit.kind].men for unit in after.units)
    before = {unit.id: unit.men for unit in first.scenario.units}
    grown = {unit.id for unit in after.units if unit.men > before[unit.id]}
    assert grown
    assert all(unit.startswith("jp-") for unit in grown)


def test_waves_move_by_days_within_the_calendar(first):
    row = lever("wave-64th-battalion", FIRST)
    assert row.text(2) == "- {wave: 64th-battalion, set: {arrives: 1944-06-30 night}}\n"
    assert row.label(2) == "wave 64th-battalion 1 day later"
    assert row.label(-1) == "wave 64th-battalion 0.5 days earlier"
    assert row.text(100) == "- {wave: 64th-battalion, set: {arrives: 1944-07-02 night}}\n"


def test_convoys_that_events_bring_are_scaled_too(tmp_path):
    event = (
        "lessons: []\nevents:\n  - {id: convoy, when: {date: 1944-07-01 day}, do: [{stock: {side: japan, fires: 20, "
        "shells: {mm75: 10}}}, {message: {en: Shells, zh: 彈}}]}\n"
    )
    path = write(tmp_path / "convoy", "hengyang/tutorial", "- {level: taken, set: {from: 7}}", event)
    loaded = catalog.examine(path)
    rows = {row.id: row for row in levers(loaded.scenario, loaded.merged)}
    shells = changed(rows["japan-shells"].text(50), path).events[-1].do[0].stock.shells
    assert shells == {"mm75": 15}
    assert changed(rows["japan-fires"].text(50), path).events[-1].do[0].stock.fires == 30


def test_a_wave_left_out_never_comes_and_the_first_mover_changes(first):
    after = changed(without_wave(first.scenario, "8th-regiment"))
    wave = next(wave for wave in after.waves if wave.id == "8th-regiment")
    assert (wave.chance, wave.arrives.held.cost) == (0, 0)
    assert changed(other_side_first(first.scenario)).first_side == "china"


def test_victory_levels_keep_rising_when_they_are_moved(first):
    assert band(first.scenario, "japan") == (2, 4)
    after = changed(move_levels(first.scenario, "japan", 5, -20)).victory.levels
    assert [level.from_ for level in after] == [None, -20, 7, 8, 9]


def test_a_store_beyond_any_ration_is_conspicuous(first):
    assert conspicuous(first.scenario) == {}
    found = conspicuous(changed(lever("china-fires", FIRST).text(100)))
    assert list(found) == ["china-fires"]
    pull, words = found["china-fires"]
    assert -60 <= pull <= -30
    assert "a full ration is 6" in words


def test_a_lever_too_small_for_a_tenth_is_tried_with_more():
    row = Lever("x", "{} of x", "%", 10, (0, 0), lambda amount: [{"unit": "x"}] if amount >= 50 else [])
    assert module._felt(row).trial == 50
    assert module._felt(row._replace(make=lambda amount: [])) is None
