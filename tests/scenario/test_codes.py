"""Every code is earned by its own smallest text, and by nothing else."""

from collections.abc import Callable

import pytest

from game.scenario.code_examples import EXAMPLES
from game.scenario.codes import CODES, Code
from game.scenario.problems import Problem

OF_SCENARIOS = [code for code in CODES.values() if code.group != "mods"]  # those: test_mods.py


@pytest.mark.parametrize("code", OF_SCENARIOS, ids=lambda code: code.code)
def test_bad_gives_exactly_this_code_and_good_none(code: Code, problems: Callable[..., list[Problem]]) -> None:
    assert [problem.code for problem in problems(EXAMPLES[code.code].bad)] == [code.code]
    assert problems(EXAMPLES[code.code].good) == []


def test_codes_are_errors_or_warnings_and_have_words() -> None:
    for name, code in CODES.items():
        assert name == code.code
        assert code.severity == ("warning" if name.startswith("W") else "error")
        assert code.title[0].islower() or code.title[0] == "`"
