"""An AWS in memory (moto), one for all tests of a process: a test that uses it works in an organization of its own."""

import os
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from tessera import bootstrap
from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId, new_id
from tests.factories import cloud


@pytest.fixture(scope="session")
def aws() -> Iterator[None]:
    """Tables, buckets and the environment that a function would find. Nothing here can reach a network."""
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name, value in cloud.ENVIRONMENT.items():
            patch.setenv(name, value)
        cloud.create_tables(boto3.client("dynamodb"))
        cloud.create_idempotency(boto3.client("dynamodb"))
        cloud.create_buckets(boto3.client("s3"))
        cloud.create_mail(boto3.client("sesv2"), boto3.client("sqs"), boto3.client("secretsmanager"))
        bootstrap.services.cache_clear()
        yield
        bootstrap.services.cache_clear()


@pytest.fixture
def org() -> OrgId:
    return OrgId(new_id())


@pytest.fixture
def services(aws: None) -> Services:
    """The functions' own services, on the AWS in memory."""
    assert os.environ["TESSERA_CORE_TABLE"] == cloud.CORE
    return bootstrap.services()
