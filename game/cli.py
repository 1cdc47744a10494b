"""The commands. Each imports only what it needs: `validate` neither compiles rules nor opens a window.

Exits 0 when done, 1 on a user's mistake (one message, no traceback), 2 on wrong usage, 130 when interrupted.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence

from game.commands import campaigns, laboratory, mapping, modding, playing, records, workshop
from game.errors import UserError, reason_of

GROUPS = (playing, campaigns, records, laboratory, modding, mapping, workshop)


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command. Returns the exit code; raises SystemExit(2) on wrong usage."""
    _write_any_text()
    try:
        args = parser().parse_args(argv)
        code = int(args.run(args))
        print(end="", flush=True)  # what cannot be written is told here, not while Python ends
        return code
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        _drop_output()
        return 1
    except OSError as error:
        if error.filename is not None:
            print(f"{error.filename}: {reason_of(error)}", file=sys.stderr)
        elif error.errno == errno.ENOENT:  # what getcwd says
            print("the folder that you are in is gone: go to another one", file=sys.stderr)
        elif error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF):
            print(f"standard output: {reason_of(error)}", file=sys.stderr)
            _drop_output()
        else:
            raise
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130


def _write_any_text() -> None:
    """Names are Chinese too: no code page of the system's may keep a report from being written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            if not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
                stream.reconfigure(encoding="utf-8")


def _drop_output() -> None:
    """Let what is still to be written go nowhere: else Python complains while it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
