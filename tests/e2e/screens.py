"""The screens as people know them: by what is written on things."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, ConsoleMessage, FrameLocator, Locator, Page, expect

from localstack.settings import ROOT
from tests.e2e.api import PASSWORD
from tests.e2e.browsers import Browsers

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
#: Milliseconds; as generous as `tests.e2e.waiting.SOON`.
SOON_MS = 60_000
expect.set_options(timeout=SOON_MS)
#: Once in a tab. In somebody's own browser nothing is left of the day before but the copy of the tickets.
COMES_IN = """({ mark, own }) => {
  if (window !== top || !location.protocol.startsWith('http') || sessionStorage.getItem(mark)) return
  sessionStorage.setItem(mark, 'came in')
  const left = Object.keys(localStorage).filter((key) => own && key !== 'tessera.copy')
  for (const key of left) localStorage.removeItem(key)
  localStorage.setItem('tessera.session', '1')
}"""


class Screen:
    """One browser of one person: a tab, and what went wrong in it."""

    def __init__(self, browsers: Browsers, closing: ExitStack, origin: str, new: bool, **options: Any) -> None:
        """It is a `new` browser also if there are `options`, or if something is done in it before somebody signs in;
        else it is that of whoever does."""
        self.origin = origin
        self.errors: list[str] = []
        self._browsers = browsers
        self._closing = closing
        self._new = new or bool(options)
        self._options = options
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        return self._page or self._begin(self._browsers.new(**self._options))

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def _begin(self, browser: AbstractContextManager[BrowserContext]) -> Page:
        self._page = page = self._closing.enter_context(browser).new_page()
        page.set_default_timeout(SOON_MS)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location})")

    def open(self, path: str = "/") -> None:
        self.page.goto(self.origin + path)

    def go(self, path: str) -> None:
        """Within the app, as a link does: it is not loaded anew."""
        self.page.evaluate("path => history.pushState(null, '', path)", path)

    def sign_in(self, email: str, password: str = PASSWORD, at: str = "/") -> None:
        """As if by the form, which has its own tests, and a page sooner: what is left is a cookie, and the
        mark that there may be one."""
        own = not self._page and not self._new
        if own:
            self._begin(self._browsers.of(email))
        body = {"email": email, "password": password}
        response = self.context.request.post(f"{self.origin}/api/v1/auth/login", data=body)
        assert response.ok, response.text()
        self.page.add_init_script(f"({COMES_IN})({json.dumps({'mark': uuid4().hex, 'own': own})})")
        self.open(at)
        if at == "/":
            expect(self.heading("All unresolved")).to_be_visible()

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", name=name)

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    # The list

    def row(self, subject: str) -> Locator:
        return self.page.get_by_test_id("ticket-row").filter(has_text=subject)

    def open_ticket(self, subject: str) -> None:
        self.row(subject).click()
        expect(self.heading(subject)).to_be_visible()

    def open_tagged(self, tag: str, tickets: int) -> None:
        """The list of a tag's tickets, once all of them are there, and the keys of a row: these come in one file with
        what arranges the list."""
        self.open(f"/views/tag-{tag}")
        expect(self.page.get_by_test_id("ticket-row")).to_have_count(tickets)
        expect(self.page.get_by_role("button", name="Order and groups")).to_be_visible()

    # A ticket

    @property
    def conversation(self) -> Locator:
        return self.page.get_by_test_id("conversation")

    def message(self, text: str) -> Locator:
        return self.page.get_by_test_id("message").filter(has_text=text)

    def mail_of(self, name: str) -> FrameLocator:
        """The frame that shows a mail's HTML."""
        return self.page.frame_locator(f"iframe[title='Message from {name}']").first

    def field(self, name: str) -> Locator:
        """A property's button; its text is `name` and the value."""
        return self.page.get_by_test_id("properties").get_by_role("button").filter(has_text=name)

    def choose(self, key: str, typed: str) -> None:
        """A property by its key, the value by its first letters."""
        expect(self.page.get_by_test_id("properties")).to_be_visible()
        self.press(key)
        expect(self.page.get_by_placeholder("Search", exact=True)).to_be_focused()
        self.type(typed)
        expect(self.page.get_by_role("option", selected=True)).to_contain_text(typed, ignore_case=True)
        self.press("Enter")
        expect(self.page.get_by_placeholder("Search", exact=True)).to_have_count(0)
        try:
            expect(self.page.get_by_test_id("properties").locator("button:focus")).to_have_count(1)
        except AssertionError as error:
            error.add_note(f"The focus is on {self.focused()}")
            raise

    def focused(self) -> str:
        """The beginning of what has the focus, as HTML."""
        return str(self.page.evaluate("() => document.activeElement?.outerHTML.slice(0, 300)"))

    def write(self, key: str, label: str, text: str) -> None:
        """A reply (`r`) or a note (`n`), sent by keys; then out of the editor, where the focus stays."""
        expect(self.page.get_by_test_id("composer")).to_be_visible()
        self.press(key)
        expect(self.page.get_by_role("textbox", name=label)).to_be_focused()
        self.type(text)
        self.press("Control+Enter")
        expect(self.message(text)).to_be_visible()
        self.press("Escape")

    def is_fresh(self) -> bool:
        """Whether the page was loaded since `mark`."""
        return not self.page.evaluate("() => Boolean(window.seenByTest)")

    def mark(self) -> None:
        self.page.evaluate("() => { window.seenByTest = true }")

    # Accessibility

    def violations(
        self, rules: Sequence[str] | None = None, without: Sequence[str] = (), but: Sequence[str] = ()
    ) -> list[str]:
        """What axe finds on the page as it is now, once its pictures stand still; by all of its rules, but for those
        it is to do without, or by these alone; `but` in these places."""
        self.page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))")
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(_axe())
        options: dict[str, Any] = {"iframes": False, "preload": False, "resultTypes": ["violations"]}
        options["rules"] = {rule: {"enabled": False} for rule in without}
        if rules:
            options["runOnly"] = rules
        look = "([but, options]) => axe.run(but.length ? { exclude: but } : document, options)"
        found = self.page.evaluate(look, [list(but), options])
        return [_told(violation) for violation in found["violations"]]


@cache
def _axe() -> str:
    """Evaluated by the debugger: the page's own policy lets no foreign script in."""
    return Path(AXE).read_text(encoding="utf-8")


def _told(violation: dict[str, object]) -> str:
    nodes = violation["nodes"]
    assert isinstance(nodes, Sequence)
    places = json.dumps([[node["target"], node["failureSummary"]] for node in nodes[:3]], ensure_ascii=False)
    return f"{violation['id']}: {violation['help']} {places}"
