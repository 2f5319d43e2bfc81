"""What `make up` needs from the machine, checked before anything else."""

import re
import shutil
import socket
import subprocess
import sys
import time

from localstack.settings import HOST, Settings
from localstack.steps import Failed

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
ENDING = 5.0  # seconds


def check_tools() -> None:
    """Raises Failed where Python or Node is too old or missing."""
    if sys.version_info < OLDEST_PYTHON:
        raise Failed(
            f"Python {sys.version.split()[0]} is too old: 3.11 or later is needed. Try make up PYTHON=python3.12"
        )
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        raise Failed(f"Node.js and npm are needed, version {OLDEST_NODE} or later: https://nodejs.org")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").split(".")[0]) < OLDEST_NODE:
        raise Failed(f"Node.js {version.strip()} is too old: {OLDEST_NODE} or later is needed.")


def check_ports(settings: Settings) -> None:
    """Raises Failed for a port that somebody else listens on, and keeps: our own last run may just be ending."""
    deadline = time.monotonic() + ENDING
    for what, port in (("WEB", settings.web_port), ("ENGINE", settings.engine_port), ("SMTP", settings.smtp_port)):
        while not _free(port):
            if time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            raise Failed(
                f"Port {port} is taken{_by_whom(port)}. Stop that program, or use another port: "
                f"make up TESSERA_{what}_PORT={port + 1}"
            )


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _by_whom(port: int) -> str:
    tool = shutil.which("ss")
    if tool is None:
        return ""
    listing = subprocess.run([tool, "-Hltnp", f"sport = :{port}"], capture_output=True, text=True, check=False).stdout
    found = re.search(r'\(\("([^"]+)",pid=(\d+)', listing)
    return f" by {found.group(1)} (process {found.group(2)})" if found else ""
