"""For those who write scenarios and mods."""

from __future__ import annotations

import argparse

from game.commands.arguments import Commands, folder, written


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    _add_validate(commands)
    _add_fmt(commands)
    _add_migrate(commands)
    _add_new(commands)
    _add_explain(commands)
    _add_resolve(commands)
    _add_schema(commands)
    _add_pack(commands)
    _add_install(commands)


def _add_validate(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("validate", help="check scenario files")
    command.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or name in the catalog")
    command.add_argument("--strict", action="store_true", help="warnings count as errors")
    command.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text", help="default: text")
    command.set_defaults(run=_validate)


def _validate(args: argparse.Namespace) -> int:
    from game.scenario import validate

    return validate.run(args.paths, args.strict, args.format)


def _add_fmt(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("fmt", help="YAML files in their canonical form, comments kept")
    command.add_argument(
        "paths", nargs="+", metavar="PATH", help="file, folder with all .yaml below it, or name in the catalog"
    )
    command.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file differs")
    command.set_defaults(run=_fmt)


def _fmt(args: argparse.Namespace) -> int:
    from game.scenario import fmt

    return fmt.run(args.paths, args.check)


def _add_migrate(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("migrate", help="files of an older format brought to the newest, comments kept")
    command.add_argument(
        "paths", nargs="+", metavar="PATH", help="file, folder with all .yaml below it, or name in the catalog"
    )
    command.set_defaults(run=_migrate)


def _migrate(args: argparse.Namespace) -> int:
    from game.scenario import migrate

    return migrate.run(args.paths)


def _add_new(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("new", help="a small scenario that plays, or an empty mod, to begin with")
    command.add_argument("what", choices=("scenario", "mod"))
    command.add_argument("name", metavar="NAME", help="in your own folder of scenarios; or a path, as ./my-hill")
    command.add_argument("--from", dest="base", metavar="SCENARIO", help="a variant of that scenario")
    command.set_defaults(run=_new)


def _new(args: argparse.Namespace) -> int:
    from game.scenario import scaffold

    return scaffold.run(args.what, args.name, args.base)


def _add_explain(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("explain", help="what a unit, place, rule … is, and where each part is said")
    command.add_argument("id", metavar="ID", help="an entry, a number of the rules, victory.fall, a scenario, a code")
    command.add_argument(
        "--in",
        dest="scenario",
        metavar="SCENARIO",
        help="default: the base that defines it, else the first that has it",
    )
    command.set_defaults(run=_explain)


def _explain(args: argparse.Namespace) -> int:
    from game.scenario import explain

    return explain.run(args.id, args.scenario)


def _add_resolve(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("resolve", help="the whole merged scenario as one YAML file")
    command.add_argument("scenario", metavar="SCENARIO", help="name in the catalog, or a path")
    command.set_defaults(run=_resolve)


def _resolve(args: argparse.Namespace) -> int:
    from game.scenario import explain

    return explain.resolve(args.scenario)


def _add_schema(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("schema", help="JSON schema of scenario files, for completion in editors")
    instead = command.add_mutually_exclusive_group()
    instead.add_argument("--mod", action="store_true", help="of mod.yaml instead")
    instead.add_argument("--campaign", action="store_true", help="of campaign.yaml instead")
    command.add_argument(
        "--vscode", type=folder, metavar="DIR", help="write schemas and settings for VS Code into that folder"
    )
    command.set_defaults(run=_schema)


def _schema(args: argparse.Namespace) -> int:
    from game.scenario import schema

    return schema.run(args.vscode, args.mod, args.campaign)


def _add_pack(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("pack", help="share a scenario or mod as one file, checked, with hashes and licence")
    command.add_argument("folder", metavar="DIR", help="with scenario.yaml or mod.yaml, and a LICENSE file")
    command.add_argument("--out", type=written, metavar="FILE", help="default: ID-VERSION.hypack here")
    command.set_defaults(run=_pack)


def _pack(args: argparse.Namespace) -> int:
    from game.scenario import package

    return package.run_pack(args.folder, args.out)


def _add_install(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("install", help="take in a file made by `pack`")
    command.add_argument("file", metavar="FILE")
    command.add_argument("--replace", action="store_true", help="put it in the place of one of the same id")
    command.set_defaults(run=_install)


def _install(args: argparse.Namespace) -> int:
    from game.scenario import package

    return package.run_install(args.file, args.replace)
