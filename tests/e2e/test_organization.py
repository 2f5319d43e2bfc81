"""The organization itself: its colour, what stands around its mails, and the addresses it is written to."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import ADMIN, OpenScreen
from tests.e2e.mail import Customer, SentMail, Smtp
from tests.e2e.waiting import eventually

#: One after the other: there is one organization.
pytestmark = pytest.mark.xdist_group("organization")

PATH = "/admin/organization"


@pytest.fixture
def kept(admin: Api) -> Iterator[None]:
    """As it was before, afterwards: all tests share one organization."""
    before = admin.get(PATH)
    yield
    assert admin.http.patch(PATH, json={name: before[name] for name in before if name != "version"}).is_success


@pytest.mark.usefixtures("kept")
def test_the_colour_is_seen_while_it_is_chosen_and_then_by_everybody(open_screen: OpenScreen) -> None:
    hue = "getComputedStyle(document.documentElement).getPropertyValue('--accent-hue').trim()"
    tom = open_screen()
    tom.sign_in("agent@acme.test")
    mara = open_screen()
    mara.sign_in(ADMIN, at="/settings/organization")
    mara.page.get_by_role("radio", name="Violet").check(force=True)
    mara.page.wait_for_function(f"{hue} === '295'")
    assert mara.violations() == []
    mara.page.get_by_role("button", name="Discard changes").click()
    mara.page.wait_for_function(f"{hue} === '178'")
    mara.page.get_by_role("slider").focus()
    mara.press("ArrowRight")
    mara.page.wait_for_function(f"{hue} === '179'")
    mara.page.get_by_role("link", name="Dashboard").click()
    expect(mara.heading("Not saved yet")).to_be_visible()
    mara.page.get_by_role("button", name="Keep editing").last.click()
    mara.page.get_by_role("button", name="Save").click()
    expect(mara.page.get_by_role("button", name="Save")).to_be_disabled()

    # Whoever is at work sees it at once, and keeps it.
    eventually(lambda: tom.page.evaluate(hue) == "179", "the new colour on a colleague's screen")
    tom.page.reload()
    eventually(lambda: tom.page.evaluate(hue) == "179", "the colour that was kept")


@pytest.mark.usefixtures("kept")
def test_words_around_mails_are_seen_and_sent(
    open_screen: OpenScreen, agent: Api, sent_mail: SentMail, word: str
) -> None:
    mara = open_screen()
    mara.sign_in(ADMIN, at="/settings/mail")
    mara.page.get_by_role("textbox", name="Under the signature").click()
    mara.type(f"Acme Ltd {word}, about #")
    mara.page.get_by_role("button", name="Variable").last.click()
    mara.page.get_by_role("menuitem", name="ticket.number").click()
    preview = mara.page.get_by_test_id("mail-preview")
    expect(preview.frame_locator("iframe").get_by_text(f"Acme Ltd {word}, about #1042")).to_be_visible()
    mara.page.get_by_role("button", name="Language: English").click()
    mara.type("Germ")
    mara.press("Enter")
    expect(preview.frame_locator("iframe").get_by_text("schrieb")).to_be_visible()
    assert mara.violations() == []
    mara.page.get_by_role("button", name="Save").click()
    expect(mara.page.get_by_role("button", name="Save")).to_be_disabled()

    email = f"{word}@customer.example"
    ticket = agent.make_ticket(f"Late parcel {word}", email)
    agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "reply", "text": "It is on its way."})
    text = eventually(lambda: sent_mail.to(email), "the reply")[0].get_body(("plain",))
    assert text is not None
    assert "schrieb" in text.get_content()
    assert f"It is on its way.\n\nAcme Ltd {word}, about #{ticket['number']}" in text.get_content().replace(
        "\r\n", "\n"
    )


def test_an_address_is_added_written_to_and_removed(
    open_screen: OpenScreen, admin: Api, smtp: Smtp, sent_mail: SentMail, word: str
) -> None:
    team = admin.post("/admin/teams", {"name": f"Sales {word}"})
    mara = open_screen(expected_errors=("422",))
    mara.sign_in(ADMIN, at="/settings/mail")
    mara.page.get_by_role("button", name="Add an address").click()
    mara.page.get_by_label("Address", exact=True).fill(f"{word}@elsewhere.example")
    mara.page.get_by_role("button", name="Save").last.click()
    expect(mara.page.get_by_text("does not come here")).to_be_visible()
    mara.page.get_by_label("Address", exact=True).fill(f"{word}@acme.test")
    mara.page.get_by_role("combobox", name="Team").click()
    mara.page.get_by_role("option", name=f"Sales {word}").click()
    assert mara.violations() == []
    mara.page.get_by_role("button", name="Save").last.click()
    row = mara.page.get_by_test_id("mailbox").filter(has_text=f"{word}@acme.test")
    expect(row).to_contain_text(f"begin in Sales {word}")

    ada = Customer("Ada", f"ada.{word}@customer.example")
    smtp.send(ada.write(f"An offer {word}", "How much is it?", to=f"{word}@acme.test"))
    found = eventually(
        lambda: [one for one in admin.get("/tickets")["items"] if one["subject"] == f"An offer {word}"], "the ticket"
    )[0]
    assert found["team_id"] == team["id"]
    admin.post(f"/tickets/{found['id']}/messages", {"kind": "reply", "text": "Ten euros."})
    assert f"{word}@acme.test" in str(eventually(lambda: sent_mail.to(ada.email), "the answer")[0]["From"])

    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)
    mara.page.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text(f"begin in Sales {word}")
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0)
    admin.post(f"/tickets/{found['id']}/messages", {"kind": "reply", "text": "Nine, for you."})
    answers = eventually(lambda: sent_mail.to(ada.email)[1:], "the second answer")
    assert f"{word}@acme.test" not in str(answers[0]["From"])
