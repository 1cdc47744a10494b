"""Many battles: how they go, what is fair, how strong the computer is."""

from __future__ import annotations

import argparse

from game.commands.arguments import (
    LEVELS,
    PLAIN,
    Commands,
    contestant,
    first_seed,
    folder,
    level,
    output,
    picture,
    positive,
)


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    _add_simulate(commands)
    _add_balance(commands)
    _add_course(commands)
    _add_fuzz(commands)
    _add_ladder(commands)


def _add_simulate(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("simulate", help="the computer against itself, many times")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, a campaign's, or a path")
    command.add_argument("--games", type=positive, required=True, metavar="N", help="how many")
    command.add_argument(
        "--level", type=level, action="append", default=[], metavar="LEVEL",
        help=f"{', '.join(LEVELS)}, or SIDE=LEVEL once for each side; default: recruit",
    )  # fmt: skip
    _add_dice_and_jobs(command)
    command.add_argument("--cluster", metavar="ADDR", help="play on the dask cluster whose scheduler is there")
    command.add_argument("--json", type=output, metavar="FILE", help="write the results there; -: standard output")
    command.add_argument("--records", type=folder, metavar="DIR", help="keep each game there as NAME-SEED.hyrec")
    command.add_argument(
        "--explain", action="store_true", help="say what the computer meant, by phase, in the first game"
    )
    command.set_defaults(run=_simulate)


def _simulate(args: argparse.Namespace) -> int:
    from game.scenario import campaign

    if campaign.locate(args.scenario):
        from game.lab import campaigns

        return campaigns.run(args)
    from game.lab import simulate

    return simulate.run(args)


def _add_balance(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("balance", help="who wins, when, by what; against history; what would change it")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    command.add_argument("--games", type=positive, metavar="N", help="default: as the scenario says, else 400")
    command.add_argument("--level", type=level, action="append", default=[], metavar="LEVEL", help="as in simulate")
    _add_dice_and_jobs(command)
    command.add_argument("--cluster", metavar="ADDR", help="play on the dask cluster whose scheduler is there")
    command.add_argument("--suggest", action="store_true", help="look for a change that brings the wanted shares")
    command.add_argument("--strict", action="store_true", help="exit 1 if a check fails")
    command.add_argument("--json", type=output, metavar="FILE", help="write the report there; -: standard output")
    command.set_defaults(run=_balance)


def _balance(args: argparse.Namespace) -> int:
    from game.lab import balance

    return balance.run(args)


def _add_course(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("course", help="a picture: battles between computers by turn, history behind them")
    command.add_argument("scenario", nargs="+", metavar="SCENARIO", help="names in the catalog, or paths")
    command.add_argument("file", type=picture, metavar="FILE.png")
    command.add_argument("--games", type=positive, default=100, metavar="N", help="of each; default: 100")
    command.add_argument("--seed", type=first_seed, default=1, metavar="S", help="game i has seed S + i; default: 1")
    command.set_defaults(run=_course)


def _course(args: argparse.Namespace) -> int:
    from game.ui import course_picture

    return course_picture.run(args)


def _add_fuzz(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("fuzz", help="random legal play that looks for crashes, dead ends, unreachable goals")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    command.add_argument("--games", type=positive, default=100, metavar="N", help="default: 100")
    _add_dice_and_jobs(command)
    command.add_argument("--json", type=output, metavar="FILE", help="write the report there; -: standard output")
    command.set_defaults(run=_fuzz)


def _fuzz(args: argparse.Namespace) -> int:
    from game.lab import fuzz

    return fuzz.run(args)


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
    _add_dice_and_jobs(command)
    command.set_defaults(run=_ladder)


def _ladder(args: argparse.Namespace) -> int:
    from game.lab import ladder

    return ladder.run(args)


def _add_dice_and_jobs(command: argparse.ArgumentParser) -> None:
    """What every command has that plays many games."""
    command.add_argument("--seed", type=first_seed, default=0, metavar="S", help="game i has seed S + i; default: 0")
    command.add_argument("--jobs", type=positive, metavar="J", help="games at once; default: one a processor")
