"""The commands. Each imports only what it needs: `validate` neither compiles rules nor opens a window.

Exits 0 when done, 1 on a user's mistake (one message, no traceback), 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence

from game.errors import UserError

LEVELS = ("recruit", "veteran", "general")
PLAIN = ("random", "headlong", "standing")  # players without a plan, for the ladder
OPPONENTS = (*LEVELS, "human")


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command. Returns the exit code; raises SystemExit(2) on wrong usage."""
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains while it ends
        return 1
    except OSError as error:
        if error.filename is None:
            raise
        print(f"{error.filename}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = argparse.ArgumentParser(
        prog="main.py", description="Hengyang 1944, a tactical wargame. Without a command the game opens."
    )
    top.add_argument("--version", action="store_true", help="program, format and rules hash")
    top.set_defaults(run=_open)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add_play(commands)
    _add_simulate(commands)
    _add_balance(commands)
    _add_fuzz(commands)
    _add_ladder(commands)
    _add_validate(commands)
    _add_screenshot(commands)
    command = commands.add_parser("build", help="compile the rules now instead of at the first start")
    command.set_defaults(run=_build)
    command = commands.add_parser("bench", help="the project's speed figures and signature")
    command.add_argument("--ui", action="store_true", help="the screen's figures too")
    command.set_defaults(run=_bench)
    command = commands.add_parser("manual", help="renew the tables of docs/rules.md from the rulebook")
    command.add_argument("--check", action="store_true", help="change nothing; exit 1 if a table differs")
    command.set_defaults(run=_manual)
    return top


Commands = argparse._SubParsersAction  # argparse has no public name for what add_subparsers returns


def _add_play(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("play", help="play a scenario, or go on with a record")
    command.add_argument("scenario", nargs="?", metavar="SCENARIO|RECORD", help="name in the catalog, or a path")
    command.add_argument("--side", help="the side you play, as the scenario names it")
    command.add_argument("--opponent", choices=OPPONENTS, help="default: veteran")
    command.add_argument("--seed", type=seed, default=0, metavar="N", help="of the dice; default: 0")
    command.add_argument("--lang", choices=("en", "zh"), help="default: as set in the game")
    command.set_defaults(run=_play)


def _add_simulate(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("simulate", help="the computer against itself, many times")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    command.add_argument("--games", type=positive, required=True, metavar="N")
    command.add_argument(
        "--level", type=level, action="append", default=[], metavar="LEVEL",
        help=f"{', '.join(LEVELS)}, or SIDE=LEVEL once for each side; default: recruit",
    )  # fmt: skip
    command.add_argument("--seed", type=seed, default=0, metavar="S", help="game i has seed S + i; default: 0")
    command.add_argument("--jobs", type=positive, metavar="J", help="games at once; default: one a processor")
    command.add_argument("--cluster", metavar="ADDR", help="play on the dask cluster whose scheduler is there")
    command.add_argument("--json", type=output, metavar="FILE", help="write the results there; -: standard output")
    command.add_argument(
        "--explain", action="store_true", help="say what the computer meant, by phase, in the first game"
    )
    command.set_defaults(run=_simulate)


def _add_balance(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("balance", help="who wins, when, by what; against history; what would change it")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    command.add_argument("--games", type=positive, metavar="N", help="default: as the scenario says, else 400")
    command.add_argument("--level", type=level, action="append", default=[], metavar="LEVEL", help="as in simulate")
    command.add_argument("--seed", type=seed, default=0, metavar="S", help="game i has seed S + i; default: 0")
    command.add_argument("--jobs", type=positive, metavar="J", help="games at once; default: one a processor")
    command.add_argument("--cluster", metavar="ADDR", help="play on the dask cluster whose scheduler is there")
    command.add_argument("--suggest", action="store_true", help="look for a change that brings the wanted shares")
    command.add_argument("--strict", action="store_true", help="exit 1 if a check fails")
    command.add_argument("--json", type=output, metavar="FILE", help="write the report there; -: standard output")
    command.set_defaults(run=_balance)


def _add_fuzz(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("fuzz", help="random legal play that looks for crashes, dead ends, unreachable goals")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    command.add_argument("--games", type=positive, default=100, metavar="N", help="default: 100")
    command.add_argument("--seed", type=seed, default=0, metavar="S", help="game i has seed S + i; default: 0")
    command.add_argument("--jobs", type=positive, metavar="J", help="games at once; default: one a processor")
    command.add_argument("--json", type=output, metavar="FILE", help="write the report there; -: standard output")
    command.set_defaults(run=_fuzz)


def _add_ladder(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("ladder", help="how strong the computer's levels are, by playing each other")
    command.add_argument("--games", type=positive, default=20, metavar="N", help="a pairing and scenario; default: 20")
    command.add_argument(
        "--scenario", action="append", default=[], metavar="SCENARIO", help="default: all but the longest"
    )
    command.add_argument(
        "--level", type=contestant, action="append", default=[], metavar="LEVEL", help=(
            f"{', '.join(LEVELS)}, one of these with @N playouts a phase, or {', '.join(PLAIN)}; default: the levels"
        ),
    )  # fmt: skip
    command.add_argument("--seed", type=seed, default=0, metavar="S")
    command.add_argument("--jobs", type=positive, metavar="J", help="games at once; default: one a processor")
    command.set_defaults(run=_ladder)


def _add_validate(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("validate", help="check scenario files")
    command.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or name in the catalog")
    command.add_argument("--strict", action="store_true", help="warnings count as errors")
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    command.set_defaults(run=_validate)


def _add_screenshot(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("screenshot", help="a picture of the battle screen")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    command.add_argument("file", type=picture, metavar="FILE.png")
    command.add_argument("--size", type=size, default=(1920, 1080), metavar="WxH", help="default: 1920x1080")
    command.set_defaults(run=_screenshot)


# ---------------------------------------------------------------- arguments


def seed(text: str) -> int:
    """A whole number from 0 to 2^63 - 1."""
    if not text.isascii() or not text.isdigit() or len(text) > 19 or int(text) >= 2**63:
        raise argparse.ArgumentTypeError(f"'{text}' is no seed: a whole number from 0 to {2**63 - 1}")
    return int(text)


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to 999999999")
    return int(text)


def level(text: str) -> str:
    """LEVEL or SIDE=LEVEL; whether the scenario has that side is seen later."""
    side, equals, name = text.rpartition("=")
    if name not in LEVELS or (equals and not side):
        raise argparse.ArgumentTypeError(f"'{text}' is no level: {', '.join(LEVELS)}, or SIDE=LEVEL")
    return text


def contestant(text: str) -> str:
    """LEVEL, LEVEL@PLAYOUTS or a player without a plan."""
    name, at, playouts = text.partition("@")
    if name not in (LEVELS if at else LEVELS + PLAIN):
        raise argparse.ArgumentTypeError(f"'{text}' is no player: {', '.join(LEVELS + PLAIN)}, or LEVEL@PLAYOUTS")
    if at and name == "recruit":
        raise argparse.ArgumentTypeError(f"'{text}': recruit thinks without playouts")
    return f"{name}@{positive(playouts)}" if at else name


def size(text: str) -> tuple[int, int]:
    """`1920x1080` as (1920, 1080)."""
    match = re.fullmatch(r"([0-9]{2,5})[xX×]([0-9]{2,5})", text)
    if not match or not all(64 <= int(number) <= 16_384 for number in match.groups()):
        raise argparse.ArgumentTypeError(f"'{text}' is no size: width x height in pixels, as 1920x1080")
    return int(match[1]), int(match[2])


def output(text: str) -> str:
    """A file that can be written, or `-`. Nothing is written yet."""
    if text == "-":
        return text
    folder = os.path.dirname(os.path.abspath(text))
    if os.path.isdir(text):
        raise argparse.ArgumentTypeError(f"cannot write '{text}': it is a folder")
    if not os.path.isdir(folder):
        raise argparse.ArgumentTypeError(f"cannot write '{text}': there is no folder '{folder}'")
    if not os.access(text if os.path.exists(text) else folder, os.W_OK):
        raise argparse.ArgumentTypeError(f"cannot write '{text}': permission denied")
    return text


def picture(text: str) -> str:
    """As `output`, a .png file."""
    if not text.lower().endswith(".png"):
        raise argparse.ArgumentTypeError(f"'{text}' does not end in .png")
    return output(text)


# ---------------------------------------------------------------- commands


def _open(args: argparse.Namespace) -> int:
    if args.version:
        return _version()
    from game.ui import app

    return app.run(None, None, None, 0, None)


def _version() -> int:
    from importlib import metadata

    try:
        program = metadata.version("hengyang1944")
    except metadata.PackageNotFoundError:
        program = "(not installed)"
    print(f"Hengyang 1944 {program}, scenario format 1, rules {rules_hash()}")
    return 0


def rules_hash() -> str:
    """Ten hex digits over every source of the rules: battles replay alike where it is the same."""
    import hashlib

    from game import paths

    digest = hashlib.sha256()
    for file in sorted((paths.HOME / "game" / "rules").glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:10]


def _play(args: argparse.Namespace) -> int:
    from game.ui import app

    return app.run(args.scenario, args.side, args.opponent, args.seed, args.lang)


def _simulate(args: argparse.Namespace) -> int:
    from game.lab import simulate

    return simulate.run(args)


def _balance(args: argparse.Namespace) -> int:
    from game.lab import balance

    return balance.run(args)


def _fuzz(args: argparse.Namespace) -> int:
    from game.lab import fuzz

    return fuzz.run(args)


def _ladder(args: argparse.Namespace) -> int:
    from game.lab import ladder

    return ladder.run(args)


def _validate(args: argparse.Namespace) -> int:
    from game.scenario import validate

    return validate.run(args.paths, args.strict, args.format == "json")


def _screenshot(args: argparse.Namespace) -> int:
    from game.ui import screenshot

    return screenshot.run(args)


def _build(args: argparse.Namespace) -> int:
    from game.lab import build

    return build.run(args)


def _bench(args: argparse.Namespace) -> int:
    from game.lab import bench

    if args.ui:
        from game.ui import bench as screen

        return bench.run(args, screen.run)
    return bench.run(args)


def _manual(args: argparse.Namespace) -> int:
    from game.lab import manual

    return manual.run(args)
