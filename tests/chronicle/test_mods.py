"""A record notes the mods its battle was begun with, and keeps them whatever is in use later."""

from pathlib import Path

import pytest

from game import cli, paths
from game.battle import Battle
from game.chronicle.record import read_record
from game.scenario import mods

MOD = "format: 1\nid: {id}\ntitle: M\nversion: 1.2\nlicence: CC0-1.0\n"
PATCH = "patches: [{to: hengyang/tutorial, changes: [{unit: cn-30r-2, set: {men: 123}}]}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "mods", lambda: tmp_path / "mods")
    (tmp_path / "mods" / "m").mkdir(parents=True)
    (tmp_path / "mods" / "m" / "mod.yaml").write_text(MOD.format(id="m") + PATCH, encoding="utf-8")
    return tmp_path / "mods"


def test_a_record_notes_mods_and_keeps_them(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    battle = Battle.load("hengyang/tutorial", seed=3)
    used = mods.used()
    assert used.names == ("m 1.2",) and len(used.hash) == 64 and battle.mods == used == battle.copy().mods
    battle.give("end")
    battle.save(tmp_path / "a.hyrec")
    mods.write_order([], ["m"])
    assert mods.used() == mods.Used()
    again = Battle.open(tmp_path / "a.hyrec")
    assert read_record(tmp_path / "a.hyrec").mods == used == again.mods and again.recovered is None
    assert next(unit.men for unit in again.scenario.units if unit.id == "cn-30r-2") == 123
    again.save(tmp_path / "b.hyrec")
    assert read_record(tmp_path / "b.hyrec").mods == used
    Battle.load("hengyang/tutorial", seed=3).save(tmp_path / "c.hyrec")
    assert read_record(tmp_path / "c.hyrec").mods == mods.Used()
    cli.main(["diff", str(tmp_path / "a.hyrec"), str(tmp_path / "c.hyrec")])
    assert "Other mods: A m 1.2, B none" in capsys.readouterr().out
