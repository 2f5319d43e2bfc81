"""From the spool to where SES would have put it, and out of the spool when nothing can lose it any more."""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

from localstack.gateway.receipt import PREFIX, notification
from localstack.gateway.spool import Spool

SETTLE = 2.0  # seconds a notification may need from topic to queue

log = logging.getLogger("inbound")


class Cloud(Protocol):
    """What the hand-over needs of the engine; every call may raise when it is down."""

    def keep(self, key: str, raw: bytes) -> None:
        """Put a mail into the raw bucket."""

    def announce(self, message: str) -> None:
        """Publish to the topic of received mail."""

    def queue_length(self) -> int:
        """Messages waiting for `email_inbound` or in its hands."""

    def save(self) -> None:
        """Return when the engine's state is on disk."""

    @property
    def bucket(self) -> str: ...

    @property
    def topic(self) -> str: ...


class HandOver:
    """A mail leaves the spool when, in this order, it was announced, the queue was seen empty, and the state was saved.

    Before that, a crash of any process leaves it in the spool, and the next start hands it over again under the same
    key; ingestion takes the second time for what it is. The whole spool counts as not handed over after a start.
    """

    def __init__(self, spool: Spool, cloud: Cloud, now: Callable[[], float] = time.monotonic) -> None:
        self.spool = spool
        self.cloud = cloud
        self._now = now
        self._handed: dict[str, float] = {}

    def round(self) -> None:
        """Hand over what is new, then drop what is safe. Raises what the cloud raises; the next round goes on."""
        for mail_id in self.spool.waiting():
            if mail_id not in self._handed:
                self._hand_over(mail_id)
        self._drop_safe()

    def _hand_over(self, mail_id: str) -> None:
        mail, raw = self.spool.read(mail_id)
        self.cloud.keep(PREFIX + mail_id, raw)
        document: dict[str, Any] = notification(mail, raw, self.cloud.bucket, self.cloud.topic)
        self.cloud.announce(json.dumps(document))
        self._handed[mail_id] = self._now()
        log.info("%s from %s to %s, %d bytes", mail_id, mail.sender, ", ".join(mail.recipients), len(raw))

    def _drop_safe(self) -> None:
        settled = [mail_id for mail_id, at in self._handed.items() if self._now() - at >= SETTLE]
        if not settled or self.cloud.queue_length() > 0:
            return
        self.cloud.save()
        for mail_id in settled:
            self.spool.remove(mail_id)
            del self._handed[mail_id]


async def run(handover: HandOver, arrived: asyncio.Event, idle: float = 1.0) -> None:
    """Rounds for ever: at once when mail arrived, else every `idle` seconds. While the engine is away, mail waits."""
    quiet = False
    while True:
        try:
            await asyncio.to_thread(handover.round)
            quiet = False
        except Exception as error:  # noqa: BLE001 - the engine restarts; the spool keeps what it could not take
            if not quiet:
                log.warning("The engine does not take mail now (%s); it waits in the spool", error)
            quiet = True
        try:
            await asyncio.wait_for(arrived.wait(), idle)
        except TimeoutError:
            continue
        finally:
            arrived.clear()
