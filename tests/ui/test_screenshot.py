"""`screenshot`: the opening as a side finds it, and nothing of the player's touched."""

from argparse import Namespace
from pathlib import Path

import pytest

from game.errors import UserError
from game.ui import screenshot
from game.ui import settings as kept

HILL = "hengyang/tutorial"


def test_the_opening_is_shown_before_anybody_moves() -> None:
    session = screenshot._opening(HILL, None)
    assert session.side == session.phasing and session.mine and session.battle.turn == 1
    other = screenshot._opening(HILL, session.other(session.side))
    assert other.side != other.phasing and not other.mine
    assert [unit.at for unit in other.battle.view(other.phasing).own] == [unit.at for unit in session.view.own]
    with pytest.raises(UserError, match="there is no side 'x'; the sides are"):
        screenshot._opening(HILL, "x")


def test_a_picture_is_drawn_with_folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(screenshot, "draw", lambda *args: seen.append((kept.saves_folder(), args[-1])))
    before = kept.saves_folder()
    assert screenshot.run(Namespace(scenario=HILL, file=str(tmp_path / "a.png"), size=(960, 600), side="china")) == 0
    [(saves, side)] = seen
    assert saves != before == kept.saves_folder() and side == "china"
