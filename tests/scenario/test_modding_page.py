"""docs/modding.md keeps its word: every example is sound, every command runs, every table is fresh.

A block is marked by what stands behind `yaml`: a name (a whole scenario), `+ NAME` (a piece laid over that scenario),
`mod NAME`, or `page FILE` (below the scenarios' folder).
"""

import re
import shlex
from pathlib import Path

import pytest

from game import cli, paths
from game.battle import Battle
from game.scenario import catalog, encyclopedia, mods, reference
from game.scenario.problems import Problem
from game.scenario.validate import validate

PAGE = reference.FILE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml ([^\n]+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
WHOLE = {name: text for name, text in BLOCKS if not name.startswith(("+ ", "mod ", "page "))}
PIECES = [(name[2:], text) for name, text in BLOCKS if name.startswith("+ ")]
COMMANDS = re.findall(r"^python main\.py (.+)$", PAGE, re.MULTILINE)
PLAYED = (
    "play",
    "screenshot",
    "simulate",
    "balance",
    "fuzz",
    "replay",
    "tiled",
)  # tested elsewhere: here they are only read
OF_THE_RULES = ("AssaultResult", "Ration", "Shift", "WorksLevel")  # in docs/rules.md
HEAD = "format: 1\nid: piece\ntitle: {{en: A piece, zh: 片段}}\nextends: {name}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A player's folder with the page's scenarios in it."""
    monkeypatch.setattr(paths, "user", lambda: tmp_path / "user")
    for name, text in WHOLE.items():
        write(tmp_path / "user" / "scenarios" / name / "scenario.yaml", text)
    return tmp_path / "user"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems]


def test_there_is_something_to_test() -> None:
    assert len(WHOLE) >= 2 and len(PIECES) >= 12 and len(COMMANDS) >= 18
    assert len(WHOLE["one-night-more"].splitlines()) == 10


@pytest.mark.parametrize("name", list(WHOLE))
def test_a_whole_scenario_is_sound_and_plays(name: str, home: Path) -> None:
    assert told(validate([name]).problems) == []
    battle = Battle.load(name, seed=1)
    assert len(battle.legal_orders()) > 5


@pytest.mark.parametrize("number", range(len(PIECES)))
def test_a_piece_fits_the_scenario_it_is_told_of(number: int, home: Path) -> None:
    name, text = PIECES[number]
    write(home / "scenarios" / "piece" / "scenario.yaml", HEAD.format(name=name) + text)
    assert told(validate(["piece"]).problems) == []
    assert catalog.load("piece").id == "piece"


def test_the_mod_is_sound_and_does_what_it_says(home: Path) -> None:
    ((name, text),) = [(name, text) for name, text in BLOCKS if name.startswith("mod ")]
    before = catalog.load("hengyang/first-assault")
    write(home / "mods" / name[4:] / "mod.yaml", text)
    assert told(validate([str(home / "mods" / name[4:])]).problems) == []
    assert [(mod.id, mod.standing) for mod in mods.list_mods()] == [("winter", "on")]
    after = catalog.load("hengyang/first-assault")
    assert (before.rules.boat_hexes, after.rules.boat_hexes) == (3, 2)
    assert after.kinds["cn-battalion"].cohesion == before.kinds["cn-battalion"].cohesion - 5


def test_the_pages_are_sound_and_read(home: Path) -> None:
    ((name, text),) = [(name, text) for name, text in BLOCKS if name.startswith("page ")]
    file = home / "scenarios" / name.removeprefix("page ")
    write(file, text)
    assert told(validate([str(file)]).problems) == []
    book = encyclopedia.of("stone-bridge")
    assert [entry.id for entry in book.on("1944-07-01")] == ["first-of-july"] and book.entry("bridge")
    write(file, text.replace("group: ground\n    title: {en: The bridge", "group: air\n    title: {en: The bridge"))
    assert "unknown group 'air'" in told(validate(["stone-bridge"]).problems)[0]


def test_every_command_is_one_and_runs(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in COMMANDS:
        words = shlex.split(line.strip("`").partition("`")[0])
        args = cli.parser().parse_args(words)
        assert args.run
        if words[0] in PLAYED or "my-scenarios" in words or words[:2] == ["new", "scenario"]:
            continue
        if words[0] == "pack":
            write(home / "scenarios" / words[1] / "LICENSE", "CC0-1.0")
        words = [str(tmp_path / word) if word.endswith(".hypack") else word for word in words]
        assert cli.main(words) == 0, (line, capsys.readouterr())


def test_the_tables_are_fresh() -> None:
    assert reference.differing(PAGE) == [], "renew them with `python main.py manual`"
    assert {block[2] for block in reference.BLOCK.finditer(PAGE)} == set(reference.TABLES)


def test_every_field_and_code_is_there() -> None:
    from game.scenario.codes import CODES
    from game.scenario.model import Scenario

    whole = Scenario.model_json_schema(by_alias=True)
    sections = PAGE.split("\n#### ")
    for name, part in [("Scenario", whole), *whole["$defs"].items()]:
        fields = [f"| `{field}` " for field in part["properties"]]
        found = any(all(field in section for field in fields) for section in sections)
        assert found or name in ("Text", "Rules", *OF_THE_RULES), name
    assert all(f"| {code} |" in PAGE for code in CODES)
