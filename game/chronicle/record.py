"""A battle as a file: everything that it was, order by order, readable and checked line by line.

    record = read_record(path)               # Record; raises RecordError; `record.damage` says what was lost
    record.entries[11].order                 # the twelfth order given, as text
    record.entries[11].events                # what came of it, as plain data (Event without `n`)
    record.entries[11].turn, .side, .digest  # when, by whom, and the sha256 of the State afterwards (16 digits)
    record.briefs, record.settings           # what the computer meant, who played

The file (docs/records.md) is gzip over UTF-8 lines `CHECK KIND JSON`. CHECK is eight digits of a sha256 that runs on
from line to line: a line altered, lost, doubled or moved is seen, and everything before it still stands.
States, and any moment of a battle: replay.py. What a Battle keeps while it is fought: log.py.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from game.chronicle import old_formats
from game.chronicle.packing import Lines, read_bytes
from game.chronicle.states import Cells
from game.files import previous_of
from game.scenario.catalog import canonical
from game.scenario.mods import NO_MODS, Used
from game.values import RecordError
from game.version import program, rules_hash

FORMAT = 2
MAGIC = b"hengyang-record "
SUFFIX = ".hyrec"
DIGEST_DIGITS = 16  # of an order; the last order of a phase has all 64


@dataclass(frozen=True, slots=True)
class Entry:
    """An order and what came of it."""

    order: str
    turn: int  # when it was given, and by whom
    side: str
    events: tuple[dict[str, Any], ...] | None = None  # None: the record is of a format that did not keep them
    changes: Cells | None = None  # fields of the State that are other than before, with their new values
    digest: str | None = None
    text: str = ""  # its result as the file has it: written again as it is. Empty for an entry made otherwise


@dataclass(frozen=True, slots=True)
class Brief:
    """What the computer meant to do: `data` as `Computer.brief`, noted when `after` orders had been given."""

    after: int
    turn: int
    side: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of a battle. `settings`: who played and the like, as the last line about it says."""

    format: int
    program: str
    rules: str
    scenario: dict[str, Any]
    seed: int
    entries: tuple[Entry, ...] = ()
    start_events: tuple[dict[str, Any], ...] | None = None
    start_state: Cells | None = None
    fields: dict[str, list[str]] | None = None  # of the State's arrays, as its rules had them
    start_digest: str | None = None
    digest: str | None = None  # of the last position, 64 digits
    settings: dict[str, Any] | None = None
    briefs: tuple[Brief, ...] = ()
    chain: str = ""  # sha256 over every line up to the last order, 64 digits
    damage: str | None = None
    mods: Used = NO_MODS  # those in use when the battle began

    @property
    def scenario_hash(self) -> str:
        """Of the scenario in it: as `catalog.scenario_hash` says of the files, if they are the same."""
        return scenario_hash(self.scenario)

    @property
    def orders(self) -> tuple[str, ...]:
        return tuple(entry.order for entry in self.entries)

    @property
    def complete(self) -> bool:
        """Whether it holds the outcomes too: those of format 1 have only orders."""
        return self.start_state is not None


# ---------------------------------------------------------------- writing


def compact(value: Any) -> str:
    """JSON in its shortest form; the order of keys is kept: it is the order of rows in the State."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Writer:
    """Lines with their checks, one after the other."""

    def __init__(self, chain: bytes = b"") -> None:
        self.chain = chain

    def line(self, kind: str, payload: str) -> bytes:
        text = f"{kind} {payload}".encode()
        self.chain = next_link(self.chain, text)
        return f"{self.chain.hex()[:8]} ".encode() + text + b"\n"

    def json(self, kind: str, value: Any) -> bytes:
        return self.line(kind, compact(value))


def next_link(chain: bytes, text: bytes) -> bytes:
    return hashlib.sha256(chain + text).digest()


def head(writer: Writer, merged: dict[str, Any], seed: int, hash_: str, mods: Used) -> bytes:
    """The lines before the battle begins."""
    about: dict[str, Any] = {
        "program": program(),
        "rules": rules_hash(),
        "scenario": str(merged.get("id", "")),
        "seed": seed,
    }
    if mods.names:
        about |= {"mods": list(mods.names), "mods_hash": mods.hash}
    lines = [MAGIC + str(FORMAT).encode() + b"\n", writer.json("about", about | {"scenario_hash": hash_})]
    lines += [writer.json("scenario", {key: value}) for key, value in merged.items()]
    return b"".join(lines)


def scenario_hash(merged: dict[str, Any]) -> str:
    """As `catalog.scenario_hash`, of merged data."""
    return hashlib.sha256(canonical(merged).encode()).hexdigest()


# ---------------------------------------------------------------- reading


def read_record(path: Path) -> Record:
    """The record, or as much of it as stands before the damage. Raises RecordError if nothing can be used.

    Where NAME~, the file that the last save replaced, holds more of the battle, or all that is left, it is taken.
    """
    try:
        record = parse_record(read_bytes(path), str(path))
        trouble = record.damage
    except RecordError as error:
        record, trouble = None, str(error)
    if trouble is None:
        assert record is not None
        return record
    before = previous_of(path)
    if before.is_file():
        try:
            kept = parse_record(read_bytes(before), str(before))
        except RecordError:
            kept = None
        if kept is not None and _more(kept, record):
            return replace(kept, damage=f"{trouble}; opened the save before it, {before.name}, instead")
    if record is None:
        raise RecordError(trouble)
    return record


def _more(kept: Record, record: Record | None) -> bool:
    """Whether the previous save tells more of the same battle than what is left of the last."""
    if record is None:
        return True
    same = kept.seed == record.seed and kept.scenario_hash == record.scenario_hash
    return same and len(kept.entries) > len(record.entries)


def parse_record(data: bytes, name: str) -> Record:
    """The record in a file's bytes; `name` is for messages. Raises RecordError."""
    if not data:
        raise RecordError(f"{name} is empty: no record of a battle")
    if data[:1] in b"{[":
        return _upgraded(old_formats.read_format_1(data, name))
    lines = Lines(data)
    reader = _Reader(name)
    for line in lines:
        if not reader.take(line):
            break
    return reader.finish(lines.damage)


def _upgraded(old: dict[str, Any]) -> Record:
    """A file of format 1: it says what was ordered, not what came of it."""
    return Record(
        format=1,
        program="0.1.0",
        rules=str(old.get("rules")),
        scenario=old["scenario"],
        seed=old["seed"],
        entries=tuple(Entry(order, 0, "") for order in old["orders"]),
        digest=old["digest"],
    )


class _Damaged(Exception):
    pass


class _Reader:
    """Takes the lines of a record, up to the first that is not as it was written."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self.payload = ""
        self.chain = b""
        self.chain_of_orders = ""
        self.about: dict[str, Any] = {}
        self.scenario: dict[str, Any] = {}
        self.fields: dict[str, list[str]] = {}
        self.start: dict[str, Any] | None = None
        self.order: tuple[str, dict[str, Any]] | None = None
        self.entries: list[Entry] = []
        self.settings: dict[str, Any] | None = None
        self.briefs: list[Brief] = []
        self.end: dict[str, Any] | None = None
        self.damage = ""

    def take(self, line: bytes) -> bool:
        """Whether the next line should be looked at."""
        self.count += 1
        if self.count == 1:
            self._magic(line)
            return True
        try:
            if self.end is not None:
                raise _Damaged("something follows its last line")
            self._line(line)
        except (_Damaged, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
            self.damage = str(fault) if isinstance(fault, _Damaged) else f"line {self.count} is damaged"
            if self.future:
                raise RecordError(self._newer()) from None
            return False
        if self.future:
            raise RecordError(self._newer())
        return True

    # ------------------------------------------------------------ which format

    future = 0

    def _magic(self, line: bytes) -> None:
        number = line[len(MAGIC) :]
        if line[: len(MAGIC)] != MAGIC or not number.isdigit() or len(number) > 6:
            raise RecordError(f"{self.name} is no record of a battle")
        if int(number) > FORMAT:
            self.future = int(number)
        elif int(number) != FORMAT:
            raise RecordError(f"{self.name} is no record of a battle: there is no format {int(number)}")

    def _newer(self) -> str:
        by = self.about.get("program")
        newer = f"version {by}" if isinstance(by, str) else "a newer version"
        return (
            f"{self.name} is a record of format {self.future}, written by {newer} of Hengyang 1944; this program "
            f"({program()}) reads formats up to {FORMAT}: open it with {newer}"
        )

    # ------------------------------------------------------------ lines

    def _line(self, line: bytes) -> None:
        check, _, text = line.partition(b" ")
        self.chain = next_link(self.chain, text)
        if check != self.chain.hex()[:8].encode():
            raise _Damaged(f"line {self.count} is damaged")
        kind, _, payload = text.decode().partition(" ")
        value: dict[str, Any] = json.loads(payload)
        if not isinstance(value, dict):
            raise _Damaged(f"line {self.count} is damaged")
        self.payload = payload
        getattr(self, f"_take_{kind}", self._take_unknown)(value)

    def _take_unknown(self, value: dict[str, Any]) -> None:
        raise _Damaged(f"line {self.count} is of a kind that there is not")

    def _take_about(self, value: dict[str, Any]) -> None:
        self.about = value

    def _take_scenario(self, value: dict[str, Any]) -> None:
        self.scenario |= value

    def _take_fields(self, value: dict[str, Any]) -> None:
        _check(value, **dict.fromkeys(value, list))
        self.fields = value

    def _take_start(self, value: dict[str, Any]) -> None:
        _check(value, events=list, state=dict, digest=str)
        self.start = value
        self.chain_of_orders = self.chain.hex()

    def _take_order(self, value: dict[str, Any]) -> None:
        _check(value, order=str, turn=int, side=str)
        self.order = value["order"], value

    def _take_result(self, value: dict[str, Any]) -> None:
        if self.start is None or self.order is None:
            raise _Damaged(f"line {self.count} stands where it should not")
        _check(value, events=list, changes=dict, digest=str)
        order, given = self.order
        events = tuple(value["events"])
        changes, digest = value["changes"], value["digest"]
        self.entries.append(Entry(order, given["turn"], given["side"], events, changes, digest, self.payload))
        self.order = None
        self.chain_of_orders = self.chain.hex()

    def _take_settings(self, value: dict[str, Any]) -> None:
        self.settings = value

    def _take_brief(self, value: dict[str, Any]) -> None:
        _check(value, turn=int, side=str, brief=dict)
        self.briefs.append(Brief(len(self.entries), value["turn"], value["side"], value["brief"]))

    def _take_end(self, value: dict[str, Any]) -> None:
        _check(value, orders=int, digest=str)
        if value["orders"] != len(self.entries) or self.start is None:
            raise _Damaged("its last line does not fit the others")
        self.end = value

    # ------------------------------------------------------------ the whole

    def finish(self, packing: str) -> Record:
        """What was read. Raises RecordError if that is not enough for a battle."""
        if self.future:
            raise RecordError(self._newer())
        if self.count == 0 or (self.count == 1 and packing):
            raise RecordError(f"{self.name} is no record of a battle, or wholly damaged ({packing or 'no line'})")
        damage = self.damage or packing
        if self.end is None and not damage:
            damage = "it breaks off"
        if self.start is None:
            raise RecordError(
                f"{self.name} is damaged before the battle begins ({damage}): nothing can be recovered from it"
            )
        seed = self.about.get("seed")
        if type(seed) is not int or not 0 <= seed < 2**63:
            raise RecordError(f"{self.name} is damaged: it has no seed")
        lost = None
        if damage and self.end is not None:
            lost = f"{self.name} is damaged at its end ({damage}); no order is lost"
        elif damage:
            lost = f"{self.name} is damaged ({damage}): {len(self.entries)} orders could be read, what followed is lost"
        last = self.end["digest"] if self.end else None
        return Record(
            FORMAT,
            str(self.about.get("program")),
            str(self.about.get("rules")),
            self.scenario,
            seed,
            tuple(self.entries),
            tuple(self.start["events"]),
            self.start["state"],
            self.fields,
            self.start["digest"],
            last,
            self.settings,
            tuple(self.briefs),
            self.chain_of_orders,
            lost,
            self._mods(),
        )

    def _mods(self) -> Used:
        names, digest = self.about.get("mods", []), self.about.get("mods_hash", "")
        plain = isinstance(names, list) and all(isinstance(name, str) for name in names) and isinstance(digest, str)
        return Used(tuple(names), digest) if plain else NO_MODS


def _check(value: dict[str, Any], **kinds: type) -> None:
    for name, kind in kinds.items():
        if type(value.get(name)) is not kind:
            raise _Damaged(f"'{name}' is missing")
