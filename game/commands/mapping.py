"""A scenario's map to and from the map editor Tiled."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.commands.arguments import Commands, written


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("tiled", help="a scenario's map to or from the map editor Tiled (.tmj)")
    ways = command.add_subparsers(metavar="export|import", required=True)
    out = ways.add_parser("export", help="write a scenario's map for Tiled")
    out.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    out.add_argument(
        "file", type=written, metavar="FILE.tmj", help="the pictures of its tiles go into `tiles` beside it"
    )
    out.set_defaults(run=_tiled_export)
    take = ways.add_parser("import", help="make a scenario's map what a Tiled file says; comments and order stay")
    take.add_argument("file", metavar="FILE.tmj")
    take.add_argument("scenario", metavar="SCENARIO", help="folder or file of your own scenario")
    take.set_defaults(run=_tiled_import)


def _tiled_export(args: argparse.Namespace) -> int:
    from game.scenario import tiled

    tiled.export(args.scenario, Path(args.file))
    print(f"wrote {args.file}")
    return 0


def _tiled_import(args: argparse.Namespace) -> int:
    from game import paths
    from game.errors import UserError
    from game.scenario import catalog, tiled_in
    from game.scenario.draft import Draft
    from game.scenario.merge import find
    from game.scenario.problems import suggest

    path = find(args.scenario, paths.scenario_roots()) or Path(args.scenario)
    if not path.exists():
        hint = suggest(args.scenario, catalog.names(), "scenarios", 12)
        raise UserError(f"no scenario '{args.scenario}'\n      {hint}")
    draft = Draft(path)
    try:
        before = set(draft.errors)
        tiled_in.take_in(Path(args.file), draft)
        new = [problem for problem in draft.errors if problem not in before]
        if new:
            raise UserError("\n".join([*map(str, new), f"this map has errors: nothing was written to {args.scenario}"]))
        files = draft.save()
        for problem in draft.problems:
            print(problem)
        print("nothing differs" if not files else "wrote " + ", ".join(str(file) for file in files))
        return 1 if draft.errors else 0
    finally:
        draft.close()
