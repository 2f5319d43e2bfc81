"""Writing: replies that wait, drafts on another machine, macros."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.api import Api
from tests.e2e.conftest import OpenScreen
from tests.e2e.mail import Customer, SentMail, Smtp
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually

REPLY = "Text of the reply"
#: Seconds for what is held for ten of them: as long as a busy machine needs to do something before.
LONG = 40.0


@pytest.fixture
def ticket(agent: Api, word: str) -> dict[str, Any]:
    return agent.make_ticket(f"Cold kettle {word}", f"{word}@customer.example")


def at_ticket(open_screen: OpenScreen, ticket: dict[str, Any], **options: Any) -> Screen:
    screen = open_screen(**options)
    screen.sign_in("agent@acme.test", at=f"/tickets/{ticket['id']}")
    expect(screen.heading(ticket["subject"])).to_be_visible()
    return screen


def reply(screen: Screen) -> Locator:
    return screen.page.get_by_role("textbox", name=REPLY)


def test_sending_can_be_undone_for_some_seconds(open_screen: OpenScreen, agent: Api, ticket: dict[str, Any]) -> None:
    tom = at_ticket(open_screen, ticket)
    tom.write("r", REPLY, "Too early.")
    expect(tom.page.get_by_text("Sending…").first).to_be_visible()
    tom.message("Too early.").get_by_role("button", name="Undo").click()
    expect(reply(tom)).to_have_text("Too early.")
    expect(tom.message("Too early.")).to_have_count(0)
    assert [one["text"] for one in agent.messages(ticket["id"])] == [agent.messages(ticket["id"])[0]["text"]]


def test_sending_is_undone_by_key(open_screen: OpenScreen, agent: Api, ticket: dict[str, Any]) -> None:
    tom = at_ticket(open_screen, ticket)
    # Out of the editor, as one goes on; and within it, which is empty then.
    for leave in ("Escape", None):
        expect(tom.page.get_by_test_id("composer")).to_be_visible()
        tom.press("r")
        expect(reply(tom)).to_be_focused()
        tom.press("Control+a")
        tom.type("Too early.")
        tom.press("Control+Enter")
        expect(reply(tom)).to_have_text("")
        if leave:
            tom.press(leave)
        tom.press("Control+z")
        expect(reply(tom)).to_have_text("Too early.")
        expect(tom.message("Too early.")).to_have_count(0)
        expect(tom.page.get_by_text("Taken back into the composer").first).to_be_visible()
        expect(tom.page.get_by_text("Sending…")).to_have_count(0)
    assert len(agent.messages(ticket["id"])) == 1


def test_a_reply_resolves_by_key_and_says_so_while_it_waits(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any]
) -> None:
    tom = at_ticket(open_screen, ticket)
    expect(tom.page.get_by_test_id("composer")).to_be_visible()
    tom.press("r")
    expect(reply(tom)).to_be_focused()
    tom.type("It is mended.")
    tom.press("Control+Alt+Enter")
    expect(tom.message("It is mended.")).to_contain_text("Sending in a few seconds, then Resolved")
    assert agent.get(f"/tickets/{ticket['id']}")["status"] == "open"
    expect(tom.field("Status")).to_contain_text("Resolved")


def test_a_reply_waits_for_tomorrow_and_goes_now(open_screen: OpenScreen, ticket: dict[str, Any]) -> None:
    tom = at_ticket(open_screen, ticket)
    reply(tom).click()
    tom.type("Good morning.")
    tom.press("Control+Shift+Enter")
    tom.page.get_by_role("button", name="Tomorrow morning").click()
    expect(tom.message("Good morning.")).to_contain_text("Will be sent")
    assert tom.violations() == []

    tom.page.get_by_role("link", name="Scheduled", exact=True).click()
    row = tom.page.get_by_test_id("unsent-row").filter(has_text=ticket["subject"])
    expect(row).to_contain_text("Good morning.")
    row.get_by_role("button", name="Send now").click()
    expect(row).to_have_count(0)


def merge(agent: Api, source: dict[str, Any], target: dict[str, Any]) -> None:
    agent.post(f"/tickets/{source['id']}/merge", {"into": target["id"]}, 200)


def test_a_reply_that_is_held_while_its_ticket_is_merged_goes_out_from_the_other(
    agent: Api, ticket: dict[str, Any], smtp: Smtp, sent_mail: SentMail, customer: Customer, word: str
) -> None:
    source = agent.make_ticket(f"Hot kettle {word}", customer.email)
    text = f"Let it cool, {word}."
    held = agent.post(f"/tickets/{source['id']}/messages", {"kind": "reply", "text": text, "hold_seconds": 10})
    merge(agent, source, ticket)
    assert [one["delivery"] for one in agent.messages(ticket["id"]) if one["text"] == text] == ["scheduled"]

    mail = eventually(lambda: sent_mail.to(customer.email), "the reply went out", LONG)[0]
    (sent,) = (one for one in agent.messages(ticket["id"]) if one["text"] == text)
    assert sent["id"] != held["message"]["id"]
    smtp.send(customer.answer(mail, f"It is cool, {word}."))

    def answered() -> bool:
        return any(f"It is cool, {word}." in one["text"] for one in agent.messages(ticket["id"]))

    eventually(answered, "the answer came to the ticket that goes on")
    assert len(sent_mail.to(customer.email)) == 1


def test_a_reply_that_waits_on_a_merged_ticket_is_decided_on_where_it_is_shown(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any], customer: Customer, word: str
) -> None:
    source = agent.make_ticket(f"Hot kettle {word}", customer.email)
    soon = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="milliseconds")
    text = f"Good morning, {word}."
    reply_to_wait = {"kind": "reply", "text": text, "send_at": soon}
    waiting = agent.post(f"/tickets/{source['id']}/messages", reply_to_wait)["message"]
    merge(agent, source, ticket)
    path = f"/tickets/{ticket['id']}/messages/{waiting['id']}"
    later = (datetime.now(UTC) + timedelta(days=3)).isoformat(timespec="milliseconds")
    assert agent.patch(path, {"send_at": later})["id"] == waiting["id"]
    better = f"Good evening, {word}."
    assert agent.http.put(f"{path}/text", json={"text": better}).json()["message"]["text"] == better

    tom = at_ticket(open_screen, ticket)
    expect(tom.message(better)).to_contain_text("Will be sent")
    tom.message(better).get_by_role("button", name="Take back").click()
    expect(reply(tom)).to_have_text(better)
    expect(tom.message(better)).to_have_count(0)
    assert tom.violations() == []


def test_a_reply_whose_time_came_while_its_ticket_was_deleted_waits_for_a_word(
    open_screen: OpenScreen, admin: Api, agent: Api, ticket: dict[str, Any], sent_mail: SentMail, word: str
) -> None:
    text, path = f"It ships, {word}.", f"/tickets/{ticket['id']}"
    agent.post(f"{path}/messages", {"kind": "reply", "text": text, "hold_seconds": 10})
    assert admin.http.delete(path).status_code == 200

    def states() -> list[str]:
        return [one["delivery"] for one in agent.messages(ticket["id"]) if one["text"] == text]

    eventually(lambda: states() == ["unsent"], "its time came", LONG)

    def told() -> bool:
        notices = agent.get("/notifications")["items"]
        return any(one["kind"] == "reply_failed" and one["ticket"]["id"] == ticket["id"] for one in notices)

    eventually(told, "its author was told")
    admin.post(f"{path}/restore", None, 200)

    tom = at_ticket(open_screen, ticket)
    expect(tom.message(text)).to_contain_text("Not sent: The ticket was deleted")
    assert "message.unsent" in [entry.get("type") for entry in agent.entries(ticket["id"])]
    assert tom.violations() == []
    assert sent_mail.to(f"{word}@customer.example") == []
    tom.page.get_by_role("link", name="Scheduled", exact=True).click()
    row = tom.page.get_by_test_id("unsent-row").filter(has_text=ticket["subject"])
    expect(row).to_contain_text("Not sent")
    row.get_by_role("button", name="Send now").click()
    expect(row).to_have_count(0)
    eventually(lambda: sent_mail.to(f"{word}@customer.example"), "the reply went out")


def test_a_draft_is_there_on_another_machine(open_screen: OpenScreen, ticket: dict[str, Any]) -> None:
    first = at_ticket(open_screen, ticket)
    reply(first).click()
    with first.page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        first.type("Half a sentence")
    second = at_ticket(open_screen, ticket)
    expect(reply(second)).to_have_text("Half a sentence")
    second.page.get_by_role("link", name="Drafts", exact=True).click()
    expect(second.page.get_by_test_id("unsent-row").filter(has_text=ticket["subject"])).to_be_visible()


def test_a_macro_is_written_and_used(open_screen: OpenScreen, ticket: dict[str, Any], word: str) -> None:
    tom = at_ticket(open_screen, ticket)
    tom.page.get_by_role("link", name="Settings").click()
    tom.page.get_by_role("link", name="Macros").click()
    tom.page.get_by_role("button", name="New macro").click()
    tom.page.get_by_label("Name", exact=True).fill(f"Descale {word}")
    tom.page.get_by_role("textbox", name="Text", exact=True).click()
    tom.type("About {{ticket.subject}}: descale it.")
    tom.page.get_by_label("Add tags").fill("descaling")
    tom.page.get_by_role("button", name="Save").click()
    expect(tom.page.get_by_test_id("macro-row").filter(has_text=word)).to_be_visible()

    tom.open(f"/tickets/{ticket['id']}")
    reply(tom).click()
    tom.press("/")
    tom.page.get_by_placeholder("Search macros").fill(word)
    tom.page.get_by_role("option", name=f"Descale {word}").click()
    expect(reply(tom)).to_have_text(f"About {ticket['subject']}: descale it.")
    expect(tom.field("Tags")).to_contain_text("descaling")


def test_a_team_s_signature_stands_under_its_mails(
    open_screen: OpenScreen, admin: Api, sent_mail: SentMail, word: str
) -> None:
    team = admin.post("/admin/teams", {"name": f"Kettles {word}"})
    boss = open_screen()
    boss.sign_in("admin@acme.test", at="/settings/people")
    boss.page.get_by_role("button", name=f"Edit Kettles {word}").click()
    boss.page.get_by_role("textbox", name="Signature under mails").click()
    boss.type(f"Yours, Kettles {word}, ")
    boss.page.get_by_role("button", name="Variable").click()
    boss.page.get_by_role("menuitem", name="agent.first_name").click()
    expect(boss.page.get_by_text(f"Yours, Kettles {word}, Mara", exact=True)).to_be_visible()
    assert boss.violations() == []
    boss.page.get_by_role("button", name="Save").click()
    expect(boss.page.get_by_role("dialog")).to_have_count(0)

    email = f"{word}@customer.example"
    ticket = admin.make_ticket(f"Dry kettle {word}", email, team_id=team["id"])
    tom = at_ticket(open_screen, ticket)
    expect(tom.page.get_by_test_id("signature")).to_have_text(f"Yours, Kettles {word}, Tom")
    assert tom.violations() == []
    tom.write("r", REPLY, "Fill it.")
    text = eventually(lambda: sent_mail.to(email), "the reply")[0].get_body(("plain",))
    assert text is not None
    assert f"Fill it.\n\n-- \nYours, Kettles {word}, Tom" in text.get_content().replace("\r\n", "\n")


def test_a_message_is_forwarded_and_its_answer_is_for_agents(
    open_screen: OpenScreen, agent: Api, smtp: Smtp, sent_mail: SentMail, word: str
) -> None:
    bob, email = Customer("Bob", f"bob@{word}.example"), f"{word}@customer.example"
    ids = [agent.upload(name, b"%PDF-1.4 a drawing") for name in ("Kettle.pdf", "Private.pdf")]
    message = {"text": "It leaks at the spout.", "attachment_ids": ids}
    ticket = agent.post(
        "/tickets", {"subject": f"Leaking kettle {word}", "requester": {"email": email}, "message": message}
    )
    tom = at_ticket(open_screen, ticket)
    asked = tom.message("It leaks at the spout.")
    asked.hover()
    asked.get_by_role("button", name="Actions for the message").click()
    tom.page.get_by_role("menuitem", name="Forward…").click()
    to = tom.page.get_by_label("To, email addresses")
    expect(to).to_be_focused()
    tom.press("Control+Enter")
    expect(tom.page.get_by_text("Say to whom it goes.")).to_be_visible()
    expect(to).to_be_focused()
    tom.type(bob.email)
    tom.page.get_by_role("checkbox", name="Private.pdf").uncheck()
    tom.page.get_by_role("textbox", name="Words above what is forwarded").click()
    tom.type(f"Seen this before, {word}?")
    assert tom.violations() == []
    tom.press("Control+Enter")
    expect(tom.page.get_by_test_id("carried")).to_have_count(0)

    mail = eventually(lambda: sent_mail.to(bob.email), "the forward")[0]
    assert str(mail["Subject"]).startswith("Fwd: Leaking kettle")
    body = mail.get_body(("plain",))
    assert body is not None
    assert "It leaks at the spout." in body.get_content()
    assert [each.get_filename() for each in mail.iter_attachments()] == ["Kettle.pdf"]
    sent = tom.message(f"Seen this before, {word}?")
    expect(sent).to_contain_text("Forwarded")
    expect(sent.get_by_test_id("attachment")).to_have_count(1)
    expect(sent.get_by_test_id("attachment")).to_contain_text("Kettle.pdf")
    smtp.send(bob.answer(mail, "The seal is worn."))
    answer = tom.message("The seal is worn.")
    expect(answer).to_contain_text("Answer to a forward")
    expect(answer).to_have_attribute("data-kind", "note")
    assert sent_mail.to(email) == []
    assert tom.violations() == []


def test_a_forward_is_written_by_keys_on_two_machines_and_taken_back(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    ticket = agent.make_ticket(f"Cracked lid {word}", f"{word}@customer.example", "The lid is cracked.")
    first = at_ticket(open_screen, ticket)
    expect(first.page.get_by_test_id("composer")).to_be_visible()
    first.press("w")
    expect(first.page.get_by_test_id("carried")).to_contain_text("The lid is cracked.")
    with first.page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        first.type(f"Bob Lee <bob.{word}@partner.example>")
    second = at_ticket(open_screen, ticket)
    expect(second.page.get_by_test_id("carried")).to_contain_text("The lid is cracked.")
    expect(second.page.get_by_label("To, email addresses")).to_have_value(f"Bob Lee <bob.{word}@partner.example>")

    second.page.get_by_role("textbox", name="Words above what is forwarded").click()
    second.press("Control+Enter")
    second.page.get_by_test_id("message").filter(has_text="to Bob Lee").get_by_role("button", name="Undo").click()
    expect(second.page.get_by_test_id("carried")).to_contain_text("The lid is cracked.")
    expect(second.page.get_by_label("To, email addresses")).to_have_value(f"Bob Lee <bob.{word}@partner.example>")
    expect(second.page.get_by_role("textbox", name="Words above what is forwarded")).to_be_focused()


def test_on_a_phone_what_appears_leaves_the_buttons_under_the_finger(
    open_screen: OpenScreen, ticket: dict[str, Any], word: str
) -> None:
    phone = at_ticket(open_screen, ticket, viewport={"width": 390, "height": 800})
    composer = phone.page.get_by_test_id("composer")
    composer.get_by_role("button", name="Forward", exact=True).click()
    expect(phone.page.get_by_test_id("carried")).to_be_visible()
    composer.get_by_role("button", name="Reply", exact=True).click()
    expect(reply(phone)).to_be_focused()
    composer.get_by_role("button", name="Internal note", exact=True).click()
    expect(phone.page.get_by_role("textbox", name="Text of the internal note")).to_be_focused()
    composer.get_by_role("button", name="Reply", exact=True).click()
    composer.get_by_role("button", name="Add Cc").click()
    expect(phone.page.get_by_label("Cc, email addresses")).to_be_focused()
    assert phone.violations() == []


def test_who_is_known_is_offered_for_copies_and_taken_by_keys(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any], word: str
) -> None:
    zelda, zora = f"zelda.{word}@partner.example", f"zora.{word}@partner.example"
    for email, name in ((zelda, f"Quist{word}, Zelda"), (zora, f"Quist{word} Zora")):
        agent.make_ticket(f"Known {word}", email, requester={"email": email, "name": name})
    tom = at_ticket(open_screen, ticket)
    tom.page.get_by_role("button", name="Add Cc").click()
    copies = tom.page.get_by_role("combobox", name="Cc, email addresses")
    offered = tom.page.get_by_role("listbox", name="People").get_by_role("option")
    tom.type(f"quist{word[:8]}")
    expect(offered).to_have_count(2)
    assert tom.violations() == []
    first = offered.nth(0).inner_text()
    tom.press("ArrowDown")
    tom.press("ArrowUp")
    tom.press("Enter")
    known = {zelda: f'"Quist{word}, Zelda" <{zelda}>, ', zora: f"Quist{word} Zora <{zora}>, "}
    taken = zelda if zelda in first else zora
    left = zora if taken == zelda else zelda
    expect(copies).to_have_value(known[taken])
    # Whoever is there already is not offered again.
    tom.type(f"quist{word[:8]}")
    expect(offered).to_have_count(1)
    tom.press("Escape")
    expect(offered).to_have_count(0)
    expect(copies).to_be_focused()
    tom.type("x")
    tom.press("Backspace")
    offered.click()
    expect(copies).to_have_value(known[taken] + known[left])
    expect(copies).to_be_focused()
    tom.press("Escape")
    expect(copies).not_to_be_focused()
    reply(tom).click()
    tom.type("For the three of you.")
    tom.press("Control+Enter")
    sent = eventually(lambda: agent.messages(ticket["id"])[1:], "the reply is there")[0]
    assert [person["email"] for person in sent["cc"]] == [taken, left]


def test_a_reply_goes_to_others_and_in_blind_copy(
    open_screen: OpenScreen, agent: Api, ticket: dict[str, Any], word: str
) -> None:
    tom = at_ticket(open_screen, ticket)
    tom.page.get_by_role("button", name="Add Bcc").click()
    tom.page.get_by_label("Bcc, email addresses").fill(f"bob.{word}@partner.example, half@")
    wrong = tom.page.get_by_text("“half@” is not an email address.")
    # Not before somebody is done with it.
    expect(wrong).to_have_count(0)
    tom.press("Tab")
    expect(wrong).to_be_visible()
    tom.page.get_by_label("Bcc, email addresses").fill(f"bob.{word}@partner.example")
    tom.page.get_by_role("button", name="Change whom it goes to").click()
    expect(tom.page.get_by_label("To, email addresses")).to_have_value(f"{word}@customer.example")
    tom.page.get_by_label("To, email addresses").fill(f"rosa.{word}@customer.example")
    assert tom.violations() == []
    reply(tom).click()
    tom.type("For you and nobody else.")
    tom.press("Control+Enter")
    sent = eventually(lambda: agent.messages(ticket["id"])[1:], "the reply is there")[0]
    assert [person["email"] for person in sent["to"]] == [f"rosa.{word}@customer.example"]
    assert [person["email"] for person in sent["bcc"]] == [f"bob.{word}@partner.example"]
    tom.message("For you and nobody else.").get_by_role("button", name="Undo").click()
    expect(tom.page.get_by_label("Bcc, email addresses")).to_have_value(f"bob.{word}@partner.example")
    expect(tom.page.get_by_label("To, email addresses")).to_have_value(f"rosa.{word}@customer.example")
    blind = {"kind": "reply", "text": "It is sent.", "bcc": [{"email": f"bob.{word}@partner.example"}]}
    agent.post(f"/tickets/{ticket['id']}/messages", blind)
    expect(tom.message("It is sent.")).to_contain_text(f"bcc bob.{word}@partner.example")
