"""What to do with a saved battle: look at it, check it, compare it, send it."""

from __future__ import annotations

import argparse

from game.commands.arguments import Commands, positive, written


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    _add_replay(commands)
    _add_diff(commands)
    _add_mail(commands)


def _add_replay(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("replay", help="a saved battle in words; --verify: whether it comes out the same")
    command.add_argument("record", metavar="RECORD", help="a file that ends in .hyrec")
    command.add_argument("--to", type=positive, metavar="TURN", help="up to the end of that turn")
    way = command.add_mutually_exclusive_group()
    way.add_argument("--watch", action="store_true", help="in the game's window, from the start or from TURN's end")
    way.add_argument("--verify", action="store_true", help="give every order again; exit 1 if a digest differs")
    command.add_argument("--format", choices=("text", "json"), default="text", help="of --verify; default: text")
    command.set_defaults(run=_replay)


def _replay(args: argparse.Namespace) -> int:
    if args.watch:
        from game.ui import start

        return start.watch(args.record, args.to)
    from game.chronicle import transcript

    return transcript.run(args)


def _add_diff(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("diff", help="in words, where two saved battles differ")
    command.add_argument("a", metavar="A")
    command.add_argument("b", metavar="B")
    command.set_defaults(run=_diff)


def _diff(args: argparse.Namespace) -> int:
    from game.chronicle import diff

    return diff.run(args)


def _add_mail(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("mail", help="play by mail: a turn as one file for the other player")
    actions = command.add_subparsers(title="actions", metavar="export|import", required=True)
    export = actions.add_parser("export", help="after your phase: the file to send")
    export.add_argument("record", metavar="RECORD", help="your saved battle")
    export.add_argument("file", type=written, metavar="FILE", help="to be written")
    export.set_defaults(run=_export)
    take = actions.add_parser("import", help="take in a file you were sent; says where the battle is saved")
    take.add_argument("file", metavar="FILE")
    take.set_defaults(run=_import)


def _export(args: argparse.Namespace) -> int:
    from game.chronicle import mail

    return mail.export(args)


def _import(args: argparse.Namespace) -> int:
    from game.chronicle import mail

    return mail.take_in(args)
