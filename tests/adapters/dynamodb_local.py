"""Amazon's own DynamoDB for one machine, put together by Maven (Java 17): what moto only imitates.

Without `-sharedDb` every access key has tables of its own, so a new key is a new, empty account.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from tests.adapters.java import assembled, free_port, running

PARTS = Path(__file__).with_name("dynamodb")
MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner"


@contextmanager
def dynamodb_local(memory: str = "384m") -> Iterator[str]:
    """The address of a server that is stopped in the end. Raises `Unavailable`."""
    classes = assembled("dynamodb", PARTS)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = ["java", f"-Xmx{memory}", "-cp", classes, MAIN, "-inMemory", "-disableTelemetry", "-port", str(port)]
    with running(command, url):
        yield url


def environment(url: str) -> dict[str, str]:
    """What makes every client of this process talk to the server, in an account of its own."""
    return {
        "AWS_ENDPOINT_URL_DYNAMODB": url,
        "AWS_ACCESS_KEY_ID": uuid4().hex,
        "AWS_SECRET_ACCESS_KEY": "testing",
    }
