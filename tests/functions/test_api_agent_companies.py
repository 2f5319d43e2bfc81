"""Companies, who works there, and their tickets, over HTTP."""

from typing import Any

import pytest

from schemas.vocabulary import Role
from tests.functions.agent_api import Api


def test_a_company_with_its_people_and_tickets(api: Api) -> None:
    early = api.post("/customers", {"email": "early@acme.test"}).body
    made = api.post("/companies", {"name": "Acme", "domains": ["@Acme.test", "acme.org"], "notes": "Gold"})
    assert (made.status, made.body["domains"]) == (201, ["acme.test", "acme.org"])
    path = f"/companies/{made.body['id']}"
    ticket = api.open_ticket(requester={"email": "new@acme.org", "name": "New"})
    elsewhere = api.open_ticket()
    assert (ticket["company_id"], elsewhere["company_id"]) == (made.body["id"], None)
    assert [one["id"] for one in api.get("/tickets", company=made.body["id"]).body["items"]] == [ticket["id"]]
    people = api.get(f"{path}/people").body["items"]
    assert [one["id"] for one in people] == [early["id"], ticket["requester"]["id"]]
    assert people[0]["company"] == {"id": made.body["id"], "name": "Acme"}
    renamed = api.patch(path, {"name": "Acme Inc."}, if_match=made.etag)
    assert api.get(f"/customers/{early['id']}").body["company"]["name"] == renamed.body["name"] == "Acme Inc."
    api.patch(path, {"name": "x"}, if_match=made.etag).problem(409, "conflict")
    assert [one["name"] for one in api.get("/companies", q="acme").body["items"]] == ["Acme Inc."]


def test_somebody_is_put_into_a_company_by_hand_and_out_again(api: Api) -> None:
    acme = api.post("/companies", {"name": "Acme", "domains": ["acme.test"]}).body
    grace = api.post("/customers", {"email": "grace@gmail.com", "company_id": acme["id"]}).body
    assert (grace["company"], grace["company_id"]) == ({"id": acme["id"], "name": "Acme"}, acme["id"])
    path = f"/customers/{grace['id']}"
    assert api.patch(path, {"company_id": "none"}).body["company"] is None
    api.patch(path, {"company_id": "x"}).problem(422, "invalid")
    assert api.patch(path, {"emails": ["grace@acme.test"], "company_id": None}).body["company"]["id"] == acme["id"]


@pytest.mark.parametrize(
    "body",
    [{"name": ""}, {"domains": ["gmail.com"]}, {"domains": ["no domain"]}, {"domains": ["x"]}, {"name": None}, {}],
)
def test_nonsense_is_refused(api: Api, body: dict[str, Any]) -> None:
    acme = api.post("/companies", {"name": "Acme"}).body
    assert api.patch(f"/companies/{acme['id']}", body).status == 422
    assert api.post("/companies", body).status == 422


def test_a_domain_that_another_company_has_is_named(api: Api) -> None:
    api.post("/companies", {"name": "Acme", "domains": ["acme.test"]})
    answer = api.post("/companies", {"name": "Other", "domains": ["x.test", "acme.test"]})
    answer.problem(409, "already-exists")
    assert answer.fields() == {"domains.1"}


def test_an_international_domain_is_one_however_it_is_spelled(api: Api) -> None:
    spelled, carried = "mü0ca5e.example", "xn--m0ca5e-3ya.example"
    acme = api.post("/companies", {"name": "Acme", "domains": [spelled.upper()]}).body
    assert acme["domains"] == [carried]
    assert api.open_ticket(requester={"email": f"a@{carried}"})["company_id"] == acme["id"]
    grace = api.open_ticket(requester={"email": f"grace@{spelled}"})["requester"]
    assert api.open_ticket(requester={"email": f"Grace@{carried}"})["requester"] == grace
    assert {one["id"] for one in api.get("/customers", q=f"grace@{spelled}").body["items"]} == {grace["id"]}
    api.post("/companies", {"name": "Other", "domains": [carried]}).problem(409, "already-exists")


def test_a_domain_stands_for_itself_alone(api: Api) -> None:
    refused = api.post("/companies", {"name": "Acme", "domains": ["acme.test", "*.acme.test"]})
    assert "subdomain" in refused.problem(422, "invalid")["errors"][0]["message"]
    assert refused.fields() == {"domains.1"}


def test_a_company_is_taken_away_and_brought_back(api: Api) -> None:
    acme = api.post("/companies", {"name": "Acme", "domains": ["acme.test"]}).body
    path = f"/companies/{acme['id']}"
    assert api.patch(path, {"deleted": True}).body["deleted_at"]
    assert api.get("/companies").body["items"] == []
    assert api.open_ticket(requester={"email": "a@acme.test"})["company_id"] is None
    assert api.patch(path, {"deleted": False}).body["deleted_at"] is None
    assert api.open_ticket(requester={"email": "a@acme.test"})["company_id"] == acme["id"]


def test_nothing_new_is_a_deleted_company_s(api: Api) -> None:
    """Nor is what somebody asks whom somebody put there by hand, though they are there again once it is back."""
    acme = api.post("/companies", {"name": "Acme"}).body
    asks = {"requester": {"email": "grace@gmail.com"}}
    api.post("/customers", {"email": "grace@gmail.com", "company_id": acme["id"]})
    other = api.open_ticket()["id"]
    api.patch(f"/companies/{acme['id']}", {"deleted": True})
    assert api.open_ticket(**asks)["company_id"] is None
    assert api.patch(f"/tickets/{other}", asks).body["company_id"] is None
    assert api.get("/tickets", company=acme["id"]).body["items"] == []
    api.patch(f"/companies/{acme['id']}", {"deleted": False})
    assert api.open_ticket(**asks)["company_id"] == acme["id"]


def test_who_may_not_and_a_stranger_s_company(api: Api, neighbour: Api) -> None:
    viewer = api.by(api.hire(Role.VIEWER))
    viewer.post("/companies", {"name": "Acme"}).problem(403, "forbidden")
    assert viewer.get("/companies").status == 200
    theirs = neighbour.post("/companies", {"name": "Acme", "domains": ["acme.test"]}).body["id"]
    for path in (f"/companies/{theirs}", f"/companies/{theirs}/people", "/companies/nope"):
        api.get(path).problem(404, "not-found")
    api.patch(f"/companies/{theirs}", {"name": "x"}).problem(404, "not-found")
    assert api.open_ticket(requester={"email": "a@acme.test"})["company_id"] is None
    assert api.get("/tickets", company=theirs).body["items"] == []
