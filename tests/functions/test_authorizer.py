import time
from dataclasses import replace
from typing import Any

import jwt
import pytest

from functions.authorizer.handler import handler
from tessera.adapters.tokens import issue_token
from tessera.identity.claims import AccessClaims
from tests.fakes.people_services import SECRET, PeopleServices, install

CLAIMS = AccessClaims("a1", "o1", "Ada Ünlü", "agent", ("t1", "t2"), "teams", "s1", int(time.time()) + 600)


@pytest.fixture(autouse=True)
def _services(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, PeopleServices())


def context_for(authorization: str | None) -> dict[str, str]:
    headers = {} if authorization is None else {"authorization": authorization}
    answer: dict[str, Any] = handler({"version": "2.0", "type": "REQUEST", "headers": headers}, None)
    assert answer["isAuthorized"] is True
    context: dict[str, str] = answer["context"]
    return context


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_a_good_token_says_who(scheme: str) -> None:
    assert context_for(f"{scheme} {issue_token(SECRET, CLAIMS)}") == {
        "org_id": "o1",
        "agent_id": "a1",
        "name": "Ada Ünlü",
        "role": "agent",
        "team_ids": "t1,t2",
        "ticket_scope": "teams",
        "session_id": "s1",
    }


def test_anything_else_says_nobody() -> None:
    good = issue_token(SECRET, CLAIMS)
    header, payload, signature = good.split(".")
    expired = issue_token(SECRET, replace(CLAIMS, exp=int(time.time()) - 1))
    unsigned = jwt.encode({"sub": "a1"}, "", algorithm="none")
    poor = jwt.encode({"sub": "a1", "exp": CLAIMS.exp}, SECRET, algorithm="HS256")
    forged = issue_token("another secret that nobody uses at all", CLAIMS)
    for token in (
        expired,
        unsigned,
        poor,
        forged,
        f"{header}.{payload}.",
        f"{header}.{payload[:-2]}.{signature}",
        "",
        "x",
    ):
        assert context_for(f"Bearer {token}") == {}, token
    for authorization in (None, "", good, f"Basic {good}"):
        assert context_for(authorization) == {}, authorization


def test_no_headers_at_all() -> None:
    assert handler({"version": "2.0", "headers": None}, None) == {"isAuthorized": True, "context": {}}
