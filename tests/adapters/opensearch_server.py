"""A real OpenSearch server for the contract of search: `OPENSEARCH_URL`, or one put together by Maven (Java 17).

What Maven brings is kept in `build/opensearch`; the server itself keeps nothing.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PARTS = Path(__file__).with_name("opensearch")
CACHE = Path(__file__).resolve().parents[2] / "build" / "opensearch"
SECONDS_TO_START = 120
MEMORY = "384m"


class Unavailable(Exception):
    """Why there is no server to test against."""


@contextmanager
def opensearch() -> Iterator[str]:
    """The address of a server, which is stopped in the end if it was started here. Raises `Unavailable`."""
    if given := os.environ.get("OPENSEARCH_URL"):
        yield given
        return
    classes = _assembled()
    port = _free_port()
    with tempfile.TemporaryDirectory() as home:
        command = ["java", f"-Xmx{MEMORY}", "-cp", classes, "Server", home, str(port)]
        with Path(home, "server.log").open("wb") as log:
            server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
            try:
                yield _ready(server, f"http://127.0.0.1:{port}", Path(log.name))
            finally:
                server.communicate()


def _assembled() -> str:
    """The class path of the server. Only one process of a test run makes it."""
    for tool in ("mvn", "javac"):
        if shutil.which(tool) is None:
            raise Unavailable(f"no OPENSEARCH_URL, and no {tool} to put a server together with")
    CACHE.mkdir(parents=True, exist_ok=True)
    made = CACHE / "made"
    wanted = "".join((PARTS / name).read_text() for name in ("pom.xml", "Server.java"))
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists() or made.read_text() != wanted:
            _run(
                "mvn",
                "-B",
                "-q",
                "-f",
                str(PARTS / "pom.xml"),
                "dependency:copy-dependencies",
                f"-DoutputDirectory={CACHE}/lib",
            )
            _run("javac", "-cp", f"{CACHE}/lib/*", "-d", f"{CACHE}/classes", str(PARTS / "Server.java"))
            made.write_text(wanted)
    return f"{CACHE}/classes:{CACHE}/lib/*"


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or ["it said nothing"]
        raise Unavailable(f"no OPENSEARCH_URL, and {command[0]} failed: {said[0]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _ready(server: "subprocess.Popen[bytes]", url: str, log: Path) -> str:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=5):
                return url
        except OSError:
            time.sleep(0.2)
    raise Unavailable(f"the OpenSearch server did not start: {log.read_text()[-300:]}")
