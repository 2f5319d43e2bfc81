"""A real OpenSearch server for the contract of search: `OPENSEARCH_URL`, or one put together by Maven (Java 17)."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.adapters.java import Unavailable, assembled, free_port, running

PARTS = Path(__file__).with_name("opensearch")
MEMORY = "384m"


@contextmanager
def opensearch() -> Iterator[str]:
    """The address of a server, which is stopped in the end if it was started here. Raises `Unavailable`."""
    if given := os.environ.get("OPENSEARCH_URL"):
        yield given
        return
    try:
        classes = assembled("opensearch", PARTS, ("Server.java",))
    except Unavailable as reason:
        raise Unavailable(f"no OPENSEARCH_URL, and {reason}") from None
    url = f"http://127.0.0.1:{(port := free_port())}"
    health = f"{url}/_cluster/health?wait_for_status=yellow&timeout=1s"
    with tempfile.TemporaryDirectory() as home:
        command = ["java", f"-Xmx{MEMORY}", "-cp", classes, "Server", home, str(port)]
        with running(command, health):
            yield url
