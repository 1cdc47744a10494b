"""English on the screen agrees with its numbers."""

import pytest

from game.ui.text.i18n import TABLE, Tongue


@pytest.mark.parametrize(("key", "one", "many"), [
    ("unit.isolated", "Cut off for 1 turn", "Cut off for 2 turns"),
    ("odds.men", "1 man", "2 men"),
    ("confirm.idle", "1 unit has done nothing:", "2 units have done nothing:"),
])  # fmt: skip
def test_one_and_many(key: str, one: str, many: str) -> None:
    say = Tongue("en")
    assert (say(key, n=1), say(key, n=2), say(key, n="1")) == (one, many, one)
    assert "1" in Tongue("zh")(key, n=1)


def test_other_formats_stand() -> None:
    assert Tongue("en")("menu.join", cost=3) == "Move here (3 points)"
    assert all("|" not in Tongue("en")(key, n=1, m=1, men=1, name="", range=1, hex="", days=1, reason="", text="", low=1,
               high=1, seen="", hexes="", then="", now="", expected=1, actual=1, percent=1, side="") for key in TABLE
               if "|" in TABLE[key][0])  # fmt: skip
