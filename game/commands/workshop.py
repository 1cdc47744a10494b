"""For those who work on the program itself."""

from __future__ import annotations

import argparse

from game.commands.arguments import Commands


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("build", help="compile the rules now instead of at the first start")
    command.set_defaults(run=_build)
    command = commands.add_parser("bench", help="the project's speed figures and signature")
    command.add_argument("--ui", action="store_true", help="the screen's figures too")
    command.set_defaults(run=_bench)
    command = commands.add_parser("manual", help="renew the tables of docs/rules.md and docs/modding.md")
    command.add_argument("--check", action="store_true", help="change nothing; exit 1 if a table differs")
    command.set_defaults(run=_manual)


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
