"""For those who write scenarios and mods."""

from __future__ import annotations

import argparse

from game.commands.arguments import Commands


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    _add_validate(commands)
    _add_fmt(commands)


def _add_validate(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("validate", help="check scenario files")
    command.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or name in the catalog")
    command.add_argument("--strict", action="store_true", help="warnings count as errors")
    command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    command.set_defaults(run=_validate)


def _validate(args: argparse.Namespace) -> int:
    from game.scenario import validate

    return validate.run(args.paths, args.strict, args.format == "json")


def _add_fmt(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("fmt", help="YAML files in their canonical form, comments kept")
    command.add_argument("paths", nargs="+", metavar="PATH", help="file, or folder with all .yaml below it")
    command.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file differs")
    command.set_defaults(run=_fmt)


def _fmt(args: argparse.Namespace) -> int:
    from game.scenario import fmt

    return fmt.run(args.paths, args.check)
