"""Moves a consumer's dead letters back into its queue: `python -m tools.replay email_inbound [--stage local]`.

SQS's own redrive does the same for a queue that is the target of a redrive policy; this one also works for those
that EventBridge and SNS put there, counts, and takes a message off the dead letters only after the queue has it.
"""

import argparse
import sys
from typing import TYPE_CHECKING, Any

import boto3

from localstack.settings import REGION, read
from tools.replay_stream import READERS, Gone, replay_range

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


def replay(sqs: "SQSClient", dead: str, queue: str) -> int:
    """Move every message of the queue at URL `dead` to the one at URL `queue`; how many."""
    moved = 0
    while messages := sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages"):
        for message in messages:
            sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def replay_reader(stage: str, name: str, kinds: tuple[str, ...]) -> int:
    """Hand what the dead letters of a stream's reader name to it again; those that fail again are kept."""
    sqs, settings = client(stage), _where(stage)
    streams, functions = boto3.client("dynamodbstreams", **settings), boto3.client("lambda", **settings)
    dead = sqs.get_queue_url(QueueName=f"{name}-dlq")["QueueUrl"]
    told = 0
    while messages := sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=1, WaitTimeSeconds=1).get("Messages"):
        try:
            told += replay_range(streams, functions, name, kinds, messages[0]["Body"])
        except Gone as error:
            print(f"{error} The events themselves are in the outbox for a week; this dead letter is kept.")
            return 1
        sqs.delete_message(QueueUrl=dead, ReceiptHandle=messages[0]["ReceiptHandle"])
    print(f"{told} record{'' if told == 1 else 's'} handed to {name} again.")
    return 0


def client(stage: str) -> "SQSClient":
    return boto3.client("sqs", **_where(stage))


def _where(stage: str) -> dict[str, Any]:
    """The local engine for the stage `local`, else the account of the caller's credentials."""
    local: dict[str, Any] = {
        "endpoint_url": read().engine,
        "region_name": REGION,
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",
    }
    return local if stage == "local" else {}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Move dead letters back into their queue.")
    parser.add_argument("function", help="the consumer, such as email_inbound or event_relay")
    parser.add_argument("--stage", default="local")
    given = parser.parse_args(arguments)
    sqs = client(given.stage)
    name = f"tessera-{given.stage}-{given.function.replace('_', '-')}"
    if given.function in READERS:
        return replay_reader(given.stage, name, READERS[given.function])
    try:
        queue, dead = (sqs.get_queue_url(QueueName=item)["QueueUrl"] for item in (name, f"{name}-dlq"))
    except sqs.exceptions.QueueDoesNotExist:
        print(f"There is no queue {name}. Give QUEUE= one of the consumers, as in make replay QUEUE=email_inbound.")
        return 1
    moved = replay(sqs, dead, queue)
    print(f"{moved} message{'' if moved == 1 else 's'} moved back to {name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
