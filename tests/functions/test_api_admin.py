from typing import Any

import pytest

from functions.api_admin.handler import handler
from schemas.http.operations import AuditPage, QuarantinedMail, QuarantinePage
from schemas.http.people import AgentDetail, AgentDetailList, Team
from schemas.http.problem import Problem
from schemas.vocabulary import Role
from tessera.channels.model import QuarantinedMail as Mail
from tessera.identity.model import Agent
from tessera.kernel.ids import new_id
from tests.factories.events import make_envelope
from tests.factories.http import json_of, make_request
from tests.factories.identity import ORG, OTHER_ORG, make_agent, make_team
from tests.fakes.identity import START
from tests.fakes.mail import FakeQuarantine
from tests.fakes.people_services import PeopleServices, install

NEW_AGENT = {"name": "Grace", "email": "grace@acme.test", "password": "a good long one"}


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> PeopleServices:
    return install(monkeypatch, PeopleServices())


@pytest.fixture
def admin(services: PeopleServices) -> Agent:
    return services.keep(make_agent(name="Root", role=Role.ADMIN))


def call(method: str, path: str, body: Any = None, agent: Agent | None = None, **more: Any) -> dict[str, Any]:
    return handler(make_request(method, f"/api/v1/admin{path}", body, agent=agent, **more), None)


def problem_of(answer: dict[str, Any], status: int) -> Problem:
    assert answer["statusCode"] == status, answer
    return Problem.model_validate_json(answer["body"])


def test_agents_are_added_listed_and_changed(services: PeopleServices, admin: Agent) -> None:
    team = Team.model_validate_json(call("POST", "/teams", {"name": "Billing"}, admin)["body"])
    made = call("POST", "/agents", NEW_AGENT | {"team_ids": [team.id], "role": "supervisor"}, admin)
    assert made["statusCode"] == 201
    assert made["headers"]["ETag"] == '"1"'
    agent = AgentDetail.model_validate_json(made["body"])
    assert (agent.role, agent.team_ids, agent.active) == (Role.SUPERVISOR, [team.id], True)
    assert "password" not in made["body"]

    changed = call("PATCH", f"/agents/{agent.id}", {"active": False}, admin, headers={"if-match": '"1"'})
    assert AgentDetail.model_validate_json(changed["body"]).active is False
    assert changed["headers"]["ETag"] == '"2"'
    listed = AgentDetailList.model_validate_json(call("GET", "/agents", agent=admin)["body"])
    assert [(one.name, one.active) for one in listed.items] == [("Grace", False), ("Root", True)]


def test_a_stale_change_is_told_what_is_there_now(services: PeopleServices, admin: Agent) -> None:
    agent = services.keep(make_agent(version=4))
    answer = call("PATCH", f"/agents/{agent.id}", {"name": "X"}, admin, headers={"if-match": '"3"'})
    assert (problem_of(answer, 409).current or {})["version"] == 4


def test_a_taken_address_and_a_taken_team_name(services: PeopleServices, admin: Agent) -> None:
    services.keep(make_agent(email="grace@acme.test", org_id=OTHER_ORG))
    problem = problem_of(call("POST", "/agents", NEW_AGENT, admin), 409)
    assert (problem.type, problem.errors[0].field) == ("/problems/already-exists", "email")
    call("POST", "/teams", {"name": "Billing"}, admin)
    assert problem_of(call("POST", "/teams", {"name": "billing"}, admin), 409).errors[0].field == "name"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"role": "king"}, "role"),
        ({"password": "short"}, "password"),
        ({"name": None}, "name"),
        ({"team_ids": ["nope"]}, "team_ids"),
        ({"email": "other@acme.test"}, "email"),
    ],
)
def test_bad_input_is_named(services: PeopleServices, admin: Agent, body: dict[str, Any], field: str) -> None:
    agent = services.keep(make_agent())
    problem = problem_of(call("PATCH", f"/agents/{agent.id}", body, admin), 422)
    assert [error.field for error in problem.errors] == [field]


def test_a_strangers_agent_and_team_are_not_there(services: PeopleServices, admin: Agent) -> None:
    stranger, team = services.keep(make_agent(org_id=OTHER_ORG)), make_team(org_id=OTHER_ORG)
    services.store.teams[OTHER_ORG, team.id] = team
    problem_of(call("PATCH", f"/agents/{stranger.id}", {"name": "X"}, admin), 404)
    problem_of(call("PATCH", f"/teams/{team.id}", {"name": "X"}, admin), 404)


def test_teams_and_agents_have_how_they_get_tickets(services: PeopleServices, admin: Agent) -> None:
    team = json_of(call("POST", "/teams", {"name": "Billing"}, admin))
    routed = json_of(call("PATCH", f"/teams/{team['id']}", {"routing": "least_loaded"}, admin))
    assert (routed["name"], routed["routing"]) == ("Billing", "least_loaded")
    problem_of(call("PATCH", f"/teams/{team['id']}", {"routing": "by magic"}, admin), 422)
    path = f"/agents/{admin.id}"
    skilled = json_of(call("PATCH", path, {"skills": [" German ", "billing", "german"], "capacity": 20}, admin))
    assert (skilled["skills"], skilled["capacity"]) == (["billing", "german"], 20)
    assert json_of(call("PATCH", path, {"capacity": None}, admin))["capacity"] is None
    problem_of(call("PATCH", path, {"capacity": 0}, admin), 422)
    problem_of(call("PATCH", path, {"away": True, "away_until": "2027-01-01T09:00:00"}, admin), 422)
    past = problem_of(call("PATCH", path, {"away": True, "away_until": "2020-01-01T09:00:00Z"}, admin), 422)
    assert [error.field for error in past.errors] == ["away_until"]
    routed = json_of(call("POST", "/teams", {"name": "Repairs", "routing": "round_robin"}, admin))
    assert routed["routing"] == "round_robin"


def test_agents_have_languages_and_working_hours(services: PeopleServices, admin: Agent) -> None:
    path = f"/agents/{admin.id}"
    hours = {"time_zone": "Europe/Lisbon", "days": {"mon": {"starts": "09:00", "ends": "17:30"}}}
    sent = {"languages": ["pt-BR", "PT", "de"], "working_hours": hours}
    found = json_of(call("PATCH", path, sent, admin))
    assert (found["languages"], found["working_hours"]) == (["de", "pt"], hours)
    assert json_of(call("PATCH", path, {"working_hours": None}, admin))["working_hours"] is None
    changed = [event.changes["working_hours"] for event in services.store.events if "working_hours" in event.changes]
    assert changed[-1] == (hours, None)
    for wrong, field in [
        ({"languages": ["Portuguese"]}, "languages"),
        ({"working_hours": hours | {"time_zone": "Lisbon"}}, "working_hours.time_zone"),
        ({"working_hours": hours | {"days": {"mon": {"starts": "9", "ends": "17"}}}}, "working_hours.days.mon.starts"),
    ]:
        assert field in {error.field for error in problem_of(call("PATCH", path, wrong, admin), 422).errors}


def test_teams_are_renamed(services: PeopleServices, admin: Agent) -> None:
    team = json_of(call("POST", "/teams", {"name": "Billing"}, admin))
    answer = call("PATCH", f"/teams/{team['id']}", {"name": "Accounts"}, admin, headers={"if-match": '"1"'})
    assert json_of(answer) == {"id": team["id"], "name": "Accounts", "routing": "manual", "signature": "", "version": 2}


ROUTES = [
    ("GET", "/agents", None, {Role.ADMIN, Role.SUPERVISOR}),
    ("POST", "/agents", NEW_AGENT, {Role.ADMIN}),
    ("PATCH", "/agents/nobody", {"name": "X"}, {Role.ADMIN}),
    ("POST", "/teams", {"name": "Sales"}, {Role.ADMIN}),
    ("PATCH", "/teams/none", {"name": "Sales"}, {Role.ADMIN}),
    ("GET", "/quarantine", None, {Role.ADMIN}),
    ("POST", "/quarantine/none/replay", None, {Role.ADMIN}),
    ("GET", "/audit", None, {Role.ADMIN, Role.SUPERVISOR}),
]
QUERIES = {"/audit": {"resource": "ticket:1"}}


@pytest.mark.parametrize(("method", "path", "body", "allowed"), ROUTES)
@pytest.mark.parametrize("role", list(Role))
def test_every_route_asks_for_its_role(
    services: PeopleServices, method: str, path: str, body: Any, allowed: set[Role], role: Role
) -> None:
    answer = call(method, path, body, make_agent(role=role), query=QUERIES.get(path))
    assert (answer["statusCode"] != 403) == (role in allowed), answer


@pytest.mark.parametrize(("method", "path", "body", "allowed"), ROUTES)
def test_every_route_asks_who_it_is(
    services: PeopleServices, method: str, path: str, body: Any, allowed: set[Role]
) -> None:
    problem = problem_of(call(method, path, body, query=QUERIES.get(path)), 401)
    assert problem.type == "/problems/unauthenticated"


def test_a_quarantined_mail_is_shown_and_let_out(services: PeopleServices, admin: Agent) -> None:
    kept = services.quarantines.setdefault(ORG, FakeQuarantine())
    mail = make_quarantined()
    kept.mails[mail.id] = mail
    page = QuarantinePage.model_validate_json(call("GET", "/quarantine", agent=admin)["body"])
    assert [(one.id, one.reason, one.replayed_at) for one in page.items] == [(mail.id, mail.reason, None)]

    answer = call("POST", f"/quarantine/{mail.id}/replay", agent=admin)
    assert QuarantinedMail.model_validate_json(answer["body"]).replayed_at
    assert len(services.inbound.waiting) == 1
    problem_of(call("POST", "/quarantine/nothing/replay", agent=admin), 404)


def make_quarantined() -> Mail:
    return Mail(
        id=new_id(),
        org_id=ORG,
        received_at=START,
        sender="someone@example.com",
        recipients=("support@acme.test",),
        subject="???",
        reason="It names no sender that could be answered.",
        size=812,
        raw_key="inbound/1",
        notification={"notificationType": "Received"},
    )


def test_the_record_of_one_thing(services: PeopleServices, admin: Agent) -> None:
    event = make_envelope()
    services.audit(ORG).write([event, make_envelope()])
    resource = f"ticket:{event['subject']['id']}"
    page = AuditPage.model_validate_json(call("GET", "/audit", agent=admin, query={"resource": resource})["body"])
    assert [record.id for record in page.items] == [event["id"]]
    problem_of(call("GET", "/audit", agent=admin), 422)
    problem_of(call("GET", "/audit", agent=admin, query={"resource": "ticket"}), 422)
    problem_of(call("GET", "/audit", agent=admin, query={"resource": resource, "cursor": "x"}), 400)


def test_a_team_has_a_signature(services: PeopleServices, admin: Agent) -> None:
    html = "<p>{{agent.name}}, Billing</p>"
    team = json_of(call("POST", "/teams", {"name": "Billing", "signature": html}, admin))
    assert team["signature"] == html
    changed = json_of(call("PATCH", f"/teams/{team['id']}", {"signature": ""}, admin))
    assert changed["signature"] == ""
    refused = problem_of(call("PATCH", f"/teams/{team['id']}", {"signature": "{{agent.salary}}"}, admin), 422)
    assert refused.errors[0].field == "signature"
