"""Battles kept go the way they went: `python -m tests.golden_battles --write` renews them."""

import difflib

import pytest

from tests.golden_battles import BATTLES, changed, path_of

USED = (
    "assault", "bombard", "air bomb", "air interdict", "blast", "call held", "choose envoy", "terms", "A convoy",
    "replacements join", "Supplies drawn", "arrives at", "position taken", "The weather", "falls back", "dig",
)  # fmt: skip


@pytest.mark.parametrize("make", BATTLES, ids=lambda make: make.__name__)
def test_a_battle_kept_goes_the_same_way(make):
    kept, now = changed(make)
    difference = difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=4)
    assert kept == now, "\n".join(list(difference)[:60])


def test_between_them_they_use_the_rules():
    everything = "".join(path_of(make).read_text(encoding="utf-8") for make in BATTLES)
    assert [word for word in USED if word not in everything] == []
