"""`simulate`: what it writes, and that neither jobs nor repetition change it."""

import json

import pytest

from game.cli import main

COMMAND = ["simulate", "hengyang/tutorial", "--games", "6", "--seed", "11"]


def written(tmp_path, *extra):
    file = tmp_path / "out.json"
    assert main([*COMMAND, *extra, "--json", str(file)]) == 0
    return json.loads(file.read_text(encoding="utf-8"))


def test_the_number_of_jobs_changes_nothing_but_the_timing(tmp_path, capsys):
    one, two = written(tmp_path, "--jobs", "1"), written(tmp_path, "--jobs", "2")
    assert one.pop("timing")["jobs"] == 1
    assert two.pop("timing")["jobs"] == 2
    assert one == two
    assert "hengyang/tutorial" in capsys.readouterr().out


def test_the_results_have_every_promised_field(tmp_path):
    data = written(tmp_path)
    assert (data["format"], data["scenario"], data["seed"], data["games"]) == (1, "hengyang/tutorial", 11, 6)
    assert data["levels"] == {"japan": "recruit", "china": "recruit"}
    for game, result in enumerate(data["results"]):
        assert (result["game"], result["seed"]) == (game, 11 + game)
        assert {"winner", "level", "reason", "turn", "date", "points", "losses", "fires_left", "digest"} <= set(result)
        assert set(result["losses"]["china"]) == {"killed", "died", "wounded", "returned", "captured"}
    assert sum(data["summary"]["wins"].values()) == sum(data["summary"]["levels"].values()) == 6
    assert set(data["summary"]["turn"]) == {"p10", "p50", "p90"}


@pytest.mark.parametrize("level", ["marshal", "china=corporal"])
def test_a_level_that_does_not_exist_is_refused_by_name(level, capsys):
    with pytest.raises(SystemExit) as wrong_usage:
        main([*COMMAND, "--level", level])
    assert wrong_usage.value.code == 2
    assert level.rpartition("=")[2] in capsys.readouterr().err


def test_json_can_go_to_standard_output(capsys):
    assert main([*COMMAND, "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["games"] == 6
