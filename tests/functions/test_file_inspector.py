"""Files of a mail are looked into, and a scanner's verdict reaches them."""

import io
from email.message import EmailMessage
from typing import Any

import pytest
from PIL import Image

from functions.email_inbound.handler import handler as inbound
from functions.file_inspector.handler import handler
from schemas.vocabulary import Role, ScanState
from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId
from tessera.ticketing.model import FileRef, Ticket
from tessera.ticketing.redacting import Wish
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
