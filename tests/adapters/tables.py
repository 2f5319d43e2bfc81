"""The tables, with the keys and indexes that the stack gives them: in moto, or in DynamoDB Local by its address."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import boto3
from moto import mock_aws

from tessera.adapters.dynamodb.table import CORE_INDEXES, Table, connect
from tests.adapters.dynamodb_local import environment

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.service_resource import Table as RawTable

MOTO, DYNAMODB_LOCAL = "moto", "dynamodb-local"

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "eu-central-1",
}


@contextmanager
def cloud(dynamodb: str | None = None) -> Iterator[None]:
    """moto instead of AWS, whatever the machine's own settings are; DynamoDB by its address if there is one."""
    account = environment(dynamodb) if dynamodb else {}
    with patch.dict("os.environ", ENVIRONMENT), mock_aws(), patch.dict("os.environ", account):
        yield


@contextmanager
def core_table(dynamodb: str | None = None) -> Iterator[Table]:
    with cloud(dynamodb):
        yield make_table("core", CORE_INDEXES)


@contextmanager
def plain_table(name: str, dynamodb: str | None = None) -> Iterator[Table]:
    """`live` or `audit`."""
    with cloud(dynamodb):
        yield make_table(name)


def make_table(name: str, indexes: Sequence[str] = ()) -> Table:
    keys = ["pk", "sk", *indexes, *(["gsk"] if indexes else [])]
    more: dict[str, Any] = {}
    if indexes:
        more["GlobalSecondaryIndexes"] = [
            {"IndexName": index, "KeySchema": _schema(index, "gsk"), "Projection": {"ProjectionType": "ALL"}}
            for index in indexes
        ]
    boto3.session.Session().client("dynamodb").create_table(
        TableName=name,
        KeySchema=_schema("pk", "sk"),
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        BillingMode="PAY_PER_REQUEST",
        **more,
    )
    return Table(name, connect(), indexes)


def stored(table: Table, kind: str) -> list[Mapping[str, Any]]:
    """All items of a kind, as they are."""
    found: Sequence[Mapping[str, Any]] = raw_table(table).scan()["Items"]
    return [item for item in found if item.get("kind") == kind]


def raw_table(table: Table) -> "RawTable":
    """The same table without our adapter. The session is new, since the account may be."""
    return boto3.session.Session().resource("dynamodb").Table(table.name)


def _schema(hash_key: str, range_key: str) -> list[Any]:
    return [{"AttributeName": hash_key, "KeyType": "HASH"}, {"AttributeName": range_key, "KeyType": "RANGE"}]
