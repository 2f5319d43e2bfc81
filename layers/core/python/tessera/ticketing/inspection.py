"""Looking into the files of a message: what they really are, how large a picture is, what a malware scanner found.

Neither a sender's word nor a file's name says what it is, so nothing is shown by these alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from schemas.vocabulary import EventType, ScanState
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import NotFound
from tessera.kernel.events import make_event
from tessera.kernel.ids import OrgId
from tessera.ticketing.files import (
    PDF,
    SHOWN_INLINE,
    THUMBNAIL_TYPE,
    UNKNOWN_TYPE,
    FileRecords,
    copies,
    thumbnail_key,
    upload_key,
)
from tessera.ticketing.model import FileRef, Message
from tessera.ticketing.ports import StaleTicket, Tickets

#: Bytes. What is larger does not fit into the function that looks.
LARGEST = 40 * 1024 * 1024


@dataclass(frozen=True)
class Findings:
    """`found_type` is None if the content does not tell. A picture has its size in pixels, and its small version."""

    found_type: str | None = None
    width: int | None = None
    height: int | None = None
    thumbnail: bytes | None = None


#: What a content is, given what its sender called it (a media type).
Examine = Callable[[bytes, str], Findings]


class Store(Protocol):
    """Where the bytes are."""

    def get(self, key: str) -> bytes:
        """Raises `NotFound`."""
        ...

    def put(self, key: str, content: bytes, content_type: str) -> None: ...

    def erase(self, prefix: str, but: str | None = None) -> None:
        """Everything whose key begins so, every version of it; only the one key is spared."""
        ...

    def scan_state(self, key: str) -> ScanState | None:
        """What a scanner left on the file itself."""
        ...


def scan_state(verdict: str) -> ScanState:
    """A scan's result status as Malware Protection for S3 words it.
    https://docs.aws.amazon.com/guardduty/latest/ug/monitoring-malware-protection-s3-scans-gdu.html
    """
    known = {"NO_THREATS_FOUND": ScanState.CLEAN, "THREATS_FOUND": ScanState.INFECTED}
    return known.get(verdict, ScanState.FAILED)


class FileNotYetThere(Exception):
    """A scanner was faster than the mail that brings the file. Try again a little later."""


class Inspection:
    """For one organization. Doing it again changes nothing."""

    def __init__(
        self, org_id: OrgId, tickets: Tickets, records: FileRecords, store: Store, examine: Examine, clock: Clock
    ) -> None:
        self._org = org_id
        self._tickets = tickets
        self._records = records
        self._store = store
        self._examine = examine
        self._clock = clock

    def look_into(self, ticket_id: str, message_id: str, event: Mapping[str, Any]) -> int:
        """Look into all files of a message; gives how many were told of. `event` is what brought us here.

        Raises `StaleTicket` if somebody else wrote to the message at the same moment: try again.
        """

        def found(message: Message) -> list[FileRef]:
            for file in message.files:
                self._erase_others(file)
            return [self._inspected(file) for file in message.files]

        return self._change(ticket_id, message_id, found, event["correlation_id"], event["id"])

    def note_scan(self, key: str, file_id: str, state: ScanState, correlation_id: str) -> int:
        """A scanner's verdict on what is kept of a file under a key. Raises `FileNotYetThere`, `StaleTicket`."""
        stored = next(iter(self._records.find([file_id])), None)
        if stored is None:
            raise FileNotYetThere(file_id)
        if stored.file.key != key:  # an upload says nothing of what a message has of it, nor the other way round
            return 0
        if stored.ticket_id is None or stored.message_id is None:
            self._records.save(_scanned(stored.file, state))
            return 1

        def scanned(message: Message) -> list[FileRef]:
            return [_scanned(file, state) if file.id == file_id else file for file in message.files]

        return self._change(stored.ticket_id, stored.message_id, scanned, correlation_id)

    def _change(
        self,
        ticket_id: str,
        message_id: str,
        found: Callable[[Message], list[FileRef]],
        correlation_id: str,
        causation_id: str | None = None,
    ) -> int:
        message = self._tickets.find_message(ticket_id, message_id)
        if message is None:  # it was taken back, or went to another ticket, where its own event leads us
            return 0
        files = found(message)
        news = [file for file, before in zip(files, message.files, strict=True) if file != before]
        if not news:
            return 0
        told = [{"id": file.id, "type": file.found_type, "scan": file.scan} for file in news]
        event = make_event(
            EventType.MESSAGE_FILES_INSPECTED,
            system_actor(self._org, correlation_id, causation_id=causation_id),
            self._clock(),
            ("ticket", ticket_id),
            data={"message_id": message_id, "files": told},
        )
        try:
            self._tickets.set_files(ticket_id, message, files, event)
        except StaleTicket:
            self._erase_gone(ticket_id, message_id, files)
            raise
        return len(news)

    def _erase_gone(self, ticket_id: str, message_id: str, files: list[FileRef]) -> None:
        """Whoever redacted or purged meanwhile may have erased before the small version was there."""
        message = self._tickets.find_message(ticket_id, message_id)
        left = {file.id for file in message.files} if message else ()
        for file in files:
            if file.thumbnail_key and file.id not in left:
                self._store.erase(file.thumbnail_key)

    def _erase_others(self, file: FileRef) -> None:
        """What was uploaded, and what was copied of it for messages that were refused."""
        folder = copies(self._org, file.id)
        if file.key.startswith(folder):
            self._store.erase(upload_key(self._org, file.id))
            self._store.erase(folder, but=file.key)

    def _inspected(self, file: FileRef) -> FileRef:
        scan = file.scan or self._store.scan_state(file.key)
        if file.found_type is not None or file.size > LARGEST or scan is ScanState.INFECTED:
            return replace(file, scan=scan)
        try:
            found = self._examine(self._store.get(file.key), file.content_type)
        except NotFound:
            return file
        key = thumbnail_key(self._org, file.id) if found.thumbnail else None
        if key and found.thumbnail:
            self._store.put(key, found.thumbnail, THUMBNAIL_TYPE)
        return replace(
            file,
            found_type=found.found_type or _said(file.content_type),
            width=found.width,
            height=found.height,
            thumbnail_key=key,
            scan=scan,
        )


def _scanned(file: FileRef, state: ScanState) -> FileRef:
    """A scan that failed says nothing of a file of which one is known."""
    return file if file.scan and state is ScanState.FAILED else replace(file, scan=state)


def _said(content_type: str) -> str:
    """Its sender's word for a content that does not tell; but what browsers show would have told."""
    return UNKNOWN_TYPE if content_type in (*SHOWN_INLINE, PDF) else content_type
