"""`new`: a small scenario that plays, a variant of another, or a mod, to begin with."""

from __future__ import annotations

from pathlib import Path

from game import paths
from game.errors import UserError
from game.scenario import catalog, mods
from game.scenario.merge import SCENARIO_FILE, SCENARIO_ID, shown
from game.scenario.rewrite import Document
from game.scenario.schema import modeline

TEMPLATES = "_templates"  # below the built-in scenarios; folders with a `_` are not listed

MOD = """\
# What this mod is. docs/modding.md, "Mods", explains it.
format: 1
id: {id}
title: {{en: "{title}", zh: "{title}"}}
version: 0.1.0
authors: ""
licence: CC-BY-4.0        # under which others may share it
requires: {{game: any}}

# Changes to scenarios, and to all that are built on them; `all` is every scenario, where the entry exists.
patches: []
#  - to: hengyang/base
#    changes:
#      - {{rules: true, set: {{boat_hexes: 2}}}}
#      - {{kind: cn-battalion, set: {{quality: 110}}}}

# Scenarios of the mod lie below scenarios/{id}/.
"""


def new_scenario(name: str, base: str | None = None) -> Path:
    """Write a scenario of that name into the player's folder; or, if it is written as a path, there.

    Returns its file. Raises UserError if the name cannot be one, if there is one already, or if `base` (the scenario
    it shall vary) does not exist.
    """
    if base is not None and not catalog.exists(base):
        catalog.load(base)  # tells what there is instead
    folder, scenario = _where(name, paths.user_scenarios())
    if catalog.exists(scenario) and folder.is_relative_to(paths.user_scenarios()):
        raise UserError(f"there is a scenario '{scenario}' already; choose another name")
    file = folder / SCENARIO_FILE
    _must_be_new(file)
    template = paths.scenarios() / TEMPLATES / ("variant" if base else "start") / SCENARIO_FILE
    document = Document(template.read_text(encoding="utf-8"))
    document.set(("id",), scenario)
    title = scenario.rpartition("/")[2].replace("-", " ").title()
    document.set(("title",), {"en": title, "zh": title})
    if base:
        document.set(("extends",), base)
    text = document.text.replace("NAME", scenario if folder.is_relative_to(paths.user()) else shown(folder))
    Document(f"{modeline(folder)}\n{text}", file).save()
    return file


def new_mod(name: str) -> Path:
    """Write an empty mod of that name into the player's folder, or where a path says. Raises UserError as above."""
    folder, mod = _where(name, paths.mods())
    if "/" in mod:
        raise UserError(f"'{name}' is no name of a mod: lower case letters, digits and hyphens")
    file = folder / mods.MOD_FILE
    _must_be_new(file)
    text = MOD.format(id=mod, title=mod.replace("-", " ").title())
    Document(text, file).save()
    (folder / "scenarios").mkdir(exist_ok=True)
    return file


def _where(name: str, top: Path) -> tuple[Path, str]:
    """The folder and the id that a name or a path means."""
    path = Path(name)
    is_path = path.is_absolute() or name.startswith((".", "~")) or "\\" in name
    word = path.expanduser().resolve().name if is_path else name
    if not SCENARIO_ID.fullmatch(word):
        raise UserError(f"'{name}' is no name: lower case letters, digits and hyphens, as my-hill or changsha/river")
    return (path.expanduser() if is_path else top / name), word


def _must_be_new(file: Path) -> None:
    if file.exists():
        raise UserError(f"{shown(file)} is there already; choose another name, or remove it first")


def run(what: str, name: str, base: str | None) -> int:
    """The command: write it, and say where it lies and what to do next."""
    if what == "mod":
        file = new_mod(name)
        print(f"{file}\nnext: write scenarios below {file.parent / 'scenarios'}, or patches into the file")
        return 0
    file = new_scenario(name, base)
    word = name if file.is_relative_to(paths.user()) else shown(file.parent)
    print(f"{file}\nnext: python main.py validate {word}; python main.py play {word}")
    return 0
