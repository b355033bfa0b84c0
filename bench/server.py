"""Servers of the benchmark: started on a free port of this computer, ended by their own process id."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START_SECONDS = 60.0
LONGEST_STOP_SECONDS = 10.0


@dataclass(frozen=True)
class Server:
    """A running Streamlit server: its port, its process, and how long it took to answer."""

    port: int
    process: psutil.Process
    start_seconds: float

    @property
    def url(self) -> str:
        """Address of the app."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Processor time that the server has used so far, of all cores."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory_bytes(self) -> int:
        """Memory of the server's process that is resident now."""
        return int(self.process.memory_info().rss)


def free_port() -> int:
    """A port of this computer on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def streamlit(app: Path, log: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Runs a Streamlit app with the project's own settings while the context is open; its output goes to `log`.

    Raises RuntimeError if it does not answer in time.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.address=127.0.0.1"]
    with log.open("wb") as output:
        start = time.perf_counter()
        started = subprocess.Popen(
            [*command, f"--server.port={port}"],
            cwd=ROOT,
            env=dict(os.environ) | {"PYTHONPATH": str(ROOT)} | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(started, port, log)
            yield Server(port, psutil.Process(started.pid), time.perf_counter() - start)
        finally:
            started.terminate()
            try:
                started.wait(LONGEST_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def _wait_until_healthy(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.perf_counter() + LONGEST_START_SECONDS
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError(f"The server did not start; it says:\n{log.read_text(errors='replace')[-2000:]}")
