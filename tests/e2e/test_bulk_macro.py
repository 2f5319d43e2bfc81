"""A macro on many tickets: its text goes to each in its own words, with its actions, and can be taken back."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.mail import SentMail
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually

Tickets = list[dict[str, Any]]
NAMES = ("Ada", "Bob")


def email_of(name: str, word: str) -> str:
    return f"{name.lower()}-{word}@customer.example"


@pytest.fixture
def tickets(agent: Api, word: str) -> Tickets:
    return [
        agent.make_ticket(
            f"{name}'s boiler {word}", "", tags=[word], requester={"email": email_of(name, word), "name": name}
        )
        for name in NAMES
    ]


@pytest.fixture
def macro(agent: Api, word: str) -> dict[str, Any]:
    text = "<p>Dear {{ticket.requester.first_name|customer}}, the heating works again.</p>"
    body = {"name": f"Works again {word}", "html": text, "actions": {"status": "resolved", "add_tags": ["outage"]}}
    made: dict[str, Any] = agent.post("/macros", body)
    return made


@pytest.fixture
def tom(open_screen: OpenScreen, tickets: Tickets, macro: dict[str, Any], word: str) -> Screen:
    """With both of them chosen."""
    screen = open_screen()
    screen.sign_in(AGENT, at=f"/views/tag-{word}")
    expect(screen.page.get_by_test_id("ticket-row")).to_have_count(2)
    screen.press("j")
    screen.press("x")
    screen.press("Shift+J")
    expect(screen.page.get_by_text("2 selected")).to_be_visible()
    return screen


def said(api: Api, ticket: dict[str, Any], kind: str) -> list[tuple[str, str | None]]:
    """What stands under it beside its first message."""
    return [(one["text"], one["delivery"]) for one in api.messages(ticket["id"])[1:] if one["kind"] == kind]


def test_many_are_answered_by_keys_and_the_answers_taken_back(
    tom: Screen, agent: Api, tickets: Tickets, macro: dict[str, Any]
) -> None:
    tom.press("m")
    tom.type(macro["name"])
    tom.press("Enter")
    dialog = tom.page.get_by_role("dialog", name=macro["name"])
    expect(dialog.get_by_role("radio", name="Reply to the customers")).to_be_focused()
    expect(dialog.get_by_test_id("macro-words")).to_contain_text(", the heating works again.")
    expect(dialog).to_contain_text("Status set to Resolved · Tagged outage")
    assert tom.violations() == []
    tom.press("ArrowRight")
    expect(dialog.get_by_role("button", name="Add a note to 2 tickets")).to_be_visible()
    tom.press("ArrowLeft")
    expect(dialog.get_by_role("button", name="Reply on 2 tickets")).to_be_visible()
    tom.press("Enter")
    expect(tom.page.get_by_text("2 tickets. The replies go out in a minute.", exact=True)).to_be_visible()
    for ticket, name in zip(tickets, NAMES, strict=True):
        assert said(agent, ticket, "reply") == [(f"Dear {name}, the heating works again.", "scheduled")]
        assert agent.get(f"/tickets/{ticket['id']}")["status"] == "resolved"
    tom.press("Control+z")
    expect(tom.page.get_by_text("Undone").first).to_be_visible()
    for ticket in tickets:
        assert said(agent, ticket, "reply") == []
        now = agent.get(f"/tickets/{ticket['id']}")
        assert (now["status"], "outage" in now["tags"]) == ("open", False)
    # They are not sent again by redoing.
    expect(tom.page.get_by_role("button", name="Redo")).to_have_count(0)
    tom.press("g")
    tom.press("j")
    panel = tom.page.get_by_role("dialog", name="Bulk changes")
    said_so = f"Macro “{macro['name']}” sent as a reply"
    expect(panel.get_by_test_id("job").filter(has_text=said_so).first).to_be_visible()


def test_its_text_is_noted_on_all_or_left_out(tom: Screen, agent: Api, tickets: Tickets, macro: dict[str, Any]) -> None:
    tom.press("m")
    tom.type(macro["name"])
    tom.press("Enter")
    dialog = tom.page.get_by_role("dialog", name=macro["name"])
    expect(dialog.get_by_role("radio", name="Reply to the customers")).to_be_focused()
    tom.press("ArrowRight")
    tom.press("Enter")
    expect(tom.page.get_by_text(f"Macro “{macro['name']}” used").first).to_be_visible()
    assert said(agent, tickets[0], "note") == [("Dear Ada, the heating works again.", None)]
    assert said(agent, tickets[0], "reply") == []


def test_the_answers_go_out_when_nobody_takes_them_back(
    agent: Api, sent_mail: SentMail, tickets: Tickets, macro: dict[str, Any], word: str
) -> None:
    act = {"kind": "macro", "macro_id": macro["id"], "text": "reply", "hold_seconds": 1}
    begun = agent.post("/tickets/bulk", {"ids": [ticket["id"] for ticket in tickets], "action": act}, 200)
    for name in NAMES:
        (mail,) = eventually(partial(sent_mail.to, email_of(name, word)), f"{name} is answered")
        body = mail.get_body(("plain",))
        assert body is not None
        assert f"Dear {name}, the heating works again." in body.get_content()
    undone = agent.post(f"/jobs/{begun['job']['id']}/undo", status=200)
    assert {item["reason"] for item in undone["items"]} == {"The reply is on its way already: it stays."}
    assert {agent.get(f"/tickets/{ticket['id']}")["status"] for ticket in tickets} == {"open"}
