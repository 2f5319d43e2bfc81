"""The running system that these tests work on, and the people who use it.

`make test` starts a local cloud of its own for them and names its ports in the environment
(`localstack/settings.py`); by hand: `make up`, then `pytest -m e2e tests/e2e`.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from localstack import settings as local_settings
from localstack.settings import HOST, Settings
from tests.e2e.api import Api, sign_in
from tests.e2e.browsers import Browsers
from tests.e2e.mail import Customer, SentMail, Smtp
from tests.e2e.screens import Screen
from tools import chromium

ADMIN = "admin@acme.test"
AGENT = "agent@acme.test"
#: A browser that talks to nobody but the page.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
)
OpenScreen = Callable[..., Screen]
#: These run one after the other: some look for a ticket among the newest, others make dozens of them at once.
NEWEST = pytest.mark.xdist_group("newest")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e/" in item.path.as_posix():
            item.add_marker(pytest.mark.e2e)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests measured and counted (`record_property`), from every worker."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    lines = [
        f"{name}: {value}" for report in reports if report.when == "call" for name, value in report.user_properties
    ]
    if lines:
        terminalreporter.section("measured")
        terminalreporter.write_line("\n".join(lines))


@pytest.fixture(scope="session")
def cloud() -> Settings:
    """Where the local cloud listens."""
    settings = local_settings.read()
    try:
        httpx.get(settings.web, timeout=20)
    except httpx.TransportError as error:
        pytest.fail(f"Nothing answers at {settings.web} ({error}). Start the local cloud first: make up", pytrace=False)
    return settings


@pytest.fixture(scope="session")
def origin(cloud: Settings) -> str:
    return cloud.web


@pytest.fixture(scope="session")
def smtp(cloud: Settings) -> Smtp:
    return Smtp(HOST, cloud.smtp_port)


@pytest.fixture(scope="session")
def sent_mail(origin: str) -> SentMail:
    return SentMail(origin)


@pytest.fixture(scope="session")
def admin(origin: str) -> Iterator[Api]:
    with sign_in(origin, ADMIN) as api:
        yield api


@pytest.fixture(scope="session")
def agent(origin: str) -> Iterator[Api]:
    with sign_in(origin, AGENT) as api:
        yield api


@pytest.fixture
def word() -> str:
    """A word that stands nowhere else, for subjects and addresses."""
    return uuid.uuid4().hex[:12]


@pytest.fixture
def customer(word: str) -> Customer:
    return Customer("Rosa Lind", f"rosa.{word}@customer.example")


@pytest.fixture
def another(word: str) -> Callable[[str], Customer]:
    """Further people, by first name."""
    return lambda name: Customer(name, f"{name.lower()}.{word}@elsewhere.example")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with launched(playwright, chromium.find_shell()) as browser:
        yield browser


def launched(playwright: Playwright, path: str | None) -> Browser:
    if path is None:
        pytest.skip("There is no Chromium on this machine.")
    return playwright.chromium.launch(executable_path=path, args=QUIET)


@pytest.fixture(scope="session")
def browsers(browser: Browser, origin: str) -> Iterator[Browsers]:
    with closing(Browsers(browser, origin)) as browsers:
        yield browsers


@pytest.fixture
def open_screen(browsers: Browsers, origin: str) -> Iterator[OpenScreen]:
    """A browser of another person (`Screen`). After the test its console has to be clean, but for `expected_errors`:
    a browser that is to meet with some is a new one."""
    with ExitStack() as stack:
        opened: list[tuple[Screen, tuple[str, ...]]] = []

        def open_one(expected_errors: tuple[str, ...] = (), new: bool = False, **options: Any) -> Screen:
            screen = Screen(browsers, stack, origin, new or bool(expected_errors), **options)
            opened.append((screen, expected_errors))
            return screen

        yield open_one
        wrong = [
            error
            for screen, expected in opened
            for error in screen.errors
            if not any(part in error for part in expected)
        ]
    assert not wrong, "\n".join(wrong)
