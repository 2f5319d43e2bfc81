"""A consumer that cannot do its work: tried again, then set aside, and brought through when the cause is gone."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from mypy_boto3_s3 import S3Client
from mypy_boto3_sqs import SQSClient

from localstack.gateway.receipt import PREFIX, notification
from localstack.gateway.spool import Received
from localstack.outputs import Outputs
from tests.chaos.conftest import Machine
from tests.e2e.api import Api
from tests.e2e.mail import SUPPORT, Customer
from tests.e2e.waiting import eventually

QUEUE = "tessera-local-email-inbound"
NAME = "email-inbound"


@pytest.fixture
def impatient_queue(sqs: SQSClient) -> Iterator[str]:
    """The queue's address; what fails there is tried again after a second, as five real pauses would take minutes."""
    address = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    usual = sqs.get_queue_attributes(QueueUrl=address, AttributeNames=["VisibilityTimeout"])["Attributes"]
    sqs.set_queue_attributes(QueueUrl=address, Attributes={"VisibilityTimeout": "1"})
    yield address
    sqs.set_queue_attributes(QueueUrl=address, Attributes=dict(usual))


def length(sqs: SQSClient, address: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = sqs.get_queue_attributes(QueueUrl=address, AttributeNames=names)["Attributes"]  # type: ignore[arg-type]
    return sum(int(value) for value in found.values())


def test_a_mail_whose_bytes_are_missing_waits_for_them(
    machine: Machine,
    agent: Api,
    sqs: SQSClient,
    s3: S3Client,
    outputs: Outputs,
    impatient_queue: str,
    customer: Customer,
    word: str,
) -> None:
    """The store is away, or forgot: SES says that a mail came in, and it cannot be read."""
    raw = customer.write(f"Where was I {word}", "Hello.").as_bytes()
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    received = Received(f"chaos{word}", now, customer.email, [SUPPORT])
    bucket = outputs["RawMailBucket"]
    said = notification(received, raw, bucket, outputs["MailReceivedTopic"])
    dead = sqs.get_queue_url(QueueName=f"{QUEUE}-dlq")["QueueUrl"]
    before = length(sqs, dead)
    sqs.send_message(QueueUrl=impatient_queue, MessageBody=json.dumps(said))
    eventually(lambda: length(sqs, dead) == before + 1, "the message among the dead letters", 60)
    assert agent.ticket_with_subject(f"Where was I {word}") is None

    s3.put_object(Bucket=bucket, Key=PREFIX + received.id, Body=raw)
    machine.replay(NAME)
    ticket = eventually(lambda: agent.ticket_with_subject(f"Where was I {word}"), "the ticket")
    assert len(agent.messages(ticket["id"])) == 1
    eventually(lambda: length(sqs, dead) == before, "the dead letters to be as before")
