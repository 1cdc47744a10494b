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


# ---------------------------------------------------------------- export


def export(args: argparse.Namespace) -> int:
    """`mail export RECORD FILE`. Raises UserError."""
    record = read_record(Path(args.record))
    if record.damage:
        raise UserError(f"{record.damage}; only a whole record can be sent")
    replay = Replay(record)
    battle = _opened(replay, args.record)
    ends = [phase.last for phase in replay.phases if phase.last and _is_end(replay, phase.last)]
    if not ends or ends[-1] != replay.length:
        since = replay.length - (ends[-1] if ends else 0)
        raise UserError(
            f"the phase of {battle.phasing} is not over ({since} orders since it began): end it, save, then export"
        )
    game = game_of(battle.settings.get("mail")) or secrets.token_hex(8)
    battle.settings["mail"] = game
    phases = linked_phases(replay)
    orders, link = phases[-1]
    before = phases[-2][1] if len(phases) > 1 else links(replay.record)[0]
    sender = replay.moment(replay.length).side
    receiver = next(side for side in battle.sides if side != sender)
    envelope = Envelope(game, len(phases), replay.phases[-1].turn, sender, receiver, orders, before, link)
    ledger = Ledger(game)
    ledger.check(phases, "your record", envelope.number - 1)
    if ledger.seen.get(envelope.number, phases[-1]) != phases[-1]:
        print("another version of this phase was sent before: the other player will see that", file=sys.stderr)
    battle.save(args.record)
    write_atomically(Path(args.file), seal(envelope, battle.packed()))
    ledger.keep(envelope)
    print(f"{args.file}: phase {envelope.number} of game {game}, turn {envelope.turn}, {sender} to {receiver}")
    print(LIMITS)
    return 0


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
    """`mail import FILE`: check it against all that was seen before, save the battle. Raises UserError."""
    envelope, record = unseal(read_bytes(Path(args.file)), args.file)
    replay = Replay(record)
    battle = _opened(replay, args.file)
    phases = linked_phases(replay)
    fits = len(phases) == envelope.number and phases[-1] == (envelope.orders, envelope.link)
    if not fits or replay.length != envelope.orders:
        raise UserError(f"{args.file} was altered: its envelope does not fit the battle in it")
    ledger = Ledger(envelope.game)
    ledger.check(phases, args.file, envelope.number)
    if ledger.last > envelope.number:
        raise UserError(
            f"{args.file} is older than what you have: phase {ledger.last} is known, this is {envelope.number}"
        )
    known, again = ledger.last, ledger.last == envelope.number
    # Whoever takes it in sits down on his own side; the other one is a person too.
    seats = {"side": battle.phasing, "opponent": "human"}
    battle.settings |= {"mail": envelope.game, "players": dict.fromkeys(battle.sides, "human"), "seats": seats}
    saved = paths.saves() / f"{save_name(battle.scenario.id, envelope.game)}{SUFFIX}"
    battle.save(saved)
    ledger.keep(envelope)
    print(f"phase {envelope.number}, turn {envelope.turn}: {envelope.sender} has moved" + (" (known)" if again else ""))
    if known and not again:
        print(f"it follows what you have seen: phase {known} and all before it are unchanged")
    if battle.outcome:
        print(f"the battle is over: {battle.outcome.level}")
    else:
        print(f"it is {battle.phasing}'s phase; saved as {saved}: python main.py play {saved}")
    print(LIMITS)
    return 0


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

    def __init__(self, game: str) -> None:
        self.file = paths.user() / "mail" / f"{game}.json"
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
