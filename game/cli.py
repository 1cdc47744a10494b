"""The commands. Each imports only what it needs: `validate` neither compiles rules nor opens a window.

Exits 0 when done, 1 on a user's mistake (one message, no traceback), 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from game.commands import campaigns, laboratory, mapping, modding, playing, records, workshop
from game.errors import UserError

GROUPS = (playing, campaigns, records, laboratory, modding, mapping, workshop)


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
    for group in GROUPS:
        group.add(commands)
    return top


def _open(args: argparse.Namespace) -> int:
    if args.version:
        return _version()
    from game.ui import start

    return start.run(None, None, None, 0, None)


def _version() -> int:
    from game.version import program, rules_hash

    print(f"Hengyang 1944 {program()}, scenario format 1, rules {rules_hash()}")
    return 0
