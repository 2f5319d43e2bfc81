"""What one origin serves beside the API."""

import json

import httpx
import pytest
from playwright.sync_api import expect

from localstack.settings import ROOT
from tests.e2e.conftest import OpenScreen


@pytest.mark.parametrize("path", ["/", "/sign-in", "/some/deep/link"])
def test_every_address_of_the_app_is_its_page(origin: str, path: str) -> None:
    response = httpx.get(f"{origin}{path}", timeout=30)
    assert response.status_code == 200
    assert '<div id="root"' in response.text
    policy = response.headers["content-security-policy"]
    assert "'unsafe-eval'" not in policy
    scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    assert response.headers["x-content-type-options"] == "nosniff"


def test_the_api_s_document_is_the_committed_one(origin: str) -> None:
    served = httpx.get(f"{origin}/api/openapi.json", timeout=30).json()
    committed = json.loads((ROOT / "schemas" / "generated" / "openapi" / "tessera.json").read_text())
    assert served == committed
    assert served["openapi"].startswith("3.1")


def test_a_file_that_is_not_there_is_no_page(origin: str) -> None:
    assert httpx.get(f"{origin}/assets/missing.js", timeout=30).status_code == 404


def test_a_page_without_an_icon_of_its_own_has_one(origin: str) -> None:
    """Browsers ask for it wherever no page names another: on a picture, a JSON answer."""
    response = httpx.get(f"{origin}/favicon.ico", timeout=30)
    assert response.status_code == 200
    assert response.content.startswith(b"\0\0\1\0")


def test_sent_mail_has_a_page(origin: str) -> None:
    response = httpx.get(f"{origin}/_dev/mail", timeout=30)
    assert response.status_code == 200
    assert "Sent mail" in response.text


def test_the_api_can_be_explored(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.open("/api/docs")
    screen.page.get_by_role("button", name="Create a ticket").click()
    expect(screen.page.get_by_role("button", name="Execute").first).to_be_visible()
