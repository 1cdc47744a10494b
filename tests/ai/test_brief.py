"""What a thinking computer says of its phase: plain data, and lines that name what the data hold."""

import json

from game.ai.brief import brief_lines
from tests.ai.stage import Stage, stage

ROWS = "........\n" * 7
UNITS = {
    "r1": ("red", "0304", {"men": 700}), "r2": ("red", "0204", {"men": 500}),
    "b1": ("blue", "0603", {"men": 300}), "b2": ("blue", "0703", {"men": 300}),
}  # fmt: skip


def thought(level: str, jobs: int = 1) -> tuple[dict, list[str]]:
    """The brief of one phase of red, and its orders."""
    scene = stage(ROWS, UNITS, "0603")
    player = scene._player(0, level, 1)
    player.jobs = jobs
    scene._player = lambda *_: player  # type: ignore[method-assign]
    orders = Stage.play(scene, "red", level)
    return player.brief, orders


def test_a_brief_is_plain_data_and_its_lines_name_it():
    brief, _ = thought("general")
    assert json.loads(json.dumps(brief)) == brief
    lines = brief_lines(brief)
    assert lines[0].startswith(brief["plan"]) and f"{brief['value']:+}" in lines[0]
    assert any(line.startswith("red: ") for line in lines)
    assert any(line.startswith("instead of: ") for line in lines)
    assert lines[-1].startswith(f"unseen: {brief['believed']['hidden_units']} units")


def test_who_does_not_plan_has_no_lines():
    brief, _ = thought("recruit")
    assert brief["level"] == "recruit"
    assert brief_lines(brief) == []


def test_the_number_of_threads_changes_no_order():
    assert thought("general", 1) == thought("general", 2)
