"""People and the WebSocket's key, over HTTP."""

from schemas.vocabulary import Role
from tessera.kernel.ids import new_id
from tests.factories.identity import make_mailbox
from tests.functions.agent_api import Api


def test_who_i_am_and_whom_i_work_with(api: Api) -> None:
    team = api.found_team()
    bob = api.hire(Role.VIEWER, team, name="Bob")
    me = api.get("/me").body
    assert (me["id"], me["role"], me["organization"]["id"]) == (api.me.id, "admin", api.org)
    assert api.by(bob).get("/me").body["permissions"] == ["reports:read", "tickets:read"]
    assert [agent["name"] for agent in api.by(bob).get("/agents").body["items"]] == ["Ada", "Bob"]
    assert [found["id"] for found in api.get("/teams").body["items"]] == [team]


def test_what_every_screen_begins_with_is_one_answer(api: Api) -> None:
    team = api.found_team()
    api.post("/views", {"name": "Waiting", "filter": {"match": "all", "of": []}})
    api.post("/views", {"name": "Ours", "filter": {"match": "all", "of": []}, "sharing": "everyone"})
    assert len(api.get("/workspace").body["views"]) == 2
    for one in (api, api.by(api.hire(Role.VIEWER)), api.by(api.hire(Role.AGENT, team, name="Bob"))):
        assert one.get("/workspace").body == {
            "me": one.get("/me").body,
            "agents": one.get("/agents").body["items"],
            "teams": one.get("/teams").body["items"],
            "catalogue": one.get("/catalogue").body,
            "views": one.get("/views").body["items"],
        }


def test_where_our_mail_arrives(api: Api, neighbour: Api) -> None:
    ours = make_mailbox(org_id=api.org, address=f"{api.org[-12:]}@acme.test")
    api.services.directory.add_mailbox(ours)
    expected = {"items": [{"address": ours.address, "team_id": ours.team_id}]}
    assert api.by(api.hire(Role.VIEWER)).get("/mailboxes").body == expected
    assert neighbour.get("/mailboxes").body == {"items": []}


def test_customers_are_added_renamed_and_listed(api: Api) -> None:
    made = api.post("/customers", {"email": " Grace@Example.com ", "name": "Grace"})
    assert (made.status, made.etag, made.body["email"]) == (201, '"1"', "grace@example.com")
    path = f"/customers/{made.body['id']}"
    changed = api.patch(path, {"name": "Grace Hopper"}, if_match='"1"')
    assert (changed.etag, api.get(path).body) == ('"2"', changed.body)
    stale = api.patch(path, {"name": "G."}, if_match='"1"')
    assert (stale.problem(409, "conflict")["current"] or {})["version"] == 2
    twice = api.post("/customers", {"email": "grace@example.com"})
    twice.problem(409, "already-exists")
    assert twice.fields() == {"email"}
    other = api.post("/customers", {"email": "bob@example.com"}).body
    first = api.get("/customers", limit="1").body
    second = api.get("/customers", limit="1", cursor=first["next_cursor"]).body
    assert {first["items"][0]["id"], second["items"][0]["id"]} == {made.body["id"], other["id"]}
    assert api.post("/tickets", {**TICKET, "requester": {"email": "GRACE@example.com"}}).body["requester"] == {
        "id": made.body["id"],
        "name": "Grace Hopper",
        "email": "grace@example.com",
    }


TICKET = {"subject": "Help", "message": {"text": "It does not work."}}


def test_a_strangers_customer_is_not_there(api: Api, neighbour: Api) -> None:
    theirs = neighbour.post("/customers", {"email": "grace@example.com"}).body["id"]
    for customer_id in (theirs, new_id(), "nope", "x" * 3000):
        api.get(f"/customers/{customer_id}").problem(404, "not-found")
        api.patch(f"/customers/{customer_id}", {"name": "x"}).problem(404, "not-found")
    assert api.get("/customers").body["items"] == []
    assert api.post("/customers", {"email": "grace@example.com"}).status == 201


def test_a_viewer_changes_no_customers(api: Api) -> None:
    viewer = api.by(api.hire(Role.VIEWER))
    made = api.post("/customers", {"email": "grace@example.com"}).body
    assert viewer.get("/customers").body["items"] == [made]
    viewer.post("/customers", {"email": "bob@example.com"}).problem(403, "forbidden")
    viewer.patch(f"/customers/{made['id']}", {"name": "x"}).problem(403, "forbidden")


def test_a_pass_for_the_websocket(api: Api) -> None:
    first, second = api.post("/realtime/passes"), api.by(api.hire(Role.VIEWER)).post("/realtime/passes")
    assert (first.status, first.body["expires_in"]) == (201, 30)
    assert first.body["value"] != second.body["value"]
