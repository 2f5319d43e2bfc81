"""Files of a message are looked into; a scanner's verdict is noted wherever the file is by then."""

from dataclasses import dataclass, replace

import pytest

from schemas.vocabulary import ActorType, EventType, MessageKind, ScanState
from tessera.kernel.errors import Invalid
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.files import FileService
from tessera.ticketing.inspection import FileNotYetThere, Findings, Inspection, scan_state
from tessera.ticketing.model import FileRef, Message
from tessera.ticketing.ports import Sanitiser
from tessera.ticketing.service import TicketService
from tests.factories.identity import ORG
from tests.factories.tickets import agent, creation, make_file
from tests.fakes.files import FakeFileStore
from tests.fakes.identity import FakeClock
from tests.fakes.tickets import FakeDesk, FakeFileRecords, FakeTicketCustomers, FakeTickets

PICTURE = Findings("image/png", 640, 480, b"small")
EVENT = {"id": "e", "correlation_id": "c"}


@dataclass
class Room:
    desk: FakeDesk
    store: FakeFileStore
    files: FileService
    service: TicketService
    inspection: Inspection
    ticket_id: str
    examined: list[str]

    def send(self, file: FileRef, content: bytes = b"png") -> Message:
        author = agent()
        FakeFileRecords(self.desk).add_upload(file, author.id)
        self.store.kept[file.key] = content
        new = NewMessage(MessageKind.NOTE, "See.", file_ids=(file.id,))
        message = self.service.add_message(author, self.ticket_id, new).message
        assert message
        return message

    def file_of(self, message: Message) -> FileRef:
        entry = self.desk.entries[self.ticket_id][message.id]
        assert isinstance(entry, Message)
        return entry.files[0]


@pytest.fixture
def room() -> Room:
    desk, clock, store, examined = FakeDesk(), FakeClock(), FakeFileStore(), list[str]()
    tickets = FakeTickets(desk, ORG)
    first = creation(1, agent())
    tickets.commit(first)
    records = FakeFileRecords(desk)
    files = FileService(ORG, records, store, tickets)
    service = TicketService(tickets, FakeTicketCustomers(desk), files, Sanitiser(str, str), clock)

    def examine(content: bytes, declared: str) -> Findings:
        examined.append(declared)
        return PICTURE

    inspection = Inspection(ORG, tickets, records, store, examine, clock)
    return Room(desk, store, files, service, inspection, first.ticket.id, examined)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("image/png", "application/octet-stream"),
        ("application/pdf", "application/octet-stream"),
        ("application/x-ledger", "application/x-ledger"),
    ],
)
def test_nothing_is_shown_by_its_senders_word(
    room: Room, monkeypatch: pytest.MonkeyPatch, said: str, found: str
) -> None:
    monkeypatch.setattr(room.inspection, "_examine", lambda content, declared: Findings())
    message = room.send(make_file(content_type=said), b"\0\1\2")
    room.inspection.look_into(room.ticket_id, message.id, EVENT)
    assert room.file_of(message).found_type == found


def test_what_was_found_is_noted_once_and_told(room: Room) -> None:
    message = room.send(make_file(content_type="application/octet-stream"))
    told = [room.inspection.look_into(room.ticket_id, message.id, EVENT) for _ in range(2)]

    file = room.file_of(message)
    assert (told, room.examined) == ([1, 0], ["application/octet-stream"])
    assert (file.found_type, file.width, file.height) == ("image/png", 640, 480)
    assert room.store.kept[file.thumbnail_key or ""] == b"small"
    event = room.desk.events[-1]
    assert (event.type, event.actor.type) == (EventType.MESSAGE_FILES_INSPECTED, ActorType.SYSTEM)
    assert event.actor.causation_id == "e"


def test_a_file_whose_bytes_are_gone_stays_as_it_is(room: Room) -> None:
    message = room.send(make_file())
    room.store.kept.clear()

    assert room.inspection.look_into(room.ticket_id, message.id, EVENT) == 0


def test_a_message_that_was_taken_back_is_nobody_s_business(room: Room) -> None:
    assert room.inspection.look_into(room.ticket_id, "gone", EVENT) == 0


def test_a_harmful_file_is_for_nobody_any_more(room: Room) -> None:
    message = room.send(make_file())
    file = room.file_of(message)
    assert room.files.url_of(file)

    assert room.inspection.note_scan(file.key, file.id, ScanState.INFECTED, "c") == 1

    harmful = room.file_of(message)
    urls = (room.files.url_of(harmful), room.files.download_url_of(harmful), room.files.thumbnail_url_of(harmful))
    assert urls == ("", "", None)


@pytest.mark.parametrize("known", [ScanState.INFECTED, ScanState.CLEAN])
def test_a_scan_that_failed_takes_no_verdict_back(room: Room, known: ScanState) -> None:
    file = room.file_of(room.send(make_file()))
    upload = make_file()
    FakeFileRecords(room.desk).add_upload(upload, agent().id)
    for one in (file, upload):
        room.inspection.note_scan(one.key, one.id, known, "c")
        room.inspection.note_scan(one.key, one.id, ScanState.FAILED, "c")
        (stored,) = FakeFileRecords(room.desk).find([one.id])
        assert stored.file.scan is known


def test_a_harmful_upload_cannot_be_sent(room: Room) -> None:
    file, author = make_file(), agent()
    FakeFileRecords(room.desk).add_upload(file, author.id)
    room.store.kept[file.key] = b"x"
    room.inspection.note_scan(file.key, file.id, ScanState.INFECTED, "c")

    with pytest.raises(Invalid, match="malware"):
        room.service.add_message(author, room.ticket_id, NewMessage(MessageKind.NOTE, "x", file_ids=(file.id,)))


def test_a_verdict_that_the_scanner_left_on_the_file_counts_too(room: Room) -> None:
    message = room.send(make_file())
    room.store.verdicts[room.file_of(message).key] = ScanState.CLEAN

    room.inspection.look_into(room.ticket_id, message.id, EVENT)

    assert room.file_of(message).scan is ScanState.CLEAN


def test_a_scanner_that_was_faster_than_the_mail_comes_again(room: Room) -> None:
    with pytest.raises(FileNotYetThere):
        room.inspection.note_scan("not-yet", "not-yet", ScanState.CLEAN, "c")


def test_a_pdf_is_shown_only_if_it_is_one(room: Room) -> None:
    claimed = make_file(content_type="application/pdf")
    assert room.files.url_of(claimed).endswith("attachment")
    assert room.files.url_of(replace(claimed, found_type="application/pdf")).endswith("inline")
    assert room.files.url_of(make_file(content_type="image/png", found_type="text/html")).endswith("attachment")


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("NO_THREATS_FOUND", ScanState.CLEAN),
        ("THREATS_FOUND", ScanState.INFECTED),
        ("UNSUPPORTED", ScanState.FAILED),
        ("ACCESS_DENIED", ScanState.FAILED),
        ("", ScanState.FAILED),
    ],
)
def test_verdicts_are_read_as_the_scanner_words_them(verdict: str, state: ScanState) -> None:
    assert scan_state(verdict) is state
