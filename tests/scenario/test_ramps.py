"""`map: ramps`: men who fell up a cliff before the battle began."""

from collections.abc import Callable

from game import Battle
from game.scenario.problems import Problem


def test_a_ramp_stands_where_it_is_named_from_the_start() -> None:
    engine = Battle.load("hengyang/zhangjiashan")
    ramps = sorted(int(men) for men in engine.state.edges["ramp"] if men)
    assert ramps == [150, 150, 300]


def test_a_ramp_named_from_its_foot_is_an_error_with_the_cliffs_there_are(
    problems: Callable[..., list[Problem]],
) -> None:
    (problem,) = problems("map: {ramps: {0203/n: 300}}")
    assert (problem.code, problem.line) == ("E044", 1)
    assert "0202/s" in (problem.hint or "")
