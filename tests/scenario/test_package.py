"""One file to share: what `pack` makes `install` takes, and nothing that was tampered with."""

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game import cli, paths
from game.scenario import catalog, mods, package
from game.scenario.package import MANIFEST, PackageError, install, pack

HEAD = "format: 1\nid: m\ntitle: {en: A mod, zh: 模組}\nversion: 1.2.0\nlicence: CC0-1.0\n"


@pytest.fixture
def mod(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound mod that patches the hill, in a folder of its author; the player's folder is empty."""
    monkeypatch.setattr(paths, "user", lambda: tmp_path / "user")
    folder = tmp_path / "work" / "m"
    folder.mkdir(parents=True)
    patch = "patches: [{to: hill, changes: [{rules: true, set: {boat_hexes: 5}}]}]\n"
    (folder / "mod.yaml").write_text(HEAD + patch, encoding="utf-8")
    (folder / "LICENSE").write_text("CC0", encoding="utf-8")
    return folder


@pytest.fixture
def file(mod: Path, tmp_path: Path) -> Path:
    return pack(mod, tmp_path / "m.hypack")


def rewritten(file: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """The package with its manifest or files changed."""
    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(content.pop(MANIFEST))
    change(manifest, content)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, data in content.items():
            archive.writestr(name, data)
    return file


def added(manifest: dict[str, Any], content: dict[str, bytes], name: str, data: bytes = b"x") -> None:
    content[name] = data
    manifest["files"][name] = hashlib.sha256(data).hexdigest()


def nothing_installed() -> bool:
    folder = paths.mods()
    return not folder.exists() or list(folder.iterdir()) == []


def test_there_and_back(mod: Path, file: Path) -> None:
    assert catalog.load("hill").rules.boat_hexes == 3
    done = install(file)
    assert (done.kind, done.id, done.notes) == ("mod", "m", ()) and done.folder == paths.mods() / "m"
    assert [found.standing for found in mods.list_mods()] == ["on"] and catalog.load("hill").rules.boat_hexes == 5
    assert mods.folder_hash(done.folder) == mods.folder_hash(mod)
    assert sorted(path.name for path in paths.mods().iterdir()) == ["m"]


def test_one_content_makes_one_file(mod: Path, file: Path, tmp_path: Path) -> None:
    assert pack(mod, tmp_path / "again.hypack").read_bytes() == file.read_bytes()


def test_a_scenario_is_shared_too(
    mod: Path, root: Path, write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write("rules: {boat_hexes: 2}", name="mine")
    (folder / "LICENSE").write_text("CC0", encoding="utf-8")
    with pytest.raises(PackageError, match=r"it needs .*hill/scenario\.yaml, which is not in it"):
        pack(folder, tmp_path / "mine.hypack")
    monkeypatch.setattr(paths, "scenarios", lambda: root)  # now the game itself has the hill
    made = pack(folder, tmp_path / "mine.hypack")
    with pytest.raises(PackageError, match="the game has a scenario 'mine' of its own"):
        install(made)
    monkeypatch.setattr(paths, "scenarios", lambda: tmp_path / "nothing")
    done = install(made)
    assert done.folder == paths.user_scenarios() / "mine" and (done.folder / "scenario.yaml").is_file()


def test_what_is_there_is_only_replaced_when_asked(file: Path) -> None:
    install(file)
    with pytest.raises(PackageError, match="there is a mod 'm' already"):
        install(file)
    (paths.mods() / "m" / "mine.txt").write_text("x", encoding="utf-8")
    install(file, replace=True)
    assert not (paths.mods() / "m" / "mine.txt").exists() and (paths.mods() / ".m.old" / "mine.txt").exists()
    assert [found.id for found in mods.list_mods()] == ["m"]


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("LICENSE", None, "no LICENSE file"),
        ("assets/picture.png", b"x", "assets/picture.png: no licence beside it"),
        ("run.py", b"x", "run.py: a kind of file that is not shared"),
        ("con.txt", b"x", "a name that not every system can store"),
        ("big.txt", b"x" * 5_000_001, "big.txt: larger than 5 MB"),
        ("mod.yaml", b"format: 1\nid: m\n", "missing fields 'title'"),
        ("scenarios/m/a/scenario.yaml", b"format: 1\nid: m/a\n", "error[E010]"),
    ],
)
def test_what_cannot_be_shared_is_not_packed(name: str, content: bytes | None, says: str, mod: Path) -> None:
    (mod / name).parent.mkdir(parents=True, exist_ok=True)
    (mod / name).unlink() if content is None else (mod / name).write_bytes(content)
    with pytest.raises(PackageError) as refused:
        pack(mod, mod.parent / "x.hypack")
    assert says in str(refused.value) and not (mod.parent / "x.hypack").exists()


def test_hidden_files_and_backups_stay_at_home(mod: Path, tmp_path: Path) -> None:
    (mod / ".git").mkdir()
    (mod / ".git" / "config").write_text("x", encoding="utf-8")
    (mod / "mod.yaml.bak").write_text("x", encoding="utf-8")
    with zipfile.ZipFile(pack(mod, tmp_path / "m.hypack")) as archive:
        assert sorted(archive.namelist()) == ["LICENSE", "mod.yaml", "package.json"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:/evil.txt", "a\\..\\evil.txt", "./evil.txt",
        "a//evil.txt",
        "evil.txt ", "evil.txt.", "nul.txt", "évil.txt", "evil\n.txt", ".hidden.txt", "evil.exe", "evil",
        "x" * 300 + ".txt",
    ],
)  # fmt: skip
def test_no_path_leads_out(name: str, file: Path, tmp_path: Path) -> None:
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    rewritten(file, lambda manifest, content: added(manifest, content, name))
    with pytest.raises(PackageError):
        install(file)
    assert nothing_installed() and sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


@pytest.mark.parametrize(
    "change, says",
    [
        (lambda m, c: c.update({"mod.yaml": b"format: 1"}), "not as it was packed"),
        (lambda m, c: c.update({"extra.txt": b"x"}), "not in the package's list"),
        (lambda m, c: c.pop("LICENSE"), "listed, but not in the package"),
        (lambda m, c: added(m, c, "big.txt", b"\0" * 60_000_000), "larger than 5 MB"),
        (lambda m, c: [added(m, c, f"{n}.txt", b"\0" * 4_999_999) for n in range(11)], "larger than 50 MB"),
        (lambda m, c: [added(m, c, f"{n}.txt") for n in range(2_100)], "at most 2000"),
        (lambda m, c: m.update({"id": "../m"}), "is no id"),
        (lambda m, c: m.update({"id": "a/b"}), "is no id"),
        (lambda m, c: m.update({"id": "other"}), "does not have the id 'other'"),
        (lambda m, c: m.update({"holds": "scenario"}), "has no scenario.yaml"),
        (lambda m, c: m.update({"holds": "script"}), "not as it should be"),
        (lambda m, c: m.update({"format": 2}), "a package of format 2"),
        (lambda m, c: m.update({"kind": "zip"}), "not of this game"),
        (lambda m, c: m.update({"files": []}), "not as it should be"),
    ],
)
def test_what_was_tampered_with_is_refused(
    change: Callable[[dict[str, Any], dict[str, bytes]], None], says: str, file: Path
) -> None:
    rewritten(file, change)
    with pytest.raises(PackageError) as refused:
        install(file)
    assert says in str(refused.value) and nothing_installed()


def test_a_link_in_a_package_is_refused(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as archive:
        entry = zipfile.ZipInfo("link.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(PackageError, match="a link"):
        install(file)
    assert nothing_installed()


@pytest.mark.parametrize("at", range(0, 1000, 37))
def test_a_damaged_file_is_told(at: int, file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[at % len(data)] ^= 0x55
    file.write_bytes(bytes(data))
    try:
        install(file)
    except PackageError:
        assert nothing_installed()
    else:  # a byte that says nothing about the content, as a date
        assert [found.standing for found in mods.list_mods()] == ["on"]


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", b"\x1f\x8b\x08"])
def test_what_is_no_zip_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.hypack").write_bytes(data)
    with pytest.raises(PackageError, match="damaged, or no package"):
        install(tmp_path / "x.hypack")


def test_a_zip_of_something_else_is_told(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("hello.txt", "hello")
    (tmp_path / "x.zip").write_bytes(made.getvalue())
    with pytest.raises(PackageError, match=r"no package\.json"):
        install(tmp_path / "x.zip")


def test_the_commands(mod: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "m.hypack"
    assert cli.main(["pack", str(mod), "--out", str(made)]) == 0 and "sha256" in capsys.readouterr().out
    assert cli.main(["install", str(made)]) == 0 and "mod 'm' installed" in capsys.readouterr().out
    assert cli.main(["install", str(made)]) == 1 and "--replace" in capsys.readouterr().err
    assert cli.main(["install", str(tmp_path / "none")]) == 1 and "cannot read" in capsys.readouterr().err
    assert cli.main(["pack", str(tmp_path / "none")]) == 1
    assert package.SUFFIX == ".hypack"
