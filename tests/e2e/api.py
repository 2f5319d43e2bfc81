"""The HTTP API as a client program uses it."""

import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

import httpx

PROBLEM = "application/problem+json"
PASSWORD = "tessera-demo"
TIMEOUT = httpx.Timeout(40)  # a function's first call on a busy machine takes seconds

Json = dict[str, Any]


class SignedIn(httpx.Auth):
    """A token lasts ten minutes, and a run of all tests can be longer: before that, one signs in again."""

    GOOD_FOR_SECONDS = 8 * 60

    def __init__(self, sign_in: Callable[[], str]) -> None:
        self._sign_in = sign_in
        self._renew()

    def _renew(self) -> None:
        self._token, self._since = self._sign_in(), time.monotonic()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if time.monotonic() - self._since > self.GOOD_FOR_SECONDS:
            self._renew()
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class Api:
    """`/api/v1` of one origin, with one token or for whoever signed in, if anybody did."""

    def __init__(self, origin: str, token: str | None = None, auth: httpx.Auth | None = None) -> None:
        self.origin = origin
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.Client(base_url=f"{origin}/api/v1", headers=headers, auth=auth, timeout=TIMEOUT)

    def close(self) -> None:
        self.http.close()

    def __enter__(self) -> "Api":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def get(self, path: str, **query: Any) -> Json:
        return answered(self.http.get(path, params=query), 200)

    def post(self, path: str, body: Json | None = None, status: int = 201, **headers: str) -> Json:
        return answered(self.http.post(path, json=body, headers=_named(headers)), status)

    def patch(self, path: str, body: Json, status: int = 200, **headers: str) -> Json:
        return answered(self.http.patch(path, json=body, headers=_named(headers)), status)

    def pages(self, path: str, **query: Any) -> Iterator[Json]:
        """Every item of a list, over all its pages."""
        cursor = None
        while True:
            page = self.get(path, **query, **({"cursor": cursor} if cursor else {}))
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return

    def ticket_with_subject(self, subject: str) -> Json | None:
        """The newest ticket with exactly this subject, if there is one among the latest of any status."""
        for status in ("open", "all"):
            for ticket in self.get("/tickets", status=status, limit=100)["items"]:
                if ticket["subject"] == subject:
                    return dict(ticket)
        return None

    def messages(self, ticket_id: str) -> list[Json]:
        """The ticket's messages, oldest first."""
        return [entry for entry in self.entries(ticket_id) if entry["entry"] == "message"]

    def entries(self, ticket_id: str) -> list[Json]:
        """The ticket's whole timeline, oldest first."""
        pages: list[list[Json]] = []
        cursor = None
        while True:
            page = self.get(f"/tickets/{ticket_id}/entries", limit=100, **({"cursor": cursor} if cursor else {}))
            pages.insert(0, page["items"])
            cursor = page["next_cursor"]
            if cursor is None:
                return [entry for entries in pages for entry in entries]

    def make_ticket(self, subject: str, email: str, text: str = "Something to look at.", **more: Any) -> Json:
        body = {"subject": subject, "requester": {"email": email}, "message": {"text": text}, **more}
        return self.post("/tickets", body)

    def upload(self, filename: str, content: bytes, content_type: str = "application/pdf") -> str:
        """The id of a file that is up and waits for its message."""
        begun = self.post("/attachments", {"filename": filename, "content_type": content_type, "size": len(content)})
        response = self.send_bytes(begun["upload"], content)
        assert response.status_code < 300, response.text
        return str(begun["id"])

    def send_bytes(self, upload: Json, content: bytes) -> httpx.Response:
        """The browser's POST of a presigned form, from our page's origin to the file store's."""
        files = {"file": ("any", content, upload["fields"]["Content-Type"])}
        headers = {"Origin": self.origin}
        return httpx.post(upload["url"], data=upload["fields"], files=files, headers=headers, timeout=TIMEOUT)


def sign_in(origin: str, email: str, password: str = PASSWORD) -> Api:
    return Api(origin, auth=SignedIn(lambda: str(sign_in_response(origin, email, password).json()["access_token"])))


def sign_in_response(origin: str, email: str, password: str = PASSWORD) -> httpx.Response:
    """The whole answer, with its cookie."""
    body = {"email": email, "password": password}
    response = httpx.post(f"{origin}/api/v1/auth/login", json=body, timeout=TIMEOUT)
    assert response.status_code == 200, response.text
    return response


def answered(response: httpx.Response, status: int) -> Json:
    """The JSON of an answer that has to have this status."""
    where = f"{response.request.method} {response.request.url.path}"
    assert response.status_code == status, f"{where}: {response.status_code}, not {status}: {response.text[:1000]}"
    return dict(response.json()) if response.content else {}


def problem(response: httpx.Response, status: int, slug: str) -> Json:
    """The problem (RFC 9457) that an answer has to be."""
    body = answered(response, status)
    assert response.headers["content-type"].split(";")[0] == PROBLEM
    assert body["type"] == f"/problems/{slug}", body
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["correlation_id"] == response.headers["x-correlation-id"]
    return body


def _named(headers: dict[str, str]) -> dict[str, str]:
    """`if_match` as `If-Match`."""
    return {name.replace("_", "-"): value for name, value in headers.items()}
