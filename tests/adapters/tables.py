"""The tables in moto, with the keys and indexes that the stack gives them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import boto3
from moto import mock_aws

from tessera.adapters.dynamodb.table import CORE_INDEXES, Table, connect

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "eu-central-1",
}


@contextmanager
def cloud() -> Iterator[None]:
    """moto instead of AWS, whatever the machine's own settings are."""
    with patch.dict("os.environ", ENVIRONMENT), mock_aws():
        yield


@contextmanager
def core_table() -> Iterator[Table]:
    with cloud():
        yield make_table("core", CORE_INDEXES)


@contextmanager
def plain_table(name: str) -> Iterator[Table]:
    """`live` or `audit`."""
    with cloud():
        yield make_table(name)


def make_table(name: str, indexes: Sequence[str] = ()) -> Table:
    keys = ["pk", "sk", *indexes, *(["gsk"] if indexes else [])]
    more: dict[str, Any] = {}
    if indexes:
        more["GlobalSecondaryIndexes"] = [
            {"IndexName": index, "KeySchema": _schema(index, "gsk"), "Projection": {"ProjectionType": "ALL"}}
            for index in indexes
        ]
    boto3.client("dynamodb").create_table(
        TableName=name,
        KeySchema=_schema("pk", "sk"),
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        BillingMode="PAY_PER_REQUEST",
        **more,
    )
    return Table(name, connect(), indexes)


def stored(table: Table, kind: str) -> list[Mapping[str, Any]]:
    """All items of a kind, as they are."""
    found: Sequence[Mapping[str, Any]] = boto3.resource("dynamodb").Table(table.name).scan()["Items"]
    return [item for item in found if item.get("kind") == kind]


def _schema(hash_key: str, range_key: str) -> list[Any]:
    return [{"AttributeName": hash_key, "KeyType": "HASH"}, {"AttributeName": range_key, "KeyType": "RANGE"}]
