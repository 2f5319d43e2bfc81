"""Whatever comes in, the answer is a problem that names the field; never a crash, and nothing half done."""

import base64
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.http import make_request
from tests.functions.agent_api import Api, Reply, send, ticket_body
from tests.functions.catalogue_api import add_field


def post_raw(api: Api, body: str | None, path: str = "/tickets", **event: Any) -> Reply:
    return send(make_request("POST", f"/api/v1{path}", body, agent=api.me) | event)


@pytest.mark.parametrize("body", ["{", "{'a': 1}", "{} {}", "\x00", "[" * 100_000, '{"a":' * 50_000, "9" * 10_000])
def test_broken_json(api: Api, body: str) -> None:
    post_raw(api, body).problem(400, "malformed")


@pytest.mark.parametrize("body", [None, "", "null", "[1]", "3", '"text"', "true", "[]"])
def test_json_that_is_no_object(api: Api, body: str | None) -> None:
    assert post_raw(api, body).status in (400, 422)


def test_bytes_that_are_no_text(api: Api) -> None:
    for content in (b"\xff\xfe{", b"\x80" * 10):
        post_raw(api, base64.b64encode(content).decode(), isBase64Encoded=True).problem(400, "malformed")
    good = base64.b64encode(json.dumps(ticket_body(subject="Grüße")).encode()).decode()
    made = post_raw(api, good, isBase64Encoded=True)
    assert (made.status, made.body["subject"]) == (201, "Grüße")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"bogus": 1}, "bogus"),
        ({"subject": ""}, "subject"),
        ({"subject": " \n "}, "subject"),
        ({"subject": 3}, "subject"),
        ({"subject": "x" * 999}, "subject"),
        ({"subject": "\ud800"}, "subject"),
        ({"requester": None}, "requester"),
        ({"requester": {"email": "nope"}}, "requester.email"),
        ({"requester": {"email": "a@b.test", "id": "x"}}, "requester.id"),
        ({"message": {}}, "message.text"),
        ({"message": {"text": "x", "html": 1}}, "message.html"),
        ({"message": {"text": "x" * 200_001}}, "message.text"),
        ({"message": {"text": "x", "attachment_ids": ["a"] * 21}}, "message.attachment_ids"),
        ({"message": {"text": "x", "attachment_ids": ["a" * 5000]}}, "message.attachment_ids.0"),
        ({"status": "done"}, "status"),
        ({"priority": 1}, "priority"),
        ({"assignee_id": ""}, "assignee_id"),
        ({"assignee_id": "x" * 5000}, "assignee_id"),
        ({"team_id": "nope"}, "team_id"),
        ({"id": "1"}, "id"),
        ({"metadata": {"a": "x" * 9000}}, "metadata"),
        ({"metadata": {"a": "\ud800"}}, "metadata"),
        ({"metadata": [1]}, "metadata"),
    ],
)
def test_a_field_that_is_wrong_is_named(api: Api, wrong: dict[str, Any], field: str) -> None:
    refused = api.post("/tickets", ticket_body(**wrong))
    refused.problem(422, "invalid")
    assert refused.fields() == {field}
    assert api.get("/tickets", status="all").body["items"] == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"subject": ""}, "This cannot be empty."),
        ({"requester": {"email": ""}}, "This cannot be empty."),
        ({"requester": {"email": "a"}}, "Write at least 3 characters."),
        ({"subject": "x" * 999}, "Write at most 998 characters."),
        ({"subject": 3}, "Send a text."),
        ({"requester": {"name": "Jo"}}, "This is needed."),
        ({"bogus": 1}, "There is no such field here."),
        ({"message": {"text": "x", "attachment_ids": ["a"] * 21}}, "Choose at most 20."),
        ({"priority": "top"}, "Choose one of these: 'low', 'normal', 'high' or 'urgent'."),
        ({"metadata": 1}, "Send an object."),
    ],
)
def test_what_is_wrong_is_said_in_words_for_people(api: Api, wrong: dict[str, Any], said: str) -> None:
    refused = api.post("/tickets", ticket_body(**wrong))
    assert [error["message"] for error in refused.body["errors"]] == [said]


@pytest.mark.parametrize(
    ("path", "sent", "field", "said"),
    [
        ("/tickets", {"due_at": "2026-12-01T10:00:00"}, "due_at", "Write a time with its zone"),
        ("/tickets", {"due_at": "2026-02-30T00:00:00Z"}, "due_at", "Write a time that there is"),
        ("/tickets", {"due_at": "soon"}, "due_at", "Write a time with its zone"),
        ("/tickets/bulk", {"action": {"kind": "purge"}}, "action", "Choose one of these: 'edit'"),
        ("/attachments", {"filename": "a.txt", "size": 0}, "size", "The file is empty."),
        ("/imports/preview", {"file_id": "../x", "kind": "tickets"}, "file_id", "Send a UUIDv7"),
    ],
)
def test_no_refusal_speaks_to_programmers(api: Api, path: str, sent: dict[str, Any], field: str, said: str) -> None:
    body = ticket_body(**sent) if path == "/tickets" else sent
    told = {error["field"]: error["message"] for error in api.post(path, body).body["errors"]}
    assert told[field].startswith(said), told
    assert "leave it out" not in told[field]


def test_what_is_nested_without_end_is_named_by_its_beginning(api: Api) -> None:
    asked: dict[str, Any] = {"field": "due", "op": "set"}
    for _ in range(300):
        asked = {"match": "all", "of": [asked]}
    refused = api.post("/views", {"name": "Deep", "filter": asked})
    assert refused.body["errors"] == [{"field": "filter", "message": "This is nested too deep."}]


def test_numbers_that_are_none(api: Api) -> None:
    """Python's own reading of JSON takes NaN; RFC 8259 has none."""
    body = json.dumps(ticket_body(metadata={"a": float("nan")}))
    assert post_raw(api, body).fields() == {"metadata"}


def test_numbers_without_end(api: Api) -> None:
    endless, ticket, field = 10**400, api.open_ticket()["id"], add_field(api, "Weight", "number")
    for refused, name in (
        (api.patch(f"/tickets/{ticket}", {"fields": {field: endless}}), f"fields.{field}"),
        (api.call("PUT", f"/tickets/{ticket}/draft", {"kind": "note", "seen_version": endless}), "seen_version"),
        (
            api.post(f"/tickets/{ticket}/messages", {"kind": "note", "text": "x", "seen_version": endless}),
            "seen_version",
        ),
    ):
        refused.problem(422, "invalid")
        assert refused.fields() == {name}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"status": "bogus"}, "status"),
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "x"}, "limit"),
        ({"priority": "top"}, "priority"),
        ({"number": "0"}, "number"),
        ({"assignee": "x" * 65}, "assignee"),
        ({"cursor": "x" * 2001}, "cursor"),
    ],
)
def test_a_query_that_is_wrong_is_named(api: Api, query: dict[str, str], field: str) -> None:
    refused = api.get("/tickets", **query)
    refused.problem(422, "invalid")
    assert refused.fields() == {field}


@pytest.mark.parametrize(
    ("path", "query"), [("/tickets", "statsu"), ("/tickets", "Status"), ("/customers", "query"), ("/statuses", "all")]
)
def test_a_misspelt_parameter_is_named_and_never_passed_over(api: Api, path: str, query: str) -> None:
    refused = api.get(path, **{query: "open"})
    refused.problem(422, "invalid")
    assert refused.fields() == {query}
    assert ("status" in refused.body["errors"][0]["message"]) == (path == "/tickets")


@pytest.mark.parametrize("cursor", ["abc", "W10", "é", "WyJhIiwge31d", base64.b64encode(b"[" * 1400).decode()])
def test_a_cursor_that_is_none_of_ours(api: Api, cursor: str) -> None:
    api.get("/tickets", cursor=cursor).problem(400, "bad-cursor")
    api.get(f"/tickets/{api.open_ticket()['id']}/entries", cursor=cursor).problem(400, "bad-cursor")
    api.get("/customers", cursor=cursor).problem(400, "bad-cursor")


@pytest.mark.parametrize("etag", ["x", "²", "٣", "-1", '"1', "1.0", "9" * 5000, '"1", "2"'])
def test_an_etag_that_is_none_of_ours(api: Api, etag: str) -> None:
    refused = api.patch(f"/tickets/{api.open_ticket()['id']}", {"subject": "x"}, if_match=etag)
    refused.problem(422, "invalid")
    assert refused.fields() == {"If-Match"}


def test_a_change_of_nothing_and_to_nothing(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    api.patch(path, {}).problem(422, "invalid")
    api.post(f"{path}/assign", {}).problem(422, "invalid")
    for field in ("subject", "status", "priority", "metadata"):
        assert api.patch(path, {field: None}).fields() == {field}
    assert api.patch(path, {"version": 9}).fields() == {"version"}


def test_a_message_that_is_wrong(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}/messages"
    for wrong, field in (
        ({"kind": "shout"}, "kind"),
        ({"kind": None}, "kind"),
        ({"to": []}, "to"),
        ({"to": [{"email": "a@b.test"}, {"email": "x"}]}, "to.1.email"),
        ({"cc": [{"email": "a@b.test"}] * 51}, "cc"),
        ({"cc": [{"email": "a@münchen.test"}, {"email": "ü@b.test"}]}, "cc.1.email"),
        ({"seen_version": "x"}, "seen_version"),
        ({"set_status": "done"}, "set_status"),
        ({"text": ""}, "text"),
    ):
        refused = api.post(path, {"kind": "reply", "text": "x"} | wrong)
        refused.problem(422, "invalid")
        assert refused.fields() == {field}, refused.body


def test_a_body_that_is_too_large(api: Api) -> None:
    refused = post_raw(api, json.dumps(ticket_body(subject="x" * 1024 * 1024)))
    refused.problem(413, "too-large")
    assert refused.fields() == {"body"}


def test_a_body_that_is_no_json_by_its_own_word(api: Api) -> None:
    event = make_request("POST", "/api/v1/tickets", "a=b", agent=api.me, headers={"content-type": "text/plain"})
    assert send(event).status in (400, 415)


def test_nothing_at_this_address(api: Api) -> None:
    for method, path in (("GET", "/nope"), ("POST", "/me"), ("GET", "/tickets/a/b/c"), ("DELETE", "/tickets")):
        assert api.call(method, path).status == 404


def test_the_callers_own_correlation_id(api: Api) -> None:
    assert api.get("/nope", **{}).headers["X-Correlation-Id"] != ""
    reply = api.call("GET", "/nope", x_correlation_id="mine-" + "x" * 100)
    assert reply.headers["X-Correlation-Id"] == ("mine-" + "x" * 100)[:64]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["subject", "requester", "message", "status", "priority", "assignee_id", "team_id", "metadata", "id", "tags"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3), st.booleans())
def test_no_json_makes_it_fail(api: Api, fields: dict[str, Any], whole: bool) -> None:
    reply = post_raw(api, json.dumps(ticket_body(**fields) if whole else fields))
    assert reply.status in (201, 400, 422), reply.body


def test_what_may_be_of_several_shapes_is_named_as_it_was_sent(api: Api) -> None:
    for action, field in (
        ({"kind": "edit", "changes": {"priority": "top"}}, "action.changes.priority"),
        ({"kind": "edit", "changes": {"edit": 1}}, "action.changes.edit"),
        ({"kind": "edit"}, "action.changes"),
        ({"kind": "burn"}, "action"),
    ):
        refused = api.post("/tickets/bulk", {"ids": ["1"], "action": action})
        assert refused.fields() == {field}
