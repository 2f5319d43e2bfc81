"""Uploads, and what becomes of them in messages, over HTTP."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import pytest

from tessera.adapters.dynamodb.files import FileTable
from tessera.ticketing.files import StoredFile
from tests.factories import cloud
from tests.functions.agent_api import Api, ticket_body


@pytest.fixture
def path(api: Api) -> str:
    return f"/tickets/{api.open_ticket()['id']}"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All requests have read the uploads before one of them writes."""
    find, read = FileTable.find, dict[str, list[StoredFile]]()

    def found(table: FileTable, file_ids: Sequence[str]) -> list[StoredFile]:
        return read.setdefault(str(file_ids), find(table, file_ids))

    monkeypatch.setattr(FileTable, "find", found)


def note_with(file_id: str) -> dict[str, Any]:
    return {"kind": "note", "text": "See.", "attachment_ids": [file_id]}


@pytest.mark.parametrize("more", [{}, {"kind": "reply", "hold_seconds": 60}])
@pytest.mark.usefixtures("at_once")
def test_of_two_messages_at_once_one_has_the_file(api: Api, path: str, more: dict[str, Any]) -> None:
    file_id, other = api.upload(), f"/tickets/{api.open_ticket()['id']}"
    assert api.post(f"{other}/messages", note_with(file_id) | more).status == 201
    for place in (path, other):
        refused = api.post(f"{place}/messages", note_with(file_id) | more)
        assert refused.problem(422, "invalid")["detail"] == f"There is no upload {file_id} that could be attached."
        assert refused.fields() == {"attachment_ids"}
    (message,) = [entry for entry in api.get(path).body["entries"]["items"] if entry["entry"] == "message"]
    assert message["attachments"] == []


@pytest.mark.usefixtures("at_once")
def test_of_two_tickets_at_once_one_has_the_file(api: Api) -> None:
    body = ticket_body(message={"text": "", "attachment_ids": [api.upload()]})
    assert api.post("/tickets", body).status == 201
    assert api.post("/tickets", body).fields() == {"message.attachment_ids"}


@pytest.mark.usefixtures("at_once")
def test_the_same_request_twice_at_once_is_one(api: Api, path: str) -> None:
    made = ticket_body(message={"text": "", "attachment_ids": [api.upload()]})
    for address, body in ((f"{path}/messages", note_with(api.upload())), ("/tickets", made)):
        first, again = [api.post(address, body, idempotency_key=f"k {address}") for _ in range(2)]
        assert (first.status, again.status) == (201, 200)
        made_once = [(answer.body.get("message") or answer.body)["id"] for answer in (first, again)]
        assert made_once[0] == made_once[1]


@pytest.mark.usefixtures("at_once")
def test_what_was_redacted_meanwhile_is_attached_nowhere(api: Api, path: str) -> None:
    file_id = api.upload()
    note = api.post(f"{path}/messages", note_with(file_id)).body["message"]
    gone = api.post(f"{path}/messages/{note['id']}/redact", {"reason": "x", "text": "See."})
    assert gone.body["message"]["attachments"] == []
    assert api.post(f"{path}/messages", note_with(file_id)).fields() == {"attachment_ids"}


def content_of(api: Api, file_id: str) -> bytes:
    """As whoever opens it gets it."""
    return content_at(api, api.get(f"/attachments/{file_id}").body["url"])


def content_at(api: Api, url: str) -> bytes:
    return api.services.files_bucket.get(urlsplit(url).path.removeprefix(f"/{cloud.FILES}/"))


def again(api: Api, file_id: str, content: bytes) -> None:
    """The same form is posted once more."""
    api.services.files_bucket.put(f"uploads/{api.org}/{file_id}", content, "application/pdf")


@pytest.mark.parametrize("more", [{}, {"kind": "reply"}, {"kind": "reply", "hold_seconds": 60}])
def test_a_message_has_what_was_there_when_it_took_it(api: Api, path: str, more: dict[str, Any]) -> None:
    file_id = api.upload(b"price 100")
    again(api, file_id, b"price 200")
    message = api.post(f"{path}/messages", note_with(file_id) | more).body["message"]
    again(api, file_id, b"price 300")
    assert content_of(api, file_id) == b"price 200"
    (attachment,) = message["attachments"]
    assert "/files/" in urlsplit(attachment["url"]).path


@pytest.mark.usefixtures("at_once")
def test_who_came_too_late_changes_nothing(api: Api, path: str) -> None:
    file_id = api.upload(b"price 100")
    (attachment,) = api.post(f"{path}/messages", note_with(file_id)).body["message"]["attachments"]
    again(api, file_id, b"price 300")
    assert api.post(f"{path}/messages", note_with(file_id)).status == 422
    assert content_at(api, attachment["url"]) == b"price 100"


def test_what_is_taken_back_can_be_sent_again(api: Api, path: str) -> None:
    file_id = api.upload(b"price 100")
    held = note_with(file_id) | {"kind": "reply", "hold_seconds": 60}
    for _ in range(2):
        waiting = api.post(f"{path}/messages", held).body["message"]
        again(api, file_id, b"price 300")
        assert api.delete(f"{path}/messages/{waiting['id']}").status == 200
    assert api.post(f"{path}/messages", held).status == 201
    assert content_of(api, file_id) == b"price 100"


def test_a_draft_s_file_that_is_gone_is_named(api: Api, path: str) -> None:
    gone, never = api.upload(filename="plan.pdf"), api.post("/attachments", {"filename": "new.pdf", "size": 3}).body
    api.services.files_bucket.delete(f"uploads/{api.org}/{gone}")
    for file_id, name in ((gone, "plan.pdf"), (never["id"], "new.pdf")):
        refused = api.post(f"{path}/messages", note_with(file_id))
        assert refused.fields() == {"attachment_ids"}
        assert refused.body["detail"].startswith(f"{name} is not there")
