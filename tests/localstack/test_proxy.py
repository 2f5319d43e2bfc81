"""One origin: cookies reach the function and come back, and nothing of the engine shows."""

from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from localstack.engine.fidelity import complete_http_event
from localstack.gateway.proxy import forwarded_headers, returned_headers, without_secure


def test_a_cookie_is_usable_without_tls() -> None:
    assert without_secure("a=1; Path=/; Secure; HttpOnly; SameSite=Strict") == "a=1; Path=/; HttpOnly; SameSite=Strict"
    assert without_secure("secure=1; Path=/") == "secure=1; Path=/"


def test_every_cookie_comes_back_on_its_own() -> None:
    answer = CIMultiDict([("Set-Cookie", "a=1; Secure"), ("Set-Cookie", "b=2"), ("ETag", '"3"')])
    assert returned_headers(answer).getall("Set-Cookie") == ["a=1", "b=2"]
    assert returned_headers(answer)["ETag"] == '"3"'


def test_the_engines_cors_and_hop_by_hop_headers_do_not_come_back() -> None:
    answer = CIMultiDict({"Access-Control-Allow-Origin": "*", "Transfer-Encoding": "chunked", "X-Correlation-Id": "c"})
    assert dict(returned_headers(answer)) == {"X-Correlation-Id": "c"}


def test_the_api_learns_who_called_and_not_by_which_host() -> None:
    request = make_mocked_request("GET", "/api/v1/me", headers={"Host": "localhost:8080", "Cookie": "a=1"})
    headers = forwarded_headers(request)
    assert headers["Cookie"] == "a=1"
    assert "Host" not in headers
    assert headers["X-Forwarded-For"]


def test_the_event_lists_cookies_and_names_the_caller() -> None:
    event = {
        "headers": {"cookie": "a=1; b=2", "x-forwarded-for": "203.0.113.9, 127.0.0.1"},
        "requestContext": {"http": {"sourceIp": "127.0.0.1"}},
    }
    complete_http_event(event)
    assert event["cookies"] == ["a=1", "b=2"]
    assert event["requestContext"]["http"]["sourceIp"] == "203.0.113.9"  # type: ignore[index]
