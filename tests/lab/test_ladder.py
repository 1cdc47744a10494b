"""`ladder`: who meets whom, what a share of wins is worth, and that who plays better wins."""

import argparse

import pytest

from game.cli import main
from game.commands.arguments import contestant
from game.lab import ladder
from game.lab.field import Field
from game.scenario import catalog


def test_each_meets_the_one_before_and_the_last_the_first():
    assert ladder.pairings(["a", "b"]) == [("a", "b")]
    assert ladder.pairings(["a", "b", "c", "d"]) == [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]


def test_elo_is_even_at_half_and_400_at_ten_to_one():
    assert ladder.elo(0.5) == 0
    assert ladder.elo(10 / 11) == pytest.approx(400)
    assert ladder.elo(0.3) == pytest.approx(-ladder.elo(0.7))


def test_the_error_of_a_share_shrinks_with_the_root_of_the_duels():
    assert ladder.share_error(50, 100) == pytest.approx(0.097, abs=0.001)
    assert ladder.share_error(200, 400) == pytest.approx(0.049, abs=0.001)


def test_a_player_against_himself_is_even():
    field = Field(catalog.load("hengyang/lei-crossing"))
    found = ladder.pair(field, "recruit", "recruit", 4, 1, 1)
    assert (found.won, found.gain) == (2, 0)


def test_the_recruit_beats_a_random_player(capsys):
    args = ["ladder", "--level", "random", "--level", "recruit", "--games", "20", "--scenario", "hengyang/lei-crossing"]
    assert main([*args, "--jobs", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("hengyang/lei-crossing: recruit against random: 100 % ")
    assert lines[1] == "random: 0"
    assert lines[2].startswith("recruit: +")


@pytest.mark.parametrize("text", ["recruit", "general", "veteran@60", "general@5", "random", "headlong", "standing"])
def test_who_can_be_asked_for(text):
    assert contestant(text) == text


@pytest.mark.parametrize("text", ["", "marshal", "general@", "general@0", "general@-3", "random@5", "recruit@5", "@5"])
def test_who_cannot(text):
    with pytest.raises(argparse.ArgumentTypeError):
        contestant(text)
