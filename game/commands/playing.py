"""To play and to look at battles."""

from __future__ import annotations

import argparse

from game.commands.arguments import OPPONENTS, Commands, folder, named, picture, positive, seed, size, written


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    _add_play(commands)
    _add_screenshot(commands)
    _add_gallery(commands)
    _add_report(commands)


def _add_play(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("play", help="play a scenario, or go on with a record")
    command.add_argument(
        "scenario", nargs="?", type=named, metavar="SCENARIO|RECORD", help="name in the catalog, or a path"
    )
    command.add_argument("--side", help="the side you play, as the scenario names it")
    command.add_argument("--opponent", choices=OPPONENTS, help="default: veteran")
    command.add_argument("--seed", type=seed, default=0, metavar="N", help="of the dice; default: 0")
    command.add_argument("--lang", choices=("en", "zh"), help="default: as set in the game")
    command.set_defaults(run=_play)


def _play(args: argparse.Namespace) -> int:
    from game.scenario import campaign
    from game.ui import start

    if args.scenario and campaign.locate(args.scenario):
        name, args.scenario = args.scenario, campaign.load(args.scenario).phases[0].scenario
        print(f"first phase: {args.scenario}; when it is over, save it and go on with")
        print(f"python main.py campaign {name} --after RECORD --to NEXT && python main.py play NEXT")
    return start.run(args.scenario, args.side, args.opponent, args.seed, args.lang)


def _add_screenshot(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("screenshot", help="a picture of the battle screen")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    command.add_argument("file", type=picture, metavar="FILE.png")
    command.add_argument("--size", type=size, default=(1920, 1080), metavar="WxH", help="default: 1920x1080")
    command.add_argument("--side", help="by whose eyes; default: the side to move")
    command.add_argument("--record", metavar="RECORD", help="show a saved battle of that scenario instead")
    command.add_argument("--to", type=positive, metavar="TURN", help="at the end of that turn; default: the last")
    command.set_defaults(run=_screenshot, wrong=command.error)


def _screenshot(args: argparse.Namespace) -> int:
    if args.to and not args.record:
        args.wrong("--to is a turn of a saved battle: name it with --record")
    from game.ui import screenshot

    return screenshot.run(args)


def _add_gallery(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("gallery", help="every screen of the docs")
    command.add_argument("folder", type=folder, metavar="DIR")
    command.add_argument("names", nargs="*", metavar="NAME", help="only these; default: all")
    command.set_defaults(run=_gallery)


def _gallery(args: argparse.Namespace) -> int:
    from game.ui import gallery

    return gallery.run(args)


def _add_report(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("report", help="the after-action report of a record, as one HTML page")
    command.add_argument("record", metavar="RECORD", help="a saved battle (.hyrec)")
    command.add_argument("--html", type=written, required=True, metavar="FILE", help="write the page there")
    command.add_argument("--lang", choices=("en", "zh"), default="en", help="shown first; both are in the page")
    command.add_argument("--seed", type=seed, default=0, metavar="N", help="of the playing on; default: 0")
    command.add_argument(
        "--playouts", type=positive, default=2_400, metavar="N", help="along the battle; default: 2400"
    )
    command.add_argument("--unfinished", action="store_true", help="of a battle that is not over: shows both sides")
    command.set_defaults(run=_report)


def _report(args: argparse.Namespace) -> int:
    from game.ui import report_page

    return report_page.run(args)
