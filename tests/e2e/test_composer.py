"""What one writes looks as it will be read: Markdown as one types, emoji, pictures from the clipboard."""

import base64
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.e2e.api import Api
from tests.e2e.conftest import AGENT, OpenScreen
from tests.e2e.mail import SentMail
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually

#: A PNG of one pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
#: What a browser does when files are pasted or dropped, with what is on the clipboard or under the pointer.
BRING = """(box, [kind, name, type, content]) => {
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0))
  const data = new DataTransfer()
  data.items.add(new File([bytes], name, { type }))
  const more = { bubbles: true, cancelable: true }
  box.dispatchEvent(kind === 'paste'
    ? new ClipboardEvent('paste', { clipboardData: data, ...more })
    : new DragEvent('drop', { dataTransfer: data, ...more }))
}"""
PASTE_HTML = """(box, html) => {
  const data = new DataTransfer()
  data.setData('text/html', html)
  data.setData('text/plain', 'plain')
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def tom(open_screen: OpenScreen, agent: Api, word: str) -> Screen:
    ticket: dict[str, Any] = agent.make_ticket(f"Loose handle {word}", f"{word}@customer.example")
    screen = open_screen()
    screen.sign_in(AGENT, at=f"/tickets/{ticket['id']}")
    expect(screen.page.get_by_test_id("composer")).to_be_visible()
    return screen


def paper(screen: Screen, key: str, name: str) -> Locator:
    screen.press(key)
    box = screen.page.get_by_role("textbox", name=name)
    expect(box).to_be_focused()
    return box


def test_two_tabs_of_one_ticket_have_one_draft(tom: Screen) -> None:
    other = tom.context.new_page()
    other.goto(tom.page.url)
    theirs = other.get_by_role("textbox", name="Text of the reply")
    expect(other.get_by_test_id("composer")).to_be_visible()
    mine = paper(tom, "r", "Text of the reply")
    tom.type("Glue")
    other.keyboard.press("r")
    expect(theirs).to_have_text("Glue")
    expect(theirs).to_be_focused()
    other.keyboard.type(" helps")
    expect(mine).to_have_text("Glue helps")
    other.close()


def test_a_reply_is_stopped_that_was_written_while_somebody_else_answered(tom: Screen, admin: Api, word: str) -> None:
    ticket = admin.ticket_with_subject(f"Loose handle {word}")
    assert ticket is not None
    paper(tom, "r", "Text of the reply")
    tom.type("Have you tried glue?")
    admin.post(f"/tickets/{ticket['id']}/messages", {"kind": "reply", "text": "We send a new handle."})
    expect(tom.message("We send a new handle.")).to_be_visible()

    tom.press("Control+Enter")

    alert = tom.page.get_by_role("alert").filter(has_text="A new message came in while you were writing")
    expect(alert).to_be_visible()
    assert [each["text"] for each in admin.messages(ticket["id"])][1:] == ["We send a new handle."]
    alert.get_by_role("button", name="Send anyway").click()
    expect(alert).to_have_count(0)
    eventually(lambda: len(admin.messages(ticket["id"])) == 3, "the reply to be there")

    paper(tom, "r", "Text of the reply")
    tom.type("And a screw.")
    tom.press("Control+Enter")
    eventually(lambda: len(admin.messages(ticket["id"])) == 4, "the next reply, which nothing came between")


def test_markdown_becomes_what_it_means(tom: Screen, sent_mail: SentMail, word: str) -> None:
    box = paper(tom, "r", "Text of the reply")
    tom.type("Do **not** use `bleach`:")
    tom.press("Enter")
    tom.type("- empty it")
    tom.press("Enter")
    tom.type("rinse it")
    tom.press("Enter")
    tom.press("Enter")
    tom.type("> So says the manual :ok_hand")
    expect(tom.page.get_by_role("option").first).to_be_visible()
    tom.press("Enter")
    for tag, text in (("strong", "not"), ("code", "bleach"), ("blockquote", "So says the manual 👌")):
        expect(box.locator(tag)).to_have_text(text)
    expect(box.locator("li")).to_have_text(["empty it", "rinse it"])
    tom.press("Control+Enter")
    mail = eventually(lambda: sent_mail.to(f"{word}@customer.example"), "the reply")[0]
    parts = {part.get_content_type(): part for part in mail.walk()}
    assert "<strong>not</strong>" in parts["text/html"].get_content()
    plain = parts["text/plain"].get_content().splitlines()
    begun = ["Do not use bleach:", "", "- empty it", "- rinse it", "", "> So says the manual 👌"]
    assert plain[: len(begun)] == begun


def test_a_message_on_its_way_looks_as_it_will(tom: Screen, word: str) -> None:
    under_way: list[Route] = []
    tom.page.route("**/messages", lambda route: under_way.append(route))
    paper(tom, "r", "Text of the reply")
    tom.type(f"The **cold** kettle {word}, by `rinse it`")
    tom.press("Control+Enter")
    sent = tom.message(f"kettle {word}")
    expect(sent).to_have_attribute("data-state", "sending")
    expect(sent.locator("strong")).to_have_text("cold")
    expect(sent.locator("code")).to_have_text("rinse it")
    under_way[0].continue_()
    expect(sent).not_to_have_attribute("data-state", "sending")


def test_a_picture_is_pasted_and_a_file_dropped(tom: Screen, sent_mail: SentMail, word: str) -> None:
    box = paper(tom, "r", "Text of the reply")
    tom.type("As you see:")
    box.evaluate(BRING, ["paste", "image.png", "image/png", base64.b64encode(PIXEL).decode()])
    expect(box.get_by_role("img", name="image.png")).to_have_js_property("naturalWidth", 1)
    expect(tom.page.get_by_test_id("composer").get_by_text("image.png")).to_have_count(0)
    tom.page.get_by_test_id("composer").evaluate(BRING, ["drop", "plan.txt", "text/plain", "aGVsbG8="])
    expect(tom.page.get_by_test_id("composer").get_by_text("plan.txt")).to_be_visible()
    assert tom.violations() == []
    tom.press("Control+Enter")
    mail = eventually(lambda: sent_mail.to(f"{word}@customer.example"), "the reply")[0]
    parts = {part.get_content_type(): part for part in mail.walk()}
    assert parts["image/png"].get_content() == PIXEL
    assert f"cid:{parts['image/png']['Content-ID'].strip('<>')}" in parts["text/html"].get_content()
    assert {part.get_filename() for part in mail.iter_attachments()} >= {"plan.txt"}
    sent = tom.message("As you see:").locator(".rich-text img")
    expect(sent).to_have_js_property("naturalWidth", 1)
    expect(tom.message("As you see:").get_by_text("image.png")).to_have_count(0)


def test_a_picture_waits_in_its_draft(tom: Screen) -> None:
    box = paper(tom, "n", "Text of the internal note")
    tom.type("Before ")
    box.evaluate(BRING, ["paste", "image.png", "image/png", base64.b64encode(PIXEL).decode()])
    expect(box.get_by_role("img", name="image.png")).to_have_count(1)
    tom.type(" after")
    tom.page.reload()
    tom.press("n")
    expect(box.get_by_role("img", name="image.png")).to_have_js_property("naturalWidth", 1)
    expect(box).to_contain_text("after")
    # Taken out of the text it is a file again, to be sent along or not.
    box.get_by_role("img", name="image.png").click()
    tom.press("Delete")
    expect(box.get_by_role("img", name="image.png")).to_have_count(0)
    expect(tom.page.get_by_test_id("composer").get_by_text("image.png")).to_be_visible()
    tom.press("Control+z")
    expect(box.get_by_role("img", name="image.png")).to_have_count(1)
    tom.press("Control+Enter")
    expect(tom.message("Before").locator(".rich-text img")).to_have_js_property("naturalWidth", 1)


def test_what_is_pasted_keeps_its_meaning_and_loses_its_looks(tom: Screen) -> None:
    box = paper(tom, "n", "Text of the internal note")
    box.evaluate(
        PASTE_HTML,
        '<p style="color:red;font-size:40px">Hot <b>stuff</b> <a href="https://example.com/a">here</a>'
        '<script>alert(1)</script><img src=x onerror="window.ran = true"></p>',
    )
    expect(box.locator("strong")).to_have_text("stuff")
    expect(box.locator("a")).to_have_attribute("href", "https://example.com/a")
    expect(box.locator("script, [style], [onerror]")).to_have_count(0)
    tom.errors.clear()  # the policy tells of the handler that it keeps from running
    assert not tom.page.evaluate("Boolean(window.ran)")


def test_a_colleague_is_named_by_typing(tom: Screen) -> None:
    box = paper(tom, "n", "Text of the internal note")
    tom.type("Ask @pri")
    expect(tom.page.get_by_role("option", name="Priya Raman")).to_be_visible()
    tom.press("Enter")
    tom.type("please")
    expect(box).to_contain_text("@Priya Raman")
    tom.press("Control+Enter")
    expect(tom.message("@Priya Raman")).to_be_visible()


def test_each_paper_keeps_what_can_be_undone_on_it(tom: Screen) -> None:
    reply = paper(tom, "r", "Text of the reply")
    tom.type("To the customer")
    tom.press("Escape")
    note = paper(tom, "n", "Text of the internal note")
    expect(reply).to_have_count(0)
    tom.type("Among us")
    tom.press("Escape")
    paper(tom, "r", "Text of the reply")
    expect(reply).to_have_text("To the customer")
    tom.press("Control+z")
    expect(reply).to_have_text("")
    tom.press("Control+Shift+z")
    expect(reply).to_have_text("To the customer")
    tom.press("Escape")
    paper(tom, "n", "Text of the internal note")
    tom.press("Control+Enter")
    expect(tom.message("Among us")).to_be_visible()
    expect(note).to_be_focused()
    # What was sent is not undone by its letters.
    expect(note).to_have_text("")
    tom.press("Control+z")
    expect(note).to_have_text("")
    tom.press("Escape")
    paper(tom, "r", "Text of the reply")
    tom.press("Control+z")
    expect(reply).to_have_text("")


def test_a_note_is_added_with_any_status_that_the_ticket_does_not_have(tom: Screen) -> None:
    paper(tom, "n", "Text of the internal note")
    tom.type("Nothing to be done before Monday.")
    tom.page.get_by_role("button", name="More ways to send").press("Enter")
    offered = tom.page.get_by_role("menuitem").filter(has_text="Add note and")
    expect(offered.nth(3)).to_be_visible()
    plain = ["Add note and set to Pending", "Add note and resolve", "Add note and set to On hold"]
    # The keys of the second stand beside it.
    assert [text.split("\n")[0] for text in offered.all_inner_texts()[:3]] == plain
    expect(offered.filter(has_text="to Open")).to_have_count(0)
    tom.press("Escape")
    tom.press("Control+k")
    tom.type("note on hold")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Add note and set to On hold")
    tom.press("Enter")
    expect(tom.message("Nothing to be done before Monday.")).to_be_visible()
    expect(tom.field("Status")).to_contain_text("On hold")


def test_a_slash_finds_a_macro_and_is_a_slash_for_whoever_escapes(tom: Screen, admin: Api, word: str) -> None:
    admin.post("/macros", {"name": f"Bye {word}", "html": "<p>Kind regards</p>", "sharing": "everyone"})
    reply = paper(tom, "r", "Text of the reply")
    search = tom.page.get_by_placeholder("Search macros")
    for typed in ("See ", ""):
        tom.type(f"{typed}/")
        expect(search).to_be_focused()
        tom.type("var")
        tom.press("Escape")
        expect(reply).to_be_focused()
        tom.type("var/log")
        tom.press("Enter")
    expect(reply.locator("p")).to_have_text(["See /var/log", "/var/log", ""])
    tom.type("Thanks. /")
    expect(search).to_be_focused()
    tom.type(f"Bye {word}")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Bye")
    tom.press("Enter")
    expect(reply.locator("p")).to_have_text(["See /var/log", "/var/log", "Thanks. ", "Kind regards"])
    tom.press("Control+z")
    expect(reply.locator("p")).to_have_text(["See /var/log", "/var/log", "Thanks. "])


def test_a_macro_is_taken_back_whole(tom: Screen, admin: Api, word: str) -> None:
    """Its text and its actions, by the keys within the text and outside of it, and done again whole."""
    actions = {"status": "pending", "add_tags": [f"bye-{word}"]}
    macro = {"name": f"Bye {word}", "html": "<p>Kind regards</p>", "actions": actions, "sharing": "everyone"}
    admin.post("/macros", macro)
    reply = paper(tom, "r", "Text of the reply")
    status, tags = tom.field("Status"), tom.field("Tags")

    def is_used() -> None:
        expect(reply.locator("p")).to_have_text(["Thanks.", "Kind regards"])
        expect(status).to_contain_text("Pending")
        expect(tags).to_contain_text(f"bye-{word}")

    def is_taken_back() -> None:
        expect(reply.locator("p")).to_have_text(["Thanks."])
        expect(status).to_contain_text("Open")
        expect(tags).not_to_contain_text(f"bye-{word}")

    tom.type("Thanks. /")
    tom.page.get_by_placeholder("Search macros").fill(f"Bye {word}")
    expect(tom.page.get_by_role("option", selected=True)).to_contain_text("Bye")
    tom.press("Enter")
    is_used()
    tom.type("!")
    tom.press("Control+z")
    is_used()
    tom.press("Control+z")
    is_taken_back()
    tom.press("Control+Shift+z")
    is_used()
    tom.press("Escape")
    tom.press("Control+z")
    is_taken_back()
    tom.press("Control+Shift+z")
    is_used()
    tom.press("r")
    tom.type(" Tom")
    tom.press("Escape")
    tom.press("Control+z")
    expect(tom.page.get_by_text("Its text stays: it was changed since.", exact=True)).to_be_visible()
    expect(status).to_contain_text("Open")
    expect(reply.locator("p")).to_have_text(["Thanks.", "Kind regards Tom"])
