"""A forecast to the end is drawn towards even while much of the battle lies ahead."""

import numpy as np
import pytest

from game.ai.forecast import DOUBT, _chance


@pytest.mark.parametrize(
    "wins, losses, left, permille",
    [
        (40, 0, 0.0, 1000),  # at the end the playouts are believed
        (40, 0, 1.0, round(1000 * (0.5 + (1 - DOUBT) / 2))),
        (0, 40, 1.0, round(1000 * (0.5 - (1 - DOUBT) / 2))),
        (20, 20, 1.0, 500),
        (10, 10, 0.5, 250),  # half of them drawn: a win is as likely as a defeat
        (0, 0, 1.0, 0),  # nobody can win
    ],
)
def test_how_much_a_forecast_is_believed(wins: int, losses: int, left: float, permille: int) -> None:
    games = np.arange(40)
    assert _chance(games < wins, games >= 40 - losses, left) == permille


def test_the_sides_chances_add_up_with_the_draws() -> None:
    games = np.arange(50)
    won, lost = games < 20, games >= 38
    assert _chance(won, lost, 0.7) + _chance(lost, won, 0.7) == pytest.approx(1000 * 32 / 50, abs=1)
