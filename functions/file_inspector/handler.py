"""Files of new messages are looked into, a scanner's verdicts noted, and what was redacted or purged is erased."""

import json
import logging
from typing import Any

from schemas.vocabulary import EventType
from tessera import bootstrap
from tessera.edge.queue import Message, each
from tessera.kernel.ids import OrgId
from tessera.ticketing.files import owner_of
from tessera.ticketing.inspection import scan_state

log = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch: `message.added` with files, `message.redacted`, `ticket.purged`, and scan results of Malware
    Protection for S3.
    https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
    """
    return each(event, _inspect)


def _inspect(message: Message) -> None:
    brought = json.loads(message["body"])
    detail = brought["detail"]
    if "s3ObjectDetails" in detail:
        key = detail["s3ObjectDetails"]["objectKey"]
        owner = owner_of(key)
        if owner is None:
            return
        verdict = scan_state((detail.get("scanResultDetails") or {}).get("scanResultStatus", ""))
        told = bootstrap.services().inspection(owner[0]).note_scan(key, owner[1], verdict, brought["id"])
    elif detail.get("type") == EventType.MESSAGE_REDACTED:
        cleared = bootstrap.services().erasure(OrgId(detail["org_id"])).erase(*_message_of(detail))
        log.info("keys erased: %s", cleared)
        return
    elif detail.get("type") == EventType.TICKET_PURGED:
        removed = bootstrap.services().clearance(OrgId(detail["org_id"])).clear(detail["subject"]["id"])
        log.info("records of a purged ticket removed: %s", removed)
        return
    else:
        inspection = bootstrap.services().inspection(OrgId(detail["org_id"]))
        told = inspection.look_into(*_message_of(detail), detail)
    log.info("files looked into: %s", told)


def _message_of(detail: dict[str, Any]) -> tuple[str, str]:
    return detail["subject"]["id"], detail["data"]["message_id"]
