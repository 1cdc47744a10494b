"""From battle to battle: what the next phase of a campaign takes over, and what it cannot."""

import numpy as np
import pytest

from game import Battle
from game.campaign import CampaignOver, next_battle, next_phase
from game.cli import main
from game.errors import UserError
from game.lab.field import Field
from game.rules import state as s
from game.scenario import campaign as campaigns
from game.scenario import catalog
from game.scenario.problems import ScenarioError

NAME = "hengyang/campaign"


@pytest.fixture(scope="module")
def campaign():
    return campaigns.load(NAME)


@pytest.fixture(scope="module")
def fought(campaign):
    """The approach, played by computers: its names and its last State."""
    field = Field(catalog.load(campaign.phases[0].scenario))
    return field.names, field.play(3)


@pytest.fixture(scope="module")
def following(campaign, fought):
    merged = next_phase(*fought, campaign)
    return merged, catalog.from_merged(merged)


def left(fought, unit):
    names, state = fought
    row = state.units[names.unit_row[unit]]
    return int(row["men"]) if row["status"] == s.PRESENT else 0


def test_units_begin_with_the_men_they_have_left_and_their_share_of_those_who_came_back(campaign, fought, following):
    names, _ = fought
    before = {unit.id: unit.men for unit in names.scenario.units}
    after = {unit.id: unit for unit in following[1].units}
    back = campaign.phases[1].between["china"].back_percent
    kept = [unit for unit in ("cn-570r-1", "cn-30r-2", "cn-569r-1") if unit in after]
    assert kept
    for unit in kept:
        men = left(fought, unit)
        assert after[unit].men == men + (before[unit] - men) * back // 100
    planned = {unit.id for unit in catalog.load("hengyang/first-assault").units}
    for unit in planned - set(after):
        assert left(fought, unit) < before[unit]
    assert planned >= set(after)


def test_stores_are_those_left_and_those_brought_laid_out_as_the_scenario_does(campaign, fought, following):
    names, state = fought
    for side in names.sides:
        rows = state.depots[(state.depots["side"] == names.side_row[side]) & (state.depots["lost"] == 0)]
        gift = campaign.phases[1].between[side]
        depots = [depot for depot in following[1].depots if depot.side == side]
        assert sum(depot.fires for depot in depots) == rows["fires"].sum() // 10 + gift.fires
        assert sum(depot.grenades for depot in depots) == rows["grenades"].sum() + gift.grenades
    unit = next(unit for unit in following[1].units if unit.id == "cn-30r-2")
    assert unit.ammo == state.units[names.unit_row["cn-30r-2"]]["ammo"] // 10


def test_those_who_fell_at_a_cliff_lie_there_still(fought, following):
    _, state = fought
    fresh = Field(following[1])
    kept = {(int(edge["hex"]), int(edge["direction"])): int(edge["ramp"]) for edge in fresh.start.edges}
    fallen = [edge for edge in state.edges if edge["kind"] == s.CLIFF]
    assert all(kept[int(edge["hex"]), int(edge["direction"])] == edge["ramp"] for edge in fallen)


def test_works_taken_down_stay_down_and_ground_won_stays_won(campaign, fought):
    names, state = fought
    state = state._replace(hexes=state.hexes.copy())
    hill, bank = names.hex("zhangjiashan"), names.hex("central-bank")
    state.hexes["works"][hill] -= 2
    state.hexes["control"][hill] = names.side_row["japan"]
    scenario = catalog.from_merged(next_phase(names, state, campaign))
    fresh = Field(scenario)
    as_planned = Field(catalog.load("hengyang/first-assault"))
    assert fresh.start.hexes["works"][hill] == as_planned.start.hexes["works"][hill] - 2
    assert fresh.start.hexes["works"][bank] == as_planned.start.hexes["works"][bank]
    assert fresh.start.hexes["control"][hill] == names.side_row["japan"]
    held = next(unit for unit in as_planned.names.scenario.units if unit.at == "zhangjiashan")
    moved = next(unit for unit in scenario.units if unit.id == held.id)
    assert 0 < _distance(fresh, hill, fresh.names.hex(moved.at)) <= 3


def _distance(field, a, b):
    from game import hexgrid

    return hexgrid.distance(a, b, field.names.cols)


def test_nobody_stands_on_the_enemys_ground_or_on_a_friend(following):
    field = Field(following[1])
    state = field.start
    here = state.units[state.units["status"] == s.PRESENT]
    assert (state.hexes["control"][here["at"]] == here["side"]).all()
    slots = list(zip(here["at"].tolist(), here["support"].tolist(), strict=True))
    assert len(slots) == len(set(slots))


def test_a_phase_takes_over_only_what_it_says(campaign, fought):
    names, state = fought
    first, second, *rest = campaign.phases
    nothing = campaign.model_copy(update={"phases": (first, second.model_copy(update={"carry": ()}), *rest)})
    assert next_phase(names, state, nothing) == catalog.examine("hengyang/first-assault").merged


def test_the_whole_campaign_can_be_gone_through(campaign, following):
    field = Field(following[1])
    state = field.play(5)
    second = catalog.from_merged(next_phase(field.names, state, campaign))
    assert second.id == "hengyang/second-assault"
    total = np.sum([unit.men for unit in second.units])
    assert total != np.sum([unit.men for unit in catalog.load("hengyang/second-assault").units])


def test_the_last_phase_an_unfinished_and_a_foreign_battle_have_no_next(campaign):
    for name, words in (("hengyang/third-assault", "not over"), ("hengyang/tutorial", "is no phase of")):
        with pytest.raises(CampaignOver, match=words):
            next_battle(Battle.load(name), campaign)
    battle = Battle.load("hengyang/third-assault")
    battle.state.clock["ended"] = 1
    with pytest.raises(CampaignOver, match="last phase"):
        next_battle(battle, campaign)


def test_the_command_writes_the_next_battle(tmp_path, capsys):
    battle = Battle.load("hengyang/approach", seed=1)
    while battle.outcome is None:
        choices = [order for order in battle.legal_orders() if order.verb == "choose"]
        battle.give(choices[0] if choices else "end")
    assert battle.outcome.reason == "calendar", "nobody moves: only the calendar can end it"
    battle.save(tmp_path / "one.hyrec")
    assert main(["campaign", NAME, "--after", str(tmp_path / "one.hyrec"), "--to", str(tmp_path / "two.hyrec")]) == 0
    following = Battle.open(tmp_path / "two.hyrec")
    assert (following.scenario.id, following.turn, following.recovered) == ("hengyang/first-assault", 1, None)
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["campaign", NAME, "--after", str(tmp_path / "one.hyrec")])
    assert "go together" in capsys.readouterr().err


def test_simulate_takes_a_campaign(capsys):
    assert main(["simulate", NAME, "--games", "1", "--seed", "2", "--json", "-"]) == 0
    out = capsys.readouterr().out
    assert '"hengyang/second-assault"' in out


# ---------------------------------------------------------------- files

GOOD = """format: 1
id: mine
title: {en: Mine, zh: 戰役}
phases:
  - scenario: hengyang/approach
  - scenario: hengyang/first-assault
    between: {china: {fires: 3, shells: {mm75: 1}}}
"""


@pytest.mark.parametrize(
    "old, new, code, line",
    [
        ("format: 1", "format: 2", "E013", 1),
        ("hengyang/first-assault", "hengyang/first-asault", "E019", 6),
        ("  - scenario: hengyang/approach\n", "  - scenario: hengyang/second-assault\n", "E033", 6),
        ("china: {fires", "chna: {fires", "E016", 7),
        ("mm75", "mm76", "E016", 7),
        ("fires: 3", "fire: 3", "E003", 7),
        ("  - scenario: hengyang/approach\n", "", "E012", 5),
        ("format: 1\n", "", "E010", 1),
    ],
)
def test_faults_of_a_campaign_file_are_named_where_they_stand(tmp_path, old, new, code, line):
    file = tmp_path / "campaign.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert campaigns.examine(file)[1] == []
    assert old in GOOD
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    problems = campaigns.examine(file)[1]
    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]
    with pytest.raises(ScenarioError):
        campaigns.load(file)


def test_a_campaign_that_is_not_there_is_told_with_the_nearest_name():
    with pytest.raises(ScenarioError, match="no campaign"):
        campaigns.load("hengyang/campain")


def test_validate_checks_campaigns_below_a_folder(tmp_path, capsys):
    (tmp_path / "campaign.yaml").write_text(GOOD.replace("format: 1", "format: 2"), encoding="utf-8")
    assert main(["validate", str(tmp_path)]) == 1
    assert "campaign.yaml:1:" in capsys.readouterr().out


def test_levels_and_clusters_are_not_for_campaigns():
    from game.lab import campaigns as lab

    args = type("Args", (), {"level": ["veteran"], "cluster": None, "records": None, "explain": False})()
    with pytest.raises(UserError):
        lab.run(args)


def test_the_schema_takes_the_campaign_there_is_and_refuses_another_version():
    import jsonschema
    import yaml

    from game import paths
    from game.scenario import schema

    text = (paths.scenario_roots()[0] / "hengyang" / "campaign.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    checker = jsonschema.Draft7Validator(schema.campaign_schema())
    assert list(checker.iter_errors(data)) == []
    assert list(checker.iter_errors(data | {"format": 2}))
