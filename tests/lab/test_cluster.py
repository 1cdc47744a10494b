"""A dask cluster of two workers on this machine: the same games, a worker killed half-way, nobody there."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

pytest.importorskip("distributed")

from game import paths
from game.cli import main
from game.errors import UserError
from game.lab.batch import Local, make_batch
from game.lab.cluster import Cluster
from game.scenario import catalog

GAMES = 160


class Machine:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder):
        self.file = folder / "scheduler.json"
        common = ["--scheduler-file", str(self.file), "--no-dashboard"]
        self.scheduler = self.start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", *common)
        while not self.file.exists() or not self.file.read_text():
            assert self.scheduler.poll() is None
            time.sleep(0.05)
        self.address = json.loads(self.file.read_text())["address"]
        self.workers = []

    def work(self, count):
        for _ in range(count):
            arguments = ("--scheduler-file", str(self.file), "--nthreads", "1", "--no-nanny", "--no-dashboard")
            self.workers.append(self.start("dask_worker", *arguments))

    def start(self, module, *arguments):
        environment = os.environ | {"PYTHONPATH": str(paths.HOME)}
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self):
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def machine(tmp_path):
    machine = Machine(tmp_path)
    yield machine
    machine.stop()


@pytest.fixture(scope="module")
def batch():
    return make_batch(catalog.examine("hengyang/tutorial").merged)


@pytest.fixture(scope="module")
def at_home(batch):
    return Local().run(batch, GAMES, 1)


def test_a_worker_killed_half_way_costs_no_game(machine, batch, at_home):
    machine.work(2)
    with Cluster(machine.address) as cluster:
        cluster.client.wait_for_workers(2, timeout=60)
        ticks = []

        def tick():
            ticks.append(1)
            if len(ticks) == GAMES // 4:
                os.kill(machine.workers[0].pid, signal.SIGKILL)

        assert cluster.run(batch, GAMES, 1, tick) == at_home
        assert len(ticks) == GAMES
        machine.workers[0].wait()
        assert len(cluster.client.nthreads()) == 1
        assert cluster.trouble is None


def test_a_scheduler_lost_half_way_leaves_what_was_finished(machine, batch, at_home):
    machine.work(1)
    with Cluster(machine.address) as cluster:
        ticks = []

        def tick():
            ticks.append(1)
            if len(ticks) == GAMES // 4:
                machine.scheduler.kill()

        some = cluster.run(batch, 20 * GAMES, 1, tick)
        assert GAMES // 4 <= len(some) < 20 * GAMES
        assert "was lost" in cluster.trouble
        assert [row for row in some if row["game"] < GAMES] == at_home[: len(some)]


def test_simulate_writes_the_same_on_a_cluster(machine, tmp_path, capsys):
    machine.work(1)
    found = []
    for name, more in (("home", []), ("cluster", ["--cluster", machine.address])):
        file = tmp_path / name
        command = ["simulate", "hengyang/tutorial", "--games", "8", "--json", str(file), *more]
        assert main(command) == 0, capsys.readouterr().err
        found.append(json.loads(file.read_text(encoding="utf-8")))
        del found[-1]["timing"]
    assert found[0] == found[1]


def test_a_cluster_without_workers_is_told(machine, monkeypatch):
    monkeypatch.setattr("game.lab.cluster.ANSWER_SECONDS", 1)
    with pytest.raises(UserError, match=r"has no workers; start `dask worker tcp://"):
        Cluster(machine.address)


def test_a_cluster_that_does_not_answer_is_told(monkeypatch, capsys):
    monkeypatch.setattr("game.lab.cluster.ANSWER_SECONDS", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    assert main(["simulate", "hengyang/tutorial", "--games", "2", "--cluster", address]) == 1
    assert f"no dask cluster answers at '{address}'" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["nonsense", "", "foo://x:1", "tcp://", "http://host", "tcp://host:port"])
def test_what_is_no_address_is_told_at_once(address):
    with pytest.raises(UserError, match="is no address of a dask scheduler"):
        Cluster(address)


def test_a_worker_with_another_version_is_refused(machine, monkeypatch):
    machine.work(1)
    monkeypatch.setattr("numpy.__version__", "0.0")  # here, not there
    with pytest.raises(UserError, match="another version of the program"):
        Cluster(machine.address)
