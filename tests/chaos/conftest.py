"""Tests that break the running local cloud and mend it: they run alone, after those of `tests/e2e`.

Killing it costs nothing that was accepted; still, the instance should be one of its own: `make test` sees to that.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import boto3
import pytest
from mypy_boto3_s3 import S3Client
from mypy_boto3_sqs import SQSClient

from localstack.outputs import Outputs
from localstack.settings import REGION, ROOT, Settings
from localstack.supervisor import running
from tests.e2e.conftest import admin, agent, cloud, customer, origin, smtp, word

__all__ = ["admin", "agent", "cloud", "customer", "origin", "smtp", "word"]  # the same system, the same people

CREDENTIALS = {"region_name": REGION, "aws_access_key_id": "test", "aws_secret_access_key": "test"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/chaos/" in item.path.as_posix():
            item.add_marker(pytest.mark.chaos)


class Machine:
    """The computer that the local cloud runs on."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def pull_the_plug(self) -> None:
        """Every process of the local cloud ends at once, without a word."""
        supervisor = running(self.settings)
        assert supervisor is not None
        os.killpg(os.getpgid(supervisor), signal.SIGKILL)

    def start(self) -> None:
        """As a person would: `make up`."""
        self._run("localstack", "up")

    def replay(self, queue: str) -> None:
        """As an operator would: `make replay QUEUE=…`."""
        subprocess.run(["make", "--silent", "replay", f"QUEUE={queue}"], cwd=ROOT, check=True, timeout=60)

    def _run(self, module: str, *arguments: str) -> None:
        subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True, timeout=170)


@pytest.fixture
def machine(cloud: Settings) -> Iterator[Machine]:
    """Running again afterwards, whatever a test did to it."""
    machine = Machine(cloud)
    yield machine
    if running(cloud) is None:
        machine.start()


@pytest.fixture
def sqs(cloud: Settings) -> SQSClient:
    return boto3.client("sqs", endpoint_url=cloud.engine, **CREDENTIALS)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def s3(cloud: Settings) -> S3Client:
    return boto3.client("s3", endpoint_url=cloud.engine, **CREDENTIALS)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def outputs(cloud: Settings) -> Outputs:
    return Outputs(cloud.outputs)
