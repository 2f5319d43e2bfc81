"""The screens in other languages, one of them from right to left."""

import json

import pytest
from playwright.sync_api import expect

from localstack.settings import ROOT
from tests.e2e.api import PASSWORD, Api
from tests.e2e.conftest import OpenScreen
from tests.e2e.waiting import eventually


@pytest.mark.parametrize(
    ("locale", "direction", "email", "password", "sign_in", "reply"),
    [
        ("de-AT", "ltr", "E-Mail", "Passwort", "Anmelden", "Text der Antwort"),
        ("ar-EG", "rtl", "البريد الإلكتروني", "كلمة المرور", "تسجيل الدخول", "نص الرد"),
    ],
)
def test_the_job_in_the_browser_s_language(
    open_screen: OpenScreen,
    agent: Api,
    word: str,
    locale: str,
    direction: str,
    email: str,
    password: str,
    sign_in: str,
    reply: str,
) -> None:
    ticket = agent.make_ticket(f"Languages {word}", f"{word}@customer.example")
    screen = open_screen(locale=locale)
    screen.open(f"/tickets/{ticket['id']}")
    page = screen.page.locator("html")
    expect(page).to_have_attribute("lang", locale[:2])
    expect(page).to_have_attribute("dir", direction)
    screen.page.get_by_label(email).fill("agent@acme.test")
    screen.page.get_by_label(password, exact=True).fill(PASSWORD)
    assert screen.violations() == []
    screen.page.get_by_role("button", name=sign_in).click()
    expect(screen.heading(ticket["subject"])).to_be_visible()
    for mirrored in ("reply", "forward"):
        icon = screen.page.get_by_test_id("composer").locator(f".lucide-{mirrored}").first
        expect(icon).to_have_css("transform", "matrix(-1, 0, 0, 1, 0, 0)" if direction == "rtl" else "none")
    screen.write("r", reply, f"Done {word}.")
    assert screen.violations() == []


def test_a_chosen_language_stays(open_screen: OpenScreen) -> None:
    tom = open_screen()
    tom.sign_in("agent@acme.test")
    tom.page.get_by_role("button", name="account and settings").first.click()
    tom.page.get_by_role("menuitem", name="Appearance and language").click()
    tom.page.get_by_role("radio", name="Compact").check(force=True)
    expect(tom.page.locator("html")).to_have_attribute("data-density", "compact")
    expect(tom.page.get_by_test_id("sample-list")).to_be_visible()
    assert tom.violations() == []
    tom.page.get_by_role("radio", name="Deutsch").check(force=True)
    expect(tom.heading("Darstellung")).to_be_visible()
    tom.open("/")
    expect(tom.heading("Alle ungelösten")).to_be_visible()
    tom.open("/")
    expect(tom.heading("Alle ungelösten")).to_be_visible()
    expect(tom.page.locator("html")).to_have_attribute("lang", "de")


#: Where the first letter of an element is, within what can be seen of it.
BEGINS_IN_SIGHT = """element => {
  const range = document.createRange()
  range.setStart(element.firstChild, 0)
  range.setEnd(element.firstChild, 1)
  const [letter, row] = [range.getBoundingClientRect(), element.closest('a').getBoundingClientRect()]
  const own = element.getBoundingClientRect()
  return letter.left >= own.left - 1 && letter.right <= own.right + 1 && own.left >= row.left && own.right <= row.right
}"""


@pytest.mark.parametrize(("locale", "password"), [("en-GB", "Password"), ("ar-EG", "كلمة المرور")])
def test_each_text_of_a_list_is_cut_at_its_own_end(
    open_screen: OpenScreen, agent: Api, word: str, locale: str, password: str
) -> None:
    right_to_left = "أول كلمة هنا ثم نص طويل جدا لا ينتهي بسرعة حتى يصل إلى آخر السطر ويتجاوزه كثيرا"
    left_to_right = "The first word and a text that goes on and on until it is cut at the end of its line"
    for name, text in (("ليلى", right_to_left), ("Anna", right_to_left), ("سارة", left_to_right)):
        agent.post(
            "/tickets",
            {
                "subject": f"{name} {word}",
                "requester": {"email": f"{word}@customer.example", "name": name},
                "message": {"text": text},
                "tags": [word],
            },
        )
    screen = open_screen(locale=locale)
    screen.open(f"/views/tag-{word}")
    screen.page.locator("input[type=email]").fill("agent@acme.test")
    screen.page.get_by_label(password, exact=True).fill(PASSWORD)
    screen.press("Enter")
    previews = screen.page.get_by_test_id("ticket-row").locator("bdi").filter(has_text=" ")
    expect(previews).to_have_count(3)
    assert [each.evaluate(BEGINS_IN_SIGHT) for each in previews.all()] == [True, True, True]


def test_excerpts_begin_where_the_row_does_and_run_as_they_are_written(
    open_screen: OpenScreen, agent: Api, word: str
) -> None:
    ticket = agent.make_ticket(f"Short {word}", f"{word}@customer.example", text=f"Lid {word}.")
    agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": f"Rang them about {word}. " * 20})
    eventually(lambda: agent.get("/search", q=f"rang {word}")["items"], "the index")
    screen = open_screen(locale="ar-EG")
    screen.open(f"/search?q={word}")
    screen.page.locator("input[type=email]").fill("agent@acme.test")
    screen.page.get_by_label("كلمة المرور", exact=True).fill(PASSWORD)
    screen.press("Enter")
    excerpts = screen.page.get_by_test_id("search-result").locator("bdi").filter(has_text=word)
    expect(excerpts.filter(has_text="Rang them")).to_have_css("direction", "ltr")
    assert {each.evaluate("each => getComputedStyle(each).textAlign") for each in excerpts.all()} == {"right"}


def test_what_the_server_says_is_in_the_reader_s_language(open_screen: OpenScreen) -> None:
    said = json.loads((ROOT / "web/apps/agent/src/shared/i18n/de-said.json").read_text())
    screen = open_screen(locale="de-DE")
    screen.open('/search?q="papier')
    screen.page.get_by_label("E-Mail").fill("admin@acme.test")
    screen.page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    screen.press("Enter")
    not_closed = said["The quotation mark is not closed: the phrase goes on to the end."]
    expect(screen.page.get_by_text(not_closed)).to_be_visible()
