"""All checks of a merged scenario, causes first, followers folded.

`check` runs the model (checks_schema) and then everything the model cannot say: references, map, time, forces,
victory, history. The checks read the tree, not the Scenario: one wrong field hides no other fault.
"""

from __future__ import annotations

from typing import Any

from game.scenario import codes
from game.scenario.checks_facts import Facts
from game.scenario.checks_forces import check_forces
from game.scenario.checks_lessons import check_lessons
from game.scenario.checks_map import check_map
from game.scenario.checks_reach import check_reach
from game.scenario.checks_references import check_references
from game.scenario.checks_schema import check_schema
from game.scenario.checks_time import check_time
from game.scenario.checks_victory import check_history, check_victory
from game.scenario.merge import Merged
from game.scenario.model import Scenario
from game.scenario.problems import Problem

CHECKS = (
    check_references,
    check_map,
    check_time,
    check_forces,
    check_victory,
    check_history,
    check_reach,
    check_lessons,
)


def check(merged: Merged) -> tuple[Scenario | None, dict[str, Any], list[Problem]]:
    """Everything found in a merged scenario. Returns the Scenario (None with errors), plain data, problems.

    Where a file could not be read, what it would have held is not missed: that would bury the cause.
    """
    assert merged.root is not None
    scenario, plain, problems = check_schema(merged.root, merged.via)
    if merged.unread:
        problems = [problem for problem in problems if problem.code != codes.MISSING_FIELD.code]
    facts = Facts(merged.root, partial=merged.abstract or bool(merged.unread))
    for group in CHECKS:
        problems += group(facts)
    return scenario, plain, one_a_place(problems)


def one_a_place(problems: list[Problem]) -> list[Problem]:
    """Without repetitions: of each place the first error, or if there is none the first warning, is the cause."""
    kept: dict[tuple[str, int, int], Problem] = {}
    for problem in problems:
        place = problem.file, problem.line, problem.column
        if place not in kept or (kept[place].severity == "warning" and problem.severity == "error"):
            kept[place] = problem
    return list(kept.values())
