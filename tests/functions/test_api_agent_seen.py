"""What an agent of some teams is shown of conversations that were brought together and taken apart."""

from typing import Any

from schemas.vocabulary import Role
from tests.functions.agent_api import Api


def said(api: Api, path: str, **query: str) -> list[str]:
    """What a ticket says, now or as of a time, beside what it was opened with."""
    shown = api.get(path, **query)
    assert shown.status == 200, shown.body
    texts = [each["text"] for each in shown.body["entries"]["items"] if each["entry"] == "message"]
    return [text for text in texts if text != "It does not work."]


def note(api: Api, ticket: dict[str, Any], text: str, **fields: Any) -> dict[str, Any]:
    written = api.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": text} | fields)
    assert written.status == 201, written.body
    message: dict[str, Any] = written.body["message"]
    return message


def merge(api: Api, source: dict[str, Any], target: dict[str, Any]) -> str:
    """When it was."""
    merged = api.post(f"/tickets/{source['id']}/merge", {"into": target["id"]})
    assert merged.status == 200, merged.body
    return str(merged.body["updated_at"])


def test_what_was_merged_by_mistake_is_not_shown_as_of_then(api: Api) -> None:
    ours, theirs = api.found_team(), api.found_team()
    hidden, seen = api.open_ticket(team_id=theirs), api.open_ticket(team_id=ours)
    note(api, hidden, "Not for bob")
    api.patch(f"/tickets/{hidden['id']}", {"priority": "urgent"})
    bob, path = api.by(api.hire(Role.AGENT, ours)), f"/tickets/{seen['id']}"
    at = merge(api, hidden, seen)
    assert said(bob, f"{path}/as-of", at=at) == said(bob, path) == ["Not for bob"]

    assert api.post(f"/tickets/{hidden['id']}/unmerge").status == 200

    assert bob.get(f"/tickets/{hidden['id']}").status == 404
    then = bob.get(f"{path}/as-of", at=at).body
    assert sorted(each["entry"] for each in then["entries"]["items"]) == ["activity", "message"]
    assert (then["message_count"], then["participants"], then["merged_ids"]) == (1, [], [])
    for found in (then, bob.get(path).body, bob.get(f"{path}/entries").body):
        assert hidden["id"] not in str(found)
        assert hidden["requester"]["email"] not in str(found)
    assert said(api, f"{path}/as-of", at=at) == ["Not for bob"]
    assert api.get(f"{path}/as-of", at=at).body["merged_ids"] == [hidden["id"]]


def test_what_was_split_off_into_a_hidden_ticket_is_not_shown_as_of_then(api: Api) -> None:
    ours, theirs = api.found_team(), api.found_team()
    ticket = api.open_ticket(team_id=ours)
    moved = note(api, ticket, "Not for bob", attachment_ids=[api.upload()])
    bob, path = api.by(api.hire(Role.AGENT, ours)), f"/tickets/{ticket['id']}"
    split = {"message_ids": [moved["id"]], "team_id": theirs}
    made = api.post(f"{path}/split", split).body

    assert said(bob, f"{path}/as-of", at=moved["created_at"]) == []
    assert bob.get(f"{path}/as-of", at=moved["created_at"]).body["message_count"] == 1
    assert said(api, f"{path}/as-of", at=moved["created_at"]) == ["Not for bob"]

    merge(api, made, ticket)
    assert said(bob, f"{path}/as-of", at=moved["created_at"]) == said(bob, path) == ["Not for bob"]


def test_whoever_sees_a_merged_ticket_gets_its_files(api: Api) -> None:
    ours, theirs = api.found_team(), api.found_team()
    hidden, seen = api.open_ticket(team_id=theirs), api.open_ticket(team_id=ours)
    file_id = note(api, hidden, "", attachment_ids=[api.upload()])["attachments"][0]["id"]
    bob, path = api.by(api.hire(Role.AGENT, ours)), f"/attachments/{file_id}"
    assert bob.get(path).status == 404
    merge(api, hidden, seen)
    assert bob.get(path).status == 200
    api.post(f"/tickets/{hidden['id']}/unmerge")
    assert bob.get(path).status == 404


def test_whoever_sees_what_was_merged_into_a_hidden_ticket_still_gets_its_files(api: Api) -> None:
    ours, theirs = api.found_team(), api.found_team()
    hidden, seen = api.open_ticket(team_id=theirs), api.open_ticket(team_id=ours)
    file_id = note(api, seen, "Ours", attachment_ids=[api.upload()])["attachments"][0]["id"]
    bob, path = api.by(api.hire(Role.AGENT, ours)), f"/tickets/{seen['id']}"
    at = merge(api, seen, hidden)
    assert said(bob, f"{path}/as-of", at=at) == said(bob, path) == ["Ours"]
    assert bob.get(f"/attachments/{file_id}").status == 200


def test_who_was_in_copy_later_took_no_part_before(api: Api) -> None:
    copied = {"kind": "reply", "text": "Done", "cc": [{"email": "early@z.test"}, {"email": "late@z.test"}]}
    ticket = api.open_ticket(participants=[{"email": "early@z.test"}])
    path = f"/tickets/{ticket['id']}"
    added = api.post(f"{path}/messages", copied).body["message"]

    def taking_part(at: str) -> list[str]:
        return [each["email"] for each in api.get(f"{path}/as-of", at=at).body["participants"]]

    assert taking_part(ticket["created_at"]) == ["early@z.test"]
    assert taking_part(added["created_at"]) == ["early@z.test", "late@z.test"]


def test_a_reply_is_stopped_by_a_message_that_came_by_a_merge(api: Api) -> None:
    other, ticket = api.open_ticket(), api.open_ticket()
    reply = {"kind": "reply", "text": "We refund", "seen_version": ticket["version"]}
    merge(api, other, ticket)
    api.post(f"/tickets/{ticket['id']}/messages", reply).problem(409, "conflict")

    seen = api.get(f"/tickets/{ticket['id']}").body["version"]
    api.post(f"/tickets/{other['id']}/unmerge")
    assert api.post(f"/tickets/{ticket['id']}/messages", reply | {"seen_version": seen}).status == 201
