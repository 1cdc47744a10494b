"""`python main.py mail`: two players, two computers, one file sent to and fro.

Each file carries the whole record and a *link*: a sha256 that runs on from order to order, with what came of it. The
player's own ledger keeps the link of every phase sent or taken in. So it becomes evident if the other player changes
what was already played, sends two versions of a phase, or a battle whose outcomes the rules do not bring about.

It cannot prevent that he plays his own phase several times and sends the version he likes best, that he looks into
the file (it says where everyone stands), or that he changes his program. Play with people you trust.
"""

import argparse
import hashlib
import json
import secrets
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from game import paths
from game.battle import Battle
from game.chronicle.packing import read_bytes
from game.chronicle.record import SUFFIX, Record, parse_record, read_record
from game.chronicle.replay import Replay
from game.errors import UserError
from game.files import write_atomically
from game.values import RecordError

MAGIC = b"hengyang-mail "
FORMAT = 1
MOST_ENVELOPE = 4096
LONGEST_ID = 64
MAIL_SUFFIX = ".hymail"
LIMITS = (
    "What this shows: changes to what was already played, a second version of a phase, outcomes that the rules do not "
    "give.\nWhat it cannot: a player may try his phase several times before he sends it, or look into the file, which "
    "says where everyone stands."
)


class Envelope(NamedTuple):
    """What stands on the outside: which game, the how-manieth phase, from whom to whom, the links."""

    game: str
    number: int  # phases that have ended
    turn: int
    sender: str
    receiver: str
    orders: int
    before: str  # link before the sender's phase
    link: str


class Sent(NamedTuple):
    """A phase made ready to be sent. `other`: another version of it was made before."""

    envelope: Envelope
    file: Path
    other: bool


class Received(NamedTuple):
    """A phase taken in. `known`: the last phase seen before, 0 for none; `level`: how the battle ended, if it has."""

    envelope: Envelope
    saved: Path
    phasing: str
    level: str
    known: int

    @property
    def again(self) -> bool:
        """Whether it had been taken in before."""
        return self.known == self.envelope.number


# ---------------------------------------------------------------- export


def export(args: argparse.Namespace) -> int:
    """`mail export RECORD FILE`. Raises UserError."""
    sent = send(Path(args.record), Path(args.file))
    its = sent.envelope
    if sent.other:
        print("another version of this phase was sent before: the other player will see that", file=sys.stderr)
    print(f"{sent.file}: phase {its.number} of game {its.game}, turn {its.turn}, {its.sender} to {its.receiver}")
    print(LIMITS)
    return 0


def send(saved: Path, file: Path | None = None, home: Path | None = None) -> Sent:
    """Make the file to send of a saved battle whose last phase is over; the record is told of the game it belongs to.

    Without `file` it lies among the player's mail, named by game, phase and receiver. `home`: the player's folder.
    Raises UserError, OSError.
    """
    home = home or paths.user()
    record = read_record(saved)
    if record.damage:
        raise UserError(f"{record.damage}; only a whole record can be sent")
    replay = Replay(record)
    battle = _opened(replay, str(saved))
    ends = [phase.last for phase in replay.phases if phase.last and _is_end(replay, phase.last)]
    if not ends or ends[-1] != replay.length:
        since = replay.length - (ends[-1] if ends else 0)
        raise UserError(
            f"the phase of {battle.phasing} is not over ({since} orders since it began): end it, save, then export"
        )
    game = game_of(battle.settings.get("mail")) or new_game()
    battle.settings["mail"] = game
    phases = linked_phases(replay)
    orders, link = phases[-1]
    before = phases[-2][1] if len(phases) > 1 else links(replay.record)[0]
    sender = replay.moment(replay.length).side
    receiver = next(side for side in battle.sides if side != sender)
    envelope = Envelope(game, len(phases), replay.phases[-1].turn, sender, receiver, orders, before, link)
    ledger = Ledger(game, home)
    ledger.check(phases, "your record", envelope.number - 1)
    other = ledger.seen.get(envelope.number, phases[-1]) != phases[-1]
    battle.save(saved)
    name = f"{save_name(battle.scenario.id, game)}-{envelope.number}-to-{receiver}{MAIL_SUFFIX}"
    file = file or home / "mail" / "out" / name
    write_atomically(file, seal(envelope, battle.packed()))
    ledger.keep(envelope)
    return Sent(envelope, file, other)


def new_game() -> str:
    """An id that no other game has."""
    return secrets.token_hex(8)


def linked_phases(replay: Replay) -> list[tuple[int, str]]:
    """Of each phase that has ended: orders given by then, and the link."""
    every = links(replay.record)
    return [(phase.last, every[phase.last]) for phase in replay.phases if _is_end(replay, phase.last)]


def _is_end(replay: Replay, n: int) -> bool:
    return replay.past.steps[n - 1].order.verb == "end"


def _opened(replay: Replay, name: str) -> Battle:
    if not replay.agrees:
        assert replay.difference is not None
        raise UserError(f"{name} does not come out by today's rules: {replay.difference.words()}")
    return replay.at(replay.length)


def links(record: Record) -> list[str]:
    """A link after each number of orders, beginning with none: scenario, seed, then every order and its digest."""
    link = hashlib.sha256(f"{record.scenario_hash} {record.seed}".encode()).hexdigest()
    found = [link]
    for entry in record.entries:
        link = hashlib.sha256(f"{link} {entry.order} {(entry.digest or '')[:16]}".encode()).hexdigest()
        found.append(link)
    return found


def seal(envelope: Envelope, record: bytes) -> bytes:
    """The file: a line that says what it is, the envelope with a check over it and the record, the record."""
    outside = json.dumps(envelope._asdict(), separators=(",", ":")).encode()
    check = hashlib.sha256(outside + b"\n" + record).hexdigest().encode()
    return MAGIC + str(FORMAT).encode() + b"\n" + check + b" " + outside + b"\n" + record


# ---------------------------------------------------------------- import


def take_in(args: argparse.Namespace) -> int:
    """`mail import FILE`. Raises UserError."""
    got = receive(Path(args.file))
    its = got.envelope
    print(f"phase {its.number}, turn {its.turn}: {its.sender} has moved" + (" (known)" if got.again else ""))
    if got.known and not got.again:
        print(f"it follows what you have seen: phase {got.known} and all before it are unchanged")
    if got.level:
        print(f"the battle is over: {got.level}")
    else:
        print(f"it is {got.phasing}'s phase; saved as {got.saved}: python main.py play {got.saved}")
    print(LIMITS)
    return 0


def receive(file: Path, home: Path | None = None) -> Received:
    """Check a file that was sent against all that was seen before, and save the battle. Raises UserError, OSError."""
    home, name = home or paths.user(), str(file)
    envelope, record = unseal(read_bytes(file), name)
    replay = Replay(record)
    battle = _opened(replay, name)
    phases = linked_phases(replay)
    fits = len(phases) == envelope.number and phases[-1] == (envelope.orders, envelope.link)
    if not fits or replay.length != envelope.orders:
        raise UserError(f"{name} was altered: its envelope does not fit the battle in it")
    ledger = Ledger(envelope.game, home)
    known = ledger.last
    ledger.check(phases, name, envelope.number)
    if known > envelope.number:
        raise UserError(f"{name} is older than what you have: phase {known} is known, this is {envelope.number}")
    # Whoever takes it in sits down on his own side; the other one is a person too.
    seats = {"side": battle.phasing, "opponent": "human"}
    battle.settings |= {"mail": envelope.game, "players": dict.fromkeys(battle.sides, "human"), "seats": seats}
    saved = home / "saves" / f"{save_name(battle.scenario.id, envelope.game)}{SUFFIX}"
    battle.save(saved)
    ledger.keep(envelope)
    return Received(envelope, saved, battle.phasing, battle.outcome.level if battle.outcome else "", known)


def game_of(value: object) -> str:
    """A game's id if it is one: files are named by it, so that nothing but letters and digits will do."""
    fits = isinstance(value, str) and value.isascii() and value.isalnum() and len(value) <= LONGEST_ID
    return str(value) if fits else ""


def save_name(scenario: str, game: str) -> str:
    """What the battle of a game is saved as."""
    return f"mail-{scenario.replace('/', '-')}-{game[:6]}"


def unseal(data: bytes, name: str) -> tuple[Envelope, Record]:
    """What is in a file. Raises UserError where it is no mail, damaged, or of a later format."""
    first, _, rest = data.partition(b"\n")
    number = first[len(MAGIC) :]
    if first[: len(MAGIC)] != MAGIC or not number.isdigit() or len(number) > 6:
        raise UserError(f"{name} is no mail of this game")
    if int(number) > FORMAT:
        raise UserError(f"{name} is mail of format {int(number)}; this program reads format {FORMAT}: get a newer one")
    line, _, packed = rest.partition(b"\n")
    check, _, outside = line.partition(b" ")
    if len(line) > MOST_ENVELOPE or check != hashlib.sha256(outside + b"\n" + packed).hexdigest().encode():
        raise UserError(f"{name} is damaged or was altered: ask for it again")
    try:
        envelope = Envelope(**json.loads(outside))
    except (ValueError, TypeError):
        raise UserError(f"{name} is damaged or was altered: ask for it again") from None
    if not all(isinstance(text, str) for text in (envelope.game, envelope.before, envelope.link)):
        raise UserError(f"{name} is damaged or was altered: ask for it again")
    if not game_of(envelope.game) or not all(type(n) is int for n in (envelope.number, envelope.orders)):
        raise UserError(f"{name} is damaged or was altered: ask for it again")
    try:
        record = parse_record(packed, name)
    except (RecordError, zlib.error) as trouble:
        raise UserError(f"{name}: {trouble}") from None
    if record.damage:
        raise UserError(record.damage)
    return envelope, record


class Ledger:
    """The phases of one game that this player has sent or taken in: number -> orders given by its end, link."""

    def __init__(self, game: str, home: Path) -> None:
        self.file = home / "mail" / f"{game}.json"
        self.seen: dict[int, tuple[int, str]] = {}
        try:
            data: Any = json.loads(self.file.read_text(encoding="utf-8"))
            self.seen = {int(number): (int(orders), str(link)) for number, (orders, link) in data["phases"].items()}
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            raise UserError(f"{self.file}, which keeps what was sent, cannot be read: mend or remove it") from None

    @property
    def last(self) -> int:
        """The latest phase that was ever seen."""
        return max(self.seen, default=0)

    def check(self, phases: Sequence[tuple[int, str]], name: str, upto: int) -> None:
        """Raises UserError if the first `upto` phases of a battle are not those that were seen before."""
        for number, known in sorted(self.seen.items()):
            if number <= min(upto, len(phases)) and phases[number - 1] != known:
                raise UserError(
                    f"{name} is not the battle that was seen before: phase {number} was changed or played again"
                )

    def keep(self, envelope: Envelope) -> None:
        self.seen[envelope.number] = (envelope.orders, envelope.link)
        write_atomically(self.file, json.dumps({"phases": self.seen}, indent=1) + "\n")
