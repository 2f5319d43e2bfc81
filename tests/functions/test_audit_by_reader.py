"""The audit record shows whoever reads it no more of a thing than the thing's own page does."""

from typing import Any

from functions.api_admin.handler import handler
from schemas.http.operations import AuditPage
from schemas.vocabulary import EventType, Role
from tests.factories.events import make_envelope
from tests.factories.http import json_of, make_request
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field


def audit(api: Api, resource: str, status: int = 200) -> Any:
    request = make_request("GET", "/api/v1/admin/audit", agent=api.me, query={"resource": resource})
    answer = handler(request, None)
    assert answer["statusCode"] == status, answer["body"]
    if status == 200:
        AuditPage.model_validate_json(answer["body"])
    return json_of(answer)


def changes_in(page: Any) -> list[Any]:
    return [record["changes"] for record in page["items"]]


def record(api: Api, type_: str, id_: str, changes: Any, event: EventType = EventType.TICKET_UPDATED) -> None:
    told = {name: {"from": before, "to": after} for name, (before, after) in changes.items()}
    subject = {"type": type_, "id": id_}
    api.services.audit(api.org).write([make_envelope(event, org_id=api.org, subject=subject, changes=told)])


def test_a_ticket_that_one_may_not_see_has_no_record(api: Api) -> None:
    mine, theirs = api.found_team(), api.found_team()
    lead = api.by(api.hire(Role.SUPERVISOR, mine))
    hidden, seen = api.open_ticket(team_id=theirs)["id"], api.open_ticket(team_id=mine)["id"]
    for ticket in (hidden, seen):
        record(api, "ticket", ticket, {"subject": ("Old", "New")})
    audit(lead, f"ticket:{hidden}", 404)
    audit(lead, "ticket:nothing", 404)
    assert len(audit(lead, f"ticket:{seen}")["items"]) == 1
    assert len(audit(api, f"ticket:{hidden}")["items"]) == 1
    assert len(audit(api.by(api.hire(Role.SUPERVISOR)), f"ticket:{hidden}")["items"]) == 1


def test_a_record_names_no_ticket_that_one_may_not_see(api: Api) -> None:
    mine, theirs = api.found_team(), api.found_team()
    lead = api.by(api.hire(Role.SUPERVISOR, mine))
    hidden, seen = api.open_ticket(team_id=theirs), api.open_ticket(team_id=mine)["id"]
    link = {"type": "related", "ticket_id": hidden["id"], "number": hidden["number"]}
    record(api, "ticket", seen, {"links": ([], [link])})
    record(api, "ticket", seen, {"merged_ids": ([], [hidden["id"]]), "participants": ([], [{"email": "x@y.test"}])})
    record(api, "ticket", seen, {"priority": ("low", "high")})
    assert changes_in(audit(lead, f"ticket:{seen}")) == [{"priority": {"from": "low", "to": "high"}}]
    assert len(audit(api, f"ticket:{seen}")["items"]) == 3


def test_a_field_that_one_may_not_see_is_in_no_record(api: Api) -> None:
    billing = api.found_team()
    field = add_field(api, "Margin", "number", visible_to={"team_ids": [billing]})
    open_field = add_field(api, "Colour", "text")
    lead = api.by(api.hire(Role.SUPERVISOR))
    ticket = api.open_ticket()["id"]
    condition = {"field": f"fields.{field}", "op": "in", "value": ["7"]}
    record(api, "ticket", ticket, {f"fields.{field}": (1, 2)})
    record(api, "ticket", ticket, {f"fields.{field}": (2, 3), f"fields.{open_field}": (None, "red")})
    record(api, "customer", "c", {"fields": ({field: 4}, {field: 5, open_field: "red"})})
    record(api, "customer", "c", {"fields": ({field: 4}, {field: 5})})
    record(api, "view", "v", {"name": ("A", "B"), "filter": ({}, {"match": "all", "of": [condition]})})
    record(api, "field", field, {"name": ("Gain", "Margin")})

    told = {f"fields.{open_field}": {"from": None, "to": "red"}}
    assert changes_in(audit(lead, f"ticket:{ticket}")) == [told]
    assert changes_in(audit(lead, "customer:c")) == [{"fields": {"from": {}, "to": {open_field: "red"}}}]
    assert changes_in(audit(lead, "view:v")) == [{"name": {"from": "A", "to": "B"}}]
    audit(lead, f"field:{field}", 404)

    assert len(audit(api, f"ticket:{ticket}")["items"]) == 2
    insider = api.by(api.hire(Role.SUPERVISOR, billing))
    assert len(audit(insider, f"ticket:{ticket}")["items"]) == 2
    assert audit(insider, f"field:{field}")["items"]
