"""A mail came in: SES kept it and says so. It becomes a message, or is quarantined with its reason."""

import logging
from typing import Any

from tessera import bootstrap
from tessera.channels.receipt import read_receipt
from tessera.edge.queue import Message, each, is_last_try

log = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch of SES receipt notifications."""
    return each(event, _receive)


def _receive(message: Message) -> None:
    receipt = read_receipt(message["body"])
    for outcome in bootstrap.services().mail_room.receive_mail(receipt, is_last_try(message)):
        log.info("mail %s: %s", receipt.mail_id, outcome)
