"""SES tells what became of a mail that we sent; it is noted on the message."""

import logging
from typing import Any

from tessera import bootstrap
from tessera.channels.feedback import read_feedback
from tessera.edge.queue import Message, each

log = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch of SES bounce, complaint and delivery notifications."""
    return each(event, _record)


def _record(message: Message) -> None:
    notification = read_feedback(message["body"])
    result = bootstrap.services().feedback.record_feedback(notification)
    log.info("feedback on %s: %s", notification["mail"].get("messageId"), result)
