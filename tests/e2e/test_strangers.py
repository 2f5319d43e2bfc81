"""Another organization on the same system: nothing of the first is there for it, not even as a refusal."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from localstack.deploy import function_environment
from localstack.settings import Settings
from schemas.vocabulary import Role
from tessera.adapters.passwords import Argon2Passwords
from tessera.bootstrap import Services
from tessera.identity.model import Organization, new_agent
from tessera.kernel.actor import system_actor
from tessera.kernel.ids import OrgId, new_id
from tessera.settings import Settings as FunctionSettings
from tests.e2e.api import PASSWORD, Api, problem, sign_in
from tests.e2e.live import Listener


def found_organization(services: Services, slug: str, email: str) -> None:
    """An organization with one administrator."""
    org_id, at = OrgId(new_id()), services.clock()
    services.directory.add_organization(
        Organization(id=org_id, name=slug, slug=slug, created_at=at, updated_at=at, created_by=None)
    )
    agent, event = new_agent(
        system_actor(org_id, "e2e"),
        at,
        name="Stranger",
        email=email,
        role=Role.ADMIN,
        password_hash=Argon2Passwords().hash(PASSWORD),
    )
    services.people(org_id).add_agent(agent, event)


@pytest.fixture
def stranger(cloud: Settings, word: str) -> Iterator[Api]:
    """The administrator of another organization."""
    environment = function_environment(cloud)
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "AWS_ENDPOINT_URL",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
        ):
            patch.setenv(name, environment[name])
        found_organization(Services(FunctionSettings(environment)), f"other-{word}", f"admin@{word}.example")
    with sign_in(cloud.web, f"admin@{word}.example") as api:
        yield api


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Ours {word}", f"{word}@customer.example")


def test_a_stranger_s_ticket_is_not_there(agent: Api, stranger: Api, ticket: dict[str, Any]) -> None:
    path = f"/tickets/{ticket['id']}"
    message = agent.messages(ticket["id"])[0]["id"]
    refused: list[httpx.Response] = [
        stranger.http.get(path),
        stranger.http.get(f"{path}/entries"),
        stranger.http.get(f"{path}/messages/{message}/original"),
        stranger.http.patch(path, json={"priority": "low"}),
        stranger.http.post(f"{path}/assign", json={"assignee_id": None}),
        stranger.http.post(f"{path}/status", json={"status": "closed"}),
        stranger.http.post(f"{path}/messages", json={"kind": "note", "text": "x"}),
        stranger.http.delete(path),
        stranger.http.post(f"{path}/restore"),
        stranger.http.get(f"/customers/{ticket['requester']['id']}"),
        stranger.http.patch(f"/customers/{ticket['requester']['id']}", json={"name": "x"}),
        stranger.http.get(f"/attachments/{agent.upload('a.txt', b'abc', 'text/plain')}"),
        stranger.http.patch(f"/admin/agents/{agent.get('/me')['id']}", json={"name": "x"}),
    ]
    for response in refused:
        problem(response, 404, "not-found")
    assert agent.get(path)["version"] == ticket["version"]


def test_lists_hold_one_s_own_only(agent: Api, stranger: Api, ticket: dict[str, Any]) -> None:
    assert stranger.get("/tickets", status="all")["items"] == []
    assert stranger.get("/tickets", number=ticket["number"])["items"] == []
    assert stranger.get("/customers")["items"] == []
    assert stranger.get("/admin/quarantine")["items"] == []
    assert stranger.get("/admin/audit", resource=f"ticket:{ticket['id']}")["items"] == []
    assert [one["name"] for one in stranger.get("/agents")["items"]] == ["Stranger"]
    cursor = agent.get("/tickets", limit=1)["next_cursor"]
    problem(stranger.http.get("/tickets", params={"limit": 1, "cursor": cursor}), 400, "bad-cursor")


def test_a_stranger_s_people_cannot_be_named(agent: Api, stranger: Api, word: str) -> None:
    own = stranger.make_ticket(f"Theirs {word}", f"{word}@customer.example")
    assert own["number"] == 1
    path = f"/tickets/{own['id']}/assign"
    problem(stranger.http.post(path, json={"assignee_id": agent.get("/me")["id"]}), 422, "invalid")
    problem(stranger.http.post(path, json={"team_id": agent.get("/teams")["items"][0]["id"]}), 422, "invalid")


def test_a_stranger_hears_nothing(agent: Api, stranger: Api, word: str) -> None:
    with Listener(stranger) as heard:
        agent.make_ticket(f"Whispered {word}", f"{word}@customer.example")
        own = stranger.make_ticket(f"Own {word}", f"{word}@customer.example")
        heard.wait_for("ticket:created", own["id"])
    assert {delta.get("ticket_id") for delta in heard.heard} <= {None, own["id"]}
