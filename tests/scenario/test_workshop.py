"""`new`, `explain`, `resolve`, `migrate`: from nothing to a scenario that one understands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game import cli, paths
from game.battle import Battle
from game.scenario import catalog, explain, mods, validate

Said = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder for a player, beside the built-in scenarios."""
    monkeypatch.setattr(paths, "user", lambda: tmp_path / "user")
    return tmp_path / "user"


def run(*args: str) -> int:
    return cli.main(list(args))


def test_a_new_scenario_plays(home: Path, capsys: Said) -> None:
    assert run("new", "scenario", "my-hill") == 0
    file = home / "scenarios" / "my-hill" / "scenario.yaml"
    assert capsys.readouterr().out.startswith(f"{file}\nnext: python main.py validate my-hill")
    assert str(validate.validate(["my-hill"])).startswith("0 errors, 0 warnings")
    assert "my-hill" in catalog.names() and catalog.load("my-hill").title.en == "My Hill"
    assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=file:///")
    battle = Battle.load("my-hill", seed=3)
    assert len(battle.legal_orders()) > 20 and battle.sides == ("japan", "china")


def test_a_new_scenario_may_lie_anywhere_or_vary_another(home: Path, tmp_path: Path, capsys: Said) -> None:
    assert run("new", "scenario", str(tmp_path / "river"), "--from", "hengyang/tutorial") == 0
    assert str(validate.validate([str(tmp_path / "river")])).startswith("0 errors, 0 warnings")
    assert catalog.load(tmp_path / "river").id == "river"
    assert catalog.load(tmp_path / "river").turns == catalog.load("hengyang/tutorial").turns


def test_a_new_mod_is_sound(home: Path, capsys: Said) -> None:
    assert run("new", "mod", "winter") == 0
    (mod,) = mods.list_mods()
    assert (mod.id, mod.standing, mod.problems) == ("winter", "on", ())


@pytest.mark.parametrize(
    "args, says",
    [
        (["new", "scenario", "My Hill"], "'My Hill' is no name: lower case letters"),
        (["new", "scenario", "hengyang/siege"], "there is a scenario 'hengyang/siege' already"),
        (["new", "scenario", "a", "--from", "hengyang/seige"], "did you mean 'hengyang/siege'?"),
        (["new", "mod", "a/b"], "'a/b' is no name of a mod"),
        (["explain", "zhangjiashn"], "did you mean 'zhangjiashan'"),
        (["explain", "cn-1", "--in", "nowhere"], "no scenario 'nowhere'"),
        (["resolve", "nowhere"], "no scenario 'nowhere'"),
        (["migrate", "nowhere"], "no file, folder or scenario 'nowhere'"),
        (["explain", "E999"], "there is no code 'E999'"),
        (["explain", "kind"], "did you mean 'kinds'"),
        (["explain", "0608"], "nothing is called '0608': that is a hex"),
        (["fmt", "hengyang/tutorail"], "did you mean 'hengyang/tutorial'?"),
        (["tiled", "import", "map.tmj", "nowhere"], "no scenario 'nowhere'"),
    ],
)
def test_mistakes_are_told(args: list[str], says: str, home: Path, capsys: Said) -> None:
    assert run(*args) == 1
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "where"),
    [("cn-battalion", "kind 'cn-battalion' in hengyang/"), ("paddy", "terrain 'paddy' in hengyang/")],
)
def test_explain_prefers_the_base_that_defines_it(name: str, where: str, home: Path, capsys: Said) -> None:
    assert run("explain", name) == 0
    told = capsys.readouterr().out
    assert told.startswith(where) and told.split()[3] in catalog.bases()


def test_fmt_takes_names_of_the_catalog(home: Path, capsys: Said) -> None:
    assert run("new", "scenario", "my-hill") == 0
    file = home / "scenarios" / "my-hill" / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("format: 1", "format:    1"), encoding="utf-8")
    assert run("fmt", "my-hill", "--check") == 1 and run("fmt", "my-hill") == 0
    assert file.read_text(encoding="utf-8") == text


def test_nothing_is_overwritten(home: Path, capsys: Said) -> None:
    assert run("new", "scenario", "a") == 0
    assert run("new", "scenario", "a") == 1 and "already" in capsys.readouterr().err
    assert run("new", "mod", "b") == 0 and run("new", "mod", "b") == 1


def test_explain_tells_where_each_part_is_said(write: Callable[..., Path], capsys: Said) -> None:
    write("changes: [{unit: cn-1, set: {men: 410}, add: {fatigue: 20}}]\nrules: {boat_hexes: 2}")
    assert run("explain", "cn-1", "--in", "bad") == 0
    lines = [line.split(None, 2) for line in capsys.readouterr().out.splitlines()]
    told = {line[0]: line[1:] for line in lines}
    assert told["unit"][0] == "'cn-1'"
    assert told["men"][0] == "410" and told["men"][1].endswith("bad/scenario.yaml:1:35")
    assert told["instead"][0] == "of" and "500," in told["instead"][1] and "hill/scenario.yaml:" in told["instead"][1]
    assert told["fatigue"][0] == "20" and told["ammo"] == ["3", "not stated: the program's own (fires)"]
    assert run("explain", "boat_hexes", "--in", "bad") == 0 and "bad/scenario.yaml:2:21" in capsys.readouterr().out
    assert run("explain", "victory.levels") == 0 and "levels[taken].from" in capsys.readouterr().out
    assert run("explain", "peak") == 0 and "place 'peak' in" in capsys.readouterr().out
    assert run("explain", "hill") == 0 and "3 entries" in capsys.readouterr().out
    assert run("explain", "E021") == 0 and "hexside that a hex does not have" in capsys.readouterr().out


def test_every_entry_of_every_kind_can_be_explained() -> None:
    root = catalog.merged_tree("hengyang/siege")
    for name in ("cn-30r-2", "cn-battalion", "zhangjiashan", "japan", "north", "paddy", "road_cost", "calendar.start"):
        found = explain.find(root, name)
        assert found is not None and list(explain.parts_of(root, found[1])), name


@pytest.mark.parametrize("name", ["hengyang/siege", "hengyang/tutorial"])
def test_a_resolved_scenario_is_the_same(name: str, tmp_path: Path, capsys: Said) -> None:
    assert run("resolve", name) == 0
    file = tmp_path / "whole.yaml"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert catalog.examine(file).merged == catalog.examine(name).merged
    assert catalog.scenario_hash(file) == catalog.scenario_hash(name)


def test_migrate_numbers_a_draft_and_keeps_it(write: Callable[..., Path], capsys: Said) -> None:
    file = write("# mine\nrules: {boat_hexes: 2}  # few") / "scenario.yaml"
    text = file.read_text(encoding="utf-8").replace("format: 1\n", "")
    file.write_text(text, encoding="utf-8")
    assert [p.code for p in validate.validate([str(file)]).problems] == []  # the base says it
    assert run("migrate", str(file)) == 0
    assert file.read_text(encoding="utf-8") == "format: 1\n" + text
    assert (file.parent / "scenario.yaml.bak").read_text(encoding="utf-8") == text
    assert run("migrate", str(file.parent)) == 0 and "is of the newest format" in capsys.readouterr().out
    file.write_text("format: 2\n" + text, encoding="utf-8")
    assert run("migrate", str(file)) == 1 and "format 2 is not known" in capsys.readouterr().out
