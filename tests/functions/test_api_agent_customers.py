"""Everything that is known of a person, over HTTP."""

from typing import Any

import pytest

from schemas.vocabulary import Role
from tests.factories.identity import actor_of
from tests.functions.agent_api import Api

GRACE: dict[str, Any] = {
    "emails": ["grace@example.com", "grace@home.test"],
    "name": "Grace Hopper",
    "phones": ["+49 30 1234567"],
    "language": "en",
    "time_zone": "Europe/Berlin",
    "notes": "Likes tea.",
    "metadata": {"plan": "gold"},
}


def test_somebody_with_all_that_is_known(api: Api) -> None:
    made = api.post("/customers", GRACE)
    assert made.status == 201
    assert {name: made.body[name] for name in GRACE} == GRACE
    assert (made.body["email"], made.body["blocked"]) == ("grace@example.com", None)
    changed = api.patch(f"/customers/{made.body['id']}", {"phones": [], "language": None}, if_match=made.etag)
    assert (changed.body["phones"], changed.body["language"], changed.body["notes"]) == ([], None, "Likes tea.")


def test_a_ticket_for_a_second_address_is_the_same_person_s(api: Api) -> None:
    made = api.post("/customers", GRACE).body
    ticket = api.open_ticket(requester={"email": "Grace@Home.test"})
    assert ticket["requester"] == {"id": made["id"], "name": "Grace Hopper", "email": "grace@home.test"}
    assert [one["id"] for one in api.get("/tickets", requester=made["id"]).body["items"]] == [ticket["id"]]


def test_people_are_found_by_a_beginning(api: Api) -> None:
    made = api.post("/customers", GRACE).body
    for beginning in ("hop", "Grace", "grace@ho"):
        assert [one["id"] for one in api.get("/customers", q=beginning).body["items"]] == [made["id"]]
    assert api.get("/customers", q="opper").body == {"items": [], "next_cursor": None}


def test_an_address_of_somebody_else_is_named(api: Api) -> None:
    api.post("/customers", GRACE)
    bob = api.post("/customers", {"email": "bob@example.com"}).body
    answer = api.patch(f"/customers/{bob['id']}", {"emails": ["bob@example.com", "grace@home.test"]})
    answer.problem(409, "already-exists")
    assert answer.fields() == {"emails.1"}


@pytest.mark.parametrize(
    "body",
    [{}, {"emails": []}, {"emails": ["x"]}, {"name": None}, {"metadata": {"plan": 3}}, {"blocked": True}, {"notes": 5}],
)
def test_nonsense_is_refused(api: Api, body: dict[str, Any]) -> None:
    bob = api.post("/customers", {"email": "bob@example.com"}).body
    assert api.patch(f"/customers/{bob['id']}", body).status == 422
    assert api.post("/customers", {"name": "Nobody"}).status == 422


def test_somebody_is_blocked_and_heard_again(api: Api) -> None:
    grace = api.post("/customers", GRACE).body
    blocked = api.post(f"/customers/{grace['id']}/block", {"reason": "Spam"})
    assert (blocked.body["blocked"]["reason"], blocked.body["version"]) == ("Spam", 2)
    assert api.services.customer_table(api.org).look_up("grace@home.test").blocked == "Spam"
    ticket = {"subject": "x", "requester": {"email": "grace@home.test"}, "message": {"text": "x"}}
    refused = api.post("/tickets", ticket)
    refused.problem(422, "invalid")
    assert refused.fields() == {"requester.email"}
    assert api.post(f"/customers/{grace['id']}/unblock").body["blocked"] is None
    assert api.post("/tickets", ticket).status == 201
    viewer = api.by(api.hire(Role.VIEWER))
    viewer.post(f"/customers/{grace['id']}/block", {"reason": "Spam"}).problem(403, "forbidden")


def test_a_stranger_s_person_is_not_there(api: Api, neighbour: Api) -> None:
    theirs = neighbour.post("/customers", GRACE).body["id"]
    api.post(f"/customers/{theirs}/block", {}).problem(404, "not-found")
    api.post(f"/customers/{theirs}/unblock").problem(404, "not-found")
    assert api.get("/customers", q="grace").body["items"] == []


def test_two_records_of_one_person_become_one_and_two_again(api: Api, neighbour: Api) -> None:
    ada = api.post("/customers", {"email": "ada@a.example", "name": "Ada", "phones": ["+49 30 11"]}).body
    second = {"email": "lovelace@b.example", "name": "A. Lovelace", "phones": ["+49 30 22"], "notes": "Counts."}
    other = api.post("/customers", second).body
    ticket = api.open_ticket(requester={"email": "lovelace@b.example"})
    assert ticket["requester"]["id"] == other["id"]

    done = api.post(f"/customers/{ada['id']}/merge", {"from": other["id"]})
    assert done.status == 200, done.body
    kept, job = done.body["customer"], done.body["job"]
    assert kept["emails"] == ["ada@a.example", "lovelace@b.example"]
    assert (kept["phones"], kept["notes"]) == (["+49 30 11", "+49 30 22"], "Counts.")
    assert (job["done"], job["refused"]) == (1, 0)
    requester = api.get(f"/tickets/{ticket['id']}").body["requester"]
    assert requester == {"id": ada["id"], "name": "Ada", "email": "lovelace@b.example"}
    assert [one["id"] for one in api.get("/tickets", requester=ada["id"]).body["items"]] == [ticket["id"]]
    assert api.get(f"/customers/{other['id']}").body["id"] == ada["id"]
    assert [one["id"] for one in api.get("/customers").body["items"]].count(other["id"]) == 0
    assert api.get("/customers", q="lovelace@").body["items"][0]["id"] == ada["id"]
    assert api.get("/customers", q="A. Love").body["items"] == []
    (was,) = api.get(f"/customers/{ada['id']}/merged").body["items"]
    assert (was["id"], was["name"], was["email"]) == (other["id"], "A. Lovelace", "lovelace@b.example")
    again = api.post(f"/customers/{ada['id']}/merge", {"from": other["id"]})
    assert (again.status, again.body["customer"]["version"]) == (200, kept["version"])

    assert neighbour.post(f"/customers/{other['id']}/unmerge").status == 404
    back = api.post(f"/customers/{other['id']}/unmerge")
    assert (back.status, back.body["emails"]) == (200, ["lovelace@b.example"])
    assert api.post(f"/jobs/{job['id']}/undo").status == 200
    assert api.get(f"/tickets/{ticket['id']}").body["requester"]["id"] == other["id"]
    alone = api.get(f"/customers/{ada['id']}").body
    assert (alone["emails"], alone["phones"], alone["notes"]) == (["ada@a.example"], ["+49 30 11"], "")
    assert api.get("/customers", q="A. Love").body["items"][0]["id"] == other["id"]
    api.post(f"/customers/{other['id']}/unmerge").problem(409, "conflict")


def test_a_merged_persons_tickets_follow_whoever_merged_them(api: Api) -> None:
    """Also those of teams that they do not see, of which they are told nothing."""
    limited = api.by(api.hire(Role.AGENT, api.found_team()))
    ada, other = (api.post("/customers", {"email": f"{name}@a.example"}).body["id"] for name in ("ada", "other"))
    asked = {"requester": {"email": "other@a.example"}}
    hidden = api.open_ticket(subject="Hush", team_id=api.found_team(), **asked)["id"]
    seen = api.open_ticket(subject="Seen", **asked)["id"]
    done = limited.post(f"/customers/{ada}/merge", {"from": other}).body
    assert {api.get(f"/tickets/{each}").body["requester"]["id"] for each in (hidden, seen)} == {ada}
    assert "Hush" not in str(done)
    undone = limited.post(f"/jobs/{done['job']['id']}/undo").body
    assert undone["job"]["done"] == 2
    assert {api.get(f"/tickets/{each}").body["requester"]["id"] for each in (hidden, seen)} == {other}
    assert "Hush" not in str(undone)


def test_taken_apart_each_has_their_own_again(api: Api) -> None:
    """What they were, and the tickets of their addresses, also those that came in between."""
    bare = {"email": "p@one.example", "notes": "VIP", "phones": ["+49 30 1"]}
    rich = bare | {
        "email": "q@two.example",
        "name": "Q Two",
        "phones": ["+49 30 1", "+49 30 2"],
        "metadata": {"z": "3"},
        "language": "fr",
        "time_zone": "Europe/Paris",
        "company_id": api.post("/companies", {"name": "X"}).body["id"],
    }
    own = {}
    for each in (bare, rich):
        own[each["email"]] = api.post("/customers", each).body
    first, second = own.values()
    asked = {email: api.open_ticket(requester={"email": email})["id"] for email in own}
    api.post(f"/customers/{first['id']}/merge", {"from": second["id"]})
    between = api.open_ticket(requester={"email": "q@two.example"})["id"]
    assert api.get(f"/tickets/{between}").body["requester"]["id"] == first["id"]

    limited = api.by(api.hire(Role.AGENT, api.found_team()))
    assert limited.post(f"/customers/{second['id']}/unmerge").status == 200
    for there in own.values():
        found = api.get(f"/customers/{there['id']}").body
        changed = {name for name in found if found[name] != there[name]}
        assert changed <= {"updated_at", "version"}
    for email, ticket_ids in {
        "p@one.example": {asked["p@one.example"]},
        "q@two.example": {between, asked["q@two.example"]},
    }.items():
        found = api.get("/tickets", requester=own[email]["id"]).body["items"]
        assert {one["id"] for one in found} == ticket_ids
        assert {one["requester"]["name"] for one in found} == {own[email]["name"]}


def test_tickets_follow_a_corrected_name(api: Api) -> None:
    grace = api.post("/customers", GRACE | {"name": "Grcae"}).body
    shown, hidden = (
        api.open_ticket(requester={"email": email}, team_id=team)["id"]
        for email, team in (("grace@example.com", None), ("grace@home.test", api.found_team()))
    )

    def names() -> set[str]:
        return {api.get(f"/tickets/{each}").body["requester"]["name"] for each in (shown, hidden)}

    limited = api.by(api.hire(Role.AGENT, api.found_team()))
    assert limited.patch(f"/customers/{grace['id']}", {"name": "Grace Hopper"}).body["name"] == "Grace Hopper"
    assert names() == {"Grace Hopper"}
    (job,) = api.get("/jobs").body["items"]
    assert (job["done"], job["refused"]) == (2, 0)
    api.patch(f"/customers/{grace['id']}", {"name": "Grace Hopper", "notes": "Called."})
    assert len(api.get("/jobs").body["items"]) == 1
    # As the screen takes it back.
    api.patch(f"/customers/{grace['id']}", {"name": "Grcae"})
    assert names() == {"Grcae"}


def test_a_list_of_tickets_by_requester_follows_who_was_merged(api: Api) -> None:
    first, second, third = (api.post("/customers", {"email": f"ann{place}@x.example"}).body["id"] for place in "123")
    asked = api.open_ticket(requester={"email": "ann1@x.example"})["id"]
    for stays, gone in ((second, third), (first, second)):
        assert api.post(f"/customers/{stays}/merge", {"from": gone}).status == 200
    chosen = set()
    for id_ in (first, second, third):
        found = api.get("/tickets", requester=id_, status="all").body["items"]
        assert [ticket["id"] for ticket in found] == [asked]
        job = api.post(
            "/tickets/bulk", {"query": {"requester": id_}, "action": {"kind": "edit", "changes": {"priority": "low"}}}
        ).body["job"]
        chosen.add(api.services.jobs(api.org).read_job(actor_of(api.me), job["id"]).what["chosen"])
    assert len(chosen) == 1, "what is worked on follows too"
    assert api.get("/tickets", requester="nobody", status="all").body["items"] == []


def test_tickets_follow_a_name_that_came_with_a_merge(api: Api) -> None:
    ids = [api.post("/customers", one).body["id"] for one in ({"email": "p@a.example"}, GRACE)]
    ticket = api.open_ticket(requester={"email": "p@a.example"})["id"]
    api.post(f"/customers/{ids[0]}/merge", {"from": ids[1]})
    assert api.get(f"/tickets/{ticket}").body["requester"]["name"] == "Grace Hopper"
    api.post(f"/customers/{ids[1]}/unmerge")
    assert api.get(f"/tickets/{ticket}").body["requester"]["name"] == ""


def test_who_cannot_be_merged(api: Api, neighbour: Api) -> None:
    ids = [api.post("/customers", {"email": f"{name}@a.example"}).body["id"] for name in ("a", "b", "c")]
    api.post(f"/customers/{ids[0]}/merge", {"from": ids[0]}).problem(422, "invalid")
    foreign = neighbour.post("/customers", {"email": "n@a.example"}).body["id"]
    assert api.post(f"/customers/{ids[0]}/merge", {"from": foreign}).status == 404
    api.post(f"/customers/{ids[1]}/block", {"reason": ""})
    api.post(f"/customers/{ids[0]}/merge", {"from": ids[1]}).problem(409, "conflict")
    api.post(f"/customers/{ids[1]}/unblock")
    assert api.post(f"/customers/{ids[0]}/merge", {"from": ids[1]}).status == 200
    api.post(f"/customers/{ids[2]}/merge", {"from": ids[1]}).problem(409, "conflict")
    # Into whoever was merged: into the one who stayed.
    assert api.post(f"/customers/{ids[1]}/merge", {"from": ids[2]}).body["customer"]["id"] == ids[0]
    viewer = api.by(api.hire(Role.VIEWER))
    assert viewer.post(f"/customers/{ids[0]}/merge", {"from": ids[2]}).status == 403
