"""Signing in, staying signed in, and who may not."""

from collections.abc import Iterator

import httpx
import pytest

from tests.e2e.api import PASSWORD, Api, problem, sign_in_response
from tests.e2e.conftest import AGENT

COOKIE = "tessera_refresh"
OWN_PAGE = {"X-Tessera-Request": "1"}


def cookie_of(response: httpx.Response) -> str:
    """The refresh token that an answer sets."""
    value = response.cookies.get(COOKIE)
    assert value, response.headers
    return value


@pytest.fixture
def auth(origin: str) -> Iterator[httpx.Client]:
    """The cookie routes, called with an explicit cookie each time."""
    with httpx.Client(base_url=f"{origin}/api/v1/auth", timeout=30) as client:
        yield client


def use(auth: httpx.Client, route: str, token: str, headers: dict[str, str] = OWN_PAGE) -> httpx.Response:
    return auth.post(route, headers={**headers, "Cookie": f"{COOKIE}={token}"})


def test_an_agent_signs_in_and_is_known(agent: Api) -> None:
    me = agent.get("/me")
    assert me["email"] == AGENT
    assert me["role"] == "agent"
    assert "tickets:write" in me["permissions"]
    assert "tickets:delete" not in me["permissions"]
    assert me["organization"]["name"] == "Acme"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(origin: str, word: str) -> None:
    answers = [
        httpx.post(f"{origin}/api/v1/auth/login", json={"email": email, "password": "not-this-one"}, timeout=30)
        for email in (AGENT, f"{word}@acme.test")
    ]
    details = [problem(response, 401, "unauthenticated")["detail"] for response in answers]
    assert details[0] == details[1]


def test_guessing_passwords_is_slowed_down(origin: str, word: str) -> None:
    def guess() -> httpx.Response:
        body = {"email": f"{word}@acme.test", "password": "a-guess"}
        return httpx.post(f"{origin}/api/v1/auth/login", json=body, timeout=30)

    answers = [guess() for _ in range(11)]
    problem(answers[0], 401, "unauthenticated")
    problem(answers[-1], 429, "too-many-requests")
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize("token", [None, "nonsense", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."])
def test_without_a_good_token_there_is_nothing(origin: str, token: str | None) -> None:
    with Api(origin, token) as api:
        for path in ("/me", "/tickets", "/admin/agents"):
            problem(api.http.get(path), 401, "unauthenticated")


def test_the_refresh_token_is_out_of_reach_of_scripts_and_other_sites(origin: str) -> None:
    response = sign_in_response(origin, AGENT)
    attributes = [part.strip().lower() for part in response.headers["set-cookie"].split(";")]
    assert "httponly" in attributes
    assert "samesite=strict" in attributes
    assert "path=/api/v1/auth" in attributes
    assert COOKIE not in response.text
    assert response.json()["expires_in"] <= 900


def test_a_refresh_token_works_once_and_a_copy_ends_the_session(origin: str, auth: httpx.Client) -> None:
    first = cookie_of(sign_in_response(origin, AGENT))
    second = cookie_of(use(auth, "/refresh", first))
    refreshed = use(auth, "/refresh", second)
    third = cookie_of(refreshed)
    with Api(origin, refreshed.json()["access_token"]) as api:
        assert api.get("/me")["email"] == AGENT

    problem(use(auth, "/refresh", first), 401, "unauthenticated")
    problem(use(auth, "/refresh", third), 401, "unauthenticated")


def test_two_tabs_that_refresh_at_once_stay_signed_in(origin: str, auth: httpx.Client) -> None:
    first = cookie_of(sign_in_response(origin, AGENT))
    second = cookie_of(use(auth, "/refresh", first))
    late = use(auth, "/refresh", first)
    assert late.status_code == 200
    assert COOKIE not in late.cookies
    assert use(auth, "/refresh", second).status_code == 200


@pytest.mark.parametrize("route", ["/refresh", "/logout"])
@pytest.mark.parametrize("headers", [{}, {**OWN_PAGE, "Origin": "https://evil.example"}])
def test_other_pages_cannot_use_the_cookie(
    origin: str, auth: httpx.Client, route: str, headers: dict[str, str]
) -> None:
    token = cookie_of(sign_in_response(origin, AGENT))
    problem(use(auth, route, token, headers), 403, "forbidden")
    assert use(auth, "/refresh", token).status_code == 200


def test_signing_out_ends_the_session(origin: str, auth: httpx.Client) -> None:
    token = cookie_of(sign_in_response(origin, AGENT))
    assert use(auth, "/logout", token, {**OWN_PAGE, "Origin": origin}).status_code == 204
    problem(use(auth, "/refresh", token), 401, "unauthenticated")


def test_sign_in_says_what_is_wrong_with_the_request(origin: str) -> None:
    login = f"{origin}/api/v1/auth/login"
    body = problem(
        httpx.post(login, json={"email": AGENT, "password": PASSWORD, "otp": "1"}, timeout=30), 422, "invalid"
    )
    assert [error["field"] for error in body["errors"]] == ["otp"]
    headers = {"Content-Type": "application/json"}
    problem(httpx.post(login, content=b"{", headers=headers, timeout=30), 400, "malformed")
