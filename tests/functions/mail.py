"""An organization with a mailbox, and its mail in and out, on the AWS in memory."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from moto.ses.models import ses_backends

from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.ports import TicketQuery
from tests.factories.cloud import INBOUND, MAIL_DOMAIN, RAW_MAIL, create_idempotency, create_mail
from tests.factories.identity import make_mailbox, make_organization
from tests.factories.mails import receipt_notification

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient


@dataclass
class Context:
    """What Powertools asks of Lambda's context."""

    function_name: str = "email_outbound"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:email_outbound"
    aws_request_id: str = "request"

    def get_remaining_time_in_millis(self) -> int:
        return 30_000


@cache
def _clients() -> "tuple[DynamoDBClient, SESV2Client, SQSClient, SecretsManagerClient]":
    """Making a client takes longer than all that a test does with it."""
    return boto3.client("dynamodb"), boto3.client("sesv2"), boto3.client("sqs"), boto3.client("secretsmanager")


@dataclass
class PostOffice:
    """Made within the AWS in memory, which is a fresh one for each test."""

    services: Services
    org_id: OrgId
    mails: int = field(default=0)
    #: AWS has what mail needs, and the organization is there.
    opened: bool = False

    def __post_init__(self) -> None:
        if not self.opened:
            dynamodb, ses, sqs, secrets = _clients()
            create_idempotency(dynamodb)
            create_mail(ses, sqs, secrets)
            organization = make_organization(id=self.org_id, slug=f"acme-{self.org_id}")
            self.services.directory.add_organization(organization)
        self.services.directory.add_mailbox(make_mailbox(org_id=self.org_id, address=self.mailbox))

    @property
    def mailbox(self) -> str:
        return f"{self.org_id[-12:]}@{MAIL_DOMAIN}"

    def keep(self, raw: bytes, **fields: Any) -> dict[str, Any]:
        """Do what SES does: keep the raw mail. The notification that it sends then."""
        self.mails += 1
        key = fields.pop("raw_key", f"inbound/{self.org_id}-{self.mails}")
        boto3.client("s3").put_object(Bucket=RAW_MAIL, Key=key, Body=raw)
        return receipt_notification(key, fields.pop("recipients", (self.mailbox,)), **fields)

    def tickets(self) -> list[Ticket]:
        found = self.services.ticket_table(self.org_id).list(TicketQuery(), 100, None).items
        return sorted(found, key=lambda ticket: ticket.number)

    def messages(self, ticket: Ticket) -> list[Message]:
        page = self.services.ticket_table(self.org_id).entries(ticket.id, 100, None)
        return [entry for entry in page.items if isinstance(entry, Message)]


def batch(*contents: dict[str, Any] | str, receive_count: int = 1) -> dict[str, Any]:
    """An SQS batch, its messages named m0, m1, …"""
    return {
        "Records": [
            {
                "messageId": f"m{place}",
                "body": content if isinstance(content, str) else json.dumps(content),
                "attributes": {"ApproximateReceiveCount": str(receive_count)},
            }
            for place, content in enumerate(contents)
        ]
    }


def failed(answer: dict[str, Any]) -> list[str]:
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def sent_to(recipient: str) -> list[bytes]:
    """The raw mails that SES got for somebody."""
    messages = ses_backends["123456789012"]["us-east-1"].sent_messages
    return [mail.raw_data.encode() for mail in messages if recipient in mail.destinations]


def waiting_on_queue() -> list[dict[str, Any]]:
    """What is on the inbound queue; it is taken off."""
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=INBOUND)["QueueUrl"]
    found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    for message in found:
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [json.loads(message["Body"]) for message in found]
