"""Real servers for the adapters' tests, put together by Maven and run for as long as a test run lasts.

What Maven brings is kept in `build/`, so that it is fetched once; the servers themselves keep nothing.
"""

import fcntl
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build"
SECONDS_TO_START = 120


class Unavailable(Exception):
    """Why there is no server to test against."""


def assembled(name: str, parts: Path, sources: tuple[str, ...] = ()) -> str:
    """The class path of what the `pom.xml` in `parts` asks for. Only one process of a test run makes it."""
    for tool in ("mvn", "javac" if sources else "java"):
        if shutil.which(tool) is None:
            raise Unavailable(f"there is no {tool} to put a server together with")
    kept = BUILD / name
    kept.mkdir(parents=True, exist_ok=True)
    made = kept / "made"
    wanted = "".join((parts / part).read_text() for part in ("pom.xml", *sources))
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists() or made.read_text() != wanted:
            pom, copy = str(parts / "pom.xml"), "dependency:copy-dependencies"
            _run("mvn", "-B", "-q", "-f", pom, copy, f"-DoutputDirectory={kept}/lib")
            for source in sources:
                _run("javac", "-cp", f"{kept}/lib/*", "-d", f"{kept}/classes", str(parts / source))
            made.write_text(wanted)
    return f"{kept}/classes:{kept}/lib/*"


@contextmanager
def running(command: list[str], address: str) -> Iterator[None]:
    """The server, from its first answer at `address` until the end of the block. Raises `Unavailable`."""
    with tempfile.TemporaryDirectory() as home, Path(home, "server.log").open("wb") as out:
        log = Path(out.name)
        server = subprocess.Popen(command, cwd=home, stdin=subprocess.PIPE, stdout=out, stderr=out)
        try:
            _wait(lambda: server.poll() is None, address, log)
            yield
        finally:
            server.terminate()
            server.communicate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["it said nothing"]
        raise Unavailable(f"{command[0]} failed: {said[0]}")


def _wait(alive: Callable[[], bool], address: str, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and alive():
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError as answer:
            answer.close()
            if answer.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise Unavailable(f"the server did not start: {log.read_text()[-300:]}")
