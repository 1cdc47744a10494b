"""One file to share a mod or a scenario: a zip whose `package.json` lists every file with its sha256.

`pack` refuses what nobody could install or may share: faults, foreign kinds of file, no licence. `install` trusts
nothing: it reads names, sizes and hashes before it writes, unpacks beside the player's mods, checks, and only then
moves the folder into place. Data never runs.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from game import paths
from game.errors import UserError, reason_of
from game.files import write_atomically
from game.scenario import catalog, mods
from game.scenario.merge import SCENARIO_FILE, SCENARIO_ID, find, is_scenario, shown
from game.scenario.problems import errors_in
from game.scenario.source import read
from game.scenario.validate import validate

MANIFEST = "package.json"
KIND = "hengyang-package"
SUFFIX = ".hypack"
LICENCES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "LICENCE.txt", "LICENCE.md")
TYPES = (".yaml", ".md", ".txt", ".json", ".png", ".jpg", ".jpeg", ".ogg", ".ttf", ".otf")
NEEDS_OWN_LICENCE = (".png", ".jpg", ".jpeg", ".ogg", ".ttf", ".otf")
MOST_FILES = 2_000
MOST_BYTES = 5_000_000  # one file
MOST_ALL = 50_000_000  # all of them, unpacked
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()+-]*")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


class PackageError(UserError):
    """A package that cannot be made or is not taken in; the text says why."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What `install` did: kind (mod or scenario), id, where it lies, and what to look at."""

    kind: str
    id: str
    folder: Path
    notes: tuple[str, ...]


# ---------------------------------------------------------------- pack


def pack(folder: Path, target: Path | None = None) -> Path:
    """Make one file of a mod's or scenario's folder. Returns it. Raises PackageError with every reason against it."""
    if not folder.is_dir():
        known = find(folder.as_posix(), paths.scenario_roots())
        if known is None or known.name != SCENARIO_FILE:
            raise PackageError(f"'{folder}' is neither a folder nor the name of a scenario that has one")
        folder = known.parent
    kind, name, version = _what_it_is(folder)
    files = mods.files_below(folder)
    faults = [*_refused(folder, files), *_unlicensed(folder, files, kind), *_faulty(folder)]
    if faults:
        raise PackageError("\n".join([f"{shown(folder)} cannot be shared:", *faults]))
    content = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    manifest = _manifest(kind, name, version, content)
    target = target or Path(f"{name.replace('/', '-')}{f'-{version}' if version else ''}{SUFFIX}")
    with tempfile.TemporaryDirectory() as beside:
        made = Path(beside, "package.zip")
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_entry(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
            for path, data in content.items():
                archive.writestr(_entry(path), data)
        write_atomically(target, made.read_bytes())
    return target


def _entry(name: str) -> zipfile.ZipInfo:
    """Always the same date, so that one content makes one file."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _what_it_is(folder: Path) -> tuple[str, str, str]:
    """Kind, id and version, from the folder's own file."""
    if (folder / mods.MOD_FILE).is_file():
        mod = mods.read_mod(folder)
        if errors_in(mod.problems):
            raise PackageError("\n".join(map(str, mod.problems)))
        return "mod", mod.id, mod.version
    file = folder / SCENARIO_FILE
    if not file.is_file():
        raise PackageError(f"{shown(folder)} has neither {mods.MOD_FILE} nor {SCENARIO_FILE}: what is it?")
    node = read(file, shown(file))[0]
    name = (node.get("id").word if node else None) or ""
    if not SCENARIO_ID.fullmatch(name):
        raise PackageError(f"{shown(file)} states no id")
    return "scenario", name, ""


def _manifest(kind: str, name: str, version: str, content: dict[str, bytes]) -> dict[str, Any]:
    files = {path: hashlib.sha256(data).hexdigest() for path, data in content.items()}
    listing = "\n".join(f"{digest}  {path}" for path, digest in files.items())
    return {
        "kind": KIND,
        "format": 1,
        "holds": kind,
        "id": name,
        "version": version,
        "files": files,
        "sha256": hashlib.sha256(listing.encode()).hexdigest(),
    }


def _refused(folder: Path, files: list[Path]) -> Iterator[str]:
    if len(files) > MOST_FILES:
        yield f"{len(files)} files; at most {MOST_FILES}"
    for path in files:
        name = path.relative_to(folder).as_posix()
        fault = _bad_name(name)
        if fault:
            yield f"{name}: {fault}"
        elif path.stat().st_size > MOST_BYTES:
            yield f"{name}: larger than {MOST_BYTES // 1_000_000} MB"
    if sum(path.stat().st_size for path in files) > MOST_ALL:
        yield f"all files together are larger than {MOST_ALL // 1_000_000} MB"


def _bad_name(name: str) -> str | None:
    """Why a path in a package is not taken; None if it is."""
    path = PurePosixPath(name)
    if "\\" in name or path.as_posix() != name or name.startswith("/") or not path.parts or len(name) > 200:
        return "no path inside the package"
    if any(not _PART.fullmatch(part) or part.endswith((".", " ")) or _DEVICES.fullmatch(part) for part in path.parts):
        return "a name that not every system can store (letters, digits and . _ - + are fine)"
    if path.name not in LICENCES and path.suffix.lower() not in TYPES:
        return f"a kind of file that is not shared; these are: {', '.join(TYPES)}"
    return None


def _unlicensed(folder: Path, files: list[Path], kind: str) -> Iterator[str]:
    """Text needs one licence for the whole; a picture, sound or font one beside it."""
    names = {path.relative_to(folder).as_posix() for path in files}
    if not any(name in names for name in LICENCES):
        yield f"no LICENSE file: say under which terms others may use this {kind}"
    for name in sorted(names):
        path = PurePosixPath(name)
        if path.suffix.lower() in NEEDS_OWN_LICENCE:
            beside = {f"{name}.license", f"{name}.license.txt", f"{name}.txt"}
            beside |= {(path.parent / licence).as_posix() for licence in (*LICENCES, "OFL.txt")}
            if not beside & names:
                yield f"{name}: no licence beside it ({path.name}.license.txt, or a LICENSE file in its folder)"


def _faulty(folder: Path) -> Iterator[str]:
    """Errors; and files outside that nobody else has."""
    for file in catalog.examine(folder).files if (folder / SCENARIO_FILE).is_file() else []:
        if not any(file.resolve().is_relative_to(top.resolve()) for top in (folder, paths.scenarios())):
            yield f"it needs {shown(file)}, which is not in it: put both into one folder, or make a mod of them"
    report = validate([str(folder)])
    yield from (str(problem) for problem in report.problems if problem.severity == "error")


# ---------------------------------------------------------------- install


def install(file: Path, replace: bool = False) -> Installed:
    """Take a package into the player's folder. Raises PackageError with the reason if it is not as it should be.

    A mod or scenario of the same id is only replaced if asked for; the old one is kept beside it as `.NAME.old`.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _read_manifest(archive)
            content = _read_all(archive, manifest)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise PackageError(f"{shown(file)} is damaged, or no package: {error}") from None
    except OSError as error:
        raise PackageError(f"cannot read {shown(file)}: {reason_of(error)}") from None
    except ValueError as error:
        raise PackageError(f"{shown(file)} is damaged, or no package: {error}") from None
    kind, name = manifest["holds"], manifest["id"]
    target = (paths.mods() if kind == "mod" else paths.user_scenarios()) / name
    if kind == "scenario" and find(name, [paths.scenarios()]):
        raise PackageError(f"the game has a scenario '{name}' of its own; this one would never be seen")
    if target.exists() and not replace:
        raise PackageError(
            f"there is a {kind} '{name}' already ({shown(target)}); --replace puts this one in its place"
        )
    return Installed(kind, name, target, _put(content, kind, name, target))


def _read_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    names = archive.namelist()
    if MANIFEST not in names:
        raise PackageError(f"this zip has no {MANIFEST}: it is no package of this game")
    if len(names) > MOST_FILES + 1 or len(set(names)) != len(names):
        raise PackageError(f"{len(names)} files, or one twice; at most {MOST_FILES}")
    manifest = json.loads(_read_one(archive, archive.getinfo(MANIFEST)).decode("utf-8"))
    if not isinstance(manifest, dict) or manifest.get("kind") != KIND:
        raise PackageError(f"its {MANIFEST} is not of this game")
    if manifest.get("format") != 1:
        raise PackageError(f"a package of format {manifest.get('format')}; this program reads format 1")
    name, files = manifest.get("id"), manifest.get("files")
    single = manifest.get("holds") == "mod"
    if manifest.get("holds") not in ("mod", "scenario") or not isinstance(name, str) or not isinstance(files, dict):
        raise PackageError(f"its {MANIFEST} is not as it should be")
    if not SCENARIO_ID.fullmatch(name) or len(name) > 120 or (single and "/" in name):
        raise PackageError(f"'{name[:60]}' is no id")
    return manifest


def _read_all(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> dict[str, bytes]:
    """Every file, each as the manifest says; nothing is written yet."""
    listed: dict[str, Any] = manifest["files"]
    content: dict[str, bytes] = {}
    for entry in archive.infolist():
        if entry.filename == MANIFEST:
            continue
        fault = _bad_name(entry.filename) or ("a link" if stat.S_ISLNK(entry.external_attr >> 16) else None)
        if fault:
            raise PackageError(f"{entry.filename[:80]!r}: {fault}; nothing was installed")
        if entry.filename not in listed:
            raise PackageError(f"{entry.filename}: not in the package's list; nothing was installed")
        content[entry.filename] = _read_one(archive, entry)
        if hashlib.sha256(content[entry.filename]).hexdigest() != listed[entry.filename]:
            raise PackageError(f"{entry.filename}: not as it was packed (another sha256); nothing was installed")
        if sum(map(len, content.values())) > MOST_ALL:
            raise PackageError(f"unpacked it is larger than {MOST_ALL // 1_000_000} MB; nothing was installed")
    missing = sorted(set(listed) - set(content))
    if missing:
        raise PackageError(f"{missing[0]}: listed, but not in the package; nothing was installed")
    return content


def _read_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A file's bytes, never more than one may have, whatever its header says."""
    if entry.flag_bits & 1:
        raise PackageError("a package with a password is not taken")
    with archive.open(entry) as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise PackageError(f"{entry.filename[:80]}: larger than {MOST_BYTES // 1_000_000} MB; nothing was installed")
    return data


def _put(content: dict[str, bytes], kind: str, name: str, target: Path) -> tuple[str, ...]:
    """Unpack beside the target, check, move into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    where = Path(tempfile.mkdtemp(prefix=".incoming-", dir=target.parent))
    try:
        folder = where / target.name
        for path, data in content.items():
            write_atomically(folder / path, data)
        _must_be(kind, name, folder)
        old = target.with_name(f".{target.name}.old")
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
            os.replace(target, old)
        os.replace(folder, target)
    finally:
        shutil.rmtree(where, ignore_errors=True)
    report = validate([str(target)])
    return tuple(str(problem) for problem in report.problems)


def _must_be(kind: str, name: str, folder: Path) -> None:
    own = folder / (mods.MOD_FILE if kind == "mod" else SCENARIO_FILE)
    if not own.is_file() or (kind == "scenario" and not is_scenario(own)):
        raise PackageError(f"it says it holds a {kind}, but has no {own.name}; nothing was installed")
    node = read(own, own.name)[0]
    if node is None or node.get("id").word != name:
        raise PackageError(f"its {own.name} does not have the id '{name}'; nothing was installed")
    if not any((folder / licence).is_file() for licence in LICENCES):
        raise PackageError("it has no LICENSE file; nothing was installed")


# ---------------------------------------------------------------- the commands


def run_pack(folder: str, target: str | None) -> int:
    made = pack(Path(folder), Path(target) if target else None)
    print(f"{shown(made)}: {made.stat().st_size:,} bytes, sha256 {hashlib.sha256(made.read_bytes()).hexdigest()}")
    return 0


def run_install(file: str, replace: bool) -> int:
    done = install(Path(file), replace)
    print(f"{done.kind} '{done.id}' installed in {shown(done.folder)}")
    for note in done.notes:
        print(note)
    return 0
