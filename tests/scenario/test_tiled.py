"""Maps to Tiled and back: nothing lost, what Tiled writes itself is read, what is no map is refused."""

import json
import os
import shutil
import subprocess

import pytest

from game import paths
from game.cli import main
from game.errors import UserError
from game.scenario import catalog, tiled, tiled_in
from game.scenario import draft_ground as ground
from game.scenario.draft import Draft, copy_scenario
from game.scenario.tiled import TiledError


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "user", lambda: tmp_path)
    (tmp_path / "scenarios").mkdir()
    return tmp_path


@pytest.fixture
def draft(home):
    made = Draft(copy_scenario("hengyang/first-assault", "mine"))
    yield made
    made.close()


@pytest.mark.parametrize("name", ["hengyang/first-assault", "hengyang/tutorial", "hengyang/night-raid"])
def test_there_and_back_changes_no_byte(home, name):
    draft = Draft(copy_scenario(name, "mine"))
    tiled.export("mine", home / "map.tmj")
    tiled_in.take_in(home / "map.tmj", draft)
    assert not draft.dirty and not draft.can_undo
    draft.close()


def test_onto_an_empty_map_everything_comes_back(home, draft):
    tiled.export("mine", home / "map.tmj")
    before = json.dumps(draft.loaded.merged["map"], sort_keys=True)
    edge = draft.scenario.map.edges.cliff[0].at[0]
    draft.edit(lambda: ground.set_edge(draft, "cliff", edge, False))
    draft.edit(lambda: ground.paint(draft, ["0101", "0202"], "woods"))
    draft.edit(lambda: ground.set_works(draft, ["1628", "2222"], 2))
    draft.edit(lambda: ground.drop_line(draft, "road", draft.scenario.map.lines.road[0].through[0]))
    tiled_in.take_in(home / "map.tmj", draft)
    for key in ("rows", "edges", "lines", "entries", "places"):
        assert draft.loaded.merged["map"][key] == json.loads(before)[key], key
    assert ground.works_at(draft, "2222") == 0 and ground.works_at(draft, "1628") != 2


def test_what_was_changed_in_tiled_is_taken_in_and_nothing_else(home, draft):
    tiled.export("mine", home / "map.tmj")
    data = json.loads((home / "map.tmj").read_text(encoding="utf-8"))
    tiles = {tile["type"]: 5 + tile["id"] for tile in data["tilesets"][1]["tiles"]}
    data["layers"][0]["data"][0] = tiles["woods"]
    sides = next(layer for layer in data["layers"] if layer["name"] == "hexsides")
    moved = next(thing for thing in sides["objects"] if thing["type"] == "cliff")
    moved["y"] += tiled.HIGH
    (home / "map.tmj").write_text(json.dumps(data), encoding="utf-8")
    old = draft.scenario.map
    tiled_in.take_in(home / "map.tmj", draft)
    new = draft.scenario.map
    assert new.rows.split()[0] == "t" + old.rows.split()[0][1:]
    differ = [kind for kind in ground.EDGES if getattr(old.edges, kind) != getattr(new.edges, kind)]
    assert differ == ["cliff"]
    assert (old.lines, old.places, old.works, old.entries) == (new.lines, new.places, new.works, new.entries)


def test_a_file_that_tiled_itself_wrote(home, draft):
    if shutil.which("tiled") is None:
        pytest.skip("Tiled is not installed here (Debian: apt-get install tiled)")
    tiled.export("mine", home / "map.tmj")
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(home)}
    command = ["tiled", "--export-map", "json", str(home / "map.tmj"), str(home / "again.tmj")]
    subprocess.run(command, check=True, env=env, capture_output=True, timeout=120)
    assert json.loads((home / "again.tmj").read_text(encoding="utf-8"))["tiledversion"]
    tiled_in.take_in(home / "again.tmj", draft)
    assert not draft.dirty


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    """A draft of the tutorial that no test changes, and its map for Tiled."""
    home = tmp_path_factory.mktemp("tiled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "user", lambda: home)
        (home / "scenarios").mkdir()
        tiled.export("hengyang/tutorial", home / "map.tmj")
        made = Draft(copy_scenario("hengyang/tutorial", "mine"))
        yield made, (home / "map.tmj").read_text(encoding="utf-8")
        made.close()


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda data: data.update(orientation="orthogonal"), "hexagonal"),
        (lambda data: data.update(staggerindex="even"), "odd"),
        (lambda data: data.update(infinite=True), "infinite"),
        (lambda data: data.update(width=5), "size"),
        (lambda data: data["layers"][0].update(data="abcd"), "CSV"),
        (lambda data: data["layers"][0]["data"].__setitem__(3, 99), "0401"),
        (lambda data: data["layers"][0]["data"].__setitem__(3, 0), "0401 has no tile"),
        (lambda data: data.update(tilesets=[{"firstgid": 1, "source": "x.tsj"}]), "embed"),
        (lambda data: data["layers"][3]["objects"][0].update(type="moat"), "moat"),
        (lambda data: data["layers"][3]["objects"][0].update(x=-900), "beyond"),
        (lambda data: data["layers"][5]["objects"][0].update(properties=[{"name": "also", "value": "&a ["}]), "read"),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_changes_nothing(untouched, tmp_path, change, said):
    draft, text = untouched
    data = json.loads(text)
    change(data)
    (tmp_path / "map.tmj").write_text(json.dumps(data), encoding="utf-8")
    texts = {path: draft.docs[path].text for path in draft.own}
    with pytest.raises(UserError, match=said):
        tiled_in.take_in(tmp_path / "map.tmj", draft)
    assert {path: draft.docs[path].text for path in draft.own} == texts and not draft.can_undo


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 50_000, '{"type": "tileset"}'])
def test_what_is_no_map_is_refused(untouched, tmp_path, text):
    (tmp_path / "x.tmj").write_text(text, encoding="utf-8")
    with pytest.raises(TiledError, match="no Tiled map"):
        tiled_in.take_in(tmp_path / "x.tmj", untouched[0])


def test_a_map_with_errors_writes_nothing(home, capsys):
    folder = copy_scenario("hengyang/tutorial", "mine")
    tiled.export("mine", home / "map.tmj")
    data = json.loads((home / "map.tmj").read_text(encoding="utf-8"))
    places = next(layer for layer in data["layers"] if layer["name"] == "places")
    places["objects"].clear()  # victory and events name them
    (home / "map.tmj").write_text(json.dumps(data), encoding="utf-8")
    texts = {file: file.read_bytes() for file in folder.rglob("*.yaml")}
    assert main(["tiled", "import", str(home / "map.tmj"), str(folder)]) == 1
    told = capsys.readouterr().err
    assert "unknown place" in told and "this map has errors: nothing was written" in told
    assert {file: file.read_bytes() for file in folder.rglob("*.yaml")} == texts


def test_the_commands(home, capsys):
    folder = copy_scenario("hengyang/tutorial", "mine")
    assert main(["tiled", "export", "mine", str(home / "map.tmj")]) == 0
    assert (home / "tiles" / "hill.png").exists()
    assert main(["tiled", "import", str(home / "map.tmj"), str(folder)]) == 0
    assert "nothing differs" in capsys.readouterr().out
    assert main(["tiled", "import", str(home / "no.tmj"), str(folder)]) == 1
    assert main(["tiled", "import", str(home / "map.tmj"), "hengyang/tutorial"]) == 1
    assert catalog.examine("mine").problems == []
