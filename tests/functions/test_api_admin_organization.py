"""The organization itself, as its administrators change it."""

from typing import Any

import pytest

from functions.api_admin.handler import handler
from schemas.http.organization import MailboxRef, OrganizationDetail, PreviewedMail
from schemas.http.problem import Problem
from schemas.vocabulary import Role
from tessera.identity.model import Agent
from tests.factories.http import make_request
from tests.factories.identity import ORG, OTHER_ORG, make_agent, make_mailbox, make_organization, make_team
from tests.fakes.people_services import PeopleServices, install

EXAMPLE = {"customer": "Mira Halvorsen", "subject": "My order", "question": "Where is it?", "answer": "On its way."}


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> PeopleServices:
    services = install(monkeypatch, PeopleServices())
    services.store.organizations[ORG] = make_organization()
    services.store.mailboxes["support@acme.test"] = make_mailbox()
    return services


@pytest.fixture
def admin(services: PeopleServices) -> Agent:
    return services.keep(make_agent(name="Ada Lovelace", role=Role.ADMIN))


def call(method: str, path: str, body: Any, agent: Agent, status: int = 200, **more: Any) -> str:
    answer = handler(make_request(method, f"/api/v1/admin{path}", body, agent=agent, **more), None)
    assert answer["statusCode"] == status, answer
    return str(answer["body"])


def wrong_field(text: str) -> str:
    return Problem.model_validate_json(text).errors[0].field


def test_it_gets_a_name_a_hue_and_words_around_its_mails(services: PeopleServices, admin: Agent) -> None:
    wish = {
        "name": " Acme  Ltd ",
        "hue": 265,
        "language": "de-AT",
        "mail_footer": "<p>Acme Ltd, about #{{ticket.number}}</p>",
    }
    changed = OrganizationDetail.model_validate_json(call("PATCH", "/organization", wish, admin))
    assert (changed.name, changed.hue, changed.language, changed.mail_header) == ("Acme Ltd", 265, "de-AT", "")
    assert OrganizationDetail.model_validate_json(call("GET", "/organization", None, admin)) == changed
    assert services.store.events[-1].type == "organization.updated"
    call("PATCH", "/organization", {"hue": None, "language": None}, admin)
    assert services.store.organizations[ORG].hue is None
    stale = call("PATCH", "/organization", {"hue": 1}, admin, 409, headers={"if-match": '"1"'})
    assert "in the meantime" in stale
    before = len(services.store.events)
    call("PATCH", "/organization", {"name": "Acme Ltd"}, admin)
    assert len(services.store.events) == before


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": None}, "name"),
        ({"hue": 360}, "hue"),
        ({"language": "Deutsch, bitte"}, "language"),
        ({"mail_footer": "{{customer.password}}"}, "mail_footer"),
        ({"mail_header": "x" * 10_001}, "mail_header"),
    ],
)
def test_what_it_cannot_be(services: PeopleServices, admin: Agent, wish: dict[str, Any], field: str) -> None:
    assert wrong_field(call("PATCH", "/organization", wish, admin, 422)) == field


def test_a_mail_is_seen_as_it_would_go_out(services: PeopleServices, admin: Agent) -> None:
    body = EXAMPLE | {"mail_header": "<p>Hello {{ticket.requester.first_name}}</p>", "mail_footer": "<p>Acme Ltd</p>"}
    mail = PreviewedMail.model_validate_json(call("POST", "/organization/mail-preview", body, admin))
    assert (mail.sender, mail.subject) == ("Ada Lovelace (Acme)", "Re: My order [#1042]")
    assert mail.text.startswith("Hello Mira\n\nOn its way.\n\nAcme Ltd\n\nOn ")
    assert "Where is it?" in mail.html
    german = PreviewedMail.model_validate_json(
        call("POST", "/organization/mail-preview", body | {"language": "de"}, admin)
    )
    assert "schrieb Mira Halvorsen:" in german.text
    assert services.store.organizations[ORG].mail_footer == ""
    wrong = call("POST", "/organization/mail-preview", body | {"mail_footer": "{{x}}"}, admin, 422)
    assert wrong_field(wrong) == "mail_footer"


def test_addresses_come_move_and_go(services: PeopleServices, admin: Agent) -> None:
    team = make_team()
    services.store.teams[ORG, team.id] = team
    wish = {"address": " Sales@ACME.test", "team_id": team.id}
    made = MailboxRef.model_validate_json(call("POST", "/mailboxes", wish, admin, 201))
    assert (made.address, made.team_id) == ("sales@acme.test", team.id)
    assert wrong_field(call("POST", "/mailboxes", wish, admin, 409)) == "address"
    moved = call("PATCH", "/mailboxes/sales%40acme.test", {"team_id": None}, admin)
    assert MailboxRef.model_validate_json(moved).team_id is None
    call("DELETE", "/mailboxes/sales%40acme.test", None, admin, 204)
    call("DELETE", "/mailboxes/sales%40acme.test", None, admin, 404)
    assert "only address" in call("DELETE", "/mailboxes/support%40acme.test", None, admin, 409)
    assert [event.type for event in services.store.events] == ["mailbox.created", "mailbox.updated", "mailbox.deleted"]


def test_addresses_that_it_cannot_have(services: PeopleServices, admin: Agent) -> None:
    services.store.mailboxes["help@other.test"] = make_mailbox(address="help@other.test", org_id=OTHER_ORG)
    for address in ("sales@other.test", "sales@elsewhere.test", "sales@", "acme.test"):
        assert wrong_field(call("POST", "/mailboxes", {"address": address}, admin, 422)) == "address"
    unknown = {"address": "sales@acme.test", "team_id": make_team().id}
    assert wrong_field(call("POST", "/mailboxes", unknown, admin, 422)) == "team_id"
    call("PATCH", "/mailboxes/help%40other.test", {"team_id": None}, admin, 404)
    call("DELETE", "/mailboxes/help%40other.test", None, admin, 404)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AGENT, Role.VIEWER])
def test_it_is_for_administrators(services: PeopleServices, role: Role) -> None:
    agent = services.keep(make_agent(role=role))
    call("GET", "/organization", None, agent, 403)
    call("PATCH", "/organization", {"hue": 1}, agent, 403)
    call("POST", "/organization/mail-preview", EXAMPLE, agent, 403)
    call("POST", "/mailboxes", {"address": "sales@acme.test"}, agent, 403)
    call("PATCH", "/mailboxes/support%40acme.test", {"team_id": None}, agent, 403)
    call("DELETE", "/mailboxes/support%40acme.test", None, agent, 403)
