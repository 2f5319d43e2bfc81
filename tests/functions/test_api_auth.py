from typing import Any

import pytest

from functions.api_auth.handler import handler
from schemas.http.auth import TokenResponse
from schemas.http.problem import Problem
from tests.factories.http import json_of, make_request
from tests.factories.identity import PASSWORD, make_agent
from tests.fakes.people_services import PeopleServices, install

ORIGIN = "https://desk.example.com"
OWN = {"x-tessera-request": "1", "origin": ORIGIN}


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> PeopleServices:
    services = install(monkeypatch, PeopleServices(ORIGIN))
    services.keep(make_agent(email="ada@acme.test"))
    return services


def login(email: str = "ada@acme.test", password: str = PASSWORD, **headers: str) -> dict[str, Any]:
    body = {"email": email, "password": password}
    return handler(make_request("POST", "/api/v1/auth/login", body, headers=headers), None)


def post(name: str, cookie: str | None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    cookies = None if cookie is None else ["theme=dark", cookie]
    request = make_request("POST", f"/api/v1/auth/{name}", cookies=cookies, headers=OWN if headers is None else headers)
    return handler(request, None)


def cookie_of(answer: dict[str, Any]) -> str:
    """What a browser would send back."""
    (cookie,) = answer["cookies"]
    return str(cookie).partition(";")[0]


def assert_problem(answer: dict[str, Any], status: int, slug: str) -> Problem:
    assert answer["statusCode"] == status, answer
    assert answer["headers"]["Content-Type"] == "application/problem+json"
    assert answer["headers"]["X-Correlation-Id"]
    problem = Problem.model_validate_json(answer["body"])
    assert problem.type == f"/problems/{slug}"
    return problem


def test_signing_in_gives_a_token_and_a_guarded_cookie(services: PeopleServices) -> None:
    answer = login()
    assert answer["statusCode"] == 200
    assert answer["headers"]["Cache-Control"] == "no-store"
    token = TokenResponse.model_validate_json(answer["body"])
    claims = services.access_claims(token.access_token)
    (cookie,) = answer["cookies"]
    parts = {part.strip() for part in cookie.split(";")}
    assert claims is None or claims.name == "Ada Lovelace"
    assert {"Path=/api/v1/auth", "HttpOnly", "Secure", "SameSite=Strict", "Max-Age=2592000"} <= parts
    assert cookie_of(answer).partition("=")[2] not in answer["body"]


def test_on_a_developers_machine_the_cookie_is_not_secure(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, PeopleServices("http://localhost:8080")).keep(make_agent(email="ada@acme.test"))
    (cookie,) = login()["cookies"]
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie


def test_a_wrong_password_is_a_problem_without_a_cookie(services: PeopleServices) -> None:
    answer = login(password="wrong")
    assert_problem(answer, 401, "unauthenticated")
    assert answer["headers"]["WWW-Authenticate"] == "Bearer"
    assert not answer.get("cookies")


def test_too_many_tries_say_how_long_to_wait(services: PeopleServices) -> None:
    for _ in range(10):
        login(password="wrong")
    answer = login()
    assert_problem(answer, 429, "too-many-requests")
    assert int(answer["headers"]["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ("{", 400, []),
        ({"email": "ada@acme.test"}, 422, ["password"]),
        ({"email": "ada", "password": "x"}, 422, ["email"]),
        ({"email": "ada@acme.test", "password": "x", "admin": True}, 422, ["admin"]),
        ({"email": "ada@acme.test", "password": "x" * 1025}, 422, ["password"]),
        ({"email": ["ada@acme.test"], "password": None}, 422, ["email", "password"]),
    ],
)
def test_bad_input_is_named(services: PeopleServices, body: Any, status: int, fields: list[str]) -> None:
    answer = handler(make_request("POST", "/api/v1/auth/login", body), None)
    problem = assert_problem(answer, status, "malformed" if status == 400 else "invalid")
    assert [error.field for error in problem.errors] == fields


def test_the_cookie_gives_new_tokens_each_time(services: PeopleServices) -> None:
    first = cookie_of(login())
    answer = post("refresh", first)
    assert answer["statusCode"] == 200
    assert json_of(answer)["expires_in"] == 600
    assert cookie_of(answer) != first
    assert post("refresh", cookie_of(answer))["statusCode"] == 200


def test_the_slower_of_two_tabs_keeps_the_faster_ones_cookie(services: PeopleServices) -> None:
    first = cookie_of(login())
    post("refresh", first)
    answer = post("refresh", first)
    assert answer["statusCode"] == 200
    assert not answer.get("cookies")


def test_a_gateway_that_leaves_cookies_in_the_header(services: PeopleServices) -> None:
    headers = OWN | {"cookie": f"theme=dark; {cookie_of(login())}"}
    request = make_request("POST", "/api/v1/auth/refresh", headers=headers)
    assert handler(request, None)["statusCode"] == 200


@pytest.mark.parametrize("cookie", [None, "tessera_refresh=", "tessera_refresh=nonsense", "other=1"])
def test_without_a_good_cookie_nobody_is_signed_in(services: PeopleServices, cookie: str | None) -> None:
    assert_problem(post("refresh", cookie), 401, "unauthenticated")


@pytest.mark.parametrize("name", ["refresh", "logout"])
@pytest.mark.parametrize(
    "headers", [{}, {"x-tessera-request": "0"}, {"x-tessera-request": "1", "origin": "https://evil.example"}]
)
def test_other_pages_cannot_use_the_cookie(services: PeopleServices, name: str, headers: dict[str, str]) -> None:
    cookie = cookie_of(login())
    assert_problem(post(name, cookie, headers), 403, "forbidden")
    assert len(services.sessions.kept) == 1


def test_other_pages_cannot_sign_anybody_in(services: PeopleServices) -> None:
    assert_problem(login(origin="https://evil.example"), 403, "forbidden")


def test_programs_need_no_origin(services: PeopleServices) -> None:
    assert post("refresh", cookie_of(login()), {"x-tessera-request": "1"})["statusCode"] == 200


def test_signing_out_ends_the_session_and_the_cookie(services: PeopleServices) -> None:
    cookie = cookie_of(login())
    answer = post("logout", cookie)
    assert answer["statusCode"] == 204
    assert not answer.get("body")
    assert "Max-Age=0" in answer["cookies"][0]
    assert_problem(post("refresh", cookie), 401, "unauthenticated")
    assert post("logout", None)["statusCode"] == 204


def test_nothing_else_is_there(services: PeopleServices) -> None:
    assert_problem(handler(make_request("POST", "/api/v1/auth/nothing"), None), 404, "not-found")
