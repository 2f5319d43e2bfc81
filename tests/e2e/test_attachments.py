"""Files go straight between the browser and the file store, on another origin."""

import httpx
import pytest

from tests.e2e.api import Api, problem

CONTENT = bytes(range(256)) * 300


@pytest.fixture
def path(agent: Api, word: str) -> str:
    return f"/tickets/{agent.make_ticket(f'Files {word}', f'{word}@customer.example')['id']}"


def test_a_file_goes_up_with_a_note_and_comes_down_whole(agent: Api, path: str) -> None:
    file_id = agent.upload("../Rechnung – März.pdf", CONTENT)
    note = agent.post(f"{path}/messages", {"kind": "note", "text": "See file.", "attachment_ids": [file_id]})
    (attached,) = note["message"]["attachments"]
    assert (attached["filename"], attached["size"]) == ("Rechnung – März.pdf", len(CONTENT))
    download = httpx.get(attached["url"], timeout=30)
    assert download.content == CONTENT
    assert download.headers["content-disposition"].startswith("attachment")
    fresh = agent.get(f"/attachments/{file_id}")
    assert httpx.get(fresh["url"], timeout=30).content == CONTENT


def test_the_file_store_is_another_origin_and_lets_our_page_in(agent: Api) -> None:
    begun = agent.post("/attachments", {"filename": "a.txt", "content_type": "text/plain", "size": 3})["upload"]
    assert not begun["url"].startswith(agent.origin)
    asked = {"Origin": agent.origin, "Access-Control-Request-Method": "POST"}
    preflight = httpx.options(begun["url"], headers=asked, timeout=30)
    answered = agent.send_bytes(begun, b"abc")
    for response in (preflight, answered):
        assert response.status_code < 300, response.text
        assert response.headers["access-control-allow-origin"] in ("*", agent.origin)


def test_html_is_never_shown_but_saved(agent: Api, path: str) -> None:
    file_id = agent.upload("page.html", b"<script>alert(1)</script>", "text/html")
    agent.post(f"{path}/messages", {"kind": "note", "text": "x", "attachment_ids": [file_id]})
    response = httpx.get(agent.get(f"/attachments/{file_id}")["url"], timeout=30)
    assert response.headers["content-disposition"].startswith("attachment")


def test_a_file_that_was_announced_but_not_sent(agent: Api, path: str) -> None:
    begun = agent.post("/attachments", {"filename": "a.txt", "content_type": "text/plain", "size": 3})
    body = {"kind": "note", "text": "x", "attachment_ids": [begun["id"]]}
    found = problem(agent.http.post(f"{path}/messages", json=body), 422, "invalid")
    assert found["errors"][0]["field"] == "attachment_ids"


def test_a_file_is_its_uploader_s_and_goes_into_one_message(agent: Api, admin: Api, path: str) -> None:
    file_id = agent.upload("a.txt", b"abc", "text/plain")
    body = {"kind": "note", "text": "x", "attachment_ids": [file_id]}
    problem(admin.http.get(f"/attachments/{file_id}"), 404, "not-found")
    problem(admin.http.post(f"{path}/messages", json=body), 422, "invalid")
    agent.post(f"{path}/messages", body)
    problem(agent.http.post(f"{path}/messages", json=body), 422, "invalid")
    assert admin.get(f"/attachments/{file_id}")["filename"] == "a.txt"


@pytest.mark.parametrize("size", [0, 25 * 1024 * 1024 + 1])
def test_a_file_of_no_or_too_much_size(agent: Api, size: int) -> None:
    found = problem(agent.http.post("/attachments", json={"filename": "a", "size": size}), 422, "invalid")
    assert found["errors"][0]["field"] == "size"
