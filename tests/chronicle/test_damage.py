"""Records cut off, altered, or no records at all: refused or recovered with a word, never a wrong battle silently."""

import gzip
import json
import os
import stat
import zlib
from pathlib import Path
from random import Random

import pytest

from game import Battle, RecordError, files
from game.chronicle import packing
from game.chronicle.packing import PACKED
from game.chronicle.record import Writer, parse_record, read_record
from game.files import previous_of, write_atomically
from tests.chronicle import corruptions


@pytest.fixture
def path(battle, tmp_path) -> Path:
    path = tmp_path / "battle.hyrec"
    battle.save(path)
    return path


def test_a_thousand_random_corruptions_never_give_a_wrong_battle(battle):
    """Half of the packed bytes, half of the plain text: one byte altered, or the file cut off."""
    packed = battle.packed()
    plain = gzip.decompress(packed)
    texts = [str(order) for order in battle.orders]
    pick, refused, recovered, whole = Random(44), 0, 0, 0
    for n in range(1000):
        data = bytearray(packed if n % 2 else plain)
        if n % 5 == 0:
            del data[pick.randrange(len(data)) :]
        else:
            at = pick.randrange(len(data))
            data[at] ^= 1 << pick.randrange(8)
        try:
            record = parse_record(bytes(data), "it")
        except RecordError as error:
            assert "\n" not in str(error)
            refused += 1
            continue
        if record.damage is None:  # in gzip's own header, of which nothing is read: the date, the system
            assert gzip.decompress(bytes(data)) == plain
        assert record.seed == 5 and record.scenario == battle.merged
        assert [entry.order for entry in record.entries] == texts[: len(record.entries)]
        recovered += 1
        whole += len(record.entries) == len(texts)
    assert refused > 100 and recovered > 300 and whole < recovered


def test_what_is_recovered_is_the_battle_as_it_stood(battle, tmp_path):
    seen = corruptions.rounds(battle, 40, tmp_path / "battle.hyrec")
    assert seen["refused"] and seen["opened up to the damage"]


def test_a_line_missing_doubled_or_moved_is_seen(battle):
    lines = gzip.decompress(battle.packed()).splitlines(keepends=True)
    for other in (
        lines[:200] + lines[202:],
        lines[:200] + lines[198:],
        lines[:200] + lines[202:204] + lines[200:202] + lines[204:],
        lines[:-1],
        [*lines, lines[-1]],
    ):
        record = parse_record(b"".join(other), "it")
        assert record.damage and len(record.entries) >= 80


def test_the_previous_save_is_opened_where_the_last_is_lost(battle, path):
    battle.save(path)
    for content in (b"", b"rubbish", path.read_bytes()[:400]):
        path.write_bytes(content)
        again = Battle.open(path)
        assert again.digest() == battle.digest()
        assert f"opened the save before it, {path.name}~" in (again.recovered or "")
    path.unlink()
    assert Battle.open(path).digest() == battle.digest()


def test_the_previous_save_of_another_battle_is_left_alone(battle, fresh, path):
    data = path.read_bytes()
    other = fresh.copy()
    while len(other.orders) < 200 and other.outcome is None:
        other.give("end")
    other.save(path)
    previous_of(path).write_bytes(path.read_bytes())
    path.write_bytes(data[: len(data) * 9 // 10])
    assert Battle.open(path).seed == battle.seed


def future(number: int) -> bytes:
    writer = Writer()
    about = writer.json("about", {"program": "9.1.0", "rules": "x", "seed": 1})
    return b"hengyang-record " + str(number).encode() + b"\n" + about + writer.json("hologram", {"a": 1})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x00" * 4096, "no record"),
        (b"PK\x03\x04 some archive", "no record"),
        (b"title: {en: A scenario}\n", "no record"),
        ("衡陽".encode("big5"), "no record"),
        (b"{" * 100_000, "damaged"),
        (b'{"kind": "hengyang-record", "format": 7}', "format 7"),
        (b'{"kind": "photograph"}', "no record"),
        (b"hengyang-record 2\n", "before the battle begins"),
        (b"hengyang-record two\n", "no record"),
        (future(3), "version 9.1.0"),
        (gzip.compress(future(12)), "version 9.1.0"),
        (gzip.compress(b"hengyang-record 2\n" + b"0" * 40_000_000), "longer than any record"),
        (gzip.compress(b"\0" * 400_000_000, 1), "no record"),
        (PACKED, "no record"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_what_cannot_be_used_is_refused_in_one_line(content, words, tmp_path):
    path = tmp_path / "bad.hyrec"
    path.write_bytes(content)
    with pytest.raises(RecordError) as error:
        Battle.open(path)
    assert words in str(error.value) and "\n" not in str(error.value)


def test_a_bomb_with_good_lines_first_stops_at_its_limit(battle, monkeypatch):
    packed = battle.packed()
    monkeypatch.setattr(packing, "MOST_TEXT", len(gzip.decompress(packed)) * 9 // 10)
    record = parse_record(packed, "it")
    assert "unfolds" in record.damage and 0 < len(record.entries) < 160


def test_a_record_whose_scenario_is_altered_and_checked_anew_is_refused(battle):
    """Whoever mends the checks still cannot bring the program down."""
    lines = gzip.decompress(battle.packed()).splitlines()
    writer, out = Writer(), [lines[0]]
    for line in lines[1:]:
        _, kind, payload = line.decode().split(" ", 2)
        value = json.loads(payload)
        if kind == "start":
            value["state"]["units"]["0"]["at"] = 10**9
        out.append(writer.json(kind, value).rstrip(b"\n"))
    record = parse_record(b"\n".join(out) + b"\n", "it")
    assert record.damage is None
    with pytest.raises(RecordError) as error:
        Battle.begun(record)._resume(record, 10)
    assert "units cn-" in str(error.value)


def test_missing_folders_and_directories_are_told_plainly(tmp_path):
    for path in (tmp_path / "none.hyrec", tmp_path, tmp_path / "no" / "folder.hyrec"):
        with pytest.raises(RecordError) as error:
            read_record(path)
        assert str(path) in str(error.value)


# ---------------------------------------------------------------- writing


class Full:
    """A disk with room for some bytes."""

    def __init__(self, file, room: int) -> None:
        self.file, self.room = file, room

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, data: bytes) -> int:
        self.file.write(data[: self.room])
        if len(data) > self.room:
            raise OSError(28, "No space left on device")
        return len(data)

    def __getattr__(self, name):
        return getattr(self.file, name)


def test_a_full_disk_leaves_the_last_save_as_it_was(battle, path, monkeypatch):
    before = path.read_bytes()
    fdopen = os.fdopen
    monkeypatch.setattr(files.os, "fdopen", lambda handle, mode: Full(fdopen(handle, mode), 1000))
    other = battle.copy()
    other.give("end")
    with pytest.raises(RecordError, match="no space left"):
        other.save(path)
    assert path.read_bytes() == before
    assert [its.name for its in path.parent.iterdir()] == [path.name]


def test_a_folder_without_permission_is_told_plainly(battle, path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    before = path.read_bytes()
    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)  # root may write anywhere: a mode would not stop it
    with pytest.raises(RecordError, match="permission denied"):
        battle.save(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(battle, path):
    path.parent.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        with pytest.raises(RecordError, match="permission denied"):
            battle.save(path)
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_where_files_cannot_have_two_names_the_previous_is_copied(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(files.os, "link", refuse)
    path = tmp_path / "it"
    for content in ("one", "two"):
        write_atomically(path, content, keep_previous=True)
    assert (path.read_text(), previous_of(path).read_text()) == ("two", "one")


def test_what_a_killed_program_left_is_swept_away_later(tmp_path):
    left = tmp_path / "it.abc.tmp"
    left.write_text("half")
    os.utime(left, (0, 0))
    fresh = tmp_path / "it.def.tmp"
    fresh.write_text("being written by another program")
    write_atomically(tmp_path / "it", "whole")
    assert fresh.exists() and not left.exists()


def test_packing_in_parts_gives_what_gzip_reads():
    packer = packing.Packer()
    for part in (b"one\n", b"two\n" * 1000):
        packer.add(part)
    first, second = packer.finished(b"three\n"), packer.finished(b"four\n")
    assert gzip.decompress(first) == b"one\n" + b"two\n" * 1000 + b"three\n"
    assert gzip.decompress(second).endswith(b"two\nfour\n")
    assert zlib.decompress(first, 31) == gzip.decompress(first)
