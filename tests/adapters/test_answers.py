"""Answers come as DynamoDB sent them, in every way of reading, and errors as botocore reads them."""

from typing import Any

import pytest
from pynamodb.exceptions import QueryError

from tessera.adapters.dynamodb.answers import read_json
from tessera.adapters.dynamodb.table import Table, connect

KINDS: dict[str, Any] = {
    "text": "ä",
    "none": [None],
    "number": -3,
    "fraction": 2.5,
    "bytes": b"\x00\xff",
    "yes": True,
    "map": {"list": [1, {"bytes": b"x"}]},
}


def test_every_kind_comes_back_by_every_way_of_reading(core: Table) -> None:
    item = {"pk": "p", "sk": "s"} | KINDS
    core.put(item)
    assert core.get("p", "s") == item
    assert core.query("p") == ([item], None)
    assert core.get_many([("p", "s")]) == [item]


def test_an_error_is_still_one(aws: None) -> None:
    with pytest.raises(QueryError, match="ResourceNotFound"):
        Table("no-such-table", connect()).query("p")


@pytest.mark.parametrize(
    ("status", "content_type"), [(400, "application/x-amz-json-1.0"), (200, "application/cbor"), (200, None)]
)
def test_what_is_no_json_of_a_good_answer_is_botocores(status: int, content_type: str | None) -> None:
    headers = {"content-type": content_type} if content_type else {}
    answer = {"status_code": status, "headers": headers, "body": b'{"Items": []}'}
    taken: dict[str, Any] = {}
    read_json(answer, taken)
    assert (taken, answer["body"]) == ({}, b'{"Items": []}')
