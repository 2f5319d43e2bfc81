"""Administrators see quarantined mail and let it out."""

import json
from typing import Any

import pytest

from functions.api_admin.handler import handler
from functions.email_inbound.handler import handler as inbound
from schemas.http.operations import QuarantinedMail, QuarantinePage
from schemas.vocabulary import Role
from tessera.bootstrap import Services
from tessera.kernel.ids import OrgId
from tests.factories.http import make_request
from tests.factories.identity import make_agent
from tests.factories.mails import raw_mail
from tests.functions.mail import PostOffice, batch, waiting_on_queue


@pytest.fixture
def office(services: Services, org: OrgId) -> PostOffice:
    return PostOffice(services, org)


def call(office: PostOffice, method: str, path: str, role: Role = Role.ADMIN) -> tuple[int, Any]:
    agent = make_agent(org_id=office.org_id, role=role)
    answer = handler(make_request(method, f"/api/v1/admin/quarantine{path}", None, agent=agent), None)
    return answer["statusCode"], json.loads(answer["body"])


def test_a_mail_is_seen_and_let_out(office: PostOffice) -> None:
    inbound(batch(office.keep(raw_mail(), spam="FAIL")), None)
    status, body = call(office, "GET", "")
    (mail,) = QuarantinePage.model_validate(body).items
    assert (status, mail.reason, mail.sender) == (200, "The mail server takes it for spam.", "grace@example.com")
    status, body = call(office, "POST", f"/{mail.id}/replay")
    assert status == 200
    assert QuarantinedMail.model_validate(body).replayed_at is not None
    inbound(batch(*waiting_on_queue()), None)
    assert [ticket.subject for ticket in office.tickets()] == ["Printer"]


def test_only_for_administrators_and_only_what_is_there(office: PostOffice) -> None:
    assert call(office, "GET", "", Role.SUPERVISOR)[0] == 403
    assert call(office, "POST", "/x/replay", Role.AGENT)[0] == 403
    assert call(office, "POST", "/x/replay")[0] == 404
