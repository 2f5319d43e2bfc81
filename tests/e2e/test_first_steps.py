"""A new organization, from its founding to its first real ticket."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from localstack.settings import Settings
from tests.e2e.conftest import OpenScreen
from tests.e2e.mail import Customer, Smtp

PASSWORD = "a-long-password"


@pytest.fixture
def founder(cloud: Settings, word: str) -> str:
    """Whoever founded an organization as an operator does; their address."""
    email = f"founder.{word}@acme.test"
    told = {"stage": "local", "name": f"New {word}", "slug": f"new-{word}", "mailbox": f"hello.{word}@acme.test"}
    told |= {"admin-name": "Nora New", "admin-email": email}
    arguments = [f"--{name}={value}" for name, value in told.items()]
    command = [sys.executable, "-m", "tools.found", *arguments]
    subprocess.run(command, env=cloud.environment(), input=PASSWORD, text=True, check=True)
    return email


def test_the_guide_ends_with_a_real_ticket(
    open_screen: OpenScreen, smtp: Smtp, customer: Customer, founder: str, word: str
) -> None:
    screen = open_screen()
    screen.open("/sign-in")
    screen.page.get_by_label("Email").fill(founder)
    screen.page.get_by_label("Password").fill(PASSWORD)
    screen.press("Enter")
    expect(screen.heading("First steps")).to_be_visible()
    steps = screen.page.get_by_test_id("step")
    expect(steps.filter(has_text="Make a team")).to_have_attribute("data-done", "false")
    assert screen.violations() == []
    steps.get_by_role("link", name="Add a team").click()
    screen.page.get_by_role("button", name="New team").click()
    screen.page.get_by_label("Name", exact=True).fill("Support")
    screen.page.get_by_role("button", name="Save").click()
    expect(screen.page.get_by_role("dialog")).to_have_count(0)
    screen.page.get_by_role("link", name="First steps").click()
    expect(steps.filter(has_text="Make a team")).to_have_attribute("data-done", "true")
    expect(steps.filter(has_text="Get your first ticket")).to_contain_text(f"hello.{word}@acme.test")

    smtp.send(customer.write(f"Are you open {word}", "On Sundays too?"), to=[f"hello.{word}@acme.test"])
    expect(steps.last).to_contain_text(f"#1 Are you open {word}")
    steps.last.get_by_role("link", name="Open it").click()
    expect(screen.message("On Sundays too?")).to_be_visible()
    screen.open("/")
    expect(screen.row(f"Are you open {word}")).to_be_visible()
