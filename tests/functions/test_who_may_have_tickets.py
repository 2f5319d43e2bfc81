"""Every way in which a ticket is given to somebody refuses whoever may not write tickets, and whoever left."""

import pytest

from schemas.vocabulary import Role
from tests.factories.identity import actor_of
from tests.functions.agent_api import Api, ticket_body


@pytest.fixture(params=["viewer", "left"])
def unfit(request: pytest.FixtureRequest, api: Api) -> str:
    fields = {"role": Role.VIEWER} if request.param == "viewer" else {"active": False}
    return api.hire(**fields).id


def test_a_ticket_is_not_theirs(api: Api, unfit: str) -> None:
    ticket = api.open_ticket()["id"]
    assigned = api.post(f"/tickets/{ticket}/assign", {"assignee_id": unfit})
    assert assigned.problem(422, "invalid")["errors"][0]["field"] == "assignee_id"
    assert api.patch(f"/tickets/{ticket}", {"assignee_id": unfit}).fields() == {"assignee_id"}
    assert api.post("/tickets", ticket_body(assignee_id=unfit)).fields() == {"assignee_id"}
    assert api.get(f"/tickets/{ticket}").body["assignee_id"] is None


def test_nor_is_one_of_many(api: Api, unfit: str) -> None:
    ticket = api.open_ticket()["id"]
    action = {"kind": "edit", "changes": {"assignee_id": unfit}}
    job = api.post("/tickets/bulk", {"ids": [ticket], "action": action}).body["job"]
    assert (job["done"], job["refused"]) == (0, 1)
    assert api.get(f"/tickets/{ticket}").body["assignee_id"] is None


def test_no_macro_gives_them_one(api: Api, unfit: str) -> None:
    made = api.post("/macros", {"name": "Give", "actions": {"assignee_id": unfit}})
    assert made.fields() == {"actions.assignee_id"}


def test_a_macro_from_before_they_could_not_is_refused_when_it_is_used(api: Api) -> None:
    ada, ticket = api.hire(), api.open_ticket()["id"]
    macro = api.post("/macros", {"name": "Give", "actions": {"assignee_id": ada.id}}).body["id"]
    api.services.staff(api.org).change_agent(actor_of(api.me), ada.id, {"role": Role.VIEWER})
    assert api.post(f"/tickets/{ticket}/macros", {"macro_id": macro}).fields() == {"assignee_id"}
