"""The agent's job from the first mail to the last, in two browsers, with a customer who has a mail program."""

import time
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from playwright.sync_api import Request, Route, expect

from tests.e2e.api import Api
from tests.e2e.conftest import NEWEST, OpenScreen
from tests.e2e.mail import PNG, Customer, SentMail, Smtp, addresses
from tests.e2e.screens import Screen
from tests.e2e.waiting import eventually

TRACKER = "https://tracker.example/seen.png"
HTML = f"""<p>The <b>lamp</b> is dark. <img src="cid:photo@here" alt="The lamp">
<img src="{TRACKER}" alt=""><script>document.title = "taken over"</script>
<img src="x" onerror="document.title = 'taken over'"></p>"""
BILL = b"%PDF-1.4 the bill"
Record = Callable[[str, object], None]
pytestmark = NEWEST
#: A tall window: the list shows what fits, and other tests' tickets come in at the same time.
TALL = {"width": 1440, "height": 5000}


@pytest.fixture
def question(customer: Customer, word: str) -> EmailMessage:
    """A mail as people write them: with a picture in its text and a file."""
    mail = customer.write(f"Dark lamp {word}", "The lamp is dark.", html=HTML)
    rich = mail.get_body(("html",))
    assert isinstance(rich, EmailMessage)
    rich.add_related(PNG, "image", "png", cid="<photo@here>", filename="photo.png", disposition="inline")
    mail.add_attachment(BILL, "application", "pdf", filename="Bill.pdf")
    return mail


@pytest.fixture
def tom(open_screen: OpenScreen) -> Screen:
    screen = open_screen(viewport=TALL)
    screen.sign_in("agent@acme.test")
    return screen


@pytest.fixture
def mara(open_screen: OpenScreen) -> Screen:
    screen = open_screen(viewport=TALL)
    screen.sign_in("admin@acme.test")
    return screen


def test_from_mail_to_mail(
    tom: Screen,
    mara: Screen,
    smtp: Smtp,
    sent_mail: SentMail,
    customer: Customer,
    question: EmailMessage,
    record_property: Record,
) -> None:
    subject = str(question["Subject"])
    for screen in (tom, mara):
        screen.mark()

    sent_at = time.monotonic()
    smtp.send(question)
    expect(tom.row(subject)).to_be_visible()
    record_property("mail to list, seconds", f"{time.monotonic() - sent_at:.2f}")
    expect(mara.row(subject)).to_be_visible()

    tom.open_ticket(subject)
    mara.open_ticket(subject)
    read_the_mail(tom, customer)
    save_the_bill(tom)
    decide(tom)
    for name, value in (("Assignee", "Priya Raman"), ("Priority", "Urgent"), ("Status", "Pending")):
        expect(mara.field(name)).to_contain_text(value)

    tom.write("n", "Text of the internal note", "Only for us.")
    note = tom.message("Only for us.")
    expect(note).to_contain_text("Internal note")
    expect(note).to_have_attribute("data-kind", "note")
    tom.write("r", "Text of the reply", "Turn the switch.")
    expect(tom.message("Turn the switch.").get_by_test_id("delivery")).to_have_text("Sent")
    expect(mara.message("Only for us.")).to_contain_text("Internal note")
    expect(mara.message("Turn the switch.")).to_be_visible()

    mail = eventually(lambda: sent_mail.to(customer.email), "the reply")[0]
    assert mail["In-Reply-To"] == question["Message-ID"]
    assert "Only for us." not in mail.as_string()
    assert addresses(mail, "To") == [customer.email]

    tom.choose("s", "resolved")
    expect(mara.field("Status")).to_contain_text("Resolved")
    expect(mara.row(subject)).to_have_count(0)
    smtp.send(customer.answer(mail, "Thank you, it shines."))
    expect(mara.row(subject)).to_contain_text("Open")
    expect(mara.message("Thank you, it shines.")).to_be_visible()
    expect(tom.message("Thank you, it shines.")).to_be_visible()
    expect(tom.field("Status")).to_contain_text("Open")
    assert not tom.is_fresh()
    assert not mara.is_fresh()


def read_the_mail(screen: Screen, customer: Customer) -> None:
    """Its text and its own picture are shown, nothing runs, and the tracker hears of nobody until somebody says so."""
    asked: list[str] = []

    def noted(request: Request) -> None:
        if request.url == TRACKER:
            asked.append(request.url)

    screen.page.route(TRACKER, lambda route: route.fulfill(body=PNG, content_type="image/png"))
    screen.page.on("request", noted)
    frame = screen.mail_of(customer.name)
    expect(frame.locator("b")).to_have_text("lamp")
    picture = frame.get_by_alt_text("The lamp")
    expect(picture).to_be_visible()
    eventually(lambda: picture.evaluate("image => image.naturalWidth") == 16, "the picture")
    assert frame.locator("script").count() == 0
    assert not asked
    with screen.page.expect_request(TRACKER):
        screen.page.get_by_role("button", name="Show images").click()
    assert "taken over" not in screen.page.title()


def save_the_bill(screen: Screen) -> None:
    """Once it was looked into, it is known to be a PDF, and can be looked at before it is saved."""
    bill = screen.page.get_by_test_id("attachment").filter(has_text="Bill.pdf")
    expect(bill).to_contain_text("Look at")
    bill.click()
    dialog = screen.page.get_by_role("dialog", name="Bill.pdf")
    with screen.page.expect_download() as saving:
        dialog.get_by_role("button", name="Download").click()
    # By the button: where the browser's PDF viewer has the focus, no key reaches the page.
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    assert saving.value.path().read_bytes() == BILL
    assert saving.value.suggested_filename == "Bill.pdf"


def decide(screen: Screen) -> None:
    """Assign, status and priority, by keys."""
    screen.choose("a", "Priya")
    expect(screen.field("Assignee")).to_contain_text("Priya Raman")
    screen.choose("p", "urg")
    expect(screen.field("Priority")).to_contain_text("Urgent")
    screen.choose("s", "pend")
    expect(screen.field("Status")).to_contain_text("Pending")


def test_without_a_mouse(open_screen: OpenScreen, agent: Api, word: str) -> None:
    """From sign-in to the answer by keys alone."""
    subject = f"No mouse {word}"
    ticket = agent.make_ticket(subject, f"{word}@customer.example")
    screen = open_screen()
    screen.open("/")
    tab_to(screen, "Email")
    screen.type("agent@acme.test")
    screen.press("Tab")
    screen.type("tessera-demo")
    screen.press("Enter")
    expect(screen.row("").first).to_be_visible()

    screen.press("Control+k")
    expect(screen.page.get_by_role("combobox", name="Search and commands")).to_be_focused()
    screen.type(str(ticket["number"]))
    expect(screen.page.get_by_role("option", name=f"Open ticket #{ticket['number']}")).to_be_visible()
    screen.press("Enter")
    expect(screen.heading(subject)).to_be_visible()
    expect(screen.field("Assignee")).to_contain_text("Nobody")

    screen.press("i")
    expect(screen.field("Assignee")).to_contain_text("Tom Okafor")
    screen.choose("p", "high")
    screen.write("n", "Text of the internal note", "Noted by keys.")
    screen.write("r", "Text of the reply", "Answered by keys.")
    screen.choose("s", "resolved")
    eventually(lambda: agent.get(f"/tickets/{ticket['id']}")["status"] == "resolved", "the ticket to be resolved")
    done = agent.get(f"/tickets/{ticket['id']}")
    assert (done["priority"], done["assignee_id"]) == ("high", agent.get("/me")["id"])
    kinds = ["reply", "note", "reply"]
    eventually(lambda: [one["kind"] for one in agent.messages(ticket["id"])] == kinds, "the answer")

    screen.press("Escape")
    expect(screen.heading("All unresolved")).to_be_visible()
    screen.press("?")
    expect(screen.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def tab_to(screen: Screen, label: str) -> None:
    """Tab until the field has the focus: whoever has no mouse gets there."""
    field = screen.page.get_by_label(label)
    for _ in range(10):
        screen.press("Tab")
        if field.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{label} was not reached by Tab")


def test_a_file_goes_along_with_a_reply(tom: Screen, agent: Api, sent_mail: SentMail, word: str) -> None:
    """Through the browser's own upload to another origin, under the page's policy."""
    email = f"{word}@customer.example"
    agent.make_ticket(f"With a file {word}", email)
    tom.open_ticket(f"With a file {word}")
    files = {"name": "Manual.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 manual"}
    tom.page.get_by_test_id("attach-input").set_input_files(files)  # type: ignore[arg-type]
    expect(tom.page.get_by_role("button", name="Remove Manual.pdf")).to_be_visible()
    expect(tom.page.get_by_role("textbox", name="Text of the reply")).to_be_visible()
    # What stood there while the editor was fetched may be just going.
    chip = eventually(tom.page.get_by_role("button", name="Remove Manual.pdf").bounding_box, "the file's place")
    send = eventually(tom.page.get_by_role("button", name="Send reply").bounding_box, "the button's place")
    assert chip["y"] + chip["height"] <= send["y"]
    tom.write("r", "Text of the reply", "Here is the manual.")
    mail = eventually(lambda: sent_mail.to(email), "the reply")[0]
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == b"%PDF-1.4 manual"


def test_sending_waits_for_a_file_that_is_still_on_its_way(
    tom: Screen, agent: Api, sent_mail: SentMail, word: str
) -> None:
    """Also when one has gone on to another ticket by then."""
    email = f"{word}@customer.example"
    agent.make_ticket(f"Slow file {word}", email)
    agent.make_ticket(f"Next one {word}", email)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tom.page.route(lambda url: not url.startswith(tom.origin), hold)
    tom.open_ticket(f"Slow file {word}")
    files = {"name": "Plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 plan"}
    with tom.page.expect_request(lambda request: not request.url.startswith(tom.origin)):
        tom.page.get_by_test_id("attach-input").set_input_files(files)  # type: ignore[arg-type]
    tom.press("r")
    expect(tom.page.get_by_role("textbox", name="Text of the reply")).to_be_focused()
    tom.type("Here is the plan.")
    tom.press("Control+Enter")
    expect(tom.page.get_by_role("button", name="Sends after upload…")).to_be_visible()

    tom.open_ticket(f"Next one {word}")
    for route in held:
        route.continue_()
    expect(tom.page.get_by_text("Sending…").first).to_be_visible()
    mail = eventually(lambda: sent_mail.to(email), "the reply")[0]
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == b"%PDF-1.4 plan"


def test_a_wrong_password_is_told_and_the_right_one_leads_on(open_screen: OpenScreen, agent: Api, word: str) -> None:
    ticket = agent.make_ticket(f"Deep link {word}", f"{word}@customer.example")
    screen = open_screen(expected_errors=("401",))
    screen.open(f"/tickets/{ticket['id']}")
    screen.page.get_by_label("Email").fill("agent@acme.test")
    screen.page.get_by_label("Password", exact=True).fill("not-this-one")
    screen.page.get_by_role("button", name="Sign in").click()
    expect(screen.page.get_by_role("alert")).to_contain_text("Email or password is wrong.")
    screen.page.get_by_label("Password", exact=True).fill("tessera-demo")
    screen.page.get_by_role("button", name="Sign in").click()
    expect(screen.heading(f"Deep link {word}")).to_be_visible()


def test_signed_in_over_a_reload_and_out_for_good(tom: Screen, agent: Api, word: str) -> None:
    agent.make_ticket(f"Still here {word}", f"{word}@customer.example")
    tom.page.reload()
    expect(tom.row(f"Still here {word}")).to_be_visible()
    tom.page.get_by_role("button", name="account and settings").first.click()
    tom.page.get_by_role("menuitem", name="Sign out").click()
    expect(tom.heading("Sign in to Tessera")).to_be_visible()
    tom.open("/")
    expect(tom.heading("Sign in to Tessera")).to_be_visible()


def test_a_taken_down_call_becomes_a_ticket_that_others_see(tom: Screen, mara: Screen, word: str) -> None:
    tom.press("c")
    dialog = tom.page.get_by_role("dialog", name="New ticket")
    dialog.get_by_label("Requester’s email").fill(f"{word}@customer.example")
    dialog.get_by_label("Subject").fill(f"Called {word}")
    dialog.get_by_label("What it is about").fill("The lamp is dark again.")
    dialog.get_by_role("button", name="Create ticket").click()
    expect(mara.row(f"Called {word}")).to_be_visible()
    expect(tom.row(f"Called {word}")).to_be_visible()
