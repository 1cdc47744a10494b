"""Reports of `validate` for other programs: SARIF 2.1.0 (code scanning) and GitHub's annotations (in a workflow)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game.scenario.code_examples import EXAMPLES
from game.scenario.codes import CODES
from game.scenario.problems import Problem

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    """One run with its rules (the codes that occur) and results; columns count characters from 1."""
    used = sorted({problem.code for problem in problems})
    return {
        "$schema": SARIF,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "hengyang1944 validate", "rules": [_rule(code) for code in used]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, used) for problem in problems],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    known, example = CODES[code], EXAMPLES[code]
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "help": {"text": f"bad:\n{example.bad}\n\ngood:\n{example.good}"},
        "defaultConfiguration": {"level": known.severity},
    }


def _result(problem: Problem, used: list[str]) -> dict[str, Any]:
    text = problem.message + (f" ({problem.hint})" if problem.hint else "")
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + max(1, problem.length),
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": used.index(problem.code),
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(problem.file)}, "region": region}}],
    }


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else path.as_posix().replace(" ", "%20")


def github(problems: Sequence[Problem]) -> str:
    """A line a problem, as a workflow of GitHub shows beside the changed lines."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    text = problem.message + (f" ({problem.hint})" if problem.hint else "")
    place = f"file={_property(problem.file)},line={problem.line},col={problem.column}"
    return f"::{problem.severity} {place},title={problem.code}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
