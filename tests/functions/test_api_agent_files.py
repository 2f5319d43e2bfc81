"""Uploads, and what becomes of them in messages, over HTTP."""

from collections.abc import Sequence
from typing import Any

import pytest

from tessera.adapters.dynamodb.files import FileTable
from tessera.ticketing.files import StoredFile
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
        assert again.body == first.body


@pytest.mark.usefixtures("at_once")
def test_what_was_redacted_meanwhile_is_attached_nowhere(api: Api, path: str) -> None:
    file_id = api.upload()
    note = api.post(f"{path}/messages", note_with(file_id)).body["message"]
    gone = api.post(f"{path}/messages/{note['id']}/redact", {"reason": "x", "text": "See."})
    assert gone.body["message"]["attachments"] == []
    assert api.post(f"{path}/messages", note_with(file_id)).fields() == {"attachment_ids"}
