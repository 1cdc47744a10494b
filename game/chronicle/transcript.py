"""`python main.py replay`: a record as text to read, and whether today's rules bring the same about."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.chronicle.past import Difference
from game.chronicle.record import read_record
from game.chronicle.replay import Phase, Replay
from game.errors import UserError
from game.telling import date_words

FORMAT = 1


def run(args: argparse.Namespace) -> int:
    """The command: exit code 0, or 1 if `--verify` finds a digest that differs or damage. Raises UserError."""
    record = read_record(Path(args.record))
    replay = Replay(record)
    upto = orders_to(replay, args.to)
    if args.verify:
        return verify(replay, upto, args.format == "json")
    if args.format == "json":
        raise UserError("--format belongs to --verify")
    if replay.remark:
        print(replay.remark, file=sys.stderr)
    for line in lines(replay, upto):
        print(line)
    return 0


def orders_to(replay: Replay, turn: int | None) -> int:
    """How many orders had been given at the end of a turn. Raises UserError for one that is not in the record."""
    if turn is None:
        return replay.length
    last = len(replay.turns)
    if turn > last:
        raise UserError(f"the record has no turn {turn}: its last is {last}")
    return replay.turns[turn] if turn < last else replay.length


# ---------------------------------------------------------------- to read


def lines(replay: Replay, upto: int) -> Iterator[str]:
    """The battle in words, phase by phase."""
    record, battle = replay.record, replay.battle
    scenario = battle.scenario
    yield f"{scenario.title.get('en')} ({scenario.id}), seed {record.seed}"
    yield f"written by Hengyang 1944 {record.program}, rules {record.rules}"
    if record.mods.names:
        yield f"with the mods {', '.join(record.mods.names)} ({record.mods.hash[:10]})"
    players = (record.settings or {}).get("players")
    if isinstance(players, dict):
        yield "players: " + ", ".join(f"{side} {who}" for side, who in players.items())
    if replay.difference:
        yield f"by today's rules {replay.difference.words()}; what follows is what the record says"
    for event in replay.past.start_events:
        yield f"  {event.text()}"
    for phase in replay.phases:
        if phase.first >= upto:
            break
        yield ""
        yield f"== turn {phase.turn}, {date_words(phase.date, 'en')}: {scenario.sides[phase.side].name.get('en')}"
        yield from _brief(replay, phase)
        for n in range(phase.first + 1, min(phase.last, upto) + 1):
            moment = replay.moment(n)
            yield f"> {moment.order}"
            yield from (f"  {event.text()}" for event in moment.events)
    outcome = replay.at(upto).outcome
    yield ""
    yield f"{upto} orders; " + (f"{outcome.level}, {outcome.reason}" if outcome else "the battle goes on")


def _brief(replay: Replay, phase: Phase) -> Iterator[str]:
    brief = replay.brief(phase)
    if brief and "plan" in brief.data:
        yield f"  the computer means: {brief.data['plan']} ({brief.data.get('value', 0):+} points)"
        for formation, what in (brief.data.get("formations") or {}).items():
            yield f"    {formation}: {what}"


# ---------------------------------------------------------------- to check


def verify(replay: Replay, upto: int, as_json: bool) -> int:
    """Give every order again, compare digests after each, print what was found."""
    difference = replay.past.difference(replay.battle.anew(replay.battle.seed), upto)
    damage, expected = replay.remark, replay.expected
    digest = replay.at(upto).digest()
    if difference is None and upto == replay.length and expected not in (None, digest):
        # Only a record that does not say what came of each order comes here: the order is not known.
        difference = Difference(upto, replay.at(upto).turn, str(expected), digest)
    ok = difference is None and not damage
    turns = replay.at(upto).turn
    if as_json:
        data: dict[str, Any] = {"format": FORMAT, "ok": ok, "orders": upto, "turns": turns, "digest": digest}
        data["difference"] = _as_json(difference)
        print(json.dumps(data | ({"damage": damage} if damage else {}), ensure_ascii=False, indent=1))
        return 0 if ok else 1
    if damage:
        print(damage)
    if difference:
        print(*_differs(difference), sep="\n")
    print(f"{upto} orders to turn {turns}, digest {digest}: {'as recorded' if ok else 'not as recorded'}")
    return 0 if ok else 1


def _as_json(difference: Difference | None) -> dict[str, Any] | None:
    if difference is None:
        return None
    found = {
        "order": difference.order, "turn": difference.turn, "expected": difference.expected, "found": difference.found,
        "text": difference.text,
        "fields": [
            {"array": array, "row": row, "field": field, "expected": expected, "found": found}
            for array, row, field, expected, found in difference.fields
        ],
    }  # fmt: skip
    return found | ({"refused": difference.refused} if difference.refused else {})


def _differs(difference: Difference) -> Iterator[str]:
    yield f"{difference.words()[:1].upper()}{difference.words()[1:]}"
    yield f"  digest recorded {difference.expected}"
    yield f"  digest found    {difference.found}"
    for array, row, field, expected, found in difference.fields:
        yield f"  {array} {row} {field}: recorded {expected}, found {found}"
    if difference.more:
        yield f"  and {difference.more} fields more"
