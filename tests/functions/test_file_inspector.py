"""Files of a mail are looked into, and a scanner's verdict reaches them."""

import io
from contextlib import suppress
from email.message import EmailMessage
from typing import Any

import boto3
import pytest
from PIL import Image

from functions.email_inbound.handler import handler as inbound
from functions.file_inspector.handler import handler
from schemas.vocabulary import MessageKind, Role, ScanState
from tessera.adapters.s3 import Bucket
from tessera.bootstrap import Services
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Unavailable
from tessera.kernel.ids import OrgId
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.files import thumbnail_key
from tessera.ticketing.model import FileRef, Message, Ticket
from tessera.ticketing.redacting import Wish
from tests.factories import cloud
from tests.factories.tickets import agent
from tests.functions.mail import PostOffice, batch, failed


@pytest.fixture
def office(services: Services, org: OrgId) -> PostOffice:
    return PostOffice(services, org)


@pytest.fixture
def ticket(office: PostOffice) -> Ticket:
    """Of a mail with a picture that calls itself something else."""
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(picture, "PNG")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "grace@example.com", office.mailbox, "A picture"
    mail.set_content("See.")
    mail.add_attachment(picture.getvalue(), "application", "octet-stream", filename="lamp")
    assert failed(inbound(batch(office.keep(mail.as_bytes())), None)) == []
    return office.tickets()[0]


def file_of(office: PostOffice, ticket: Ticket) -> FileRef:
    return office.messages(ticket)[0].files[0]


def added(office: PostOffice, ticket: Ticket) -> dict[str, Any]:
    """As the bus brings it."""
    detail = {
        "id": "e",
        "correlation_id": "c",
        "org_id": office.org_id,
        "subject": {"type": "ticket", "id": ticket.id},
        "data": {"message_id": office.messages(ticket)[0].id, "files": 1},
    }
    return {"id": "1", "source": "tessera", "detail": detail}


def scanned(key: str, verdict: str) -> dict[str, Any]:
    detail = {"s3ObjectDetails": {"objectKey": key}, "scanResultDetails": {"scanResultStatus": verdict}}
    return {"id": "2", "source": "aws.guardduty", "detail": detail}


def test_a_picture_is_known_as_one_and_has_a_small_version(office: PostOffice, ticket: Ticket) -> None:
    assert failed(handler(batch(added(office, ticket)), None)) == []

    file = file_of(office, ticket)
    assert (file.found_type, file.width, file.height, file.scan) == ("image/png", 900, 600, None)
    small = office.services.files_bucket.get(file.thumbnail_key or "")
    assert Image.open(io.BytesIO(small)).size == (480, 320)
    assert office.tickets()[0].version > ticket.version, "screens read it again"
    assert failed(handler(batch(added(office, ticket)), None)) == [], "again"


def test_a_harmful_file_is_nobody_s_any_more(office: PostOffice, ticket: Ticket) -> None:
    key = file_of(office, ticket).key
    assert failed(handler(batch(scanned(key, "THREATS_FOUND")), None)) == []

    file = file_of(office, ticket)
    assert file.scan is ScanState.INFECTED
    assert office.services.files(office.org_id).url_of(file) == ""


def test_what_comes_too_early_comes_again(office: PostOffice, ticket: Ticket) -> None:
    early = scanned(f"{office.org_id}/files/later", "NO_THREATS_FOUND")
    assert failed(handler(batch(early, added(office, ticket)), None)) == ["m0"]


@pytest.mark.parametrize("act", ["redacted", "purged"])
def test_what_goes_while_it_is_looked_into_leaves_nothing(
    office: PostOffice, ticket: Ticket, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """Its small version is ready only after all that was known of it is erased."""
    services, admin, put = office.services, agent(Role.ADMIN, office.org_id), Bucket.put
    look, message = added(office, ticket), office.messages(ticket)[0]

    def redact() -> None:
        services.redaction(office.org_id).redact(admin, ticket.id, message.id, Wish("Private"))
        services.erasure(office.org_id).erase(ticket.id, message.id)

    def purge() -> None:
        services.tickets(office.org_id).delete_ticket(admin, ticket.id)
        services.purging(office.org_id).purge(admin, ticket.id)
        with suppress(Unavailable):  # no screen has been told yet
            services.clearance(office.org_id).clear(ticket.id)

    def late(bucket: Bucket, key: str, content: bytes, content_type: str) -> None:
        if "/thumbnails/" in key:
            redact() if act == "redacted" else purge()
        put(bucket, key, content, content_type)

    monkeypatch.setattr(Bucket, "put", late)
    assert failed(handler(batch(look), None)) == ["m0"]
    assert boto3.client("s3").list_objects_v2(Bucket=cloud.FILES)["KeyCount"] == 0
    assert failed(handler(batch(look), None)) == [], "again"


def noted(office: PostOffice, ticket: Ticket, author: Actor, name: str, content_type: str) -> Message:
    """A note with a file. What was uploaded is there still, and a copy for a message that was refused."""
    services = office.services
    files = services.files(office.org_id)
    form = files.begin_upload(author, name, content_type, 3)
    services.files_bucket.put(form.fields["key"], b"abc", content_type)
    files.take([form.file_id], author.id)
    note = NewMessage(MessageKind.NOTE, "See.", file_ids=(form.file_id,))
    message = services.tickets(office.org_id).add_message(author, ticket.id, note).message
    assert message
    return message


def test_of_an_uploaded_file_nothing_is_left(office: PostOffice, ticket: Ticket) -> None:
    """Neither what was uploaded, nor what a message that did not become one has had copied, nor a small version that
    was made meanwhile."""
    admin = agent(Role.ADMIN, office.org_id)
    message = noted(office, ticket, admin, "plan.png", "image/png")
    services, (file,) = office.services, message.files
    services.files_bucket.put(thumbnail_key(office.org_id, file.id), b"small", "image/webp")

    services.redaction(office.org_id).redact(admin, ticket.id, message.id, Wish("Private", "See."))
    assert services.erasure(office.org_id).erase(ticket.id, message.id) > 0
    kept = boto3.client("s3").list_objects_v2(Bucket=cloud.FILES)["Contents"]
    assert [each["Key"] for each in kept] == [file_of(office, ticket).key], "only the other message's"


def test_a_message_keeps_one_copy(office: PostOffice, ticket: Ticket) -> None:
    """Neither what was uploaded stays, nor what was copied for a message that was then refused."""
    admin = agent(Role.ADMIN, office.org_id)
    message = noted(office, ticket, admin, "plan.txt", "text/plain")
    look = added(office, ticket)
    look["detail"]["data"]["message_id"] = message.id
    assert failed(handler(batch(look, added(office, ticket)), None)) == []

    kept = {each["Key"] for each in boto3.client("s3").list_objects_v2(Bucket=cloud.FILES)["Contents"]}
    mailed = file_of(office, ticket)
    assert kept == {message.files[0].key, mailed.key, mailed.thumbnail_key}


def test_a_verdict_is_of_what_was_looked_at(office: PostOffice, ticket: Ticket) -> None:
    """What is uploaded once more, or made of it, says nothing of what the message has."""
    services, admin = office.services, agent(Role.ADMIN, office.org_id)
    files = services.files(office.org_id)
    form = files.begin_upload(admin, "plan.png", "image/png", 3)
    upload = form.fields["key"]
    services.files_bucket.put(upload, b"abc", "image/png")
    assert failed(handler(batch(scanned(upload, "NO_THREATS_FOUND")), None)) == []
    assert files.read_file(admin, form.file_id).scan is ScanState.CLEAN
    note = NewMessage(MessageKind.NOTE, "", file_ids=(form.file_id,))
    services.tickets(office.org_id).add_message(admin, ticket.id, note)

    file = files.read_file(admin, form.file_id)
    assert (file.scan, file.key == upload) == (None, False)
    thumbnail, body = thumbnail_key(office.org_id, file.id), f"{office.org_id}/bodies/{ticket.id}/m/x.json"
    assert failed(handler(batch(scanned(file.key, "THREATS_FOUND")), None)) == []
    others = [scanned(key, "NO_THREATS_FOUND") for key in (upload, thumbnail, body)]
    assert failed(handler(batch(*others), None)) == []
    assert files.read_file(admin, file.id).scan is ScanState.INFECTED


def test_what_was_redacted_is_erased(office: PostOffice, ticket: Ticket) -> None:
    assert failed(handler(batch(added(office, ticket)), None)) == []
    message, services = office.messages(ticket)[0], office.services
    file = message.files[0]
    services.redaction(office.org_id).redact(agent(Role.ADMIN, office.org_id), ticket.id, message.id, Wish("Private"))

    redacted = added(office, ticket)
    redacted["detail"]["type"] = "message.redacted"
    assert failed(handler(batch(redacted), None)) == []
    for key in (file.key, file.thumbnail_key or ""):
        assert services.files_bucket.size(key) is None
    assert services.raw_mail_bucket.size(message.raw_key or "") is None
    assert failed(handler(batch(redacted), None)) == [], "again"
