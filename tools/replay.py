"""Moves a consumer's dead letters back into its queue: `python -m tools.replay email_inbound [--stage local]`.

SQS's own redrive does the same for a queue that is the target of a redrive policy; this one also works for those
that EventBridge and SNS put there, counts, and takes a message off the dead letters only after the queue has it.
"""

import argparse
import sys
from typing import TYPE_CHECKING, Any

import boto3

from localstack.settings import REGION, read

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

STREAM_READERS = ("event_relay", "realtime_fanout")


def replay(sqs: "SQSClient", dead: str, queue: str) -> int:
    """Move every message of the queue at URL `dead` to the one at URL `queue`; how many."""
    moved = 0
    while messages := sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages"):
        for message in messages:
            sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def client(stage: str) -> "SQSClient":
    """Of the local engine for the stage `local`, else of the account of the caller's credentials."""
    local: dict[str, Any] = {
        "endpoint_url": read().engine,
        "region_name": REGION,
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",
    }
    return boto3.client("sqs", **(local if stage == "local" else {}))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Move dead letters back into their queue.")
    parser.add_argument("function", help="the consumer: email_inbound, email_outbound, email_feedback, audit_writer")
    parser.add_argument("--stage", default="local")
    given = parser.parse_args(arguments)
    if given.function in STREAM_READERS:
        print(f"{given.function} reads a stream; its dead letters name positions in it, for a person to look at.")
        return 1
    sqs = client(given.stage)
    name = f"tessera-{given.stage}-{given.function.replace('_', '-')}"
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
