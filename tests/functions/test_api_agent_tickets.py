"""Tickets over HTTP: what each route does, and what its headers say."""

from datetime import UTC, datetime, timedelta

import pytest

from schemas.vocabulary import Role
from tessera.kernel.clock import to_text
from tessera.kernel.ids import new_id
from tests.factories.http import make_request
from tests.functions.agent_api import Api, Reply, send, ticket_body


def test_a_ticket_is_created_read_and_listed(api: Api) -> None:
    made = api.post(
        "/tickets", ticket_body(subject=" Printer \n on fire ", priority="high", metadata={"seats": [4, None]})
    )
    assert (made.status, made.etag) == (201, '"1"')
    ticket = made.body
    assert (ticket["subject"], ticket["number"], ticket["channel"]) == ("Printer on fire", 1, "web")
    opened = api.get(f"/tickets/{ticket['id']}")
    assert opened.etag == '"1"'
    assert opened.body["metadata"] == {"seats": [4, None]}
    message, activity = sorted(opened.body["entries"]["items"], key=lambda entry: entry["entry"], reverse=True)
    assert (message["text"], message["author_type"]) == ("It does not work.", "customer")
    assert (activity["type"], activity["actor_name"]) == ("ticket.created", "Ada")
    assert api.get("/tickets").body == {"items": [ticket], "next_cursor": None}
    assert api.get("/tickets", number="1").body["items"] == [ticket]
    assert api.get("/tickets", number="2").body["items"] == []


def test_a_list_is_read_page_by_page(api: Api) -> None:
    made = [api.open_ticket(subject=str(number)) for number in range(5)]
    seen, cursor = [], ""
    while True:
        page = api.get("/tickets", limit="2", **({"cursor": cursor} if cursor else {})).body
        assert len(page["items"]) <= 2
        seen += [ticket["id"] for ticket in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == [ticket["id"] for ticket in reversed(made)]


def test_a_list_is_of_what_was_asked_for(api: Api) -> None:
    team, bob = api.found_team(), api.hire()
    plain = api.open_ticket()["id"]
    mine = api.open_ticket(assignee_id=api.me.id, priority="urgent")["id"]
    his = api.open_ticket(assignee_id=bob.id, team_id=team, status="pending", tags=["vip"])
    done = api.open_ticket(status="closed")["id"]
    gone = api.open_ticket()["id"]
    api.delete(f"/tickets/{gone}")

    def ids(**query: str) -> list[str]:
        return [ticket["id"] for ticket in api.get("/tickets", **query).body["items"]]

    assert ids() == [mine, plain, his["id"]]
    assert ids(status="all") == [mine, plain, his["id"], done]
    assert ids(status="pending") == [his["id"]]
    assert ids(status="deleted") == [gone]
    assert ids(assignee="me") == [mine]
    assert ids(assignee="none") == [plain]
    assert ids(assignee=bob.id, team=team) == [his["id"]]
    assert ids(team="none", priority="urgent") == [mine]
    assert ids(tag="vip") == [his["id"]]
    assert ids(requester=his["requester"]["id"]) == [his["id"]]


def test_a_change_counts_the_etag_up(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    changed = api.patch(path, {"subject": "New", "priority": "low", "metadata": {"a": 1}}, if_match='"1"')
    assert (changed.status, changed.etag, changed.body["version"]) == (200, '"2"', 2)
    assert (changed.body["subject"], changed.body["priority"]) == ("New", "low")
    assert api.patch(path, {"subject": "New"}).etag == '"2"'
    assert api.post(f"{path}/assign", {"assignee_id": api.me.id}).body["assignee_id"] == api.me.id
    assert api.post(f"{path}/assign", {"assignee_id": None}).body["assignee_id"] is None
    assert api.post(f"{path}/status", {"status": "resolved"}, if_match="*").etag == '"5"'
    assert api.get(path).body["resolved_at"]


def test_a_stale_change_is_refused_with_what_is_there_now(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    api.patch(path, {"subject": "Ada's"})
    assert api.patch(path, {"priority": "low"}, if_match='"1"').status == 200
    refused = api.patch(path, {"subject": "Bob's", "status": "pending"}, if_match='W/"1"')
    problem = refused.problem(409, "conflict")
    assert (problem["current"]["subject"], problem["current"]["version"]) == ("Ada's", 3)
    assert refused.fields() == {"subject"}


def test_a_ticket_is_deleted_and_restored(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    assert api.delete(path).body["deleted_at"]
    assert api.get("/tickets", status="all").body["items"] == []
    api.patch(path, {"subject": "x"}).problem(409, "conflict")
    restored = api.post(f"{path}/restore")
    assert (restored.body["deleted_at"], restored.etag) == (None, '"3"')
    assert len(api.get("/tickets").body["items"]) == 1


def test_a_change_is_taken_back(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    changed = api.patch(path, {"priority": "urgent", "tags": ["vip"]}).body
    undone = api.post(f"{path}/undo", {"activity_id": changed["last_change_id"]}).body
    assert (undone["priority"], undone["tags"]) == ("normal", [])
    api.patch(path, {"priority": "low"})
    refused = api.post(f"{path}/undo", {"activity_id": changed["last_change_id"]})
    assert refused.problem(409, "conflict")["current"]["priority"] == "low"
    assert refused.fields() == {"priority"}
    api.post(f"{path}/undo", {"activity_id": new_id()}).problem(404, "not-found")


def test_the_ticket_as_of_a_time(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    now = datetime.now(UTC)
    assert api.get(f"{path}/as-of", at=to_text(now + timedelta(days=1))).body["version"] == 1
    api.get(f"{path}/as-of", at=to_text(now - timedelta(days=1))).problem(404, "not-found")
    api.get(f"{path}/as-of", at="2026-01-01T00:00:00").problem(422, "invalid")


def test_people_are_put_in_copy_and_taken_out(api: Api) -> None:
    made = api.open_ticket(participants=[{"email": "Bob@Example.com", "name": "Bob"}])
    path = f"/tickets/{made['id']}"
    changed = api.patch(path, {"add_participants": [{"email": "cora@example.com"}]}).body
    assert [each["email"] for each in api.get(path).body["participants"]] == ["bob@example.com", "cora@example.com"]
    api.patch(path, {"remove_participants": ["BOB@example.com"]})
    assert [each["email"] for each in api.get(path).body["participants"]] == ["cora@example.com"]
    api.post(f"{path}/undo", {"activity_id": changed["last_change_id"]}).problem(409, "conflict")
    assert api.patch(path, {"remove_participants": ["not an address"]}).fields() == {"remove_participants.0"}
    api.patch(path, {"add_participants": None}).problem(422, "invalid")


def test_following(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}/following"
    viewer = api.hire(Role.VIEWER)
    assert api.by(viewer).call("PUT", path).body["follower_ids"] == [viewer.id]
    assert api.by(viewer).delete(path).body["follower_ids"] == []


# -- the same request twice


def test_a_request_with_a_key_is_carried_out_once(api: Api) -> None:
    body = ticket_body()
    first = api.post("/tickets", body, idempotency_key="k1")
    again = api.post("/tickets", body, idempotency_key="k1")
    assert (first.status, again.status, again.body) == (201, 200, first.body)
    api.post("/tickets", ticket_body(), idempotency_key="k1").problem(422, "invalid")
    assert api.by(api.hire()).post("/tickets", body, idempotency_key="k1").status == 201
    assert api.post("/tickets", body).status == 201
    refused = api.post("/tickets", body, idempotency_key="k" * 256)
    assert refused.fields() == {"Idempotency-Key"}


def test_a_change_with_a_key_is_made_once(api: Api) -> None:
    path = f"/tickets/{api.open_ticket()['id']}"
    first = api.patch(path, {"status": "pending"}, idempotency_key="k1")
    api.patch(path, {"status": "open"})
    again = api.patch(path, {"status": "pending"}, idempotency_key="k1")
    assert (first.body["status"], again.status, again.body["status"]) == ("pending", 200, "open")
    api.patch(path, {"status": "closed"}, idempotency_key="k1").problem(422, "invalid")


def test_a_ticket_whose_id_the_client_made_is_made_once(api: Api) -> None:
    ticket_id = new_id()
    first, again = (api.post("/tickets", ticket_body(id=ticket_id)) for _ in range(2))
    assert (first.status, again.status, again.body["id"]) == (201, 200, ticket_id)
    assert api.post("/tickets", ticket_body(id="mine")).fields() == {"id"}


# -- who may


def attempts(api: Api, ticket_id: str) -> dict[str, Reply]:
    """Every act on one ticket, for somebody who may do none of them."""
    path = f"/tickets/{ticket_id}"
    return {
        "read": api.get(path),
        "as of": api.get(f"{path}/as-of", at="2026-01-01T00:00:00Z"),
        "entries": api.get(f"{path}/entries"),
        "original": api.get(f"{path}/messages/{new_id()}/original"),
        "patch": api.patch(path, {"subject": "x"}),
        "assign": api.post(f"{path}/assign", {"assignee_id": None}),
        "status": api.post(f"{path}/status", {"status": "closed"}),
        "reply": api.post(f"{path}/messages", {"kind": "reply", "text": "x"}),
        "note": api.post(f"{path}/messages", {"kind": "note", "text": "x"}),
        "delete": api.delete(path),
        "restore": api.post(f"{path}/restore"),
        "undo": api.post(f"{path}/undo", {"activity_id": new_id()}),
        "follow": api.call("PUT", f"{path}/following"),
        "unfollow": api.delete(f"{path}/following"),
    }


def test_a_strangers_ticket_is_not_there(api: Api, neighbour: Api) -> None:
    theirs = neighbour.open_ticket()
    for ticket_id in (theirs["id"], new_id(), "nope", "x" * 3000):
        for act, reply in attempts(api, ticket_id).items():
            assert reply.status == 404, (act, reply)
    assert neighbour.get(f"/tickets/{theirs['id']}").body["version"] == 1
    assert api.get("/tickets", status="all").body["items"] == []
    assert api.get("/tickets", requester=theirs["requester"]["id"], status="all").body["items"] == []


def test_another_teams_ticket_is_not_there(api: Api) -> None:
    mine, other = api.found_team(), api.found_team()
    hidden, shown = api.open_ticket(team_id=other), api.open_ticket(team_id=mine)
    boss = api.by(api.hire(Role.SUPERVISOR, mine))
    for act, reply in attempts(boss, hidden["id"]).items():
        assert reply.status == 404, (act, reply)
    assert [ticket["id"] for ticket in boss.get("/tickets").body["items"]] == [shown["id"]]
    assert boss.get("/tickets", number=str(hidden["number"])).body["items"] == []
    assert boss.patch(f"/tickets/{shown['id']}", {"subject": "Ours"}).status == 200


READS = {"read", "as of", "entries", "original", "follow", "unfollow"}


@pytest.mark.parametrize(("role", "may_write", "may_delete"), [(Role.VIEWER, False, False), (Role.AGENT, True, False)])
def test_roles(api: Api, role: Role, may_write: bool, may_delete: bool) -> None:
    ticket = api.open_ticket()
    somebody = api.by(api.hire(role))
    for act, reply in attempts(somebody, ticket["id"]).items():
        writes, deletes = act not in READS, act in ("delete", "restore")
        forbidden = (writes and not may_write) or (deletes and not may_delete)
        assert (reply.status == 403) == forbidden, (act, reply)
    assert (somebody.post("/tickets", ticket_body()).status == 403) == (not may_write)
    assert somebody.get("/tickets").status == 200


def test_nobody_without_the_authorizer(api: Api) -> None:
    send(make_request("GET", "/api/v1/tickets")).problem(401, "unauthenticated")


def test_tickets_are_linked_seen_from_both_sides_and_let_go(api: Api) -> None:
    one, two = api.open_ticket(), api.open_ticket()
    path = f"/tickets/{one['id']}/links"
    linked = api.call("PUT", f"{path}/{two['id']}", {"type": "parent"})
    assert [(each["type"], each["ticket"]["number"]) for each in linked.body["items"]] == [("parent", two["number"])]
    assert api.get(f"/tickets/{two['id']}/links").body["items"][0]["type"] == "child"
    link = {"type": "child", "ticket_id": one["id"], "number": one["number"]}
    assert api.get(f"/tickets/{two['id']}").body["links"] == [link]
    api.call("PUT", f"/tickets/{two['id']}/links/{one['id']}", {"type": "friend"}).problem(422, "invalid")
    api.call("PUT", f"{path}/{one['id']}", {"type": "related"}).problem(422, "invalid")
    api.call("PUT", f"{path}/{new_id()}", {"type": "related"}).problem(404, "not-found")
    third = api.open_ticket()
    api.call("PUT", f"/tickets/{third['id']}/links/{one['id']}", {"type": "child"}).problem(409, "conflict")
    assert api.delete(f"{path}/{two['id']}").body == {"items": []}
    assert api.get(f"/tickets/{two['id']}").body["links"] == []


def test_a_linked_ticket_that_one_may_not_see_is_not_named(api: Api) -> None:
    ours, theirs = api.found_team(), api.found_team()
    seen, hidden = api.open_ticket(team_id=ours), api.open_ticket(team_id=theirs)
    path = f"/tickets/{seen['id']}"
    api.call("PUT", f"{path}/links/{hidden['id']}", {"type": "blocked_by"})
    bob = api.by(api.hire(Role.AGENT, ours))
    assert bob.get(f"/tickets/{hidden['id']}").status == 404
    opened, at = bob.get(path), to_text(datetime.now(UTC) + timedelta(seconds=1))
    assert opened.body["links"] == bob.get(f"{path}/links").body["items"] == []
    for found in (opened, bob.get(f"{path}/entries"), bob.get(f"{path}/as-of", at=at)):
        assert found.status == 200
        assert hidden["id"] not in str(found.body)
    assert api.get(path).body["links"][0]["number"] == hidden["number"]


def test_messages_become_a_ticket_and_go_back(api: Api, neighbour: Api) -> None:
    ticket = api.open_ticket()
    note = api.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": "Another matter"}).body["message"]
    split, body = f"/tickets/{ticket['id']}/split", {"message_ids": [note["id"]], "subject": "Another matter"}
    assert neighbour.post(split, body).status == 404
    assert api.post(split, body | {"message_ids": []}).status == 422
    assert api.post(split, body | {"subject": None}).fields() == {"subject"}
    made = api.post(split, body)
    assert (made.status, made.body["subject"], made.body["preview"]) == (201, "Another matter", "Another matter")
    detail = api.get(f"/tickets/{made.body['id']}").body
    assert (detail["split_from"], detail["links"][0]["number"]) == (ticket["id"], ticket["number"])
    assert [each["id"] for each in detail["entries"]["items"] if each["entry"] == "message"] == [note["id"]]
    assert neighbour.post(f"/tickets/{made.body['id']}/rejoin").status == 404
    back = api.post(f"/tickets/{made.body['id']}/rejoin")
    assert (back.status, back.body["id"], back.body["message_count"]) == (200, ticket["id"], 2)
    assert api.post(f"/tickets/{made.body['id']}/rejoin").status == 409


def test_a_ticket_is_given_to_another_person(api: Api) -> None:
    acme = api.post("/companies", {"name": "Acme", "domains": ["acme.test"]}).body
    ticket = api.open_ticket()
    path = f"/tickets/{ticket['id']}"
    given = api.patch(path, {"requester": {"email": " Ada@Acme.test ", "name": "Ada L.", "keep_former": True}}).body
    assert (given["requester"]["email"], given["company_id"]) == ("ada@acme.test", acme["id"])
    assert api.get(f"/customers/{given['requester']['id']}").body["name"] == "Ada L."
    detail = api.get(path).body
    assert [one["email"] for one in detail["participants"]] == [ticket["requester"]["email"]]
    assert api.get("/tickets", requester=given["requester"]["id"]).body["items"][0]["id"] == ticket["id"]
    change = next(one for one in detail["entries"]["items"] if one.get("type") == "ticket.updated")
    assert change["changes"]["requester"]["to"]["email"] == "ada@acme.test"

    back = api.post(f"{path}/undo", {"activity_id": change["id"]}).body
    assert (back["requester"], back["company_id"]) == (ticket["requester"], None)

    assert api.patch(path, {"requester": {"email": "nobody"}}).fields() == {"requester.email"}
    assert api.patch(path, {"requester": None}).fields() == {"requester"}
    api.post(f"/customers/{given['requester']['id']}/block", {"reason": "Spam"})
    assert api.patch(path, {"requester": {"email": "ada@acme.test"}}).fields() == {"requester.email"}
