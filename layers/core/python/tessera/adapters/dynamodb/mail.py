"""What the mail room keeps in the `core` table beside tickets: quarantined mails, senders' rates; and its mailboxes."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from pynamodb.expressions.operand import Path

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.events import put_event
from tessera.adapters.dynamodb.table import Put, Table, Update, set_to
from tessera.channels.mail.signed import mailbox_addresses
from tessera.channels.model import QuarantinedMail
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId
from tessera.kernel.page import Page, decode_cursor, encode_cursor

RATE_WINDOW = timedelta(minutes=10)


class QuarantineTable:
    """`tessera.channels.ports.Quarantine`. The ids are UUIDv7, so the sort key is the order of arrival."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._org = org_id
        self._pk = keys.quarantine(org_id)

    def add(self, mail: QuarantinedMail, event: Event) -> None:
        self._core.transact([Put(self._item(mail)), put_event(keys.org(self._org), event)])

    def get(self, mail_id: str) -> QuarantinedMail | None:
        item = self._core.get(self._pk, mail_id)
        return _mail_from(item) if item else None

    def list(self, limit: int, cursor: str | None) -> Page[QuarantinedMail]:
        after = {"pk": self._pk, "sk": decode_cursor(cursor, "quarantine", self._org)["sk"]} if cursor else None
        items, last = self._core.query(self._pk, limit=limit, after=after, forward=False)
        next_cursor = encode_cursor({"sk": last["sk"]}, "quarantine", self._org) if last else None
        return Page([_mail_from(item) for item in items], next_cursor)

    def set_replayed(self, mail_id: str, at: datetime, event: Event) -> None:
        update = Update(self._pk, mail_id, [set_to("replayed_at", to_text(at))], Path("pk").exists())
        self._core.transact([update, put_event(keys.org(self._org), event)])

    def _item(self, mail: QuarantinedMail) -> Item:
        return {
            "pk": self._pk,
            "sk": mail.id,
            "kind": "quarantined",
            "org_id": mail.org_id,
            "received_at": to_text(mail.received_at),
            "sender": mail.sender,
            "recipients": list(mail.recipients),
            "subject": mail.subject,
            "reason": mail.reason,
            "size": mail.size,
            "raw_key": mail.raw_key,
            "notification": json.dumps(mail.notification),
            "replayed_at": to_text(mail.replayed_at) if mail.replayed_at else None,
        }


class SenderRateTable:
    """`tessera.channels.ports.SenderRate`, in windows of ten minutes: one write a mail, forgotten after an hour."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._org = org_id

    def count(self, sender: str, at: datetime) -> int:
        window = int(at.timestamp() // RATE_WINDOW.total_seconds())
        actions = [
            Path("count").add(1),
            set_to("kind", "rate"),
            set_to("ttl", int((at + timedelta(hours=1)).timestamp())),
        ]
        return int(self._core.update(keys.claim(self._org, "RATE", sender), str(window), actions)["count"])


class MailboxTable:
    """`tessera.channels.ports.Mailboxes`, and those of ticketing."""

    def __init__(self, core: Table, org_id: OrgId) -> None:
        self._core = core
        self._org = org_id

    def has(self, address: str) -> bool:
        return self._core.get(keys.org(self._org), f"MAILBOX#{address}") is not None

    def default_mailbox(self) -> str | None:
        """The oldest: a new address changes nothing of who writes from where."""
        items = self._all()
        oldest = min(items, key=lambda item: (item["created_at"], item["address"]), default=None)
        return str(oldest["address"]) if oldest else None

    def among(self, addresses: Collection[str]) -> set[str]:
        """Also with something behind a plus: answers to our mails come there."""
        own = {item["address"] for item in self._all()} if addresses else set()
        return {each for each in addresses if own.intersection(mailbox_addresses(each))}

    def _all(self) -> list[Item]:
        return self._core.query(keys.org(self._org), Path("sk").startswith("MAILBOX#"))[0]


def _mail_from(item: Item) -> QuarantinedMail:
    notification: Mapping[str, Any] = json.loads(item["notification"])
    replayed_at = item.get("replayed_at")
    return QuarantinedMail(
        id=item["sk"],
        org_id=OrgId(item["org_id"]),
        received_at=from_text(item["received_at"]),
        sender=item["sender"],
        recipients=tuple(item["recipients"]),
        subject=item["subject"],
        reason=item["reason"],
        size=item["size"],
        raw_key=item["raw_key"],
        notification=notification,
        replayed_at=from_text(replayed_at) if replayed_at else None,
    )
