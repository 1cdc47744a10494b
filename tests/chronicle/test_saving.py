"""Saving while the program is killed, and while another one saves."""

import os
import threading
from pathlib import Path

import pytest

from game import Battle
from tests.chronicle import kill_while_saving

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@needs_fork
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_killed_at_random_moments_no_save_is_lost(tmp_path):
    seen = kill_while_saving.rounds(6, tmp_path, seed=3)
    assert seen["killed"] == 6 and seen["orders saved"] > 0


@needs_fork
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_two_programs_that_save_at_once_do_not_mix(battle, fresh, tmp_path):
    """Whatever comes last, the file is one of the two battles, whole."""
    path = tmp_path / "battle.hyrec"
    wanted = {battle.packed(), fresh.packed()}
    children = []
    for its in (battle, fresh):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(40):
                    its.save(path)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert path.read_bytes() in wanted
    assert sorted(its.name for its in tmp_path.iterdir()) == ["battle.hyrec", "battle.hyrec~"]
    assert Battle.open(path).recovered is None


def test_threads_that_save_at_once_do_not_mix(battle, fresh, tmp_path):
    path: Path = tmp_path / "battle.hyrec"
    copies = [battle.copy(), fresh.copy()]
    threads = [threading.Thread(target=lambda its=its: [its.save(path) for _ in range(20)]) for its in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() in {its.packed() for its in copies}
