"""English on the screen agrees with its numbers."""

import string

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
    for key, (text, _) in TABLE.items():
        values = {name: 1 for _, name, _, _ in string.Formatter().parse(text) if name}
        assert "|" not in Tongue("en")(key, **values)
