"""`balance`: shares with errors, history beside the games, sensitivities, and a planted imbalance mended."""

import json

import pytest
from rich.console import Console

from game.cli import main
from game.lab.balance import Study
from game.lab.balance_table import _print_suggestion
from game.lab.batch import Local, field_of
from game.lab.judge import judge
from game.lab.sensitivity import Shift, shift
from game.lab.simulate import explain
from game.lab.suggest import aim_of, missing_points, new_band, next_amount
from game.scenario import catalog
from tests.lab.planted import TUTORIAL, even_levels, lever, write

CHECK = {"id", "quantity", "value", "error", "wanted", "ok", "record", "source"}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    found = []
    for jobs in ("1", "2"):
        file = tmp_path_factory.mktemp("balance") / "report.json"
        assert main(["balance", TUTORIAL, "--games", "8", "--seed", "3", "--jobs", jobs, "--json", str(file)]) == 0
        found.append(json.loads(file.read_text(encoding="utf-8")))
    return found


def test_the_report_has_every_promised_field_for_any_number_of_jobs(written):
    one, two = written
    assert (one.pop("timing")["jobs"], two.pop("timing")["jobs"]) == (1, 2)
    assert one == two
    assert (one["format"], one["scenario"], one["games"], one["seed"]) == (1, TUTORIAL, 8, 3)
    assert set(one["wins"]) == {"japan", "china"}
    assert all(set(share) == {"permille", "error"} for share in one["wins"].values())
    assert sum(share["permille"] for share in (*one["wins"].values(), one["drawn"])) == 1000
    assert sum(one["levels"].values()) == 8
    assert set(one["turn"]) == {"p10", "p50", "p90"}
    assert all(set(check) == CHECK for check in one["checks"])
    assert one["ok"] == all(check["ok"] for check in one["checks"])
    assert {row["id"] for row in one["sensitivities"]} >= {"china-fires", "japan-shells", "rules-wear_per_level"}


def test_history_and_wanted_wins_are_checked(written):
    checks = {check["id"]: check for check in written[0]["checks"]}
    assert checks["lost-japan-1944-07-02-night"]["wanted"] == [500, 1500]
    assert checks["lost-japan-1944-07-02-night"]["source"] == "share of the phase figures"
    assert checks["held-zhangjiashan-1944-07-02-night"]["wanted"] == [50, 100]
    assert checks["wins-japan"]["wanted"] == [35, 65]
    for check in checks.values():
        assert check["ok"] == (check["wanted"][0] <= check["value"] <= check["wanted"][1])


def test_strict_exits_1_and_without_it_0(tmp_path, capsys):
    never = "balance: {wanted_wins: {japan: [99, 100], china: [99, 100]}}\n"
    path = write(tmp_path / "never", TUTORIAL, "- {level: taken, set: {from: 7}}", never)
    assert main(["balance", path, "--games", "2", "--strict"]) == 1
    out, err = capsys.readouterr()
    assert "checks failed" in err
    assert "won by japan" in out
    assert main(["balance", path, "--games", "2"]) == 0


def row(turn=10, date="1944-07-02 night", fallen=False, **moment):
    """A made-up game of the tutorial."""
    losses = dict.fromkeys(("killed", "died", "wounded", "captured"), 7)
    end = {
        "lost": {"japan": 700, "china": 300}, "fit": {"japan": 2500, "china": 1000}, "losses": {"japan": losses},
        "fires": {"japan": 12, "china": 3}, "holder": {"zhangjiashan": "china"}, "hills_lost": 1, "core_lost": 0,
        "fallen": fallen,
    } | moment  # fmt: skip
    return {
        "winner": "china", "date": date, "turn": turn, "end": end, "course": {"1944-07-02 night": end},
        "fires_at_start": {"japan": 40, "china": 30},
    }  # fmt: skip


@pytest.mark.parametrize(
    "wanted, value",
    [
        ("{id: x, quantity: fit, side: china, range: [900, 1100]}", 1000),
        ("{id: x, quantity: lost, side: japan, date: 1944-07-02 night, range: [0, 900]}", 700),
        ("{id: x, quantity: killed, side: japan, range: [0, 9]}", 7),
        ("{id: x, quantity: fires_left_percent, side: china, range: [0, 10]}", 10),
        ("{id: x, quantity: hills_lost, range: [0, 3]}", 1),
        ("{id: x, quantity: core_lost, range: [0, 0]}", 0),
        ("{id: x, quantity: held_percent, side: china, place: zhangjiashan, range: [60, 70]}", 66.7),
        ("{id: x, quantity: standing_percent, date: 1944-07-02 night, range: [60, 70]}", 66.7),
        ("{id: x, quantity: fall_between_percent, days: [1, 2], range: [90, 100]}", 100),  # one fell, two stand
        ("{id: x, quantity: fall_between_percent, days: [1, 1], range: [60, 70]}", 66.7),
        ("{id: x, quantity: fall_day, range: [1, 4]}", 4),  # standing counts as the day after the last
    ],
)
def test_quantities_of_a_calibration_table(tmp_path, wanted, value):
    path = write(
        tmp_path / "wanted", TUTORIAL, "- {level: taken, set: {from: 7}}", f"balance: {{wanted: [{wanted}]}}\n"
    )
    scenario = catalog.load(path)
    rows = [row(), row(), row(date="1944-07-01 night", fallen=True, holder={"zhangjiashan": "japan"})]
    check = next(check for check in judge(scenario, ("japan", "china"), rows) if check["id"] == "x")
    assert (check["value"], check["ok"]) == (value, True)


def test_who_has_fallen_says_nothing_of_what_was_left_to_fire(tmp_path):
    wanted = "balance: {wanted: [{id: x, quantity: fires_left_percent, side: china, range: [0, 100]}]}\n"
    scenario = catalog.load(write(tmp_path / "wanted", TUTORIAL, "- {level: taken, set: {from: 7}}", wanted))
    taken = row(fallen=True, fires={"japan": 12, "china": 0})
    values = [judge(scenario, ("japan", "china"), rows)[-1]["value"] for rows in ([row(), taken, taken], [taken])]
    assert values == [10, 0]


@pytest.mark.parametrize(
    "wanted, code",
    [
        ("{id: x, quantity: fit, range: [1, 2]}", "E010"),
        ("{id: x, quantity: held_percent, side: china, range: [1, 2]}", "E010"),
        ("{id: x, quantity: fit, side: chinese, range: [1, 2]}", "E016"),
        ("{id: x, quantity: fit, side: china, range: [3, 2]}", "E012"),
        ("{id: x, quantity: fame, range: [1, 2]}", "E013"),
        ("{id: x, quantity: fit, side: china, date: 1944-09-01 day, range: [1, 2]}", "W109"),
    ],
)
def test_a_row_that_says_too_little_is_told(tmp_path, wanted, code):
    path = write(
        tmp_path / "wanted", TUTORIAL, "- {level: taken, set: {from: 7}}", f"balance: {{wanted: [{wanted}]}}\n"
    )
    problems = catalog.examine(path).problems
    assert [problem.code for problem in problems] == [code]
    assert problems[0].line == 5


def test_a_shift_is_the_mean_of_pairs_and_sure_beyond_its_error():
    assert shift([1, 2, 3], [2, 3, 4]) == Shift(1, 0)
    wide = shift([0, 0, 0, 0], [4, -4, 4, -4])
    assert wide.change == 0
    assert not wide.sure
    assert wide.error == pytest.approx(1.96 * 4.6188 / 2, rel=1e-3)


def test_the_aim_is_the_middle_of_what_is_wanted(tmp_path):
    scenario = catalog.load(TUTORIAL)
    assert aim_of(scenario).share == 0.5
    only = scenario.balance.model_copy(update={"wanted_wins": {"china": (60, 80)}})
    assert aim_of(scenario.model_copy(update={"balance": only})).share == pytest.approx(0.3)


def margins(*values):
    return [
        {"margin": value, "winner": "japan" if value >= 6 else None if value >= -8 else "china"} for value in values
    ]


def test_missing_points_bring_the_share_when_all_margins_shift():
    scenario = catalog.load(TUTORIAL)  # japan wins from 6, china below 0
    assert missing_points(scenario, margins(0, 0, 0), 1.0) == 6
    assert missing_points(scenario, margins(10, 10, 10), 0.0) == -11
    assert missing_points(scenario, margins(-20, 20), 0.5) == 0


def test_levels_are_moved_so_that_draws_leave_room():
    scenario = catalog.load(TUTORIAL)
    rows = margins(*range(-5, 5))  # nobody ever wins; at most 20 % draws leave 35 to 65 % for both
    low, high = new_band(scenario, rows, 0.5, "japan")
    assert sum(row["margin"] < low for row in rows) == 4
    assert sum(row["margin"] >= 6 + high for row in rows) == 4


@pytest.mark.parametrize(
    "tried, wanted",
    [
        ({0: 0.8, -40: 0.4}, -30),  # between the two
        ({0: 0.8, -20: 0.7}, -40),  # twice as far
        ({0: 0.8, -60: 0.7}, None),  # no further
        ({0: 0.8, -1: 0.4}, None),  # nothing between
    ],
)
def test_closing_in_on_the_aim(tried, wanted):
    assert next_amount(tried, 0.5, (-60, 150)) == wanted


def test_a_planted_imbalance_is_recognised_and_mended_within_five_points(tmp_path, capsys):
    """The garrison a fifth stronger in an even fight; the patch, put into the file as printed, mends it."""
    level = even_levels()
    wanted = "balance: {wanted_wins: {japan: [35, 65], china: [35, 65]}}\n"
    path = write(tmp_path / "planted", TUTORIAL, level + lever("china-men").text(20), wanted)
    assert main(["balance", path, "--games", "150", "--seed", "1", "--suggest", "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["wins"]["china"]["permille"] > 700
    suggestion = found["suggestion"]
    assert suggestion["needed"]
    best = suggestion["changes"][0]
    assert best["id"] in ("china-men", "japan-men")
    assert abs(best["attacker_permille"]["permille"] - 500) <= 50
    assert best["seed"] != found["seed"]
    patch = level + lever("china-men").text(20) + best["changes"]
    mended = write(tmp_path / "mended", TUTORIAL, patch, wanted)
    assert main(["simulate", mended, "--games", "150", "--seed", str(best["seed"]), "--json", "-"]) == 0
    wins = json.loads(capsys.readouterr().out)["summary"]["wins"]
    assert {side: round(1000 * won / 150) for side, won in wins.items() if side != "none"} == best["wins"]


def test_nothing_is_suggested_where_the_shares_are_as_wanted(tmp_path, capsys):
    wanted = "balance: {wanted_wins: {japan: [0, 100], china: [0, 100]}}\n"
    path = write(tmp_path / "even", TUTORIAL, "- {level: taken, set: {from: 7}}", wanted)
    assert main(["balance", path, "--games", "2", "--suggest"]) == 0
    assert "Nothing to mend" in capsys.readouterr().out


def test_interrupted_the_table_so_far_is_printed(capsys, monkeypatch):
    def interrupted(self, batch, games, seed, tick=None):
        self.interrupted = True
        return self.run_field(field_of(batch), {}, True, 2, seed)

    monkeypatch.setattr(Local, "run", interrupted)
    assert main(["balance", TUTORIAL, "--games", "9"]) == 130
    out, err = capsys.readouterr()
    assert "hengyang/tutorial: 2 games" in out
    assert "interrupted after 2 of 9 games" in err


def test_thinking_players_play_the_games_and_recruits_the_variants():
    scenario = catalog.load(TUTORIAL)
    study = Study(TUTORIAL, scenario, Local(1), 4, 1, {"japan": "veteran", "china": "recruit"}, [])
    assert study.trial.levels == {"japan": "recruit", "china": "recruit"}
    assert study.proof.levels == {"japan": "veteran", "china": "recruit"}


def test_a_scenario_that_is_not_there_is_told(capsys):
    assert main(["balance", "hengyang/sieg", "--games", "2"]) == 1
    assert "no scenario 'hengyang/sieg'" in capsys.readouterr().err


def test_a_change_that_does_not_bring_the_wanted_range_is_not_offered(capsys):
    row = {"change": "fewer men", "attacker_permille": {"permille": 480, "error": 30}, "games": 40, "seed": 9,
           "wins": {"a": 300, "b": 310}, "why": None, "changes": "- {patch}"}  # fmt: skip
    aim = {"permille": 500, "attacker": "a", "wanted": "a 45 to 55 %"}
    found = {"needed": True, "aim": aim, "attacker_permille": 700, "points": -3}
    console = Console(width=120)
    near = {**row, "in_wanted": False}
    _print_suggestion(console, {"suggestion": {**found, "changes": [near]}})
    told = " ".join(capsys.readouterr().out.split())
    assert "fewer men would not do alone. It would bring a 48.0 %" in told and "No single change was found" in told
    assert "Add to the scenario" not in told and "{patch}" not in told
    _print_suggestion(console, {"suggestion": {**found, "changes": [near, {**row, "in_wanted": True}]}})
    told = " ".join(capsys.readouterr().out.split())
    assert "1. fewer men: a 48.0 %" in told and "2. fewer men would not do alone" in told
    assert told.count("Add to the scenario: changes: - {patch}") == 1 and "No single change" not in told


def test_explain_says_who_makes_no_plan(capsys):
    believed = {"likely": {}, "hidden_units": 0, "men_unseen": 0}
    plan = {"turn": 1, "level": "veteran", "plan": "hold", "main_effort": None, "formations": {}, "orders": [],
            "value": 1, "error": 0, "playouts": 4, "alternatives": [], "believed": believed}  # fmt: skip
    briefs = [{"side": "china", "turn": 1, "level": "recruit"}, {"side": "japan", **plan}]
    explain([{"briefs": briefs}], {"china": "recruit", "japan": "veteran"})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("china (recruit) makes no plan: each formation follows its axis")
    assert lines[1].startswith("turn 1, japan: hold: +1 points") and "" not in lines
    explain([{}], {"china": "recruit", "japan": "recruit"})
    assert len(capsys.readouterr().out.splitlines()) == 2
