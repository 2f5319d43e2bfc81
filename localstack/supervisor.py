"""Keeps engine and gateway running: `python -m localstack.supervisor`, started detached by `make up`.

A process that dies is started again; both end with the supervisor, however it ends, because it holds their standard
input.
"""

import fcntl
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

from localstack.settings import ROOT, Settings, read

PARTS = ("engine", "gateway")
PATIENCE = 20  # seconds a process gets to stop
PAUSE = 1.0  # seconds before a dead process is started again

log = logging.getLogger("supervisor")


class AlreadyRunning(RuntimeError):
    """Another supervisor holds this state folder."""


def claim(settings: Settings) -> IO[str]:
    """Take the lock of the state folder for as long as this process lives, and write the process id into it."""
    settings.state.mkdir(parents=True, exist_ok=True)
    lock = settings.lock.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise AlreadyRunning(f"The local cloud of {settings.state} is running already.") from error
    lock.seek(0)
    lock.truncate()
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def running(settings: Settings) -> int | None:
    """The process id of this state folder's supervisor; None if there is none."""
    if not settings.lock.exists():
        return None
    with settings.lock.open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(lock.read() or 0) or None
        return None


class Part:
    """One child process, its log in `<state>/logs/<name>.log`."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self.settings = settings
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        with (self.settings.logs / f"{self.name}.log").open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", f"localstack.{self.name}"],
                cwd=ROOT,
                env=self.settings.environment(),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def keep_running(self) -> None:
        if (code := self.process.poll()) is not None:
            log.warning("%s ended with %d and is started again", self.name, code)
            time.sleep(PAUSE)
            self.process = self._start()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            log.warning("%s does not stop and is killed", self.name)
            self.process.kill()


def supervise(settings: Settings) -> None:
    settings.logs.mkdir(parents=True, exist_ok=True)
    lock = claim(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parts = [Part(name, settings) for name in PARTS]
    log.info("started")
    while not stop.wait(0.5):
        for part in parts:
            part.keep_running()
    for part in reversed(parts):  # the gateway first: nothing new comes in while the engine saves
        part.stop()
    log.info("stopped")
    lock.close()


def tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log, for an error message."""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    supervise(read())
