"""Batches: any number of threads, a look after each phase, and an interruption change no game."""

import _thread
import signal
import threading

import pytest

from game.cli import main
from game.lab.batch import Local, field_of, make_batch
from game.scenario import catalog

TUTORIAL = "hengyang/tutorial"


@pytest.fixture(autouse=True)
def interruptible():
    """A shell that starts the tests in the background has them ignore interruptions."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def batch(course=False, **levels):
    return make_batch(catalog.examine(TUTORIAL).merged, levels, course)


def digests(results):
    return [(row["game"], row["seed"], row["digest"]) for row in results]


def test_looking_on_after_each_phase_changes_no_game():
    plain, noted = Local(2).run(batch(), 12, 5), Local(1).run(batch(course=True), 12, 5)
    assert digests(plain) == digests(noted)


def test_the_course_tells_of_the_end_what_the_result_tells():
    for row in Local().run(batch(course=True), 4, 1):
        end = row["end"]
        assert end["losses"] == row["losses"]
        assert end["fires"] == row["fires_left"]
        assert end["hills_lost"] == len(row["places_lost"]["china"])
        assert row["course"]["1944-07-02 night"] == end  # the last half day
        assert row["margin"] == row["points"]["japan"] - row["points"]["china"]


def test_interrupted_a_batch_gives_what_was_finished():
    runner, played = Local(1), []

    def tick():
        played.append(1)
        if len(played) == 3:
            _thread.interrupt_main()

    some = runner.run(batch(), 5000, 1, tick)
    assert runner.interrupted
    assert 3 <= len(some) < 5000
    assert some == Local(2).run(batch(), len(some), 1)


def test_a_game_of_players_who_think_ends_at_the_next_phase_when_interrupted():
    runner = Local(1)
    threading.Timer(0.5, _thread.interrupt_main).start()
    assert len(runner.run(batch(japan="veteran", china="veteran"), 50, 1)) < 50
    assert runner.interrupted


def test_simulate_prints_the_table_so_far_and_says_so(capsys, monkeypatch):
    def interrupted(self, batch, games, seed, tick=None):
        self.interrupted = True
        return self.run_field(field_of(batch), {}, False, 2, seed)

    monkeypatch.setattr(Local, "run", interrupted)
    assert main(["simulate", TUTORIAL, "--games", "9"]) == 130
    out, err = capsys.readouterr()
    assert "hengyang/tutorial: 2 games" in out
    assert "interrupted after 2 of 9 games" in err


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_error_in_a_game_is_raised_not_swallowed(jobs):
    with pytest.raises(KeyError):
        Local(jobs).run(batch(japan="marshal"), 6, 1)


def test_each_phase_has_one_brief_the_last_too():
    [row] = Local(1).run(batch(china="veteran", japan="recruit"), 1, 5)
    told = [(brief["turn"], brief["side"]) for brief in row["briefs"]]
    turns = range(1, row["turn"] + 1)
    assert told == [(turn, side) for turn in turns for side in ("japan", "china")]
