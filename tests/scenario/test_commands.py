"""The commands as a person meets them: exit codes, one clear message, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import cli, paths
from game.commands import modding
from game.errors import UserError

MAIN = paths.HOME / "main.py"
HILL = Path(__file__).parent / "data" / "hill"


def run(*args: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONUTF8": "1", **more}
    return subprocess.run(
        [sys.executable, MAIN, *args], capture_output=True, text=True, timeout=120, env=env, check=False
    )


def test_a_sound_scenario_exits_0() -> None:
    done = run("validate", str(HILL))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 errors, 0 warnings in 1 file (")


def test_an_error_exits_1_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("format: 1\nid: x\nmen: 3\n", encoding="utf-8")
    done = run("validate", str(tmp_path))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "scenario.yaml:3:1: error[E003]: unknown field 'men'" in done.stdout


def test_a_warning_exits_1_only_when_strict(tmp_path: Path) -> None:
    text = (HILL / "scenario.yaml").read_text(encoding="utf-8").replace("{en: The Hill, zh: 小山}", "The Hill")
    (tmp_path / "scenario.yaml").write_text(text, encoding="utf-8")
    assert run("validate", str(tmp_path)).returncode == 0
    assert run("validate", "--strict", str(tmp_path)).returncode == 1


def test_json_has_exactly_the_promised_fields(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("format: 1\nid: x\nmen: 3\n", encoding="utf-8")
    report = json.loads(run("validate", "--format", "json", str(tmp_path)).stdout)
    assert list(report) == ["format", "ok", "files", "errors", "warnings", "problems"]
    assert list(report["problems"][0]) == ["file", "line", "column", "severity", "code", "message", "hint"]
    assert report["ok"] is False and report["files"] == 1 and report["errors"] == len(report["problems"])


def test_validate_needs_neither_compiler_nor_window() -> None:
    code = f"import sys; sys.argv=['main.py','validate',{str(HILL)!r}]; sys.path.insert(0,{str(paths.HOME)!r})\n"
    code += (
        "import main; assert main.main() == 0; assert not {'numba', 'pygame', 'numpy', 'game.rules'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_main_on_a_bare_python_says_how_to_set_up() -> None:
    done = subprocess.run(
        [sys.executable, "-S", MAIN, "validate", "x"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/python main.py" in done.stderr


@pytest.mark.parametrize(
    "args, says",
    [
        (["simulate", "hill", "--games", "0"], "argument --games: '0' is not a whole number from 1"),
        (["simulate", "hill", "--games", "many"], "'many' is not a whole number"),
        (["simulate", "hill"], "required: --games"),
        (["simulate", "hill", "--games", "1", "--jobs", "-2"], "argument --jobs"),
        (["simulate", "hill", "--games", "1", "--level", "genral"], "'genral' is no level: recruit, veteran, general"),
        (["simulate", "hill", "--games", "1", "--level", "=general"], "is no level"),
        (["simulate", "hill", "--games", "1", "--seed", "-1"], "argument --seed"),
        (["simulate", "hill", "--games", "1", "--json", "/nowhere/at/all.json"], "there is no folder"),
        (["simulate", "hill", "--games", "1", "--json", "/"], "it is a folder"),
        (["simulate", "hill", "--games", "2", "--seed", str(2**63 - 1)], "is no first seed"),
        (["simulate", "hill", "--games", "1", "--records", str(MAIN)], "main.py' is a file"),
        (["screenshot", "hill", "x.png", "--to", "3"], "name it with --record"),
        (["gallery", str(MAIN / "pictures")], "main.py' is a file"),
        (["tiled", "export", "hill", "/nowhere/at/all.tmj"], "there is no folder"),
        (["mail", "export", "x.hyrec", "/"], "it is a folder"),
        (["campaign", "hengyang/campaign", "--after", "x.hyrec"], "--after and --to go together"),
        (["schema", "--mod", "--campaign"], "not allowed with argument --mod"),
        (["screenshot", "hill", "x.jpg"], "does not end in .png"),
        (["screenshot", "hill", "x.png", "--size", "big"], "is no size"),
        (["play", "hill", "--opponent", "god"], "invalid choice: 'god'"),
        (["play", ""], "it is empty"),
        (["replay", "x.hyrec", "--watch", "--verify"], "not allowed with argument --watch"),
        (["validate"], "required: PATH"),
        (["conquer"], "invalid choice: 'conquer'"),
    ],
)
def test_wrong_usage_exits_2_with_one_message(args: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(args)
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


def test_levels_and_sizes_are_read() -> None:
    args = cli.parser().parse_args(
        ["simulate", "hill", "--games", "4", "--level", "china=general", "--level", "japan=recruit"]
    )
    assert args.level == ["china=general", "japan=recruit"] and args.jobs is None and args.json is None
    assert cli.parser().parse_args(["screenshot", "hill", "x.png", "--size", "800x600"]).size == (800, 600)


@pytest.mark.parametrize(
    "args, says",
    [
        (["simulate", "hengyang/tutorial", "--games", "1", "--level", "recruit", "--level", "general"], "both sides"),
        (["simulate", "hengyang/tutorial", "--games", "1", "--level", "mars=recruit"], "no side 'mars'"),
        (["ladder", "--level", "recruit"], "needs somebody to play against"),
        (["fmt", str(paths.HOME / "docs" / "pictures")], "no .yaml file below"),
        (["install", str(HILL)], "is a directory"),
    ],
)
def test_what_cannot_be_done_exits_1_with_one_message(
    args: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(args) == 1
    said = capsys.readouterr()
    assert says in said.err and said.out == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that is always full")
def test_output_that_cannot_be_written_is_told() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, MAIN, "explain", "E001"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "standard output: no space left on device\n")


def test_a_code_page_without_chinese_stops_no_report() -> None:
    done = run("explain", "W101", PYTHONUTF8="0", PYTHONIOENCODING="cp1252")
    assert done.returncode == 0 and "\\u5b88" in done.stdout


@pytest.mark.parametrize("error", [UserError("no such thing"), FileNotFoundError(2, "No such file", "x.hyrec")])
def test_a_users_mistake_is_one_line(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(args: object) -> int:
        raise error

    monkeypatch.setattr(modding, "_validate", fail)
    assert cli.main(["validate", "x"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
