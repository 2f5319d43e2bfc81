"""Tickets of which each filter of the list finds some, and not all."""

from dataclasses import dataclass

from tests.functions.agent_api import Api
from tests.functions.catalogue_api import admin

FILTERS = (
    *("status", "unresolved", "all", "deleted", "me", "assignee", "nobody", "team", "no team", "requester"),
    *("company", "priority", "tag", "tag by another name", "two at once"),
)


@dataclass(frozen=True)
class Desk:
    """The filters as they are sent, and the ids that `GET /tickets` gives for them."""

    filters: dict[str, str]
    found: set[str]


def desk_of(api: Api, name: str) -> Desk:
    """With the filters that one of `FILTERS` stands for."""
    bob, team = api.hire(), api.found_team()
    company = api.post("/companies", {"name": "Acme", "domains": ["acme.test"]}).body["id"]
    grace = {"email": "grace@acme.test", "name": "Grace"}
    meant = api.open_ticket(requester=grace, team_id=team, assignee_id=api.me.id, priority="urgent", tags=["payment"])
    old = api.open_ticket(tags=["money"], status="pending", assignee_id=bob.id)
    api.open_ticket(status="closed")
    api.call("DELETE", f"/tickets/{api.open_ticket()['id']}")
    if name == "tag by another name":
        _merge_tags(api, "money", "payment")
    filters: dict[str, dict[str, str]] = {
        "status": {"status": "pending"},
        "unresolved": {},
        "all": {"status": "all"},
        "deleted": {"status": "deleted"},
        "me": {"assignee": "me"},
        "assignee": {"assignee": bob.id},
        "nobody": {"status": "all", "assignee": "none"},
        "team": {"team": team},
        "no team": {"team": "none"},
        "requester": {"requester": meant["requester"]["id"]},
        "company": {"company": company},
        "priority": {"priority": "urgent"},
        "tag": {"tag": "payment"},
        "tag by another name": {"tag": "money"},
        "two at once": {"status": "pending", "assignee": old["assignee_id"]},
    }
    found = {one["id"] for one in api.get("/tickets", **filters[name]).body["items"]}
    assert found, "The list finds nothing, so nothing is told of the job."
    return Desk(filters[name], found)


def _merge_tags(api: Api, source: str, target: str) -> None:
    api.services.catalogue(api.org, fresh=True)
    tags = {tag["name"]: tag["id"] for tag in api.get("/catalogue").body["tags"]}
    admin(api, "POST", f"/tags/{tags[source]}/merge", {"into": tags[target]}, 200)
    api.services.catalogue(api.org, fresh=True)
