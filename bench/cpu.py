"""CPU milliseconds of the server's processes and of the database's back-ends."""

import time
from dataclasses import dataclass

import psutil

BACKEND = "crm_app"


@dataclass(frozen=True)
class Spent:
    """Milliseconds since the processes began."""

    server: float
    database: float

    def since(self, before: "Spent", requests: int) -> "Spent":
        """What one request cost."""
        return Spent(
            (self.server - before.server) / requests, (self.database - before.database) / requests
        )

    @property
    def both(self) -> float:
        return self.server + self.database


class Meter:
    """Reads the clocks of trees of processes (of this process, where none is named) and of the
    postmaster's back-ends of crm_app.

    A back-end that ended takes its time along, so connections must live through a measurement.
    """

    def __init__(self, server_pids: list[int], postmaster: int, rounds: int):
        self.rounds = rounds  # of which the best counts
        self.servers = [psutil.Process(pid) for pid in server_pids]
        self.postmaster = psutil.Process(postmaster)

    def read(self) -> Spent:
        database = sum(map(_used, self._backends()))
        if not self.servers:
            return Spent(time.process_time() * 1000, database)
        return Spent(sum(map(_used, self._processes())), database)

    def memory(self) -> float:
        """Proportional set size of the whole tree, in megabytes."""
        return sum(p.memory_full_info().pss for p in self._processes()) / 1024**2

    def _processes(self) -> list[psutil.Process]:
        return [p for top in self.servers for p in (top, *top.children(recursive=True))]

    def _backends(self) -> list[psutil.Process]:
        found = []
        for process in self.postmaster.children():
            if any(f" {BACKEND} " in f" {part} " for part in process.cmdline()):
                found.append(process)
        return found


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return (times.user + times.system) * 1000
