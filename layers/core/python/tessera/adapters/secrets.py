"""Secrets Manager, read at most every five minutes per process."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, cast

import botocore.session

from tessera.kernel.clock import Clock, system_clock

KEPT = timedelta(minutes=5)


class _Client(Protocol):
    def get_secret_value(self, *, SecretId: str) -> dict[str, str]: ...  # noqa: N803 - the service's own name


def connect_secrets() -> _Client:
    """A client by the process's own AWS settings. botocore alone: boto3 on top would slow every cold start."""
    return cast(_Client, botocore.session.get_session().create_client("secretsmanager"))


class Secrets:
    """The client is made at the first use. A changed secret counts after five minutes at the latest."""

    def __init__(self, connect: Callable[[], _Client] = connect_secrets, clock: Clock = system_clock) -> None:
        self._connect = connect
        self._clock = clock
        self._client: _Client | None = None
        self._kept: dict[str, tuple[datetime, str]] = {}

    def read(self, name: str) -> str:
        """The secret's string. `name` is its name or ARN."""
        now = self._clock()
        kept = self._kept.get(name)
        if kept is not None and now - kept[0] < KEPT:
            return kept[1]
        self._client = self._client or self._connect()
        value = self._client.get_secret_value(SecretId=name)["SecretString"]
        self._kept[name] = (now, value)
        return value
