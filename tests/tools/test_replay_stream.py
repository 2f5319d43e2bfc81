"""Dead letters of a stream's reader, handed to it again: the AWS clients are answered by botocore's stubs."""

import io
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from tools.replay_stream import Gone, replay_range

STREAM = "arn:aws:dynamodb:eu-west-1:123456789012:table/core/stream/2026-11-23T00:00:00.000"
SHARD = "shardId-00000001234567890123-01234567"


def place(number: int) -> str:
    """A sequence number of the length that real ones have."""
    return f"{number:021d}"


BATCH = {"streamArn": STREAM, "shardId": SHARD, "startSequenceNumber": place(101), "endSequenceNumber": place(103)}
BODY = json.dumps({"DDBStreamBatchInfo": BATCH})


def record(number: int, kind: str = "event") -> dict[str, Any]:
    return {
        "eventName": "INSERT",
        "dynamodb": {"SequenceNumber": place(number), "NewImage": {"kind": {"S": kind}, "n": {"N": str(number)}}},
    }


@pytest.fixture
def streams() -> Iterator[Stubber]:
    client = boto3.client("dynamodbstreams", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture
def functions() -> Iterator[Stubber]:
    client = boto3.client("lambda", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def hold(streams: Stubber, *records: dict[str, Any]) -> None:
    streams.add_response("get_shard_iterator", {"ShardIterator": "i"})
    streams.add_response("get_records", {"Records": list(records), "NextShardIterator": "j"})


def answer(functions: Stubber, expected: list[dict[str, Any]], result: Any, **more: str) -> None:
    body = json.dumps(result).encode()
    payload = StreamingBody(io.BytesIO(body), len(body))
    asked = {"FunctionName": "relay", "Payload": json.dumps({"Records": expected}).encode()}
    functions.add_response("invoke", {"StatusCode": 200, "Payload": payload, **more}, asked)


def replay(streams: Stubber, functions: Stubber) -> int:
    return replay_range(streams.client, functions.client, "relay", ("event",), BODY)  # type: ignore[arg-type]


def test_only_the_range_and_only_what_the_reader_reads(streams: Stubber, functions: Stubber) -> None:
    hold(streams, record(101), record(102, "ticket"), record(103), record(104))
    answer(functions, [record(101), record(103)], {"batchItemFailures": []})

    assert replay(streams, functions) == 2


@pytest.mark.parametrize(
    ("result", "more"),
    [
        ({"batchItemFailures": [{"itemIdentifier": "101"}]}, {}),
        ({"errorMessage": "no"}, {"FunctionError": "Unhandled"}),
    ],
)
def test_a_second_failure_is_said(streams: Stubber, functions: Stubber, result: Any, more: dict[str, str]) -> None:
    hold(streams, record(101), record(103))
    answer(functions, [record(101), record(103)], result, **more)

    with pytest.raises(RuntimeError, match="again"):
        replay(streams, functions)


def test_what_the_stream_forgot_is_said(streams: Stubber, functions: Stubber) -> None:
    streams.add_client_error("get_shard_iterator", "TrimmedDataAccessException")

    with pytest.raises(Gone):
        replay(streams, functions)
