"""Custom fields of people and of companies, over HTTP."""

from typing import Any

from schemas.vocabulary import Role
from tests.functions.agent_api import Api
from tests.functions.catalogue_api import add_field, admin


def add_person(api: Api, email: str = "ada@acme.test", **more: Any) -> dict[str, Any]:
    made = api.post("/customers", {"email": email, **more})
    assert made.status == 201, made.body
    return dict(made.body)


def test_a_person_has_fields_of_their_own(api: Api) -> None:
    plan = add_field(api, "Plan", "one_of", of="person", options=[{"label": "Free"}, {"label": "Gold"}])
    seats = add_field(api, "Seats", "number", of="person", depends_on={"field_id": plan, "values": ["gold"]})
    ada = add_person(api, fields={plan: "gold"})
    assert ada["fields"] == {plan: "gold"}
    path = f"/customers/{ada['id']}"
    assert api.patch(path, {"fields": {seats: 12.0}}).body["fields"] == {plan: "gold", seats: 12}
    assert api.get(path).body["fields"] == {plan: "gold", seats: 12}
    assert api.patch(path, {"fields": {plan: None, seats: None}}).body["fields"] == {}
    assert api.patch(path, {"fields": {seats: 3}}).fields() == {f"fields.{seats}"}
    assert api.patch(path, {"fields": {plan: "silver"}}).fields() == {f"fields.{plan}"}
    assert api.get("/customers", q="ada").body["items"][0]["fields"] == {}


def test_a_company_has_fields_of_its_own(api: Api) -> None:
    vat = add_field(api, "VAT", "pattern", of="company", pattern="[A-Z]{2}[0-9]{9}", hint="Two letters, nine digits.")
    made = api.post("/companies", {"name": "Acme", "domains": ["acme.test"], "fields": {vat: "DE123456789"}})
    assert made.body["fields"] == {vat: "DE123456789"}
    path = f"/companies/{made.body['id']}"
    refused = api.patch(path, {"fields": {vat: "DE1"}})
    assert (refused.status, refused.fields()) == (422, {f"fields.{vat}"})
    assert api.patch(path, {"fields": {vat: None}}).body["fields"] == {}
    assert api.get(path).body["fields"] == {}


def test_each_kind_has_its_own_and_no_other_s(api: Api) -> None:
    of_people, of_tickets = add_field(api, "Plan", "text", of="person"), add_field(api, "Plan", "text")
    assert of_people != of_tickets
    ada, ticket = add_person(api), api.open_ticket()
    assert api.patch(f"/customers/{ada['id']}", {"fields": {of_tickets: "x"}}).fields() == {f"fields.{of_tickets}"}
    assert api.patch(f"/tickets/{ticket['id']}", {"fields": {of_people: "x"}}).fields() == {f"fields.{of_people}"}
    for wish in (
        {"name": "Needed", "type": "text", "of": "person", "required_at": "creation"},
        {"name": "Led", "type": "text", "of": "company", "depends_on": {"field_id": of_people, "values": ["true"]}},
        {"name": "plan", "type": "text", "of": "person"},
    ):
        admin(api, "POST", "/fields", wish, status=409 if wish["name"] == "plan" else 422)


def test_what_one_may_not_see_is_not_shown_and_stays(api: Api) -> None:
    credit = add_field(api, "Credit", "number", of="person", visible_to={"roles": [Role.SUPERVISOR.value]})
    nick = add_field(api, "Nickname", "text", of="person")
    ada = add_person(api, fields={credit: 5, nick: "Countess"})
    path = f"/customers/{ada['id']}"
    agent = api.by(api.hire(Role.AGENT))
    assert agent.get(path).body["fields"] == {nick: "Countess"}
    assert agent.get("/customers", q="ada").body["items"][0]["fields"] == {nick: "Countess"}
    assert agent.patch(path, {"fields": {credit: 9}}).fields() == {f"fields.{credit}"}
    assert agent.patch(path, {"fields": {nick: "Ada"}}).body["fields"] == {nick: "Ada"}
    assert api.get(path).body["fields"] == {credit: 5, nick: "Ada"}


def test_merged_people_keep_what_only_one_of_them_had(api: Api) -> None:
    plan, nick = add_field(api, "Plan", "text", of="person"), add_field(api, "Nickname", "text", of="person")
    kept = add_person(api, fields={plan: "gold"})
    gone = add_person(api, "ada@home.test", fields={plan: "free", nick: "Countess"})
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": gone["id"]})
    assert merged.body["customer"]["fields"] == {plan: "gold", nick: "Countess"}
