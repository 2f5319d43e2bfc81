"""Dead letters of a stream's reader: the message names a range of the stream, not its records.

They are read from the stream again, which keeps them for 24 hours, and handed to the function once more. Both readers
stand being told twice: consumers know an event by its id, screens a ticket by its version.
https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient
    from mypy_boto3_lambda import LambdaClient


#: What each reader's event source mapping lets through; a range of the stream holds everything.
READERS: dict[str, tuple[str, ...]] = {
    "event_relay": ("event", "ticket"),
    "realtime_fanout": ("ticket", "message", "job", "event"),
}


class Gone(RuntimeError):
    """The stream does not hold these records any more."""


def replay_range(
    streams: "DynamoDBStreamsClient", functions: "LambdaClient", name: str, kinds: tuple[str, ...], body: str
) -> int:
    """Hand the records of these kinds in one dead letter to the function `name`; how many.

    Raises `Gone`, and RuntimeError if the function fails again: the dead letter is to be kept then.
    """
    batch = json.loads(body)["DDBStreamBatchInfo"]
    found = [record for record in _records(streams, batch) if _kind(record) in kinds]
    payload = json.dumps({"Records": found}, default=_json).encode()
    answer = functions.invoke(FunctionName=name, Payload=payload)
    result = json.loads(answer["Payload"].read() or b"null")
    if answer.get("FunctionError") or (result or {}).get("batchItemFailures"):
        raise RuntimeError(f"{name} failed on these {len(found)} records again.")
    return len(found)


def _records(streams: "DynamoDBStreamsClient", batch: dict[str, Any]) -> Iterator[Any]:
    """From the first to the last sequence number of the batch."""
    try:
        iterator: str | None = streams.get_shard_iterator(
            StreamArn=batch["streamArn"],
            ShardId=batch["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            SequenceNumber=batch["startSequenceNumber"],
        )["ShardIterator"]
    except streams.exceptions.TrimmedDataAccessException as error:
        raise Gone("The stream kept these records for 24 hours only.") from error
    last = int(batch["endSequenceNumber"])
    while iterator:
        page = streams.get_records(ShardIterator=iterator)
        for record in page["Records"]:
            if int(record["dynamodb"]["SequenceNumber"]) > last:
                return
            yield record
            if int(record["dynamodb"]["SequenceNumber"]) == last:
                return
        if not page["Records"]:
            return
        iterator = page.get("NextShardIterator")


def _kind(record: Any) -> str | None:
    kind: str | None = record["dynamodb"].get("NewImage", {}).get("kind", {}).get("S")
    return kind


def _json(value: Any) -> Any:
    return value.timestamp() if isinstance(value, datetime) else str(value)
