"""Who may do what, and whose tickets they see."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.api import Api, problem, sign_in
from tests.e2e.conftest import ADMIN, OpenScreen

Hire = Callable[..., Api]


@pytest.fixture
def hire(origin: str, admin: Api, word: str) -> Iterator[Hire]:
    """A new agent, signed in."""
    with ExitStack() as signed_in:

        def hired(role: str, **more: object) -> Api:
            email = f"{role}.{word}@acme.test"
            body = {"name": f"{role} {word}", "email": email, "password": "a-long-password", "role": role, **more}
            admin.post("/admin/agents", body)
            return signed_in.enter_context(sign_in(origin, email, "a-long-password"))

        yield hired


def test_a_viewer_reads_and_changes_nothing(hire: Hire, agent: Api, word: str) -> None:
    viewer = hire("viewer")
    ticket = agent.make_ticket(f"Look only {word}", f"{word}@customer.example")
    path = f"/tickets/{ticket['id']}"
    assert viewer.get(path)["subject"] == ticket["subject"]
    assert viewer.get("/tickets")["items"]
    refused = [
        viewer.http.post(
            "/tickets", json={"subject": "x", "requester": {"email": "a@b.example"}, "message": {"text": "x"}}
        ),
        viewer.http.patch(path, json={"priority": "low"}),
        viewer.http.post(f"{path}/assign", json={"assignee_id": None}),
        viewer.http.post(f"{path}/status", json={"status": "closed"}),
        viewer.http.post(f"{path}/messages", json={"kind": "note", "text": "x"}),
        viewer.http.post(f"{path}/messages", json={"kind": "reply", "text": "x"}),
        viewer.http.delete(path),
        viewer.http.post(f"{path}/restore"),
        viewer.http.post("/attachments", json={"filename": "a", "size": 1}),
    ]
    for response in refused:
        problem(response, 403, "forbidden")
    assert agent.get(path)["version"] == ticket["version"]


@pytest.mark.parametrize("role", ["viewer", "agent"])
def test_administration_is_for_administrators(hire: Hire, role: str) -> None:
    someone = hire(role)
    new = {"name": "X", "email": "x@acme.test", "password": "a-long-password"}
    for response in (
        someone.http.get("/admin/agents"),
        someone.http.post("/admin/agents", json=new),
        someone.http.post("/admin/teams", json={"name": "X"}),
        someone.http.get("/admin/quarantine"),
        someone.http.get("/admin/audit", params={"resource": "ticket:x"}),
    ):
        problem(response, 403, "forbidden")


def test_a_supervisor_deletes_and_restores(hire: Hire, word: str) -> None:
    supervisor = hire("supervisor")
    ticket = supervisor.make_ticket(f"Away {word}", f"{word}@customer.example")
    assert supervisor.http.delete(f"/tickets/{ticket['id']}").status_code == 200
    supervisor.post(f"/tickets/{ticket['id']}/restore", None, 200)


def test_an_agent_of_one_team_sees_that_team_s_tickets_only(hire: Hire, admin: Api, word: str) -> None:
    mine = admin.post("/admin/teams", {"name": f"Mine {word}"})
    theirs = admin.post("/admin/teams", {"name": f"Theirs {word}"})
    member = hire("agent", team_ids=[mine["id"]], ticket_scope="teams")
    email = f"{word}@customer.example"
    visible = admin.make_ticket(f"Ours {word}", email, team_id=mine["id"])
    hidden = admin.make_ticket(f"Theirs {word}", email, team_id=theirs["id"])
    assert member.get(f"/tickets/{visible['id']}")["id"] == visible["id"]
    problem(member.http.get(f"/tickets/{hidden['id']}"), 404, "not-found")
    problem(member.http.patch(f"/tickets/{hidden['id']}", json={"priority": "low"}), 404, "not-found")
    listed = {ticket["id"] for ticket in member.pages("/tickets", requester=visible["requester"]["id"])}
    assert listed == {visible["id"]}


def test_one_address_is_one_agent(admin: Api, hire: Hire, word: str) -> None:
    hire("agent")
    again = {"name": "Again", "email": f"AGENT.{word}@acme.test", "password": "a-long-password"}
    problem(admin.http.post("/admin/agents", json=again), 409, "already-exists")


def test_a_new_password_and_deactivation_sign_out(origin: str, hire: Hire, admin: Api, word: str) -> None:
    someone = hire("agent")
    path = f"/admin/agents/{someone.get('/me')['id']}"
    admin.patch(path, {"password": "another-long-password"})
    with sign_in(origin, f"agent.{word}@acme.test", "another-long-password") as again:
        assert again.get("/me")["name"] == f"agent {word}"
    admin.patch(path, {"active": False})
    body = {"email": f"agent.{word}@acme.test", "password": "another-long-password"}
    problem(someone.http.post("/auth/login", json=body), 401, "unauthenticated")


def test_a_weak_password_is_refused_by_name(admin: Api, word: str) -> None:
    weak = {"name": "Weak", "email": f"{word}@acme.test", "password": "short"}
    found = problem(admin.http.post("/admin/agents", json=weak), 422, "invalid")
    assert found["errors"][0]["field"] == "password"


def test_nothing_moves_from_under_the_pointer_when_the_agents_are_there(open_screen: OpenScreen, admin: Api) -> None:
    # As they are now: other tests add some meanwhile.
    agents = admin.get("/agents")
    detailed = admin.get("/admin/agents")
    known = {one["id"] for one in agents["items"]}
    detailed["items"] = [one for one in detailed["items"] if one["id"] in known]
    held: list[Route] = []
    mara = open_screen()
    mara.page.route("**/api/v1/agents", lambda route: route.fulfill(json=agents))
    mara.page.route(
        "**/api/v1/workspace",
        lambda route: route.fulfill(json=route.fetch().json() | {"agents": agents["items"]}),
    )
    mara.page.route("**/api/v1/admin/agents", lambda route: held.append(route))
    mara.sign_in(ADMIN)
    with mara.page.expect_request("**/api/v1/admin/agents"):
        mara.open("/settings/people")
    button = mara.page.get_by_role("button", name="New team")
    before = button.bounding_box()
    assert before is not None
    for route in held:
        route.fulfill(json=detailed)
    expect(mara.page.get_by_role("button", name="Edit Tom Okafor")).to_be_visible()
    assert button.bounding_box() == before
