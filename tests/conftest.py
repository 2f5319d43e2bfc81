"""An AWS in memory (moto) with fresh tables and buckets for every test that asks for it."""

from collections.abc import Iterator

import boto3
import pytest
from hypothesis import settings
from moto import mock_aws

from tessera import bootstrap
from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId, new_id
from tests.factories import cloud
from tests.factories.quick_moto import create_once, use_quick_moto

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
        create_once(_create, cloud.ENVIRONMENT["AWS_DEFAULT_REGION"])
        yield


@pytest.fixture
def org() -> OrgId:
    return OrgId(new_id())


@pytest.fixture
def services(aws: None) -> Services:
    """The functions' own services. One for all tests of a process, as one serves all requests of a function."""
    return bootstrap.services()


def _create() -> None:
    cloud.create_tables(boto3.client("dynamodb"))
    cloud.create_buckets(boto3.client("s3"))
