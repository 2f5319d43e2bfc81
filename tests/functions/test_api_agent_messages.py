"""Conversations and attachments over HTTP."""

from typing import Any

import boto3
import pytest

from schemas.vocabulary import MessageKind, Role
from tessera.kernel.ids import new_id
from tests.factories import cloud
from tests.factories.tickets import make_message
from tests.functions.agent_api import Api, ticket_body


@pytest.fixture
def path(api: Api) -> str:
    return f"/tickets/{api.open_ticket()['id']}"


def test_a_reply_is_written_and_read(api: Api, path: str) -> None:
    body = {
        "kind": "reply",
        "text": "Try this.",
        "cc": [{"email": "Carl@X.test", "name": " Carl \n X "}],
        "seen_version": 1,
    }
    added = api.post(f"{path}/messages", body | {"set_status": "resolved"})
    assert added.status == 201
    message, ticket = added.body["message"], added.body["ticket"]
    assert added.etag == f'"{ticket["version"]}"'
    assert (message["delivery"], message["channel"], message["author_id"]) == ("queued", "email", api.me.id)
    assert message["to"] == [ticket["requester"]]
    assert message["cc"] == [{"id": None, "name": "Carl X", "email": "carl@x.test"}]
    assert (ticket["status"], ticket["message_count"], ticket["preview"]) == ("resolved", 2, "Try this.")
    opened = api.get(path).body
    assert [entry["id"] for entry in opened["entries"]["items"] if entry["entry"] == "message"][-1] == message["id"]
    assert [person["email"] for person in opened["participants"]] == ["carl@x.test"]


def test_html_is_made_safe(api: Api, path: str) -> None:
    html = '<p onclick="x()">Hi <b>you</b></p><script>alert(1)</script><a href="javascript:x">y</a>'
    message = api.post(f"{path}/messages", {"kind": "note", "html": html}).body["message"]
    assert "<b>you</b>" in message["html"]
    for bad in ("onclick", "script", "javascript"):
        assert bad not in message["html"]
    assert message["text"].startswith("Hi you")


def test_a_reply_to_what_changed_meanwhile_is_refused(api: Api, path: str) -> None:
    reply = {"kind": "reply", "text": "Try this.", "seen_version": 1}
    first = api.post(f"{path}/messages", reply, idempotency_key="k1")
    again = api.post(f"{path}/messages", reply, idempotency_key="k1")
    assert (first.status, again.status, again.body["message"]) == (201, 200, first.body["message"])
    refused = api.by(api.hire()).post(f"{path}/messages", reply)
    assert refused.problem(409, "conflict")["current"]["message_count"] == 2
    assert refused.fields() == {"messages"}


def test_a_long_conversation_is_read_back_to_its_start(api: Api, path: str) -> None:
    for number in range(8):
        api.post(f"{path}/messages", {"kind": "note", "text": str(number)})
    whole = [entry["id"] for entry in api.get(path).body["entries"]["items"]]
    page = api.get(f"{path}/entries", limit="4").body
    read, cursor = page["items"], page["next_cursor"]
    while cursor:
        page = api.get(f"{path}/entries", limit="4", cursor=cursor).body
        read, cursor = page["items"] + read, page["next_cursor"]
    assert [entry["id"] for entry in read] == whole
    assert len(whole) == 10


def test_a_huge_message_is_kept_whole(api: Api, path: str) -> None:
    text = "ä😀" * 40_000
    message = api.post(f"{path}/messages", {"kind": "note", "text": text}).body["message"]
    assert message["text"] == text
    assert api.get(path).body["entries"]["items"][-1]["text"] == text


def test_a_file_goes_in_with_a_message_and_out_by_its_address(api: Api, path: str) -> None:
    file_id = api.upload(b"hello", filename="../plän.pdf", content_type="application/pdf")
    added = api.post(f"{path}/messages", {"kind": "reply", "text": "See.", "attachment_ids": [file_id]})
    (attachment,) = added.body["message"]["attachments"]
    assert (attachment["id"], attachment["filename"], attachment["size"]) == (file_id, "plän.pdf", 5)
    address = api.by(api.hire(Role.VIEWER)).get(f"/attachments/{file_id}").body
    assert address["url"].startswith("https://s3.amazonaws.com/")
    assert "response-content-disposition=attachment" in address["url"]
    taken = api.post(f"{path}/messages", {"kind": "note", "text": "x", "attachment_ids": [file_id]})
    assert taken.problem(422, "invalid")
    assert taken.fields() == {"attachment_ids"}


def test_a_strangers_file_is_not_there(api: Api, neighbour: Api, path: str) -> None:
    theirs = neighbour.upload()
    hidden = api.open_ticket(team_id=api.found_team())
    teams_file, colleagues_file = api.upload(), api.by(api.hire()).upload()
    api.post(f"/tickets/{hidden['id']}/messages", {"kind": "note", "text": "x", "attachment_ids": [teams_file]})
    outsider = api.by(api.hire(Role.AGENT, api.found_team()))
    for somebody, file_id in (
        (api, theirs),
        (api, new_id()),
        (api, "x" * 3000),
        (api, colleagues_file),
        (outsider, teams_file),
    ):
        somebody.get(f"/attachments/{file_id}").problem(404, "not-found")
    for file_id in (theirs, new_id(), colleagues_file):
        refused = api.post(f"{path}/messages", {"kind": "note", "text": "x", "attachment_ids": [file_id]})
        assert refused.fields() == {"attachment_ids"}
    api.by(api.hire(Role.VIEWER)).post("/attachments", {"filename": "a", "size": 1}).problem(403, "forbidden")


def test_an_upload_says_what_it_will_be(api: Api) -> None:
    form = api.post("/attachments", {"filename": "a.png", "content_type": "image/png", "size": 10}).body["upload"]
    assert form["fields"]["Content-Type"] == "image/png"
    assert form["fields"]["key"].startswith(f"uploads/{api.org}/")
    for bad in ({"size": 0}, {"size": 25 * 1024 * 1024 + 1}, {"filename": ""}, {"filename": "x" * 256}):
        body = {"filename": "a.png", "size": 10} | bad
        assert api.post("/attachments", body).fields() == set(bad)


def test_the_mail_as_it_came_in(api: Api, path: str) -> None:
    ticket_id = path.rpartition("/")[2]
    tickets = api.services.ticket_table(api.org)
    ticket = tickets.get(ticket_id)
    assert ticket is not None
    boto3.client("s3").put_object(Bucket=cloud.RAW_MAIL, Key="inbound/1", Body=b"From: x")
    mail = make_message(raw_key="inbound/1", kind=MessageKind.REPLY)
    conversation = api.services.ticket_table(api.org)
    imported = type(ticket)(**vars(ticket) | {"id": new_id(), "number": 77})
    conversation.import_conversation(imported, [mail])
    original = api.get(f"/tickets/{imported.id}/messages/{mail.id}/original").body
    assert f"/{cloud.RAW_MAIL}/inbound/1?" in original["url"]
    assert original["expires_in"] == 3600
    opened = api.get(f"/tickets/{imported.id}").body["entries"]["items"]
    assert opened[0]["has_original"] is True
    written = api.get(path).body["entries"]["items"]
    (first,) = (entry for entry in written if entry["entry"] == "message")
    api.get(f"{path}/messages/{first['id']}/original").problem(404, "not-found")
    api.get(f"{path}/messages/{mail.id}/original").problem(404, "not-found")


def test_a_ticket_with_a_file(api: Api) -> None:
    body = ticket_body(message={"text": "", "attachment_ids": [api.upload()]})
    first, again = (api.post("/tickets", body, idempotency_key="k1") for _ in range(2))
    assert (first.status, again.status, again.body["id"]) == (201, 200, first.body["id"])


def test_reactions_are_given_seen_and_taken_back(api: Api, path: str) -> None:
    note = api.post(f"{path}/messages", {"kind": "note", "text": "psst"}).body["message"]
    address = f"{path}/messages/{note['id']}/reactions"
    given = api.call("PUT", address, query={"emoji": "👩‍💻"})
    assert given.body["message"]["reactions"] == [{"emoji": "👩‍💻", "agent_ids": [api.me.id]}]
    assert given.etag == f'"{given.body["ticket"]["version"]}"'
    assert api.call("PUT", address, query={"emoji": "👩‍💻"}).body == given.body
    assert api.get(path).body["entries"]["items"][-1]["reactions"] == given.body["message"]["reactions"]
    assert api.call("DELETE", address, query={"emoji": "👩‍💻"}).body["message"]["reactions"] == []
    refused = api.call("PUT", address, query={"emoji": "nice"})
    assert (refused.problem(422, "invalid")["status"], refused.fields()) == (422, {"emoji"})


def test_a_reaction_needs_the_right_and_the_message(api: Api, neighbour: Api, path: str) -> None:
    note = api.post(f"{path}/messages", {"kind": "note", "text": "psst"}).body["message"]
    address = f"{path}/messages/{note['id']}/reactions"
    thumb = {"emoji": "👍"}
    api.by(api.hire(Role.VIEWER)).call("PUT", address, query=thumb).problem(403, "forbidden")
    neighbour.call("PUT", address, query=thumb).problem(404, "not-found")
    api.call("PUT", f"{path}/messages/{new_id()}/reactions", query=thumb).problem(404, "not-found")


def test_answers_in_a_thread(api: Api, path: str) -> None:
    head = api.post(f"{path}/messages", {"kind": "note", "text": "Which one?"}).body["message"]
    answer = {"kind": "note", "text": "The red one.", "reply_to": head["id"]}
    assert api.post(f"{path}/messages", answer).body["message"]["reply_to"] == head["id"]
    refused = api.post(f"{path}/messages", answer | {"reply_to": new_id()})
    assert (refused.problem(422, "invalid")["status"], refused.fields()) == (422, {"reply_to"})


def test_a_note_is_edited_and_its_history_read(api: Api, path: str) -> None:
    note = api.post(f"{path}/messages", {"kind": "note", "text": "Rom"}).body["message"]
    assert note["edited_at"] is None
    edited = api.call("PUT", f"{path}/messages/{note['id']}/text", {"html": "<p>Rome</p><script>x</script>"})
    assert edited.body["message"]["html"] == "<p>Rome</p>"
    assert edited.body["message"]["edited_at"]
    (before,) = api.get(f"{path}/messages/{note['id']}/revisions").body["items"]
    assert (before["text"], before["html"]) == ("Rom", None)
    others = api.by(api.hire()).call("PUT", f"{path}/messages/{note['id']}/text", {"text": "Paris"})
    others.problem(403, "forbidden")
    assert api.call("PUT", f"{path}/messages/{note['id']}/text", {"text": " "}).fields() == {"text"}


def test_a_message_is_redacted(api: Api, path: str) -> None:
    note = api.post(f"{path}/messages", {"kind": "note", "text": "PIN 1234", "attachment_ids": [api.upload()]})
    address = f"{path}/messages/{note.body['message']['id']}/redact"
    assert api.post(address, {"reason": ""}).fields() == {"reason"}
    assert api.post(address, {"reason": "x", "text": "PIN 4321"}).fields() == {"text"}
    files = [file["id"] for file in note.body["message"]["attachments"]]
    assert api.post(address, {"reason": "x", "text": "PIN 1234", "attachment_ids": files}).fields() == {"text"}
    redacted = api.post(address, {"reason": "A PIN", "text": "PIN █"}).body["message"]
    assert (redacted["text"], redacted["attachments"]) == ("PIN ███", [])
    assert redacted["redaction"]["by_name"] == "Ada"
    assert redacted["redaction"]["reason"] == "A PIN"
    assert redacted == api.get(path).body["entries"]["items"][-2]


def test_strangers_edit_and_redact_nothing(api: Api, neighbour: Api, path: str) -> None:
    note = api.post(f"{path}/messages", {"kind": "note", "text": "psst"}).body["message"]
    address = f"{path}/messages/{note['id']}"
    neighbour.call("PUT", f"{address}/text", {"text": "x"}).problem(404, "not-found")
    neighbour.get(f"{address}/revisions").problem(404, "not-found")
    neighbour.post(f"{address}/redact", {"reason": "x"}).problem(404, "not-found")
    api.by(api.hire(Role.VIEWER)).post(f"{address}/redact", {"reason": "x"}).problem(403, "forbidden")


def test_a_picture_in_the_text_is_its_file(api: Api) -> None:
    ticket, picture, other = api.open_ticket(), api.upload(filename="crack.png"), api.upload(filename="plan.pdf")
    html = f'<p>See <img src="cid:{picture}" alt="crack.png"> and <img src="https://elsewhere.example/x.png"></p>'
    body = {"kind": "reply", "text": "See [crack.png]", "html": html, "attachment_ids": [picture, other]}
    message = api.post(f"/tickets/{ticket['id']}/messages", body).body["message"]
    assert f'src="cid:{picture}"' in message["html"]
    assert [file["content_id"] for file in message["attachments"]] == [picture, None]


MB = 1024 * 1024


@pytest.fixture
def heavy(api: Api) -> list[str]:
    """Files that are too large for one mail. What an upload says of its size is held against what comes."""
    return [api.upload(size=13 * MB) for _ in range(2)]


@pytest.mark.parametrize("when", [{}, {"hold_seconds": 60}, {"set_status": "resolved"}])
def test_a_reply_that_no_mail_can_carry_is_refused(api: Api, heavy: list[str], when: dict[str, Any]) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    body = {"kind": "reply", "text": "See these.", "attachment_ids": heavy, **when}
    refused = api.post(f"{path}/messages", body)
    refused.problem(422, "invalid")
    assert refused.fields() == {"attachment_ids"}
    ticket = api.get(path).body
    assert (ticket["status"], ticket["message_count"]) == ("open", 1)
    assert api.post(f"{path}/messages", {**body, "attachment_ids": heavy[:1]}).status == 201


def test_a_note_may_have_more_but_is_not_forwarded_with_all_of_it(api: Api, heavy: list[str]) -> None:
    path = f"/tickets/{api.open_ticket()['id']}/messages"
    note = api.post(path, {"kind": "note", "text": "Look.", "attachment_ids": heavy})
    assert note.status == 201, note.body
    forward = {"message_id": note.body["message"]["id"]}
    body = {"kind": "note", "text": "Could you?", "to": [{"email": "expert@example.com"}], "forward": forward}
    refused = api.post(path, body)
    refused.problem(422, "invalid")
    assert refused.fields() == {"forward.attachment_ids"}
    assert api.post(path, {**body, "forward": {**forward, "attachment_ids": heavy[:1]}}).status == 201
