"""Messages that give their ticket one of the organization's own statuses, as a client sees them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.vocabulary import Role
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import from_text
from tests.functions.agent_api import Api, Reply
from tests.functions.catalogue_api import add_field, add_status, admin

SOON = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="milliseconds")


@pytest.fixture
def path(api: Api) -> str:
    return f"/tickets/{api.open_ticket()['id']}"


@pytest.fixture
def parts(api: Api) -> str:
    return add_status(api, "Waiting for parts", "on_hold")


def write(api: Api, path: str, **more: Any) -> Reply:
    return api.post(f"{path}/messages", {"kind": "reply", "text": "It is ordered."} | more)


def held(api: Api, path: str) -> tuple[str, str | None]:
    ticket = api.get(path).body
    return ticket["status"], ticket["status_id"]


def come(api: Api, path: str, message: dict[str, Any]) -> None:
    """The time of a reply that waits."""
    clock = system_actor(api.org, "alarm")
    ticket_id = path.removeprefix("/tickets/")
    api.services.scheduling(api.org).release(clock, ticket_id, message["id"], from_text(message["send_at"]))


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_the_category_follows(api: Api, path: str, parts: str, kind: str) -> None:
    added = write(api, path, kind=kind, set_status_id=parts)
    assert added.status == 201
    assert (added.body["ticket"]["status"], added.body["ticket"]["status_id"]) == ("on_hold", parts)
    assert write(api, path, set_status="on_hold", set_status_id=parts).status == 201
    write(api, path, set_status="on_hold")
    assert held(api, path) == ("on_hold", None), "a category alone is no own status"


def test_a_reply_that_waits_keeps_it(api: Api, path: str, parts: str) -> None:
    waiting = write(api, path, set_status_id=parts, send_at=SOON).body["message"]
    assert held(api, path) == ("open", None)
    assert (waiting["then_status"], waiting["then_status_id"]) == ("on_hold", parts), "everybody sees what it will do"
    admin(api, "PATCH", f"/statuses/{parts}", {"deleted": True})
    come(api, path, waiting)
    assert held(api, path) == ("open", None), "nobody could choose it any more"
    entries = api.get(path).body["entries"]["items"]
    assert [one["type"] for one in entries if one["entry"] == "activity"][-1] == "ticket.status_kept"
    assert [one["delivery"] for one in entries if one["entry"] == "message"][-1] == "queued"


def test_a_reply_that_waits_sets_a_status_that_can_be_chosen(api: Api, path: str, parts: str) -> None:
    first, again = (write(api, path, set_status_id=parts, send_at=SOON).body["message"] for _ in range(2))
    come(api, path, first)
    assert held(api, path) == ("on_hold", parts)
    admin(api, "PATCH", f"/statuses/{parts}", {"deleted": True})
    come(api, path, again)
    entries = api.get(path).body["entries"]["items"]
    assert "ticket.status_kept" not in [one["type"] for one in entries if one["entry"] == "activity"]


def test_whoever_sends_it_by_hand_is_asked_for_a_status_that_is_there(api: Api, path: str, parts: str) -> None:
    waiting = write(api, path, set_status_id=parts, send_at=SOON).body["message"]
    admin(api, "PATCH", f"/statuses/{parts}", {"deleted": True})
    refused = api.patch(f"{path}/messages/{waiting['id']}", {"send_at": None})
    refused.problem(422, "invalid")
    assert "archived" in refused.body["errors"][0]["message"]


def test_a_reply_that_is_sent_before_its_time_brings_it(api: Api, path: str, parts: str) -> None:
    waiting = write(api, path, set_status_id=parts, hold_seconds=30).body["message"]
    assert api.patch(f"{path}/messages/{waiting['id']}", {"send_at": None}).status == 200
    assert held(api, path) == ("on_hold", parts)


def test_a_reply_that_is_taken_back_takes_it_along(api: Api, path: str, parts: str) -> None:
    waiting = write(api, path, set_status_id=parts, hold_seconds=30).body["message"]
    assert api.delete(f"{path}/messages/{waiting['id']}").status == 200
    come(api, path, waiting)
    assert held(api, path) == ("open", None)


def test_what_cannot_be_chosen_is_refused_and_nothing_is_sent(api: Api, path: str, parts: str) -> None:
    gone = add_status(api, "At the workshop", "on_hold")
    admin(api, "PATCH", f"/statuses/{gone}", {"deleted": True})
    for wish, field in (
        ({"set_status_id": "nope"}, "set_status_id"),
        ({"set_status_id": gone}, "set_status_id"),
        ({"set_status_id": parts, "set_status": "resolved"}, "set_status"),
    ):
        refused = write(api, path, **wish)
        refused.problem(422, "invalid")
        assert refused.fields() == {field}
    assert api.get(path).body["message_count"] == 1


def test_what_is_required_at_closing_is_asked_for(api: Api, path: str) -> None:
    field, done = add_field(api, "Root cause", "text", required_at="closing"), add_status(api, "Repaired", "resolved")
    for when in ({}, {"send_at": SOON}):
        refused = write(api, path, set_status_id=done, **when)
        assert (refused.status, refused.fields()) == (422, {f"fields.{field}"})
    api.patch(path, {"fields": {field: "wear"}})
    write(api, path, set_status_id=done)
    assert held(api, path) == ("resolved", done)


def kept(api: Api, path: str) -> int:
    """How often the timeline says that the ticket kept its status."""
    entries = api.get(path).body["entries"]["items"]
    return [entry.get("type") for entry in entries].count("ticket.status_kept")


def sent(api: Api, path: str) -> bool:
    replies = [entry for entry in api.get(path).body["entries"]["items"] if entry.get("author_type") == "agent"]
    return [reply["delivery"] for reply in replies] == ["queued"]


def test_what_was_emptied_while_it_waited_keeps_the_status(api: Api, path: str) -> None:
    field = add_field(api, "Root cause", "text", required_at="closing")
    api.patch(path, {"fields": {field: "wear"}})
    waiting = write(api, path, set_status="resolved", hold_seconds=30).body["message"]
    assert api.patch(path, {"fields": {field: None}}).status == 200

    come(api, path, waiting)

    assert sent(api, path), "as it was promised"
    assert (held(api, path), kept(api, path)) == (("open", None), 1)


def test_what_another_value_asks_for_meanwhile_keeps_it_too(api: Api, path: str) -> None:
    kind = add_field(api, "Kind", "one_of", options=[{"label": "Hardware"}, {"label": "Other"}])
    hardware = {"field_id": kind, "values": ["hardware"]}
    add_field(api, "Part", "text", required_at="closing", depends_on=hardware)
    waiting = write(api, path, set_status="resolved", send_at=SOON).body["message"]
    assert api.patch(path, {"fields": {kind: "hardware"}}).status == 200
    come(api, path, waiting)
    assert (sent(api, path), held(api, path), kept(api, path)) == (True, ("open", None), 1)


def test_only_what_its_author_may_fill_in_is_asked_for_by_then(api: Api, path: str) -> None:
    ada, lead = api.by(api.hire(Role.AGENT)), api.by(api.hire(Role.SUPERVISOR))
    waiting = write(ada, path, set_status="resolved", send_at=SOON).body["message"]
    of_leads = write(lead, path, set_status="resolved", send_at=SOON).body["message"]
    add_field(api, "Approved by", "text", required_at="closing", editable_by={"roles": ["supervisor"]})
    come(api, path, of_leads)
    assert (held(api, path), kept(api, path)) == (("open", None), 1)
    come(api, path, waiting)
    assert (held(api, path), kept(api, path)) == (("resolved", None), 1)


def test_a_ticket_that_has_the_status_by_then_lacks_nothing(api: Api, path: str) -> None:
    waiting = write(api, path, set_status="resolved", send_at=SOON).body["message"]
    api.patch(path, {"status": "resolved"})
    add_field(api, "Root cause", "text", required_at="closing")
    come(api, path, waiting)
    assert (sent(api, path), held(api, path), kept(api, path)) == (True, ("resolved", None), 0)


def test_who_sends_it_before_its_time_is_asked(api: Api, path: str) -> None:
    field = add_field(api, "Root cause", "text", required_at="closing")
    api.patch(path, {"fields": {field: "wear"}})
    waiting = write(api, path, set_status="resolved", send_at=SOON).body["message"]
    api.patch(path, {"fields": {field: None}})
    now = api.patch(f"{path}/messages/{waiting['id']}", {"send_at": None})
    assert (now.problem(422, "invalid")["status"], now.fields()) == (422, {f"fields.{field}"})
    api.patch(path, {"fields": {field: "wear"}})
    assert api.patch(f"{path}/messages/{waiting['id']}", {"send_at": None}).status == 200
    assert held(api, path) == ("resolved", None)


def test_what_a_macro_set_stays_when_its_text_is_sent(api: Api, path: str, parts: str) -> None:
    macro = api.post("/macros", {"name": "Order", "html": "<p>It is ordered.</p>", "actions": {"status_id": parts}})
    used = api.post(f"{path}/macros", {"macro_id": macro.body["id"]}).body
    for when in ({}, {"send_at": SOON}):
        sent = write(api, path, html=used["html"], **when).body["message"]
    come(api, path, sent)
    assert held(api, path) == ("on_hold", parts)


def test_undoing_a_snooze_leaves_the_status_that_it_did_not_touch(api: Api, parts: str) -> None:
    path = f"/tickets/{api.open_ticket(status_id=parts)['id']}"
    asleep = api.patch(path, {"snoozed_until": "2027-06-01T09:00:00Z"}).body
    assert (asleep["status"], asleep["status_id"]) == ("on_hold", None)
    woken = api.post(f"{path}/undo", {"activity_id": asleep["last_change_id"]}).body
    assert (woken["status"], woken["status_id"], woken["snoozed_until"]) == ("on_hold", parts, None)
    again = api.post(f"{path}/undo", {"activity_id": woken["last_change_id"]}).body
    assert (again["status"], again["status_id"], again["snoozed_until"]) == ("on_hold", None, asleep["snoozed_until"])


def test_undoing_a_snooze_leaves_what_came_since(api: Api, parts: str) -> None:
    path = f"/tickets/{api.open_ticket(status='on_hold')['id']}"
    asleep = api.patch(path, {"snoozed_until": "2027-06-01T09:00:00Z"}).body
    assert api.patch(path, {"status_id": parts}).body["snoozed_until"] == asleep["snoozed_until"]
    woken = api.post(f"{path}/undo", {"activity_id": asleep["last_change_id"]}).body
    assert (woken["status"], woken["status_id"], woken["snoozed_until"]) == ("on_hold", parts, None)
