"""Shows what `make up` is doing: one line a step, with its time; a failed step's output in full."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from localstack.settings import ROOT


class Failed(RuntimeError):
    """A step failed; the text says what happened and what to do."""


class Steps:
    """Prints to standard output; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started = time.monotonic()

    def say(self, text: str) -> None:
        with self._lock:
            print(text, flush=True)

    def step(self, name: str, work: Callable[[], object]) -> None:
        """Run `work`; it returns False if there was nothing to do."""
        started = time.monotonic()
        if not sys.stdout.isatty():
            self.say(f"  ·  {name} …")
        done = work()
        seconds = time.monotonic() - started
        note = "up to date" if done is False else f"{seconds:.1f} s"
        self.say(f"  ✓  {name:<44}{note}")

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started


def run(command: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path = ROOT, advice: str = "") -> None:
    """Run a command quietly. Raises Failed with its output and `advice`."""
    try:
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, errors="replace")
    except FileNotFoundError as error:
        raise Failed(f"{command[0]} is not installed. {advice}") from error
    if done.returncode:
        output = "\n".join((done.stdout + done.stderr).strip().splitlines()[-40:])
        raise Failed(f"{' '.join(command[:4])} … failed:\n{output}\n{advice}".rstrip())


def both(*chains: Callable[[], None]) -> None:
    """Run the chains at the same time; raise the first error once all have ended."""
    errors: list[Exception] = []

    def guarded(chain: Callable[[], None]) -> None:
        try:
            chain()
        except Exception as error:  # noqa: BLE001 - handed over to the caller's thread below
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(chain,)) for chain in chains]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
