"""What Varaus survives: processes, databases, disks and Slacks that fail, and requests that should not be.

`python -m benchmarks.torture [--only NAME] [--short]`: one table, and exit code 1 if anything was lost.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.torture_cut import connection_cut
from benchmarks.torture_forged import forged
from benchmarks.torture_killed import workers_killed
from benchmarks.torture_offers import offers_taken_up
from benchmarks.torture_outage import primary_killed, server_killed
from benchmarks.torture_overload import overload
from benchmarks.torture_postgres import server
from benchmarks.torture_slack import slack_misbehaving
from benchmarks.torture_sqlite import disk_full, sqlite_killed
from benchmarks.torture_verdict import Stage, Torture, Verdict, findings, heading, line

TORTURES: dict[str, Torture] = {
    "workers killed": workers_killed,
    "server killed": server_killed,
    "primary killed": primary_killed,
    "connection cut": connection_cut,
    "SQLite killed": sqlite_killed,
    "disk full": disk_full,
    "Slack misbehaving": slack_misbehaving,
    "offers": offers_taken_up,
    "forged": forged,
    "overload": overload,
}
SHORT = ("workers killed", "connection cut", "SQLite killed", "disk full", "forged", "overload")
"""Those of the short form, which is for every change: under 25 seconds together."""


def main() -> None:
    """Print the table as it comes to pass, then what was lost."""
    chosen = _arguments(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that nothing is left behind that runs
    names = [chosen.only] if chosen.only else SHORT if chosen.short else list(TORTURES)
    print("\n".join(f"{name}: {value}" for name, value in machine().items()), end="\n\n")
    print(heading(), flush=True)
    started, verdicts = time.monotonic(), {}
    with server() as postgres, tempfile.TemporaryDirectory() as folder:
        stage = Stage(postgres, Path(folder), chosen.short)
        for name in names:
            verdicts[name] = _carried_out(TORTURES[name], stage)
            print(line(name, verdicts[name]), flush=True)
    print(f"\n{time.monotonic() - started:.0f} seconds in all.")
    _exit(verdicts)


def _carried_out(torture: Torture, stage: Stage) -> Verdict:
    """Its verdict; what could not even be carried out is a loss, and no reason to leave out the others."""
    try:
        return torture(stage)
    except Exception as error:  # noqa: BLE001 — it stands in the table, and the exit code is 1
        return Verdict("", "it could not be carried out", [repr(error)])


def _exit(verdicts: dict[str, Verdict]) -> None:
    lost = [found for name, verdict in verdicts.items() for found in findings(name, verdict)]
    if lost:
        raise SystemExit("\n".join(["", *lost]))


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=__doc__)
    parser.add_argument("--only", choices=TORTURES, help="one of them")
    parser.add_argument("--short", action="store_true", help="the short form of some of them")
    return parser.parse_args(words)


if __name__ == "__main__":
    main()
