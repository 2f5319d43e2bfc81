"""Files on their way in and out."""

import pytest

from schemas.vocabulary import MessageKind, Role
from tessera.kernel.errors import Invalid, NotFound
from tessera.kernel.ids import new_id
from tessera.ticketing.drafts import NewMessage
from tests.factories.tickets import agent, agent_of_teams, make_file
from tests.unit.ticketing.office import Office

ADA, BOB = agent(), agent()


@pytest.fixture
def office() -> Office:
    return Office()


def test_an_upload_is_its_uploaders_until_a_message_takes_it(office: Office) -> None:
    file_id = office.upload(ADA)
    assert office.files.read_file(ADA, file_id).filename == "plan.pdf"
    with pytest.raises(NotFound):
        office.files.read_file(BOB, file_id)
    ticket = office.open_ticket()
    written = office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.NOTE, "", file_ids=(file_id,)))
    assert written.message is not None
    assert [file.id for file in written.message.files] == [file_id]
    assert office.files.read_file(BOB, file_id).id == file_id


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Image/PNG", "image/png"),
        ("text/plain; charset=utf-8", "text/plain"),
        ("text/html\r\nSet-Cookie: a=b", "application/octet-stream"),
        ("text", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_a_type_is_a_media_type_or_unknown(office: Office, said: str, kept: str) -> None:
    """It becomes a header, of the upload and of every download."""
    form = office.files.begin_upload(ADA, "plan", said, 3)
    assert office.files.read_file(ADA, form.file_id).content_type == kept


def test_a_file_of_a_ticket_is_for_whoever_sees_the_ticket(office: Office) -> None:
    file_id = office.upload(ADA)
    ticket = office.open_ticket(team_id=office.hire("team"))
    office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.NOTE, "", file_ids=(file_id,)))
    assert office.files.read_file(agent(Role.VIEWER), file_id)
    for file, actor in ((file_id, agent_of_teams()), (new_id(), ADA)):
        with pytest.raises(NotFound):
            office.files.read_file(actor, file)


def test_a_message_takes_each_file_once_in_order(office: Office) -> None:
    first, second = office.upload(ADA, "1"), office.upload(ADA, "2")
    taken = office.files.take((second, first, second), ADA.id)
    assert [file.filename for file in taken] == ["2", "1"]


def test_a_message_takes_only_what_its_author_uploaded(office: Office) -> None:
    unsent = office.files.begin_upload(ADA, "never.pdf", "application/pdf", 3).file_id
    for file_id in (new_id(), office.upload(BOB), unsent):
        with pytest.raises(Invalid) as refused:
            office.files.take((file_id,), ADA.id)
        assert refused.value.field == "attachment_ids"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("a\r\nb\x00.txt", "ab.txt"),
        ("…/", "file"),
        ("\u202egnp.exe", "gnp.exe"),
        ("Übersicht 1.pdf", "Übersicht 1.pdf"),
    ],
)
def test_a_name_is_only_a_name(office: Office, given: str, kept: str) -> None:
    form = office.files.begin_upload(ADA, given, "text/plain", 3)
    assert office.files.read_file(ADA, form.file_id).filename == kept
    assert form.fields["key"].endswith(f"/{form.file_id}")


def test_only_pictures_are_shown_in_place(office: Office) -> None:
    for content_type, shown in (("image/png", True), ("image/svg+xml", False), ("text/html", False)):
        url = office.files.url_of(make_file(content_type=content_type))
        assert url.endswith("inline" if shown else "attachment")
