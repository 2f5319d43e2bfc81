"""Mails that could not become messages: kept with their reason, shown to administrators, and tried again on demand."""

import re
from collections.abc import Callable
from dataclasses import replace

from schemas.vocabulary import EventType, Permission
from tessera.channels.mail.headers import decode_words
from tessera.channels.mail.model import ParsedMail
from tessera.channels.model import Outcome, QuarantinedMail, Receipt
from tessera.channels.ports import InboundQueue, Quarantine
from tessera.channels.receipt import RELEASED
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import NotFound
from tessera.kernel.events import make_event
from tessera.kernel.ids import OrgId, derived_id
from tessera.kernel.page import Page

_SUBJECT = re.compile(rb"^subject:[ \t]*(.{0,500})$", re.IGNORECASE | re.MULTILINE)


class QuarantineService:
    """The use cases, for one organization."""

    def __init__(self, org_id: OrgId, quarantine: Quarantine, queue: Callable[[], InboundQueue], clock: Clock) -> None:
        self._org_id = org_id
        self._quarantine = quarantine
        self._queue = queue
        self._clock = clock

    def keep(self, receipt: Receipt, raw: bytes, reason: str, mail: ParsedMail | None = None) -> Outcome:
        """Put a mail aside. `mail` is what could be read of it. Doing it again makes no second entry."""
        sender = mail.from_.email if mail and mail.from_ else receipt.source
        entry = QuarantinedMail(
            id=derived_id(to_ms(receipt.received_at), self._org_id, receipt.raw_key),
            org_id=self._org_id,
            received_at=receipt.received_at,
            sender=sender,
            recipients=receipt.recipients,
            subject=mail.subject if mail else _subject_in(raw),
            reason=reason,
            size=len(raw),
            raw_key=receipt.raw_key,
            notification=receipt.notification,
        )
        before = self._quarantine.get(entry.id)
        if before is None or (receipt.released and before.replayed_at is not None):
            event = make_event(
                EventType.MAIL_QUARANTINED,
                system_actor(self._org_id, receipt.mail_id),
                self._clock(),
                ("mail", entry.id),
                data={"reason": reason, "sender": sender},
            )
            self._quarantine.add(entry, event)
        return Outcome(self._org_id, "quarantined", reason=reason)

    def list_quarantined(self, actor: Actor, limit: int, cursor: str | None) -> Page[QuarantinedMail]:
        """Newest first. Raises `Forbidden`, `BadCursor`."""
        actor.require(Permission.ADMIN)
        return self._quarantine.list(limit, cursor)

    def replay_quarantined(self, actor: Actor, mail_id: str) -> QuarantinedMail:
        """Let the mail out: it is received again, and neither spam verdict nor limits hold it up this time.

        Raises `Forbidden`, `NotFound`.
        """
        actor.require(Permission.ADMIN)
        entry = self._quarantine.get(mail_id)
        if entry is None:
            raise NotFound("There is no such mail in quarantine.")
        at = self._clock()
        event = make_event(EventType.MAIL_REPLAYED, actor, at, ("mail", mail_id), data={"sender": entry.sender})
        # Noted first: if the mail fails again, its new entry has to come after this note.
        self._quarantine.set_replayed(mail_id, at, event)
        self._queue().put({**entry.notification, RELEASED: True})
        return replace(entry, replayed_at=at)


def _subject_in(raw: bytes) -> str:
    """The subject of a mail that could not be parsed, if there is anything like one."""
    found = _SUBJECT.search(raw[:20_000])
    return decode_words(found.group(1).decode("utf-8", "replace")) if found else ""
