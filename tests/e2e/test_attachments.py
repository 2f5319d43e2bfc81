"""Files go straight between the browser and the file store, on another origin."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

import boto3
import httpx
import pytest
from playwright.sync_api import expect

from localstack.settings import Settings
from tests.e2e.api import Api, problem
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.mail import PNG, Customer, Smtp
from tests.e2e.waiting import eventually

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


def test_a_picture_is_looked_into_and_one_that_a_scanner_blames_is_for_nobody(
    agent: Api, path: str, cloud: Settings
) -> None:
    file_id = agent.upload("photo", PNG)
    note = agent.post(f"{path}/messages", {"kind": "note", "text": "See.", "attachment_ids": [file_id]})

    def attached() -> Any:
        messages = agent.messages(path.rsplit("/", 1)[1])
        return next(one for one in messages if one["id"] == note["message"]["id"])["attachments"][0]

    seen = eventually(lambda: attached()["thumbnail_url"] and attached(), "the file to be looked into")
    assert (seen["content_type"], seen["width"], seen["scan"]) == ("image/png", 16, None)
    assert httpx.get(seen["thumbnail_url"], timeout=30).headers["content-type"] == "image/webp"

    scanned(cloud, seen["url"], "THREATS_FOUND")
    eventually(lambda: attached()["scan"] == "infected", "the scanner's verdict")
    assert attached()["url"] == ""
    assert agent.get(f"/attachments/{file_id}")["download_url"] == ""


def scanned(cloud: Settings, url: str, verdict: str) -> None:
    """What the rule for Malware Protection for S3 queues about the file at this address: only AWS itself may put events
    of its own on a bus."""
    bucket, key = urlsplit(url).path.lstrip("/").split("/", 1)
    detail = {
        "s3ObjectDetails": {"bucketName": bucket, "objectKey": key},
        "scanResultDetails": {"scanResultStatus": verdict},
    }
    sqs = boto3.client(
        "sqs",
        endpoint_url=cloud.engine,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    queue = sqs.get_queue_url(QueueName="tessera-local-file-inspector")["QueueUrl"]
    event = {"id": "scan", "source": "aws.guardduty", "detail": detail}
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps(event))


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


def test_a_mail_is_read_as_it_came_and_saved_by_its_ticket_s_name(
    open_screen: OpenScreen, agent: Api, smtp: Smtp, customer: Customer, word: str
) -> None:
    mail = customer.write(f"Why/how {word}?", "Not a word of HTML.")
    mail.add_attachment(bytes(250_000), "application", "octet-stream", filename="zeros.bin")
    smtp.send(mail)
    subject = str(mail["Subject"])
    ticket = eventually(lambda: agent.ticket_with_subject(subject), "the ticket")
    tom = open_screen()
    tom.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(tom.message("Not a word of HTML.")).to_be_visible()
    tom.press("Control+k")
    tom.type("Show original")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Show original")
    tom.press("Enter")

    source = tom.page.get_by_role("textbox", name="The mail as it came")
    expect(source).to_be_focused()
    expect(source).to_have_value(re.compile(re.escape(str(mail["Message-ID"]))))
    assert len(source.input_value()) <= 200_000
    expect(tom.page.get_by_text("These are the first")).to_be_visible()
    assert tom.violations() == []
    with tom.page.expect_download() as download:
        tom.page.get_by_role("button", name="Download", exact=True).press("Enter")
    assert download.value.suggested_filename == f"{ticket['number']} Why how {word}.eml"
    assert download.value.path().stat().st_size > 250_000
    tom.press("Escape")
    expect(source).to_have_count(0)
    expect(tom.heading(subject)).to_be_visible()
