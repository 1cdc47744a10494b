"""replay, diff, mail, simulate --records: what they print, and their exit codes."""

import json
from dataclasses import replace

import pytest

from game import Battle, paths
from game.chronicle import diff
from game.chronicle.replay import Replay
from game.cli import main
from game.telling import order_words
from tests.chronicle.conftest import fought, other_rules


@pytest.fixture
def record(battle, tmp_path):
    path = tmp_path / "battle.hyrec"
    battle.save(path)
    return path


def test_replay_tells_the_battle(record, battle, capsys):
    assert main(["replay", str(record)]) == 0
    out = capsys.readouterr().out
    orders = [line[2:] for line in out.splitlines() if line.startswith("> ")]
    assert orders == [str(order) for order in battle.orders]
    assert "players: japan veteran, china human" in out and "== turn 2" in out


def test_replay_to_a_turn(record, capsys):
    assert main(["replay", str(record), "--to", "2"]) == 0
    out = capsys.readouterr().out
    assert "== turn 2" in out and "== turn 3" not in out
    assert main(["replay", str(record), "--to", "99"]) == 1
    assert "no turn 99" in capsys.readouterr().err


def test_verify_in_text_and_json(record, battle, capsys):
    assert main(["replay", str(record), "--verify"]) == 0
    assert "160 orders" in capsys.readouterr().out
    assert main(["replay", str(record), "--verify", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data == {
        "format": 1, "ok": True, "orders": 160, "turns": battle.turn, "digest": battle.digest(), "difference": None
    }  # fmt: skip


def test_verify_names_the_first_order_that_differs(battle, tmp_path, capsys, monkeypatch):
    from game.chronicle import log

    honest = log.changes
    calls = []

    def tired(before, after):
        calls.append(1)
        if len(calls) == 12:
            after[log.Layout(battle.state).starts["units"] + 26] += 1
        return honest(before, after)

    monkeypatch.setattr(log, "changes", tired)
    path = tmp_path / "other.hyrec"
    fought(5, 30).save(path)
    monkeypatch.undo()
    assert main(["replay", str(path), "--verify", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert not data["ok"] and data["difference"]["order"] == 12
    assert data["difference"]["expected"] != data["difference"]["found"]
    assert len(data["difference"]["fields"]) == 1
    assert main(["replay", str(path), "--verify"]) == 1
    assert "Order 12 of turn 1" in capsys.readouterr().out


def test_verify_of_a_damaged_record_says_so(record, capsys):
    record.write_bytes(record.read_bytes()[:-100])
    assert main(["replay", str(record), "--verify", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["ok"] is False and "damaged" in data["damage"] and data["difference"] is None


@pytest.mark.parametrize("command", [["replay"], ["replay", "--verify"], ["diff", "{}"], ["mail", "import"]])
def test_what_is_no_record_is_a_users_mistake(command, tmp_path, capsys):
    path = tmp_path / "notes.txt"
    path.write_text("milk, bread")
    assert main([*(word.format(path) for word in command), str(path)]) == 1
    err = capsys.readouterr().err
    assert str(path) in err and err.count("\n") == 1


def test_diff_tells_where_two_battles_part(record, battle, tmp_path, capsys):
    assert main(["diff", str(record), str(record)]) == 0
    assert "The same battle: 160 orders" in capsys.readouterr().out
    other = Battle.open(record, upto=30)
    other.give(next(order for order in other.legal_orders() if order != battle.orders[30]))
    other.settings = {"players": {"japan": "recruit", "china": "human"}}
    other.save(tmp_path / "other.hyrec")
    assert main(["diff", str(record), str(tmp_path / "other.hyrec")]) == 0
    out = capsys.readouterr().out
    assert "The first 30 orders are the same; they part at order 31" in out
    told = order_words(battle.names, str(battle.orders[30]), "en")
    assert f"A: {told} ({battle.orders[30]})" in out
    assert "Setting players: A japan veteran · china human, B japan recruit · china human" in out


def test_diff_names_what_other_rules_made_of_the_same_orders(battle, tmp_path, capsys):
    changed = other_rules(battle.record(), 50, "fatigue", 77)
    lines = list(diff.words(Replay(battle.record()), Replay(changed)))
    assert any("The same orders and events, another position from order 50" in line for line in lines)
    fatigue = next(line for line in lines if " fatigue: " in line)
    assert battle.names.units[0] in fatigue and fatigue.endswith("B 77")


def test_diff_names_the_values_of_a_scenario_that_differ(battle):
    record = battle.record()
    scenario = {**record.scenario, "rules": {**record.scenario.get("rules", {}), "randomness": "reduced"}}
    lines = list(diff.words(Replay(record), Replay(replace(record, scenario=scenario))))
    assert "Different versions of hengyang/tutorial: rules differ" in lines[0]
    assert any("rules.randomness: A " in line and line.endswith("B reduced") for line in lines)


def test_diff_of_other_dice_and_scenarios(record, tmp_path, capsys):
    Battle.load("hengyang/tutorial", seed=6).save(tmp_path / "dice.hyrec")
    Battle.load("hengyang/first-assault", seed=5).save(tmp_path / "other.hyrec")
    assert main(["diff", str(record), str(tmp_path / "dice.hyrec")]) == 0
    assert "A has seed 5, B has seed 6" in capsys.readouterr().out
    assert main(["diff", str(record), str(tmp_path / "other.hyrec")]) == 0
    assert "Different scenarios" in capsys.readouterr().out


def test_simulate_keeps_the_same_games(tmp_path, capsys):
    base = ["simulate", "hengyang/tutorial", "--games", "2", "--seed", "40", "--json"]
    assert main([*base, str(tmp_path / "a.json")]) == 0
    assert main([*base, str(tmp_path / "b.json"), "--records", str(tmp_path / "kept")]) == 0
    a, b = (json.loads((tmp_path / name).read_text()) for name in ("a.json", "b.json"))
    assert a["results"] == b["results"]
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["tutorial-40.hyrec", "tutorial-41.hyrec"]
    for result in a["results"]:
        battle = Battle.open(tmp_path / "kept" / f"tutorial-{result['seed']}.hyrec")
        assert (battle.digest(), battle.recovered) == (result["digest"], None)
        assert battle.settings["players"] == {"japan": "recruit", "china": "recruit"}


def test_simulate_refuses_a_folder_that_is_a_file(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    command = ["simulate", "hengyang/tutorial", "--games", "1", "--records", str(tmp_path / "file")]
    with pytest.raises(SystemExit):
        main(command)
    assert "is a file" in capsys.readouterr().err


# ---------------------------------------------------------------- mail


class Player:
    """One of two who write to each other: a folder of his own, a battle, the letters he gets."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.patch = folder, monkeypatch
        self.save = folder / "saves" / "mine.hyrec"

    def run(self, *command: str) -> int:
        self.patch.setattr(paths, "user", lambda: self.folder)
        return main(["mail", *command])

    def plays(self, path, orders: int = 3) -> None:
        """A few orders and the end of his phase."""
        battle = Battle.open(path)
        for _ in range(orders):
            battle.give(battle.legal_orders()[0])
        battle.give("end")
        battle.save(path)

    def received(self):
        (path,) = (self.folder / "saves").glob("mail-*.hyrec")
        return path


@pytest.fixture
def two(tmp_path, monkeypatch):
    players = Player(tmp_path / "one", monkeypatch), Player(tmp_path / "two", monkeypatch)
    Battle.load("hengyang/tutorial", seed=3).save(players[0].save)
    players[0].plays(players[0].save)
    return players


def test_a_battle_by_mail(two, tmp_path, capsys):
    one, other = two
    letter = tmp_path / "letter"
    assert one.run("export", str(one.save), str(letter)) == 0
    assert "cannot" in capsys.readouterr().out
    assert other.run("import", str(letter)) == 0
    out = capsys.readouterr().out
    assert "it is china's phase" in out and str(other.received()) in out
    assert Battle.open(other.received()).settings["seats"] == {"side": "china", "opponent": "human"}
    other.plays(other.received())
    assert other.run("export", str(other.received()), str(letter)) == 0
    assert one.run("import", str(letter)) == 0
    assert "all before it are unchanged" in capsys.readouterr().out
    assert Battle.open(one.received()).turn == 2


def test_a_games_id_names_no_file_elsewhere(two, tmp_path):
    one, _ = two
    battle = Battle.open(one.save)
    battle.settings["mail"] = "../../elsewhere"
    battle.save(one.save)
    assert one.run("export", str(one.save), str(tmp_path / "letter")) == 0
    assert Battle.open(one.save).settings["mail"].isalnum()
    assert [path.name for path in (one.folder / "mail").iterdir()] == [f"{Battle.open(one.save).settings['mail']}.json"]


def test_a_phase_that_is_not_over_cannot_be_sent(two, tmp_path, capsys):
    one, _ = two
    battle = Battle.open(one.save)
    battle.give(battle.legal_orders()[0])
    battle.save(one.save)
    assert one.run("export", str(one.save), str(tmp_path / "letter")) == 1
    assert "not over" in capsys.readouterr().err


def test_an_altered_letter_is_refused(two, tmp_path, capsys):
    one, other = two
    letter = tmp_path / "letter"
    one.run("export", str(one.save), str(letter))
    data = bytearray(letter.read_bytes())
    data[len(data) // 2] ^= 1
    letter.write_bytes(data)
    assert other.run("import", str(letter)) == 1
    assert "damaged or was altered" in capsys.readouterr().err


def test_a_second_version_of_a_phase_is_evident(two, tmp_path, capsys):
    one, other = two
    one.run("export", str(one.save), str(tmp_path / "first"))
    other.run("import", str(tmp_path / "first"))
    again = Battle.open(one.save, upto=0)
    again.settings = Battle.open(one.save).settings
    again.give("jp-133r-2 see on")
    again.give("end")
    again.save(one.save)
    assert one.run("export", str(one.save), str(tmp_path / "second")) == 0
    assert "another version" in capsys.readouterr().err
    assert other.run("import", str(tmp_path / "second")) == 1
    assert "played again" in capsys.readouterr().err


def test_what_was_already_played_cannot_be_changed(two, tmp_path, capsys):
    one, other = two
    letter = tmp_path / "letter"
    one.run("export", str(one.save), str(letter))
    other.run("import", str(letter))
    forged = Battle.load("hengyang/tutorial", seed=3)
    forged.settings = Battle.open(other.received()).settings
    forged.give("end")
    forged.save(other.received())
    other.plays(other.received(), 1)
    assert other.run("export", str(other.received()), str(letter)) == 1
    assert "is not the battle that was seen before" in capsys.readouterr().err
