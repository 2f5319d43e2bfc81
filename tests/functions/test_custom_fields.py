"""Tickets with own statuses and custom fields, over HTTP."""

from typing import Any

import pytest

from schemas.vocabulary import Role
from tests.functions.agent_api import Api, ticket_body
from tests.functions.catalogue_api import add_field, add_status, admin


def fill(api: Api, ticket: dict[str, Any], **fields: Any) -> Any:
    return api.patch(f"/tickets/{ticket['id']}", {"fields": fields})


def test_an_own_status_counts_as_its_category(api: Api) -> None:
    parts = add_status(api, "Parts ordered", "on_hold")
    ticket = api.open_ticket()
    held = api.patch(f"/tickets/{ticket['id']}", {"status_id": parts}).body
    assert (held["status"], held["status_id"]) == ("on_hold", parts)
    assert [one["status_id"] for one in api.get("/tickets", status="on_hold").body["items"]] == [parts]
    activity = api.get(f"/tickets/{ticket['id']}").body["entries"]["items"][-1]
    assert (activity["type"], activity["changes"]["status_id"]) == (
        "ticket.status_changed",
        {"from": None, "to": parts},
    )
    undone = api.post(f"/tickets/{ticket['id']}/undo", {"activity_id": held["last_change_id"]}).body
    assert (undone["status"], undone["status_id"]) == ("open", None)
    redone = api.post(f"/tickets/{ticket['id']}/undo", {"activity_id": undone["last_change_id"]}).body
    assert (redone["status"], redone["status_id"]) == ("on_hold", parts)
    plain = api.post(f"/tickets/{ticket['id']}/status", {"status": "on_hold"}).body
    assert (plain["status"], plain["status_id"]) == ("on_hold", None)


def test_an_archived_status_is_kept_and_not_chosen(api: Api) -> None:
    parts = add_status(api, "Parts ordered", "on_hold")
    ticket = api.open_ticket(status_id=parts)
    assert (ticket["status"], ticket["status_id"]) == ("on_hold", parts)
    admin(api, "PATCH", f"/statuses/{parts}", {"deleted": True})
    assert api.get(f"/tickets/{ticket['id']}").body["status_id"] == parts
    refused = api.post("/tickets", ticket_body(status_id=parts))
    assert (refused.status, refused.fields()) == (422, {"status_id"})
    assert api.patch(f"/tickets/{ticket['id']}", {"status_id": "nope"}).fields() == {"status_id"}
    assert api.patch(f"/tickets/{ticket['id']}", {"status_id": None}).status == 422


def test_status_and_own_status_have_to_agree(api: Api) -> None:
    parts, ticket = add_status(api, "Parts ordered", "on_hold"), api.open_ticket()
    assert api.patch(f"/tickets/{ticket['id']}", {"status": "open", "status_id": parts}).fields() == {"status"}
    for other in ("open", "pending"):
        refused = api.post("/tickets", ticket_body(status=other, status_id=parts))
        refused.problem(422, "invalid")
        assert refused.fields() == {"status"}
    made = api.open_ticket(status="on_hold", status_id=parts)
    assert (made["status"], made["status_id"]) == ("on_hold", parts)
    assert api.open_ticket(status="pending")["status"] == "pending"


GOOD = [
    ("text", "  two \n words ", "two words"),
    ("long_text", "one\r\ntwo\x07", "one\ntwo"),
    ("number", 12.50, 12.5),
    ("number", -3, -3),
    ("number", 0, 0),
    ("number", 0.123456, 0.123456),
    ("date", "2028-02-29", "2028-02-29"),
    ("checkbox", False, False),
    ("one_of", "wear", "wear"),
    ("many_of", ["fire", "wear", "fire"], ["wear", "fire"]),
    ("email", "Ada@Example.com", "ada@example.com"),
    ("url", "https://example.com/a?b=c", "https://example.com/a?b=c"),
    ("pattern", "AB-123456", "AB-123456"),
]
BAD = [
    ("text", "x" * 251),
    ("text", 3),
    ("long_text", "x" * 5001),
    ("number", "12"),
    ("number", True),
    ("number", 1e300),
    ("number", 0.1234567890123),
    ("number", 1e-30),
    ("date", "2026-02-30"),
    ("date", "20260228"),
    ("date", "tomorrow"),
    ("checkbox", "yes"),
    ("one_of", "water"),
    ("one_of", ["wear"]),
    ("many_of", "wear"),
    ("many_of", ["wear", "water"]),
    ("email", "nobody"),
    ("url", "javascript:alert(1)"),
    ("url", "https://"),
    ("url", "https://a b"),
    ("url", "http://[::1"),
    ("pattern", "AB-12345"),
    ("pattern", "xAB-123456x"),
]


def add_any(api: Api, type_: str) -> str:
    more: dict[str, Any] = {}
    if type_ in ("one_of", "many_of"):
        more["options"] = [{"label": "Wear"}, {"label": "Fire"}]
    if type_ == "pattern":
        more = {"pattern": "[A-Z]{2}-[0-9]{6}", "hint": "Two letters, a hyphen, six digits"}
    return add_field(api, "Detail", type_, **more)


@pytest.mark.parametrize(("type_", "sent", "kept"), GOOD)
def test_a_value_is_kept_in_one_form(api: Api, type_: str, sent: Any, kept: Any) -> None:
    field = add_any(api, type_)
    ticket = api.open_ticket(fields={field: sent})
    assert ticket["fields"] == {field: kept}
    assert api.get(f"/tickets/{ticket['id']}").body["fields"] == {field: kept}
    assert fill(api, ticket, **{field: None}).body["fields"] == {}


@pytest.mark.parametrize(("type_", "sent"), BAD)
def test_a_value_that_does_not_fit_is_refused_by_its_name(api: Api, type_: str, sent: Any) -> None:
    field, ticket = add_any(api, type_), api.open_ticket()
    refused = fill(api, ticket, **{field: sent})
    assert (refused.status, refused.fields()) == (422, {f"fields.{field}"})
    assert api.get(f"/tickets/{ticket['id']}").body["version"] == 1


def test_a_pattern_that_explodes_elsewhere_costs_nothing(api: Api) -> None:
    """Backtracking engines need longer than the universe for this one."""
    field = add_field(api, "Trap", "pattern", pattern="(a+)+(a|a)*(.*.*)*b")
    ticket = api.open_ticket()
    assert fill(api, ticket, **{field: "a" * 250}).fields() == {f"fields.{field}"}
    assert fill(api, ticket, **{field: "a" * 249 + "b"}).status == 200


def test_unknown_and_deleted_fields_are_refused_and_stay_readable(api: Api) -> None:
    field, ticket = add_field(api, "Colour", "text"), api.open_ticket()
    fill(api, ticket, **{field: "red"})
    assert fill(api, ticket, nope="x").fields() == {"fields.nope"}
    admin(api, "PATCH", f"/fields/{field}", {"deleted": True})
    assert fill(api, ticket, **{field: "blue"}).fields() == {f"fields.{field}"}
    assert api.get(f"/tickets/{ticket['id']}").body["fields"] == {field: "red"}
    assert [one["deleted"] for one in api.get("/catalogue").body["fields"]] == [True]


def test_two_agents_change_two_fields_and_both_succeed(api: Api) -> None:
    one, two, ticket = add_field(api, "One", "text"), add_field(api, "Two", "text"), api.open_ticket()
    path, seen = f"/tickets/{ticket['id']}", '"1"'
    assert api.patch(path, {"fields": {one: "a"}}, if_match=seen).status == 200
    assert api.patch(path, {"fields": {two: "b"}}, if_match=seen).body["fields"] == {one: "a", two: "b"}
    collision = api.patch(path, {"fields": {one: "c"}}, if_match=seen)
    assert (collision.status, collision.fields()) == (409, {f"fields.{one}"})


def test_a_field_is_in_the_timeline_undone_and_remembered(api: Api) -> None:
    field, ticket = add_field(api, "Room", "text"), api.open_ticket()
    changed = fill(api, ticket, **{field: "12"}).body
    then = changed["updated_at"]
    fill(api, ticket, **{field: "13"})
    opened = api.get(f"/tickets/{ticket['id']}").body
    assert opened["entries"]["items"][-1]["changes"] == {f"fields.{field}": {"from": "12", "to": "13"}}
    back = api.post(f"/tickets/{ticket['id']}/undo", {"activity_id": opened["last_change_id"]}).body
    assert back["fields"] == {field: "12"}
    assert api.get(f"/tickets/{ticket['id']}/as-of", at=then).body["fields"] == {field: "12"}


def test_who_may_not_see_a_field_learns_nothing_of_it(api: Api) -> None:
    field = add_field(api, "Margin", "number", visible_to={"roles": ["supervisor"]})
    ticket, other = api.open_ticket(fields={field: 12}), api.by(api.hire())
    last = fill(api, ticket, **{field: 13}).body["last_change_id"]
    text = str(other.get(f"/tickets/{ticket['id']}").body) + str(other.get("/tickets").body)
    text += str(other.get(f"/tickets/{ticket['id']}/messages").body)
    text += str(other.patch(f"/tickets/{ticket['id']}", {"priority": "low"}).body)
    assert "margin" not in text
    assert fill(other, ticket, **{field: 1}).fields() == {f"fields.{field}"}
    undo = other.post(f"/tickets/{ticket['id']}/undo", {"activity_id": last})
    assert (undo.status, undo.fields(), field in str(undo.body)) == (422, {"activity_id"}, False)
    boss = api.by(api.hire(Role.SUPERVISOR))
    assert boss.get(f"/tickets/{ticket['id']}").body["fields"] == {field: 13}


def test_a_read_only_field_is_read_only(api: Api) -> None:
    field = add_field(api, "Grade", "number", editable_by={"roles": ["supervisor"]})
    ticket, other = api.open_ticket(fields={field: 1}), api.by(api.hire())
    assert other.get(f"/tickets/{ticket['id']}").body["fields"] == {field: 1}
    assert fill(other, ticket, **{field: 2}).fields() == {f"fields.{field}"}


def test_what_is_split_off_has_the_fields_of_the_ticket(api: Api) -> None:
    machine = add_field(api, "Machine", "text", required_at="creation")
    gone = add_field(api, "Former", "text")
    ticket = api.open_ticket(fields={machine: "M1", gone: "x"}, type="problem", priority="urgent")["id"]
    note = api.post(f"/tickets/{ticket}/messages", {"kind": "note", "text": "Another matter"}).body["message"]["id"]
    admin(api, "PATCH", f"/fields/{gone}", {"deleted": True})
    made = api.post(f"/tickets/{ticket}/split", {"message_ids": [note], "subject": "Another"}).body
    assert made["fields"] == {machine: "M1", gone: "x"}  # a field may come back
    assert (made["type"], made["priority"]) == ("problem", "urgent")


def test_what_is_required_at_creation_is_asked_of_people(api: Api) -> None:
    one, two = (add_field(api, name, "text", required_at="creation") for name in ("One", "Two"))
    refused = api.post("/tickets", ticket_body(fields={}))
    assert (refused.status, refused.fields()) == (422, {f"fields.{one}", f"fields.{two}"})
    assert api.open_ticket(fields={one: "a", two: "b"})["fields"] == {one: "a", two: "b"}


def test_what_is_required_at_creation_is_not_emptied_afterwards(api: Api) -> None:
    kind = add_field(api, "Kind", "one_of", options=[{"label": "Hardware"}])
    field = add_field(api, "Order", "text", required_at="creation")
    serial = {"required_at": "creation", "depends_on": {"field_id": kind, "values": ["hardware"]}}
    add_field(api, "Serial", "text", **serial)
    ticket = api.open_ticket(fields={field: "A-1"})
    path = f"/tickets/{ticket['id']}"
    for empty in (None, ""):
        refused = api.patch(path, {"fields": {field: empty}, "priority": "high"})
        assert (refused.status, refused.fields()) == (422, {f"fields.{field}"})
    # Another one is asked for by what was chosen now: it is filled in next.
    assert api.patch(path, {"fields": {kind: "hardware"}}).status == 200
    assert api.patch(path, {"fields": {field: "A-2"}}).body["fields"] == {kind: "hardware", field: "A-2"}


def test_what_came_without_a_required_field_is_worked_on_and_filling_it_in_can_be_undone(api: Api) -> None:
    field, ticket = add_field(api, "Order", "text"), api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    admin(api, "PATCH", f"/fields/{field}", {"required_at": "creation"})
    assert api.patch(path, {"priority": "high", "fields": {field: None}}).status == 200
    filled = api.patch(path, {"fields": {field: "A-1"}}).body
    undone = api.post(f"{path}/undo", {"activity_id": filled["last_change_id"]})
    assert (undone.status, undone.body["fields"]) == (200, {})


def test_what_is_required_at_closing_holds_a_ticket_open(api: Api) -> None:
    field = add_field(api, "Root cause", "text", required_at="closing")
    ticket = api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    reply = {"kind": "reply", "text": "Done.", "set_status": "resolved"}
    for refused in (
        api.patch(path, {"status": "closed"}),
        api.post(f"{path}/status", {"status": "resolved"}),
        api.post(f"{path}/messages", reply),
    ):
        assert (refused.status, refused.fields()) == (422, {f"fields.{field}"})
    assert api.get(path).body["message_count"] == 1
    assert api.patch(path, {"status": "pending"}).status == 200
    assert api.patch(path, {"status": "closed", "fields": {field: "wear"}}).status == 200


def test_a_checkbox_that_is_required_has_to_be_ticked(api: Api) -> None:
    field, path = add_field(api, "Refunded", "checkbox", required_at="closing"), f"/tickets/{api.open_ticket()['id']}"
    for held in ({}, {field: False}):
        refused = api.patch(path, {"status": "closed", "fields": held} if held else {"status": "closed"})
        refused.problem(422, "invalid")
        assert refused.fields() == {f"fields.{field}"}
    assert api.patch(path, {"status": "closed", "fields": {field: True}}).status == 200
    assert api.patch(path, {"fields": {field: False}}).status == 422, "it must not be taken"


def test_what_is_required_at_closing_stays_as_long_as_a_ticket_is_done(api: Api) -> None:
    field, ticket = add_field(api, "Root cause", "text", required_at="closing"), api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    filled = fill(api, ticket, **{field: "wear"}).body["last_change_id"]
    for status in ("resolved", "closed"):
        assert api.patch(path, {"status": status}).status == 200
        for refused in (fill(api, ticket, **{field: None}), api.post(f"{path}/undo", {"activity_id": filled})):
            assert (refused.status, refused.fields()) == (422, {f"fields.{field}"})
    assert fill(api, ticket, **{field: "fire"}).body["fields"] == {field: "fire"}
    assert api.patch(path, {"status": "open", "fields": {field: None}}).status == 200


def test_a_ticket_that_lost_what_is_required_does_not_go_back_to_resolved(api: Api) -> None:
    field, ticket = add_field(api, "Root cause", "text", required_at="closing"), api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    assert api.patch(path, {"status": "resolved", "fields": {field: "wear"}}).status == 200
    reopened = {"activity_id": api.patch(path, {"status": "open"}).body["last_change_id"]}
    emptied = {"activity_id": fill(api, ticket, **{field: None}).body["last_change_id"]}
    refused = api.post(f"{path}/undo", reopened)
    assert (refused.status, refused.fields()) == (422, {f"fields.{field}"})
    assert api.get(path).body["status"] == "open"
    for step in (emptied, reopened):
        assert api.post(f"{path}/undo", step).status == 200
    assert (api.get(path).body["status"], api.get(path).body["fields"]) == ("resolved", {field: "wear"})


def test_what_was_resolved_before_a_field_was_required_can_be_worked_on_and_not_be_closed(api: Api) -> None:
    field, ticket = add_field(api, "Root cause", "text"), api.open_ticket(status="resolved")
    path = f"/tickets/{ticket['id']}"
    admin(api, "PATCH", f"/fields/{field}", {"required_at": "closing"})
    assert api.patch(path, {"priority": "low", "fields": {field: None}}).status == 200
    assert api.patch(path, {"status": "closed"}).fields() == {f"fields.{field}"}
    assert api.patch(path, {"status": "closed", "fields": {field: "wear"}}).status == 200


def test_nobody_is_asked_for_what_they_may_not_fill_in(api: Api) -> None:
    add_field(api, "Margin", "number", required_at="closing", visible_to={"roles": ["supervisor"]})
    ticket = api.open_ticket()
    assert api.patch(f"/tickets/{ticket['id']}", {"status": "closed"}).status == 422
    assert api.by(api.hire()).patch(f"/tickets/{ticket['id']}", {"status": "closed"}).status == 200


def test_a_field_that_depends_on_another(api: Api) -> None:
    kind = add_field(api, "Kind", "one_of", options=[{"label": "Hardware"}, {"label": "Software"}])
    serial = add_field(
        api, "Serial", "text", required_at="closing", depends_on={"field_id": kind, "values": ["hardware"]}
    )
    ticket = api.open_ticket()
    assert fill(api, ticket, **{serial: "1"}).fields() == {f"fields.{serial}"}
    assert fill(api, ticket, **{kind: "hardware", serial: "1"}).body["fields"] == {kind: "hardware", serial: "1"}
    fill(api, ticket, **{serial: None})
    assert api.patch(f"/tickets/{ticket['id']}", {"status": "closed"}).fields() == {f"fields.{serial}"}
    assert api.patch(f"/tickets/{ticket['id']}", {"status": "closed", "fields": {kind: "software"}}).status == 200


def test_an_archived_option_stays_where_it_is(api: Api) -> None:
    kind = add_field(api, "Kind", "many_of", options=[{"label": "Wear"}, {"label": "Fire"}])
    ticket = api.open_ticket(fields={kind: ["wear"]})
    admin(api, "PATCH", f"/fields/{kind}", {"options": [{"id": "fire", "label": "Fire"}]})
    assert fill(api, ticket, **{kind: ["fire", "wear"]}).status == 200
    assert fill(api, api.open_ticket(), **{kind: ["wear"]}).status == 422


def test_a_macro_sets_statuses_and_fields(api: Api) -> None:
    parts, field = add_status(api, "Parts ordered", "on_hold"), add_field(api, "Room", "text")
    actions = {"status_id": parts, "fields": {field: "12"}}
    macro = api.post("/macros", {"name": "Order parts", "actions": actions})
    assert macro.status == 201, macro.body
    assert api.post("/macros", {"name": "No", "actions": {"fields": {"nope": 1}}}).fields() == {"actions.fields.nope"}
    ticket = api.open_ticket()
    used = api.post(f"/tickets/{ticket['id']}/macros", {"macro_id": macro.body["id"]}).body["ticket"]
    assert (used["status"], used["status_id"], used["fields"]) == ("on_hold", parts, {field: "12"})
