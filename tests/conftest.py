"""An AWS in memory (moto) with fresh tables and buckets for every test that asks for it."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import boto3
import pytest
from hypothesis import settings
from moto import mock_aws

from tessera import bootstrap
from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId, new_id
from tests.factories import cloud
from tests.factories.quick_moto import use_quick_moto

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


#: The same examples on every run and every machine, however slow: a test that fails, fails for everybody.
settings.register_profile("tessera", deadline=None, derandomize=True, database=None)
settings.load_profile("tessera")
use_quick_moto()


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a function would find, in its environment too. Nothing here can reach a network."""
    for name, value in cloud.ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        dynamodb, s3 = _clients()
        cloud.create_tables(dynamodb)
        cloud.create_buckets(s3)
        yield


@pytest.fixture
def org() -> OrgId:
    return OrgId(new_id())


@pytest.fixture
def services(aws: None) -> Services:
    """The functions' own services. One for all tests of a process, as one serves all requests of a function."""
    return bootstrap.services()


@cache
def _clients() -> "tuple[DynamoDBClient, S3Client]":
    """Made within the first mock: they cost more than all that a test does with them."""
    return boto3.client("dynamodb"), boto3.client("s3")
